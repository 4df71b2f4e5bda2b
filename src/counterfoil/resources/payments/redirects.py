"""Redirecting payment methods: the customer authorizes on a page of the method, which this server has.

Source: API reference, `next_action` of intents; guides of the payment methods.
"""

from __future__ import annotations

from typing import Any

from counterfoil.kernel import Document, Work
from counterfoil.resources.payments import payment_method_configurations as configurations

METHODS = configurations.REDIRECTING - {"cashapp", "swish"}
NO_RETURN_URL = (
    "You must provide a `return_url` when confirming with a payment method of type `{kind}`, which redirects"
    " your customer."
)


def next_action(work: Work, intent: Document, kind: str, return_url: str) -> dict[str, Any]:
    """Return the `next_action` that redirects a customer to a payment method's page. kind: its type."""
    page = f"{work.services.base_url}/authorize/{intent['id']}?client_secret={intent['client_secret']}"
    if kind == "alipay":
        details = {"native_data": None, "native_url": None, "return_url": return_url, "url": page}
        return {"type": "alipay_handle_redirect", "alipay_handle_redirect": details}
    return {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
