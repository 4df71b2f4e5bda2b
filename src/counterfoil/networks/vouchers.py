"""Vouchers: payments made in a shop or at a bank with a number. The email address decides the outcome.

Source: "OXXO payments", "Boleto payments", "Konbini payments", "Multibanco payments" (testing).
"""

from __future__ import annotations

import hashlib
from typing import Any

KINDS = ("boleto", "konbini", "multibanco", "oxxo")
DAY = 86400
VALID = 3 * DAY  # seconds until a voucher expires
SOON, LATER = 1, 180
EXPIRED = {
    "code": "payment_intent_payment_attempt_expired",
    "message": "The latest attempt to make the payment has expired before it could complete.",
    "type": "invalid_request_error",
}

# End of the part of an email address before the @ -> (whether the customer pays, seconds until then).
BY_EMAIL = {
    "succeed_immediately": (True, SOON),
    "expire_immediately": (False, SOON),
    "expire_with_delay": (False, LATER),
    "fill_never": (False, VALID),
}
STORES = ("familymart", "lawson", "ministop", "seicomart")


def outcome(email: str | None) -> tuple[bool, int]:
    """Return whether a customer pays a voucher, and after how many seconds.

    By default they pay after three minutes.
    """
    name = (email or "").partition("@")[0]
    return next((found for end, found in BY_EMAIL.items() if name.endswith(end)), (True, LATER))


def details(kind: str, about: str, page: str, now: int) -> dict[str, Any]:
    """Return the details of a voucher in `next_action`. about: id of the intent. page: the voucher's URL."""
    number = str(int.from_bytes(hashlib.sha256(about.encode()).digest(), "big")).zfill(78)
    ends = (now + VALID) // DAY * DAY + DAY - 1
    match kind:
        case "boleto":
            return {"expires_at": ends, "hosted_voucher_url": page, "number": number[:47], "pdf": page}
        case "konbini":
            codes = {"confirmation_number": number[:11], "payment_code": number[11:17]}
            return {"expires_at": ends, "hosted_voucher_url": page, "stores": dict.fromkeys(STORES, codes)}
        case "multibanco":
            return {
                "entity": number[:5],
                "expires_at": ends,
                "hosted_voucher_url": page,
                "reference": number[5:14],
            }
    return {"expires_after": ends, "hosted_voucher_url": page, "number": number[:32]}
