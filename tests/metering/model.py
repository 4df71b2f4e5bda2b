"""The reference: a list of events, everything computed from scratch.

Written from the rules of aggregation, not from the engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from counterfoil.metering import DAY, HOUR, Cancellation, Event, Meter
from counterfoil.metering.buckets import Value

LENGTH = {"hour": HOUR, "day": DAY}


class Counted(NamedTuple):
    """An event that was accepted."""

    seq: int
    received_at: int
    event: Event


@dataclass
class Model:
    """Accepted events in order of arrival, and which of them were cancelled."""

    events: list[Counted] = field(default_factory=list)
    canceled: set[int] = field(default_factory=set)
    used: dict[tuple[str, str], Counted] = field(default_factory=dict)

    def copy(self) -> Model:
        return replace(self, events=list(self.events), canceled=set(self.canceled), used=dict(self.used))

    # -- in --------------------------------------------------------------------------------------------------

    def ingest(self, events: Iterable[Event], received_at: int, outcomes: Iterable[bool]) -> None:
        """Accept what the engine accepted, if it had to or might; and refuse what it had to refuse."""
        for event, counts in zip(events, outcomes, strict=True):
            place = event.meter.scope, event.identifier
            before = self.used.get(place)
            if before is None:
                assert counts, f"{event.identifier} was never used"
            elif received_at - before.received_at < DAY:
                assert not counts, f"{event.identifier} was used less than a day ago"
            if counts:
                counted = Counted(len(self.events) + 1, received_at, event)
                self.events.append(counted)
                self.used[place] = counted

    def cancel(self, meter: Meter, identifier: str, now: int) -> set[Cancellation]:
        """Cancel; the outcomes that are right.

        Dedup may be forgotten after a day, so then it may be unknown.
        """
        counted = self.used.get((meter.scope, identifier))
        if counted is None:
            return {Cancellation.UNKNOWN}
        late = now - counted.received_at >= DAY
        forgotten = {Cancellation.UNKNOWN} if late else set()
        if counted.event.meter.id != meter.id:
            return {Cancellation.OTHER_METER} | forgotten
        if counted.seq in self.canceled:
            return {Cancellation.ALREADY_CANCELED} | forgotten
        if late:
            return {Cancellation.TOO_OLD} | forgotten
        self.canceled.add(counted.seq)
        return {Cancellation.CANCELED}

    # -- out -------------------------------------------------------------------------------------------------

    def _of(self, meter: Meter, customer: str) -> list[Counted]:
        """The events that count for a meter and customer, in the order that decides which is newest."""
        mine = [
            one
            for one in self.events
            if one.seq not in self.canceled
            and (one.event.meter.scope, one.event.meter.id, one.event.customer)
            == (meter.scope, meter.id, customer)
        ]
        return sorted(mine, key=lambda one: (one.event.timestamp, one.seq))

    def _winners(self, meter: Meter, ordered: list[Counted]) -> list[Counted]:
        """Where a meter has an event_time_window, only the newest event of each window."""
        if meter.event_time_window is None:
            return ordered
        length = LENGTH[meter.event_time_window]
        return list({one.event.timestamp // length: one for one in ordered}.values())

    def value(self, meter: Meter, customer: str, start: int, end: int) -> Fraction | None:
        """The usage of [start, end), None where there is none."""
        return self._value(meter, self._winners(meter, self._of(meter, customer)), start, end)

    def _value(self, meter: Meter, winners: list[Counted], start: int, end: int) -> Fraction | None:
        inside = [one for one in winners if start <= one.event.timestamp < end]
        if not inside:
            return None
        if meter.formula == "count":
            return Fraction(len(inside))
        values = [Fraction(one.event.value) for one in inside]
        return sum(values, Fraction(0)) if meter.formula == "sum" else values[-1]

    def summaries(
        self, meter: Meter, customer: str, start: int, end: int, window: int | None
    ) -> list[tuple[int, int, Fraction]]:
        """All windows with usage, newest first."""
        winners = self._winners(meter, self._of(meter, customer))
        windows = (
            [(start, end)] if window is None else [(at, at + window) for at in range(start, end, window)]
        )
        found = [(*bounds, self._value(meter, winners, *bounds)) for bounds in reversed(windows)]
        return [(low, high, value) for low, high, value in found if value is not None]

    def split_by_arrival(
        self, meter: Meter, customer: str, start: int, end: int, positions: list[int]
    ) -> list[Fraction]:
        """The usage of [start, end) by when its events arrived; the newest event alone where that counts."""
        winners = [
            one
            for one in self._winners(meter, self._of(meter, customer))
            if start <= one.event.timestamp < end
        ]
        if meter.formula == "last":
            winners = winners[-1:]
        bounds = [0, *positions, 1 << 60]
        parts = [[one for one in winners if low < one.seq <= high] for low, high in pairwise(bounds)]
        return [self._value(meter, part, start, end) or Fraction(0) for part in parts]

    def usage_since(self, meter: Meter, customer: str, position: int) -> Fraction:
        """The usage of the events that arrived after a position."""
        late = [one for one in self._of(meter, customer) if one.seq > position]
        return self._value(meter, self._winners(meter, late), -(1 << 60), 1 << 60) or Fraction(0)


def exact(value: Value) -> Fraction:
    """A value of the engine, without any rounding."""
    assert type(value) is int or value != value.to_integral_value(), f"{value!r} is whole, but no int"
    return Fraction(value)
