"""Schedules that are created, changed, advanced and ended at random: they never break, and their phases hold.

The seed of a failure is its parameter.
"""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

CLASSIC, FLEXIBLE = "2025-02-24.acacia", "2026-10-28.endive"
STARTS = (1746057600, 1738281600, 1709164800)  # 1 May and 31 January 2025, 29 February 2024
DAY = 86400
CARDS = ("pm_card_visa", "pm_card_visa", "pm_card_chargeCustomerFail", None)


class Life:
    """A customer with a schedule, and the steps that are taken at random."""

    def __init__(self, api, seed: int) -> None:
        self.random = random.Random(seed)
        self.flexible = self.random.random() < 0.5
        self.api = api.at(FLEXIBLE if self.flexible else CLASSIC)
        self.clock = self.api.given.clock(self.random.choice(STARTS))
        card = self.random.choice(CARDS)
        self.customer = self.api.given.customer(self.clock, card=card, email="jenny@example.com")
        rhythms = (
            (1000, "month", 1),
            (9000, "year", 1),
            (300, "week", 1),
            (2500, "month", 3),
            (0, "month", 1),
        )
        self.prices = [
            self.api.given.price(unit_amount=amount, recurring={"interval": unit, "interval_count": count}).id
            for amount, unit, count in rhythms
        ]
        self.once = self.api.given.price(unit_amount=500).id
        self.coupons = [
            self.api.post("/v1/coupons", percent_off=50, duration=each).id for each in ("once", "forever")
        ]

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def phase(self) -> dict:
        """A phase that may be of any kind."""
        pick = self.random.choice
        found: dict = {"items": [{"price": pick(self.prices), "quantity": self.random.randint(1, 5)}]}
        if self.often(0.3):
            found["discounts"] = [{"coupon": pick(self.coupons)}]
        if self.often(0.5):
            found["proration_behavior"] = pick(["none", "always_invoice", "create_prorations"])
        if self.often(0.2):
            found["add_invoice_items"] = [{"price": self.once}]
        if self.often(0.2):
            found["billing_cycle_anchor"] = "phase_start"
        if self.often(0.2):
            found["trial"] = True
        if self.often(0.2):
            found |= {"collection_method": "send_invoice", "invoice_settings": {"days_until_due": 7}}
        if self.often(0.5) and self.flexible:
            lasts = {"interval": pick(["day", "week", "month"]), "interval_count": self.random.randint(1, 3)}
            found["duration"] = lasts
        elif self.often(0.5):
            found |= {} if self.flexible else {"iterations": self.random.randint(1, 2)}
        return found

    def call(self, path: str, **params) -> None:
        """A request that may be refused, and nothing worse."""
        answer = self.api.request("POST", path, params)
        assert answer.status in (200, 400, 402, 404), answer.body

    def create(self):
        start = self.random.choice(["now", self.clock.now + 9 * DAY, self.clock.now - 9 * DAY])
        phases = [self.phase() for _ in range(self.random.randint(1, 4))]
        end = self.random.choice(["release", "cancel"])
        sent = {"customer": self.customer.id, "start_date": start, "phases": phases, "end_behavior": end}
        answer = self.api.request("POST", "/v1/subscription_schedules", sent)
        assert answer.status in (200, 400), answer.body
        return answer.json if answer.status == 200 else None

    def step(self, schedule) -> None:
        path = f"/v1/subscription_schedules/{schedule.id}"
        kind = self.random.random()
        if kind < 0.55:
            days = self.random.choice([1, 3, 8, 13])
            self.clock.advance(to=self.clock.now + days * DAY + self.random.choice([0, 3600, 7200]))
        elif kind < 0.65 and schedule.subscription:
            subscription = self.api.get(f"/v1/subscriptions/{schedule.subscription}")
            item = subscription["items"].data[0].id
            self.call(f"/v1/subscription_items/{item}", quantity=self.random.randint(1, 9))
        elif kind < 0.85:
            phases = [self.phase() for _ in range(self.random.randint(1, 3))]
            if schedule.current_phase:
                phases[0]["start_date"] = schedule.current_phase.start_date
            self.call(path, phases=phases)
        elif kind < 0.9:
            self.call(path, end_behavior=self.random.choice(["release", "cancel"]))
        elif kind < 0.96:
            self.call(f"{path}/{self.random.choice(['release', 'cancel'])}")
        else:
            self.call("/v1/invoices/create_preview", schedule=schedule.id)

    def check(self, schedule) -> None:
        """Phases follow each other, and the current one is that of the time."""
        phases, current = schedule.phases, schedule.current_phase
        for one, other in pairwise(phases):
            assert one.start_date < one.end_date == other.start_date
        if schedule.status == "active":
            assert current.start_date <= self.clock.now < current.end_date
            subscription = self.api.get(f"/v1/subscriptions/{schedule.subscription}")
            assert subscription.schedule == schedule.id
        else:
            assert current is None


@pytest.mark.parametrize("seed", range(20))
def test_a_schedule_holds_whatever_is_done_to_it(api, seed):
    life = Life(api, seed)
    schedule = life.create()
    for _ in range(7):
        if schedule is None:
            return
        life.step(schedule)
        schedule = life.api.get(f"/v1/subscription_schedules/{schedule.id}")
        life.check(schedule)
