"""Capturing and canceling payment intents, and the expiry of their authorizations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Charge, PaymentIntent
from counterfoil.networks import debits
from counterfoil.resources.payments import charges, payment_methods
from counterfoil.resources.payments.payment_intents.life import (
    CANCELABLE,
    HELD,
    NOT_FOR_CARDS,
    UNEXPECTED_STATE,
    check_descriptors,
    check_invoice,
    check_session,
    payment_intents,
    refuse,
    wrong_state,
)

MOST_CAPTURES = 50
NOT_SEVERAL = (
    "This PaymentIntent cannot be captured several times: multicapture is not available for its charge."
)
TOO_MANY = "This PaymentIntent has been captured as often as it can be: the last capture must be final."
TAKEN = "This PaymentIntent could not be captured because it has already been captured."


SENT = (
    "You cannot cancel this PaymentIntent because its payment has been sent to the bank and cannot be"
    " recalled."
)


@payment_intents.action
def capture(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Capture the authorized amount or a part of it. The rest is released unless `final_capture` is false.

    Emits charge.captured and payment_intent.succeeded; if it is not final, charge.updated and
    payment_intent.amount_capturable_updated.
    """
    if intent.status == "succeeded":
        raise refuse(work, intent, TAKEN, code=UNEXPECTED_STATE)
    if intent.status != "requires_capture":
        raise wrong_state(
            work, intent, "This PaymentIntent could not be captured", ("requires_capture",), past="captured"
        )
    if params.get("statement_descriptor"):
        raise refuse(work, intent, NOT_FOR_CARDS, param="statement_descriptor")
    check_descriptors(params)
    if params.get("transfer_data") or params.get("application_fee_amount") is not None:
        raise errors.not_implemented("payment_intents.capture (for a connected account)")
    charge = work.get(charges.charges, intent.latest_charge)
    final = params.get("final_capture") is not False
    if not final:
        _check_multicapture(work, intent, charge)
    amount = params.get("amount_to_capture")
    if amount is None:
        amount = intent.amount_capturable
    if amount < 0:
        raise errors.invalid(
            "Invalid non-negative integer", code="parameter_invalid_integer", param="amount_to_capture"
        )
    if amount == 0 and not (final and charge.amount_captured):
        raise errors.invalid(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    if amount > intent.amount_capturable:
        raise refuse(work, intent, charges.TOO_MUCH, code="amount_too_large", param="amount_to_capture")
    noted = {name: params[name] for name in ("metadata", "statement_descriptor_suffix") if name in params}
    if noted:
        intent = work.update(intent, noted)
    suffix = params.get("statement_descriptor_suffix")
    return _capture(work, intent, charge, amount, final=final, suffix=suffix)


def _check_multicapture(work: Work, intent: PaymentIntent, charge: Charge) -> None:
    """Refuse (400) a capture that is not final, if the charge has no multicapture or too many captures."""
    if not charges.allows_multicapture(charge):
        raise refuse(
            work, intent, NOT_SEVERAL, code="payment_intent_invalid_parameter", param="final_capture"
        )
    if intent.get("_captures", 0) >= MOST_CAPTURES - 1:
        raise refuse(work, intent, TOO_MANY, code="payment_intent_invalid_parameter", param="final_capture")


def _capture(
    work: Work,
    intent: PaymentIntent,
    charge: Charge,
    amount: int,
    *,
    final: bool,
    suffix: str | None = None,
) -> PaymentIntent:
    """Capture an amount, minor units. final: release the rest and move the intent to succeeded."""
    charges.capture_held(work, charge, amount, final=final, suffix=suffix)
    received = intent.amount_received + amount
    if not final:
        left = intent.amount_capturable - amount
        captures = intent.get("_captures", 0) + 1
        return work.change(intent, HELD, amount_capturable=left, amount_received=received, _captures=captures)
    work.unschedule(intent, expire)
    return work.move(intent, "succeeded", amount_capturable=0, amount_received=received)


@payment_intents.action
def cancel(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Cancel the payment and release its authorization. No money moves. Emits payment_intent.canceled.

    Before basil, where a released authorization shows as a refund, charge.refunded comes first. An intent
    that is partially captured succeeds with the captured amount instead. 400 for the intent of an open
    checkout session: expire the session; and of an invoice: void the invoice.
    """
    check_session(work, intent)
    check_invoice(work, intent, "cancel")
    return call_off(work, intent, params)


def call_off(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Cancel an intent on behalf of what it was made for. params: of a cancellation."""
    if intent.status not in CANCELABLE:
        raise wrong_state(work, intent, "You cannot cancel this PaymentIntent", CANCELABLE, past="canceled")
    if intent.status == "requires_capture":
        charge = work.get(charges.charges, intent.latest_charge)
        if charge.amount_captured:
            return _capture(work, intent, charge, 0, final=True)
        shows = charges.release_shows(work, charge)
        charges.release_hold(work, charge, "charge.refunded" if shows else None)
        work.unschedule(intent, expire)
    if intent.status == "processing":
        _recall(work, intent)
    return _cancel(work, intent, params.get("cancellation_reason"))


def _recall(work: Work, intent: PaymentIntent) -> None:
    """Fail the pending charge of a payment whose bank has not answered; 400 if the answer is on its way.

    A card that waits for the notification of its cardholder has no charge yet.
    """
    if intent.processing:
        return
    charge = work.get(charges.charges, intent.latest_charge)
    method = payment_methods.load(work, intent.payment_method)
    if not payment_methods.bank_account(method).silent:
        raise refuse(work, intent, SENT, code=UNEXPECTED_STATE)
    charges.bounce(work, charge, debits.refusal("charge_canceled"))


@payment_intents.due(name="payment_intent.expire")
def expire(work: Work, intent: PaymentIntent) -> None:
    """Release an authorization that was not captured within a week, and cancel the intent.

    Emits charge.expired and payment_intent.canceled. A partially captured intent succeeds instead.
    """
    if intent.status != "requires_capture":
        return
    charge = work.get(charges.charges, intent.latest_charge)
    if charge.amount_captured:
        _capture(work, intent, charge, 0, final=True)
    else:
        charges.release_hold(work, charge, "charge.expired")
        _cancel(work, intent, "automatic" if charges.release_shows(work, charge) else "expired")


def _cancel(work: Work, intent: PaymentIntent, reason: str | None) -> PaymentIntent:
    """Move an intent to canceled."""
    return work.move(
        intent,
        "canceled",
        amount_capturable=0,
        canceled_at=work.now,
        cancellation_reason=reason,
        next_action=None,
        processing=None,
    )
