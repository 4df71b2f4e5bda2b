"""Fees: of processing, deducted from what an account receives for a payment, and of instant payouts.

The rates are those of a test account in the United States. They are our choice: the reference publishes none.
"""

from __future__ import annotations

from decimal import Decimal

from counterfoil.arithmetic.money import rounded

CARD = Decimal("2.9")  # percent
CARD_FROM_ABROAD = Decimal("1.5")
CONVERSION = Decimal("1")
FIXED = 30  # minor units
INSTANT = Decimal("1")
LEAST_INSTANT = 50  # minor units

# Type of a payment method -> percent, fixed part and greatest fee, minor units.
TO_THE_BANK = (Decimal("0.8"), FIXED, 600)
DEBITS = {
    "acss_debit": TO_THE_BANK,
    "au_becs_debit": TO_THE_BANK,
    "bacs_debit": TO_THE_BANK,
    "customer_balance": (Decimal("0.5"), 0, 500),
    "nz_bank_account": TO_THE_BANK,
    "sepa_debit": TO_THE_BANK,
    "us_bank_account": (Decimal("0.8"), 0, 500),
}


def card(amount: int, *, abroad: bool = False, converted: bool = False) -> int:
    """Return the fee for a captured card payment, in minor units of the settlement currency.

    abroad: the card was issued outside the account's country. converted: the payment was in another currency.
    The percentages are added, applied and rounded once, half up; then the fixed part is added. For example,
    1099 at 2.9 % is 31.871, rounded to 32, plus 30 is 62.
    """
    percent = CARD + (CARD_FROM_ABROAD if abroad else 0) + (CONVERSION if converted else 0)
    return rounded(amount * percent / 100) + FIXED


def debit(kind: str, amount: int) -> int:
    """Return the fee for a bank debit or transfer, in minor units of the settlement currency.

    kind: one of DEBITS. The percentage is rounded half up; for example, 0.8 % of 1099 is 8.792, which is 9.
    """
    percent, fixed, most = DEBITS[kind]
    return min(rounded(amount * percent / 100) + fixed, most)


def instant_payout(amount: int) -> int:
    """Return the fee for an instant payout, minor units: 1 %, rounded half up, at least 50."""
    return max(rounded(amount * INSTANT / 100), LEAST_INSTANT)


def largest_instant_payout(funds: int) -> int:
    """Return the largest amount (minor units) that an instant payout and its fee can take out of `funds`."""
    # 101/100 of the amount, rounded half up, is at most `funds`; small amounts pay the least fee.
    return max(0, min((100 * funds + 49) // 101, funds - LEAST_INSTANT))
