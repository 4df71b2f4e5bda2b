"""Periods: boundaries counted from the anchor."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from counterfoil.arithmetic.periods import (
    Interval,
    added,
    boundary,
    configured_anchor,
    end_of,
    next_boundary,
    previous_boundary,
)

MONTH, YEAR, WEEK, DAY = Interval("month"), Interval("year"), Interval("week"), Interval("day")


def at(text: str) -> int:
    """`2024-08-31` or `2024-08-31 12:30:05`, UTC, in epoch seconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("anchor", "interval", "boundaries"),
    [
        ("2024-08-31", MONTH, ["2024-08-31", "2024-09-30", "2024-10-31", "2024-11-30", "2024-12-31"]),
        ("2023-12-31", MONTH, ["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"]),
        ("2024-02-29", YEAR, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2024-11-30", Interval("month", 3), ["2024-11-30", "2025-02-28", "2025-05-30"]),
        ("2024-12-30 06:07:08", WEEK, ["2024-12-30 06:07:08", "2025-01-06 06:07:08"]),
        ("2024-12-31", DAY, ["2024-12-31", "2025-01-01", "2025-01-02"]),
    ],
)
def test_boundaries_are_counted_from_the_anchor(anchor, interval, boundaries):
    start, expected = at(anchor), [at(each) for each in boundaries]

    assert [boundary(start, interval, n) for n in range(len(expected))] == expected
    for before, after in pairwise(expected):
        for moment in (before, before + 1, after - 1):
            assert next_boundary(start, interval, moment) == after
            assert previous_boundary(start, interval, moment) == before
        assert end_of(start, interval, before) == after


@pytest.mark.parametrize("interval", [MONTH, YEAR, WEEK, DAY, Interval("month", 5), Interval("day", 10)])
@pytest.mark.parametrize("anchor", ["2024-02-29", "2024-08-31 23:59:59", "1999-12-31"])
def test_boundaries_lie_around_every_time_before_and_after_the_anchor(anchor, interval):
    start = at(anchor)
    for days in (-4000, -366, -31, -30, -29, -1, 0, 1, 28, 29, 30, 31, 59, 365, 366, 5000):
        moment = start + days * 86400
        before = previous_boundary(start, interval, moment)
        after = next_boundary(start, interval, moment)
        assert before <= moment < after
        assert next_boundary(start, interval, before) == after


@pytest.mark.parametrize(
    ("anchor", "interval", "start", "end"),
    [
        ("2024-01-15", MONTH, "2024-03-15", "2024-04-15"),
        ("2024-01-15", MONTH, "2024-01-01", "2024-01-15"),  # a stretch up to the anchor
        ("2024-01-31", YEAR, "2024-02-29", "2025-02-28"),  # a monthly rhythm that turned yearly
        ("2024-01-31", MONTH, "2025-02-28", "2025-03-31"),  # and back, by the anchor's day
        ("2024-01-01", WEEK, "2024-01-03", "2024-01-10"),
        ("2024-01-01", WEEK, "2024-01-03 12:00:00", "2024-01-08"),
    ],
)
def test_a_period_keeps_its_start_and_the_anchors_day(anchor, interval, start, end):
    assert end_of(at(anchor), interval, at(start)) == at(end)


def test_the_last_day_is_wanted_of_every_month():
    anchor = at("2025-02-28")

    assert boundary(anchor, MONTH, 1, day=31) == at("2025-03-31")
    assert next_boundary(anchor, MONTH, anchor, day=31) == at("2025-03-31")
    assert added(at("2025-03-31"), MONTH) == at("2025-04-30")


@pytest.mark.parametrize(
    ("created", "config", "anchor"),
    [
        ("2025-01-10 08:00:00", {"day_of_month": 15}, "2025-01-15 08:00:00"),
        ("2025-01-20 08:00:00", {"day_of_month": 15}, "2025-02-15 08:00:00"),
        ("2025-01-31", {"day_of_month": 31}, "2025-01-31"),
        ("2025-02-10", {"day_of_month": 31}, "2025-02-28"),
        ("2025-12-20", {"day_of_month": 5}, "2026-01-05"),
        ("2025-03-10", {"day_of_month": 29, "month": 2}, "2026-02-28"),
        ("2025-01-15 08:00:00", {"day_of_month": 15, "hour": 7}, "2025-02-15 07:00:00"),
        (
            "2025-01-15 08:00:00",
            {"day_of_month": 15, "hour": 9, "minute": 1, "second": 2},
            "2025-01-15 09:01:02",
        ),
    ],
)
def test_a_configured_anchor_is_the_next_time_it_describes(created, config, anchor):
    assert configured_anchor(at(created), config) == at(anchor)
