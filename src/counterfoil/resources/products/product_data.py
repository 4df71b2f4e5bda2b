"""Data of products: validated and stored, sent for a product itself or as `product_data` of a price.

Apart from the page of products, whose creation may create a price, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Product

IMAGES, FEATURES, FEATURE_NAME = 8, 15, 80

_tax_code = re.compile(r"txcd_\d{8}").fullmatch
_descriptor = re.compile(r"[^<>\\'\"*]*[A-Za-z][^<>\\'\"*]*").fullmatch
_id = re.compile(r"[A-Za-z0-9_.\-]+").fullmatch


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
        if work.find(objects.product, id) is not None:
            raise errors.invalid("Product already exists.", code="resource_already_exists")
    check(sent, prefix)
    product = work.insert(
        objects.product,
        sent,
        active=sent.get("active", True),
        default_price=default_price,
        type=sent.get("type") or "service",
        updated=work.now,
    )
    work.emit("product.created", product)
    return product


def check(sent: Mapping[str, Any], prefix: str = "") -> None:
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
