"""Amounts of prices: per unit or by tiers, in one or several currencies.

Amounts are minor units; decimals are stored as the strings that were sent.
Source: API reference, Prices; guides "Pricing models", "Multi-currency prices".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from counterfoil.kernel import errors

KINDS = ("unit_amount", "unit_amount_decimal", "custom_unit_amount")

MATCHES_OWN = (
    "You are specifying a currency option that matches the top-level currency for this price. Please remove"
    " this currency option and it will be added automatically on creation."
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of parameters in errors. prefix: the hash that contains them. aliases: other names they have."""

    prefix: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    noun: str = "Prices"

    def __call__(self, name: str) -> str:
        name = self.aliases.get(name, name)
        if not self.prefix:
            return name
        head, bracket, rest = name.partition("[")
        return f"{self.prefix}[{head}]{bracket}{rest}"

    def within(self, name: str) -> Names:
        """Return the names of the parameters in a nested hash."""
        return Names(self(name), noun=self.noun)


def read(sent: Mapping[str, Any], names: Names, *, tiered: bool) -> dict[str, Any]:
    """Validate the amounts of one currency.

    Returns unit_amount, unit_amount_decimal, custom_unit_amount and tiers, None for those that do not apply.
    400 if none or more than one of them is given, or if they do not fit the billing scheme.
    """
    custom = sent.get("custom_unit_amount")
    if custom is not None and not custom["enabled"]:
        custom = None
    given = [
        name for name in KINDS if (custom if name == "custom_unit_amount" else sent.get(name)) is not None
    ]
    amounts: dict[str, Any] = {
        "unit_amount": None,
        "unit_amount_decimal": None,
        "custom_unit_amount": None,
        "tiers": None,
    }
    if tiered:
        if given:
            raise errors.exclusive(names(given[0]), names("tiers"))
        if not sent.get("tiers"):
            raise errors.required(names("tiers"))
        return {**amounts, "tiers": read_tiers(sent["tiers"], names)}
    if sent.get("tiers"):
        message = "`tiers` can only be specified when `billing_scheme` is `tiered`."
        raise errors.invalid(message, param=names("tiers"))
    if len(given) > 1:
        raise errors.exclusive(*(names(name) for name in given))
    if not given:
        unit, decimal = (names.aliases.get(name, name) for name in ("unit_amount", "unit_amount_decimal"))
        raise errors.invalid(f"{names.noun} require an `{unit}` or `{decimal}` parameter to be set.")
    if custom is not None:
        return {**amounts, "custom_unit_amount": _custom(custom, names)}
    whole, exact = _pair(sent, "unit_amount", names)
    return {**amounts, "unit_amount": whole, "unit_amount_decimal": exact}


def _pair(sent: Mapping[str, Any], name: str, names: Names) -> tuple[int | None, str | None]:
    """Return an amount as an integer (None if it has a fraction) and as a decimal string.

    One of `name` and `name`_decimal may be sent; both results are None if neither is.
    """
    whole, exact = sent.get(name), sent.get(f"{name}_decimal")
    if whole is not None and exact is not None:
        raise errors.invalid(
            f"You may only specify one of these parameters: {name}, {name}_decimal.", param=names(name)
        )
    if whole is not None:
        if whole < 0:
            raise errors.invalid(
                "Invalid non-negative integer", code="parameter_invalid_integer", param=names(name)
            )
        return whole, str(whole)
    if exact is None:
        return None, None
    value = Decimal(exact)
    if value < 0:
        raise errors.invalid(f"Invalid non-negative decimal: {exact}", param=names(f"{name}_decimal"))
    return (int(value) if value == value.to_integral_value() else None), exact


