"""Credits: which grant pays which line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterfoil.arithmetic.credits import Charge, Grant, Share, apply, in_order

PLAIN = Grant("plain", 100, "usd", 50, False, 1000, None, 1000)


@pytest.mark.parametrize(
    "first",
    [
        {"priority": 49},
        {"expires_at": 9000},
        {"promotional": True},
        {"effective_at": 999},
        {"created": 999},
    ],
)
def test_one_trait_decides_between_two_grants(first):
    winner = replace(PLAIN, id="winner", **first)
    assert [grant.id for grant in in_order([PLAIN, winner])] == ["winner", "plain"]


def test_the_traits_decide_in_this_order():
    earlier = replace(PLAIN, id="created earlier", created=1)
    effective = replace(PLAIN, id="effective earlier", effective_at=1, created=2000)
    promotional = replace(PLAIN, id="promotional", promotional=True, effective_at=3000)
    expiring = replace(PLAIN, id="expires earlier", expires_at=5000)
    urgent = replace(PLAIN, id="priority", priority=0)
    found = in_order([earlier, effective, promotional, expiring, urgent])
    assert [grant.id for grant in found] == [
        "priority", "expires earlier", "promotional", "effective earlier", "created earlier",
    ]  # fmt: skip


def test_the_example_of_the_guide():
    """5000 of usage less 10 %: B (priority 20) gives 2500, A the other 2000 of its 3000."""
    a, b = replace(PLAIN, id="A", balance=3000), replace(PLAIN, id="B", balance=2500, priority=20)
    shares = apply([Charge("line", "price", 4500)], [a, b], currency="usd", at=2000)
    assert shares == [Share("line", "B", 2500), Share("line", "A", 2000)]


@pytest.mark.parametrize(
    "other",
    [
        {"currency": "eur"},
        {"effective_at": 2001},
        {"expires_at": 2000},
        {"balance": 0},
        {"prices": frozenset(["another"])},
    ],
)
def test_what_does_not_pay(other):
    assert apply([Charge("line", "price", 5)], [replace(PLAIN, **other)], currency="usd", at=2000) == []


def test_a_grant_is_spent_line_by_line():
    limited = replace(PLAIN, id="limited", priority=1, balance=70, prices=frozenset(["b"]))
    charges = [Charge("1", "a", 60), Charge("2", "b", 90), Charge("3", "a", 50), Charge("4", "b", 0)]
    assert apply(charges, [PLAIN, limited], currency="usd", at=1000) == [
        Share("1", "plain", 60),
        Share("2", "limited", 70),
        Share("2", "plain", 20),
        Share("3", "plain", 20),
    ]
