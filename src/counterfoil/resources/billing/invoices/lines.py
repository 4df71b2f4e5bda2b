"""Lines: what an invoice bills, as those who make invoices describe it, and the line items made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money, pricing
from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Invoice, LineItem, Price
from counterfoil.resources.billing.invoices.life import item_id, line_items
from counterfoil.resources.products import prices

Usage = Callable[[Work, str, int, int, Price], int | Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """What a line bills.

    amount: minor units; None: what the quantity costs at the price. start, end: the service period.
    subscription, subscription_item, invoice_item: ids of what it comes from. credited_items: of the credit of
    a proration: `{invoice, invoice_line_items}`. discounts: ids. tax_rates: ids; None: the default ones.
    unit_amount_decimal: shown in `pricing` instead of the price's, where `amount` is given.
    metered: the quantity is the usage of the subscription item in the period, added up when it is asked for.
    reductions: the discounts of a proration by id, minor units; 0 for those that `amount` has taken off.
    """

    amount: int | None = None
    currency: str = ""
    description: str | None = None
    start: int = 0
    end: int = 0
    quantity: int | Decimal | None = 1
    price: Price | None = None
    product: str | None = None
    subscription: str | None = None
    subscription_item: str | None = None
    invoice_item: str | None = None
    proration: bool = False
    credited_items: Mapping[str, Any] | None = None
    discountable: bool = True
    discounts: Sequence[str] = ()
    tax_rates: Sequence[str] | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    unit_amount_decimal: str | None = None
    metered: bool = False
    tax_amounts: Sequence[Mapping[str, Any]] | None = None
    reductions: Sequence[tuple[str, int]] = ()

    @property
    def discount_amounts(self) -> list[dict[str, Any]]:
        """Its reductions as the API shows them."""
        return [{"amount": amount, "discount": id} for id, amount in self.reductions]


def reductions_of(shown: Sequence[Mapping[str, Any]] | None) -> list[tuple[str, int]]:
    """Return the reductions that are shown so."""
    return [(each["discount"], each["amount"]) for each in shown or ()]


_usage: list[Usage] = []


def metered(function: Usage) -> Usage:
    """Register the function that adds up a metered item's usage in a period.

    `f(work, id of the item, start, end, price) -> quantity`.
    """
    _usage[:] = [function]
    return function


def usage(work: Work, line: Line) -> Decimal:
    """Return the usage that a line bills. The item may be gone since. 0 while nothing adds it up."""
    if line.subscription_item is None or line.price is None or not _usage:
        return Decimal(0)
    return Decimal(_usage[0](work, line.subscription_item, line.start, line.end, line.price))


# -- texts ---------------------------------------------------------------------------------------------------


def describe(
    price: Mapping[str, Any],
    product: Mapping[str, Any] | None,
    quantity: int | None,
    currency: str | None = None,
) -> str:
    """Return the description of a line for a recurring price: "3 × Seat (at $10.00 / month)".

    For a one-time price it is the name of the product. currency: one of the price's, its own if None.
    """
    name = _name(price, product)
    if currency not in (None, price["currency"]):
        price = {**price, **(price["currency_options"] or {})[currency], "currency": currency}
    if not price.get("recurring"):
        return name
    unit = (product or {}).get("unit_label")
    counted = f"{1 if quantity is None else quantity} {f'{unit} ' if unit else ''}× {name}"
    tiers = pricing.tiers_of(price) if price.get("billing_scheme") == "tiered" else []
    if tiers:
        return f"{counted} (Tier 1 at {_rate(price, price['currency'], tiers[0].unit_amount)})"
    return f"{counted} (at {_rate(price, price['currency'])})"


def _name(price: Mapping[str, Any], product: Mapping[str, Any] | None) -> str:
    return str((product or {}).get("name") or price.get("nickname") or price["id"])


def _rate(price: Mapping[str, Any], currency: str, amount: Decimal | None = None) -> str:
    """Return what a unit costs: "$10.00 / month", "$5.00 per 12 / every 3 months"."""
    if amount is None:
        decimal = price.get("unit_amount_decimal")
        amount = Decimal(str(decimal)) if decimal is not None else Decimal(price.get("unit_amount") or 0)
    text = exact_amount(amount, currency)
    if price.get("transform_quantity"):
        text += f" per {price['transform_quantity']['divide_by']}"
    every = interval(price)
    return f"{text} / {every}" if every else text


def interval(price: Mapping[str, Any]) -> str:
    """Return the interval of a price in words: "month", "every 3 months"; empty for a one-time price."""
    recurring = price.get("recurring")
    if not recurring:
        return ""
    count = recurring.get("interval_count") or 1
    return recurring["interval"] if count == 1 else f"every {count} {recurring['interval']}s"


def exact_amount(amount: Decimal, currency: str) -> str:
    """Format an amount that may have fractions of the minor unit: "$10.00", "$0.0035"."""
    if amount == amount.to_integral_value():
        return money.shown(int(amount), currency)
    places = money.exponent(currency)
    units = f"{abs(amount).scaleb(-places).normalize():f}"
    sign = "-" if amount < 0 else ""
    return f"{sign}{money.SYMBOLS.get(currency, currency.upper() + ' ')}{units}"


# -- line items ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A line item to be: one of the tiers of a line, or all of it."""

    amount: int
    quantity: int | None
    quantity_decimal: str | None
    unit_amount_decimal: str | None
    description: str | None
    flat: bool = False


