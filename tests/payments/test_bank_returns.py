"""Refunds by bank transfer: the customer is asked for bank details; and returns of a cash balance."""

from __future__ import annotations

import pytest

REFUNDS = "/v1/refunds"


def funded(api, currency, amount, **customer):
    """A customer with a cash balance."""
    holder = api.given.customer(**customer)
    api.post(f"/v1/test_helpers/customers/{holder.id}/fund_cash_balance", amount=amount, currency=currency)
    return holder.id


def cash(api, customer):
    return api.get(f"/v1/customers/{customer}/cash_balance").available


def returned(api, customer, currency, **params):
    return api.post(REFUNDS, customer=customer, currency=currency, origin="customer_balance", **params)


def moves(api, customer):
    found = api.get(f"/v1/customers/{customer}/cash_balance_transactions").data
    return [(one.type, one.net_amount) for one in reversed(found)]


def test_euros_return_to_the_account_they_came_from(api, wall):
    customer = funded(api, "eur", 500)
    refund = returned(api, customer, "eur", amount=200)
    assert (refund.status, refund.charge, refund.customer) == ("pending", None, customer)
    assert (refund.destination_details.type, cash(api, customer)) == ("eu_bank_transfer", {"eur": 300})
    assert moves(api, customer) == [("funded", 500), ("return_initiated", -200)]

    wall.advance(seconds=2)
    assert api.get(f"{REFUNDS}/{refund.id}").status == "succeeded"


def test_dollars_wait_for_bank_details(api, wall):
    customer = funded(api, "usd", 500, email="jenny@example.com")
    refund = returned(api, customer, "usd")
    assert (refund.status, refund.amount) == ("requires_action", 500)
    sent = refund.next_action.display_details.email_sent
    assert (refund.next_action.type, sent.email_sent_to) == ("display_details", "jenny@example.com")

    wall.advance(seconds=182)
    assert api.get(f"{REFUNDS}/{refund.id}").status == "succeeded"
    assert api.happened().count("refund.updated") == 2


@pytest.mark.parametrize(
    ("path", "status"), [("/cancel", "canceled"), ("/expire", "failed"), (None, "failed")]
)
def test_a_return_that_is_given_up_is_put_back(api, wall, path, status):
    customer = funded(api, "usd", 500)
    refund = returned(api, customer, "usd", instructions_email="fill_never@example.com")
    if path:
        helper = "/test_helpers" if path == "/expire" else ""
        api.post(f"/v1{helper}/refunds/{refund.id}{path}")
    else:
        wall.advance(days=45, seconds=1)

    assert api.get(f"{REFUNDS}/{refund.id}").status == status
    assert cash(api, customer) == {"usd": 500}
    assert moves(api, customer)[-1] == ("return_canceled", 500)


def test_no_more_is_returned_than_there_is(api):
    customer = funded(api, "eur", 500)
    sent = {"customer": customer, "currency": "eur", "origin": "customer_balance"}
    assert api.refused("POST", REFUNDS, **sent, amount=501).code == "insufficient_funds"
    assert api.refused("POST", REFUNDS, **sent, amount=0).code == "parameter_invalid_integer"
    assert api.refused("POST", REFUNDS, origin="customer_balance", currency="eur").param == "customer"


def test_a_payment_from_a_cash_balance_may_be_refunded_by_bank(api, wall):
    customer = funded(api, "eur", 2000)
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="eur",
        customer=customer,
        payment_method_types=["customer_balance"],
        payment_method_data={"type": "customer_balance"},
        confirm=True,
    )
    refund = api.post(REFUNDS, payment_intent=intent.id, amount=500, instructions_email="fill_never@e.com")
    assert (refund.status, refund.destination_details.type) == ("requires_action", "eu_bank_transfer")
    assert cash(api, customer) == {"eur": 0}

    api.post(f"{REFUNDS}/{refund.id}/cancel")
    charge = api.get(f"/v1/charges/{intent.latest_charge}")
    assert (charge.amount_refunded, charge.refunded) == (0, False)

    back = api.post(REFUNDS, payment_intent=intent.id)
    assert (back.status, cash(api, customer)) == ("pending", {"eur": 2000})
