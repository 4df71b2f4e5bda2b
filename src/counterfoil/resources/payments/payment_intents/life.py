"""The resource of payment intents: lifecycle, common errors, and accessors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import PaymentIntent

FAILED = "payment_intent.payment_failed"
ACTION = "payment_intent.requires_action"
HELD = "payment_intent.amount_capturable_updated"
SUCCEEDED = "payment_intent.succeeded"
CANCELED = "payment_intent.canceled"

# The outcomes of an attempt, which are the same from each state it can start in.
PROCESSING = "payment_intent.processing"

OUTCOMES = {
    "requires_payment_method": FAILED,
    "requires_action": ACTION,
    "processing": PROCESSING,
    "requires_capture": HELD,
    "succeeded": SUCCEEDED,
    "canceled": CANCELED,
}

payment_intents = objects.payment_intent.page(
    filters={"customer": "customer"},
    lifecycle={
        # status                  may become                                    announcing
        "requires_payment_method": {**OUTCOMES, "requires_confirmation": None},
        "requires_confirmation": {**OUTCOMES, "requires_confirmation": None},
        "requires_action": {**OUTCOMES, "requires_confirmation": None},
        "processing": {"requires_payment_method": FAILED, "succeeded": SUCCEEDED, "canceled": CANCELED},
        "requires_capture": {"succeeded": SUCCEEDED, "canceled": CANCELED},
    },
)

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")  # nothing is authorized yet
CANCELABLE = (
    "requires_payment_method",
    "requires_capture",
    "requires_confirmation",
    "requires_action",
    "processing",
)
UNEXPECTED_STATE = "payment_intent_unexpected_state"
LONGEST_DESCRIPTOR = 22
FORBIDDEN = frozenset("<>\\'\"*")
OF_INVOICE = (
    "You cannot {done} this PaymentIntent because it was created by an invoice. Change or void the invoice"
    " instead."
)
FIXED_BY_INVOICE = frozenset(("amount", "currency", "customer"))  # fields of an invoice's intent
OF_SESSION = "You cannot perform this action on PaymentIntents created by Checkout."
NOT_FOR_CARDS = (
    "The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue"
    " supporting payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the"
    " `statement_descriptor` parameter altogether. Please see"
    " https://support.stripe.com/questions/use-of-the-statement-descriptor-parameter"
    "-on-paymentintents-for-card-charges for additional details."
)


def refuse(
    work: Work, intent: PaymentIntent, message: str, *, code: str | None = None, param: str | None = None
) -> errors.Refusal:
    """Make a 400 that shows the intent in the error. Rolls the phase back."""
    return errors.invalid(message, code=code, param=param, payment_intent=work.visible(intent))


def check_session(work: Work, intent: PaymentIntent) -> None:
    """Refuse (400) to confirm or cancel the intent of an open checkout session, which does both itself."""
    session = work.find(objects.checkout_session, intent.get("_checkout_session"))
    if session is not None and session.status == "open":
        raise refuse(work, intent, OF_SESSION)


def check_invoice(work: Work, intent: PaymentIntent, done: str) -> None:
    """Refuse (400) to cancel or change the intent of an open invoice, which does both itself."""
    invoice = work.find(objects.invoice, intent.get("_invoice"))
    if invoice is not None and invoice.status in ("open", "uncollectible"):
        raise refuse(work, intent, OF_INVOICE.format(done=done), code=UNEXPECTED_STATE)


def wrong_state(
    work: Work, intent: PaymentIntent, done: str, statuses: tuple[str, ...], *, past: str
) -> errors.Refusal:
    """Make a 400 for an action that the intent's status does not allow.

    done: what failed ("You cannot cancel this PaymentIntent"). statuses, past: those in which it can be
    `past`.
    """
    only = f"Only a PaymentIntent with one of the following statuses may be {past}: {', '.join(statuses)}."
    return refuse(
        work, intent, f"{done} because it has a status of {intent.status}. {only}", code=UNEXPECTED_STATE
    )


def options_of(intent: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return the intent's `payment_method_options` for a type of method; `{}` if it has none."""
    return (intent.get("payment_method_options") or {}).get(kind) or {}


def future_usage(intent: Mapping[str, Any], kind: str = "card") -> str | None:
    """Return `setup_future_usage` of the options of a type, else of the intent; None for none."""
    usage = options_of(intent, kind).get("setup_future_usage") or intent.get("setup_future_usage")
    return None if usage == "none" else usage


def check_descriptors(params: Mapping[str, Any]) -> None:
    """Refuse (400) invalid statement descriptors, and for cards `statement_descriptor`."""
    for name in ("statement_descriptor", "statement_descriptor_suffix"):
        text = params.get(name)
        if not text:
            continue
        if len(text) > LONGEST_DESCRIPTOR:
            raise errors.invalid(f"The {name} must be at most 22 characters.", param=name)
        if not FORBIDDEN.isdisjoint(text):
            raise errors.invalid(
                f"The {name} cannot contain any of the characters < > \\ ' \" *.", param=name
            )
        if not any(letter.isalpha() for letter in text):
            raise errors.invalid(f"The {name} must contain at least one letter.", param=name)
    if params.get("statement_descriptor") and "card" in (params.get("payment_method_types") or ()):
        raise errors.invalid(NOT_FOR_CARDS, param="statement_descriptor")
