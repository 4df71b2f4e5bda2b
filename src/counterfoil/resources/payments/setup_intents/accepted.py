"""The payment methods that a setup intent accepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import PaymentMethod, SetupIntent
from counterfoil.resources.payments import payment_methods
from counterfoil.resources.payments.setup_intents.life import INVALID_PARAMETER, refuse

DEFAULT_OPTIONS: dict[str, dict[str, Any]] = {
    "card": {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"},
    "us_bank_account": {"mandate_options": {}, "verification_method": "automatic"},
}


def chosen(
    work: Work,
    params: Mapping[str, Any],
    *,
    customer: str | None,
    types: Sequence[str],
    intent: SetupIntent | None = None,
) -> PaymentMethod | None:
    """Return the method that a request names (id, test id or data), or None.

    400 if this intent cannot set it up.
    """
    method = payment_methods.named(work, params)
    if method is not None:
        check(work, method, customer=customer, types=types, intent=intent)
    return method


def check(
    work: Work,
    method: PaymentMethod,
    *,
    customer: str | None,
    types: Sequence[str],
    intent: SetupIntent | None,
) -> None:
    """Refuse (400) a method of another customer, a used one, and one of a type that is not allowed."""
    if method.customer and not customer:
        message = (
            f"The payment method supplied ({method.id}) belongs to the Customer {method.customer}. Please"
            " include the Customer in the `customer` parameter on the SetupIntent."
        )
        raise refuse(work, intent, message, param="payment_method")
    if method.customer and method.customer != customer:
        message = (
            f"The PaymentMethod {method.id} does not belong to the Customer you supplied {customer}. Please"
            " use this PaymentMethod with the Customer that it belongs to instead."
        )
        raise refuse(work, intent, message, param="payment_method")
    if method.get("_spent"):
        raise refuse(work, intent, payment_methods.SPENT_BEFORE)
    if method.type not in types:
        message = (
            f"The PaymentMethod provided ({method.type}) is not allowed for this SetupIntent. Please attach a"
            " PaymentMethod of one of the "
            f"following types: {', '.join(types)}. Alternatively, update the allowed payment_method_types for"
            " this SetupIntent to include "
            f'"{method.type}".'
        )
        raise refuse(work, intent, message, code=INVALID_PARAMETER, param="payment_method")
