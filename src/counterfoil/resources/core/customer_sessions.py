"""Customer sessions: give a component in a browser access to one customer.

Nothing is stored: the components that use the secret are scripts of the real service, and no operation here
accepts it. Source: API reference, Customer Session.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids
from counterfoil.resources.core.customers import customers

LIFETIME = 1800  # seconds
SECRET = 43  # characters of the secret
SEVERAL = "2025-10-29.clover"  # the first version that enables more than one component
# Components without features.
PLAIN = ("active_entitlements", "buy_button", "customer_portal", "pricing_table")

# Component -> default features.
FEATURES: dict[str, dict[str, Any]] = {
    "customer_sheet": {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_remove": "disabled",
    },
    "mobile_payment_element": {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_redisplay": "disabled",
        "payment_method_remove": "disabled",
        "payment_method_save": "disabled",
        "payment_method_save_allow_redisplay_override": None,
    },
    "payment_element": {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_redisplay": "disabled",
        "payment_method_redisplay_limit": 3,
        "payment_method_remove": "disabled",
        "payment_method_save": "disabled",
        "payment_method_save_usage": None,
    },
}


@customers.operation("customer_sessions.create", on="customer")
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Create a session of half an hour.

    400 unless a component is enabled, and has the features sent; older versions enable exactly one.
    """
    if not params.get("customer"):
        # Newer versions also take a `customer_account`, which is not implemented.
        raise errors.required("customer")
    customer = work.get(customers, params["customer"], param="customer")
    sent = params["components"]
    components: dict[str, dict[str, Any]] = {
        name: {"enabled": bool((sent.get(name) or {}).get("enabled"))} for name in sorted((*PLAIN, *FEATURES))
    }
    enabled = sum(component["enabled"] for component in components.values())
    if enabled != 1 and work.before(SEVERAL):
        raise errors.invalid("Exactly one component must be enabled.", param="components")
    if not enabled:
        raise errors.invalid("At least one component must be enabled.", param="components")
    for name, defaults in FEATURES.items():
        component, features = components[name], (sent.get(name) or {}).get("features")
        if features and not component["enabled"]:
            raise errors.unknown(f"components[{name}][features]")
        component["features"] = {**defaults, **(features or {})} if component["enabled"] else None
    now = work.services.wall()  # sessions expire in real time, also for customers on test clocks
    return {
        "object": "customer_session",
        "client_secret": ids.secret("cuss_secret_", SECRET),
        "components": components,
        "created": now,
        "customer": customer.id,
        "customer_account": None,
        "expires_at": now + LIFETIME,
        "livemode": work.livemode,
    }
