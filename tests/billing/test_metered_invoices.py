"""Usage on invoices: windows, drafts that follow, prices that change, credits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.billing.usage import use
from tests.support.client import Api
from tests.support.clocks import DAY, HOUR, epoch

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"
FEBRUARY = epoch("2025-02-01")


@pytest.fixture(params=[ACACIA, NEWEST])
def at(api: Api, request: pytest.FixtureRequest) -> Api:
    """The caller at the default version and at the newest one."""
    return api.at(request.param)


def metered(api: Api, meter: Any, **params: Any) -> Any:
    """A monthly price of a meter's usage, 10 cents a unit."""
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    return api.given.price(**{"unit_amount": 10, "recurring": recurring, **params})


def subscribed(api: Api, clock: Any, price: Any, **params: Any) -> Any:
    """A subscription of a new customer to a price, beginning now."""
    customer = api.given.customer(clock, card="pm_card_visa")
    return api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price.id}], **params)


def used(api: Api, subscription: Any, value: int, at: int | None = None, name: str = "api_call") -> None:
    """Usage of the subscription's customer."""
    payload = {"stripe_customer_id": subscription.customer, "value": value}
    more = {} if at is None else {"timestamp": at}
    api.post("/v1/billing/meter_events", event_name=name, payload=payload, **more)


def newest(api: Api, subscription: Any) -> Any:
    """The newest invoice of a subscription."""
    return api.get("/v1/invoices", subscription=subscription.id).data[0]


def quantities(invoice: Any) -> list[tuple[int, int]]:
    """(quantity, amount) of the lines."""
    return [(line.quantity, line.amount) for line in invoice.lines.data]


def test_a_period_is_billed_by_its_usage(at, clock):
    meter = at.given.meter()
    subscription = subscribed(at, clock, metered(at, meter))
    start = clock.now
    for seconds, value in ((0, 1), (5 * DAY, 20), (FEBRUARY - start - 1, 300)):
        clock.advance(to=start + seconds) if seconds else None
        used(at, subscription, value)
    clock.advance(to=FEBRUARY)
    used(at, subscription, 4000)  # at the end of the period exactly: it is of the next one
    invoice = newest(at, subscription)
    assert (invoice.billing_reason, invoice.status) == ("subscription_cycle", "draft")
    assert quantities(invoice) == [(321, 3210)]
    assert (invoice.lines.data[0].period.start, invoice.lines.data[0].period.end) == (start, FEBRUARY)
    clock.advance(hours=2)
    paid = newest(at, subscription)
    assert (paid.status, paid.amount_paid) == ("paid", 3210)
    clock.advance(months=1)
    assert quantities(newest(at, subscription)) == [(4000, 40000)]


