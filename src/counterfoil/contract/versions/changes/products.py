"""Products: prices, plans, features."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, added, change, renamed

renamed(
    "2024-04-10",
    "product",
    old="features",
    new="marketing_features",
    operations=("products.create", "products.update"),
)


@change("2025-03-31.basil", objects=("price",))
def price_aggregates_usage(price: Answer, ask: Ask) -> Answer:
    """A metered price said how usage records add up; since then its meter does."""
    return _aggregating(price, ask.hidden(price, "_aggregate_usage")) if price.get("recurring") else price


@added("2025-03-31.basil", objects=("plan",), name="aggregate_usage")
def plan_aggregates_usage(plan: Answer, ask: Ask) -> Any:
    """As a price did."""
    return ask.hidden(plan, "_aggregate_usage")


def _aggregating(price: Answer, how: Any) -> Answer:
    return {**price, "recurring": {**price["recurring"], "aggregate_usage": how}}


# -- what other changes put whole into answers ---------------------------------------------------------------


def price_of(ask: Ask, id: str | None) -> Answer | None:
    """Fetch a price as versions before basil see it, also after its deletion as a plan.

    None: there is none.
    """
    price = ask.seen("price", id)
    if price is None or not price.get("deleted"):
        return price
    kept = ask.find("_retained_price", id)
    return (
        price
        if kept is None
        else _aggregating({**kept, "object": "price"}, ask.hidden(kept, "_aggregate_usage"))
    )


SAME = (
    "active",
    "billing_scheme",
    "created",
    "currency",
    "livemode",
    "metadata",
    "nickname",
    "product",
    "tiers_mode",
)


def plan_of(price: Answer | None) -> Answer | None:
    """Convert a price, as versions before basil see it, to a plan; None for a one-time price."""
    if price is None or not price.get("recurring"):
        return None
    return {
        "id": price["id"],
        "object": "plan",
        **{name: price[name] for name in SAME},
        **price["recurring"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "transform_usage": price["transform_quantity"],
    }
