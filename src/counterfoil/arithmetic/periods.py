"""Billing periods: their boundaries, counted from an anchor. Times are epoch seconds, calendars are UTC.

Every boundary is counted from the anchor, never from the boundary before: an anchor on 31 August gives
30 September, then 31 October. Days and weeks are exact seconds.
Source: guide "Set the subscription billing renewal date"; API reference, `billing_cycle_anchor_config`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from typing import Any

DAY = 86400  # seconds
LAST = 253_402_300_799  # the last second of the year 9999
AFTER = "after the year 9999"
SECONDS = {"day": DAY, "week": 7 * DAY}
MONTHS = {"month": 1, "year": 12}
LONGEST_MONTH = 31
MONTHS_OF_A_ROUND = 12  # after so many boundaries the months come again, and so does 29 February


@dataclass(frozen=True, slots=True)
class Interval:
    """A price's interval. unit: day, week, month or year. count: how many of them, at least one."""

    unit: str
    count: int = 1

    def __post_init__(self) -> None:
        assert self.count > 0, "time goes forward: no boundary would ever be later"

    @property
    def months(self) -> int:
        """Its length in months; 0 for days and weeks."""
        return MONTHS.get(self.unit, 0) * self.count

    @property
    def seconds(self) -> int:
        """Its length in seconds; 0 for months and years."""
        return SECONDS.get(self.unit, 0) * self.count


def fits(interval: Interval, shortest: Interval) -> bool:
    """Whether an interval is a multiple of a shorter one. Only single days divide months and years."""
    if bool(interval.months) == bool(shortest.months):
        length, part = interval.months or interval.seconds, shortest.months or shortest.seconds
        return length % part == 0
    return DAY in (interval.seconds, shortest.seconds)


def interval_of(recurring: Mapping[str, Any]) -> Interval:
    """Read the interval of a price's `recurring`, or of any hash with `interval` and `interval_count`."""
    return Interval(recurring["interval"], recurring.get("interval_count") or 1)


def added(at: int, interval: Interval, n: int = 1, *, day: int | None = None) -> int:
    """Add n intervals to a time; n may be negative.

    A day that the month does not have becomes its last one. day: the day of the month that is wanted, where
    `at` lies in a month that does not have it. OverflowError after the year 9999, where calendars end.
    """
    if interval.seconds:
        later = at + n * interval.seconds
        if later > LAST:
            raise OverflowError(AFTER)
        return later
    return _months_later(at, n * interval.months, day)


def boundary(anchor: int, interval: Interval, n: int, *, day: int | None = None) -> int:
    """Return boundary n of the periods of an anchor: 0 is the anchor itself."""
    return added(anchor, interval, n, day=day)


def next_boundary(anchor: int, interval: Interval, after: int, *, day: int | None = None) -> int:
    """Return the first boundary that is later than a time."""
    n = _estimate(anchor, interval, after)
    while boundary(anchor, interval, n, day=day) <= after:
        n += 1
    return boundary(anchor, interval, n, day=day)


def previous_boundary(anchor: int, interval: Interval, at: int, *, day: int | None = None) -> int:
    """Return the last boundary that is not later than a time."""
    n = _estimate(anchor, interval, at)
    while boundary(anchor, interval, n + 1, day=day) <= at:
        n += 1
    return boundary(anchor, interval, n, day=day)


def end_of(anchor: int, interval: Interval, start: int, *, day: int | None = None, periods: int = 1) -> int:
    """Return the end of the period that begins at a time, or of the last of several from there.

    From a day of the anchor's rhythm it is one interval away, by the anchor's day of the month; from any
    other time it is the next boundary. So the periods of items with other intervals keep their own starts.
    OverflowError after the year 9999.
    """
    step = Interval("month") if interval.months else Interval("day")
    n = _estimate(anchor, step, start)
    while boundary(anchor, step, n, day=day) < start:
        n += 1
    if boundary(anchor, step, n, day=day) != start:
        end = next_boundary(anchor, interval, start, day=day)
        return end if periods == 1 else end_of(anchor, interval, end, day=day, periods=periods - 1)
    return boundary(anchor, step, n + periods * (interval.months or interval.seconds // DAY), day=day)


def configured_anchor(created: int, config: Mapping[str, Any]) -> int:
    """Return the first time from `created` on that a billing_cycle_anchor_config describes.

    config: day_of_month, and optionally month, hour, minute, second; parts of the time that are missing are
    those of `created`. A day that a month does not have is its last one.
    """
    moment = datetime.fromtimestamp(created, UTC)
    clock = {name: value for name in ("hour", "minute", "second") if (value := config.get(name)) is not None}
    month = config.get("month")
    year, each = moment.year, month or moment.month
    while True:
        day = min(config["day_of_month"], monthrange(year, each)[1])
        at = int(moment.replace(year=year, month=each, day=day, **clock).timestamp())
        if at >= created:
            return at
        year, each = (year + 1, month or 1) if month or each == 12 else (year, each + 1)


def on_wanted_day(anchor: int, interval: Interval, day: int) -> int:
    """Return the first boundary of an anchor in a month that has a day of the month; the anchor without any.

    So the 31st of every other month from February on is anchored on 31 August. The boundaries are the same.
    """
    for n in range(MONTHS_OF_A_ROUND):
        at = boundary(anchor, interval, n, day=day)
        if datetime.fromtimestamp(at, UTC).day == day:
            return at
    return anchor


def _months_later(at: int, months: int, day: int | None) -> int:
    moment = datetime.fromtimestamp(at, UTC)
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError(AFTER)
    wanted = min(day or moment.day, monthrange(year, month + 1)[1])
    return int(moment.replace(year=year, month=month + 1, day=wanted).timestamp())


def _estimate(anchor: int, interval: Interval, at: int) -> int:
    """Return the number of a boundary that is not later than a time, and near it."""
    if interval.seconds:
        return (at - anchor) // interval.seconds
    # A month has at most 31 days, so this is never too far; one more year back stands for times before.
    days = (at - anchor) // DAY
    months = days // LONGEST_MONTH if days >= 0 else days // 28 - 1
    return months // interval.months
