"""Receipts: what a customer is shown, at the address that the charge tells."""

from __future__ import annotations

from tests.support.given import payment


def receipt(api, url: str):
    return api.request("GET", "/" + url.partition("://")[2].partition("/")[2], key=None)


def test_a_receipt_tells_what_was_paid_and_what_was_given_back(api):
    intent = api.post("/v1/payment_intents", **payment(amount=123456, description="Tea & <biscuits>"))
    url = api.get(f"/v1/charges/{intent.latest_charge}").receipt_url
    shown = receipt(api, url)
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = shown.body.decode()
    assert "$1,234.56" in page
    assert "visa ending in 4242" in page
    assert "Tea &amp; &lt;biscuits&gt;" in page
    assert "Refunded" not in page

    api.post("/v1/refunds", charge=intent.latest_charge, amount=3456)
    assert "$34.56" in receipt(api, url).body.decode()


def test_what_was_not_paid_has_no_receipt(api):
    declined = api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))
    charge = api.get(f"/v1/charges/{declined.charge}")
    assert charge.receipt_url is None
    assert receipt(api, f"http://127.0.0.1/receipts/{charge.id}").status == 404
    assert receipt(api, "http://127.0.0.1/receipts/ch_nobody").status == 404
