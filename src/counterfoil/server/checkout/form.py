"""The form of a session: the fields that it asks for, as HTML. Works without scripts.

Pressing Enter anywhere pays: the first button of a form is the one that Enter presses. Source: pages of
Checkout; names, ids and placeholders are those that browser tests of integrations know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from counterfoil.server.checkout import entries

BUTTONS = {"setup": "Save card", "book": "Book", "donate": "Donate", "subscription": "Subscribe"}
LABELS = {
    "AddressLine1": "Address",
    "AddressLine2": "Address, second line",
    "AdministrativeArea": "State",
    "Country": "Country",
    "Locality": "City",
    "PostalCode": "Postal code",
}
TERMS = "I agree to the terms of service"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form shows of the order and of the customer.

    total: formatted. choices: (rate, label, whether it is chosen) of each shipping option. offers: optional
    items. choosables: items whose amount the buyer chooses. saved: (id, label) of saved payment methods.
    countries: codes. tax_id_types: those that can be entered.
    """

    total: str
    choices: Sequence[tuple[str, str, bool]]
    offers: Sequence[Any]
    choosables: Sequence[Any]
    saved: Sequence[tuple[str, str]]
    countries: Sequence[str]
    tax_id_types: Sequence[str]


def form(session: Mapping[str, Any], shown: Shown, sent: Mapping[str, str], wrong: str) -> str:
    """Return the form.

    sent: typed values, which stay, except card number and security code. wrong: the field with an error.
    """
    total, label = session.get("amount_total"), _label(session, shown.total)
    parts = [
        "<button hidden tabindex='-1' aria-hidden='true'>Submit</button>",
        f'<input type="hidden" name="expectedAmount" value="{total}">' if total is not None else "",
        _contact(session, sent, wrong),
        _shipping(session, shown, sent, wrong),
        _order(session, shown, sent, wrong),
        _methods(session, shown, sent, wrong) if entries.asks_for_a_method(session) else "",
        _business(session, shown, sent, wrong),
        "".join(_custom(each, sent, wrong) for each in session.get("custom_fields") or ()),
        _consent(session, sent, wrong),
        _text(session, "submit"),
        f'<p><button data-testid="hosted-payment-submit-button">{escape(label)}</button></p>',
        _text(session, "after_submit"),
    ]
    return f'<form method="post" action="/c/pay/{session["id"]}" autocomplete="off">{"".join(parts)}</form>'


def _label(session: Mapping[str, Any], total: str) -> str:
    """Return what the button says. total: formatted."""
    asked = session.get("submit_type")
    trial = (session.get("_sent") or {}).get("subscription_data") or {}
    if session["mode"] == "subscription" and (trial.get("trial_period_days") or trial.get("trial_end")):
        return "Start trial"
    if asked == "subscribe":
        return BUTTONS["subscription"]
    known = BUTTONS.get(asked or "") or BUTTONS.get(session["mode"])
    return known or (f"Pay {total}" if session.get("amount_total") else "Continue")


def _text(session: Mapping[str, Any], name: str) -> str:
    """Return a custom text of the seller."""
    found = (session.get("custom_text") or {}).get(name)
    return f"<p>{escape(found['message'])}</p>" if found else ""


# -- single fields -------------------------------------------------------------------------------------------


def _input(
    name: str,
    label: str,
    value: str,
    wrong: str,
    *,
    placeholder: str = "",
    locked: bool = False,
    kind: str = "text",
) -> str:
    marks = (" readonly" if locked else "") + _mark(name, wrong)
    return (
        f'<p><label for="{escape(name)}">{escape(label)}</label> <input type="{kind}" id="{escape(name)}"'
        f' name="{escape(name)}" placeholder="{escape(placeholder)}" value="{escape(value)}"{marks}></p>'
    )


def _mark(name: str, wrong: str) -> str:
    return ' aria-invalid="true" aria-describedby="problem"' if name == wrong else ""


