"""What every resource inherits: create, retrieve, update, list and delete, straight from the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterfoil.kernel import errors
from counterfoil.kernel.document import Document
from counterfoil.kernel.port import Page
from counterfoil.kernel.resource import Resource
from counterfoil.kernel.work import Work

CURSORS = ("starting_after", "ending_before")


@dataclass(slots=True)
class Listing:
    """One page of a list. items: documents, or `texts`: their stored answers, whichever is at hand.

    url: of the list, when it is not the request's own path. extra: further keys of the envelope (`next_page`). total: counts all that
    was found, asked only where `total_count` is expanded.
    """

    items: Sequence[Mapping[str, Any]] = ()
    has_more: bool = False
    texts: Sequence[str] | None = None
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    object: str = "list"
    total: Callable[[], int] | None = None


def create(work: Work, resource: Resource, params: Mapping[str, Any], parents: Mapping[str, str]) -> Document:
    """Store what was sent, with all defaults. Emits the event of its creation where there is one; refuses an id that is taken."""
    if work.find(resource, params.get("id")) is not None:
        raise errors.invalid(f"{resource.noun.capitalize()} already exists.", code="resource_already_exists")
    document = work.insert(resource, resource.whole({**params, **parents}, work.now))
    if "created" in resource.events:
        work.emit(resource.events["created"], document)
    return document


def update(work: Work, document: Document, params: Mapping[str, Any]) -> Document:
    """Merge what was sent. Emits the event of an update, where there is one, when anything changed."""
    return work.update(document, Resource.registry[document["object"]].part(params))


def delete(work: Work, document: Document) -> dict[str, Any]:
    """Leave the tombstone; answers the stub."""
    return work.delete(document)


def member(work: Work, resource: Resource, id: str, parents: Mapping[str, str], *, param: str) -> Document:
    """The object a path names, below its parents where the path has any. 404 `resource_missing` otherwise."""
    document = work.find(resource, id)
    if document is None or any(name in document and _id(document[name]) != parent for name, parent in parents.items()):
        raise errors.missing(resource.noun, id, param=resource.path_param or param)
    return document


def is_there(work: Work, resource: Resource, id: str) -> bool:
    """Whether a parameter may name a live object by this id: one of the caller's, or one that its platform keeps for the account."""
    if work.find(resource, id) is not None or resource.stands(work, id):
        return True
    spaces = work.session.spaces(resource.table, id) if "account" in resource.fields else ()
    kept = (work.session.load(resource.table, space, id) for space in spaces if space.livemode == work.livemode)
    return any(document is not None and document.get("account") == work.account for document in kept)


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else value


def singleton(work: Work, resource: Resource, params: Mapping[str, Any]) -> Document:
    """The one object of its kind: as it was left, or as it is born. params: of the request; some name whose it is."""
    found = work.first(resource)
    if found is not None:
        return found
    fresh = dict(resource.whole(params, work.now))
    if "livemode" in resource.fields:
        fresh["livemode"] = work.livemode
    return Document(fresh)


def page_of(params: Mapping[str, Any]) -> Page:
    """The page that list parameters ask for: limit (clamped to 1–100, default 10), cursors, `created`."""
    limit = params.get("limit")
    limit = 10 if limit is None else max(1, min(100, limit))
    return Page(starting_after=params.get("starting_after"), ending_before=params.get("ending_before"), limit=limit)


def listed(
    work: Work,
    resource: Resource,
    params: Mapping[str, Any],
    equal: Mapping[str, Any] | None = None,
    *,
    filters: bool = True,
) -> Listing:
    """One page of a resource's documents, newest first, by the filters the resource declares.

    params: as the contract decoded them. equal: further columns fixed by the caller (parents of the path, hidden kinds).
    filters=False leaves the parameters' own filters to the caller, who passes them in `equal`.
    """
    page = page_of(params)
    check_cursors(work, resource, params)
    page.equal = {**resource.listed, **(equal or {})}
    ranges: dict[str, Mapping[str, int]] = {}
    for name, value in params.items() if filters else ():
        if value is None or name in CURSORS or name == "limit":
            continue
        path = "created" if name == "created" else resource.filters.get(name)
        if path is None:
            continue
        column = path.replace(".", "_")
        if isinstance(value, Mapping):
            ranges[column] = value
        elif isinstance(value, list):
            page.among = {**page.among, column: value}
        elif column == "created":
            ranges[column] = {"eq": value}
        else:
            page.equal = {**page.equal, column: value}
    page.ranges = ranges
    texts, more = work.session.page(resource.table, work.space, page)
    return Listing(texts=texts, has_more=more)


def check_cursors(work: Work, resource: Resource, params: Mapping[str, Any]) -> None:
    """Refuse a cursor that names nothing (400 `resource_missing`), then both cursors at once."""
    for name in CURSORS:
        cursor = params.get(name)
        if cursor and work.session.text(resource.table, work.space, cursor) is None:
            raise errors.missing(resource.noun, cursor, param=name, status=400)
    if params.get("starting_after") and params.get("ending_before"):
        raise errors.invalid("Received both starting_after and ending_before parameters. Please pass in only one.")
