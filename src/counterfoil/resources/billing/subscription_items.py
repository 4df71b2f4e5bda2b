"""Subscription items: the prices of a subscription, by themselves. Each change is an update of it.

Source: API reference, Subscription Items. Items are declared and stored by `subscriptions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, inherited, objects
from counterfoil.kernel.shapes import SubscriptionItem
from counterfoil.resources.billing import subscriptions
from counterfoil.resources.billing.subscriptions import subscription_items

PASSED = ("proration_behavior", "proration_date", "payment_behavior", "off_session")


@subscription_items.create(on="subscription")
def create(work: Work, params: Mapping[str, Any]) -> SubscriptionItem:
    """Add an item to a subscription. Emits customer.subscription.updated."""
    subscription = work.get(objects.subscription, params["subscription"], param="subscription")
    before = {item.id for item in subscriptions.items_of(work, subscription)}
    item = {name: value for name, value in params.items() if name not in (*PASSED, "subscription", "expand")}
    subscriptions.apply(work, subscription, {**_passed(params), "items": [item]}, named="")
    after = subscriptions.items_of(work, subscription)
    added = [each for each in after if each.id not in before]
    if added:
        return added[-1]
    # It waits until its invoice is paid.
    held = work.get(objects.subscription, subscription.id).pending_update
    items = held.subscription_items or [] if held is not None else []
    return next(each for each in items if each.id not in before)


@subscription_items.update
def update(work: Work, item: SubscriptionItem, params: Mapping[str, Any]) -> SubscriptionItem:
    """Change price, quantity or other terms of an item. Emits customer.subscription.updated."""
    sent = {name: value for name, value in params.items() if name not in (*PASSED, "expand")}
    subscription = work.get(objects.subscription, item.subscription)
    change = {**sent, "id": item.id}
    subscriptions.apply(work, subscription, {**_passed(params), "items": [change]}, named="")
    return work.latest(item)


@subscription_items.delete
def delete(work: Work, item: SubscriptionItem, params: Mapping[str, Any]) -> dict[str, Any]:
    """Remove an item from its subscription. Emits customer.subscription.updated. Returns the stub.

    400 for a metered item without a meter, unless `clear_usage` is sent, and for the last item of a classic
    subscription.
    """
    subscription = work.get(objects.subscription, item.subscription)
    change = {"id": item.id, "deleted": True, "clear_usage": params.get("clear_usage")}
    subscriptions.apply(work, subscription, {**_passed(params), "items": [change]}, named="")
    return {"id": item.id, "object": "subscription_item", "deleted": True}


@subscription_items.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the items of a subscription, in its order, whose list goes on here. 400 if it does not exist."""
    subscription = work.get(objects.subscription, params["subscription"], param="subscription")
    return inherited.sliced(subscription_items, params, subscriptions.items_of(work, subscription))


def _passed(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: params[name] for name in PASSED if params.get(name) is not None}
