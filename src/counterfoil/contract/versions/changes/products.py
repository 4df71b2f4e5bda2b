"""Products: prices, plans, features."""

from __future__ import annotations

from counterfoil.contract.versions.views import Answer, Ask, change, renamed

renamed("2024-04-10", "product", old="features", new="marketing_features", operations=("products.create", "products.update"))


@change("2025-03-31.basil", objects=("price",))
def price_aggregates_usage(price: Answer, ask: Ask | None) -> Answer:
    """A metered price said how usage records add up; since then its meter does."""
    recurring = price.get("recurring")
    if not recurring:
        return price
    return {**price, "recurring": {**recurring, "aggregate_usage": ask.hidden(price, "_aggregate_usage") if ask else None}}


@change("2025-03-31.basil", objects=("plan",))
def plan_aggregates_usage(plan: Answer, ask: Ask | None) -> Answer:
    """As a price did."""
    return {**plan, "aggregate_usage": ask.hidden(plan, "_aggregate_usage") if ask else None}
