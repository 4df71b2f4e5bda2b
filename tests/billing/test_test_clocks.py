"""Test clocks: made, moved, deleted; what lives on them moves with them."""

from __future__ import annotations

from functools import partial

import pytest

from counterfoil.kernel import Claim, Resource, Space, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.resources.billing.test_clocks import _later as later_by
from tests.support.clocks import DAY, epoch
from tests.support.given import NEW_YEAR
from tests.support.receiver import soon

TWO_YEARS_LATER = 1798761600

notes: list[tuple[str, int, str]] = []  # (customer, time, what) that the entries below were run at
reminders = objects.declare("_clock_reminder", prefix="rem")


@reminders.due(name="_clock_reminder.remind")
def remind(work: Work, reminder, what) -> None:
    """Write down when it was run; `again` schedules one more a day later, `crash` is a fault of ours."""
    note = partial(notes.append, (reminder.id, work.now, what))
    work.after(note)
    if what == "crash":
        note()
        raise RuntimeError("a fault of ours")
    if what.startswith("again"):
        work.schedule(remind, reminder, at=work.now + DAY, data=what)


def on_clock(api, clock, *, at: int, what: str) -> str:
    """Schedule an entry on a clock, as renewals do. Returns the id that the entry is about."""
    house = api.house
    space = Space(api.get("/v1/account").id)

    async def run() -> str:
        def phase() -> str:
            work = Work(house.server.store.writer, space, house.server.services, now=0)
            adopt(work, work.get(objects.test_helpers_test_clock, clock.id))
            reminder = work.insert(reminders, object=reminders.object)
            work.schedule(remind, reminder, at=at, data=what)
            return reminder.id

        return await house.server.phases.run(phase, Claim.of(space.account))

    return house.run(run())


def noted(id: str) -> list[tuple[int, str]]:
    return [(at, what) for of, at, what in notes if of == id]


# -- create, retrieve, list ----------------------------------------------------------------------------------


def test_a_clock_stands_still_where_it_is_put(api):
    clock = api.given.clock(name="Annual renewal").get()
    assert (clock.object, clock.frozen_time, clock.name, clock.status) == (
        "test_helpers.test_clock",
        NEW_YEAR,
        "Annual renewal",
        "ready",
    )
    assert clock.livemode is False
    assert clock.status_details == {}
    assert clock.deletes_after == clock.created + 30 * DAY
    assert api.get(f"/v1/test_helpers/test_clocks/{clock.id}") == clock
    assert api.happened() == ["test_helpers.test_clock.created"]


def test_clocks_are_listed_newest_first(api):
    first, second = api.given.clock(), api.given.clock(4102444800)
    assert [one.id for one in api.get("/v1/test_helpers/test_clocks").data] == [second.id, first.id]


def test_a_clock_needs_a_time(api):
    error = api.refused("POST", "/v1/test_helpers/test_clocks", name="x")
    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        "frozen_time",
        "Missing required param: frozen_time.",
    )
    assert api.refused("POST", "/v1/test_helpers/test_clocks", frozen_time=10**14).param == "frozen_time"
    assert (
        api.refused("POST", "/v1/test_helpers/test_clocks", frozen_time=NEW_YEAR, name="n" * 301).param
        == "name"
    )
    assert api.happened() == []


def test_live_mode_has_no_clocks(api):
    assert (
        api.live().refused("POST", "/v1/test_helpers/test_clocks", frozen_time=NEW_YEAR).type
        == "invalid_request_error"
    )


def test_a_clock_is_known_in_its_own_sandbox_only(api, clock):
    error = api.other().refused("GET", f"/v1/test_helpers/test_clocks/{clock.id}", 404)
    assert (error.code, error.message) == ("resource_missing", f"No such test_clock: '{clock.id}'")


# -- advance -------------------------------------------------------------------------------------------------


def test_an_advance_is_answered_before_it_is_over(api, clock):
    on_clock(api, clock, at=NEW_YEAR + 1, what="once")
    moving = api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + DAY)
    assert (moving.status, moving.frozen_time) == ("advancing", NEW_YEAR)
    assert moving.status_details == {"advancing": {"target_frozen_time": NEW_YEAR + DAY}}

    ready = clock.wait_for("ready")
    assert (ready.frozen_time, ready.status_details) == (NEW_YEAR + DAY, {})
    kinds = ("created", "advancing", "ready")
    assert api.happened() == [f"test_helpers.test_clock.{kind}" for kind in kinds]


