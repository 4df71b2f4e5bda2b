"""Billing: subscriptions, invoices, coupons and promotion codes."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request

# -- clover ------------------------------------------------------------------------------------------------------------


@change("2025-09-30.clover", objects=("promotion_code",))
def code_of_a_coupon(code: Answer, ask: Ask | None) -> Answer:
    """A promotion code held its coupon whole; since then it names what it promotes."""
    coupon = (code.get("promotion") or {}).get("coupon")
    whole = coupon if isinstance(coupon, dict) or ask is None else ask.seen("coupon", coupon)
    return {**code, "coupon": whole}


@change_of_request("2025-09-30.clover", operations=("promotion_codes.create",))
def coupon_is_promoted(params: dict[str, Any]) -> dict[str, Any]:
    """The coupon was named directly."""
    rest = {name: value for name, value in params.items() if name != "coupon"}
    return {**rest, "promotion": {"type": "coupon", "coupon": params["coupon"]}} if "coupon" in params else params


# -- basil -------------------------------------------------------------------------------------------------------------


@change("2025-03-31.basil", objects=("subscription",))
def one_period(subscription: Answer, ask: Ask | None) -> Answer:
    """All items shared one period, which the subscription told; of mixed intervals it is that of the item that ends first."""
    items = (subscription.get("items") or {}).get("data") or []
    ending = [item for item in items if item.get("current_period_end") is not None]
    if ending:
        first: Any = min(ending, key=lambda item: item["current_period_end"])
    else:
        created = subscription.get("created")
        first = (ask.hidden(subscription, "_last_period") if ask else None) or {
            "current_period_start": created,
            "current_period_end": created,
        }
    return {**subscription, **{name: first[name] for name in ("current_period_start", "current_period_end")}}
