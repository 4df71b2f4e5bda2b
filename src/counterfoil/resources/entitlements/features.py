"""Features: what a product lets its subscribers do. Source: API reference, Entitlements, Feature; guide "Entitlements"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, inherited

features = Resource(
    "entitlements.feature",
    prefix="feat",
    mode_in_id=True,
    noun="feature",
    path_param="id",
    filters={"lookup_key": "lookup_key", "_active": "active"},
)


@features.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """A new feature. Refuses a lookup key that any other ever had: code asks for features by it. No event."""
    if work.first(features, lookup_key=params["lookup_key"]):
        message = f"A feature with the lookup key {params['lookup_key']} already exists."
        raise errors.invalid(message, code="resource_already_exists", param="lookup_key")
    return work.insert(features, params, active=True)


@features.update
def update(work: Work, feature: Document, params: Mapping[str, Any]) -> Document:
    """Rename, or archive for good with `active=false`. What products show of it follows."""
    if params.get("active") and not feature.active:
        raise errors.invalid("An archived feature cannot be made active again.", param="active")
    changed = work.update(feature, params)
    for attached in work.list(Resource.registry["product_feature"], _feature=feature.id):
        work.change(attached, entitlement_feature=work.visible(changed))
    return changed


@features.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """Newest first: those in use, or with `archived=true` those that are not."""
    told = {name: value for name, value in params.items() if name != "archived"}
    return inherited.listed(work, features, told, {"active": not params.get("archived")})
