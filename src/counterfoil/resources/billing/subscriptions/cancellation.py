"""Cancellation: now, at the end of the period, or at a given time. Source: guide "Cancel subscriptions"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Customer, Subscription
from counterfoil.resources.billing import feedback_options, invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import invoicing, prorating, timing
from counterfoil.resources.billing.subscriptions.life import (
    ENDED,
    invoices_of,
    items_of,
    of_customer,
    period_of,
    refuse_absent,
    subscriptions,
)

REQUESTED, PAYMENT_FAILED = "cancellation_requested", "payment_failed"


@subscriptions.action
def cancel(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Cancel a subscription now. Nothing is credited or billed, unless `prorate` or `invoice_now` ask for it.

    Emits customer.subscription.deleted. 404 for one that has ended.
    """
    if subscription.status in ENDED:
        raise refuse_absent(subscription)
    check_feedback(work, params)
    details = params.get("cancellation_details") or {}
    prorated, invoiced = bool(params.get("prorate")), bool(params.get("invoice_now"))
    if not invoiced:
        drop_prorations(work, subscription)
    if prorated and subscription.status not in ("trialing", "incomplete", "paused"):
        for line in prorating.unused(work, subscription, items_of(work, subscription), work.now):
            invoices.pend(work, subscription.customer, line)
    return end(work, subscription, invoiced=invoiced, details=details)


def end(
    work: Work,
    subscription: Subscription,
    *,
    reason: str = REQUESTED,
    invoiced: bool = False,
    planned: bool = False,
    details: Mapping[str, Any] | None = None,
) -> Subscription:
    """Move to canceled and stop its invoices. invoiced: bill usage and pending items in a last invoice.

    planned: it was to end now, and says so: `cancel_at` and `cancel_at_period_end` stay.
    Emits customer.subscription.deleted.
    """
    fields: dict[str, Any] = {} if planned else {"cancel_at": None, "cancel_at_period_end": False}
    if invoiced:
        over = period_of(subscription)[1] <= work.now
        invoice = last_invoice(work, subscription, "subscription_cycle" if over else "subscription_update")
        if invoice is not None:
            fields["latest_invoice"] = invoice
    hold_invoices(work, subscription, but=fields.get("latest_invoice"))
    known = dict(subscription.cancellation_details or {})
    given = {name: value for name, value in (details or {}).items() if name in known}
    canceled = work.move(
        subscription,
        "canceled",
        **fields,
        canceled_at=subscription.canceled_at or work.now,
        cancellation_details={**known, **given, "reason": reason},
        ended_at=work.now,
        pending_update=None,
        status_details=None,
    )
    work.unschedule(canceled)
    return canceled


def last_invoice(work: Work, subscription: Subscription, reason: str = "subscription_update") -> str | None:
    """Draft the last invoice: the usage since the period began, and pending items. None without either."""
    lines: list[Line] = []
    for row in items_of(work, subscription):
        until = max(row.current_period_start, min(work.now, row.current_period_end))
        if until > row.current_period_start and subscription.status not in ("trialing", "paused"):
            lines += invoicing.in_arrears(work, subscription, row, row.current_period_start, until)
    pending = invoices.pending(
        work, subscription.customer, subscription.currency, subscription=subscription.id, only=True
    )
    if not lines and not pending:
        return None
    invoice = invoicing.draft(
        work,
        subscription,
        lines,
        reason=reason,
        sweep="subscription",
        period=(
            min([row.current_period_start for row in items_of(work, subscription)] or [work.now]),
            work.now,
        ),
    )
    return invoice.id


def drop_prorations(work: Work, subscription: Subscription) -> None:
    """Delete the pending prorations of a subscription. Emits invoiceitem.deleted.

    Items that were created by hand stay.
    """
    for item in invoices.pending(
        work, subscription.customer, subscription.currency, subscription=subscription.id, only=True
    ):
        if item.proration:
            work.delete(item)


def hold_invoices(work: Work, subscription: Subscription, *, but: str | None = None) -> None:
    """Stop the automatic collection of the drafts and open invoices of a subscription that ends."""
    for invoice in invoices_of(work, subscription):
        if invoice.status in ("draft", "open") and invoice.auto_advance and invoice.id != but:
            work.change(
                invoice,
                "invoice.updated",
                auto_advance=False,
                automatically_finalizes_at=None,
                next_payment_attempt=None,
            )


# -- planned ahead -------------------------------------------------------------------------------------------


@subscriptions.due(name="subscription.cancel", rank=timing.CANCELLATION)
def cancel_as_planned(work: Work, subscription: Subscription) -> None:
    """Cancel at the time that was set. Usage and pending items are billed in a last invoice."""
    if subscription.status in ENDED or subscription.cancel_at is None or subscription.cancel_at > work.now:
        return
    end(work, subscription, invoiced=True, planned=True)


timing.actions["cancel"] = cancel_as_planned


@subscriptions.on("customer.deleted")
def follow_customer(work: Work, customer: Customer) -> None:
    """Cancel the subscriptions of a deleted customer."""
    for subscription in reversed(of_customer(work, customer.id)):
        drop_prorations(work, subscription)
        end(work, subscription)


def check_feedback(work: Work, params: Mapping[str, Any]) -> None:
    """Refuse (400) feedback that does not exist, or is offered no longer."""
    option = (params.get("cancellation_details") or {}).get("feedback_option")
    if option:
        feedback_options.expect(work, option, param="cancellation_details[feedback_option]")


def refuse_details(work: Work, params: Mapping[str, Any], subscription: Subscription) -> None:
    """Refuse (400) `cancellation_details` of a subscription that is not to be canceled."""
    check_feedback(work, params)
    cancels = (
        subscription.cancel_at is not None
        or subscription.status == "canceled"
        or params.get("cancel_at_period_end")
        or params.get("cancel_at") is not None
    )
    if params.get("cancellation_details") and not cancels:
        raise errors.invalid(
            "`cancellation_details` can only be set for a subscription that is canceled, or that is being"
            " canceled.",
            param="cancellation_details",
        )
