"""What discounts and tax rates mean for the sums of an invoice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import totals
from counterfoil.kernel import Work, errors, objects


def discounts(work: Work, ids: Iterable[str], currency: str) -> list[totals.Discount]:
    """Return the discounts of these ids, in order, as they work in a currency.

    An amount in another currency is left out, unless the coupon has an option in this one.
    """
    found = (_discount(work, id, currency) for id in ids)
    return [each for each in found if each is not None]


def _discount(work: Work, id: str, currency: str) -> totals.Discount | None:
    document: Mapping[str, Any] | None = work.find(objects.discount, id)
    if document is None:
        document = work.hidden(objects.discount, id) or None
    coupon = (document or {}).get("_coupon")
    if coupon is None:
        return None
    applies = (coupon.get("applies_to") or {}).get("products")
    products = frozenset(applies) if applies else None
    if coupon.get("percent_off") is not None:
        return totals.Discount(id, percent_off=Decimal(str(coupon["percent_off"])), products=products)
    amount = coupon.get("amount_off")
    if coupon.get("currency") != currency:
        amount = ((coupon.get("currency_options") or {}).get(currency) or {}).get("amount_off")
    return None if amount is None else totals.Discount(id, amount_off=amount, products=products)


def redeem(work: Work, sent: Sequence[Mapping[str, Any]] | None, **holder: Any) -> list[str]:
    """Redeem the discounts that a request names. Returns their ids."""
    if not sent:
        return []
    raise errors.not_implemented(f"discounts of an {holder['holder']}")


def rates(work: Work, ids: Iterable[str]) -> list[totals.Rate]:
    """Return the tax rates of these ids."""
    return [
        totals.Rate(rate.id, Decimal(str(rate.percentage)), rate.inclusive)
        for rate in (work.find(objects.tax_rate, id) for id in ids)
        if rate is not None
    ]


def expect_rates(work: Work, ids: Sequence[str], *, param: str) -> list[dict[str, Any]]:
    """Return the tax rates that a parameter names, whole. 400 for one that is missing or archived."""
    found = []
    for place, id in enumerate(ids):
        rate = work.get(objects.tax_rate, id, param=f"{param}[{place}]")
        if not rate.active:
            raise errors.invalid(
                "The tax rate specified is inactive. This field only accepts active tax rates.",
                param=f"{param}[{place}]",
            )
        found.append(work.visible(rate))
    return found
