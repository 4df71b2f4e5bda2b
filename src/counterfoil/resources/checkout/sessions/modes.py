"""What the mode of a session excludes, and when the subscription of a session may begin to be billed.

Source: API reference, Checkout Sessions; guides "Set the billing cycle date" and "Free trials" of Checkout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors
from counterfoil.resources.billing.subscriptions import dates
from counterfoil.resources.products import prices

DAY = 86400

# Parameters that belong to one mode.
OF_MODE = {
    "payment_intent_data": "payment",
    "setup_intent_data": "setup",
    "subscription_data": "subscription",
}
NO_INVOICE = (
    "You can only enable invoice creation when `mode` is set to `payment`. Invoices are created"
    " automatically when `mode` is set to `subscription`"
)
ONLY_RECURRING = "One-time prices cannot be used with `proration_behavior` `none` and a billing cycle anchor."
SHORTEST_TRIAL = 2 * DAY  # seconds from now to the end of a trial that is sent as a time
TOO_SOON = "The `trial_end` date has to be at least 2 days in the future."


def check(work: Work, params: Mapping[str, Any]) -> None:
    """Refuse (400) what belongs to another mode, and impossible times in `subscription_data`."""
    mode = params["mode"]
    for name, owner in OF_MODE.items():
        if mode != owner and params.get(name):
            raise errors.invalid(f"You can not pass `{name}` in `{mode}` mode.", param=name)
    if mode != "payment" and (params.get("invoice_creation") or {}).get("enabled"):
        raise errors.invalid(NO_INVOICE, param="invoice_creation")
    data = params.get("subscription_data") or {}
    _check_trial(work, data)
    _check_anchor(work, data)


def _check_trial(work: Work, data: Mapping[str, Any]) -> None:
    """Refuse (400) a trial that ends in less than two days, or lasts more than two years."""
    end, days = data.get("trial_end"), data.get("trial_period_days")
    if end is not None and days is not None:
        raise errors.exclusive(_named("trial_end"), _named("trial_period_days"))
    if end is not None and end < work.now + SHORTEST_TRIAL:
        raise errors.invalid(TOO_SOON, param=_named("trial_end"))
    for name, length in ("trial_end", (end or 0) - work.now), ("trial_period_days", (days or 0) * DAY):
        if length > dates.LONGEST_TRIAL:
            raise errors.invalid(dates.TRIAL_TOO_LONG, param=_named(name))


def _check_anchor(work: Work, data: Mapping[str, Any]) -> None:
    """Refuse (400) an anchor that is not in the future, and one beside a trial or its configuration."""
    anchors = [name for name in ("billing_cycle_anchor", "billing_cycle_anchor_config") if data.get(name)]
    trials = [name for name in ("trial_end", "trial_period_days") if data.get(name)]
    if anchors and len(anchors) + len(trials) > 1:
        raise errors.exclusive(*map(_named, anchors + trials))
    if "billing_cycle_anchor" in anchors and data["billing_cycle_anchor"] <= work.now:
        raise errors.invalid(dates.FUTURE, param=_named("billing_cycle_anchor"))


def first_period(
    work: Work, params: Mapping[str, Any], items: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the items with what is due of them at once: nothing in a trial, or the share up to an anchor.

    400 for an anchor after the natural billing date of a price, and, without prorations, for one-time prices.
    """
    data, items = params.get("subscription_data") or {}, list(items)
    if data.get("trial_end") or data.get("trial_period_days"):
        return [{**item, "_free": item["_recurring"] or None} for item in items]
    anchor, config = data.get("billing_cycle_anchor"), data.get("billing_cycle_anchor_config")
    if config is not None:
        anchor = periods.configured_anchor(work.now, config)
    if anchor is None:
        return items
    if data.get("proration_behavior") == "none":
        if not all(item["_recurring"] for item in items):
            raise errors.invalid(ONLY_RECURRING, param="line_items")
        return [{**item, "_free": True} for item in items]
    return [_up_to(work, item, anchor) if item["_recurring"] else item for item in items]


def _up_to(work: Work, item: dict[str, Any], anchor: int) -> dict[str, Any]:
    """Return an item of which only the part of its period up to the anchor is due at once."""
    price = prices.record(work, item["price"])
    assert price is not None and price.recurring is not None, "the price of an item is kept"
    dates.refuse_late(anchor, [price], since=work.now, param=_named("billing_cycle_anchor"))
    interval = periods.interval_of(price.recurring)
    start = periods.previous_boundary(anchor, interval, work.now)
    end = periods.next_boundary(anchor, interval, start)
    return {**item, "_part": [start, end, work.now]}


def _named(name: str) -> str:
    return f"subscription_data[{name}]"
