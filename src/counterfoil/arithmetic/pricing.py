"""Pricing: what a quantity costs at a price. Source: API reference, Prices; guides "Tiered pricing",
"Transform quantities".

Amounts are exact minor units; `money.rounded` rounds a line once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a price.

    up_to: last unit of the tier, None for no bound. unit_amount: minor units for each unit, fractions
    allowed.
    flat_amount: minor units, once, when the tier is entered.
    """

    up_to: Decimal | None
    unit_amount: Decimal
    flat_amount: Decimal = Decimal(0)


def tiers_of(price: Mapping[str, Any]) -> list[Tier]:
    """Read the tiers of a price, or of one of its currency options."""
    return [
        Tier(
            up_to=None if tier.get("up_to") is None else Decimal(tier["up_to"]),
            unit_amount=_decimal(tier, "unit_amount"),
            flat_amount=_decimal(tier, "flat_amount"),
        )
        for tier in price.get("tiers") or ()
    ]


def _decimal(holder: Mapping[str, Any], name: str) -> Decimal:
    exact = holder.get(f"{name}_decimal")
    return Decimal(exact) if exact is not None else Decimal(holder.get(name) or 0)


def graduated(tiers: Sequence[Tier], quantity: Decimal) -> Decimal:
    """Price each unit at the tier it is in.

    A quantity of 0 enters the first tier, so its flat amount is due.
    """
    assert quantity >= 0, "a quantity is not negative"
    total, floor = Decimal(0), Decimal(0)
    for position, tier in enumerate(tiers):
        if position and quantity <= floor:
            break
        ceiling = quantity if tier.up_to is None else min(quantity, tier.up_to)
        total += (ceiling - floor) * tier.unit_amount + tier.flat_amount
        floor = ceiling
    return total


def volume(tiers: Sequence[Tier], quantity: Decimal) -> Decimal:
    """Price all units at the tier of the quantity."""
    tier = next((each for each in tiers if each.up_to is None or quantity <= each.up_to), tiers[-1])
    return quantity * tier.unit_amount + tier.flat_amount


def transformed(quantity: Decimal, divide_by: int, round: str) -> Decimal:
    """Divide a quantity into packages, rounded up or down."""
    return (quantity / divide_by).to_integral_value(ROUND_CEILING if round == "up" else ROUND_FLOOR)


def cost(price: Mapping[str, Any], quantity: Decimal, currency: str | None = None) -> Decimal:
    """Return the exact cost of a quantity, in minor units of the price's currency or of the option's.

    currency: of one of its `currency_options`.
    """
    terms: Mapping[str, Any] = price
    if currency is not None and currency != price["currency"]:
        terms = {**price, **price["currency_options"][currency]}
    if price["billing_scheme"] == "tiered":
        return (graduated if price["tiers_mode"] == "graduated" else volume)(tiers_of(terms), quantity)
    transform = price.get("transform_quantity")
    if transform:
        quantity = transformed(quantity, transform["divide_by"], transform["round"])
    return _decimal(terms, "unit_amount") * quantity
