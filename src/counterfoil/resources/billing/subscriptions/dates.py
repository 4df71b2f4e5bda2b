"""When a subscription is billed: its anchor, its trial, and the periods of its items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors
from counterfoil.kernel.shapes import Price
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import DAY, recurring_of

LONGEST_TRIAL = 730 * DAY
FUTURE = "Invalid timestamp: must be an integer Unix timestamp in the future."
TRIAL_TOO_LONG = "The maximum number of trial period days is 730 (2 years)."
ANCHOR_TOO_LATE = (
    "`billing_cycle_anchor` cannot be later than next natural billing date ({at}) for plan {plan}"
)


def trial_end(
    work: Work, params: Mapping[str, Any], wanted: Sequence[Wanted], *, anchor: int | None = None
) -> int | None:
    """Return when the trial of a creation ends; None without one.

    400 for a time in the past, more than two years ahead, and for several ways at once.
    """
    sent, days = params.get("trial_end"), params.get("trial_period_days")
    if params.get("trial_from_plan"):
        for name, value in (("trial_end", sent), ("trial_period_days", days)):
            if value is not None:
                raise errors.exclusive(name, "trial_from_plan")
        own = [recurring_of(each.price).get("trial_period_days") or 0 for each in wanted]
        days = max(own, default=0)
    if sent is not None and days is not None:
        raise errors.exclusive("trial_end", "trial_period_days")
    if sent == "now":
        return None
    if sent is not None:
        return checked_trial_end(work, sent)
    if days is not None and days < 0:
        raise errors.invalid(
            "Invalid non-negative integer", code="parameter_invalid_integer", param="trial_period_days"
        )
    if days is not None and days * DAY > LONGEST_TRIAL:
        raise errors.invalid(TRIAL_TOO_LONG, param="trial_period_days")
    return work.now + days * DAY if days else None


def checked_trial_end(work: Work, sent: int) -> int:
    """Return a trial's end; 400 if it is not in the future, or too far."""
    if sent <= work.now:
        raise errors.invalid(FUTURE, param="trial_end")
    if sent > work.now + LONGEST_TRIAL:
        raise errors.invalid(TRIAL_TOO_LONG, param="trial_end")
    return sent


def anchor(params: Mapping[str, Any], wanted: Sequence[Wanted], *, since: int, now: int) -> int | None:
    """Return the anchor that a creation asks for; None if it asks for none.

    since: when billing begins, the trial's end or now. 400 if it is past, or more than one interval ahead; of
    a configuration only the first boundary is within one interval.
    """
    sent, config = params.get("billing_cycle_anchor"), params.get("billing_cycle_anchor_config")
    if sent is not None and config is not None:
        raise errors.exclusive("billing_cycle_anchor", "billing_cycle_anchor_config")
    if config is not None:
        intervals = [periods.interval_of(recurring_of(each.price)) for each in wanted]
        _check_config(config, intervals)
        first, day = periods.configured_anchor(since, config), config["day_of_month"]
        shortest = min(intervals, key=lambda interval: interval.months, default=None)
        return first if shortest is None else periods.on_wanted_day(first, shortest, day)
    if sent is None:
        return None
    if sent < now:
        raise errors.invalid(FUTURE, param="billing_cycle_anchor")
    refuse_late(sent, [each.price for each in wanted], since=since)
    return int(sent)


def refuse_late(
    anchor: int, prices: Iterable[Price], *, since: int, param: str = "billing_cycle_anchor"
) -> None:
    """Refuse (400) an anchor later than one interval of a price after billing begins, at `since`."""
    for price in prices:
        natural = periods.added(since, periods.interval_of(recurring_of(price)))
        if anchor > natural:
            raise errors.invalid(ANCHOR_TOO_LATE.format(at=natural, plan=price.id), param=param)


BOUNDS = {"day_of_month": (1, 31), "month": (1, 12), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}


def _check_config(config: Mapping[str, Any], intervals: Sequence[periods.Interval]) -> None:
    """Refuse (400) a configuration out of range, or one that does not fit the prices."""
    for name, (least, most) in BOUNDS.items():
        value = config.get(name)
        if value is not None and not least <= value <= most:
            raise errors.invalid(
                f"Invalid {name}: must be between {least} and {most}.",
                param=f"billing_cycle_anchor_config[{name}]",
            )
    if any(not interval.months for interval in intervals):
        raise errors.invalid(
            "`billing_cycle_anchor_config` can only be used with prices that have an interval of `month` or"
            " `year`.",
            param="billing_cycle_anchor_config",
        )
    if config.get("month") is not None and any(interval.unit != "year" for interval in intervals):
        raise errors.invalid(
            "`billing_cycle_anchor_config[month]` can only be used with prices that have an interval of"
            " `year`.",
            param="billing_cycle_anchor_config[month]",
        )


def cancel_at(sent: Any, ends: Sequence[int], *, now: int, billed: Sequence[int]) -> int | None:
    """Return the time that `cancel_at` names: a time, or an end of the items' periods or of what is billed.

    ends: those of the items' periods. billed: until when items are billed. 400 for a time in the past.
    """
    if sent is None:
        return None
    if isinstance(sent, str):
        if sent == "max_billed_until":
            return max((*ends, *billed))
        return min(ends) if sent == "min_period_end" else max(ends)
    if sent <= now:
        raise errors.invalid(FUTURE, param="cancel_at")
    return int(sent)
