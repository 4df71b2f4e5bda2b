"""Pauses that are planned ahead: when a subscription is paused, and when it is resumed.

Source: API reference, Subscription Schedules, `pause_schedules`; guide "Pause subscriptions".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, ids
from counterfoil.kernel.shapes import SubscriptionSchedule
from counterfoil.resources.billing.subscription_schedules.life import (
    UPDATED,
    subscription_of,
    subscription_schedules,
)
from counterfoil.resources.billing.subscriptions import dates, invoicing, pausing

PAUSE = 25  # rank: after phases, before cancellations and renewals
SCHEDULED, SUCCEEDED = {"type": "scheduled"}, {"type": "succeeded"}
ONCE = "The `key` of each pause must be unique."
LATER = "A subscription must be resumed after it is paused."
NO_METHOD = "The customer has no payment method that the invoice of the resumption could be paid with."

Planned = Mapping[str, Any]


# -- reading -------------------------------------------------------------------------------------------------


def read(
    work: Work, sent: Sequence[Planned] | None, old: Sequence[Planned], *, flexible: bool
) -> list[dict[str, Any]]:
    """Return pauses as a schedule shows them. Those that began stay as they are.

    400 for a classic subscription, times in the past, and a resumption that is not after its pause.
    """
    if sent and not flexible:
        raise errors.invalid(pausing.ONLY_FLEXIBLE, param="pause_schedules")
    known = {each["key"]: each for each in old}
    found = [_read(work, each, known, f"pause_schedules[{at}]") for at, each in enumerate(sent or ())]
    keys = [each["key"] for each in found]
    if len(set(keys)) < len(keys):
        raise errors.invalid(ONCE, param="pause_schedules")
    return found


def _read(work: Work, sent: Planned, known: Mapping[str, Planned], named: str) -> dict[str, Any]:
    """Return one pause. It keeps what is not sent of one with the same key."""
    key = sent.get("key") or ids.letters(16)
    before: Planned = known.get(key, {})
    pause = before.get("pause")
    if pause is None and not sent.get("pause"):
        raise errors.required(f"{named}[pause]")
    if pause is None or (pause["status"]["type"] == "scheduled" and sent.get("pause")):
        pause = _pause(work, sent["pause"], pause, f"{named}[pause]")
    resume = before.get("resume")
    if "resume" in sent and (resume is None or resume["status"]["type"] == "scheduled"):
        resume = _resume(work, sent["resume"], resume, pause, f"{named}[resume]")
    return {"key": key, "pause": pause, "resume": resume}


def _pause(work: Work, sent: Planned, old: Planned | None, named: str) -> dict[str, Any]:
    settings = sent.get("settings") or (old or {}).get("settings") or {}
    billed = settings.get("bill_for") or {}
    at = sent.get("pause_at")
    if at is None and old is None:
        raise errors.required(f"{named}[pause_at]")
    return {
        "pause_at": _time(work, at, f"{named}[pause_at]") if at is not None else (old or {})["pause_at"],
        "settings": {
            "bill_for": {
                name: {"type": (billed.get(name) or {}).get("type") or "pause_at"}
                for name in ("outstanding_usage_through", "unused_time_from")
            },
            "invoicing_behavior": settings.get("invoicing_behavior") or "pending_invoice_item",
            "type": "subscription",
        },
        "status": SCHEDULED,
    }


def _resume(
    work: Work, sent: Planned | None, old: Planned | None, pause: Planned, named: str
) -> dict[str, Any] | None:
    if sent is None:
        return None
    settings = sent.get("settings") or (old or {}).get("settings") or {}
    asked = sent.get("resume_at")
    if asked is None and old is None:
        raise errors.required(f"{named}[resume_at]")
    if asked is None:
        at = (old or {})["resume_at"]
    elif asked["type"] == "duration":
        if not asked.get("duration"):
            raise errors.required(f"{named}[resume_at][duration]")
        count = asked["duration"].get("interval_count")
        if count is not None and count < 1:
            param = f"{named}[resume_at][duration][interval_count]"
            raise errors.invalid("Invalid positive integer", param=param)
        try:
            at = periods.added(pause["pause_at"], periods.interval_of(asked["duration"]))
        except OverflowError as error:
            raise errors.invalid(f"This ends {error}.", param=f"{named}[resume_at][duration]") from None
    else:
        at = _time(work, asked, f"{named}[resume_at]")
    if at <= pause["pause_at"]:
        raise errors.invalid(LATER, param=f"{named}[resume_at]")
    return {
        "resume_at": at,
        "settings": {
            "billing_cycle_anchor": settings.get("billing_cycle_anchor") or "resume_at",
            "payment_behavior": settings.get("payment_behavior") or "resume_on_payment_attempt",
            "proration_behavior": settings.get("proration_behavior") or "create_prorations",
        },
        "status": SCHEDULED,
    }


def _time(work: Work, sent: Planned, named: str) -> int:
    """Return a time: now, or a timestamp that is not past."""
    if sent["type"] == "now":
        return work.now
    if sent.get("timestamp") is None:
        raise errors.required(f"{named}[timestamp]")
    if sent["timestamp"] < work.now:
        raise errors.invalid(dates.FUTURE, param=f"{named}[timestamp]")
    return int(sent["timestamp"])


# -- in time -------------------------------------------------------------------------------------------------


def plan(work: Work, schedule: SubscriptionSchedule) -> None:
    """Schedule the pauses and resumptions that are still to come."""
    for each in schedule.pause_schedules:
        for name, verb in (("pause", "pause_at"), ("resume", "resume_at")):
            step = each[name]
            if step is not None and step["status"]["type"] == "scheduled":
                work.schedule(take, schedule, at=step[verb], data=[each["key"], name])


@subscription_schedules.due(name="subscription_schedule.take_pause", rank=PAUSE)
def take(work: Work, schedule: SubscriptionSchedule, data: Sequence[str]) -> None:
    """Pause or resume the subscription. Emits its events, and subscription_schedule.updated.

    What cannot be done is an error of that step.
    """
    key, name = data
    planned = next((each for each in schedule.pause_schedules if each["key"] == key), None)
    subscription = subscription_of(work, schedule)
    step = planned and planned[name]
    if step is None or step["status"]["type"] != "scheduled" or subscription is None:
        return
    charged = subscription.collection_method == "charge_automatically"
    try:
        if name == "pause":
            pausing.stop(work, subscription, _bill_for(step))
        elif charged and not invoicing.has_method(work, subscription):
            raise errors.invalid(NO_METHOD)
        else:
            pausing.begin(work, subscription, _resumption(step), tried=True)
        status: dict[str, Any] = SUCCEEDED
    except errors.Refusal as refusal:
        status = {"type": "error", "error": {"code": refusal.code, "message": refusal.message}}
    if name == "resume" and status is SUCCEEDED:
        after = work.latest(subscription)
        status = SUCCEEDED if after.status != "paused" else {"type": "pending"}
    _note(work, schedule, key, name, status)


def _note(work: Work, schedule: SubscriptionSchedule, key: str, name: str, status: Mapping[str, Any]) -> None:
    """Write what became of a step."""
    latest = work.latest(schedule)
    found = [
        {**each, name: {**each[name], "status": status}} if each["key"] == key else each
        for each in latest.pause_schedules
    ]
    work.change(latest, UPDATED, pause_schedules=found)


def _bill_for(step: Planned) -> dict[str, Any]:
    """Return the settings of a planned pause as those of one that is made now."""
    settings = step["settings"]
    billed = {
        name: {"type": "now" if each["type"] == "pause_at" else each["type"]}
        for name, each in settings["bill_for"].items()
    }
    return {"bill_for": billed, "invoicing_behavior": settings["invoicing_behavior"]}


def _resumption(step: Planned) -> dict[str, Any]:
    """Return the settings of a planned resumption as those of one that is made now."""
    settings = step["settings"]
    anchor = "unchanged" if settings["billing_cycle_anchor"] == "unchanged" else "now"
    return {**settings, "billing_cycle_anchor": {"type": anchor}}
