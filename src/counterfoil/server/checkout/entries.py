"""What a buyer enters on the page of a session: the problems it has, and what it means.

Names of fields are those that browser tests of integrations know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from counterfoil.server import forms

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+").fullmatch
NOT_DIGITS = re.compile(r"\D")
SHORTEST_NUMBER, LONGEST_ENTRY = 12, 500  # digits of a card number; characters of any field
AMEX = ("34", "37")
ACCORDION = "payment-method-accordion-item-title"  # the field that says which type of method was chosen
SAVED = "savedPaymentMethod"  # id of a saved payment method, or empty
CONSENT = "termsOfServiceConsentCheckbox"
REQUIRED = "Required"

# Type of a bank account -> its fields: name in the form, label, name in the API.
BANKS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "acss_debit": (
        ("institutionNumber", "Institution number", "institution_number"),
        ("transitNumber", "Transit number", "transit_number"),
        ("accountNumber", "Account number", "account_number"),
    ),
    "au_becs_debit": (("bsb", "BSB", "bsb_number"), ("accountNumber", "Account number", "account_number")),
    "bacs_debit": (
        ("sortCode", "Sort code", "sort_code"),
        ("accountNumber", "Account number", "account_number"),
    ),
    "blik": (("blikCode", "BLIK code", "code"),),
    "boleto": (("boletoTaxId", "CPF or CNPJ", "tax_id"),),
    "nz_bank_account": (
        ("bankCode", "Bank", "bank_code"),
        ("branchCode", "Branch", "branch_code"),
        ("accountNumber", "Account number", "account_number"),
        ("suffix", "Suffix", "suffix"),
    ),
    "sepa_debit": (("iban", "IBAN", "iban"),),
    "us_bank_account": (
        ("routingNumber", "Routing number", "routing_number"),
        ("accountNumber", "Account number", "account_number"),
    ),
}
OF_PAYMENTS = ("blik",)  # types whose fields are options of the payment, not of the method
FURTHER = {
    "sofort": {"country": "DE"},
    "us_bank_account": {"account_holder_type": "individual"},
    "fpx": {"bank": "maybank2u"},
}
ADDRESS = {
    "AddressLine1": "line1",
    "AddressLine2": "line2",
    "AdministrativeArea": "state",
    "Country": "country",
    "Locality": "city",
    "PostalCode": "postal_code",
}
REQUIRED_OF_ADDRESS = ("AddressLine1", "Locality", "Country")


def locked_email(session: Mapping[str, Any]) -> str | None:
    """Return the email address that a buyer cannot change: of the customer, or of the session."""
    details = session.get("customer_details") or {}
    return session.get("customer_email") or (details.get("email") if session.get("customer") else None)


def asks_for_a_method(session: Mapping[str, Any]) -> bool:
    """Return whether a session needs a payment method: it charges or saves one."""
    return (
        session["mode"] == "setup"
        or bool(session.get("amount_total"))
        or session.get("payment_method_collection") == "always"
    )


def kind(session: Mapping[str, Any], sent: Mapping[str, str]) -> str:
    """Return the type of payment method that was chosen: by default a card, else the first one offered."""
    asked = sent.get(ACCORDION)
    types: list[str] = session["payment_method_types"]
    return asked if asked is not None and asked in types else "card" if "card" in types else types[0]


def asks(session: Mapping[str, Any], what: str) -> bool:
    """Return whether a collection of a session (`phone_number_collection`) is enabled."""
    return bool((session.get(what) or {}).get("enabled"))


# -- problems ------------------------------------------------------------------------------------------------


def problem(
    session: Mapping[str, Any], sent: Mapping[str, str], now: int, is_tax_id: Callable[[str, str], bool]
) -> tuple[str, str] | None:
    """Return (field, message) of the first field that is wrong, or None. now: epoch seconds."""
    return (
        _contact(session, sent)
        or _shipping(session, sent)
        or _method(session, sent, now)
        or _tax_id(session, sent, is_tax_id)
        or _custom_fields(session, sent)
        or _consent(session, sent)
    )


def _contact(session: Mapping[str, Any], sent: Mapping[str, str]) -> tuple[str, str] | None:
    email = sent.get("email", "").strip()
    if not locked_email(session) and not (EMAIL(email) and len(email) <= LONGEST_ENTRY):
        return "email", "Your email is invalid." if "@" in email else "Your email is incomplete."
    if asks(session, "phone_number_collection") and not sent.get("phoneNumber", "").strip():
        return "phoneNumber", REQUIRED
    return None


def _shipping(session: Mapping[str, Any], sent: Mapping[str, str]) -> tuple[str, str] | None:
    collection = session.get("shipping_address_collection")
    if not collection:
        return None
    missing = _missing(sent, "shippingName", *(f"shipping{name}" for name in REQUIRED_OF_ADDRESS))
    if missing:
        return missing
    if sent["shippingCountry"] not in collection["allowed_countries"]:
        return "shippingCountry", "We do not ship to this country."
    return None


def _missing(sent: Mapping[str, str], *names: str) -> tuple[str, str] | None:
    return next(((name, REQUIRED) for name in names if not sent.get(name, "").strip()), None)


def _method(session: Mapping[str, Any], sent: Mapping[str, str], now: int) -> tuple[str, str] | None:
    if not asks_for_a_method(session) or sent.get(SAVED):
        return None
    chosen = kind(session, sent)
    found = _card(sent, now) if chosen == "card" else bank_problem(chosen, sent)
    if found is None and session.get("billing_address_collection") == "required":
        return _missing(sent, *(f"billing{name}" for name in REQUIRED_OF_ADDRESS))
    return found


def _card(sent: Mapping[str, str], now: int) -> tuple[str, str] | None:
    number = NOT_DIGITS.sub("", sent.get("cardNumber", ""))
    if len(number) < SHORTEST_NUMBER:
        return "cardNumber", "Your card number is incomplete."
    expiry = forms.EXPIRY(sent.get("cardExpiry", ""))
    if not expiry:
        return "cardExpiry", "Your card's expiration date is incomplete."
    today = datetime.fromtimestamp(now, UTC)
    year = int(expiry[2]) + (2000 if len(expiry[2]) == 2 else 0)
    if 1 <= int(expiry[1]) <= 12 and (year, int(expiry[1])) < (today.year, today.month):
        what = "year" if year < today.year else "date"
        return "cardExpiry", f"Your card's expiration {what} is in the past."
    if len(NOT_DIGITS.sub("", sent.get("cardCvc", ""))) < (4 if number.startswith(AMEX) else 3):
        return "cardCvc", "Your card's security code is incomplete."
    return None


def bank_problem(chosen: str, sent: Mapping[str, str]) -> tuple[str, str] | None:
    """Return (field, message) of the first missing field of a type other than cards, or None."""
    names = [name for name, _, _ in BANKS.get(chosen, ())]
    if chosen in OF_PAYMENTS:
        return _missing(sent, *names)
    return _missing(sent, "billingName", *names) if names else None


def _tax_id(
    session: Mapping[str, Any], sent: Mapping[str, str], is_tax_id: Callable[[str, str], bool]
) -> tuple[str, str] | None:
    if not asks(session, "tax_id_collection"):
        return None
    value = sent.get("taxId", "").strip()
    if not value:
        required = session["tax_id_collection"].get("required") == "if_supported"
        return ("taxId", REQUIRED) if required else None
    if not is_tax_id(sent.get("taxIdType", ""), value):
        return "taxId", "Your tax ID is invalid."
    return _missing(sent, "businessName")


def _custom_fields(session: Mapping[str, Any], sent: Mapping[str, str]) -> tuple[str, str] | None:
    for each in session.get("custom_fields") or ():
        name = f"customField-{each['key']}"
        wrong = _unfit(each, sent.get(name, "").strip())
        if wrong:
            return name, wrong
    return None


def _unfit(field: Mapping[str, Any], value: str) -> str | None:
    """Return what is wrong with the value of a custom field, if anything."""
    if not value:
        return None if field["optional"] else REQUIRED
    rules = field[field["type"]]
    if field["type"] == "dropdown":
        is_option = any(option["value"] == value for option in rules.get("options") or ())
        return None if is_option else "Choose one of the options."
    if field["type"] == "numeric" and not (value.isascii() and value.isdigit()):
        return "Enter digits only."
    least, most = rules.get("minimum_length"), rules.get("maximum_length")
    if least is not None and len(value) < least:
        return f"Enter at least {least} characters."
    if len(value) > (LONGEST_ENTRY if most is None else most):
        return f"Enter at most {LONGEST_ENTRY if most is None else most} characters."
    return None


def _consent(session: Mapping[str, Any], sent: Mapping[str, str]) -> tuple[str, str] | None:
    wanted = (session.get("consent_collection") or {}).get("terms_of_service") == "required"
    if wanted and CONSENT not in sent:
        return CONSENT, "You must agree to the terms of service."
    return None


# -- what it means -------------------------------------------------------------------------------------------


def _address(sent: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {field: sent[prefix + name] for name, field in ADDRESS.items() if sent.get(prefix + name)}


def method(session: Mapping[str, Any], sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of the payment method that was entered."""
    chosen = kind(session, sent)
    found: dict[str, Any] = {"type": chosen, "billing_details": _billing(session, sent)}
    if chosen == "card":
        expiry = forms.EXPIRY(sent["cardExpiry"])
        assert expiry is not None, "it was checked before"
        found["card"] = {
            "number": sent["cardNumber"],
            "exp_month": int(expiry[1]),
            "exp_year": int(expiry[2]),
            "cvc": sent["cardCvc"],
        }
        return found
    details = {} if chosen in OF_PAYMENTS else _typed(chosen, sent)
    details |= FURTHER.get(chosen, {})
    return {**found, chosen: details} if details else found


