"""PDFs of invoices, receipts, credit notes and quotes: their text, pages and bytes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from counterfoil.documents import papers, pdf

JUNE, JULY = 1_780_272_000, 1_782_864_000

LINE: dict[str, Any] = {
    "amount": 6000,
    "currency": "usd",
    "description": "2 × Seat (at $30.00 / month)",
    "quantity": 2,
    "period": {"start": JUNE, "end": JULY},
    "pricing": {"unit_amount_decimal": "3000"},
    "discount_amounts": [{"amount": 600, "discount": "di_1"}],
    "pretax_credit_amounts": [{"type": "discount", "amount": 600, "discount": "di_1"}],
}
INVOICE: dict[str, Any] = {
    "id": "in_1",
    "account_country": "US",
    "account_name": "Müller & Söhne",
    "amount_due": 5026,
    "amount_paid": 0,
    "amount_remaining": 5026,
    "created": JUNE,
    "currency": "usd",
    "custom_fields": [{"name": "Purchase order", "value": "4711"}],
    "customer_address": {"line1": "510 Townsend St", "city": "San Francisco", "state": "CA", "country": "US"},
    "customer_email": "jenny@example.com",
    "customer_name": "Jenny Rosen",
    "customer_tax_ids": [{"type": "eu_vat", "value": "DE123456789"}],
    "description": "Thank you.",
    "due_date": JULY,
    "ending_balance": 0,
    "footer": "HRB 1234",
    "number": "ABCD1234-0001",
    "pre_payment_credit_notes_amount": 0,
    "starting_balance": -700,
    "status": "open",
    "subtotal": 6000,
    "total": 5726,
    "total_discount_amounts": [{"amount": 600, "discount": "di_1"}],
    "total_excluding_tax": 5400,
    "total_taxes": [
        {"amount": 326, "tax_behavior": "exclusive", "tax_rate_details": {"tax_rate": "txr_1"}},
    ],
}
RATES = {"txr_1": {"display_name": "VAT", "percentage": 6.0375}}


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


def invoice(lines: list[dict[str, Any]] | None = None, **fields: Any) -> bytes:
    paper = papers.invoice(
        {**INVOICE, **fields}, lines or [LINE], rates=RATES, names={"di_1": "WELCOME (10% off)"}
    )
    return pdf(paper)


def test_an_invoice_says_what_its_object_says():
    text = text_of(invoice())
    for part in (
        "ABCD1234-0001", "1 June 2026", "1 July 2026", "4711", "Müller & Söhne", "Jenny Rosen",
        "510 Townsend St", "jenny@example.com", "DE123456789", "2 × Seat (at $30.00 / month)", "$60.00",
        "WELCOME (10% off)", "-$6.00", "VAT 6.0375%", "$3.26", "$57.26", "-$7.00", "$50.26 due 1 July 2026",
        "Thank you.", "HRB 1234", "Page 1 of 1",
    ):  # fmt: skip
        assert part in text, part


def test_equal_objects_give_equal_bytes():
    assert invoice() == invoice()
    assert invoice() != invoice(number="ABCD1234-0002")


@pytest.mark.parametrize(("status", "stamp"), [("void", "VOID"), ("draft", "DRAFT"), ("open", None)])
def test_a_stamp_says_that_nothing_is_to_be_paid(status, stamp):
    text = text_of(invoice(status=status))
    assert ("VOID" in text, "DRAFT" in text) == (stamp == "VOID", stamp == "DRAFT")


def test_many_lines_take_several_pages_with_the_head_of_the_table_on_each():
    lines = [{**LINE, "description": f"Line {number}."} for number in range(1, 61)]
    pages = PdfReader(io.BytesIO(invoice(lines))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) > 2
    assert all("Unit price" in text for text in texts[:-1])
    assert [text.count(f"Page {number} of {len(texts)}") for number, text in enumerate(texts, 1)] == [
        1
    ] * len(texts)
    whole = "\n".join(texts)
    assert all(f"Line {number}." in whole for number in range(1, 61))


@pytest.mark.parametrize(
    ("country", "named", "width"),
    [("US", None, 612), ("DE", None, 595), ("US", "a4", 595), ("DE", "letter", 612)],
)
def test_the_size_is_that_of_the_country_or_as_it_was_asked(country, named, width):
    rendering = {"pdf": {"page_size": named or "auto"}}
    page = PdfReader(io.BytesIO(invoice(account_country=country, rendering=rendering))).pages[0]
    assert round(float(page.mediabox.width)) == width


def test_greek_and_cyrillic_are_real_text_and_what_the_font_lacks_is_noted():
    text = text_of(invoice([{**LINE, "description": "Ωμέγα Привет"}]))
    assert "Ωμέγα Привет" in text
    assert "does not have" not in text
    assert "does not have" in text_of(invoice([{**LINE, "description": "漢字"}]))


@pytest.mark.parametrize(
    ("amount", "shown"), [("3000", "$30.00"), ("0.35", "$0.0035"), ("12.5", "$0.125"), (None, "")]
)
def test_unit_prices_are_exact(amount, shown):
    assert papers.unit_price(amount, "usd") == shown


def test_a_receipt_names_what_was_paid_how_and_what_was_refunded():
    paid = {**INVOICE, "status": "paid", "amount_paid": 5026, "status_transitions": {"paid_at": JULY}}
    text = text_of(
        pdf(papers.receipt(paid, [LINE], method="Visa ending in 4242", refunded=1000, rates=RATES))
    )
    for part in ("Receipt", "$50.26 paid on 1 July 2026", "Visa ending in 4242", "-$10.00"):
        assert part in text


def test_a_credit_note_names_its_invoice_and_what_was_credited():
    note = {
        "created": JULY,
        "currency": "usd",
        "discount_amount": 200,
        "memo": "Wrong plan.",
        "number": "ABCD1234-0001-CN-01",
        "out_of_band_amount": None,
        "reason": "order_change",
        "refunds": [{"amount_refunded": 2160}],
        "status": "issued",
        "subtotal": 2000,
        "total": 2160,
        "total_taxes": [{"amount": 360, "tax_behavior": "exclusive", "tax_rate_details": {}}],
    }
    lines = [{"amount": 2000, "description": "Seat", "quantity": 1, "unit_amount_decimal": "2000"}]
    text = text_of(pdf(papers.credit_note(note, lines, INVOICE)))
    for part in ("ABCD1234-0001-CN-01", "Order change", "-$2.00", "$3.60", "$21.60 credited", "Wrong plan."):
        assert part in text


def test_a_quote_shows_its_lines_and_when_it_expires():
    quote = {
        "amount_subtotal": 3900,
        "amount_total": 4290,
        "created": JUNE,
        "currency": "usd",
        "expires_at": JULY,
        "header": "For Jenny",
        "status": "draft",
        "status_transitions": {"finalized_at": None},
        "total_details": {"amount_discount": 0, "amount_tax": 390},
    }
    price = {"unit_amount_decimal": "1500", "recurring": {"interval": "month", "interval_count": 1}}
    lines = [{"amount_subtotal": 3000, "description": "Seat", "quantity": 2, "price": price}]
    text = text_of(pdf(papers.quote(quote, lines, {"name": "Jenny Rosen"})))
    for part in ("Draft", "1 July 2026", "For Jenny", "Every month", "$42.90", "$3.90", "DRAFT"):
        assert part in text
