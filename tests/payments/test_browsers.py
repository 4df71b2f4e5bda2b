"""What a publishable key and a client secret may do with an intent, and which fields they show."""

from __future__ import annotations

import pytest

SEEN = frozenset(
    "id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method"
    " client_secret confirmation_method created currency description last_payment_error livemode next_action"
    " payment_method payment_method_configuration_details payment_method_types processing receipt_email"
    " setup_future_usage shipping source status".split()
)
WRONG = "The client_secret provided does not match the client_secret associated with the PaymentIntent."


@pytest.fixture
def intent(api):
    return api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method_types=["card"],
        metadata={"secret": "1"},
    )


def browser(api, method, path, **params):
    return api.request(method, path, params, key=api.key.replace("sk_", "pk_"))


def test_a_browser_sees_what_it_needs(api, intent):
    seen = browser(api, "GET", f"/v1/payment_intents/{intent.id}", client_secret=intent.client_secret).json

    assert set(seen) == SEEN
    assert (seen.id, seen.amount, seen.client_secret) == (intent.id, 2000, intent.client_secret)


@pytest.mark.parametrize(("verb", "path"), [("GET", ""), ("POST", "/confirm")])
def test_the_secret_must_be_given_and_right(api, intent, verb, path):
    missing = browser(api, verb, f"/v1/payment_intents/{intent.id}{path}")
    wrong = browser(
        api, verb, f"/v1/payment_intents/{intent.id}{path}", client_secret=f"{intent.id}_secret_guess"
    )

    assert (missing.status, missing.json.error.code, missing.json.error.param) == (
        400,
        "parameter_missing",
        "client_secret",
    )
    assert (wrong.status, wrong.json.error.code, wrong.json.error.param) == (
        400,
        "payment_intent_invalid_parameter",
        "client_secret",
    )
    assert wrong.json.error.message == WRONG
    # Nor with a secret key.
    assert api.refused("GET", f"/v1/payment_intents/{intent.id}", 400, client_secret="guess").message == WRONG


def test_a_browser_confirms(api, intent):
    path = f"/v1/payment_intents/{intent.id}/confirm"

    paid = browser(api, "POST", path, client_secret=intent.client_secret, payment_method="pm_card_visa").json

    assert (paid.status, set(paid)) == ("succeeded", SEEN)
    assert api.get(f"/v1/payment_intents/{intent.id}").amount_received == 2000


def test_a_browser_is_told_of_a_decline_and_of_nothing_else(api, intent):
    path = f"/v1/payment_intents/{intent.id}/confirm"

    declined = browser(
        api, "POST", path, client_secret=intent.client_secret, payment_method="pm_card_chargeDeclined"
    )

    assert declined.status == 402
    shown = declined.json.error.payment_intent
    assert (shown.status, set(shown)) == ("requires_payment_method", SEEN)


def test_manual_confirmation_is_the_servers(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method_types=["card"],
        confirmation_method="manual",
    )
    sent = {"client_secret": intent.client_secret, "payment_method": "pm_card_visa"}

    refused = browser(api, "POST", f"/v1/payment_intents/{intent.id}/confirm", **sent)

    assert refused.status == 400
    assert refused.json.error.message.startswith("This PaymentIntent's confirmation_method is manual, ")
    assert (
        api.post(f"/v1/payment_intents/{intent.id}/confirm", payment_method="pm_card_visa").status
        == "succeeded"
    )


def test_a_browser_gives_up_an_authentication(api, intent):
    path = f"/v1/payment_intents/{intent.id}"
    browser(
        api,
        "POST",
        f"{path}/confirm",
        client_secret=intent.client_secret,
        payment_method="pm_card_authenticationRequired",
    )

    for _ in range(2):  # the second time there is nothing left to give up
        given_up = browser(
            api,
            "POST",
            f"{path}/source_cancel",
            client_secret=intent.client_secret,
            source="src_of_the_window",
        )
        assert (given_up.status, given_up.json.status) == (200, "requires_payment_method")
    assert given_up.json.last_payment_error.code == "payment_intent_authentication_failure"
    assert api.happened()[-2:] == ["payment_intent.requires_action", "payment_intent.payment_failed"]


@pytest.mark.parametrize(
    ("verb", "path"), [("POST", "/v1/payment_intents"), ("GET", "/v1/charges"), ("GET", "/v1/balance")]
)
def test_everything_else_needs_a_secret_key(api, verb, path):
    refused = browser(api, verb, path, **({"amount": 2000, "currency": "usd"} if verb == "POST" else {}))

    assert (refused.status, refused.json.error.code) == (401, "secret_key_required")
