"""Thin events: events of v2, which name their object but have no snapshot of it.

Those of v1 objects are derived from snapshot events (`kernel.thin`); only those without one are stored.
`data` and `changes` are not delivered; they are shown only when the event is retrieved.
Source: API reference, v2, Core, Events; protocol, section 16.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any

from counterfoil.kernel import Document, Listing, Page, Resource, Work, errors, ids, objects, thin
from counterfoil.kernel.events import events
from counterfoil.kernel.instants import instant, rfc3339, seconds
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
    numbers=("_written",),
)

RETENTION = 30 * 86400  # seconds
ADDRESS = "/v2/core/events"
FIRST = (  # that lists thin events of v1 objects; before it, only who has the id of one retrieves it
    "2026-09-30.endive"
)
CHUNK = 20  # documents read at a time
# Of `created`; until October 2025 `created_gt`, then `gt`, since November `created[gt]`.
BOUNDS = (
    "gt",
    "gte",
    "lt",
    "lte",
)


def emit(
    work: Work, type: str, related: Mapping[str, str] | None, data: Mapping[str, Any] | None
) -> V2CoreEvent:
    """Write a thin event and stage its deliveries.

    related: {id, type, url} of its object. data: shown on retrieve.
    """
    cause = work.cause
    reason = None
    if cause is not None:
        reason = {"type": "request", "request": {"id": cause.id, "idempotency_key": cause.idempotency_key}}
    targets = work.services.deliveries.recipients(work, work.space).wanting(type, True)
    event = write(work, type, related, data, reason, pending=len(targets))
    if targets:
        work.services.deliveries.stage(work, event.id, type, work.space, targets)
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
        created=rfc3339(work.services.wall() if work.clock else work.now),
        related_object=related,
        data=data,
        reason=reason,
        context=work.account if work.services.deliveries.recipients(work, work.space).connected else None,
        _written=work.services.wall(),
        _pending=pending,
        _undelivered=True if pending else None,
    )


@thin_events.operation("v2.core.events.retrieve")
def retrieve(work: Work, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with its data and changes; 404 if it is older than 30 days."""
    since = work.services.wall() - RETENTION
    found = thin.load(work.services, work.session, work.space, id)
    if found is not None and found[0].get("_written", 0) >= since:
        snapshot, event = found
        return {
            **event,
            "snapshot_event": snapshot["id"],
            "changes": thin.changes(work, snapshot),
            "data": None,
        }
    stored = work.find(thin_events, id)
    if stored is None or stored.get("_written", 0) < since:
        raise errors.missing(thin_events.noun, id)
    return {"snapshot_event": None, "changes": None, **work.visible(stored), "data": stored.data}


@thin_events.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the events of the last 30 days, newest first: stored ones, and those derived from snapshot events.

    Filters: object_id, created, types, delivery_success.
    """
    hash = params.get("created") or {}
    names = [(name, bound, params.get(name)) for bound in BOUNDS for name in (f"created_{bound}", bound)]
    names += [(f"created[{bound}]", bound, hash.get(bound)) for bound in BOUNDS]
    created = {bound: instant(value, name) for name, bound, value in names if value is not None}
    types = list(dict.fromkeys(params.get("types") or ()))
    query = Query(
        params.get("object_id"),
        types,
        params.get("delivery_success"),
        created,
        work.services.wall() - RETENTION,
    )
    return v2_pages.listed(ADDRESS, params, partial(_page, work, query))


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of a list.

    object: id. types: none for all. delivered: whether all deliveries succeeded. created: bound -> instant.
    since: the oldest time of writing.
    """

    object: str | None
    types: Sequence[str]
    delivered: bool | None
    created: Mapping[str, str]
    since: int

    def page(self, older: bool, object: str, types: Sequence[str] | None, created: Mapping[str, Any]) -> Page:
        """The query of a table from one end. object: its column of the object's id."""
        ranges: dict[str, Mapping[str, Any]] = {
            "_written": {"gte": self.since},
            **({"created": created} if created else {}),
        }
        equal = {} if self.object is None else {object: self.object}
        return Page(
            equal, ranges, {} if types is None else {"type": types}, limit=CHUNK, oldest_first=not older
        )