def test_the_first_invoice_bills_nothing(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    found = at.get("/v1/invoices", subscription=subscription.id).data
    assert [(one.status, one.total) for one in found] in ([("paid", 0)], [])


def test_a_draft_follows_until_it_is_finalized(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    used(at, subscription, 5)
    clock.advance(to=FEBRUARY)
    assert newest(at, subscription).total == 50
    used(at, subscription, 7, FEBRUARY - 1)
    clock.settle()
    draft = newest(at, subscription)
    assert (draft.status, draft.total, quantities(draft)) == ("draft", 120, [(12, 120)])
    payload = {"stripe_customer_id": subscription.customer, "value": 100}
    at.post(
        "/v1/billing/meter_events",
        event_name="api_call",
        payload=payload,
        identifier="wrong",
        timestamp=FEBRUARY - 9,
    )
    clock.settle()
    assert newest(at, subscription).total == 1120
    at.post(
        "/v1/billing/meter_event_adjustments",
        event_name="api_call",
        type="cancel",
        cancel={"identifier": "wrong"},
    )
    clock.settle()
    assert newest(at, subscription).total == 120
    clock.advance(minutes=59)
    used(at, subscription, 1, FEBRUARY - 2)
    clock.advance(minutes=2)
    final = newest(at, subscription)
    assert (final.status, final.total) == ("paid", 130)
    used(at, subscription, 1000, FEBRUARY - 2)
    clock.advance(months=1)
    assert at.get(f"/v1/invoices/{final.id}").total == 130
    assert newest(at, subscription).total == 0


def test_usage_is_of_the_customer_not_of_a_subscription(at, clock):
    meter = at.given.meter()
    customer = at.given.customer(clock, card="pm_card_visa")
    use(at, customer, 1000)  # before there is a subscription
    clock.advance(days=3)
    subscriptions = [
        at.post("/v1/subscriptions", customer=customer.id, items=[{"price": metered(at, meter).id}])
        for _ in range(2)
    ]
    use(at, customer, 6)
    clock.advance(months=1, hours=2)
    assert [newest(at, one).total for one in subscriptions] == [60, 60]


def test_less_than_nothing_is_nothing(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    used(at, subscription, 5)
    used(at, subscription, -9)
    clock.advance(to=FEBRUARY, hours=0)
    assert quantities(newest(at, subscription)) == [(0, 0)]


@pytest.mark.parametrize(("formula", "expected"), [("sum", 12), ("count", 3), ("last", 4)])
def test_formulas(at, clock, formula, expected):
    subscription = subscribed(at, clock, metered(at, at.given.meter(formula=formula)))
    for value in (3, 5, 4):
        clock.advance(days=1)
        used(at, subscription, value)
    clock.advance(to=FEBRUARY)
    assert quantities(newest(at, subscription)) == [(expected, 10 * expected)]


TIERS = [
    {"up_to": 100, "unit_amount": 5},
    {"up_to": 300, "unit_amount": 4, "flat_amount": 250},
    {"up_to": "inf", "unit_amount": 2},
]


@pytest.mark.parametrize(
    ("terms", "usage", "total"),
    [
        ({"unit_amount_decimal": "0.23"}, 12345, 2839),
        ({"unit_amount": 1000, "transform_quantity": {"divide_by": 60, "round": "up"}}, 150, 3000),
        ({"unit_amount": 1000, "transform_quantity": {"divide_by": 60, "round": "down"}}, 150, 2000),
        ({"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": TIERS}, 450, 1850),
        ({"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": TIERS}, 100, 500),
        ({"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": TIERS}, 300, 1450),
        ({"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": TIERS}, 301, 602),
    ],
)
def test_price_models(api, clock, terms, usage, total):
    meter = api.given.meter()
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    subscription = subscribed(api, clock, api.given.price(recurring=recurring, **terms))
    used(api, subscription, usage)
    clock.advance(to=FEBRUARY)
    assert newest(api, subscription).total == total
    clock.advance(hours=2)
    assert newest(api, subscription).total == total


def test_usage_in_a_trial_is_free(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()), trial_period_days=10)
    used(at, subscription, 50)
    clock.advance(days=11)
    used(at, subscription, 3)
    clock.advance(months=1, hours=2)
    assert newest(at, subscription).total == 30


def test_a_price_change_in_classic_mode_bills_usage_since(api, clock):
    meter = api.given.meter()
    subscription = subscribed(api, clock, metered(api, meter))
    used(api, subscription, 100)
    clock.advance(days=10)
    item = subscription["items"].data[0].id
    dear = metered(api, meter, unit_amount=1000)
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": dear.id}])
    used(api, subscription, 2)
    clock.advance(to=FEBRUARY)
    assert quantities(newest(api, subscription)) == [(2, 2000)]


def test_a_price_change_in_the_draft_hour_leaves_the_closed_period_alone(api, clock):
    meter = api.given.meter()
    subscription = subscribed(api, clock, metered(api, meter))
    used(api, subscription, 100)
    clock.advance(to=FEBRUARY)
    item = subscription["items"].data[0].id
    dear = metered(api, meter, unit_amount=1000)
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": dear.id}])
    clock.advance(hours=2)
    assert newest(api, subscription).total == 1000


def test_a_price_change_in_flexible_mode_bills_usage_at_the_price_of_its_report(api, clock):
    newest_api = api.at(NEWEST)
    meter = api.given.meter()
    subscription = subscribed(newest_api, clock, metered(api, meter))
    assert subscription.billing_mode.type == "flexible"
    used(api, subscription, 100)
    clock.advance(days=10)
    item = subscription["items"].data[0].id
    dear = metered(api, meter, unit_amount=1000)
    newest_api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": dear.id}])
    used(api, subscription, 2)
    used(api, subscription, 1, clock.now - 5 * DAY)  # reported late: at the price in force now
    clock.advance(to=FEBRUARY)
    assert sorted(quantities(newest(api, subscription))) == [(3, 3000), (100, 1000)]


def test_usage_of_the_next_period_that_is_reported_before_a_price_change_is_billed(api, clock):
    """Events may be dated five minutes ahead: into a period that never had the price of their report."""
    newest_api = api.at(NEWEST)
    meter = api.given.meter()
    subscription = subscribed(newest_api, clock, metered(api, meter))
    clock.advance(to=FEBRUARY - 120)
    used(api, subscription, 7, FEBRUARY + 60)
    item = subscription["items"].data[0].id
    dear = metered(api, meter, unit_amount=1000)
    newest_api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": dear.id}])
    clock.advance(to=FEBRUARY)
    assert newest(api, subscription).total == 0
    clock.advance(months=1)
    assert quantities(newest(api, subscription)) == [(7, 7000)]


def test_a_removed_item_in_flexible_mode_bills_its_usage(api, clock):
    newest_api = api.at(NEWEST)
    meter = api.given.meter()
    subscription = subscribed(newest_api, clock, metered(api, meter))
    flat = api.given.price(unit_amount=500, recurring={"interval": "month"})
    newest_api.post("/v1/subscription_items", subscription=subscription.id, price=flat.id)
    used(api, subscription, 12)
    clock.advance(days=10)
    item = subscription["items"].data[0].id
    newest_api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "deleted": True}])
    used(api, subscription, 700)  # nobody bills this
    pending = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True).data
    assert 120 in [one.amount for one in pending]


