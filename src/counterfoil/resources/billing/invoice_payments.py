"""Invoice payments: what is paid of an invoice, and by which payment intent or payment record.

Source: API reference, Invoice Payments; guide "Multiple payments of an invoice".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Invoice, PaymentIntent
from counterfoil.resources.billing.invoices import payment
from counterfoil.resources.billing.invoices.life import invoices
from counterfoil.resources.billing.invoices.payment import payments


@payments.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the payments of all invoices or of one, newest first; those of an intent or a record."""
    if params.get("invoice"):
        work.expect(objects.invoice, params["invoice"], param="invoice")
    made_by = params.get("payment") or {}
    names = [name for name in ("payment_intent", "payment_record") if made_by.get(name)]
    equal = {f"payment_{name}": made_by[name] for name in names}
    sent = {name: value for name, value in params.items() if name != "payment"}
    return inherited.listed(work, payments, sent, equal)


@invoices.operation("invoices.attach_payment")
def attach(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Let an intent or a payment record pay an open invoice: when it succeeds, or at once if it has.

    Emits invoice_payment.paid, invoice.updated, and invoice.paid when nothing remains.
    """
    if params.get("payment_record"):
        if params.get("payment_intent"):
            raise errors.exclusive("payment_intent", "payment_record")
        return _attach_record(work, invoice, params["payment_record"])
    if not params.get("payment_intent"):
        raise errors.one_required("payment_intent", "payment_record")
    intent = work.get(objects.payment_intent, params["payment_intent"], param="payment_intent")
    if invoice.status not in payment.PAYABLE:
        raise errors.invalid(f"You can only attach payments to open invoices: this one is {invoice.status}.")
    _check(work, invoice, intent)
    free = payment.available(work, intent) if intent.status == "succeeded" else intent.amount
    one = payment.opened(work, invoice, intent, min(free, invoice.amount_remaining))
    if intent.status == "succeeded":
        return payment.pay_with(work, invoice, one, one.amount_requested)
    return work.latest(invoice)


def _attach_record(work: Work, invoice: Invoice, id: str) -> Invoice:
    """Let a payment record pay an open invoice: when it is guaranteed, or at once if it is."""
    param = "payment_record"
    record = work.get(objects.payment_record, id, param=param)
    if invoice.status not in payment.PAYABLE:
        raise errors.invalid(f"You can only attach payments to open invoices: this one is {invoice.status}.")
    if record.amount.currency != invoice.currency:
        raise errors.invalid(
            f"The currency of the payment record ({record.amount.currency}) is not that of the invoice"
            f" ({invoice.currency}).",
            param=param,
        )
    owner = record.customer_details.customer if record.customer_details is not None else None
    if owner is not None and owner != invoice.customer:
        raise errors.invalid("The payment record belongs to another customer.", param=param)
    if record.amount_canceled.value:
        raise errors.invalid("The payment record was canceled.", param=param)
    if any(one.invoice == invoice.id for one in work.list(payments, payment_payment_record=record.id)):
        raise errors.invalid("The payment record is attached to this invoice already.", param=param)
    free = payment.free_of(work, record)
    if free <= 0:
        raise errors.invalid("Nothing of this payment record is left to pay an invoice.", param=param)
    one = payment.opened(work, invoice, record, min(free, invoice.amount_remaining))
    if record.amount_guaranteed.value:
        return payment.pay_with(work, invoice, one, one.amount_requested)
    return work.latest(invoice)


def _check(work: Work, invoice: Invoice, intent: PaymentIntent) -> None:
    """Refuse (400) an intent that cannot pay this invoice."""
    param = "payment_intent"
    if intent.currency != invoice.currency:
        raise errors.invalid(
            f"The currency of the payment intent ({intent.currency}) is not that of the invoice"
            f" ({invoice.currency}).",
            param=param,
        )
    if intent.customer is not None and intent.customer != invoice.customer:
        raise errors.invalid("The payment intent belongs to another customer.", param=param)
    if intent.status == "canceled":
        raise errors.invalid("The payment intent was canceled.", param=param)
    if any(one.invoice == invoice.id for one in work.list(payments, payment_payment_intent=intent.id)):
        raise errors.invalid("The payment intent is attached to this invoice already.", param=param)
    if intent.status == "succeeded" and payment.available(work, intent) <= 0:
        raise errors.invalid("Nothing of this payment intent is left to pay an invoice.", param=param)


@invoices.include("payments")
def of_invoice(work: Work, invoice: Invoice) -> dict[str, Any]:
    """Return the first payments of an invoice, newest first."""
    found = work.list(payments, invoice=invoice.id)
    return {
        "object": "list",
        "data": [work.visible(one) for one in found[:10]],
        "has_more": len(found) > 10,
        "url": f"/v1/invoice_payments?invoice={invoice.id}",
    }


@invoices.include("confirmation_secret")
def confirmation_secret(work: Work, invoice: Invoice) -> Document | None:
    """Return the client secret of the intent that was made for the invoice; None where none was made."""
    secret = invoice.get("_secret")
    return Document(secret) if secret else None
