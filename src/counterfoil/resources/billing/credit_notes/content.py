"""What a credit note credits: lines of the invoice by quantity or by amount, or lines of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money, totals
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Invoice, LineItem
from counterfoil.resources.billing import tax_rates
from counterfoil.resources.billing.credit_notes.life import credited
from counterfoil.resources.billing.invoices import terms

QUANTITY, AMOUNT = "quantity", "amount"
EXEMPT = ("exempt", "reverse")
UNTAXED = ("customer_exempt", "reverse_charge")  # why a tax is 0


@dataclass(slots=True)
class Content:
    """A line of a credit note. Amounts are minor units, positive.

    amount: without discounts and exclusive taxes. own: of `discounts`, those of the invoice's line itself.
    credits: the billing credits that paid for what is credited; they are not given back.
    untaxed: inclusive tax that an exempt customer did not pay.
    """

    amount: int
    description: str | None
    quantity: int | None = None
    unit_amount_decimal: str | None = None
    invoice_line_item: str | None = None
    by: str | None = None
    own: int = 0
    discounts: list[dict[str, Any]] = field(default_factory=list)
    credits: list[dict[str, Any]] = field(default_factory=list)
    untaxed: int = 0
    taxes: list[dict[str, Any]] = field(default_factory=list)
    tax_rates: Sequence[Mapping[str, Any]] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def off(self) -> int:
        """All its discounts."""
        return sum(one["amount"] for one in self.discounts)

    def tax(self, behavior: str) -> int:
        """Return its taxes of one behavior: exclusive or inclusive."""
        return sum(one["amount"] for one in self.taxes if one["tax_behavior"] == behavior)

    @property
    def total(self) -> int:
        """What the customer gets back for it."""
        off = sum(one["amount"] for one in self.pretax_credits)
        return self.amount - off - self.untaxed + self.tax("exclusive")

    @property
    def pretax_credits(self) -> list[dict[str, Any]]:
        """Its discounts and billing credits, as notes and lines show them."""
        return [*({**one, "type": "discount"} for one in self.discounts), *self.credits]


def read(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> list[Content]:
    """Return the lines that the parameters describe. 400 unless there is something to credit."""
    sent = params.get("lines") or ()
    amount = params.get("amount")
    shipping = shipping_of(invoice, params)
    if not sent and amount is None and shipping is not None:
        return []
    if not sent and amount is None:
        raise errors.invalid("You must pass one of `amount`, `lines`, or `shipping_cost`.", param="amount")
    if not sent:
        if amount is None or amount < 1:
            raise errors.invalid(
                "This value must be greater than or equal to 1.",
                code="parameter_invalid_integer",
                param="amount",
            )
        own = amount - (shipping or 0)
        return [Content(own, None, quantity=1, unit_amount_decimal=str(own))] if own else []
    found: list[Content] = []
    for place, line in enumerate(sent):
        param = f"lines[{place}]"
        found.append(
            _of_line(work, invoice, line, param, found)
            if line["type"] == "invoice_line_item"
            else _custom(work, invoice, line, param)
        )
    total = sum(line.total for line in found) + (shipping or 0)
    if amount is not None and amount != total:
        raise errors.invalid(
            f"The amount of the credit note ({amount}) must equal the sum of its lines ({total}).",
            param="amount",
        )
    return found


def shipping_of(invoice: Invoice, params: Mapping[str, Any]) -> int | None:
    """Return the shipping that a note credits, all of the invoice's; None if it credits none."""
    if not params.get("shipping_cost"):
        return None
    cost: Mapping[str, Any] = invoice.shipping_cost or {}
    rate = params["shipping_cost"].get("shipping_rate")
    if not cost or (rate and rate != cost["shipping_rate"]):
        raise errors.invalid(
            "The invoice has no shipping with this rate.", param="shipping_cost[shipping_rate]"
        )
    return int(cost["amount_total"])


def _of_line(
    work: Work, invoice: Invoice, sent: Mapping[str, Any], param: str, others: Sequence[Content]
) -> Content:
    """Return what is credited of a line of the invoice. 400 for more than is left of it."""
    if not sent.get("invoice_line_item"):
        raise errors.required(f"{param}[invoice_line_item]")
    line = work.get(objects.line_item, sent["invoice_line_item"], param=f"{param}[invoice_line_item]")
    if line.invoice != invoice.id:
        raise errors.missing("line item", line.id, param=f"{param}[invoice_line_item]", status=400)
    quantity, amount = sent.get("quantity"), sent.get("amount")
    if quantity is not None and amount is not None:
        raise errors.exclusive(f"{param}[quantity]", f"{param}[amount]")
    if quantity is None and amount is None:
        raise errors.one_required(f"{param}[quantity]", f"{param}[amount]")
    by = QUANTITY if quantity is not None else AMOUNT
    before = credited(work, line.id)
    here = [one for one in others if one.invoice_line_item == line.id]
    ways = {one["_by"] for one in before} | {one.by for one in here}
    if ways - {by}:
        raise errors.invalid(
            f"The line item {line.id} was credited by {'amount' if by == QUANTITY else 'quantity'} before:"
            " it can only be credited in the same way.",
            param=f"{param}[{by}]",
        )
    if quantity is not None:
        taken = sum(one.quantity or 0 for one in before) + sum(one.quantity or 0 for one in here)
        found = _by_quantity(work, line, quantity, taken, param)
    else:
        taken = sum(_total(one) for one in before) + sum(one.total for one in here)
        found = _by_amount(work, line, int(amount or 0), taken, param)
    found.description = sent.get("description") or line.description
    found.metadata = sent.get("metadata") or {}
    found.tax_rates = tax_rates.shown(work, line.get("_tax_rates") or ())
    return found