def test_what_is_due_on_the_way_is_done_in_order_each_at_its_own_time(api, clock):
    later = on_clock(api, clock, at=NEW_YEAR + 5 * DAY, what="later")
    daily = on_clock(api, clock, at=NEW_YEAR + DAY, what="again")
    beyond = on_clock(api, clock, at=NEW_YEAR + 11 * DAY, what="beyond")
    before = len(notes)

    clock.advance(days=10)

    assert noted(daily) == [(NEW_YEAR + day * DAY, "again") for day in range(1, 11)]
    assert noted(later) == [(NEW_YEAR + 5 * DAY, "later")]
    assert noted(beyond) == []
    times = [at for of, at, _ in notes[before:] if of in (later, daily)]
    assert times == sorted(times)

    clock.advance(days=1)
    assert noted(beyond) == [(NEW_YEAR + 11 * DAY, "beyond")]


def test_what_is_due_at_once_does_not_wait_for_an_advance(api, clock):
    now = on_clock(api, clock, at=NEW_YEAR, what="now")
    past = on_clock(api, clock, at=NEW_YEAR - DAY, what="past")
    later = on_clock(api, clock, at=NEW_YEAR + 1, what="later")
    soon(lambda: noted(now) and noted(past))
    assert noted(now) == [(NEW_YEAR, "now")]
    assert noted(past) == [(NEW_YEAR - DAY, "past")]
    assert noted(later) == []


def test_clocks_do_not_move_each_other(api):
    clock, other = api.given.clock(), api.given.clock()
    there = on_clock(api, other, at=NEW_YEAR + 1, what="there")
    clock.advance(days=1)
    assert noted(there) == []
    assert other.get().frozen_time == NEW_YEAR


@pytest.mark.parametrize("target", [NEW_YEAR - 1, NEW_YEAR, TWO_YEARS_LATER + 1])
def test_a_clock_moves_forward_and_without_subscriptions_two_years_at_most(api, clock, target):
    before = clock.get()
    error = api.refused("POST", f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=target)
    assert (error.type, error.param) == ("invalid_request_error", "frozen_time")
    assert clock.get() == before
    assert api.happened() == ["test_helpers.test_clock.created"]


def test_two_years_are_not_too_far(clock):
    clock.advance(to=TWO_YEARS_LATER)
    assert clock.get().frozen_time == TWO_YEARS_LATER


def test_what_lives_on_a_moving_clock_can_be_read_but_not_changed(api, clock):
    customer = api.post("/v1/customers", test_clock=clock.id)
    for _ in range(40):
        on_clock(api, clock, at=NEW_YEAR + 1, what="again and again")
    api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + 300 * DAY)

    text = "Test clock advancement underway - cannot perform modifications"
    refused = [
        api.refused("POST", f"/v1/customers/{customer.id}", 429, name="Jenny"),
        api.refused(
            "POST", f"/v1/test_helpers/test_clocks/{clock.id}/advance", 429, frozen_time=NEW_YEAR + 301 * DAY
        ),
        api.refused("DELETE", f"/v1/test_helpers/test_clocks/{clock.id}", 429),
    ]
    assert [(error.code, error.message) for error in refused] == [("lock_timeout", text)] * 3
    for path in (
        f"/v1/customers/{customer.id}",
        f"/v1/customers/{customer.id}/tax_ids?type=eu_vat&value=DE123456789",
    ):
        assert api.request("POST", path).headers["stripe-should-retry"] == "true"
    assert api.get(f"/v1/customers/{customer.id}", expand=["test_clock"]).test_clock.status == "advancing"
    api.post("/v1/customers")  # not on the clock

    clock.wait_for("ready")
    assert api.post(f"/v1/customers/{customer.id}", name="Jenny").name == "Jenny"


def test_a_crash_on_the_way_is_a_failure_for_good(api, clock):
    early = on_clock(api, clock, at=NEW_YEAR + DAY, what="early")
    crashing = on_clock(api, clock, at=NEW_YEAR + 2 * DAY, what="crash")
    late = on_clock(api, clock, at=NEW_YEAR + 3 * DAY, what="late")
    api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + 5 * DAY)

    failed = clock.wait_for("internal_failure")
    assert (failed.frozen_time, failed.status_details) == (NEW_YEAR, {})
    assert noted(early)[-1] == (NEW_YEAR + DAY, "early")
    assert noted(crashing)
    assert noted(late) == []
    assert api.happened()[-1] == "test_helpers.test_clock.internal_failure"
    assert api.refused(
        "POST", f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=NEW_YEAR + 5 * DAY
    )
    assert api.delete(f"/v1/test_helpers/test_clocks/{clock.id}").deleted is True


