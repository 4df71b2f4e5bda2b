"""The outcomes of an attempt to pay, for all method types: succeeded, held, or in need of another method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.resources.payments import charges, payment_methods
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments.payment_intents import ending, saving
from counterfoil.resources.payments.payment_intents.life import future_usage, options_of

NOT_PROVEN = {
    "code": "payment_intent_authentication_failure",
    "message": (
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
        " PaymentMethod to attempt to fulfill this PaymentIntent again."
    ),
    "type": "invalid_request_error",
}


Approved = Callable[[Work, PaymentIntent], PaymentIntent]
_approved: list[Approved] = []


def on_approval(function: Approved) -> Approved:
    """Register what a page above does to an intent whose payment was approved, before its charge is made.

    The function returns the intent to go on with.
    """
    _approved.append(function)
    return function


def approved(work: Work, intent: PaymentIntent) -> PaymentIntent:
    """Let pages above prepare an intent whose payment was approved, or is sent to the bank."""
    for function in _approved:
        intent = function(work, intent)
    return intent


def succeed(
    work: Work,
    intent: PaymentIntent,
    method: PaymentMethod,
    answer: charges.Answer,
    *,
    mandate: str | None = None,
) -> PaymentIntent:
    """Create the charge, and move the intent to succeeded or requires_capture. Attaches for future usage.

    mandate: id of the one of an Indian card.
    """
    intent = approved(work, intent)
    capture = options_of(intent, method.type).get("capture_method") or intent.capture_method
    charge = charges.succeed(work, intent, method, answer, capture=capture, mandate=mandate)
    usage = future_usage(intent, method.type)
    if intent.customer and usage and method.type not in configurations.ONCE_ONLY:
        saving.save(work, intent, method, charge=charge.id, mandate=mandate or intent.get("_mandate"))
    else:
        payment_methods.mark_used(work, method, answer)
    done = {
        "last_payment_error": None,
        "latest_charge": charge.id,
        "next_action": None,
        "payment_method": method.id,
        "processing": None,
        "_proven": None,
    }
    if capture == "manual":
        held = work.move(intent, "requires_capture", amount_capturable=intent.amount, **done)
        work.schedule(ending.expire, held, at=work.now + charges.AUTHORIZATION_LASTS)
        return held
    return work.move(intent, "succeeded", amount_received=intent.amount, **done)


def fail(
    work: Work, intent: PaymentIntent, method: PaymentMethod, error: Mapping[str, Any]
) -> tuple[PaymentIntent, dict[str, Any]]:
    """Move an intent to requires_payment_method with its `last_payment_error`.

    Returns the intent, and the method as it is shown in the error.
    """
    shown = work.visible(payment_methods.mark_used(work, method))
    doc_url = f"https://stripe.com/docs/error-codes/{error['code'].replace('_', '-')}"
    complete = {"doc_url": doc_url, **error, "payment_method": shown}
    failed = work.move(
        intent,
        "requires_payment_method",
        last_payment_error={name: value for name, value in complete.items() if value is not None},
        latest_charge=error.get("charge") or intent.latest_charge,
        next_action=None,
        payment_method=None,
        processing=None,
        _proven=None,
    )
    return failed, shown
