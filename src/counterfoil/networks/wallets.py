"""Wallets and banks in which a customer approves a payment: in an app, or after scanning a QR code.

In test mode the email address of the billing details decides what the customer does in the app.
Source: "BLIK payments" (simulate failures); guides of the other methods. MB WAY has the outcomes of BLIK: our
choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOON, DECLINED, TIMED_OUT = 1, 8, 60  # seconds until the answer of an app

IN_APP = ("blik", "mb_way")  # types approved in an app, without a page
HOUR, DAY = 3600, 86400
# Type -> seconds until its QR code expires.
QR = {
    "cashapp": DAY,
    "paynow": HOUR,
    "pix": DAY,
    "promptpay": DAY,
    "swish": HOUR,
    "upi": HOUR,
    "wechat_pay": 2 * HOUR,
}
DELAYED = ("pay_by_bank", "sofort")  # types whose payments are processing after they were authorized
GENERATES = {"bancontact": "BE", "ideal": "NL", "sofort": "DE"}  # saved as a SEPA account of this country

DECLINE, TIMEOUT = "payment_method_provider_decline", "payment_method_provider_timeout"
INVALID = "payment_method_invalid_parameter"


@dataclass(frozen=True, slots=True)
class Approval:
    """What a customer does in an app: code and message of the failure, None if they approve; and when."""

    code: str | None = None
    message: str = ""
    delay: int = SOON  # seconds; 0 for what the confirmation itself tells


# End of the part of an email address before the @ -> what happens.
BY_EMAIL: Mapping[str, Approval] = {
    "invalid_code": Approval(
        INVALID, "The code is not a valid one. Please ask the customer for it again.", 0
    ),
    "expired_code": Approval(INVALID, "The code has expired. Please ask the customer for another one.", 0),
    "limit_exceeded": Approval(DECLINE, "The payment limit of the bank account has been reached.", DECLINED),
    "insufficient_funds": Approval(DECLINE, "The bank account has insufficient funds.", DECLINED),
    "customer_declined": Approval(DECLINE, "The customer declined the payment.", DECLINED),
    "bank_declined": Approval(DECLINE, "The customer's bank declined the payment.", DECLINED),
    "blik_declined": Approval(DECLINE, "The payment was declined by the network.", DECLINED),
    "customer_timeout": Approval(TIMEOUT, "The customer did not approve the payment in time.", TIMED_OUT),
    "bank_timeout": Approval(TIMEOUT, "The customer's bank did not answer in time.", TIMED_OUT),
    "blik_timeout": Approval(TIMEOUT, "The network did not answer in time.", TIMED_OUT),
}
APPROVED = Approval()


def approval(email: str | None) -> Approval:
    """Return what a customer with this email address does in the app."""
    name = (email or "").partition("@")[0]
    return next((found for end, found in BY_EMAIL.items() if name.endswith(end)), APPROVED)


def is_code(code: Any) -> bool:
    """Return whether a text is a code of BLIK: six digits."""
    return isinstance(code, str) and len(code) == 6 and code.isascii() and code.isdigit()
