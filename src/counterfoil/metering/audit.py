"""The audit: everything added up again from the log, compared with what is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterfoil.metering.buckets import Bucket, merge, merge_all
from counterfoil.metering.port import Home
from counterfoil.metering.runs import unpack
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align

_MOST = 100  # problems told

Cells = dict[tuple[int, int], Bucket]  # (series, start of an hour or a day) -> what is in it


def problems(home: Home, in_memory: Mapping[int, Series], visible: int) -> list[str]:
    """What does not agree, in words. Holds a few buckets per hour with usage in memory; for a quiet engine, between transactions."""
    found: list[str] = []
    hours, waiting = _from_log(home, visible, found)
    days: Cells = {}
    for (series, hour), bucket in hours.items():
        _add(days, series, align(hour, DAY), bucket)
    _compare("day", days, home.all_cells(DAY), found)
    _compare("hour", hours, home.all_cells(HOUR), found)
    _compare("hour in chunks", hours, ((*place, bucket) for place, bucket in _from_chunks(home, found).items()), found)
    held = {number: merge_all(series.since(0)) for number, series in in_memory.items()}
    for number in sorted(waiting.keys() | held.keys()):
        if waiting.get(number) != held.get(number):
            found.append(f"series {number}, not flushed: the log says {waiting.get(number)}, memory {held.get(number)}")
    return found[:_MOST]


def _from_log(home: Home, visible: int, found: list[str]) -> tuple[Cells, dict[int, Bucket]]:
    """What should be in hours, and what should be in memory still, by series."""
    flushed = {owner.series: owner.flushed for owner in home.all_owners()}
    canceled = home.canceled_from(0)
    hours: Cells = {}
    waiting: dict[int, Bucket] = {}
    expected = None
    for seq, _, series, at, value, _ in home.log_from(0):
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


def _from_chunks(home: Home, found: list[str]) -> Cells:
    """What the packed events add up to, by hour."""
    hours: Cells = {}
    for series, chunk in home.all_chunks():
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
    place = series, start
    cells[place] = merge(cells[place], bucket) if place in cells else bucket


def _compare(name: str, expected: Cells, kept: Iterable[tuple[int, int, Bucket]], found: list[str]) -> None:
    left = set(expected)
    for series, start, bucket in kept:
        left.discard((series, start))
        if expected.get((series, start)) != bucket:
            found.append(f"series {series}, {name} {start}: the log says {expected.get((series, start))}, it holds {bucket}")
    found += [f"series {series}, {name} {start}: the log says {expected[series, start]}, it is missing" for series, start in sorted(left)]
