"""Any order of events, late events, cancellations, advances and finalizations is billed as a reference bills.

The reference has the list of what was accepted, and a sum. It shares no code with the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.metering.searching import effort
from tests.support.client import Api, House
from tests.support.clocks import DAY, HOUR, MINUTE

NEWEST = "2026-10-28.endive"
PERIODS = {"day": DAY, "week": 7 * DAY}
GRADUATED = [
    {"up_to": 10, "unit_amount_decimal": "12.5"},
    {"up_to": 40, "unit_amount": 3, "flat_amount": 250},
    {"up_to": "inf", "unit_amount_decimal": "0.75"},
]
PRICES: list[dict[str, Any]] = [
    {"unit_amount": 10},
    {"unit_amount_decimal": "0.35"},
    {"unit_amount": 700, "transform_quantity": {"divide_by": 10, "round": "up"}},
    {"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": GRADUATED},
]

ago = some.sampled_from([0, 0, 1, MINUTE, HOUR, DAY, 8 * DAY])
ends = some.sampled_from([0, 0, 0, 1, 2])  # 0: the latest
besides = some.sampled_from([-1, 0, 1, -HOUR])
values = some.integers(1, 60) | some.integers(-20, 0)
late = some.tuples(besides, values)


def rounded(exact: Decimal) -> int:
    """Minor units, half up."""
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def cost(price: dict[str, Any], quantity: int) -> int:
    """What a quantity costs: the lines are rounded, then added."""
    if "tiers" not in price:
        if "transform_quantity" in price:
            quantity = -(-quantity // price["transform_quantity"]["divide_by"])
        return rounded(quantity * Decimal(price.get("unit_amount_decimal") or price["unit_amount"]))
    total = below = 0
    for tier in price["tiers"]:
        units = quantity - below if tier["up_to"] == "inf" else min(quantity, tier["up_to"]) - below
        if units > 0:
            total += rounded(units * Decimal(tier.get("unit_amount_decimal") or tier["unit_amount"]))
            total += tier.get("flat_amount", 0)
            below += units
    return total


@dataclass
class Accepted:
    """An event that the server took. at: its time, epoch seconds."""

    identifier: str
    at: int
    value: int


@dataclass
class Reference:
    """What was accepted so far, and what closed periods came to when they were billed."""

    formula: str
    price: dict[str, Any]
    start: int
    length: int
    events: dict[str, Accepted] = field(default_factory=dict)
    final: dict[int, int] = field(default_factory=dict)  # amount by the start of a period

    def used(self, start: int) -> int:
        """The usage of a period by the events that count now."""
        counted = [one.value for one in self.events.values() if start <= one.at < start + self.length]
        return max(0, sum(counted) if self.formula == "sum" else len(counted))

    def closed(self, now: int) -> list[int]:
        """The starts of the periods that are over."""
        return list(range(self.start, now - self.length + 1, self.length))

    def bill(self, start: int) -> None:
        """Make the amount of a period final."""
        self.final.setdefault(start, cost(self.price, self.used(start)))

    def pass_time(self, now: int) -> None:
        """Bill the periods that have been over for an hour."""
        for start in self.closed(now - HOUR):
            self.bill(start)

    def amounts(self, now: int) -> dict[int, int]:
        """The amount of each period that is over: final ones, and drafts as they stand."""
        return {
            start: self.final.get(start, cost(self.price, self.used(start))) for start in self.closed(now)
        }


class Billing(RuleBasedStateMachine):
    """A customer with a metered subscription on a test clock, and what may happen to it."""

    house: House

    @initialize(
        formula=some.sampled_from(["sum", "count"]),
        price=some.sampled_from(PRICES),
        interval=some.sampled_from(sorted(PERIODS)),
        version=some.sampled_from([None, NEWEST]),
    )
    def subscribe(self, formula: str, price: dict[str, Any], interval: str, version: str | None) -> None:
        self.api = Api(self.house, version=version)
        self.clock = self.api.given.clock()
        meter = self.api.given.meter(formula=formula)
        recurring = {"interval": interval, "usage_type": "metered", "meter": meter.id}
        item = {"price": self.api.given.price(**price, recurring=recurring).id}
        self.subscription = self.api.given.subscription(self.clock, items=[item])
        self.sent = 0
        self.expected = Reference(formula, price, self.clock.now, PERIODS[interval])

    # -- usage -----------------------------------------------------------------------------------------------

    def send(self, at: int, value: int) -> None:
        """Send an event, and write it down if it was taken."""
        self.sent += 1
        identifier = f"event-{self.sent}"
        payload = {"stripe_customer_id": self.subscription.customer, "value": value}
        sent = {"event_name": "api_call", "payload": payload, "timestamp": at, "identifier": identifier}
        response = self.api.request("POST", "/v1/billing/meter_events", sent)
        assert response.status in (200, 400), response.body
        if response.status == 200:
            self.expected.events.setdefault(identifier, Accepted(identifier, at, value))

    @rule(used=some.lists(some.tuples(ago, values), min_size=1, max_size=5))
    def use(self, used: list[tuple[int, int]]) -> None:
        for seconds, value in used:
            self.send(self.clock.now - seconds, value)

    @rule(used=some.lists(some.tuples(ends, besides, values), min_size=1, max_size=5))
    def use_at_an_end(self, used: list[tuple[int, int, int]]) -> None:
        """Usage at the end of a period that is over, or a second beside it."""
        over = (self.clock.now - self.expected.start) // self.expected.length
        for end, beside, value in used:
            self.send(self.expected.start + max(0, over - end) * self.expected.length + beside, value)

    @precondition(lambda self: self.expected.events)
    @rule(back=some.integers(0, 5))
    def cancel(self, back: int) -> None:
        """Cancel one of the latest events. One of more than a day ago is refused."""
        identifier = list(self.expected.events)[-1 - back % len(self.expected.events)]
        sent = {"event_name": "api_call", "type": "cancel", "cancel": {"identifier": identifier}}
        response = self.api.request("POST", "/v1/billing/meter_event_adjustments", sent)
        assert response.status in (200, 400), response.body
        if response.status == 200:
            del self.expected.events[identifier]

    # -- time and invoices -----------------------------------------------------------------------------------

    def advance_to(self, at: int) -> None:
        self.clock.advance(to=at)
        self.expected.pass_time(at)

    @rule(by=some.sampled_from([MINUTE, HOUR - 1, HOUR, DAY, 2 * DAY - HOUR]))
    def advance(self, by: int) -> None:
        self.advance_to(self.clock.now + by)

    @rule(after=some.sampled_from([-1, 0, 0, 0, 1, HOUR - 1, HOUR]), used=some.lists(late, max_size=4))
    def advance_to_the_end_of_the_period(self, after: int, used: list[tuple[int, int]]) -> None:
        """Advance to the end of the period or beside it, and use something at that end."""
        over = (self.clock.now - self.expected.start) // self.expected.length
        end = self.expected.start + (over + 1) * self.expected.length
        self.advance_to(max(self.clock.now + 1, end + after))
        for beside, value in used:
            self.send(end + beside, value)

    @rule()
    def finalize(self) -> None:
        """Finalize the drafts there are, before their hour is over."""
        for draft in self.api.get("/v1/invoices", subscription=self.subscription.id, status="draft").data:
            self.api.post(f"/v1/invoices/{draft.id}/finalize")
            for line in draft.lines.data:
                self.expected.bill(line.period.start)

    # -- what must be ----------------------------------------------------------------------------------------

    def teardown(self) -> None:
        """Let what is left be billed."""
        if not hasattr(self, "expected"):
            return
        self.compare()
        self.advance_to(self.clock.now + self.expected.length + HOUR)
        self.compare()

    @rule()
    def compare(self) -> None:
        """Hold the invoices of the subscription against the reference."""
        self.clock.settle()
        billed: dict[int, int] = {}
        for invoice in self.api.every("/v1/invoices", subscription=self.subscription.id):
            assert sum(line.amount for line in invoice.lines.data) == invoice.total
            assert not invoice.lines.has_more
            if invoice.billing_reason == "subscription_cycle":
                (start,) = {line.period.start for line in invoice.lines.data}
                assert start not in billed, "a period is billed once"
                billed[start] = invoice.total
            else:
                assert invoice.total == 0
        expected = self.expected.amounts(self.clock.now)
        assert billed == expected
        assert sum(billed.values()) == sum(expected.values())


@pytest.fixture(scope="module")
def billing() -> Iterator[type[Billing]]:
    """The machine, with a server that its sandboxes share."""
    house = House()
    yield type("Billing", (Billing,), {"house": house})
    house.close()


def test_what_was_accepted_is_billed(billing: type[Billing]) -> None:
    run_state_machine_as_test(billing, settings=effort(25, steps=30))
