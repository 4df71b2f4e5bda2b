"""What a buyer may choose on an open session: optional items, amounts, saved payment methods.

Source: API reference, Checkout Sessions; guides "Optional items", "Let customers decide what to pay", "Save
and reuse payment methods".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import CheckoutSession, PaymentMethod
from counterfoil.resources.checkout.sessions import items as line_items
from counterfoil.resources.products import prices

MOST_OPTIONAL = 10  # items that a buyer may add


class Offer(NamedTuple):
    """An optional item as a buyer reads it. quantity: in the order, else what would be added."""

    price: str
    label: str
    quantity: int
    is_chosen: bool


class Choosable(NamedTuple):
    """An item whose amount the buyer chooses. amount: as it is written in a field, empty if there is none."""

    item: str
    amount: str


def optional_items(
    work: Work, sent: Sequence[Mapping[str, Any]], currency: str | None
) -> list[dict[str, Any]] | None:
    """Validate the items that a buyer may add to an order (400). None if there are none."""
    if len(sent) > MOST_OPTIONAL:
        message = f"You may only specify up to {MOST_OPTIONAL} optional items."
        raise errors.invalid(message, param="optional_items")
    found = []
    for index, each in enumerate(sent):
        name = f"optional_items[{index}][price]"
        price = prices.expect(work, each["price"], param=name)
        if price.currency != currency:
            raise errors.invalid("All line items must have the same currency.", param=name)
        bounds = line_items.adjustable(each.get("adjustable_quantity"))
        found.append({"adjustable_quantity": bounds, "price": price.id, "quantity": each["quantity"]})
    return found or None


def offers(work: Work, session: Mapping[str, Any]) -> list[Offer]:
    """Return the optional items of a session."""
    chosen = {each.get("_optional"): each["quantity"] for each in session.get("_items") or ()}
    found = []
    for each in session.get("optional_items") or ():
        price = prices.record(work, each["price"])
        assert price is not None, "the price of an item is kept"
        product = work.find(objects.product, price.product)
        cost = money.shown(line_items.unit_cost(work, each, session["currency"]), session["currency"])
        label = f"{product.name if product else 'Item'}, {cost}"
        quantity = chosen.get(each["price"], each["quantity"])
        found.append(Offer(each["price"], label, quantity, each["price"] in chosen))
    return found


def choosables(work: Work, session: Mapping[str, Any]) -> list[Choosable]:
    """Return the items of a session whose amount the buyer chooses."""
    found = []
    for each in session.get("_items") or ():
        price = prices.record(work, each["price"])
        bounds = price.custom_unit_amount if price is not None else None
        if bounds:
            amount = line_items.unit_cost(work, {**each, "quantity": 1}, session["currency"])
            places = money.exponent(session["currency"])
            text = f"{Decimal(amount).scaleb(-places):.{places}f}" if amount else ""
            found.append(Choosable(each["id"], text))
    return found


def _minor_units(text: str, currency: str) -> int | None:
    """Read an amount as people write it; None for what is none."""
    try:
        amount = Decimal(text.strip().lstrip("$€£¥").replace(",", ""))
    except InvalidOperation:
        return None
    exact = amount.scaleb(money.exponent(currency)) if amount.is_finite() else None
    if exact is None or exact != exact.to_integral_value() or not 0 <= exact <= money.LARGEST:
        return None
    return int(exact)


def priced(work: Work, item: dict[str, Any], typed: str | None) -> dict[str, Any]:
    """Return an item with the amount that its buyer chose; 400 if its price does not allow it."""
    price = prices.record(work, item["price"])
    bounds = price.custom_unit_amount if price is not None else None
    if typed is None or not bounds:
        return item
    amount = _minor_units(typed, item["currency"])
    if amount is None:
        raise errors.invalid("This is not an amount.", param=f"amount-{item['id']}")
    least, most = bounds.get("minimum") or 0, bounds.get("maximum")
    if amount < least:
        message = f"The amount must be at least {money.shown(least, item['currency'])}."
        raise errors.invalid(message, param=f"amount-{item['id']}")
    if most is not None and amount > most:
        message = f"The amount must be at most {money.shown(most, item['currency'])}."
        raise errors.invalid(message, param=f"amount-{item['id']}")
    return {**item, "amount": amount}


def extended(
    work: Work, session: CheckoutSession, items: Sequence[dict[str, Any]], added: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the items with the optional ones that are wanted, in the order in which they are offered.

    added: quantities by price; 0, or none, takes an item out.
    """
    found = [item for item in items if not item.get("_optional")]
    for each in session.optional_items or ():
        quantity = added.get(each["price"], 0)
        if not quantity:
            continue
        kept = next((old for old in items if old.get("_optional") == each["price"]), None)
        if kept is None:
            made = {**line_items.item(work, each, "optional_items"), "_optional": each["price"]}
            kept = line_items.with_quantity(made, quantity)
        found.append(kept)
    return found


def saved_methods(work: Work, session: Mapping[str, Any]) -> list[PaymentMethod]:
    """Return the customer's payment methods that this session shows, newest first.

    They have an offered type, and an `allow_redisplay` of the session's filters.
    """
    if not session.get("customer"):
        return []
    filters = (session.get("saved_payment_method_options") or {}).get("allow_redisplay_filters") or ["always"]
    return [
        method
        for method in work.list(objects.payment_method, customer=session["customer"])
        if method.allow_redisplay in filters and method.type in session["payment_method_types"]
    ]
