"""Meters and their events: which events count, for whom, and what is wrong with one that does not.

Source: metering, "Meter events", "Checked at once, in this order".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Literal

import msgspec

from counterfoil.metering.buckets import Value
from counterfoil.metering.windows import DAY, MINUTE

OLDEST = 35 * DAY  # seconds an event may lie in the past
FUTURE = 5 * MINUTE  # seconds it may lie ahead
LONGEST_VALUE = 100  # characters; the longest value that is read as a number

_WHOLE = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


class Meter(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What the engine must know of a meter. `scope` says whose it is (account and mode): nothing crosses scopes."""

    scope: str
    id: str
    event_name: str
    formula: Literal["sum", "count", "last"] = "sum"
    event_time_window: Literal["hour", "day"] | None = None
    customer_key: str = "stripe_customer_id"
    value_key: str = "value"
    active: bool = True


class Event(msgspec.Struct, frozen=True, gc=False):
    """One checked event. timestamp: epoch seconds. payload: only where it says more than customer and value."""

    meter: Meter
    customer: str
    timestamp: int
    value: Value
    identifier: str
    payload: Mapping[str, str] | None = None


class Invalid(Enum):
    """Why an event is not taken, in the order of the checks."""

    NO_METER = "no_meter"
    ARCHIVED_METER = "archived_meter"
    NO_CUSTOMER = "no_customer"
    NO_VALUE = "no_value"
    INVALID_VALUE = "invalid_value"
    TOO_OLD = "timestamp_too_far_in_past"
    IN_FUTURE = "timestamp_in_future"


def check(
    meter: Meter | None,
    payload: Mapping[str, str],
    timestamp: int,
    identifier: str,
    now: int,
    *,
    fractions: bool = False,
) -> Event | Invalid:
    """The event if it is good, else the first thing that is wrong with it. Whether its customer exists is not asked here.

    now: epoch seconds by the clock of the payload's customer. fractions: whether "1.5" is a value (not at the base version).
    """
    if meter is None:
        return Invalid.NO_METER
    if not meter.active:
        return Invalid.ARCHIVED_METER
    customer = payload.get(meter.customer_key)
    if not customer:
        return Invalid.NO_CUSTOMER
    value: Value = 0
    mapped = 1
    if meter.formula != "count":
        text = payload.get(meter.value_key)
        if text is None:
            return Invalid.NO_VALUE
        if len(text) > LONGEST_VALUE:
            return Invalid.INVALID_VALUE
        if _WHOLE.fullmatch(text):
            value = int(text)
        elif fractions and _DECIMAL.fullmatch(text):
            value = Decimal(text)
        else:
            return Invalid.INVALID_VALUE
        mapped = 2
    if timestamp < now - OLDEST:
        return Invalid.TOO_OLD
    if timestamp > now + FUTURE:
        return Invalid.IN_FUTURE
    return Event(meter, customer, timestamp, value, identifier, payload if len(payload) > mapped else None)
