"""Products: goods and services, which have prices.

A product that has had a price can only be archived, not deleted.
Source: API reference, Products; guide "Manage products and prices".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Product
from counterfoil.resources.products import prices as pages
from counterfoil.resources.products import product_data
from counterfoil.resources.products.prices import prices

products = objects.product.page(
    filters={"ids": "id", "active": "active", "shippable": "shippable", "type": "type", "url": "url"},
    unindexed=("active", "shippable", "type"),
)

HAS_PRICES = "This product cannot be deleted because it has one or more user-created prices."


@products.create
def create(work: Work, params: Mapping[str, Any]) -> Product:
    """Create a product, and its first price if `default_price_data` is sent.

    Emits product.created, price.created.
    """
    first = params.get("default_price_data")
    id = prices.new_id(work.space) if first else None
    product = product_data.add(
        work,
        {name: value for name, value in params.items() if name != "default_price_data"},
        default_price=id,
    )
    if first:
        assert id is not None
        pages.add(work, first, product, id=id, prefix="default_price_data")
    return product


@products.update
def update(work: Work, product: Product, params: Mapping[str, Any]) -> Product:
    """Update the product; `active=false` archives it. Emits product.updated.

    400 unless `default_price` is an active price of this product.
    """
    product_data.check(params)
    if params.get("default_price"):
        price = work.get(prices, params["default_price"], param="default_price")
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
    if work.first(prices, product=product.id) is not None:
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
