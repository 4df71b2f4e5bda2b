"""Renewal: the period of an item is over, the next begins and is billed. Also the end of a trial.

`work.now` is the end of the period, however late the machine. Source: guides "Billing cycle", "Trials".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, present
from counterfoil.kernel.shapes import Invoice, Subscription, SubscriptionItem
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import (
    cancellation,
    invoicing,
    items,
    pausing,
    prebilling,
    timing,
)
from counterfoil.resources.billing.subscriptions.life import (
    LIVE,
    TRIAL_WILL_END,
    UPDATED,
    anchor_after_trial,
    anchor_day,
    anchor_of,
    is_metered,
    items_of,
    mirrored,
    period_of,
    rhythm,
    subscriptions,
    turn,
)
from counterfoil.resources.products import prices, trial_offers


@subscriptions.due(name="subscription.renew", rank=timing.RENEWAL)
def renew(work: Work, subscription: Subscription) -> None:
    """Begin the next period and bill it. Spent if the subscription ended or paused meanwhile."""
    if subscription.status not in LIVE or period_of(subscription)[1] > work.now:
        return
    if _trial_ends(work, subscription) and not _goes_on(work, subscription):
        return
    bill(work, subscription)
    timing.plan(work, subscription)


timing.actions["renew"] = renew


def bill(work: Work, subscription: Subscription) -> Invoice | None:
    """Roll the periods that are over, and draft the invoice of those that begin.

    Emits customer.subscription.updated and invoice.created. Returns the invoice, None where nothing is
    billed.
    """
    rows = items_of(work, subscription)
    over = [row for row in rows if row.current_period_end <= work.now]
    with work.announcing_first(UPDATED):
        subscription = _anchored(work, subscription, rows)
        old = period_of(subscription)
        rolled = {row.id: roll(work, subscription, row) for row in over}
        lines: list[Line] = []
        for row in reversed(over):
            lines += _lines(work, subscription, row, rolled[row.id])
        fields = mirrored(work, subscription.id, [rolled.get(row.id, row) for row in rows])
        invoice = None
        if lines or _has_pending(work, subscription):
            invoice = invoicing.draft(work, subscription, lines, reason="subscription_cycle", period=old)
            fields["latest_invoice"] = invoice.id
        status = "active" if subscription.status == "trialing" else subscription.status
        turn(work, subscription, status, **fields)
        if invoice is not None:
            invoice = invoicing.apply_pause(work, work.latest(subscription), invoice)
    return invoice


def _anchored(work: Work, subscription: Subscription, rows: Sequence[SubscriptionItem]) -> Subscription:
    """Set the anchor to the end of a trial.

    Of a trial of the subscription only if that was asked for: the anchor was set when it began. Of a trial
    offer unless the anchor is to stay, or an item is in the middle of its period.
    """
    asked = anchor_after_trial(subscription.trial_settings)
    ends = subscription.status == "trialing" and subscription.trial_end == work.now and asked == "now"
    offers = asked != "unchanged" and any(offer_ends(row) for row in rows)
    whole = all(row.current_period_end == work.now for row in rows)
    if not ends and not (offers and whole and subscription.billing_cycle_anchor != work.now):
        return subscription
    return work.change(
        subscription, billing_cycle_anchor=work.now, billing_cycle_anchor_config=None, _whole_anchor=None
    )


def roll(work: Work, subscription: Subscription, row: SubscriptionItem) -> SubscriptionItem:
    """Return an item with the period that begins where its last one ended."""
    start = row.current_period_end
    ended = offer_ends(row)
    if ended:
        row = _after_offer(work, row)
    whole = end = _end(subscription, row, start, first=ended)
    if subscription.cancel_at is not None and start < subscription.cancel_at < end:
        end = subscription.cancel_at
    return work.change(
        row,
        current_period_start=start,
        current_period_end=end,
        _whole_end=whole if end < whole else None,
        **prebilling.rolled(row, start, end),
    )


def offer_ends(row: SubscriptionItem) -> bool:
    """Whether the trial offer of an item ends with its period."""
    return row.current_trial is not None and row.current_trial.end_date <= row.current_period_end


def _after_offer(work: Work, row: SubscriptionItem) -> SubscriptionItem:
    """Give an item the price after its trial offer."""
    offer = work.get(trial_offers.trial_offers, present(row.current_trial).trial_offer)
    price = present(prices.record(work, items.price_after(offer)))
    shown, plan = items.shown_price(work, price)
    quantity = None if is_metered(price) else 1 if row.quantity is None else row.quantity
    return work.change(row, price=shown, plan=plan, quantity=quantity, current_trial=None)


def _end(subscription: Subscription, row: SubscriptionItem, start: int, *, first: bool) -> int:
    """Return the end of a period. first: it is the first after a trial, and may begin between boundaries."""
    anchor, day = anchor_of(subscription), anchor_day(subscription)
    if first or start == subscription.trial_end:
        return periods.next_boundary(anchor, rhythm(row), start, day=day)
    return periods.end_of(anchor, rhythm(row), start, day=day)


def _lines(
    work: Work, subscription: Subscription, old: SubscriptionItem, new: SubscriptionItem
) -> list[Line]:
    """Return what an item is billed for: its usage until now, or the period that begins."""
    offered = offer_ends(old)
    billed = old if offered else new
    used = invoicing.in_arrears(work, subscription, billed, old.current_period_start, old.current_period_end)
    if is_metered(new["price"]):
        return used
    rest = prebilling.rest(work, subscription, old, new)
    if rest is not None:
        return used + rest
    first = offered or new.current_period_start == subscription.trial_end
    if first and subscription.get("_unprorated") and _is_stretch(subscription, new):
        return used
    return [
        *used,
        invoicing.in_advance(
            work, subscription, new, new.current_period_start, new.current_period_end, first=first
        ),
    ]


def _is_stretch(subscription: Subscription, row: SubscriptionItem) -> bool:
    """Whether an item's period begins between two boundaries of the anchor."""
    anchor, day, start = anchor_of(subscription), anchor_day(subscription), row.current_period_start
    return periods.previous_boundary(anchor, rhythm(row), start, day=day) != start


