"""Thin events: what happened, without the object; read on request. Source: API reference, v2, Core, Events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from counterfoil.kernel import Document, Resource, Work, ids

thin_events = Resource("v2.core.event", prefix="evt")


def emit(work: Work, type: str, related: Mapping[str, str] | None, data: Mapping[str, Any] | None) -> Document:
    """Write a thin event in this phase. related: {id, type, url} of the object it is about; data: shown on retrieve only."""
    return work.insert(
        thin_events, id=ids.new("evt_test"), type=type, created=rfc3339(work.now), related_object=related, data=data, context=None
    )


def rfc3339(at: int) -> str:
    """Epoch seconds as v2 writes instants: `2024-09-26T17:46:22.000Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def seconds(text: str) -> int:
    """The epoch seconds of an RFC 3339 instant, rounded down."""
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
