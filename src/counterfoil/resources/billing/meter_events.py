"""Meter events: records of usage. They are write-only; usage is read as summaries.

An event is validated against the meters in memory, counted once per identifier, and acknowledged when it is
durable. An event of an unknown customer is accepted but reported and not counted.
Source: API reference, Billing, Meter events; guide "Record usage".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.errors import Refusal
from counterfoil.kernel.instants import instant, rfc3339, seconds
from counterfoil.kernel.shapes import Customer
from counterfoil.metering import Event, Invalid, Meter, check
from counterfoil.resources.billing import alerts, meter_error_reports
from counterfoil.resources.billing.metered_usage import drafts
from counterfoil.resources.billing.meters import scope
from counterfoil.resources.core.customers import customers

meter_events = objects.billing_meter_event
meter_events_v2 = objects.v2_billing_meter_event

# Error message and `param` of v1.
V1 = {
    Invalid.NO_METER: ('No active meter found for event name "{event_name}"', "event_name"),
    Invalid.ARCHIVED_METER: ('No active meter found for event name "{event_name}"', "event_name"),
    Invalid.NO_CUSTOMER: ("Customer mapping key {customer_key} not found in payload.", "payload"),
    Invalid.NO_VALUE: ("Value key {value_key} not found in payload.", "payload"),
    Invalid.INVALID_VALUE: ("Payload value for {value_key} must be a whole number.", "payload"),
    Invalid.TOO_MANY_DIGITS: (
        "The value in the event payload can have at most {digits} digits. Received {value}.",
        "payload",
    ),
    Invalid.TOO_OLD: ("Timestamp must be no more than 35 days in the past.", "timestamp"),
    Invalid.IN_FUTURE: ("Timestamp must be no more than 5 minutes in the future.", "timestamp"),
}

# Messages of v2 and of error reports.
MESSAGES = {
    Invalid.NO_METER: "No meter was found matching event_name {event_name}.",
    Invalid.ARCHIVED_METER: "The meter with event_name {event_name} must be active.",
    Invalid.NO_CUSTOMER: "Customer mapping key {customer_key} not found in payload.",
    Invalid.NO_VALUE: "Value key {value_key} not found in payload.",
    Invalid.INVALID_VALUE: "Payload value for {value_key} must be a positive integer.",
    Invalid.TOO_MANY_DIGITS: "The value in the event payload can have at most {digits} digits."
    " Received {value}.",
    Invalid.TOO_OLD: "Timestamp must be no more than 35 days in the past.",
    Invalid.IN_FUTURE: "Timestamp must be no more than 5 minutes in the future.",
}
# Codes of v2.
CODES = {
    Invalid.NO_METER: "no_meter",
    Invalid.ARCHIVED_METER: "archived_meter",
    Invalid.NO_CUSTOMER: "payload_no_customer_defined",
    Invalid.NO_VALUE: "payload_no_value_defined",
    Invalid.INVALID_VALUE: "payload_invalid_value",
    Invalid.TOO_MANY_DIGITS: "meter_event_value_too_many_digits",
    Invalid.TOO_OLD: "timestamp_too_far_in_past",
    Invalid.IN_FUTURE: "timestamp_in_future",
}


MOST_DIGITS = 15  # of a value, since 2026-04-22
CONFLICT = "Another event for the same customer and meter is being processed. Please try again."


@meter_events.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Record usage.

    `timestamp` is epoch seconds, by default now. `identifier` is generated if none is given. 400 if no active
    meter matches, the payload or time is invalid, or the identifier was used.
    """
    name, payload = params["event_name"], params["payload"]
    identifier = params.get("identifier") or ids.uuid()
    meter = work.services.metering.meter_named(scope(work), name)
    event, exists = checked(work, meter, payload, params.get("timestamp"), identifier)
    if isinstance(event, Invalid):
        message, param = V1[event]
        raise errors.invalid(message.format_map(about(meter, name, payload)), param=param)
    if not record(work, event, exists):
        raise Refusal(f"An event already exists with identifier {identifier}.", should_retry=False)
    return {
        "object": "billing.meter_event",
        "created": work.services.wall(),
        "event_name": name,
        "identifier": identifier,
        "livemode": work.livemode,
        "payload": payload,
        "timestamp": event.timestamp,
    }


