"""Billing credits: which grant pays which line, and how much of it.

Source: guide "Billing credits", "How billing credits are applied".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Grant:
    """A credit grant.

    balance: what is left of it, minor units of the currency. priority: 0 to 100, 0 is spent first.
    effective_at, expires_at, created: epoch seconds; expires_at is None for a grant that never expires.
    prices: the prices it may pay, None for all prices with a meter.
    """

    id: str
    balance: int
    currency: str
    priority: int
    promotional: bool
    effective_at: int
    expires_at: int | None
    created: int
    prices: frozenset[str] | None = None

    def covers(self, price: str) -> bool:
        """Return whether the grant may pay a metered price."""
        return self.prices is None or price in self.prices

    def lasts(self, at: int) -> bool:
        """Return whether the grant is in force at a time: from effective_at on, until before expires_at."""
        return self.effective_at <= at and (self.expires_at is None or at < self.expires_at)


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid for a metered line: its amount after discounts, minor units, before tax."""

    line: str
    price: str
    amount: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a grant that pays a part of a line: minor units, positive."""

    line: str
    grant: str
    amount: int


def less(grant: Grant, amount: int) -> Grant:
    """Return a grant with a smaller balance."""
    return replace(grant, balance=grant.balance - amount)


def _rank(grant: Grant) -> tuple[int, bool, int, bool, int, int]:
    return (
        grant.priority,
        grant.expires_at is None,
        grant.expires_at or 0,
        not grant.promotional,
        grant.effective_at,
        grant.created,
    )


def in_order(grants: Iterable[Grant]) -> list[Grant]:
    """Sort grants in the order in which they are spent.

    Lower priority numbers first, then those that expire earlier, promotional ones before paid ones, those
    that became effective earlier, those created earlier. Grants that are equal in all stay as they come.
    """
    return sorted(grants, key=_rank)


def apply(charges: Sequence[Charge], grants: Iterable[Grant], *, currency: str, at: int) -> list[Share]:
    """Pay metered lines, in their order, with the grants of their customer that are in force at a time.

    currency: of the invoice; other grants do not count. at: end of the invoice's period, epoch seconds.
    """
    usable = [grant for grant in in_order(grants) if grant.currency == currency and grant.lasts(at)]
    left = {grant.id: grant.balance for grant in usable}
    shares = []
    for charge in charges:
        open_amount = charge.amount
        for grant in usable:
            taken = min(open_amount, left[grant.id])
            if taken > 0 and grant.covers(charge.price):
                shares.append(Share(charge.line, grant.id, taken))
                left[grant.id] -= taken
                open_amount -= taken
    return shares
