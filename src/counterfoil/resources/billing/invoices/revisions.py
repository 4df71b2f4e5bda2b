"""Revisions: a finalized invoice is replaced by a copy that can be edited.

Source: API reference, Invoices, `from_invoice`; guide "Revise an invoice".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Invoice
from counterfoil.resources.billing.invoices import drafts, lines, sums
from counterfoil.resources.billing.invoices.life import (
    customer_of,
    invoices,
    line_items,
    lines_of,
    subscription_of,
)

COPIED = (
    "account_tax_ids", "custom_fields", "default_source", "footer", "issuer", "on_behalf_of",
    "payment_settings", "rendering", "shipping_cost", "shipping_details", "statement_descriptor",
)  # fmt: skip
NOT_OPEN = "You can only revise an open invoice."


def revise(work: Work, params: Mapping[str, Any]) -> Invoice:
    """Make a draft that will replace an open invoice when it is finalized. Emits invoice.created."""
    original = work.get(invoices, params["from_invoice"]["invoice"], param="from_invoice[invoice]")
    if original.status not in ("open", "uncollectible"):
        raise errors.invalid(NOT_OPEN, param="from_invoice[invoice]")
    copied_fields: dict[str, Any] = {name: original.get(name) for name in COPIED}
    draft = drafts.draft(
        work,
        customer_of(work, original),
        currency=original.currency,
        billing_reason="manual",
        subscription=subscription_of(work, original),
        collection_method=original.collection_method,
        period=(original.period_start, original.period_end),
        discounts=original.discounts or (),
        default_tax_rates=original.default_tax_rates,
        days_until_due=original.get("_days_until_due"),
        due_date=original.due_date,
        default_payment_method=original.default_payment_method,
        metadata=original.metadata,
        description=original.description,
        announce=False,
        from_invoice={"action": "revision", "invoice": original.id},
        **copied_fields,
    )
    for line in lines_of(work, original):
        copied = replace(lines.line_of(work, line), invoice_item=None)
        if copied.subscription_item is None:
            drafts.fill(work, draft, [copied])
        else:
            lines.insert(work, draft, copied, len(work.list(line_items, invoice=draft.id)))
    draft = sums.recompute(work, draft, announce=None)
    work.emit("invoice.created", draft)
    return draft
