"""The hosted page of an invoice, sent as a browser without scripts sends it, and the PDFs of its links."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from pypdf import PdfReader

from tests.support.client import Api
from tests.support.clocks import Clock

CARD = {"cardNumber": "4242 4242 4242 4242", "cardExpiry": "12 / 40", "cardCvc": "123", "billingName": "Ada"}


@pytest.fixture
def invoice(api: Api) -> Any:
    """An open invoice of $15.00."""
    customer = api.given.customer(name="Jenny Rosen", email="jenny@example.com")
    return opened(api, customer)


def opened(api: Api, customer: Any, **params: Any) -> Any:
    api.post("/v1/invoiceitems", customer=customer.id, amount=1500, currency="usd", description="Work done")
    draft = api.post("/v1/invoices", customer=customer.id, pending_invoice_items_behavior="include", **params)
    return api.post(f"/v1/invoices/{draft.id}/finalize")


def visit(api: Api, url: str, method: str = "GET", **fields: str) -> Any:
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return api.request(method, path, urlencode(fields).encode() if fields else None, key=None)


def pdf(api: Api, url: str) -> str:
    answer = visit(api, url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body)).pages)


def test_the_page_shows_what_is_owed_and_how_to_pay(api, invoice):
    page = visit(api, invoice.hosted_invoice_url)
    text = page.body.decode()
    assert page.status == 200
    for part in (
        invoice.number, "Work done", "$15.00", "Jenny Rosen", 'id="cardNumber"', "Pay $15.00",
        'data-testid="invoice-pay-button"', 'data-testid="download-invoice-pdf-button"',
    ):  # fmt: skip
        assert part in text, part


def test_a_card_pays_the_invoice(api, invoice):
    paid = visit(api, invoice.hosted_invoice_url, "POST", **CARD)
    assert (paid.status, paid.headers["location"]) == (303, invoice.hosted_invoice_url)
    after = api.get(f"/v1/invoices/{invoice.id}")
    assert (after.status, after.amount_paid) == ("paid", 1500)
    happened = api.happened()
    assert {"charge.succeeded", "payment_intent.succeeded", "invoice.paid"} <= set(happened)
    assert happened[-1] == "invoice.payment_succeeded"
    text = visit(api, invoice.hosted_invoice_url).body.decode()
    assert "This invoice was paid" in text
    assert 'id="cardNumber"' not in text
    assert api.get(f"/v1/customers/{invoice.customer}").invoice_settings.default_payment_method is None


def test_a_card_can_become_the_default_for_invoices(api, invoice):
    visit(api, invoice.hosted_invoice_url, "POST", **CARD, saveDefault="on")
    default = api.get(f"/v1/customers/{invoice.customer}").invoice_settings.default_payment_method
    assert api.get(f"/v1/payment_methods/{default}").customer == invoice.customer


def test_a_declined_card_is_refused_with_its_message_and_another_one_pays(api, invoice):
    refused = visit(api, invoice.hosted_invoice_url, "POST", **{**CARD, "cardNumber": "4000000000000002"})
    assert refused.status == 402
    assert "Your card was declined." in refused.body.decode()
    assert api.get(f"/v1/invoices/{invoice.id}").status == "open"
    assert visit(api, invoice.hosted_invoice_url, "POST", **CARD).status == 303


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"cardNumber": ""}, "cardNumber", "card number is incomplete"),
        ({"cardExpiry": "1"}, "cardExpiry", "expiration date is incomplete"),
        ({"cardNumber": "4242424242424241"}, "cardNumber", "card number is incorrect"),
    ],
)
def test_a_field_that_is_wrong_is_marked(api, invoice, fields, field, message):
    answer = visit(api, invoice.hosted_invoice_url, "POST", **{**CARD, **fields})
    text = answer.body.decode()
    assert answer.status in (402, 422)
    assert message in text
    assert "4242 4242" not in text


def test_three_d_secure_leads_away_and_back(api, invoice):
    asked = visit(api, invoice.hosted_invoice_url, "POST", **{**CARD, "cardNumber": "4000002760003184"})
    assert asked.status == 303
    answered = visit(api, asked.headers["location"], "POST", outcome="complete")
    assert answered.headers["location"].startswith(invoice.hosted_invoice_url)
    assert api.get(f"/v1/invoices/{invoice.id}").status == "paid"


def test_the_pdfs_say_what_the_invoice_says(api, invoice):
    text = pdf(api, invoice.invoice_pdf)
    for part in (invoice.number, "Work done", "$15.00", "Jenny Rosen"):
        assert part in text
    receipt = invoice.invoice_pdf.removesuffix("/pdf") + "/receipt/pdf"
    assert visit(api, receipt).status == 404
    visit(api, invoice.hosted_invoice_url, "POST", **CARD)
    assert "Visa ending in 4242" in pdf(api, receipt)


def test_a_void_invoice_shows_that_nothing_is_to_be_paid(api, invoice):
    api.post(f"/v1/invoices/{invoice.id}/void")
    text = visit(api, invoice.hosted_invoice_url).body.decode()
    assert "void" in text
    assert 'id="cardNumber"' not in text
    assert "VOID" in pdf(api, invoice.invoice_pdf)
    assert visit(api, invoice.hosted_invoice_url, "POST", **CARD).status == 409


def test_a_link_ends_thirty_days_after_the_due_date(api: Api, clock: Clock) -> None:
    customer = api.given.customer(clock, email="jenny@example.com")
    invoice = opened(api, customer, collection_method="send_invoice", days_until_due=10)
    clock.advance(days=39)
    assert visit(api, invoice.hosted_invoice_url).status == 200
    clock.advance(days=2)
    assert visit(api, invoice.hosted_invoice_url).status == 410


def test_nobody_guesses_a_link(api, invoice):
    assert visit(api, f"{invoice.hosted_invoice_url}x").status == 404
    assert visit(api, invoice.hosted_invoice_url.replace("/test_", "/live_")).status == 404
    assert visit(api, invoice.hosted_invoice_url.replace("acct_", "acct_x")).status == 404


def test_the_page_shows_of_each_line_what_it_is_for(api):
    customer = api.given.customer()
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    draft = api.post("/v1/invoices", customer=customer.id, discounts=[{"coupon": coupon.id}])
    api.post(
        "/v1/invoiceitems",
        customer=customer.id,
        invoice=draft.id,
        unit_amount=500,
        quantity=3,
        description="Seats",
        period={"start": 1735689600, "end": 1738368000},
    )
    invoice = api.post(f"/v1/invoices/{draft.id}/finalize")
    text = visit(api, invoice.hosted_invoice_url).body.decode()
    assert "Seats\n3 × $5.00\n1 January 2025 – 1 February 2025\nDiscount -$1.50</th><td>$15.00" in text


def test_a_receipt_adds_up_and_shows_the_refunds_of_all_payments(api):
    """$15.00, of which a balance paid $2.00, a credit note took $1.00, and two cards paid the rest."""
    customer = api.given.customer(card="pm_card_visa", balance=-200)
    invoice = opened(api, customer)
    api.post("/v1/credit_notes", invoice=invoice.id, amount=100)
    newest = api.at("2026-10-28.endive")
    other = api.given.paid_intent(500, "pm_card_mastercard")
    newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=other.id)
    api.post(f"/v1/invoices/{invoice.id}/pay")
    api.post("/v1/refunds", payment_intent=other.id, amount=300)

    text = pdf(api, invoice.invoice_pdf.replace("/pdf", "/receipt/pdf"))

    for part in (
        "Total $15.00", "Applied balance -$2.00", "Credit notes -$1.00", "Amount paid $12.00",
        "Refunded -$3.00", "Mastercard ending in 4444, Visa ending in 4242",
    ):  # fmt: skip
        assert part in text, part


def test_a_credit_note_shows_where_the_money_went(api):
    customer = api.given.customer(card="pm_card_visa")
    invoice = opened(api, customer)
    api.post(f"/v1/invoices/{invoice.id}/pay")
    note = api.post(
        "/v1/credit_notes",
        invoice=invoice.id,
        amount=1000,
        refund_amount=200,
        credit_amount=300,
        out_of_band_amount=500,
    )
    text = pdf(api, note.pdf)
    for part in ("Refunded $2.00", "Credited to the balance $3.00", "Credited elsewhere $5.00", "$10.00"):
        assert part in text, part


def test_who_owes_the_tax_is_on_the_invoice_and_a_void_one_asks_for_nothing(api):
    customer = api.given.customer(tax_exempt="reverse")
    invoice = opened(api, customer)
    assert "Tax to be paid on reverse charge basis" in pdf(api, invoice.invoice_pdf)
    api.post(f"/v1/invoices/{invoice.id}/void")
    assert "$15.00 due" not in pdf(api, invoice.invoice_pdf)


def named(api: Api, *types: str, **params: Any) -> Any:
    """An open invoice of $15.00 that names the types of methods that may pay it."""
    customer = api.given.customer(name="Jenny Rosen", email="jenny@example.com")
    return opened(api, customer, payment_settings={"payment_method_types": list(types)}, **params)


CHOSEN = "payment-method-accordion-item-title"


def test_the_page_offers_the_types_that_the_invoice_names(api):
    text = visit(api, named(api, "card", "us_bank_account").hosted_invoice_url).body.decode()
    for part in (
        f'id="{CHOSEN}-card"',
        f'id="{CHOSEN}-us_bank_account"',
        'id="cardNumber"',
        "Routing number",
    ):
        assert part in text, part


def test_a_bank_debit_is_on_its_way_until_it_is_paid(api):
    invoice = named(api, "card", "us_bank_account")
    sent = {CHOSEN: "us_bank_account", "billingName": "Ada", "accountNumber": "000123456789"}
    missing = visit(api, invoice.hosted_invoice_url, "POST", **sent)
    assert (missing.status, "Required" in missing.body.decode()) == (422, True)

    answer = visit(api, invoice.hosted_invoice_url, "POST", **sent, routingNumber="110000000")
    assert answer.status == 303, answer.body.decode()
    intent = api.get(f"/v1/payment_intents/{invoice.payment_intent}")
    verification = intent.next_action.verify_with_microdeposits
    assert answer.headers["location"] == verification.hosted_verification_url
    api.post(f"/v1/payment_intents/{intent.id}/verify_microdeposits", amounts=[32, 45])
    page = visit(api, invoice.hosted_invoice_url).body.decode()
    assert "Your payment is being processed." in page
    assert "<form" not in page
    again = visit(api, invoice.hosted_invoice_url, "POST", **CARD)
    assert (again.status, api.get(f"/v1/invoices/{invoice.id}").status) == (409, "open")


def test_a_redirecting_method_leads_away(api):
    invoice = named(api, "card", "cashapp")
    answer = visit(api, invoice.hosted_invoice_url, "POST", **{CHOSEN: "cashapp"})
    intent = api.get(f"/v1/payment_intents/{invoice.payment_intent}")
    assert (answer.status, intent.status) == (303, "requires_action")
    assert answer.headers["location"] != invoice.hosted_invoice_url
