"""Business days of banks in the United States. Days are UTC.

Source: 5 U.S.C. 6103 and the Federal Reserve's holidays.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6

FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))  # month, day
# month, weekday (0 is Monday), which one (-1: the last)
FLOATING = ((1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4))
JUNETEENTH_SINCE = 2021


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year. One on a Sunday moves to Monday; one on a Saturday is lost."""
    days = set()
    for month, day in FIXED:
        if (month, day) == (6, 19) and year < JUNETEENTH_SINCE:
            continue
        holiday = date(year, month, day)
        days.add(holiday + DAY if holiday.weekday() == SUNDAY else holiday)
    days.update(_nth(year, *rule) for rule in FLOATING)
    return frozenset(days)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """Return the nth given weekday of a month; which=-1 is the last one."""
    if which < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - DAY * ((following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (which - 1))


def is_business_day(day: date) -> bool:
    """Return whether a day is neither on a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def business_days_after(moment: int, count: int) -> int:
    """Return midnight UTC, `count` business days after the day of `moment`, both in epoch seconds.

    A count of 0 returns midnight of the same day.
    """
    day = datetime.fromtimestamp(moment, UTC).date()
    for _ in range(count):
        day += DAY
        while not is_business_day(day):
            day += DAY
    return _midnight(day)


def next_payout_day(
    moment: int, *, weekdays: Collection[int] = range(7), days: Collection[int] = range(1, 32)
) -> int:
    """Return the day of a payout schedule that follows the day of `moment`: midnight UTC.

    moment and result: epoch seconds. weekdays: 0 is Monday. days: of the month; a day that a month does not
    have is its last one. A day that is no business day moves to the next one.
    """
    day = datetime.fromtimestamp(moment, UTC).date() + DAY
    last = monthrange(day.year, day.month)[1]
    while not (day.weekday() in weekdays and (day.day in days or day.day == last and max(days) > last)):
        day += DAY
        last = monthrange(day.year, day.month)[1]
    while not is_business_day(day):
        day += DAY
    return _midnight(day)


def _midnight(day: date) -> int:
    """Return the epoch second in UTC at which a day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