@dataclass(frozen=True, slots=True)
class Cursor:
    """The event from which a page goes on. snapshot: the event that it is derived from, or None."""

    id: str
    created: int
    snapshot: Document | None


# The place of an event, which lists go by: seconds, and whether it is derived. Within a second, stored events
# are older.
Placed = tuple[tuple[int, bool], dict[str, Any]]


def _page(
    work: Work, query: Query, limit: int, at: str | None, older: bool
) -> tuple[list[dict[str, Any]], bool]:
    """Return up to `limit` events beyond one, nearest first, and whether there are more.

    LookupError: it is unknown.
    """
    cursor = None if at is None else _cursor(work, at)
    sources = _stored(work, query, cursor, older), _derived(work, query, cursor, older)
    merged = heapq.merge(*sources, key=itemgetter(0), reverse=older)
    found = [event for _, event in islice(merged, limit + 1)]
    return found[:limit], len(found) > limit


def _cursor(work: Work, id: str) -> Cursor:
    found = thin.load(work.services, work.session, work.space, id)
    if found is not None:
        return Cursor(id, found[0]["created"], found[0])
    stored = work.find(thin_events, id)
    if stored is None:
        raise LookupError(id)
    return Cursor(id, seconds(stored["created"]), None)


def _stored(work: Work, query: Query, cursor: Cursor | None, older: bool) -> Iterator[Placed]:
    """The stored events beyond a cursor, nearest first."""
    created: dict[str, Any] = dict(query.created)
    if cursor is not None and cursor.snapshot is not None:
        _narrow(created, "lte" if older else "gt", rfc3339(cursor.created))
    page = query.page(older, "related_object_id", query.types or None, created)
    if query.delivered is not None:
        page.equal = {**page.equal, "_undelivered": None if query.delivered else True}
    if cursor is not None and cursor.snapshot is None:
        page.starting_after = cursor.id
    for event in _walk(work, thin_events, page):
        yield (seconds(event["created"]), False), {"snapshot_event": None, **work.visible(event)}


def _derived(work: Work, query: Query, cursor: Cursor | None, older: bool) -> Iterator[Placed]:
    """The derived events beyond a cursor, nearest first. Versions before `FIRST` have none."""
    if work.before(FIRST):
        return
    up = ("gte", "lt")  # with parts of a second, these mean the next one
    created: dict[str, Any] = {
        bound: seconds(text) + (bound in up and not text.endswith(".000Z"))
        for bound, text in query.created.items()
    }
    if cursor is not None and cursor.snapshot is None:
        _narrow(created, "lt" if older else "gte", cursor.created)
    page = query.page(
        older,
        "data_object_id",
        thin.snapshot_types(work.services, query.types) if query.types else None,
        created,
    )
    if cursor is not None and cursor.snapshot is not None:
        page.starting_after = cursor.snapshot["id"]
        for place, event in _of_one(work, query, cursor.snapshot, older):
            if (event["id"] < cursor.id) is older and event["id"] != cursor.id:
                yield place, event
    for snapshot in _walk(work, events, page):
        yield from _of_one(work, query, snapshot, older)


def _of_one(work: Work, query: Query, snapshot: Document, older: bool) -> Iterator[Placed]:
    """The events derived from one snapshot event, as far as they are asked for; their ids are in order."""
    told = thin.derived(work.services, work.space, snapshot)
    for event in reversed(told) if older else told:
        if not query.types or event["type"] in query.types:
            yield (snapshot["created"], True), {**event, "snapshot_event": snapshot["id"]}


def _walk(work: Work, resource: Resource[Any], page: Page) -> Iterator[Document]:
    """All documents that a query finds, a few at a time."""
    while found := work.session.select(resource.table, work.space, page):
        yield from found
        if len(found) < CHUNK:
            return
        page.starting_after = found[-1]["id"]


def _narrow(bounds: dict[str, Any], bound: str, value: Any) -> None:
    """Add a bound to others; the narrower of two stays."""
    known = bounds.get(bound, value)
    bounds[bound] = min(known, value) if bound in ("lt", "lte") else max(known, value)