def _select(name: str, label: str, options: Iterable[tuple[str, str]], value: str, wrong: str) -> str:
    shown = "".join(
        f'<option value="{escape(each)}"{" selected" if each == value else ""}>{escape(text)}</option>'
        for each, text in options
    )
    return (
        f'<p><label for="{escape(name)}">{escape(label)}</label> <select id="{escape(name)}"'
        f' name="{escape(name)}"{_mark(name, wrong)}>{shown}</select></p>'
    )


def _checkbox(name: str, label: str, *, value: str = "on", checked: bool = False, wrong: str = "") -> str:
    marks = (" checked" if checked else "") + _mark(name, wrong)
    return (
        f'<p><label><input type="checkbox" id="{escape(name)}" name="{escape(name)}"'
        f' value="{escape(value)}"{marks}> {escape(label)}</label></p>'
    )


# -- sections ------------------------------------------------------------------------------------------------


def _contact(session: Mapping[str, Any], sent: Mapping[str, str], wrong: str) -> str:
    email = entries.locked_email(session)
    typed = email or sent.get("email") or session.get("_prefilled_email") or ""
    found = _input(
        "email", "Email", typed, wrong, placeholder="email@example.com", locked=bool(email), kind="email"
    )
    if entries.asks(session, "phone_number_collection"):
        found += _input("phoneNumber", "Phone", sent.get("phoneNumber", ""), wrong, kind="tel")
    return found


def _address(
    prefix: str, countries: Sequence[str], sent: Mapping[str, str], wrong: str, default: str, *, whole: bool
) -> str:
    """Return the fields of an address; if not whole, only country and postal code."""
    code = sent.get(f"{prefix}Country", default)
    found = _select(f"{prefix}Country", LABELS["Country"], [(each, each) for each in countries], code, wrong)
    names = ("AddressLine1", "AddressLine2", "Locality", "AdministrativeArea") if whole else ()
    for name in (*names, "PostalCode"):
        found += _input(f"{prefix}{name}", LABELS[name], sent.get(f"{prefix}{name}", ""), wrong)
    return found


def _shipping(session: Mapping[str, Any], shown: Shown, sent: Mapping[str, str], wrong: str) -> str:
    collection = session.get("shipping_address_collection")
    found = ""
    if collection:
        allowed = list(collection["allowed_countries"])
        found = _input("shippingName", "Full name", sent.get("shippingName", ""), wrong)
        found += _address("shipping", allowed, sent, wrong, allowed[0], whole=True)
        found = f"<fieldset><legend>Shipping address</legend>{found}</fieldset>"
        found += _text(session, "shipping_address")
    if len(shown.choices) > 1:
        radios = "".join(
            '<label><input type="radio" name="shippingOption"'
            f' value="{escape(rate)}"{" checked" if chosen else ""}> {escape(label)}</label>'
            for rate, label, chosen in shown.choices
        )
        found += f"<fieldset><legend>Shipping</legend>{radios}</fieldset>"
    return found


def _order(session: Mapping[str, Any], shown: Shown, sent: Mapping[str, str], wrong: str) -> str:
    """Return what a buyer may change of the order, and the button that shows what it costs then."""
    found = ""
    for item in session.get("_items") or ():
        if (item["adjustable_quantity"] or {}).get("enabled"):
            found += _input(f"quantity-{item['id']}", "Quantity", str(item["quantity"]), wrong, kind="number")
    for each in shown.choosables:
        value = sent.get(f"amount-{each.item}", each.amount)
        found += _input(f"amount-{each.item}", "Amount", value, wrong)
    if shown.offers:
        found += '<input type="hidden" name="optionalItems" value="shown">'
    for offer in shown.offers:
        found += _checkbox(
            f"optional-{offer.price}",
            f"Add {offer.label} (optional)",
            value=str(offer.quantity),
            checked=offer.is_chosen,
        )
    if session.get("allow_promotion_codes"):
        found += _input("promotionCode", "Promotion code", sent.get("promotionCode", ""), wrong)
    if found or len(shown.choices) > 1:
        found += '<p><button name="change" value="order" formnovalidate>Apply</button></p>'
    return found