def parts(work: Work, line: Line) -> list[Part]:
    """Return the line items of a line: several for a tiered price, else one."""
    price = line.price
    if line.amount is not None or price is None:
        unit = line.unit_amount_decimal
        whole = None if line.quantity is None else int(line.quantity)
        return [Part(line.amount or 0, whole, _decimal(line.quantity), unit, line.description)]
    exact = Decimal(1 if line.quantity is None else line.quantity)
    if line.metered:
        exact = usage(work, line)
    product = work.find(objects.product, price.product)
    found = []
    for part in pricing.parts(price, exact, line.currency or None):
        whole = int(part.quantity)
        found.append(
            Part(
                money.rounded(part.amount),
                whole,
                _text(part.quantity),
                _text(part.unit_amount),
                line.description or _described(price, product, part, whole, line.currency or price.currency),
                part.flat,
            )
        )
    return found


def _described(
    price: Price, product: Mapping[str, Any] | None, part: pricing.Part, whole: int, currency: str
) -> str:
    if part.tier is None:
        return describe(price, product, whole, currency)
    name, rate = _name(price, product), _rate(price, currency, part.unit_amount)
    if part.flat:
        return f"{name} (Flat fee of tier {part.tier} at {rate})"
    unit = (product or {}).get("unit_label")
    return f"{whole} {f'{unit} ' if unit else ''}× {name} (Tier {part.tier} at {rate})"


