"""Charges: one attempt to move money, and what the network answered."""

from __future__ import annotations

import re

import pytest

from tests.payments.conftest import charge_of, settled

# -- those of an intent --------------------------------------------------------------------------------------


def test_a_charge_remembers_its_card(api, pay):
    charge = charge_of(api, pay(method="pm_card_mastercard"))

    card = charge.payment_method_details.card
    assert charge.payment_method_details.type == "card"
    assert (card.brand, card.network, card.last4, card.country, card.funding) == (
        "mastercard",
        "mastercard",
        "4444",
        "US",
        "credit",
    )
    assert (card.amount_authorized, card.three_d_secure, card.wallet, card.mandate) == (
        2000,
        None,
        None,
        None,
    )
    assert (card.multicapture, card.incremental_authorization) == (
        {"status": "unavailable"},
        {"status": "unavailable"},
    )
    assert card.overcapture == {"maximum_amount_capturable": 2000, "status": "unavailable"}
    assert "capture_before" not in card
    assert (charge.refunded, charge.amount_refunded, charge.disputed, charge.fraud_details) == (
        False,
        0,
        False,
        {},
    )
    assert f"/receipts/{charge.id}/" in charge.receipt_url


def test_a_charge_has_fields_that_no_declaration_names(api, pay):
    """Recorded: every charge of a card has them, at every version."""
    charge = charge_of(api, pay())
    assert (charge["destination"], charge["dispute"], charge["order"], charge["radar_options"]) == (
        None,
        None,
        None,
        {},
    )


def test_charges_are_listed_by_what_they_belong_to(api, pay):
    customer = api.post("/v1/customers")
    first = pay(customer=customer.id)
    second = pay(transfer_group="orders")

    def listed(**params):
        return [one["id"] for one in api.get("/v1/charges", **params).data]

    assert listed() == [second.latest_charge, first.latest_charge]
    assert listed(customer=customer.id) == [first.latest_charge]
    assert listed(payment_intent=second.id) == [second.latest_charge]
    assert listed(transfer_group="orders") == [second.latest_charge]
    assert listed(limit=1, starting_after=second.latest_charge) == [first.latest_charge]


def test_charges_are_found_by_what_they_are(api, pay):
    visa = pay(2000, metadata={"order": "17"})
    amex = pay(5000, "pm_card_amex")

    def found(query):
        return [one["id"] for one in api.get("/v1/charges/search", query=query).data]

    assert found("payment_method_details.card.brand:'amex'") == [amex.latest_charge]
    assert found("amount<3000 AND status:'succeeded'") == [visa.latest_charge]
    assert found("metadata['order']:'17'") == [visa.latest_charge]
    assert found("payment_method_details.card.last4:4242") == [visa.latest_charge]


def test_things_are_noted_down_on_a_charge(api, pay):
    charge = settled(api, pay().latest_charge)

    noted = api.post(
        f"/v1/charges/{charge.id}",
        description="Two tickets",
        metadata={"order": "17"},
        receipt_email="ada@example.com",
        transfer_group="orders",
        fraud_details={"user_report": "safe"},
    )

    assert (noted.description, noted.metadata, noted.receipt_email) == (
        "Two tickets",
        {"order": "17"},
        "ada@example.com",
    )
    assert (noted.transfer_group, noted.fraud_details) == ("orders", {"user_report": "safe"})
    event = api.get("/v1/events", type="charge.updated").data[0]
    assert event["data"]["previous_attributes"]["description"] is None


def test_a_report_of_fraud_is_taken_back(api, pay):
    charge = pay().latest_charge
    reported = api.post(f"/v1/charges/{charge}", fraud_details={"user_report": "fraudulent"})
    assert reported.fraud_details == {"user_report": "fraudulent"}

    assert api.post(f"/v1/charges/{charge}", fraud_details={"user_report": ""}).fraud_details == {}
    event = api.get("/v1/events", type="charge.updated").data[0]
    assert event["data"]["previous_attributes"] == {"fraud_details": {"user_report": "fraudulent"}}


def test_an_update_of_nothing_is_no_event(api, pay):
    charge = settled(api, pay().latest_charge)

    api.post(f"/v1/charges/{charge.id}", metadata={})

    assert api.happened().count("charge.updated") == 1  # of its money


def test_a_charge_is_given_a_customer_once(api, pay):
    customer, other = api.post("/v1/customers"), api.post("/v1/customers")
    charge = pay().latest_charge

    assert api.post(f"/v1/charges/{charge}", customer=customer.id).customer == customer.id
    assert api.refused("POST", f"/v1/charges/{charge}", 400, customer=other.id).param == "customer"
    assert (
        api.refused("POST", f"/v1/charges/{pay().latest_charge}", 400, customer="cus_nobody").code
        == "resource_missing"
    )


