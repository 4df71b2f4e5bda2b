"""Billing thresholds: invoices in the middle of a period."""

from __future__ import annotations

import pytest

from tests.billing.test_metered_invoices import FEBRUARY, TIERS, metered, newest, subscribed, used
from tests.support.clocks import DAY, HOUR

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"


@pytest.fixture(params=[ACACIA, NEWEST])
def at(api, request):
    return api.at(request.param)


def test_an_amount_is_reached(at, clock):
    subscription = subscribed(
        at, clock, metered(at, at.given.meter()), billing_thresholds={"amount_gte": 1000}
    )
    first = at.get("/v1/invoices", subscription=subscription.id).data
    clock.advance(days=3)
    used(at, subscription, 99)
    clock.settle()
    assert at.get("/v1/invoices", subscription=subscription.id).data == first
    used(at, subscription, 21)
    clock.settle()
    invoice = newest(at, subscription)
    assert (invoice.billing_reason, invoice.status, invoice.total) == (
        "subscription_threshold",
        "draft",
        1200,
    )
    assert invoice.threshold_reason == {"amount_gte": 1000, "item_reasons": []}
    [line] = invoice.lines.data
    assert (line.quantity, line.period.end) == (120, clock.now)
    clock.advance(hours=2)
    assert newest(at, subscription).status == "paid"
    used(at, subscription, 5)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    last = newest(at, subscription)
    assert (last.billing_reason, last.total) == ("subscription_cycle", 50)


def test_a_usage_is_reached_again_and_again(api, clock):
    price = metered(api, api.given.meter())
    customer = api.given.customer(clock, card="pm_card_visa")
    item = {"price": price.id, "billing_thresholds": {"usage_gte": 100}}
    subscription = api.post("/v1/subscriptions", customer=customer.id, items=[item])
    for day in (1, 2, 3):
        clock.advance(days=1)
        used(api, subscription, 60 * day)
        clock.settle()
    found = api.get("/v1/invoices", subscription=subscription.id).data
    told = [one for one in found if one.billing_reason == "subscription_threshold"]
    assert [one.total for one in told] == [1800, 1800]
    [reason] = told[0].threshold_reason.item_reasons
    assert reason == {"line_item_ids": [told[0].lines.data[0].id], "usage_gte": 100}


def test_tiers_go_on_over_the_period(api, clock):
    meter = api.given.meter()
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    price = api.given.price(recurring=recurring, billing_scheme="tiered", tiers_mode="volume", tiers=TIERS)
    subscription = subscribed(api, clock, price, billing_thresholds={"amount_gte": 1000})
    clock.advance(days=1)
    used(api, subscription, 300)  # 300 × 4 + 250
    clock.settle()
    assert newest(api, subscription).total == 1450
    clock.advance(days=1)
    used(api, subscription, 1)  # 301 × 2 is less than was billed
    clock.advance(to=FEBRUARY)
    assert newest(api, subscription).total == 602 - 1450


def test_reset_begins_a_new_period(api, clock):
    rules = {"amount_gte": 1000, "reset_billing_cycle_anchor": True}
    subscription = subscribed(api, clock, metered(api, api.given.meter()), billing_thresholds=rules)
    clock.advance(days=3)
    used(api, subscription, 150)
    clock.settle()
    made = api.get("/v1/invoices", subscription=subscription.id).data
    told = [one.total for one in made if one.billing_reason == "subscription_threshold"]
    assert (told, sum(one.total for one in made)) == ([1500], 1500)
    found = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (found.billing_cycle_anchor, found.current_period_start) == (clock.now, clock.now)
    clock.advance(days=1)
    used(api, subscription, 7)
    clock.advance(months=1, hours=2)
    assert newest(api, subscription).total == 70


def test_a_trial_has_no_thresholds(api, clock):
    subscription = subscribed(
        api,
        clock,
        metered(api, api.given.meter()),
        billing_thresholds={"amount_gte": 100},
        trial_period_days=5,
    )
    used(api, subscription, 500)
    clock.advance(seconds=DAY)
    found = api.get("/v1/invoices", subscription=subscription.id).data
    assert [one.billing_reason for one in found] == ["subscription_create"]


def test_another_price_begins_anew_or_goes_on(at, clock):
    """Classic subscriptions forget what was used at the price before, flexible ones bill it at that price."""
    meter = at.given.meter()
    subscription = subscribed(at, clock, metered(at, meter), billing_thresholds={"amount_gte": 1000})
    clock.advance(days=3)
    used(at, subscription, 120)
    clock.settle()
    used(at, subscription, 10)  # 100, which no threshold has billed
    clock.advance(seconds=1)
    item = {"id": subscription["items"].data[0].id, "price": metered(at, meter, unit_amount=100).id}
    at.post(f"/v1/subscriptions/{subscription.id}", items=[item])
    flexible = at.version == NEWEST
    used(at, subscription, 8)
    clock.settle()
    assert newest(at, subscription).total == 1200
    used(at, subscription, 2)
    clock.settle()
    assert newest(at, subscription).total == (1100 if flexible else 1000)
    used(at, subscription, 1)
    clock.advance(to=FEBRUARY + 2 * HOUR)
    made = at.get("/v1/invoices", subscription=subscription.id).data
    assert (made[0].total, sum(one.total for one in made)) == (100, 2400 if flexible else 2300)


def test_an_amount_is_in_the_currency_of_the_subscription(at, clock):
    price = metered(at, at.given.meter(), currency_options={"eur": {"unit_amount": 50}})
    rules = {"amount_gte": 1000}
    subscription = subscribed(at, clock, price, currency="eur", billing_thresholds=rules)
    used(at, subscription, 20)
    clock.settle()
    invoice = newest(at, subscription)
    assert (invoice.billing_reason, invoice.currency, invoice.total) == (
        "subscription_threshold",
        "eur",
        1000,
    )


def test_thresholds_are_positive_and_of_usage(api):
    price, flat = metered(api, api.given.meter()), api.given.price(recurring={"interval": "month"})
    customer = api.given.customer(card="pm_card_visa").id
    phase = {"items": [{"price": price.id}], "billing_thresholds": {"amount_gte": 0}}
    sent = {"customer": customer, "start_date": "now"}
    path = "/v1/subscription_schedules"
    error = api.refused("POST", path, phases=[phase], **sent)
    assert error.param == "phases[0][billing_thresholds][amount_gte]"
    for item, least in ((flat, 1), (price, 0)):
        items = [{"price": item.id, "billing_thresholds": {"usage_gte": least}}]
        error = api.refused("POST", path, phases=[{"items": items}], **sent)
        assert error.param.startswith("phases[0][items][0][billing_thresholds]")
        error = api.refused("POST", "/v1/subscriptions", customer=customer, items=items)
        assert error.param.startswith("items[0][billing_thresholds]")
