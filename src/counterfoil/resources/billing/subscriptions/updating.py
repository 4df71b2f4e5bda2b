"""Update a subscription: its items, anchor, trial, discounts, cancellation and settings.

A change of what is billed is prorated. It is invoiced at once when the period restarts, when a trial
starts or ends, and with `proration_behavior=always_invoice`; else its prorations wait for the next invoice.
Source: API reference, Subscriptions; guides "Change subscriptions", "Prorations", "Billing mode".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, merged_metadata
from counterfoil.kernel.shapes import Invoice, Invoiceitem, Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts, invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import (
    cancellation,
    dates,
    invoicing,
    items,
    pausing,
    planning,
    prebilling,
    prorating,
    renewal,
    settings,
    timing,
)
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import (
    SHOWN,
    TRIAL_WILL_END,
    anchor_day,
    anchor_of,
    billed_until,
    customer_of,
    is_flexible,
    is_metered,
    items_of,
    mirrored,
    period_of,
    rhythm,
    turn,
)

BILLED = ("active", "past_due", "unpaid")  # whose changes are prorated
ENDED = ("canceled", "incomplete_expired")
WHILE_INCOMPLETE = frozenset(("metadata", "description", "default_payment_method", "default_source"))
WHEN_CANCELED = frozenset(("metadata", "cancellation_details"))
CANCELING = ("cancel_at", "cancel_at_period_end")

ONLY_DETAILS = "A canceled subscription can only update its cancellation_details and metadata."
ONLY_WHILE_INCOMPLETE = (
    "You can only update the metadata, description and default payment method of a subscription that is"
    " incomplete."
)
MANAGED = (
    "The subscription is managed by the subscription schedule `{schedule}`, and updating any cancelation"
    " behavior directly is not allowed. Please update the schedule instead."
)
TRIAL_AFTER_ANCHOR = (
    "The `billing_cycle_anchor` cannot be earlier than the end of the trial. End the trial first, with"
    " `trial_end=now`."
)
BOTH = "Received both items and quantity parameters. Please pass in only one."


def refuse(work: Work, subscription: Subscription, params: Mapping[str, Any], *, phase: bool = False) -> None:
    """Refuse (400) what the status of the subscription does not allow. phase: its schedule is the cause."""
    sent = set(params) - {"expand"}
    if subscription.status in ENDED and sent - WHEN_CANCELED:
        raise errors.invalid(ONLY_DETAILS)
    if subscription.status == "incomplete" and sent - WHILE_INCOMPLETE:
        raise errors.invalid(ONLY_WHILE_INCOMPLETE)
    if subscription.schedule and any(name in params for name in CANCELING) and not phase:
        raise errors.invalid(MANAGED.format(schedule=subscription.schedule))
    if params.get("items") is not None and params.get("quantity") is not None:
        raise errors.invalid(BOTH)
    cancellation.refuse_details(work, params, subscription)
    trial = params.get("trial_end") or (subscription.status == "trialing" and subscription.trial_end)
    if (params.get("billing_cycle_anchor") or {}).get("type") == "now" and trial and trial != "now":
        raise errors.invalid(
            TRIAL_AFTER_ANCHOR,
            code="subscription_update_trial_after_billing_cycle_anchor",
            param="billing_cycle_anchor",
        )


def change(
    work: Work,
    subscription: Subscription,
    params: Mapping[str, Any],
    *,
    named: str = "items",
    wanted: Sequence[Wanted] | None = None,
    since: Subscription | None = None,
    previewed: bool = False,
    billed: bool = False,
) -> Subscription:
    """Apply an update whose invoice may stay unpaid.

    wanted: the items afterwards, and those that go, where they were checked before. since: the subscription
    as the event compares it. previewed: the invoice stays a draft. billed: it was made before, so that there
    is none.
    """
    original = since or subscription
    if subscription.status in ENDED:
        return _noted(work, subscription, params)
    customer = customer_of(work, subscription)
    settings.check(work, params, customer, subscription)
    rows = items_of(work, subscription)
    planned = planning.planned(work, subscription, rows, params, named, wanted)
    subscription = _discount(work, subscription, params)
    fields = settings.of_update(work, subscription, params)
    stops = planned.trial == "ends" and _stops(work, subscription, fields)
    if stops:
        planned.trial, planned.restarts, planned.behavior = None, False, "none"
        fields["trial_end"] = work.now
    _prorate(work, subscription, rows, planned)
    if "metadata" in params:
        fields["metadata"] = merged_metadata(subscription.metadata, params["metadata"])
    if "pause_collection" in params:
        fields["pause_collection"] = pausing.collection(work, params["pause_collection"])
    fields |= _details(subscription, params)
    fields |= _timed(work, subscription, planned)
    subscription = work.change(subscription, **fields)
    kept = rows
    if planned.touched or planned.restarts or planned.trial is not None:
        kept = _store(work, subscription, rows, planned)
        subscription = work.change(subscription, **mirrored(work, subscription.id, kept))
    subscription, kept, ahead = prebilling.begin(work, subscription, kept, params)
    planned.prebills = bool(ahead)
    subscription, kept = _canceling(work, subscription, kept, params, planned)
    waiting = [invoices.pend(work, subscription.customer, line) for line in planned.prorations]
    planned.lines += [*_lines(work, subscription, kept, planned), *ahead]
    invoice = None if billed else _invoice(work, subscription, planned, waiting, params)
    final: dict[str, Any] = {} if invoice is None else {"latest_invoice": invoice.id}
    status = _status(subscription, planned)
    if stops:
        if original.get("_trial_noticed") != original.trial_end:
            work.emit(TRIAL_WILL_END, subscription)
        return renewal.stop_without_method(work, subscription, since=original)
    if invoice is not None and not previewed:
        invoice, status = _settled(work, subscription, invoice, status, params, planned)
    unseen = list(kept[SHOWN:]) != list(rows[SHOWN:])
    subscription = turn(work, subscription, status, since=original, unseen=unseen, **final)
    if planned.trial == "ends" and original.get("_trial_noticed") != original.trial_end:
        work.emit(TRIAL_WILL_END, subscription)
    timing.plan(work, subscription)
    pausing.plan(work, subscription)
    return work.latest(subscription)


def _stops(work: Work, subscription: Subscription, fields: Mapping[str, Any]) -> bool:
    """Whether the end of the trial cancels or pauses, as the settings are with the fields of the request."""
    return renewal.on_missing_method(work, {**subscription, **fields}) != "create_invoice"


def _noted(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Change what may still change of a subscription that has ended, perhaps with its customer."""
    fields = _details(subscription, params)
    if "metadata" in params:
        fields["metadata"] = merged_metadata(subscription.metadata, params["metadata"])
    return turn(work, subscription, subscription.status, **fields)


