"""Series: the unflushed events of one customer and meter, in memory, as columns in order of arrival."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from counterfoil.metering.buckets import Bucket, Value
from counterfoil.metering.runs import Run


class Series:
    """The unflushed events of a series. They leave memory once the flush that wrote them is committed.

    number: the series' number in the store.
    """

    __slots__ = ("_run", "_run_range", "canceling", "flushing", "number", "seqs", "times", "values")

    def __init__(self, number: int) -> None:
        self.number = number
        self.seqs = array("q")
        self.times = array("q")
        self.values: list[Value] = []
        self.flushing: int | None = None  # last seq written by an uncommitted flush
        self.canceling: set[int] | None = None  # seqs canceled in the open transaction
        self._run: Run | None = None  # cached, of the positions in _run_range
        self._run_range: tuple[int, int] = (0, 0)

    def run(self, visible: int, after: int = 0) -> Run | None:
        """Return the events with `after < seq <= visible` as a run, or None.

        Cached until the events change.
        """
        seqs = self.seqs
        if not seqs:
            return None
        high = len(seqs) if seqs[-1] <= visible else bisect_right(seqs, visible)
        low = bisect_right(seqs, after) if after else 0
        if low >= high:
            return None
        if self._run is None or self._run_range != (low, high):
            self._run, self._run_range = self._arranged(low, high), (low, high)
        return self._run

    def since(self, seq: int) -> Iterator[Bucket]:
        """Yield a bucket for each event in memory that arrived after `seq`."""
        return self._arranged(0, len(self.seqs)).since(seq)

    def unflushed(self, visible: int) -> tuple[Run, int, int]:
        """Return what a flush must write, without events being canceled.

        Also returns the last seq it covers, and how many events leave memory once it is committed.
        """
        high = bisect_right(self.seqs, visible)
        last = self.seqs[high - 1]
        if not self.canceling:
            return self._arranged(0, high), last, high
        remaining = [i for i in range(high) if self.seqs[i] not in self.canceling]
        columns = ([column[i] for i in remaining] for column in (self.times, self.seqs, self.values))
        return Run.arranged(*columns), last, high  # type: ignore[arg-type]

    def _arranged(self, low: int, high: int) -> Run:
        return Run.arranged(self.times[low:high], self.seqs[low:high], self.values[low:high])

    def holds(self, seq: int) -> bool:
        """Whether an event of this series is in memory only: no flush has written it, committed or not."""
        return bool(self.seqs) and seq >= self.seqs[0] and (self.flushing is None or seq > self.flushing)

    def drop_flushed(self) -> None:
        """Drop the events of the flush that was just committed."""
        assert self.flushing is not None, "a flush was under way"
        self._cut(0, bisect_right(self.seqs, self.flushing))
        self.flushing = None

    def drop_last(self) -> None:
        """Drop the newest event, because its ingestion was rolled back."""
        self._cut(len(self.seqs) - 1, len(self.seqs))

    def drop(self, seq: int) -> int:
        """Drop a canceled event if it is in memory. Returns how many were dropped: 0 or 1."""
        at = bisect_left(self.seqs, seq)
        if at == len(self.seqs) or self.seqs[at] != seq:
            return 0
        self._cut(at, at + 1)
        return 1

    def _cut(self, low: int, high: int) -> None:
        del self.seqs[low:high]
        del self.times[low:high]
        del self.values[low:high]
        self._run = None
