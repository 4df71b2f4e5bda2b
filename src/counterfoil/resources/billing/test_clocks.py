"""Test clocks: simulated time that can be advanced. Test mode only.

A customer or quote is created on a clock (`test_clock`). In a phase about it, `work.now` is the clock's time,
and scheduled actions wait until the clock is advanced; then they run in order, each at its own time. Deleting
a clock deletes its customers as a request would, so other pages only need to listen to `customer.deleted`.
Objects on a clock without a customer are cleaned up on `test_helpers.test_clock.deleted`.
Source: API reference, Billing, Test clocks; guide "API and advanced usage".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Document, Work, errors, objects
from counterfoil.kernel.shapes import Customer, Subscription, TestHelpersTestClock

test_clocks = objects.test_helpers_test_clock.page(
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

LIFETIME = 30 * 86400  # seconds until a clock is deleted
INTERVALS = 2  # maximum advance in intervals of the shortest subscription
YEARS = 2  # maximum advance of a clock without subscriptions
LATEST = 32503680000  # 1 January 3000; later times are refused
LAST = 1000  # rank of `arrive`: after everything else that is due at that time


@test_clocks.create(on=())
def create(work: Work, params: Mapping[str, Any]) -> TestHelpersTestClock:
    """Create a clock, frozen at a time in the past or future. Emits test_helpers.test_clock.created.

    It is deleted after 30 days of real time.
    """
    if work.livemode:
        raise errors.invalid("Test clocks can only be used in test mode.")
    if params["frozen_time"] >= LATEST:
        raise errors.invalid("Invalid timestamp: must be before the year 3000", param="frozen_time")
    deletes_after = work.now + LIFETIME
    clock = work.insert(test_clocks, params, status="ready", status_details={}, deletes_after=deletes_after)
    work.emit("test_helpers.test_clock.created", clock)
    work.schedule(expire, clock, at=deletes_after, wall=True)
    return clock


@test_clocks.action
def advance(work: Work, clock: TestHelpersTestClock, params: Mapping[str, Any]) -> TestHelpersTestClock:
    """Start to advance the clock. The actions due until then run afterwards, then the clock becomes ready.

    Emits test_helpers.test_clock.advancing. 429 while it is advancing. 400 if it has failed, if the time is
    not later than the clock's, or more than two intervals of its shortest subscription away (two years
    without one).
    """
    if clock.status == "internal_failure":
        raise errors.invalid(
            "This test clock has failed to advance and can no longer be used. Please create a new test clock."
        )
    target, now = params["frozen_time"], clock.frozen_time
    if target <= now:
        raise errors.invalid(
            "The frozen_time must be after the test clock's current frozen_time.", param="frozen_time"
        )
    shortest = min(
        (_later(now, interval, INTERVALS * count) for interval, count in _intervals(work, clock)),
        default=None,
    )
    if shortest is not None and target > shortest:
        message = (
            "You cannot advance a test clock more than two intervals from its current frozen_time; the"
            " interval is that of the "
        )
        raise errors.invalid(f"{message}shortest subscription on this test clock.", param="frozen_time")
    if shortest is None and target > _later(now, "year", YEARS):
        message = (
            "You cannot advance a test clock without subscriptions more than two years from its current"
            " frozen_time."
        )
        raise errors.invalid(message, param="frozen_time")
    moving = work.move(clock, "advancing", status_details={"advancing": {"target_frozen_time": target}})
    work.schedule(arrive, moving, at=target)
    work.after(partial(work.services.alarm, clock.id, target))
    return moving


@test_clocks.due(name="test_helpers.test_clock.arrive", rank=LAST)
def arrive(work: Work, clock: TestHelpersTestClock) -> None:
    """Finish an advance: all due actions have run. Emits test_helpers.test_clock.ready."""
    work.move(clock, "ready", frozen_time=work.now, status_details={})


@test_clocks.due(name="test_helpers.test_clock.break_down")
def break_down(work: Work, clock: TestHelpersTestClock) -> None:
    """Stop the clock for good after a due action crashed. Emits test_helpers.test_clock.internal_failure."""
    work.session.unschedule_clock(clock.id)
    if clock.status != "internal_failure":
        work.move(clock, "internal_failure", status_details={})


@test_clocks.delete
def delete(work: Work, clock: TestHelpersTestClock, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete the clock, its customers with everything that belongs to them, and its scheduled actions.

    Emits customer.deleted for each and the events that follow from it, then test_helpers.test_clock.deleted.
    429 while it is advancing.
    """
    return _end(work, clock)


@test_clocks.due(name="test_helpers.test_clock.expire", on_clock=True)
def expire(work: Work, clock: TestHelpersTestClock) -> None:
    """Delete the clock after 30 days."""
    _end(work, clock)


def _end(work: Work, clock: TestHelpersTestClock) -> dict[str, Any]:
    """Delete the clock, its customers and its schedule. Returns the stub."""
    customers = objects.customer
    if "test_clock" in customers.table.columns:
        for customer in work.list(customers, oldest_first=True, test_clock=clock.id):
            customers.actions.get("delete", _delete)(work, customer, {})
    stub = work.delete(clock)
    work.unschedule(clock)
    work.session.unschedule_clock(clock.id)
    return stub


def _delete(work: Work, document: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a document that has no delete action of its own."""
    return work.delete(document)


# -- how far one advance may go ------------------------------------------------------------------------------


def _intervals(work: Work, clock: TestHelpersTestClock) -> Iterator[tuple[str, int]]:
    """Yield (interval, interval_count) of all prices in the clock's current and scheduled subscriptions."""
    customers = objects.customer
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


def _of(work: Work, object: str, customer: Customer) -> list[Any]:
    """Return a customer's objects of one type."""
    resource = objects.named(object)
    return work.list(resource, customer=customer.id) if "customer" in resource.table.columns else []


def _items(work: Work, subscription: Subscription) -> list[Any]:
    """Return a subscription's items, which are embedded or stored as documents of their own."""
    within: list[Any] = (subscription.get("items") or {}).get("data") or []
    resource = objects.subscription_item
    if within or "subscription" not in resource.table.columns:
        return within
    return list(work.list(resource, subscription=subscription.id))


def _recurring(work: Work, items: list[Any]) -> Iterator[tuple[str, int]]:
    """Yield (interval, interval_count) of the items' recurring prices."""
    for item in items:
        price = item.get("price")
        if isinstance(price, str):
            price = work.find(objects.price, price)
        recurring = (price or {}).get("recurring")
        if recurring:
            yield recurring["interval"], recurring["interval_count"]


def _later(at: int, interval: str, count: int) -> int:
    """Add intervals to a time, UTC. Months keep the day of the month, or end on their last day."""
    return periods.added(at, periods.Interval(interval, count))
