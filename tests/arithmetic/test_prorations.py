"""Prorations: exact shares of a period, rounded once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from counterfoil.arithmetic.prorations import part, share

DAYS = 86400


@pytest.mark.parametrize(
    ("amount", "start", "end", "at", "expected"),
    [
        (3000, 0, 30 * DAYS, 10 * DAYS, 2000),  # June, from the 11th
        (-3000, 0, 30 * DAYS, 10 * DAYS, -2000),
        (6000, 0, 30 * DAYS, 10 * DAYS, 4000),
        (3000, 0, 30 * DAYS, 5 * DAYS, 2500),
        (3500, 0, 30 * DAYS, 13_407, 3482),
        (85000, 0, 365 * DAYS, 1_492, 84996),
        (-2500, 0, 31 * DAYS, 4, -2500),
        (5, 0, 2, 1, 2),  # halves go down
        (-5, 0, 2, 1, -3),
        (9, 0, 2, 1, 4),
        (Decimal("466.55"), 0, 4, 0, 467),
        (3000, 0, 30, 30, 0),
        (3000, 0, 30, 0, 3000),
    ],
)
def test_a_share_is_exact_to_the_second_and_rounded_once(amount, start, end, at, expected):
    assert share(amount, start, end, at) == expected


def test_a_part_lies_anywhere_in_a_period():
    assert part(3000, 0, 30, 10, 20) == 1000
    assert part(1000, 0, 30, -30, 60) == 3000  # several periods at the price of one
