"""Runs: events of one series sorted by (timestamp, arrival), as columns, and their packing into chunks.

A run aggregates any time range with two binary searches and a sum. The unflushed events of a series are one
run. Each chunk on disk is another: it holds events of one hour or, where hours have few events, of one day. A
query whose bound lies within an hour reads only the chunks of that hour and that day.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import le
from typing import Any

import msgspec

from counterfoil.metering.buckets import Bucket, Value, total
from counterfoil.metering.windows import DAY, HOUR

DENSE = 32  # an hour with at least so many events in one flush gets chunks of its own
CHUNK = 512  # maximum events in a chunk, which bounds what a query unpacks at each end of its range

_NARROW = ("b", "h", "i", "q")


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """Packed events of one series within one hour or day, and their bucket.

    span, start: seconds, of the hour or day. id: given by the store, 0 until it is stored.
    """

    span: int
    start: int
    first_seq: int
    last_seq: int
    first_at: int
    bucket: Bucket
    events: bytes
    id: int = 0


class Run:
    """Events as columns of equal length (times, seqs, values), sorted by (time, seq)."""

    __slots__ = ("seqs", "times", "values")

    def __init__(self, times: list[int], seqs: list[int], values: list[Value]) -> None:
        self.times = times
        self.seqs = seqs
        self.values = values

    @classmethod
    def arranged(cls, times: Sequence[int], seqs: Sequence[int], values: Sequence[Value]) -> Run:
        """Make a run of events given in order of arrival."""
        times = list(times)
        if all(map(le, times, times[1:])):
            return cls(times, list(seqs), list(values))
        order = sorted(range(len(times)), key=times.__getitem__)  # stable: arrival decides between equals
        return cls([times[i] for i in order], [seqs[i] for i in order], [values[i] for i in order])

    def bucket(self, low: int, high: int) -> Bucket | None:
        """Aggregate the events at positions `[low, high)`; None if there are none."""
        if low >= high:
            return None
        last = high - 1
        return high - low, total(self.values[low:high]), self.times[last], self.seqs[last], self.values[last]

    def between(self, start: int, end: int) -> Bucket | None:
        """Aggregate the events of `[start, end)`; None if there are none."""
        low = bisect_left(self.times, start)
        return self.bucket(low, bisect_left(self.times, end, low))

    def cells(
        self, length: int, start: int, end: int, *, limit: int | None = None, oldest_first: bool = False
    ) -> dict[int, Bucket]:
        """Aggregate by window: window start -> bucket, only windows with events. Bounds are aligned.

        limit: return only the newest windows, or with oldest_first the oldest.
        """
        times = self.times
        low = bisect_left(times, start)
        cells: dict[int, Bucket | None] = {}
        high = bisect_left(times, end, low)
        while low < high and (limit is None or len(cells) < limit):
            at = times[low if oldest_first else high - 1]
            window = at - at % length
            if oldest_first:
                cut = bisect_left(times, window + length, low, high)
                cells[window] = self.bucket(low, cut)
                low = cut
            else:
                cut = bisect_left(times, window, low, high)
                cells[window] = self.bucket(cut, high)
                high = cut
        return cells  # type: ignore[return-value]  # no window here is empty

    def parts(self) -> tuple[list[tuple[int, Bucket]], list[tuple[int, Bucket]], list[Chunk]]:
        """Return (hours, days, chunks): everything that a flush writes for this run."""
        hours: list[tuple[int, Bucket]] = []
        days: list[tuple[int, Bucket]] = []
        chunks: list[Chunk] = []
        times, bucket, count = self.times, self.bucket, len(self.times)
        low = 0
        while low < count:
            day = times[low] - times[low] % DAY
            end_of_day = bisect_left(times, day + DAY, low)
            days.append((day, bucket(low, end_of_day)))  # type: ignore[arg-type]
            sparse: list[int] = []
            while low < end_of_day:
                hour = times[low] - times[low] % HOUR
                cut = bisect_left(times, hour + HOUR, low, end_of_day)
                hours.append((hour, bucket(low, cut)))  # type: ignore[arg-type]
                if cut - low < DENSE:
                    sparse.extend(range(low, cut))
                else:
                    for at in range(low, cut, CHUNK):
                        chunks.append(self._chunk(HOUR, hour, range(at, min(at + CHUNK, cut))))
                low = cut
            if sparse:  # at most 24 hours of fewer than DENSE events, so never much more than CHUNK
                chunks.append(self._chunk(DAY, day, sparse))
        return hours, days, chunks

    def _chunk(self, span: int, start: int, places: Sequence[int]) -> Chunk:
        """Pack the events at the given positions into a chunk."""
        if places[-1] - places[0] + 1 == len(places):
            part = slice(places[0], places[-1] + 1)
            times, seqs, values = self.times[part], self.seqs[part], self.values[part]
        else:
            times, seqs = [self.times[i] for i in places], [self.seqs[i] for i in places]
            values = [self.values[i] for i in places]
        first = min(seqs)
        return Chunk(
            span,
            start,
            first,
            max(seqs),
            times[0],
            (len(times), total(values), times[-1], seqs[-1], values[-1]),
            pack(times, seqs, values, start, first),
        )

    def without(self, seq: int) -> Run:
        """Return a run without the event `seq`."""
        at = self.seqs.index(seq)
        return Run(*([*column[:at], *column[at + 1 :]] for column in (self.times, self.seqs, self.values)))

    def repacked(self, chunk: Chunk) -> Chunk | None:
        """Pack this run to replace `chunk`; None when no event is left."""
        return self._chunk(chunk.span, chunk.start, range(len(self.times))) if self.times else None

    def since(self, seq: int) -> Iterator[Bucket]:
        """Yield a bucket for each event that arrived after `seq`."""
        columns = zip(self.times, self.seqs, self.values, strict=True)
        return ((1, value, at, arrival, value) for at, arrival, value in columns if arrival > seq)


def _bytes(column: array[Any]) -> bytes:
    """Encode a column as little-endian bytes."""
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _array(code: str, packed: bytes | memoryview) -> array[Any]:
    """Decode a column from little-endian bytes."""
    column = array(code)
    column.frombytes(packed)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def pack(
    times: Sequence[int], seqs: Sequence[int], values: Sequence[Value], start: int, first_seq: int
) -> bytes:
    """Pack columns: times and seqs as 32-bit offsets, values in the narrowest integers or else JSON."""
    head = _bytes(array("I", [time - start for time in times])) + _bytes(
        array("I", [seq - first_seq for seq in seqs])
    )
    for code in _NARROW:
        try:
            return code.encode() + head + _bytes(array(code, values))
        except OverflowError:
            continue
        except TypeError:
            break
    return b"j" + head + msgspec.json.encode(values)


def unpack(chunk: Chunk) -> Run:
    """Unpack the events of a chunk."""
    count, packed = chunk.bucket[0], memoryview(chunk.events)
    code, split, rest = chr(packed[0]), 1 + 4 * count, 1 + 8 * count
    times = [chunk.start + offset for offset in _array("I", packed[1:split])]
    seqs = [chunk.first_seq + offset for offset in _array("I", packed[split:rest])]
    if code == "j":
        values = [
            Decimal(value) if type(value) is str else value for value in msgspec.json.decode(packed[rest:])
        ]
    else:
        values = _array(code, packed[rest:]).tolist()
    return Run(times, seqs, values)
