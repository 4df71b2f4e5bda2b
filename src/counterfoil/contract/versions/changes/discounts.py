"""Discounts: coupons, promotion codes, and where they are redeemed."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.changes.invoices import PREVIEWS
from counterfoil.contract.versions.changes.subscriptions import SCHEDULES
from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, exclusive, without

# -- clover: discounts and codes name what they come from ----------------------------------------------------


@change("2025-09-30.clover", objects=("discount",))
def discount_of_a_coupon(discount: Answer, ask: Ask) -> Answer:
    """Add the coupon as it was at redemption (`_coupon`), else as it is now, or its tombstone."""
    coupon = (discount.get("source") or {}).get("coupon")
    return {**discount, "coupon": ask.hidden(discount, "_coupon") or ask.seen("coupon", coupon)}


@change("2025-09-30.clover", objects=("promotion_code",))
def code_of_a_coupon(code: Answer, ask: Ask) -> Answer:
    """Add the coupon as it is now, or its tombstone."""
    return {**code, "coupon": ask.seen("coupon", (code.get("promotion") or {}).get("coupon"))}


@change_of_request("2025-09-30.clover", operations=("promotion_codes.create",))
def coupon_is_promoted(params: dict[str, Any]) -> dict[str, Any]:
    """Wrap `coupon` in `promotion`."""
    return {**without(params, "coupon"), "promotion": {"type": "coupon", "coupon": params["coupon"]}}


# -- basil: discounts are many -------------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("invoice", "subscription"))
def first_discount(discounted: Answer, ask: Ask) -> Answer:
    """Add the first discount, expanded."""
    return {**discounted, "discount": ask.seen("discount", next(iter(discounted["discounts"]), None))}


@change("2025-03-31.basil", objects=("subscription_schedule",))
def coupons_of_phases(schedule: Answer, ask: Ask) -> Answer:
    """Add the first coupon of each phase."""
    return {**schedule, "phases": [{**phase, "coupon": _first_coupon(phase)} for phase in schedule["phases"]]}


def _first_coupon(phase: Answer) -> str | None:
    return next((one["coupon"] for one in phase.get("discounts") or () if one.get("coupon")), None)


@change_of_request("2025-03-31.basil", operations=("subscriptions.create", "subscriptions.update"))
def only_discount(params: dict[str, Any]) -> dict[str, Any]:
    """Replace `coupon` or `promotion_code` by a list of one discount."""
    return _discounted(params, "")


@change_of_request("2025-03-31.basil", operations=SCHEDULES)
def only_discount_of_phases(params: dict[str, Any]) -> dict[str, Any]:
    """Do the same in each phase."""
    return _with_phases(params, "phases")


@change_of_request("2025-03-31.basil", operations=PREVIEWS)
def only_discount_of_previews(params: dict[str, Any]) -> dict[str, Any]:
    """Do the same in a preview and in each of its phases."""
    params, details = _discounted(params, ""), params.get("schedule_details")
    return (
        {**params, "schedule_details": _with_phases(details, "schedule_details[phases]")}
        if details
        else params
    )


def _with_phases(params: dict[str, Any], named: str) -> dict[str, Any]:
    phases = params.get("phases")
    return (
        {**params, "phases": [_discounted(phase, f"{named}[{at}]") for at, phase in enumerate(phases)]}
        if phases
        else params
    )


def _discounted(params: dict[str, Any], within: str) -> dict[str, Any]:
    """Replace `coupon` or `promotion_code` by `discounts`; an empty one removes discounts.

    Refuses (400) both.
    """
    exclusive(params, "coupon", "promotion_code", "discounts", within=within)
    sent = {name: params[name] for name in ("coupon", "promotion_code") if name in params}
    rest = without(params, *sent)
    if not sent or rest.get("discounts") is not None:
        return rest
    return {**rest, "discounts": [{name: id} for name, id in sent.items() if id is not None]}
