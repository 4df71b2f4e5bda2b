"""Incremental authorization: increase the authorized amount before it is captured.

The payment must have requested it and the card's scheme must allow it. Test cards approve every increment.
Source: API reference, "Increment an authorization"; guide "Increment an authorization".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import PaymentIntent
from counterfoil.resources.payments import amounts, charges
from counterfoil.resources.payments.payment_intents.life import (
    HELD,
    NOT_FOR_CARDS,
    UNEXPECTED_STATE,
    payment_intents,
    refuse,
    wrong_state,
)

MOST_INCREMENTS = 10
NOT_AVAILABLE = (
    "This PaymentIntent's authorization cannot be incremented: incremental authorization is not available for"
    " its charge. Ask for it with `payment_method_options[card][request_incremental_authorization]` before"
    " you confirm."
)
PARTLY_TAKEN = (
    "This PaymentIntent's authorization cannot be incremented because a part of it has been captured."
)
TOO_OFTEN = (
    f"This PaymentIntent's authorization has been incremented {MOST_INCREMENTS} times, which is as often as"
    " it can be."
)


@payment_intents.action
def increment_authorization(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Increase the authorized amount. `amount`: the new total, minor units.

    Emits charge.updated and payment_intent.amount_capturable_updated.
    """
    if intent.status != "requires_capture":
        raise wrong_state(
            work,
            intent,
            "This PaymentIntent's authorization could not be incremented",
            ("requires_capture",),
            past="incremented",
        )
    charge = work.get(charges.charges, intent.latest_charge)
    if charge.at("payment_method_details.card.incremental_authorization.status") != "available":
        raise refuse(work, intent, NOT_AVAILABLE, code="payment_intent_invalid_parameter")
    if charge.amount_captured:
        raise refuse(work, intent, PARTLY_TAKEN, code=UNEXPECTED_STATE)
    if intent.get("_increments", 0) >= MOST_INCREMENTS:
        raise refuse(work, intent, TOO_OFTEN, code=UNEXPECTED_STATE)
    if params.get("statement_descriptor"):
        raise refuse(work, intent, NOT_FOR_CARDS, param="statement_descriptor")
    if params.get("transfer_data") or params.get("application_fee_amount") is not None:
        raise errors.not_implemented("payment_intents.increment_authorization (for a connected account)")
    amount = params["amount"]
    amounts.check(work, amount, intent.currency)
    if amount <= intent.amount:
        message = (
            "The amount must be greater than what is already authorized"
            f" ({money.shown(intent.amount, intent.currency)})."
        )
        raise refuse(work, intent, message, code="payment_intent_invalid_parameter", param="amount")
    charges.increment_hold(work, charge, amount)
    noted = {name: params[name] for name in ("description", "metadata") if name in params}
    if noted:
        intent = work.update(intent, noted)
    return work.change(
        intent, HELD, amount=amount, amount_capturable=amount, _increments=intent.get("_increments", 0) + 1
    )
