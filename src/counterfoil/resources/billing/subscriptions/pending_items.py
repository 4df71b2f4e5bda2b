"""Extra invoices for pending items, on a rhythm of their own (`pending_invoice_item_interval`)."""

from __future__ import annotations

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscriptions import invoicing, settings, timing
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
        fields = {}
        if pending:
            invoice = invoicing.draft(work, subscription, [], reason="automatic_pending_invoice_item_invoice")
            fields["latest_invoice"] = invoice.id
        work.change(
            work.latest(subscription),
            UPDATED,
            **fields,
            **settings.pending_interval(work.now, subscription.pending_invoice_item_interval),
        )
    timing.plan(work, subscription)


timing.actions["pending"] = bill_pending
