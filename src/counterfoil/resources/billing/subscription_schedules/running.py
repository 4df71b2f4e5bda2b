"""A schedule at work: its start, the change of phases, its end.

Phases change before subscriptions are canceled or renewed at the same instant, so that the renewal bills the
new phase and nothing is prorated. Source: guide "Subscription schedules".
"""

from __future__ import annotations

from counterfoil.kernel import Work, previous
from counterfoil.kernel.shapes import Subscription, SubscriptionSchedule
from counterfoil.resources.billing import subscriptions
from counterfoil.resources.billing.subscription_schedules import entering, pauses
from counterfoil.resources.billing.subscription_schedules.life import (
    EXPIRING,
    RUNNING,
    UPDATED,
    current,
    shown,
    subscription_of,
    subscription_schedules,
)

PHASE, LAST = 20, 80  # ranks
NOTICE = 7 * 86400  # seconds before the last phase ends


def plan(work: Work, schedule: SubscriptionSchedule) -> None:
    """Schedule anew what comes next: the start, the next phase or the end, and the notice of the end."""
    work.unschedule(schedule)
    schedule = work.latest(schedule)
    if schedule.status not in RUNNING:
        return
    position = current(schedule, work.now)
    at = schedule.phases[0]["start_date"] if position is None else schedule.phases[position]["end_date"]
    work.schedule(advance, schedule, at=at)
    pauses.plan(work, schedule)
    end = schedule.phases[-1]["end_date"]
    if end - NOTICE > work.now:
        work.schedule(notice, schedule, at=end - NOTICE)


def begin(work: Work, schedule: SubscriptionSchedule, *, announce: bool = True) -> SubscriptionSchedule:
    """Create the subscription of a schedule that starts. Its first invoice waits for the grace.

    announce: emit subscription_schedule.updated.
    """
    position = current(schedule, work.now) or 0
    phase = schedule.phases[position]
    subscription = subscriptions.make(
        work,
        entering.creation(work, schedule, phase),
        wanted=entering.wanted(work, schedule, phase),
        drafted=True,
        schedule=schedule.id,
        **(schedule.get("_facts") or {}),
    )
    started = work.move(schedule, "active", current_phase=shown(phase), subscription=subscription.id)
    if announce:
        work.emit(UPDATED, started, previous(work.visible(schedule), work.visible(started)))
    return started


@subscription_schedules.due(name="subscription_schedule.advance", rank=PHASE)
def advance(work: Work, schedule: SubscriptionSchedule) -> None:
    """Start, enter the next phase, or end. Emits subscription_schedule.updated or .completed."""
    if schedule.status not in RUNNING:
        return
    plan(work, proceed_or_begin(work, schedule))


def proceed_or_begin(
    work: Work, schedule: SubscriptionSchedule, *, previewed: bool = False
) -> SubscriptionSchedule:
    """Do what is due, or what an update of the phases made due: start, or enter another phase."""
    if schedule.status == "active":
        return proceed(work, schedule, previewed=previewed)
    return begin(work, schedule) if schedule.phases[0]["start_date"] <= work.now else schedule


def proceed(work: Work, schedule: SubscriptionSchedule, *, previewed: bool = False) -> SubscriptionSchedule:
    """Enter the phase of this instant if it is not the current one, or end the schedule after the last.

    previewed: an invoice that is made stays a draft.
    """
    subscription = subscription_of(work, schedule)
    if subscription is None:
        return schedule
    position = current(schedule, work.now)
    if position is None:
        return complete(work, schedule, subscription)
    phase = schedule.phases[position]
    if dict(schedule.current_phase or {}) == shown(phase):
        return schedule
    schedule = work.change(schedule, UPDATED, current_phase=shown(phase))
    before = schedule.phases[position - 1] if position else None
    entering.enter(work, schedule, subscription, phase, before, begins=True, previewed=previewed)
    return work.latest(schedule)


def complete(work: Work, schedule: SubscriptionSchedule, subscription: Subscription) -> SubscriptionSchedule:
    """End a schedule after its last phase. The subscription goes on without it, or is canceled."""
    schedule = work.move(schedule, "completed", completed_at=work.now, current_phase=None)
    if schedule.end_behavior == "cancel":
        subscriptions.end(work, subscription, invoiced=True, planned=True)
    else:
        work.change(subscription, "customer.subscription.updated", schedule=None)
    return schedule


@subscription_schedules.due(name="subscription_schedule.notice", rank=LAST)
def notice(work: Work, schedule: SubscriptionSchedule) -> None:
    """Emit subscription_schedule.expiring, seven days before the last phase ends."""
    if schedule.status in RUNNING and schedule.phases[-1]["end_date"] - NOTICE <= work.now:
        work.emit(EXPIRING, schedule)


def notice_soon(work: Work, schedule: SubscriptionSchedule) -> None:
    """Emit subscription_schedule.expiring at once, if the last phase ends within seven days."""
    latest = work.latest(schedule)
    if latest.status == "active" and latest.phases[-1]["end_date"] - NOTICE <= work.now:
        work.emit(EXPIRING, latest)
