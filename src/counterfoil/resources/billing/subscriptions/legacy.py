"""Subscriptions below their customer, `/v1/customers/{customer}/subscriptions`.

These are older paths of the same operations, used by the official CLI and old SDKs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors
from counterfoil.kernel.shapes import Customer, Subscription
from counterfoil.resources.billing.subscriptions import cancellation, creation, life, requests
from counterfoil.resources.billing.subscriptions.life import subscriptions


@subscriptions.operation("customers.subscriptions.create")
def create(work: Work, customer: Customer, params: Mapping[str, Any]) -> Subscription:
    """Create a subscription of the customer in the path."""
    sent, single = _renamed(params)
    if single:
        sent["items"] = [single]
    return creation.make(work, {**sent, "customer": customer.id})


@subscriptions.operation("customers.subscriptions.list")
def listed(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List the customer's subscriptions that have not ended, newest first."""
    return life.listed(work, {**params, "customer": customer.id})


@subscriptions.operation("customers.subscriptions.retrieve")
def retrieve(work: Work, customer: Customer, subscription: str, params: Mapping[str, Any]) -> Subscription:
    """Retrieve a subscription of the customer. 404 for another's."""
    return _own(work, customer, subscription)


@subscriptions.operation("customers.subscriptions.update")
def update(work: Work, customer: Customer, subscription: str, params: Mapping[str, Any]) -> Subscription:
    """Update a subscription of the customer."""
    found = _own(work, customer, subscription)
    sent, single = _renamed(params)
    if sent.get("billing_cycle_anchor"):
        sent["billing_cycle_anchor"] = {"type": sent["billing_cycle_anchor"]}
    if single:
        rows = life.items_of(work, found)
        sent["items"] = [{"id": rows[0].id, **single}] if rows else [single]
    return requests.update(work, found, sent)


@subscriptions.operation("customers.subscriptions.cancel")
def cancel(work: Work, customer: Customer, subscription: str, params: Mapping[str, Any]) -> Subscription:
    """Cancel a subscription of the customer, now or with `at_period_end` at the end of its period."""
    found = _own(work, customer, subscription)
    if params.get("at_period_end"):
        return requests.update(work, found, {"cancel_at_period_end": True})
    return cancellation.cancel(work, found, params)


def _renamed(params: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parameters by their newer names, and those of the only item."""
    older = ("coupon", "promotion_code", "prorate", "plan", "quantity")
    sent = {name: value for name, value in params.items() if name not in older}
    named = {name: params[name] for name in ("coupon", "promotion_code") if name in params}
    if named:
        sent["discounts"] = [{name: id} for name, id in named.items() if id]
    if params.get("prorate") is not None:
        sent["proration_behavior"] = "create_prorations" if params["prorate"] else "none"
    single = {name: params[name] for name in ("plan", "quantity") if params.get(name) is not None}
    if single and sent.get("items") is not None:
        raise errors.exclusive(next(iter(single)), "items")
    return sent, single


def _own(work: Work, customer: Customer, id: str) -> Subscription:
    subscription = work.find(subscriptions, id)
    if subscription is None or subscription.customer != customer.id:
        raise errors.missing("subscription", id)
    return subscription
