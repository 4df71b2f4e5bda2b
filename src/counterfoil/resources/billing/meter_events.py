"""Meter events: usage as it happens. Write-only; what they add up to is read as summaries.

Source: API reference, Billing, Meter events; guide "Record usage". An event is checked against meters held in memory, counted once per
identifier, and acknowledged when it is durable. One for a customer that does not exist is taken, counts for nothing, and is reported.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Resource, Work, errors
from counterfoil.kernel.errors import Refusal
from counterfoil.metering import Event, Invalid, check
from counterfoil.resources.billing import meter_error_reports
from counterfoil.resources.billing.meters import scope
from counterfoil.resources.core.customers import customers
from counterfoil.resources.core.thin_events import rfc3339, seconds

meter_events = Resource("billing.meter_event")
meter_events_v2 = Resource("v2.billing.meter_event")

# What v1 says of an event it cannot take (metering, section 3.1).
V1 = {
    Invalid.NO_METER: 'No active meter found for event name "{event_name}"',
    Invalid.ARCHIVED_METER: 'No active meter found for event name "{event_name}"',
    Invalid.NO_CUSTOMER: "Customer mapping key {customer_key} not found in payload.",
    Invalid.NO_VALUE: "Value key {value_key} not found in payload.",
    Invalid.INVALID_VALUE: "Payload value for {value_key} must be a whole number.",
    Invalid.TOO_OLD: "Timestamp must be no more than 35 days in the past.",
    Invalid.IN_FUTURE: "Timestamp must be no more than 5 minutes in the future.",
}
V1_PARAMS = {
    Invalid.NO_METER: "event_name",
    Invalid.ARCHIVED_METER: "event_name",
    Invalid.NO_CUSTOMER: "payload",
    Invalid.NO_VALUE: "payload",
    Invalid.INVALID_VALUE: "payload",
    Invalid.TOO_OLD: "timestamp",
    Invalid.IN_FUTURE: "timestamp",
}

# Codes and words of v2's synchronous refusals.
V2 = {
    Invalid.NO_METER: ("no_meter", "No meter was found matching event_name {event_name}."),
    Invalid.ARCHIVED_METER: ("archived_meter", "The meter with event_name {event_name} must be active."),
    Invalid.NO_CUSTOMER: ("payload_no_customer_defined", "Customer mapping key {customer_key} not found in payload."),
    Invalid.NO_VALUE: ("payload_no_value_defined", "Value key {value_key} not found in payload."),
    Invalid.INVALID_VALUE: ("payload_invalid_value", "Payload value for {value_key} must be a positive integer."),
    Invalid.TOO_OLD: ("timestamp_too_far_in_past", "Timestamp must be no more than 35 days in the past."),
    Invalid.IN_FUTURE: ("timestamp_in_future", "Timestamp must be no more than 5 minutes in the future."),
}

CUSTOMER_NOT_FOUND = "meter_event_customer_not_found"


@meter_events.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Record usage. 400 when no active meter takes it, its payload or time do not fit, or its identifier is used already.

    `payload` maps strings to strings; `timestamp` is seconds, by default now; `identifier` is made up when none is given.
    """
    name, payload = params["event_name"], params["payload"]
    identifier = params.get("identifier") or str(uuid.uuid4())
    event = checked(work, name, payload, params.get("timestamp"), identifier)
    if isinstance(event, Invalid):
        raise errors.invalid(V1[event].format(**about(work, name)), param=V1_PARAMS[event])
    if not record(work, event):
        raise Refusal(f"An event already exists with identifier {identifier}.", should_retry=False)
    return {
        "object": "billing.meter_event",
        "created": work.house.wall(),
        "event_name": name,
        "identifier": identifier,
        "livemode": work.livemode,
        "payload": payload,
        "timestamp": event.timestamp,
    }


@meter_events_v2.create
def create_v2(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """The same over v2: timestamps are RFC 3339, refusals carry codes."""
    name, payload = params["event_name"], params["payload"]
    identifier = params.get("identifier") or str(uuid.uuid4())
    timestamp = params.get("timestamp")
    event = checked(work, name, payload, seconds(timestamp) if timestamp else None, identifier)
    if isinstance(event, Invalid):
        code, message = V2[event]
        raise errors.invalid(message.format(**about(work, name)), code=code)
    if not record(work, event):
        raise errors.invalid(f"An event already exists with identifier {identifier}.", code="duplicate_meter_event")
    return {
        "object": "v2.billing.meter_event",
        "created": rfc3339(work.house.wall()),
        "event_name": name,
        "identifier": identifier,
        "livemode": work.livemode,
        "payload": payload,
        "timestamp": rfc3339(event.timestamp),
    }


def checked(work: Work, name: str, payload: Mapping[str, str], timestamp: int | None, identifier: str) -> Event | Invalid:
    """The event, or what is wrong with it. Its bounds are those of the clock its customer lives on."""
    meter = work.house.metering.meter_named(scope(work), name)
    now = work.now
    if meter is not None:
        now = customer_time(work, payload.get(meter.customer_key)) or now
    return check(meter, payload, now if timestamp is None else timestamp, identifier, now)


def record(work: Work, event: Event) -> bool:
    """Count a checked event. False: its identifier was used before. One of an unknown customer is reported instead of counted."""
    if customer_time(work, event.customer) is None:
        error = meter_error_reports.UsageError(CUSTOMER_NOT_FOUND, f"No such customer: '{event.customer}'", event.identifier)
        meter_error_reports.note(work, event.meter.id, [error])
        return True
    return work.house.metering.ingest([event], work.house.wall())[0]


def about(work: Work, name: str) -> dict[str, str]:
    """What the words of a refusal may name."""
    meter = work.house.metering.meter_named(scope(work), name)
    keys = {"customer_key": meter.customer_key, "value_key": meter.value_key} if meter else {}
    return {"event_name": name, **keys}


# -- customers ---------------------------------------------------------------------------------------------------------

CLOCKLESS = "billing.meter_events.clockless_customers"
MANY = 200_000


def customer_time(work: Work, customer: str | None) -> int | None:
    """Now, by the clock a customer lives on; None for one that does not exist. Those on no test clock are remembered."""
    if not customer:
        return None
    known: dict[tuple[str, bool, str], None] = work.house.memory.setdefault(CLOCKLESS, {})
    key = (work.account, work.livemode, customer)
    if key in known:
        return work.now
    document = work.find(customers, customer)
    if document is None:
        return None
    clock = document.get("test_clock")
    if clock:
        found = work.find(Resource.registry["test_helpers.test_clock"], clock)
        return found["frozen_time"] if found else work.now
    if len(known) > MANY:
        known.clear()
    # Only once this phase is on disk: it may be the one that makes the customer.
    work.after(lambda: known.setdefault(key))
    return work.now


@customers.on("customer.deleted")
def forget(work: Work, customer: Mapping[str, Any]) -> None:
    """A deleted customer uses nothing any more."""
    work.house.memory.get(CLOCKLESS, {}).pop((work.account, work.livemode, customer["id"]), None)