def _total(line: Mapping[str, Any]) -> int:
    exclusive = sum(tax["amount"] for tax in line["taxes"] if tax["tax_behavior"] == "exclusive")
    off = sum(one["amount"] for one in line["pretax_credit_amounts"]) + (line.get("_untaxed") or 0)
    return int(line["amount"] - off + exclusive)


def _by_quantity(work: Work, line: LineItem, quantity: int, taken: int, param: str) -> Content:
    """Credit units of a line, with their part of its discounts and taxes.

    taken: units that were credited before. All units together come to the whole line.
    """
    whole = line.quantity or 1
    if quantity < 1:
        raise errors.invalid(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param=f"{param}[quantity]",
        )
    if taken + quantity > whole:
        raise errors.invalid(
            f"The quantity to credit ({quantity}) is greater than what is left of the line item"
            f" ({whole - taken}).",
            param=f"{param}[quantity]",
        )
    before, after = _part(taken, whole), _part(taken + quantity, whole)
    found = _proportion(work, line, lambda value: after(value) - before(value))
    found.quantity, found.unit_amount_decimal = quantity, line.at("pricing.unit_amount_decimal")
    found.by = QUANTITY
    return found


def _by_amount(work: Work, line: LineItem, amount: int, taken: int, param: str) -> Content:
    """Credit an amount of a line, which includes its exclusive taxes; no discounts are told."""
    whole = _proportion(work, line, lambda value: value)
    if amount < 1:
        raise errors.invalid(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param=f"{param}[amount]",
        )
    if taken + amount > whole.total:
        left = money.shown(whole.total - taken, line.currency)
        raise errors.invalid(
            f"The amount to credit ({money.shown(amount, line.currency)}) is greater than what is left of the"
            f" line item ({left}).",
            param=f"{param}[amount]",
        )
    found = _proportion(work, line, _part(amount, whole.total))
    exclusive = found.tax("exclusive")
    return Content(
        amount - exclusive,
        None,
        invoice_line_item=line.id,
        by=AMOUNT,
        taxes=found.taxes,
    )


def _part(numerator: int, denominator: int) -> Callable[[int], int]:
    return lambda value: money.rounded(Decimal(value) * numerator / denominator)


def _untaxed(work: Work, line: LineItem) -> int:
    """Return the inclusive tax that was taken out of a line because its customer is exempt."""
    exempt = [tax for tax in line.taxes or () if tax["taxability_reason"] in UNTAXED]
    if not any(tax["tax_behavior"] == "inclusive" for tax in exempt):
        return 0
    rates = terms.rates(work, [tax["tax_rate_details"]["tax_rate"] for tax in exempt])
    net = line.amount - sum(one["amount"] for one in line.pretax_credit_amounts or ())
    amounts = zip(rates, totals.taxes(net, rates), strict=True)
    return sum(amount for rate, amount in amounts if rate.inclusive)


def _proportion(work: Work, line: LineItem, part: Callable[[int], int]) -> Content:
    """Return a part of a line: of its amount, its discounts, credits and taxes, each rounded."""
    own = frozenset(line.discounts)
    discounts: list[dict[str, Any]] = [
        {"amount": part(one.amount), "discount": one.discount} for one in line.discount_amounts or ()
    ]
    return Content(
        part(line.amount),
        line.description,
        invoice_line_item=line.id,
        own=sum(one["amount"] for one in discounts if one["discount"] in own),
        discounts=discounts,
        credits=[
            {**one, "amount": part(one.amount)}
            for one in line.pretax_credit_amounts or ()
            if one.type == "credit_balance_transaction"
        ],
        untaxed=part(_untaxed(work, line)),
        taxes=[
            {
                **tax,
                "amount": part(tax.amount),
                "taxable_amount": None if tax.taxable_amount is None else part(tax.taxable_amount),
            }
            for tax in line.taxes or ()
        ],
    )


def _custom(work: Work, invoice: Invoice, sent: Mapping[str, Any], param: str) -> Content:
    """Return a line of the note's own: a description, a quantity, a unit amount, and tax rates."""
    for name in ("description", "quantity"):
        if sent.get(name) is None:
            raise errors.required(f"{param}[{name}]")
    unit, exact = sent.get("unit_amount"), sent.get("unit_amount_decimal")
    if unit is not None and exact is not None:
        raise errors.exclusive(f"{param}[unit_amount]", f"{param}[unit_amount_decimal]")
    if unit is None and exact is None:
        raise errors.required(f"{param}[unit_amount]")
    text = str(unit) if unit is not None else str(exact)
    amount = money.rounded(Decimal(text) * sent["quantity"])
    if amount < 0:
        raise errors.invalid("Invalid non-negative integer", param=f"{param}[unit_amount]")
    rates = terms.expect_rates(work, sent.get("tax_rates") or (), param=f"{param}[tax_rates]")
    exempt = invoice.customer_tax_exempt in EXEMPT
    item = totals.Item(amount, rates=terms.rates(work, [rate["id"] for rate in rates]))
    [line] = totals.added([item], exempt=exempt).lines
    return Content(
        amount,
        sent["description"],
        quantity=sent["quantity"],
        unit_amount_decimal=text,
        taxes=[tax_of(rate, tax, taxable) for rate, tax, taxable in line.taxes],
        tax_rates=rates,
        metadata=sent.get("metadata") or {},
    )


def tax_of(rate: totals.Rate, amount: int, taxable: int) -> dict[str, Any]:
    """Return the tax of a rate as lines show it."""
    return {
        "amount": amount,
        "tax_behavior": "inclusive" if rate.inclusive else "exclusive",
        "tax_rate_details": {"tax_rate": rate.id},
        "taxability_reason": "standard_rated",
        "taxable_amount": taxable,
        "type": "tax_rate_details",
    }
