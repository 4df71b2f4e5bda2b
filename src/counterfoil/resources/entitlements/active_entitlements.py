"""Active entitlements: the features that a customer has, by the products of their subscriptions.

What a subscription grants is read from its products at certain moments only: when it is activated, when its
items change, and at the start of a period. So a feature that is attached to a product meanwhile, or detached
from it, reaches its subscribers with their next period. A customer has a feature once, by however many
subscriptions. Source: API reference, Active Entitlement; guide "Entitlements".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Listing, Work, inherited, objects
from counterfoil.kernel.shapes import Customer, EntitlementsActiveEntitlement, Subscription

entitlements = objects.entitlements_active_entitlement.page(
    filters={"customer": "_customer", "_feature": "feature"},
)

# What a subscription grants since its last refresh: a row for each that grants anything. Not part of the API.
sources = objects.entitling_subscription.page(filters={"customer": "customer"})

# Statuses of subscriptions that grant features; in these they also begin to.
GRANTING = ("active", "trialing", "past_due", "paused", "unpaid")
SHOWN = 10  # entitlements in a summary


@entitlements.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the entitlements of a customer, newest first."""
    work.expect(objects.customer, params["customer"], param="customer")
    return inherited.listed(work, entitlements, params)


# -- refreshing ----------------------------------------------------------------------------------------------


@entitlements.on("customer.subscription.created")
@entitlements.on("customer.subscription.updated")
@entitlements.on("customer.subscription.deleted")
def hear(work: Work, subscription: Subscription) -> None:
    """Refresh what a subscription grants, if it is a moment for that."""
    source = work.find(sources, subscription.id)
    if subscription.status not in GRANTING:
        if source is not None:
            work.delete(source)
            _settle(work, subscription.customer)
        return
    products, period = _contents(work, subscription)
    if source is None:
        work.insert(
            sources,
            id=subscription.id,
            object=sources.object,
            customer=subscription.customer,
            products=products,
            period=period,
            features=_features(work, products),
        )
    elif source["products"] != products or source["period"] != period:
        features = _features(work, products)
        work.change(source, products=products, period=period, features=features)
        if features == source["features"]:
            return
    else:
        return
    _settle(work, subscription.customer)


@entitlements.on("customer.deleted")
def forget(work: Work, customer: Customer) -> None:
    """Delete the entitlements of a deleted customer."""
    for document in (*work.list(sources, customer=customer.id), *_held(work, customer.id)):
        work.delete(document)


def _contents(work: Work, subscription: Subscription) -> tuple[list[str], int]:
    """Return the products of a subscription's items, in order, and when their newest period began."""
    items: Sequence[Any] = (
        work.list(objects.subscription_item, oldest_first=True, subscription=subscription.id)
        or subscription["items"]["data"]
    )
    products = list(dict.fromkeys(str(item["price"]["product"]) for item in items))
    return products, max((item["current_period_start"] for item in items), default=0)


def _features(work: Work, products: Sequence[str]) -> list[str]:
    """Return the ids of the features that are attached to some products at present."""
    attached = [
        each
        for product in products
        for each in work.list(objects.product_feature, oldest_first=True, _product=product)
    ]
    return list(dict.fromkeys(str(each["_feature"]) for each in attached))


def _held(work: Work, customer: str) -> list[EntitlementsActiveEntitlement]:
    """Return a customer's entitlements, newest first."""
    return work.list(entitlements, _customer=customer)


def _settle(work: Work, customer: str) -> None:
    """Make a customer's entitlements those that their subscriptions grant.

    Emits entitlements.active_entitlement_summary.updated if any was added or removed.
    """
    before = _held(work, customer)
    granted = [
        feature
        for source in work.list(sources, oldest_first=True, customer=customer)
        for feature in source["features"]
    ]
    has = {each.feature for each in before}
    gone = [each for each in before if each.feature not in granted]
    new = [feature for feature in dict.fromkeys(granted) if feature not in has]
    if not gone and not new:
        return
    shown = _list(work, customer, before)
    for each in gone:
        work.delete(each)
    for id in new:
        feature = work.get(objects.entitlements_feature, id)
        work.insert(entitlements, feature=id, lookup_key=feature.lookup_key, _customer=customer)
    summary = {
        "object": objects.entitlements_active_entitlement_summary.object,
        "customer": customer,
        "entitlements": _list(work, customer, _held(work, customer)),
        "livemode": work.livemode,
    }
    work.emit("entitlements.active_entitlement_summary.updated", summary, {"entitlements": shown})


def _list(work: Work, customer: str, found: Sequence[EntitlementsActiveEntitlement]) -> dict[str, Any]:
    """Return the list of a summary: the newest ten."""
    return {
        "object": "list",
        "data": [work.visible(each) for each in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "url": f"/v1/customer/{customer}/entitlements",
    }
