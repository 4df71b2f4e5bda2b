"""What is kept of a card: by whichever page it comes, its number is looked at and forgotten.

Payment methods and tokens tell of a card alike (brand, last four digits, fingerprint). Of the number only what a test number stands
for stays, as `_card`, so that the networks know later what comes of charging it.
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
    """Whose card it is, always complete: null where nothing was told."""
    sent = sent or {}
    return {**NO_DETAILS, **sent, "address": {**NO_ADDRESS, **(sent.get("address") or {})}}


def typed(work: Work, sent: Mapping[str, Any], billing: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The fields of a card from the data that were typed in. Raises 402 for data that cannot be right. prefix: for refusals."""
    missing = next((name for name in ("number", "exp_month", "exp_year") if sent.get(name) in (None, "")), None)
    if missing:
        raise errors.required(f"{prefix}[{missing}]")
    month, year = _whole(sent["exp_month"], "month"), _whole(sent["exp_year"], "year")
    today = time.gmtime(work.now)
    card, year = cards.check(sent["number"], month, year, sent.get("cvc"), year=today.tm_year, month=today.tm_mon)
    preferred = (sent.get("networks") or {}).get("preferred")
    return described(work, card, month, year, billing, cvc=sent.get("cvc") is not None, preferred=preferred)


def _whole(value: int | str, unit: str) -> int:
    if isinstance(value, int):
        return value
    if not (value.isascii() and value.isdigit()):
        raise cards.rejected(f"invalid_expiry_{unit}", f"Your card's expiration {unit} is invalid.", f"exp_{unit}")
    return int(value)


def magic(work: Work, card: cards.Card, billing: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a test card: good until this month of next year, its security code known."""
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
    """`card` as it is shown, with what is remembered beside it. What came with it is unchecked until the bank is asked."""
    address = billing["address"]
    told = {
        **cards.details(card, work.account, exp_month, exp_year),
        "checks": {
            "address_line1_check": "unchecked" if address["line1"] is not None else None,
            "address_postal_code_check": "unchecked" if address["postal_code"] is not None else None,
            "cvc_check": "unchecked" if cvc else None,
        },
        "display_brand": card.networks[0],
        "generated_from": None,
        "networks": {"available": card.networks, "preferred": preferred},
        "three_d_secure_usage": {"supported": card.brand not in ("diners", "unknown")},
        "wallet": None,
    }
    return {"card": told, "_card": card.number if card.number in cards.NUMBERS else None, "_cvc": cvc}
