"""`trial_settings[end_behavior][billing_cycle_anchor]`: what the end of a trial does to the anchor."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE = epoch("2025-06-01")


@pytest.fixture
def api(api):
    return api.at(NEWEST)


@pytest.fixture
def june(api):
    return api.given.clock(JUNE)


def given(api, clock, anchor=None, **params):
    price = api.given.price(unit_amount=3000, recurring={"interval": "month"}, product_data={"name": "Gold"})
    if anchor is not None:
        params["trial_settings"] = {"end_behavior": {"billing_cycle_anchor": anchor}}
    return api.given.subscription(clock, items=[{"price": price.id}], **params)


def latest(api, subscription):
    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["latest_invoice"])
    [item] = found["items"]["data"]
    bills = [(line.amount, line.description) for line in found.latest_invoice.lines.data]
    return found, (item.current_period_start, item.current_period_end), bills


def test_by_default_the_anchor_is_the_end_of_the_trial(api, june):
    subscription = given(api, june, trial_period_days=10)
    assert subscription.billing_cycle_anchor == epoch("2025-06-11")
    assert subscription.trial_settings.end_behavior.billing_cycle_anchor is None


def test_an_anchor_that_was_asked_for_gives_way_to_the_end_of_the_trial(api, june):
    asked = epoch("2025-07-05")
    subscription = given(api, june, "now", trial_period_days=10, billing_cycle_anchor=asked)
    assert subscription.billing_cycle_anchor == asked

    happened = june.advance(days=10, hours=1)

    found, period, bills = latest(api, subscription)
    assert found.billing_cycle_anchor == epoch("2025-06-11")
    assert period == (epoch("2025-06-11"), epoch("2025-07-11"))
    assert bills == [(3000, "1 × Gold (at $30.00 / month)")]
    assert happened.previous("customer.subscription.updated")["billing_cycle_anchor"] == asked


def test_older_versions_need_the_missing_payment_method(api, june):
    settings = {"end_behavior": {"billing_cycle_anchor": "unchanged"}}
    price = api.given.price(unit_amount=3000, recurring={"interval": "month"}).id
    customer = api.given.customer().id
    old = api.at("2025-02-24.acacia")
    sent = {"customer": customer, "items": [{"price": price}], "trial_settings": settings}
    assert old.refused("POST", "/v1/subscriptions", 400, **sent).code in (
        "parameter_unknown",
        "parameter_missing",
    )


def test_the_anchor_is_not_moved_before_the_end_of_the_trial(api, june):
    subscription = given(api, june, trial_period_days=10)
    path = f"/v1/subscriptions/{subscription.id}"
    code = "subscription_update_trial_after_billing_cycle_anchor"

    refused = api.refused("POST", path, billing_cycle_anchor={"type": "now"})
    assert (refused.code, refused.param) == (code, "billing_cycle_anchor")
    details = {"billing_cycle_anchor": {"type": "now"}}
    sent = {"subscription": subscription.id, "subscription_details": details}
    assert api.refused("POST", "/v1/invoices/create_preview", **sent).code == code
    assert api.at("2025-02-24.acacia").refused("POST", path, billing_cycle_anchor="now").code == code
    ended = api.post(path, billing_cycle_anchor={"type": "now"}, trial_end="now")
    assert (ended.status, ended.billing_cycle_anchor) == ("active", JUNE)
    trial = JUNE + 86400
    assert api.refused("POST", path, billing_cycle_anchor={"type": "now"}, trial_end=trial).code == code
