"""Credit notes: before and after payment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.client import Api

NEWEST = "2026-10-28.endive"


def finalized(api: Api, *, pay: bool = False, **item: Any) -> Any:
    """A finalized invoice of 3 × 20.00, 10 % off, 20 % tax: 64.80."""
    customer = api.given.customer(card="pm_card_visa")
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=False)
    api.post(
        "/v1/invoiceitems",
        **{"customer": customer.id, "currency": "usd", "unit_amount_decimal": "2000", "quantity": 3, **item},
    )
    draft = api.post(
        "/v1/invoices",
        customer=customer.id,
        pending_invoice_items_behavior="include",
        discounts=[{"coupon": coupon.id}],
        default_tax_rates=[rate.id],
    )
    return api.post(f"/v1/invoices/{draft.id}/{'pay' if pay else 'finalize'}")


def one_unit(invoice: Any, quantity: int = 1) -> list[dict[str, Any]]:
    line = invoice.lines.data[0].id
    return [{"type": "invoice_line_item", "invoice_line_item": line, "quantity": quantity}]


def test_a_unit_is_credited_with_its_discount_and_tax(api: Api) -> None:
    invoice = finalized(api)
    assert invoice.total == 6480

    note = api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice))

    assert (note.subtotal, note.discount_amount, note.total, note.type) == (2000, 200, 2160, "pre_payment")
    assert (note.number, [tax.amount for tax in note.tax_amounts]) == (f"{invoice.number}-CN-01", [360])
    lowered = api.get(f"/v1/invoices/{invoice.id}")
    assert (lowered.amount_due, lowered.amount_remaining, lowered.total) == (4320, 4320, 6480)
    assert lowered.pre_payment_credit_notes_amount == 2160
    assert api.get(f"/v1/payment_intents/{invoice.payment_intent}").amount == 4320


def test_crediting_all_pays_an_open_invoice(api: Api) -> None:
    invoice = finalized(api)
    api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice, 3))
    paid = api.get(f"/v1/invoices/{invoice.id}")
    assert (paid.status, paid.amount_due, paid.amount_paid, paid.charge) == ("paid", 0, 0, None)


def test_voiding_asks_for_the_amount_again(api: Api) -> None:
    invoice = finalized(api)
    note = api.post("/v1/credit_notes", invoice=invoice.id, amount=1000)
    void = api.post(f"/v1/credit_notes/{note.id}/void")
    assert (void.status, void.voided_at) == ("void", api.now)
    again = api.get(f"/v1/invoices/{invoice.id}")
    assert (again.amount_remaining, again.pre_payment_credit_notes_amount) == (6480, 0)


def test_after_payment_the_money_is_refunded_or_credited(api: Api) -> None:
    invoice = finalized(api, pay=True)

    note = api.post(
        "/v1/credit_notes",
        invoice=invoice.id,
        lines=one_unit(invoice),
        refund_amount=1160,
        credit_amount=1000,
    )

    assert (note.type, note.total) == ("post_payment", 2160)
    assert api.get(f"/v1/refunds/{note.refund}").amount == 1160
    assert api.get(f"/v1/customers/{invoice.customer}").balance == -1000
    after = api.get(f"/v1/invoices/{invoice.id}")
    assert (after.post_payment_credit_notes_amount, after.amount_paid) == (2160, 6480)
    api.refused("POST", f"/v1/credit_notes/{note.id}/void")


@pytest.mark.parametrize("sent", [{"amount": 9000}, {"amount": 0}, {}, {"amount": 2000, "refund_amount": 5}])
def test_what_cannot_be_credited(api: Api, sent: dict[str, Any]) -> None:
    invoice = finalized(api)
    api.refused("POST", "/v1/credit_notes", invoice=invoice.id, **sent)
    assert api.get("/v1/credit_notes", invoice=invoice.id)["data"] == []


def test_a_line_is_credited_up_to_its_quantity(api: Api) -> None:
    invoice = finalized(api)
    api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice, 2))
    refused = api.refused("POST", "/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice, 2))
    assert refused.param == "lines[0][quantity]"


def test_the_preview_is_what_is_issued(api: Api) -> None:
    invoice = finalized(api)
    seen = api.get("/v1/credit_notes/preview", invoice=invoice.id, lines=one_unit(invoice))
    assert api.get("/v1/credit_notes", invoice=invoice.id)["data"] == []
    lines = api.get("/v1/credit_notes/preview/lines", invoice=invoice.id, lines=one_unit(invoice))
    note = api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice))
    apart = {"id", "lines", "pdf", "refund"}
    assert {k: v for k, v in seen.items() if k not in apart} == {
        k: v for k, v in note.items() if k not in apart
    }
    assert [line["amount"] for line in lines["data"]] == [2000]


def test_a_credit_note_has_a_pdf(api: Api) -> None:
    invoice = finalized(api)
    note = api.post("/v1/credit_notes", invoice=invoice.id, amount=500, memo="Sorry")
    path = note.pdf.partition("12111")[2]
    served = api.request("GET", path, key=None)
    assert (served.status, served.body[:5]) == (200, b"%PDF-")
    assert api.request("GET", path.replace("/pdf", "x/pdf"), key=None).status == 404


@pytest.mark.parametrize("exempt", ["exempt", "reverse"])
def test_an_exempt_customer_gets_back_what_was_asked_for(api: Api, exempt: str) -> None:
    """2 × 11.00 with 10 % inclusive tax come to 20.00 without it."""
    rate = api.post("/v1/tax_rates", display_name="VAT", percentage=10, inclusive=True)
    customer = api.given.customer(tax_exempt=exempt)
    made = api.post("/v1/invoices", customer=customer.id, default_tax_rates=[rate.id])
    api.post("/v1/invoiceitems", customer=customer.id, invoice=made.id, unit_amount=1100, quantity=2)
    invoice = api.post(f"/v1/invoices/{made.id}/finalize")
    assert invoice.total == 2000

    note = api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice))
    assert (note.subtotal, note.subtotal_excluding_tax, note.total) == (1100, 1000, 1000)

    api.post("/v1/credit_notes", invoice=invoice.id, lines=one_unit(invoice))
    assert api.get(f"/v1/invoices/{invoice.id}").status == "paid"


def test_a_refund_is_counted_once_and_only_for_its_own_invoice(api: Api) -> None:
    invoice, other = finalized(api, pay=True), finalized(api, pay=True)
    refund = api.post("/v1/refunds", payment_intent=invoice.payment_intent, amount=3000)
    newest = api.at(NEWEST)

    def sent(amount: int, counted: int | None = None) -> dict[str, Any]:
        part = {} if counted is None else {"amount_refunded": counted}
        return {"amount": amount, "refunds": [{"refund": refund.id, **part}]}

    refused = newest.refused("POST", "/v1/credit_notes", invoice=other.id, **sent(3000))
    assert refused.param == "refunds[0][refund]"
    note = newest.post("/v1/credit_notes", invoice=invoice.id, **sent(1000, 1000))
    assert (note.refunds[0].refund, note.refunds[0].amount_refunded) == (refund.id, 1000)
    refused = newest.refused("POST", "/v1/credit_notes", invoice=invoice.id, **sent(2500, 2500))
    assert refused.param == "refunds[0][amount_refunded]"
    # Without an amount, the note counts what is left of the refund.
    assert newest.post("/v1/credit_notes", invoice=invoice.id, **sent(2000)).total == 2000
    assert newest.refused("POST", "/v1/credit_notes", invoice=invoice.id, **sent(1)).param == (
        "refunds[0][refund]"
    )


def test_what_several_payments_paid_is_refunded_by_several_refunds(api: Api) -> None:
    invoice = finalized(api)
    newest = api.at(NEWEST)
    for amount in (4000, 2480):
        intent = api.given.paid_intent(amount)
        newest.post(f"/v1/invoices/{invoice.id}/attach_payment", payment_intent=intent.id)

    note = newest.post("/v1/credit_notes", invoice=invoice.id, amount=6480, refund_amount=6480)

    assert [one.amount_refunded for one in note.refunds] == [2480, 4000]
    assert api.happened().count("refund.created") == 2


def test_a_credit_note_never_asks_for_more(api: Api) -> None:
    customer = api.given.customer(card="pm_card_visa")
    draft = api.post("/v1/invoices", customer=customer.id)
    for amount in (2000, -500):
        api.post("/v1/invoiceitems", customer=customer.id, invoice=draft.id, amount=amount)
    invoice = api.post(f"/v1/invoices/{draft.id}/finalize")
    billed, credited = (
        {"type": "invoice_line_item", "invoice_line_item": line.id, "quantity": 1}
        for line in invoice.lines.data
    )
    assert api.refused("POST", "/v1/credit_notes", invoice=invoice.id, lines=[credited]).param == "lines"
    assert api.post("/v1/credit_notes", invoice=invoice.id, lines=[billed, credited]).total == 1500
