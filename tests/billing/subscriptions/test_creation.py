"""Creating subscriptions: the first invoice, its payment, and the status that results."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
LABELS = {"product_data": {"name": "Gold", "unit_label": "user"}}


def monthly(api, amount=2000, **params):
    return api.given.price(unit_amount=amount, recurring={"interval": "month"}, **params)


def invoice_of(api, subscription, **params):
    return api.get(f"/v1/invoices/{subscription.latest_invoice}", **params)


def test_a_subscription_is_paid_when_it_is_created(api, clock):
    subscription = api.given.subscription(clock)

    invoice = invoice_of(api, subscription)
    assert (subscription.status, subscription.collection_method) == ("active", "charge_automatically")
    assert (invoice.status, invoice.billing_reason, invoice.amount_paid) == (
        "paid",
        "subscription_create",
        2000,
    )
    assert (invoice.attempted, invoice.attempt_count, invoice.auto_advance) == (True, 1, False)
    assert (invoice.period_start, invoice.period_end) == (clock.now, clock.now)
    happened = api.happened()
    assert happened.in_order(
        "customer.subscription.created", "invoice.created", "invoice.finalized", "invoice.paid"
    )
    told = happened.latest("customer.subscription.created").data.object
    assert (told.status, told.latest_invoice) == ("active", invoice.id)
    assert "customer.subscription.updated" not in happened


def test_the_only_item_is_mirrored(api, clock):
    price = monthly(api)
    subscription = api.given.subscription(clock, items=[{"price": price.id, "quantity": 3}])

    item = subscription["items"]["data"][0]
    assert (subscription.plan.id, subscription.quantity, item.quantity) == (price.id, 3, 3)
    assert subscription["items"]["url"] == f"/v1/subscription_items?subscription={subscription.id}"
    assert (subscription.current_period_start, subscription.current_period_end) == (
        clock.now,
        epoch("2025-02-01"),
    )
    line = invoice_of(api, subscription).lines.data[0]
    assert (line.description, line.amount) == ("3 × Gold (at $20.00 / month)", 6000)
    assert line.period == {"start": clock.now, "end": epoch("2025-02-01")}


def test_newest_subscriptions_are_flexible_and_older_ones_classic(api):
    flexible = api.at(NEWEST).given.subscription()
    assert (flexible.billing_mode.type, flexible.billing_mode.updated_at) == ("flexible", flexible.created)
    assert api.given.subscription().billing_mode == {"flexible": None, "type": "classic"}


@pytest.mark.parametrize(
    ("card", "behavior", "status", "intent"),
    [
        ("pm_card_chargeCustomerFail", "allow_incomplete", "incomplete", "requires_payment_method"),
        ("pm_card_authenticationRequired", "allow_incomplete", "incomplete", "requires_action"),
        ("pm_card_visa", "default_incomplete", "incomplete", "requires_confirmation"),
        (None, "default_incomplete", "incomplete", "requires_payment_method"),
        ("pm_card_visa", "error_if_incomplete", "active", "succeeded"),
    ],
)
def test_what_becomes_of_the_first_payment(api, card, behavior, status, intent):
    customer = api.given.customer(card=card)

    subscription = api.given.subscription(
        customer=customer.id, payment_behavior=behavior, expand=["latest_invoice.payment_intent"]
    )

    assert subscription.status == status
    assert subscription.latest_invoice.payment_intent.status == intent
    assert subscription.latest_invoice.status == ("paid" if status == "active" else "open")


def test_nothing_is_left_of_a_subscription_that_must_not_be_incomplete(api):
    price = monthly(api)
    declined = api.given.customer(card="pm_card_chargeCustomerFail")
    asking = api.given.customer(card="pm_card_authenticationRequired")
    before = api.latest_event()
    sent = {"items": [{"price": price.id}], "payment_behavior": "error_if_incomplete"}

    refused = api.refused("POST", "/v1/subscriptions", 402, customer=declined.id, **sent)
    assert (refused.type, refused.code) == ("card_error", "card_declined")
    refused = api.refused("POST", "/v1/subscriptions", 402, customer=asking.id, **sent)
    assert refused.code == "subscription_payment_intent_requires_action"

    assert api.latest_event() == before
    assert api.get("/v1/subscriptions", status="all")["data"] == []
    assert api.get("/v1/invoices")["data"] == []


def test_a_customer_who_cannot_pay_is_refused(api):
    price = monthly(api)
    customer = api.given.customer()

    refused = api.refused("POST", "/v1/subscriptions", customer=customer.id, items=[{"price": price.id}])

    assert (refused.code, refused.param) == ("resource_missing", None)
    assert refused.message.startswith(
        "This customer has no attached payment source or default payment method."
    )


def test_an_incomplete_subscription_is_paid_later_or_expires(api, clock):
    price = monthly(api)
    customer = api.given.customer(clock, card="pm_card_authenticationRequired")
    first, second = (
        api.given.subscription(customer=customer.id, items=[{"price": price.id}]) for _ in range(2)
    )
    api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    visa = api.get(f"/v1/customers/{customer.id}/payment_methods")["data"][0].id

    api.post(f"/v1/invoices/{first.latest_invoice}/pay", payment_method=visa)
    assert api.get(f"/v1/subscriptions/{first.id}").status == "active"

    happened = clock.advance(hours=23)
    expired = api.get(f"/v1/subscriptions/{second.id}")
    assert (expired.status, expired.ended_at) == ("incomplete_expired", clock.now)
    assert invoice_of(api, expired).status == "void"
    assert happened.in_order("invoice.voided", "customer.subscription.updated") or happened.in_order(
        "customer.subscription.updated", "invoice.voided"
    )


def test_while_incomplete_little_can_be_changed(api):
    customer = api.given.customer(card="pm_card_chargeCustomerFail")
    subscription = api.given.subscription(customer=customer.id)

    assert api.post(f"/v1/subscriptions/{subscription.id}", metadata={"a": "b"}).metadata == {"a": "b"}
    api.refused("POST", f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)


def test_a_coupon_that_the_first_invoice_uses_up_is_part_of_the_creation(api):
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    subscription = api.given.subscription(discounts=[{"coupon": coupon.id}])
    assert subscription.discounts == []
    happened = api.happened()
    assert happened.latest("customer.subscription.created").data.object.status == "active"
    assert "customer.subscription.updated" not in happened
    assert happened.in_order("customer.discount.created", "customer.discount.deleted")


def test_sent_invoices_wait_as_drafts(api, clock):
    customer = api.given.customer(clock, email="jenny@example.com")
    subscription = api.given.subscription(
        customer=customer.id, collection_method="send_invoice", days_until_due=7
    )

    assert subscription.status == "active"
    assert invoice_of(api, subscription).status == "draft"
    clock.advance(hours=1)
    invoice = invoice_of(api, subscription)
    assert invoice.status == "open"
    clock.advance(days=8)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"
    api.post(f"/v1/invoices/{invoice.id}/pay", paid_out_of_band=True)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_extra_items_come_first(api, clock):
    once = api.given.price(unit_amount=500)
    subscription = api.given.subscription(clock, add_invoice_items=[{"price": once.id}])

    lines = invoice_of(api, subscription).lines.data
    assert [(line.type, line.amount) for line in lines] == [("invoiceitem", 500), ("subscription", 2000)]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"collection_method": "send_invoice"}, "you must specify 'days_until_due'"),
        ({"days_until_due": 3}, "days_until_due"),
        ({"trial_end": 5}, "must be an integer Unix timestamp in the future"),
        ({"trial_end": 5, "trial_period_days": 1}, "You may only specify one of these parameters"),
        ({"payment_behavior": "pending_if_incomplete"}, "not supported when creating"),
        ({"cancel_at": 4, "cancel_at_period_end": True}, "You may only specify one of these parameters"),
        ({"customer": "cus_none"}, "No such customer: 'cus_none'"),
        ({"items": [{"price": "none"}]}, "No such price: 'none'"),
        ({"items": [{"plan": "none"}]}, "No such plan: 'none'"),
        ({"default_payment_method": "pm_none"}, "pm_none"),
    ],
)
def test_refusals(api, params, message):
    price = monthly(api)
    customer = api.given.customer(card="pm_card_visa")
    sent = {"customer": customer.id, "items": [{"price": price.id}], **params}
    assert message in api.refused("POST", "/v1/subscriptions", **sent).message


def test_items_that_do_not_go_together_are_refused(api):
    month, year = monthly(api), api.given.price(recurring={"interval": "year"})
    once = api.given.price()
    customer = api.given.customer(card="pm_card_visa")

    def refused(*prices):
        sent = {"customer": customer.id, "items": [{"price": price.id} for price in prices]}
        return api.refused("POST", "/v1/subscriptions", **sent)

    assert refused(month, month).param == "plan"
    assert "Found mismatch in interval field" in refused(month, year).message
    assert (refused(once).param, refused(once).code) == ("items[0][price]", None)
    euro = api.given.price(currency="eur", recurring={"interval": "month"})
    refused(month, euro)


def test_a_trial_is_free_until_it_ends(api, clock):
    price = monthly(api, **LABELS)
    subscription = api.given.subscription(clock, items=[{"price": price.id}], trial_period_days=7)

    end = clock.now + 7 * 86400
    assert (subscription.status, subscription.trial_end) == ("trialing", end)
    assert (subscription.billing_cycle_anchor, subscription.current_period_end) == (end, end)
    assert subscription.pending_setup_intent is None
    invoice = invoice_of(api, subscription)
    assert (invoice.status, invoice.total, invoice.attempt_count) == ("paid", 0, 0)
    assert invoice.lines.data[0].description == "Trial period for Gold (per user)"

    assert "customer.subscription.trial_will_end" in clock.advance(days=4)
    happened = clock.advance(days=3, hours=1)
    now = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (now.status, now.current_period_start) == ("active", end)
    assert invoice_of(api, now).amount_paid == 2000
    assert happened.in_order("customer.subscription.updated", "invoice.created", "invoice.paid")


@pytest.mark.parametrize(
    ("behavior", "status"), [("cancel", "canceled"), ("pause", "paused"), ("create_invoice", "past_due")]
)
def test_a_trial_without_a_method_ends_as_its_settings_say(api, clock, behavior, status):
    customer = api.given.customer(clock)
    subscription = api.given.subscription(
        customer=customer.id,
        trial_period_days=2,
        trial_settings={"end_behavior": {"missing_payment_method": behavior}},
    )
    assert subscription.pending_setup_intent is not None
    assert "customer.subscription.trial_will_end" in api.happened()

    happened = clock.advance(days=2, hours=1)

    assert api.get(f"/v1/subscriptions/{subscription.id}").status == status
    assert ("customer.subscription.paused" in happened) == (behavior == "pause")
    assert ("customer.subscription.deleted" in happened) == (behavior == "cancel")


def test_a_future_anchor_bills_the_stretch_before_it(api, clock):
    subscription = api.given.subscription(
        clock, items=[{"price": monthly(api, 3100).id}], billing_cycle_anchor=epoch("2025-01-11")
    )

    assert subscription.current_period_end == epoch("2025-01-11")
    line = invoice_of(api, subscription).lines.data[0]
    assert (line.amount, line.proration) == (1000, True)  # 10 of the 31 days since 11 December
    clock.advance(days=10)
    renewal = invoice_of(api, api.get(f"/v1/subscriptions/{subscription.id}"))
    assert renewal.lines.data[0].amount == 3100


def test_without_prorations_that_stretch_is_free(api, clock):
    subscription = api.given.subscription(
        clock, billing_cycle_anchor=epoch("2025-01-11"), proration_behavior="none"
    )
    assert (subscription.status, subscription.latest_invoice) == ("active", None)


def test_an_anchor_is_at_most_one_interval_ahead(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    refused = api.refused(
        "POST", "/v1/subscriptions", customer=customer.id, items=[{"price": monthly(api).id}],
        billing_cycle_anchor=epoch("2025-02-02"),
    )  # fmt: skip
    assert "cannot be later than next natural billing date" in refused.message


def test_a_configured_anchor(api, clock):
    subscription = api.given.subscription(clock, billing_cycle_anchor_config={"day_of_month": 31})

    assert subscription.billing_cycle_anchor == epoch("2025-01-31")
    clock.advance(days=30)
    assert api.get(f"/v1/subscriptions/{subscription.id}").current_period_end == epoch("2025-02-28")


def test_an_anchor_has_the_day_that_is_configured(api):
    clock = api.given.clock(epoch("2025-02-10"))
    price = api.given.price(unit_amount=5900, recurring={"interval": "month", "interval_count": 2})
    config = {"day_of_month": 31, "hour": 0, "minute": 0, "second": 0}

    subscription = api.given.subscription(
        clock, items=[{"price": price.id}], billing_cycle_anchor_config=config
    )

    # February and every other month after it: the first that has 31 days is August.
    assert subscription.billing_cycle_anchor == epoch("2025-08-31")
    assert subscription.current_period_end == epoch("2025-02-28")
    assert invoice_of(api, subscription).total == 1800  # 18 of the 59 days since 31 December
    clock.advance(to=epoch("2025-02-28T01:00:00"))
    renewed = api.get(f"/v1/subscriptions/{subscription.id}")
    assert renewed.current_period_end == epoch("2025-04-30")
    assert invoice_of(api, renewed).total == 5900


def billed(api, subscription):
    return [
        (line.amount, line.period.start, line.period.end) for line in invoice_of(api, subscription).lines.data
    ]


def test_classic_subscriptions_bill_the_time_before_in_one_line(api):
    clock = api.given.clock(epoch("2025-02-20"))
    start, now = epoch("2025-01-15"), clock.now
    items = [{"price": monthly(api, 3100).id}]

    anchored_now = api.given.subscription(clock, items=items, backdate_start_date=start)
    assert (anchored_now.start_date, anchored_now.billing_cycle_anchor) == (start, now)
    # A month from 15 January, and 5 of the 28 days from 15 February.
    until = epoch("2025-03-20")
    assert billed(api, anchored_now) == [(3100 + 554, start, now), (3100, now, until)]
    [line, _] = invoice_of(api, anchored_now).lines.data
    assert line.description == "Time on Gold from 15 Jan 2025 until 20 Feb 2025"

    anchored_later = api.given.subscription(
        clock, items=items, backdate_start_date=epoch("2025-02-15"), billing_cycle_anchor=epoch("2025-03-01")
    )
    assert billed(api, anchored_later) == [(1550, epoch("2025-02-15"), epoch("2025-03-01"))]

    unprorated = api.given.subscription(
        clock, items=items, backdate_start_date=start, proration_behavior="none"
    )
    assert billed(api, unprorated) == [(3100, now, until)]

    anchored_then = {"backdate_start_date": epoch("2025-02-15"), "billing_cycle_anchor": epoch("2025-02-15")}
    whole = api.given.subscription(api.given.clock(clock.now), items=items, **anchored_then)
    assert billed(api, whole) == [(3100, epoch("2025-02-15"), epoch("2025-03-15"))]


def test_flexible_subscriptions_bill_the_time_before_by_period(api):
    api = api.at(NEWEST)
    clock = api.given.clock(epoch("2025-02-20"))
    items = [{"price": monthly(api, 3100).id}]
    start, end = epoch("2025-01-15"), epoch("2025-03-15")

    subscription = api.given.subscription(clock, items=items, backdate_start_date=start)
    assert subscription.billing_cycle_anchor == start
    middle = epoch("2025-02-15")
    assert billed(api, subscription) == [(3100, start, middle), (3100, middle, end)]

    unprorated = api.given.subscription(
        clock, items=items, backdate_start_date=start, proration_behavior="none"
    )
    assert (unprorated.latest_invoice, unprorated["items"]["data"][0].current_period_end) == (None, end)


@pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])
def test_a_coupon_of_some_months_begins_with_the_backdated_start(api, version):
    api = api.at(version)
    clock = api.given.clock(epoch("2025-03-01"))
    coupon = api.post("/v1/coupons", percent_off=50, duration="repeating", duration_in_months=2)

    subscription = api.given.subscription(
        clock, backdate_start_date=epoch("2025-01-01"), discounts=[{"coupon": coupon.id}]
    )

    invoice = invoice_of(api, subscription)
    taken = [sum(each.amount for each in line.discount_amounts) for line in invoice.lines.data]
    assert taken == ([1000, 1000, 0] if version == NEWEST else [2000, 0])
    assert api.get(f"/v1/subscriptions/{subscription.id}").discounts == []


@pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])
def test_a_change_may_be_backdated_as_well(api, version):
    api = api.at(version)
    clock = api.given.clock(epoch("2025-03-01"))
    subscription = api.given.subscription(
        clock, items=[{"price": monthly(api, 2800).id}], backdate_start_date=epoch("2025-02-01")
    )
    [item] = subscription["items"]["data"]
    path = f"/v1/subscriptions/{subscription.id}"
    changed = {"items": [{"id": item.id, "quantity": 2}]}

    api.refused("POST", path, **changed, proration_date=epoch("2025-01-31"))
    api.post(path, **changed, proration_date=epoch("2025-02-15"))

    found = api.get("/v1/invoiceitems", customer=subscription.customer)["data"]
    credits = [-1400, -2800] if version == NEWEST else [-4200]  # half of February, and March
    assert sorted(item.amount for item in found) == sorted([*credits, 8400])


def test_changes_of_a_flexible_trial_are_shown_if_they_are_invoiced(api, clock):
    api = api.at(NEWEST)
    subscription = api.given.subscription(clock, trial_period_days=10)
    clock.advance(days=2)

    added = api.post(
        f"/v1/subscriptions/{subscription.id}", items=[{"price": monthly(api, 900).id, "quantity": 3}],
        proration_behavior="always_invoice",
    )  # fmt: skip

    [line] = invoice_of(api, added).lines.data
    assert (line.amount, line.description) == (0, "Free trial for 3 × Gold")
    assert line.period == {"start": clock.now, "end": epoch("2025-01-11")}


def test_the_customers_currency_is_set_and_not_mixed(api):
    euro = api.given.price(currency="eur", recurring={"interval": "month"})
    customer = api.given.customer(card="pm_card_visa")
    api.given.subscription(customer=customer.id)
    assert api.get(f"/v1/customers/{customer.id}").currency == "usd"

    refused = api.refused("POST", "/v1/subscriptions", customer=customer.id, items=[{"price": euro.id}])
    assert refused.message.startswith("You cannot combine currencies on a single customer.")


def test_a_trial_whose_extra_is_not_paid_is_incomplete(api):
    once = api.given.price(unit_amount=500)
    customer = api.given.customer(card="pm_card_chargeCustomerFail")
    subscription = api.given.subscription(
        customer=customer.id, trial_period_days=7, add_invoice_items=[{"price": once.id}]
    )
    assert subscription.status == "incomplete"
    visa = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    api.post(f"/v1/invoices/{subscription.latest_invoice}/pay", payment_method=visa.id)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "trialing"


def test_what_is_not_implemented_says_so(api):
    customer = api.given.customer(card="pm_card_visa")
    sent = {"customer": customer.id, "items": [{"price": monthly(api).id}]}
    refused = api.refused("POST", "/v1/subscriptions", 501, **sent, application_fee_percent=10)
    assert "subscriptions.create (application_fee_percent)" in refused.message


@pytest.mark.parametrize("version", ["2022-11-15", "2026-10-28.endive"])
def test_its_items_are_read_on_from_those_that_it_shows(api, version):
    api = api.at(version)
    customer = api.given.customer(card="pm_card_visa")
    prices = [
        api.given.price(unit_amount=100 + each, recurring={"interval": "month"}).id for each in range(13)
    ]
    subscription = api.post(
        "/v1/subscriptions", customer=customer.id, items=[{"price": price} for price in prices]
    )

    shown = subscription["items"]
    after = api.get("/v1/subscription_items", subscription=subscription.id, starting_after=shown.data[-1].id)

    assert (shown.has_more, shown.total_count, after.has_more) == (True, 13, False)
    assert [item.price.id for item in [*shown.data, *after.data]] == prices
    before = api.get(
        "/v1/subscription_items", subscription=subscription.id, ending_before=after.data[0].id, limit=2
    )
    assert [item.price.id for item in before.data] == prices[8:10]


def test_a_classic_first_period_that_is_cut_short_moves_the_anchor(api, clock):
    cut = epoch("2025-01-11")

    subscription = api.given.subscription(clock, cancel_at=cut)

    assert (subscription.billing_cycle_anchor, subscription.current_period_end) == (cut, cut)
    assert billed(api, subscription) == [(645, clock.now, cut)]  # 10 of 31 days
    kept = api.post(f"/v1/subscriptions/{subscription.id}", cancel_at="")
    assert (kept.billing_cycle_anchor, kept.current_period_end) == (clock.now, epoch("2025-02-01"))