def test_a_removed_item_in_classic_mode_loses_its_usage(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    flat = api.given.price(unit_amount=500, recurring={"interval": "month"})
    api.post(
        "/v1/subscription_items",
        subscription=subscription.id,
        price=flat.id,
        proration_behavior="none",
    )
    used(api, subscription, 12)
    clock.advance(days=10)
    api.delete(f"/v1/subscription_items/{subscription['items'].data[0].id}")
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert newest(api, subscription).total == 500


def test_a_meter_that_is_deactivated_is_still_billed(api, clock):
    meter = api.given.meter()
    subscription = subscribed(api, clock, metered(api, meter))
    used(api, subscription, 5)
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    clock.advance(months=1, hours=2)
    assert newest(api, subscription).total == 50


def test_canceling_now_loses_usage_unless_it_is_invoiced(at, clock):
    meter = at.given.meter()
    subscription = subscribed(at, clock, metered(at, meter))
    used(at, subscription, 5)
    clock.advance(days=3)
    at.request("DELETE", f"/v1/subscriptions/{subscription.id}")
    clock.advance(hours=2)
    assert [one.total for one in at.get("/v1/invoices", subscription=subscription.id).data] in ([0], [])
    again = subscribed(at, clock, metered(at, meter))
    used(at, again, 7)
    clock.advance(days=3)
    at.delete(f"/v1/subscriptions/{again.id}", invoice_now=True)
    clock.advance(hours=2)
    assert newest(at, again).total == 70


def test_canceling_at_the_end_bills_the_last_period(at, clock):
    subscription = subscribed(at, clock, metered(at, at.given.meter()))
    at.post(f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)
    used(at, subscription, 8)
    clock.advance(months=1, hours=2)
    assert at.get(f"/v1/subscriptions/{subscription.id}").status == "canceled"
    assert newest(at, subscription).total == 80


def test_a_preview_shows_usage_so_far(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    used(api, subscription, 8)
    clock.advance(days=3)
    assert api.post("/v1/invoices/create_preview", subscription=subscription.id).total == 80
    assert api.get("/v1/invoices/upcoming", subscription=subscription.id).total == 80


def test_a_metered_item_takes_no_quantity(at, clock):
    price = metered(at, at.given.meter())
    customer = at.given.customer(clock, card="pm_card_visa")
    sent = {"customer": customer.id, "items": [{"price": price.id, "quantity": 3}]}
    assert "quantity" in at.refused("POST", "/v1/subscriptions", **sent).param


def test_usage_is_taken_while_the_clock_is_advanced(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    used(api, subscription, 5)
    clock.advance(to=FEBRUARY)
    path = f"/v1/test_helpers/test_clocks/{clock.id}/advance"
    for step in range(1, 6):
        api.request("POST", path, {"frozen_time": FEBRUARY + step})
        used(api, subscription, 1, FEBRUARY - 1)
        clock.wait_for("ready")
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert newest(api, subscription).total == 100


def test_a_phase_at_the_end_of_a_period_bills_its_usage_once(at, clock):
    meter = at.given.meter()
    cheap, dear = metered(at, meter), metered(at, meter, unit_amount=100)
    subscription = subscribed(at, clock, cheap)
    schedule = at.post("/v1/subscription_schedules", from_subscription=subscription.id)
    first = schedule.phases[0]
    phases = [
        {
            "items": [{"price": cheap.id}],
            "start_date": first.start_date,
            "end_date": first.end_date,
        },
        {"items": [{"price": dear.id}], "start_date": first.end_date},
    ]
    at.post(f"/v1/subscription_schedules/{schedule.id}", phases=phases)
    used(at, subscription, 4)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    used(at, subscription, 3)
    clock.advance(months=1, hours=2)
    totals = [one.total for one in at.get("/v1/invoices", subscription=subscription.id).data]
    assert sorted(total for total in totals if total) == [40, 300]


def test_many_prices_within_a_period(at, clock):
    meter = at.given.meter()
    subscription = subscribed(at, clock, metered(at, meter))
    item = subscription["items"].data[0].id
    for amount in (100, 1000, 100):
        used(at, subscription, 1)
        clock.advance(days=3)
        price = metered(at, meter, unit_amount=amount)
        at.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": price.id}])
    used(at, subscription, 1)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    assert newest(at, subscription).total == (100 if at.version == ACACIA else 10 + 100 + 1000 + 100)


def test_a_draft_in_real_time_follows_within_a_second(api, wall):
    subscription = subscribed(api, None, metered(api, api.given.meter()))
    used(api, subscription, 3)
    end = api.get(f"/v1/subscriptions/{subscription.id}").current_period_end
    wall.advance(to=end)
    for total in (70, 110):
        used(api, subscription, 4, end - 10)
        wall.advance(seconds=1)
        assert newest(api, subscription).total == total
    wall.advance(hours=1)
    assert newest(api, subscription).status == "paid"
