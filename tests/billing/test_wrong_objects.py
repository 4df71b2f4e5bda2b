"""Objects that are not the customer's, or are gone: refused where they are named, and nothing is left."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"


@pytest.fixture
def two(api, clock):
    """Two customers, the second one's subscription."""
    return api.given.customer(clock, card="pm_card_visa"), api.given.subscription(clock)


@pytest.mark.parametrize("path", ["/v1/invoices", "/v1/invoiceitems"])
def test_another_customers_subscription_is_refused(api, two, path):
    customer, subscription = two
    amount = {"amount": 500, "currency": "usd"} if path.endswith("items") else {}
    sent = {"customer": customer.id, **amount}
    refused = api.refused("POST", path, **sent, subscription=subscription.id)
    assert (refused.code, refused.param) == ("resource_missing", "subscription")
    assert api.get(path, customer=customer.id).data == []
    api.post(path, **{**sent, "customer": subscription.customer}, subscription=subscription.id)


def test_another_customers_card_does_not_pay(api, clock):
    ours, theirs = (api.given.customer(clock, source="tok_visa") for _ in range(2))
    api.post("/v1/invoiceitems", customer=ours.id, amount=500, currency="usd")
    invoice = api.post("/v1/invoices", customer=ours.id, pending_invoice_items_behavior="include")
    path = f"/v1/invoices/{invoice.id}/pay"
    refused = api.refused("POST", path, source=theirs.default_source)
    assert (refused.code, refused.param) == ("resource_missing", "source")
    assert api.post(path, source=ours.default_source).status == "paid"


def test_a_subscription_outlives_its_customer(api, clock, two):
    subscription = two[1]
    api.delete(f"/v1/customers/{subscription.customer}")
    path = f"/v1/subscriptions/{subscription.id}"
    before = api.latest_event()
    changed = api.post(path, metadata={"why": "gone"}, cancellation_details={"comment": "bye"})
    assert (changed.status, changed.metadata, changed.cancellation_details.comment) == (
        "canceled",
        {"why": "gone"},
        "bye",
    )
    assert api.happened(since=before) == ["customer.subscription.updated"]
    assert "canceled subscription" in api.refused("POST", path, description="no").message


def test_a_method_that_cannot_pay_the_currency_fails_the_attempt(api, clock):
    customer = api.given.customer(clock)
    method = api.post("/v1/payment_methods/pm_sepaDebit/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": method.id})
    price = api.given.price(recurring={"interval": "month"})
    items = [{"price": price.id}]
    refused = api.refused("POST", "/v1/subscriptions", customer=customer.id, items=items)
    assert "sepa_debit" in refused.message
    sent = {"customer": customer.id, "items": items, "trial_period_days": 3}
    subscription = api.post("/v1/subscriptions", **sent)

    happened = clock.advance(days=3, hours=1)

    assert happened.in_order("invoice.finalized", "invoice.payment_failed")
    subscription = api.get(f"/v1/subscriptions/{subscription.id}")
    invoice = api.get(f"/v1/invoices/{subscription.latest_invoice}")
    assert (subscription.status, invoice.status, invoice.attempt_count) == ("past_due", "open", 1)
    clock.advance(days=3)
    assert api.get(f"/v1/invoices/{invoice.id}").attempt_count == 2


def test_an_invoice_has_250_items_at_most(api):
    customer = api.given.customer()
    invoice = api.post("/v1/invoices", customer=customer.id)
    path = f"/v1/invoices/{invoice.id}"
    lines = [{"amount": 100, "description": "Hour"}]
    api.post(f"{path}/add_lines", lines=lines * 249)
    assert "at most 250" in api.refused("POST", f"{path}/add_lines", lines=lines * 2).message
    assert api.post(f"{path}/add_lines", lines=lines).lines.total_count == 250
    more = {"customer": customer.id, "amount": 5, "currency": "usd"}
    assert api.refused("POST", "/v1/invoiceitems", **more, invoice=invoice.id).param == "invoice"
    assert len(list(api.every(f"{path}/lines"))) == 250


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ([{"name": "PO", "value": "1"}] * 5, "custom_fields"),
        ([{"name": "n" * 41, "value": "1"}], "custom_fields[0][name]"),
        ([{"name": "PO", "value": "v" * 141}], "custom_fields[0][value]"),
    ],
)
def test_custom_fields_have_limits(api, fields, param):
    customer = api.given.customer(card="pm_card_visa")
    sent = {"customer": customer.id, "custom_fields": fields}
    assert api.refused("POST", "/v1/invoices", **sent).param == param
    invoice = api.post("/v1/invoices", customer=customer.id)
    assert api.refused("POST", f"/v1/invoices/{invoice.id}", custom_fields=fields).param == param
    newest = api.at(NEWEST)
    price = newest.given.price(recurring={"interval": "month"})
    sent = {"customer": customer.id, "items": [{"price": price.id}]}
    settings = {"custom_fields": fields}
    refused = newest.refused("POST", "/v1/subscriptions", **sent, invoice_settings=settings)
    head, _, rest = param.partition("[")
    assert refused.param == f"invoice_settings[{head}]" + (f"[{rest}" if rest else "")


