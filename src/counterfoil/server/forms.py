"""Fields of forms, and what people type into them: cards above all.

Typed values are shown again after a problem, but card number and security code are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

EXPIRY = re.compile(r"\s*(\d{1,2})\s*/?\s*(\d{2}|\d{4})\s*").fullmatch


def field(
    name: str, label: str, *, placeholder: str = "", value: str = "", wrong: str = "", kind: str = "text"
) -> str:
    """Return a labelled input. wrong: name of the field that was refused."""
    mark = ' aria-invalid="true"' if name == wrong else ""
    return (
        f'<p><label for="{escape(name)}">{escape(label)}</label> <input type="{kind}" id="{escape(name)}"'
        f' name="{escape(name)}" placeholder="{escape(placeholder)}" value="{escape(value)}"{mark}></p>'
    )


def card_fields(sent: Mapping[str, str], wrong: str = "") -> str:
    """Return the inputs of a card: number, expiry, security code, name, country and postal code."""
    return "".join(
        (
            field("cardNumber", "Card number", placeholder="1234 1234 1234 1234", wrong=wrong),
            field(
                "cardExpiry", "Expiry", placeholder="MM / YY", value=sent.get("cardExpiry", ""), wrong=wrong
            ),
            field("cardCvc", "Security code", placeholder="CVC", wrong=wrong),
            field(
                "billingName",
                "Name",
                placeholder="Full name on card",
                value=sent.get("billingName", ""),
                wrong=wrong,
            ),
            field("billingCountry", "Country", value=sent.get("billingCountry", "US"), wrong=wrong),
            field("billingPostalCode", "Postal code", value=sent.get("billingPostalCode", ""), wrong=wrong),
        )
    )


def card_problem(sent: Mapping[str, str]) -> tuple[str, str] | None:
    """Return (field, message) of the first field of a card that is incomplete, or None."""
    if not sent.get("cardNumber", "").strip():
        return "cardNumber", "Your card number is incomplete."
    if not EXPIRY(sent.get("cardExpiry", "")):
        return "cardExpiry", "Your card's expiration date is incomplete."
    return None


def card(sent: Mapping[str, str], email: str | None = None) -> dict[str, Any]:
    """Return the parameters of a payment method from the fields of a card, which have no problem."""
    found = EXPIRY(sent["cardExpiry"])
    assert found is not None, "the expiry was checked before"
    address = {
        "country": sent.get("billingCountry") or None,
        "postal_code": sent.get("billingPostalCode") or None,
    }
    return {
        "type": "card",
        "billing_details": {"address": address, "email": email, "name": sent.get("billingName") or None},
        "card": {
            "number": sent["cardNumber"],
            "exp_month": int(found[1]),
            "exp_year": int(found[2]),
            "cvc": sent.get("cardCvc") or None,
        },
    }


REFUSED_FIELDS = {
    "number": "cardNumber",
    "exp_month": "cardExpiry",
    "exp_year": "cardExpiry",
    "cvc": "cardCvc",
}


def refused_field(param: str | None) -> str:
    """Return the field of a form that a refusal's parameter (`card[number]`) belongs to, or an empty name."""
    return REFUSED_FIELDS.get((param or "").rpartition("[")[2].rstrip("]"), "")
