"""Previews: the invoice that would be made next, without making it.

A preview rehearses what would really happen and undoes it, so it equals what happens later. It takes no
number, redeems nothing and leaves nothing behind. Source: API reference, Invoices, "Create a preview
invoice"; guide "Preview upcoming invoices".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Document, Listing, Work, errors, inherited, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import Customer, Invoice
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.invoices import described, drafts, editing, items, sums, terms
from counterfoil.resources.billing.invoices.lines import Line
from counterfoil.resources.payments import balance

ABOUT = ("customer", "subscription")
SIMULATED = ("subscription", "subscription_details", "schedule", "schedule_details")
NOBODY = "You must either provide a `customer` or a `subscription` to the upcoming invoice endpoint."
NOTHING = "No upcoming invoices for customer: {0}"
NOT_ENOUGH = (
    "You must provide one of `subscription`, `subscription_details`, `schedule`, `schedule_details` or"
    " `invoice_items` to preview an invoice."
)
ONE_THING = "2025-03-31.basil"  # since then a preview is of one subscription or schedule


@invoices.invoices.operation("invoices.create_preview", on=ABOUT)
def create_preview(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the invoice that would be made next. 404 `invoice_upcoming_none` where nothing is to come."""
    return _preview(work, params)


@invoices.invoices.operation("invoices.upcoming", on=ABOUT, writes=True)
def upcoming(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Do the same for versions before basil, which have no other previews."""
    return _preview(work, params)


@objects.line_item.operation("invoices.upcoming_lines.list", on=ABOUT, writes=True)
def upcoming_lines(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the lines of the invoice that would be made next."""
    paging = ("limit", "starting_after", "ending_before")
    sent = {name: value for name, value in params.items() if name not in paging}
    found = _preview(work, sent, every_line=True)["lines"]["data"]
    lines = [Document(line) for line in found]
    page = {name: params[name] for name in paging if name in params}
    return inherited.sliced(objects.line_item, page, lines)


def _preview(work: Work, params: Mapping[str, Any], *, every_line: bool = False) -> dict[str, Any]:
    _check(work, params)
    with work.rehearsal():
        customer = _customer(work, params)
        _add_items(work, params, customer)
        draft = _next(work, params, customer)
        if "discounts" in params:
            draft = _discount(work, params, customer, draft)
        return invoices.preview_of(work, draft, every_line=every_line)


def _check(work: Work, params: Mapping[str, Any]) -> None:
    """Refuse (400) a preview of nothing in particular."""
    named = ("customer", "customer_details", "subscription", "schedule")
    if not any(params.get(name) for name in named):
        raise errors.invalid(NOBODY)
    about = (*SIMULATED, "invoice_items")
    if not work.before(ONE_THING) and not any(params.get(name) for name in about):
        raise errors.invalid(NOT_ENOUGH)
    if (params.get("automatic_tax") or {}).get("enabled"):
        raise errors.not_implemented("invoices.create_preview (automatic_tax)")


def _customer(work: Work, params: Mapping[str, Any]) -> Customer:
    """Return the customer of a preview, with the details that it supposes."""
    holder = params.get("customer")
    if holder is None and params.get("subscription"):
        holder = work.get(objects.subscription, params["subscription"], param="subscription").customer
    elif holder is None and params.get("schedule"):
        schedule = work.get(objects.subscription_schedule, params["schedule"], param="schedule")
        adopt(work, schedule)
        holder = schedule.customer
    details = params.get("customer_details") or {}
    if holder is None:
        fields = {name: details.get(name) for name in ("address", "shipping")}
        return work.insert(
            objects.customer, fields, tax_exempt=details.get("tax_exempt") or "none", balance=0
        )
    customer = work.get(objects.customer, holder, param="customer")
    fields = {name: details[name] for name in ("address", "shipping", "tax_exempt") if name in details}
    return work.change(customer, **fields) if fields else customer


def _add_items(work: Work, params: Mapping[str, Any], customer: Customer) -> None:
    """Add the items that a preview supposes, or change those that are pending."""
    for place, sent in enumerate(params.get("invoice_items") or ()):
        within = f"invoice_items[{place}]"
        shaped = _shaped(sent, within)
        if sent.get("invoiceitem"):
            item = work.get(objects.invoiceitem, sent["invoiceitem"], param=f"{within}[invoiceitem]")
            line = described.described(
                work, shaped, items.line_of(work, item), customer=customer, holder_id=item.id, within=within
            )
            editing.rewrite(work, item, line)
            continue
        currency = _currency(work, params, customer, sent)
        blank = Line(currency=currency, start=work.now, end=work.now, subscription=params.get("subscription"))
        line = described.described(work, shaped, blank, customer=customer, holder_id=None, within=within)
        items.insert(work, customer.id, described.discountable(work, line, shaped))


def _shaped(sent: Mapping[str, Any], within: str) -> dict[str, Any]:
    """Return an item of a preview with the names that invoice items have elsewhere."""
    apart = ("invoiceitem", "price", "unit_amount", "currency")
    found = {name: value for name, value in sent.items() if name not in apart}
    if sent.get("price"):
        found["pricing"] = {"price": sent["price"]}
    if sent.get("unit_amount") is not None:
        if sent.get("unit_amount_decimal") is not None:
            raise errors.exclusive(f"{within}[unit_amount]", f"{within}[unit_amount_decimal]")
        found["unit_amount_decimal"] = str(sent["unit_amount"])
    return found


def _currency(
    work: Work, params: Mapping[str, Any], customer: Customer, item: Mapping[str, Any] | None = None
) -> str:
    if item is not None and item.get("currency"):
        return str(item["currency"])
    if item is not None and item.get("price_data"):
        return str(item["price_data"]["currency"])
    return str(params.get("currency") or customer.currency or balance.settlement_currency(work))


def _next(work: Work, params: Mapping[str, Any], customer: Customer) -> Invoice:
    """Return the next invoice: of the subscription that the parameters are about, else of pending items."""
    simulates = any(params.get(name) for name in SIMULATED)
    if simulates or work.before(ONE_THING):
        draft = invoices.simulated(work, params, customer)
        if draft is not None:
            return draft
        if simulates:
            raise _none(customer)
    currency = _item_currency(work, params, customer)
    if not items.pending(work, customer.id, currency, subscription=None):
        raise _none(customer)
    return drafts.draft(
        work,
        customer,
        currency=currency,
        billing_reason="upcoming",
        sweep=True,
        discounts=terms.of_customer(work, customer),
        announce=False,
    )


def _item_currency(work: Work, params: Mapping[str, Any], customer: Customer) -> str:
    sent: Sequence[Mapping[str, Any]] = params.get("invoice_items") or ()
    named = next((one for one in sent if one.get("currency") or one.get("price_data")), None)
    return _currency(work, params, customer, None if params.get("currency") else named)


def _none(customer: Customer) -> errors.Refusal:
    return errors.Refusal(NOTHING.format(customer.id), status=404, code="invoice_upcoming_none")


def _discount(work: Work, params: Mapping[str, Any], customer: Customer, draft: Invoice) -> Invoice:
    """Apply the discounts that a preview supposes, instead of those that the invoice would have."""
    found = terms.redeem(work, params["discounts"], customer=customer, holder="invoice", holder_id=draft.id)
    return sums.recompute(work, work.change(draft, discounts=found), announce=None)
