"""Prebilling: `billing_schedules` bill items at once, further than to the end of their present period.

Each later period, or the part of it until then, is a line of its own. A renewal bills nothing that was billed
before; what comes after is billed as ever. An item shows in `billed_until` how far it is billed, as long as
that is beyond its period. Source: guide "Bill customers in advance"; API reference, Subscriptions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import invoicing
from counterfoil.resources.billing.subscriptions.life import (
    anchor_day,
    anchor_of,
    billed_until,
    is_flexible,
    is_metered,
    mirrored,
    rhythm,
    subscription_items,
)

NAME = "billing_schedules"
KEY = re.compile(r"[A-Za-z0-9_-]{1,200}")
MOST_LINES = 250

ONLY_FLEXIBLE = "`billing_schedules` need a subscription that was created with the billing mode `flexible`."
WITH_SCHEDULE = "You cannot prebill a subscription that is managed by a subscription schedule."
UNPRORATED = "You cannot prebill a subscription with a `proration_behavior` of `none`."
METERED = "Prices with `usage_type=metered` cannot be prebilled."
COUPONS = "You can only prebill with coupons that have `percent_off` and a duration of `once` or `forever`."
TOO_EARLY = "`bill_until` cannot be earlier than the end of the current period of an item that it applies to."
TOO_LATE = "`bill_until` cannot be later than the cancellation of the subscription."


def begin(
    work: Work, subscription: Subscription, rows: Sequence[SubscriptionItem], params: Mapping[str, Any]
) -> tuple[Subscription, list[SubscriptionItem], list[Line]]:
    """Set the schedules that are sent. Returns subscription and items, and the lines to bill at once.

    Without any sent, nothing changes. Time that is billed stays billed, whatever becomes of its schedule.
    400 for what cannot be prebilled.
    """
    kept, lines = list(rows), list[Line]()
    if NAME not in params:
        return subscription, kept, lines
    shown = []
    if params[NAME]:
        _check(work, subscription, rows, params)
        shown = _read(work, subscription, rows, params)
    for place, row in enumerate(rows):
        ends = [each["bill_until"]["computed_timestamp"] for each in shown if _applies(each, row)]
        until, since = max(ends, default=0), billed_until(row)
        if is_metered(row["price"]) or until <= since:
            continue
        lines += ahead(work, subscription, row, since, until)
        first = row.get("_prebilled_since")
        kept[place] = work.change(
            row, billed_until=until, _prebilled_since=work.now if first is None else first
        )
    if len(lines) > MOST_LINES:
        raise errors.invalid(f"The invoice would have more than {MOST_LINES} lines.", param=NAME)
    changed = work.change(subscription, billing_schedules=shown, **mirrored(work, subscription.id, kept))
    return changed, kept, lines


def ahead(
    work: Work, subscription: Subscription, row: SubscriptionItem, since: int, until: int
) -> list[Line]:
    """Bill an item from one time to another, with a line for each of its periods."""
    return [
        invoicing.in_advance(work, subscription, row, start, end, first=True)
        for start, end in stretches(subscription, row, since, until)
    ]


def stretches(
    subscription: Mapping[str, Any], row: Mapping[str, Any], since: int, until: int
) -> list[tuple[int, int]]:
    """Divide the time from one time to another by the periods of an item.

    No further than one beyond `MOST_LINES`, which is refused: a long time would be counted for minutes.
    """
    anchor, interval, day = anchor_of(subscription), rhythm(row), anchor_day(subscription)
    found: list[tuple[int, int]] = []
    while since < until and len(found) <= MOST_LINES:
        end = min(until, periods.next_boundary(anchor, interval, since, day=day))
        found.append((since, end))
        since = end
    return found


def rolled(row: SubscriptionItem, start: int, end: int) -> dict[str, Any]:
    """Return the fields of an item whose next period begins: until when it is billed, if beyond it."""
    until = row.billed_until
    if until is None and row.get("_prebilled_since") is None:
        return {}
    if until is None or until <= start:
        return {"billed_until": None, "_prebilled_since": None}
    return {"billed_until": until if until > end else None}


def rest(
    work: Work, subscription: Subscription, old: SubscriptionItem, new: SubscriptionItem
) -> list[Line] | None:
    """Return what is still to bill of the period that begins; None: all of it."""
    until = old.billed_until
    if until is None or until <= new.current_period_start:
        return None
    return ahead(work, subscription, new, until, new.current_period_end)


def forget(work: Work, row: SubscriptionItem) -> SubscriptionItem:
    """Let an item be billed no further than to the end of its period."""
    if row.billed_until is None:
        return row
    return work.change(row, billed_until=None, _prebilled_since=None)


@subscription_items.include("billed_until")
def expanded(work: Work, row: SubscriptionItem) -> int | None:
    """Return until when an item is prebilled, where it is asked for. It shows without that as well."""
    return row.billed_until


# -- what is sent --------------------------------------------------------------------------------------------


def _check(
    work: Work, subscription: Subscription, rows: Sequence[SubscriptionItem], params: Mapping[str, Any]
) -> None:
    """Refuse (400) a subscription that cannot be prebilled. 501 during a trial or a trial offer."""
    if not is_flexible(subscription) or subscription.get("_migrated"):
        raise errors.invalid(ONLY_FLEXIBLE, param=NAME)
    if subscription.schedule:
        raise errors.invalid(WITH_SCHEDULE, param=NAME)
    if params.get("proration_behavior") == "none":
        raise errors.invalid(UNPRORATED, param="proration_behavior")
    if all(is_metered(row["price"]) for row in rows):
        raise errors.invalid(METERED, param=NAME)
    held = [*subscription.discounts, *(id for row in rows for id in row.discounts)]
    held += invoicing.discounts_of(work, subscription)
    for discount in discounts.live(work, held, at=work.now):
        percent = discounts.terms(work, discount).percent_off is not None
        if not percent or discounts.duration(work, discount) == "repeating":
            raise errors.invalid(COUPONS, param=NAME)
    if subscription.trial_end and subscription.trial_end > work.now:
        raise errors.not_implemented("subscriptions (billing_schedules during a trial)")
    if any(row.current_trial is not None for row in rows):
        raise errors.not_implemented("subscriptions (billing_schedules during a trial offer)")


def _read(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Return the schedules as the subscription shows them. One that is sent by its key alone stays."""
    latest = _end(subscription, rows, params)
    known = {each.key: each for each in subscription.billing_schedules or ()}
    found: dict[str, dict[str, Any]] = {}
    for place, each in enumerate(params[NAME]):
        named = f"{NAME}[{place}]"
        key = each.get("key") or ids.new("bs", 14)
        if not KEY.fullmatch(key) or key in found:
            raise errors.invalid(
                "Keys must be alphanumeric, of at most 200 characters, and different.", param=f"{named}[key]"
            )
        if each.get("bill_until") is None and key in known:
            found[key] = {**known[key]}
            continue
        bill_until = _until(work, each, named)
        schedule: dict[str, Any] = {
            "applies_to": _items(rows, each.get("applies_to"), named),
            "bill_until": bill_until,
            "key": key,
        }
        at = int(bill_until["computed_timestamp"])
        applied = [row for row in rows if _applies(schedule, row) and not is_metered(row["price"])]
        if any(at < row.current_period_end for row in applied):
            raise errors.invalid(TOO_EARLY, param=f"{named}[bill_until]")
        if latest is not None and at > latest:
            raise errors.invalid(TOO_LATE, param=f"{named}[bill_until]")
        found[key] = schedule
    return list(found.values())


