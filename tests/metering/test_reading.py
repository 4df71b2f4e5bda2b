"""Summaries, totals and usage since a position: the documentation's examples, and random events."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterfoil.metering import DAY, HOUR, MINUTE, Event, Meter, runs
from tests.metering.searching import effort
from tests.metering.side_by_side import DAY_OF_TESTS, SideBySide
from tests.metering.stores import Room

METER = Meter(scope="acct_1", id="mtr_1", event_name="requests")
JANUARY_14 = 1_736_812_800  # 2025, 00:00 UTC


def at(hour: int, minute: int = 0, second: int = 0) -> int:
    return JANUARY_14 + hour * HOUR + minute * MINUTE + second


def asked(formula: str, within: str | None = None) -> Meter:
    """The same events, counted another way."""
    return Meter(scope="acct_1", id="mtr_1", event_name="requests", formula=formula, event_time_window=within)


def report(both: SideBySide, *usage: tuple[int, int | Decimal], customer: str = "cus_1") -> None:
    """Report usage, (timestamp, value) each, and commit."""
    first = len(both.model.events)
    both.ingest(
        *(Event(METER, customer, when, value, f"{first + n}") for n, (when, value) in enumerate(usage))
    )
    both.commit()


@pytest.fixture(params=["in memory", "flushed", "half and half"])
def morning(request: pytest.FixtureRequest, both: SideBySide) -> SideBySide:
    """The four events of the documentation's example."""
    report(both, (at(10), 4), (at(11), 5))
    if request.param == "half and half":
        both.flush()
    report(both, (at(10, 59, 59), 6), (at(13, 30, 10), 9))
    if request.param == "flushed":
        both.flush()
    both.commit()
    return both


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        (at(10), at(14), 24),
        (at(10), at(11), 10),
        (at(13, 30), at(13, 31), 9),
        (at(11), at(11, 1), 5),
        (at(0), at(10), None),
    ],
)
def test_a_range_without_windows_is_one_summary_or_none(
    morning: SideBySide, start: int, end: int, value: int | None
) -> None:
    found, more = morning.engine.summaries(METER, "cus_1", start, end)
    assert (found, more) == ([] if value is None else [(start, end, value)], False)


@pytest.mark.parametrize(
    ("formula", "within", "by_hour", "by_day"),
    [
        ("sum", None, [9, 5, 10], 24),
        ("last", None, [9, 5, 6], 9),
        ("count", None, [1, 1, 2], 4),
        ("sum", "hour", [9, 5, 6], 20),
        ("count", "hour", [1, 1, 1], 3),
        ("sum", "day", [9], 9),
        ("count", "day", [1], 1),
        ("last", "day", [9], 9),
    ],
)
def test_windows_are_newest_first_and_without_gaps(
    morning: SideBySide, formula: str, within: str | None, by_hour: list[int], by_day: int
) -> None:
    meter, engine = asked(formula, within), morning.engine
    hours = [13, 11, 10][: len(by_hour)]
    expected = [(at(hour), at(hour + 1), value) for hour, value in zip(hours, by_hour, strict=True)]
    assert engine.summaries(meter, "cus_1", at(8), at(15), HOUR) == (expected, False)
    assert engine.summaries(meter, "cus_1", at(0), at(48), DAY) == ([(at(0), at(24), by_day)], False)


def test_start_is_in_and_end_is_out_to_the_second(morning: SideBySide) -> None:
    total = morning.engine.total
    assert total(METER, "cus_1", at(10), at(11)) == 10
    assert total(METER, "cus_1", at(10, 0, 1), at(11, 0, 1)) == 11
    assert total(METER, "cus_1", at(10, 59, 59), at(10, 59, 59)) == 0
    assert total(METER, "cus_1", at(11), at(10)) == 0
    assert total(METER, "cus_2", at(10), at(11)) == 0


def test_two_parts_of_a_minute_add_up_to_it(morning: SideBySide) -> None:
    minute = morning.engine.total(METER, "cus_1", at(13, 30), at(13, 31))
    parts = [
        morning.engine.total(METER, "cus_1", *part)
        for part in ((at(13, 30), at(13, 30, 10)), (at(13, 30, 10), at(13, 31)))
    ]
    assert parts == [0, 9]
    assert sum(parts) == minute


def test_events_of_one_second_follow_their_arrival(both: SideBySide) -> None:
    report(both, (at(9), 1), (at(9), 2))
    assert both.engine.total(asked("last"), "cus_1", at(9), at(10)) == 2
    both.flush()
    report(both, (at(9), 3), (at(8), 7))
    assert both.engine.total(asked("last"), "cus_1", at(8), at(10)) == 3


