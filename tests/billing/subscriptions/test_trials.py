"""Trials that a request ends: with a method, without one, and what becomes of the anchor."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE = epoch("2025-06-01")
VERSIONS = pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


def given(api, clock, *, card=None, **params):
    price = api.given.price(unit_amount=3100, recurring={"interval": "month"})
    customer = api.given.customer(clock, card=card)
    return api.given.subscription(customer=customer.id, items=[{"price": price.id}], **params)


def ending(**behavior):
    return {"end_behavior": behavior}


def update(api, subscription, **params):
    return api.post(f"/v1/subscriptions/{subscription.id}", **params)


@VERSIONS
def test_the_method_of_the_request_pays(api, june, version):
    api = api.at(version)
    settings = ending(missing_payment_method="pause")
    subscription = given(api, june, trial_period_days=14, trial_settings=settings)
    visa = api.post("/v1/payment_methods/pm_card_visa/attach", customer=subscription.customer)

    ended = update(api, subscription, trial_end="now", default_payment_method=visa.id)

    assert ended.status == "active"
    assert api.get(f"/v1/invoices/{ended.latest_invoice}").amount_paid == 3100


@VERSIONS
def test_the_settings_of_the_request_decide(api, june, version):
    api = api.at(version)
    subscription = given(api, june, trial_period_days=14)

    ended = update(api, subscription, trial_end="now", trial_settings=ending(missing_payment_method="cancel"))

    assert ended.status == "canceled"


@VERSIONS
def test_what_else_was_sent_is_changed_when_it_pauses(api, june, version):
    api = api.at(version)
    settings = ending(missing_payment_method="pause")
    subscription = given(api, june, trial_period_days=14, trial_settings=settings)
    june.advance(days=4)
    latest = api.latest_event()
    [item] = subscription["items"]["data"]

    paused = update(
        api, subscription, trial_end="now", metadata={"order": "7"}, items=[{"id": item.id, "quantity": 3}],
        proration_behavior="always_invoice",
    )  # fmt: skip

    assert (paused.status, paused.trial_end, paused.metadata) == ("paused", june.now, {"order": "7"})
    assert paused["items"]["data"][0].quantity == 3
    assert paused.latest_invoice == subscription.latest_invoice
    happened = api.happened(since=latest)
    assert list(happened) == [
        "customer.subscription.updated",
        "customer.subscription.trial_will_end",
        "customer.subscription.paused",
    ]
    previous = happened.previous("customer.subscription.updated")
    assert set(previous) == {"items", "metadata", "quantity", "status", "status_details", "trial_end"}


@pytest.mark.parametrize("behavior", ["create_prorations", "none"])
@pytest.mark.parametrize("mode", ["classic", "flexible"])
def test_the_anchor_stays_if_the_settings_say_so(api, june, mode, behavior):
    api = api.at(NEWEST)
    subscription = given(
        api, june, card="pm_card_visa", trial_period_days=14, billing_mode={"type": mode},
        trial_settings=ending(billing_cycle_anchor="unchanged"),
    )  # fmt: skip
    june.advance(days=4)

    ended = update(api, subscription, trial_end="now", proration_behavior=behavior)

    [item] = ended["items"]["data"]
    anchor = epoch("2025-06-15")
    assert (ended.billing_cycle_anchor, item.current_period_start, item.current_period_end) == (
        anchor, june.now, anchor,
    )  # fmt: skip
    if behavior == "none":
        assert ended.latest_invoice == subscription.latest_invoice
    else:  # 10 of the 31 days since 15 May
        assert api.get(f"/v1/invoices/{ended.latest_invoice}").amount_paid == 1000
    june.advance(days=10, hours=2)
    renewal = api.get(f"/v1/subscriptions/{subscription.id}", expand=["latest_invoice"]).latest_invoice
    assert renewal.amount_paid == 3100
