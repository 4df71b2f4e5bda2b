"""Default actions of every resource: create, retrieve, update, list and delete, driven by the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from counterfoil.kernel import errors, objects
from counterfoil.kernel.document import Document
from counterfoil.kernel.port import Page
from counterfoil.kernel.resource import D, Resource
from counterfoil.kernel.work import Work

CURSORS = ("starting_after", "ending_before")
BOTH_CURSORS = "Received both starting_after and ending_before parameters. Please pass in only one."


@dataclass(slots=True)
class Listing:
    """One page of a list.

    items: documents; or texts: their stored JSON. One of the two is given.
    hidden: what the documents of the texts hide, as JSON, where that was read with them.
    url: of the list, if it differs from the request's path.
    extra: further keys of the list object (`next_page`).
    total: returns `total_count`; called only if that is expanded.
    """

    items: Sequence[Mapping[str, Any]] = ()
    has_more: bool = False
    texts: Sequence[str] | None = None
    hidden: Sequence[str | None] | None = None
    url: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    object: str = "list"
    total: Callable[[], int] | None = None


def create(work: Work, resource: Resource[D], params: Mapping[str, Any], parents: Mapping[str, str]) -> D:
    """Create an object from the parameters and defaults. Emits its `created` event, if the API has one.

    Refuses (400 `resource_already_exists`) an id in use.
    """
    if work.find(resource, params.get("id")) is not None:
        raise errors.invalid(f"{resource.noun.capitalize()} already exists.", code="resource_already_exists")
    document = work.insert(resource, resource.whole({**params, **parents}, work.now))
    if "created" in resource.events:
        work.emit(resource.events["created"], document)
    return document


def update(work: Work, document: D, params: Mapping[str, Any]) -> D:
    """Merge the parameters. Emits the object's `updated` event if anything changed and the API has one."""
    return work.update(document, objects.of(document).part(params))


def delete(work: Work, document: Document) -> dict[str, Any]:
    """Replace the object by a tombstone. Emits its `deleted` event, if the API has one. Returns the stub."""
    return work.delete(document)


def member(work: Work, resource: Resource[D], id: str, parents: Mapping[str, str], *, param: str) -> D:
    """Load the object that a path names. 404 `resource_missing` if it is missing or has other parents."""
    document = work.find(resource, id)
    if document is None or any(
        name in document and _id(document[name]) != parent for name, parent in parents.items()
    ):
        raise errors.missing(resource.noun, id, param=resource.path_param or param)
    return document


def is_there(work: Work, resource: Resource[Any], id: str) -> bool:
    """Return whether a parameter may name this id."""
    if work.find(resource, id) is not None or resource.stands(work, id):
        return True
    spaces = work.session.spaces(resource.table, id) if "account" in resource.fields else ()
    same_mode = [space for space in spaces if space.livemode == work.livemode]
    found = (work.session.load(resource.table, space, id) for space in same_mode)
    return any(document is not None and document.get("account") == work.account for document in found)


def _id(value: Any) -> Any:
    """Return the id of an object that is given by id or expanded."""
    return value.get("id") if isinstance(value, Mapping) else value


def singleton(work: Work, resource: Resource[D], params: Mapping[str, Any]) -> D:
    """Return the only object of its type in the account: as stored, or with its defaults.

    params: of the request; the defaults may depend on them.
    """
    found = work.first(resource)
    if found is not None:
        return found
    fresh = dict(resource.whole(params, work.now))
    if "livemode" in resource.fields:
        fresh["livemode"] = work.livemode
    document: Any = Document(fresh)
    return document


def page_of(params: Mapping[str, Any]) -> Page:
    """Read `limit` (clamped to 1–100, default 10) and the cursors from list parameters."""
    limit = params.get("limit")
    limit = 10 if limit is None else max(1, min(100, limit))
    return Page(
        starting_after=params.get("starting_after"), ending_before=params.get("ending_before"), limit=limit
    )


def listed(
    work: Work,
    resource: Resource[Any],
    params: Mapping[str, Any],
    equal: Mapping[str, Any] | None = None,
    *,
    filters: bool = True,
) -> Listing:
    """Return one page of a resource's documents, newest first, filtered as the resource declares.

    params: list parameters, decoded. equal: values of further columns (parents of the path, internal
    filters). filters=False ignores the filters in the parameters: the caller passes them in `equal`.
    """
    page = page_of(params)
    check_cursors(work, resource, params)
    page.equal = {**resource.listed, **(equal or {})}
    ranges: dict[str, Mapping[str, int | str]] = {}
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
    rows, more = work.session.rows(resource.table, work.space, page)

    def total() -> int:
        whole = replace(page, starting_after=None, ending_before=None, limit=None)
        return len(work.session.page(resource.table, work.space, whole)[0])

    return Listing(
        texts=[text for text, _ in rows], hidden=[hidden for _, hidden in rows], has_more=more, total=total
    )


def sliced(resource: Resource[Any], params: Mapping[str, Any], found: Sequence[Document]) -> Listing:
    """Return one page of documents that were selected in memory, newest first.

    400 for a cursor that is not among them.
    """
    ids = [one["id"] for one in found]
    for name in CURSORS:
        if params.get(name) and params[name] not in ids:
            raise errors.missing(resource.noun, params[name], param=name, status=400)
    after, before = (params.get(name) for name in CURSORS)
    if after and before:
        raise errors.invalid(BOTH_CURSORS)
    limit = page_of(params).limit or 10
    if before:
        end = ids.index(before)
        return Listing(items=found[max(0, end - limit) : end], has_more=end > limit)
    start = ids.index(after) + 1 if after else 0
    return Listing(items=found[start : start + limit], has_more=len(found) > start + limit)


def check_cursors(work: Work, resource: Resource[Any], params: Mapping[str, Any]) -> None:
    """Refuse (400) a cursor that is no object's id (`resource_missing`), and both cursors at once."""
    for name in CURSORS:
        cursor = params.get(name)
        if cursor and work.session.text(resource.table, work.space, cursor) is None:
            raise errors.missing(resource.noun, cursor, param=name, status=400)
    if params.get("starting_after") and params.get("ending_before"):
        raise errors.invalid(BOTH_CURSORS)
