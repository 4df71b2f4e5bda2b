"""Pausing: of the collection of invoices (`pause_collection`), and of a subscription as a whole.

A paused subscription has no invoices and its periods stand still. It is resumed by an invoice that is paid.
Source: guides "Pause payment collection", "Pause subscriptions"; API reference, "Resume a subscription".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Invoice, Subscription, SubscriptionItem
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import dates, invoicing, planning, prorating, timing
from counterfoil.resources.billing.subscriptions.life import (
    PAUSED,
    RESUMED,
    UPDATED,
    anchor_day,
    is_flexible,
    is_metered,
    items_of,
    mirrored,
    rhythm,
    subscription_items,
    subscriptions,
    turn,
)

NOT_PAUSED = "You can only resume a subscription if it is `paused`."
ONLY_FLEXIBLE = "You can only pause a subscription whose `billing_mode` is `flexible`."
WITH_SCHEDULE = "You cannot pause a subscription that is managed by a subscription schedule."
ON_ATTEMPT, ON_SUCCESS = "resume_on_payment_attempt", "resume_on_payment_success"
PAUSABLE = ("active", "past_due", "trialing")


# -- the collection ------------------------------------------------------------------------------------------


def collection(work: Work, sent: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return `pause_collection`; 400 if it is to end in the past."""
    if not sent:
        return None
    resumes = sent.get("resumes_at")
    if resumes is not None and resumes <= work.now:
        raise errors.invalid(dates.FUTURE, param="pause_collection[resumes_at]")
    return {"behavior": sent["behavior"], "resumes_at": resumes}


def plan(work: Work, subscription: Subscription) -> None:
    """Schedule the end of a paused collection anew."""
    subscription = work.latest(subscription)
    work.unschedule(subscription, collect_again)
    paused = subscription.pause_collection
    if paused is not None and paused.resumes_at is not None:
        work.schedule(collect_again, subscription, at=paused.resumes_at)


@subscriptions.due(name="subscription.collect_again", rank=timing.EXPIRY)
def collect_again(work: Work, subscription: Subscription) -> None:
    """Collect the invoices again from now on. Emits customer.subscription.updated."""
    paused = subscription.pause_collection
    if paused is not None and paused.resumes_at is not None and paused.resumes_at <= work.now:
        changed = work.change(subscription, UPDATED, pause_collection=None)
        timing.plan(work, changed)


# -- the subscription ----------------------------------------------------------------------------------------