def _custom(sent: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Validate `custom_unit_amount`: minimum, maximum and preset of an amount that the customer chooses."""
    bounds = {name: sent.get(name) for name in ("maximum", "minimum", "preset")}
    for name, bound in bounds.items():
        if bound is not None and bound < 0:
            param = names(f"custom_unit_amount[{name}]")
            raise errors.invalid(
                "Invalid non-negative integer", code="parameter_invalid_integer", param=param
            )
    least, most, preset = bounds["minimum"], bounds["maximum"], bounds["preset"]
    if least is not None and most is not None and least > most:
        raise errors.invalid(
            "The minimum must not be greater than the maximum.", param=names("custom_unit_amount[minimum]")
        )
    if preset is not None and (
        (least is not None and preset < least) or (most is not None and preset > most)
    ):
        raise errors.invalid(
            "The preset must be between the minimum and the maximum.",
            param=names("custom_unit_amount[preset]"),
        )
    return bounds


def read_tiers(sent: Sequence[Mapping[str, Any]], names: Names) -> list[dict[str, Any]]:
    """Validate tiers.

    Their `up_to` must increase, the last has none, and each needs a unit or flat amount.
    """
    tiers: list[dict[str, Any]] = []
    floor = 0
    for index, tier in enumerate(sent):
        here = (
            names.within(f"tiers[{index}]") if not names.prefix else Names(f"{names.prefix}[tiers][{index}]")
        )
        unit, exact_unit = _pair(tier, "unit_amount", here)
        flat, exact_flat = _pair(tier, "flat_amount", here)
        if exact_unit is None and exact_flat is None:
            raise errors.invalid("An entry in the tiers array is missing an amount.", param=names("tiers"))
        bound = tier["up_to"]
        last = index == len(sent) - 1
        if (bound == "inf") != last:
            message = (
                "The last tier must have `up_to` set to `inf`."
                if last
                else "Only the last tier may have `up_to` set to `inf`."
            )
            raise errors.invalid(message, param=here("up_to"))
        if not last:
            if bound <= floor:
                message = (
                    f"The `up_to` of a tier must be greater than that of the tier before it: {bound} is not"
                    f" greater than {floor}."
                )
                raise errors.invalid(message, param=here("up_to"))
            floor = bound
        tiers.append(
            {
                "flat_amount": flat,
                "flat_amount_decimal": exact_flat,
                "unit_amount": unit,
                "unit_amount_decimal": exact_unit,
                "up_to": None if last else bound,
            }
        )
    return tiers


def option(amounts: Mapping[str, Any], tax_behavior: str | None) -> dict[str, Any]:
    """Make a currency option from amounts."""
    fields = {name: amounts[name] for name in KINDS} | {"tax_behavior": tax_behavior or "unspecified"}
    return fields | {"tiers": amounts["tiers"]} if amounts["tiers"] is not None else fields


def read_options(
    sent: Mapping[str, Any], currency: str, base: Mapping[str, Any], names: Names
) -> dict[str, dict[str, Any]]:
    """Make the currency options of a new price: that of its own currency, and those that were sent."""
    options = {currency: option(base, base["tax_behavior"])}
    for code, option_sent in sent.items():
        if code == currency:
            raise errors.invalid(MATCHES_OWN, param=names(f"currency_options[{code}]"))
        options[code] = read_option(option_sent, base, names.within(f"currency_options[{code}]"))
    return options


def read_option(sent: Mapping[str, Any], base: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Validate a currency option.

    Its pricing model and the `up_to` of its tiers must be those of the price.
    """
    amounts = read(sent, names, tiered=base["tiers"] is not None)
    if (amounts["custom_unit_amount"] is None) != (base["custom_unit_amount"] is None):
        raise errors.invalid("All currencies of a price must use the same pricing model.", param=names.prefix)
    if amounts["tiers"] is not None and [tier["up_to"] for tier in amounts["tiers"]] != [
        tier["up_to"] for tier in base["tiers"]
    ]:
        raise errors.invalid(
            "The tiers of all currencies of a price must have the same `up_to` values.", param=names("tiers")
        )
    return option(amounts, sent.get("tax_behavior"))
