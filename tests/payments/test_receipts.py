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


def test_a_receipt_is_for_whoever_has_its_url(api):
    intent = api.post("/v1/payment_intents", **payment())
    url = api.get(f"/v1/charges/{intent.latest_charge}").receipt_url
    assert receipt(api, url).status == 200
    assert receipt(api, url.rpartition("/")[0]).status == 404
    assert receipt(api, f"{url}x").status == 404


def test_a_receipt_of_checkout_has_the_order(api):
    item = {"price_data": {"currency": "usd", "unit_amount": 700, "product_data": {"name": "Scones"}}}
    session = api.post(
        "/v1/checkout/sessions",
        mode="payment",
        success_url="https://example.com",
        line_items=[{**item, "quantity": 3}],
    )
    paid = api.post(f"/v1/payment_pages/{session.id}/confirm", payment_method="pm_card_visa")
    [charge] = api.get("/v1/charges", payment_intent=paid.payment_intent).data
    page = receipt(api, charge.receipt_url).body.decode()
    assert "Scones × 3" in page and "$21.00" in page and charge.calculated_statement_descriptor in page


def test_a_receipt_of_an_invoice_has_its_lines_and_taxes(api):
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=False)
    customer = api.given.customer(card="pm_card_visa")
    draft = api.post("/v1/invoices", customer=customer.id, default_tax_rates=[rate.id])
    api.post("/v1/invoiceitems", customer=customer.id, invoice=draft.id, amount=1000, description="Work")
    invoice = api.post(f"/v1/invoices/{draft.id}/pay")
    charge = api.get(f"/v1/charges/{invoice.charge}")
    assert f"/receipts/invoices/{charge.id}/" in charge.receipt_url
    shown = receipt(api, charge.receipt_url)
    page = shown.body.decode()
    assert shown.status == 200
    for part in (invoice.number, "<th>Work</th><td>$10.00", "<th>VAT 20%</th><td>$2.00", "<td>$12.00"):
        assert part in page, part
    assert receipt(api, f"{charge.receipt_url}x").status == 404
