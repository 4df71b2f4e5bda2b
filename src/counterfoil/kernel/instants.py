"""Instants: timestamps of /v2, which are text. Source: RFC 3339; protocol, "v2 conventions"."""

from __future__ import annotations

from datetime import UTC, datetime
from math import floor

from counterfoil.kernel import errors


def rfc3339(at: int) -> str:
    """Format epoch seconds as a timestamp of v2: `2024-09-26T17:46:22.000Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def seconds(text: str) -> int:
    """Parse an RFC 3339 timestamp to epoch seconds, rounded down."""
    return floor(datetime.fromisoformat(text.upper().replace("Z", "+00:00")).timestamp())


def instant(text: str, param: str) -> str:
    """Normalize an RFC 3339 timestamp to UTC, so that timestamps compare as strings. 400 if it is invalid."""
    try:
        at = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise errors.invalid("Invalid timestamp: must be an RFC 3339 timestamp", param=param)
    try:
        at = at.astimezone(UTC)
    except OverflowError:  # outside the years 1 to 9999 in UTC; its zone does not matter there
        at = at.replace(tzinfo=UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
