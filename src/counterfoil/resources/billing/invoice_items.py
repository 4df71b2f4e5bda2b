"""Invoice items: what a customer is billed with the next invoice, or with a draft that is named.

An item is pending until an invoice takes it, and can be changed as long as that is a draft. Amounts are minor
units, negative ones are credits. Source: API reference, Invoice Items.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, merged_metadata, objects
from counterfoil.kernel.shapes import Customer, Invoice, Invoiceitem
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.invoices import drafts, items, lines, sums, terms
from counterfoil.resources.billing.invoices.life import item_id, lines_of
from counterfoil.resources.billing.invoices.life import items as resource
from counterfoil.resources.payments import balance
from counterfoil.resources.products import prices

AMOUNTS = ("amount", "unit_amount_decimal", "pricing", "price_data")
CLOSED = (
    "You can't update or delete an invoice item that is attached to an invoice that is no longer editable"
)
PRORATION = "Prorations can't be made discountable."


@resource.create(on=("customer", "invoice", "subscription"))
def create(work: Work, params: Mapping[str, Any]) -> Invoiceitem:
    """Create an item: pending, or on a draft, which is added up again.

    Emits customer.updated where it gives the customer a currency, invoiceitem.created and invoice.updated.
    """
    invoice = None
    if params.get("invoice"):
        invoice = work.get(objects.invoice, params["invoice"], param="invoice")
        _check_editable(work, invoice)
    if not params.get("customer") and invoice is None:
        raise errors.required("customer")
    owner = params.get("customer") or str(invoice.customer if invoice is not None else "")
    customer = work.get(objects.customer, owner, param="customer")
    if params.get("subscription"):
        work.expect(objects.subscription, params["subscription"], param="subscription")
    line = _line(work, params, customer, invoice)
    if invoice is not None and line.currency != invoice.currency:
        raise errors.invalid(
            f"The currency of the invoice item ({line.currency}) must match that of its invoice"
            f" ({invoice.currency}).",
            param="currency",
        )
    if customer.currency is None:
        work.change(customer, "customer.updated", currency=line.currency)
    item = items.insert(
        work,
        customer.id,
        line,
        invoice=invoice.id if invoice is not None else None,
    )
    if invoice is not None:
        drafts.fill(work, invoice, [items.line_of(work, item)])
        sums.recompute(work, invoice)
    return item


def _line(
    work: Work, params: Mapping[str, Any], customer: Customer, invoice: Invoice | None
) -> invoices.Line:
    """Return the line that the parameters describe. 400 unless they have exactly one kind of amount."""
    named = [name for name in AMOUNTS if params.get(name) is not None]
    if len(named) > 1:
        raise errors.exclusive(*named)
    if not named:
        raise errors.one_required(*AMOUNTS)
    currency = params.get("currency") or (invoice.currency if invoice is not None else None)
    price = None
    if params.get("pricing"):
        price = prices.expect(work, params["pricing"]["price"], param="pricing[price]", type="one_time")
    elif params.get("price_data"):
        price = prices.inline(work, params["price_data"], "price_data")
    if price is not None:
        currency = params.get("currency") or price.currency
        if currency != price.currency and currency not in (price.currency_options or {}):
            raise errors.invalid(
                f"The price specified does not support the currency {currency}.", param="currency"
            )
    currency = currency or customer.currency or balance.settlement_currency(work)
    quantity = params.get("quantity")
    period = params.get("period") or {"start": work.now, "end": work.now}
    if period["end"] < period["start"]:
        raise errors.invalid("The period must end after it starts.", param="period[end]")
    amount, unit = params.get("amount"), params.get("unit_amount_decimal")
    line = invoices.Line(
        amount=amount if unit is None else _times(unit, 1 if quantity is None else quantity),
        currency=currency,
        description=params.get("description"),
        start=period["start"],
        end=period["end"],
        quantity=1 if quantity is None else quantity,
        price=price,
        subscription=params.get("subscription") or None,
        discounts=terms.redeem(
            work, params.get("discounts"), customer=customer, holder="invoice_item", holder_id=None
        ),
        tax_rates=_rates(work, params),
        metadata=merged_metadata(None, params.get("metadata")),
        unit_amount_decimal=unit,
    )
    discountable = params.get("discountable")
    if discountable is None:
        discountable = lines.parts(work, line)[0].amount >= 0
    return lines.replace(line, discountable=discountable)


def _times(unit: str, quantity: int) -> int:
    from decimal import Decimal

    from counterfoil.arithmetic import money

    return money.rounded(Decimal(unit) * quantity)


def _rates(work: Work, params: Mapping[str, Any]) -> list[str] | None:
    sent = params.get("tax_rates")
    if not sent:
        return None
    return [rate["id"] for rate in terms.expect_rates(work, sent, param="tax_rates")]


def _check_editable(work: Work, invoice: Invoice | None) -> None:
    if invoice is not None and invoice.status != "draft":
        raise errors.invalid(CLOSED, code="invoice_not_editable", param="invoice")


@resource.update
def update(work: Work, item: Invoiceitem, params: Mapping[str, Any]) -> Invoiceitem:
    """Change an item that is pending or on a draft, which is added up again. Emits invoice.updated."""
    invoice = work.find(objects.invoice, item.invoice)
    _check_editable(work, invoice)
    raise errors.not_implemented("invoice_items.update")


@resource.delete
def delete(work: Work, item: Invoiceitem, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete an item that is pending or on a draft. Emits invoiceitem.deleted and invoice.updated."""
    invoice = work.find(objects.invoice, item.invoice)
    _check_editable(work, invoice)
    stub = work.delete(item)
    if invoice is not None:
        for line in lines_of(work, invoice):
            if item_id(line) == item.id:
                work.delete(line, "")
        sums.recompute(work, invoice)
    return stub


@resource.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List items, newest first. pending: only those that no invoice has taken, or only the others."""
    for name in ("customer", "invoice"):
        if params.get(name):
            work.expect(objects.named(name), params[name], param=name)
    wanted = params.get("pending")
    if wanted is None:
        return inherited.listed(work, resource, params)
    equal = {name: params[name] for name in ("customer", "invoice") if params.get(name)}
    found = [one for one in work.list(resource, **equal) if (one.invoice is None) == wanted]
    return inherited.sliced(resource, params, found)