def _text(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"


def _decimal(quantity: int | Decimal | None) -> str | None:
    return None if quantity is None else _text(Decimal(quantity))


def insert(work: Work, invoice: Invoice, line: Line, position: int) -> list[LineItem]:
    """Store the line items of a line, from a position on."""
    if not line.currency:
        line = replace(line, currency=invoice.currency)
    return [
        work.insert(
            line_items,
            discount_amounts=[],
            invoice=invoice.id,
            pretax_credit_amounts=[],
            taxes=[],
            _position=position + at,
            **shown(line, part),
        )
        for at, part in enumerate(parts(work, line))
    ]


def shown(line: Line, part: Part) -> dict[str, Any]:
    """Return the fields of a line item that come from what it bills."""
    price = line.price
    product = line.product or (price.product if price is not None else None)
    priced = None
    if price is not None:
        priced = {
            "type": "price_details",
            "price_details": {"price": price.id, "product": product},
            "unit_amount_decimal": part.unit_amount_decimal,
        }
    return {
        "amount": part.amount,
        "currency": line.currency,
        "description": part.description,
        "discountable": line.discountable,
        "discounts": list(line.discounts),
        "metadata": dict(line.metadata),
        "parent": parent(line),
        "period": {"start": line.start, "end": line.end},
        "pricing": priced,
        "quantity": part.quantity,
        "quantity_decimal": part.quantity_decimal,
        "subtotal": part.amount,
        "_discount_amounts": line.discount_amounts or None,
        "_flat": True if part.flat else None,
        "_metered": True if line.metered else None,
        "_given": True if line.amount is not None else None,
        "_product": product,
        "_tax_amounts": [dict(each) for each in line.tax_amounts] if line.tax_amounts else None,
        "_tax_rates": None if line.tax_rates is None else list(line.tax_rates),
    }


def parent(line: Line) -> dict[str, Any] | None:
    """Return the `parent` of a line: the subscription item that it bills, or the invoice item."""
    names = ("invoice_item_details", "subscription_item_details")
    common = {
        "proration": line.proration,
        "proration_details": {"credited_items": dict(line.credited_items) if line.credited_items else None},
        "subscription": line.subscription,
    }
    if line.subscription_item is not None:
        details = {**common, "invoice_item": line.invoice_item, "subscription_item": line.subscription_item}
        return {"type": names[1], names[0]: None, names[1]: details}
    if line.invoice_item is None:
        return None
    return {"type": names[0], names[0]: {**common, "invoice_item": line.invoice_item}, names[1]: None}


def with_credited(work: Work, line: LineItem, together: Sequence[LineItem]) -> LineItem:
    """Let a credit name the line that it is of, where that was an item which waited with it.

    together: the lines that were drafted at once.
    """
    parent: dict[str, Any] = line.get("parent") or {}
    kind = parent.get("type") or ""
    details: dict[str, Any] = parent.get(kind) or {}
    credited = (details.get("proration_details") or {}).get("credited_items") or {}
    item = work.find(objects.invoiceitem, credited.get("invoice_item"))
    if item is None:
        return line
    lines = [*together, *(work.list(line_items, invoice=item.invoice) if item.invoice else ())]
    of = next((each for each in lines if item_id(each) == item.id), None)
    named = None if of is None else {"invoice": of.invoice, "invoice_line_items": [of.id]}
    return work.change(
        line, parent={**parent, kind: {**details, "proration_details": {"credited_items": named}}}
    )


def metered_line(work: Work, found: LineItem) -> Line | None:
    """Return what a line of metered usage bills, to be added up again; None for any other line."""
    if not found.get("_metered"):
        return None
    line = line_of(work, found)
    return replace(line, amount=None, description=None, metered=True, quantity=None, unit_amount_decimal=None)


def line_of(work: Work, found: LineItem) -> Line:
    """Return what a line item bills."""
    details = found.at("parent.subscription_item_details") or found.at("parent.invoice_item_details") or {}
    price = found.at("pricing.price_details.price")
    return Line(
        amount=found.amount,
        currency=found.currency,
        description=found.description,
        start=found.period.start,
        end=found.period.end,
        quantity=exact_quantity(found.quantity_decimal, found.quantity),
        price=prices.record(work, price) if price else None,
        product=found.at("pricing.price_details.product"),
        subscription=details.get("subscription"),
        subscription_item=details.get("subscription_item"),
        invoice_item=details.get("invoice_item"),
        proration=bool(details.get("proration")),
        credited_items=(details.get("proration_details") or {}).get("credited_items"),
        discountable=found.discountable,
        discounts=found.discounts,
        tax_rates=found.get("_tax_rates"),
        metadata=found.metadata,
        unit_amount_decimal=found.at("pricing.unit_amount_decimal"),
        tax_amounts=found.get("_tax_amounts"),
        reductions=reductions_of(found.get("_discount_amounts")),
    )


def exact_quantity(decimal: str | None, whole: int | None) -> int | Decimal | None:
    """Return a quantity with its fraction, if it has one."""
    exact = Decimal(decimal) if decimal is not None else None
    return whole if exact is None or exact == exact.to_integral_value() else exact


def with_item(line: Line, id: str) -> Line:
    """Return the line of an invoice item."""
    return replace(line, invoice_item=id)