def test_a_subscription_may_begin_with_the_epoch(api, clock):
    price = api.given.price(unit_amount=100, recurring={"interval": "year"})
    subscription = api.given.subscription(clock, items=[{"price": price.id}], backdate_start_date=0)
    assert subscription.start_date == 0
    assert api.get(f"/v1/invoices/{subscription.latest_invoice}").total == 5600


def test_a_default_source_is_the_customers(api, clock):
    ours, theirs = (api.given.customer(clock, source="tok_visa") for _ in range(2))
    sent = {"customer": ours.id}
    for wrong in (theirs.default_source, "card_none"):
        refused = api.refused("POST", "/v1/invoices", **sent, default_source=wrong)
        assert (refused.code, refused.param) == ("resource_missing", "default_source")
    invoice = api.post("/v1/invoices", **sent, default_source=ours.default_source)
    path = f"/v1/invoices/{invoice.id}"
    assert api.refused("POST", path, default_source=theirs.default_source).param == "default_source"
    assert api.refused("POST", path, rendering={"template": "inrtem_none"}).param == "rendering[template]"


def test_terms_of_payment_belong_to_sent_invoices(api):
    customer = api.given.customer(email="ada@example.com")
    invoice = api.post("/v1/invoices", customer=customer.id)
    path = f"/v1/invoices/{invoice.id}"
    for due in ({"days_until_due": 3}, {"due_date": api.now + 86400}):
        assert api.refused("POST", path, **due).param == next(iter(due))
    sent = api.post(path, collection_method="send_invoice", days_until_due=3)
    assert sent.due_date == api.now + 3 * 86400
    assert api.refused("POST", path, due_date=api.now - 1).param == "due_date"
    assert api.post(path, due_date=api.now + 86400).due_date == api.now + 86400
    assert api.post(path, collection_method="charge_automatically").due_date is None


@pytest.mark.parametrize("days", [-1, 36_501, 10**11])
def test_days_until_due_are_bounded(api, days):
    customer = api.given.customer(email="ada@example.com")
    price = api.given.price(recurring={"interval": "month"})
    sent = {"collection_method": "send_invoice", "days_until_due": days}
    items = [{"price": price.id}]
    assert api.refused("POST", "/v1/invoices", customer=customer.id, **sent).param == "days_until_due"
    whole = {**sent, "customer": customer.id, "items": items}
    assert api.refused("POST", "/v1/subscriptions", **whole).param == "days_until_due"


@pytest.mark.parametrize("months", [1_000, 999_999_999_999])
def test_a_discount_may_last_longer_than_calendars(api, clock, months):
    coupon = api.post("/v1/coupons", percent_off=50, duration="repeating", duration_in_months=months)
    subscription = api.given.subscription(clock, discounts=[{"coupon": coupon.id}])
    clock.advance(months=1, hours=1)
    assert [one.amount_paid for one in api.get("/v1/invoices", subscription=subscription.id).data] == [
        1000,
        1000,
    ]


def test_an_item_is_changed_once_in_a_request(api, clock):
    subscription = api.given.subscription(clock)
    item = subscription["items"].data[0].id
    twice = [{"id": item, "quantity": 2}, {"id": item, "quantity": 3}]
    refused = api.refused("POST", f"/v1/subscriptions/{subscription.id}", items=twice)
    assert refused.param == "items[1][id]"
