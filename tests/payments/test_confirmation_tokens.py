"""Confirmation tokens: what a browser collected for one confirmation."""

from __future__ import annotations

import pytest

HELPER = "/v1/test_helpers/confirmation_tokens"
BACK = "https://shop.example/done"
CARD = {"number": "5555555555554444", "exp_month": 8, "exp_year": 2040, "cvc": "314"}
ASKED = {"amount": 2000, "currency": "usd"}


def test_a_token_previews_the_method(api):
    data = {"type": "card", "card": CARD, "billing_details": {"name": "Ada"}}
    token = api.post(HELPER, payment_method_data=data, return_url=BACK, setup_future_usage="off_session")

    assert token.id.startswith("ctoken_") and token.expires_at == token.created + 12 * 3600
    assert (token.payment_intent, token.setup_intent, token.return_url) == (None, None, BACK)
    preview = token.payment_method_preview
    assert (preview.type, preview.card.brand, preview.billing_details.name, preview.customer) == (
        "card",
        "mastercard",
        "Ada",
        None,
    )
    assert "id" not in preview and token.setup_future_usage == "off_session"
    assert api.get(f"/v1/confirmation_tokens/{token.id}") == token
    assert api.get("/v1/payment_methods").data == [] and api.happened() == []


def test_what_it_carries_confirms_a_payment(api):
    shipping = {"name": "Ada", "address": {"line1": "1 Main St"}}
    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK, shipping=shipping)
    intent = api.post("/v1/payment_intents", **ASKED)

    paid = api.post(f"/v1/payment_intents/{intent.id}/confirm", confirmation_token=token.id)
    assert (paid.status, paid.shipping.name) == ("succeeded", "Ada")
    assert api.get(f"/v1/payment_methods/{paid.payment_method}").card.last4 == "4242"
    assert api.get(f"/v1/confirmation_tokens/{token.id}").payment_intent == intent.id


def test_a_payment_is_made_and_confirmed_with_a_token(api):
    customer = api.post("/v1/customers")
    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK, setup_future_usage="off_session")

    paid = api.post(
        "/v1/payment_intents", **ASKED, customer=customer.id, confirm=True, confirmation_token=token.id
    )
    assert (paid.status, paid.setup_future_usage) == ("succeeded", "off_session")
    assert api.get(f"/v1/customers/{customer.id}/payment_methods").data[0].id == paid.payment_method


def test_what_the_call_says_goes_before_what_the_token_carries(api):
    token = api.post(HELPER, payment_method="pm_card_authenticationRequired", return_url=BACK)

    asked = api.post(
        "/v1/payment_intents",
        **ASKED,
        confirm=True,
        confirmation_token=token.id,
        return_url="https://shop.example/other",
    )
    assert asked.next_action.redirect_to_url.return_url == "https://shop.example/other"


def test_a_setup_is_confirmed_with_a_token(api):
    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK)
    intent = api.post("/v1/setup_intents")

    assert (
        api.post(f"/v1/setup_intents/{intent.id}/confirm", confirmation_token=token.id).status == "succeeded"
    )
    assert api.get(f"/v1/confirmation_tokens/{token.id}").setup_intent == intent.id

    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK)
    assert api.post("/v1/setup_intents", confirm=True, confirmation_token=token.id).status == "succeeded"


def test_the_method_of_a_customer_is_used_itself(api):
    customer = api.post("/v1/customers")
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)
    token = api.post(HELPER, payment_method=method.id, return_url=BACK)
    assert token.payment_method_preview.customer == customer.id

    paid = api.post(
        "/v1/payment_intents", **ASKED, customer=customer.id, confirm=True, confirmation_token=token.id
    )
    assert paid.payment_method == method.id


def test_a_token_is_good_for_one_intent_also_when_it_is_declined(api):
    token = api.post(HELPER, payment_method="pm_card_chargeDeclined", return_url=BACK)
    declined = api.refused(
        "POST", "/v1/payment_intents", 402, **ASKED, confirm=True, confirmation_token=token.id
    )

    assert api.get(f"/v1/confirmation_tokens/{token.id}").payment_intent == declined.payment_intent.id
    error = api.refused("POST", "/v1/payment_intents", **ASKED, confirm=True, confirmation_token=token.id)
    assert (error.type, error.param) == ("invalid_request_error", "confirmation_token")


def test_a_refused_confirmation_does_not_use_a_token_up(api):
    token = api.post(HELPER, payment_method="pm_card_visa")  # nothing to return to
    intent = api.post("/v1/payment_intents", **ASKED)

    api.refused("POST", f"/v1/payment_intents/{intent.id}/confirm", confirmation_token=token.id)
    assert api.get(f"/v1/confirmation_tokens/{token.id}").payment_intent is None
    assert (
        api.post(
            f"/v1/payment_intents/{intent.id}/confirm", confirmation_token=token.id, return_url=BACK
        ).status
        == "succeeded"
    )


def test_a_token_is_good_for_half_a_day(api, wall):
    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK)
    wall.advance(seconds=12 * 3600 + 1)

    error = api.refused("POST", "/v1/payment_intents", **ASKED, confirm=True, confirmation_token=token.id)
    assert error.param == "confirmation_token" and api.get("/v1/payment_intents").data == []


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({}, 400, None),
        (
            {"payment_method": "pm_card_visa", "payment_method_data": {"type": "card", "card": CARD}},
            400,
            None,
        ),
        ({"payment_method": "pm_nothing"}, 400, "resource_missing"),
        ({"payment_method_data": {"type": "card"}}, 400, "parameter_missing"),
        (
            {"payment_method_data": {"type": "card", "card": {**CARD, "number": "4242424242424241"}}},
            402,
            "incorrect_number",
        ),
    ],
)
def test_what_cannot_be_collected(api, sent, status, code):
    assert api.refused("POST", HELPER, status, **sent).code == code


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"confirmation_token": "ctoken_nothing"}, "confirmation_token"),
        ({"payment_method": "pm_card_visa"}, "confirmation_token"),
    ],
)
def test_what_cannot_confirm(api, sent, param):
    token = api.post(HELPER, payment_method="pm_card_visa", return_url=BACK)
    intent = api.post("/v1/payment_intents", **ASKED)

    error = api.refused(
        "POST", f"/v1/payment_intents/{intent.id}/confirm", **{"confirmation_token": token.id, **sent}
    )
    assert error.param == param
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_payment_method"


def test_a_browser_makes_one_with_its_own_key(api):
    key = api.key.replace("sk_", "pk_")
    api.get("/v1/account")
    answer = api.request(
        "POST", "/v1/confirmation_tokens", {"payment_method_data": {"type": "card", "card": CARD}}, key=key
    )

    assert answer.status == 200 and answer.json.payment_method_preview.card.last4 == "4444"
    assert api.get(f"/v1/confirmation_tokens/{answer.json.id}").use_stripe_sdk is True
