"""Tokens: single-use references to a card, bank account or other sensitive data collected in a browser.

Source: API reference, Tokens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import Token
from counterfoil.networks import bank_accounts, cards
from counterfoil.resources.payments import card_data

tokens = objects.token

GOOD_FOR = 600  # seconds of real time until a token expires
KINDS = ("card", "bank_account", "pii", "account", "person", "cvc_update")
NOTHING = (
    "You must supply either a card, customer, PII data, bank account, account legal entity or CVC update to"
    " create a token."
)

NO_SOURCE = "Customer {customer} has no default source to create a token of."

# Types whose data no response shows -> prefix of the token's id.
HIDDEN = {"account": "ct", "cvc_update": "cvctok", "person": "cpt", "pii": "pii"}

# Brand names in legacy card objects.
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


@tokens.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> Token:
    """Create a token.

    The number of a card (402) or bank account (400) is validated, never stored. No event.
    """
    given = [kind for kind in KINDS if params.get(kind)]
    if not given and not params.get("customer"):
        raise errors.invalid(NOTHING)
    if len(given) > 1:
        raise errors.exclusive(*given)
    if params.get("customer") or isinstance(params.get("card"), str):
        return _of_customer(work, params)
    if given[0] in HIDDEN:
        return _hidden(work, given[0], params[given[0]])
    if given == ["bank_account"]:
        return _bank_account(work, params["bank_account"])
    sent = params["card"]
    billing = card_data.billing_details({"address": address(sent), "name": sent.get("name")})
    card = card_data.typed(work, sent, billing, "card")
    currency = {"currency": sent["currency"]} if sent.get("currency") else {}
    return work.insert(
        tokens,
        type="card",
        card={**legacy_card(card["card"], ids.new("card"), billing), **currency},
        client_ip=work.cause.client_ip if work.cause else None,
        used=False,
        _method={**card, "billing_details": billing},
    )


def _of_customer(work: Work, params: Mapping[str, Any]) -> Token:
    """Create a token of a customer's card or bank account: the one named by `card`, else the default source.

    400 if there is none. The security code is not part of it, nor is the customer.
    """
    if not params.get("customer"):
        raise errors.required("customer")
    holder = work.get(objects.customer, params["customer"], param="customer")
    named = params.get("card") if isinstance(params.get("card"), str) else None
    id = named or holder.default_source
    if not id:
        raise errors.invalid(NO_SOURCE.format(customer=holder.id), code="missing", param="customer")
    method = work.find(objects.payment_method, id)
    if method is None or method.customer != holder.id:
        raise errors.missing("source", id, param="card", status=400)
    client = work.cause.client_ip if work.cause else None
    account = work.find(objects.bank_account, id)
    if account is not None:
        kept = {name: account.get(name) for name in bank_accounts.SHOWN}
        return work.insert(
            tokens,
            id=ids.new("btok"),
            type="bank_account",
            bank_account={**kept, "id": ids.new("ba"), "object": "bank_account", "metadata": {}},
            client_ip=client,
            used=False,
            _method={**kept, "_number": method.get("_number")},
        )
    if method.type != "card":
        raise errors.invalid(f"{id} is neither a card nor a bank account.", param="card")
    carried = {name: method.get(name) for name in ("billing_details", "card", "_bin", "_card", "_cvc")}
    return work.insert(
        tokens,
        type="card",
        card=legacy_card(method["card"], ids.new("card"), method.billing_details),
        client_ip=client,
        used=False,
        _method=carried,
    )


def _bank_account(work: Work, sent: Mapping[str, Any]) -> Token:
    """Create the token of a bank account."""
    account = bank_accounts.check(sent, "bank_account", livemode=work.livemode)
    shown = account.shown(work.account)
    del shown["_number"], shown["available_payout_methods"]
    return work.insert(
        tokens,
        id=ids.new("btok"),
        type="bank_account",
        bank_account={"id": ids.new("ba"), "object": "bank_account", "metadata": {}, **shown},
        client_ip=None,
        used=False,
        _method=account.of_account(work.account),
    )


def _hidden(work: Work, kind: str, data: Mapping[str, Any]) -> Token:
    """Create a token whose data is not shown. A security code is validated (402) and not stored."""
    if kind == "cvc_update":
        code = data["cvc"]
        if not (code.isascii() and code.isdigit() and len(code) in (3, 4)):
            raise cards.rejected("invalid_cvc", "Your card's security code is invalid.", "cvc")
        data = {}
    return work.insert(
        tokens,
        id=ids.new(HIDDEN[kind]),
        type=kind,
        client_ip=work.cause.client_ip if work.cause else None,
        used=False,
        _data=data,
    )


def address(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the address of a legacy card's fields, under the names of `billing_details`."""
    return {name: sent.get(field) for field, name in ADDRESS.items()}


def legacy_card(card: Mapping[str, Any], id: str, billing: Mapping[str, Any]) -> dict[str, Any]:
    """Convert `card` of a payment method to the legacy card object."""
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
        "email": None,
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "last4": card["last4"],
        "metadata": {},
        "name": billing["name"],
        "networks": {"preferred": card["networks"]["preferred"]},
        "phone": None,
        "regulated_status": card["regulated_status"],
        "tokenization_method": None,
        "wallet": None,
    }


def use(work: Work, token: str, types: Sequence[str] = ("card",), *, param: str = "token") -> dict[str, Any]:
    """Mark a token as used. Returns the fields of its payment method (and `billing_details`) or bank account.

    types: which tokens may be used. 400 if it is missing, expired or used.
    """
    found = work.find(tokens, token)
    if found is None or found.type not in types or work.services.wall() - found.created > GOOD_FOR:
        raise errors.invalid(f"Invalid token id: {token}", param=param)
    if found.used:
        raise errors.invalid(
            f"You cannot use a Stripe token more than once: {token}.", code="token_already_used"
        )
    work.change(found, used=True)
    return dict(found["_method"])
