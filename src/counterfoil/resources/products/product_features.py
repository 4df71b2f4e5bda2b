"""Product features: which features of the entitlements a product carries.

Source: API reference, Product Feature; guide "Entitlements". Whoever subscribes to the product is entitled to its features from the next
refresh of the subscription on. The object tells its feature, not its product: that is only in its path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, inherited
from counterfoil.resources.entitlements.features import features
from counterfoil.resources.products.products import products

product_features = Resource(
    "product_feature",
    prefix="prodft",
    noun="product feature",
    path_param="id",
    filters={"_product": "_product", "_feature": "_feature"},
)


@product_features.operation("products.features.create")
def create(work: Work, product: str, params: Mapping[str, Any]) -> Document:
    """Attach a feature. Refuses (400) one that is archived, and one that the product has already. No event."""
    holder = work.get(products, product)
    feature = work.get(features, params["entitlement_feature"], param="entitlement_feature")
    if not feature["active"]:
        raise errors.invalid("An archived feature cannot be attached to a product.", param="entitlement_feature")
    if work.first(product_features, _product=holder.id, _feature=feature["id"]):
        raise errors.invalid("This feature is already attached to the product.", param="entitlement_feature")
    return work.insert(
        product_features, entitlement_feature=work.visible(feature), _product=holder.id, _feature=feature["id"], livemode=work.livemode
    )


def _of_product(work: Work, product: str, id: str) -> Document:
    holder = work.get(products, product)
    return inherited.member(work, product_features, id, {"_product": holder.id}, param="id")


@product_features.operation("products.features.retrieve")
def retrieve(work: Work, product: str, id: str, params: Mapping[str, Any]) -> Document:
    """One of a product's: another's is missing."""
    return _of_product(work, product, id)


@product_features.operation("products.features.list")
def list(work: Work, product: str, params: Mapping[str, Any]) -> Listing:
    """A product's, newest first."""
    holder = work.get(products, product)
    return inherited.listed(work, product_features, params, {"_product": holder.id})


@product_features.operation("products.features.delete")
def delete(work: Work, product: str, id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Detach; the feature itself remains, and so does what was granted until the next refresh."""
    return work.delete(_of_product(work, product, id))
