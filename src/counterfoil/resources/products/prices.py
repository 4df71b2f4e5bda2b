"""Prices of products, one-time or recurring.

Amounts, currency and interval never change, and a price is archived, not deleted. Each recurring price is
also a
plan: `billing/plans.py` listens to the events of this page.
Source: API reference, Prices; guide "Manage products and prices".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects, present
from counterfoil.kernel.shapes import Price, Product
from counterfoil.resources.products import amounts, product_data
from counterfoil.resources.products.amounts import Names

prices = objects.price.page(
    hidden=("tiers", "currency_options"),
    filters={
        "product": "product",
        "active": "active",
        "currency": "currency",
        "type": "type",
        "lookup_keys": "lookup_key",
        "_interval": "recurring.interval",
        "_usage_type": "recurring.usage_type",
        "_meter": "recurring.meter",
        "_inline": "_inline",
        "_of_amount": "_of_amount",
    },
    unindexed=("active", "currency", "type", "recurring_interval", "recurring_usage_type", "_inline"),
    listed={"_inline": None},
)

# Copies of prices that were deleted as plans, for the subscriptions that use them.
retained = objects.retained_price.page(hidden=prices.hidden)

LONGEST_INTERVALS = {"day": 1095, "week": 156, "month": 36, "year": 3}  # three years
LOOKUP_KEYS = 10  # maximum in a list request

PRODUCT_OR_DATA = "You must specify either `product` or `product_data` when creating a price."
ONE_TIME_TIERS = "Prices with `type=one_time` are not supported with tiered billing."
INACTIVE = "The price specified is inactive. This field only accepts active prices."
DEFAULT_PRICE = "This price cannot be archived because it is the default price of its product."


# -- creating ------------------------------------------------------------------------------------------------


@prices.create
def create(work: Work, params: Mapping[str, Any]) -> Price:
    """Create a price of an existing product, or of a new one.

    Emits price.created, and plan.created if recurring.
    """
    product = _product(work, params, Names())
    return add(work, params, product)


def inline(work: Work, sent: Mapping[str, Any], prefix: str) -> Price:
    """Create a price from an item's `price_data`.

    It is inactive and in no list. prefix: its name in errors.
    """
    names = Names(prefix)
    return add(work, {**sent, "active": False}, _product(work, sent, names), prefix=prefix, _inline=True)


def _product(work: Work, sent: Mapping[str, Any], names: Names) -> Product:
    """Return the product named by `product`, or create it from `product_data`.

    400 unless one of them is given.
    """
    product, data = sent.get("product"), sent.get("product_data")
    if product is None and data is None:
        raise errors.invalid(PRODUCT_OR_DATA)
    if product is not None and data is not None:
        raise errors.exclusive(names("product"), names("product_data"))
    if product is not None:
        return work.get(objects.product, product, param=names("product"))
    assert data is not None
    return product_data.add(work, data, prefix=names("product_data"))


def add(
    work: Work,
    sent: Mapping[str, Any],
    product: Mapping[str, Any],
    *,
    id: str | None = None,
    prefix: str = "",
    names: Names | None = None,
    **hidden: Any,
) -> Price:
    """Validate and create a price of a product. Emits price.created.

    sent: parameters of POST /v1/prices, without those of the product. id: of the price, if it is chosen
    already. prefix or names: the names of the parameters in errors. hidden: further fields.
    """
    names = names or Names(prefix)
    recurring = _recurring(work, sent.get("recurring"), names)
    tiered = sent.get("billing_scheme") == "tiered"
    if tiered and recurring is None:
        raise errors.invalid(ONE_TIME_TIERS, param="interval")
    if sent.get("tiers") and sent.get("transform_quantity"):
        raise errors.exclusive(names("tiers"), names("transform_quantity"))
    cost: dict[str, Any] = amounts.read(sent, names, tiered=tiered)
    cost["tax_behavior"] = sent.get("tax_behavior") or "unspecified"
    if tiered != (sent.get("tiers_mode") is not None):
        if tiered:
            raise errors.required(names("tiers_mode"))
        raise errors.invalid(
            "`tiers_mode` can only be specified when `billing_scheme` is `tiered`.", param=names("tiers_mode")
        )
    if cost["custom_unit_amount"] is not None:
        for name in ("recurring", "transform_quantity"):
            if sent.get(name):
                raise errors.exclusive(names("custom_unit_amount"), names(name))
    currency = sent["currency"]
    options = amounts.read_options(sent.get("currency_options") or {}, currency, cost, names)
    key = sent.get("lookup_key")
    if key:
        _take_lookup_key(work, key, bool(sent.get("transfer_lookup_key")))
    price = work.insert(
        prices,
        {"metadata": sent.get("metadata")},
        **({"id": id} if id else {}),
        **cost,
        **hidden,
        _aggregate_usage=_aggregate_usage(work, sent.get("recurring"), names),
        active=sent.get("active", True),
        billing_scheme="tiered" if tiered else "per_unit",
        currency=currency,
        currency_options=options,
        lookup_key=key,
        nickname=sent.get("nickname"),
        product=product["id"],
        recurring=recurring,
        tiers_mode=sent.get("tiers_mode"),
        transform_quantity=sent.get("transform_quantity"),
        type="recurring" if recurring else "one_time",
    )
    work.emit("price.created", price)
    return price


def _recurring(work: Work, sent: Mapping[str, Any] | None, names: Names) -> dict[str, Any] | None:
    """Validate `recurring`; None for a one-time price."""
    if sent is None:
        return None
    count = sent.get("interval_count")
    count = 1 if count is None else count
    if count < 1:
        raise errors.invalid(
            "Invalid positive integer",
            code="parameter_invalid_integer",
            param=names("recurring[interval_count]"),
        )
    longest = LONGEST_INTERVALS[sent["interval"]]
    if count > longest:
        message = (
            f"The interval of a price can be at most three years: `interval_count` can be up to {longest} for"
            f" `{sent['interval']}`."
        )
        raise errors.invalid(message, param=names("recurring[interval_count]"))
    meter = sent.get("meter")
    if meter:
        _check_meter(work, sent, names)
    return {
        "interval": sent["interval"],
        "interval_count": count,
        "meter": meter or None,
        "trial_period_days": sent.get("trial_period_days") or None,  # 0 means no trial
        "usage_type": sent.get("usage_type") or "licensed",
    }


def _aggregate_usage(work: Work, sent: Mapping[str, Any] | None, names: Names) -> str | None:
    """Return how usage records of a metered price without a meter are aggregated, or None.

    400 since the version basil, in which a metered price needs a meter.
    """
    if sent is None or sent.get("meter"):
        return None
    aggregate = sent.get("aggregate_usage")
    if sent.get("usage_type") == "metered":
        if not work.before("2025-03-31.basil"):
            raise errors.required(names("recurring[meter]"))
        return aggregate or "sum"
    if aggregate:
        message = "`aggregate_usage` can only be specified when `usage_type` is `metered`."
        raise errors.invalid(message, param=names("recurring[aggregate_usage]"))
    return None


def _check_meter(work: Work, sent: Mapping[str, Any], names: Names) -> None:
    """Refuse (400) a missing or inactive meter, and settings that a price with a meter cannot have."""
    param = names("recurring[meter]")
    meter = work.get(objects.billing_meter, sent["meter"], param=param)
    if sent.get("usage_type") != "metered":
        raise errors.invalid(
            "A price with a meter must have `usage_type` set to `metered`.",
            param=names("recurring[usage_type]"),
        )
    if sent.get("aggregate_usage"):
        message = (
            "`aggregate_usage` cannot be specified for a price with a meter: the meter tells how usage"
            " adds up."
        )
        raise errors.invalid(message, param=names("recurring[aggregate_usage]"))
    if meter.status != "active":
        raise errors.invalid(
            "The meter specified is inactive. This field only accepts active meters.", param=param
        )


def _take_lookup_key(work: Work, key: str, transfer: bool, own: str | None = None) -> None:
    """Refuse (400) a lookup key that another price has, archived or not.

    transfer: take the key from that price instead. own: id of the price that gets the key.
    """
    holder = work.first(prices, lookup_key=key)
    if holder is None or holder.id == own:
        return
    if not transfer:
        raise errors.invalid(f"A price (`{holder.id}`) already uses that lookup key.", param="lookup_key")
    work.change(holder, "price.updated", lookup_key=None)


# -- updating ------------------------------------------------------------------------------------------------


@prices.update
def update(work: Work, price: Price, params: Mapping[str, Any]) -> Price:
    """Update everything but amounts, currency and interval; `active=false` archives. Emits price.updated."""
    if params.get("active") is False:
        refuse_default(work, price)
    apart = ("transfer_lookup_key", "currency_options")
    fields = {name: value for name, value in params.items() if name not in apart}
    if fields.get("lookup_key"):
        _take_lookup_key(work, fields["lookup_key"], bool(params.get("transfer_lookup_key")), own=price.id)
    # The price's own currency is also an option, so its tax behavior can be set there as well.
    own = (params.get("currency_options") or {}).get(price.currency) or {}
    behavior = fields.get("tax_behavior") or own.get("tax_behavior")
    if behavior:
        where = "" if fields.get("tax_behavior") else price.currency
        _check_behavior(price, behavior, where)
        fields["tax_behavior"] = behavior
    return work.update(price, fields, currency_options=_options(price, params, behavior))


def _check_behavior(old: Mapping[str, Any], new: str, currency: str = "") -> None:
    """Refuse (400) to change a `tax_behavior` that is set. currency: of the option, if it is one."""
    if new != old["tax_behavior"] != "unspecified":
        message = (
            "The `tax_behavior` of a price cannot be changed once it has been set to `inclusive` or"
            " `exclusive`."
        )
        raise errors.invalid(
            message, param=f"currency_options[{currency}][tax_behavior]" if currency else "tax_behavior"
        )


def refuse_default(work: Work, price: Price) -> None:
    """Refuse (400) to archive the default price of a product."""
    product = work.find(objects.product, price.product)
    if price.active and product is not None and product.default_price == price.id:
        raise errors.invalid(DEFAULT_PRICE)


def _options(price: Price, params: Mapping[str, Any], behavior: str | None) -> dict[str, Any]:
    """Return the currency options after an update: those sent replace or join the others, null clears."""
    own = price.currency
    options = dict(present(price.currency_options))
    if "currency_options" in params and params["currency_options"] is None:
        options = {own: options[own]}
    for code, sent in (params.get("currency_options") or {}).items():
        if code == own:
            if sent.keys() - {"tax_behavior"}:
                raise errors.invalid(amounts.MATCHES_OWN, param=f"currency_options[{code}]")
            continue
        before = options.get(code)
        if before is not None:
            sent = {"tax_behavior": before["tax_behavior"], **sent}
            _check_behavior(before, sent["tax_behavior"], code)
        if before is not None and sent.keys() == {"tax_behavior"}:
            options[code] = {**before, **sent}
        else:
            options[code] = amounts.read_option(sent, price, Names(f"currency_options[{code}]"))
    if behavior:
        options[own] = {**options[own], "tax_behavior": behavior}
    return options


# -- listing and use by other pages --------------------------------------------------------------------------


@prices.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List prices, newest first, archived ones too unless `active` is sent.

    400 if `product` does not exist.
    """
    if params.get("product"):
        work.get(objects.product, params["product"], param="product")
    keys = params.get("lookup_keys")
    if keys is not None and len(keys) > LOOKUP_KEYS:
        raise errors.invalid(f"You may only specify up to {LOOKUP_KEYS} lookup keys.", param="lookup_keys")
    recurring = params.get("recurring") or {}
    equal = {f"recurring_{name}": value for name, value in recurring.items() if value is not None}
    return inherited.listed(
        work, prices, {name: value for name, value in params.items() if name != "recurring"}, equal
    )


def expect(work: Work, id: str, *, param: str, type: str | None = None) -> Price:
    """Return the price that a parameter names. 400 if it is missing, archived, or not of `type`."""
    price = work.get(prices, id, param=param)
    if not price.active:
        raise errors.invalid(INACTIVE, param=param)
    if type is not None and price.type != type:
        message = (
            f"The price specified is set to `type={price.type}` but this field only accepts prices with"
            f" `type={type}`."
        )
        raise errors.invalid(message, param=param)
    return price


def record(work: Work, id: str) -> Price | None:
    """Return a price, even if it was deleted as a plan, for the subscriptions that use it."""
    return work.find(prices, id) or work.find(retained, id)


def retire(work: Work, price: Price) -> None:
    """Delete the price of a deleted plan, keeping a copy for its subscriptions. Emits price.deleted."""
    work.erase(retained, price.id)
    work.insert(retained, {}, **{**price, "object": retained.object})
    work.delete(price)
