"""Prorations of a change: credit for the unused time of what was, and the price of what takes its place.

Each changed item has a credit and a debit of its whole configuration, never their difference. Classic
subscriptions credit the present price less the present discounts, flexible ones what was really billed.
Source: guides "Prorations", "Billing mode".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from counterfoil.arithmetic import periods, prorations
from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import Price, Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import billed, invoicing
from counterfoil.resources.billing.subscriptions.billed import Debit
from counterfoil.resources.billing.subscriptions.items import Wanted, cost, record
from counterfoil.resources.billing.subscriptions.life import (
    anchor_day,
    anchor_of,
    billed_until,
    is_flexible,
    is_metered,
    itemizes,
    items_of,
    natural_period,
    rhythm,
)
from counterfoil.resources.products import prices

NOTE = re.compile(r" \(with [^()]*% off\)$")


def unused(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    at: int,
    until: int | None = None,
) -> list[Line]:
    """Return the credits of the time from `at` until when the items are billed, or until a time before."""
    found = []
    for row in rows:
        end = billed_until(row) if until is None else until
        if is_metered(row["price"]) or at >= end:
            continue
        found += _credits(work, subscription, row, at, end)
    return found


def remaining(
    work: Work,
    subscription: Subscription,
    row: SubscriptionItem,
    wanted: Wanted,
    at: int,
    until: int | None = None,
) -> Line:
    """Make the line that bills the rest of a period: from `at` to its end, or to `until`.

    wanted: the item after the change.
    """
    price, end = wanted.price, row.current_period_end if until is None else until
    currency = subscription.currency
    gross = cost(price, wanted.quantity, currency)
    taken, text = _discounts(work, subscription, gross, price.product, row)
    share = _periods(subscription, row, min(at, end), end)
    what = invoicing.counted(work, price, wanted.quantity)
    return Line(
        **_amounts(subscription, Fraction(gross), taken, share),
        currency=currency,
        description=f"Remaining time on {what} after {invoicing.day(at)}"
        + ("" if itemizes(subscription) else text),
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


def prebilled(
    work: Work, subscription: Subscription, row: SubscriptionItem, wanted: Wanted, start: int, end: int
) -> Line:
    """Make the line that bills a later period, or a part of it. wanted: the item after the change."""
    debit = remaining(work, subscription, row, wanted, start, end)
    gross = cost(wanted.price, wanted.quantity, subscription.currency)
    taken, _ = _discounts(work, subscription, gross, wanted.price.product, row)
    anchor, day, interval = anchor_of(subscription), anchor_day(subscription), rhythm(row)
    since = periods.previous_boundary(anchor, interval, start, day=day)
    until = periods.next_boundary(anchor, interval, start, day=day)
    share = Fraction(end - start, until - since)
    return replace(debit, **_amounts(subscription, Fraction(gross), taken, share))


def _periods(subscription: Subscription, row: SubscriptionItem, since: int, until: int) -> Fraction:
    """Return how many periods of an item a stretch is, up to the end of the present one.

    It may begin before that only where the subscription is backdated.
    """
    anchor, day = anchor_of(subscription), anchor_day(subscription)
    start, end = natural_period(subscription, row)
    count, until = Fraction(0), min(until, end)
    while since < until:
        begins = max(since, start)
        count += Fraction(until - begins, end - start) if begins < until else 0
        until = min(until, begins)
        start, end = periods.previous_boundary(anchor, rhythm(row), start - 1, day=day), start
    return count


def _credits(work: Work, subscription: Subscription, row: SubscriptionItem, at: int, end: int) -> list[Line]:
    """Return the credits of an item's unused time.

    Classic subscriptions credit the present price. Flexible ones credit what billed the time, each of it by
    itself, and nothing for time that was never billed.
    """
    found = billed.debits(work, subscription, row, at, end)
    if is_flexible(subscription):
        return [_credit_of(work, subscription, row, debit) for debit in found]
    price = record(work, row)
    gross = cost(price, row.quantity, subscription.currency)
    taken, text = _discounts(work, subscription, gross, price.product, row)
    share = _periods(subscription, row, at, end)
    return [
        Line(
            **_as_credit(work, subscription, row, price, row.quantity, at, text),
            **_amounts(subscription, Fraction(gross), taken, -share),
            start=at,
            end=end,
            credited_items=found[0].named if found and found[0].since == at else None,
            tax_rates=[rate["id"] for rate in row.tax_rates or ()] or None,
        )
    ]


def _credit_of(work: Work, subscription: Subscription, row: SubscriptionItem, debit: Debit) -> Line:
    """Return the credit of what billed an item: by its price, quantity, discounts and tax rates."""
    [line, *others] = debit.lines
    price = present(prices.record(work, line["pricing"]["price_details"]["price"]))
    quantity = row.quantity if others else line["quantity"]
    rates = [rate["id"] for rate in row.tax_rates or ()]
    present_rates = rates or [rate["id"] for rate in subscription.default_tax_rates or ()]
    if debit.tax_rates and set(debit.tax_rates) != set(present_rates):
        rates = debit.tax_rates
    start, end = debit.period
    note = _note_of(work, line, apart=itemizes(subscription))
    return Line(
        **_as_credit(work, subscription, row, price, quantity, debit.since, note),
        **_amounts(
            subscription,
            Fraction(debit.gross),
            {id: Fraction(off) for id, off in debit.discounts.items()},
            -Fraction(debit.until - debit.since, end - start),
        ),
        start=debit.since,
        end=debit.until,
        credited_items=debit.named,
        tax_rates=rates or None,
    )


def _as_credit(
    work: Work,
    subscription: Subscription,
    row: SubscriptionItem,
    price: Price,
    quantity: int | None,
    since: int,
    note: str,
) -> dict[str, Any]:
    """Return what credits of both billing modes have in common."""
    what = invoicing.counted(work, price, quantity)
    return {
        "currency": subscription.currency,
        "description": f"Unused time on {what} after {invoicing.day(since)}{note}",
        "quantity": quantity,
        "price": price,
        "product": price.product,
        "subscription": subscription.id,
        "subscription_item": row.id,
        "proration": True,
        "discountable": False,
    }


# -- discounts -----------------------------------------------------------------------------------------------


def _discounts(
    work: Work,
    subscription: Subscription,
    whole: Decimal,
    product: str,
    row: SubscriptionItem,
) -> tuple[dict[str, Fraction], str]:
    """Return what the discounts in force take off a price, by id, and the note of their percentages.

    In flexible mode amounts off are spread over the items in proportion to their prices. In classic mode the
    whole amount is taken off each item, as in the guide's example of a coupon for several items.
    """
    exact, percents = Fraction(whole), []
    taken: dict[str, Fraction] = {}
    ids = [*row.discounts, *invoicing.discounts_of(work, subscription)]
    for discount in discounts.live(work, ids, at=work.now):
        terms = discounts.terms(work, discount)
        if not terms.covers(product):
            continue
        if terms.percent_off is not None:
            off = exact * Fraction(terms.percent_off) / 100
            percents.append(terms.percent_off)
        else:
            off = Fraction(terms.amount_off(subscription.currency) or 0)
            if discount.id not in row.discounts and is_flexible(subscription):
                off *= _share(work, subscription, row, whole)
            off = min(off, exact)
        exact -= off
        taken[discount.id] = taken.get(discount.id, Fraction(0)) + off
    return taken, _note(percents)


def _amounts(
    subscription: Subscription,
    gross: Fraction,
    taken: Mapping[str, Fraction],
    share: Fraction,
) -> dict[str, Any]:
    """Return amount and reductions of a proration.

    It is the price less its discounts, or the price and each discount apart where discounts are itemized.
    share: of a period, negative for a credit.
    """
    if not itemizes(subscription):
        net = gross - sum(taken.values())
        return {"amount": prorations.rounded(net * share), "reductions": [(id, 0) for id in taken]}
    return {
        "amount": prorations.rounded(gross * share),
        "reductions": [(id, prorations.rounded(off * share)) for id, off in taken.items()],
    }


def _note_of(work: Work, line: Mapping[str, Any], *, apart: bool) -> str:
    """Return the note of the percentages that a line or an item was billed less.

    apart: discounts are itemized; only those that its amount has taken off are noted.
    """
    own = NOTE.search(line.get("description") or "")
    if own is not None:
        return own[0]
    if apart:
        return ""
    taken = [work.find(objects.discount, each["discount"]) for each in line.get("discount_amounts") or ()]
    terms = [discounts.terms(work, each) for each in taken if each is not None]
    return _note([each.percent_off for each in terms if each.percent_off is not None])


def _note(percents: Sequence[Decimal]) -> str:
    return f" (with {', '.join(f'{_percent(each)}%' for each in percents)} off)" if percents else ""


def _percent(value: Decimal) -> str:
    """Write a percentage with at least one decimal: "10.0", "12.25"."""
    return f"{value:.1f}" if value * 10 % 1 == 0 else f"{value.normalize():f}"


def _share(work: Work, subscription: Subscription, row: SubscriptionItem, whole: Decimal) -> Fraction:
    """Return the part of an amount off that falls on an item."""
    rows = [each for each in items_of(work, subscription) if not is_metered(each["price"])]
    currency = subscription.currency
    others = sum(
        (cost(record(work, each), each.quantity, currency) for each in rows if each.id != row.id), Decimal(0)
    )
    return Fraction(whole) / Fraction(whole + others) if whole + others else Fraction(0)
