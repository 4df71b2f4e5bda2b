"""The quantity of a metered item in a period: of a meter's events, or of usage records.

Periods are half-open and to the second. Usage inside a trial is not billed, and what adds up to less than
nothing is nothing. Source: guides "How usage-based billing works", "Record usage for billing" (legacy).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import usage
from counterfoil.kernel import Document, Work, objects
from counterfoil.kernel.port import Page
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.metered_usage.history import Force, history, subscription_of
from counterfoil.resources.billing.meters import scope
from counterfoil.resources.products import prices as price_pages

# One figure for each second in which usage of an item was recorded. Not part of the API.
figures = objects.usage_figure.page(
    filters={"item": "item", "timestamp": "timestamp"}, numbers=("timestamp",)
)


def quantity(
    work: Work, item: str, start: int, end: int, price: Mapping[str, Any] | None = None
) -> int | Decimal:
    """Return the usage of an item in `[start, end)`, at least 0.

    price: whose usage is asked for, where the item had several; None: the one that it has at the end of the
    period.
    """
    subscription = subscription_of(work, item)
    if subscription is None:
        return 0
    if subscription.trial_end and (subscription.trial_start or 0) <= start:
        start = max(start, subscription.trial_end)
    had = [each for each in history(work, item) if each.since < end]
    if not had:
        start = max(start, _begun(work, item, subscription))
    if price is None:
        price = _price(work, item, had)
    if price is None or start >= end:
        return 0
    meter = (price["recurring"] or {}).get("meter")
    if meter is None:
        return recorded(work, item, start, end, aggregation(work, price))
    if had and subscription.at("billing_mode.type") == "flexible":
        within = _in_force(had, start)
        used = _by_report(work, subscription, within, meter, price["id"], max(start, had[0].since), end)
    elif had and had[-1].price != price["id"]:
        return 0
    else:
        used = _total(work, subscription, meter, max(start, had[-1].since) if had else start, end)
    return max(used, 0)


invoices.metered(quantity)


def _begun(work: Work, item: str, subscription: Subscription) -> int:
    """Return when an item came to be whose prices are not written down yet; 0 for those of the beginning."""
    found = work.find(objects.subscription_item, item)
    later = found is not None and found.created > subscription.created
    return found.created if found is not None and later else 0


def _price(work: Work, item: str, had: list[Force]) -> Mapping[str, Any] | None:
    """Return the price that an item has, or had last."""
    if had:
        return price_pages.record(work, had[-1].price)
    found = work.find(objects.subscription_item, item)
    return found["price"] if found is not None else None


def _total(work: Work, subscription: Subscription, meter: str, start: int, end: int) -> int | Decimal:
    """Return a customer's usage by a meter, whatever else bills it."""
    known = work.services.metering.meter(scope(work), meter)
    found: int | Decimal = work.services.metering.total(known, subscription.customer, start, end)
    return found


def _in_force(had: list[Force], start: int) -> list[Force]:
    """Return the prices in force since a time: the one that was then, and those that followed."""
    followed = sum(each.since <= start for each in had)
    return had[max(0, followed - 1) :]


def _by_report(
    work: Work,
    subscription: Subscription,
    had: list[Force],
    meter: str,
    price: str,
    start: int,
    end: int,
) -> int | Decimal:
    """Return the usage of a period that was reported while a price was in force."""
    known = work.services.metering.meter(scope(work), meter)
    cuts = [each.position for each in had[1:]]
    parts = work.services.metering.split_by_arrival(known, subscription.customer, start, end, cuts)
    mine = [part for part, force in zip(parts, had, strict=True) if force.price == price]
    total: int | Decimal = sum(mine)
    return total


# -- without a meter -----------------------------------------------------------------------------------------


def recorded(work: Work, item: str, start: int, end: int, how: str) -> int:
    """Return what the usage records of an item in a period come to. how: as the price aggregates them."""
    ranges: dict[str, Mapping[str, int | str]] = {"timestamp": {"lt": end}}
    if how != usage.LAST_EVER:
        ranges = {"timestamp": {"gte": start, "lt": end}}
    page = Page(equal={"item": item}, ranges=ranges)
    found = sorted((each["timestamp"], each["quantity"]) for each in _select(work, page))
    return usage.aggregated(found, how, start, end)


def aggregation(work: Work, price: Mapping[str, Any]) -> str:
    """Return how the usage records of a price add up: by default their sum."""
    found: Mapping[str, Any] | None = price_pages.record(work, price["id"])
    return str((found or price).get("_aggregate_usage") or "sum")


def has_usage(work: Work, item: str) -> bool:
    """Whether usage records of an item exist. Events of meters are the customer's, not the item's."""
    return work.first(figures, item=item) is not None


def add(work: Work, item: str, timestamp: int, amount: int, *, replaces: bool) -> None:
    """Add to the figure of an item in a second, or replace it."""
    id = f"{item}.{timestamp}"
    figure = work.find(figures, id)
    if figure is None:
        work.insert(figures, id=id, object=figures.object, item=item, timestamp=timestamp, quantity=amount)
    else:
        work.change(figure, quantity=amount if replaces else figure["quantity"] + amount)


def forget(work: Work, item: str) -> None:
    """Delete the usage records of an item."""
    for figure in work.list(figures, item=item):
        work.delete(figure)


def _select(work: Work, page: Page) -> list[Document]:
    found: Any = work.session.select(figures.table, work.space, page)
    return [work.latest(each) for each in found]
