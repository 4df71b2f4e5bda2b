"""Updates: prorations, periods that restart, and what is invoiced at once."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"
JUNE = epoch("2025-06-01")


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


def monthly(api, amount, **params):
    return api.given.price(unit_amount=amount, recurring={"interval": "month"}, **params)


def given(api, clock, amount=3000, **params):
    sent = {"items": [{"price": monthly(api, amount).id, **params.pop("item", {})}], **params}
    return api.given.subscription(clock, **sent)


def item_of(subscription):
    return subscription["items"]["data"][0]


def pending(api, subscription):
    found = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    return sorted(item.amount for item in found)


def latest(api, subscription):
    return api.get(f"/v1/invoices/{api.get(f'/v1/subscriptions/{subscription.id}').latest_invoice}")


def change(api, subscription, **params):
    item = {"id": item_of(subscription).id, **params.pop("item", {})}
    return api.post(f"/v1/subscriptions/{subscription.id}", items=[item], **params)


def test_a_change_of_price_is_prorated_on_the_next_invoice(api, june):
    subscription = given(api, june)
    june.advance(days=10)

    changed = change(api, subscription, item={"price": monthly(api, 6000).id})

    assert pending(api, subscription) == [-2000, 4000]
    assert (changed.latest_invoice, changed.current_period_end) == (
        subscription.latest_invoice,
        epoch("2025-07-01"),
    )
    june.advance(days=20, hours=1)
    invoice = latest(api, subscription)
    assert (invoice.amount_paid, [line.amount for line in invoice.lines.data]) == (8000, [-2000, 4000, 6000])
    texts = [line.description for line in invoice.lines.data]
    assert texts[:2] == ["Unused time on Gold after 11 Jun 2025", "Remaining time on Gold after 11 Jun 2025"]
    assert [line.proration for line in invoice.lines.data] == [True, True, False]


def test_a_change_is_invoiced_at_once(api, june):
    subscription = given(api, june)
    june.advance(days=10)

    change(api, subscription, item={"price": monthly(api, 6000).id}, proration_behavior="always_invoice")

    invoice = latest(api, subscription)
    assert (invoice.billing_reason, invoice.amount_paid, invoice.status) == (
        "subscription_update",
        2000,
        "paid",
    )
    assert (invoice.period_start, invoice.period_end) == (JUNE, june.now)
    assert pending(api, subscription) == []


def test_a_downgrade_is_credited_to_the_balance(api, june):
    subscription = given(api, june)
    june.advance(days=10)

    change(api, subscription, item={"price": monthly(api, 1500).id}, proration_behavior="always_invoice")

    assert (latest(api, subscription).total, latest(api, subscription).amount_due) == (-1000, 0)
    assert api.get(f"/v1/customers/{subscription.customer}").balance == -1000
    june.advance(days=20, hours=1)
    assert (latest(api, subscription).total, latest(api, subscription).amount_due) == (1500, 500)


def test_another_interval_begins_a_new_period(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    year = api.given.price(unit_amount=36000, recurring={"interval": "year"})

    changed = change(api, subscription, item={"price": year.id})

    invoice = latest(api, subscription)
    assert invoice.amount_paid == 34000
    assert [(line.amount, line.proration) for line in invoice.lines.data] == [(-2000, True), (36000, False)]
    assert (changed.billing_cycle_anchor, changed.current_period_end) == (june.now, epoch("2026-06-11"))
    assert (invoice.period_start, invoice.period_end) == (june.now, june.now)


def test_a_flexible_subscription_keeps_its_anchor(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=10)
    year = api.given.price(unit_amount=36500, recurring={"interval": "year"})

    changed = change(api, subscription, item={"price": year.id})

    assert changed.billing_cycle_anchor == JUNE
    assert item_of(changed).current_period_start == JUNE
    assert item_of(changed).current_period_end == epoch("2026-06-01")
    assert pending(api, subscription) == [-2000, 35500]
    monthly_again = change(api, changed, item={"price": monthly(api, 3000).id})
    assert item_of(monthly_again).current_period_end == epoch("2025-07-01")


def test_the_anchor_is_reset(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    changed = api.post(f"/v1/subscriptions/{subscription.id}", billing_cycle_anchor="now")
    assert (changed.billing_cycle_anchor, latest(api, subscription).amount_paid) == (june.now, 1000)
    newest = api.at(NEWEST)
    other = given(newest, june)
    june.advance(days=10)
    newest.post(f"/v1/subscriptions/{other.id}", billing_cycle_anchor={"type": "now"})
    assert latest(newest, other).lines.data[-1].period.start == june.now


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [({"quantity": 2}, {"quantity": 3}, [-4000, 6000]), ({}, {"quantity": 3}, [-2000, 6000])],
)
def test_a_quantity_is_credited_and_billed_whole(api, june, old, new, expected):
    subscription = given(api, june, item=old)
    june.advance(days=10)
    change(api, subscription, item=new)
    assert pending(api, subscription) == expected


def test_a_proration_date(api, june):
    subscription = given(api, june)
    june.advance(days=10)

    change(
        api, subscription, item={"price": monthly(api, 6000).id}, proration_date=epoch("2025-06-06")
    )  # fmt: skip

    assert pending(api, subscription) == [-2500, 5000]
    refused = api.refused(
        "POST", f"/v1/subscriptions/{subscription.id}", proration_date=JUNE - 1, items=[{"quantity": 2}]
    )
    assert refused.message


def test_without_prorations_the_new_price_is_billed_from_the_next_period(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    change(api, subscription, item={"price": monthly(api, 6000).id}, proration_behavior="none")
    assert pending(api, subscription) == []
    june.advance(days=20, hours=1)
    assert latest(api, subscription).amount_paid == 6000


def test_a_percentage_is_inside_prorations(api, june):
    coupon = api.post("/v1/coupons", percent_off=20, duration="forever")
    subscription = given(api, june, discounts=[{"coupon": coupon.id}])
    june.advance(days=10)
    change(api, subscription, item={"price": monthly(api, 6000).id})
    assert pending(api, subscription) == [-1600, 3200]
    texts = {
        item.description
        for item in api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"]
    }
    assert "Unused time on Gold after 11 Jun 2025 (with 20.0% off)" in texts


@pytest.mark.parametrize("version", [ACACIA, NEWEST])
def test_a_coupon_that_the_change_uses_up_is_part_of_its_event(api, june, version):
    api = api.at(version)
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    subscription = given(api, june)
    api.post(f"/v1/subscriptions/{subscription.id}", discounts=[{"coupon": coupon.id}])
    june.advance(days=10)
    before = api.latest_event()

    changed = change(api, subscription, item={"quantity": 2}, proration_behavior="always_invoice")

    assert changed.discounts == []
    happened = api.happened(since=before)
    assert happened.count("customer.subscription.updated") == 1
    previous = happened.previous("customer.subscription.updated")
    assert set(previous) - {"discount"} == {"discounts", "items", "latest_invoice", "quantity"}
    assert previous["items"]["data"][0].quantity == 1


def test_another_price_has_quantity_one(api, june):
    subscription = given(api, june, item={"quantity": 5})
    assert item_of(change(api, subscription, item={"price": monthly(api, 100).id})).quantity == 1


def test_items_are_added_and_removed(api, june):
    subscription = given(api, june)
    june.advance(days=15)

    added = api.post("/v1/subscription_items", subscription=subscription.id, price=monthly(api, 1000).id)

    now = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (len(now["items"]["data"]), now.plan, now.quantity) == (2, None, None)
    assert pending(api, subscription) == [500]
    stub = api.delete(f"/v1/subscription_items/{added.id}")
    assert stub == {"id": added.id, "object": "subscription_item", "deleted": True}
    assert pending(api, subscription) == [-500, 500]
    api.refused("GET", f"/v1/subscription_items/{added.id}", 404)
    last = item_of(subscription).id
    assert "at least one active plan" in api.refused("DELETE", f"/v1/subscription_items/{last}").message


def test_items_are_listed_in_the_order_of_their_subscription(api):
    api = api.at(NEWEST)
    price = api.given.price(recurring={"interval": "month"})
    others = [monthly(api, 100 + each, product=price.product).id for each in range(11)]
    subscription = api.given.subscription(items=[{"price": id} for id in [price.id, *others]])
    shown = subscription["items"]
    assert ([item.price.id for item in shown.data], shown.has_more) == ([price.id, *others[:9]], True)
    # Whoever reads a list to its end goes on at its url, after the last that was shown.
    rest = api.get(shown.url, starting_after=shown.data[-1].id)
    assert ([item.price.id for item in rest.data], rest.has_more) == (others[9:], False)


def test_an_item_answers_alone(api, june):
    subscription = given(api, june)
    item = api.post(f"/v1/subscription_items/{item_of(subscription).id}", quantity=4)
    assert (item.object, item.quantity, item.price.unit_amount) == ("subscription_item", 4, 3000)
    assert api.get("/v1/subscription_items", subscription=subscription.id)["data"][0].quantity == 4
    assert api.happened().previous("customer.subscription.updated").keys() == {"items", "quantity"}


@pytest.mark.parametrize(
    ("behavior", "status", "invoice"),
    [("allow_incomplete", "past_due", "open"), ("default_incomplete", "past_due", "open")],
)
def test_a_change_that_is_not_paid(api, june, behavior, status, invoice):
    subscription = given(api, june)
    decline(api, subscription)
    june.advance(days=10)

    changed = change(
        api, subscription, item={"quantity": 2}, proration_behavior="always_invoice",
        payment_behavior=behavior,
    )  # fmt: skip

    assert (changed.status, latest(api, subscription).status) == (status, invoice)
    assert item_of(changed).quantity == 2


def test_a_change_that_must_be_paid(api, june):
    subscription = given(api, june)
    decline(api, subscription)
    june.advance(days=10)
    api.refused(
        "POST", f"/v1/subscriptions/{subscription.id}", 402, proration_behavior="always_invoice",
        items=[{"id": item_of(subscription).id, "quantity": 2}], payment_behavior="error_if_incomplete",
    )  # fmt: skip
    assert api.get(f"/v1/subscriptions/{subscription.id}") == subscription


def decline(api, subscription):
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=subscription.customer)
    api.post(f"/v1/customers/{subscription.customer}", invoice_settings={"default_payment_method": bad.id})


def test_a_trial_ends_early(api, june):
    subscription = given(api, june, trial_period_days=10)
    june.advance(days=3)

    now = api.post(f"/v1/subscriptions/{subscription.id}", trial_end="now")

    assert (now.status, now.billing_cycle_anchor, now.trial_end) == ("active", june.now, june.now)
    assert latest(api, now).amount_paid == 3000
    assert "customer.subscription.trial_will_end" in api.happened()


def test_a_trial_is_added(api, june):
    subscription = given(api, june)
    june.advance(days=10)
    end = epoch("2025-06-21")

    now = api.post(f"/v1/subscriptions/{subscription.id}", trial_end=end)

    assert (now.status, now.billing_cycle_anchor, now.current_period_end) == ("trialing", end, end)
    assert latest(api, now).total == -2000
    assert api.get(f"/v1/customers/{subscription.customer}").balance == -2000


def test_free_then_paid_is_billed_at_once(api, june):
    subscription = given(api, june, amount=0)
    june.advance(days=10)
    now = change(api, subscription, item={"price": monthly(api, 3000).id})
    assert (latest(api, now).amount_paid, now.billing_cycle_anchor) == (3000, june.now)


def test_quantity_of_the_only_item(api, june):
    subscription = given(api, june)
    price = monthly(api, 500)
    now = api.post(f"/v1/subscriptions/{subscription.id}", plan=price.id, quantity=2)
    assert (item_of(now).price.id, item_of(now).quantity) == (price.id, 2)
    refused = api.refused(
        "POST", f"/v1/subscriptions/{subscription.id}", quantity=2, items=[{"id": item_of(now).id}]
    )
    assert refused.message == "Received both items and quantity parameters. Please pass in only one."


def test_a_preview_equals_what_happens(api, june):
    subscription = given(api, june)
    june.advance(days=10, hours=5)
    price = monthly(api, 6000)
    item = {"id": item_of(subscription).id, "price": price.id}
    details = {"items": [item], "proration_date": june.now, "proration_behavior": "always_invoice"}

    preview = api.post(
        "/v1/invoices/create_preview", subscription=subscription.id, subscription_details=details
    )
    api.post(f"/v1/subscriptions/{subscription.id}", **details)

    made = latest(api, subscription)
    assert [(line.amount, line.description, line.period) for line in preview.lines.data] == [
        (line.amount, line.description, line.period) for line in made.lines.data
    ]
    assert (preview.total, preview.amount_due, preview.subscription_proration_date) == (
        made.total,
        made.amount_due,
        june.now,
    )


def test_a_preview_of_the_renewal(api, june):
    subscription = given(api, june)
    change(api, subscription, item={"quantity": 2})
    preview = api.get("/v1/invoices/upcoming", subscription=subscription.id)
    june.advance(days=30, hours=1)
    assert preview.total == latest(api, subscription).total
    assert preview.period_end == epoch("2025-07-01")


def test_a_preview_of_a_new_subscription(api):
    customer = api.given.customer()
    preview = api.post(
        "/v1/invoices/create_preview",
        customer=customer.id,
        subscription_details={"items": [{"price": monthly(api, 700).id, "quantity": 2}]},
    )
    assert (preview.total, preview.lines.data[0].amount) == (1400, 1400)
    assert api.get("/v1/subscriptions", customer=customer.id)["data"] == []


def test_a_stretch_before_the_anchor_is_prorated_by_its_whole_period(api, june):
    """Ten days of a month cost a third of it, and half of these ten days a sixth."""
    subscription = given(api, june, billing_cycle_anchor=epoch("2025-06-11"), amount=3100)
    june.advance(days=5)
    change(api, subscription, item={"quantity": 2})
    assert pending(api, subscription) == [-500, 1000]  # 5 of the 31 days since 11 May


@pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])
def test_a_period_that_a_cancellation_cuts_short(api, june, version):
    api = api.at(version)
    subscription = given(api, june)
    path = f"/v1/subscriptions/{subscription.id}"
    cut = api.post(path, cancel_at=epoch("2025-06-16"))
    assert item_of(api.get(path)).current_period_end == epoch("2025-06-16")
    assert pending(api, subscription) == [-1500]
    june.advance(days=10)

    change(api, cut, item={"quantity": 2})

    assert pending(api, subscription) == [-1500, -500, 1000]
    api.post(path, cancel_at="")
    assert item_of(api.get(path)).current_period_end == epoch("2025-07-01")
    assert pending(api, subscription) == [-1500, -500, 1000, 3000]


@pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])
def test_tiers_are_credited_together(api, june, version):
    api = api.at(version)
    tiers = [{"up_to": 10, "unit_amount": 500}, {"up_to": "inf", "unit_amount": 300}]
    price = api.given.price(
        billing_scheme="tiered", tiers_mode="graduated", tiers=tiers, recurring={"interval": "month"}
    )
    subscription = api.given.subscription(june, items=[{"price": price.id, "quantity": 20}])
    june.advance(days=15)

    change(api, subscription, item={"quantity": 5}, proration_behavior="always_invoice")

    [credit, debit] = latest(api, subscription).lines.data
    assert (credit.amount, debit.amount) == (-4000, 1250)


def test_a_change_that_is_paid_ends_past_due(api, june):
    subscription = given(api, june)
    decline(api, subscription)
    june.advance(days=30, hours=1)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"
    visa = api.post("/v1/payment_methods/pm_card_visa/attach", customer=subscription.customer)

    changed = change(
        api, subscription, item={"quantity": 2}, proration_behavior="always_invoice",
        default_payment_method=visa.id,
    )  # fmt: skip

    assert changed.status == "active"


def test_a_change_of_an_item_that_is_not_shown_is_announced(api, june):
    api = api.at(NEWEST)
    customer = api.given.customer(test_clock=june.id, card="pm_card_visa")
    items = [{"price": monthly(api, 100 + number).id} for number in range(12)]
    subscription = api.post("/v1/subscriptions", customer=customer.id, items=items)
    last = api.get("/v1/subscription_items", subscription=subscription.id, limit=100).data[-1]
    before = api.latest_event()

    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": last.id, "quantity": 2}])

    assert api.happened(since=before).count("customer.subscription.updated") == 1
    before = api.latest_event()
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": last.id, "quantity": 2}])
    assert api.happened(since=before).count("customer.subscription.updated") == 0
