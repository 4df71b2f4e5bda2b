"""Tax rates: percentages that are added to prices, or contained in them.

Percentage and inclusiveness never change; a rate that is no longer needed is made inactive and stays where it
is set. Source: API reference, Tax Rates; guide "Tax rates".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import totals
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import TaxRate

tax_rates = objects.tax_rate.page()

PLACES = 4  # decimals of a percentage
MOST = 5  # rates on one line
PERCENTAGE = "Invalid percentage: must be between 0 and 100, with at most 4 decimal places."


@tax_rates.create
def create(work: Work, params: Mapping[str, Any]) -> TaxRate:
    """Create a tax rate. Emits tax_rate.created."""
    percentage = Decimal(str(params["percentage"]))
    places = percentage.normalize().as_tuple().exponent
    if not 0 <= percentage <= 100 or (isinstance(places, int) and places < -PLACES):
        raise errors.invalid(PERCENTAGE, param="percentage")
    active = params.get("active", True)
    rate = work.insert(tax_rates, params, active=active, percentage=float(params["percentage"]))
    work.emit("tax_rate.created", rate)
    return rate


@tax_rates.update
def update(work: Work, rate: TaxRate, params: Mapping[str, Any]) -> TaxRate:
    """Update names, or make the rate (in)active. Emits tax_rate.updated."""
    return work.update(rate, params)


def expect(work: Work, ids: Sequence[str], *, param: str, held: Sequence[str] = ()) -> list[TaxRate]:
    """Return the rates that a parameter names. 400 for too many, missing, or inactive ones.

    held: ids that were set before, which may be inactive by now. So may all that a scheduled action sets,
    because they were checked when a request named them.
    """
    if len(ids) > MOST:
        raise errors.invalid(f"You may only specify up to {MOST} tax rates.", param=param)
    found = []
    for index, id in enumerate(ids):
        rate = work.get(tax_rates, id, param=f"{param}[{index}]")
        if not rate.active and id not in held and work.cause is not None:
            message = f"The tax rate {id} is inactive and cannot be applied."
            raise errors.invalid(message, param=f"{param}[{index}]")
        found.append(rate)
    return found


def rates(work: Work, ids: Sequence[str], *, param: str = "", active: bool = False) -> list[totals.Rate]:
    """Return rates for arithmetic, in order.

    active: check them first, as parameters of a request (400); stored ids need no check.
    """
    found = expect(work, ids, param=param) if active else [work.get(tax_rates, id) for id in ids]
    return [arithmetic(rate) for rate in found]


def arithmetic(rate: Mapping[str, Any]) -> totals.Rate:
    """Return a rate as arithmetic needs it."""
    return totals.Rate(rate["id"], Decimal(str(rate["percentage"])), bool(rate["inclusive"]))


def shown(work: Work, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return rates whole, as subscriptions, items and lines show them."""
    return [work.visible(work.get(tax_rates, id)) for id in ids]
