"""Any order of ingests, cancellations, commits, rollbacks, flushes and restarts agrees with the reference.

Limits are so small that every few events make it flush, seal, expire and forget, and chunks of two or three
events are already many.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counterfoil.metering import DAY, HOUR, Event, Meter, engine, runs
from tests.metering.searching import effort
from tests.metering.side_by_side import DAY_OF_TESTS, SideBySide

LIMITS = [
    {"in_memory": 3, "hot": 2, "replay": 6, "cached": 1, "segment": 4},
    {"in_memory": 0, "hot": 1, "replay": 0, "cached": 0, "segment": 1},
    {"in_memory": 12, "hot": 4, "replay": 50, "cached": 2, "segment": 16},
    {"in_memory": 100, "hot": 2, "replay": 99, "cached": 10, "segment": 1},
    {"in_memory": 100, "hot": 50, "replay": 12, "cached": 10, "segment": 8},
    {},
]

# Three meters hold the events; each is asked with every formula and pre-aggregation, for what is kept is the
# same for all.
METERS = [
    Meter(scope=scope, id=id, event_name=id)
    for scope, id in (("one", "mtr_a"), ("one", "mtr_b"), ("two", "mtr_a"))
]
VIEWS = [
    Meter(scope=of.scope, id=of.id, event_name=of.id, formula=formula, event_time_window=within)
    for of in METERS
    for formula in ("sum", "count", "last")
    for within in (None, "hour", "day")
]
CUSTOMERS = ["cus_1", "cus_2"]

# Few moments, so that events often share a second, a minute, an hour or a day, or miss them by one.
times = some.builds(
    lambda day, hour, second: DAY_OF_TESTS + day * DAY + hour * HOUR + second,
    some.integers(-2, 1),
    some.sampled_from([0, 12, 23]),
    some.sampled_from([0, 59, 60, 3599]),
)
values = some.one_of(
    some.integers(-3, 9),
    some.sampled_from(
        [
            0,
            2**31,
            -(2**31) - 1,
            2**62,
            2**62 + 1,
            -(2**62) - 1,
            2**63 - 1,
            2**63,
            -(2**63) - 1,
            10**40,
            -(10**40),
        ]
    ),
    some.sampled_from(
        ["0.1", "0.2", "-0.3", "1.50", "3.0", "1E+3", "-123456789012345678901234567890.000000000001"]
    ).map(Decimal),
)
names = some.integers(0, 30).map("event-{}".format)
payloads = some.none() | some.just({"stripe_customer_id": "cus_1", "value": "1", "region": "eu"})
events = some.builds(
    Event, some.sampled_from(METERS), some.sampled_from(CUSTOMERS), times, values, names, payloads
)
hours = some.integers(-50, 50).map(lambda hour: DAY_OF_TESTS + hour * HOUR)
days = some.integers(-3, 3).map(lambda day: DAY_OF_TESTS + day * DAY)
views, customers = some.sampled_from(VIEWS), some.sampled_from(CUSTOMERS)


class AnyOrder(RuleBasedStateMachine):
    """Steps of callers, in any order."""

    def __init__(self, open_room) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.room = open_room(Path(self.folder.name))

    def teardown(self) -> None:
        self.room.close()
        self.folder.cleanup()

    @initialize(limits=some.sampled_from(LIMITS))
    def start(self, limits: dict) -> None:
        self.both = SideBySide(self.room, **limits)
        self.both.watch(METERS[0])

    @rule(some_events=some.lists(events, min_size=1, max_size=7))
    def ingest(self, some_events: list[Event]) -> None:
        self.both.ingest(*some_events)

    @rule(event=events)
    def ingest_one(self, event: Event) -> None:
        self.both.ingest(event)

    @rule(some_events=some.lists(events, min_size=1, max_size=4), canceling=some.booleans())
    def do_what_is_refused_in_the_end(self, some_events: list[Event], canceling: bool) -> None:
        self.both.savepoint()
        self.both.ingest(*some_events)
        if canceling:
            self._cancel_a_new_one(len(some_events))
        self.both.rollback_to()

    @rule(meter=some.sampled_from(METERS), name=names)
    def cancel(self, meter: Meter, name: str) -> None:
        self.both.cancel(meter, name)

    @precondition(lambda self: self.both.model.events)
    @rule(back=some.integers(0, 8))
    def cancel_a_new_one(self, back: int) -> None:
        self._cancel_a_new_one(back)

    def _cancel_a_new_one(self, back: int) -> None:
        events = self.both.model.events
        if events:
            event = events[-1 - back % len(events)].event
            self.both.cancel(event.meter, event.identifier)

    @rule()
    def commit(self) -> None:
        self.both.commit()

    @rule(event=events)
    def ingest_and_commit(self, event: Event) -> None:
        self.both.ingest(event)
        self.both.commit()

    @precondition(lambda self: self.both.open)
    @rule()
    def roll_back(self) -> None:
        self.both.rollback()

    @rule()
    def set_a_savepoint(self) -> None:
        self.both.savepoint()

    @precondition(lambda self: self.both.savepoints)
    @rule(back=some.integers(1, 4))
    def roll_back_to_a_savepoint(self, back: int) -> None:
        self.both.rollback_to(-min(back, len(self.both.savepoints)))

    @rule()
    def flush(self) -> None:
        self.both.flush()

    @rule(flush=some.booleans())
    def start_again(self, flush: bool) -> None:
        self.both.restart(flush=flush)

    @rule(seconds=some.sampled_from([1, HOUR, 13 * HOUR, 26 * HOUR]))
    def let_time_pass(self, seconds: int) -> None:
        self.both.now += seconds

    @rule(view=views, customer=customers, bounds=some.tuples(times, times), back=some.integers(0, 12))
    def read_ranges(self, view: Meter, customer: str, bounds: tuple[int, int], back: int) -> None:
        self.both.check_range(view, customer, min(bounds), max(bounds))
        self.both.check_since(view, customer, max(0, len(self.both.committed.events) - back))

    @rule(
        view=views,
        customer=customers,
        of_hours=some.tuples(hours, hours),
        of_days=some.tuples(days, days),
        limit=some.integers(1, 4),
    )
    def read_windows(
        self, view: Meter, customer: str, of_hours: tuple[int, int], of_days: tuple[int, int], limit: int
    ) -> None:
        self.both.check_windows(view, customer, min(of_hours), max(of_hours), HOUR, limit)
        self.both.check_windows(view, customer, min(of_days), max(of_days), DAY, limit)

    @invariant()
    def all_is_well(self) -> None:
        self.both.check_all()


def test_any_order_of_steps_adds_up(open_room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "DENSE", 3)
    monkeypatch.setattr(runs, "CHUNK", 4)
    monkeypatch.setattr(engine, "_BATCH", 5)
    run_state_machine_as_test(lambda: AnyOrder(open_room), settings=effort(150, steps=40))
