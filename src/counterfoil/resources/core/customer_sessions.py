"""Customer sessions: what a page in a browser may do for one customer, through one component. Source: API reference, Customer Session.

The secret is answered once and opens nothing here: the components that would use it are scripts of the real service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids
from counterfoil.resources.core.customers import customers

LASTS = 1800  # seconds
SECRET = 43  # characters that nobody can guess
COMPONENTS = ("buy_button", "payment_element", "pricing_table")

# What the payment element does unless it is told.
FEATURES = {
    "payment_method_allow_redisplay_filters": ["always"],
    "payment_method_redisplay": "disabled",
    "payment_method_redisplay_limit": 3,
    "payment_method_remove": "disabled",
    "payment_method_save": "disabled",
    "payment_method_save_usage": None,
}


@customers.operation("customer_sessions.create")
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """A session of half an hour. Refuses (400) any number of enabled components but one, and features of one that is not enabled."""
    customer = work.get(customers, params["customer"], param="customer")
    sent = params["components"]
    components: dict[str, dict[str, Any]] = {name: {"enabled": bool((sent.get(name) or {}).get("enabled"))} for name in COMPONENTS}
    if sum(component["enabled"] for component in components.values()) != 1:
        raise errors.invalid("Exactly one component must be enabled.", param="components")
    element, features = components["payment_element"], (sent.get("payment_element") or {}).get("features")
    if features and not element["enabled"]:
        raise errors.unknown("components[payment_element][features]")
    element["features"] = {**FEATURES, **(features or {})} if element["enabled"] else None
    now = work.house.wall()  # browsers live by the wall, also those of customers on a test clock
    return {
        "object": "customer_session",
        "client_secret": ids.secret("cuss_secret_", SECRET),
        "components": components,
        "created": now,
        "customer": customer.id,
        "expires_at": now + LASTS,
        "livemode": work.livemode,
    }
