"""The lines of an invoice by request: listed, and edited as long as it is a draft.

A line and the invoice item behind it are the same data: whichever is edited, both change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited
from counterfoil.kernel.shapes import Invoice, Invoiceitem, LineItem
from counterfoil.resources.billing.invoices import described, drafts, items, lines, sums
from counterfoil.resources.billing.invoices.life import (
    check_draft,
    customer_of,
    invoices,
    item_id,
    item_of,
    line_items,
    lines_of,
    tell,
)
from counterfoil.resources.billing.invoices.life import items as item_resource
from counterfoil.resources.billing.invoices.lines import Line


@line_items.operation("invoices.line_items.list")
def listed(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Listing:
    """List the lines of an invoice, in their order."""
    return inherited.sliced(line_items, params, lines_of(work, invoice))


@line_items.operation("invoices.line_items.update")
def update(work: Work, invoice: Invoice, line: LineItem, params: Mapping[str, Any]) -> LineItem:
    """Edit one line of a draft. Emits invoice.updated."""
    check_draft(invoice)
    _edit(work, invoice, line, params)
    sums.recompute(work, invoice)
    return work.latest(line)


@invoices.operation("invoices.add_lines")
def add_lines(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Add lines to a draft: pending items, or new ones. Emits invoiceitem.created, one invoice.updated."""
    check_draft(invoice)
    customer = customer_of(work, invoice)
    for place, sent in enumerate(params["lines"]):
        within = f"lines[{place}]"
        if sent.get("invoice_item"):
            item = work.get(item_resource, sent["invoice_item"], param=f"{within}[invoice_item]")
            if item.invoice is not None or item.customer != customer.id:
                raise errors.invalid(
                    f"The invoice item {item.id} is not a pending item of this invoice's customer.",
                    param=f"{within}[invoice_item]",
                )
            line = items.line_of(work, item)
        else:
            blank = Line(currency=invoice.currency, start=work.now, end=work.now)
            if not any(sent.get(name) is not None for name in described.AMOUNTS):
                raise errors.required(f"{within}[amount]")
            line = described.described(work, sent, blank, customer=customer, holder_id=None, within=within)
            line = described.discountable(work, line, sent)
        drafts.fill(work, invoice, [line])
    items.check_room(work, invoice)
    return _edited(work, invoice, params)


@invoices.operation("invoices.update_lines")
def update_lines(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Edit lines of a draft. Emits one invoice.updated."""
    check_draft(invoice)
    for place, sent in enumerate(params["lines"]):
        line = _own(work, invoice, sent["id"], f"lines[{place}][id]")
        _edit(work, invoice, line, sent, within=f"lines[{place}]")
    return _edited(work, invoice, params)


@invoices.operation("invoices.remove_lines")
def remove_lines(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Remove lines of a draft. Their items are deleted, or pending again (behavior `unassign`)."""
    check_draft(invoice)
    for place, sent in enumerate(params["lines"]):
        line = _own(work, invoice, sent["id"], f"lines[{place}][id]")
        item = item_of(work, line)
        if item is None and sent["behavior"] == "unassign":
            raise errors.invalid(
                "Only lines of invoice items can be unassigned.", param=f"lines[{place}][behavior]"
            )
        work.delete(line, "")
        if item is not None and sent["behavior"] == "unassign":
            work.change(item, invoice=None)
        elif item is not None:
            work.delete(item)
    return _edited(work, invoice, params)


def _own(work: Work, invoice: Invoice, id: str, param: str) -> LineItem:
    line = work.get(line_items, id, param=param)
    if line.invoice != invoice.id:
        raise errors.missing(line_items.noun, id, param=param, status=400)
    return line


def _edited(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Add an edited draft up again, and change its metadata by `invoice_metadata`."""
    if "invoice_metadata" in params:
        metadata = described.merged_metadata(work.latest(invoice).metadata, params["invoice_metadata"])
        work.change(invoice, metadata=metadata)
    sums.recompute(work, invoice, announce=None)
    return tell(work, invoice)


def _edit(
    work: Work, invoice: Invoice, line: LineItem, params: Mapping[str, Any], *, within: str = ""
) -> None:
    """Change what a line bills, and its item."""
    item = item_of(work, line)
    old = lines.line_of(work, line)
    customer = customer_of(work, invoice)
    new = described.described(
        work, params, old, customer=customer, holder_id=item.id if item else None, within=within
    )
    if item is not None:
        rewrite(work, item, new)
        return
    part = lines.parts(work, new)[0]
    work.change(line, **{**lines.shown(new, part), "_metered": line.get("_metered")})


def rewrite(work: Work, item: Invoiceitem, line: Line) -> Invoiceitem:
    """Change what an item bills, and the line that it has on a draft."""
    changed = work.change(item, **items.shown(work, line))
    bills = items.line_of(work, changed)
    for each in _lines_of_item(work, changed):
        part = lines.parts(work, bills)[0]
        work.change(each, **lines.shown(replace(bills, invoice_item=changed.id), part))
    return changed


def _lines_of_item(work: Work, item: Invoiceitem) -> Sequence[LineItem]:
    if item.invoice is None:
        return ()
    found = work.list(line_items, invoice=item.invoice)
    return [line for line in found if item_id(line) == item.id]
