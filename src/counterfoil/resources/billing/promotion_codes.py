"""Promotion codes: what customers type to redeem a coupon, with restrictions of their own.

A code is inactive when it was made so (which can be undone), when it is expired or used up, or when its
coupon cannot be redeemed. Source: API reference, Promotion Codes; guide "Coupons and promotion codes".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, ids, inherited, objects
from counterfoil.kernel.shapes import Coupon, PromotionCode
from counterfoil.resources.billing import coupons

promotion_codes = objects.promotion_code.page(
    filters={"code": "_code", "coupon": "promotion.coupon", "customer": "customer", "active": "active"},
)

PROMOTION = "2025-09-30.clover"  # first version whose parameter is `promotion`
UNRESTRICTED = {"first_time_transaction": False, "minimum_amount": None, "minimum_amount_currency": None}
OTHER_CUSTOMER = "This promotion code cannot be redeemed because it is restricted to a different customer."
PRIOR_TRANSACTIONS = (
    "This promotion code cannot be redeemed because the associated customer has prior transactions."
)
BELOW_MINIMUM = (
    "This promotion code cannot be redeemed because the associated purchase does not meet the minimum amount"
    " requirement."
)

_code = re.compile(r"[A-Za-z0-9-]{1,500}").fullmatch


@promotion_codes.create(on=())
def create(work: Work, params: Mapping[str, Any]) -> PromotionCode:
    """Create a code for a coupon. Emits promotion_code.created.

    400 for a code that the same customer could also type for another coupon, and for limits wider than the
    coupon's.
    """
    promotion = params["promotion"]
    param = "coupon" if work.before(PROMOTION) else "promotion[coupon]"
    if not promotion.get("coupon"):
        raise errors.required(param)
    coupon = coupons.usable(work, promotion["coupon"], param=param)
    customer = params.get("customer")
    if customer is not None:
        work.get(objects.customer, customer, param="customer")
    _check_limits(work, params, coupon)
    restrictions = {**UNRESTRICTED, **(params.get("restrictions") or {})}
    options = restrictions.pop("currency_options", None)
    _check_restrictions(restrictions)
    code, active = params.get("code"), params.get("active", True)
    if code is not None and not _code(code):
        message = "Invalid promotion code: it may only contain letters, digits and dashes."
        raise errors.invalid(message, param="code")
    code = code or _new_code(work)
    if active:
        _refuse_taken(work, code, customer)
    made = work.insert(
        promotion_codes,
        params,
        active=active,
        code=code,
        promotion={"coupon": coupon.id, "type": "coupon"},
        restrictions=restrictions,
        times_redeemed=0,
        _code=code.lower(),
        _minimums=options,
    )
    if made.expires_at is not None:
        work.schedule(expire, made, at=made.expires_at)
    work.emit("promotion_code.created", made)
    return made


def _check_limits(work: Work, params: Mapping[str, Any], coupon: Coupon) -> None:
    """Refuse (400) limits that are past, or wider than the coupon's."""
    most, until = params.get("max_redemptions"), params.get("expires_at")
    if most is not None and coupon.max_redemptions is not None and most > coupon.max_redemptions:
        message = "`max_redemptions` cannot be greater than that of the coupon."
        raise errors.invalid(message, param="max_redemptions")
    if until is None:
        return
    if until <= work.now:
        message = "Invalid timestamp: must be an integer Unix timestamp in the future."
        raise errors.invalid(message, param="expires_at")
    if coupon.redeem_by is not None and until > coupon.redeem_by:
        raise errors.invalid(
            "`expires_at` cannot be later than the coupon's `redeem_by`.", param="expires_at"
        )


def _check_restrictions(restrictions: Mapping[str, Any]) -> None:
    """Refuse (400) a minimum without currency, and the reverse."""
    names = ("minimum_amount", "minimum_amount_currency")
    amount, currency = (restrictions.get(name) for name in names)
    for name, value, other in ((names[0], amount, currency), (names[1], currency, amount)):
        if value is None and other is not None:
            raise errors.required(f"restrictions[{name}]")


def _new_code(work: Work) -> str:
    """Return an unused code: eight capital letters and digits."""
    while True:
        code = ids.capitals(8)
        if work.first(promotion_codes, _code=code.lower()) is None:
            return code


