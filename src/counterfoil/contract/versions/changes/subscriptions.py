"""Subscriptions and their schedules: periods, anchors, the length of phases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.contract.refusal import Refusal
from counterfoil.contract.versions.changes.invoices import PREVIEWS
from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, exclusive, without

SCHEDULES = ("subscription_schedules.create", "subscription_schedules.update")

ITEMS_AND_QUANTITY = "Received both items and quantity parameters. Please pass in only one."
SEVERAL_ITEMS = "This subscription has several items: name the one to change in `items`."

# -- endive: the anchor is a hash ----------------------------------------------------------------------------


@change_of_request("2026-09-30.endive", operations=("subscriptions.update", "subscriptions.resume"))
def anchor_by_name(params: dict[str, Any]) -> dict[str, Any]:
    """Wrap the anchor's word: `now` becomes `{type: now}`."""
    return _with_anchor(params)


@change_of_request("2026-09-30.endive", operations=PREVIEWS)
def previewed_anchor_by_name(params: dict[str, Any]) -> dict[str, Any]:
    """Wrap the anchor of a preview, a word or an instant."""
    details = params.get("subscription_details")
    return {**params, "subscription_details": _with_anchor(details)} if details else params


def _with_anchor(params: dict[str, Any]) -> dict[str, Any]:
    anchor = params.get("billing_cycle_anchor")
    if anchor is None or isinstance(anchor, dict):
        return params
    told = {"type": anchor} if isinstance(anchor, str) else {"type": "timestamp", "timestamp": anchor}
    return {**params, "billing_cycle_anchor": told}


# -- clover: how long a phase lasts --------------------------------------------------------------------------


@change_of_request("2025-09-30.clover", operations=SCHEDULES, asking=True)
def phases_by_iterations(params: dict[str, Any], ask: Ask, ids: Mapping[str, str]) -> dict[str, Any]:
    """Replace a phase's `iterations` by the duration they add up to."""
    return _with_durations(params, ask, "phases")


@change_of_request("2025-09-30.clover", operations=PREVIEWS, asking=True)
def previewed_phases_by_iterations(
    params: dict[str, Any], ask: Ask, ids: Mapping[str, str]
) -> dict[str, Any]:
    """Do the same for the phases of a preview."""
    details = params.get("schedule_details")
    return (
        {**params, "schedule_details": _with_durations(details, ask, "schedule_details[phases]")}
        if details
        else params
    )


def _with_durations(params: dict[str, Any], ask: Ask, named: str) -> dict[str, Any]:
    """Set the duration of each phase. named: what refusals call the phases."""
    phases = params.get("phases")
    if not phases:
        return params
    return {
        **params,
        "phases": [_with_duration(phase, ask, f"{named}[{at}]") for at, phase in enumerate(phases)],
    }


def _with_duration(phase: dict[str, Any], ask: Ask, named: str) -> dict[str, Any]:
    exclusive(phase, "duration", "end_date", "iterations", within=named)
    iterations, rest = phase.get("iterations"), without(phase, "iterations")
    rhythm = _rhythm(phase.get("items") or [], ask) if iterations is not None else None
    if iterations is None or rhythm is None:
        return rest  # the price is missing or paid once, which the page of schedules refuses
    count = iterations * (rhythm.get("interval_count") or 1)
    return {**rest, "duration": {"interval": rhythm["interval"], "interval_count": count}}


def _rhythm(items: list[dict[str, Any]], ask: Ask) -> Mapping[str, Any] | None:
    """The interval and interval_count of the first recurring price; None if there is none."""
    for item in items:
        price = item.get("price_data") or ask.find("price", item.get("price") or item.get("plan")) or {}
        if price.get("recurring"):
            return price["recurring"]
    return None


# -- basil: periods are of items -----------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("subscription",))
def one_period(subscription: Answer, ask: Ask) -> Answer:
    """Add the latest start and the earliest end of the items' periods, or the last period without items."""
    items = subscription["items"]["data"]
    if items:
        period = {
            "current_period_start": max(item["current_period_start"] for item in items),
            "current_period_end": min(item["current_period_end"] for item in items),
        }
    else:  # all were removed; of a subscription that never had any there is no period at all
        never = dict.fromkeys(("current_period_start", "current_period_end"), subscription["created"])
        period = ask.hidden(subscription, "_last_period") or never
    return {**subscription, **{name: period[name] for name in ("current_period_start", "current_period_end")}}


@change_of_request("2025-04-30.basil", operations=("subscriptions.update",), asking=True)
def plan_of_the_only_item(params: dict[str, Any], ask: Ask, ids: Mapping[str, str]) -> dict[str, Any]:
    """Move `plan` and `quantity` to the only item. Refuses (400) a subscription with several items."""
    told = {name: params[name] for name in ("plan", "quantity") if params.get(name) is not None}
    rest = without(params, "plan", "quantity")
    if not told:
        return rest
    exclusive({**told, **rest}, "plan", "items")
    if "quantity" in told and rest.get("items") is not None:
        raise Refusal(ITEMS_AND_QUANTITY)
    subscription = ask.find("subscription", ids["subscription_exposed_id"])
    items = subscription["items"]["data"] if subscription is not None else []
    if len(items) > 1:
        raise Refusal(SEVERAL_ITEMS, param=next(iter(told)))
    return {**rest, "items": [{"id": items[0]["id"], **told} if items else told]}


@change_of_request("2025-04-30.basil", operations=("subscriptions.create",))
def plan_of_a_new_item(params: dict[str, Any]) -> dict[str, Any]:
    """Move `plan` and `quantity` to an item."""
    told = {name: params[name] for name in ("plan", "quantity") if params.get(name) is not None}
    rest = without(params, "plan", "quantity")
    if not told:
        return rest
    exclusive({**told, **rest}, "plan", "items")
    return {**rest, "items": [*(rest.get("items") or []), told]}
