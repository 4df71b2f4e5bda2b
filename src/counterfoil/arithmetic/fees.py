"""Fees: what a payment costs the one who is paid.

The model mirrors a test account of the United States (a choice of this product; the reference leaves prices to contracts).
"""

from __future__ import annotations

from decimal import Decimal

from counterfoil.arithmetic.money import rounded

CARD = Decimal("2.9")  # percent
CARD_FROM_ABROAD = Decimal("1.5")
CONVERSION = Decimal("1")
FIXED = 30  # minor units


def card(amount: int, *, abroad: bool = False, converted: bool = False) -> int:
    """The fee of a captured card payment, minor units of the settlement currency.

    abroad: the card is not of the account's country. converted: the payment was made in another currency. The percentages add
    up first and are rounded once, half up; the fixed part follows: 1099 -> 31.871 -> 32 + 30 = 62.
    """
    percent = CARD + (CARD_FROM_ABROAD if abroad else 0) + (CONVERSION if converted else 0)
    return rounded(amount * percent / 100) + FIXED
