"""The scheduler: entries run in order, each at its own time, on the wall clock and on test clocks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

import pytest

from counterfoil.kernel import Claim, Resource, Services, Space, Work, errors, objects
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.scheduler import RETRY_AFTER, WALL, Scheduler
from counterfoil.store.sqlite import SQLiteStore
from tests.support import client
from tests.support.clocks import DAY
from tests.support.receiver import soon

SPACE = Space("acct_a")
CLAIM = Claim.of(SPACE.account)
pytestmark = pytest.mark.once  # what its phases note outside of the store would be noted twice
NOON = 1_000_000
alarms = objects.declare("_ticker_alarm", prefix="alarm")
rung: list[tuple[str, int]] = []  # (what, work.now)


@alarms.due(name="_ticker_alarm.ring")
def ring(work: Work, alarm, what) -> None:
    rung.append((what, work.now))
    if what == "crash":
        raise RuntimeError("a fault of ours")
    if what == "refuse":
        work.insert(alarms, object=alarms.object, id="undone")
        raise errors.invalid("no")
    if what == "decline":
        work.insert(alarms, object=alarms.object, id="kept")
        raise errors.declined("Your card was declined.")
    if what == "twice":
        work.schedule(ring, alarm, at=work.now, data="second time")


@alarms.due(name="_ticker_alarm.ring_first", rank=10)
def ring_first(work: Work, alarm, what) -> None:
    rung.append((what, work.now))


class Wall:
    """A wall clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = float(NOON)

    def __call__(self) -> int:
        return int(self.at)


@pytest.fixture
def wall():
    rung.clear()
    return Wall()


@pytest.fixture
def phases(tmp_path, wall):
    store = SQLiteStore(str(tmp_path / "store.db"))
    store.now = lambda: wall.at
    phases = GroupCommit(store)
    phases.house = Services(wall=store.wall)
    yield phases
    phases.close()
    store.close()


def set_alarm(phases: GroupCommit, at: int, what: str, due=ring, clock: str = WALL) -> None:
    """Schedule something outside of the running server's loop, or on it."""

    def phase() -> None:
        work = Work(phases.store.writer, SPACE, phases.house, now=NOON, clock=clock)
        work.schedule(due, work.insert(alarms, object=alarms.object), at=at, data=what)

    phases.run_now(phase, CLAIM)


def run_due(phases: GroupCommit, wall: Wall, *until: int) -> list[int]:
    """How many entries ran up to each of these times."""

    async def run() -> list[int]:
        ticker = Scheduler(phases, phases.house)
        counts = []
        for wall.at in until:
            counts.append(await ticker.run_due(WALL, wall()))
        return counts

    return asyncio.run(run())


def ids(phases: GroupCommit) -> set[str]:
    return {one["id"] for one in phases.store.reader.scan(alarms.table, SPACE)}


def test_entries_run_by_due_time_then_rank_then_writing(phases, wall):
    set_alarm(phases, NOON + 2, "last")
    set_alarm(phases, NOON + 1, "second")
    set_alarm(phases, NOON + 1, "third")
    set_alarm(phases, NOON + 1, "first", ring_first)
    set_alarm(phases, NOON + 9, "not yet")
    assert run_due(phases, wall, NOON + 5, NOON + 5) == [4, 0], "an entry is spent once it has run"
    assert rung == [("first", NOON + 1), ("second", NOON + 1), ("third", NOON + 1), ("last", NOON + 2)]


def test_what_an_entry_schedules_for_now_runs_before_what_is_due_later(phases, wall):
    set_alarm(phases, NOON, "twice")
    set_alarm(phases, NOON + 1, "after")
    run_due(phases, wall, NOON + 1)
    assert [what for what, _ in rung] == ["twice", "second time", "after"]


def test_more_entries_than_share_a_commit(phases, wall):
    for second in range(50):
        set_alarm(phases, NOON + second, f"{second}")
    assert run_due(phases, wall, NOON + 49) == [50]
    assert rung == [(f"{second}", NOON + second) for second in range(50)]


def test_an_entry_that_crashes_is_tried_again_later_and_holds_up_nobody(phases, wall):
    set_alarm(phases, NOON, "before")
    set_alarm(phases, NOON + 1, "crash")
    set_alarm(phases, NOON + 2, "after")
    again = NOON + 2 + RETRY_AFTER
    assert run_due(phases, wall, NOON + 2, again - 1, again) == [2, 0, 0]
    assert set(rung) == {("before", NOON), ("crash", NOON + 1), ("after", NOON + 2), ("crash", again)}
    assert phases.store.reader.next_due(WALL) == again + RETRY_AFTER


def test_a_refused_entry_is_undone_and_tried_again_a_declined_one_is_kept(phases, wall):
    set_alarm(phases, NOON, "refuse")
    set_alarm(phases, NOON + 1, "decline")
    set_alarm(phases, NOON + 2, "after")
    again = NOON + 2 + RETRY_AFTER
    run_due(phases, wall, NOON + 2, again)
    assert "undone" not in ids(phases)
    assert "kept" in ids(phases)
    assert phases.store.reader.next_due(WALL) == again + RETRY_AFTER
    assert {what for what, at in rung if at == again} == {"refuse"}


def test_an_entry_about_something_that_is_gone_is_spent(phases, wall):
    def phase() -> None:
        work = Work(phases.store.writer, SPACE, phases.house, now=NOON)
        alarm = work.insert(alarms, object=alarms.object)
        work.schedule(ring, alarm, at=NOON + 1, data="never")
        work.delete(alarm)

    phases.run_now(phase, CLAIM)
    assert run_due(phases, wall, NOON + 1) == [1]
    assert rung == []


