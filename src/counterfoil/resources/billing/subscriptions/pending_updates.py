"""Pending updates: changes that wait until the invoice that they cause is paid.

With `payment_behavior=pending_if_incomplete` an update whose payment fails leaves the subscription as it is,
with the open invoice and a `pending_update`. Paid, it is applied; after 23 hours it expires.
Source: guide "Pending updates".
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterfoil.kernel import Document, Work, errors
from counterfoil.kernel.shapes import Invoice, LineItem, Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import invoicing, items, timing, updating
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import (
    PAUSED,
    UPDATED,
    is_flexible,
    items_of,
    period_of,
    subscriptions,
)
from counterfoil.resources.products import prices

APPLIED = "customer.subscription.pending_update_applied"
EXPIRED = "customer.subscription.pending_update_expired"
ALLOWED = frozenset(
    (
        "items", "proration_behavior", "proration_date", "billing_cycle_anchor", "trial_end",
        "trial_from_plan", "add_invoice_items", "expand", "payment_behavior", "off_session",
    )
)  # fmt: skip
ALLOWED_OF_ITEMS = frozenset(("id", "price", "plan", "price_data", "quantity", "deleted", "clear_usage"))
UNSUPPORTED = (
    "When `payment_behavior` is set to `pending_if_incomplete`, you cannot pass the following parameter:"
    " `{name}`."
)


def attempt(work: Work, subscription: Subscription, params: Mapping[str, Any], *, named: str) -> Subscription:
    """Apply an update if its invoice can be paid now; else leave it pending, with the invoice open.

    400 for parameters that cannot wait.
    """
    _check(subscription, params)
    with work.announcing_first(UPDATED):
        return _attempt(work, discard(work, subscription), params, named)


def _attempt(work: Work, subscription: Subscription, params: Mapping[str, Any], named: str) -> Subscription:
    params = _inlined(work, params, named)
    waiting = invoices.pending(
        work, subscription.customer, subscription.currency, subscription=subscription.id
    )
    with work.rehearsal():
        changed = updating.change(work, subscription, params, named=named)
        invoice = work.find(invoices.invoices, changed.latest_invoice)
        new = invoice is not None and changed.latest_invoice != subscription.latest_invoice
        unpaid = new and invoice is not None and invoice.status == "open"
        lines = invoices.lines_of(work, invoice) if unpaid and invoice is not None else []
        after = [work.visible(row) for row in items_of(work, changed)]
        anchor, trial = changed.billing_cycle_anchor, changed.trial_end
    if not unpaid:
        return updating.change(work, subscription, params, named=named)
    invoice = _open_invoice(work, subscription, lines, params, {item.id for item in waiting})
    if invoice.status != "open":  # the second attempt was paid
        return updating.change(work, subscription, params, named=named, billed=True)
    _, end = period_of(subscription)
    expires = min(timing.payable_until(work), end, subscription.trial_end or end)
    if subscription.trial_end and subscription.status != "trialing":
        expires = min(timing.payable_until(work), end)
    held = work.change(
        work.latest(subscription),  # the invoice may have used up its discounts
        UPDATED,
        latest_invoice=invoice.id,
        pending_update={
            "billing_cycle_anchor": anchor if anchor != subscription.billing_cycle_anchor else None,
            "expires_at": expires,
            "subscription_items": after,
            "trial_end": trial if trial != subscription.trial_end else None,
            "trial_from_plan": params.get("trial_from_plan"),
        },
        _pending={
            "params": _stored(params), "named": named, "invoice": invoice.id, "at": work.now,
            "items": [row["id"] for row in after],
        },
    )  # fmt: skip
    work.schedule(expire_update, held, at=expires)
    return held


def _inlined(work: Work, params: Mapping[str, Any], named: str) -> dict[str, Any]:
    """Create the prices of `price_data`, which the update names from then on."""

    def inlined(sent: Mapping[str, Any], param: str) -> dict[str, Any]:
        if not sent.get("price_data") or any(sent.get(name) for name in ("price", "plan")):
            return dict(sent)
        price = prices.inline(work, sent["price_data"], f"{param}[price_data]" if param else "price_data")
        return {**{name: value for name, value in sent.items() if name != "price_data"}, "price": price}

    found = dict(params)
    for name, param in (("items", named), ("add_invoice_items", "add_invoice_items")):
        if params.get(name):
            found[name] = [
                inlined(sent, f"{param}[{at}]" if param else "") for at, sent in enumerate(params[name])
            ]
    return found


def _stored(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters with the ids of prices that were created of them."""
    found = dict(params)
    for name in ("items", "add_invoice_items"):
        if params.get(name):
            found[name] = [
                {key: value["id"] if isinstance(value, Document) else value for key, value in sent.items()}
                for sent in params[name]
            ]
    return found


def _check(subscription: Subscription, params: Mapping[str, Any]) -> None:
    for name in params:
        if name not in ALLOWED:
            raise errors.invalid(UNSUPPORTED.format(name=name), param=name)
    for at, item in enumerate(params.get("items") or []):
        for name in item:
            if name not in ALLOWED_OF_ITEMS:
                raise errors.invalid(UNSUPPORTED.format(name=name), param=f"items[{at}][{name}]")
    if subscription.collection_method == "send_invoice":
        raise errors.invalid(
            "`pending_if_incomplete` is not supported for subscriptions with"
            " `collection_method=send_invoice`.",
            param="payment_behavior",
        )


