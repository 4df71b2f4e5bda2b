"""What a charge shows of the method that paid it: `payment_method_details`.

Numbers of the network are derived from the id of the charge. Source: API reference, Charges.
"""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import cards
from counterfoil.resources.payments import payment_methods

AUTHORIZATION_LASTS = 7 * 86400  # seconds until an authorization expires
INCREMENTABLE = ("visa", "mastercard", "discover")  # schemes with incremental authorization


def of_other(method: PaymentMethod) -> dict[str, Any]:
    """Return the hash of a type other than cards in `payment_method_details`: what is known of the method."""
    blank = objects.charge.blank_hash(f"payment_method_details.{method.type}")
    return {
        **blank,
        **{name: value for name, value in (method.get(method.type) or {}).items() if name in blank},
    }


def of_card(
    work: Work, id: str, intent: PaymentIntent, method: PaymentMethod, answer: cards.Answer, *, held: bool
) -> dict[str, Any]:
    """Return `payment_method_details.card`: the card, and what the network allows for this charge."""
    card = present(method.card)
    networks = present(card.networks)
    copied = (
        "brand",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "regulated_status",
        "wallet",
    )
    shown = {
        **{name: card[name] for name in copied},
        "amount_authorized": intent.amount if answer.approved else None,
        "authorization_code": _digits("authorization", id, 6) if answer.approved else None,
        "checks": payment_methods.checks(method, blocked=answer.blocked),
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": _available(held and _increments_requested(intent, card)),
        "installments": None,
        "mandate": None,
        "multicapture": _available(held and _multicapture_requested(intent)),
        "network": networks.preferred or networks.available[0],
        "network_token": {"used": False},
        "network_transaction_id": _network_transaction(card.brand, id, work.now),
        "overcapture": {"maximum_amount_capturable": intent.amount, "status": "unavailable"},
        "three_d_secure": answer.three_d_secure(id),
        "transaction_link_id": _transaction_link(id) if card.brand == "mastercard" else None,
    }
    if held:
        shown["capture_before"] = work.now + AUTHORIZATION_LASTS
    return shown


def _available(condition: bool) -> dict[str, str]:
    """Make the hash of a feature that is available on a condition."""
    return {"status": "available" if condition else "unavailable"}


def _multicapture_requested(intent: PaymentIntent) -> bool:
    """Whether the payment requests multicapture, which all test cards allow."""
    return intent.at("payment_method_options.card.request_multicapture") == "if_available"


def _increments_requested(intent: PaymentIntent, card: PaymentMethod.Card) -> bool:
    """Whether the payment requests incremental authorization and the card's scheme has it."""
    asked = intent.at("payment_method_options.card.request_incremental_authorization") == "if_available"
    return asked and card.brand in INCREMENTABLE


def _network_transaction(brand: str, id: str, at: int) -> str:
    """Derive the network's transaction id: 15 digits; for Mastercard `MCC`, six characters, month and day."""
    if brand == "mastercard":
        return f"MCC{_digits('network', id, 6)}{time.strftime('%m%d', time.gmtime(at))}"
    return _digits("network", id, 15)


def _transaction_link(id: str) -> str:
    """Derive what links the transactions of a Mastercard payment: 16 bytes in base 64, without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"link:{id}".encode()).digest()[:16]).decode().rstrip("=")


def _digits(kind: str, id: str, count: int) -> str:
    """Derive a number of so many digits from the id of a charge. kind: tells its numbers apart."""
    return (
        f"{int.from_bytes(hashlib.sha256(f'{kind}:{id}'.encode()).digest()[:8], 'big') % 10**count:0{count}d}"
    )
