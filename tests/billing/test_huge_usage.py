"""Usage that costs more than can be charged, or than 64 bits hold: every period gets its invoice."""

from __future__ import annotations

from typing import Any

import pytest

from counterfoil.arithmetic import money
from tests.billing.test_metered_invoices import metered, newest, subscribed, used
from tests.support.client import Api
from tests.support.clocks import Clock


def billed(api: Api, clock: Clock, value: int, **params: Any) -> tuple[Any, Any, Any]:
    """A subscription whose first month has this usage; its renewal, and what happened."""
    subscription = subscribed(api, clock, metered(api, api.given.meter(), **params))
    used(api, subscription, value)
    happened = clock.advance(months=1)
    return subscription, newest(api, subscription), happened


@pytest.mark.parametrize("digits", [9, 13, 18, 19, 20, 40, 99])
def test_a_renewal_drafts_whatever_the_usage_costs(api, clock, digits):
    value = int("9" * digits)
    subscription, invoice, _ = billed(api, clock, value)
    assert (invoice.billing_reason, invoice.status) == ("subscription_cycle", "draft")
    assert (invoice.total, invoice.amount_due) == (value * 10, value * 10)
    assert [(line.quantity, line.amount) for line in invoice.lines.data] == [(value, value * 10)]
    assert api.get(f"/v1/subscriptions/{subscription.id}").current_period_start == clock.now


def test_what_no_payment_can_be_goes_on_the_balance(api, clock):
    _, invoice, _ = billed(api, clock, 99_999_999)
    happened = clock.advance(hours=1)
    assert happened.in_order("invoice.finalized", "invoice.paid")
    paid = api.get(f"/v1/invoices/{invoice.id}")
    assert (paid.status, paid.total, paid.amount_due) == ("paid", 999_999_990, 0)
    assert api.get(f"/v1/customers/{paid.customer}").balance == 999_999_990


def test_what_no_balance_can_be_is_told_as_a_failed_finalization_and_tried_again(api, clock):
    subscription, invoice, _ = billed(api, clock, 10**24)
    happened = clock.advance(hours=1)
    assert "invoice.finalized" not in happened
    assert happened.count("invoice.finalization_failed") == 1
    draft = api.get(f"/v1/invoices/{invoice.id}")
    assert (draft.status, draft.number, draft.last_finalization_error.code) == (
        "draft",
        None,
        "amount_too_large",
    )
    assert draft.automatically_finalizes_at == draft.next_payment_attempt == clock.now + 86400
    assert api.get(f"/v1/customers/{draft.customer}").balance == 0
    # Corrected, it is finalized by the next attempt. Its line bills usage, so another one takes it off.
    line = {"amount": -999_999_999_999, "description": "Correction"}
    api.post("/v1/invoiceitems", customer=draft.customer, invoice=draft.id, currency="usd", **line)
    coupon = api.post("/v1/coupons", percent_off=100, duration="once")
    api.post(f"/v1/invoices/{draft.id}", discounts=[{"coupon": coupon.id}])
    happened = clock.advance(days=1)
    assert happened.in_order("invoice.finalized", "invoice.paid")
    paid = api.get(f"/v1/invoices/{draft.id}")
    assert (paid.status, paid.total, paid.last_finalization_error) == ("paid", -999_999_999_999, None)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_the_periods_that_follow_are_billed(api, clock):
    subscription, first, _ = billed(api, clock, 10**20)
    used(api, subscription, 100)
    clock.advance(months=1)
    clock.advance(hours=1)
    second = newest(api, subscription)
    assert second.id != first.id
    assert (second.status, second.amount_paid) == ("paid", 1000)


def test_taxes_and_tiers_of_huge_usage_are_exact(api, clock):
    rate = api.post("/v1/tax_rates", display_name="VAT", inclusive=False, percentage="7.7")
    tiers = [{"up_to": 10, "unit_amount": 5}, {"up_to": "inf", "unit_amount_decimal": "0.000000000001"}]
    recurring = {"interval": "month", "usage_type": "metered", "meter": api.given.meter().id}
    terms = {"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": tiers}
    price = api.given.price(recurring=recurring, **terms)
    subscription = subscribed(api, clock, price, default_tax_rates=[rate.id])
    used(api, subscription, 7 * 10**60)
    clock.advance(months=1)
    invoice = newest(api, subscription)
    cost = 50 + 7 * 10**48  # the ten units of the first tier would be 10 ** -11 of the unit
    assert (invoice.subtotal, invoice.tax) == (cost, 539 * 10**45 + 4)
    assert sum(line.amount for line in invoice.lines.data) == cost


def test_a_preview_is_what_comes(api, clock):
    subscription = subscribed(api, clock, metered(api, api.given.meter()))
    used(api, subscription, 10**30)
    preview = api.post("/v1/invoices/create_preview", subscription=subscription.id)
    clock.advance(months=1)
    assert preview.total == newest(api, subscription).total == 10**31


def test_usage_records_add_up(api, clock):
    recurring = {"interval": "month", "usage_type": "metered"}
    price = api.given.price(unit_amount=money.LARGEST, recurring=recurring)
    subscription = subscribed(api, clock, price)
    path = f"/v1/subscription_items/{subscription['items'].data[0].id}/usage_records"
    api.post(path, quantity=999_999_999_999, timestamp=clock.now)
    clock.advance(months=1)
    assert newest(api, subscription).total == money.LARGEST**2


def test_an_item_that_no_balance_can_be_is_refused(api):
    customer = api.given.customer()
    params = {"customer": customer.id, "unit_amount": 999_999_999, "quantity": 1001, "currency": "usd"}
    refused = api.refused("POST", "/v1/invoiceitems", **params)
    assert refused.code == "amount_too_large"
    assert api.get("/v1/invoiceitems", customer=customer.id).data == []
    api.post("/v1/invoiceitems", **{**params, "quantity": 1000})
