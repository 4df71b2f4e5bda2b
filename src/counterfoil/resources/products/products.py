"""Products: goods and services, which have prices.

A product that has had a price can only be archived, not deleted.
Source: API reference, Products; guide "Manage products and prices".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Resource, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Price, Product

products = objects.product.page(
    filters={"ids": "id", "active": "active", "shippable": "shippable", "type": "type", "url": "url"},
    unindexed=("active", "shippable", "type"),
)

IMAGES, FEATURES, FEATURE_NAME = 8, 15, 80

HAS_PRICES = "This product cannot be deleted because it has one or more user-created prices."

_tax_code = re.compile(r"txcd_\d{8}").fullmatch
_descriptor = re.compile(r"[^<>\\'\"*]*[A-Za-z][^<>\\'\"*]*").fullmatch
_id = re.compile(r"[A-Za-z0-9_.\-]+").fullmatch


def prices() -> Resource[Price]:
    """Return the resource of prices, whose page imports this one."""
    return objects.price


@products.create
def create(work: Work, params: Mapping[str, Any]) -> Product:
    """Create a product, and its first price if `default_price_data` is sent.

    Emits product.created, price.created.
    """
    from counterfoil.resources.products import prices as pages

    first = params.get("default_price_data")
    id = prices().new_id(work.space) if first else None
    product = add(
        work,
        {name: value for name, value in params.items() if name != "default_price_data"},
        default_price=id,
    )
    if first:
        assert id is not None
        pages.add(work, first, product, id=id, prefix="default_price_data")
    return product


def add(
    work: Work,
    sent: Mapping[str, Any],
    *,
    default_price: str | None = None,
    prefix: str = "",
) -> Product:
    """Create a product from the parameters of its creation, or from `product_data` of a price.

    prefix: the hash that contains the parameters, for errors. Emits product.created.
    """
    id = sent.get("id")
    if id is not None:
        if not _id(id):
            raise errors.invalid(f"Invalid product id: {id[:100]}", param=_within(prefix, "id"))
        if work.find(products, id) is not None:
            raise errors.invalid("Product already exists.", code="resource_already_exists")
    _check(sent, prefix)
    product = work.insert(
        products,
        sent,
        active=sent.get("active", True),
        default_price=default_price,
        type=sent.get("type") or "service",
        updated=work.now,
    )
    work.emit("product.created", product)
    return product


def _check(sent: Mapping[str, Any], prefix: str = "") -> None:
    """Validate rules that the parameters' types do not express. prefix: as in `add`."""
    if len(sent.get("images") or ()) > IMAGES:
        raise errors.invalid(f"You may only specify up to {IMAGES} images.", param="images")
    features = sent.get("marketing_features") or ()
    if len(features) > FEATURES:
        raise errors.invalid(
            f"You may only specify up to {FEATURES} marketing features.", param="marketing_features"
        )
    for index, feature in enumerate(features):
        if len(feature["name"]) > FEATURE_NAME:
            message = f"Invalid string: {feature['name'][:40]}…; must be at most {FEATURE_NAME} characters"
            raise errors.invalid(message, param=f"marketing_features[{index}][name]")
    if sent.get("tax_code") and not _tax_code(sent["tax_code"]):
        raise errors.missing("tax code", sent["tax_code"], param=_within(prefix, "tax_code"), status=400)
    descriptor = sent.get("statement_descriptor")
    if descriptor and not _descriptor(descriptor):
        message = (
            "The statement descriptor must contain at least one letter and none of the characters <, >, \\,"
            " ', \" and *."
        )
        raise errors.invalid(message, param=_within(prefix, "statement_descriptor"))
    for name, side in (sent.get("package_dimensions") or {}).items():
        if side <= 0:
            raise errors.invalid(
                "Package dimensions must be greater than 0.", param=f"package_dimensions[{name}]"
            )


def _within(prefix: str, name: str) -> str:
    """Return a parameter's name within a hash."""
    return f"{prefix}[{name}]" if prefix else name


@products.update
def update(work: Work, product: Product, params: Mapping[str, Any]) -> Product:
    """Update the product; `active=false` archives it. Emits product.updated.

    400 unless `default_price` is an active price of this product.
    """
    _check(params)
    if params.get("default_price"):
        price = work.get(prices(), params["default_price"], param="default_price")
        if price.product != product.id:
            raise errors.invalid(
                "The default price must be one of the product's own prices.", param="default_price"
            )
        if not price.active:
            message = "The price specified is inactive. This field only accepts active prices."
            raise errors.invalid(message, param="default_price")
    return work.update(product, params)


@products.delete
def delete(work: Work, product: Product, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a product that has no prices. Its id may be reused. Emits product.deleted."""
    if work.first(prices(), product=product.id) is not None:
        raise errors.invalid(HAS_PRICES)
    for attached in work.list(objects.product_feature, _product=product.id):
        work.delete(attached)
    return work.delete(product)


@products.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List products, newest first. `ids` excludes cursors (400)."""
    if params.get("ids") is not None:
        for cursor in inherited.CURSORS:
            if params.get(cursor):
                raise errors.exclusive("ids", cursor)
    return inherited.listed(work, products, params)
