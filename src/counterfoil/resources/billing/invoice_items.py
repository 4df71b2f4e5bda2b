"""Invoice items: what a customer is billed with the next invoice, or with a draft that is named.

An item is pending until an invoice takes it, and can be changed as long as that is a draft. Amounts are minor
units, negative ones are credits. Source: API reference, Invoice Items.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Customer, Invoice, Invoiceitem
from counterfoil.resources.billing.invoices import described, drafts, editing, items, sums
from counterfoil.resources.billing.invoices.life import item_id, lines_of
from counterfoil.resources.billing.invoices.life import items as resource
from counterfoil.resources.billing.invoices.lines import Line
from counterfoil.resources.payments import balance

CLOSED = (
    "You can't update or delete an invoice item that is attached to an invoice that is no longer editable"
)


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
    if invoice is not None and invoice.customer != customer.id:
        raise errors.invalid(
            f"The invoice {invoice.id} does not belong to the customer {customer.id}.", param="invoice"
        )
    if params.get("subscription"):
        items.own_subscription(work, customer.id, params["subscription"])
    if not any(params.get(name) is not None for name in described.AMOUNTS):
        raise errors.one_required(*described.AMOUNTS)
    id = resource.new_id(work.space)
    currency = _currency(work, params, customer, invoice)
    blank = Line(
        currency=currency,
        start=work.now,
        end=work.now,
        subscription=params.get("subscription") or None,
    )
    line = described.described(work, params, blank, customer=customer, holder_id=id)
    line = described.discountable(work, line, params)
    if invoice is not None and line.currency != invoice.currency:
        raise errors.invalid(
            f"The currency of the invoice item ({line.currency}) must match that of its invoice"
            f" ({invoice.currency}).",
            param="currency",
        )
    if customer.currency is None:
        work.change(customer, "customer.updated", currency=line.currency)
    item = items.insert(work, customer.id, line, invoice=invoice.id if invoice is not None else None, id=id)
    if invoice is not None:
        drafts.fill(work, invoice, [items.line_of(work, item)])
        items.check_room(work, invoice)
        sums.recompute(work, invoice)
    return item


def _currency(work: Work, params: Mapping[str, Any], customer: Customer, invoice: Invoice | None) -> str:
    """Return the currency of a new item: as sent, else the invoice's, price's, customer's or account's."""
    if params.get("currency"):
        return str(params["currency"])
    if invoice is not None:
        return invoice.currency
    if params.get("price_data"):
        return str(params["price_data"]["currency"])
    if params.get("pricing"):
        price = work.get(objects.price, params["pricing"]["price"], param="pricing[price]")
        return price.currency
    return customer.currency or balance.settlement_currency(work)


def _check_editable(work: Work, invoice: Invoice | None) -> None:
    if invoice is not None and invoice.status != "draft":
        raise errors.invalid(CLOSED, code="invoice_not_editable", param="invoice")


@resource.update
def update(work: Work, item: Invoiceitem, params: Mapping[str, Any]) -> Invoiceitem:
    """Change an item that is pending or on a draft, which is added up again. Emits invoice.updated."""
    invoice = work.find(objects.invoice, item.invoice)
    _check_editable(work, invoice)
    customer = work.get(objects.customer, item.customer, param="customer")
    line = described.described(work, params, items.line_of(work, item), customer=customer, holder_id=item.id)
    changed = editing.rewrite(work, item, line)
    if invoice is not None:
        sums.recompute(work, invoice)
    return changed


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
