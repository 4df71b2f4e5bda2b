"""Pagination of v2 lists: page tokens, and URLs of the next and previous page.

Source: protocol, "v2 conventions".
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from counterfoil.kernel import Listing, Page, Resource, Work, errors

DEFAULT, HIGHEST = 10, 100
AFTER, BEFORE = "a", "b"


# (limit, id to begin after or None, whether towards older ones) -> items from there on, nearest first;
# whether there are more.
Read = Callable[[int, str | None, bool], tuple[list[dict[str, Any]], bool]]


def of_table(work: Work, resource: Resource[Any]) -> Read:
    """Return what reads the documents of a resource."""

    def read(limit: int, at: str | None, older: bool) -> tuple[list[dict[str, Any]], bool]:
        page = Page(limit=limit, starting_after=at, oldest_first=not older)
        texts, more = work.session.page(resource.table, work.space, page)
        return [msgspec.json.decode(text) for text in texts], more

    return read


def listed(path: str, params: Mapping[str, Any], read: Read) -> Listing:
    """Return one page of a list, newest first.

    path: of the list, for the URLs of its neighbours. read: LookupError if there is no such id. A token
    contains the direction and the id at the end of the page, so that pages never repeat or skip objects while
    new ones are created.
    """
    limit = params.get("limit")
    token = params.get("page")
    direction, cursor = _read(token) if token is not None else (AFTER, None)
    try:
        items, more = read(
            DEFAULT if limit is None else max(1, min(HIGHEST, limit)), cursor, direction == AFTER
        )
    except LookupError:
        raise _unreadable() from None
    if direction == BEFORE:
        items.reverse()
    older = more if direction == AFTER else True
    newer = cursor is not None if direction == AFTER else more
    asked = dict(_flat({name: value for name, value in params.items() if name != "page"}))

    def neighbour(exists: bool, direction: str, edge: int) -> str | None:
        """Return the URL of the page in a direction. edge: index of the item it starts from."""
        if not exists or not items:
            return None
        token = base64.urlsafe_b64encode(f"{direction}{items[edge]['id']}".encode()).decode().rstrip("=")
        return f"{path}?{urlencode({**asked, 'page': token}, doseq=True)}"

    links = {"next_page_url": neighbour(older, AFTER, -1), "previous_page_url": neighbour(newer, BEFORE, 0)}
    return Listing(items=items, has_more=older, extra=links)


def _flat(params: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """Write parameters as a query names them: `created[gte]` for one in a hash."""
    for name, value in params.items():
        path = f"{within}[{name}]" if within else name
        if isinstance(value, Mapping):
            yield from _flat(value, path)
        elif value is not None:
            yield path, value


def _read(token: str) -> tuple[str, str]:
    """Decode a page token to direction and id. 400 if it is invalid."""
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, ValueError):
        raise _unreadable() from None
    if text[:1] not in (AFTER, BEFORE) or not text[1:]:
        raise _unreadable()
    return text[0], text[1:]


def _unreadable() -> errors.Refusal:
    return errors.invalid("The page token is not one of this list.", param="page", code="invalid_page_token")