def _open_invoice(
    work: Work,
    subscription: Subscription,
    lines: Sequence[LineItem],
    params: Mapping[str, Any],
    waiting: Container[str],
) -> Invoice:
    """Make the invoice of a change that is not applied yet, and attempt its payment.

    lines: those of the rehearsed invoice. waiting: the items that were pending before. A flexible
    subscription leaves them pending.
    """
    drafted = []
    for found in lines:
        line, is_item = _line(work, found)
        if is_item is not None and is_item in waiting:
            if not is_flexible(subscription):
                drafted.append(Line(**{**_fields(line), "invoice_item": is_item}))
            continue
        if line.proration or is_item is not None:
            item = invoices.pend(work, subscription.customer, line)
            line = Line(**{**_fields(line), "invoice_item": item.id})
        drafted.append(line)
    invoice = invoicing.draft(
        work,
        subscription,
        drafted,
        reason="subscription_update",
        sweep=False,
        proration_date=params.get("proration_date"),
    )
    return invoicing.settle(
        work, subscription, invoice, "allow_incomplete", off_session=bool(params.get("off_session"))
    )


def _fields(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Line.__dataclass_fields__}


def _line(work: Work, found: LineItem) -> tuple[Line, str | None]:
    """Return a line of the rehearsed invoice, and the id of the invoice item that it stands for."""
    parent = found.get("parent") or {}
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    price = prices.record(work, found.at("pricing.price_details.price") or "")
    line = Line(
        amount=found.amount,
        currency=found.currency,
        description=found.description,
        start=found.period.start,
        end=found.period.end,
        quantity=found.quantity,
        price=price,
        product=found.at("pricing.price_details.product"),
        subscription=details.get("subscription"),
        subscription_item=details.get("subscription_item"),
        proration=bool(details.get("proration")),
        discountable=found.discountable,
        discounts=tuple(found.discounts),
        tax_rates=found.get("_tax_rates"),
        metadata=found.metadata,
        unit_amount_decimal=found.at("pricing.unit_amount_decimal"),
    )
    return line, details.get("invoice_item")


def apply(work: Work, subscription: Subscription) -> Subscription:
    """Apply the update whose invoice was paid, as of the time when it was sent.

    Emits customer.subscription.updated and customer.subscription.pending_update_applied.
    """
    held, original = subscription["_pending"], subscription
    work.unschedule(subscription, expire_update)
    subscription = work.change(subscription, pending_update=None, _pending=None)
    then = work.beside()
    then.now = held["at"]
    params = {**held["params"], "proration_behavior": "none"}
    for name in ("payment_behavior", "add_invoice_items", "items"):
        params.pop(name, None)
    with work.announcing_first(UPDATED):
        changed = updating.change(
            then, subscription, params, named=held["named"], wanted=_wanted(work, subscription, held),
            since=original, billed=True,
        )  # fmt: skip
        work.emit(APPLIED, changed)
    return changed


def _wanted(work: Work, subscription: Subscription, held: Mapping[str, Any]) -> list[Wanted] | None:
    """Return the items of a pending update, as it shows them. Their prices may be archived by now."""
    sent = held["params"].get("items")
    if sent is None:
        return None
    checked = [
        {name: prices.record(work, each[name]) if name in ("price", "plan") else each[name] for name in each}
        for each in sent
    ]
    rows = items_of(work, subscription)
    wanted = items.read(
        work, checked, rows, flexible=is_flexible(subscription), currency=subscription.currency,
        param=held["named"],
    )  # fmt: skip
    known = {row.id for row in rows}
    ids = iter([id for id in held["items"] if id not in known])
    return [each if each.old is not None else replace(each, id=next(ids)) for each in wanted]


def drop(work: Work, subscription: Subscription) -> Subscription:
    """Drop a pending update whose invoice was voided. Emits customer.subscription.updated."""
    work.unschedule(subscription, expire_update)
    return work.change(subscription, UPDATED, pending_update=None, _pending=None)


def discard(work: Work, subscription: Subscription) -> Subscription:
    """Drop a pending update without an event, and void its invoice."""
    held = subscription.get("_pending")
    if not held:
        return subscription
    work.unschedule(subscription, expire_update)
    subscription = work.change(subscription, pending_update=None, _pending=None)
    invoice = work.find(invoices.invoices, held["invoice"])
    if invoice is not None and invoice.status == "open":
        invoices.void(work, invoice)
    return work.latest(subscription)


def withdraw(work: Work, subscription: Subscription) -> Subscription:
    """Drop a pending update, and void its invoice. Emits customer.subscription.updated."""
    before = work.visible(subscription)["pending_update"]
    dropped = discard(work, subscription)
    work.emit(UPDATED, dropped, {"pending_update": before})
    return dropped


@subscriptions.due(name="subscription.expire_update", rank=timing.EXPIRY)
def expire_update(work: Work, subscription: Subscription) -> None:
    """Drop an update that was not paid in time. Emits customer.subscription.pending_update_expired."""
    if subscription.get("_pending"):
        work.emit(EXPIRED, withdraw(work, subscription))


@subscriptions.on(PAUSED)
def follow_pause(work: Work, subscription: Subscription) -> None:
    """Drop the update of a subscription that is paused."""
    if subscription.get("_pending"):
        withdraw(work, subscription)
