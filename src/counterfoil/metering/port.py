"""The port: what a home must keep for the engine. The SQLite home is `counterfoil.store.usage_sqlite`.

A home writes inside a transaction that others open and commit, and reads what is committed. Times are epoch seconds, `seq` numbers
events by arrival from 1, `series` is the short number of a (scope, meter, customer). Values are int or Decimal, exact at any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from counterfoil.metering.buckets import Bucket, Value
from counterfoil.metering.runs import Chunk


class Logged(NamedTuple):
    """One event as the log has it."""

    seq: int
    received_at: int
    series: int
    timestamp: int
    value: Value
    identifier: str


class Owner(NamedTuple):
    """Whose a series is, and the last seq of it that hours, days and chunks hold."""

    series: int
    scope: str
    meter: str
    customer: str
    flushed: int


@dataclass(slots=True)
class Segment:
    """A batch of sealed identifiers: `count` events from `base` on, received until a time, whose keys went into one filter."""

    base: int
    count: int
    received_until: int
    filter: int


class Home(Protocol):
    """Where usage lives. Methods marked (written) see the open transaction, all others what is committed."""

    # the log: the durable truth
    def append(
        self, seq: int, received_at: int, columns: tuple[list[int], list[int], list[Value], list[str]], payloads: Mapping[int, object]
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

    # what is flushed
    def flush(
        self, series: int, through: int, hours: Sequence[tuple[int, Bucket]], days: Sequence[tuple[int, Bucket]], chunks: Sequence[Chunk]
    ) -> None: ...
    def flushed(self, series: int) -> int: ...
    def set_floor(self, seq: int) -> None: ...
    def floor(self) -> int: ...  # (written) the log holds nothing unflushed before it
    def put_cell(self, series: int, length: int, start: int, bucket: Bucket | None) -> None: ...  # an hour or a day, or none any more
    def put_chunk(self, series: int, id: int, chunk: Chunk | None) -> None: ...

    # questions; several of one answer stand between begin and end, and see one state
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
    ) -> list[Chunk]: ...  # all that may hold events of `[start, end)`, which lies within one hour
    def chunks_since(self, series: int, seq: int) -> list[Chunk]: ...  # that may hold events that arrived after `seq`

    # identifiers
    def segments(self) -> list[Segment]: ...  # (written)
    def seal(self, segment: Segment, entries: Iterable[tuple[int, bytes]]) -> None: ...  # (bucket, entries)
    def entries(self, bucket: int, first: int, last: int) -> list[tuple[int, bytes]]: ...  # (written) (base, entries) by base
    def forget_segments(self, base: int, buckets: int) -> None: ...  # up to and with base
    def save_filter(self, filter: int, piece: int, through: int, words: bytes) -> None: ...
    def load_filter(self, filter: int) -> list[tuple[int, int, bytes]]: ...  # (written) (piece, through, words)
    def forget_filters(self, before: int) -> None: ...

    # for the auditor
    def all_owners(self) -> Iterator[Owner]: ...
    def all_cells(self, length: int) -> Iterator[tuple[int, int, Bucket]]: ...  # (series, start, bucket)
    def all_chunks(self) -> Iterator[tuple[int, Chunk]]: ...
