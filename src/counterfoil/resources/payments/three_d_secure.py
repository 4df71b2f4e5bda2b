"""3D Secure: the action that an intent requires of a cardholder who must authenticate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work


def next_action(work: Work, intent: Mapping[str, Any], return_url: str | None) -> dict[str, Any]:
    """Return the `next_action` that leads to the bank's page: by redirect if there is a `return_url`.

    This server serves the page; its two buttons call `authenticated` of the intent's page.
    """
    page = f"{work.services.base_url}/3d_secure/{intent['id']}?client_secret={intent['client_secret']}"
    if return_url:
        return {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
    details = {"type": "three_d_secure_redirect", "stripe_js": page}
    return {"type": "use_stripe_sdk", "use_stripe_sdk": details}
