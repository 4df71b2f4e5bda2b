"""Renewals: periods from the anchor, failures, and what ends them."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch


def test_a_monthly_subscription_is_billed_again_after_a_month(api, clock):
    subscription = api.given.subscription(clock)

    happened = clock.advance(months=1)
    draft = api.get("/v1/invoices", subscription=subscription.id).data[0]
    assert (draft.status, draft.billing_reason) == ("draft", "subscription_cycle")
    assert draft.next_payment_attempt == draft.created + 3600
    assert (draft.period_start, draft.period_end) == (epoch("2025-01-01"), epoch("2025-02-01"))
    assert draft.lines.data[0].period == {"start": epoch("2025-02-01"), "end": epoch("2025-03-01")}
    assert happened.in_order("customer.subscription.updated", "invoice.created")
    assert set(happened.previous("customer.subscription.updated")) == {
        "current_period_start",
        "current_period_end",
        "items",
        "latest_invoice",
    }

    assert clock.advance(hours=1).in_order("invoice.finalized", "invoice.paid")
    assert api.get(f"/v1/invoices/{draft.id}").amount_paid == 2000


def test_what_is_due_at_one_instant_has_its_order(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    renewed = api.given.subscription(customer=customer.id)
    ended = api.given.subscription(customer=customer.id, cancel_at_period_end=True)
    clock.advance(to=epoch("2025-01-31T23:00:00"))
    api.post("/v1/invoiceitems", customer=customer.id, amount=700, currency="usd")
    draft = api.post("/v1/invoices", customer=customer.id, pending_invoice_items_behavior="include")
    api.post(f"/v1/invoices/{draft.id}", auto_advance=True)
    for subscription in (renewed, ended):  # which is written after what it comes before
        api.post(f"/v1/subscriptions/{subscription.id}", metadata={"a": "b"})

    happened = clock.advance(hours=1)

    told = [(event.type, event.data.object.id) for event in happened.events]
    order = [
        ("customer.subscription.deleted", ended.id),
        ("customer.subscription.updated", renewed.id),
        ("invoice.finalized", draft.id),
    ]
    assert [each for each in told if each in order] == order


def test_boundaries_do_not_drift(api):
    clock = api.given.clock(epoch("2024-08-31"))
    subscription = api.given.subscription(clock)
    ends = []
    for _ in range(4):
        clock.advance(to=api.get(f"/v1/subscriptions/{subscription.id}").current_period_end)
        ends.append(clock.now)
    assert ends == [epoch(f"2024-{day}") for day in ("09-30", "10-31", "11-30", "12-31")]


def test_the_next_invoice_is_told_a_week_before(api, clock):
    subscription = api.given.subscription(clock)

    event = clock.advance(days=24).latest("invoice.upcoming")

    assert "id" not in event.data.object
    assert event.data.object.subscription == subscription.id
    assert (event.data.object.total, event.data.object.period_end) == (2000, epoch("2025-02-01"))


def test_a_failed_renewal_is_retried_and_ends_the_subscription(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id)
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})

    happened = clock.advance(months=1, hours=1)
    assert happened.in_order("invoice.payment_failed", "customer.subscription.updated")
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"

    happened = clock.advance(days=15)
    ended = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (ended.status, ended.cancellation_details.reason) == ("canceled", "payment_failed")
    assert happened.count("invoice.payment_failed") == 3
    assert happened.latest("customer.subscription.deleted").request.id is None


def test_a_past_due_subscription_recovers_when_its_invoice_is_paid(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id)
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})
    clock.advance(months=1, hours=1)
    good = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    latest = api.get(f"/v1/subscriptions/{subscription.id}").latest_invoice

    api.post(f"/v1/invoices/{latest}/pay", payment_method=good.id)

    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_voiding_the_latest_invoice_looks_further_back(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id)
    bad = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})
    clock.advance(months=1, hours=1)
    latest = api.get(f"/v1/subscriptions/{subscription.id}").latest_invoice

    api.post(f"/v1/invoices/{latest}/void")

    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_an_older_invoice_stands_in_for_a_void_one(api, clock):
    customer = api.given.customer(clock, email="jenny@example.com")
    sent = {"collection_method": "send_invoice", "days_until_due": 5}
    path = f"/v1/subscriptions/{api.given.subscription(customer=customer.id, **sent).id}"
    clock.advance(months=1, hours=1)
    newest, oldest = api.get("/v1/invoices", customer=customer.id)["data"]
    api.post(f"/v1/invoices/{newest.id}/void")
    assert api.get(path).status == "past_due"

    api.post(f"/v1/invoices/{oldest.id}/pay", paid_out_of_band=True)

    assert api.get(path).status == "active"


def test_a_revision_stands_in_for_the_invoice_that_it_replaces(api, clock):
    customer = api.given.customer(clock, email="jenny@example.com")
    sent = {"collection_method": "send_invoice", "days_until_due": 5}
    subscription = api.given.subscription(customer=customer.id, **sent)
    first = api.post(f"/v1/invoices/{subscription.latest_invoice}/finalize")
    revision = api.post("/v1/invoices", from_invoice={"action": "revision", "invoice": first.id})
    api.post(f"/v1/invoices/{revision.id}/finalize")
    clock.advance(days=6)
    path = f"/v1/subscriptions/{subscription.id}"
    assert api.get(path).status == "past_due"

    api.post(f"/v1/invoices/{revision.id}/pay", paid_out_of_band=True)

    assert api.get(path).status == "active"


def test_a_year_goes_by(api, clock):
    subscription = api.given.subscription(clock)
    for _ in range(6):
        clock.advance(months=2)
    paid = api.get("/v1/invoices", subscription=subscription.id, limit=20)["data"]
    assert [one.status for one in paid] == ["draft", *["paid"] * 12]


def test_mixed_intervals_are_billed_each_at_its_time(api, clock):
    api = api.at("2026-10-28.endive")
    month = api.given.price(unit_amount=1000, recurring={"interval": "month"})
    year = api.given.price(unit_amount=9000, recurring={"interval": "year"})
    subscription = api.given.subscription(clock, items=[{"price": month.id}, {"price": year.id}])

    ends = {item.price.id: item.current_period_end for item in subscription["items"]["data"]}
    assert ends == {month.id: epoch("2025-02-01"), year.id: epoch("2026-01-01")}
    clock.advance(months=1, hours=1)
    renewal = api.get("/v1/invoices", subscription=subscription.id)["data"][0]
    assert [line.amount for line in renewal.lines.data] == [1000]


@pytest.mark.parametrize(
    ("first", "second", "accepted"),
    [
        (("month", 1), ("month", 3), True),
        (("month", 1), ("year", 1), True),
        (("month", 12), ("year", 1), True),
        (("day", 1), ("year", 2), True),
        (("week", 2), ("week", 4), True),
        (("month", 2), ("month", 3), False),
        (("month", 5), ("year", 1), False),
        (("week", 1), ("month", 1), False),
        (("day", 2), ("week", 1), False),
    ],
)
def test_intervals_are_multiples_of_the_shortest(api, first, second, accepted):
    api = api.at("2026-10-28.endive")
    items = [
        {"price": api.given.price(recurring={"interval": unit, "interval_count": count}).id}
        for unit, count in (first, second)
    ]
    customer = api.given.customer(card="pm_card_visa").id

    answer = api.request("POST", "/v1/subscriptions", {"customer": customer, "items": items})

    assert answer.status == (200 if accepted else 400)


def test_mixed_intervals_end_with_the_shortest(api, clock):
    api = api.at("2026-10-28.endive")
    [quarter, month] = [
        api.given.price(recurring={"interval": "month", "interval_count": count}) for count in (3, 1)
    ]
    subscription = api.given.subscription(clock, items=[{"price": quarter.id}, {"price": month.id}])
    clock.advance(months=1)
    clock.advance(months=1, hours=2)  # both periods end with March, the month's began later

    older = api.at("2025-02-24.acacia").get(f"/v1/subscriptions/{subscription.id}")
    assert (older.current_period_start, older.current_period_end) == (
        epoch("2025-03-01"),
        epoch("2025-04-01"),
    )
    sent = {"customer": subscription.customer, "current_period_start": epoch("2025-03-01")}
    assert [found.id for found in api.get("/v1/subscriptions", **sent)["data"]] == [subscription.id]
    clock.advance(months=1)
    canceled = api.post(f"/v1/subscriptions/{subscription.id}", cancel_at_period_end=True)
    assert canceled.cancel_at == epoch("2025-05-01")


def test_without_items_no_invoice_is_announced(api, clock):
    api = api.at("2026-10-28.endive")
    subscription = api.given.subscription(clock)
    [item] = subscription["items"]["data"]
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item.id, "deleted": True}])

    happened = clock.advance(months=1, hours=2)

    assert not [name for name in happened if name.startswith("invoice")]
