"""The end of a schedule before its last phase is over: cancel, release, and the end of its subscription."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Customer, Subscription, SubscriptionSchedule
from counterfoil.resources.billing import subscriptions
from counterfoil.resources.billing.subscription_schedules.life import (
    ABORTED,
    CANCELED,
    RELEASED,
    RUNNING,
    refuse_ended,
    schedule_of,
    subscription_of,
    subscription_schedules,
)
from counterfoil.resources.billing.subscriptions import updating


@subscription_schedules.action
def cancel(work: Work, schedule: SubscriptionSchedule, params: Mapping[str, Any]) -> SubscriptionSchedule:
    """Cancel a schedule and its subscription, which is credited and billed a last time unless told otherwise.

    Emits customer.subscription.deleted and subscription_schedule.canceled. 400 for one that is over.
    """
    refuse_ended(schedule, "cancel", "canceled")
    subscription = subscription_of(work, schedule)
    if subscription is None:
        return _canceled(work, schedule)
    sent = {name: params.get(name, True) for name in ("invoice_now", "prorate")}
    subscriptions.cancel(work, subscription, sent)  # heard below
    return work.latest(schedule)


@subscription_schedules.action
def release(work: Work, schedule: SubscriptionSchedule, params: Mapping[str, Any]) -> SubscriptionSchedule:
    """Stop managing a subscription, which goes on as it is. A cancellation by the schedule is taken back.

    Emits subscription_schedule.updated, customer.subscription.updated and subscription_schedule.released.
    400 for one that is over.
    """
    refuse_ended(schedule, "release", "released")
    subscription = subscription_of(work, schedule)
    work.unschedule(schedule)
    released = work.move(
        schedule,
        "released",
        current_phase=None,
        released_at=work.now,
        released_subscription=schedule.subscription,
        subscription=None,
    )
    if subscription is not None:
        freed = work.change(subscription, schedule=None)
        sent: dict[str, Any] = {}
        if schedule.end_behavior == "cancel" and not params.get("preserve_cancel_date"):
            sent = {"cancel_at": None, "proration_behavior": "none"}
        updating.change(work, freed, sent, since=subscription)
    work.emit(RELEASED, released)
    return released


@subscription_schedules.on("customer.subscription.deleted")
def follow(work: Work, subscription: Subscription) -> None:
    """End the schedule of a canceled subscription. Emits its event, .aborted if it was not paid."""
    schedule = schedule_of(work, subscription)
    if schedule is None:
        return
    unpaid = subscription.at("cancellation_details.reason") == "payment_failed"
    _canceled(work, schedule, ABORTED if unpaid else CANCELED)


@subscription_schedules.on("customer.deleted")
def follow_customer(work: Work, customer: Customer) -> None:
    """Cancel the schedules of a deleted customer that have not started."""
    for schedule in work.list(subscription_schedules, customer=customer.id):
        if schedule.status in RUNNING:
            _canceled(work, schedule)


def _canceled(work: Work, schedule: SubscriptionSchedule, event: str = CANCELED) -> SubscriptionSchedule:
    """Move a schedule to canceled, and announce it."""
    work.unschedule(schedule)
    started = schedule.status == "active"
    canceled = work.move(schedule, "canceled", canceled_at=work.now, current_phase=None)
    if started:
        work.emit(event, canceled)
    return canceled
