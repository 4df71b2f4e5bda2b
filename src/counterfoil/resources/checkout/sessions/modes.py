"""What the mode of a session excludes, and when the subscription of a session may begin to be billed.

Source: API reference, Checkout Sessions; guides "Set the billing cycle date" and "Free trials" of Checkout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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


def check_prices(work: Work, params: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> None:
    """Refuse (400) an anchor after the natural billing date of a recurring price."""
    anchor = (params.get("subscription_data") or {}).get("billing_cycle_anchor")
    if anchor is None:
        return
    found = [prices.record(work, item["price"]) for item in items if item["_recurring"]]
    dates.refuse_late(
        anchor,
        [price for price in found if price is not None],
        since=work.now,
        param=_named("billing_cycle_anchor"),
    )


def _named(name: str) -> str:
    return f"subscription_data[{name}]"
