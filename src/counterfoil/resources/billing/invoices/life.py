"""The resources of invoices, their lines and payments: lifecycle and common errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, previous
from counterfoil.kernel.resource import Resource
from counterfoil.kernel.shapes import Customer, Invoice, Invoiceitem, LineItem, Subscription

UPDATED = "invoice.updated"

# A transition announces invoice.updated, with `previous_attributes`; `announce` then emits what it is called.
invoices = objects.invoice.page(
    filters={
        "subscription": "parent.subscription_details.subscription",
        "customer": "customer",
        "_number": "number",
        "_token": "_token",
    },
    unindexed=("collection_method",),
    lifecycle={
        # status    may become    announcing
        "draft": {"open": UPDATED, "paid": UPDATED, "void": UPDATED, "uncollectible": UPDATED},
        "open": {"paid": UPDATED, "void": UPDATED, "uncollectible": UPDATED},
        "uncollectible": {"paid": UPDATED, "void": UPDATED},
        "paid": {},
        "void": {},
    },
)

# _position: order on the invoice. _tax_rates: ids of its own rates, or None. _product: of its price.
# _given: its amount is not quantity × price.
line_items = objects.line_item.page(filters={"invoice": "invoice"})

# _line: facts of a line that its item does not show.
items = objects.invoiceitem.page(
    filters={
        "customer": "customer",
        "invoice": "invoice",
        "_subscription": "parent.subscription_details.subscription",
    },
)

SHOWN = 10  # lines in an invoice
FINAL = ("paid", "void")
RETRIES_EXHAUSTED = "_invoice.retries_exhausted"  # heard by subscriptions; no event of the API

NOT_DRAFT = "Finalized invoices can't be updated in this way"
ALREADY_FINALIZED = "This invoice is already finalized, you can't re-finalize a non-draft invoice."
NOT_OPEN = "You can only pass in open invoices. This invoice isn't open."
ALREADY_PAID = "Invoice is already paid"
ONLY_DRAFTS_DELETED = "You can only delete draft invoices."


def not_editable(message: str = NOT_DRAFT, *, param: str | None = None) -> errors.Refusal:
    """Make the 400 for a change that only a draft allows."""
    return errors.invalid(message, code="invoice_not_editable", param=param)


def check_draft(invoice: Invoice) -> None:
    """Refuse (400) to edit an invoice that is finalized."""
    if invoice.status != "draft":
        raise not_editable()


def customer_of(work: Work, invoice: Mapping[str, Any]) -> Customer:
    """Return the customer of an invoice, deleted or not as it was read last."""
    return work.get(objects.customer, invoice["customer"], param="customer")


def subscription_of(work: Work, invoice: Mapping[str, Any]) -> Subscription | None:
    """Return the subscription that an invoice bills, or None."""
    return work.find(objects.subscription, subscription_id(invoice))


def subscription_id(invoice: Mapping[str, Any]) -> str | None:
    """Return the id of the subscription that an invoice, or an invoice item, belongs to."""
    details = (invoice.get("parent") or {}).get("subscription_details") or {}
    id: str | None = details.get("subscription")
    return id


def lines_of(work: Work, invoice: Mapping[str, Any]) -> list[LineItem]:
    """Return all lines of an invoice, in their order."""
    found = work.list(line_items, invoice=invoice["id"])
    return sorted(found, key=lambda line: line["_position"])


def shown_lines(work: Work, id: str, lines: list[LineItem]) -> dict[str, Any]:
    """Return the list of lines as an invoice shows it: the first ten."""
    return {
        "object": "list",
        "data": [work.visible(line) for line in lines[:SHOWN]],
        "has_more": len(lines) > SHOWN,
        "total_count": len(lines),
        "url": f"/v1/invoices/{id}/lines",
    }


def announce(work: Work, invoice: Invoice, *types: str) -> Invoice:
    """Emit events of an invoice. Returns it as the listeners left it."""
    for type in types:
        work.emit(type, work.latest(invoice))
    return work.latest(invoice)


def tell(work: Work, before: Invoice) -> Invoice:
    """Emit one invoice.updated for all that was changed silently since. Returns the invoice as it is."""
    now = work.latest(before)
    difference = previous(work.visible(before), work.visible(now))
    if difference:
        work.emit(UPDATED, now, difference)
    return work.latest(now)


def whisper(work: Work, name: str, invoice: Invoice) -> None:
    """Call those who listen to an internal event, of which the API tells nothing."""
    for listener in Resource.listeners.get(name, ()):
        listener(work, work.latest(invoice))


def transitions(invoice: Invoice, **times: int | None) -> dict[str, Any]:
    """Return `status_transitions` with further times."""
    return {**invoice.status_transitions, **times}


def item_of(work: Work, line: Mapping[str, Any]) -> Invoiceitem | None:
    """Return the invoice item that a line stands for, or None."""
    return work.find(items, item_id(line))


def item_id(line: Mapping[str, Any]) -> str | None:
    """Return the id of the invoice item that a line stands for."""
    for name in ("invoice_item_details", "subscription_item_details"):
        details = (line.get("parent") or {}).get(name)
        if details and details.get("invoice_item"):
            return str(details["invoice_item"])
    return None


def subscription_item_id(line: Mapping[str, Any]) -> str | None:
    """Return the id of the subscription item that a line bills."""
    details = (line.get("parent") or {}).get("subscription_item_details") or {}
    id: str | None = details.get("subscription_item")
    return id
