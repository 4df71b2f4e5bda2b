"""Setup intents: set a payment method up for future payments, without moving money.

Each confirmation is recorded as a setup attempt. On success the method is attached to the customer of the
intent. Methods other than cards have a mandate; US bank accounts are verified by microdeposits, and the customers of
redirecting methods authorize on a page. Source: API reference, Setup Intents; "How
SetupIntents work".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Listing, Work, errors, ids, inherited, objects, present
from counterfoil.kernel.shapes import PaymentMethod, SetupIntent
from counterfoil.networks import cards, debits
from counterfoil.resources.payments import (
    confirmation_tokens,
    mandates,
    microdeposits,
    payment_method_configurations,
    payment_methods,
    redirects,
    setup_attempts,
)
from counterfoil.resources.payments.payment_intents import methods

OUTCOMES = {
    "requires_payment_method": "setup_intent.setup_failed",
    "requires_action": "setup_intent.requires_action",
    "succeeded": "setup_intent.succeeded",
    "canceled": "setup_intent.canceled",
}

setup_intents = objects.setup_intent.page(
    filters={"customer": "customer", "payment_method": "payment_method", "attach_to_self": "attach_to_self"},
    lifecycle={
        # status                  may become                                    announcing
        "requires_payment_method": {**OUTCOMES, "requires_confirmation": None},
        "requires_confirmation": {**OUTCOMES, "requires_confirmation": None},
        "requires_action": {**OUTCOMES, "requires_confirmation": None},
    },
)

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
UNEXPECTED_STATE, INVALID_PARAMETER = "setup_intent_unexpected_state", "setup_intent_invalid_parameter"
ONLY_WITH_CONFIRM = ("return_url", "mandate_data", "confirmation_token")
ALWAYS_EDITABLE = ("metadata", "description", "customer")
DEFAULT_OPTIONS: dict[str, dict[str, Any]] = {
    "card": {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"},
    "us_bank_account": {"mandate_options": {}, "verification_method": "automatic"},
}

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
OF_SESSION = "You cannot perform this action on SetupIntents created by Checkout."
ALREADY_CANCELED = "You cannot cancel this SetupIntent because it it already canceled."  # with the original's slip
NO_MANDATE = (
    "This PaymentMethod requires a mandate, but no mandate information was provided. Please provide `mandate_data` to confirm this "
    "SetupIntent."
)
NOT_BOTH = "You cannot set `attach_to_self` to `true` when setting up a PaymentMethod for a Customer."


def refuse(work: Work, intent: SetupIntent | None, message: str, *, code: str | None = None, param: str | None = None) -> errors.Refusal:
    """Make a 400 that shows the intent, if there is one, in the error. Rolls the phase back."""
    return errors.invalid(message, code=code, param=param, setup_intent=work.visible(intent) if intent else None)


def wrong_state(work: Work, intent: SetupIntent, done: str, *, past: str) -> errors.Refusal:
    """Make a 400 for an action that the intent's status does not allow.

    done: what failed ("You cannot cancel this SetupIntent"). past: participle of the action ("canceled").
    """
    first, second, third = (f"`{status}`" for status in OPEN)
    only = f"Only a SetupIntent with one of the following statuses may be {past}: {first}, {second}, or {third}."
    return refuse(work, intent, f"{done} because it has a status of {intent.status}. {only}", code=UNEXPECTED_STATE)


# -- creating and updating ---------------------------------------------------------------------------------------------


@setup_intents.create(on=("customer", "payment_method", "confirmation_token"))
def create(work: Work, params: Mapping[str, Any]) -> SetupIntent:
    """Create an intent, and with `confirm` attempt the setup. After a decline (402) the intent remains.

    Also for subscriptions and checkout. Emits setup_intent.created, with the intent before its confirmation.
    """
    if not params.get("confirm"):
        stray = next((name for name in ONLY_WITH_CONFIRM if params.get(name) is not None), None)
        if stray:
            message = f"The parameter `{stray}` cannot be passed when creating a SetupIntent unless `confirm` is set to true."
            raise errors.invalid(message, code=INVALID_PARAMETER, param=stray)
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    if params.get("customer") and params.get("attach_to_self"):
        raise errors.invalid(NOT_BOTH, param="attach_to_self")
    id = setup_intents.new_id(work.space)
    params = confirmation_tokens.unfolded(work, params, setup_intent=id)
    kinds = methods.kinds(work, params, None, code=INVALID_PARAMETER)
    types = kinds["payment_method_types"]
    method = _chosen(work, params, customer=params.get("customer"), types=types)
    apart = ("payment_method", "automatic_payment_methods")
    fields = {name: value for name, value in params.items() if name not in apart}
    intent = work.insert(
        setup_intents,
        fields,
        id=id,
        **kinds,
        client_secret=ids.secret(f"{id}_secret_", 25),
        managed_payments={"enabled": False},
        payment_method=method.id if method else None,
        payment_method_options=methods.options(None, types, params, DEFAULT_OPTIONS),
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
            refusal.extra.pop("setup_intent", None)  # the intent is rolled back, so it is not shown
        raise


@setup_intents.update
def update(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Update an open intent; a closed one only in metadata, description and customer. No event."""
    if intent.status not in OPEN and any(name not in ALWAYS_EDITABLE for name in params):
        if intent.status == "succeeded":
            raise refuse(work, intent, "You cannot update this SetupIntent because it has already succeeded.", code=UNEXPECTED_STATE)
        raise wrong_state(work, intent, "You cannot update this SetupIntent", past="updated")
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    customer = params.get("customer") or intent.customer
    if customer and params.get("attach_to_self", intent.attach_to_self):
        raise refuse(work, intent, NOT_BOTH, param="attach_to_self")
    fields = methods.changed_kinds(work, intent, params, None, code=INVALID_PARAMETER)
    types = fields.get("payment_method_types", intent.payment_method_types)
    fields["payment_method_options"] = methods.options(intent.payment_method_options, types, params, DEFAULT_OPTIONS)
    method = _chosen(work, params, customer=customer, types=types, intent=intent)
    if method is not None:
        setup_attempts.abandon(work, intent.latest_attempt)
        intent = work.move(intent, "requires_confirmation", payment_method=method.id, next_action=None)
    elif intent.payment_method and intent.status in OPEN and "customer" in params:
        current = payment_methods.load(work, intent.payment_method)
        _check(work, current, customer=customer, types=types, intent=intent)
    sent = {name: value for name, value in params.items() if name not in ("payment_method", "payment_method_types")}
    return work.update(intent, sent, **fields)


