"""Transactions: commits are visible at once and durable; rollbacks, also to a savepoint, leave no trace."""

from __future__ import annotations

import pytest

from counterfoil.metering import DAY, HOUR, Event, Meter
from tests.metering.side_by_side import NOON, SideBySide
from tests.metering.stores import Room

METER = Meter(scope="acct_1", id="mtr_1", event_name="requests")


def event(identifier: str, customer: str = "cus_1", value: int = 1, at: int = NOON) -> Event:
    return Event(METER, customer, at, value, identifier)


def used(both: SideBySide, customer: str = "cus_1") -> int:
    total = both.engine.total(METER, customer, NOON - DAY, NOON + DAY)
    assert isinstance(total, int)
    return total


def test_nothing_is_seen_before_the_commit_is_told(both: SideBySide) -> None:
    both.ingest(event("a"))
    assert used(both) == 0
    both.room.commit()
    assert used(both) == 0
    both.engine.committed()
    assert used(both) == 1


def test_between_a_commit_and_the_word_of_it_nothing_counts_twice(both: SideBySide) -> None:
    """A flush is on disk while memory still has its events: readers ask the disk which of the two counts."""
    both.ingest(event("a", value=5), event("b", value=6))
    both.commit()
    both.begin()
    both.engine.flush()
    both.engine.ingest([event("c", value=7)], NOON)
    assert used(both) == 11
    both.room.commit()
    assert used(both) == 11
    assert both.engine.summaries(METER, "cus_1", NOON, NOON + HOUR, HOUR) == (
        [(NOON, NOON + HOUR, 11)],
        False,
    )
    both.engine.committed()
    assert used(both) == 18


def test_a_savepoint_rolls_back_its_own_events_only(both: SideBySide) -> None:
    both.ingest(event("kept"))
    both.savepoint()
    both.ingest(event("undone"), event("undone too", "cus_2"))
    both.rollback_to()
    assert both.ingest(event("undone", value=10)) == [True]
    both.commit()
    assert (used(both), used(both, "cus_2")) == (11, 0)
    both.restart()
    assert (used(both), used(both, "cus_2")) == (11, 0)
    both.check_all()


def test_a_rolled_back_number_is_given_again(both: SideBySide) -> None:
    both.ingest(event("a"))
    before = both.engine.position()
    both.savepoint()
    both.ingest(event("b"), event("c"))
    both.rollback_to()
    assert both.engine.position() == before
    both.rollback()
    assert both.engine.position() == before - 1
    both.ingest(event("d"))
    both.commit()
    assert both.engine.verify() == []


def test_a_flush_within_a_refused_phase_is_undone(room: Room) -> None:
    both = SideBySide(room, in_memory=2)
    for number in range(3):
        both.ingest(event(f"{number}", f"cus_{number}"))
        both.commit()
    both.savepoint()
    both.ingest(event("refused"))
    both.rollback_to()
    both.commit()
    assert [used(both, f"cus_{number}") for number in range(3)] == [1, 1, 1]
    both.check_all()
    both.restart()
    both.check_all()


def test_a_hot_series_whose_flush_is_undone_does_not_hide_those_that_wait_longer(room: Room) -> None:
    """The one that waits longest tells from where a start must read the log again."""
    both = SideBySide(room, hot=3, replay=50, segment=1)
    both.ingest(*(event(f"long ago {number}", f"cus_quiet_{number}") for number in range(5)))
    both.commit()
    both.ingest(*(event(f"{number}", f"cus_{number % 2}") for number in range(8)))
    both.commit()
    both.savepoint()
    both.ingest(event("refused"))
    both.rollback_to()
    both.ingest(event("taken"))
    both.commit()
    assert room.usage.floor() == 1
    both.restart()
    assert [used(both, f"cus_quiet_{number}") for number in range(5)] == [1] * 5
    both.check_all()


def test_a_hot_series_is_flushed_and_stays_cheap(room: Room) -> None:
    both = SideBySide(room, hot=3)
    for number in range(40):
        both.ingest(event(f"{number}"))
        if number % 7 == 3:
            both.savepoint()
            both.ingest(event("refused"))
            both.rollback_to()
        both.commit()
        assert both.engine._held <= 5
    assert used(both) == 40


def test_a_series_that_is_hot_after_a_start_is_flushed(room: Room) -> None:
    both = SideBySide(room, hot=100)
    both.ingest(*(event(f"{number}") for number in range(20)))
    both.commit()
    both.limits["hot"] = 10
    both.restart()
    both.ingest(event("one more"))
    both.commit()
    assert (both.engine._held, used(both)) == (1, 21)