def test_a_charge_shows_its_refunds_when_asked(api, pay):
    charge = pay().latest_charge

    assert "refunds" not in api.get(f"/v1/charges/{charge}")
    refunds = api.get(f"/v1/charges/{charge}", expand=["refunds"]).refunds
    assert refunds == {
        "object": "list",
        "data": [],
        "has_more": False,
        "total_count": 0,
        "url": f"/v1/charges/{charge}/refunds",
    }


def test_what_an_intent_holds_is_captured_through_it(api, pay):
    intent = pay(capture_method="manual")

    error = api.refused("POST", f"/v1/charges/{intent.latest_charge}/capture", 400)

    assert intent.id in error.message
    assert charge_of(api, intent).captured is False


def test_what_does_not_exist_is_not_found(api):
    error = api.refused("GET", "/v1/charges/ch_nothing", 404)

    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "id",
        "No such charge: 'ch_nothing'",
    )


# -- those without -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "path"), [("GET", "dispute"), ("POST", "dispute"), ("POST", "dispute/close")]
)
def test_a_charge_that_nobody_disputes(api, pay, verb, path):
    charge = pay().latest_charge

    error = api.refused(verb, f"/v1/charges/{charge}/{path}", 404)
    assert (error.type, error.message) == ("invalid_request_error", f"No dispute for charge: {charge}")
    assert api.refused(verb, f"/v1/charges/ch_nothing/{path}", 404).code == "resource_missing"


def test_a_token_is_charged_in_one_call(api):
    charge = api.post(
        "/v1/charges",
        amount=2000,
        currency="usd",
        source="tok_visa",
        description="Two tickets",
        expand=["balance_transaction"],
    )

    assert (charge.status, charge.paid, charge.captured, charge.payment_intent) == (
        "succeeded",
        True,
        True,
        None,
    )
    assert (charge.source.object, charge.source.brand, charge.source.last4) == ("card", "Visa", "4242")
    assert charge.payment_method == charge.source.id and charge.source.id.startswith("card_")
    assert (charge.balance_transaction.net, charge.balance_transaction.description) == (1912, "Two tickets")
    assert api.get(f"/v1/payment_methods/{charge.payment_method}").card.brand == "visa"
    assert api.happened() == ["charge.succeeded"]


def test_a_token_of_ones_own_is_charged_once(api):
    card = {"number": "5555555555554444", "exp_month": 12, "exp_year": 2040, "cvc": "123", "name": "Ada"}
    token = api.post("/v1/tokens", card=card)

    charge = api.post("/v1/charges", amount=2000, currency="usd", source=token.id)

    assert (charge.source.brand, charge.source.name, charge.billing_details.name) == (
        "MasterCard",
        "Ada",
        "Ada",
    )
    assert (
        api.refused("POST", "/v1/charges", 400, amount=2000, currency="usd", source=token.id).code
        == "token_already_used"
    )


def test_the_source_of_a_charge_tells_what_its_bank_checked(api):
    sent = {
        "number": "4000000000000036",
        "exp_month": 12,
        "exp_year": 2040,
        "cvc": "123",
        "address_line1": "1 Main St",
        "address_zip": "90210",
    }
    token = api.post("/v1/tokens", card=sent)
    assert token.card.cvc_check == token.card.address_zip_check == "unchecked"

    source = api.post("/v1/charges", amount=2000, currency="usd", source=token.id).source
    assert (source.cvc_check, source.address_line1_check, source.address_zip_check) == (
        "pass",
        "pass",
        "fail",
    )


def test_a_declined_charge_is_kept(api):
    error = api.refused(
        "POST", "/v1/charges", 402, amount=2000, currency="usd", source="tok_chargeDeclinedInsufficientFunds"
    )

    assert (error.type, error.code, error.decline_code) == (
        "card_error",
        "card_declined",
        "insufficient_funds",
    )
    charge = api.get(f"/v1/charges/{error.charge}")
    assert (charge.status, charge.paid, charge.failure_code) == ("failed", False, "card_declined")
    assert api.happened() == ["charge.failed"]


