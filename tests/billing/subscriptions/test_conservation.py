"""Whatever is changed in flexible mode, all lines together come to what the time of each item costs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
HOUR, DAY = 3600, 86400
INTERVALS = (("month", 1), ("month", 3), ("year", 1))


@dataclass
class Costs:
    """What the time of each item costs. spans: by item, (since, until, minor units a second)."""

    amounts: dict[str, int]
    spans: dict[str, list[tuple[int, int, Fraction]]] = field(default_factory=dict)
    known: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def note(self, subscription: Any, at: int) -> None:
        """Note the items as they are since a time: what ended before its period does, and what began."""
        now = {
            item.id: (
                self.amounts[item.price.id] * item.quantity,
                item.current_period_start,
                item.current_period_end,
            )
            for item in subscription["items"]["data"]
        }
        for id in {*self.known, *now}:
            old, new = self.known.get(id), now.get(id)
            if old == new:
                continue
            renewed = old is not None and new is not None and new[:2] == (old[0], old[2])
            spans = self.spans.setdefault(id, [])
            if not renewed:
                spans[:] = [(since, min(until, at), rate) for since, until, rate in spans if since < at]
            if new is not None:
                amount, start, end = new
                spans.append((max(start, at), end, Fraction(amount, end - start)))
        self.known = now

    @property
    def total(self) -> Fraction:
        """What all of it costs, exact minor units."""
        spans = [span for found in self.spans.values() for span in found]
        return sum(((until - since) * rate for since, until, rate in spans), Fraction(0))


def change_of(chance: random.Random, items: list[Any], prices: list[str], now: int) -> dict[str, Any]:
    """A random change: a quantity, a price of any interval, an item more or less, the anchor."""
    item = chance.choice(items)
    free = [price for price in prices if price not in {each.price.id for each in items}]
    others = [
        {"items": [{"price": chance.choice(free)}]},
        {"items": [{"id": item.id, "price": chance.choice(free), "quantity": chance.randrange(1, 4)}]},
        {"billing_cycle_anchor": {"type": "now"}},
    ]
    if len(items) > 1:
        others.append({"items": [{"id": item.id, "deleted": True}]})
    change = chance.choice([{"items": [{"id": item.id, "quantity": chance.randrange(1, 6)}]}, *others])
    behavior = chance.choice(["create_prorations", "always_invoice"])
    if "items" in change and chance.random() < 0.3:
        since = max(each.current_period_start for each in items)
        change["proration_date"] = chance.randrange(since, now + 1)
    return {**change, "proration_behavior": behavior}


@pytest.mark.parametrize("seed", range(4))
def test_all_lines_come_to_what_the_time_costs(api, seed):
    api, chance = api.at(NEWEST), random.Random(seed)
    clock = api.given.clock(epoch("2025-01-01") + chance.randrange(366 * DAY))
    amounts = {
        api.given.price(unit_amount=amount, recurring={"interval": unit, "interval_count": count}).id: amount
        for unit, count in INTERVALS
        for amount in chance.sample(range(300, 9000), 2)
    }
    subscription = api.given.subscription(clock, items=[{"price": next(iter(amounts)), "quantity": 2}])
    path, costs = f"/v1/subscriptions/{subscription.id}", Costs(amounts)
    costs.note(subscription, clock.now)

    for _ in range(8):
        items = api.get(path)["items"]["data"]
        end = min(item.current_period_end for item in items)
        if chance.random() < 0.3:
            while clock.now < end:
                clock.advance(to=min(end, clock.now + 27 * DAY))
            costs.note(api.get(path), clock.now)
        elif clock.now < end - 3 * HOUR:
            clock.advance(to=chance.randrange(clock.now + 1, min(end - 2 * HOUR, clock.now + 25 * DAY)))
            change = change_of(chance, items, [*amounts], clock.now)
            costs.note(api.post(path, **change), change.get("proration_date", clock.now))

    lines = [
        line
        for invoice in api.every("/v1/invoices", subscription=subscription.id)
        for line in api.every(f"/v1/invoices/{invoice.id}/lines")
    ]
    lines += api.every("/v1/invoiceitems", customer=subscription.customer, pending=True)
    # Each line is rounded by itself.
    assert abs(sum(line.amount for line in lines) - costs.total) <= Fraction(len(lines), 2)
