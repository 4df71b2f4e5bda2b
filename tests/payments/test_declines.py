"""Declined cards.

A decline is an answer of 402, and a fact: the failed charge, the intent and the events stay.
"""

from __future__ import annotations

import pytest

from tests.support.given import payment

DECLINED = "Your card was declined."
TOO_OFTEN = (
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit."
)
NOT_PROCESSED = "An error occurred while processing your card. Try again in a little bit."

# method, number, code, decline_code, message, param
CARDS = [
    ("pm_card_visa_chargeDeclined", "4000000000000002", "card_declined", "generic_decline", DECLINED, None),
    (
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "4000000000009995",
        "card_declined",
        "insufficient_funds",
        "Your card has insufficient funds.",
        None,
    ),
    ("pm_card_visa_chargeDeclinedLostCard", "4000000000009987", "card_declined", "lost_card", DECLINED, None),
    (
        "pm_card_visa_chargeDeclinedStolenCard",
        "4000000000009979",
        "card_declined",
        "stolen_card",
        DECLINED,
        None,
    ),
    (
        "pm_card_chargeDeclinedExpiredCard",
        "4000000000000069",
        "expired_card",
        "expired_card",
        "Your card has expired.",
        "exp_month",
    ),
    (
        "pm_card_chargeDeclinedIncorrectCvc",
        "4000000000000127",
        "incorrect_cvc",
        "incorrect_cvc",
        "Your card's security code is incorrect.",
        "cvc",
    ),
    (
        "pm_card_chargeDeclinedProcessingError",
        "4000000000000119",
        "processing_error",
        "processing_error",
        NOT_PROCESSED,
        None,
    ),
    (
        "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
        "4000000000006975",
        "card_declined",
        "card_velocity_exceeded",
        TOO_OFTEN,
        None,
    ),
    ("pm_card_chargeCustomerFail", "4000000000000341", "card_declined", "generic_decline", DECLINED, None),
    ("pm_card_radarBlock", "4100000000000019", "card_declined", "fraudulent", DECLINED, None),
    ("pm_card_riskLevelHighest", "4000000000004954", "card_declined", "fraudulent", DECLINED, None),
]
by_name = pytest.mark.parametrize(
    ("method", "number", "code", "decline_code", "message", "param"), CARDS, ids=[row[0] for row in CARDS]
)


@by_name
def test_a_decline_tells_what_the_bank_said(api, method, number, code, decline_code, message, param):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method=method))

    assert (error.type, error.code, error.decline_code, error.message, error.param) == (
        "card_error",
        code,
        decline_code,
        message,
        param,
    )
    assert error.doc_url == f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
    assert error.payment_method["card"]["last4"] == number[-4:]
    intent = error.payment_intent
    assert (intent.status, intent.payment_method, intent.amount_received) == (
        "requires_payment_method",
        None,
        0,
    )
    assert intent.latest_charge == error.charge
    last = intent.last_payment_error
    assert (last.type, last.code, last.decline_code, last.message, last.param) == (
        "card_error",
        code,
        decline_code,
        message,
        param,
    )
    assert (last.charge, last.payment_method) == (error.charge, error.payment_method)


@by_name
def test_the_number_has_the_fate_of_its_name(api, method, number, code, decline_code, message, param):
    card = {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123"}
    sent = payment(method=None, payment_method_data={"type": "card", "card": card})

    error = api.refused("POST", "/v1/payment_intents", 402, **sent)

    assert (error.code, error.decline_code, error.message) == (code, decline_code, message)


def test_everything_a_decline_leaves_is_kept(api):
    error = api.refused(
        "POST", "/v1/payment_intents", 402, **payment(4200, "pm_card_chargeDeclinedInsufficientFunds")
    )

    intent = api.get(f"/v1/payment_intents/{error.payment_intent.id}")
    assert intent == error.payment_intent
    charge = api.get(f"/v1/charges/{error.charge}")
    assert (charge.status, charge.paid, charge.captured, charge.amount) == ("failed", False, False, 4200)
    assert (charge.amount_captured, charge.balance_transaction) == (0, None)
    assert (charge.failure_code, charge.failure_message) == (
        "card_declined",
        "Your card has insufficient funds.",
    )
    assert charge.outcome.network_status == "declined_by_network"
    assert (charge.outcome.type, charge.outcome.reason) == ("issuer_declined", "insufficient_funds")
    assert charge.outcome.seller_message == "The bank did not return any further details with this decline."
    assert (charge.payment_intent, charge.payment_method) == (intent.id, error.payment_method.id)
    assert api.happened() == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]
    assert api.get("/v1/balance").pending[0]["amount"] == 0


