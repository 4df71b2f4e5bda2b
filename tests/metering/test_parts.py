"""The engine's parts, each a table or a law: windows, ids, buckets, runs and chunks, checks of events."""

from __future__ import annotations

import decimal
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterfoil.metering import (
    DAY,
    HOUR,
    MINUTE,
    Event,
    Invalid,
    Meter,
    check,
    summary_id,
    summary_window,
    windows,
)
from counterfoil.metering.buckets import Bucket, merge, merge_all, minus, plus, total
from counterfoil.metering.runs import CHUNK, DENSE, Run, unpack
from tests.metering.searching import effort

NOON = 1_741_608_000

# -- windows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "length", "edges", "whole"),
    [
        (0, 3600, HOUR, [], (0, 3600)),
        (1, 3600, HOUR, [(1, 3600)], None),
        (0, 3601, HOUR, [(3600, 3601)], (0, 3600)),
        (3599, 7201, HOUR, [(3599, 3600), (7200, 7201)], (3600, 7200)),
        (3599, 3601, HOUR, [(3599, 3600), (3600, 3601)], None),
        (10, 20, HOUR, [(10, 20)], None),
        (20, 20, HOUR, [], None),
        (30, 20, HOUR, [], None),
        (-1, 1, DAY, [(-1, 0), (0, 1)], None),
        (-DAY, DAY, DAY, [], (-DAY, DAY)),
    ],
)
def test_a_range_is_two_edges_and_whole_windows(
    start: int, end: int, length: int, edges: list[tuple[int, int]], whole: tuple[int, int] | None
) -> None:
    assert windows.split(start, end, length) == (edges, whole)


@given(some.integers(-(10**6), 10**6), some.integers(0, 10**6), some.sampled_from([MINUTE, HOUR, DAY]))
@effort(100)
def test_parts_of_a_range_are_the_range(start: int, seconds: int, length: int) -> None:
    edges, whole = windows.split(start, start + seconds, length)
    parts = sorted([*edges, *([whole] if whole else [])])
    assert sum(high - low for low, high in parts) == seconds
    assert all(before[1] == after[0] for before, after in pairwise(parts))
    assert all(windows.align(low, length) == windows.align(high - 1, length) for low, high in edges)
    first, last = windows.covering(start, start + seconds, length)
    assert first <= start < first + length
    assert last - length < start + seconds <= last


# -- ids of summaries ----------------------------------------------------------------------------------------

OF = ("acct_1", "mtr_1", "cus_1")
seconds = some.integers(-(2**39), 2**39 - 1)


@given(seconds, seconds, some.booleans())
@effort(100)
def test_an_id_is_its_window_and_nothing_else(start: int, end: int, livemode: bool) -> None:
    id = summary_id(*OF, start, end, livemode=livemode)
    assert id == summary_id(*OF, start, end, livemode=livemode)
    assert id.startswith("mtrusg_" if livemode else "mtrusg_test_")
    assert summary_window(*OF, id) == (start, end)
    for other in (("acct_2", *OF[1:]), ("acct_1", "mtr_2", "cus_1"), ("acct_1", "mtr_1", "cus_2")):
        assert summary_window(*other, id) is None


def test_ids_stay_the_same_in_every_version() -> None:
    assert summary_id(*OF, NOON, NOON + HOUR) == "mtrusg_test_8301b58c65beba7e665de2adab22b93a"


@pytest.mark.parametrize(
    "change",
    ["", "x", "mtrusg_", "mtrusg_test_", "mtrusg_test_" + "0" * 32, "mtrusg_test_" + "_" * 32, "é" * 44],
)
def test_what_is_no_id_is_no_window(change: str) -> None:
    assert summary_window(*OF, change) is None


def test_an_id_has_one_spelling() -> None:
    id = summary_id(*OF, NOON, NOON + HOUR)
    for other in (id.upper(), id + "0", id[:-1], " " + id, "test_" + id, id[:12] + id[12:].upper()):
        assert summary_window(*OF, other) is None


# -- buckets -------------------------------------------------------------------------------------------------