@subscriptions.action
def pause(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Pause a flexible subscription. Unused time is credited and usage billed as `bill_for` says.

    Emits customer.subscription.updated and customer.subscription.paused. 400 unless it is active, trialing or
    past due, and without a schedule.
    """
    if not is_flexible(subscription):
        raise errors.invalid(ONLY_FLEXIBLE)
    if subscription.schedule:
        raise errors.invalid(WITH_SCHEDULE)
    return stop(work, subscription, params)


def stop(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Pause a subscription, by request or as its schedule has planned. 400 for a status that cannot pause."""
    if subscription.status not in PAUSABLE:
        raise errors.invalid(f"You cannot pause a subscription with a status of `{subscription.status}`.")
    if any(row.billed_until is not None for row in items_of(work, subscription)):
        raise errors.not_implemented("subscriptions.pause (of prebilled items)")
    wanted = params.get("bill_for") or {}
    lines = _owed(work, subscription, wanted) if subscription.status != "trialing" else []
    for line in lines:
        invoices.pend(work, subscription.customer, line)
    fields: dict[str, Any] = {}
    if params.get("invoicing_behavior") == "invoice" and lines:
        invoice = invoicing.draft(work, subscription, [], reason="subscription_update")
        fields["latest_invoice"] = invoicing.settle(work, subscription, invoice, "allow_incomplete").id
    return halt(work, subscription, "pause_requested", **fields)


def halt(
    work: Work, subscription: Subscription, reason: str, *, since: Subscription | None = None, **fields: Any
) -> Subscription:
    """Move to paused, for a reason. Emits customer.subscription.updated and customer.subscription.paused.

    since: the subscription as the event compares it.
    """
    details = {"subscription": {"type": reason}, "transitioned_at": work.now, "type": "subscription"}
    paused = turn(work, subscription, "paused", since=since, **fields, status_details={"paused": details})
    timing.plan(work, paused)
    work.emit(PAUSED, paused)
    return work.latest(paused)


def halt_unpaid(work: Work, subscription: Subscription, reason: str) -> bool:
    """Pause a subscription whose payment failed, and return whether it can be paused.

    Nothing is credited, and the invoice is collected as before. Source: guide "Pause subscriptions after
    payment failure".
    """
    charged = subscription.collection_method == "charge_automatically"
    if not charged or not is_flexible(subscription) or subscription.schedule:
        return False
    if subscription.status not in PAUSABLE:
        return False
    halt(work, subscription, reason)
    return True


def _owed(work: Work, subscription: Subscription, wanted: Mapping[str, Any]) -> list[Line]:
    """Return the lines of a pause: usage until now, and credit for the time that is not used."""
    usage = (wanted.get("outstanding_usage_through") or {}).get("type") or "now"
    unused = (wanted.get("unused_time_from") or {}).get("type") or "now"
    lines: list[Line] = []
    for row in items_of(work, subscription):
        if usage == "now" and row.current_period_start < work.now:
            lines += invoicing.in_arrears(work, subscription, row, row.current_period_start, work.now)
        if unused != "none":
            at = work.now if unused == "now" else row.current_period_start
            lines += prorating.unused(work, subscription, [row], at)
    return lines


# -- resuming ------------------------------------------------------------------------------------------------


@subscriptions.action
def resume(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Resume a paused subscription, with an invoice that is finalized at once.

    It is tried in the request with `payment_behavior=resume_on_payment_success`, else when somebody pays it.
    Emits customer.subscription.updated, and customer.subscription.resumed when it is paid. Until then the
    subscription stays paused, at most for 23 hours; with `resume_on_payment_attempt`, the default, a payment
    that fails resumes it too, as past due. 400 if it is not paused.
    """
    return begin(work, subscription, params)


def begin(
    work: Work,
    subscription: Subscription,
    params: Mapping[str, Any],
    *,
    tried: bool = False,
    previewed: bool = False,
) -> Subscription:
    """Begin to resume. tried: the payment is attempted now. previewed: the invoice stays a draft."""
    if subscription.status != "paused":
        raise errors.invalid(NOT_PAUSED)
    original = subscription
    anchor = (params.get("billing_cycle_anchor") or {}).get("type") or "now"
    at = subscription.billing_cycle_anchor if anchor == "unchanged" else work.now
    tried = tried or params.get("payment_behavior") == ON_SUCCESS
    with work.announcing_first(UPDATED):
        if subscription.pending_update is not None:
            subscription = give_up(work, subscription)
        return _resume(work, subscription, at, params, since=original, tried=tried, previewed=previewed)


def _resume(
    work: Work,
    subscription: Subscription,
    anchor: int,
    params: Mapping[str, Any],
    *,
    since: Subscription,
    tried: bool,
    previewed: bool,
) -> Subscription:
    rows = items_of(work, subscription)
    day = anchor_day(subscription) if anchor == subscription.billing_cycle_anchor else None
    spans = {
        row.id: [work.now, periods.next_boundary(anchor, rhythm(row), work.now, day=day)] for row in rows
    }
    at = _proration_date(work, rows, anchor, day, params)
    tried = tried and subscription.collection_method == "charge_automatically"
    payment_behavior = params.get("payment_behavior") or ON_ATTEMPT
    resumption = {
        "anchor": anchor,
        "config": subscription.billing_cycle_anchor_config if day is not None else None,
        "payment_behavior": payment_behavior,
        "spans": spans,
    }
    behavior = params.get("proration_behavior") or "create_prorations"
    invoice = _draft(work, subscription, rows, resumption, behavior, at, automatic=tried)
    if invoice is None:
        return resumed(work, work.change(subscription, _resumption=resumption), since=since)
    subscription = work.change(subscription, _resumption={**resumption, "invoice": invoice.id})
    if previewed:
        return work.change(subscription, latest_invoice=invoice.id)
    if tried and invoice.total > 0 and not invoicing.has_method(work, subscription):
        raise invoicing.no_method(work)
    invoice = invoicing.settle(
        work, subscription, invoice, "allow_incomplete" if tried else "default_incomplete"
    )
    subscription = work.change(subscription, latest_invoice=invoice.id)
    if invoice.status != "open":
        return resumed(work, subscription, since=since)
    if tried and payment_behavior == ON_ATTEMPT:
        return resumed(work, subscription, status="past_due", since=since)
    expires = timing.payable_until(work)
    held = turn(
        work,
        subscription,
        "paused",
        since=since,
        pending_update={
            "billing_cycle_anchor": anchor,
            "expires_at": expires,
            "subscription_items": None,
            "trial_end": None,
            "trial_from_plan": None,
        },
    )
    work.schedule(expire_resumption, held, at=expires)
    return held


def _proration_date(
    work: Work,
    rows: Sequence[SubscriptionItem],
    anchor: int,
    day: int | None,
    params: Mapping[str, Any],
) -> int:
    """Return from when on the periods are billed; 400 outside of the periods of the anchor.

    Only with an unchanged anchor it is another time than now.
    """
    at = params.get("proration_date")
    if at is None or anchor == work.now:
        return work.now
    for row in rows:
        start = periods.previous_boundary(anchor, rhythm(row), work.now, day=day)
        if not start <= at <= periods.next_boundary(anchor, rhythm(row), work.now, day=day):
            raise errors.invalid(planning.OUTSIDE, param="proration_date")
    return int(at)


def _draft(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    resumption: Mapping[str, Any],
    behavior: str,
    at: int,
    *,
    automatic: bool,
) -> Invoice | None:
    """Draft the invoice of the periods that begin. at: from when on they are billed."""
    anchored = {**subscription, "billing_cycle_anchor": resumption["anchor"]}
    lines: list[Line] = []
    for row in reversed(rows):
        _, end = resumption["spans"][row.id]
        if is_metered(row["price"]):
            continue
        line = invoicing.in_advance(work, anchored, row, at, end, first=True)
        if line.proration and behavior == "none":
            continue
        lines.append(line)
    if not lines:
        return None
    return invoicing.draft(work, subscription, lines, reason="subscription_update", automatic=automatic)


def attempted(work: Work, subscription: Subscription) -> Subscription:
    """Note that the payment of a resumption failed: it resumes as past due, if the attempt was enough."""
    if subscription["_resumption"].get("payment_behavior") != ON_ATTEMPT:
        return subscription
    return resumed(work, subscription, status="past_due")


def resumed(
    work: Work, subscription: Subscription, *, status: str = "active", since: Subscription | None = None
) -> Subscription:
    """Leave the pause, with the periods that were billed. Emits customer.subscription.resumed.

    since: the subscription as the event compares it.
    """
    subscription = work.latest(subscription)
    resumption = subscription["_resumption"]
    rows = []
    spans: dict[str, Any]
    for row in items_of(work, subscription):
        start, end = resumption["spans"].get(row.id, (row.current_period_start, row.current_period_end))
        spans = {"current_period_start": start, "current_period_end": end}
        if row.current_trial is not None and row.current_trial.end_date < end:
            spans["current_trial"] = {**row.current_trial, "end_date": end}  # it ends with a period
        rows.append(work.change(work.get(subscription_items, row.id), **spans))
    work.unschedule(subscription, expire_resumption)
    active = turn(
        work,
        subscription,
        status,
        since=since,
        **mirrored(work, subscription.id, rows),
        billing_cycle_anchor=resumption["anchor"],
        billing_cycle_anchor_config=resumption["config"],
        pending_update=None,
        status_details=None,
        _resumption=None,
    )
    timing.plan(work, active)
    work.emit(RESUMED, active)
    return work.latest(active)


def give_up(work: Work, subscription: Subscription) -> Subscription:
    """Drop a resumption that was not paid: its invoice is voided, the subscription stays paused."""
    resumption = subscription.get("_resumption") or {}
    work.unschedule(subscription, expire_resumption)
    subscription = work.change(subscription, UPDATED, pending_update=None, _resumption=None)
    invoice = work.find(invoices.invoices, resumption.get("invoice"))
    if invoice is not None and invoice.status in ("draft", "open"):
        invoices.void(work, invoice)
    return work.latest(subscription)


@subscriptions.due(name="subscription.expire_resumption", rank=timing.EXPIRY)
def expire_resumption(work: Work, subscription: Subscription) -> None:
    """Give up a resumption that was not paid in 23 hours."""
    if subscription.status == "paused" and subscription.get("_resumption"):
        give_up(work, subscription)
