"""Audit: recompute hours, days and chunks from the log, and compare them with what queries read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterfoil.metering.buckets import Bucket, merge, merge_all
from counterfoil.metering.port import UsageStore
from counterfoil.metering.runs import unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align

_MOST = 100  # problems reported

Cells = dict[tuple[int, int], Bucket]  # (series, start of an hour or a day) -> its bucket


def problems(store: UsageStore, in_memory: Mapping[int, Series], visible: int) -> list[str]:
    """Return one line per difference, at most 100; an empty list means that all totals are correct.

    Needs memory for a few buckets per hour with usage. Call it between transactions.
    """
    found: list[str] = []
    hours, waiting = _from_log(store, visible, found)
    days: Cells = {}
    for (series, hour), bucket in hours.items():
        _add(days, series, align(hour, DAY), bucket)
    _compare("day", days, store.all_cells(DAY), found)
    _compare("hour", hours, store.all_cells(HOUR), found)
    packed = _from_chunks(store, found)
    _compare("hour in chunks", hours, ((*place, bucket) for place, bucket in packed.items()), found)
    unflushed = {number: merge_all(series.since(0)) for number, series in in_memory.items()}
    for number in sorted(waiting.keys() | unflushed.keys()):
        logged, held = waiting.get(number), unflushed.get(number)
        if logged != held:
            found.append(f"series {number}, not flushed: the log says {logged}, memory {held}")
    return found[:_MOST]


def _from_log(store: UsageStore, visible: int, found: list[str]) -> tuple[Cells, dict[int, Bucket]]:
    """Recompute from the log: the hours of flushed events, and one bucket per series of unflushed events."""
    flushed = {owner.series: owner.flushed for owner in store.all_owners()}
    canceled = store.canceled_from(0)
    hours: Cells = {}
    waiting: dict[int, Bucket] = {}
    expected = None
    for seq, _, series, at, value, _ in store.log_from(0):
        if expected is not None and seq != expected:
            found.append(f"the log jumps from {expected - 1} to {seq}")
        expected = seq + 1
        if series not in flushed:
            found.append(f"event {seq} is of series {series}, which nobody has")
        elif seq not in canceled:
            bucket = (1, value, at, seq, value)
            if seq <= flushed[series]:
                _add(hours, series, align(at, HOUR), bucket)
            else:
                waiting[series] = merge(waiting[series], bucket) if series in waiting else bucket
    if (expected or 1) - 1 != visible:
        found.append(f"the log ends at {(expected or 1) - 1}, memory at {visible}")
    return hours, waiting


def _from_chunks(store: UsageStore, found: list[str]) -> Cells:
    """Add up the packed events by hour. Reports chunks whose header does not match their events."""
    hours: Cells = {}
    for series, chunk in store.all_chunks():
        run = unpack(chunk)
        if run.bucket(0, len(run.times)) != chunk.bucket or (run.times[0], min(run.seqs), max(run.seqs)) != (
            chunk.first_at,
            chunk.first_seq,
            chunk.last_seq,
        ):
            found.append(f"series {series}: chunk {chunk.id} does not say what its events add up to")
        if not chunk.start <= run.times[0] <= run.times[-1] < chunk.start + chunk.span:
            found.append(f"series {series}: chunk {chunk.id} has events that are not of its time")
        for hour, bucket in run.cells(HOUR, chunk.start, chunk.start + chunk.span).items():
            _add(hours, series, hour, bucket)
    return hours


def _add(cells: Cells, series: int, start: int, bucket: Bucket) -> None:
    """Merge a bucket into the cell of a series and window."""
    place = series, start
    cells[place] = merge(cells[place], bucket) if place in cells else bucket


def _compare(name: str, expected: Cells, stored: Iterable[tuple[int, int, Bucket]], found: list[str]) -> None:
    """Report stored cells that differ from the expected ones, and expected ones that are missing."""
    left = set(expected)
    for series, start, bucket in stored:
        left.discard((series, start))
        if expected.get((series, start)) != bucket:
            found.append(
                f"series {series}, {name} {start}: the log says {expected.get((series, start))}, it holds"
                f" {bucket}"
            )
    found += [
        f"series {series}, {name} {start}: the log says {expected[series, start]}, it is missing"
        for series, start in sorted(left)
    ]
