"""Previews of subscriptions: the invoice that would be made next, as it stands or after a change.

A preview is a rehearsal: the subscription is created, updated or renewed, its invoice is read, and all of it
is undone. So a preview equals what happens later. `billing/previews.py` has the operations.
Source: API reference, "Create a preview invoice".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import Customer, Invoice, Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscriptions import cancellation, creation, pausing, renewal, updating
from counterfoil.resources.billing.subscriptions.life import (
    ENDED,
    LIVE,
    items_of,
    of_customer,
    period_of,
    subscriptions,
)

# Of `subscription_details`, what an update takes.
UPDATED = (
    "items", "proration_behavior", "proration_date", "trial_end", "billing_cycle_anchor", "cancel_at",
    "cancel_at_period_end", "default_tax_rates", "metadata", "billing_schedules",
)  # fmt: skip
# And what a creation takes.
CREATED = (
    "items", "proration_behavior", "cancel_at", "cancel_at_period_end", "default_tax_rates", "metadata",
    "billing_mode", "trial_end", "billing_schedules",
)  # fmt: skip


NO_TIMESTAMP = "Invalid billing_cycle_anchor: must be one of now or unchanged"


@dataclass(slots=True)
class Hooks:
    """What the page of schedules, which imports this one, adds to previews.

    of_schedule: returns the next invoice of a schedule that parameters name or describe. phases: enters the
    phases that begin before a period ends, and returns the invoice that is made at once, if one is.
    """

    of_schedule: Callable[[Work, Mapping[str, Any], Customer], Invoice | None]
    phases: Callable[[Work, Subscription], Invoice | None]


hooks = Hooks(of_schedule=lambda work, params, customer: None, phases=lambda work, subscription: None)


def of_renewal(work: Work, subscription: Subscription) -> dict[str, Any] | None:
    """Return the preview of a subscription's next renewal; None where there is none."""
    with work.rehearsal():
        invoice = following(work, subscription)
        return None if invoice is None else invoices.preview_of(work, invoice)


@invoices.simulation
def simulated(work: Work, params: Mapping[str, Any], customer: Customer) -> Invoice | None:
    """Do in a rehearsal what a preview is of. Returns the draft that comes of it, None if nothing does."""
    if params.get("schedule") or params.get("schedule_details"):
        return hooks.of_schedule(work, params, customer)
    details = params.get("subscription_details") or {}
    subscription = _about(work, params, customer, details)
    if subscription is None:
        return _created(work, params, customer, details) if details.get("items") else None
    adopt(work, subscription, reads=True)
    if subscription.status in ENDED:
        return None
    invoice = _changed(work, subscription, details)
    if invoice is not None and params.get("preview_mode") == "recurring":
        return _only_recurring(work, invoice)
    return invoice


def _about(
    work: Work, params: Mapping[str, Any], customer: Customer, details: Mapping[str, Any]
) -> Subscription | None:
    """Return the subscription of a preview: the one that is named, else the customer's earliest."""
    if params.get("subscription"):
        found = work.get(subscriptions, params["subscription"], param="subscription")
        if found.customer != customer.id:
            raise errors.missing("subscription", found.id, param="subscription", status=400)
        return found
    if details.get("items"):
        return None
    live = [one for one in of_customer(work, customer.id) if one.status in LIVE and not _stops(one)]
    return min(live, key=lambda one: period_of(one)[1], default=None)


def _stops(subscription: Subscription) -> bool:
    """Whether a subscription is canceled at the end of its period."""
    return subscription.cancel_at is not None and subscription.cancel_at <= period_of(subscription)[1]


