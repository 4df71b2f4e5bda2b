"""The attempt: which method pays, what the network answers, and what becomes of the intent.

Source: API reference, "Confirm a PaymentIntent"; "Payment status updates". A decline is an answer of 402 whose facts are kept: the
failed charge, the intent that asks for another method, and their events.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors
from counterfoil.networks import cards
from counterfoil.resources.payments import charges, payment_methods
from counterfoil.resources.payments.payment_intents import ending
from counterfoil.resources.payments.payment_intents.life import (
    OPEN,
    UNEXPECTED_STATE,
    options_of,
    payment_intents,
    refuse,
    wrong_state,
)

NO_METHOD = (
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment "
    "method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."
)
ALREADY = "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
NO_RETURN_URL = (
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might "
    "redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment "
    "methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when "
    "creating Setup Intents and Payment Intents."
)
FUTURE_OFF_SESSION = (
    "You cannot confirm with the `off_session` parameter when `setup_future_usage` is also set on the PaymentIntent because you cannot "
    "set up future usages when processing payments off-session."
)
SECRET_KEY_ONLY = "This PaymentIntent's confirmation_method is manual, so it can only be confirmed from your server with a secret key."
ACTION_REFUSED = (
    "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can "
    "upgrade your integration to handle actions."
)
APPLIED = ("capture_method", "receipt_email", "setup_future_usage", "shipping")


@payment_intents.action
def confirm(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Attempt the payment with the method of this call, else the intent's. Raises 402 when it is declined; that is kept."""
    if intent.status == "succeeded":
        raise refuse(work, intent, ALREADY, code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        confirmable = ("requires_confirmation", "requires_action")
        raise wrong_state(work, intent, "You cannot confirm this PaymentIntent", confirmable, past="confirmed")
    if intent.confirmation_method == "manual" and work.cause is not None and work.cause.key_kind == "publishable":
        raise refuse(work, intent, SECRET_KEY_ONLY)
    types = params.get("payment_method_types") or intent.payment_method_types
    method = chosen(work, params, customer=intent.customer, types=types, intent=intent)
    if method is None and intent.payment_method:
        method = work.find(payment_methods.payment_methods, intent.payment_method)
        check_method(work, method, customer=intent.customer, types=types, intent=intent)
    return pay(work, intent, method, params)


def pay(work: Work, intent: Document, method: Document | None, params: Mapping[str, Any]) -> Document:
    """Attempt an open intent with a method. params: those of a confirmation. For pages that collect (invoices, checkout) as well."""
    if method is None:
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    intent = _with(work, intent, params)
    automatic = intent.automatic_payment_methods
    if automatic and automatic.allow_redirects != "never" and not params.get("return_url"):
        raise refuse(work, intent, NO_RETURN_URL)
    if params.get("off_session") and intent.setup_future_usage:
        raise refuse(work, intent, FUTURE_OFF_SESSION, param="off_session")
    if method.type != "card":
        raise errors.not_there_yet(f"payment_intents.confirm (with a {method.type})")
    if intent.transfer_data or intent.application_fee_amount or intent.on_behalf_of:
        raise errors.not_there_yet("payment_intents.confirm (for a connected account)")
    return _attempt(work, intent, method, params)


def _with(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """The intent with what a confirmation may change of it."""
    fields = {name: params[name] for name in APPLIED if params.get(name) is not None}
    card = (params.get("payment_method_options") or {}).get("card")
    if card:
        fields["payment_method_options"] = {**intent["payment_method_options"], "card": {**options_of(intent, "card"), **card}}
    if params.get("payment_method_types"):
        fields["payment_method_types"] = params["payment_method_types"]
    return work.change(intent, **fields) if fields else intent


# -- the method --------------------------------------------------------------------------------------------------------


def chosen(work: Work, params: Mapping[str, Any], *, customer: str | None, types: Any, intent: Document | None = None) -> Document | None:
    """The method that a call names, by id, magic id or data; None when it names none. Refuses one that cannot pay this."""
    if params.get("confirmation_token"):
        raise errors.not_there_yet("payment_intents.confirm (with a confirmation token)")
    if params.get("payment_method"):
        method = payment_methods.obtain(work, params["payment_method"])
    elif params.get("payment_method_data"):
        method = payment_methods.from_details(work, params["payment_method_data"], "payment_method_data")
    else:
        return None
    check_method(work, method, customer=customer, types=types, intent=intent)
    return method


def check_method(work: Work, method: Document | None, *, customer: str | None, types: Any, intent: Document | None) -> None:
    """Refuse a method of somebody else, one that was used up, and one of a kind that the payment does not take."""
    assert method is not None, "methods are never deleted"
    message = param = code = None
    if method.customer and not customer:
        message = (
            f"The payment_method parameter supplied {method.id} belongs to the Customer {method.customer}. Please include the Customer in "
            "the customer parameter on the PaymentIntent."
        )
    elif method.customer and method.customer != customer:
        message = (
            f"The PaymentMethod {method.id} does not belong to the Customer you supplied {customer}. Please use this PaymentMethod with "
            "the Customer that it belongs to instead."
        )
        param = "payment_method"
    elif method.get("_spent"):
        message = payment_methods.SPENT
    elif method.type not in types:
        code = "payment_intent_incompatible_payment_method"
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of "
            f"the following types: {', '.join(types)}. Alternatively update the allowed payment_method_types for this PaymentIntent to "
            f'include "{method.type}".'
        )
    if message is None:
        return
    raise refuse(work, intent, message, code=code, param=param) if intent else errors.invalid(message, code=code, param=param)


# -- the outcomes ------------------------------------------------------------------------------------------------------


def _attempt(work: Work, intent: Document, method: Document, params: Mapping[str, Any]) -> Document:
    card = payment_methods.fate(method)
    off_session = params.get("off_session") not in (None, False)
    request = options_of(intent, "card").get("request_three_d_secure") or "automatic"
    answer = cards.authorize(card, cvc=bool(method.get("_cvc")), off_session=off_session, request=request)
    if answer.authenticate:
        if params.get("error_on_requires_action"):
            raise _declined(work, intent, method, cards.Decline("authentication_required", None, ACTION_REFUSED), charge=None)
        return _ask(work, intent, method, params.get("return_url"))
    if answer.decline is not None:
        charge = charges.fail(work, intent, method, answer)
        raise _declined(work, intent, method, answer.decline, charge=charge.id)
    if card.then is not None:
        raise errors.not_there_yet(f"payment_intents.confirm (with a card that brings a {card.then.replace('_', ' ')})")
    return _succeed(work, intent, method, answer)


def _succeed(work: Work, intent: Document, method: Document, answer: cards.Answer) -> Document:
    capture = options_of(intent, "card").get("capture_method") or intent.capture_method
    charge = charges.succeed(work, intent, method, answer, capture=capture)
    if intent.customer and intent.setup_future_usage and not method.customer:
        work.change(method, "payment_method.attached", customer=intent.customer)
    else:
        payment_methods.spend(work, method)
    done = {"last_payment_error": None, "latest_charge": charge.id, "next_action": None, "payment_method": method.id}
    if capture == "manual":
        held = work.move(intent, "requires_capture", amount_capturable=intent.amount, **done)
        work.schedule(ending.expire, held, at=work.now + charges.AUTHORIZATION_LASTS)
        return held
    return work.move(intent, "succeeded", amount_received=intent.amount, **done)


def _declined(work: Work, intent: Document, method: Document, decline: cards.Decline, *, charge: str | None) -> errors.Refusal:
    """The intent asks for another method; the refusal carries it, the charge and the method. Emits payment_intent.payment_failed."""
    payment_methods.spend(work, method)
    shown = work.visible(method)
    told = {
        "charge": charge,
        "code": decline.code,
        "decline_code": decline.decline_code,
        "doc_url": f"https://stripe.com/docs/error-codes/{decline.code.replace('_', '-')}",
        "message": decline.message,
        "param": decline.param,
        "payment_method": shown,
        "type": "card_error",
    }
    failed = work.move(
        intent,
        "requires_payment_method",
        last_payment_error={name: value for name, value in told.items() if value is not None},
        latest_charge=charge or intent.latest_charge,
        next_action=None,
        payment_method=None,
    )
    return errors.declined(
        decline.message,
        code=decline.code,
        decline_code=decline.decline_code,
        param=decline.param,
        charge=charge,
        payment_intent=work.visible(failed),
        payment_method=shown,
    )


def _ask(work: Work, intent: Document, method: Document, return_url: str | None) -> Document:
    """The bank wants the cardholder to prove who they are before it answers: no charge yet. Emits payment_intent.requires_action."""
    if return_url:
        page = f"{work.house.base_url}/3d_secure/{intent.id}"
        action: dict[str, Any] = {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
    else:
        action = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": ""}}
    if intent.status == "requires_action":
        return work.change(intent, next_action=action, payment_method=method.id)
    return work.move(intent, "requires_action", next_action=action, payment_method=method.id)
