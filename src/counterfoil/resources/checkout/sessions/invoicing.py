"""The invoice of a payment that a session took, where it asks for one (`invoice_creation`).

It bills the order, and is paid by the intent of the session. Source: guide "Post-payment invoices".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import CheckoutSession, Invoice, PaymentIntent
from counterfoil.resources.billing import discounts, invoices
from counterfoil.resources.products import prices

COPIED = ("account_tax_ids", "custom_fields", "description", "footer", "metadata")


def of_payment(work: Work, session: CheckoutSession, customer: str, intent: PaymentIntent) -> Invoice:
    """Create the paid invoice of a session's order. Emits the events of its creation and payment."""
    data: Mapping[str, Any] = session.at("invoice_creation.invoice_data") or {}
    draft = invoices.draft(
        work,
        work.get(objects.customer, customer),
        lines=[_line(work, session, item) for item in session.get("_items") or ()],
        currency=str(session.currency),
        billing_reason="manual",
        announce=False,
        **{name: data[name] for name in COPIED if data.get(name)},
    )
    sent = [
        {"promotion_code": one["promotion_code"]} if one["promotion_code"] else {"coupon": one["coupon"]}
        for one in session.get("discounts") or ()
    ]
    if sent:
        redeemed = discounts.redeem(work, sent, customer=customer, holder="invoice", holder_id=draft.id)
        draft = invoices.recompute(
            work, work.change(draft, discounts=[one.id for one in redeemed]), announce=None
        )
    work.emit("invoice.created", draft)
    return invoices.finalize(work, draft, attempt=False, paid_by=intent)


def _line(work: Work, session: CheckoutSession, item: Mapping[str, Any]) -> invoices.Line:
    price = prices.record(work, item["price"])
    assert price is not None, "the price of an item is retained"
    product = work.find(objects.product, price.product)
    return invoices.Line(
        currency=str(session.currency),
        description=product.name if product is not None else None,
        start=work.now,
        end=work.now,
        quantity=item["quantity"],
        price=price,
        product=price.product,
        tax_rates=item["tax_rates"] or None,
        metadata=item["metadata"],
    )
