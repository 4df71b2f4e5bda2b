"""Prorations of a change: credit for the unused time of what was, and the price of what takes its place.

Each changed item has a credit and a debit of its whole configuration, never their difference. Classic
subscriptions credit the present price less the present discounts, flexible ones what was really billed.
Source: guides "Prorations", "Billing mode".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from counterfoil.arithmetic import prorations
from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts, invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import invoicing
from counterfoil.resources.billing.subscriptions.items import Wanted, cost, record
from counterfoil.resources.billing.subscriptions.life import (
    invoices_of,
    is_flexible,
    is_metered,
    items_of,
    natural_period,
)


def unused(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    at: int,
    until: int | None = None,
) -> list[Line]:
    """Return the credits of the time from `at` to the end of the items' periods, or to a time before it."""
    found = []
    for row in rows:
        end = row.current_period_end if until is None else until
        if is_metered(row["price"]) or not row.current_period_start <= at < end:
            continue
        found.append(_credit(work, subscription, row, at, end))
    return found


def remaining(
    work: Work,
    subscription: Subscription,
    row: SubscriptionItem,
    wanted: Wanted,
    at: int,
    until: int | None = None,
) -> Line:
    """Return the debit of an item as it is to be.

    It is for the time from `at` to the end of the item's period, or until another time.
    """
    price, end = wanted.price, row.current_period_end if until is None else until
    currency = subscription.currency
    whole, text = _discounted(work, subscription, cost(price, wanted.quantity, currency), price.product, row)
    what = invoicing.counted(work, price, wanted.quantity)
    return Line(
        amount=prorations.part(whole, *natural_period(subscription, row), min(at, end), end),
        currency=currency,
        description=f"Remaining time on {what} after {invoicing.day(at)}{text}",
        start=min(at, end),
        end=end,
        quantity=wanted.quantity,
        price=price,
        product=price.product,
        subscription=subscription.id,
        subscription_item=row.id,
        proration=True,
        discountable=False,
        tax_rates=[rate["id"] for rate in wanted.rates] or None,
    )


def _credit(work: Work, subscription: Subscription, row: SubscriptionItem, at: int, end: int) -> Line:
    """Return the credit of an item's unused time.

    Classic subscriptions credit the present price, flexible ones what the lines that billed the time came to.
    """
    price = record(work, row)
    what = invoicing.counted(work, price, row.quantity)
    billed = _billed(work, subscription, row, at)
    whole, text = _discounted(
        work, subscription, cost(price, row.quantity, subscription.currency), price.product, row
    )
    period = natural_period(subscription, row)
    if is_flexible(subscription) and billed:
        whole = Fraction(sum(map(_net, billed)))
        period = billed[0]["period"]["start"], billed[0]["period"]["end"]
    since = max(at, period[0])
    amount = prorations.part(-whole, *period, since, max(since, min(end, period[1])))
    return Line(
        amount=amount,
        currency=subscription.currency,
        description=f"Unused time on {what} after {invoicing.day(at)}{text}",
        start=at,
        end=end,
        quantity=row.quantity,
        price=price,
        product=price.product,
        subscription=subscription.id,
        subscription_item=row.id,
        proration=True,
        discountable=False,
        credited_items=_credited(billed),
        tax_rates=[rate["id"] for rate in row.tax_rates or ()] or None,
    )


# -- what was billed -----------------------------------------------------------------------------------------


def _billed(
    work: Work, subscription: Subscription, row: SubscriptionItem, at: int
) -> list[Mapping[str, Any]]:
    """Return what billed an item for a time: the newest pending item, else the lines of the newest invoice.

    A tiered price has several lines for one period.
    """
    pending = invoices.pending(
        work, subscription.customer, subscription.currency, subscription=subscription.id, only=True
    )
    for each in sorted(pending, key=lambda item: item.date, reverse=True):
        own = (each.get("parent") or {}).get("subscription_details") or {}
        if own.get("subscription_item") == row.id and _covers(each, at):
            return [each]
    for invoice in invoices_of(work, subscription):
        found = [] if invoice.status == "void" else invoices.lines_of(work, invoice)
        lines = [line for line in found if _item_of(line) == row.id and _covers(line, at)]
        if lines:
            return [line for line in lines if line.period == lines[-1].period]
    return []


def _item_of(line: Mapping[str, Any]) -> str | None:
    """Return the subscription item that a line bills."""
    details = (line.get("parent") or {}).get("subscription_item_details") or {}
    id: str | None = details.get("subscription_item")
    return id


def _covers(line: Mapping[str, Any], at: int) -> bool:
    """Whether a line or an item bills a time. Credits bill none."""
    period = line["period"]
    return period["start"] <= at < period["end"] and line["amount"] >= 0


def _net(line: Mapping[str, Any]) -> int:
    """Return what a line billed after its discounts, without taxes."""
    return int(line["amount"]) - sum(each["amount"] for each in line.get("discount_amounts") or ())


def _credited(billed: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return how a credit names the lines that it is of."""
    if not billed:
        return None
    if billed[0]["object"] == objects.invoiceitem.object:
        return {"invoice_item": billed[0]["id"]}
    return {"invoice": billed[0]["invoice"], "invoice_line_items": [line["id"] for line in billed]}


# -- discounts -----------------------------------------------------------------------------------------------


def _discounted(
    work: Work,
    subscription: Subscription,
    whole: Decimal,
    product: str,
    row: SubscriptionItem,
) -> tuple[Fraction, str]:
    """Return a price less the discounts in force, and the note of their percentages.

    Amounts off are spread over the items: evenly, or in flexible mode in proportion to their prices.
    """
    exact, percents = Fraction(whole), []
    ids = [*row.discounts, *invoicing.discounts_of(work, subscription)]
    for discount in discounts.live(work, ids, at=work.now):
        terms = discounts.terms(work, discount)
        if not terms.covers(product):
            continue
        if terms.percent_off is not None:
            exact -= exact * Fraction(terms.percent_off) / 100
            percents.append(terms.percent_off)
            continue
        off = Fraction(terms.amount_off(subscription.currency) or 0)
        if discount.id not in row.discounts:
            off *= _share(work, subscription, row, whole)
        exact = max(Fraction(0), exact - off)
    if not percents:
        return exact, ""
    return exact, f" (with {', '.join(f'{_percent(each)}%' for each in percents)} off)"


def _percent(value: Decimal) -> str:
    """Write a percentage with at least one decimal: "10.0", "12.25"."""
    return f"{value:.1f}" if value * 10 % 1 == 0 else f"{value.normalize():f}"


def _share(work: Work, subscription: Subscription, row: SubscriptionItem, whole: Decimal) -> Fraction:
    """Return the part of an amount off that falls on an item."""
    rows = [each for each in items_of(work, subscription) if not is_metered(each["price"])]
    if not is_flexible(subscription):
        return Fraction(1, max(1, len(rows)))
    currency = subscription.currency
    others = sum(
        (cost(record(work, each), each.quantity, currency) for each in rows if each.id != row.id), Decimal(0)
    )
    return Fraction(whole) / Fraction(whole + others) if whole + others else Fraction(0)
