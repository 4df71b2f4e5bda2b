"""Usage in SQLite: the metering engine's store, in the file and the commits of the documents.

The log is written in order of arrival, one row per call with its events as JSON columns (`usage_events` shows
them one by one). Data for reading is written in bulk later: hours, days and packed chunks per series, and
sealed identifiers. Sums and values are INTEGER if they fit in 62 bits, else TEXT, as are fractions; no column
has an affinity that converts to REAL.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from counterfoil.metering.buckets import Bucket, Value, plus
from counterfoil.metering.port import Logged, Owner, Segment
from counterfoil.metering.runs import Chunk
from counterfoil.metering.windows import DAY, HOUR, align

SCHEMA = """
CREATE TABLE IF NOT EXISTS usage_log (
    seq INTEGER PRIMARY KEY, events INTEGER NOT NULL, received_at INTEGER NOT NULL, columns TEXT NOT NULL,
    payloads TEXT);
CREATE VIEW IF NOT EXISTS usage_events AS
    SELECT usage_log.seq + one.key AS seq, received_at, scope, meter, customer,
           json_extract(columns, '$[1][' || one.key || ']') AS timestamp,
           json_extract(columns, '$[2][' || one.key || ']') AS value,
           json_extract(columns, '$[3][' || one.key || ']') AS identifier,
           json_extract(payloads, '$."' || one.key || '"') AS payload,
           (SELECT at FROM usage_canceled WHERE usage_canceled.seq = usage_log.seq + one.key) AS canceled_at
    FROM usage_log, json_each(columns, '$[0]') AS one JOIN usage_series ON series = one.value;
