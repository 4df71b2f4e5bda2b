"""Pricing, as tables of rows that a reader can check by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from counterfoil.arithmetic import money, pricing, totals

TIERS = [
    pricing.Tier(Decimal(5), Decimal(700)),
    pricing.Tier(Decimal(10), Decimal(650)),
    pricing.Tier(None, Decimal(600), Decimal(100)),
]


@pytest.mark.parametrize(
    ("quantity", "graduated", "volume"),
    [
        (0, 0, 0),
        (1, 700, 700),
        (5, 3500, 3500),
        (6, 3500 + 650, 6 * 650),
        (10, 3500 + 5 * 650, 6500),
        (11, 3500 + 5 * 650 + 600 + 100, 11 * 600 + 100),
    ],
)
def test_tiers(quantity, graduated, volume):
    assert pricing.graduated(TIERS, Decimal(quantity)) == graduated
    assert pricing.volume(TIERS, Decimal(quantity)) == volume


@pytest.mark.parametrize(
    ("quantity", "round", "packages"),
    [(0, "up", 0), (1, "up", 1), (10, "up", 1), (11, "up", 2), (19, "down", 1)],
)
def test_packages(quantity, round, packages):
    assert pricing.transformed(Decimal(quantity), 10, round) == packages


def test_fractions_of_a_cent_are_rounded_once():
    price = {
        "billing_scheme": "per_unit",
        "currency": "usd",
        "unit_amount": None,
        "unit_amount_decimal": "0.05",
    }
    assert money.rounded(pricing.cost(price, Decimal(30))) == 2


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [(370, [3000, 700], [300, 70]), (100, [1, 1, 1], [33, 33, 34]),
     (10, [0, 5, 0], [0, 10, 0]), (5, [], []), (0, [1, 2], [0, 0]), (7, [0, 0], [0, 0])],
)  # fmt: skip
def test_an_amount_is_spread_without_a_rest(total, weights, shares):
    assert totals.spread(total, weights) == shares


@pytest.mark.parametrize(
    ("amount", "percentage", "inclusive", "tax"),
    [(1000, "10", False, 100), (1200, "20", True, 200), (999, "8.25", False, 82), (100, "19", True, 16)],
)
def test_a_tax_is_added_or_contained(amount, percentage, inclusive, tax):
    assert totals.taxes(amount, [totals.Rate("txr_1", Decimal(percentage), inclusive)]) == [tax]


@pytest.mark.parametrize("mode", ["graduated", "volume"])
@pytest.mark.parametrize("quantity", [0, 1, 10, 11, 20, 25])
def test_the_lines_of_a_price_add_up_to_its_cost(mode, quantity):
    tiers = [
        {"up_to": 10, "unit_amount": 500},
        {"up_to": 20, "unit_amount": 400, "flat_amount": 1000},
        {"up_to": None, "unit_amount": 300},
    ]
    price = {"billing_scheme": "tiered", "tiers_mode": mode, "tiers": tiers, "currency": "usd"}
    parts = pricing.parts(price, Decimal(quantity))
    assert sum(part.amount for part in parts) == pricing.cost(price, Decimal(quantity))
    assert sum(part.quantity for part in parts if not part.flat) == quantity