def _typed(chosen: str, sent: Mapping[str, str]) -> dict[str, Any]:
    return {field: sent[name].strip() for name, _, field in BANKS.get(chosen, ())}


def _billing(session: Mapping[str, Any], sent: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "email": locked_email(session) or sent.get("email", "").strip(),
        "name": sent.get("billingName"),
        "phone": sent.get("phoneNumber"),
    }
    return {name: value for name, value in found.items() if value} | {"address": _address(sent, "billing")}


def buyer(session: Mapping[str, Any], sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what the session records of its buyer."""
    prefix = "customField-"
    fields = {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}
    found: dict[str, Any] = {**_billing(session, sent), "custom_fields": fields}
    if not found["address"]:
        del found["address"]
    if session.get("shipping_address_collection"):
        found["shipping"] = {"name": sent["shippingName"], "address": _address(sent, "shipping")}
    if CONSENT in sent:
        found["consent"] = {"terms_of_service": "accepted"}
    if asks(session, "tax_id_collection") and sent.get("taxId", "").strip():
        found["tax_ids"] = [{"type": sent["taxIdType"], "value": sent["taxId"].strip()}]
        found["business_name"] = sent["businessName"].strip()
    chosen = kind(session, sent)
    if chosen in OF_PAYMENTS and asks_for_a_method(session) and not sent.get(SAVED):
        found["payment_method_options"] = {chosen: _typed(chosen, sent)}
    options = session.get("saved_payment_method_options") or {}
    found["save"] = options.get("payment_method_save") == "enabled" and "savePaymentMethod" in sent
    return found


def changes(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return how the order is to change: arguments of `orders.amend`. Empty if nothing of it was sent."""
    found: dict[str, Any] = {}
    quantities = _numbered(sent, "quantity-")
    if quantities:
        found["quantities"] = quantities
    shipping = sent.get("shippingOption") or sent.get("shipping")
    if shipping:
        found["shipping"] = shipping
    if sent.get("promotionCode", "").strip():
        found["code"] = sent["promotionCode"].strip()
    added = _numbered(sent, "optional-")
    if added or "optionalItems" in sent:
        found["added"] = added
    amounts = {
        name.removeprefix("amount-"): value
        for name, value in sent.items()
        if name.startswith("amount-") and value.strip()
    }
    if amounts:
        found["amounts"] = amounts
    return found


def _numbered(sent: Mapping[str, str], prefix: str) -> dict[str, int]:
    return {
        name.removeprefix(prefix): int(value)
        for name, value in sent.items()
        if name.startswith(prefix) and value.isascii() and value.isdigit() and len(value) < 10
    }


def field_of(param: str | None) -> str:
    """Return the field that a refusal is about, or an empty name."""
    last = (param or "").rpartition("[")[2].rstrip("]")
    banks = {field: name for fields in BANKS.values() for name, _, field in fields}
    return {"email": "email", **banks, **forms.REFUSED_FIELDS}.get(last, "")
