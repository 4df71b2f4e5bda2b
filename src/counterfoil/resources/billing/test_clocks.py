"""Test clocks: time that can be moved. What happens to a clock's customers happens at its time, in order, when it is advanced.

Source: API reference, Billing, Test clocks; guide "API and advanced usage". Of test mode only.

How others live on a clock: a customer or quote is made on one (`test_clock`), and what belongs to it is done on its clock, so that
`work.now` is the clock's time and what is scheduled waits for its advance. When the clock is deleted its customers are deleted as if one
had asked for it, so whoever follows `customer.deleted` needs to know nothing of clocks; what lives on one without a customer follows
`test_helpers.test_clock.deleted`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors
from counterfoil.kernel.clocks import UNDERWAY

test_clocks = Resource(
    "test_helpers.test_clock",
    prefix="clock",
    noun="test_clock",
    path_param="test_clock",
    lifecycle={
        # status           may become            announcing
        "ready": {
            "advancing": "test_helpers.test_clock.advancing",
            "internal_failure": "test_helpers.test_clock.internal_failure",
        },
        "advancing": {
            "ready": "test_helpers.test_clock.ready",
            "internal_failure": "test_helpers.test_clock.internal_failure",
        },
        "internal_failure": {},
    },
)

LASTS = 30 * 86400  # seconds until a clock is deleted
INTERVALS = 2  # how many of the shortest subscription's intervals one advance may pass
YEARS = 2  # how far a clock without subscriptions may be moved
LATEST = 32503680000  # 1 January 3000: calendars end somewhere
LAST = 1000  # rank of the arrival: after all else that is due at that instant


@test_clocks.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """A clock that stands still at a time, past or future. Emits test_helpers.test_clock.created; gone after 30 days of the wall's time."""
    if work.livemode:
        raise errors.invalid("Test clocks can only be used in test mode.")
    if params["frozen_time"] >= LATEST:
        raise errors.invalid("Invalid timestamp: must be before the year 3000", param="frozen_time")
    deletes_after = work.now + LASTS
    clock = work.insert(test_clocks, params, status="ready", status_details={}, deletes_after=deletes_after)
    work.emit("test_helpers.test_clock.created", clock)
    work.schedule(expire, clock, at=deletes_after, wall=True)
    return clock


@test_clocks.action
def advance(work: Work, clock: Document, params: Mapping[str, Any]) -> Document:
    """Begin to move to a later time: what is due on the way is done afterwards, each at its own time, and then the clock is ready.

    Emits test_helpers.test_clock.advancing. Refuses while it is moving (429), once it has failed, and a time that is not later than its
    own or further away than two intervals of its shortest subscription, or than two years if it has none (400).
    """
    _check_ready(clock)
    if clock.status == "internal_failure":
        raise errors.invalid("This test clock has failed to advance and can no longer be used. Please create a new test clock.")
    target, now = params["frozen_time"], clock["frozen_time"]
    if target <= now:
        raise errors.invalid("The frozen_time must be after the test clock's current frozen_time.", param="frozen_time")
    shortest = min((_later(now, interval, INTERVALS * count) for interval, count in _intervals(work, clock)), default=None)
    if shortest is not None and target > shortest:
        message = "You cannot advance a test clock more than two intervals from its current frozen_time; the interval is that of the "
        raise errors.invalid(f"{message}shortest subscription on this test clock.", param="frozen_time")
    if shortest is None and target > _later(now, "year", YEARS):
        message = "You cannot advance a test clock without subscriptions more than two years from its current frozen_time."
        raise errors.invalid(message, param="frozen_time")
    moving = work.move(clock, "advancing", status_details={"advancing": {"target_frozen_time": target}})
    work.concern(clock=clock.id, frozen_time=now)
    work.schedule(arrive, moving, at=target)
    work.after(partial(work.house.alarm, clock.id, target))
    return moving


