"""Pagination: the requested part of a list, and the envelopes of answers.

Lists are newest first, cursors exclusive, and `has_more` refers to the direction of the page. The store reads
the rows. Source: protocol, "Lists", "Search", "v2 conventions".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from counterfoil.contract.refusal import Refusal

DEFAULT_LIMIT, HIGHEST_LIMIT = 10, 100


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a v1 list: at most `limit` objects older or newer than a cursor.

    starting_after, ending_before: ids or None.
    """

    limit: int
    starting_after: str | None = None
    ending_before: str | None = None

    @property
    def backwards(self) -> bool:
        """Whether the page is newer than its cursor: the nearest objects, still newest first."""
        return self.ending_before is not None

    def refuse_both(self) -> None:
        """Raise 400 if both cursors are given. Call it after looking them up: that error comes first."""
        if self.starting_after is not None and self.ending_before is not None:
            raise Refusal(
                "Received both starting_after and ending_before parameters. Please pass in only one."
            )


def page_params(params: Mapping[str, Any]) -> Page:
    """Return the page of validated parameters. A limit out of range is clamped."""
    limit = params.get("limit")
    limit = DEFAULT_LIMIT if limit is None else min(max(limit, 1), HIGHEST_LIMIT)
    return Page(limit, params.get("starting_after"), params.get("ending_before"))


def search_limit(params: Mapping[str, Any]) -> int:
    """Return the limit of a search. 400 if it is out of range."""
    limit = params.get("limit")
    if limit is None:
        return DEFAULT_LIMIT
    if limit < 1:
        raise Refusal(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="limit"
        )
    if limit > HIGHEST_LIMIT:
        message = f"This value must be less than or equal to {HIGHEST_LIMIT} (it currently is '{limit}')."
        raise Refusal(message, code="parameter_invalid_integer", param="limit")
    return limit


@dataclass(frozen=True, slots=True)
class Window:
    """A range of integers, `[low, high)`; None: unbounded."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, number: int) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number < self.high)


def window(asked: int | Mapping[str, int] | None) -> Window:
    """Return the range of a filter such as `created`: a number, or any of gt, gte, lt and lte."""
    if asked is None:
        return Window()
    if isinstance(asked, int):
        return Window(asked, asked + 1)
    lows = [asked[name] + step for name, step in (("gt", 1), ("gte", 0)) if asked.get(name) is not None]
    highs = [asked[name] + step for name, step in (("lt", 0), ("lte", 1)) if asked.get(name) is not None]
    return Window(max(lows, default=None), min(highs, default=None))


def page(url: str, items: Sequence[Any], has_more: bool) -> dict[str, Any]:
    """Return the envelope of a list. url: path of the list, without its query."""
    return {"object": "list", "url": url, "has_more": has_more, "data": items}


def search_page(
    url: str, items: Sequence[Any], next_page: str | None, total_count: int | None = None
) -> dict[str, Any]:
    """Return the envelope of a search.

    next_page: token of the following page, or None. total_count: only if it was expanded.
    """
    envelope = {
        "object": "search_result",
        "url": url,
        "has_more": next_page is not None,
        "next_page": next_page,
        "data": items,
    }
    return envelope if total_count is None else {**envelope, "total_count": total_count}


def v2_page(
    path: str,
    asked: Mapping[str, Any],
    items: Sequence[Any],
    *,
    next_page: str | None = None,
    previous_page: str | None = None,
) -> dict[str, Any]:
    """Return the envelope of a v2 list.

    asked: the parameters of this page, repeated in the URLs of its neighbours. Pages: their tokens, or None.
    """

    def neighbour(token: str | None) -> str | None:
        if token is None:
            return None
        kept = {name: value for name, value in asked.items() if name != "page" and value is not None}
        return f"{path}?{urlencode({**kept, 'page': token}, doseq=True)}"

    return {
        "data": items,
        "next_page_url": neighbour(next_page),
        "previous_page_url": neighbour(previous_page),
    }
