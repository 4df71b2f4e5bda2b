"""Thin events: events of v2, which name their object but have no snapshot of it.

`data` is not delivered; it is shown only when the event is retrieved.
Source: API reference, v2, Core, Events; protocol, section 16.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from counterfoil.kernel import Listing, Page, Work, errors, ids, objects
from counterfoil.kernel.shapes import V2CoreEvent
from counterfoil.resources.core import v2_pages

# _written and _undelivered: as for events of v1 (`kernel.events`).
thin_events = objects.v2_core_event.page(
    hidden=("data",),
    filters={
        "object_id": "related_object.id",
        "types": "type",
        "_written": "_written",
        "_undelivered": "_undelivered",
    },
    unindexed=("_written", "type"),
)

RETENTION = 30 * 86400  # seconds
BOUNDS = ("gt", "gte", "lt", "lte")  # of `created`; until October 2025 `created_gt`, then `gt`, since November `created[gt]`


def emit(work: Work, type: str, related: Mapping[str, str] | None, data: Mapping[str, Any] | None) -> V2CoreEvent:
    """Write a thin event and stage its deliveries.

    related: {id, type, url} of its object. data: shown on retrieve.
    """
    cause = work.cause
    reason = None
    if cause is not None:
        reason = {"type": "request", "request": {"id": cause.id, "idempotency_key": cause.idempotency_key}}
    targets = work.house.deliveries.matching(work, type, work.space, thin=True)
    event = write(work, type, related, data, reason, pending=len(targets))
    if targets:
        work.house.deliveries.stage(work, event.id, type, work.space, targets)
    return event


def write(
    work: Work,
    type: str,
    related: Mapping[str, str] | None,
    data: Mapping[str, Any] | None,
    reason: Mapping[str, Any] | None,
    *,
    pending: int = 0,
) -> V2CoreEvent:
    """Store a thin event without staging deliveries.

    reason: its cause. pending: deliveries that will be staged.
    """
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
def retrieve(work: Work, event: V2CoreEvent, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with its data; 404 if it is older than 30 days."""
    if event.get("_written", 0) < work.house.wall() - RETENTION:
        raise errors.missing(thin_events.noun, event.id)
    return {**work.visible(event), "data": event.get("data")}


@thin_events.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the events of the last 30 days, newest first.

    Filters: object_id, created, types, delivery_success.
    """
    object = params.get("object_id")
    page = Page(equal={} if object is None else {"related_object_id": object})
    hash = params.get("created") or {}
    names = [(name, bound, params.get(name)) for bound in BOUNDS for name in (f"created_{bound}", bound)]
    names += [(f"created[{bound}]", bound, hash.get(bound)) for bound in BOUNDS]
    created = {bound: instant(value, name) for name, bound, value in names if value is not None}
    page.ranges = {"_written": {"gte": work.house.wall() - RETENTION}, **({"created": created} if created else {})}
    if params.get("types"):
        page.among = {"type": list(dict.fromkeys(params["types"]))}
    delivered = params.get("delivery_success")
    if delivered is not None:
        page.equal = {**page.equal, "_undelivered": None if delivered else True}
    return v2_pages.listed(work, thin_events, "/v2/core/events", params, page)


def rfc3339(at: int) -> str:
    """Format epoch seconds as a timestamp of v2: `2024-09-26T17:46:22.000Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def seconds(text: str) -> int:
    """Parse an RFC 3339 timestamp to epoch seconds, rounded down."""
    return int(datetime.fromisoformat(text.upper().replace("Z", "+00:00")).timestamp())


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
