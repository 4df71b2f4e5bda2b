"""Search of the seven searchable resources. Source: API reference, Search; protocol, "Search".

A search reads committed state, newest first. The store filters by literal words and `created`; the query then
decides on the few documents that remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from counterfoil.contract import pagination, search
from counterfoil.kernel import Listing, Page, Resource, Work, errors

BATCH = 200  # documents judged at a time
HIGHEST_TOTAL = 10_000  # totals are exact up to here
# Seconds, the largest number of the store: nothing was created then, so numbers beyond it find the same.
FARTHEST = 2**63 - 1
FIRST_VERSION = "2020-08-27"  # that can search

_words = re.compile(r"[a-z0-9_]{3,}").findall
_bounds = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte", ":": "eq"}


def searched(work: Work, resource: Resource[Any], url: str, params: Mapping[str, Any]) -> Listing:
    """Return a page of the documents that a query finds.

    400 for an invalid query or limit, a page token of another query, or a version older than search.
    """
    if work.cause is not None and work.cause.version < FIRST_VERSION:
        raise errors.invalid(
            f"Searching needs version {FIRST_VERSION} of the API or a later one; this request is of"
            f" {work.cause.version}."
        )
    query = search.parse(params["query"], resource.object)
    limit = pagination.search_limit(params)
    after = None
    if params.get("page"):
        after = search.position(params["page"], query.text, query.object_name)
        if work.session.text(resource.table, work.space, after) is None:
            raise search.stale_page()
    texts: list[str] = []
    last = ""
    for text, id in _matching(work, resource, query, after, limit + 1):
        if len(texts) == limit:
            next_page = search.page_token(query.text, query.object_name, last)
            break
        texts.append(text)
        last = id
    else:
        next_page = None
    return Listing(
        object="search_result",
        url=url,
        texts=texts,
        has_more=next_page is not None,
        extra={"next_page": next_page},
        total=lambda: sum(1 for _ in _matching(work, resource, query, None, HIGHEST_TOTAL)),
    )


def _matching(
    work: Work, resource: Resource[Any], query: search.Query, after: str | None, most: int
) -> Iterator[tuple[str, str]]:
    """Yield (stored answer, id) of matching documents, newest first."""
    words, created = _demanded(query)
    found = 0
    while True:
        page = Page(
            equal=resource.listed,
            ranges={"created": created} if created else {},
            words=words,
            starting_after=after,
            limit=BATCH,
        )
        texts, more = work.session.page(resource.table, work.space, page)
        document: dict[str, Any] = {}
        for text in texts:
            document = msgspec.json.decode(text)
            if query.matches(document):
                yield text, document["id"]
                found += 1
                if found == most:
                    return
        if not more:
            return
        after = document["id"]


def _demanded(query: search.Query) -> tuple[list[str], dict[str, Any]]:
    """Return the necessary conditions of a query: words anywhere in the text, and a range of `created`."""
    words: list[str] = []
    created: dict[str, Any] = {}
    if query.any:
        return words, created
    for clause in query.clauses:
        if clause.negated or clause.value is None:
            continue
        if clause.field == ("created",):
            value, bound = clause.value, _bounds[clause.op]
            if value.lstrip("-").isdigit() and bound not in created:
                created[bound] = max(-FARTHEST, min(int(value), FARTHEST))
        elif clause.kind != search.NUMERIC and clause.field[0] not in (
            "active",
            "disputed",
            "livemode",
            "refunded",
            "shippable",
        ):
            # Folding cases turns ß into ss: a word is demanded only as far as every spelling of it has the
            # same letters.
            words += _words(clause.value.lower().replace("ss", " "))
    return words, created
