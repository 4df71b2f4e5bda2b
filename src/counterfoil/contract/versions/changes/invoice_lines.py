"""Lines of invoices, and the invoice items that become such lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from counterfoil.contract.versions.changes.products import plan_of, price_of
from counterfoil.contract.versions.changes.taxes import per_unit
from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, exclusive, without

# -- answers before basil ------------------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("line_item",))
def parents_of_lines(line: Answer, ask: Ask) -> Answer:
    """Add type, subscription, proration and the items that the parent names."""
    parent = line.get("parent") or {}
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    names = {name: details[name] for name in ("invoice_item", "subscription_item") if details.get(name)}
    return {
        **line,
        **names,
        "type": (
            "subscription" if "subscription_item" in names and "invoice_item" not in names else "invoiceitem"
        ),
        "subscription": details.get("subscription"),
        "proration": bool(details.get("proration")),
        "proration_details": details.get("proration_details") or {"credited_items": None},
    }


@change("2025-03-31.basil", objects=("line_item", "invoiceitem"))
def priced_whole(priced: Answer, ask: Ask) -> Answer:
    """Add the price, expanded, and the same as a plan."""
    details = (priced.get("pricing") or {}).get("price_details") or {}
    price = price_of(ask, details.get("price"))
    return {**priced, "price": price, "plan": plan_of(price)}


@change("2025-03-31.basil", objects=("line_item",))
def rates_of_lines(line: Answer, ask: Ask) -> Answer:
    """Add the tax rates set on the line itself: the hidden `_tax_rates`, ids or objects."""
    rates = ask.hidden(line, "_tax_rates") or ()
    return {
        **line,
        "tax_rates": [each if isinstance(each, dict) else ask.seen("tax_rate", each) for each in rates],
    }


@change("2025-03-31.basil", objects=("invoiceitem",))
def parents_of_items(item: Answer, ask: Ask) -> Answer:
    """Add subscription, subscription_item and the unit amounts."""
    details = (item.get("parent") or {}).get("subscription_details") or {}
    amount = (item.get("pricing") or {}).get("unit_amount_decimal")
    if amount is None and item.get("proration"):  # since basil prorations have none
        amount = per_unit(item["amount"], item.get("quantity"))
    shown = {
        **item,
        "subscription": details.get("subscription"),
        "unit_amount": _whole(amount),
        "unit_amount_decimal": amount,
    }
    return (
        {**shown, "subscription_item": details["subscription_item"]}
        if details.get("subscription_item")
        else shown
    )


def _whole(amount: str | None) -> int | None:
    """Parse a decimal as an integer; None for a fraction."""
    exact = Decimal(amount) if amount is not None else None
    return int(exact) if exact is not None and exact == int(exact) else None


# -- parameters before basil ---------------------------------------------------------------------------------


@change_of_request("2025-03-31.basil", operations=("invoices.add_lines", "invoices.update_lines"))
def prices_of_lines(params: dict[str, Any]) -> dict[str, Any]:
    """Move the `price` of each line into `pricing`."""
    return {**params, "lines": [_priced(line) for line in params.get("lines") or ()]}


@change_of_request("2025-03-31.basil", operations=("invoices.line_items.update",))
def price_of_a_line(params: dict[str, Any]) -> dict[str, Any]:
    """Move `price` into `pricing`."""
    return _priced(params)


@change_of_request("2025-03-31.basil", operations=("invoice_items.create", "invoice_items.update"))
def price_of_an_item(params: dict[str, Any]) -> dict[str, Any]:
    """Move `price` into `pricing`, `unit_amount` into `unit_amount_decimal`. Refuses (400) two amounts."""
    exclusive(params, "unit_amount", "unit_amount_decimal")
    amount, params = params.get("unit_amount"), without(_priced(params), "unit_amount")
    return params if amount is None else {**params, "unit_amount_decimal": str(amount)}


def _priced(params: dict[str, Any]) -> dict[str, Any]:
    rest = without(params, "price")
    return rest if params.get("price") is None else {**rest, "pricing": {"price": params["price"]}}
