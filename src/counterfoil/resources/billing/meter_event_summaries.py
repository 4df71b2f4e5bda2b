"""Meter event summaries: what a customer used in a range of time, computed from the events whenever it is asked.

Source: API reference, Billing, Meter event summaries. Nothing is created by reading; a window without usage has no entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil import metering
from counterfoil.kernel import Listing, Work, errors
from counterfoil.resources.billing.meters import meters, scope

MINUTE, HOUR, DAY = 60, 3600, 86400
# grouping: what both bounds must be divisible by, and how a refusal calls it
ALIGNMENT = {None: (MINUTE, "minute"), "hour": (HOUR, "hourly"), "day": (DAY, "daily")}
WINDOW = {None: None, "hour": HOUR, "day": DAY}


@meters.operation("billing.meters.event_summaries.list")
def summaries(work: Work, id: str, params: Mapping[str, Any]) -> Listing:
    """One page of summaries, newest first: one per hour or UTC day with usage, or one for the whole range.

    start_time is inclusive, end_time exclusive. Refuses bounds that are not aligned to the minute, hour or day.
    """
    meter = work.get(meters, id)
    grouping = params.get("value_grouping_window")
    start, end = params["start_time"], params["end_time"]
    _check_alignment("start_time", start, grouping)
    _check_alignment("end_time", end, grouping)
    if end <= start:
        raise errors.invalid("`end_time` must be after `start_time`.", param="end_time")
    customer = params["customer"]
    _check_customer(work, customer)
    limit = params.get("limit")
    limit = 10 if limit is None else max(1, min(100, limit))
    of = (scope(work), meter.id, customer)
    before = _cursor(work, of, params, "starting_after")
    after = _cursor(work, of, params, "ending_before")
    if before is not None and after is not None:
        raise errors.invalid("Received both starting_after and ending_before parameters. Please pass in only one.")
    found = work.house.metering.summaries(*of, start, end, window=WINDOW[grouping], limit=limit + 1, before=before, after=after)
    more = len(found) > limit
    if more:
        found = found[:limit] if after is None else found[-limit:]
    return Listing(items=[_summary(work, of, *one) for one in found], has_more=more)


def _summary(work: Work, of: tuple[str, str, str], start: int, end: int, value: Any) -> dict[str, Any]:
    return {
        "id": metering.summary_id(*of, start, end, livemode=work.livemode),
        "object": "billing.meter_event_summary",
        "aggregated_value": value,
        "end_time": end,
        "livemode": work.livemode,
        "meter": of[1],
        "start_time": start,
    }


def _check_alignment(name: str, time: int, grouping: str | None) -> None:
    step, kind = ALIGNMENT[grouping]
    if time % step:
        because = f" because the `value_grouping_window` is {grouping}" if grouping else ""
        expected = time - time % step
        raise errors.invalid(f"`{name}` {time} should be aligned with {kind} boundaries (expected {expected}){because}.", param=name)


def _check_customer(work: Work, customer: str) -> None:
    from counterfoil.resources.core.customers import customers

    work.get(customers, customer, param="customer")


def _cursor(work: Work, of: tuple[str, str, str], params: Mapping[str, Any], name: str) -> int | None:
    """The start of the window a cursor names; a window is its own cursor, so usage arriving between pages disturbs none."""
    cursor = params.get(name)
    if not cursor:
        return None
    start = metering.summary_start(cursor, *of)
    if start is None:
        raise errors.missing("billing.meter_event_summary", cursor, param=name, status=400)
    return start
