"""Prebilling: `billing_schedules` bill items beyond their present period."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE, JULY, AUGUST, SEPTEMBER = (epoch(f"2025-0{month}-01") for month in (6, 7, 8, 9))


@pytest.fixture
def api(api):
    return api.at(NEWEST)


@pytest.fixture
def june(api):
    return api.given.clock(JUNE)


def priced(api, amount=3100, interval="month", name="Gold"):
    return api.given.price(
        unit_amount=amount, recurring={"interval": interval}, product_data={"name": name}
    ).id


def until(at, **params):
    return {"bill_until": {"type": "timestamp", "timestamp": at}, **params}


def months(count):
    duration = {"interval": "month", "interval_count": count}
    return {"bill_until": {"type": "duration", "duration": duration}}


def given(api, clock, *schedules, **params):
    params = {"items": [{"price": priced(api)}], **params}
    return api.given.subscription(clock, billing_schedules=list(schedules), **params)


def update(api, subscription, **params):
    return api.post(f"/v1/subscriptions/{subscription.id}", **params)


def bills(api, subscription):
    """The lines of all invoices, oldest first: amount, start and end."""
    found = api.get("/v1/invoices", subscription=subscription.id)["data"][::-1]
    return [[(line.amount, line.period.start, line.period.end) for line in each.lines.data] for each in found]


def item_of(api, subscription):
    [item] = api.get(f"/v1/subscriptions/{subscription.id}")["items"]["data"]
    return item


def test_a_new_subscription_is_billed_for_three_months_and_then_by_the_month(api, june):
    subscription = given(api, june, months(3))
    first = [(3100, JUNE, JULY), (3100, JULY, AUGUST), (3100, AUGUST, SEPTEMBER)]
    assert bills(api, subscription) == [first]
    [schedule] = subscription.billing_schedules
    assert schedule == {
        "applies_to": None,
        "bill_until": {
            "computed_timestamp": SEPTEMBER,
            "duration": {"interval": "month", "interval_count": 3},
            "timestamp": None,
            "type": "duration",
        },
        "key": schedule.key,
    }
    item = item_of(api, subscription)
    assert (item.current_period_end, item.billed_until) == (JULY, SEPTEMBER)
    expanded = api.get(f"/v1/subscriptions/{subscription.id}", expand=["items.data.billed_until"])
    assert expanded["items"]["data"][0].billed_until == SEPTEMBER
    assert api.get(f"/v1/subscription_items/{item.id}", expand=["billed_until"]).billed_until == SEPTEMBER
    plain = api.given.subscription(june, items=[{"price": priced(api)}], expand=["items.data.billed_until"])
    assert plain["items"]["data"][0].billed_until is None

    june.advance(to=JULY + 3600)
    assert item_of(api, subscription).billed_until == SEPTEMBER
    june.advance(to=AUGUST + 3600)
    item = item_of(api, subscription)
    assert (item.current_period_end, item.billed_until) == (SEPTEMBER, None)
    assert bills(api, subscription) == [first]
    june.advance(to=SEPTEMBER + 7200)
    assert bills(api, subscription)[1:] == [[(3100, SEPTEMBER, epoch("2025-10-01"))]]


def test_a_part_of_a_period(api, june):
    subscription = given(api, june, until(epoch("2025-07-16")))
    assert bills(api, subscription) == [[(3100, JUNE, JULY), (1500, JULY, epoch("2025-07-16"))]]
    june.advance(to=JULY + 7200)
    assert bills(api, subscription)[1:] == [[(1600, epoch("2025-07-16"), AUGUST)]]


def test_a_schedule_for_one_of_two_items(api, june):
    gold, silver = priced(api), priced(api, 500, name="Silver")
    schedule = until(AUGUST, applies_to=[{"type": "price", "price": gold}], key="summer")
    subscription = given(api, june, schedule, items=[{"price": gold}, {"price": silver}])
    assert sorted(bills(api, subscription)[0]) == [
        (500, JUNE, JULY),
        (3100, JUNE, JULY),
        (3100, JULY, AUGUST),
    ]
    assert subscription.billing_schedules[0].key == "summer"
    june.advance(to=JULY + 7200)
    assert bills(api, subscription)[1:] == [[(500, JULY, AUGUST)]]


def test_an_update_bills_at_once(api, june):
    subscription = given(api, june)
    june.advance(days=23)

    updated = update(api, subscription, billing_schedules=[until(AUGUST)])

    assert bills(api, subscription)[1:] == [[(3100, JULY, AUGUST)]]
    assert api.get(f"/v1/invoices/{updated.latest_invoice}").billing_reason == "subscription_update"
    again = update(api, subscription, billing_schedules=[until(SEPTEMBER)])
    assert bills(api, subscription)[2:] == [[(3100, AUGUST, SEPTEMBER)]]
    key = again.billing_schedules[0].key
    assert update(api, subscription, billing_schedules=[{"key": key}]).billing_schedules == (
        again.billing_schedules
    )
    assert update(api, subscription, billing_schedules="").billing_schedules == []
    assert item_of(api, subscription).billed_until == SEPTEMBER


def test_a_change_is_prorated_for_all_that_was_billed(api, june):
    subscription = given(api, june, months(3))
    june.advance(days=15)
    item = item_of(api, subscription)

    update(api, subscription, items=[{"id": item.id, "quantity": 2}])

    found = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"][::-1]
    assert sorted(each.amount for each in found) == [-3100, -3100, -1550, 3100, 6200, 6200]
    june.advance(to=JULY + 86400)
    update(api, subscription, items=[{"id": item.id, "quantity": 1}], proration_behavior="always_invoice")
    last = bills(api, subscription)[-1]
    assert sorted(amount for amount, _, _ in last if amount < 0) == [-6200, -6000]


def test_canceling_credits_all_that_was_billed(api, june):
    subscription = given(api, june, months(3))
    june.advance(days=15)
    api.delete(f"/v1/subscriptions/{subscription.id}", prorate=True)
    found = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    assert sum(each.amount for each in found) == -1550 - 3100 - 3100


def test_a_subscription_can_end_with_what_is_billed(api, june):
    subscription = given(api, june, months(3), cancel_at="max_billed_until")
    assert subscription.cancel_at == SEPTEMBER
    june.advance(to=JULY + 3600)
    june.advance(to=SEPTEMBER + 3600)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "canceled"
    assert len(bills(api, subscription)) == 1
    plain = api.given.subscription(june, items=[{"price": priced(api)}])
    assert update(api, plain, cancel_at="max_billed_until").cancel_at == epoch("2025-10-01") + 3600


def test_a_new_anchor_ends_what_was_billed(api, june):
    subscription = given(api, june, months(2))
    june.advance(days=15)
    update(api, subscription, billing_cycle_anchor={"type": "now"})
    item = item_of(api, subscription)
    assert (item.current_period_start, item.billed_until) == (june.now, None)
    last = bills(api, subscription)[-1]
    assert sorted(amount for amount, _, _ in last) == [-3100, -1550, 3100]


def test_previews(api, june):
    subscription = given(api, june, months(2))
    details = {"billing_schedules": [until(SEPTEMBER)]}
    more = api.post("/v1/invoices/create_preview", subscription=subscription.id, subscription_details=details)
    assert [line.amount for line in more.lines.data] == [3100]
    following = api.post("/v1/invoices/create_preview", subscription=subscription.id)
    assert [(line.amount, line.period.start) for line in following.lines.data] == [(3100, AUGUST)]
    assert item_of(api, subscription).billed_until == AUGUST


def test_what_cannot_be_prebilled(api, june):
    price, other = priced(api), priced(api, 200)
    customer = api.given.customer(june).id
    repeating = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=2).id

    def refused(schedule, status=400, **params):
        sent = {"customer": customer, "items": [{"price": price}], "billing_schedules": [schedule]}
        return api.refused("POST", "/v1/subscriptions", status, **{**sent, **params}).param

    assert refused(until(AUGUST), billing_mode={"type": "classic"}) == "billing_schedules"
    assert refused(until(AUGUST), proration_behavior="none") == "proration_behavior"
    assert refused(until(JUNE + 86400)) == "billing_schedules[0][bill_until]"
    assert refused(until(AUGUST), cancel_at=JULY) == "billing_schedules[0][bill_until]"
    assert refused(until(AUGUST), discounts=[{"coupon": repeating}]) == "billing_schedules"
    foreign = until(AUGUST, applies_to=[{"type": "price", "price": other}])
    assert refused(foreign) == "billing_schedules[0][applies_to][0][price]"
    assert refused({"bill_until": {"type": "timestamp"}}) == "billing_schedules[0][bill_until][timestamp]"
    assert refused(until(AUGUST, key="no spaces")) == "billing_schedules[0][key]"
    refused(until(AUGUST), 501, trial_period_days=7)
    old = api.at("2026-04-22.dahlia").refused(
        "POST",
        "/v1/subscriptions",
        customer=customer,
        items=[{"price": price}],
        billing_schedules=[until(AUGUST)],
    )
    assert old.code == "parameter_unknown"


def test_older_versions_see_the_present_period(api, june):
    subscription = given(api, june, months(3))
    old = api.at("2025-02-24.acacia").get(f"/v1/subscriptions/{subscription.id}")
    assert (old.current_period_start, old.current_period_end) == (JUNE, JULY)