values = some.one_of(
    some.integers(-(10**30), 10**30),
    some.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**30), max_value=10**30),
)
rows = some.tuples(some.integers(0, 5), values)


def bucket_of(seq: int, row: tuple[int, int | Decimal]) -> Bucket:
    return (1, row[1], row[0], seq, row[1])


@given(
    some.lists(rows, min_size=1, max_size=8).flatmap(
        lambda rows: some.tuples(some.just(rows), some.permutations(range(len(rows))))
    )
)
@effort(100)
def test_buckets_merge_in_any_order(given: tuple[list[tuple[int, int | Decimal]], list[int]]) -> None:
    rows, order = given
    buckets = [bucket_of(seq, row) for seq, row in enumerate(rows)]
    merged = merge_all(buckets)
    assert merged == merge_all(buckets[place] for place in order)
    half = len(rows) // 2
    assert merged == merge_all([merge_all(buckets[half:]), None, merge_all(buckets[:half])])
    newest = max(buckets, key=lambda one: one[2:4])
    assert merged is not None
    assert merged[2:] == newest[2:]


def test_of_two_events_of_one_second_the_later_arrived_is_the_newer() -> None:
    one, other = (1, 5, NOON, 7, 5), (1, 6, NOON, 8, 6)
    assert merge(one, other) == merge(other, one) == (2, 11, NOON, 8, 6)


@given(some.lists(values, max_size=12), values)
@effort(100)
def test_sums_are_exact(many: list[int | Decimal], one: int | Decimal) -> None:
    exact = sum(Decimal(value).scaleb(12, decimal.Context(prec=200)).__int__() for value in many)
    assert Decimal(total(many)).scaleb(12, decimal.Context(prec=200)) == exact
    assert minus(plus(total(many), one), one) == total(many)


def test_sums_are_exact_whatever_the_context_of_the_thread() -> None:
    with decimal.localcontext(decimal.Context(prec=2, traps=[decimal.Inexact, decimal.Rounded])):
        assert total([Decimal("0.123"), Decimal("1000"), 5]) == Decimal("1005.123")
        assert plus(10**40, Decimal("0.5")) == Decimal("1" + "0" * 40 + ".5")


# -- runs and chunks -----------------------------------------------------------------------------------------


@given(some.lists(some.tuples(some.integers(0, 3 * DAY), values), max_size=60), some.integers(0, 2**50))
@effort(60)
def test_packed_events_come_back(rows: list[tuple[int, int | Decimal]], first: int) -> None:
    run = Run.arranged(
        [NOON + at for at, _ in rows],
        list(range(first, first + 3 * len(rows), 3)),
        [value for _, value in rows],
    )
    hours, days, chunks = run.parts()
    events = [row for chunk in chunks for row in unpack(chunk).since(-1)]
    assert sorted(events, key=lambda row: row[3]) == sorted(run.since(-1), key=lambda row: row[3])
    assert all(
        type(one[1]) is type(other[1])
        for one, other in zip(sorted(events), sorted(run.since(-1)), strict=True)
    )
    assert merge_all(bucket for _, bucket in hours) == merge_all(bucket for _, bucket in days)
    assert merge_all(chunk.bucket for chunk in chunks) == run.bucket(0, len(rows))
    for chunk in chunks:
        packed = unpack(chunk)
        assert packed.bucket(0, len(packed.times)) == chunk.bucket
        assert chunk.start <= packed.times[0] <= packed.times[-1] < chunk.start + chunk.span


@pytest.mark.parametrize(
    "value", [0, 1, -1, 127, 128, -129, 2**31, -(2**31) - 1, 2**63 - 1, 2**63, -(2**63), 10**100]
)
def test_integers_of_any_width_are_packed(value: int) -> None:
    [chunk] = Run([NOON, NOON], [1, 2], [1, value]).parts()[2]
    assert unpack(chunk).values == [1, value]


