"""Setup intents: keeping a card for later payments, from the wish until its bank has agreed or the wish is given up.

Source: API reference, Setup Intents; "How SetupIntents work". No money moves. Each confirmation is written down as a setup attempt. A
card that its bank agreed to goes to the customer of the intent; cards have no mandates, so those fields stay null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, ids, inherited
from counterfoil.networks import cards
from counterfoil.resources.payments import confirmation_tokens, payment_method_configurations, payment_methods, setup_attempts
from counterfoil.resources.payments.payment_intents import methods

OUTCOMES = {
    "requires_payment_method": "setup_intent.setup_failed",
    "requires_action": "setup_intent.requires_action",
    "succeeded": "setup_intent.succeeded",
    "canceled": "setup_intent.canceled",
}

setup_intents = Resource(
    "setup_intent",
    prefix="seti",
    noun="setupintent",
    path_param="intent",
    filters={"customer": "customer", "payment_method": "payment_method", "attach_to_self": "attach_to_self"},
    lifecycle={
        # status                  may become                                    announcing
        "requires_payment_method": {**OUTCOMES, "requires_confirmation": None},
        "requires_confirmation": {**OUTCOMES},
        "requires_action": {**OUTCOMES, "requires_confirmation": None},
    },
)

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
UNEXPECTED_STATE, INVALID_PARAMETER = "setup_intent_unexpected_state", "setup_intent_invalid_parameter"
ONLY_WITH_CONFIRM = ("return_url", "mandate_data", "confirmation_token")
ALWAYS_EDITABLE = ("metadata", "description", "customer")
CARD_OPTIONS = {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"}

NO_METHOD = (
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment "
    "method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."
)
NO_RETURN_URL = (
    "This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might "
    "redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment "
    "methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when "
    "creating Setup Intents and Payment Intents."
)
NOT_PROVEN = (
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to "
    "fulfill this SetupIntent again."
)
NOT_BOTH = "You cannot set `attach_to_self` to `true` when setting up a PaymentMethod for a Customer."


def refuse(work: Work, intent: Document | None, message: str, *, code: str | None = None, param: str | None = None) -> errors.Refusal:
    """400 with the intent, where there is one, inside the error. Nothing has changed."""
    return errors.invalid(message, code=code, param=param, setup_intent=work.visible(intent) if intent else None)


def wrong_state(work: Work, intent: Document, done: str, *, past: str) -> errors.Refusal:
    """400 for what the intent's status does not allow, naming those that do. done: "You cannot cancel this SetupIntent"."""
    only = f"Only a SetupIntent with one of the following statuses may be {past}: {', '.join(OPEN)}."
    return refuse(work, intent, f"{done} because it has a status of {intent.status}. {only}", code=UNEXPECTED_STATE)


# -- asking ------------------------------------------------------------------------------------------------------------


