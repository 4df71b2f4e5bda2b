"""Totals of invoices, as tables that can be checked by hand, and what is true of all of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.arithmetic import totals
from counterfoil.arithmetic.totals import Discount, Item, Rate

TEN = Discount("ten", percent_off=Decimal(10))
OFF = Discount("off", amount_off=1000)


def rate(percent: str, *, inclusive: bool = False) -> Rate:
    return Rate(f"txr_{percent}_{inclusive}", Decimal(percent), inclusive)


@pytest.mark.parametrize(
    ("lines", "discounts", "shares", "total"),
    [
        ([5000], [TEN, OFF], [[500, 1000]], 3500),
        ([5000], [OFF, TEN], [[1000, 400]], 3600),
        ([3000, 1000], [Discount("d", amount_off=600)], [[450], [150]], 3400),
        ([1000, 8, 9466], [Discount("d", amount_off=300)], [[28], [0], [272]], 10174),
        ([500], [OFF], [[500]], 0),
        ([], [TEN], [], 0),
    ],
)
def test_discounts_are_taken_in_order_and_spread(
    lines: list[int], discounts: list[Discount], shares: list[list[int]], total: int
) -> None:
    sums = totals.added([Item(amount) for amount in lines], discounts)
    assert [[amount for _, amount in line.discounts] for line in sums.lines] == shares
    assert (sums.subtotal, sums.total) == (sum(lines), total)


def test_a_discount_concerns_the_lines_of_its_products() -> None:
    only = Discount("d", percent_off=Decimal(50), products=frozenset(("prod_1",)))
    sums = totals.added([Item(1000, product="prod_1"), Item(1000, product="prod_2")], [only])
    assert [line.net for line in sums.lines] == [500, 1000]


def test_discounts_of_a_line_come_first_and_lower_the_subtotal() -> None:
    sums = totals.added([Item(1900, discounts=(Discount("half", percent_off=Decimal(50)),))])
    assert (sums.subtotal, sums.total, sums.discounts) == (950, 950, {"half": 950})


def test_parts_of_an_item_share_its_discounts() -> None:
    off = (Discount("off", amount_off=777), Discount("half", percent_off=Decimal(50)))
    parts = [Item(amount, discounts=off, part_of="si_1") for amount in (1500, 600, 100)]
    sums = totals.added([*parts, Item(1000, discounts=(Discount("other", amount_off=777),))])
    assert [line.own for line in sums.lines] == [529 + 485, 211 + 194, 37 + 33, 777]
    assert sums.discounts == {"off": 777, "half": 712, "other": 777}
    assert sums.total == 711 + 223


def test_a_discount_of_a_line_concerns_its_products_too() -> None:
    only = (Discount("only", percent_off=Decimal(10), products=frozenset(("prod_1",))),)
    sums = totals.added([Item(1000, product="prod_2", discounts=only)])
    assert (sums.total, sums.discounts) == (1000, {})


def test_a_credit_is_not_discounted() -> None:
    sums = totals.added([Item(-2000, discountable=False), Item(4000)], [TEN])
    assert [line.net for line in sums.lines] == [-2000, 3600]


@pytest.mark.parametrize(
    ("net", "rates", "taxes", "total"),
    [
        (4500, [rate("5", inclusive=True), rate("7")], [214, 300], 4800),
        (225, [rate("10")], [23], 248),
        (-225, [rate("10")], [-23], -248),
        (1000, [rate("10"), rate("5")], [100, 50], 1150),  # they do not compound
        (1210, [rate("21", inclusive=True)], [210], 1210),
    ],
)
def test_taxes(net: int, rates: list[Rate], taxes: list[int], total: int) -> None:
    sums = totals.added([Item(net, rates=rates)])
    assert [amount for _, amount, _ in sums.taxes] == taxes
    assert sums.total == total


def test_who_is_exempt_pays_no_inclusive_tax_either() -> None:
    sums = totals.added([Item(5500, rates=[rate("10", inclusive=True)])], exempt=True)
    assert (sums.total, sums.total_excluding_tax) == (5000, 5000)


def test_taxes_are_rounded_by_line_or_by_invoice() -> None:
    items = [Item(14, rates=[rate("10")])] * 3
    assert totals.added(items).total == 45
    assert totals.added(items, by_invoice=True).total == 46


lines = st.lists(
    st.builds(
        Item,
        st.integers(0, 10**9),
        rates=st.lists(st.sampled_from([rate("5"), rate("19"), rate("7.7", inclusive=True)]), max_size=2),
    ),
    max_size=6,
)
discounts = st.lists(
    st.one_of(
        st.builds(Discount, st.just("p"), percent_off=st.integers(1, 100).map(Decimal)),
        st.builds(Discount, st.just("a"), amount_off=st.integers(1, 10**9)),
    ),
    max_size=3,
)


@given(lines, discounts)
def test_what_is_shown_adds_up(items: list[Item], taken: list[Discount]) -> None:
    sums = totals.added(items, taken)
    exclusive = sum(amount for tax, amount, _ in sums.taxes if not tax.inclusive)
    every = sum(amount for _, amount, _ in sums.taxes)
    assert sums.total == sums.subtotal - sum(sums.discounts.values()) + exclusive
    assert sums.total_excluding_tax == sums.total - every
    assert all(line.net >= 0 for line in sums.lines)