def test_a_busy_hour_has_chunks_of_its_own_and_quiet_ones_share() -> None:
    busy = [(NOON + n, n) for n in range(CHUNK + 1)]
    quiet = [(NOON + HOUR * hour + n, n) for hour in (-2, 3) for n in range(DENSE - 1)]
    columns = zip(*sorted(busy + quiet), strict=True)
    run = Run.arranged(*(list(column) for column in (*columns, [1] * (len(busy) + len(quiet)))))
    spans = sorted((chunk.span, chunk.bucket[0]) for chunk in run.parts()[2])
    assert spans == [(HOUR, 1), (HOUR, CHUNK), (DAY, 2 * (DENSE - 1))]


# -- checks of events ----------------------------------------------------------------------------------------

SUM = Meter(scope="acct_1", id="mtr_1", event_name="requests")
COUNT = Meter(scope="acct_1", id="mtr_1", event_name="requests", formula="count")
ODD = Meter(scope="acct_1", id="mtr_1", event_name="requests", customer_key="who", value_key="how_much")
OFF = Meter(scope="acct_1", id="mtr_1", event_name="requests", active=False)
GOOD = {"stripe_customer_id": "cus_1", "value": "5"}


@pytest.mark.parametrize(
    ("meter", "payload", "after", "found"),
    [
        (None, GOOD, 0, Invalid.NO_METER),
        (OFF, {}, 0, Invalid.ARCHIVED_METER),
        (SUM, {"value": "x"}, 0, Invalid.NO_CUSTOMER),
        (SUM, {"stripe_customer_id": "", "value": "5"}, 0, Invalid.NO_CUSTOMER),
        (SUM, {"stripe_customer_id": "cus_1"}, -36 * DAY, Invalid.NO_VALUE),
        (SUM, GOOD | {"value": "1.5"}, -36 * DAY, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": ""}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": " 5"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "5\n"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "٣"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "1e3"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "1_000"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "--1"}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD | {"value": "1" * 101}, 0, Invalid.INVALID_VALUE),
        (SUM, GOOD, -35 * DAY - 1, Invalid.TOO_OLD),
        (SUM, GOOD, 5 * MINUTE + 1, Invalid.IN_FUTURE),
        (SUM, GOOD, -35 * DAY, 5),
        (SUM, GOOD, 5 * MINUTE, 5),
        (SUM, GOOD | {"value": "0"}, 0, 0),
        (SUM, GOOD | {"value": "-12"}, 0, -12),
        (SUM, GOOD | {"value": "+12"}, 0, 12),
        (SUM, GOOD | {"value": "9" * 100}, 0, int("9" * 100)),
        (COUNT, {"stripe_customer_id": "cus_1"}, 0, 0),
        (COUNT, GOOD | {"value": "what?"}, 0, 0),
        (ODD, {"who": "cus_1", "how_much": "7", "value": "8"}, 0, 7),
        (ODD, GOOD, 0, Invalid.NO_CUSTOMER),
    ],
)
def test_events_are_checked_in_this_order(
    meter: Meter | None, payload: dict[str, str], after: int, found: Invalid | int
) -> None:
    checked = check(meter, payload, NOON + after, "evt", NOON)
    if isinstance(found, Invalid):
        assert checked is found
    else:
        assert isinstance(checked, Event)
        assert (checked.value, checked.customer, checked.timestamp, checked.identifier) == (
            found,
            "cus_1",
            NOON + after,
            "evt",
        )


def test_fractions_are_values_where_they_are_allowed() -> None:
    checked = check(SUM, GOOD | {"value": "-1.50"}, NOON, "evt", NOON, fractions=True)
    assert isinstance(checked, Event)
    assert (type(checked.value), checked.value) == (Decimal, Decimal("-1.50"))
    assert check(SUM, GOOD | {"value": "1."}, NOON, "evt", NOON, fractions=True) is Invalid.INVALID_VALUE


def test_a_payload_is_kept_where_it_says_more() -> None:
    plain = check(SUM, GOOD, NOON, "evt", NOON)
    extra = check(SUM, GOOD | {"region": "eu"}, NOON, "evt", NOON)
    assert isinstance(plain, Event) and isinstance(extra, Event)
    assert (plain.payload, extra.payload) == (None, GOOD | {"region": "eu"})