def _has_pending(work: Work, subscription: Subscription) -> bool:
    found = invoices.pending(work, subscription.customer, subscription.currency, subscription=subscription.id)
    return bool(found)


# -- the end of a trial --------------------------------------------------------------------------------------


def _trial_ends(work: Work, subscription: Subscription) -> bool:
    """Whether a trial of the subscription, or the trial offer of an item, is over."""
    rows = items_of(work, subscription)
    return subscription.status == "trialing" or any(
        offer_ends(row) and row.current_period_end <= work.now for row in rows
    )


def _goes_on(work: Work, subscription: Subscription) -> bool:
    """Whether a trial that is over leads to an invoice; else cancel or pause the subscription."""
    if on_missing_method(work, subscription) == "create_invoice":
        return True
    stop_without_method(work, subscription)
    return False


def on_missing_method(work: Work, subscription: Mapping[str, Any]) -> str:
    """Return what the end of a trial leads to: create_invoice, also where something pays, cancel or pause."""
    if subscription["collection_method"] == "send_invoice" or invoicing.has_method(work, subscription):
        return "create_invoice"
    behavior = (subscription.get("trial_settings") or {}).get("end_behavior") or {}
    return str(behavior.get("missing_payment_method") or "create_invoice")


def stop_without_method(
    work: Work, subscription: Subscription, *, since: Subscription | None = None
) -> Subscription:
    """Cancel or pause a subscription whose trial is over and that nothing pays.

    since: the subscription as the event compares it.
    """
    if on_missing_method(work, subscription) == "cancel":
        return cancellation.end(work, subscription)
    return pausing.halt(work, subscription, "trial_end_without_payment_method", since=since)


# -- notices -------------------------------------------------------------------------------------------------


@subscriptions.due(name="subscription.tell_trial_end", rank=timing.LAST)
def tell_trial_end(work: Work, subscription: Subscription) -> None:
    """Emit customer.subscription.trial_will_end, three days before, or at once for shorter trials."""
    if subscription.status != "trialing" or subscription.trial_end is None:
        return
    if subscription.get("_trial_noticed") == subscription.trial_end:
        return
    if subscription.trial_end - timing.TRIAL_NOTICE > work.now:
        return  # the trial was extended
    noticed = work.change(subscription, _trial_noticed=subscription.trial_end)
    work.emit(TRIAL_WILL_END, noticed)


timing.actions["trial_notice"] = tell_trial_end
