"""Since when a metered item has its price.

Usage before that is not billed in classic mode; in flexible mode each event is billed at the price that was
in force when it was reported. So an item's prices are written down as they come into force, each with the
number of the last usage event that had arrived by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from counterfoil.kernel import Document, Work, objects
from counterfoil.kernel.shapes import Price, Subscription
from counterfoil.resources.products import prices as price_pages

# A row for each metered item, of its id: `prices`, oldest first. Not part of the API.
records = objects.metered_item.page(filters={"subscription": "subscription"})


@dataclass(frozen=True, slots=True)
class Force:
    """A price in force on an item. since: epoch seconds. position: the last usage that had arrived."""

    price: str
    since: int
    position: int


def history(work: Work, item: str) -> list[Force]:
    """Return the prices of an item, oldest first; none of one whose subscription was not heard of."""
    found = work.find(records, item)
    return [Force(**each) for each in found["prices"]] if found is not None else []


def is_metered(price: Mapping[str, Any]) -> bool:
    """Whether a price bills usage."""
    return (price.get("recurring") or {}).get("usage_type") == "metered"


@dataclass(frozen=True, slots=True)
class Billed:
    """What invoices of billing thresholds have billed of an item since its period began, at one price."""

    quantity: int = 0
    amount: int = 0


def billed(work: Work, item: str, start: int, price: str) -> Billed:
    """Return what was billed of an item at a price, within the period that began at `start`."""
    found = work.find(records, item)
    known = found.get("billed") if found is not None else None
    if not known or known["start"] != start:
        return Billed()
    return Billed(**known["prices"].get(price, {}))


def bill(work: Work, item: str, start: int, price: str, whole: Billed) -> None:
    """Write down what is billed of an item at a price within its period by now."""
    record = work.get(records, item)
    known = record.get("billed")
    before = known["prices"] if known and known["start"] == start else {}
    amounts = {"quantity": whole.quantity, "amount": whole.amount}
    work.change(record, billed={"start": start, "prices": {**before, price: amounts}})


@records.on("customer.subscription.created")
@records.on("customer.subscription.updated")
def hear(work: Work, subscription: Subscription) -> None:
    """Write down the prices of metered items that have just come into force."""
    for item in items_of(work, subscription):
        price = item["price"]
        record = work.find(records, item["id"])
        known: Sequence[Mapping[str, Any]] = record["prices"] if record is not None else ()
        if known[-1]["price"] == price["id"] if known else not is_metered(price):
            continue
        # The items that a subscription begins with have their prices since it began, which may be long ago.
        first = not known and item["created"] <= subscription.created
        since = subscription.start_date if first else work.now
        force = {"price": price["id"], "since": since, "position": work.services.metering.position()}
        if record is None:
            work.insert(
                records,
                id=item["id"],
                object=records.object,
                subscription=subscription.id,
                prices=[force],
            )
        else:
            # Classic subscriptions bill nothing of the time before, so nothing of it is taken off again.
            flexible = subscription.at("billing_mode.type") == "flexible"
            before = record.get("billed") if flexible else None
            work.change(record, prices=[*known, force], billed=before)


def subscription_of(work: Work, item: str) -> Subscription | None:
    """Return the subscription that an item is of, or was of."""
    record: Mapping[str, Any] | None = work.find(records, item)
    holder = record or work.find(objects.subscription_item, item)
    return work.find(objects.subscription, holder["subscription"]) if holder is not None else None


def items_of(work: Work, subscription: Subscription) -> Sequence[Document]:
    """Return the items of a subscription, oldest first."""
    found = work.list(objects.subscription_item, oldest_first=True, subscription=subscription.id)
    return found or subscription["items"]["data"]


def earlier_prices(work: Work, item: str, start: int, end: int) -> list[Price]:
    """Return the metered prices that an item had within a period, before the one that it has at its end.

    In flexible mode they have lines of their own.
    """
    found = [each for each in history(work, item) if each.since < end]
    within = [each.price for each, following in pairwise(found) if following.since > start]
    ids = dict.fromkeys(id for id in within if found and id != found[-1].price)
    known = (price_pages.record(work, id) for id in ids)
    return [price for price in known if price is not None and is_metered(price)]
