"""Update a schedule: its settings, and its phases from the current one on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work, errors, merged_metadata, objects, present, previous
from counterfoil.kernel.shapes import SubscriptionSchedule
from counterfoil.resources.billing.subscription_schedules import entering, pauses, phases, running
from counterfoil.resources.billing.subscription_schedules.life import (
    UPDATED,
    current,
    refuse_ended,
    shown,
    subscription_of,
    subscription_schedules,
)

NOT_CURRENT = (
    "The first phase must be the current one, with the `start_date` that it has: {start}. Past phases cannot"
    " be changed."
)

Phase = Mapping[str, Any]


@subscription_schedules.update
def update(work: Work, schedule: SubscriptionSchedule, params: Mapping[str, Any]) -> SubscriptionSchedule:
    """Change settings, or replace the current and future phases; what a phase leaves out is unset.

    A change of the current phase changes the subscription now. Emits subscription_schedule.updated.
    400 for a schedule that is over.
    """
    return change(work, schedule, params)


def change(
    work: Work, schedule: SubscriptionSchedule, params: Mapping[str, Any], *, previewed: bool = False
) -> SubscriptionSchedule:
    """Apply an update. previewed: an invoice that is made stays a draft."""
    refuse_ended(schedule, "update", "updated")
    fields: dict[str, Any] = {}
    if params.get("default_settings"):
        fields["default_settings"] = phases.default_settings(
            work, params["default_settings"], schedule.default_settings, customer=schedule.customer
        )
    if params.get("end_behavior"):
        fields["end_behavior"] = params["end_behavior"]
    if "metadata" in params:
        fields["metadata"] = merged_metadata(schedule.metadata, params["metadata"])
    if "pause_schedules" in params:
        fields["pause_schedules"] = pauses.read(
            work,
            params["pause_schedules"],
            schedule.pause_schedules,
            flexible=schedule.billing_mode.type == "flexible",
        )
    if params.get("phases"):
        fields["phases"] = _phases(work, schedule, params["phases"], fields)
    position = current(schedule, work.now)
    before = schedule.phases[position] if position is not None and schedule.status == "active" else None
    changed = work.change(schedule, **fields)
    after = _phase_now(changed, before)
    if after is not None:
        changed = work.change(changed, current_phase=shown(after))
    if changed != schedule:
        work.emit(UPDATED, changed, previous(work.visible(schedule), work.visible(changed)))
    if before is not None and after is not None and after["end_date"] > work.now:
        behavior = params.get("proration_behavior") or "create_prorations"
        if _is_other(work, changed, before, after) or "default_settings" in fields:
            subscription = present(subscription_of(work, changed))
            entering.enter(
                work,
                changed,
                subscription,
                after,
                before,
                begins=False,
                behavior=behavior,
                previewed=previewed,
            )
    running.proceed_or_begin(work, changed, previewed=previewed)
    running.plan(work, changed)
    if schedule.phases[-1]["end_date"] != changed.phases[-1]["end_date"]:
        running.notice_soon(work, changed)
    return work.latest(changed)


def _phase_now(schedule: SubscriptionSchedule, before: Phase | None) -> Phase | None:
    """Return the phase of this instant in an active schedule."""
    if before is None:
        return None
    for phase in schedule.phases:
        if phase["start_date"] == before["start_date"] and phase["end_date"] > before["start_date"]:
            return phase
    return None


def _is_other(work: Work, schedule: SubscriptionSchedule, before: Phase, after: Phase) -> bool:
    """Whether the current phase has other terms, or another end that cancels the subscription."""
    dates = ("start_date", "end_date", "proration_behavior", "add_invoice_items")
    terms = [{name: value for name, value in phase.items() if name not in dates} for phase in (before, after)]
    subscription = present(subscription_of(work, schedule))
    return terms[0] != terms[1] or subscription.cancel_at != entering.end(schedule, after)


def _phases(
    work: Work,
    schedule: SubscriptionSchedule,
    sent: Sequence[Phase],
    fields: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Return past phases as they are, and the others as they are sent."""
    customer = present(work.find(objects.customer, schedule.customer))
    position = current(schedule, work.now) if schedule.status == "active" else None
    past = list(schedule.phases[: position or 0])
    known = [phase["start_date"] for phase in past]
    while len(sent) > 1 and sent[0].get("start_date") in known:
        sent = sent[1:]
    start = schedule.phases[position or 0]["start_date"]
    begins = sent[0].get("start_date")
    if position is not None and begins != start:
        raise errors.invalid(NOT_CURRENT.format(start=start), param="phases[0][start_date]")
    if position is None and begins is not None:
        start = work.now if begins == "now" else int(begins)
    subscription = subscription_of(work, schedule)
    found = phases.read(
        work,
        sent,
        start=start,
        customer=customer,
        defaults=fields.get("default_settings") or schedule.default_settings,
        flexible=schedule.billing_mode.type == "flexible",
        anchored=bool(schedule.get("_anchored_phases")),
        currency=subscription.currency if subscription is not None else None,
        held=schedule.phases,
    )
    if found[-1]["end_date"] < work.now:
        raise errors.invalid("The last phase must end in the future.", param="phases")
    return [*(dict(phase) for phase in past), *found]
