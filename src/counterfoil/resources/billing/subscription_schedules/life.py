"""The lifecycle of a schedule, and finding schedules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Subscription, SubscriptionSchedule

UPDATED, CANCELED = "subscription_schedule.updated", "subscription_schedule.canceled"
RELEASED, COMPLETED = "subscription_schedule.released", "subscription_schedule.completed"
ABORTED, EXPIRING = "subscription_schedule.aborted", "subscription_schedule.expiring"

subscription_schedules = objects.subscription_schedule.page(
    lifecycle={
        # status       may become   announcing
        "not_started": {"active": None, "canceled": CANCELED, "released": UPDATED},
        # One whose subscription was not paid is announced as aborted. A start in a request is no news.
        "active": {"completed": COMPLETED, "canceled": None, "released": UPDATED},
    },
    filters={"customer": "customer", "_status": "status", "_subscription": "subscription"},
)

RUNNING = ("not_started", "active")


@subscription_schedules.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List schedules, newest first. 400 for an unknown customer.

    scheduled: only those that have not started.
    """
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    equal = {"status": "not_started"} if params.get("scheduled") else {}
    filters = {name: value for name, value in params.items() if name != "scheduled"}
    return inherited.listed(work, subscription_schedules, filters, equal)


def refuse_ended(schedule: SubscriptionSchedule, verb: str, done: str) -> None:
    """Refuse (400) to change a schedule that is over. verb, done: what is asked: cancel, canceled."""
    if schedule.status not in RUNNING:
        raise errors.invalid(
            f"You cannot {verb} a subscription schedule that is currently in the `{schedule.status}` status."
            f" It must be in `not_started, active` status to be {done}."
        )


def current(schedule: SubscriptionSchedule, at: int) -> int | None:
    """Return the position of the phase that an instant lies in; None before the first and after the last."""
    for index, phase in enumerate(schedule.phases):
        if phase["start_date"] <= at < phase["end_date"]:
            return index
    return None


def shown(phase: Mapping[str, Any]) -> dict[str, int]:
    """Return `current_phase` of a phase."""
    return {"end_date": phase["end_date"], "start_date": phase["start_date"]}


def subscription_of(work: Work, schedule: SubscriptionSchedule) -> Subscription | None:
    """Return the subscription that a schedule manages; None before the start and after the end."""
    return work.find(objects.subscription, schedule.subscription)


def schedule_of(work: Work, subscription: Mapping[str, Any]) -> SubscriptionSchedule | None:
    """Return the schedule that manages a subscription, or None."""
    schedule = work.find(subscription_schedules, subscription.get("schedule"))
    return schedule if schedule is not None and schedule.status in RUNNING else None
