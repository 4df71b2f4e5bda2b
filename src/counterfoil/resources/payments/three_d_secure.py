"""3D Secure: the action that an intent requires of a cardholder who must authenticate."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work

# Brand -> (name, id) of its directory server. Source: EMVCo, registered application providers.
DIRECTORIES = {
    "amex": ("american_express", "A000000025"),
    "discover": ("discover", "A000000152"),
    "mastercard": ("mastercard", "A000000004"),
    "unionpay": ("unionpay", "A000000333"),
    "visa": ("visa", "A000000003"),
}


def next_action(work: Work, intent: Mapping[str, Any], return_url: str | None, brand: str) -> dict[str, Any]:
    """Return the `next_action` that leads to the bank's page: by redirect if there is a `return_url`.

    This server serves the page; its two buttons call `authenticated` of the intent's page.
    brand: of the card.
    """
    page = f"{work.services.base_url}/3d_secure/{intent['id']}?client_secret={intent['client_secret']}"
    if return_url:
        return {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": page}}
    return {"type": "use_stripe_sdk", "use_stripe_sdk": _for_sdk(work, intent["id"], brand, page)}


def _for_sdk(work: Work, id: str, brand: str, page: str) -> dict[str, Any]:
    """Return what the SDKs of browsers and phones are told.

    There are no certificates here to encrypt a device's data with; `stripe_js` is the page instead.
    """
    name, server = DIRECTORIES.get(brand, DIRECTORIES["visa"])
    digest = hashlib.sha256(f"3d_secure:{id}".encode())
    return {
        "type": "stripe_3ds2_fingerprint",
        "directory_server_encryption": {
            "algorithm": "RSA",
            "certificate": "",
            "directory_server_id": server,
            "root_certificate_authorities": [""],
        },
        "directory_server_name": name,
        "merchant": work.account,
        "one_click_authn": None,
        "server_transaction_id": str(uuid.UUID(bytes=digest.digest()[:16], version=4)),
        "stripe_js": page,
        "three_d_secure_2_source": f"payatt_{digest.hexdigest()[:24]}",
        "three_ds_method_url": "",
        "three_ds_optimizations": "kf",
    }
