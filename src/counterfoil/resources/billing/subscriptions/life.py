"""The lifecycle of a subscription, its items, and finding both.

A subscription shows copies of its items, which are documents of their own. Each item has its period. The
subscription's (`_last_period`), by which lists are filtered and which older versions show, is from the latest
start of an item's period to the earliest end. Source: guide "Mixed interval subscriptions".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Listing, Work, errors, inherited, objects, present, previous
from counterfoil.kernel.shapes import Customer, Invoice, Subscription, SubscriptionItem
from counterfoil.resources.products import prices

CREATED, UPDATED = "customer.subscription.created", "customer.subscription.updated"
DELETED, PAUSED = "customer.subscription.deleted", "customer.subscription.paused"
RESUMED, TRIAL_WILL_END = "customer.subscription.resumed", "customer.subscription.trial_will_end"

subscriptions = objects.subscription.page(
    lifecycle={
        # status     may become             announcing: `turn` tells of all changes but the end at once
        "incomplete": {"active": None, "trialing": None, "incomplete_expired": None, "canceled": DELETED},
        "trialing": {"active": None, "past_due": None, "paused": None, "unpaid": None, "canceled": DELETED},
        "active": {"trialing": None, "past_due": None, "unpaid": None, "paused": None, "canceled": DELETED},
        "past_due": {"active": None, "trialing": None, "unpaid": None, "paused": None, "canceled": DELETED},
        "unpaid": {"active": None, "past_due": None, "trialing": None, "canceled": DELETED},
        "paused": {"active": None, "past_due": None, "canceled": DELETED},
        "incomplete_expired": {},
        "canceled": {},
    },
    filters={
        "current_period_start": "_last_period.current_period_start",
        "current_period_end": "_last_period.current_period_end",
        "plan": "plan.id",
        "_pending_setup_intent": "pending_setup_intent",
        "_default_payment_method": "default_payment_method",
        "_automatic_tax": "automatic_tax.enabled",
        "_id": "id",
    },
    numbers=("_last_period.current_period_start", "_last_period.current_period_end"),
    unindexed=("plan_id", "automatic_tax_enabled", "collection_method", "id"),
)

subscription_items = objects.subscription_item.page(
    filters={"subscription": "subscription", "_price": "price.id"},
)

ENDED = ("canceled", "incomplete_expired")
LIVE = ("active", "past_due", "trialing", "unpaid")  # whose periods go on
SHOWN = 10  # items that a subscription shows

DAY = 86400


# -- items and periods ---------------------------------------------------------------------------------------


def items_of(work: Work, subscription: Mapping[str, Any]) -> list[SubscriptionItem]:
    """Return the items of a subscription, in the order of their creation."""
    return work.list(subscription_items, oldest_first=True, subscription=subscription["id"])


def embedded(work: Work, id: str, items: Sequence[SubscriptionItem]) -> dict[str, Any]:
    """Make the list of items that a subscription shows."""
    return {
        "object": "list",
        "data": [work.visible(item) for item in items[:SHOWN]],
        "has_more": len(items) > SHOWN,
        "total_count": len(items),
        "url": f"/v1/subscription_items?subscription={id}",
    }


def mirrored(work: Work, id: str, items: Sequence[SubscriptionItem]) -> dict[str, Any]:
    """Return the fields that repeat a subscription's items.

    They are the list, the period, and of a single item its plan and quantity. Without items the period stays
    unchanged.
    """
    single = items[0] if len(items) == 1 else None
    fields: dict[str, Any] = {
        "items": embedded(work, id, items),
        "plan": single["plan"] if single is not None else None,
        "quantity": single["quantity"] if single is not None else None,
    }
    if items:
        # Of periods that end together, such as a month's and a quarter's, the latest has begun.
        fields["_last_period"] = {
            "current_period_start": max(item.current_period_start for item in items),
            "current_period_end": min(item.current_period_end for item in items),
        }
    return fields


def period_of(subscription: Mapping[str, Any]) -> tuple[int, int]:
    """Return start and end of the period that ends first."""
    period = subscription.get("_last_period") or {}
    created = subscription["created"]
    return period.get("current_period_start", created), period.get("current_period_end", created)


def rhythm(item: Mapping[str, Any]) -> periods.Interval:
    """Return the interval of an item's price."""
    return periods.interval_of(item["price"]["recurring"])


