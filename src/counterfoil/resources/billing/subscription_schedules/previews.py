"""Previews of schedules: the next invoice of one that is there, or changed, or created for the preview.

A preview rehearses what the schedule does until the invoice is made. Source: API reference, "Create a preview
invoice", `schedule` and `schedule_details`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import Customer, Invoice, Subscription, SubscriptionSchedule
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscription_schedules import creation, running, updating
from counterfoil.resources.billing.subscription_schedules.life import (
    schedule_of,
    subscription_of,
    subscription_schedules,
)
from counterfoil.resources.billing.subscriptions import previews
from counterfoil.resources.billing.subscriptions.life import period_of

CHANGED = ("phases", "end_behavior", "pause_schedules", "proration_behavior")


def of_schedule(work: Work, params: Mapping[str, Any], customer: Customer) -> Invoice | None:
    """Return the next invoice of the schedule that parameters name, change or describe."""
    try:
        return _previewed(work, params, customer)
    except errors.Refusal as refusal:
        if refusal.param is not None and refusal.param.startswith("phases"):
            named = "schedule_details[phases]" + refusal.param.removeprefix("phases")
            refusal.message = refusal.message.replace(refusal.param, named)
            refusal.param = named
        raise


def _previewed(work: Work, params: Mapping[str, Any], customer: Customer) -> Invoice | None:
    """Return the next invoice; refusals name `phases` as an update of a schedule does."""
    details = params.get("schedule_details") or {}
    before = None
    if params.get("schedule"):
        schedule = work.get(subscription_schedules, params["schedule"], param="schedule")
        adopt(work, schedule, reads=True)
        subscription = subscription_of(work, schedule)
        before = subscription.latest_invoice if subscription is not None else None
        sent = {name: details[name] for name in CHANGED if details.get(name) is not None}
        if sent:
            schedule = updating.change(work, schedule, sent, previewed=True)
    else:
        adopt(work, customer, reads=True)
        schedule = _made(work, details, customer)
    return _next(work, schedule, before)


def _made(work: Work, details: Mapping[str, Any], customer: Customer) -> SubscriptionSchedule:
    """Create the schedule that a preview describes."""
    names = ("billing_mode", "end_behavior", "pause_schedules", "phases")
    sent = {name: details[name] for name in names if details.get(name) is not None}
    start = (details.get("phases") or [{}])[0].get("start_date")
    return creation.make(work, {**sent, "customer": customer.id, "start_date": start})


def _next(work: Work, schedule: SubscriptionSchedule, before: str | None) -> Invoice | None:
    """Let the schedule start, or its subscription go on, until an invoice is made."""
    if schedule.status == "not_started":
        work.now = max(work.now, schedule.phases[0]["start_date"])
        schedule = running.begin(work, schedule)
    subscription = subscription_of(work, schedule)
    if subscription is None:
        return None
    if subscription.latest_invoice not in (None, before):
        return work.find(invoices.invoices, subscription.latest_invoice)
    return previews.following(work, subscription)


def phases(work: Work, subscription: Subscription) -> Invoice | None:
    """Enter the phases that begin until a period ends. Returns the invoice that is made before, if any."""
    before, end = subscription.latest_invoice, period_of(subscription)[1]
    schedule = schedule_of(work, subscription)
    while schedule is not None and schedule.current_phase is not None:
        at = schedule.current_phase.end_date
        if schedule.status != "active" or at > end:
            return None
        work.now = max(work.now, at)
        schedule = running.proceed(work, schedule, previewed=True)
        after = work.latest(subscription)
        if after.latest_invoice != before:
            return work.find(invoices.invoices, after.latest_invoice)
    return None


previews.hooks.of_schedule = of_schedule
previews.hooks.phases = phases
