"""The shipping of an invoice: an amount beside its lines, by a shipping rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects

NONE = {"shipping_cost": None, "amount_shipping": 0}


def fields(work: Work, sent: Mapping[str, Any] | None, currency: str) -> dict[str, Any]:
    """Return `shipping_cost` and `amount_shipping` as a parameter sets them; empty removes the shipping.

    400 for a rate that is archived, or has no amount in the invoice's currency. Shipping is not taxed by
    manual tax rates.
    """
    if not sent:
        return dict(NONE)
    named, data = sent.get("shipping_rate"), sent.get("shipping_rate_data")
    if named and data:
        raise errors.exclusive("shipping_cost[shipping_rate]", "shipping_cost[shipping_rate_data]")
    if data:
        shaped = {"type": "fixed_amount", "tax_behavior": "unspecified", **data}
        rate = work.insert(objects.shipping_rate, shaped, active=True)
    elif named:
        rate = work.get(objects.shipping_rate, named, param="shipping_cost[shipping_rate]")
    else:
        raise errors.required("shipping_cost[shipping_rate]")
    if not rate.active:
        raise errors.invalid("The shipping rate is archived.", param="shipping_cost[shipping_rate]")
    amount = _amount(rate.get("fixed_amount") or {}, currency)
    if amount is None:
        raise errors.invalid(
            f"The shipping rate {rate.id} has no amount in {currency}.", param="shipping_cost[shipping_rate]"
        )
    cost = {"amount_subtotal": amount, "amount_tax": 0, "amount_total": amount, "shipping_rate": rate.id}
    return {"shipping_cost": cost, "amount_shipping": amount}


def _amount(fixed: Mapping[str, Any], currency: str) -> int | None:
    if fixed.get("currency") == currency:
        return int(fixed["amount"])
    option = (fixed.get("currency_options") or {}).get(currency)
    return None if option is None else int(option["amount"])