@setup_intents.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Open a setup. With `confirm`, attempt it at once; a decline (402) leaves the intent behind, other refusals leave nothing.

    For pages that keep cards (subscriptions, checkout) as well. Emits setup_intent.created, as the intent is before it is confirmed.
    """
    if not params.get("confirm"):
        stray = next((name for name in ONLY_WITH_CONFIRM if params.get(name) is not None), None)
        if stray:
            message = f"The parameter `{stray}` cannot be passed when creating a SetupIntent unless `confirm` is set to true."
            raise errors.invalid(message, code=INVALID_PARAMETER, param=stray)
    if params.get("customer"):
        work.get(Resource.registry["customer"], params["customer"], param="customer")
    if params.get("customer") and params.get("attach_to_self"):
        raise errors.invalid(NOT_BOTH, param="attach_to_self")
    id = setup_intents.new_id(work.space)
    params = confirmation_tokens.unfolded(work, params, setup_intent=id)
    kinds = methods.kinds(work, params, None, code=INVALID_PARAMETER)
    types = kinds["payment_method_types"]
    method = _chosen(work, params, customer=params.get("customer"), types=types)
    born = {name: value for name, value in params.items() if name not in ("payment_method", "automatic_payment_methods")}
    intent = work.insert(
        setup_intents,
        born,
        id=id,
        **kinds,
        client_secret=ids.secret(f"{id}_secret_", 25),
        managed_payments={"enabled": False},
        payment_method=method.id if method else None,
        payment_method_options=methods.options(None, types, params, of_cards=CARD_OPTIONS),
        status="requires_confirmation" if method else "requires_payment_method",
        usage=params.get("usage") or "off_session",
    )
    work.emit("setup_intent.created", intent)
    if not params.get("confirm"):
        return intent
    try:
        return _attempt(work, intent, method, params)
    except errors.Refusal as refusal:
        if not refusal.kept:
            refusal.extra.pop("setup_intent", None)  # it is undone: there is no such intent to show
        raise


@setup_intents.update
def update(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Change what is to be kept while nothing has been agreed; afterwards only what is noted down. No event."""
    if intent.status not in OPEN and any(name not in ALWAYS_EDITABLE for name in params):
        if intent.status == "succeeded":
            raise refuse(work, intent, "You cannot update this SetupIntent because it has already succeeded.", code=UNEXPECTED_STATE)
        raise wrong_state(work, intent, "You cannot update this SetupIntent", past="updated")
    if params.get("customer"):
        work.get(Resource.registry["customer"], params["customer"], param="customer")
    customer = params.get("customer") or intent.customer
    if customer and params.get("attach_to_self", intent.attach_to_self):
        raise refuse(work, intent, NOT_BOTH, param="attach_to_self")
    fields = methods.changed_kinds(work, intent, params, None, code=INVALID_PARAMETER)
    types = fields.get("payment_method_types", intent.payment_method_types)
    fields["payment_method_options"] = methods.options(intent.payment_method_options, types, params, of_cards=CARD_OPTIONS)
    method = _chosen(work, params, customer=customer, types=types, intent=intent)
    if method is not None:
        setup_attempts.abandon(work, intent.latest_attempt)
        fields |= {"payment_method": method.id, "status": "requires_confirmation", "next_action": None}
    elif intent.payment_method and intent.status in OPEN and "customer" in params:
        _check(work, payment_methods.held(work, intent.payment_method), customer=customer, types=types, intent=intent)
    sent = {name: value for name, value in params.items() if name != "payment_method"}
    return work.update(intent, sent, **fields)


@setup_intents.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """Newest first. Refuses a customer that does not exist."""
    if params.get("customer"):
        work.expect(Resource.registry["customer"], params["customer"], param="customer")
    return inherited.listed(work, setup_intents, params)


# -- the method that is to be kept -------------------------------------------------------------------------------------


def _chosen(
    work: Work, params: Mapping[str, Any], *, customer: str | None, types: list[str], intent: Document | None = None
) -> Document | None:
    """The method that a call names, by id, magic id or data; None when it names none. Refuses one that cannot be set up by this."""
    method = payment_methods.named(work, params)
    if method is not None:
        _check(work, method, customer=customer, types=types, intent=intent)
    return method


def _check(work: Work, method: Document, *, customer: str | None, types: list[str], intent: Document | None) -> None:
    """Refuse a method of somebody else, one that was used up, and one of a kind that the setup does not take."""
    if method.customer and not customer:
        message = (
            f"The payment method supplied ({method.id}) belongs to the Customer {method.customer}. Please include the Customer in the "
            "`customer` parameter on the SetupIntent."
        )
        raise refuse(work, intent, message, param="payment_method")
    if method.customer and method.customer != customer:
        message = (
            f"The PaymentMethod {method.id} does not belong to the Customer you supplied {customer}. Please use this PaymentMethod with "
            "the Customer that it belongs to instead."
        )
        raise refuse(work, intent, message, param="payment_method")
    if method.get("_spent"):
        raise refuse(work, intent, payment_methods.SPENT)
    if method.type not in types:
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this SetupIntent. Please attach a PaymentMethod of one of the "
            f"following types: {', '.join(types)}. Alternatively, update the allowed payment_method_types for this SetupIntent to include "
            f'"{method.type}".'
        )
        raise refuse(work, intent, message, code=INVALID_PARAMETER, param="payment_method")


