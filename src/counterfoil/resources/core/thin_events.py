"""Thin events: what happened, without the object; read on request. Source: API reference, v2, Core, Events; protocol, section 16.

What is pushed names the object concerned and says nothing about it; `data` shows only to who retrieves the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from counterfoil.kernel import Document, Listing, Page, Resource, Work, errors, ids
from counterfoil.resources.core import v2_pages

# _written and _undelivered: as events of v1 have them (`kernel.events`).
thin_events = Resource(
    "v2.core.event",
    prefix="evt",
    noun="event",
    path_param="id",
    hidden=("data",),
    filters={
        "object_id": "related_object.id",
        "types": "type",
        "_written": "_written",
        "_undelivered": "_undelivered",
    },
    unindexed=("_written", "type"),
)

KEPT = 30 * 86400  # seconds
RANGES = {"created_gt": "gt", "created_gte": "gte", "created_lt": "lt", "created_lte": "lte"}


def emit(work: Work, type: str, related: Mapping[str, str] | None, data: Mapping[str, Any] | None) -> Document:
    """Write a thin event in this phase. related: {id, type, url} of the object it is about; data: shown on retrieve only."""
    cause = work.cause
    reason = cause and {"type": "request", "request": {"id": cause.id, "idempotency_key": cause.idempotency_key}}
    targets = work.house.deliveries.matching(work, type, work.space, thin=True)
    event = write(work, type, related, data, reason, pending=len(targets))
    if targets:
        work.house.deliveries.stage(work, event.id, type, work.space, targets, thin=True)
    return event


def write(
    work: Work,
    type: str,
    related: Mapping[str, str] | None,
    data: Mapping[str, Any] | None,
    reason: Mapping[str, Any] | None,
    *,
    pending: int = 0,
) -> Document:
    """A thin event as it is kept, delivered to nobody yet. reason: the request behind it; pending: deliveries that will be staged."""
    return work.insert(
        thin_events,
        id=ids.new("evt" if work.livemode else "evt_test"),
        type=type,
        created=rfc3339(work.house.wall() if work.clock else work.now),
        related_object=related,
        data=data,
        reason=reason,
        context=work.account if work.house.deliveries.connected(work, work.space) else None,
        _written=work.house.wall(),
        _pending=pending,
        _undelivered=True if pending else None,
    )


@thin_events.retrieve
def retrieve(work: Work, event: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    """The event with its data; 404 once it is older than events are kept."""
    if event.get("_written", 0) < work.house.wall() - KEPT:
        raise errors.missing(thin_events.noun, event.id)
    return {**work.visible(event), "data": event.get("data")}


@thin_events.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """Events about one object, newest first, of the last 30 days; by instant, by type, by whether they reached who asked for them."""
    page = Page(equal={"related_object_id": params["object_id"]})
    created = {RANGES[name]: instant(params[name], name) for name in RANGES if params.get(name) is not None}
    ranges: dict[str, Mapping[str, Any]] = {"_written": {"gte": work.house.wall() - KEPT}}
    page.ranges = {**ranges, **({"created": created} if created else {})}
    if params.get("types"):
        page.among = {"type": list(dict.fromkeys(params["types"]))}
    delivered = params.get("delivery_success")
    if delivered is not None:
        page.equal = {**page.equal, "_undelivered": None if delivered else True}
    return v2_pages.listed(work, thin_events, "/v2/core/events", params, page)


def rfc3339(at: int) -> str:
    """Epoch seconds as v2 writes instants: `2024-09-26T17:46:22.000Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def seconds(text: str) -> int:
    """The epoch seconds of an RFC 3339 instant, rounded down."""
    return int(datetime.fromisoformat(text.upper().replace("Z", "+00:00")).timestamp())


def instant(text: str, param: str) -> str:
    """An RFC 3339 instant of any zone as instants are kept, so that their texts compare as they do. 400 for anything else."""
    try:
        at = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise errors.invalid("Invalid timestamp: must be an RFC 3339 timestamp", param=param)
    try:
        at = at.astimezone(UTC)
    except OverflowError:  # its zone moves it out of the years 1 to 9999; nothing was created within a day of either edge
        at = at.replace(tzinfo=UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
