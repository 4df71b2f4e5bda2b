"""Signatures, by which endpoints verify deliveries.

Source: protocol, "Delivery"; guide "Verify webhook signatures".
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence


def signature(secrets: Sequence[str], body: bytes, at: int) -> str:
    """Return the `Stripe-Signature` header of a body. at: real time of the attempt, epoch seconds.

    A rolled secret remains valid for a while; then there are two secrets, and a signature by each.
    """
    signed = str(at).encode() + b"." + body
    return ",".join(
        [
            f"t={at}",
            *(f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" for secret in secrets),
        ]
    )