# -- the attempt -------------------------------------------------------------------------------------------------------


@setup_intents.action
def confirm(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Attempt the setup with the method of this call, else the intent's. Raises 402 when it is declined; that is kept.

    What a customer otherwise pays with is never taken instead.
    """
    named = ("payment_method", "payment_method_data", "confirmation_token")
    if not intent.payment_method and not any(params.get(name) for name in named):
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if intent.status == "succeeded":
        raise refuse(work, intent, "You cannot confirm this SetupIntent because it has already succeeded.", code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot confirm this SetupIntent", past="confirmed")
    if intent.customer:
        work.get(Resource.registry["customer"], intent.customer, param="customer")  # deleted meanwhile, they keep nothing more
    params = confirmation_tokens.unfolded(work, params, setup_intent=intent.id)
    types = intent.payment_method_types
    method = _chosen(work, params, customer=intent.customer, types=types, intent=intent)
    if method is None:
        method = payment_methods.held(work, intent.payment_method)
        _check(work, method, customer=intent.customer, types=types, intent=intent)
    return _attempt(work, intent, method, params)


def _attempt(work: Work, intent: Document, method: Document | None, params: Mapping[str, Any]) -> Document:
    """Ask the bank. The answer is written down as a setup attempt, whatever it is; 400 changes nothing."""
    if method is None:
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if intent.automatic_payment_methods and not params.get("return_url") and payment_method_configurations.may_redirect(work, intent):
        raise refuse(work, intent, NO_RETURN_URL)
    if method.type != "card":
        raise errors.not_there_yet(f"setup_intents.confirm (with a {method.type})")
    if intent.on_behalf_of:
        raise errors.not_there_yet("setup_intents.confirm (for a connected account)")
    if params.get("payment_method_options"):
        options = methods.options(intent.payment_method_options, intent.payment_method_types, params, of_cards=CARD_OPTIONS)
        intent = work.change(intent, payment_method_options=options)
    setup_attempts.abandon(work, intent.latest_attempt)
    answer = _asked(intent, method, proven=False)
    if answer.authenticate:
        return _ask(work, intent, method, answer, params.get("return_url"))
    if answer.decline is not None:
        error = _told(work, method, answer.decline)
        attempt = setup_attempts.record(work, intent, method, answer, "failed", error=error)
        raise _declined(work, intent, method, error, attempt.id)
    attempt = setup_attempts.record(work, intent, method, answer, "succeeded")
    return _succeed(work, intent, method, attempt.id)


def _asked(intent: Document, method: Document, *, proven: bool) -> cards.Answer:
    options = (intent.payment_method_options or {}).get("card") or {}
    return cards.agree(
        payment_methods.fate(method),
        cvc=bool(method.get("_cvc")),
        request=options.get("request_three_d_secure") or "automatic",
        proven=proven,
        set_up=bool(method.get("_set_up")),
    )


def _succeed(work: Work, intent: Document, method: Document, attempt: str) -> Document:
    """The bank agreed: the customer has the card, or whoever attaches it later. Emits payment_method.attached, then succeeded."""
    set_up = intent.usage == "off_session"
    if intent.customer:
        payment_methods.keep(work, method, intent.customer, set_up=set_up)
    elif set_up:
        work.change(method, _set_up=True)
    return work.move(intent, "succeeded", last_setup_error=None, latest_attempt=attempt, next_action=None, payment_method=method.id)


def _told(work: Work, method: Document, decline: cards.Decline) -> dict[str, Any]:
    """A decline as intent and attempt tell it. Where the bank gave no reason of its own, the code is the reason."""
    told = {
        "advice_code": decline.advice,
        "code": decline.code,
        "decline_code": decline.reason,
        "message": decline.message,
        "network_decline_code": decline.network_code,
        "param": decline.param,
        "type": "card_error",
    }
    return _error(work, method, told)


def _error(work: Work, method: Document, told: Mapping[str, Any]) -> dict[str, Any]:
    doc_url = f"https://stripe.com/docs/error-codes/{told['code'].replace('_', '-')}"
    whole = {**told, "doc_url": doc_url, "payment_method": work.visible(method)}
    return {name: value for name, value in whole.items() if value is not None}


def _declined(work: Work, intent: Document, method: Document, error: Mapping[str, Any], attempt: str) -> errors.Refusal:
    """The refusal of a decline, which carries the intent and the method. Emits setup_intent.setup_failed."""
    failed = _failed(work, intent, error, attempt)
    told = {name: value for name, value in error.items() if name not in ("doc_url", "type")}
    return errors.declined(**told, setup_intent=work.visible(failed))


def _failed(work: Work, intent: Document, error: Mapping[str, Any], attempt: str) -> Document:
    """An attempt came to nothing: the intent tells why and asks for another method. The method can be tried again."""
    return work.move(
        intent,
        "requires_payment_method",
        last_setup_error=error,
        latest_attempt=attempt,
        next_action=None,
        payment_method=None,
    )


# -- 3D Secure ---------------------------------------------------------------------------------------------------------


def _ask(work: Work, intent: Document, method: Document, answer: cards.Answer, return_url: str | None) -> Document:
    """The bank wants the cardholder to prove who they are. Emits setup_intent.requires_action.

    The page of `next_action` is this server's; its two buttons end in `authenticated`.
    """
    page = f"{work.house.base_url}/3d_secure/{intent.id}?client_secret={intent.client_secret}"
    if return_url:
        action: dict[str, Any] = {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
    else:
        action = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": page}}
    attempt = setup_attempts.record(work, intent, method, answer, "requires_action")
    asked = {"last_setup_error": None, "latest_attempt": attempt.id, "next_action": action, "payment_method": method.id}
    if intent.status == "requires_action":
        return work.change(intent, **asked)
    return work.move(intent, "requires_action", **asked)


def authenticated(work: Work, intent: Document, *, passed: bool) -> Document:
    """The cardholder came back from the bank's page. Raises 402 when the bank declines all the same.

    Failed: setup_intent.setup_failed, and the intent asks for another method.
    """
    method = payment_methods.held(work, intent.payment_method)
    passed = passed and not payment_methods.fate(method).unprovable
    answer = _asked(intent, method, proven=passed)
    attempt = intent.latest_attempt
    if not passed:
        told = {"code": "setup_intent_authentication_failure", "message": NOT_PROVEN, "type": "invalid_request_error"}
        error = _error(work, method, told)
        setup_attempts.conclude(work, attempt, method, answer, error=error, refused=True)
        return _failed(work, intent, error, attempt)
    if answer.decline is not None:
        error = _told(work, method, answer.decline)
        setup_attempts.conclude(work, attempt, method, answer, error=error)
        raise _declined(work, intent, method, error, attempt)
    setup_attempts.conclude(work, attempt, method, answer)
    return _succeed(work, intent, method, attempt)


@setup_intents.action
def source_cancel(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """The cardholder closed the bank's window, as the browser library tells: that is no proof. Nothing to give up: nothing happens."""
    return authenticated(work, intent, passed=False) if intent.status == "requires_action" else intent


# -- ending ------------------------------------------------------------------------------------------------------------


@setup_intents.action
def cancel(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Give up the setup. Emits setup_intent.canceled."""
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot cancel this SetupIntent", past="canceled")
    setup_attempts.abandon(work, intent.latest_attempt)
    return work.move(intent, "canceled", cancellation_reason=params.get("cancellation_reason"), next_action=None)


@setup_intents.action
def verify_microdeposits(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Only bank accounts are verified by small deposits: no card waits for that."""
    if intent.status != "requires_action":
        message = (
            f"This SetupIntent cannot be actioned on because it has a status of {intent.status}. Only a SetupIntent with one of the "
            'following statuses may be actioned on: ["requires_action"].'
        )
        raise refuse(work, intent, message, code="intent_invalid_state")
    message = "This SetupIntent does not wait for microdeposits: its next action is another."
    raise refuse(work, intent, message, code="intent_invalid_state")