@setup_intents.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List intents, newest first. 400 if `customer` does not exist."""
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    return inherited.listed(work, setup_intents, params)


# -- the payment method ------------------------------------------------------------------------------------------------


def _chosen(
    work: Work, params: Mapping[str, Any], *, customer: str | None, types: Sequence[str], intent: SetupIntent | None = None
) -> PaymentMethod | None:
    """Return the method that a request names (id, test id or data), or None.

    400 if this intent cannot set it up.
    """
    method = payment_methods.named(work, params)
    if method is not None:
        _check(work, method, customer=customer, types=types, intent=intent)
    return method


def _check(work: Work, method: PaymentMethod, *, customer: str | None, types: Sequence[str], intent: SetupIntent | None) -> None:
    """Refuse (400) a method of another customer, a used one, and one of a type that is not allowed."""
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
        raise refuse(work, intent, payment_methods.SPENT_BEFORE)
    if method.type not in types:
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this SetupIntent. Please attach a PaymentMethod of one of the "
            f"following types: {', '.join(types)}. Alternatively, update the allowed payment_method_types for this SetupIntent to include "
            f'"{method.type}".'
        )
        raise refuse(work, intent, message, code=INVALID_PARAMETER, param="payment_method")


# -- the attempt -------------------------------------------------------------------------------------------------------


@setup_intents.action
def confirm(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Attempt the setup with the method of this request, else the intent's.

    402 if declined, which is recorded. A customer's default method is never used.
    """
    named = ("payment_method", "payment_method_data", "confirmation_token")
    if not intent.payment_method and not any(params.get(name) for name in named):
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if intent.status == "succeeded":
        raise refuse(work, intent, "You cannot confirm this SetupIntent because it has already succeeded.", code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot confirm this SetupIntent", past="confirmed")
    if intent.customer:
        work.get(objects.customer, intent.customer, param="customer")  # refuses a deleted one
    params = confirmation_tokens.unfolded(work, params, setup_intent=intent.id)
    kinds = methods.changed_kinds(work, intent, params, None, code=INVALID_PARAMETER)
    if kinds:
        options = methods.options(intent.payment_method_options, kinds["payment_method_types"], params, DEFAULT_OPTIONS)
        intent = work.change(intent, payment_method_options=options, **kinds)
    types = intent.payment_method_types
    method = _chosen(work, params, customer=intent.customer, types=types, intent=intent)
    if method is None:
        method = payment_methods.load(work, intent.payment_method)
        _check(work, method, customer=intent.customer, types=types, intent=intent)
    return _attempt(work, intent, method, params)


def _attempt(work: Work, intent: SetupIntent, method: PaymentMethod | None, params: Mapping[str, Any]) -> SetupIntent:
    """Ask the bank, and record its answer as a setup attempt. 400 changes nothing."""
    if method is None:
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    if intent.automatic_payment_methods and not params.get("return_url") and payment_method_configurations.may_redirect(work, intent):
        raise refuse(work, intent, NO_RETURN_URL)
    if intent.on_behalf_of:
        raise errors.not_implemented("setup_intents.confirm (for a connected account)")
    if params.get("payment_method_options"):
        options = methods.options(intent.payment_method_options, intent.payment_method_types, params, DEFAULT_OPTIONS)
        intent = work.change(intent, payment_method_options=options)
    setup_attempts.abandon(work, intent.latest_attempt)
    if method.type != "card":
        return _attempt_other(work, intent, method, params)
    answer = _authorize(intent, method, proven=False)
    if answer.authenticate:
        return _require_action(work, intent, method, answer, params.get("return_url"))
    if answer.decline is not None:
        error = _card_error(work, payment_methods.mark_checked(work, method, answer), answer.decline)
        attempt = setup_attempts.record(work, intent, method, answer, "failed", error=error)
        raise _declined(work, intent, method, error, attempt.id)
    attempt = setup_attempts.record(work, intent, method, answer, "succeeded")
    return _succeed(work, intent, method, answer, attempt.id)


def _authorize(intent: SetupIntent, method: PaymentMethod, *, proven: bool) -> cards.Answer:
    """Return the bank's answer. proven: the cardholder has just passed 3D Secure."""
    options = intent.payment_method_options
    asked = options.card if options else None
    return cards.agree(
        payment_methods.network_card(method),
        cvc=bool(method.get("_cvc")),
        request=(asked.request_three_d_secure if asked else None) or "automatic",
        proven=proven,
        set_up=bool(method.get("_set_up")),
    )


def _succeed(work: Work, intent: SetupIntent, method: PaymentMethod, answer: setup_attempts.Answer, attempt: str) -> SetupIntent:
    """Move the intent to succeeded and attach the method to its customer, if it has one.

    Emits payment_method.attached, then setup_intent.succeeded.
    """
    set_up = intent.usage == "off_session"
    if intent.customer:
        payment_methods.attach_verified(work, method, intent.customer, set_up=set_up)
    elif isinstance(answer, cards.Answer):
        payment_methods.mark_checked(work, method, answer, **({"_set_up": True} if set_up else {}))
    if intent.mandate:
        work.change(work.latest(method), _mandate=intent.mandate)
    return work.move(intent, "succeeded", last_setup_error=None, latest_attempt=attempt, next_action=None, payment_method=method.id)


def _card_error(work: Work, method: PaymentMethod, decline: cards.Decline) -> dict[str, Any]:
    """Make the error of a decline for intent and attempt."""
    return _error(work, method, {**decline.codes(), "message": decline.message, "type": "card_error"})


def _error(work: Work, method: PaymentMethod, failure: Mapping[str, Any]) -> dict[str, Any]:
    """Complete an error with doc_url and the payment method, without its nulls."""
    doc_url = f"https://stripe.com/docs/error-codes/{failure['code'].replace('_', '-')}"
    whole = {**failure, "doc_url": doc_url, "payment_method": work.visible(method)}
    return {name: value for name, value in whole.items() if value is not None}


def _declined(work: Work, intent: SetupIntent, method: PaymentMethod, error: Mapping[str, Any], attempt: str) -> errors.Refusal:
    """Move a declined intent to requires_payment_method. Returns the 402. Emits setup_intent.setup_failed."""
    failed = _failed(work, intent, error, attempt)
    attributes = {name: value for name, value in error.items() if name not in ("doc_url", "type")}
    return errors.declined(**attributes, setup_intent=work.visible(failed))


def _failed(work: Work, intent: SetupIntent, error: Mapping[str, Any], attempt: str) -> SetupIntent:
    """Move an intent to requires_payment_method with its `last_setup_error`. The method can be used again."""
    return work.move(
        intent,
        "requires_payment_method",
        last_setup_error=error,
        latest_attempt=attempt,
        next_action=None,
        payment_method=None,
    )


# -- 3D Secure ---------------------------------------------------------------------------------------------------------


def _require_action(
    work: Work,
    intent: SetupIntent,
    method: PaymentMethod,
    answer: cards.Answer,
    return_url: str | None,
) -> SetupIntent:
    """Ask the cardholder to authenticate with 3D Secure.

    The page of `next_action` is served by this server; its two buttons call `authenticated`.
    """
    page = f"{work.services.base_url}/3d_secure/{intent.id}?client_secret={intent.client_secret}"
    if return_url:
        action: dict[str, Any] = {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
    else:
        action = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": page}}
    return _wait(work, intent, method, answer, action)


def _wait(
    work: Work, intent: SetupIntent, method: PaymentMethod, answer: setup_attempts.Answer, action: Mapping[str, Any], **more: Any
) -> SetupIntent:
    """Move an intent to requires_action. Emits setup_intent.requires_action, unless it was there."""
    attempt = setup_attempts.record(work, intent, method, answer, "requires_action")
    asked = {"last_setup_error": None, "latest_attempt": attempt.id, "next_action": action, "payment_method": method.id, **more}
    if intent.status == "requires_action":
        return work.change(intent, **asked)
    return work.move(intent, "requires_action", **asked)


def authenticated(work: Work, intent: SetupIntent, *, passed: bool) -> SetupIntent:
    """Continue after 3D Secure. passed: the cardholder authenticated. 402 if the bank declines afterwards.

    Emits setup_intent.setup_failed if not passed; the intent then requires another method.
    """
    method = payment_methods.load(work, intent.payment_method)
    if method.type != "card":
        return _authorized(work, intent, method, passed=passed)
    passed = passed and not payment_methods.network_card(method).unprovable
    answer = _authorize(intent, method, proven=passed)
    attempt = intent.latest_attempt
    assert attempt is not None, "3D Secure is part of an attempt"
    if not passed:
        code = "setup_intent_authentication_failure"
        error = _error(work, method, {"code": code, "message": NOT_PROVEN, "type": "invalid_request_error"})
        setup_attempts.conclude(work, attempt, method, answer, error=error, refused=True)
        return _failed(work, intent, error, attempt)
    if answer.decline is not None:
        error = _card_error(work, payment_methods.mark_checked(work, method, answer), answer.decline)
        setup_attempts.conclude(work, attempt, method, answer, error=error)
        raise _declined(work, intent, method, error, attempt)
    setup_attempts.conclude(work, attempt, method, answer)
    return _succeed(work, intent, method, answer, attempt)


@setup_intents.action
def source_cancel(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Fail the authentication, because the cardholder closed the 3D Secure window. Called by Stripe.js.

    Has no effect unless the intent requires action.
    """
    return authenticated(work, intent, passed=False) if intent.status == "requires_action" else intent


# -- ending ------------------------------------------------------------------------------------------------------------


@setup_intents.action
def cancel(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Cancel an open intent. Emits setup_intent.canceled. 400 for that of an open checkout session: expire the session."""
    session = work.find(objects.checkout_session, intent.get("_checkout_session"))
    if session is not None and session.status == "open":
        raise refuse(work, intent, OF_SESSION)
    if intent.status == "canceled":
        raise refuse(work, intent, ALREADY_CANCELED, code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot cancel this SetupIntent", past="canceled")
    setup_attempts.abandon(work, intent.latest_attempt)
    return work.move(intent, "canceled", cancellation_reason=params.get("cancellation_reason"), next_action=None)


# -- other methods than cards ------------------------------------------------------------------------------------------


def _attempt_other(work: Work, intent: SetupIntent, method: PaymentMethod, params: Mapping[str, Any]) -> SetupIntent:
    """Set up a bank account or a redirecting method. 400 for a type that cannot be saved, or without a mandate."""
    kind, answer = method.type, debits.Answer()
    if not payment_method_configurations.takes(kind, None):
        message = f"The payment method type `{kind}` cannot be set up for future payments with a SetupIntent."
        raise refuse(work, intent, message, code=INVALID_PARAMETER, param="payment_method")
    sent = params.get("mandate_data")
    if sent:
        mandate = mandates.accept(work, method, sent["customer_acceptance"], lasting=True)
        intent = work.change(intent, mandate=mandate.id)
    elif kind in debits.KINDS and (not intent.mandate or intent.payment_method != method.id):
        raise refuse(work, intent, NO_MANDATE, code="setup_intent_mandate_invalid")
    if kind in microdeposits.KINDS and not method.get("_verified"):
        waiting = _wait(work, intent, method, answer, microdeposits.next_action(work, intent), _tries=0)
        arrive = payment_methods.bank_account(method).deposits
        work.unschedule(waiting, give_up)
        work.schedule(give_up, waiting, at=work.now + (microdeposits.LASTS if arrive else debits.SOON))
        return waiting
    if kind in redirects.METHODS:
        return_url = params.get("return_url")
        if not return_url:
            raise refuse(work, intent, redirects.NO_RETURN_URL.format(kind=kind), param="return_url")
        action = redirects.next_action(work, intent, kind, return_url)
        return _wait(work, intent, method, answer, action, _return_url=return_url)
    return _succeed(work, intent, method, answer, setup_attempts.record(work, intent, method, answer, "succeeded").id)


def _authorized(work: Work, intent: SetupIntent, method: PaymentMethod, *, passed: bool) -> SetupIntent:
    """Continue after the customer has authorized the setup on the method's page, or has failed it."""
    if not passed:
        failure = {"code": "setup_intent_authentication_failure", "message": NOT_PROVEN, "type": "invalid_request_error"}
        return _refuse_other(work, intent, method, failure)
    return _conclude_other(work, intent, method)


def _conclude_other(work: Work, intent: SetupIntent, method: PaymentMethod) -> SetupIntent:
    """Finish the attempt of another method than a card, and the setup."""
    attempt, answer = present(intent.latest_attempt), debits.Answer()
    setup_attempts.conclude(work, attempt, method, answer)
    return _succeed(work, intent, method, answer, attempt)


def _refuse_other(work: Work, intent: SetupIntent, method: PaymentMethod, failure: Mapping[str, Any]) -> SetupIntent:
    """Fail the attempt of another method than a card. Emits setup_intent.setup_failed."""
    error, attempt = _error(work, method, failure), present(intent.latest_attempt)
    setup_attempts.conclude(work, attempt, method, debits.Answer(), error=error)
    return _failed(work, intent, error, attempt)


@setup_intents.action
def verify_microdeposits(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Verify the bank account by the amounts or the descriptor code of its microdeposits. Attaches it.

    400 for a mismatch, which is counted; after too many tries, or too late, another method is required.
    """
    if intent.status != "requires_action":
        message = (
            f"This SetupIntent cannot be actioned on because it has a status of {intent.status}. Only a SetupIntent with one of the "
            'following statuses may be actioned on: ["requires_action"].'
        )
        raise refuse(work, intent, message, code="intent_invalid_state")
    if intent.at("next_action.type") != "verify_with_microdeposits":
        message = "This SetupIntent does not wait for microdeposits: its next action is another."
        raise refuse(work, intent, message, code="intent_invalid_state")
    method = payment_methods.load(work, intent.payment_method)
    found = microdeposits.judge(params, intent.get("_tries", 0))
    if found == microdeposits.VERIFIED:
        work.unschedule(intent, give_up)
        return _conclude_other(work, intent, work.change(method, _verified=True))
    failure = microdeposits.failure(f"verification_{found}")
    if found in (microdeposits.EXCEEDED, microdeposits.TIMEOUT):
        work.unschedule(intent, give_up)
        intent = _refuse_other(work, intent, method, failure)
    else:
        intent = work.change(intent, _tries=intent.get("_tries", 0) + 1)
    raise errors.Refusal(failure["message"], code=failure["code"], kept=True, setup_intent=work.visible(intent))


@setup_intents.due(name="setup_intent.give_up_microdeposits")
def give_up(work: Work, intent: SetupIntent) -> None:
    """Require another method when the microdeposits did not arrive, or were not verified in time."""
    if intent.status != "requires_action" or intent.at("next_action.type") != "verify_with_microdeposits":
        return
    method = payment_methods.load(work, intent.payment_method)
    arrived = payment_methods.bank_account(method).deposits
    _refuse_other(work, intent, method, microdeposits.failure("verification_timeout" if arrived else "failed"))
