"""The audit: everything added up again from the log, compared with what is read from."""

from __future__ import annotations

from collections.abc import Mapping

from counterfoil.metering.buckets import Bucket, merge
from counterfoil.metering.port import Home
from counterfoil.metering.series import Series
from counterfoil.metering.windows import DAY, HOUR, align

_MOST = 100  # problems told


def problems(home: Home, in_memory: Mapping[int, Series], visible: int) -> list[str]:
    """What does not agree, in words. Holds a bucket per hour with usage in memory; for a quiet engine, between transactions."""
    flushed = {owner.series: owner.flushed for owner in home.all_owners()}
    canceled = home.canceled_from(0)
    hours: dict[tuple[int, int], Bucket] = {}
    waiting: dict[int, int] = {}
    found: list[str] = []
    expected = None
    for logged in home.log_from(0):
        if expected is not None and logged.seq != expected:
            found.append(f"the log jumps from {expected - 1} to {logged.seq}")
        expected = logged.seq + 1
        if logged.seq in canceled:
            continue
        if logged.seq > flushed[logged.series]:
            waiting[logged.series] = waiting.get(logged.series, 0) + 1
            continue
        bucket = (1, logged.value, logged.timestamp, logged.seq, logged.value)
        place = logged.series, align(logged.timestamp, HOUR)
        hours[place] = merge(hours[place], bucket) if place in hours else bucket
    if expected is not None and expected - 1 != visible:
        found.append(f"the log ends at {expected - 1}, memory at {visible}")
    days: dict[tuple[int, int], Bucket] = {}
    for (series, hour), bucket in hours.items():
        place = series, align(hour, DAY)
        days[place] = merge(days[place], bucket) if place in days else bucket
    _compare("day", days, home, DAY, found)
    _compare("hour", hours, home, HOUR, found)
    for series, held in in_memory.items():
        if len(held.seqs) != waiting.get(series, 0):
            found.append(f"series {series}: {waiting.get(series, 0)} events unflushed in the log, {len(held.seqs)} in memory")
    counted: dict[int, int] = {}
    for (series, _), bucket in days.items():
        counted[series] = counted.get(series, 0) + bucket[0]
    for series, chunk in home.all_chunks():
        counted[series] = counted.get(series, 0) - chunk.bucket[0]
    found += [f"series {series}: {count} events flushed but in no chunk" for series, count in counted.items() if count]
    return found[:_MOST]


def _compare(name: str, expected: dict[tuple[int, int], Bucket], home: Home, length: int, found: list[str]) -> None:
    left = len(expected)
    for series, start, bucket in home.all_cells(length):
        if expected.get((series, start)) != bucket:
            found.append(f"series {series}, {name} {start}: the log says {expected.get((series, start))}, the table {bucket}")
        left -= (series, start) in expected
    if left:
        found.append(f"{left} {name}s with usage in the log are not in the table")
