"""Coupons: a percentage or an amount off, once, for some months or forever.

Terms never change. A deleted coupon can no longer be redeemed; discounts that it gave continue.
Source: API reference, Coupons; guide "Coupons and promotion codes".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import Coupon

coupons = objects.coupon.page()

FOREVER = "2025-03-31.basil"  # first version that refuses an amount off forever
MONTHS_ONLY_REPEATING = "`duration_in_months` can only be used with `duration` set to `repeating`."
PERCENTAGE = "Invalid percentage: must be greater than 0 and at most 100."


@coupons.create
def create(work: Work, params: Mapping[str, Any]) -> Coupon:
    """Create a coupon. Emits coupon.created. 400 `resource_already_exists` for an id in use."""
    id = params.get("id")
    if id and work.find(coupons, id) is not None:
        raise errors.invalid("Coupon already exists.", code="resource_already_exists")
    percent, amount = params.get("percent_off"), params.get("amount_off")
    duration = params.get("duration") or "once"
    _check_value(params)
    if amount is not None and duration == "forever" and not work.before(FOREVER):
        raise errors.invalid("Coupons with an `amount_off` cannot last `forever`.", param="duration")
    months = params.get("duration_in_months")
    if duration == "repeating" and months is None:
        raise errors.required("duration_in_months")
    if duration != "repeating" and months is not None:
        raise errors.invalid(MONTHS_ONLY_REPEATING, param="duration_in_months")
    redeem_by = params.get("redeem_by")
    if redeem_by is not None and redeem_by <= work.now:
        message = "Invalid timestamp: must be an integer Unix timestamp in the future."
        raise errors.invalid(message, param="redeem_by")
    coupon = work.insert(
        coupons,
        params,
        duration=duration,
        id=id or _new_id(work),
        percent_off=None if percent is None else float(percent),  # written with a point: 50.0
        times_redeemed=0,
        valid=True,
    )
    if redeem_by is not None:
        work.schedule(expire, coupon, at=redeem_by)
    work.emit("coupon.created", coupon)
    return coupon


def _check_value(params: Mapping[str, Any]) -> None:
    """Refuse (400) a coupon that takes off nothing, or both a percentage and an amount."""
    percent, amount = params.get("percent_off"), params.get("amount_off")
    if percent is not None and amount is not None:
        raise errors.exclusive("percent_off", "amount_off")
    if percent is None and amount is None:
        raise errors.one_required("percent_off", "amount_off")
    if percent is not None and not 0 < percent <= 100:
        raise errors.invalid(PERCENTAGE, param="percent_off")
    if amount is not None and not params.get("currency"):
        raise errors.required("currency")
    if amount is None and params.get("currency_options"):
        raise errors.invalid("`currency_options` needs an `amount_off`.", param="currency_options")


def _new_id(work: Work) -> str:
    """Return an unused id: eight letters and digits."""
    while True:
        id = ids.letters(8)
        if work.session.text(coupons.table, work.space, id) is None:
            return id


@coupons.update
def update(work: Work, coupon: Coupon, params: Mapping[str, Any]) -> Coupon:
    """Update name, metadata, or amounts in other currencies. Emits coupon.updated."""
    if params.get("currency_options") and coupon.amount_off is None:
        raise errors.invalid("`currency_options` needs an `amount_off`.", param="currency_options")
    return work.update(coupon, params)


@coupons.delete
def delete(work: Work, coupon: Coupon, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a coupon, whose codes become inactive. Existing discounts continue. Emits coupon.deleted."""
    work.unschedule(coupon)
    deactivate_codes(work, coupon)
    return work.delete(coupon)


# -- redeeming -----------------------------------------------------------------------------------------------


def usable(work: Work, id: str, *, param: str) -> Coupon:
    """Return a coupon that can be redeemed now. 400 if it is missing, expired or used up."""
    coupon = work.get(coupons, id, param=param)
    if coupon.redeem_by is not None and coupon.redeem_by <= work.now:
        raise errors.invalid(f"Coupon expired: {id}", code="coupon_expired", param=param)
    if _is_used_up(coupon):
        raise errors.invalid(f"Coupon {id} is used up and cannot be applied.", param=param)
    return coupon


def _is_used_up(coupon: Coupon) -> bool:
    return coupon.max_redemptions is not None and coupon.times_redeemed >= coupon.max_redemptions


def count(work: Work, coupon: Coupon) -> Coupon:
    """Count a redemption. The last one allowed makes the coupon invalid and its codes inactive. No event."""
    counted = work.change(coupon, times_redeemed=work.latest(coupon).times_redeemed + 1)
    if not _is_used_up(counted):
        return counted
    deactivate_codes(work, counted)
    return work.change(counted, valid=False)


@coupons.due(name="coupon.expire", rank=0)
def expire(work: Work, coupon: Coupon) -> None:
    """Make a coupon invalid at `redeem_by`, and its codes inactive. No event."""
    work.change(coupon, valid=False)
    deactivate_codes(work, coupon)


def deactivate_codes(work: Work, coupon: Coupon) -> None:
    """Make all codes of a coupon inactive. No event."""
    for code in work.list(objects.promotion_code, promotion_coupon=coupon.id, active=True):
        work.change(code, active=False)