# -- prorations ----------------------------------------------------------------------------------------------


def _prorate(
    work: Work, subscription: Subscription, rows: Sequence[SubscriptionItem], planned: planning.Change
) -> None:
    """Work out credits and debits, before anything is stored."""
    if planned.behavior == "none" or subscription.status not in BILLED:
        return
    if planned.restarts or planned.trial == "starts":
        planned.prorations += prorating.unused(work, subscription, rows, planned.at)
        return
    for each in planned.wanted:
        if each.old is not None and each.changed:
            planned.prorations += prorating.unused(work, subscription, [each.old], planned.at)
            if each.deleted and is_metered(each.old["price"]) and is_flexible(subscription):
                planned.prorations += _unbilled_usage(work, subscription, each.old)
        # The debit is added when the item is stored, which a new one is not yet.


def _unbilled_usage(work: Work, subscription: Subscription, row: SubscriptionItem) -> list[Line]:
    """Return a line for the usage of a metered item that goes."""
    if row.current_period_start >= work.now:
        return []
    return invoicing.in_arrears(work, subscription, row, row.current_period_start, work.now)


def _store(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    planned: planning.Change,
) -> list[SubscriptionItem]:
    """Store the items with their periods, and work out the debits. Returns those that stay."""
    customer = customer_of(work, subscription)
    debits = (
        planned.behavior != "none"
        and subscription.status in BILLED
        and not planned.restarts
        and planned.trial is None
    )
    kept = []
    debited: list[tuple[SubscriptionItem, Wanted, int]] = []
    for each in planned.wanted:
        if each.deleted:
            assert each.old is not None, "only an item that is there is deleted"
            work.delete(each.old, "")
            continue
        start, end, whole = _period(work, subscription, rows, each, planned)
        row = items.store(work, subscription.id, each, customer, start=start, end=end, whole_end=whole)
        other = each.old is not None and rhythm(each.old) != rhythm(row)
        if planned.restarts or planned.trial is not None or other:
            row = prebilling.forget(work, row)  # what is billed beyond the period was credited
        kept.append(row)
        if debits and each.changed and not is_metered(each.price):
            debited.append((row, each, end))
    for row, each, end in debited:  # once all are as they will be: they share amounts off
        debit = prorating.remaining(work, subscription, row, each, planned.at)
        later = [
            prorating.prebilled(work, subscription, row, each, since, until)
            for since, until in prebilling.stretches(subscription, row, end, billed_until(row))
        ]
        for line in (debit, *later):
            planned.prorations.insert(_after_credit(planned, row), line)
    return kept