def _methods(session: Mapping[str, Any], shown: Shown, sent: Mapping[str, str], wrong: str) -> str:
    """Return saved methods, the types on offer, and the fields of each."""
    chosen, types = entries.kind(session, sent), session["payment_method_types"]
    found = ""
    if shown.saved:
        now = sent.get(entries.SAVED, shown.saved[0][0])
        radios = "".join(
            f'<label><input type="radio" name="{entries.SAVED}" value="{escape(id)}"'
            f"{' checked' if id == now else ''}> {escape(label)}</label>"
            for id, label in [*shown.saved, ("", "Use another")]
        )
        found += f"<fieldset><legend>Saved payment methods</legend>{radios}</fieldset>"
    radios = "".join(radio(kind, kind == chosen) for kind in types)
    found += f"<fieldset><legend>Payment method</legend>{radios}</fieldset>"
    banks = {name: label for kind in types for name, label, _ in entries.BANKS.get(kind, ())}
    if "card" in types:
        found += _input("cardNumber", "Card number", "", wrong, placeholder="1234 1234 1234 1234")
        expiry = sent.get("cardExpiry", "")
        found += _input("cardExpiry", "Expiry", expiry, wrong, placeholder="MM / YY")
        found += _input("cardCvc", "Security code", "", wrong, placeholder="CVC")
    for name, label in banks.items():
        found += _input(name, label, sent.get(name, ""), wrong)
    holder = sent.get("billingName", "")
    found += _input("billingName", "Name", holder, wrong, placeholder="Full name on card")
    whole = session.get("billing_address_collection") == "required"
    found += _address("billing", shown.countries, sent, wrong, "US", whole=whole)
    options = session.get("saved_payment_method_options") or {}
    if options.get("payment_method_save") == "enabled" and session.get("customer"):
        label = "Save my payment method for next time"
        found += _checkbox("savePaymentMethod", label, checked="savePaymentMethod" in sent)
    return found


def radio(kind: str, chosen: bool) -> str:
    """Return the button that chooses a type of payment method."""
    name, label = entries.ACCORDION, escape(kind.replace("_", " "))
    return (
        f'<label data-testid="{kind}-accordion-item-button"><input type="radio" name="{name}" value="{kind}"'
        f' id="{name}-{kind}"{" checked" if chosen else ""}> {label}</label> '
    )


def _business(session: Mapping[str, Any], shown: Shown, sent: Mapping[str, str], wrong: str) -> str:
    """Return the fields of a business and its tax id, folded until they are used."""
    if not entries.asks(session, "tax_id_collection"):
        return ""
    types = [(each, each.replace("_", " ").upper()) for each in shown.tax_id_types]
    fields = _input("businessName", "Business name", sent.get("businessName", ""), wrong)
    fields += _select("taxIdType", "Type of tax ID", types, sent.get("taxIdType", "eu_vat"), wrong)
    fields += _input("taxId", "Tax ID", sent.get("taxId", ""), wrong)
    required = session["tax_id_collection"].get("required") == "if_supported"
    is_open = " open" if required or sent.get("taxId") or sent.get("businessName") else ""
    return f"<details{is_open}><summary>I'm purchasing as a business</summary>{fields}</details>"


def _custom(field: Mapping[str, Any], sent: Mapping[str, str], wrong: str) -> str:
    name, rules = f"customField-{field['key']}", field[field["type"]]
    label = field["label"]["custom"] + (" (optional)" if field["optional"] else "")
    value = sent.get(name, rules.get("default_value") or "")
    if field["type"] != "dropdown":
        return _input(name, label, value, wrong)
    options = [(each["value"], each["label"]) for each in rules.get("options") or ()]
    return _select(name, label, [("", ""), *options], value, wrong)


def _consent(session: Mapping[str, Any], sent: Mapping[str, str], wrong: str) -> str:
    if (session.get("consent_collection") or {}).get("terms_of_service") != "required":
        return ""
    own = (session.get("custom_text") or {}).get("terms_of_service_acceptance")
    label = own["message"] if own else TERMS
    return _checkbox(entries.CONSENT, label, checked=entries.CONSENT in sent, wrong=wrong)
