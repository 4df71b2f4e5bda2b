"""Redirecting methods: the customer authorizes the payment on a page, and comes back."""

from __future__ import annotations

import pytest

from tests.payments.conftest import answer, page

BACK = "https://shop.example/done"


def sent(api, kind, currency, **params):
    """An intent whose customer is sent to the page of a method."""
    return api.post(
        "/v1/payment_intents",
        amount=2000,
        currency=currency,
        payment_method_types=[kind],
        payment_method_data={
            "type": kind,
            "billing_details": {"name": "Jenny Rosen", "email": "jenny@example.com"},
        },
        confirm=True,
        return_url=BACK,
        **params,
    )


@pytest.mark.parametrize(
    ("kind", "currency"),
    [
        ("ideal", "eur"),
        ("bancontact", "eur"),
        ("eps", "eur"),
        ("p24", "pln"),
        ("giropay", "eur"),
        ("klarna", "usd"),
        ("amazon_pay", "usd"),
    ],
)
def test_who_authorizes_pays(api, kind, currency):
    intent = sent(api, kind, currency)
    assert (intent.status, intent.next_action.type, intent.latest_charge) == (
        "requires_action",
        "redirect_to_url",
        None,
    )
    shown = api.request("GET", f"/{page(intent)}", key=None)
    assert b"Authorize Test Payment" in shown.body and b"test-source-fail-3ds" in shown.body

    assert answer(api, intent, "success")["redirect_status"] == "succeeded"

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (paid.status, paid.amount_received, paid.latest_charge.payment_method_details.type) == (
        "succeeded",
        2000,
        kind,
    )
    assert paid.latest_charge.id.startswith("py_")
    again = api.request("GET", f"/{page(intent)}", key=None)
    assert again.status == 303 and again.headers["location"].endswith("redirect_status=succeeded")


def test_who_fails_is_asked_for_another_method(api):
    intent = sent(api, "ideal", "eur")

    assert answer(api, intent, "failure")["redirect_status"] == "failed"

    failed = api.get(f"/v1/payment_intents/{intent.id}")
    assert (failed.status, failed.last_payment_error.code) == (
        "requires_payment_method",
        "payment_intent_authentication_failure",
    )


def test_a_held_payment_is_captured_later(api):
    intent = sent(api, "klarna", "usd", capture_method="manual")
    answer(api, intent, "success")

    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_capture"
    assert api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=500).amount_received == 500


def test_alipay_has_an_action_of_its_own(api):
    action = sent(api, "alipay", "usd").next_action

    assert (action.type, action.alipay_handle_redirect.return_url) == ("alipay_handle_redirect", BACK)
    path = action.alipay_handle_redirect.url.partition("://")[2].partition("/")[2]
    assert (
        api.request("POST", f"/{path}", {"outcome": "success"}, key=None).headers["location"].startswith(BACK)
    )


def test_a_return_url_is_required_and_ideal_is_not_held(api):
    common = {
        "amount": 2000,
        "currency": "eur",
        "payment_method_types": ["ideal"],
        "payment_method_data": {"type": "ideal"},
        "confirm": True,
    }

    assert api.refused("POST", "/v1/payment_intents", 400, **common).param == "return_url"
    held = api.refused("POST", "/v1/payment_intents", 400, **common, return_url=BACK, capture_method="manual")
    assert held.param == "capture_method"