def _after_credit(planned: planning.Change, row: SubscriptionItem) -> int:
    """Return the place of a debit: behind the credits of its item."""
    own = [at for at, line in enumerate(planned.prorations) if line.subscription_item == row.id]
    return own[-1] + 1 if own else len(planned.prorations)


Period = tuple[int, int, int | None]


def _period(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    wanted: Wanted,
    planned: planning.Change,
) -> Period:
    """Return start and end of an item's period after the change, and its whole end where it is cut short.

    subscription: with its new anchor and trial.
    """
    anchor, day = anchor_of(subscription), anchor_day(subscription)
    interval = rhythm({"price": wanted.price})
    if planned.trial in ("starts", "moves"):
        start = work.now if planned.trial == "starts" else period_of(subscription)[0]
        return start, planned.trial_end or work.now, None
    if planned.restarts:
        return work.now, periods.next_boundary(anchor, interval, work.now, day=day), None
    bound = subscription.status in ("trialing", "paused")
    if wanted.old is not None:
        if rhythm(wanted.old) == interval or bound:
            return _of(wanted.old)
        start, end = wanted.old.current_period_start, wanted.old.current_period_start
        while end <= work.now:
            start, end = end, periods.end_of(anchor, interval, end, day=day)
        return start, end, None
    if rows and (bound or not is_flexible(subscription)):
        return _of(rows[0])
    for row in rows:
        if rhythm(row) == interval:
            return _of(row)
    since = periods.previous_boundary(anchor, interval, work.now, day=day)
    return since, periods.next_boundary(anchor, interval, work.now, day=day), None


def _of(row: SubscriptionItem) -> Period:
    return row.current_period_start, row.current_period_end, row.get("_whole_end")


# -- fields --------------------------------------------------------------------------------------------------


def _timed(work: Work, subscription: Subscription, planned: planning.Change) -> dict[str, Any]:
    """Return anchor and trial after the change."""
    if planned.trial in ("starts", "moves"):
        fields: dict[str, Any] = {
            "billing_cycle_anchor": planned.trial_end,
            "billing_cycle_anchor_config": None,
            "trial_end": planned.trial_end,
            "_whole_anchor": None,
        }
        if planned.trial == "starts":
            # Classic subscriptions keep the start of their first trial.
            first = subscription.trial_start
            fields["trial_start"] = work.now if is_flexible(subscription) or first is None else first
        return fields
    if not planned.restarts:
        return {}
    fields = {"trial_end": work.now} if planned.trial == "ends" else {}
    if planned.keeps_anchor:
        return fields
    return fields | {
        "billing_cycle_anchor": work.now,
        "billing_cycle_anchor_config": None,
        "_whole_anchor": None,
    }


