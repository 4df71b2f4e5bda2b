"""Buckets: the aggregate of some events of one series, enough to evaluate every formula (sum, count, last).

A bucket is a tuple `(count, sum, at, seq, value)`: the number of events, the exact sum of their values, and
the timestamp, arrival number and value of the newest event by (timestamp, arrival). Merging is associative
and commutative. Values are int or Decimal; sums are exact at any size and never pass through a float.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, DecimalException, Inexact

Value = int | Decimal
Bucket = tuple[int, Value, int, int, Value]

_EXACT = Context(prec=10_000, traps=[Inexact])


def plus(one: Value, other: Value) -> Value:
    """Add two values exactly."""
    if type(one) is int and type(other) is int:
        return one + other
    return _EXACT.add(Decimal(one), Decimal(other))


def minus(one: Value, other: Value) -> Value:
    """Subtract exactly."""
    return (
        one - other
        if type(one) is int and type(other) is int
        else _EXACT.subtract(Decimal(one), Decimal(other))
    )


def total(values: Sequence[Value]) -> Value:
    """Add any number of values exactly."""
    try:
        added = sum(values)
        if type(added) is int:
            return added
    except DecimalException:  # the thread's decimal context may trap; it is not ours to change
        pass
    exact: Value = 0
    for value in values:
        exact = plus(exact, value)
    return exact


def merge(one: Bucket, other: Bucket) -> Bucket:
    """Merge two buckets: add counts and sums, keep the newer event by (timestamp, arrival)."""
    newer = one if (one[2], one[3]) > (other[2], other[3]) else other
    return one[0] + other[0], plus(one[1], other[1]), newer[2], newer[3], newer[4]


def merge_all(buckets: Iterable[Bucket | None]) -> Bucket | None:
    """Merge any number of buckets, skipping None; None when there are none."""
    merged: Bucket | None = None
    for bucket in buckets:
        if bucket is not None:
            merged = bucket if merged is None else merge(merged, bucket)
    return merged


def quantity(bucket: Bucket, formula: str) -> Value:
    """Evaluate a meter's formula over a bucket, exactly. Source: metering, "Aggregation"."""
    if formula == "count":
        return bucket[0]
    return whole(bucket[1] if formula == "sum" else bucket[4])


def quantity_of_winners(winners: Sequence[Bucket], formula: str) -> Value:
    """Evaluate a formula over pre-aggregated windows, of which only the newest event counts.

    winners: a bucket per window, at least one; only its newest event is used.
    """
    if formula == "sum":
        return whole(total([winner[4] for winner in winners]))
    if formula == "count":
        return len(winners)
    return whole(max(winners, key=lambda winner: (winner[2], winner[3]))[4])


def whole(value: Value) -> Value:
    """Convert an integral Decimal to int, so that 3.0 is shown as 3."""
    if type(value) is Decimal and value == value.to_integral_value():
        return int(value)
    return value
