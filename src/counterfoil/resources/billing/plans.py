"""Plans: the older name and shape of recurring prices.

A plan and its price have the same id and change together. A plan is derived from its price. Source: API
reference, Plans; guide "Migrate to the Prices API".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, ids, inherited, objects, present
from counterfoil.kernel.shapes import Plan, Price, Product
from counterfoil.resources.products import prices as pages
from counterfoil.resources.products import product_data
from counterfoil.resources.products.amounts import Names
from counterfoil.resources.products.prices import prices
from counterfoil.resources.products.products import products

plans = objects.plan.page(
    hidden=("tiers",),
    filters={"active": "active", "product": "product", "_inline": "_inline"},
    unindexed=("active", "_inline"),
    listed={"_inline": None},
)

# Names of parameters in errors, where they differ from those of prices.
NAMES = Names(
    aliases={
        "unit_amount": "amount",
        "unit_amount_decimal": "amount_decimal",
        "transform_quantity": "transform_usage",
        "recurring[interval]": "interval",
        "recurring[interval_count]": "interval_count",
        "recurring[usage_type]": "usage_type",
        "recurring[aggregate_usage]": "aggregate_usage",
        "recurring[meter]": "meter",
    },
    noun="Plans",
)
RECURRING = ("interval", "interval_count", "meter", "trial_period_days", "usage_type")
HIDDEN = ("_aggregate_usage", "_inline")  # fields of the price for older versions and for lists
SENT = ("active", "billing_scheme", "currency", "metadata", "nickname", "tiers", "tiers_mode")
SAME = (
    "active",
    "billing_scheme",
    "created",
    "currency",
    "livemode",
    "nickname",
    "product",
    "tiers",
    "tiers_mode",
)


def view(price: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a recurring price to the fields of its plan."""
    recurring = price["recurring"]
    return {
        "id": price["id"],
        "object": plans.object,
        **{name: price.get(name) for name in SAME},
        **{name: recurring.get(name) for name in RECURRING},
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "metadata": price["metadata"],
        "transform_usage": price["transform_quantity"],
        **{name: price.get(name) for name in HIDDEN},
    }


@plans.on("price.created")
def follow_creation(work: Work, price: Price) -> None:
    """Create the plan of a new recurring price. Emits plan.created."""
    if price.type == "recurring":
        work.emit("plan.created", work.insert(plans, **view(price)))


@plans.on("price.updated")
def follow_update(work: Work, price: Price) -> None:
    """Update the plan of a changed price. Emits plan.updated if any of the plan's fields changed."""
    plan = work.find(plans, price.id)
    if plan is not None:
        work.change(plan, "plan.updated", **view(price))


@plans.create
def create(work: Work, params: Mapping[str, Any]) -> Plan:
    """Create a plan of an existing product, or of a new one. Emits price.created and plan.created."""
    id = params.get("id")
    if id is not None and (work.find(plans, id) or work.find(prices, id)):
        raise errors.invalid("Plan already exists.", code="resource_already_exists")
    sent: dict[str, Any] = {name: params[name] for name in SENT if name in params}
    sent |= {"unit_amount": params.get("amount"), "unit_amount_decimal": params.get("amount_decimal")}
    sent["transform_quantity"] = params.get("transform_usage")
    sent["recurring"] = {name: params[name] for name in ("aggregate_usage", *RECURRING) if name in params}
    product = _product(work, params.get("product"))
    price = pages.add(work, sent, product, id=id or ids.new("plan", 14), names=NAMES)
    return work.get(plans, price.id)


def _product(work: Work, given: Any) -> Product:
    """Return the product of the `product` parameter: an id, or the fields of a new one."""
    if given is None:
        raise errors.required("product")
    if isinstance(given, str):
        return work.get(products, given, param="product")
    return product_data.add(work, given, prefix="product")


@plans.update
def update(work: Work, plan: Plan, params: Mapping[str, Any]) -> Plan:
    """Update everything but amounts, currency and interval. Emits price.updated and plan.updated."""
    price = work.get(prices, plan.id)
    fields = {name: value for name, value in params.items() if name in ("active", "metadata", "nickname")}
    changed: dict[str, Any] = {}
    if params.get("product"):
        changed["product"] = work.get(products, params["product"], param="product").id
    if "trial_period_days" in params:
        changed["recurring"] = {
            **present(price.recurring),
            "trial_period_days": params["trial_period_days"] or None,
        }
    if fields.get("active") is False:
        pages.refuse_default(work, price)
    work.update(price, fields, **changed)
    return work.latest(plan)


@plans.delete
def delete(work: Work, plan: Plan, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete the plan and its price. Existing subscriptions continue. Emits plan.deleted and price.deleted.

    400 if it is the default price of its product.
    """
    price = work.get(prices, plan.id)
    product = work.find(products, price.product)
    if product is not None and product.default_price == price.id:
        raise errors.invalid("This plan cannot be deleted because it is the default price of its product.")
    stub = work.delete(plan)
    pages.retire(work, price)
    return stub


@plans.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List plans, newest first. 400 if `product` does not exist."""
    if params.get("product"):
        work.get(products, params["product"], param="product")
    return inherited.listed(work, plans, params)