def _details(subscription: Subscription, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return `cancellation_details` with what is sent of them."""
    sent = params.get("cancellation_details")
    if not sent:
        return {}
    known = dict(subscription.cancellation_details or {})
    return {"cancellation_details": known | {name: value or None for name, value in sent.items()}}


def _discount(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Replace the discounts by those that are sent. The prorations of the same request have them already."""
    if "discounts" not in params:
        return subscription
    found = discounts.replace(
        work,
        subscription.discounts,
        params["discounts"] or [],
        customer=subscription.customer,
        holder="subscription",
        holder_id=subscription.id,
    )
    return work.change(
        work.latest(subscription),
        discounts=[each.id for each in found],
        _undiscounted=None if params["discounts"] else True,
    )


def _canceling(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
    planned: planning.Change,
) -> tuple[Subscription, list[SubscriptionItem]]:
    """Set or clear the planned cancellation. A period that it cuts short is credited from then on."""
    kept = list(rows)
    ends = [row.get("_whole_end") or row.current_period_end for row in kept] or [period_of(subscription)[1]]
    at = subscription.cancel_at
    whole = subscription.cancel_at_period_end
    if params.get("cancel_at_period_end"):
        at, whole = min(ends), True
    elif params.get("cancel_at") is not None:
        billed = [billed_until(row) for row in kept]
        at, whole = dates.cancel_at(params["cancel_at"], ends, now=work.now, billed=billed), False
    elif (params.get("cancel_at_period_end") is False and whole) or "cancel_at" in params:
        at, whole = None, False
    elif whole and at is not None:
        at = min(ends)  # it follows the period
    fields: dict[str, Any] = {}
    if at != subscription.cancel_at or whole != subscription.cancel_at_period_end:
        reason = "cancellation_requested" if at is not None else None
        fields = {
            "cancel_at": at,
            "cancel_at_period_end": whole,
            "canceled_at": None if at is None else subscription.canceled_at or work.now,
            "cancellation_details": {**(subscription.cancellation_details or {}), "reason": reason},
        }
    if not is_flexible(subscription) and at is not None and subscription.status == "trialing":
        if subscription.trial_end and at < subscription.trial_end:
            fields["trial_end"] = at
    elif not is_flexible(subscription):
        # A classic period that is cut short moves the anchor with it.
        cut = at is not None and at < min(ends)
        fields["billing_cycle_anchor"] = at if cut else anchor_of(subscription)
        fields["_whole_anchor"] = anchor_of(subscription) if cut else None
    kept = [_cut(work, subscription, row, at, planned) for row in kept]
    if kept != list(rows):
        fields |= mirrored(work, subscription.id, kept)
    return work.change(subscription, **fields), kept


def _cut(
    work: Work, subscription: Subscription, row: SubscriptionItem, at: int | None, planned: planning.Change
) -> SubscriptionItem:
    """End an item's period at the cancellation, or where it would have ended without it.

    What was billed beyond is credited, what was not is billed. A period that begins now is billed as it is.
    """
    whole = row.get("_whole_end") or row.current_period_end
    old, end = row.current_period_end, whole
    if at is not None and row.current_period_start < at < whole:
        end = at
    if end == old:
        return row
    prorated = planned.behavior != "none" and subscription.status in BILLED and not planned.restarts
    if prorated and not is_metered(row["price"]) and end < old:
        planned.prorations += prorating.unused(work, subscription, [row], end, old)
    elif prorated and not is_metered(row["price"]):
        unchanged = items.unchanged(work, row)
        planned.prorations.append(prorating.remaining(work, subscription, row, unchanged, old, end))
    return work.change(row, current_period_end=end, _whole_end=whole if end < whole else None)


# -- the invoice ---------------------------------------------------------------------------------------------


def _lines(
    work: Work, subscription: Subscription, kept: Sequence[SubscriptionItem], planned: planning.Change
) -> list[Line]:
    """Return the lines of an invoice that is made now, beside prorations."""
    lines: list[Line] = []
    old = {each.old.id: each.old for each in planned.wanted if each.old is not None}
    changed: set[str] = set()
    if is_flexible(subscription):  # classic ones have no lines for what changes during a trial
        same = {each.old.id for each in planned.wanted if each.old is not None and not each.changed}
        changed = {row.id for row in kept if row.id not in same and not is_metered(row["price"])}
    for row in reversed(kept):
        start, end = row.current_period_start, row.current_period_end
        added = subscription.status == "trialing" and planned.trial is None and row.id in changed
        if planned.trial == "starts" or added:
            since = work.now if added else start
            lines.append(invoicing.of_trial(work, subscription, row, since, end))
        elif planned.restarts and not is_metered(row["price"]):
            first = planned.keeps_anchor
            line = invoicing.in_advance(work, subscription, row, start, end, first=first)
            if not line.proration or planned.behavior != "none":  # such a stretch is free without prorations
                lines.append(line)
        elif planned.restarts and row.id in old and planned.trial is None:
            since = old[row.id].current_period_start
            if since < work.now:
                lines += invoicing.in_arrears(work, subscription, row, since, work.now)
        elif is_metered(row["price"]) and row.id not in old and not is_flexible(subscription):
            lines.append(invoicing.without_usage(work, subscription, row, work.now, end))
    return lines


def _invoice(
    work: Work,
    subscription: Subscription,
    planned: planning.Change,
    waiting: Sequence[Invoiceitem],
    params: Mapping[str, Any],
) -> Invoice | None:
    """Draft the invoice of the change, if it is billed now; else leave extra items pending."""
    start, end = work.now, period_of(subscription)[1]
    extras = [
        invoicing.extra(
            work, subscription, sent, f"add_invoice_items[{at}]", start=start, end=max(start, end)
        )
        for at, sent in enumerate(params.get("add_invoice_items") or [])
    ]
    now = planned.restarts or planned.trial == "starts" or planned.behavior == "always_invoice"
    now = now or planned.prebills
    if not now or subscription.status == "paused":
        for line in extras:
            invoices.pend(work, subscription.customer, line)
        return None
    left_out = planned.restarts and planned.behavior == "always_invoice" and not is_flexible(subscription)
    sweep: bool | Literal["subscription"] = True if is_flexible(subscription) else "subscription"
    own: list[Line] = []
    if left_out:
        sweep = False
        own = [
            replace(line, invoice_item=item.id)
            for line, item in zip(planned.prorations, waiting, strict=True)
        ]
    lines = [*own, *extras, *planned.lines]
    if not lines and not _pending(work, subscription, only=sweep == "subscription"):
        return None
    restarted = planned.restarts or planned.trial == "starts"
    return invoicing.draft(
        work,
        subscription,
        lines,
        reason="subscription_update",
        period=None if restarted else (period_of(subscription)[0], work.now),
        sweep=sweep,
        proration_date=planned.at if planned.prorations else None,
    )


def _pending(work: Work, subscription: Subscription, *, only: bool) -> bool:
    found = invoices.pending(
        work, subscription.customer, subscription.currency, subscription=subscription.id, only=only
    )
    return bool(found)


def _status(subscription: Subscription, planned: planning.Change) -> str:
    """Return the status after the change, if it is paid."""
    if planned.trial == "starts":
        return "trialing"
    if planned.trial == "ends":
        return "active"
    return subscription.status


def _settled(
    work: Work,
    subscription: Subscription,
    invoice: Invoice,
    status: str,
    params: Mapping[str, Any],
    planned: planning.Change,
) -> tuple[Invoice, str]:
    """Settle the invoice of a change. Returns it, and the status that results."""
    behavior = params.get("payment_behavior") or "allow_incomplete"
    if subscription.collection_method == "send_invoice" or subscription.status == "unpaid":
        return invoicing.apply_pause(work, subscription, invoice), status
    paused = subscription.pause_collection
    if paused is not None:
        return invoicing.apply_pause(work, subscription, invoice), status
    if planned.trial == "ends" and invoice.total > 0 and behavior != "default_incomplete":
        if not invoicing.has_method(work, subscription):
            raise invoicing.no_method(work)
    invoice = invoicing.settle(
        work, subscription, invoice, behavior, off_session=bool(params.get("off_session"))
    )
    if invoice.status == "open" and not invoicing.is_processing(work, invoice):
        return invoice, "past_due" if status != "trialing" else status
    # The status follows the latest invoice.
    return invoice, "active" if status == "past_due" and invoice.status == "paid" else status
