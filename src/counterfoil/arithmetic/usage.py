"""Usage of prices without a meter: how the figures of a period become its quantity.

Source: guide "Record usage for billing" (legacy), "Aggregate usage".
"""

from __future__ import annotations

from collections.abc import Sequence

Figure = tuple[int, int]  # timestamp, quantity: one for each second with usage

LAST_EVER = "last_ever"  # of any period up to this one, not of this one alone


def aggregated(figures: Sequence[Figure], how: str, start: int, end: int) -> int:
    """Return the usage of `[start, end)`; 0 if there is none.

    figures: in order of time. how: `sum`, `max`, `last_during_period`, or `last_ever`, for which figures of
    earlier periods count too.
    """
    inside = [quantity for at, quantity in figures if start <= at < end]
    if how == LAST_EVER:
        return next((quantity for at, quantity in reversed(figures) if at < end), 0)
    if how == "max":
        return max(inside, default=0)
    if how == "last_during_period":
        return inside[-1] if inside else 0
    return sum(inside)