def test_a_late_event_changes_the_past(both: SideBySide) -> None:
    report(both, (at(0) + 20 * DAY, 1))
    both.flush()
    report(both, (at(0), 5))
    found, _ = both.engine.summaries(METER, "cus_1", at(0), at(0) + 30 * DAY, DAY)
    assert [one.value for one in found] == [1, 5]


def test_a_window_is_decided_as_a_whole_before_a_range_cuts_it(both: SideBySide) -> None:
    report(both, (at(10), 4), (at(10, 50), 6))
    meter = asked("sum", "hour")
    assert both.engine.total(meter, "cus_1", at(10), at(10, 30)) == 0
    assert both.engine.total(meter, "cus_1", at(10, 30), at(11)) == 6


def test_a_page_of_hours_is_full_where_days_are_cut(both: SideBySide) -> None:
    """A day counts by its newest event, which may lie outside the range in the two days that it cuts."""
    report(both, *((at(24 * day + hour), day) for day in range(6) for hour in (9, 12)))
    meter = asked("sum", "day")
    for flushed in (False, True):
        if flushed:
            both.flush()
            both.commit()
        found, more = both.engine.summaries(meter, "cus_1", at(13), at(24 * 5 + 11), HOUR, limit=3)
        assert ([one.value for one in found], more) == ([4, 3, 2], True)
        both.check_windows(meter, "cus_1", at(13), at(24 * 5 + 11), HOUR, 1)


def test_usage_that_sums_to_nothing_still_has_a_window(both: SideBySide) -> None:
    report(both, (at(10), 4), (at(10, 1), -4))
    assert both.engine.summaries(METER, "cus_1", at(10), at(11), HOUR) == ([(at(10), at(11), 0)], False)


def test_values_are_exact_at_any_size(both: SideBySide) -> None:
    report(both, (at(1), 2**62), (at(2), Decimal("0.1")))
    both.flush()
    report(both, (at(1), 2**62), (at(2), Decimal("0.2")), (at(3), 10**60), (at(3), Decimal("1E-40")))
    for _ in range(2):
        found, _ = both.engine.summaries(METER, "cus_1", at(0), at(24), HOUR)
        assert [str(one.value) for one in found] == [f"{10**60}.{1:040}", "0.3", str(2**63)]
        both.flush()
        both.commit()
    assert both.engine.verify() == []


def test_whole_values_are_integers(both: SideBySide) -> None:
    report(both, (at(1), Decimal("1.5")), (at(1), Decimal("1.50")), (at(2), Decimal("3.0")))
    found, _ = both.engine.summaries(METER, "cus_1", at(0), at(24), HOUR)
    assert [(type(one.value), one.value) for one in found] == [(int, 3), (int, 3)]


def test_usage_arriving_between_two_pages_disturbs_none(both: SideBySide) -> None:
    report(both, *((at(hour), hour) for hour in range(1, 7)))
    first, more = both.engine.summaries(METER, "cus_1", at(0), at(24), HOUR, limit=2)
    assert ([one.value for one in first], more) == ([6, 5], True)
    report(both, (at(9), 9), (at(2, 30), 20))
    second, more = both.engine.summaries(METER, "cus_1", at(0), at(24), HOUR, limit=2, after=first[-1].start)
    assert ([one.value for one in second], more) == ([4, 3], True)
    before, more = both.engine.summaries(METER, "cus_1", at(0), at(24), HOUR, limit=2, before=first[0].start)
    assert ([one.value for one in before], more) == ([9], False)


def test_customers_meters_and_scopes_are_apart(both: SideBySide) -> None:
    report(both, (at(1), 1))
    report(both, (at(1), 2), customer="cus_2")
    others = [
        Meter(scope="acct_1", id="mtr_2", event_name="b"),
        Meter(scope="acct_2", id="mtr_1", event_name="requests"),
    ]
    both.ingest(*(Event(meter, "cus_1", at(1), 5, "other") for meter in others[1:]))
    both.ingest(Event(others[0], "cus_1", at(1), 7, "another"))
    for flushed in (False, True):
        if flushed:
            both.flush()
        both.commit()
        asked = [
            (METER, "cus_1"),
            (METER, "cus_2"),
            (others[0], "cus_1"),
            (others[1], "cus_1"),
            (others[1], "cus_2"),
        ]
        assert [both.engine.total(*one, at(0), at(2)) for one in asked] == [1, 2, 7, 5, 0]


def test_usage_since_a_position_counts_by_arrival(both: SideBySide) -> None:
    report(both, (at(5), 1))
    position = both.engine.position()
    assert both.engine.usage_since(METER, "cus_1", position) == 0
    report(both, (at(1), 10), (at(2), 20))
    both.flush()
    both.commit()
    assert both.engine.usage_since(METER, "cus_1", position) == 30
    both.cancel(METER, "1")
    both.commit()
    assert both.engine.usage_since(METER, "cus_1", position) == 20
    assert both.engine.customers_since("acct_1", "mtr_1", position) == {"cus_1"}
    assert both.engine.customers_since("acct_1", "mtr_1", both.engine.position()) == set()