def _created(
    work: Work, params: Mapping[str, Any], customer: Customer, details: Mapping[str, Any]
) -> Invoice | None:
    """Create a subscription, and return its first invoice, or that of its renewal."""
    sent = {name: details[name] for name in CREATED if details.get(name) is not None}
    anchor = details.get("billing_cycle_anchor") or {}
    if anchor.get("type") == "timestamp":
        sent["billing_cycle_anchor"] = anchor["timestamp"]
    if details.get("start_date"):
        if details["start_date"] <= work.now:
            sent["backdate_start_date"] = details["start_date"]
        else:
            work.now = details["start_date"]
    for name in ("automatic_tax", "currency", "on_behalf_of"):
        if name in params:
            sent[name] = params[name]
    made = creation.make(work, {**sent, "customer": customer.id}, previewed=True)
    invoice = work.find(invoices.invoices, made.latest_invoice)
    if invoice is not None and params.get("preview_mode") == "recurring":
        return _only_recurring(work, invoice)
    return invoice if invoice is not None else following(work, made, further=True)


def _changed(work: Work, subscription: Subscription, details: Mapping[str, Any]) -> Invoice | None:
    """Change a subscription, and return the invoice that is made at once, or that of its renewal."""
    before = subscription.latest_invoice
    if details.get("pause"):
        raise errors.not_implemented("invoices.create_preview (subscription_details.pause)")
    if details.get("cancel_now"):
        behavior = details.get("proration_behavior") or "create_prorations"
        sent = {"prorate": behavior != "none", "invoice_now": True}
        canceled = cancellation.cancel(work, subscription, sent)
        return _other(work, canceled, before)
    if details.get("resume_at"):
        resumed = pausing.begin(work, subscription, details, previewed=True)
        return _other(work, resumed, before)
    if (details.get("billing_cycle_anchor") or {}).get("type") == "timestamp":
        raise errors.invalid(NO_TIMESTAMP, param="subscription_details[billing_cycle_anchor]")
    sent = {name: details[name] for name in UPDATED if name in details}
    at = sent.get("proration_date") or work.now
    if sent:
        updating.refuse(work, subscription, sent)
        subscription = updating.change(work, subscription, sent, previewed=True)
        made = _other(work, subscription, before)
        if made is not None:
            return made
    invoice = following(work, subscription, further=True)
    return None if invoice is None else _prorated(work, invoice, at)


def _prorated(work: Work, invoice: Invoice, at: int) -> Invoice:
    """Tell of a renewal's preview which time its prorations were computed for, if it has any of that time."""
    details = invoice.at("parent.subscription_details")
    prorations = (
        line.at("parent.subscription_item_details.proration") and line.period.start == at
        for line in invoices.lines_of(work, invoice)
    )
    if details is None or not any(prorations):
        return invoice
    details = {**details, "subscription_proration_date": at}
    return work.change(invoice, parent={**(invoice.parent or {}), "subscription_details": details})


def _other(work: Work, subscription: Subscription, before: str | None) -> Invoice | None:
    """Return the latest invoice if it is not the one from before."""
    if subscription.latest_invoice in (None, before):
        return None
    return work.find(invoices.invoices, subscription.latest_invoice)


def following(work: Work, subscription: Subscription, *, further: bool = False) -> Invoice | None:
    """Let the period end, and return the invoice that is made then, or by a phase before.

    further: where that period is billed already, go on to the next one.
    """
    subscription = work.latest(subscription)
    if subscription.schedule:
        invoice = hooks.phases(work, subscription)
        if invoice is not None:
            return invoice
        subscription = work.latest(subscription)
    if subscription.status not in LIVE or subscription.pause_collection is not None:
        return None
    work.now = max(work.now, period_of(subscription)[1])
    if subscription.cancel_at is not None and subscription.cancel_at <= work.now:
        last = cancellation.last_invoice(work, subscription)
        return work.find(invoices.invoices, last)
    prebilled = any(row.billed_until is not None for row in items_of(work, subscription))
    invoice = renewal.bill(work, subscription)
    if invoice is None and prebilled and further:
        return following(work, subscription, further=True)
    return invoice


def _only_recurring(work: Work, invoice: Invoice) -> Invoice:
    """Drop the lines that do not come again."""
    for line in invoices.lines_of(work, invoice):
        details = (line.get("parent") or {}).get("subscription_item_details")
        if details is None or details["proration"]:
            work.delete(line, "")
    return invoices.recompute(work, invoice)
