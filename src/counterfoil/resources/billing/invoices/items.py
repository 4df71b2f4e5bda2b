"""Invoice items as invoices use them: made of lines, pending until an invoice takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Invoice, Invoiceitem, Price, Subscription
from counterfoil.resources.billing.invoices.life import items, subscription_id
from counterfoil.resources.billing.invoices.lines import Line, exact_quantity, parts, reductions_of
from counterfoil.resources.products import prices

MOST_SWEPT = 250
FROZEN = ("discounts", "pricing", "quantity")  # fields of prorations, which are computed
NAMELESS = "Invoice item"  # product of amounts without a description


def insert(
    work: Work, customer: str, line: Line, *, invoice: str | None = None, **fields: Any
) -> Invoiceitem:
    """Store the invoice item of a line: pending, or on an invoice. Emits invoiceitem.created.

    A line without a price gets one of its own: the same description, amount and currency find the same.
    """
    item = work.insert(
        items,
        customer=customer,
        date=work.now,
        invoice=invoice,
        test_clock=work.clock or None,
        **shown(work, line),
        **fields,
    )
    work.emit("invoiceitem.created", item)
    return item


def shown(work: Work, line: Line) -> dict[str, Any]:
    """Return the fields of an invoice item that come from its line."""
    [part, *_] = parts(work, line)
    price, unit = line.price, line.unit_amount_decimal
    if price is None:
        price = price_of_amount(work, part.amount, line.currency, line.description, unit)
    if unit is None and not line.proration:
        unit = price.unit_amount_decimal
    parent = None
    if line.subscription is not None:
        details = {"subscription": line.subscription}
        if line.subscription_item is not None:
            details["subscription_item"] = line.subscription_item
        parent = {"type": "subscription_details", "subscription_details": details}
    return {
        "amount": part.amount,
        "currency": line.currency,
        "description": part.description,
        "discountable": line.discountable,
        "discounts": list(line.discounts),
        "metadata": dict(line.metadata),
        "parent": parent,
        "period": {"start": line.start, "end": line.end},
        "pricing": {
            "type": "price_details",
            "price_details": {"price": price.id, "product": line.product or price.product},
            "unit_amount_decimal": unit,
        },
        "proration": line.proration,
        "quantity": 1 if part.quantity is None else part.quantity,
        "quantity_decimal": part.quantity_decimal or "1",
        "tax_rates": [work.visible(rate) for rate in _rates(work, line.tax_rates or ())],
        "_credited_items": dict(line.credited_items) if line.credited_items else None,
        "_tax_amounts": [dict(each) for each in line.tax_amounts] if line.tax_amounts else None,
        **(_as_proration(line, part.amount) if line.proration else {}),
    }


def _as_proration(line: Line, amount: int) -> dict[str, Any]:
    """Return what only prorations have: the amount less their discounts, and what they credit."""
    credited = None
    if line.credited_items and "invoice_item" in line.credited_items:
        credited = {"type": "invoice_item", "invoice_item": line.credited_items["invoice_item"]}
    elif line.credited_items:
        credited = {"type": "invoice_line_items", "invoice_line_item_details": dict(line.credited_items)}
    return {
        "frozen_fields": list(FROZEN),
        "net_amount": amount - sum(off for _, off in line.reductions),
        "proration_details": {"credited_items": credited, "discount_amounts": line.discount_amounts},
    }


def _rates(work: Work, ids: Iterable[str]) -> list[Mapping[str, Any]]:
    found = (work.find(objects.tax_rate, id) for id in ids)
    return [rate for rate in found if rate is not None]


def line_of(work: Work, item: Invoiceitem) -> Line:
    """Return the line of an invoice item."""
    price = prices.record(work, item.at("pricing.price_details.price") or "")
    parent = (item.get("parent") or {}).get("subscription_details") or {}
    return Line(
        amount=item.amount,
        currency=item.currency,
        description=item.description,
        start=item.period.start,
        end=item.period.end,
        quantity=exact_quantity(item.quantity_decimal, item.quantity),
        price=price,
        product=item.at("pricing.price_details.product"),
        subscription=parent.get("subscription"),
        subscription_item=parent.get("subscription_item"),
        invoice_item=item.id,
        proration=item.proration,
        credited_items=item.get("_credited_items"),
        discountable=item.discountable,
        discounts=item.discounts or (),
        tax_rates=[rate["id"] for rate in item.get("tax_rates") or ()] if item.get("tax_rates") else None,
        metadata=item.metadata,
        unit_amount_decimal=item.at("pricing.unit_amount_decimal"),
        tax_amounts=item.get("_tax_amounts"),
        reductions=reductions_of((item.get("proration_details") or {}).get("discount_amounts")),
    )


def own_subscription(work: Work, customer: str, id: str) -> Subscription:
    """Return a subscription of the customer. 400 for another one."""
    found = work.get(objects.subscription, id, param="subscription")
    if found.customer != customer:
        raise errors.missing(objects.subscription.noun, id, param="subscription", status=400)
    return found


def check_room(work: Work, invoice: Invoice) -> None:
    """Refuse (400) to add to a draft that has more items than an invoice may have."""
    if len(work.list(items, invoice=invoice.id)) > MOST_SWEPT:
        raise errors.invalid(f"An invoice can have at most {MOST_SWEPT} invoice items.", param="invoice")


def pending(
    work: Work, customer: str, currency: str, *, subscription: str | None, only: bool = False
) -> list[Invoiceitem]:
    """Return the pending items that the next invoice of a customer takes, in the order of its lines.

    subscription: whose items it takes beside those of no subscription; only: and no others.
    """
    found = [
        item
        for item in work.list(items, customer=customer, invoice=None)
        if item.currency == currency and _belongs(item, subscription, only=only)
    ]
    return in_order(found[-MOST_SWEPT:])


def _belongs(item: Invoiceitem, subscription: str | None, *, only: bool) -> bool:
    own = subscription_id(item)
    return own == subscription if own is not None or only else True


def in_order(newest_first: Sequence[Invoiceitem]) -> list[Invoiceitem]:
    """Order items as lines: the newest first, but of one change the credit before the debit."""
    found: list[Invoiceitem] = []
    for (prorated, _), group in groupby(newest_first, key=lambda item: (item.proration, item.date)):
        together = list(group)
        found += reversed(together) if prorated else together
    return found


# -- the price of an amount ----------------------------------------------------------------------------------


def price_of_amount(
    work: Work, amount: int, currency: str, description: str | None, unit: str | None = None
) -> Price:
    """Return the one-time price of an amount: inactive, on a product named by the description.

    unit: decimal amount of a unit, if the amount is for several. The same description, amount and currency
    find the same price again; without a description each is new.
    """
    exact = unit if unit is not None else str(amount)
    key = None
    if description is not None:
        text = f"{currency}:{exact}:{description}"
        key = hashlib.sha256(text.encode()).hexdigest()[:32]
        found = work.first(objects.price, _of_amount=key)
        if found is not None:
            return found
    product = work.insert(
        objects.product,
        name=description or NAMELESS,
        active=False,
        type="service",
        updated=work.now,
    )
    value = Decimal(exact)
    return work.insert(
        objects.price,
        active=False,
        billing_scheme="per_unit",
        currency=currency,
        currency_options={},
        product=product.id,
        tax_behavior="unspecified",
        type="one_time",
        unit_amount=int(value) if value == value.to_integral_value() else None,
        unit_amount_decimal=exact,
        _inline=True,
        _of_amount=key,
    )
