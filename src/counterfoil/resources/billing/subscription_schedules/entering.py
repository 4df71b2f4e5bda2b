"""What a phase makes of its subscription: the parameters of a creation, and of a change.

Fields that a phase leaves out are those of the default settings, else they stay as they were; only discounts
and tax rates that the phase before had set are removed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import Subscription, SubscriptionItem, SubscriptionSchedule
from counterfoil.resources.billing import discounts, invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import invoicing, items, pausing, pending_updates, updating
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import (
    UPDATED,
    customer_of,
    is_flexible,
    is_metered,
    items_of,
    mirrored,
)
from counterfoil.resources.products import prices

Phase = Mapping[str, Any]

SETTINGS = (
    "application_fee_percent", "automatic_tax", "billing_thresholds", "collection_method",
    "default_payment_method", "description", "on_behalf_of", "transfer_data",
)  # fmt: skip


# -- parameters ----------------------------------------------------------------------------------------------


def creation(work: Work, schedule: SubscriptionSchedule, phase: Phase) -> dict[str, Any]:
    """Return the parameters that create the subscription of a phase."""
    start = schedule.phases[0]["start_date"]
    mode = schedule.billing_mode
    return _settings(work, schedule, phase) | {
        "add_invoice_items": [_extra(work, schedule, each) for each in phase["add_invoice_items"]],
        "backdate_start_date": start if start < work.now else None,
        "billing_mode": {name: value for name, value in mode.items() if name in ("type", "flexible")},
        "cancel_at": end(schedule, phase),
        "currency": phase["currency"],
        "customer": schedule.customer,
        "default_tax_rates": [rate["id"] for rate in phase["default_tax_rates"] or ()],
        "discounts": _sent(work, schedule, phase["discounts"]) or None,
        "metadata": {name: value for name, value in phase["metadata"].items() if value},
        "proration_behavior": phase["proration_behavior"],
        "trial_end": phase["trial_end"],
    }


def _settings(work: Work, schedule: SubscriptionSchedule, phase: Phase) -> dict[str, Any]:
    """Return the settings of a phase, with those of the schedule where it has none.

    A payment method that was detached since is left out.
    """
    defaults = schedule.default_settings
    found: dict[str, Any] = {}
    for name in SETTINGS:
        value = phase.get(name)
        value = defaults.get(name) if value is None else value
        if value is not None:
            found[name] = value
    method = work.find(objects.payment_method, found.get("default_payment_method"))
    if method is None or method.customer != schedule.customer:
        found.pop("default_payment_method", None)
    own = {**defaults["invoice_settings"], **_given(phase.get("invoice_settings"))}
    found["invoice_settings"] = {name: value for name, value in own.items() if name != "days_until_due"}
    if found.get("collection_method") == "send_invoice":
        found["days_until_due"] = own["days_until_due"]
    return found


def _given(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (sent or {}).items() if value is not None}


def _extra(work: Work, schedule: SubscriptionSchedule, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item that a phase bills once. Its period is the subscription's unless it has times."""
    found = {
        "checked": True,
        "discounts": _sent(work, schedule, item["discounts"]) or None,
        "metadata": dict(item["metadata"] or {}),
        "price": item["price"],
        "quantity": item["quantity"],
        "tax_rates": [rate["id"] for rate in item["tax_rates"] or ()],
    }
    if item["discountable"] is not None:
        found["discountable"] = item["discountable"]
    period = {name: bound for name, bound in item["period"].items() if bound["type"] == "timestamp"}
    return {**found, "period": period} if period else found


def _sent(
    work: Work, schedule: SubscriptionSchedule, named: Sequence[Mapping[str, Any]] | None
) -> list[Mapping[str, Any]]:
    """Return discounts of a phase as parameters.

    In time, when there is no request to refuse, those that cannot be redeemed any more are left out.
    """
    found: list[Mapping[str, Any]] = [*discounts.named(named)]
    if work.cause is not None:
        return found
    return discounts.redeemable(work, found, customer=schedule.customer)


def end(schedule: SubscriptionSchedule, phase: Phase) -> int | None:
    """Return when the subscription is canceled, if the phase is the last and the schedule then ends it."""
    last = phase["start_date"] == schedule.phases[-1]["start_date"]
    return phase["end_date"] if last and schedule.end_behavior == "cancel" else None


# -- changing ------------------------------------------------------------------------------------------------