def test_usage_is_divided_by_when_it_arrived(both: SideBySide) -> None:
    report(both, (at(5), 1), (at(6), 2))
    first = both.engine.position()
    report(both, (at(4), 10), (at(20), 500))
    both.flush()
    both.commit()
    second = both.engine.position()
    report(both, (at(6), 20))
    divide = both.engine.split_by_arrival
    assert divide(METER, "cus_1", at(4), at(7), [first, second]) == [3, 10, 20]
    assert divide(METER, "cus_1", at(4), at(7), []) == [33]
    assert divide(asked("count"), "cus_1", at(4), at(7), [first, second]) == [2, 1, 1]
    # The newest event alone counts, at the moment at which it arrived.
    assert divide(asked("last"), "cus_1", at(4), at(7), [first, second]) == [0, 0, 20]
    assert divide(asked("sum", "hour"), "cus_1", at(4), at(7), [first, second]) == [1, 10, 20]
    assert divide(METER, "cus_2", at(4), at(7), [first]) == [0, 0]


def test_usage_divided_again_follows_what_arrives_and_what_is_canceled(both: SideBySide) -> None:
    report(both, (at(5), 1))
    position = both.engine.position()

    def divided(*expected: int) -> None:
        assert both.engine.split_by_arrival(METER, "cus_1", at(4), at(7), [position]) == list(expected)

    report(both, (at(5), 10), (at(6), 20))
    divided(1, 30)
    both.flush()
    both.commit()
    divided(1, 30)
    report(both, (at(4), 300), (at(7), 5000))
    divided(1, 330)
    for identifier, late in (("2", 310), ("3", 10)):  # one that was flushed, one in memory
        both.cancel(METER, identifier)
        divided(1, late + both.model.events[int(identifier)].event.value)
        both.commit()
        divided(1, late)
    both.cancel(METER, "1")
    both.rollback()
    divided(1, 10)
    both.restart()
    divided(1, 10)


# -- any events ----------------------------------------------------------------------------------------------

busy_hours = some.builds(
    lambda day, hour: DAY_OF_TESTS + day * DAY + hour * HOUR,
    some.integers(-3, 2),
    some.sampled_from([0, 12, 23]),
)
moments = some.builds(int.__add__, busy_hours, some.sampled_from([0, 59, 60, 1800]))
bounds = some.tuples(busy_hours, busy_hours).map(sorted)
shifts = some.sampled_from([0, 1, 59, 60, 61, 1801, 3599])


@given(
    parts=some.lists(
        some.lists(some.tuples(moments, some.integers(-9, 9)), min_size=1, max_size=12),
        min_size=1,
        max_size=4,
    ),
    kept=some.booleans(),
    formula=some.sampled_from(["sum", "count", "last"]),
    within=some.sampled_from([None, "hour", "day"]),
    bounds=bounds,
    shifts=some.tuples(shifts, shifts),
    limit=some.integers(1, 5),
    position=some.integers(0, 48),
)
@effort(300)
def _any_events_add_up(
    open_room: Callable[[Path], Room],
    parts: list[list[tuple[int, int]]],
    kept: bool,
    formula: str,
    within: str | None,
    bounds: list[int],
    shifts: tuple[int, int],
    limit: int,
    position: int,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder))
        both = SideBySide(room)
        for number, part in enumerate(parts):
            report(both, *part)
            if number < len(parts) - kept:  # the last part may stay in memory
                both.flush()
                both.commit()
        meter = asked(formula, within)
        start, end = bounds
        both.check_windows(meter, "cus_1", start, end, HOUR, limit)
        both.check_windows(meter, "cus_1", start - start % DAY, end - end % DAY, DAY, limit)
        both.check_range(meter, "cus_1", start + shifts[0], end + shifts[1])
        both.check_range(meter, "cus_1", start, start + shifts[1])
        both.check_since(meter, "cus_1", min(position, both.engine.position()))
        cuts = sorted({min(position, both.engine.position()), both.engine.position() // 2})
        both.check_split(meter, "cus_1", start + shifts[0], end + shifts[1], cuts)
        room.close()


def test_any_events_add_up(open_room: Callable[[Path], Room], monkeypatch: pytest.MonkeyPatch) -> None:
    """Any events, flushed in any parts, in any range, window, page and formula."""
    monkeypatch.setattr(runs, "DENSE", 3)
    monkeypatch.setattr(runs, "CHUNK", 4)
    _any_events_add_up(open_room)
