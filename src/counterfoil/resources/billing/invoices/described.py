"""What a request says of an invoice item or a line, as the line that is billed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors, merged_metadata, objects
from counterfoil.kernel.shapes import Customer, Price
from counterfoil.resources.billing import discounts
from counterfoil.resources.billing.invoices import lines, terms
from counterfoil.resources.billing.invoices.lines import Line
from counterfoil.resources.products import prices

AMOUNTS = ("amount", "unit_amount_decimal", "pricing", "price_data")
DERIVED = ("discounts", "pricing", "price_data", "unit_amount_decimal", "quantity", "quantity_decimal")
FROZEN = "You cannot update `{name}` of a proration. Delete the invoice item and create another one instead."
PRORATION = "You cannot make a proration discountable."
TAX_RATE = ("country", "description", "display_name", "inclusive", "jurisdiction", "percentage", "state")


def described(
    work: Work,
    params: Mapping[str, Any],
    line: Line,
    *,
    customer: Customer,
    holder_id: str | None,
    within: str = "",
) -> Line:
    """Return a line with what the parameters say instead of what it says.

    400 for more than one kind of amount, one of more than twelve digits, and fields that are frozen.
    within: the hash of the parameters, in errors.
    """

    def named(name: str) -> str:
        return f"{within}[{name}]" if within else name

    if line.proration and line.invoice_item and not work.before("2026-08-26.dahlia"):
        for name in DERIVED:
            if name in params:
                raise errors.invalid(FROZEN.format(name=name), param=named(name))
    sent = [name for name in AMOUNTS if params.get(name) is not None]
    if len(sent) > 1:
        raise errors.exclusive(*(named(name) for name in sent))
    line = _priced(work, params, line, named)
    if abs(sum(part.amount for part in lines.parts(work, line))) > money.LARGEST:
        raise errors.too_large()
    fields: dict[str, Any] = {}
    if "description" in params:
        fields["description"] = params["description"]
    if params.get("period"):
        if params["period"]["end"] < params["period"]["start"]:
            raise errors.invalid("The period must end after it starts.", param=named("period[end]"))
        fields |= {"start": params["period"]["start"], "end": params["period"]["end"]}
    if "metadata" in params:
        fields["metadata"] = merged_metadata(line.metadata, params["metadata"])
    if "tax_rates" in params:
        held = list(line.tax_rates or ())
        rates = terms.expect_rates(work, params["tax_rates"] or (), param=named("tax_rates"), held=held)
        fields["tax_rates"] = [rate["id"] for rate in rates] or None
    if "tax_amounts" in params:
        fields["tax_amounts"] = _tax_amounts(work, params["tax_amounts"])
    if "discounts" in params:
        found = discounts.replace(
            work,
            list(line.discounts),
            params["discounts"],
            customer=customer.id,
            holder="invoice_item",
            holder_id=holder_id,
            param=named("discounts"),
        )
        fields["discounts"] = [one.id for one in found]
    if params.get("discountable") is not None:
        if params["discountable"] and line.proration:
            raise errors.invalid(PRORATION, param=named("discountable"))
        fields["discountable"] = params["discountable"]
    return replace(line, **fields)


def _priced(work: Work, params: Mapping[str, Any], line: Line, named: Any) -> Line:
    """Return the line with another amount, price or quantity."""
    quantity = _quantity(params, named)
    price: Price | None = None
    if params.get("pricing"):
        price = prices.expect(
            work, params["pricing"]["price"], param=named("pricing[price]"), type="one_time"
        )
    elif params.get("price_data"):
        price = prices.inline(work, params["price_data"], named("price_data"))
    if price is not None:
        if line.currency not in (price.currency, *(price.currency_options or {})):
            raise errors.invalid(
                f"The price specified only supports `{price.currency}`. This doesn't match the expected"
                f" currency: `{line.currency}`.",
                param=named("pricing[price]" if params.get("pricing") else "price_data[currency]"),
            )
        count = line.quantity if quantity is None else quantity
        return replace(
            line, amount=None, price=price, product=None, unit_amount_decimal=None, quantity=count,
            description=None, reductions=(),
        )  # fmt: skip
    if params.get("amount") is not None:
        # An amount is of the line as a whole, whatever the quantity.
        return replace(
            line, amount=params["amount"], price=None, product=None, unit_amount_decimal=None,
            quantity=1 if quantity is None else quantity, reductions=(),
        )  # fmt: skip
    if params.get("unit_amount_decimal") is not None:
        count = (line.quantity or 1) if quantity is None else quantity
        unit = params["unit_amount_decimal"]
        return replace(
            line, amount=_times(unit, count), price=None, product=None, unit_amount_decimal=unit,
            quantity=count, reductions=(),
        )  # fmt: skip
    if quantity is None:
        return line
    unit = line.unit_amount_decimal
    if line.price is not None and line.price.unit_amount_decimal == unit and not line.proration:
        return replace(line, amount=None, quantity=quantity)
    amount = _times(unit, quantity) if unit is not None else line.amount
    return replace(line, amount=amount, quantity=quantity)


def _quantity(params: Mapping[str, Any], named: Any) -> int | Decimal | None:
    """Return the quantity that is sent, or None. 400 for a negative one, and for both forms."""
    quantity, decimal = params.get("quantity"), params.get("quantity_decimal")
    if quantity is not None and decimal is not None:
        raise errors.exclusive(named("quantity"), named("quantity_decimal"))
    if decimal is not None and Decimal(decimal) < 0:
        raise errors.invalid(f"Invalid non-negative decimal: {decimal}", param=named("quantity_decimal"))
    if quantity is not None and quantity < 0:
        raise errors.invalid(
            "Invalid non-negative integer", code="parameter_invalid_integer", param=named("quantity")
        )
    return quantity if decimal is None else lines.exact_quantity(str(decimal), int(Decimal(decimal)))


def _times(unit: str, quantity: int | Decimal) -> int:
    return money.rounded(Decimal(unit) * quantity)


def _tax_amounts(work: Work, sent: Any) -> list[dict[str, Any]] | None:
    """Make a tax rate for each tax that was computed elsewhere."""
    if not sent:
        return None
    found = []
    for tax in sent:
        data = tax["tax_rate_data"]
        rate = work.insert(
            objects.tax_rate,
            active=False,
            percentage=float(data["percentage"]),
            **{name: data.get(name) for name in TAX_RATE if name != "percentage"},
            tax_type=data.get("tax_type"),
        )
        found.append(
            {
                "tax_rate": rate.id,
                "percentage": str(data["percentage"]),
                "inclusive": data["inclusive"],
                "amount": tax["amount"],
                "taxable_amount": tax["taxable_amount"],
                "reason": tax.get("taxability_reason"),
            }
        )
    return found


def discountable(work: Work, line: Line, params: Mapping[str, Any]) -> Line:
    """Return a new line that is discountable unless it is a credit, or the parameters say otherwise."""
    if params.get("discountable") is not None:
        return line
    return replace(line, discountable=lines.parts(work, line)[0].amount >= 0 and not line.proration)