CREATE TABLE IF NOT EXISTS usage_canceled (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS usage_series (
    series INTEGER PRIMARY KEY, scope TEXT NOT NULL, meter TEXT NOT NULL, customer TEXT NOT NULL,
    flushed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (scope, meter, customer));
CREATE TABLE IF NOT EXISTS usage_hours (
    series INTEGER NOT NULL, start INTEGER NOT NULL, count INTEGER NOT NULL, sum, at INTEGER NOT NULL,
    seq INTEGER NOT NULL, value,
    PRIMARY KEY (series, start)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_days (
    series INTEGER NOT NULL, start INTEGER NOT NULL, count INTEGER NOT NULL, sum, at INTEGER NOT NULL,
    seq INTEGER NOT NULL, value,
    PRIMARY KEY (series, start)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_chunks (
    id INTEGER PRIMARY KEY, series INTEGER NOT NULL, span INTEGER NOT NULL, start INTEGER NOT NULL,
    first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, first_at INTEGER NOT NULL,
    count INTEGER NOT NULL, sum, at INTEGER NOT NULL, seq INTEGER NOT NULL, value, events BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS usage_chunks_place ON usage_chunks (series, span, start);
CREATE INDEX IF NOT EXISTS usage_chunks_arrival ON usage_chunks (series, last_seq);
CREATE TABLE IF NOT EXISTS usage_segments (
    base INTEGER PRIMARY KEY, count INTEGER NOT NULL, received_until INTEGER NOT NULL,
    filter INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS usage_identifiers (
    bucket INTEGER NOT NULL, base INTEGER NOT NULL, entries BLOB NOT NULL,
    PRIMARY KEY (bucket, base)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_filters (
    filter INTEGER NOT NULL, piece INTEGER NOT NULL, through INTEGER NOT NULL, words BLOB NOT NULL,
    PRIMARY KEY (filter, piece));
CREATE TABLE IF NOT EXISTS usage_floor (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
"""

_LIMIT = (1 << 62) - 1  # two integers within it add up to one that SQLite can hold
_TABLES = {HOUR: "usage_hours", DAY: "usage_days"}

_MERGE = f"""INSERT INTO {{table}} VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count,
    sum = CASE WHEN sum BETWEEN -{_LIMIT} AND {_LIMIT} AND excluded.sum BETWEEN -{_LIMIT} AND {_LIMIT}
               THEN sum + excluded.sum ELSE exact_sum(sum, excluded.sum) END,
    at = CASE WHEN (excluded.at, excluded.seq) > (at, seq) THEN excluded.at ELSE at END,
    seq = CASE WHEN (excluded.at, excluded.seq) > (at, seq) THEN excluded.seq ELSE seq END,
    value = CASE WHEN (excluded.at, excluded.seq) > (at, seq) THEN excluded.value ELSE value END"""
_CHUNK = "span, start, first_seq, last_seq, first_at, count, sum, at, seq, value, events, id"


def _kept(value: Value) -> int | str:
    """Encode a value for a column."""
    if type(value) is int:
        return value if -_LIMIT <= value <= _LIMIT else str(value)
    return format(value, "f")


def _exact(stored: int | str) -> Value:
    """Decode a value of a column."""
    if isinstance(stored, int):
        return stored
    return Decimal(stored) if "." in stored else int(stored)


def _exact_sum(one: int | str, other: int | str) -> int | str:
    return _kept(plus(_exact(one), _exact(other)))


def _row(series: int, start: int, bucket: Bucket) -> tuple[int | str, ...]:
    count, added, at, seq, value = bucket
    return series, start, count, _kept(added), at, seq, _kept(value)


def _bucket(row: Sequence[Any]) -> Bucket:
    count, added, at, seq, value = row
    return (
        count,
        added if type(added) is int else _exact(added),
        at,
        seq,
        value if type(value) is int else _exact(value),
    )


def _chunk(row: Sequence[Any]) -> Chunk:
    span, start, first_seq, last_seq, first_at = row[:5]
    events, id = row[10:]
    return Chunk(span, start, first_seq, last_seq, first_at, _bucket(row[5:10]), events, id)


class SQLiteUsage:
    """Writes on one connection, in the transactions of others; reads on another one of the same file.

    `store/schema.py` creates the tables. For a check, both may be the same read-only connection.
    """

    def __init__(self, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        self.writer = writer
        self.reader = reader
        self._encode = msgspec.json.Encoder().encode
        writer.create_function("exact_sum", 2, _exact_sum, deterministic=True)
        self._nested = False

    # -- the log ---------------------------------------------------------------------------------------------

    def append(
        self,
        seq: int,
        received_at: int,
        columns: tuple[list[int], list[int], list[Value], list[str]],
        payloads: Mapping[int, object],
    ) -> None:
        """Append events that arrived together. seq: number of the first."""
        series, times, values, identifiers = columns
        try:
            # What an array of 64-bit integers refuses, JSON in SQL would not read exactly.
            array("q", values)  # type: ignore[type-var]
        except (OverflowError, TypeError):
            values = [_kept(value) for value in values]  # type: ignore[misc]
        kept = self._encode(payloads).decode() if payloads else None
        encoded = self._encode((series, times, values, identifiers)).decode()
        self.writer.execute(
            "INSERT INTO usage_log VALUES (?, ?, ?, ?, ?)", (seq, len(series), received_at, encoded, kept)
        )

    def last_seq(self) -> int:
        """Return the number of the newest event, 0 if there is none."""
        row = self.writer.execute(
            "SELECT seq + events - 1 FROM usage_log ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return row[0] if row else 0

    def logged(self, seq: int) -> Logged | None:
        """Return an event of the log, or None."""
        found = self.writer.execute(
            "SELECT seq, received_at, columns FROM usage_log WHERE seq <= ? ORDER BY seq DESC LIMIT 1", (seq,)
        ).fetchone()
        if not found:
            return None
        series, times, values, identifiers = msgspec.json.decode(found[2])
        place = seq - found[0]
        if place >= len(series):
            return None
        return Logged(seq, found[1], series[place], times[place], _exact(values[place]), identifiers[place])

    def log_from(self, seq: int) -> Iterator[Logged]:
        """Yield the events of the log from a number on, in order of arrival."""
        first = (
            self.writer.execute("SELECT max(seq) FROM usage_log WHERE seq <= ?", (seq,)).fetchone()[0] or 0
        )
        rows = self.writer.execute(
            "SELECT seq, received_at, columns FROM usage_log WHERE seq >= ? ORDER BY seq", (first,)
        )
        for base, received_at, columns in rows:
            for place, (series, time, value, identifier) in enumerate(
                zip(*msgspec.json.decode(columns), strict=True)
            ):
                if base + place >= seq:
                    yield Logged(base + place, received_at, series, time, _exact(value), identifier)

    def cancel(self, seq: int, at: int) -> None:
        """Mark an event as canceled. at: epoch seconds."""
        self.writer.execute("INSERT INTO usage_canceled VALUES (?, ?)", (seq, at))

    def canceled(self, seq: int) -> bool:
        """Return whether an event is canceled."""
        return (
            self.writer.execute("SELECT 1 FROM usage_canceled WHERE seq = ?", (seq,)).fetchone() is not None
        )

    def canceled_from(self, seq: int) -> set[int]:
        """Return the numbers of the canceled events from a number on."""
        return {
            row[0] for row in self.writer.execute("SELECT seq FROM usage_canceled WHERE seq >= ?", (seq,))
        }

    # -- series ----------------------------------------------------------------------------------------------

    def find_series(self, scope: str, meter: str, customer: str, *, written: bool) -> int | None:
        """Return the number of a series, or None. written: read the open transaction."""
        row = (
            (self.writer if written else self.reader)
            .execute(
                "SELECT series FROM usage_series WHERE scope = ? AND meter = ? AND customer = ?",
                (scope, meter, customer),
            )
            .fetchone()
        )
        return row[0] if row else None

    def add_series(self, scope: str, meter: str, customer: str) -> int:
        """Insert a series. Returns its number."""
        added = self.writer.execute(
            "INSERT INTO usage_series (scope, meter, customer) VALUES (?, ?, ?)", (scope, meter, customer)
        )
        assert added.lastrowid is not None
        return added.lastrowid

    def owners(self, numbers: Sequence[int]) -> list[Owner]:
        """Return the owners of series, in no particular order."""
        owners: list[Owner] = []
        for low in range(0, len(numbers), 500):
            part = numbers[low : low + 500]
            marks = ", ".join("?" * len(part))
            rows = self.writer.execute(
                f"SELECT series, scope, meter, customer, flushed FROM usage_series WHERE series IN ({marks})",
                part,
            )
            owners += [Owner(*row) for row in rows]
        return owners

    # -- flushing --------------------------------------------------------------------------------------------

    def flush(
        self,
        series: int,
        through: int,
        hours: Sequence[tuple[int, Bucket]],
        days: Sequence[tuple[int, Bucket]],
        chunks: Sequence[Chunk],
    ) -> None:
        """Merge a series' events up to `through` into its hours, days and chunks."""
        write = self.writer.executemany
        write(_MERGE.format(table="usage_hours"), [_row(series, start, bucket) for start, bucket in hours])
        write(_MERGE.format(table="usage_days"), [_row(series, start, bucket) for start, bucket in days])
        write(
            "INSERT INTO usage_chunks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_chunk_row(series, one) for one in chunks],
        )
        self.writer.execute("UPDATE usage_series SET flushed = ? WHERE series = ?", (through, series))

    def flushed(self, series: int) -> int:
        """Return the number of the newest event in a series' committed hours, days and chunks."""
        row = self.reader.execute("SELECT flushed FROM usage_series WHERE series = ?", (series,)).fetchone()
        return row[0] if row else 0

    def set_floor(self, seq: int) -> None:
        """Record that all events before a number are flushed."""
        self.writer.execute("INSERT OR REPLACE INTO usage_floor VALUES (1, ?)", (seq,))

    def floor(self) -> int:
        """Return the number from which the log must be replayed at start."""
        row = self.writer.execute("SELECT seq FROM usage_floor").fetchone()
        return row[0] if row else 1

    def put_cell(self, series: int, length: int, start: int, bucket: Bucket | None) -> None:
        """Replace an hour or a day; None deletes it."""
        if bucket is None:
            self.writer.execute(
                f"DELETE FROM {_TABLES[length]} WHERE series = ? AND start = ?", (series, start)
            )
        else:
            self.writer.execute(
                f"INSERT OR REPLACE INTO {_TABLES[length]} VALUES (?, ?, ?, ?, ?, ?, ?)",
                _row(series, start, bucket),
            )

    def put_chunk(self, series: int, id: int, chunk: Chunk | None) -> None:
        """Replace a chunk; None deletes it."""
        if chunk is None:
            self.writer.execute("DELETE FROM usage_chunks WHERE id = ?", (id,))
        else:
            row = (id, *_chunk_row(series, chunk))
            self.writer.execute(
                "INSERT OR REPLACE INTO usage_chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )

    # -- questions -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a read snapshot."""
        self._nested = self.reader.in_transaction
        if not self._nested:
            self.reader.execute("BEGIN")

    def end(self) -> None:
        """End the read snapshot."""
        if not self._nested:
            self.reader.execute("COMMIT")

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
    ) -> dict[int, Bucket]:
        """Return hours or days of a series by start: the newest `limit` with usage, or the oldest."""
        rows = (self.writer if written else self.reader).execute(
            f"SELECT start, count, sum, at, seq, value FROM {_TABLES[length]} WHERE series = ? AND start >= ?"
            f" AND start < ? ORDER BY start {'ASC' if oldest_first else 'DESC'} LIMIT ?",
            (series, start, end, -1 if limit is None else limit),
        )
        # Spelled out instead of calling _bucket: the hot path of all summaries.
        return {
            at: (
                count,
                added if type(added) is int else _exact(added),
                last,
                seq,
                value if type(value) is int else _exact(value),
            )
            for at, count, added, last, seq, value in rows
        }

    def chunks(self, series: int, start: int, end: int, *, written: bool = False) -> list[Chunk]:
        """Return chunks that may hold events of `[start, end)`, which lies within one hour."""
        rows = (self.writer if written else self.reader).execute(
            # Two lists and not one of pairs, for which SQLite would read every chunk of the series.
            f"""SELECT {_CHUNK} FROM usage_chunks WHERE series = :series
                AND span IN ({HOUR}, {DAY}) AND start IN (:hour, :day)
                AND first_at < :end AND at >= :start""",
            {
                "series": series,
                "start": start,
                "end": end,
                "hour": align(start, HOUR),
                "day": align(start, DAY),
            },
        )
        return [_chunk(row) for row in rows]

    def chunks_since(
        self, series: int, seq: int, start: int | None = None, end: int | None = None
    ) -> list[Chunk]:
        """Return chunks with events that arrived after a number, of `[start, end)` or of any time."""
        rows = self.reader.execute(
            f"""SELECT {_CHUNK} FROM usage_chunks WHERE series = :series AND last_seq > :seq
                AND (:start IS NULL OR at >= :start) AND (:end IS NULL OR first_at < :end)""",
            {"series": series, "seq": seq, "start": start, "end": end},
        )
        return [_chunk(row) for row in rows]

    # -- identifiers -----------------------------------------------------------------------------------------

    def segments(self) -> list[Segment]:
        """Return all segments, oldest first."""
        rows = self.writer.execute(
            "SELECT base, count, received_until, filter FROM usage_segments ORDER BY base"
        )
        return [Segment(*row) for row in rows]

    def seal(self, segment: Segment, entries: Iterable[tuple[int, bytes]]) -> None:
        """Insert a segment and its entries per bucket."""
        row = (segment.base, segment.count, segment.received_until, segment.filter)
        self.writer.execute("INSERT INTO usage_segments VALUES (?, ?, ?, ?)", row)
        rows = ((bucket, segment.base, packed) for bucket, packed in entries)
        self.writer.executemany("INSERT INTO usage_identifiers VALUES (?, ?, ?)", rows)

    def entries(self, bucket: int, first: int, last: int) -> list[tuple[int, bytes]]:
        """Return (base, entries) of a bucket in a range of segments, both ends included."""
        return self.writer.execute(
            "SELECT base, entries FROM usage_identifiers WHERE bucket = ? AND base BETWEEN ? AND ?",
            (bucket, first, last),
        ).fetchall()

    def forget_segments(self, base: int, buckets: int) -> None:
        """Delete the segments up to and including a base."""
        self.writer.execute("DELETE FROM usage_segments WHERE base <= ?", (base,))
        self.writer.executemany(
            "DELETE FROM usage_identifiers WHERE bucket = ? AND base <= ?",
            ((bucket, base) for bucket in range(buckets)),
        )

    def save_filter(self, filter: int, piece: int, through: int, words: bytes) -> None:
        """Store one piece of a filter. through: the newest segment that it includes."""
        self.writer.execute(
            "INSERT OR REPLACE INTO usage_filters VALUES (?, ?, ?, ?)", (filter, piece, through, words)
        )

    def load_filter(self, filter: int) -> list[tuple[int, int, bytes]]:
        """Return the stored pieces of a filter: (piece, through, words)."""
        return self.writer.execute(
            "SELECT piece, through, words FROM usage_filters WHERE filter = ?", (filter,)
        ).fetchall()

    def forget_filters(self, before: int) -> None:
        """Delete the filters before one."""
        self.writer.execute("DELETE FROM usage_filters WHERE filter < ?", (before,))

    # -- for the auditor -------------------------------------------------------------------------------------

    def all_owners(self) -> Iterator[Owner]:
        """Return the owners of all series."""
        return (
            Owner(*row)
            for row in self.writer.execute("SELECT series, scope, meter, customer, flushed FROM usage_series")
        )

    def all_cells(self, length: int) -> Iterator[tuple[int, int, Bucket]]:
        """Return (series, start, bucket) of all hours or days."""
        rows = self.writer.execute(f"SELECT series, start, count, sum, at, seq, value FROM {_TABLES[length]}")
        return ((row[0], row[1], _bucket(row[2:])) for row in rows)

    def all_chunks(self) -> Iterator[tuple[int, Chunk]]:
        """Return (series, chunk) of all chunks."""
        rows = self.writer.execute(f"SELECT series, {_CHUNK} FROM usage_chunks")
        return ((row[0], _chunk(row[1:])) for row in rows)


def _chunk_row(series: int, chunk: Chunk) -> tuple[object, ...]:
    count, added, at, seq, value = chunk.bucket
    head = (series, chunk.span, chunk.start, chunk.first_seq, chunk.last_seq, chunk.first_at)
    return *head, count, _kept(added), at, seq, _kept(value), chunk.events
