"""The line items of a session: what is bought, its price, and the discounts, taxes and shipping in the total.

Source: API reference, Checkout Session Line Items. Items are stored on the session (`_items`), in the order
sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money, pricing, prorations, totals
from counterfoil.kernel import Work, errors, objects
from counterfoil.resources.billing import coupons, promotion_codes
from counterfoil.resources.products import prices

MOST = {"payment": 100, "subscription": 40}  # line items
MOST_OF_A_KIND = 20  # recurring items, and one-time items, of a subscription
RECURRING_IN_PAYMENT = (
    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use"
    " only one-time prices."
)
NO_RECURRING = "You must provide at least one recurring price in `subscription` mode when using prices."
INVALID_CODE = "This promotion code is invalid."


def read(
    work: Work, sent: Sequence[Mapping[str, Any]], mode: str | None, *, param: str = "line_items"
) -> list[dict[str, Any]]:
    """Validate line items and return them as they are stored. 400 for what cannot be sold in this mode.

    mode: None where the prices decide it.
    """
    if mode and len(sent) > MOST[mode]:
        raise errors.invalid(f"You may only specify up to {MOST[mode]} line items.", param=param)
    items = [item(work, each, f"{param}[{index}]") for index, each in enumerate(sent)]
    check(items, mode, param=param)
    return items


def check(items: Sequence[Mapping[str, Any]], mode: str | None, *, param: str = "line_items") -> None:
    """Check (400) that items go together, and with the mode."""
    recurring = [bool(item["_recurring"]) for item in items]
    if mode == "payment" and any(recurring):
        raise errors.invalid(RECURRING_IN_PAYMENT, param=param)
    if mode == "subscription" and not any(recurring):
        raise errors.invalid(NO_RECURRING, param=param)
    if mode == "subscription" and max(sum(recurring), len(recurring) - sum(recurring)) > MOST_OF_A_KIND:
        message = (
            f"You may only specify up to {MOST_OF_A_KIND} recurring and {MOST_OF_A_KIND} one-time prices."
        )
        raise errors.invalid(message, param=param)
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        raise errors.invalid("All line items must have the same currency.", param=param)


def item(work: Work, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Validate one line item. name: its own, for errors."""
    if sent.get("price") and sent.get("price_data"):
        raise errors.exclusive(f"{name}[price]", f"{name}[price_data]")
    if sent.get("price_data"):
        price = prices.inline(work, sent["price_data"], f"{name}[price_data]")
    elif sent.get("price"):
        price = prices.expect(work, sent["price"], param=f"{name}[price]")
    else:
        raise errors.required(f"{name}[price]")
    metered = price.at("recurring.usage_type") == "metered"
    quantity = sent.get("quantity")
    if quantity is None and not metered and not price.custom_unit_amount:
        raise errors.required(f"{name}[quantity]")
    check_quantity(quantity, name)
    return {
        "id": objects.item.new_id(work.space),
        "price": price.id,
        "quantity": None if metered else (quantity if quantity is not None else 1),
        "adjustable_quantity": adjustable(sent.get("adjustable_quantity")),
        "metadata": sent.get("metadata") or {},
        "tax_rates": _tax_rates(work, sent.get("tax_rates") or (), f"{name}[tax_rates]"),
        "currency": price.currency,
        "_recurring": price.recurring is not None,
    }


def check_quantity(quantity: int | None, name: str) -> None:
    """Check (400) a quantity that was sent. name: of the line item, for errors."""
    if quantity is not None and quantity < 1:
        raise errors.invalid(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param=f"{name}[quantity]",
        )


def with_quantity(item: Mapping[str, Any], quantity: int | None) -> dict[str, Any]:
    """Return an item in the quantity that its buyer wants; 400 if it is out of bounds."""
    allowed = item["adjustable_quantity"]
    if quantity is None or quantity == item["quantity"] or not (allowed and allowed["enabled"]):
        return dict(item)
    if not allowed["minimum"] <= quantity <= allowed["maximum"]:
        message = f"The quantity must be between {allowed['minimum']} and {allowed['maximum']}."
        raise errors.invalid(message, param=f"quantity-{item['id']}")
    return {**item, "quantity": quantity}


