"""Billing thresholds: an invoice in the middle of a period, once usage comes to enough.

It bills the usage of the period so far, less what was billed before: tiers go on over the whole period, so
with volume tiers that can be negative. The renewal takes off what thresholds have billed. Licensed items do
not count. Source: guide "Set up billing thresholds"; metering, section 7.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money, pricing
from counterfoil.kernel import Document, Work, objects
from counterfoil.kernel.shapes import Price, Subscription, SubscriptionItem
from counterfoil.resources.billing import invoices, metered_usage
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.metered_usage import Billed
from counterfoil.resources.billing.subscriptions import invoicing, requests
from counterfoil.resources.billing.subscriptions.life import (
    LIVE,
    is_metered,
    items_of,
    period_of,
    subscriptions,
    turn,
)


@dataclass(frozen=True, slots=True)
class Accrued:
    """The usage of an item in its period so far, at one price: all of it, and what was billed before."""

    item: SubscriptionItem
    price: Price
    whole: Billed
    before: Billed

    @property
    def quantity(self) -> int:
        """What was not billed yet."""
        return self.whole.quantity - self.before.quantity

    @property
    def amount(self) -> int:
        """What it costs, minor units."""
        return self.whole.amount - self.before.amount


@subscriptions.on("customer.subscription.created")
@subscriptions.on("customer.subscription.updated")
@subscriptions.on("customer.subscription.deleted")
def watch(work: Work, subscription: Subscription) -> None:
    """Look at the usage of subscriptions that have thresholds."""
    has = bool(subscription.billing_thresholds) or any(
        item["billing_thresholds"] for item in subscription["items"]["data"]
    )
    wanted = has and subscription.status in LIVE
    row = work.find(metered_usage.thresholds, subscription.id)
    if wanted and row is None:
        work.insert(
            metered_usage.thresholds,
            id=subscription.id,
            object=metered_usage.thresholds.object,
            customer=subscription.customer,
        )
        work.invalidate()
    elif row is not None and not wanted:
        work.unschedule(row)
        work.delete(row)


@metered_usage.thresholds.due(name=metered_usage.CHECK)
def check(work: Work, row: Document) -> None:
    """Bill a subscription's usage so far if it has reached a threshold."""
    subscription = work.find(objects.subscription, row["id"])
    if subscription is None or subscription.status not in LIVE or subscription.status == "trialing":
        return
    metered = [item for item in items_of(work, subscription) if is_metered(item["price"])]
    accrued = [each for item in metered for each in _accrued(work, subscription, item)]
    rules = subscription.billing_thresholds
    amount = rules.amount_gte if rules is not None else None
    enough = amount is not None and sum(each.amount for each in accrued) >= amount
    reached = [item for item in metered if _reached(item, accrued)]
    if not enough and not reached:
        return
    id = _bill(work, subscription, accrued)
    _explain(work, id, amount if enough else None, reached)
    if rules is not None and rules.reset_billing_cycle_anchor:
        _reset(work, subscription, accrued)


def _accrued(work: Work, subscription: Subscription, item: SubscriptionItem) -> list[Accrued]:
    """Return the usage of an item in its period, by the prices that bill it."""
    start, end = item.current_period_start, item.current_period_end
    return [
        Accrued(
            item,
            price,
            _whole(work, subscription, item, price, start, end),
            metered_usage.billed(work, item.id, start, price.id),
        )
        for price in invoicing.metered_prices(work, subscription, item, start, end)
    ]


def _whole(
    work: Work, subscription: Subscription, item: SubscriptionItem, price: Price, start: int, end: int
) -> Billed:
    """Return the usage of an item within a time at a price, and what it costs, a line for each tier."""
    used = metered_usage.quantity(work, item.id, start, end, price)
    parts = pricing.parts(price, Decimal(used), subscription.currency)
    return Billed(int(used), sum(money.rounded(part.amount) for part in parts))


def _reached(item: SubscriptionItem, accrued: Sequence[Accrued]) -> bool:
    """Whether the usage of an item that was not billed yet has reached its threshold."""
    rules = item.billing_thresholds
    used = sum(each.quantity for each in accrued if each.item.id == item.id)
    return rules is not None and rules.usage_gte is not None and used >= rules.usage_gte


def _bill(work: Work, subscription: Subscription, accrued: list[Accrued]) -> str:
    """Draft an invoice of all usage that was not billed yet. Its quantities do not follow later usage."""
    lines = []
    for each in accrued:
        if each.quantity or each.amount:
            start = each.item.current_period_start
            product = work.find(objects.product, each.price.product)
            terms = {
                **invoicing.of_item(work, subscription, each.item),
                "price": each.price,
                "product": each.price.product,
                "quantity": each.quantity,
                "amount": each.amount,
                "description": invoices.describe(each.price, product, each.quantity, subscription.currency),
            }
            lines.append(Line(**terms, start=start, end=work.now))
            metered_usage.bill(work, each.item.id, start, each.price.id, each.whole)
    invoice = invoicing.draft(
        work,
        subscription,
        lines,
        reason="subscription_threshold",
        period=(period_of(subscription)[0], work.now),
    )
    turn(work, subscription, subscription.status, latest_invoice=invoice.id)
    return invoice.id


def _reset(work: Work, subscription: Subscription, accrued: list[Accrued]) -> None:
    """Begin a new period now. Usage of this very second is of the new one, and was billed as well."""
    for each in accrued:
        start = each.item.current_period_start
        past = _whole(work, subscription, each.item, each.price, start, work.now)
        metered_usage.bill(work, each.item.id, start, each.price.id, past)
    anchor = {"billing_cycle_anchor": {"type": "now"}, "proration_behavior": "none"}
    requests.update(work, work.latest(subscription), anchor)
    for each in accrued:
        rest = _whole(work, subscription, each.item, each.price, work.now, work.now + 1)
        metered_usage.bill(work, each.item.id, work.now, each.price.id, rest)


def _explain(work: Work, id: str, amount: int | None, reached: Sequence[SubscriptionItem]) -> None:
    """Write on the invoice which thresholds were reached."""
    invoice = work.get(objects.invoice, id)
    lines = invoices.lines_of(work, invoice)

    def of(item: str) -> list[str]:
        details = ((line.id, (line["parent"] or {}).get("subscription_item_details")) for line in lines)
        return [line for line, told in details if told and told["subscription_item"] == item]

    reasons: list[Mapping[str, Any]] = [
        {"line_item_ids": of(item.id), "usage_gte": item["billing_thresholds"]["usage_gte"]}
        for item in reached
    ]
    reason = {"amount_gte": amount, "item_reasons": reasons}
    work.change(invoice, billing_reason="subscription_threshold", threshold_reason=reason)
