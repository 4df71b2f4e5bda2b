"""What tests of usage share: events in, summaries out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.support.client import Api
from tests.support.clocks import DAY, HOUR, MINUTE

JANUARY_14 = 1736812800  # 2025-01-14 00:00 UTC


def at(clock: str) -> int:
    """A time of that day: `10:59:59`."""
    hours, minutes, seconds = clock.split(":")
    return JANUARY_14 + int(hours) * HOUR + int(minutes) * MINUTE + int(seconds)


def instant(seconds: int) -> str:
    """Epoch seconds as an RFC 3339 instant."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def use(api: Api, customer: Any, value: int | str = 1, event_name: str = "api_call", **params: Any) -> Any:
    """Usage of a customer, recorded over v1."""
    payload = {"stripe_customer_id": customer.id, "value": value}
    return api.post("/v1/billing/meter_events", event_name=event_name, payload=payload, **params)


def summaries(api: Api, meter: Any, customer: Any, start: int, end: int, **params: Any) -> Any:
    """The list of summaries."""
    path = f"/v1/billing/meters/{meter.id}/event_summaries"
    return api.get(path, customer=customer.id, start_time=start, end_time=end, **params)


def used(api: Api, meter: Any, customer: Any) -> int:
    """A customer's usage in the 36 days before now (real time) and the hour after; 0 without a summary."""
    hour = api.now // HOUR * HOUR
    found = summaries(api, meter, customer, hour - 36 * DAY, hour + 2 * HOUR).data
    return found[0].aggregated_value if found else 0