def test_the_events_of_a_decline_show_each_object_as_it_was(api):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))

    created, failed, given_up = reversed(api.get("/v1/events").data)
    assert created["data"]["object"]["status"] == "requires_confirmation"
    assert (failed["data"]["object"]["id"], failed["data"]["object"]["object"]) == (error.charge, "charge")
    assert given_up["data"]["object"] == error.payment_intent
    assert len({event["request"]["id"] for event in (created, failed, given_up)}) == 1


def test_a_replay_answers_the_same_decline_and_does_nothing(api):
    headers = {"Idempotency-Key": "order-17"}
    sent = payment(method="pm_card_chargeDeclined")

    first = api.request("POST", "/v1/payment_intents", sent, headers=headers)
    again = api.request("POST", "/v1/payment_intents", sent, headers=headers)

    assert (first.status, again.status, again.body) == (402, 402, first.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert len(api.get("/v1/charges").data) == len(api.get("/v1/payment_intents").data) == 1
    assert len(api.happened()) == 3


def test_another_method_pays_the_declined_intent(api):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))

    intent = api.post(f"/v1/payment_intents/{error.payment_intent.id}/confirm", payment_method="pm_card_visa")

    assert (intent.status, intent.last_payment_error) == ("succeeded", None)
    assert intent.latest_charge != error.charge
    attempts = api.get("/v1/charges", payment_intent=intent.id).data
    assert [charge["status"] for charge in attempts] == ["succeeded", "failed"]


def test_a_method_that_was_declined_has_been_used(api):
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_chargeDeclined"})
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method=method.id))

    again = api.refused(
        "POST", f"/v1/payment_intents/{error.payment_intent.id}/confirm", 400, payment_method=method.id
    )

    assert again.message.startswith(
        "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment"
    )
    assert (again.code, again.param) == (None, None)
    assert again.payment_intent.status == "requires_payment_method"


def test_any_update_forgets_the_last_error(api):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))

    intent = api.post(f"/v1/payment_intents/{error.payment_intent.id}", metadata={"tried": "once"})

    assert (intent.last_payment_error, intent.status) == (None, "requires_payment_method")


@pytest.mark.parametrize("method", ["pm_card_radarBlock", "pm_card_riskLevelHighest"])
def test_a_blocked_payment_never_reaches_the_network(api, method):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method=method))

    outcome = api.get(f"/v1/charges/{error.charge}").outcome
    assert (outcome.type, outcome.network_status, outcome.reason) == (
        "blocked",
        "not_sent_to_network",
        "highest_risk_level",
    )
    assert (outcome.risk_level, outcome.network_decline_code) == ("highest", None)
    assert error.payment_method["card"]["checks"]["cvc_check"] == "unavailable"


