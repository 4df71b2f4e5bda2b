"""Reading: summaries and totals of one series, from memory and disk at once.

Any range is at most two edges, each within an hour, and between them whole hours and whole days: edges are added up from chunks, the
rest from the cells of hours and days. So the cost follows the windows asked for, not the events in them. A series' unflushed events are
a run beside all that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from counterfoil.metering.buckets import Bucket, Value, merge, merge_all, quantity, quantity_of_winners
from counterfoil.metering.meters import Meter
from counterfoil.metering.port import Home
from counterfoil.metering.runs import Run, unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align, covering, split

_LENGTHS = {"hour": HOUR, "day": DAY}
T = TypeVar("T")


class Summary(NamedTuple):
    """The usage of `[start, end)`: what the formula of the meter makes of it, exact."""

    start: int
    end: int
    value: Value


class Reading:
    """The questions an engine answers. All see what is committed, and each one state of it."""

    home: Home
    _series: dict[tuple[str, str], dict[str, Series]]
    _by_number: dict[int, Series]
    _visible: int

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
        """Summaries of `[start, end)`, newest first, windows without usage left out; and whether there are more.

        window: seconds, HOUR or DAY (both bounds aligned to it), or None for one summary of the whole range. after: the start of
        the last summary of the page before; before: of the first summary of the page after.
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
        values = self._ask(series, lambda run: self._windows(meter, series, run, start, end, window, limit + 1, oldest_first))
        page = sorted(values, reverse=not oldest_first)[:limit]
        return [Summary(at, at + window, values[at]) for at in sorted(page, reverse=True)], len(values) > limit

    def total(self, meter: Meter, customer: str, start: int, end: int) -> Value:
        """The usage of `[start, end)`, bounds to the second; 0 where there is none, also for `last`."""
        series = self._find(meter, customer)
        if series is None or start >= end:
            return 0
        return self._ask(series, lambda run: self._value(meter, series, run, start, end)) or 0

    def usage_since(self, meter: Meter, customer: str, position: int) -> Value:
        """The usage of all events that arrived after a `position`, whatever their timestamp; 0 where there is none.

        Costs as many steps as there were flushes since (events, where the window of a meter is the hour), so do not ask per event.
        """
        series = self._find(meter, customer)
        if series is None:
            return 0
        return self._ask(series, lambda run: self._since(meter, series, run, position)) or 0

    # -- one state -----------------------------------------------------------------------------------------------------

    def _find(self, meter: Meter, customer: str) -> Series | None:
        customers = self._series.get((meter.scope, meter.id))
        series = customers.get(customer) if customers else None
        if series is None:
            number = self.home.find_series(meter.scope, meter.id, customer, written=False)
            if number is None:
                return None
            series = self._by_number.setdefault(number, Series(number))
            self._series.setdefault((meter.scope, meter.id), {})[customer] = series
        return series

    def _ask(self, series: Series, question: Callable[[Run | None], T]) -> T:
        """Put a question to the disk and the run of what is not on it."""
        self.home.begin()
        try:
            after = 0
            if series.flushing is not None and self.home.flushed(series.number) >= series.flushing:
                after = series.flushing  # its commit is over, although nobody told us yet
            return question(series.run(self._visible, after))
        finally:
            self.home.end()

    # -- whole cells ---------------------------------------------------------------------------------------------------

    def _cells(
        self, series: Series, run: Run | None, length: int, start: int, end: int, limit: int | None = None, oldest_first: bool = False
    ) -> dict[int, Bucket]:
        """Hours or days with usage in an aligned range, by start: the newest `limit`, or the oldest; any beyond may not be whole."""
        cells = self.home.cells(series.number, length, start, end, limit=limit, oldest_first=oldest_first)
        if run is not None:
            for at, bucket in run.cells(length, start, end, limit=limit, oldest_first=oldest_first).items():
                cells[at] = merge(cells[at], bucket) if at in cells else bucket
        return cells

    def _windows(
        self, meter: Meter, series: Series, run: Run | None, start: int, end: int, window: int, limit: int, oldest_first: bool
    ) -> dict[int, Value]:
        """Values of windows with usage, by start: the newest `limit`, or the oldest; any beyond may not be whole."""
        formula = meter.formula
        within = _LENGTHS[meter.event_time_window] if meter.event_time_window else None
        if within is None:
            cells = self._cells(series, run, window, start, end, limit, oldest_first)
            return {at: quantity(bucket, formula) for at, bucket in cells.items()}
        if within == window:
            cells = self._cells(series, run, window, start, end, limit, oldest_first)
            return {at: quantity_of_winners((bucket,), formula) for at, bucket in cells.items()}
        if within > window:  # a day's winner falls into one of its hours; two days may be cut by the range, their winners outside
            days = self._cells(series, run, DAY, *covering(start, end, DAY), limit + 2, oldest_first)
            return {align(day[2], HOUR): quantity_of_winners((day,), formula) for day in days.values() if start <= day[2] < end}
        days = self._cells(series, run, DAY, start, end, limit, oldest_first)
        if not days:
            return {}
        winners: dict[int, list[Bucket]] = {}
        for at, bucket in self._cells(series, run, HOUR, min(days), max(days) + DAY).items():
            winners.setdefault(align(at, DAY), []).append(bucket)
        return {day: quantity_of_winners(hours, formula) for day, hours in winners.items()}

    # -- any range -----------------------------------------------------------------------------------------------------

    def _value(self, meter: Meter, series: Series, run: Run | None, start: int, end: int) -> Value | None:
        if meter.event_time_window is not None:
            within = _LENGTHS[meter.event_time_window]
            cells = self._cells(series, run, within, *covering(start, end, within))
            # A window's winner is found over the whole window, then asked whether it lies in the range.
            winners = [bucket for bucket in cells.values() if start <= bucket[2] < end]
            return quantity_of_winners(winners, meter.formula) if winners else None
        buckets = [*self._flushed(series, start, end)]
        if run is not None:
            buckets.append(run.between(start, end))
        bucket = merge_all(buckets)
        return None if bucket is None else quantity(bucket, meter.formula)

    def _flushed(self, series: Series, start: int, end: int) -> list[Bucket | None]:
        edges, whole = split(start, end, HOUR)
        buckets: list[Bucket | None] = []
        for part in edges:
            buckets += edge(self.home, series.number, *part)
        if whole:
            ends, days = split(*whole, DAY)
            for part in ends:
                buckets += self.home.cells(series.number, HOUR, *part).values()
            if days:
                buckets += self.home.cells(series.number, DAY, *days).values()
        return buckets

    def _since(self, meter: Meter, series: Series, run: Run | None, position: int) -> Value | None:
        length = _LENGTHS[meter.event_time_window] if meter.event_time_window else None
        buckets: list[Bucket] = []
        for chunk in self.home.chunks_since(series.number, position):
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


def edge(home: Home, series: int, start: int, end: int, *, written: bool = False) -> Iterator[Bucket | None]:
    """What is flushed of a part of an hour: chunks wholly inside count as they are."""
    for chunk in home.chunks(series, start, end, written=written):
        inside = start <= chunk.first_at and chunk.bucket[2] < end
        yield chunk.bucket if inside else unpack(chunk).between(start, end)
