"""`billing_mode[flexible][proration_discounts]`: prorations less their discounts, or each discount apart."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE = epoch("2025-06-01")


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


def given(api, clock, shown="itemized", **params):
    price = api.given.price(unit_amount=3000, recurring={"interval": "month"}, product_data={"name": "Gold"})
    mode = {"type": "flexible", "flexible": {"proration_discounts": shown}}
    return api.given.subscription(clock, items=[{"price": price.id}], billing_mode=mode, **params)


def percent(api, off):
    return api.post("/v1/coupons", percent_off=off, duration="forever").id


def change(api, subscription, **params):
    [own] = subscription["items"]["data"]
    quantity = params.pop("quantity", 2)
    path = f"/v1/subscriptions/{subscription.id}"
    return api.post(path, items=[{"id": own.id, "quantity": quantity}], **params)


def pending(api, subscription):
    return api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"][::-1]


def amounts(lines):
    return [(line.amount, [each.amount for each in line.discount_amounts]) for line in lines]


def test_items_have_the_gross_amount_and_their_discounts(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, discounts=[{"coupon": percent(api, 10)}])
    june.advance(days=15)

    change(api, subscription)

    [discount] = subscription.discounts
    credit, debit = pending(api, subscription)
    assert (credit.amount, credit.net_amount) == (-1500, -1350)
    assert (debit.amount, debit.net_amount) == (3000, 2700)
    assert debit.proration_details.discount_amounts == [{"amount": 300, "discount": discount}]
    assert credit.proration_details.discount_amounts == [{"amount": -150, "discount": discount}]
    assert debit.description == "Remaining time on 2 × Gold after 16 Jun 2025"
    assert (debit.discountable, debit.discounts) == (False, [])
    assert debit.proration_details.credited_items is None
    credited = credit.proration_details.credited_items
    [line] = api.get(f"/v1/invoices/{subscription.latest_invoice}").lines.data
    assert credited.type == "invoice_line_items"
    assert credited.invoice_line_item_details == {
        "invoice": subscription.latest_invoice,
        "invoice_line_items": [line.id],
    }


def test_without_itemizing_the_amount_is_less_the_discounts(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, shown="included")
    api.post(f"/v1/subscriptions/{subscription.id}", discounts=[{"coupon": percent(api, 10)}])
    june.advance(days=15)

    updated = change(api, subscription, proration_behavior="always_invoice")

    invoice = api.get(f"/v1/invoices/{updated.latest_invoice}")
    assert amounts(invoice.lines.data) == [(-1500, []), (2700, [0])]
    assert (invoice.subtotal, invoice.total) == (1200, 1200)
    debit = api.get("/v1/invoiceitems", invoice=invoice.id).data[0]
    assert (debit.amount, debit.net_amount) == (2700, 2700)
    assert debit.description == "Remaining time on 2 × Gold after 16 Jun 2025 (with 10.0% off)"
    assert [each.amount for each in debit.proration_details.discount_amounts] == [0]


def test_an_invoice_adds_up_what_is_itemized(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, discounts=[{"coupon": percent(api, 10)}])
    june.advance(days=15)

    updated = change(api, subscription, proration_behavior="always_invoice")

    invoice = api.get(f"/v1/invoices/{updated.latest_invoice}")
    assert amounts(invoice.lines.data) == [(-1500, [-150]), (3000, [300])]
    assert (invoice.subtotal, invoice.total, invoice.amount_paid) == (1500, 1350, 1350)
    assert [each.amount for each in invoice.total_discount_amounts] == [150]
    old = api.at("2025-02-24.acacia").get(f"/v1/invoices/{updated.latest_invoice}")
    assert [(line.proration, line.amount) for line in old.lines.data] == [(True, -1500), (True, 3000)]
    assert (old.subtotal, old.total) == (1500, 1350)


def test_discounts_of_an_item_come_off_before_the_subtotal(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    [item] = subscription["items"]["data"]
    june.advance(days=15)

    updated = api.post(
        f"/v1/subscriptions/{subscription.id}",
        items=[{"id": item.id, "quantity": 2, "discounts": [{"coupon": percent(api, 50)}]}],
        discounts=[{"coupon": percent(api, 10)}],
        proration_behavior="always_invoice",
    )

    invoice = api.get(f"/v1/invoices/{updated.latest_invoice}")
    # 3000 - 50 % = 1500, - 10 % of the rest = 1350. The credit is of a month without discounts.
    assert amounts(invoice.lines.data) == [(-1500, []), (3000, [1500, 150])]
    assert (invoice.subtotal, invoice.total) == (0, -150)


def test_a_credit_takes_back_the_discounts_of_what_it_credits(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, discounts=[{"coupon": percent(api, 20)}])
    june.advance(days=15)
    change(api, subscription)
    api.post(f"/v1/subscriptions/{subscription.id}", discounts="")

    change(api, subscription, quantity=3)

    assert [(item.amount, item.net_amount) for item in pending(api, subscription)] == [
        (-1500, -1200), (3000, 2400), (-3000, -2400), (4500, 4500),
    ]  # fmt: skip
    assert pending(api, subscription)[2].proration_details.credited_items.type == "invoice_item"


def test_a_subscription_can_begin_to_itemize_and_never_stops(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, shown="included")
    path = f"/v1/subscriptions/{subscription.id}/migrate"

    def mode(shown):
        return {"type": "flexible", "flexible": {"proration_discounts": shown}}

    api.refused("POST", path, 400, billing_mode=mode("included"))
    migrated = api.post(path, billing_mode=mode("itemized"))
    assert migrated.billing_mode.flexible.proration_discounts == "itemized"
    assert api.refused("POST", path, 400, billing_mode=mode("included")).param == "billing_mode[type]"


def test_an_edited_proration_has_no_discounts(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june, discounts=[{"coupon": percent(api, 10)}])
    june.advance(days=15)
    change(api, subscription)
    debit = pending(api, subscription)[1]

    edited = api.post(f"/v1/invoiceitems/{debit.id}", amount=500)

    assert (edited.amount, edited.net_amount) == (500, 500)
    assert edited.proration_details.discount_amounts == []


def test_the_computed_fields_of_a_proration_are_frozen(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=15)
    change(api, subscription)
    debit = pending(api, subscription)[1]
    assert debit.frozen_fields == ["discounts", "pricing", "quantity"]

    for sent in ({"quantity": 3}, {"unit_amount_decimal": "100"}, {"discounts": ""}):
        [name] = sent
        assert api.refused("POST", f"/v1/invoiceitems/{debit.id}", **sent).param == name
    assert api.post(f"/v1/invoiceitems/{debit.id}", description="Seats").description == "Seats"
    own = api.post("/v1/invoiceitems", customer=subscription.customer, amount=100, currency="usd")
    assert "frozen_fields" not in own
    api.at("2026-07-29.dahlia").post(f"/v1/invoiceitems/{debit.id}", quantity=3)