def test_memory_holds_no_more_than_it_may(room: Room) -> None:
    both = SideBySide(room, in_memory=10, cached=5)
    for number in range(60):
        both.ingest(event(f"{number}", f"cus_{number}"))
        both.commit()
        assert both.engine._held <= 11
        assert len(both.engine._by_number) <= 10 + 5 + 2
    assert both.engine.customers_since("acct_1", "mtr_1", 0) == {f"cus_{number}" for number in range(60)}
    assert [used(both, f"cus_{number}") for number in range(60)] == [1] * 60
    both.check_all()


def test_a_start_reads_no_more_of_the_log_than_it_may(room: Room) -> None:
    both = SideBySide(room, replay=20, segment=8)
    both.ingest(event("quiet", "cus_quiet"))
    both.commit()
    for number in range(60):
        both.ingest(event(f"{number}"))
        both.commit()
    assert both.engine._seq - room.usage.floor() <= 21
    both.restart()
    assert (used(both, "cus_quiet"), used(both)) == (1, 60)


def test_a_stop_leaves_nothing_to_read_again(both: SideBySide) -> None:
    both.ingest(*(event(f"{number}", f"cus_{number % 5}") for number in range(20)))
    both.commit()
    both.restart(flush=True)
    assert both.engine._held == 0
    assert both.room.usage.floor() == 21
    assert used(both, "cus_3") == 4
    both.check_all()


def test_a_crash_loses_what_was_not_committed_and_nothing_else(both: SideBySide) -> None:
    both.ingest(event("kept"))
    both.commit()
    both.ingest(event("lost"))
    both.flush()
    both.restart()
    assert used(both) == 1
    assert both.ingest(event("kept"), event("lost")) == [False, True]
    both.commit()
    both.check_all()


def test_a_long_call_is_one_call(both: SideBySide) -> None:
    outcomes = both.ingest(*(event(f"{number % 2500}", f"cus_{number % 7}") for number in range(2600)))
    assert (outcomes.count(True), outcomes[2500:]) == (2500, [False] * 100)
    both.rollback()
    assert both.engine.position() == 0
    both.ingest(*(event(f"{number}") for number in range(2500)))
    both.commit()
    assert used(both) == 2500
    both.check_all()


# -- meters --------------------------------------------------------------------------------------------------


def named(id: str, event_name: str = "requests", *, active: bool = True) -> Meter:
    return Meter(scope="acct_1", id=id, event_name=event_name, active=active)


def test_meters_are_found_by_event_name_and_id(both: SideBySide) -> None:
    engine = both.engine
    first, second = named("mtr_1"), named("mtr_2", "bytes")
    engine.load_meters("acct_1", [first, second])
    assert engine.meter_named("acct_1", "bytes") is second
    assert engine.meter("acct_1", "mtr_1") is first
    assert engine.meter_named("acct_2", "bytes") is None
    assert engine.meter("acct_2", "mtr_1") is None


def test_a_meter_of_an_undone_transaction_is_forgotten(both: SideBySide) -> None:
    engine = both.engine
    old = named("mtr_1")
    engine.load_meters("acct_1", [old])
    both.begin()
    engine.define(named("mtr_1", active=False))
    mark = engine.mark()
    engine.define(named("mtr_2", "bytes"))
    engine.rolled_back(mark)
    assert engine.meter_named("acct_1", "bytes") is None
    assert engine.meter("acct_1", "mtr_2") is None
    assert engine.meter("acct_1", "mtr_1") is not old
    both.rollback()
    assert engine.meter("acct_1", "mtr_1") is old
    assert engine.meter_named("acct_1", "requests") is old


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_meters_of_a_name_the_active_one_counts(both: SideBySide, order: tuple[int, int]) -> None:
    meters = [named("mtr_1", active=False), named("mtr_2")]
    both.engine.load_meters("acct_1", [meters[place] for place in order])
    assert both.engine.meter_named("acct_1", "requests") is meters[1]


# -- news ----------------------------------------------------------------------------------------------------


def test_news_is_told_of_watched_meters_once_they_are_committed(both: SideBySide) -> None:
    engine = both.engine
    both.begin()
    engine.ingest([event("before")], NOON)
    engine.watch("acct_1", "mtr_1")
    engine.ingest([event("a", "cus_2"), event("a", "cus_3")], NOON)
    mark = engine.mark()
    both.room.savepoint("point")
    engine.ingest([event("b", "cus_4")], NOON)
    both.room.rollback_to("point")
    engine.rolled_back(mark)
    assert engine.take_changes() == set()
    both.room.commit()
    engine.committed()
    assert engine.take_changes() == {("acct_1", "mtr_1", "cus_2")}
    assert engine.take_changes() == set()
    engine.unwatch("acct_1", "mtr_1")
    both.room.begin()
    engine.ingest([event("c")], NOON)
    both.room.commit()
    engine.committed()
    assert engine.take_changes() == set()