def enter(
    work: Work,
    schedule: SubscriptionSchedule,
    subscription: Subscription,
    phase: Phase,
    before: Phase | None,
    *,
    begins: bool,
    behavior: str | None = None,
    previewed: bool = False,
) -> Subscription:
    """Change a subscription to a phase that begins, or whose terms were changed.

    before: the phase, or the terms, until now. begins: the phase does. behavior: how it is prorated; the
    phase's own unless given. previewed: an invoice that is made stays a draft.
    Emits customer.subscription.updated. Where the period is over at this instant, nothing is prorated: the
    renewal, which follows, bills the new items.
    """
    original = work.latest(subscription)
    rows = items_of(work, original)
    over = bool(rows) and all(row.current_period_end == work.now for row in rows)
    params = _settings(work, schedule, phase) | {
        "metadata": {name: value or None for name, value in phase["metadata"].items()},
        "proration_behavior": "none" if over else behavior or phase["proration_behavior"],
    }
    if begins or before is None or before["discounts"] != phase["discounts"]:
        params |= _removable("discounts", _sent(work, schedule, phase["discounts"]), before)
    rates = [rate["id"] for rate in phase["default_tax_rates"] or ()]
    params |= _removable("default_tax_rates", rates, before)
    if begins:
        params["add_invoice_items"] = [_extra(work, schedule, each) for each in phase["add_invoice_items"]]
    if phase["trial_end"] is not None and phase["trial_end"] > work.now:
        params["trial_end"] = phase["trial_end"]
    elif original.status == "trialing" and not over and (original.trial_end or 0) > work.now:
        # Without a request to refuse, a trial that nothing can pay for goes on to its end.
        if work.cause is not None or invoicing.has_method(work, original):
            params["trial_end"] = "now"
    if original.cancel_at != end(schedule, phase):
        params["cancel_at"] = end(schedule, phase)
    resets = (
        phase["billing_cycle_anchor"] or schedule.default_settings.billing_cycle_anchor
    ) == "phase_start"
    items_wanted = wanted(work, schedule, phase, rows, None if begins else before)
    with work.announcing_first(UPDATED):
        changing = pending_updates.discard(work, original)
        if changing.get("_resumption"):
            changing = pausing.give_up(work, changing)
        changing = _bill_usage(work, changing, items_wanted, over)
        if over:
            changing = _swap(work, changing, rows, items_wanted)
            if resets:
                changing = work.change(changing, billing_cycle_anchor=work.now)
        elif begins and resets:
            params["billing_cycle_anchor"] = {"type": "now"}
        return updating.change(
            work,
            changing,
            params,
            wanted=None if over else items_wanted,
            since=original,
            previewed=previewed,
        )


def _removable(name: str, value: Sequence[Any], before: Phase | None) -> dict[str, Any]:
    """Return a parameter that is sent where the phase has it, and emptied where only the last one had."""
    if value:
        return {name: value}
    return {name: []} if before is not None and before[name] else {}


def wanted(
    work: Work,
    schedule: SubscriptionSchedule,
    phase: Phase,
    rows: Sequence[SubscriptionItem] = (),
    before: Phase | None = None,
) -> list[Wanted]:
    """Return the items of a phase: those that have their price go on, the others are new or go.

    before: the terms until now, whose discounts were redeemed and go on where they are the same.
    """
    left = {row["price"]["id"]: row for row in rows}
    known = {item["price"]: item["discounts"] for item in (before["items"] if before is not None else ())}
    found = []
    for index, item in enumerate(phase["items"]):
        row = left.pop(item["price"], None)
        same = row is not None and known.get(item["price"]) == item["discounts"]
        reductions: list[Mapping[str, Any]] | None = _sent(work, schedule, item["discounts"])
        if same or not (reductions or (row is not None and row.discounts)):
            reductions = None
        found.append(
            Wanted(
                price=present(prices.record(work, item["price"])),
                quantity=item["quantity"],
                old=row,
                metadata=dict(item["metadata"] or {}),
                rates=item["tax_rates"] or (),
                reductions=reductions,
                thresholds=item["billing_thresholds"],
                param=f"phases[items][{index}]",
            )
        )
    gone = [
        Wanted(price=items.record(work, row), quantity=row.quantity, old=row, deleted=True, clear_usage=True)
        for row in left.values()
    ]
    return gone + found


def _bill_usage(work: Work, subscription: Subscription, chosen: Sequence[Wanted], over: bool) -> Subscription:
    """Bill the usage of metered items that go with the phase before.

    Classic subscriptions have an invoice of it. Of flexible ones it is a line of the renewal's, where the
    period is over; else the change of the items bills it. Source: guide "Billing mode".
    """
    if subscription.status in ("trialing", "paused"):
        return subscription
    gone = [present(each.old) for each in chosen if each.deleted]
    lines: list[Line] = []
    for row in gone:
        if is_metered(row["price"]) and row.current_period_start < work.now:
            lines += invoicing.in_arrears(work, subscription, row, row.current_period_start, work.now)
    if not lines or (is_flexible(subscription) and not over):
        return subscription
    if is_flexible(subscription):
        for line in lines:
            invoices.pend(work, subscription.customer, line)
        return subscription
    start = min(line.start for line in lines)
    invoice = invoicing.draft(
        work,
        subscription,
        lines,
        reason="subscription_cycle" if over else "subscription_update",
        period=(start, work.now),
        sweep=False,
    )
    return work.change(subscription, latest_invoice=invoice.id)


def _swap(
    work: Work, subscription: Subscription, rows: Sequence[SubscriptionItem], chosen: Sequence[Wanted]
) -> Subscription:
    """Replace items whose period is over at this instant, so that the renewal bills the new ones."""
    customer = customer_of(work, subscription)
    start = min(row.current_period_start for row in rows)
    kept = []
    for each in chosen:
        if each.deleted:
            work.delete(present(each.old), "")
            continue
        begun = each.old.current_period_start if each.old is not None else start
        kept.append(items.store(work, subscription.id, each, customer, start=begun, end=work.now))
    return work.change(subscription, **mirrored(work, subscription.id, kept))