def _refuse_taken(work: Work, code: str, customer: str | None, but: str = "") -> None:
    """Refuse (400) a code that one customer could use for two active codes, whatever its case."""
    for other in work.list(promotion_codes, _code=code.lower(), active=True):
        both = customer is None or other.customer is None or other.customer == customer
        if other.id != but and both:
            raise errors.invalid(f"An active promotion code with `code: {code}` already exists.")


@promotion_codes.update
def update(work: Work, code: PromotionCode, params: Mapping[str, Any]) -> PromotionCode:
    """Update metadata, amounts in other currencies, or `active`. Emits promotion_code.updated.

    400 to activate a code that is expired, used up, or of a coupon that cannot be redeemed.
    """
    if params.get("active") and not code.active:
        reason = _spent(work, code)
        if reason:
            raise errors.invalid(f"This promotion code cannot be activated: {reason}.", param="active")
        _refuse_taken(work, code.code, code.customer, but=code.id)
    options = (params.get("restrictions") or {}).get("currency_options")
    if options:
        code = work.change(code, _minimums={**(code.get("_minimums") or {}), **options})
    return work.update(code, {name: value for name, value in params.items() if name != "restrictions"})


@promotion_codes.include("restrictions.currency_options")
def minimums(work: Work, code: PromotionCode) -> Any:
    """Return the minimum amounts in other currencies."""
    return code.get("_minimums")


def _spent(work: Work, code: PromotionCode) -> str:
    """Return why a code can never be redeemed again, or an empty text."""
    coupon = work.find(objects.coupon, code.promotion.coupon)
    if code.expires_at is not None and code.expires_at <= work.now:
        return "it has expired"
    if code.max_redemptions is not None and code.times_redeemed >= code.max_redemptions:
        return "it has been used up"
    return "" if coupon is not None and coupon.valid else "its coupon is no longer valid"


@promotion_codes.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List codes, newest first. The filter `code` ignores case. 400 for an unknown customer."""
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    code = params.get("code")
    return inherited.listed(work, promotion_codes, {**params, "code": code and code.lower()})


# -- redeeming -----------------------------------------------------------------------------------------------


def usable(
    work: Work,
    id: str,
    *,
    customer: str | None,
    param: str,
    subtotal: int | None = None,
    currency: str | None = None,
) -> PromotionCode:
    """Return a code that this customer can redeem now. 400 for any other.

    subtotal, currency: of what is bought (minor units); None where nothing is bought, so that codes with a
    minimum amount are refused.
    """
    code = work.get(promotion_codes, id, param=param)
    if not code.active or _spent(work, code):
        raise errors.invalid(
            f"The promotion code {code.code} is inactive and cannot be applied.", param=param
        )
    if code.customer is not None and code.customer != customer:
        raise errors.invalid(OTHER_CUSTOMER, param=param)
    if code.restrictions.first_time_transaction and customer and has_transactions(work, customer):
        raise errors.invalid(PRIOR_TRANSACTIONS, param=param)
    if code.restrictions.minimum_amount is not None:
        _check_minimum(code, subtotal, currency, param)
    return code


def _check_minimum(code: PromotionCode, subtotal: int | None, currency: str | None, param: str) -> None:
    """Refuse (400) an order below the minimum, or in a currency that the code has no minimum in."""
    restrictions = code.restrictions
    least = restrictions.minimum_amount
    if currency is not None and currency != restrictions.minimum_amount_currency:
        least = ((code.get("_minimums") or {}).get(currency) or {}).get("minimum_amount")
    if subtotal is None or least is None or subtotal < least:
        raise errors.invalid(BELOW_MINIMUM, param=param)


def has_transactions(work: Work, customer: str) -> bool:
    """Whether a customer has made a successful payment, or has a paid invoice that was not free."""
    if any(charge.paid for charge in work.list(objects.charge, customer=customer)):
        return True
    invoices = objects.invoice
    if "customer" not in invoices.table.columns:
        return False
    return any(one.amount_paid > 0 for one in work.list(invoices, customer=customer) if one.status == "paid")


def count(work: Work, code: PromotionCode) -> PromotionCode:
    """Count a redemption. The last one allowed makes the code inactive. No event."""
    times = work.latest(code).times_redeemed + 1
    spent = code.max_redemptions is not None and times >= code.max_redemptions
    return work.change(code, times_redeemed=times, active=work.latest(code).active and not spent)


@promotion_codes.due(name="promotion_code.expire", rank=0)
def expire(work: Work, code: PromotionCode) -> None:
    """Make a code inactive at `expires_at`. No event."""
    work.change(code, active=False)