def test_an_entry_of_another_version_is_kept_and_runs_when_its_action_is_there_again(
    phases, wall, monkeypatch, caplog
):
    set_alarm(phases, NOON, "before")
    set_alarm(phases, NOON + 1, "unknown", ring_first)
    set_alarm(phases, NOON + 2, "after")
    again = NOON + 2 + RETRY_AFTER

    async def run(until: int) -> int:
        return await Scheduler(phases, phases.house).run_due(WALL, until)

    with asyncio.Runner() as runner:
        with monkeypatch.context() as patch:
            patch.delitem(Resource.due_actions, ring_first.name)
            assert (runner.run(run(NOON + 2)), runner.run(run(again - 1))) == (2, 0)
        assert rung == [("before", NOON), ("after", NOON + 2)]
        assert [ring_first.name in message for message in caplog.messages] == [True]
        (error,) = phases.store.reader.execute("SELECT error FROM schedule").fetchone()
        assert ring_first.name in error
        assert runner.run(run(again)) == 1
    assert rung[-1] == ("unknown", again)


def test_a_test_clock_passes_an_entry_of_another_version_and_has_it_still(phases, wall, monkeypatch):
    set_alarm(phases, NOON + 1, "unknown", ring_first, clock="clock_1")
    set_alarm(phases, NOON + 2, "after", clock="clock_1")

    async def run(until: int) -> int:
        return await Scheduler(phases, phases.house).run_due("clock_1", until)

    with asyncio.Runner() as runner:
        with monkeypatch.context() as patch:
            patch.delitem(Resource.due_actions, ring_first.name)
            assert runner.run(run(NOON + 86400)) == 1
        assert runner.run(run(NOON + 2 * 86400)) == 1
    assert [what for what, _ in rung] == ["after", "unknown"]


def test_the_wall_sleeps_until_the_moment_and_wakes_for_what_is_sooner(phases, wall):
    """In real time: an entry due in tenths of a second runs then, though a later one was awaited."""

    async def run() -> float:
        started = time.monotonic() - 0.7  # the next second begins in three tenths of one

        def moment() -> float:
            return NOON + time.monotonic() - started

        phases.store.now = moment
        ticker = Scheduler(phases, phases.house)
        ticker.start()

        def schedule(at: int, what: str) -> Callable[[], None]:
            work = Work(phases.store.writer, SPACE, phases.house, now=NOON)
            return lambda: work.schedule(ring, work.insert(alarms, object=alarms.object), at=at, data=what)

        await phases.run(schedule(NOON + 3600, "far off"), CLAIM)
        await asyncio.sleep(0.01)
        due = NOON + 1
        await phases.run(schedule(due, "soon"), CLAIM)
        while not rung:
            assert moment() < due + 20, "it should have run by now"
            await asyncio.sleep(0.001)
        late = moment() - due
        await phases.run(schedule(due, "at once"), CLAIM)
        while len(rung) < 2:
            assert moment() < due + 40, "it should have run by now"
            await asyncio.sleep(0.001)
        await ticker.stop()
        return late

    late = asyncio.run(run())
    assert [what for what, _ in rung] == ["soon", "at once"]
    assert 0 <= late < 20  # seconds: the machine may be busy; asleep, it would be a minute


def test_commits_without_timers_wake_nobody(phases, wall):
    async def run() -> int:
        ticker = Scheduler(phases, phases.house)
        asked = []
        reader = phases.store.reader

        class Counting:
            next_due = reader.next_due

            def due_accounts(self, *arguments):
                asked.append(1)
                return reader.due_accounts(*arguments)

        ticker.reader = Counting()
        ticker.start()
        await asyncio.sleep(0.01)
        before = len(asked)
        for _ in range(20):
            work = Work(phases.store.writer, SPACE, phases.house, now=NOON)
            await phases.run(partial(work.insert, alarms, object=alarms.object), CLAIM)
        await asyncio.sleep(0.01)
        await ticker.stop()
        return len(asked) - before

    assert asyncio.run(run()) == 0


# -- restarts ------------------------------------------------------------------------------------------------


def test_an_advance_that_was_interrupted_goes_on_after_a_restart(tmp_path, wall):
    database = str(tmp_path / "counterfoil.db")
    first = client.House(database=database)
    api = client.Api(first)
    clock = api.given.clock(NOON)
    account = Space(api.get("/v1/account").id)

    async def interrupted() -> None:
        server = first.server
        # From here on the ticker hears of nothing, as if the machine stopped.
        server.services.alarm = lambda clock, at: None

        def phase() -> None:
            work = Work(server.store.writer, account, server.services, now=NOON, clock=clock.id)
            for day in range(1, 30):
                work.schedule(
                    ring, work.insert(alarms, object=alarms.object), at=NOON + day * DAY, data=f"day {day}"
                )

        await server.phases.run(phase, Claim.of(account.account))

    first.run(interrupted())
    target = NOON + 10 * DAY
    assert (
        api.post(f"/v1/test_helpers/test_clocks/{clock.id}/advance", frozen_time=target).status == "advancing"
    )
    first.close()
    assert rung == []

    second = client.House(database=database)
    try:
        api = client.Api(second, api.key)
        soon(lambda: api.get(f"/v1/test_helpers/test_clocks/{clock.id}").status == "ready")
        assert api.get(f"/v1/test_helpers/test_clocks/{clock.id}").frozen_time == target
        assert rung == [(f"day {day}", NOON + day * DAY) for day in range(1, 11)]
    finally:
        second.close()
