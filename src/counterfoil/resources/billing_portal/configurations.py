"""Portal configurations: what customers may do in the portal.

Each account has a default configuration, with all features on, which is stored only once it is updated.
Source: API reference, Customer Portal, Configuration; guide "Configure the customer portal".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, ids, inherited, objects
from counterfoil.kernel.document import merged
from counterfoil.kernel.shapes import BillingPortalConfiguration
from counterfoil.resources.billing import feedback_options

configurations = objects.billing_portal_configuration.page(
    filters={"active": "active", "is_default": "is_default"},
)

MOST_PRODUCTS = 10
LOGIN = 24  # random characters in the address of a login page

# A feature that is left out is off. Lists and hashes are never null, but for `products`.
OFF: dict[str, dict[str, Any]] = {
    "customer_update": {"allowed_updates": [], "enabled": False},
    "invoice_history": {"enabled": False},
    "payment_method_update": {"enabled": False, "payment_method_configuration": None},
    "subscription_cancel": {
        "cancellation_reason": {"enabled": False, "feedback_options": None, "options": []},
        "enabled": False,
        "mode": "at_period_end",
        "proration_behavior": "none",
    },
    "subscription_pause": {"duration": {"interval_options": [], "type": "indefinite"}, "enabled": False},
    "subscription_update": {
        "billing_cycle_anchor": None,
        "default_allowed_updates": [],
        "enabled": False,
        "products": None,
        "proration_behavior": "none",
        "schedule_at_period_end": {"conditions": []},
        "trial_update_behavior": "end_trial",
    },
}
REASONS = [
    "too_expensive", "missing_features", "switched_service", "unused", "customer_service", "too_complex",
    "low_quality", "other",
]  # fmt: skip
ON: dict[str, dict[str, Any]] = {
    "customer_update": {"allowed_updates": ["name", "email", "address", "phone", "tax_id"], "enabled": True},
    "invoice_history": {"enabled": True},
    "payment_method_update": {"enabled": True},
    "subscription_cancel": {"cancellation_reason": {"enabled": True, "options": REASONS}, "enabled": True},
    "subscription_update": {
        "default_allowed_updates": ["price", "quantity", "promotion_code"],
        "enabled": True,
        "products": [],  # of the default configuration these are all active products
        "proration_behavior": "create_prorations",
    },
}
PROFILE = ("headline", "privacy_policy_url", "terms_of_service_url")


@configurations.create
def create(work: Work, params: Mapping[str, Any]) -> BillingPortalConfiguration:
    """Create a configuration. Emits billing_portal.configuration.created.

    400 for subscription updates without products, and for prices of other products.
    """
    features = _features(work, OFF, params["features"])
    profile = params.get("business_profile") or {}
    configuration = work.insert(
        configurations,
        active=True,
        business_profile={name: profile.get(name) for name in PROFILE},
        default_return_url=params.get("default_return_url"),
        features=features,
        is_default=False,
        login_page=_login_page(work, params.get("login_page"), None),
        metadata=dict(params.get("metadata") or {}),
        name=params.get("name"),
        updated=work.now,
    )
    work.emit("billing_portal.configuration.created", configuration)
    return configuration


@configurations.operation("billing_portal.configurations.retrieve")
def retrieve(work: Work, configuration: str, params: Mapping[str, Any]) -> BillingPortalConfiguration:
    """Return a configuration, the default one too."""
    return existing(work, configuration)


@configurations.operation("billing_portal.configurations.update")
def update(work: Work, configuration: str, params: Mapping[str, Any]) -> BillingPortalConfiguration:
    """Update a configuration; each feature by itself. Emits billing_portal.configuration.updated.

    400 to deactivate the default configuration.
    """
    found = existing(work, configuration)
    if found.is_default:
        if params.get("active") is False:
            raise errors.invalid("The default configuration cannot be deactivated.", param="active")
        if work.find(configurations, found.id) is None:
            found = work.insert(configurations, **found)
    sent = {name: value for name, value in params.items() if name not in ("features", "login_page")}
    changed: dict[str, Any] = {}
    if params.get("features"):
        changed["features"] = _features(work, found["features"], params["features"])
    if params.get("login_page"):
        changed["login_page"] = _login_page(work, params["login_page"], found.login_page)
    if any(found[name] != value for name, value in changed.items()):
        changed["updated"] = work.now
    return work.update(found, sent, **changed)


@configurations.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List configurations, newest first; the default one is last."""
    own = default(work)
    every = [one for one in work.list(configurations) if one.id != own.id] + [own]
    wanted = {name: params[name] for name in ("active", "is_default") if params.get(name) is not None}
    found = [one for one in every if all(one[name] is value for name, value in wanted.items())]
    return inherited.sliced(configurations, params, found)