def test_money_is_held_and_taken_later(api):
    held = api.post("/v1/charges", amount=2000, currency="usd", source="tok_visa", capture=False)
    assert (held.paid, held.captured, held.balance_transaction) == (True, False, None)

    taken = api.post(f"/v1/charges/{held.id}/capture", amount=1500, expand=["balance_transaction"])

    assert (taken.captured, taken.amount_captured, taken.amount_refunded) == (True, 1500, 500)
    assert taken.balance_transaction.amount == 1500
    assert api.happened() == ["charge.succeeded", "charge.captured"]
    again = api.refused("POST", f"/v1/charges/{held.id}/capture", 400)
    assert again.code == "charge_already_captured"


@pytest.mark.parametrize(("amount", "code"), [(2001, "amount_too_large"), (0, "parameter_invalid_integer")])
def test_no_more_than_is_held(api, amount, code):
    held = api.post("/v1/charges", amount=2000, currency="usd", source="tok_visa", capture=False)

    assert api.refused("POST", f"/v1/charges/{held.id}/capture", 400, amount=amount).code == code


def test_a_hold_lasts_a_week(api, wall):
    held = api.post("/v1/charges", amount=2000, currency="usd", source="tok_visa", capture=False)

    wall.advance(days=7)

    expired = api.get(f"/v1/charges/{held.id}")
    assert (expired.captured, expired.refunded, expired.amount_refunded) == (False, True, 2000)
    assert api.happened() == ["charge.succeeded", "charge.expired"]
    assert api.refused("POST", f"/v1/charges/{held.id}/capture", 400).code == "charge_expired_for_capture"


@pytest.mark.parametrize(
    ("sent", "status", "message"),
    [
        ({"amount": 2000, "currency": "usd"}, 400, "Must provide source or customer."),
        ({"currency": "usd", "source": "tok_visa"}, 400, "Missing required param: amount."),
        ({"amount": 20, "currency": "usd", "source": "tok_visa"}, 400, "Amount must be at least $0.50 usd"),
        ({"amount": 2000, "currency": "usd", "source": "tok_nothing"}, 400, "No such token: 'tok_nothing'"),
        (
            {"amount": 2000, "currency": "usd", "source": "card_nothing"},
            400,
            "No such source: 'card_nothing'",
        ),
        (
            {"amount": 2000, "currency": "usd", "customer": "cus_nobody"},
            400,
            "No such customer: 'cus_nobody'",
        ),
    ],
)
def test_what_cannot_be_charged_leaves_nothing(api, sent, status, message):
    assert api.refused("POST", "/v1/charges", status, **sent).message == message
    assert api.get("/v1/charges").data == api.get("/v1/payment_methods").data == []


def test_a_customer_without_a_source_cannot_be_charged(api):
    customer = api.post("/v1/customers")

    error = api.refused("POST", "/v1/charges", 402, amount=2000, currency="usd", customer=customer.id)
    assert (error.type, error.code, error.message) == (
        "card_error",
        "missing",
        "Cannot charge a customer that has no active card",
    )
    error = api.refused(
        "POST", "/v1/charges", 400, amount=2000, currency="usd", customer=customer.id, source="tok_visa"
    )
    assert error.code == "missing"


def test_a_customers_card_is_charged_again_and_again(api):
    customer = api.post("/v1/customers", source="tok_visa")
    second = api.post(f"/v1/customers/{customer.id}/sources", source="tok_amex")

    by_default = api.post("/v1/charges", amount=2000, currency="usd", customer=customer.id)
    named = [
        api.post("/v1/charges", amount=2000, currency="usd", customer=customer.id, source=second.id)
        for _ in range(2)
    ]

    assert (by_default.source.id, by_default.source.customer) == (customer.default_source, customer.id)
    assert [charge.source.brand for charge in named] == ["American Express"] * 2
    error = api.refused("POST", "/v1/charges", 400, amount=2000, currency="usd", source=second.id)
    assert (error.code, error.param) == ("missing", "customer")


def test_a_bank_that_wants_proof_declines_what_asks_for_none(api):
    error = api.refused(
        "POST", "/v1/charges", 402, amount=2000, currency="usd", source="tok_authenticationRequired"
    )

    assert error.code == "authentication_required"


@pytest.mark.parametrize(
    ("brand", "transaction", "link"), [("visa", r"\d{15}", None), ("mastercard", r"MCC\d{10}", r"[\w-]{22}")]
)
def test_the_network_names_the_transaction_and_mastercard_what_links_it(api, pay, brand, transaction, link):
    card = charge_of(api, pay(2000, f"pm_card_{brand}")).payment_method_details.card

    assert re.fullmatch(transaction, card.network_transaction_id)
    if link is None:
        assert card.transaction_link_id is None
    else:
        assert re.fullmatch(link, card.transaction_link_id)