@meter_events_v2.create
def create_v2(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Record usage over v2: timestamps are RFC 3339, and errors have codes."""
    name, payload = params["event_name"], params["payload"]
    identifier = params.get("identifier") or ids.uuid()
    timestamp = params.get("timestamp")
    meter = work.services.metering.meter_named(scope(work), name)
    event, exists = checked(work, meter, payload, seconds(timestamp) if timestamp else None, identifier)
    if isinstance(event, Invalid):
        raise errors.invalid(MESSAGES[event].format_map(about(meter, name, payload)), code=CODES[event])
    if not record(work, event, exists, v2=True):
        raise errors.invalid(
            f"An event already exists with identifier {identifier}.", code="duplicate_meter_event"
        )
    return {
        "object": "v2.billing.meter_event",
        "created": rfc3339(work.services.wall()),
        "event_name": name,
        "identifier": identifier,
        "livemode": work.livemode,
        "payload": payload,
        "timestamp": instant(timestamp, "timestamp") if timestamp else rfc3339(event.timestamp),
    }


def checked(
    work: Work, meter: Meter | None, payload: Mapping[str, str], timestamp: int | None, identifier: str
) -> tuple[Event | Invalid, bool]:
    """Validate an event against its customer's clock.

    Returns it, or its error, and whether the customer exists.
    """
    customer = None if meter is None else payload.get(meter.customer_key)
    time = customer_time(work, customer, dated=timestamp is not None)
    now = work.now if time is None else time
    at = now if timestamp is None else timestamp
    return check(meter, payload, at, identifier, now, digits=most_digits(work)), time is not None


def most_digits(work: Work) -> int | None:
    """Return how many digits a value may have: any number before 2026-04-22."""
    return None if work.before("2026-04-22") else MOST_DIGITS


def record(work: Work, event: Event, exists: bool, *, v2: bool = False) -> bool:
    """Ingest a validated event. Returns False if its identifier was used before.

    An event of an unknown customer is reported, not counted. With the setting `meter_event_conflicts`, 409
    while another event of the same customer and meter is uncommitted.
    """
    engine, wall = work.services.metering, work.services.wall()
    if not exists:
        # It is accepted, so its identifier is used. It is ingested for the empty id, which no customer has.
        [fresh] = engine.ingest((msgspec.structs.replace(event, customer=""),), wall)
        if fresh:
            error = meter_error_reports.no_customer(event.customer, event.identifier)
            meter_error_reports.note(work, event.meter.id, [error])
        return fresh
    if work.services.settings.meter_event_conflicts and engine.has_uncommitted(event.meter, event.customer):
        raise Refusal(
            CONFLICT, status=409, code="too_many_concurrent_requests" if v2 else None, should_retry=True
        )
    [counts] = engine.ingest((event,), wall)
    if counts:
        alerts.notice(work, event.meter)
        drafts.notice(work, event.customer, event.timestamp)
    return counts


def about(meter: Meter | None, name: str, payload: Mapping[str, str]) -> dict[str, str]:
    """Return the placeholders of an error message."""
    found = {"event_name": name, "digits": str(MOST_DIGITS)}
    if meter is None:
        return found
    keys = {"customer_key": meter.customer_key, "value_key": meter.value_key}
    return {**found, **keys, "value": payload.get(meter.value_key, "")}


# -- customers -----------------------------------------------------------------------------------------------

CLOCKLESS = "billing.meter_events.clockless_customers"
MANY = 200_000  # cached customers per account


def clockless(work: Work) -> dict[str, None]:
    """Return the cache of this account's customers that exist and are on no test clock."""
    known: dict[str, None] = work.cache.setdefault(CLOCKLESS, {})
    return known


def customer_time(work: Work, customer: str | None, *, dated: bool) -> int | None:
    """Return the current time on a customer's clock, epoch seconds; None if the customer does not exist.

    dated: whether the event has a time of its own. While the clock is advancing, one without has the time it
    advances to: the period of an earlier one may have been billed already.
    """
    if not customer:
        return None
    known = clockless(work)
    if customer in known:
        return work.now
    document = work.find(customers, customer)
    if document is None:
        return None
    clock = document.test_clock
    if clock:
        found = work.find(objects.test_helpers_test_clock, clock)
        if found is None:
            return work.now
        target: int | None = found.at("status_details.advancing.target_frozen_time")
        return found.frozen_time if dated or target is None else target
    if len(known) > MANY:
        known.clear()
    # Cached only once this phase is committed, because it may be the one that creates the customer.
    work.after(lambda: known.setdefault(customer))
    return work.now


@customers.on("customer.deleted")
def forget(work: Work, customer: Customer) -> None:
    """Forget the cache: a customer of it may be gone."""
    work.invalidate()
