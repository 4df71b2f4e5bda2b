"""Payment records: payments made elsewhere, reported, and attached to invoices."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"
PATH = "/v1/payment_records"
PENDING = {"amount_authorized": 0, "amount_canceled": 0, "amount_failed": 0, "amount_guaranteed": 0}


@pytest.fixture
def api(api):
    return api.at(NEWEST)


def reported(api, value=2000, outcome=None, currency="usd", **params):
    sent = {
        "amount_requested": {"value": value, "currency": currency},
        "initiated_at": api.now,
        "payment_method_details": {"type": "custom", "custom": {"display_name": "Barter"}},
        **params,
    }
    if outcome:
        sent |= {"outcome": outcome, outcome: {f"{outcome}_at": api.now}}
    return api.post(f"{PATH}/report_payment", **sent)


def amounts(record):
    names = ("requested", "guaranteed", "failed", "canceled", "refunded")
    return tuple(record[f"amount_{name}"]["value"] for name in names)


def opened(api, amount=2000, **params):
    customer = api.given.customer()
    api.post("/v1/invoiceitems", customer=customer.id, amount=amount, currency="usd")
    invoice = api.post(
        "/v1/invoices", customer=customer.id, pending_invoice_items_behavior="include", **params
    )
    return api.post(f"/v1/invoices/{invoice.id}/finalize", auto_advance=False)


def test_a_payment_is_reported_and_then_guaranteed(api):
    record = reported(
        api,
        description="Two goats",
        processor_details={"type": "custom", "custom": {"payment_reference": "goat-7"}},
        metadata={"a": "b"},
    )
    assert amounts(record) == (2000, 0, 0, 0, 0)
    assert record.amount == {"value": 2000, "currency": "usd"}
    assert record.payment_method_details.custom.display_name == "Barter"
    assert record.processor_details.custom.payment_reference == "goat-7"
    assert (record.reported_by, record.description) == ("self", "Two goats")

    path = f"{PATH}/{record.id}/report_payment_attempt_guaranteed"
    done = api.post(path, guaranteed_at=api.now, metadata={"c": "d"})

    assert amounts(done) == (2000, 2000, 0, 0, 0)
    assert done.metadata == {"a": "b", "c": "d"}
    attempt = api.get(f"/v1/payment_attempt_records/{done.latest_payment_attempt_record}")
    assert (attempt.payment_record, amounts(attempt)) == (record.id, (2000, 2000, 0, 0, 0))
    api.refused("POST", path, guaranteed_at=api.now)
    assert api.get(f"{PATH}/{record.id}") == done


def test_another_attempt_follows_a_failed_one(api):
    record = reported(api, outcome="failed")
    assert amounts(record) == (2000, 0, 2000, 0, 0)
    path = f"{PATH}/{record.id}/report_payment_attempt"
    again = api.post(path, initiated_at=api.now, outcome="guaranteed", guaranteed={"guaranteed_at": api.now})
    assert amounts(again) == (2000, 2000, 0, 0, 0)
    found = api.get("/v1/payment_attempt_records", payment_record=record.id)["data"]
    assert [amounts(each)[1:3] for each in found] == [(2000, 0), (0, 2000)]
    api.refused("POST", path, initiated_at=api.now)


def test_details_and_refunds(api):
    customer = api.given.customer()
    record = reported(api, outcome="guaranteed")
    path = f"{PATH}/{record.id}"
    told = api.post(
        f"{path}/report_payment_attempt_informational",
        description="Three goats",
        customer_details={"customer": customer.id},
    )
    assert (told.description, told.customer_details.customer) == ("Three goats", customer.id)
    refund = {
        "outcome": "refunded",
        "processor_details": {"type": "custom", "custom": {"refund_reference": "r1"}},
        "refunded": {"refunded_at": api.now},
    }
    part = api.post(f"{path}/report_refund", amount={"value": 500, "currency": "usd"}, **refund)
    assert amounts(part) == (2000, 2000, 0, 0, 500)
    assert amounts(api.post(f"{path}/report_refund", **refund)) == (2000, 2000, 0, 0, 2000)
    api.refused("POST", f"{path}/report_refund", **refund)


def test_records_are_listed(api):
    one, two = reported(api), reported(api)
    assert [each.id for each in api.get(PATH)["data"]] == [two.id, one.id]
    assert api.get(PATH, created_after=api.now)["data"] == []


def test_what_cannot_be_reported(api):
    sent = {
        "amount_requested": {"value": 100, "currency": "usd"},
        "initiated_at": api.now,
        "payment_method_details": {"type": "custom", "custom": {"display_name": "Barter"}},
    }

    def refused(**params):
        return api.refused("POST", f"{PATH}/report_payment", **{**sent, **params}).param

    assert refused(amount_requested={"value": 0, "currency": "usd"}) == "amount_requested[value]"
    assert refused(outcome="failed") == "failed[failed_at]"
    assert refused(customer_details={"customer": "cus_none"}) == "customer_details[customer]"
    refused(payment_method_details={"type": "custom"})


def test_a_guaranteed_record_pays_an_invoice_at_once(api):
    invoice = opened(api)
    record = reported(api, 2000, "guaranteed")

    paid = api.post(
        f"/v1/invoices/{invoice.id}/attach_payment", payment_record=record.id, expand=["payments"]
    )

    assert (paid.status, paid.amount_paid, paid.amount_paid_off_stripe) == ("paid", 2000, 2000)
    [one] = [each for each in paid.payments.data if each.status == "paid"]
    assert one.payment == {"type": "payment_record", "payment_record": record.id}
    listed = api.get("/v1/invoice_payments", payment={"type": "payment_record", "payment_record": record.id})
    assert [each.id for each in listed["data"]] == [one.id]
    old = api.at("2025-02-24.acacia").get(f"/v1/invoices/{invoice.id}")
    assert (old.status, old.paid, old.amount_paid) == ("paid", True, 0)


def test_a_record_pays_when_it_is_guaranteed(api):
    invoice = opened(api, 3000)
    record = reported(api, 2000)
    path = f"/v1/invoices/{invoice.id}/attach_payment"
    waiting = api.post(path, payment_record=record.id)
    assert (waiting.status, waiting.amount_remaining) == ("open", 3000)

    api.post(f"{PATH}/{record.id}/report_payment_attempt_guaranteed", guaranteed_at=api.now)

    partly = api.get(f"/v1/invoices/{invoice.id}")
    assert (partly.status, partly.amount_paid, partly.amount_remaining) == ("open", 2000, 1000)
    assert api.refused("POST", path, payment_record=record.id).param == "payment_record"
    foreign = reported(api, 1000, "guaranteed", currency="eur")
    assert api.refused("POST", path, payment_record=foreign.id).param == "payment_record"
    assert api.post(path, payment_record=reported(api, 1000, "guaranteed").id).status == "paid"


def test_a_canceled_record_pays_nothing(api):
    invoice = opened(api)
    record = reported(api)
    api.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_record=record.id)
    api.post(f"{PATH}/{record.id}/report_payment_attempt_canceled", canceled_at=api.now)
    found = api.get("/v1/invoice_payments", invoice=invoice.id, status="canceled")["data"]
    assert [each.payment.get("payment_record") for each in found] == [record.id]
    assert api.get(f"/v1/invoices/{invoice.id}").status == "open"


def test_a_record_activates_a_subscription(api):
    customer = api.given.customer()
    price = api.given.price(unit_amount=2000, recurring={"interval": "month"}).id
    subscription = api.post(
        "/v1/subscriptions",
        customer=customer.id,
        items=[{"price": price}],
        payment_behavior="default_incomplete",
    )
    assert subscription.status == "incomplete"
    record = reported(api, 2000, "guaranteed", customer_details={"customer": customer.id})
    api.post(f"/v1/invoices/{subscription.latest_invoice}/attach_payment", payment_record=record.id)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_a_custom_method_asks_for_a_payment_elsewhere(api, clock):
    customer = api.given.customer(clock)
    method = api.post("/v1/payment_methods", type="custom", custom={"type": "cpmt_goats"})
    api.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": method.id})
    price = api.given.price(unit_amount=2000, recurring={"interval": "month"}).id

    subscription = api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price}])

    assert subscription.status == "incomplete"
    events = api.happened()
    assert events.count("invoice.payment_attempt_required") == 1
    assert "invoice.payment_failed" not in events

    def pay(invoice):
        record = reported(
            api,
            outcome="guaranteed",
            payment_method_details={"payment_method": method.id},
            customer_details={"customer": customer.id},
        )
        assert record.payment_method_details.custom.type == "cpmt_goats"
        return api.post(f"/v1/invoices/{invoice}/attach_payment", payment_record=record.id)

    pay(subscription.latest_invoice)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"
    happened = clock.advance(months=1, hours=2)
    assert happened.in_order("invoice.finalized", "invoice.payment_attempt_required")
    found = api.get(f"/v1/subscriptions/{subscription.id}")
    assert found.status == "active"
    assert pay(found.latest_invoice).status == "paid"
