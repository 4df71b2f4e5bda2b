"""Card data of payment methods and tokens. Card numbers are validated and never stored.

Brand, first six and last four digits and fingerprint are stored. Only a listed test number is stored, in
`_card`, because it determines the outcome of later charges.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors
from counterfoil.networks import cards

NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
NO_DETAILS = {"address": NO_ADDRESS, "email": None, "name": None, "phone": None, "tax_id": None}


def billing_details(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return complete `billing_details`: every field, null if it was not sent."""
    sent = sent or {}
    return {**NO_DETAILS, **sent, "address": {**NO_ADDRESS, **(sent.get("address") or {})}}


def typed(work: Work, sent: Mapping[str, Any], billing: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Validate card data as typed by the cardholder, and return a method's fields. 402 for invalid data.

    sent: number, expiry, security code. prefix: the hash that contains them, for errors.
    """
    missing = next(
        (name for name in ("number", "exp_month", "exp_year") if sent.get(name) in (None, "")), None
    )
    if missing:
        raise errors.required(f"{prefix}[{missing}]")
    month, year = _whole(sent["exp_month"], "month"), _whole(sent["exp_year"], "year")
    today = time.gmtime(work.now)
    card, year = cards.check(
        sent["number"], month, year, sent.get("cvc"), year=today.tm_year, month=today.tm_mon
    )
    preferred = (sent.get("networks") or {}).get("preferred")
    return described(work, card, month, year, billing, cvc=sent.get("cvc") is not None, preferred=preferred)


def _whole(value: int | str, unit: str) -> int:
    """Convert an expiry month or year to an integer. unit: month or year."""
    if isinstance(value, int):
        return value
    if not (value.isascii() and value.isdigit()):
        raise cards.rejected(
            f"invalid_expiry_{unit}", f"Your card's expiration {unit} is invalid.", f"exp_{unit}"
        )
    return int(value)


def magic(work: Work, card: cards.Card, billing: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a named test card. It expires this month of next year and has a security code."""
    today = time.gmtime(work.now)
    return described(work, card, today.tm_mon, today.tm_year + 1, billing, cvc=True)


def described(
    work: Work,
    card: cards.Card,
    exp_month: int,
    exp_year: int,
    billing: Mapping[str, Any],
    *,
    cvc: bool,
    preferred: str | None = None,
) -> dict[str, Any]:
    """Return `card`, and the internal fields `_bin`, `_card` and `_cvc` of a method.

    The checks of the given values stay "unchecked" until the method is charged or attached. cvc: a security
    code was given. preferred: network.
    """
    address = billing["address"]
    shown = {
        **cards.details(card, work.account, exp_month, exp_year),
        "checks": {
            "address_line1_check": "unchecked" if address["line1"] is not None else None,
            "address_postal_code_check": "unchecked" if address["postal_code"] is not None else None,
            "cvc_check": "unchecked" if cvc else None,
        },
        "display_brand": card.display_brand,
        "generated_from": None,
        "networks": {"available": card.networks, "preferred": preferred},
        "three_d_secure_usage": {"supported": card.brand not in ("diners", "unknown")},
        "wallet": None,
    }
    listed = card.number if card.number in cards.NUMBERS else None
    return {"card": shown, "_bin": card.number[:6], "_card": listed, "_cvc": cvc}
