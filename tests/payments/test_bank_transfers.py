"""Bank transfers: a customer sends money to their cash balance, and payments take it from there."""

from __future__ import annotations

import pytest

from tests.payments.conftest import settled


def asked(api, customer, amount=2000, **params):
    """An intent that is to be paid by bank transfer."""
    options = {
        "customer_balance": {"funding_type": "bank_transfer", "bank_transfer": {"type": "us_bank_transfer"}}
    }
    sent = {
        "amount": amount,
        "currency": "usd",
        "customer": customer,
        "payment_method_types": ["customer_balance"],
    }
    sent |= {
        "payment_method_data": {"type": "customer_balance"},
        "payment_method_options": options,
        "confirm": True,
    }
    return api.post("/v1/payment_intents", **{**sent, **params})


def fund(api, customer, amount, **params):
    """A transfer that arrives."""
    return api.post(
        f"/v1/test_helpers/customers/{customer}/fund_cash_balance",
        **{"amount": amount, "currency": "usd", **params},
    )


@pytest.fixture
def customer(api):
    return api.post("/v1/customers").id


def test_a_transfer_pays_in_parts_and_the_rest_stays(api, customer):
    intent = asked(api, customer)
    shown = intent.next_action.display_bank_transfer_instructions
    assert (intent.status, shown.amount_remaining, shown.financial_addresses[0].type) == (
        "requires_action",
        2000,
        "aba",
    )

    assert fund(api, customer, 500).type == "funded"
    part = api.get(f"/v1/payment_intents/{intent.id}")
    assert (part.status, part.next_action.display_bank_transfer_instructions.amount_remaining) == (
        "requires_action",
        1500,
    )
    assert api.get("/v1/balance").pending[0].amount == 0
    fund(api, customer, 1800)

    paid = api.get(f"/v1/payment_intents/{intent.id}")
    assert (paid.status, paid.amount_received, paid.next_action) == ("succeeded", 2000, None)
    assert settled(api, paid.latest_charge).balance_transaction.type == "payment"
    assert api.get(f"/v1/customers/{customer}/cash_balance").available == {"usd": 300}
    entries = api.get(f"/v1/customers/{customer}/cash_balance_transactions").data
    assert [(one.type, one.net_amount, one.ending_balance) for one in reversed(entries)] == [
        ("funded", 500, 500),
        ("applied_to_payment", -500, 0),
        ("funded", 1800, 1800),
        ("applied_to_payment", -1500, 300),
    ]
    told = api.happened()
    assert "payment_intent.partially_funded" in told and "cash_balance.funds_available" in told


def test_what_is_there_pays_at_once_and_is_refunded_to_where_it_was(api, customer):
    fund(api, customer, 3000)
    intent = asked(api, customer)
    assert intent.status == "succeeded"

    refund = api.post("/v1/refunds", payment_intent=intent.id, amount=700)

    assert refund.destination_details.type == "customer_cash_balance"
    assert api.get(f"/v1/customers/{customer}/cash_balance").available == {"usd": 1700}
    assert (
        api.get(f"/v1/customers/{customer}/cash_balance_transactions").data[0].type == "refunded_from_payment"
    )


def test_the_reference_goes_first_then_the_amount_then_age(api, customer):
    oldest, exact, named = asked(api, customer, 1000), asked(api, customer, 700), asked(api, customer, 900)

    fund(api, customer, 900, reference=named.next_action.display_bank_transfer_instructions.reference)
    fund(api, customer, 700)
    fund(api, customer, 400)

    statuses = [api.get(f"/v1/payment_intents/{one.id}").status for one in (oldest, exact, named)]
    assert statuses == ["requires_action", "succeeded", "succeeded"]


def test_manual_reconciliation_waits_to_be_told(api, customer):
    api.post(f"/v1/customers/{customer}/cash_balance", settings={"reconciliation_mode": "manual"})
    intent = asked(api, customer)
    fund(api, customer, 2500)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_action"

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/apply_customer_balance", 400, amount=2100)
    assert error.param == "amount"
    assert api.post(f"/v1/payment_intents/{intent.id}/apply_customer_balance").status == "succeeded"


def test_canceling_returns_what_was_applied(api, customer):
    intent = asked(api, customer)
    fund(api, customer, 500)

    api.post(f"/v1/payment_intents/{intent.id}/cancel")

    assert api.get(f"/v1/customers/{customer}/cash_balance").available == {"usd": 500}
    assert (
        api.get(f"/v1/customers/{customer}/cash_balance_transactions").data[0].type
        == "unapplied_from_payment"
    )


def test_without_a_way_to_fund_it_fails(api, customer):
    sent = {
        "amount": 2000,
        "currency": "usd",
        "customer": customer,
        "payment_method_types": ["customer_balance"],
    }
    error = api.refused(
        "POST",
        "/v1/payment_intents",
        402,
        **sent,
        payment_method_data={"type": "customer_balance"},
        confirm=True,
    )

    assert (error.code, error.payment_intent.status) == ("insufficient_funds", "requires_payment_method")


def test_another_amount_returns_what_was_applied(api, customer):
    intent = asked(api, customer)
    fund(api, customer, 500)

    changed = api.post(f"/v1/payment_intents/{intent.id}", amount=2500)

    assert changed.next_action.display_bank_transfer_instructions.amount_remaining == 2500
    assert api.get(f"/v1/customers/{customer}/cash_balance").available == {"usd": 500}
