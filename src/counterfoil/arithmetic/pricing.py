"""Pricing: what a quantity costs at a price.

Amounts are exact minor units; `money.rounded` rounds a line once.
Source: API reference, Prices; guides "Tiered pricing", "Transform quantities".
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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cost of a quantity, which is a line of an invoice.

    amount: exact minor units. unit_amount: for each unit; of a flat fee, the fee. tier: counted from 1, None
    without tiers. flat: it is the tier's flat amount.
    """

    quantity: Decimal
    amount: Decimal
    unit_amount: Decimal
    tier: int | None = None
    flat: bool = False


def parts(price: Mapping[str, Any], quantity: Decimal, currency: str | None = None) -> list[Part]:
    """Divide the cost of a quantity into the lines of an invoice. They add up to `cost`.

    A tiered price has a line for each tier that the quantity reaches, and one for each flat amount; any other
    has one line.
    """
    terms = _terms(price, currency)
    if price["billing_scheme"] != "tiered":
        return [Part(quantity, cost(price, quantity, currency), _decimal(terms, "unit_amount"))]
    tiers = tiers_of(terms)
    reached = _reached(tiers, quantity)
    if price["tiers_mode"] == "volume":
        place = next(
            (at for at, each in enumerate(tiers) if each.up_to is None or quantity <= each.up_to), -1
        )
        reached = [(place % len(tiers), quantity)]
    found = []
    for place, units in reached:
        tier = tiers[place]
        found.append(Part(units, units * tier.unit_amount, tier.unit_amount, place + 1))
        if tier.flat_amount:
            found.append(Part(Decimal(1), tier.flat_amount, tier.flat_amount, place + 1, flat=True))
    return found


def _reached(tiers: Sequence[Tier], quantity: Decimal) -> list[tuple[int, Decimal]]:
    """Return the tiers that a quantity reaches, by place, and how many of its units are in each."""
    found, floor = [], Decimal(0)
    for place, tier in enumerate(tiers):
        if place and quantity <= floor:
            break
        ceiling = quantity if tier.up_to is None else min(quantity, tier.up_to)
        found.append((place, ceiling - floor))
        floor = ceiling
    return found


def _terms(price: Mapping[str, Any], currency: str | None) -> Mapping[str, Any]:
    """Return the price, with the amounts of its option in another currency."""
    if currency is None or currency == price["currency"]:
        return price
    return {**price, **price["currency_options"][currency]}


def cost(price: Mapping[str, Any], quantity: Decimal, currency: str | None = None) -> Decimal:
    """Return the exact cost of a quantity, in minor units of the price's currency or of the option's.

    currency: of one of its `currency_options`.
    """
    terms = _terms(price, currency)
    if price["billing_scheme"] == "tiered":
        return (graduated if price["tiers_mode"] == "graduated" else volume)(tiers_of(terms), quantity)
    transform = price.get("transform_quantity")
    if transform:
        quantity = transformed(quantity, transform["divide_by"], transform["round"])
    return _decimal(terms, "unit_amount") * quantity
