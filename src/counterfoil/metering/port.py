"""The port between the engine and its store. The SQLite implementation is `counterfoil.store.usage_sqlite`.

A store writes inside a transaction that its caller opens and commits, and reads committed data. Times are
epoch seconds. `seq` numbers events by arrival, from 1. `series` is the number of a (scope, meter, customer).
Values are int or Decimal, exact at any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from counterfoil.metering.buckets import Bucket, Value
from counterfoil.metering.runs import Chunk


class Logged(NamedTuple):
    """An event as stored in the log."""

    seq: int
    received_at: int
    series: int
    timestamp: int
    value: Value
    identifier: str


class Owner(NamedTuple):
    """The owner of a series, and the last seq that is flushed to its hours, days and chunks."""

    series: int
    scope: str
    meter: str
    customer: str
    flushed: int


@dataclass(slots=True)
class Segment:
    """A batch of sealed identifiers: those of `count` events from seq `base` on.

    received_until: when the last was received. filter: number of the filter that has their keys.
    """

    base: int
    count: int
    received_until: int
    filter: int


class UsageStore(Protocol):
    """Storage of usage. Methods marked (written) see the open transaction; all others see committed data."""

    # the log, from which everything else can be recomputed
    def append(
        self,
        seq: int,
        received_at: int,
        columns: tuple[list[int], list[int], list[Value], list[str]],
        payloads: Mapping[int, object],
    ) -> None: ...
    def last_seq(self) -> int: ...  # (written)
    def logged(self, seq: int) -> Logged | None: ...  # (written)
    def log_from(self, seq: int) -> Iterator[Logged]: ...  # (written) in order of arrival
    def cancel(self, seq: int, at: int) -> None: ...
    def canceled(self, seq: int) -> bool: ...  # (written)
    def canceled_from(self, seq: int) -> set[int]: ...  # (written)

    # series
    def find_series(self, scope: str, meter: str, customer: str, *, written: bool) -> int | None: ...
    def add_series(self, scope: str, meter: str, customer: str) -> int: ...
    def owners(self, numbers: Sequence[int]) -> list[Owner]: ...  # (written)

    # flushed usage
    def flush(
        self,
        series: int,
        through: int,
        hours: Sequence[tuple[int, Bucket]],
        days: Sequence[tuple[int, Bucket]],
        chunks: Sequence[Chunk],
    ) -> None: ...
    def flushed(self, series: int) -> int: ...
    def set_floor(self, seq: int) -> None: ...
    def floor(self) -> int: ...  # (written) every event before it is flushed
    # None deletes the cell (an hour or a day) or the chunk
    def put_cell(self, series: int, length: int, start: int, bucket: Bucket | None) -> None: ...
    def put_chunk(self, series: int, id: int, chunk: Chunk | None) -> None: ...

    # queries; those between begin and end read one snapshot
    def begin(self) -> None: ...
    def end(self) -> None: ...
    def cells(
        self,
        series: int,
        length: int,
        start: int,
        end: int,
        *,
        limit: int | None = None,
        oldest_first: bool = False,
        written: bool = False,
    ) -> dict[int, Bucket]: ...  # hours or days, by `length`
    def chunks(
        self, series: int, start: int, end: int, *, written: bool = False
    ) -> list[Chunk]: ...  # all that may hold events of `[start, end)`, a range within one hour
    def chunks_since(
        self, series: int, seq: int, start: int | None = None, end: int | None = None
    ) -> list[Chunk]: ...  # all that may hold events of `[start, end)`, or of any time, after `seq`

    # deduplication
    def segments(self) -> list[Segment]: ...  # (written)
    def seal(self, segment: Segment, entries: Iterable[tuple[int, bytes]]) -> None: ...  # (bucket, entries)
    def entries(
        self, bucket: int, first: int, last: int
    ) -> list[tuple[int, bytes]]: ...  # (written) (base, entries) by base
    def forget_segments(self, base: int, buckets: int) -> None: ...  # up to and including base
    def save_filter(self, filter: int, piece: int, through: int, words: bytes) -> None: ...
    def load_filter(
        self, filter: int
    ) -> list[tuple[int, int, bytes]]: ...  # (written) (piece, through, words)
    def forget_filters(self, before: int) -> None: ...

    # for the audit
    def all_owners(self) -> Iterator[Owner]: ...
    def all_cells(self, length: int) -> Iterator[tuple[int, int, Bucket]]: ...  # (series, start, bucket)
    def all_chunks(self) -> Iterator[tuple[int, Chunk]]: ...
