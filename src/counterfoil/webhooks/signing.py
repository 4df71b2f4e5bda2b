"""Signatures: how an endpoint knows that a delivery is ours.

Source: protocol, "Delivery"; guide "Verify webhook signatures".
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence


def signature(secrets: Sequence[str], body: bytes, at: int) -> str:
    """The `Stripe-Signature` header of these very bytes. at: epoch seconds, by the wall, of this attempt.

    A secret that was rolled is still good for a while; then there are two, and a signature by each.
    """
    signed = str(at).encode() + b"." + body
    return ",".join(
        [
            f"t={at}",
            *(f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" for secret in secrets),
        ]
    )
