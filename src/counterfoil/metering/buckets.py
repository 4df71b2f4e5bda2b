"""Buckets: what the events of a stretch of time add up to, whatever the formula of their meter.

A bucket is a tuple `(count, sum, at, seq, value)`: how many events, the exact sum of their values, and the event that counts for
`last`, the one with the greatest (timestamp, arrival). Merging is associative and commutative, so buckets combine in any order.
Values are int or Decimal; sums are exact at any size and no float is ever made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, DecimalException, Inexact

Value = int | Decimal
Bucket = tuple[int, Value, int, int, Value]

_EXACT = Context(prec=10_000, traps=[Inexact])


def plus(one: Value, other: Value) -> Value:
    """The exact sum of two values."""
    if type(one) is int and type(other) is int:
        return one + other
    return _EXACT.add(Decimal(one), Decimal(other))


def minus(one: Value, other: Value) -> Value:
    """The exact difference of two values."""
    return one - other if type(one) is int and type(other) is int else _EXACT.subtract(Decimal(one), Decimal(other))


def total(values: Sequence[Value]) -> Value:
    """The exact sum of any number of values."""
    try:
        added = sum(values)
        if type(added) is int:
            return added
    except DecimalException:  # the context of the thread is not ours
        pass
    exact: Value = 0
    for value in values:
        exact = plus(exact, value)
    return exact


def merge(one: Bucket, other: Bucket) -> Bucket:
    """Two buckets as one: counts and sums added, the greater (timestamp, arrival) kept."""
    newer = one if (one[2], one[3]) > (other[2], other[3]) else other
    return one[0] + other[0], plus(one[1], other[1]), newer[2], newer[3], newer[4]


def merge_all(buckets: Iterable[Bucket | None]) -> Bucket | None:
    """Any number of buckets as one; None where there was nothing."""
    merged: Bucket | None = None
    for bucket in buckets:
        if bucket is not None:
            merged = bucket if merged is None else merge(merged, bucket)
    return merged


def quantity(bucket: Bucket, formula: str) -> Value:
    """What a bucket is worth to a meter, exact. Source: metering, "Aggregation"."""
    if formula == "count":
        return bucket[0]
    return whole(bucket[1] if formula == "sum" else bucket[4])


def quantity_of_winners(winners: Sequence[Bucket], formula: str) -> Value:
    """The same over pre-aggregated windows, each counted by its newest event alone. `winners` is not empty."""
    if formula == "sum":
        return whole(total([winner[4] for winner in winners]))
    if formula == "count":
        return len(winners)
    return whole(max(winners, key=lambda winner: (winner[2], winner[3]))[4])


def whole(value: Value) -> Value:
    """The same value, as an int where it is one: 3.0 is shown as 3."""
    if type(value) is Decimal and value == value.to_integral_value():
        return int(value)
    return value
