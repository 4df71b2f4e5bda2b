"""Product features: the features attached to a product.

Subscribers of the product are entitled to them from the next refresh of their subscription. The object shows
its feature; the product is only in its path. Source: API reference, Product Feature; guide "Entitlements".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Product, ProductFeature
from counterfoil.resources.entitlements.features import features

product_features = objects.product_feature.page(
    filters={"_product": "_product", "_feature": "_feature"},
)


@product_features.operation("products.features.create")
def create(work: Work, product: Product, params: Mapping[str, Any]) -> ProductFeature:
    """Attach a feature. 400 if it is archived or attached already. No event."""
    feature = work.get(features, params["entitlement_feature"], param="entitlement_feature")
    if not feature.active:
        raise errors.invalid(
            "An archived feature cannot be attached to a product.", param="entitlement_feature"
        )
    if work.first(product_features, _product=product.id, _feature=feature.id):
        raise errors.invalid("This feature is already attached to the product.", param="entitlement_feature")
    return work.insert(
        product_features,
        entitlement_feature=work.visible(feature),
        _product=product.id,
        _feature=feature.id,
        livemode=work.livemode,
    )


def _of_product(work: Work, product: Product, id: str) -> ProductFeature:
    """Return a feature of this product, or 404."""
    return inherited.member(work, product_features, id, {"_product": product.id}, param="id")


@product_features.operation("products.features.retrieve")
def retrieve(work: Work, product: Product, id: str, params: Mapping[str, Any]) -> ProductFeature:
    """Return a feature of this product; 404 if it is another product's."""
    return _of_product(work, product, id)


@product_features.operation("products.features.list")
def listed(work: Work, product: Product, params: Mapping[str, Any]) -> Listing:
    """List a product's features, newest first."""
    return inherited.listed(work, product_features, params, {"_product": product.id})


@product_features.operation("products.features.delete")
def delete(work: Work, product: Product, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Detach a feature. Entitlements it granted remain until the subscription's next refresh."""
    return work.delete(_of_product(work, product, id))
