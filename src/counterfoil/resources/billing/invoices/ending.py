"""The ends of an invoice that nobody pays: void, or uncollectible; and what is sent to be paid by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Invoice
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing.invoices import payment
from counterfoil.resources.billing.invoices.life import (
    NOT_OPEN,
    announce,
    customer_of,
    invoices,
    transitions,
)


@invoices.operation("invoices.void_invoice")
def void_invoice(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Void an open or uncollectible invoice, for good. Emits invoice.updated and invoice.voided."""
    if invoice.status not in payment.PAYABLE:
        raise errors.invalid(NOT_OPEN)
    return void(work, invoice)


def void(work: Work, invoice: Invoice) -> Invoice:
    """Void an invoice, also a draft of a subscription. Credit that it drew returns to the customer."""
    invoice = work.latest(invoice)
    work.unschedule(invoice)
    drawn = 0
    if invoice.status in payment.PAYABLE and invoice.ending_balance is not None:
        drawn = invoice.ending_balance - invoice.starting_balance
    voided = work.move(
        invoice,
        "void",
        auto_advance=False,
        automatically_finalizes_at=None,
        next_payment_attempt=None,
        status_details=None,
        status_transitions=transitions(invoice, voided_at=work.now),
    )
    payment.cancel_open(work, voided)
    if drawn:
        entries.record(
            work,
            customer_of(work, voided),
            -drawn,
            voided.currency,
            "unapplied_from_invoice",
            invoice=voided.id,
        )
    return announce(work, voided, "invoice.voided")


@invoices.operation("invoices.mark_uncollectible")
def give_up(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Mark an open invoice as bad debt. It can still be paid, or voided."""
    if invoice.status != "open":
        raise errors.invalid(NOT_OPEN)
    return payment.mark_uncollectible(work, invoice)
