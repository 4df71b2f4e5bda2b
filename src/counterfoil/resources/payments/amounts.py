"""Validation of charge amounts: minimum and maximum, in the currency of the charge and of settlement.

Source: "Supported currencies", minimum and maximum charge amounts.
"""

from __future__ import annotations

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors
from counterfoil.networks import exchange
from counterfoil.resources.payments import balance

NOTHING = (
    "The amount must be greater than or equal to the minimum charge amount allowed for your account and the"
    " currency set (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to"
    " save a Payment Method for future use without an immediate payment, use a Setup Intent instead:"
    " https://docs.stripe.com/payments/setup-intents"
)


def check(work: Work, amount: int, currency: str) -> None:
    """Refuse (400) an amount (minor units) that cannot be charged.

    It must be at least 1 and the minimum of its currency, at most eight digits, and when converted at least
    the minimum of the settlement currency.
    """
    if amount == 0:
        raise errors.invalid(NOTHING, code="parameter_invalid_integer", param="amount")
    if amount < 0:
        message = "This value must be greater than or equal to 1."
        raise errors.invalid(message, code="parameter_invalid_integer", param="amount")
    most = money.largest_charge(currency)
    if amount > most:
        message = f"Amount must be no more than {money.shown(most, currency)}"
        raise errors.invalid(message, code="amount_too_large", param="amount")
    if not money.granular(amount, currency):
        raise errors.invalid(
            f"Invalid amount: {amount} is no amount of {currency}.",
            code="invalid_charge_amount",
            param="amount",
        )
    least = money.SMALLEST_CHARGE.get(currency, 1)
    if amount < least:
        raise _too_small(f"Amount must be at least {money.shown(least, currency)} {currency}")
    settled = balance.settlement_currency(work, currency)
    if currency != settled:
        worth = money.converted(amount, exchange.rate(currency, settled), currency, settled)
        least = money.SMALLEST_CHARGE.get(settled, 1)
        if worth < least:
            shown = f"{money.shown(amount, currency)} converts to approximately {money.shown(worth, settled)}"
            threshold = f"{least} cents" if settled == "usd" else money.shown(least, settled)
            raise _too_small(f"Amount must convert to at least {threshold}. {shown}.")


def _too_small(message: str) -> errors.Refusal:
    return errors.invalid(message, code="amount_too_small", param="amount")
