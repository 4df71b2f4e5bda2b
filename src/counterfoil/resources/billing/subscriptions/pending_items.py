"""Extra invoices for pending items, on a rhythm of their own (`pending_invoice_item_interval`)."""

from __future__ import annotations

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscriptions import invoicing, timing
from counterfoil.resources.billing.subscriptions.life import LIVE, UPDATED, subscriptions


@subscriptions.due(name="subscription.bill_pending", rank=timing.RENEWAL)
def bill_pending(work: Work, subscription: Subscription) -> None:
    """Invoice what is pending, if anything is, and plan the next such invoice.

    Emits customer.subscription.updated and invoice.created.
    """
    due = subscription.next_pending_invoice_item_invoice
    if subscription.status not in LIVE or due is None or due > work.now:
        return
    with work.announcing_first(UPDATED):
        pending = invoices.pending(
            work, subscription.customer, subscription.currency, subscription=subscription.id
        )
        fields, invoice = {}, None
        if pending:
            invoice = invoicing.draft(work, subscription, [], reason="automatic_pending_invoice_item_invoice")
            fields["latest_invoice"] = invoice.id
        work.change(
            work.latest(subscription),
            UPDATED,
            **fields,
            next_pending_invoice_item_invoice=_next(subscription, due),
        )
        if invoice is not None:
            invoicing.apply_pause(work, work.latest(subscription), invoice)
    timing.plan(work, subscription)


timing.actions["pending"] = bill_pending


def _next(subscription: Subscription, due: int) -> int:
    """Return when the next is due, counted from when the rhythm was set, so that month ends do not drift."""
    interval = periods.interval_of(subscription.pending_invoice_item_interval or {})
    return periods.next_boundary(subscription.get("_pending_since") or due, interval, due)
