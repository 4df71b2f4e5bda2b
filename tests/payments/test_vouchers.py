"""Vouchers: payments that a customer makes in a shop, later."""

from __future__ import annotations

import pytest


def voucher(api, kind, currency, email="jenny@example.com"):
    """An intent whose customer has been given a voucher."""
    details = {"boleto": {"tax_id": "00000000000"}} if kind == "boleto" else {}
    data = {"type": kind, "billing_details": {"name": "Jenny Rosen", "email": email}, **details}
    sent = {
        "amount": 20000,
        "currency": currency,
        "payment_method_types": [kind],
        "payment_method_data": data,
        "confirm": True,
    }
    return api.post("/v1/payment_intents", **sent)


@pytest.mark.parametrize(
    ("kind", "currency"), [("oxxo", "mxn"), ("boleto", "brl"), ("konbini", "jpy"), ("multibanco", "eur")]
)
def test_a_voucher_is_paid_after_three_minutes(api, wall, kind, currency):
    intent = voucher(api, kind, currency)
    assert (intent.status, intent.next_action.type) == ("requires_action", f"{kind}_display_details")

    wall.advance(seconds=170)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_action"
    wall.advance(seconds=15)

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (paid.status, paid.latest_charge.payment_method_details.type) == ("succeeded", kind)


@pytest.mark.parametrize(
    ("email", "seconds", "status"),
    [
        ("succeed_immediately@example.com", 2, "succeeded"),
        ("jenny.expire_immediately@example.com", 2, "requires_payment_method"),
        ("expire_with_delay@example.com", 181, "requires_payment_method"),
        ("fill_never@example.com", 181, "requires_action"),
    ],
)
def test_the_email_address_decides(api, wall, email, seconds, status):
    intent = voucher(api, "oxxo", "mxn", email)
    wall.advance(seconds=seconds)

    after = api.get(f"/v1/payment_intents/{intent.id}")
    assert after.status == status
    if status == "requires_payment_method":
        assert after.last_payment_error.code == "payment_intent_payment_attempt_expired"


def test_a_voucher_can_be_paid_on_its_page(api):
    intent = voucher(api, "oxxo", "mxn")
    path = intent.next_action.oxxo_display_details.hosted_voucher_url.partition("://")[2].partition("/")[2]

    assert api.request("GET", f"/{path}", key=None).status == 200
    assert api.request("POST", f"/{path}", {"outcome": "success"}, key=None).status == 200
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"