def recurring_of(price: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return `recurring` of a price; empty for a one-time price."""
    return price.get("recurring") or {}


def is_metered(price: Mapping[str, Any]) -> bool:
    """Whether usage decides the quantity of a price."""
    return recurring_of(price).get("usage_type") == "metered"


def is_flexible(subscription: Mapping[str, Any]) -> bool:
    """Whether the billing mode is flexible."""
    return (subscription.get("billing_mode") or {}).get("type") == "flexible"


def itemizes(subscription: Mapping[str, Any]) -> bool:
    """Whether prorations show their gross amount and their discounts apart."""
    flexible = (subscription.get("billing_mode") or {}).get("flexible") or {}
    return bool(flexible.get("proration_discounts") == "itemized")


def anchor_after_trial(settings: Mapping[str, Any] | None) -> str | None:
    """Return what `trial_settings` say of the anchor when a trial ends: now, unchanged or nothing."""
    behavior = (settings or {}).get("end_behavior") or {}
    found: str | None = behavior.get("billing_cycle_anchor")
    return found


def anchor_of(subscription: Mapping[str, Any]) -> int:
    """Return the time from which periods are counted.

    Where the period of a classic subscription is cut short, that is the anchor it had before.
    """
    anchor: int = subscription.get("_whole_anchor") or subscription["billing_cycle_anchor"]
    return anchor


def natural_period(subscription: Mapping[str, Any], item: Mapping[str, Any]) -> tuple[int, int]:
    """Return the whole period that an item's is part of.

    A first period may begin late, a last one be cut short.
    """
    start, end = item["current_period_start"], item.get("_whole_end") or item["current_period_end"]
    anchor, interval, day = anchor_of(subscription), rhythm(item), anchor_day(subscription)
    # A start in the rhythm of the anchor has its end a whole interval later, which is no boundary.
    if periods.next_boundary(anchor, interval, start, day=day) == end:
        return periods.previous_boundary(anchor, interval, start, day=day), end
    return start, end


def billed_until(item: SubscriptionItem) -> int:
    """Return until when an item is billed: to the end of its period, or further where it is prebilled."""
    return max(item.current_period_end, item.billed_until or 0)


def anchor_day(subscription: Mapping[str, Any]) -> int | None:
    """Return the day of the month that periods end on, where the anchor's own month may not have it."""
    config = subscription.get("billing_cycle_anchor_config")
    return config["day_of_month"] if config else None


def customer_of(work: Work, subscription: Mapping[str, Any]) -> Customer:
    """Return the customer of a subscription; subscriptions end with their customer."""
    return present(work.find(objects.customer, subscription["customer"]))


def invoices_of(work: Work, subscription: Mapping[str, Any]) -> list[Invoice]:
    """Return the invoices of a subscription, newest first."""
    return work.list(objects.invoice, parent_subscription_details_subscription=subscription["id"])


# -- changes of status ---------------------------------------------------------------------------------------


def turn(
    work: Work,
    subscription: Subscription,
    status: str,
    *,
    since: Subscription | None = None,
    unseen: bool = False,
    **fields: Any,
) -> Subscription:
    """Move to a status, or stay, and set fields. Emits customer.subscription.updated on any difference.

    since: the subscription before the change, if parts of it are stored already. unseen: an item changed that
    is not among those that the subscription shows.
    """
    old = work.latest(subscription)
    new = work.change(old, **fields) if old.status == status else work.move(old, status, **fields)
    difference = previous(work.visible(since or old), work.visible(new))
    if difference or unseen:
        work.emit(UPDATED, new, difference)
    return work.latest(new)


# -- finding -------------------------------------------------------------------------------------------------


@subscriptions.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List subscriptions, newest first. Without `status`, those that have not ended.

    status `all`: every one; `ended`: canceled and incomplete_expired ones. Those on a test clock are listed
    only with `customer` or `test_clock`. 400 if `customer`, `price` or `plan` does not exist.
    """
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    passed = {
        name: value
        for name, value in params.items()
        if name not in ("status", "price", "plan", "automatic_tax")
    }
    status = params.get("status")
    if status == "ended":
        passed["status"] = list(ENDED)
    elif status is None:
        passed["status"] = [each for each in subscriptions.states if each not in ENDED]
    elif status != "all":
        passed["status"] = status
    price = params.get("price") or params.get("plan")
    if price is not None:
        if prices.record(work, price) is None:
            name = "price" if params.get("price") else "plan"
            raise errors.missing(name, price, param=name, status=400)
        found = work.list(subscription_items, price_id=price)
        passed["_id"] = sorted({item.subscription for item in found})
    equal: dict[str, Any] = {}
    if not params.get("customer") and not params.get("test_clock"):
        equal["test_clock"] = None
    if params.get("automatic_tax"):
        equal["automatic_tax_enabled"] = params["automatic_tax"]["enabled"]
    return inherited.listed(work, subscriptions, passed, equal)


def of_customer(work: Work, customer: str) -> list[Subscription]:
    """Return a customer's subscriptions that have not ended, newest first."""
    found = work.list(subscriptions, customer=customer)
    return [one for one in found if one.status not in ENDED]


def refuse_absent(subscription: Mapping[str, Any]) -> errors.Refusal:
    """Make the 404 of a subscription that has ended, where only a live one can be meant."""
    return errors.missing("subscription", subscription["id"])


def products_of(items: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the products of items."""
    return {item["price"]["product"] for item in items}
