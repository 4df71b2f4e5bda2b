"""Features: capabilities that a product grants to its subscribers.

Source: API reference, Entitlements, Feature; guide "Entitlements".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import EntitlementsFeature

features = objects.entitlements_feature.page(
    filters={"lookup_key": "lookup_key", "_active": "active"},
)


@features.create
def create(work: Work, params: Mapping[str, Any]) -> EntitlementsFeature:
    """Create a feature. 400 if any feature, archived ones included, has the same lookup key. No event."""
    if work.first(features, lookup_key=params["lookup_key"]):
        message = f"A feature with the lookup key {params['lookup_key']} already exists."
        raise errors.invalid(message, code="resource_already_exists", param="lookup_key")
    return work.insert(features, params, active=True)


@features.update
def update(work: Work, feature: EntitlementsFeature, params: Mapping[str, Any]) -> EntitlementsFeature:
    """Rename the feature, or archive it for good with `active=false`. Product features show the change."""
    if params.get("active") and not feature.active:
        raise errors.invalid("An archived feature cannot be made active again.", param="active")
    changed = work.update(feature, params)
    for attached in work.list(objects.product_feature, _feature=feature.id):
        work.change(attached, entitlement_feature=work.visible(changed))
    return changed


@features.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List active features, or with `archived=true` archived ones, newest first."""
    filters = {name: value for name, value in params.items() if name != "archived"}
    return inherited.listed(work, features, filters, {"active": not params.get("archived")})
