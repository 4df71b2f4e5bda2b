"""Meter event summaries: a customer's usage in a time range, computed from the events on each request.

A window without usage has no summary. Source: API reference, Billing, Meter event summaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil import metering
from counterfoil.kernel import Listing, Work, errors
from counterfoil.resources.billing.meters import known, meters
from counterfoil.resources.core.customers import customers

# grouping -> alignment of both bounds in seconds, its name in errors, and the engine's window
WINDOWS: dict[str | None, tuple[int, str, int | None]] = {
    None: (metering.MINUTE, "minute", None),
    "hour": (metering.HOUR, "hourly", metering.HOUR),
    "day": (metering.DAY, "daily", metering.DAY),
}


@meters.operation("billing.meters.event_summaries.list")
def summaries(work: Work, id: str, params: Mapping[str, Any]) -> Listing:
    """List summaries, newest first: one per hour or UTC day with usage, or one for the whole range.

    start_time is inclusive, end_time exclusive. 400 if they are not aligned to the minute, hour or day.
    """
    meter = known(work, id)
    grouping = params.get("value_grouping_window")
    start, end = params["start_time"], params["end_time"]
    _check_alignment("start_time", start, grouping)
    _check_alignment("end_time", end, grouping)
    if end <= start:
        raise errors.invalid("`end_time` must be after `start_time`.", param="end_time")
    customer = params["customer"]
    work.expect(customers, customer, param="customer")
    limit = params.get("limit")
    limit = 10 if limit is None else max(1, min(100, limit))
    after = _cursor(meter, customer, params, "starting_after")
    before = _cursor(meter, customer, params, "ending_before")
    if after is not None and before is not None:
        raise errors.invalid(
            "Received both starting_after and ending_before parameters. Please pass in only one."
        )
    window = WINDOWS[grouping][2]
    page, more = work.services.metering.summaries(
        meter, customer, start, end, window, limit=limit, after=after, before=before
    )
    return Listing(texts=_texts(work, meter, customer, page), has_more=more)


def _texts(work: Work, meter: metering.Meter, customer: str, page: list[metering.Summary]) -> list[str]:
    """Encode summaries as JSON. Values are exact literals: sums may have more digits than a float."""
    id = metering.summary_ids(meter.scope, meter.id, customer, livemode=work.livemode)
    same = f'"livemode":{"true" if work.livemode else "false"},"meter":"{meter.id}"'
    return [
        f'{{"id":"{id(start, end)}","object":"billing.meter_event_summary",'
        f'"aggregated_value":{value if type(value) is int else format(value, "f")},'
        f'"end_time":{end},{same},"start_time":{start}}}'
        for start, end, value in page
    ]


def _check_alignment(name: str, time: int, grouping: str | None) -> None:
    step, kind, _ = WINDOWS[grouping]
    if time % step:
        because = f" because the `value_grouping_window` is {grouping}" if grouping else ""
        expected = time - time % step
        raise errors.invalid(
            f"`{name}` {time} should be aligned with {kind} boundaries (expected {expected}){because}.",
            param=name,
        )


def _cursor(meter: metering.Meter, customer: str, params: Mapping[str, Any], name: str) -> int | None:
    """Return the start of a cursor's window.

    Cursors name windows, so usage between two pages shifts nothing.
    """
    cursor = params.get(name)
    if not cursor:
        return None
    window = metering.summary_window(meter.scope, meter.id, customer, cursor)
    if window is None:
        raise errors.missing("billing.meter_event_summary", cursor, param=name, status=400)
    return window[0]