@pytest.mark.parametrize(
    ("method", "advice", "decline", "network_advice"),
    [
        ("pm_card_chargeDeclined", "try_again_later", "01", None),
        ("pm_card_chargeDeclinedInsufficientFunds", "try_again_later", "51", "02"),
        ("pm_card_visa_chargeDeclinedStolenCard", "do_not_try_again", "43", "01"),
        ("pm_card_chargeDeclinedExpiredCard", "confirm_card_data", "54", "03"),
    ],
)
def test_what_the_bank_advises_is_told_with_the_decline(api, method, advice, decline, network_advice):
    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method=method))

    last = error.payment_intent.last_payment_error
    charge = api.get(f"/v1/charges/{error.charge}")
    for told in (error, last, charge.outcome):
        assert (told.advice_code, told.network_decline_code, told.network_advice_code) == (
            advice,
            decline,
            network_advice,
        )
    card = charge.payment_method_details.card
    assert (charge.captured, charge.receipt_url, card.amount_authorized, card.authorization_code) == (
        False,
        None,
        None,
        None,
    )


def test_a_declined_attempt_has_checked_the_card(api):
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_chargeCustomerFail"})
    assert method.card.checks.cvc_check == "unchecked"

    error = api.refused("POST", "/v1/payment_intents", 402, **payment(method=method.id))

    checked = api.get(f"/v1/payment_methods/{method.id}")
    assert (checked.card.checks.cvc_check, error.payment_method) == ("pass", checked)


@pytest.mark.parametrize("row", CARDS[:8], ids=[row[0] for row in CARDS[:8]])
def test_a_card_whose_bank_declines_cannot_be_kept(api, row):
    method, _, code, decline_code, message, param = row
    customer = api.post("/v1/customers", email="ada@example.com")
    before = len(api.happened())

    error = api.refused("POST", f"/v1/payment_methods/{method}/attach", 402, customer=customer.id)

    assert (error.type, error.code, error.decline_code, error.message) == (
        "card_error",
        code,
        decline_code,
        message,
    )
    assert (error.param, error.charge, error.payment_method) == (param or "", None, None)
    assert api.get(f"/v1/customers/{customer.id}/payment_methods").data == []
    assert len(api.happened()) == before


def test_one_card_is_kept_and_then_declines_every_charge(api):
    customer = api.post("/v1/customers")
    method = api.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", customer=customer.id)

    for _ in range(2):
        error = api.refused(
            "POST",
            "/v1/payment_intents",
            402,
            **payment(method=method.id, customer=customer.id, off_session=True),
        )
        assert (error.code, error.decline_code) == ("card_declined", "generic_decline")
    assert api.get(f"/v1/payment_methods/{method.id}").customer == customer.id


def test_a_code_that_is_not_given_cannot_be_incorrect(api, pay):
    card = {"number": "4000000000000127", "exp_month": 1, "exp_year": 2040}

    intent = pay(method=None, payment_method_data={"type": "card", "card": card}, expand=["latest_charge"])

    assert intent.status == "succeeded"
    assert intent.latest_charge.payment_method_details.card.checks.cvc_check is None


@pytest.mark.parametrize(
    ("wrong", "code", "message", "param"),
    [
        ({"number": "4242424242424241"}, "incorrect_number", "Your card number is incorrect.", "number"),
        (
            {"number": "4242x"},
            "invalid_number",
            "The card number is not a valid credit card number.",
            "number",
        ),
        ({"exp_month": 13}, "invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month"),
        ({"exp_year": 2001}, "invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year"),
        ({"exp_year": 2190}, "invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year"),
        ({"cvc": "99"}, "invalid_cvc", "Your card's security code is invalid.", "cvc"),
    ],
)
@pytest.mark.parametrize("way", ["payment_methods", "tokens", "payment_intents"])
def test_data_that_cannot_be_right_are_refused_and_leave_nothing(api, way, wrong, code, message, param):
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123", **wrong}
    sent = {
        "payment_methods": {"type": "card", "card": card},
        "tokens": {"card": card},
        "payment_intents": payment(method=None, payment_method_data={"type": "card", "card": card}),
    }[way]

    error = api.refused("POST", f"/v1/{way}", 402, **sent)

    assert (error.type, error.code, error.message, error.param) == ("card_error", code, message, param)
    assert (
        api.get("/v1/payment_intents").data == api.get("/v1/charges").data == api.get("/v1/events").data == []
    )