# -- the default ---------------------------------------------------------------------------------------------


def default(work: Work) -> BillingPortalConfiguration:
    """Return the default configuration of the account, stored or initial."""
    id = _default_id(work)
    found = work.find(configurations, id)
    if found is not None:
        return found
    account = work.find(objects.account, work.account)
    opened = (account.created if account is not None else None) or work.services.wall()
    fields = {
        "id": id,
        "object": configurations.object,
        "active": True,
        "application": None,
        "business_profile": dict.fromkeys(PROFILE),
        "created": opened,
        "default_return_url": None,
        "features": merged(OFF, ON),
        "is_default": True,
        "livemode": work.livemode,
        "login_page": {"enabled": False, "url": None},
        "metadata": {},
        "name": None,
        "updated": opened,
    }
    return BillingPortalConfiguration(configurations.complete(fields))


def _default_id(work: Work) -> str:
    """Derive the id of the default configuration from the account and mode."""
    return "bpc_" + hashlib.sha256(f"portal:{work.account}:{work.livemode}".encode()).hexdigest()[:24]


@configurations.standing
def is_default(work: Work, id: str) -> bool:
    """Whether an id is that of the default configuration, which exists even if it is not stored."""
    return id == _default_id(work)


def existing(
    work: Work, id: str, *, param: str = "configuration", status: int = 404
) -> BillingPortalConfiguration:
    """Return a configuration, the default one too, or raise `resource_missing`."""
    found = default(work) if is_default(work, id) else work.find(configurations, id)
    if found is None:
        raise errors.missing(configurations.noun, id, param=param, status=status)
    return found


# -- features ------------------------------------------------------------------------------------------------


def _features(work: Work, old: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the features of a configuration after a create or an update. 400 for what cannot be offered."""
    found = {name: dict(feature) for name, feature in old.items()}
    for name, changes in sent.items():
        if changes:
            found[name] = _filled(merged(found[name], changes), OFF[name])
    offered = found["subscription_update"]
    path = "features[subscription_update]"
    if sent.get("subscription_update"):
        if offered["enabled"] and not offered["products"]:
            raise errors.required(f"{path}[products]")
        offered["products"] = _products(work, offered["products"], f"{path}[products]")
    reasons = (sent.get("subscription_cancel") or {}).get("cancellation_reason") or {}
    held = old["subscription_cancel"]["cancellation_reason"].get("feedback_options") or ()
    for place, id in enumerate(reasons.get("feedback_options") or ()):
        param = f"features[subscription_cancel][cancellation_reason][feedback_options][{place}]"
        feedback_options.expect(work, id, param=param, held=id in held)
    chosen = found["subscription_pause"]["duration"]
    if chosen["type"] == "interval_options" and not chosen["interval_options"]:
        raise errors.required("features[subscription_pause][duration][interval_options]")
    return found


def _filled(feature: dict[str, Any], off: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was unset its default."""
    filled = {}
    for name, value in off.items():
        new = feature.get(name)
        filled[name] = value if new is None else _filled(new, value) if isinstance(value, dict) else new
    return filled


def _products(work: Work, sent: Any, param: str) -> list[dict[str, Any]] | None:
    """Return the products that customers may change to. 400 for more than ten, and for foreign prices."""
    if sent is None:
        return None
    if len(sent) > MOST_PRODUCTS:
        raise errors.invalid(f"You can offer at most {MOST_PRODUCTS} products.", param=param)
    found = []
    for place, each in enumerate(sent):
        product = work.get(objects.product, each["product"], param=f"{param}[{place}][product]")
        for number, id in enumerate(each["prices"]):
            at = f"{param}[{place}][prices][{number}]"
            price = work.get(objects.price, id, param=at)
            if price.product != product.id:
                raise errors.invalid(f"The price {id} does not belong to the product {product.id}.", param=at)
            if price.recurring is None:
                raise errors.invalid(f"The price {id} is not recurring.", param=at)
        limits = each.get("adjustable_quantity") or {}
        found.append(
            {
                "adjustable_quantity": {
                    "enabled": bool(limits.get("enabled")),
                    "maximum": limits.get("maximum"),
                    "minimum": 1 if limits.get("minimum") is None else limits["minimum"],
                },
                "prices": list(each["prices"]),
                "product": product.id,
            }
        )
    return found


def _login_page(work: Work, sent: Mapping[str, Any] | None, old: Any) -> dict[str, Any]:
    """Return the login page: its address is made when it is enabled, and null while it is not."""
    if not sent or not sent["enabled"]:
        return {"enabled": False, "url": None}
    if old and old["enabled"]:
        return dict(old)
    mode = "live" if work.livemode else "test"
    return {"enabled": True, "url": f"{work.services.base_url}/p/login/{ids.secret(mode + '_', LOGIN)}"}
