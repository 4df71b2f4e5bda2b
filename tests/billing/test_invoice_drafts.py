"""Drafts follow their customer, and finalization tells all that it changed."""

from __future__ import annotations

from typing import Any

from tests.support.client import Api
from tests.support.clocks import DAY, Clock


def draft(api: Api, customer: Any, amount: int | None = 1000, **params: Any) -> Any:
    """A draft that bills an amount."""
    made = api.post("/v1/invoices", customer=customer.id, **params)
    if amount is not None:
        api.post("/v1/invoiceitems", customer=customer.id, invoice=made.id, amount=amount)
    return api.get(f"/v1/invoices/{made.id}")


def test_a_draft_shows_its_customer_as_they_are(api):
    customer = api.given.customer(name="Jenny", email="jenny@example.com")
    made = draft(api, customer)
    before = api.latest_event()

    api.post(f"/v1/customers/{customer.id}", name="Ada", email="ada@example.com")
    api.post(f"/v1/customers/{customer.id}/tax_ids", type="eu_vat", value="DE123456789")

    found = api.get(f"/v1/invoices/{made.id}")
    assert (found.customer_name, found.customer_email) == ("Ada", "ada@example.com")
    assert found.customer_tax_ids == [{"type": "eu_vat", "value": "DE123456789"}]
    happened = api.happened(since=before, type="invoice.updated")
    assert [event.data.previous_attributes for event in happened.events] == [
        {"customer_name": "Jenny", "customer_email": "jenny@example.com"},
        {"customer_tax_ids": []},
    ]
    opened = api.post(f"/v1/invoices/{made.id}/finalize")
    api.post(f"/v1/customers/{customer.id}", name="Grace")
    assert api.get(f"/v1/invoices/{opened.id}").customer_name == "Ada"


def test_a_draft_follows_the_balance_and_the_taxes_of_its_customer(api):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=False)
    customer = api.given.customer(tax_exempt="exempt")
    made = draft(api, customer, default_tax_rates=[rate.id])
    assert made.total == 1000

    api.post(f"/v1/customers/{customer.id}", tax_exempt="none")
    api.post(f"/v1/customers/{customer.id}/balance_transactions", amount=-300, currency="usd")

    found = api.get(f"/v1/invoices/{made.id}")
    assert (found.total, found.starting_balance, found.amount_due) == (1100, -300, 800)


def test_drawing_on_the_balance_is_no_news_to_the_draft_that_is_finalized(api):
    customer = api.given.customer(balance=-300)
    made, other = draft(api, customer), draft(api, customer)
    before = api.latest_event()

    opened = api.post(f"/v1/invoices/{made.id}/finalize")

    assert (opened.starting_balance, opened.ending_balance, opened.amount_due) == (-300, 0, 700)
    updated = api.happened(since=before, type="invoice.updated").events
    assert [(event.data.object.id, event.data.object.amount_due) for event in updated] == [
        (other.id, 1000),
        (made.id, 700),
    ]


def test_a_debt_is_asked_for_with_an_invoice_of_nothing(api):
    customer = api.given.customer(balance=250)
    made = draft(api, customer, None)
    assert (made.total, made.amount_due) == (0, 250)
    assert api.post(f"/v1/invoices/{made.id}/finalize").amount_due == 250


def test_finalization_tells_all_that_it_changed(api: Api, clock: Clock) -> None:
    customer = api.given.customer(clock, email="jenny@example.com")
    subscription = api.given.subscription(
        customer=customer.id, collection_method="send_invoice", days_until_due=10
    )
    made = api.get(f"/v1/invoices/{subscription.latest_invoice}")
    assert made.due_date == made.created + 10 * DAY
    api.post(f"/v1/subscriptions/{subscription.id}", metadata={"plan": "gold"})

    happened = clock.advance(hours=1)

    found = api.get(f"/v1/invoices/{made.id}")
    # The days until it is due are counted from its finalization.
    assert found.due_date == found.status_transitions.finalized_at + 10 * DAY == made.due_date + 3600
    previous = happened.previous("invoice.updated")
    assert previous.due_date == made.due_date
    assert previous.parent.subscription_details.metadata == {"plan": None}


def test_automatic_advancement_by_the_call_is_told_with_the_finalization(api):
    made = draft(api, api.given.customer(card="pm_card_visa"))
    before = api.latest_event()
    api.post(f"/v1/invoices/{made.id}/finalize", auto_advance=True)
    told = api.happened(since=before, type="invoice.updated").events[0]
    assert (told.data.previous_attributes.status, told.data.previous_attributes.auto_advance) == (
        "draft",
        False,
    )


def test_an_invoice_that_is_charged_has_no_due_date(api):
    customer = api.given.customer(email="jenny@example.com")
    made = draft(api, customer, collection_method="send_invoice", days_until_due=5)
    charged = api.post(f"/v1/invoices/{made.id}", collection_method="charge_automatically")
    assert charged.due_date is None
    path = f"/v1/invoices/{made.id}"
    assert api.refused("POST", path, days_until_due=5).param == "days_until_due"
    assert api.refused("POST", path, collection_method="send_invoice", due_date=api.now - 1).param == (
        "due_date"
    )
