"""Business days of the United States, against a wall calendar."""

from datetime import UTC, date, datetime

import pytest

from counterfoil.arithmetic import calendar


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("moment", "days", "midnight"),
    [
        ("2025-03-03T00:00:00", 2, "2025-03-05"),  # Monday -> Wednesday
        ("2025-03-03T23:59:59", 2, "2025-03-05"),
        ("2025-03-06T12:00:00", 2, "2025-03-10"),  # Thursday -> Friday, Monday
        ("2025-03-08T12:00:00", 2, "2025-03-11"),  # Saturday -> Monday, Tuesday
        ("2025-07-03T12:00:00", 2, "2025-07-08"),  # the fourth of July is a Friday
        ("2025-12-31T12:00:00", 2, "2026-01-05"),  # New Year on a Thursday
        ("2025-11-26T12:00:00", 1, "2025-11-28"),  # Thanksgiving
        ("2025-03-03T15:00:00", 0, "2025-03-03"),
    ],
)
def test_midnight_some_business_days_later(moment: str, days: int, midnight: str) -> None:
    assert calendar.business_days_after(at(moment), days) == at(midnight)


def test_the_holidays_of_a_year() -> None:
    expected = "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"
    assert sorted(calendar.holidays(2025)) == [date.fromisoformat(f"2025-{day}") for day in expected.split()]


def test_a_holiday_on_a_sunday_is_kept_on_monday() -> None:
    assert date(2022, 12, 26) in calendar.holidays(2022)
    assert date(2022, 6, 20) in calendar.holidays(2022)


@pytest.mark.parametrize(
    ("moment", "days", "midnight"),
    [
        ("2025-06-16T10:00:00", {}, "2025-06-17"),  # daily
        ("2025-06-16T00:00:00", {}, "2025-06-17"),
        ("2025-06-20T10:00:00", {}, "2025-06-23"),  # Friday -> Monday
        ("2025-06-16T10:00:00", {"weekdays": [3]}, "2025-06-20"),  # Thursday the 19th is a holiday
        ("2025-06-20T00:00:00", {"weekdays": [1, 4]}, "2025-06-24"),  # Friday -> Tuesday
        ("2025-06-16T10:00:00", {"weekdays": [5]}, "2025-06-23"),  # Saturday -> Monday
        ("2025-06-16T10:00:00", {"days": [31]}, "2025-06-30"),  # June has 30 days
        ("2025-02-01T10:00:00", {"days": [30]}, "2025-02-28"),
        ("2025-06-16T10:00:00", {"days": [1, 20]}, "2025-06-20"),
        ("2025-05-31T10:00:00", {"days": [1]}, "2025-06-02"),  # a Sunday
        ("2025-12-31T10:00:00", {"days": [1]}, "2026-01-02"),
    ],
)
def test_the_next_day_of_a_payout_schedule(moment: str, days: dict[str, list[int]], midnight: str) -> None:
    assert calendar.next_payout_day(at(moment), **days) == at(midnight)
