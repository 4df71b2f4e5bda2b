"""Intervals and durations: at least one, and not beyond the calendar. None may stop the server's clock."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"
WRONG = [-1, 0, 10**6, 999_999_999_999]


@pytest.mark.parametrize("unit", ["day", "month"])
@pytest.mark.parametrize("count", WRONG)
def test_wrong_lengths_are_refused(api, clock, unit, count):
    api = api.at(NEWEST)
    subscription = api.given.subscription(clock)
    item = subscription["items"].data[0]
    length = {"interval": unit, "interval_count": count}
    own = {"customer": subscription.customer, "items": [{"price": item.price.id}]}
    path = f"/v1/subscriptions/{subscription.id}"
    extra = {"pending_invoice_item_interval": length}
    for where, sent in ((path, extra), ("/v1/subscriptions", {**own, **extra})):
        param = "pending_invoice_item_interval[interval_count]"
        assert api.refused("POST", where, **sent).param == param
    money = {"currency": "usd", "unit_amount": 500, "product": item.price.product}
    for where in ("/v1/prices", "/v1/plans"):
        sent = {**money, "recurring": length} if "prices" in where else {**length, "amount": 5, **money}
        sent.pop("unit_amount") if "plans" in where else None
        assert "interval_count" in api.refused("POST", where, **sent).param
    inline = {"price_data": {**money, "recurring": length}}
    refused = api.refused("POST", "/v1/subscriptions", **{**own, "items": [inline]})
    assert refused.param == "items[0][price_data][recurring][interval_count]"
    bill = [{"bill_until": {"type": "duration", "duration": length}}]
    api.refused("POST", path, billing_schedules=bill)
    phases = [{"items": [{"price": item.price.id}], "duration": length}]
    scheduled = {"customer": subscription.customer, "start_date": "now", "phases": phases}
    if count != 10**6:  # days, which a phase may have
        api.refused("POST", "/v1/subscription_schedules", **scheduled)


@pytest.mark.parametrize(("unit", "most"), [("day", 365), ("week", 52), ("month", 12), ("year", 1)])
def test_pending_items_may_wait_for_a_year(api, clock, unit, most):
    subscription = api.given.subscription(clock)
    path = f"/v1/subscriptions/{subscription.id}"
    for count in (1, most):
        length = {"interval": unit, "interval_count": count}
        assert api.post(path, pending_invoice_item_interval=length).pending_invoice_item_interval == length


def test_billing_far_ahead_is_refused_at_once(api, clock):
    """It was counted period by period, for minutes in which nobody else was answered."""
    api = api.at(NEWEST)
    price = api.given.price(unit_amount=1, recurring={"interval": "day"})
    subscription = api.given.subscription(clock, items=[{"price": price.id}])
    until = [{"bill_until": {"type": "timestamp", "timestamp": 253_402_300_799}}]
    path = f"/v1/subscriptions/{subscription.id}"
    assert "more than 250 lines" in api.refused("POST", path, billing_schedules=until).message
