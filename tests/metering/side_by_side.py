"""An engine beside the reference: both get the same input, and every answer is compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterfoil.metering import Cancellation, Engine, Event, Meter
from tests.metering.model import Model, exact
from tests.metering.stores import Room

NOON = 1_741_608_000  # 10 March 2025, 12:00 UTC: the wall's clock when a test begins
DAY_OF_TESTS = NOON - 12 * 3600


class SideBySide:
    """Everything a caller of the engine does.

    Opens a transaction where one is needed; `limits` are the engine's.
    """

    def __init__(self, room: Room, **limits: Any) -> None:
        self.room = room
        self.limits = limits
        self.now = NOON
        self.model = Model()
        self.committed = Model()
        self.open = False
        self.savepoints: list[tuple[str, int, Model]] = []
        self.watched: set[tuple[str, str]] = set()
        self.engine = Engine(room.usage, **limits)

    # -- transactions ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        if not self.open:
            self.room.begin()
            self.open = True

    def commit(self) -> None:
        """Commit.

        Between the commit and the word of it, readers see the old state, for nobody was told of the new one
        yet.
        """
        self.begin()
        self.room.commit()
        if self.model.canceled == self.committed.canceled:
            for event in {
                (one.event.meter, one.event.customer): one.event for one in self.model.events
            }.values():
                self.check_total(event.meter, event.customer)
        self.engine.committed()
        self._closed()
        grown = {
            (one.event.meter.scope, one.event.meter.id, one.event.customer)
            for one in self.model.events[len(self.committed.events) :]
        }
        self.committed = self.model.copy()
        assert self.engine.take_changes() == {
            (scope, meter, customer) for scope, meter, customer in grown if (scope, meter) in self.watched
        }

    def rollback(self) -> None:
        if self.open:
            self.room.rollback()
            self.engine.rolled_back()
            self._closed()
            self.model = self.committed.copy()

    def savepoint(self) -> None:
        self.begin()
        name = f"point_{len(self.savepoints)}"
        self.room.savepoint(name)
        self.savepoints.append((name, self.engine.mark(), self.model.copy()))

    def rollback_to(self, place: int = -1) -> None:
        """Back to a savepoint, which is kept; later ones are gone."""
        name, mark, model = self.savepoints[place]
        self.room.rollback_to(name)
        self.engine.rolled_back(mark)
        self.model = model.copy()
        del self.savepoints[place:]
        self.savepoints.append((name, mark, model))

    def _closed(self) -> None:
        self.open = False
        self.savepoints.clear()

    def restart(self, *, flush: bool = False) -> None:
        """End without a word, as in a crash, or after a flush, as in a stop; and start again."""
        if flush:
            self.flush()
            self.commit()
        self._closed()
        self.model = self.committed.copy()
        self.room.reopen()
        self.engine = Engine(self.room.usage, **self.limits)
        for scope, meter in self.watched:
            self.engine.watch(scope, meter)

    # -- in --------------------------------------------------------------------------------------------------

    def ingest(self, *events: Event) -> list[bool]:
        self.begin()
        outcomes = self.engine.ingest(events, self.now)
        self.model.ingest(events, self.now, outcomes)
        assert self.engine.position() == len(self.model.events)
        return outcomes

    def cancel(self, meter: Meter, identifier: str) -> Cancellation:
        self.begin()
        outcome = self.engine.cancel(meter, identifier, self.now)
        assert outcome in self.model.cancel(meter, identifier, self.now)
        return outcome

    def flush(self) -> None:
        self.begin()
        self.engine.flush()

    def watch(self, meter: Meter) -> None:
        self.watched.add((meter.scope, meter.id))
        self.engine.watch(meter.scope, meter.id)

    # -- out -------------------------------------------------------------------------------------------------

    def check_total(self, meter: Meter, customer: str, start: int = 0, end: int = NOON * 2) -> None:
        assert exact(self.engine.total(meter, customer, start, end)) == (
            self.committed.value(meter, customer, start, end) or 0
        )

    def check_range(self, meter: Meter, customer: str, start: int, end: int) -> None:
        """One summary of a whole range, and the total."""
        found, more = self.engine.summaries(meter, customer, start, end)
        assert not more
        assert [(*one[:2], exact(one.value)) for one in found] == self.committed.summaries(
            meter, customer, start, end, None
        )
        self.check_total(meter, customer, start, end)

    def check_windows(
        self, meter: Meter, customer: str, start: int, end: int, window: int, limit: int
    ) -> None:
        """All pages, from the newest down and from the oldest up."""
        expected = self.committed.summaries(meter, customer, start, end, window)
        for step in (
            self._down(meter, customer, start, end, window, limit),
            self._up(meter, customer, start, end, window, limit),
        ):
            assert [(*one[:2], exact(one.value)) for one in step] == expected

    def _down(
        self, meter: Meter, customer: str, start: int, end: int, window: int, limit: int
    ) -> Sequence[Any]:
        found: list[Any] = []
        more = True
        while more:
            after = found[-1].start if found else None
            page, more = self.engine.summaries(meter, customer, start, end, window, limit=limit, after=after)
            assert len(page) == limit or (len(page) < limit and not more)
            assert page or after is None, "there were more"
            found += page
        return found

    def _up(
        self, meter: Meter, customer: str, start: int, end: int, window: int, limit: int
    ) -> Sequence[Any]:
        found: list[Any] = []
        more = True
        while more:
            before = found[0].start if found else start - 1
            page, more = self.engine.summaries(
                meter, customer, start, end, window, limit=limit, before=before
            )
            assert len(page) == limit or (len(page) < limit and not more)
            assert page or not found, "there were more"
            found = [*page, *found]
        return found

    def check_split(self, meter: Meter, customer: str, start: int, end: int, positions: list[int]) -> None:
        found = self.engine.split_by_arrival(meter, customer, start, end, positions)
        expected = self.committed.split_by_arrival(meter, customer, start, end, positions)
        assert [exact(value) for value in found] == expected

    def check_since(self, meter: Meter, customer: str, position: int) -> None:
        assert exact(self.engine.usage_since(meter, customer, position)) == self.committed.usage_since(
            meter, customer, position
        )
        if not self.open:
            late = [
                one for one in self.committed.events if one.seq > position and one.event.meter.id == meter.id
            ]
            found = self.engine.customers_since(meter.scope, meter.id, position)
            mine = [one for one in late if one.event.meter.scope == meter.scope]
            assert found <= {one.event.customer for one in mine}
            assert found >= {one.event.customer for one in mine if one.seq not in self.committed.canceled}

    def check_all(self) -> None:
        """What must hold after every step."""
        assert self.engine.position() == len(self.model.events)
        assert self.engine.committed_position() == len(self.committed.events)
        for event in {(one.event.meter, one.event.customer): one.event for one in self.model.events}.values():
            self.check_total(event.meter, event.customer)
            self.check_split(event.meter, event.customer, 0, NOON * 2, [2, 7])
        if not self.open:
            assert self.engine.verify() == []
            assert self.engine._floor == self.room.usage.floor()
