"""Pages: which part of a list was asked for, and the envelopes that answer it. Source: protocol, "Lists",
"Search", "v2 conventions".

A list is newest first; a cursor is exclusive; `has_more` speaks of the direction of the walk. Reading the
rows is the store's business.
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
    """A part of a v1 list: at most `limit` objects after one cursor (older) or before the other (newer), both
    ids or None.
    """

    limit: int
    starting_after: str | None = None
    ending_before: str | None = None

    @property
    def backwards(self) -> bool:
        """Whether the walk goes towards newer objects: the nearest page to the cursor, still newest first."""
        return self.ending_before is not None

    def refuse_both(self) -> None:
        """Refuse a walk in two directions.

        To be asked when the cursors have been looked up: an unknown one is refused first.
        """
        if self.starting_after is not None and self.ending_before is not None:
            raise Refusal(
                "Received both starting_after and ending_before parameters. Please pass in only one."
            )


def page_params(params: Mapping[str, Any]) -> Page:
    """The page that validated parameters ask for; a limit out of range is moved into it."""
    limit = params.get("limit")
    limit = DEFAULT_LIMIT if limit is None else min(max(limit, 1), HIGHEST_LIMIT)
    return Page(limit, params.get("starting_after"), params.get("ending_before"))


def search_limit(params: Mapping[str, Any]) -> int:
    """The limit of a search, which refuses what a list would move into range."""
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
    """A range of whole numbers, `[low, high)`; None: no bound."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, number: int) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number < self.high)


def window(asked: int | Mapping[str, int] | None) -> Window:
    """The range that a filter such as `created` asks for: one number, or any of gt, gte, lt and lte
    (inclusive as named).
    """
    if asked is None:
        return Window()
    if isinstance(asked, int):
        return Window(asked, asked + 1)
    lows = [asked[name] + step for name, step in (("gt", 1), ("gte", 0)) if asked.get(name) is not None]
    highs = [asked[name] + step for name, step in (("lt", 0), ("lte", 1)) if asked.get(name) is not None]
    return Window(max(lows, default=None), min(highs, default=None))


def page(url: str, items: Sequence[Any], has_more: bool) -> dict[str, Any]:
    """The envelope of a list. url: path of the list, without its query."""
    return {"object": "list", "url": url, "has_more": has_more, "data": items}


def search_page(
    url: str, items: Sequence[Any], next_page: str | None, total_count: int | None = None
) -> dict[str, Any]:
    """The envelope of a search. next_page: token of the page that follows, None at the end; total_count only
    where it was expanded.
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
    """The envelope of a v2 list. asked: the parameters of this page, which its neighbours repeat; pages:
    their tokens, None for none.
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
