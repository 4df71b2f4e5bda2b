"""The meter event stream: up to a hundred events per request, authenticated with the token of a session.

A request is accepted or refused as a whole. In an accepted one, invalid events are reported and repeated ones
are dropped. Source: API reference v2, Billing, Meter event streams; guide "Record usage with the API".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Any

import msgspec

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.metering import Event, Invalid, Meter, check
from counterfoil.resources.billing import alerts
from counterfoil.resources.billing.meter_error_reports import UsageError, no_customer, note
from counterfoil.resources.billing.meter_events import (
    CODES,
    MESSAGES,
    about,
    clockless,
    customer_time,
    most_digits,
)
from counterfoil.resources.billing.metered_usage import drafts
from counterfoil.resources.billing.meters import scope

meter_event_stream = objects.v2_billing_meter_event_stream

MOST = 100  # events per request

# Codes in error reports. Some differ from those that POST /v2/billing/meter_events answers.
REPORT_CODES = CODES | {
    Invalid.NO_CUSTOMER: "meter_event_no_customer_defined",
    Invalid.NO_VALUE: "meter_event_value_not_found",
    Invalid.INVALID_VALUE: "meter_event_invalid_value",
}

Short = Annotated[str, msgspec.Meta(max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=5000)]


class Sent(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """An event in a request."""

    event_name: Short
    payload: dict[str, Text]
    identifier: Short | None = None
    timestamp: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a request."""

    events: Annotated[list[Sent], msgspec.Meta(min_length=1, max_length=MOST)]


_decode = msgspec.json.Decoder(Batch).decode
_cut = partial(re.compile(r"(?<=\.\d{6})\d+").sub, "")  # truncates to microseconds; decoding would round


def batch(body: bytes) -> dict[str, Any] | None:
    """Fast path: decode a well-formed batch. None falls back to the contract, which reports the errors."""
    try:
        # NUL characters and fractions that decoding might round up are also left to the contract.
        return None if b"\\u0000" in body or b".999999" in body else {"events": _decode(body).events}
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None


@meter_event_stream.operation("v2.billing.meter_event_stream.create", decode=batch)
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Accept a batch of events; answers `{}`. 400 if it has none or more than a hundred."""
    events = params["events"]
    if not 1 <= len(events) <= MOST:
        raise errors.invalid(f"`events` must hold between 1 and {MOST} events.", code="invalid_request")
    if type(events[0]) is not Sent:
        events = [_sent(one, index) for index, one in enumerate(events)]
    take(work, events)
    return {}


def _sent(event: Mapping[str, Any], index: int) -> Sent:
    """Convert an event that the contract has decoded."""
    try:
        return msgspec.convert({**event, "timestamp": _cut(event.get("timestamp") or "") or None}, Sent)
    except msgspec.ValidationError as error:  # a date that the contract accepts and the decoder does not
        raise errors.invalid(f"events[{index}]: {error}", code="invalid_request") from error


def take(work: Work, sent: Sequence[Sent]) -> None:
    """Ingest the valid events in order, once per identifier, and report the invalid ones."""
    engine, of, now, known = work.services.metering, scope(work), work.now, clockless(work)
    digits = most_digits(work)
    good: list[Event] = []
    faults: dict[str | None, list[UsageError]] = {}
    meters: dict[str, Meter] = {}
    name, meter = None, None
    for one in sent:
        if one.event_name != name:
            name = one.event_name
            meter = engine.meter_named(of, name)
            if meter is not None:
                meters[meter.id] = meter
        identifier = one.identifier or ids.uuid()
        payload, here = one.payload, now
        customer = payload.get(meter.customer_key) if meter is not None else None
        exists = customer in known
        if not exists:
            time = customer_time(work, customer, dated=one.timestamp is not None)
            exists, here = time is not None, time or now
        event = check(
            meter,
            payload,
            here if one.timestamp is None else int(one.timestamp.timestamp()),
            identifier,
            here,
            digits=digits,
        )
        if isinstance(event, Invalid):
            message = MESSAGES[event].format_map(about(meter, one.event_name, payload))
            error = UsageError(REPORT_CODES[event], message, identifier)
        elif exists:
            good.append(event)
            continue
        else:
            error = no_customer(event.customer, identifier)
        faults.setdefault(meter.id if meter else None, []).append(error)
    if good:
        engine.ingest(good, work.services.wall())
        for meter in meters.values():
            alerts.notice(work, meter)
        for customer, timestamp in _oldest(good).items() if drafts.heeded(work) else ():
            drafts.notice(work, customer, timestamp)
    for id, errors_of in faults.items():
        note(work, id, errors_of)


def _oldest(events: Sequence[Event]) -> dict[str, int]:
    """Return the earliest timestamp of each customer's events."""
    found: dict[str, int] = {}
    for event in events:
        known = found.get(event.customer)
        if known is None or event.timestamp < known:
            found[event.customer] = event.timestamp
    return found
