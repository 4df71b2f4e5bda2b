"""Invoice payments: what is paid of an invoice, and by which payment intent.

Source: API reference, Invoice Payments; guide "Multiple payments of an invoice".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Work, inherited, objects
from counterfoil.kernel.shapes import Invoice
from counterfoil.resources.billing.invoices.life import invoices
from counterfoil.resources.billing.invoices.payment import payments


@payments.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the payments of all invoices or of one, newest first; those of a payment intent."""
    if params.get("invoice"):
        work.expect(objects.invoice, params["invoice"], param="invoice")
    payment = params.get("payment") or {}
    equal = {}
    if payment.get("payment_intent"):
        equal["payment_payment_intent"] = payment["payment_intent"]
    sent = {name: value for name, value in params.items() if name != "payment"}
    return inherited.listed(work, payments, sent, equal)


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
