"""The end of a payment: taking what was held, giving up, and running out of time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors
from counterfoil.resources.payments import charges
from counterfoil.resources.payments.payment_intents.life import (
    CANCELABLE,
    NOT_FOR_CARDS,
    UNEXPECTED_STATE,
    check_descriptors,
    payment_intents,
    refuse,
    wrong_state,
)

TAKEN = "This PaymentIntent could not be captured because it has already been captured."


@payment_intents.action
def capture(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Take what is held, or a part of it; the rest is let go. Emits charge.captured and payment_intent.succeeded."""
    if intent.status == "succeeded":
        raise refuse(work, intent, TAKEN, code=UNEXPECTED_STATE)
    if intent.status != "requires_capture":
        raise wrong_state(work, intent, "This PaymentIntent could not be captured", ("requires_capture",), past="captured")
    if params.get("statement_descriptor"):
        raise refuse(work, intent, NOT_FOR_CARDS, param="statement_descriptor")
    check_descriptors(params)
    if params.get("transfer_data") or params.get("application_fee_amount") is not None:
        raise errors.not_there_yet("payment_intents.capture (for a connected account)")
    if params.get("final_capture") is False:
        raise errors.not_there_yet("payment_intents.capture (several captures)")
    amount = params.get("amount_to_capture")
    if amount is None:
        amount = intent.amount_capturable
    if amount < 0:
        raise errors.invalid("Invalid non-negative integer", code="parameter_invalid_integer", param="amount_to_capture")
    if amount == 0:
        raise errors.invalid("This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount")
    if amount > intent.amount_capturable:
        raise refuse(work, intent, charges.TOO_MUCH, code="amount_too_large", param="amount_to_capture")
    charge = work.get(charges.charges, intent.latest_charge)
    suffix = params.get("statement_descriptor_suffix")
    charges.capture_held(work, charge, amount, suffix=suffix)
    work.unschedule(intent, expire)
    noted = {name: params[name] for name in ("metadata", "statement_descriptor_suffix") if name in params}
    if noted:
        intent = work.update(intent, noted)
    return work.move(intent, "succeeded", amount_capturable=0, amount_received=amount)


@payment_intents.action
def cancel(work: Work, intent: Document, params: Mapping[str, Any]) -> Document:
    """Give up the payment; what was held is let go, no money moves. Emits payment_intent.canceled."""
    if intent.status not in CANCELABLE:
        raise wrong_state(work, intent, "You cannot cancel this PaymentIntent", CANCELABLE, past="canceled")
    if intent.status == "requires_capture":
        charges.let_go(work, work.get(charges.charges, intent.latest_charge))
        work.unschedule(intent, expire)
    return _end(work, intent, params.get("cancellation_reason"))


@payment_intents.due
def expire(work: Work, intent: Document) -> None:
    """The bank holds money for a week: what was not captured by then is let go. Emits charge.expired, payment_intent.canceled."""
    if intent.status == "requires_capture":
        charges.let_go(work, work.get(charges.charges, intent.latest_charge), "charge.expired")
        _end(work, intent, "automatic")


def _end(work: Work, intent: Document, reason: str | None) -> Document:
    return work.move(intent, "canceled", amount_capturable=0, canceled_at=work.now, cancellation_reason=reason, next_action=None)
