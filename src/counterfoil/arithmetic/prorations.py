"""Prorations: the share of a period's price that the rest of the period costs.

Shares are exact to the second, no days are counted, and each is rounded once. Source: guide "Prorations".
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil

HALF = Fraction(1, 2)


def rounded(exact: Fraction) -> int:
    """Round to whole minor units, halves down: 4.5 is 4, -2.5 is -3."""
    return ceil(exact - HALF)


def share(amount: int | Decimal | Fraction, start: int, end: int, at: int) -> int:
    """Return what of an amount for [start, end) belongs to [at, end), minor units.

    amount: of the whole period; negative for a credit. Times are epoch seconds, start <= at <= end.
    """
    return part(amount, start, end, at, end)


def part(amount: int | Decimal | Fraction, start: int, end: int, since: int, until: int) -> int:
    """Return what of an amount for [start, end) belongs to [since, until), minor units."""
    assert start < end, "a period has a length"
    assert since <= until, "a stretch does not end before it begins"
    return rounded(Fraction(amount) * Fraction(until - since, end - start))
