"""Drafts: how an invoice comes about, whoever makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Customer, Invoice, LineItem, Subscription
from counterfoil.resources.billing.invoices import items as pending_items
from counterfoil.resources.billing.invoices import lines as pages
from counterfoil.resources.billing.invoices import sums
from counterfoil.resources.billing.invoices.buyers import buyer, seller, texts
from counterfoil.resources.billing.invoices.finalization import finalize_automatically
from counterfoil.resources.billing.invoices.life import invoices, items, shown_lines, tell
from counterfoil.resources.billing.invoices.lines import Line

HELD = 72 * 3600  # seconds for which a draft waits for endpoints that do not answer
Sweep = bool | Literal["subscription"]
NO_SETTINGS = {"default_mandate": None, "payment_method_options": None, "payment_method_types": None}
NO_TAX = {"disabled_reason": None, "enabled": False, "liability": None, "provider": None, "status": None}


def draft(
    work: Work,
    customer: Customer,
    *,
    lines: Sequence[Line] = (),
    currency: str,
    billing_reason: str,
    subscription: Subscription | None = None,
    collection_method: str = "charge_automatically",
    auto_advance: bool = False,
    period: tuple[int, int] | None = None,
    discounts: Iterable[str] = (),
    default_tax_rates: Sequence[Any] = (),
    sweep: Sweep = False,
    days_until_due: int | None = None,
    due_date: int | None = None,
    default_payment_method: str | None = None,
    metadata: Mapping[str, str] | None = None,
    description: str | None = None,
    proration_date: int | None = None,
    announce: bool = True,
    **facts: Any,
) -> Invoice:
    """Make a draft of these lines and the customer's pending items, and schedule its finalization.

    sweep: take the pending items that are of no subscription or of this one, those of this one only
    ("subscription"), or none. period: `period_start` and `period_end`, both now unless given.
    default_tax_rates: ids, or whole. facts: further fields. Emits invoice.created unless `announce` is false.
    """
    holder = work.latest(customer)
    start, end = period or (work.now, work.now)
    # On a test clock only simulated time counts, and delivery is taken as done.
    recipients = work.services.deliveries.recipients(work, work.space)
    awaited = announce and not work.clock and bool(recipients.wanting("invoice.created", False))
    if due_date is None and days_until_due is not None and collection_method == "send_invoice":
        due_date = work.now + days_until_due * 86400
    invoice = work.insert(
        invoices,
        **{
            **seller(work),
            "automatic_tax": NO_TAX,
            "issuer": {"type": "self"},
            "payment_settings": NO_SETTINGS,
            **buyer(work, holder),
            **texts(holder),
            **facts,
        },
        attempt_count=0,
        attempted=False,
        auto_advance=auto_advance,
        billing_reason=billing_reason,
        collection_method=collection_method,
        currency=currency,
        customer=holder.id,
        default_payment_method=default_payment_method,
        default_tax_rates=[_whole(work, rate) for rate in default_tax_rates],
        description=description,
        discounts=list(discounts),
        due_date=due_date,
        ending_balance=None,
        lines=shown_lines(work, "", []),
        metadata=dict(metadata or {}),
        parent=_parent(subscription, proration_date),
        period_start=start,
        period_end=end,
        status="draft",
        test_clock=work.clock or None,
        webhooks_delivered_at=None if awaited else work.now,
        _days_until_due=days_until_due,
    )
    fill(work, invoice, lines, sweep=sweep, subscription=subscription)
    invoice = plan(work, invoice, sums.computed(work, invoice))
    if subscription is not None and billing_reason != "manual":
        sums.use_discounts(work, invoice)
    if holder.currency is None:
        work.change(holder, "customer.updated", currency=currency)
    if announce:
        work.emit("invoice.created", invoice)
    return work.latest(invoice)


def fill(
    work: Work,
    invoice: Invoice,
    lines: Sequence[Line],
    *,
    sweep: Sweep = False,
    subscription: Subscription | None = None,
) -> list[LineItem]:
    """Put swept items and then these lines on a draft, after what it has."""
    found: list[LineItem] = []
    position = max(
        (line["_position"] for line in work.list(objects.line_item, invoice=invoice.id)), default=-1
    )
    if sweep:
        owner = subscription.id if subscription is not None else None
        for item in pending_items.pending(
            work,
            str(invoice.customer),
            invoice.currency,
            subscription=owner,
            only=sweep == "subscription",
        ):
            taken = work.change(item, invoice=invoice.id)
            found += pages.insert(
                work, invoice, pending_items.line_of(work, taken), position + 1 + len(found)
            )
    for line in lines:
        if line.subscription_item is None and line.invoice_item is None:
            item = pending_items.insert(
                work, str(invoice.customer), _in_currency(line, invoice), invoice=invoice.id
            )
            line = pages.with_item(_in_currency(line, invoice), item.id)
            if line.price is None:
                line = pending_items.line_of(work, item)
        elif line.invoice_item is not None:
            work.change(work.get(items, line.invoice_item), invoice=invoice.id)
        found += pages.insert(work, invoice, _in_currency(line, invoice), position + 1 + len(found))
    return [pages.with_credited(work, line, found) for line in found]


def _in_currency(line: Line, invoice: Invoice) -> Line:
    return line if line.currency else replace(line, currency=invoice.currency)


def plan(work: Work, invoice: Invoice, fields: Mapping[str, Any] | None = None) -> Invoice:
    """Schedule the automatic finalization of a draft, or unschedule it. No event.

    fields: further fields to change with it.
    """
    work.unschedule(invoice, finalize_automatically)
    at = None
    if invoice.auto_advance:
        grace = work.services.settings.finalization_grace
        at = invoice.get("_finalizes_at") or (invoice.webhooks_delivered_at or invoice.created) + grace
        if invoice.last_finalization_error is not None:
            at = max(at, invoice.automatically_finalizes_at or 0)  # when it is tried again
        at = max(at, work.now)
        held = invoice.created + HELD if invoice.webhooks_delivered_at is None else at
        work.schedule(finalize_automatically, invoice, at=max(at, held))
    charged = invoice.collection_method == "charge_automatically"
    return work.change(
        invoice,
        automatically_finalizes_at=at,
        next_payment_attempt=at if charged else None,
        **(fields or {}),
    )


@invoices.on("_delivered.invoice.created")
def delivered(work: Work, invoice: Mapping[str, Any]) -> None:
    """Begin the grace of a draft: all endpoints acknowledged that it was created. No event."""
    found = work.find(invoices, invoice["id"])
    if found is None or found.webhooks_delivered_at is not None:
        return
    told = work.change(found, webhooks_delivered_at=work.now)
    if told.status == "draft":
        plan(work, told)


@invoices.on("customer.updated")
def follow(work: Work, customer: Mapping[str, Any]) -> None:
    """Update a customer's drafts: name, addresses, tax ids, balance, taxes.

    Emits invoice.updated. Source: API reference, Invoices, `customer_email` and its neighbours.
    """
    for found in work.list(invoices, customer=customer["id"], status="draft"):
        if found.get("_finalizing"):
            continue  # what it draws from the balance is no news to it
        fields = buyer(work, work.get(objects.customer, customer["id"]))
        if fields["customer_tax_exempt"] != found.customer_tax_exempt:
            fields |= sums.computed(work, work.change(found, **fields))
        total = fields.get("total", found.total)
        work.change(work.latest(found), **{**fields, **sums.due(work, found, total)})
        tell(work, found)


@invoices.on("customer.tax_id.created")
@invoices.on("customer.tax_id.deleted")
def follow_tax_ids(work: Work, tax_id: Mapping[str, Any]) -> None:
    """Update the tax ids on a customer's drafts. Emits invoice.updated."""
    if tax_id.get("customer"):
        follow(work, {"id": tax_id["customer"]})


def _parent(subscription: Subscription | None, proration_date: int | None) -> dict[str, Any] | None:
    if subscription is None:
        return None
    details: dict[str, Any] = {"metadata": dict(subscription.metadata), "subscription": subscription.id}
    if proration_date is not None:
        details["subscription_proration_date"] = proration_date
    return {"type": "subscription_details", "quote_details": None, "subscription_details": details}


def _whole(work: Work, rate: Any) -> Mapping[str, Any]:
    """Return a tax rate whole, given its id or itself."""
    if isinstance(rate, Mapping):
        return rate
    return work.visible(work.get(objects.tax_rate, rate, param="default_tax_rates"))


def require_lines(found: Sequence[LineItem]) -> None:
    """Refuse (400) an invoice of pending items where there are none."""
    if not found:
        raise errors.invalid(
            "Nothing to invoice for customer", code="invoice_no_customer_line_items", param="customer"
        )