# -- delete --------------------------------------------------------------------------------------------------


def test_deleting_a_clock_deletes_its_customers_and_what_they_had_to_come(api, clock):
    mine = [api.post("/v1/customers", test_clock=clock.id, name=name) for name in ("a", "b")]
    other = api.post("/v1/customers")
    pending = on_clock(api, clock, at=NEW_YEAR + DAY, what="never")

    stub = api.delete(f"/v1/test_helpers/test_clocks/{clock.id}")

    assert stub == {"id": clock.id, "object": "test_helpers.test_clock", "deleted": True}
    error = api.refused("GET", f"/v1/test_helpers/test_clocks/{clock.id}", 404)
    assert (error.code, error.param) == ("resource_missing", "test_clock")
    assert [api.get(f"/v1/customers/{one.id}").deleted for one in mine] == [True, True]
    assert api.get(f"/v1/customers/{other.id}").deleted is None
    assert api.happened()[-3:] == ["customer.deleted", "customer.deleted", "test_helpers.test_clock.deleted"]
    assert noted(pending) == []

    async def left() -> list[str]:
        return api.house.server.store.reader.clocks()

    assert clock.id not in api.house.run(left())


def test_events_of_a_clock_are_told_in_the_order_they_happened(api):
    clock = api.given.clock(NEW_YEAR - 365 * DAY)
    customer = api.post("/v1/customers", test_clock=clock.id)
    assert customer.created == NEW_YEAR - 365 * DAY
    clock.advance(to=NEW_YEAR)
    clocks = "test_helpers.test_clock."
    assert api.happened() == [clocks + "created", "customer.created", clocks + "advancing", clocks + "ready"]


def test_a_clock_is_gone_after_thirty_days(api, clock):
    customer = api.given.customer(clock)
    house, deletes_after = api.house, clock.get().deletes_after
    space = Space(api.get("/v1/account").id)

    async def run() -> None:
        def phase() -> None:
            work = Work(house.server.store.writer, space, house.server.services, now=deletes_after)
            document = work.get(objects.test_helpers_test_clock, clock.id)
            Resource.due_actions["test_helpers.test_clock.expire"](work, document)

        await house.server.phases.run(phase, Claim.of(space.account))

    house.run(run())
    api.refused("GET", f"/v1/test_helpers/test_clocks/{clock.id}", 404)
    assert api.get(f"/v1/customers/{customer.id}").deleted is True


# -- how far one advance may go ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "count", "later"),
    [
        ("day", 2, "2024-02-02T10:00:00"),
        ("week", 2, "2024-02-14T10:00:00"),
        ("month", 1, "2024-02-29T10:00:00"),  # a leap year's last of February
        ("month", 2, "2024-03-31T10:00:00"),
        ("month", 11, "2024-12-31T10:00:00"),
        ("month", 12, "2025-01-31T10:00:00"),
        ("year", 2, "2026-01-31T10:00:00"),
    ],
)
def test_intervals_follow_the_calendar(interval, count, later):
    assert later_by(epoch("2024-01-31T10:00:00"), interval, count) == epoch(later)


def recurring(api, customer, interval: str, count: int = 1, status: str = "active") -> None:
    """A customer's subscription, as its page keeps it."""
    api.request("GET", "/v1/subscriptions")  # whatever has no page of its own is known once it is asked for
    house, space = api.house, Space(api.get("/v1/account").id)
    price = {"id": "price_1", "recurring": {"interval": interval, "interval_count": count}}

    async def run() -> None:
        def phase() -> None:
            work = Work(house.server.store.writer, space, house.server.services, now=NEW_YEAR)
            items = {"object": "list", "data": [{"id": "si_1", "price": price}], "has_more": False, "url": ""}
            subscriptions = objects.subscription
            work.insert(
                subscriptions,
                id=f"sub_{interval}{count}{status}",
                customer=customer.id,
                status=status,
                items=items,
            )

        await house.server.phases.run(phase, Claim.of(space.account))

    house.run(run())


def test_two_intervals_of_the_shortest_subscription_are_the_most(api, clock):
    customer = api.post("/v1/customers", test_clock=clock.id)
    recurring(api, customer, "year")
    recurring(api, customer, "month", 3)
    recurring(api, customer, "day", status="canceled")
    limit = epoch("2025-07-01")
    assert (
        api.refused("POST", f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=limit + 1).param
        == "frozen_time"
    )
    clock.advance(to=limit)
    assert clock.get().frozen_time == limit
