"""The schedule: what is to be done, on which clock, and who is told that something is due."""

from __future__ import annotations

import pytest

from counterfoil.app import load_pages
from counterfoil.kernel import Claim, Resource, Services, Space, Work, errors, objects
from counterfoil.server.group_commit import GroupCommit
from counterfoil.store.sqlite import SQLiteStore

SPACE = Space("acct_a")
CLAIM = Claim.of(SPACE.account)
pytestmark = pytest.mark.once  # what its phases note outside of the store would be noted twice
NOON = 1_000_000
chores = objects.declare("_schedule_chore", prefix="chore")
# Names that databases of released versions hold in their schedules: names are added here, none is changed or
# removed.
RELEASED = """
    _delivery.drop_more _delivery.retry _meter_error.report _meter_event_token.forget
    balance_transaction.release billing.meter.evaluate charge.expire charge.settle ephemeral_key.forget
    file.expire file_link.expire payment_intent.expire refund.arrive tax_id.answer
    test_helpers.test_clock.arrive test_helpers.test_clock.break_down test_helpers.test_clock.expire """


@chores.due(name="_schedule_chore.sweep")
def sweep(work: Work, chore) -> None:
    """Nothing: here only the entry counts."""


@chores.due(name="_schedule_chore.dust", rank=10)
def dust(work: Work, chore) -> None:
    """Nothing either."""


@pytest.fixture
def told() -> list[tuple[str, int]]:
    """(clock, time) of every alarm."""
    return []


@pytest.fixture
def phases(tmp_path, told):
    store = SQLiteStore(str(tmp_path / "store.db"))
    phases = GroupCommit(store)
    phases.house = Services(alarm=lambda clock, at: told.append((clock, at)))
    yield phases
    phases.close()
    store.close()


def do(phases: GroupCommit, function, *, clock: str = ""):
    """Run a function of (work, a new chore) in a phase, on a clock."""

    def phase():
        work = Work(phases.store.writer, SPACE, phases.house, now=NOON, clock=clock)
        return function(work, work.insert(chores, object=chores.object))

    return phases.run_now(phase, CLAIM)


def pending(phases: GroupCommit, clock: str = "") -> list[tuple[int, str]]:
    """(due time, action) of a clock's entries, in the order in which they would run."""
    found = []
    session = phases.store.writer

    def phase() -> None:
        while (entry := session.due(clock, 2**40, SPACE.account)) is not None:
            found.append((entry.due_at, entry.action.rpartition(".")[2]))
            session.done(entry.seq)
        raise errors.invalid("only looking")

    with pytest.raises(errors.Refusal):
        phases.run_now(phase, CLAIM)
    return found


def test_entries_of_one_instant_run_by_rank_then_by_writing(phases):
    def work(work: Work, chore) -> None:
        work.schedule(sweep, chore, at=NOON + 2)
        work.schedule(sweep, chore, at=NOON + 1)
        work.schedule(dust, chore, at=NOON + 1)

    do(phases, work)
    assert pending(phases) == [(NOON + 1, "dust"), (NOON + 1, "sweep"), (NOON + 2, "sweep")]


def test_the_wall_is_told_of_every_entry_a_test_clock_of_what_is_due_by_now(phases, told):
    do(phases, lambda work, chore: work.schedule(sweep, chore, at=NOON + 9))
    assert told == [("", NOON + 9)]
    told.clear()
    do(phases, lambda work, chore: work.schedule(sweep, chore, at=NOON + 1), clock="clock_1")
    assert told == [], "its time comes with an advance"
    do(phases, lambda work, chore: work.schedule(sweep, chore, at=NOON), clock="clock_1")
    assert told == [("clock_1", NOON)]


def test_nobody_is_told_of_what_was_undone(phases, told):
    def refuse(work: Work, chore) -> None:
        work.schedule(sweep, chore, at=NOON)
        raise errors.invalid("no")

    with pytest.raises(errors.Refusal):
        do(phases, refuse)
    assert told == []
    assert pending(phases) == []


def test_some_things_follow_the_wall_wherever_they_are_written(phases, told):
    do(phases, lambda work, chore: work.schedule(sweep, chore, at=NOON + 5, wall=True), clock="clock_1")
    assert pending(phases, "clock_1") == []
    assert pending(phases) == [(NOON + 5, "sweep")]
    assert told == [("", NOON + 5)]


def test_entries_can_be_struck_by_what_they_are_about(phases):
    def work(work: Work, chore) -> None:
        other = work.insert(chores, object=chores.object)
        for due in (sweep, dust):
            work.schedule(due, chore, at=NOON + 1)
        work.schedule(sweep, other, at=NOON + 2)
        work.unschedule(chore, sweep)

    do(phases, work)
    assert pending(phases) == [(NOON + 1, "dust"), (NOON + 2, "sweep")]


def test_a_clock_can_be_struck_as_a_whole(phases):
    for clock in ("", "clock_1", "clock_2"):
        do(phases, lambda work, chore: work.schedule(sweep, chore, at=NOON + 1), clock=clock)
    assert sorted(phases.store.reader.clocks()) == ["clock_1", "clock_2"]
    phases.run_now(lambda: phases.store.writer.unschedule_clock("clock_1"), CLAIM)
    assert phases.store.reader.clocks() == ["clock_2"]
    assert pending(phases) == [(NOON + 1, "sweep")]


def test_what_a_released_version_has_scheduled_is_known_by_its_name():
    load_pages()
    assert set(RELEASED.split()) - set(Resource.due_actions) == set()


def test_two_actions_cannot_have_one_name():
    with pytest.raises(AssertionError, match=sweep.name):
        chores.due(name=sweep.name)(dust)
