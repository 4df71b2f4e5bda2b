"""Totals: discounts spread over lines, and the taxes of a line.

Source: guides "How discounts work", "Tax rates".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from counterfoil.arithmetic import money


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount over lines in proportion to their amounts; the last line that has any takes the
    remainder.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    last = max(position for position, weight in enumerate(weights) if weight)
    shares[last] += total - sum(shares)
    return shares


def percentage(amount: int, percent: Decimal) -> int:
    """Return a percentage of an amount, rounded half up."""
    return money.rounded(amount * percent / 100)


@dataclass(frozen=True, slots=True)
class Rate:
    """A tax rate. percentage: 8.25 means 8.25 %. inclusive: the tax is contained in the price."""

    id: str
    percentage: Decimal
    inclusive: bool


def taxes(amount: int, rates: Sequence[Rate]) -> list[int]:
    """Return the tax of each rate on an amount.

    Inclusive taxes are those contained in it, all of them together.
    """
    contained = sum((rate.percentage for rate in rates if rate.inclusive), Decimal(0))
    net = amount / (1 + contained / 100)
    return [
        money.rounded((net if rate.inclusive else Decimal(amount)) * rate.percentage / 100) for rate in rates
    ]