@test_clocks.due(rank=LAST)
def arrive(work: Work, clock: Document) -> None:
    """All that was due is done. Emits test_helpers.test_clock.ready."""
    work.move(clock, "ready", frozen_time=work.now, status_details={})


@test_clocks.due
def break_down(work: Work, clock: Document) -> None:
    """What was due crashed by a fault of ours: the clock stands still for good. Emits test_helpers.test_clock.internal_failure."""
    work.session.strike_clock(clock.id)
    if clock.status != "internal_failure":
        work.move(clock, "internal_failure", status_details={})


@test_clocks.delete
def delete(work: Work, clock: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    """The end of a simulation: its customers are deleted with all they have, and nothing of it is done any more.

    Emits customer.deleted for each and what follows from that, then test_helpers.test_clock.deleted. Refuses while it is moving (429).
    """
    _check_ready(clock)
    return _end(work, clock)


@test_clocks.due
def expire(work: Work, clock: Document) -> None:
    """Its 30 days are over."""
    _end(work, clock)


def _end(work: Work, clock: Document) -> dict[str, Any]:
    work.concern(clock=clock.id, frozen_time=clock["frozen_time"])
    customers = Resource.registry["customer"]
    if "test_clock" in customers.table.columns:
        for customer in work.list(customers, oldest_first=True, test_clock=clock.id):
            customers.actions.get("delete", _plainly)(work, customer, {})
    stub = work.delete(clock)
    work.unschedule(clock)
    work.session.strike_clock(clock.id)
    return stub


def _plainly(work: Work, document: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    return work.delete(document)


def _check_ready(clock: Document) -> None:
    if clock.status == "advancing":
        raise errors.locked(UNDERWAY)


# -- how far one advance may go ----------------------------------------------------------------------------------------


def _intervals(work: Work, clock: Document) -> Iterator[tuple[str, int]]:
    """(interval, interval_count) of everything that recurs on the clock: prices of its subscriptions and of schedules to come."""
    customers = Resource.registry["customer"]
    if "test_clock" not in customers.table.columns:
        return
    for customer in work.list(customers, test_clock=clock.id):
        for subscription in _of(work, "subscription", customer):
            if subscription.status not in ("canceled", "incomplete_expired"):
                yield from _recurring(work, _items(work, subscription))
        for schedule in _of(work, "subscription_schedule", customer):
            if schedule.status in ("not_started", "active"):
                for phase in schedule["phases"]:
                    yield from _recurring(work, phase["items"])


def _of(work: Work, object: str, customer: Document) -> list[Document]:
    resource = Resource.registry[object]
    return work.list(resource, customer=customer.id) if "customer" in resource.table.columns else []


def _items(work: Work, subscription: Document) -> list[Any]:
    """A subscription's items: within it, or documents of their own."""
    within: list[Any] = (subscription.get("items") or {}).get("data") or []
    resource = Resource.registry["subscription_item"]
    if within or "subscription" not in resource.table.columns:
        return within
    return list(work.list(resource, subscription=subscription.id))


def _recurring(work: Work, items: list[Any]) -> Iterator[tuple[str, int]]:
    for item in items:
        price = item.get("price")
        if isinstance(price, str):
            price = work.find(Resource.registry["price"], price)
        recurring = (price or {}).get("recurring")
        if recurring:
            yield recurring["interval"], recurring["interval_count"]


def _later(at: int, interval: str, count: int) -> int:
    """So many intervals after a time, UTC; the day of a month is that of the time, or the month's last."""
    moment = datetime.fromtimestamp(at, UTC)
    if interval in ("day", "week"):
        return int((moment + timedelta(days=count * (7 if interval == "week" else 1))).timestamp())
    months = moment.year * 12 + moment.month - 1 + count * (12 if interval == "year" else 1)
    year, month = divmod(months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return int(moment.replace(year=year, month=month + 1, day=day).timestamp())
