"""Invoices of a paused collection that are bad debt: finalized, so they can be paid, credited and voided."""

from __future__ import annotations

import pytest


@pytest.fixture
def invoice(api, clock):
    """The invoice of a renewal of 20.00 USD, of a customer with 7.00 USD of credit."""
    subscription = api.given.subscription(clock)
    path = f"/v1/subscriptions/{subscription.id}"
    api.post(path, pause_collection={"behavior": "mark_uncollectible"})
    api.post(f"/v1/customers/{subscription.customer}", balance=-700)
    clock.advance(months=1, hours=1)
    return api.get(f"/v1/invoices/{api.get(path).latest_invoice}")


def balance(api, invoice):
    return api.get(f"/v1/customers/{invoice.customer}").balance


def test_it_is_finalized_with_the_customers_balance(api, invoice):
    assert (invoice.status, invoice.total, invoice.amount_due) == ("uncollectible", 2000, 1300)
    assert invoice.number is not None
    assert balance(api, invoice) == 0
    assert api.happened().in_order("invoice.created", "invoice.finalized", "invoice.marked_uncollectible")


def test_it_can_be_paid(api, invoice):
    paid = api.post(f"/v1/invoices/{invoice.id}/pay")
    assert (paid.status, paid.amount_paid) == ("paid", 1300)
    assert [charge.amount for charge in api.get("/v1/charges", customer=invoice.customer).data] == [
        1300,
        2000,
    ]


def test_its_credit_returns_when_it_is_voided(api, invoice):
    assert api.post(f"/v1/invoices/{invoice.id}/void").status == "void"
    assert balance(api, invoice) == -700


def test_an_invoice_that_credit_covers_is_paid(api, clock):
    subscription = api.given.subscription(clock)
    path = f"/v1/subscriptions/{subscription.id}"
    api.post(path, pause_collection={"behavior": "mark_uncollectible"})
    api.post(f"/v1/customers/{subscription.customer}", balance=-5000)
    clock.advance(months=1)
    invoice = api.get(f"/v1/invoices/{api.get(path).latest_invoice}")
    assert (invoice.status, invoice.amount_due, balance(api, invoice)) == ("paid", 0, -3000)
