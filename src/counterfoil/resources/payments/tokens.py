"""Tokens: a card, or what else a server should not see, on its way from a browser to where it is used, once.

Source: API reference, Tokens. Those of bank accounts are not there yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors, ids
from counterfoil.networks import cards
from counterfoil.resources.payments import card_data

tokens = Resource("token", prefix="tok", noun="token", path_param="token")

GOOD_FOR = 600  # seconds, by the wall
KINDS = ("card", "bank_account", "pii", "account", "person", "cvc_update")
NOTHING = "You must supply either a card, customer, PII data, bank account, account legal entity or CVC update to create a token."

# What is told of persons, accounts and security codes shows in no answer: kind -> prefix of the token's id.
UNSEEN = {"account": "ct", "cvc_update": "cvctok", "person": "cpt", "pii": "pii"}

# The legacy objects write the schemes out.
BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "discover": "Discover",
    "jcb": "JCB",
    "mastercard": "MasterCard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}
# name of the token's field -> name in an address of `billing_details`
ADDRESS = {
    "address_city": "city",
    "address_country": "country",
    "address_line1": "line1",
    "address_line2": "line2",
    "address_state": "state",
    "address_zip": "postal_code",
}


@tokens.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Keep what was told, under a name that is good once. Of a card the number is looked at (402) and forgotten. No event."""
    given = [kind for kind in KINDS if params.get(kind)]
    if not given and not params.get("customer"):
        raise errors.invalid(NOTHING)
    if len(given) > 1:
        raise errors.exclusive(*given)
    if given and given[0] in UNSEEN:
        return _unseen(work, given[0], params[given[0]])
    if given != ["card"] or params.get("customer") or isinstance(params["card"], str):
        kind = given[0] if given and given != ["card"] else "card of a customer"
        raise errors.not_there_yet(f"tokens.create (of a {kind})")
    sent = params["card"]
    address = {name: sent.get(field) for field, name in ADDRESS.items()}
    billing = card_data.billing_details({"address": address, "name": sent.get("name")})
    kept = card_data.typed(work, sent, billing, "card")
    return work.insert(
        tokens,
        type="card",
        card=shown(kept["card"], ids.new("card"), billing),
        client_ip=None,
        used=False,
        _method={**kept, "billing_details": billing},
    )


def _unseen(work: Work, kind: str, told: Mapping[str, Any]) -> Document:
    """A token that shows nothing of what it stands for. Of a security code (402 if it cannot be one) nothing is kept."""
    if kind == "cvc_update":
        code = told["cvc"]
        if not (code.isascii() and code.isdigit() and len(code) in (3, 4)):
            raise cards.rejected("invalid_cvc", "Your card's security code is invalid.", "cvc")
        told = {}
    return work.insert(tokens, id=ids.new(UNSEEN[kind]), type=kind, client_ip=None, used=False, _told=told)


def shown(card: Mapping[str, Any], id: str, billing: Mapping[str, Any]) -> dict[str, Any]:
    """The card as the legacy object: flat, its scheme written out."""
    checks = card["checks"]
    return {
        "id": id,
        "object": "card",
        **{field: billing["address"][name] for field, name in ADDRESS.items()},
        "address_line1_check": checks["address_line1_check"],
        "address_zip_check": checks["address_postal_code_check"],
        "brand": BRANDS.get(card["brand"], "Unknown"),
        "country": card["country"],
        "cvc_check": checks["cvc_check"],
        "dynamic_last4": None,
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "last4": card["last4"],
        "metadata": {},
        "name": billing["name"],
        "networks": {"preferred": card["networks"]["preferred"]},
        "regulated_status": card["regulated_status"],
        "tokenization_method": None,
    }


def use(work: Work, token: str) -> dict[str, Any]:
    """Use the token of a card up; answers the fields of a payment method, `billing_details` among them.

    400 for one that is none, is too old or was used.
    """
    found = work.find(tokens, token)
    if found is None or found.type != "card" or work.house.wall() - found.created > GOOD_FOR:
        raise errors.invalid(f"Invalid token id: {token}", param="token")
    if found.used:
        raise errors.invalid(f"You cannot use a Stripe token more than once: {token}.", code="token_already_used")
    work.change(found, used=True)
    return dict(found["_method"])
