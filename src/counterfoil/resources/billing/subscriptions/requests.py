"""The operations of the API on a subscription that is there: update, discount, billing mode, search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing import discounts
from counterfoil.resources.billing.subscriptions import pausing, pending_updates, updating
from counterfoil.resources.billing.subscriptions.life import (
    ENDED,
    UPDATED,
    is_flexible,
    itemizes,
    subscriptions,
)

ALREADY_FLEXIBLE = "The billing mode of this subscription is already `flexible`."


@subscriptions.update
def update(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Apply an update. Emits customer.subscription.updated, then the events of what is billed.

    400 for what the status does not allow; 402 for a decline with error_if_incomplete.
    """
    return apply(work, subscription, params)


def apply(
    work: Work, subscription: Subscription, params: Mapping[str, Any], *, named: str = "items"
) -> Subscription:
    """Apply the parameters of an update. named: what refusals call the items; empty: they are the request."""
    updating.refuse(work, subscription, params)
    if params.get("payment_behavior") == "pending_if_incomplete":
        return pending_updates.attempt(work, subscription, params, named=named)
    original = subscription
    with work.announcing_first(UPDATED):
        subscription = pending_updates.discard(work, subscription)
        if params.get("items") is not None and subscription.get("_resumption"):
            subscription = pausing.give_up(work, subscription)  # its invoice bills other items
        return updating.change(work, subscription, params, named=named, since=original)


@subscriptions.action
def migrate(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Turn a classic subscription into a flexible one, for good. Emits customer.subscription.updated.

    A flexible one can begin to itemize the discounts of its prorations, which cannot be taken back (400).
    """
    if subscription.status in ENDED:
        raise errors.invalid("A canceled subscription cannot be migrated.")
    sent = params["billing_mode"].get("flexible") or {}
    if is_flexible(subscription) and (
        itemizes(subscription) or sent.get("proration_discounts") != "itemized"
    ):
        raise errors.invalid(ALREADY_FLEXIBLE, param="billing_mode[type]")
    mode = {
        "type": "flexible",
        "flexible": {"proration_discounts": sent.get("proration_discounts") or "included"},
        "updated_at": work.now,
    }
    migrated = True if not is_flexible(subscription) else subscription.get("_migrated")
    return work.change(subscription, UPDATED, billing_mode=mode, _migrated=migrated)


@subscriptions.operation("subscriptions.delete_discount")
def delete_discount(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Any:
    """Remove the discounts of a subscription. Emits customer.discount.deleted. 404 without one.

    Answers the deleted discount.
    """
    found = [work.find(objects.discount, id) for id in subscription.discounts]
    held = [each for each in found if each is not None]
    if not held:
        message = f"No active discount for subscription {subscription.id} on customer {subscription.customer}"
        raise errors.Refusal(message, status=404, code="resource_missing")
    for discount in held:
        discounts.lapse(work, discount)
    return {**work.visible(held[0]), "deleted": True}
