"""Queries: summaries and totals of one series, from memory and disk together.

A range is split into at most two edges, each within an hour, and whole hours and days between them. Edges are
computed from chunks, the rest from the stored hours and days, so that the cost depends on the number of
windows and not of events. The unflushed events of the series are added from memory.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from counterfoil.metering.buckets import (
    Bucket,
    Value,
    merge,
    merge_all,
    minus,
    quantity,
    quantity_of_winners,
    whole,
)
from counterfoil.metering.meters import Meter
from counterfoil.metering.port import UsageStore
from counterfoil.metering.runs import Run, unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align, covering, split

_LENGTHS = {"hour": HOUR, "day": DAY}
_REMEMBERED = 10_000  # ranges and positions whose late events are remembered
T = TypeVar("T")


class Summary(NamedTuple):
    """The exact usage of `[start, end)` by the formula of the meter."""

    start: int
    end: int
    value: Value


class Reading:
    """The queries of an engine. Each reads one snapshot of the committed data."""

    store: UsageStore
    _series: dict[tuple[str, str], dict[str, Series]]
    _by_number: dict[int, Series]
    _visible: int
    # (series, start, end, position) -> the seq up to which the events after the position are aggregated, and
    # their bucket. Forgotten once an event of the series is canceled.
    _lates: dict[tuple[int, int, int, int], tuple[int, Bucket | None]]

    def summaries(
        self,
        meter: Meter,
        customer: str,
        start: int,
        end: int,
        window: int | None = None,
        *,
        limit: int = 10,
        after: int | None = None,
        before: int | None = None,
    ) -> tuple[list[Summary], bool]:
        """Return a page of summaries of `[start, end)`, newest first, and whether there are more.

        Windows without usage are left out. window: HOUR or DAY in seconds (both bounds aligned to it), or
        None for one summary of the whole range. after: start of the last summary on the previous page.
        before: start of the first summary on the next page.
        """
        series = self._find(meter, customer)
        if series is None or start >= end:
            return [], False
        if window is None:
            if (after is not None and start >= after) or (before is not None and start <= before):
                return [], False
            bucket_value = self._ask(series, lambda run: self._value(meter, series, run, start, end))
            return ([] if bucket_value is None else [Summary(start, end, bucket_value)]), False
        assert start % window == 0 and end % window == 0, "the page refuses bounds that are not aligned"
        if after is not None:
            end = min(end, align(after, window))
        if before is not None:
            start = max(start, align(before, window) + window)
        oldest_first = before is not None and after is None
        values = self._ask(
            series, lambda run: self._windows(meter, series, run, start, end, window, limit + 1, oldest_first)
        )
        page = sorted(values, reverse=not oldest_first)[:limit]
        return [Summary(at, at + window, values[at]) for at in sorted(page, reverse=True)], len(
            values
        ) > limit

    def total(self, meter: Meter, customer: str, start: int, end: int) -> Value:
        """Return the usage of `[start, end)`, bounds to the second; 0 if there is none, also for `last`."""
        series = self._find(meter, customer)
        if series is None or start >= end:
            return 0
        return self._ask(series, lambda run: self._value(meter, series, run, start, end)) or 0

    def split_by_arrival(
        self, meter: Meter, customer: str, start: int, end: int, positions: Sequence[int]
    ) -> list[Value]:
        """Divide the usage of `[start, end)` at some `position`s: by when its events arrived.

        positions: ascending. Returns one value more than these; they add up to `total`. Where only the newest
        event of a range or a window counts, it counts in the part in which it arrived.
        """
        series = self._find(meter, customer)
        if series is None or start >= end:
            return [0] * (len(positions) + 1)
        return self._ask(series, lambda run: self._parts(meter, series, run, start, end, positions))

    def usage_since(self, meter: Meter, customer: str, position: int) -> Value:
        """Return the usage of all events that arrived after a `position`, whatever their timestamp.

        The cost grows with the flushes since then (with the events, if the meter's window is the hour), so do
        not call it for every event.
        """
        series = self._find(meter, customer)
        if series is None:
            return 0
        return self._ask(series, lambda run: self._since(meter, series, run, position)) or 0

    # -- one snapshot ----------------------------------------------------------------------------------------

    def _find(self, meter: Meter, customer: str) -> Series | None:
        """Return the series of a meter and customer, from memory or the store; None if it has no usage."""
        customers = self._series.get((meter.scope, meter.id))
        series = customers.get(customer) if customers else None
        if series is None:
            number = self.store.find_series(meter.scope, meter.id, customer, written=False)
            if number is None:
                return None
            series = self._by_number.setdefault(number, Series(number))
            self._series.setdefault((meter.scope, meter.id), {})[customer] = series
        return series

    def _ask(self, series: Series, question: Callable[[Run | None], T]) -> T:
        """Run a query within one snapshot of the store, passing it the run of the unflushed events."""
        self.store.begin()
        try:
            after = 0
            if series.flushing is not None and self.store.flushed(series.number) >= series.flushing:
                after = series.flushing  # the flush is committed, before `committed` is called
            return question(series.run(self._visible, after))
        finally:
            self.store.end()

    # -- whole cells -----------------------------------------------------------------------------------------

    def _cells(
        self,
        series: Series,
        run: Run | None,
        length: int,
        start: int,
        end: int,
        limit: int | None = None,
        oldest_first: bool = False,
    ) -> dict[int, Bucket]:
        """Return the buckets of hours or days with usage in an aligned range, by start.

        The newest `limit` (or the oldest) are complete; there may be more, which may lack events.
        """
        cells = self.store.cells(series.number, length, start, end, limit=limit, oldest_first=oldest_first)
        if run is not None:
            for at, bucket in run.cells(length, start, end, limit=limit, oldest_first=oldest_first).items():
                cells[at] = merge(cells[at], bucket) if at in cells else bucket
        return cells

    def _windows(
        self,
        meter: Meter,
        series: Series,
        run: Run | None,
        start: int,
        end: int,
        window: int,
        limit: int,
        oldest_first: bool,
    ) -> dict[int, Value]:
        """Return the values of windows with usage, by start.

        The newest `limit` (or the oldest) are complete; there may be more, which may lack events.
        """
        formula = meter.formula
        within = _LENGTHS[meter.event_time_window] if meter.event_time_window else None
        if within is None:
            cells = self._cells(series, run, window, start, end, limit, oldest_first)
            return {at: quantity(bucket, formula) for at, bucket in cells.items()}
        if within == window:
            cells = self._cells(series, run, window, start, end, limit, oldest_first)
            return {at: quantity_of_winners((bucket,), formula) for at, bucket in cells.items()}
        # The newest event of a day counts in one of its hours. Two more days than `limit` are read, because
        # the range may cut through the first and the last one and exclude their newest event.
        if within > window:
            days = self._cells(series, run, DAY, *covering(start, end, DAY), limit + 2, oldest_first)
            return {
                align(day[2], HOUR): quantity_of_winners((day,), formula)
                for day in days.values()
                if start <= day[2] < end
            }
        days = self._cells(series, run, DAY, start, end, limit, oldest_first)
        if not days:
            return {}
        winners: dict[int, list[Bucket]] = {}
        for at, bucket in self._cells(series, run, HOUR, min(days), max(days) + DAY).items():
            winners.setdefault(align(at, DAY), []).append(bucket)
        return {day: quantity_of_winners(hours, formula) for day, hours in winners.items()}

    # -- any range -------------------------------------------------------------------------------------------

    def _value(self, meter: Meter, series: Series, run: Run | None, start: int, end: int) -> Value | None:
        """Return the usage of a range, or None if there is none."""
        if meter.event_time_window is not None:
            within = _LENGTHS[meter.event_time_window]
            cells = self._cells(series, run, within, *covering(start, end, within))
            # The newest event of the whole window counts, and only if it lies in the range.
            winners = [bucket for bucket in cells.values() if start <= bucket[2] < end]
            return quantity_of_winners(winners, meter.formula) if winners else None
        buckets = [*self._flushed(series, start, end)]
        if run is not None:
            buckets.append(run.between(start, end))
        bucket = merge_all(buckets)
        return None if bucket is None else quantity(bucket, meter.formula)

    def _flushed(self, series: Series, start: int, end: int) -> list[Bucket | None]:
        """Return buckets that cover the flushed events of a range: edges, whole hours and whole days."""
        edges, hours = split(start, end, HOUR)
        buckets: list[Bucket | None] = []
        for part in edges:
            buckets += edge(self.store, series.number, *part)
        if hours:
            ends, days = split(*hours, DAY)
            for part in ends:
                buckets += self.store.cells(series.number, HOUR, *part).values()
            if days:
                buckets += self.store.cells(series.number, DAY, *days).values()
        return buckets

    def _parts(
        self,
        meter: Meter,
        series: Series,
        run: Run | None,
        start: int,
        end: int,
        positions: Sequence[int],
    ) -> list[Value]:
        """Return the usage of a range by the position after which it arrived."""
        within = _LENGTHS[meter.event_time_window] if meter.event_time_window else None
        if within is not None:
            cells = self._cells(series, run, within, *covering(start, end, within))
            winners = [bucket for bucket in cells.values() if start <= bucket[2] < end]
        else:
            used = merge_all([*self._flushed(series, start, end), run.between(start, end) if run else None])
            if used is None:
                return [0] * (len(positions) + 1)
            if meter.formula != "last":
                late = [self._late(series, run, start, end, position) for position in positions]
                sums = [quantity(bucket, meter.formula) if bucket else 0 for bucket in (used, *late)]
                steps = zip(sums, [*sums[1:], 0], strict=True)
                return [whole(minus(more, less)) for more, less in steps]
            winners = [used]
        if meter.formula == "last":
            winners = [max(winners, key=itemgetter(2, 3))] if winners else []
        parts: list[list[Bucket]] = [[] for _ in range(len(positions) + 1)]
        for winner in winners:
            parts[bisect_left(positions, winner[3])].append(winner)
        return [quantity_of_winners(part, meter.formula) if part else 0 for part in parts]

    def _late(self, series: Series, run: Run | None, start: int, end: int, position: int) -> Bucket | None:
        """Aggregate the events of a range that arrived after a position.

        What was aggregated before is added to, so that its cost does not grow with it.
        """
        key = series.number, start, end, position
        since, known = self._lates.get(key, (position, None))
        if since >= self._visible:
            return known
        buckets: list[Bucket | None] = [known]
        for chunk in self.store.chunks_since(series.number, since, start, end):
            if chunk.first_seq > since and start <= chunk.first_at and chunk.bucket[2] < end:
                buckets.append(chunk.bucket)
            else:
                buckets += (each for each in unpack(chunk).since(since) if start <= each[2] < end)
        if run is not None:
            buckets += (each for each in run.since(since) if start <= each[2] < end)
        if len(self._lates) > _REMEMBERED:
            self._lates.clear()
        found = merge_all(buckets)
        self._lates[key] = max(self._visible, since), found
        return found

    def _since(self, meter: Meter, series: Series, run: Run | None, position: int) -> Value | None:
        """Return the usage of the events that arrived after a position, or None if there are none."""
        length = _LENGTHS[meter.event_time_window] if meter.event_time_window else None
        buckets: list[Bucket] = []
        for chunk in self.store.chunks_since(series.number, position):
            if chunk.first_seq > position and (length is None or chunk.span <= length):
                buckets.append(chunk.bucket)
            else:
                buckets += unpack(chunk).since(position)
        if run is not None:
            buckets += run.since(position)
        if length is None:
            merged = merge_all(buckets)
            return None if merged is None else quantity(merged, meter.formula)
        newest: dict[int, Bucket] = {}
        for bucket in buckets:
            window = align(bucket[2], length)
            if window not in newest or bucket[2:4] > newest[window][2:4]:
                newest[window] = bucket
        return quantity_of_winners(list(newest.values()), meter.formula) if newest else None


def edge(
    store: UsageStore, series: int, start: int, end: int, *, written: bool = False
) -> Iterator[Bucket | None]:
    """Yield buckets of the flushed events of a part of an hour. Chunks wholly inside are not unpacked."""
    for chunk in store.chunks(series, start, end, written=written):
        inside = start <= chunk.first_at and chunk.bucket[2] < end
        yield chunk.bucket if inside else unpack(chunk).between(start, end)