def adjustable(sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return `adjustable_quantity` with its bounds: 0 to 99 unless told."""
    return {"maximum": 99, "minimum": 0, **sent} if sent else None


def changed(work: Work, item: Mapping[str, Any], sent: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an item of the same price with what is sent of it changed."""
    check_quantity(sent.get("quantity"), name)
    fields = {field: sent[field] for field in ("quantity", "metadata") if sent.get(field) is not None}
    if "adjustable_quantity" in sent:
        fields["adjustable_quantity"] = adjustable(sent["adjustable_quantity"])
    if "tax_rates" in sent:
        fields["tax_rates"] = _tax_rates(work, sent["tax_rates"] or (), f"{name}[tax_rates]")
    return {**item, **fields}


def _tax_rates(work: Work, sent: Sequence[str], name: str) -> list[str]:
    return [work.get(objects.tax_rate, id, param=f"{name}[{index}]").id for index, id in enumerate(sent)]


def unit_cost(work: Work, item: Mapping[str, Any], currency: str) -> int:
    """Return what the quantity of an item costs now, in minor units: nothing for usage and in a trial.

    Where the first period ends at an anchor, its share.
    """
    if item["quantity"] is None or item.get("_free"):
        return 0
    price = prices.record(work, item["price"])
    assert price is not None, "the price of an item is kept"
    if price.custom_unit_amount:
        amount = item.get("amount")
        return (
            int(amount if amount is not None else (price.custom_unit_amount.get("preset") or 0))
            * item["quantity"]
        )
    cost = pricing.cost(price, Decimal(item["quantity"]), currency)
    return prorations.share(cost, *item["_part"]) if item.get("_part") else money.rounded(cost)


# -- discounts -----------------------------------------------------------------------------------------------


def coupon_of(
    work: Work, discount: Mapping[str, Any], *, currency: str, subtotal: int, customer: str | None, param: str
) -> Mapping[str, Any]:
    """Return the coupon of a discount that was sent. 400 if it is not valid, or not for this order."""
    if discount.get("promotion_code"):
        within = f"{param}[promotion_code]"
        code = promotion_codes.usable(
            work,
            discount["promotion_code"],
            customer=customer,
            param=within,
            subtotal=subtotal,
            currency=currency,
        )
        coupon = coupons.usable(work, code.promotion.coupon or "", param=within)
    elif discount.get("coupon"):
        coupon = coupons.usable(work, discount["coupon"], param=f"{param}[coupon]")
    else:
        raise errors.required(f"{param}[coupon]")
    if coupon.amount_off is not None and _off(coupon, currency) is None:
        raise errors.invalid(
            f"Coupon {coupon.id} cannot be applied to an order in {currency}.", param=f"{param}[coupon]"
        )
    return coupon


def _off(coupon: Mapping[str, Any], currency: str) -> int | None:
    if coupon["currency"] == currency:
        return int(coupon["amount_off"])
    option = (coupon.get("currency_options") or {}).get(currency)
    return int(option["amount_off"]) if option else None


def _discounts(
    work: Work,
    items: Sequence[Mapping[str, Any]],
    subtotals: Sequence[int],
    coupon: Mapping[str, Any] | None,
    currency: str,
) -> list[int]:
    """Return the discount of each item. A coupon of some products applies to their items only."""
    if coupon is None:
        return [0] * len(items)
    only = (coupon.get("applies_to") or {}).get("products")
    weights = list(subtotals)
    if only:
        products = [getattr(prices.record(work, item["price"]), "product", None) for item in items]
        weights = [
            amount if product in only else 0 for amount, product in zip(subtotals, products, strict=True)
        ]
    if coupon.get("percent_off") is not None:
        total = totals.percentage(sum(weights), Decimal(str(coupon["percent_off"])))
    else:
        total = min(sum(weights), _off(coupon, currency) or 0)
    return totals.spread(total, weights)


# -- totals --------------------------------------------------------------------------------------------------


def order(
    work: Work,
    items: Sequence[Mapping[str, Any]],
    *,
    currency: str,
    coupon: Mapping[str, Any] | None,
    shipping: Mapping[str, Any] | None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Work out an order. Returns its items with their amounts, and the session's amount fields.

    shipping: the chosen option, or None.
    """
    subtotals = [unit_cost(work, item, currency) for item in items]
    discounts = _discounts(work, items, subtotals, coupon, currency)
    found: list[dict[str, Any]] = []
    for item, subtotal, discount in zip(items, subtotals, discounts, strict=True):
        rates = [_rate(work, id) for id in item["tax_rates"]]
        amounts = totals.taxes(subtotal - discount, rates)
        added = sum(amount for rate, amount in zip(rates, amounts, strict=True) if not rate.inclusive)
        found.append(
            {
                **item,
                "amount_discount": discount,
                "amount_subtotal": subtotal,
                "amount_tax": sum(amounts),
                "amount_total": subtotal - discount + added,
                "_taxes": [
                    [rate.id, amount, subtotal - discount]
                    for rate, amount in zip(rates, amounts, strict=True)
                ],
                "_added": added,
            }
        )
    cost = shipping["shipping_amount"] if shipping else 0
    fields: dict[str, Any] = {
        "amount_subtotal": sum(subtotals),
        "amount_total": sum(item["amount_total"] for item in found) + cost,
        "total_details": {
            "amount_discount": sum(discounts),
            "amount_shipping": cost,
            "amount_tax": sum(item["amount_tax"] for item in found),
        },
        "shipping_cost": (
            shipping
            and {
                "amount_subtotal": cost,
                "amount_tax": 0,
                "amount_total": cost,
                "shipping_rate": shipping["shipping_rate"],
            }
        ),
    }
    return found, fields


def _rate(work: Work, id: str) -> totals.Rate:
    rate = work.get(objects.tax_rate, id)
    return totals.Rate(id, Decimal(str(rate["percentage"])), bool(rate["inclusive"]))


def shown(work: Work, item: Mapping[str, Any], *, taxes: bool = False) -> dict[str, Any]:
    """Return an item as the API shows it. taxes: with those expanded."""
    price = prices.record(work, item["price"])
    assert price is not None, "the price of an item is kept"
    product = work.find(objects.product, price.product)
    names = (
        "adjustable_quantity",
        "amount_discount",
        "amount_subtotal",
        "amount_tax",
        "amount_total",
        "currency",
        "metadata",
        "quantity",
    )
    found: dict[str, Any] = {
        "id": item["id"],
        "object": "item",
        **{name: item.get(name) for name in names},
        "description": product.name if product else None,
        "price": {**work.visible(price), "object": "price"},
    }
    if taxes:
        found["taxes"] = [
            {
                "amount": amount,
                "rate": work.visible(work.get(objects.tax_rate, id)),
                "taxability_reason": None,
                "taxable_amount": taxable,
            }
            for id, amount, taxable in item["_taxes"]
        ]
    return found


def total(session: Mapping[str, Any]) -> str:
    """Return the total of a session as a buyer reads it; empty where nothing is bought."""
    amount = session.get("amount_total")
    return money.shown(amount, session["currency"]) if amount is not None else ""


def summary(work: Work, session: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a buyer reads, amounts formatted: items, then discount, shipping, tax and the total."""
    if session.get("amount_total") is None:
        return []
    rows = []
    for item in session.get("_items") or ():
        found = shown(work, item)
        name, quantity = found["description"] or "", found["quantity"]
        rows.append((f"{name} × {quantity}" if quantity else name, found["amount_subtotal"]))
    details = session.get("total_details") or {}
    labels = {"amount_discount": "Discount", "amount_shipping": "Shipping", "amount_tax": "Tax"}
    rows += [
        (label, -details[name] if name == "amount_discount" else details[name])
        for name, label in labels.items()
        if details.get(name)
    ]
    rows.append(("Total", session["amount_total"]))
    shown_rows = [(label, money.shown(amount, session["currency"])) for label, amount in rows]
    return shown_rows + _later(work, session)


def _later(work: Work, session: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is charged later: how long a trial lasts, and what each interval costs."""
    sent = (session.get("_sent") or {}).get("subscription_data") or {}
    days = sent.get("trial_period_days")
    rows = [("Trial", f"{days} days free")] if days else []
    costs: dict[str, int] = {}
    for item in session.get("_items") or ():
        price = prices.record(work, item["price"])
        if price is not None and price.recurring is not None:
            count, unit = price.recurring.interval_count, price.recurring.interval
            name = f"every {unit}" if count == 1 else f"every {count} {unit}s"
            costs[name] = costs.get(name, 0) + unit_cost(
                work, {**item, "_free": None, "_part": None}, session["currency"]
            )
    return rows + [
        ("Then", f"{money.shown(amount, session['currency'])} {name}") for name, amount in costs.items()
    ]


# -- shipping ------------------------------------------------------------------------------------------------


def shipping_options(work: Work, sent: Sequence[Mapping[str, Any]], currency: str) -> list[dict[str, Any]]:
    """Validate shipping options, and create the rates that are sent as data.

    Returns them with their amounts.
    """
    options = []
    for index, each in enumerate(sent):
        name = f"shipping_options[{index}]"
        if each.get("shipping_rate_data"):
            data = {"type": "fixed_amount", **each["shipping_rate_data"]}
            rate = work.insert(objects.shipping_rate, {"tax_behavior": "unspecified", **data}, active=True)
        elif each.get("shipping_rate"):
            rate = work.get(objects.shipping_rate, each["shipping_rate"], param=f"{name}[shipping_rate]")
        else:
            raise errors.required(f"{name}[shipping_rate]")
        fixed: Mapping[str, Any] = rate.get("fixed_amount") or {}
        option = (fixed.get("currency_options") or {}).get(currency) or (
            fixed if fixed.get("currency") == currency else None
        )
        if option is None:
            raise errors.invalid(
                f"The shipping rate {rate.id} has no amount in {currency}.", param=f"{name}[shipping_rate]"
            )
        options.append({"shipping_amount": option["amount"], "shipping_rate": rate.id})
    return options


def shipping_choices(work: Work, session: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Return (rate, what a buyer reads, whether it is chosen) of each shipping option."""
    now = (session.get("shipping_cost") or {}).get("shipping_rate")
    found = []
    for option in session.get("shipping_options") or ():
        rate = work.get(objects.shipping_rate, option["shipping_rate"])
        amount = money.shown(option["shipping_amount"], session["currency"])
        found.append((rate.id, f"{rate.display_name or 'Shipping'}, {amount}", rate.id == now))
    return found
