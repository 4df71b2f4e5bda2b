"""Meters, and the validation of meter events.

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

OLDEST = 35 * DAY  # maximum age of an event, seconds
FUTURE = 5 * MINUTE  # maximum time of an event in the future, seconds
LONGEST_VALUE = 100  # characters; a longer value is invalid

_WHOLE = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


class Meter(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The engine's view of a meter. scope: the account and mode; data is never shared between scopes."""

    scope: str
    id: str
    event_name: str
    formula: Literal["sum", "count", "last"] = "sum"
    event_time_window: Literal["hour", "day"] | None = None
    customer_key: str = "stripe_customer_id"
    value_key: str = "value"
    active: bool = True


class Event(msgspec.Struct, frozen=True, gc=False):
    """A validated event. timestamp: epoch seconds. payload: None if it has only the customer and value."""

    meter: Meter
    customer: str
    timestamp: int
    value: Value
    identifier: str
    payload: Mapping[str, str] | None = None


class Invalid(Enum):
    """Why an event is rejected, in the order of the checks."""

    NO_METER = "no_meter"
    ARCHIVED_METER = "archived_meter"
    NO_CUSTOMER = "no_customer"
    NO_VALUE = "no_value"
    INVALID_VALUE = "invalid_value"
    TOO_MANY_DIGITS = "too_many_digits"
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
    digits: int | None = None,
) -> Event | Invalid:
    """Validate an event. Returns it, or the first error. Does not check that the customer exists.

    now: epoch seconds on the customer's clock. fractions: accept "1.5" as a value (not at the base version).
    digits: how many significant ones a value may have.
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
        if digits is not None and len(text) > digits and len(text.lstrip("+-0").rstrip("0")) > digits:
            return Invalid.TOO_MANY_DIGITS
        mapped = 2
    if timestamp < now - OLDEST:
        return Invalid.TOO_OLD
    if timestamp > now + FUTURE:
        return Invalid.IN_FUTURE
    return Event(meter, customer, timestamp, value, identifier, payload if len(payload) > mapped else None)
