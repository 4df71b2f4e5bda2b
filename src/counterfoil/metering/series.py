"""A series: what one customer used by one meter, as far as it is in memory. Events are columns in order of arrival."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from counterfoil.metering.buckets import Bucket, Value
from counterfoil.metering.runs import Run


class Series:
    """number: its short name on disk. Events leave memory once the flush that wrote them is committed (`flushing` until then)."""

    __slots__ = ("_run", "_seen", "canceling", "flushing", "number", "seqs", "times", "values")

    def __init__(self, number: int) -> None:
        self.number = number
        self.seqs = array("q")
        self.times = array("q")
        self.values: list[Value] = []
        self.flushing: int | None = None  # last seq written by a flush that is not committed yet
        self.canceling: set[int] | None = None  # seqs taken out by cancellations that are not committed yet
        self._run: Run | None = None
        self._seen: tuple[int, int] = (0, 0)

    def run(self, visible: int, after: int = 0) -> Run | None:
        """The events with `after < seq <= visible` as a run, None where there are none. Kept until something changes."""
        seqs = self.seqs
        if not seqs:
            return None
        high = len(seqs) if seqs[-1] <= visible else bisect_right(seqs, visible)
        low = bisect_right(seqs, after) if after else 0
        if low >= high:
            return None
        if self._run is None or self._seen != (low, high):
            self._run, self._seen = self._arranged(low, high), (low, high)
        return self._run

    def since(self, seq: int) -> Iterator[Bucket]:
        """A bucket for each event in memory that arrived after one."""
        return self._arranged(0, len(self.seqs)).since(seq)

    def unflushed(self, visible: int) -> tuple[Run, int, int]:
        """What a flush must write, less what is being canceled; the last seq it covers, and how many events leave memory with it."""
        high = bisect_right(self.seqs, visible)
        last = self.seqs[high - 1]
        if not self.canceling:
            return self._arranged(0, high), last, high
        kept = [i for i in range(high) if self.seqs[i] not in self.canceling]
        columns = ([column[i] for i in kept] for column in (self.times, self.seqs, self.values))
        return Run.arranged(*columns), last, high  # type: ignore[arg-type]

    def _arranged(self, low: int, high: int) -> Run:
        return Run.arranged(self.times[low:high], self.seqs[low:high], self.values[low:high])

    def holds(self, seq: int) -> bool:
        """Whether an event is still only here, and not in what a flush has written."""
        return bool(self.seqs) and seq >= self.seqs[0] and (self.flushing is None or seq > self.flushing)

    def drop_flushed(self) -> None:
        """The flush is committed: let go of what it wrote."""
        assert self.flushing is not None, "a flush was under way"
        self._cut(0, bisect_right(self.seqs, self.flushing))
        self.flushing = None

    def drop_last(self) -> None:
        """Undo the arrival of the newest event."""
        self._cut(len(self.seqs) - 1, len(self.seqs))

    def drop(self, seq: int) -> int:
        """A cancellation is committed: forget the event, if it is still here. Returns how many went."""
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
