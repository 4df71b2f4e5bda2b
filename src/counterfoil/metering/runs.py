"""Runs: events of one series in order of (timestamp, arrival), as columns, and how they are packed into chunks.

A run answers for any stretch of time by two binary searches and a sum. The unflushed events of a series are one run; each chunk on
disk is another, and holds either events of one hour or, where an hour has few, of one day. A query that cuts through an hour reads
only chunks of that hour and that day.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import le

import msgspec

from counterfoil.metering.buckets import Bucket, Value, total
from counterfoil.metering.windows import DAY, HOUR

DENSE = 32  # events of one flush that earn an hour chunks of its own
CHUNK = 512  # events in a chunk, at most: what a query may have to unpack at each of its edges

_NARROW = ("b", "h", "i", "q")


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """Some events of one series within one hour or day (`span` seconds from `start`), packed, and what they add up to. `id` is its
    home's, once it is there."""

    span: int
    start: int
    first_seq: int
    last_seq: int
    first_at: int
    bucket: Bucket
    events: bytes
    id: int = 0


class Run:
    """times, seqs, values: columns of equal length, ordered by (time, seq)."""

    __slots__ = ("seqs", "times", "values")

    def __init__(self, times: list[int], seqs: list[int], values: list[Value]) -> None:
        self.times = times
        self.seqs = seqs
        self.values = values

    @classmethod
    def arranged(cls, times: Sequence[int], seqs: Sequence[int], values: Sequence[Value]) -> Run:
        """A run of events given in order of arrival."""
        times = list(times)
        if all(map(le, times, times[1:])):
            return cls(times, list(seqs), list(values))
        order = sorted(range(len(times)), key=times.__getitem__)  # stable, so arrival decides between equal times
        return cls([times[i] for i in order], [seqs[i] for i in order], [values[i] for i in order])

    def bucket(self, low: int, high: int) -> Bucket | None:
        """What the events at positions `[low, high)` add up to."""
        if low >= high:
            return None
        last = high - 1
        return high - low, total(self.values[low:high]), self.times[last], self.seqs[last], self.values[last]

    def between(self, start: int, end: int) -> Bucket | None:
        """What the events of `[start, end)` add up to."""
        low = bisect_left(self.times, start)
        return self.bucket(low, bisect_left(self.times, end, low))

    def cells(self, length: int, start: int, end: int, *, limit: int | None = None, oldest_first: bool = False) -> dict[int, Bucket]:
        """Buckets of the windows with events, by window start; the newest `limit` of them, or the oldest. Bounds are aligned."""
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
        """(hours, days, chunks): everything a flush writes of this run."""
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
        if places[-1] - places[0] + 1 == len(places):
            part = slice(places[0], places[-1] + 1)
            times, seqs, values = self.times[part], self.seqs[part], self.values[part]
        else:
            times, seqs, values = ([column[i] for i in places] for column in (self.times, self.seqs, self.values))  # type: ignore[assignment]
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
        """The run less one of its events."""
        at = self.seqs.index(seq)
        return Run(*([*column[:at], *column[at + 1 :]] for column in (self.times, self.seqs, self.values)))

    def repacked(self, chunk: Chunk) -> Chunk | None:
        """This run in the place of a chunk; None where nothing is left."""
        return self._chunk(chunk.span, chunk.start, range(len(self.times))) if self.times else None

    def since(self, seq: int) -> Iterator[Bucket]:
        """A bucket for each event that arrived after one."""
        columns = zip(self.times, self.seqs, self.values, strict=True)
        return ((1, value, at, arrival, value) for at, arrival, value in columns if arrival > seq)


def _bytes(column: array) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _array(code: str, packed: bytes | memoryview) -> array:
    column = array(code)
    column.frombytes(packed)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def pack(times: Sequence[int], seqs: Sequence[int], values: Sequence[Value], start: int, first_seq: int) -> bytes:
    """Columns in few bytes: times and arrivals as 32-bit offsets, values in the narrowest integers that hold them, else as JSON."""
    head = _bytes(array("I", [time - start for time in times])) + _bytes(array("I", [seq - first_seq for seq in seqs]))
    for code in _NARROW:
        try:
            return code.encode() + head + _bytes(array(code, values))  # type: ignore[arg-type]
        except OverflowError:
            continue
        except TypeError:
            break
    return b"j" + head + msgspec.json.encode(values)


def unpack(chunk: Chunk) -> Run:
    """The run a chunk was packed from."""
    count, packed = chunk.bucket[0], memoryview(chunk.events)
    code, split, rest = chr(packed[0]), 1 + 4 * count, 1 + 8 * count
    times = [chunk.start + offset for offset in _array("I", packed[1:split])]
    seqs = [chunk.first_seq + offset for offset in _array("I", packed[split:rest])]
    if code == "j":
        values = [Decimal(value) if type(value) is str else value for value in msgspec.json.decode(packed[rest:])]
    else:
        values = _array(code, packed[rest:]).tolist()
    return Run(times, seqs, values)
