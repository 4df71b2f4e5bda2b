"""What an update does to the billing of a subscription, worked out before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Subscription, SubscriptionItem
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import dates, invoicing, items
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import (
    is_flexible,
    is_metered,
    period_of,
    recurring_of,
    rhythm,
)

OUTSIDE = "Cannot specify proration date outside of current subscription period"
LAST_ITEM = (
    "A subscription must have at least one active plan. To cancel the subscription, use the cancel"
    " subscription endpoint instead."
)

Trial = Literal["ends", "starts", "moves"]


@dataclass(slots=True)
class Change:
    """What an update does to the billing of a subscription.

    wanted: the items afterwards, and those that go. at: when it takes effect, the proration date. restarts:
    the periods begin anew; keeps_anchor: the first of them ends at the anchor, which stays. trial, trial_end:
    what becomes of the trial. touched: items were sent.
    """

    wanted: list[Wanted]
    at: int
    behavior: str
    restarts: bool = False
    keeps_anchor: bool = False
    trial: Trial | None = None
    trial_end: int | None = None
    touched: bool = False
    prebills: bool = False  # items are billed beyond their periods
    lines: list[Line] = field(default_factory=list)  # of the invoice that is made now, beside prorations
    prorations: list[Line] = field(default_factory=list)


def planned(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
    named: str,
    given: Sequence[Wanted] | None = None,
) -> Change:
    """Work out what an update does. given: the items afterwards, where they were checked before."""
    sent = params.get("items")
    flexible = is_flexible(subscription)
    if given is not None:
        wanted = list(given)
    elif sent is not None:
        wanted = items.read(work, sent, rows, flexible=flexible, currency=subscription.currency, param=named)
    else:
        wanted = [items.unchanged(work, row) for row in rows]
    if rows and not flexible and all(each.deleted for each in wanted):
        raise errors.invalid(LAST_ITEM)
    at = _proration_date(work, subscription, params)
    planned = Change(
        wanted=wanted,
        at=at,
        behavior=params.get("proration_behavior") or "create_prorations",
        touched=sent is not None or given is not None,
    )
    _plan_trial(work, subscription, params, planned)
    anchor = (params.get("billing_cycle_anchor") or {}).get("type")
    if subscription.status == "trialing" and planned.trial is None:
        return planned
    if subscription.status == "paused":
        return planned
    planned.restarts = planned.trial == "ends" or (
        planned.trial is None
        and (anchor == "now" or (not flexible and _resets(work, subscription, rows, wanted)))
    )
    planned.keeps_anchor = planned.trial == "ends" and anchor != "now" and _stays(subscription, params)
    return planned


def _stays(subscription: Subscription, params: Mapping[str, Any]) -> bool:
    """Whether `trial_settings`, those of the request first, keep the anchor when a trial ends."""
    for settings in (params.get("trial_settings"), subscription.trial_settings):
        kept = ((settings or {}).get("end_behavior") or {}).get("billing_cycle_anchor")
        if kept is not None:
            return bool(kept == "unchanged")
    return False


def _proration_date(work: Work, subscription: Subscription, params: Mapping[str, Any]) -> int:
    """Return when the change takes effect; 400 outside of the current period."""
    at = params.get("proration_date")
    if at is None:
        return work.now
    start, end = period_of(subscription)
    if start <= subscription.created:  # the first period, which a backdated start may come before
        start = min(start, subscription.start_date)
    if not start <= at < end:
        raise errors.invalid(OUTSIDE, param="proration_date")
    return int(at)


def _plan_trial(work: Work, subscription: Subscription, params: Mapping[str, Any], planned: Change) -> None:
    """Work out what becomes of the trial."""
    sent = params.get("trial_end")
    if params.get("trial_from_plan"):
        if sent is not None:
            raise errors.exclusive("trial_end", "trial_from_plan")
        own = [recurring_of(each.price).get("trial_period_days") or 0 for each in planned.wanted]
        days = max(own, default=0)
        sent = work.now + days * dates.DAY if days else None
    if sent is None:
        return
    if subscription.status == "paused":
        raise errors.invalid(
            "You cannot update the `trial_end` of a subscription that is `paused`.", param="trial_end"
        )
    if sent == "now":
        if subscription.status == "trialing":
            planned.trial = "ends"
        return
    planned.trial_end = dates.checked_trial_end(work, sent)
    if planned.trial_end == subscription.trial_end and subscription.status == "trialing":
        planned.trial_end = None
        return
    planned.trial = "moves" if subscription.status == "trialing" else "starts"


def _resets(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    wanted: Sequence[Wanted],
) -> bool:
    """Whether a classic subscription begins a new period: another interval, or a price after a free one."""
    there = [each for each in wanted if not each.deleted]
    before = {rhythm(row) for row in rows}
    after = {rhythm({"price": each.price}) for each in there}
    if before and after and before != after:
        return True
    if not any(each.changed for each in wanted) or not rows:
        return False
    if any(is_metered(row["price"]) for row in rows):
        return False
    free = invoicing.full_price(work, subscription, rows) == 0
    price = sum(items.cost(each.price, each.quantity, subscription.currency) for each in there)
    return free and price > 0
