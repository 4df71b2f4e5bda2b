"""Random changes of a flexible subscription: what is billed in the end is what was used."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from tests.support.clocks import DAY, epoch

NEWEST = "2026-10-28.endive"
MONTHS = [epoch(f"2025-{month:02}-01") for month in range(6, 13)]
AMOUNT = 3100  # minor units of a unit in a month
STEPS = 8


def used(start, end, quantity, off):
    """What a quantity costs from one time to another, in the periods of the first of each month."""
    cost = Fraction(0)
    for begins, ends in pairwise(MONTHS):
        stretch = min(end, ends) - max(start, begins)
        if stretch > 0:
            cost += Fraction(stretch, ends - begins) * quantity * AMOUNT * (100 - off) / 100
    return cost


def prebilled(random, now):
    until = {"type": "timestamp", "timestamp": now + random.randint(1, 80) * DAY}
    return [{"bill_until": until}]


@pytest.mark.parametrize("seed", range(10))
def test_what_is_billed_is_what_was_used(api, seed):
    api, random = api.at(NEWEST), Random(seed)
    clock = api.given.clock(MONTHS[0])
    price = api.given.price(unit_amount=AMOUNT, recurring={"interval": "month"}).id
    off, quantity, due = random.choice((0, 10)), random.randint(1, 3), Fraction(0)
    shown = {"proration_discounts": random.choice(("included", "itemized"))}
    coupon = api.post("/v1/coupons", percent_off=off, duration="forever").id if off else None
    subscription = api.given.subscription(
        clock,
        items=[{"price": price, "quantity": quantity}],
        billing_mode={"type": "flexible", "flexible": shown},
        **({"discounts": [{"coupon": coupon}]} if coupon else {}),
    )
    path, [item] = f"/v1/subscriptions/{subscription.id}", subscription["items"]["data"]

    for _ in range(random.randint(3, STEPS)):
        since = clock.now
        clock.advance(days=random.randint(1, 14))
        due += used(since, clock.now, quantity, off)
        if random.random() < 0.4:
            # A time before the end of the period is refused.
            sent = {"billing_schedules": prebilled(random, clock.now)}
            assert api.request("POST", path, sent).status in (200, 400)
        else:
            quantity = random.randint(1, 4)
            behavior = random.choice(("create_prorations", "always_invoice"))
            api.post(f"/v1/subscription_items/{item.id}", quantity=quantity, proration_behavior=behavior)
    api.delete(path, prorate=True, invoice_now=True)

    invoices = api.get("/v1/invoices", subscription=subscription.id, limit=100)["data"]
    lines = sum(len(invoice.lines.data) for invoice in invoices)
    assert abs(sum(invoice.total for invoice in invoices) - due) <= lines, f"seed {seed}"