def _end(
    subscription: Subscription, rows: Sequence[SubscriptionItem], params: Mapping[str, Any]
) -> int | None:
    """Return when the subscription is to be canceled, with what the same request says of that."""
    if params.get("cancel_at_period_end"):
        return min(row.current_period_end for row in rows)
    if "cancel_at" in params:
        return params["cancel_at"] if isinstance(params["cancel_at"], int) else None
    if subscription.cancel_at_period_end and params.get("cancel_at_period_end") is False:
        return None
    return subscription.cancel_at


def _items(
    rows: Sequence[SubscriptionItem], sent: Sequence[Mapping[str, Any]] | None, named: str
) -> list[dict[str, Any]] | None:
    """Return the prices that a schedule is limited to, None for all. 400 for those that no item has."""
    own = {row["price"]["id"]: row for row in rows}
    found = []
    for place, each in enumerate(sent or ()):
        param = f"{named}[applies_to][{place}][price]"
        if each.get("price") is None:
            raise errors.required(param)
        if each["price"] not in own:
            raise errors.missing(objects.price.noun, each["price"], param=param, status=400)
        if is_metered(own[each["price"]]["price"]):
            raise errors.invalid(METERED, param=param)
        found.append({"type": "price", "price": each["price"]})
    return found or None


def _until(work: Work, sent: Mapping[str, Any], named: str) -> dict[str, Any]:
    """Return `bill_until` with its time. A duration is counted from now."""
    until = sent.get("bill_until")
    if until is None:
        raise errors.required(f"{named}[bill_until]")
    kind = until["type"]
    if until.get(kind) is None:
        raise errors.required(f"{named}[bill_until][{kind}]")
    if kind == "timestamp":
        at, duration = int(until["timestamp"]), None
    else:
        count = until["duration"].get("interval_count")
        duration = {
            "interval": until["duration"]["interval"],
            "interval_count": 1 if count is None else count,
        }
        if duration["interval_count"] < 1:
            param = f"{named}[bill_until][duration][interval_count]"
            raise errors.invalid("Invalid positive integer", param=param)
        try:
            at = periods.added(work.now, periods.interval_of(duration))
        except OverflowError as error:
            raise errors.invalid(f"This ends {error}.", param=f"{named}[bill_until][duration]") from None
    timestamp = at if kind == "timestamp" else None
    return {"computed_timestamp": at, "duration": duration, "timestamp": timestamp, "type": kind}


def _applies(schedule: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a schedule is for an item."""
    prices = schedule.get("applies_to")
    return not prices or any(each["price"] == row["price"]["id"] for each in prices)
