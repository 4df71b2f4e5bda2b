"""Metered items of subscriptions: usage is billed when its period is over, or the subscription is."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"
JUNE = epoch("2025-06-01")


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


@pytest.fixture
def meter(api):
    return api.given.meter()


def metered(api, meter, amount=10):
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    return api.given.price(unit_amount=amount, recurring=recurring)


def use(api, subscription, value, at):
    payload = {"value": str(value), "stripe_customer_id": subscription.customer}
    api.post("/v1/billing/meter_events", event_name="api_call", payload=payload, timestamp=at)


def lines(api, subscription):
    latest = api.get("/v1/invoices", subscription=subscription.id)["data"][0]
    return [(line.amount, line.quantity) for line in latest.lines.data]


def test_the_first_invoice_names_the_first_tier(api):
    meter = api.given.meter().id
    price = api.given.price(
        billing_scheme="tiered",
        tiers_mode="graduated",
        tiers=[{"up_to": 100, "unit_amount": 5}, {"up_to": "inf", "unit_amount": 2}],
        recurring={"interval": "month", "usage_type": "metered", "meter": meter},
    )
    customer = api.given.customer(card="pm_card_visa")
    made = api.post(
        "/v1/subscriptions", customer=customer.id, items=[{"price": price.id}], expand=["latest_invoice"]
    )
    assert made.latest_invoice.lines.data[0].description == "0 × Gold (Tier 1 at $0.05 / month)"


def test_a_classic_subscription_begins_with_a_line_of_zero(api, june, meter):
    price = metered(api, meter)
    classic = api.given.subscription(june, items=[{"price": price.id}])
    flexible = api.at(NEWEST).given.subscription(june, items=[{"price": price.id}])

    assert (classic.status, lines(api, classic)) == ("active", [(0, 0)])
    assert (flexible.status, flexible.latest_invoice) == ("active", None)


@pytest.mark.parametrize("version", [ACACIA, NEWEST])
def test_usage_is_billed_in_arrears_beside_the_next_period(api, june, meter, version):
    licensed = api.given.price(unit_amount=500, recurring={"interval": "month"})
    items = [{"price": licensed.id}, {"price": metered(api, meter).id}]
    subscription = api.at(version).given.subscription(june, items=items)
    use(api, subscription, 30, JUNE)

    june.advance(days=30, hours=1)

    latest = api.get("/v1/invoices", subscription=subscription.id)["data"][0]
    shown = {line.amount: line.period.start for line in latest.lines.data}
    assert shown == {300: JUNE, 500: epoch("2025-07-01")}


@pytest.mark.parametrize(("version", "expected"), [(ACACIA, [(140, 7)]), (NEWEST, [(1000, 100), (140, 7)])])
def test_another_price_in_the_period(api, june, meter, version, expected):
    """Classic subscriptions bill what was used since; flexible ones each event at the price of then."""
    caller = api.at(version)
    subscription = caller.given.subscription(june, items=[{"price": metered(api, meter).id}])
    june.advance(days=3)
    use(api, subscription, 100, june.now - 10)
    item = {"id": subscription["items"]["data"][0].id, "price": metered(api, meter, 20).id}
    caller.post(f"/v1/subscriptions/{subscription.id}", items=[item])
    june.advance(days=1)
    use(api, subscription, 7, june.now - 10)

    june.advance(days=26, hours=1)

    assert lines(api, subscription) == expected


def test_usage_until_the_cancellation(api, june, meter):
    price = metered(api, meter)
    at_once, later, lost = (
        api.given.subscription(api.given.clock(JUNE), items=[{"price": price.id}]) for _ in range(3)
    )
    for each in (at_once, later, lost):
        use(api, each, 40, JUNE)

    ended = api.delete(f"/v1/subscriptions/{at_once.id}", invoice_now=True)
    assert ended.latest_invoice == at_once.latest_invoice  # no time has passed
    api.delete(f"/v1/subscriptions/{lost.id}")
    assert lines(api, lost) == [(0, 0)]


def test_usage_of_the_last_period(api, june, meter):
    subscription = api.given.subscription(june, items=[{"price": metered(api, meter).id}])
    use(api, subscription, 40, JUNE)
    api.post(f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)

    june.advance(days=30, hours=1)

    last = api.get("/v1/invoices", subscription=subscription.id)["data"][0]
    assert (last.billing_reason, last.amount_paid) == ("subscription_cycle", 400)


def test_usage_until_a_cancellation_that_invoices(api, june, meter):
    subscription = api.given.subscription(june, items=[{"price": metered(api, meter).id}])
    use(api, subscription, 40, JUNE)
    june.advance(days=2)
    api.delete(f"/v1/subscriptions/{subscription.id}", invoice_now=True)
    june.advance(hours=1)
    last = api.get("/v1/invoices", subscription=subscription.id)["data"][0]
    assert (last.status, last.amount_paid) == ("paid", 400)


def test_a_flexible_subscription_bills_the_usage_of_an_item_that_goes(api, june, meter):
    api = api.at(NEWEST)
    licensed = api.given.price(unit_amount=500, recurring={"interval": "month"})
    items = [{"price": licensed.id}, {"price": metered(api, meter).id}]
    subscription = api.given.subscription(june, items=items)
    use(api, subscription, 40, JUNE)
    june.advance(days=2)
    gone = next(item for item in subscription["items"]["data"] if item.quantity is None)

    api.delete(f"/v1/subscription_items/{gone.id}")

    [item] = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    assert item.amount == 400


def test_metered_items_have_no_quantity(api, meter):
    price = metered(api, meter)
    customer = api.given.customer(card="pm_card_visa")
    refused = api.refused(
        "POST", "/v1/subscriptions", customer=customer.id, items=[{"price": price.id, "quantity": 2}]
    )
    assert refused.param == "items[0][quantity]"


@pytest.mark.parametrize("version", [ACACIA, NEWEST])
def test_an_added_item_is_shown_without_usage_by_classic_subscriptions(api, june, meter, version):
    api = api.at(version)
    subscription = api.given.subscription(june)
    june.advance(days=10)
    calls = metered(api, meter)

    added = api.post(
        f"/v1/subscriptions/{subscription.id}", items=[{"price": calls.id}],
        proration_behavior="always_invoice", expand=["latest_invoice"],
    )  # fmt: skip

    if version == NEWEST:
        assert added.latest_invoice.id == subscription.latest_invoice
    else:
        [line] = added.latest_invoice.lines.data
        assert (line.amount, line.quantity, line.period.start) == (0, 0, june.now)
