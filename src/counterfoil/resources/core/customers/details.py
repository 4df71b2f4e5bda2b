"""Validation of a customer's fields.

Source: API reference, Customers; guides "Customer invoice settings", "Tax locations".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from counterfoil.kernel import Resource, Work, errors, ids
from counterfoil.kernel.shapes import Customer

_zip = re.compile(r"\d{5}([ -]?\d{4})?").fullmatch

# Countries whose tax location needs more than the country -> whether an address has enough.
SUFFICIENT: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "CA": lambda address: bool(address.get("postal_code") or address.get("state")),
    "US": lambda address: bool(_zip(address.get("postal_code") or "")),
}

CUSTOM_FIELDS, CUSTOM_NAME, CUSTOM_VALUE = 4, 40, 140

_prefix = re.compile(r"[A-Z0-9]{3,12}").fullmatch


def check(
    work: Work, customers: Resource[Customer], sent: dict[str, Any], customer: Customer | None = None
) -> None:
    """Validate the parameters of a create or update (400), and normalize them in place.

    customer: the one to be updated, or None.
    """
    prefix = sent.get("invoice_prefix")
    if prefix is not None and prefix != (customer.invoice_prefix if customer else None):
        _check_prefix(work, customers, prefix)
    else:
        sent.pop("invoice_prefix", None)  # it cannot be unset
    sequence = sent.get("next_invoice_sequence")
    if sequence is not None and customer is not None and sequence < customer.next_invoice_sequence:
        message = (
            f"The next invoice sequence cannot go back: invoices up to {customer.next_invoice_sequence - 1}"
            " have been numbered."
        )
        raise errors.invalid(message, param="next_invoice_sequence")
    shipping = sent.get("shipping")
    if shipping is not None and (customer is None or customer.shipping is None):
        for name in ("address", "name"):
            if shipping.get(name) is None:
                raise errors.required(f"shipping[{name}]")
    settings = sent.get("invoice_settings")
    if settings is not None and "custom_fields" in settings:
        check_custom_fields(settings["custom_fields"] or (), "invoice_settings[custom_fields]")
        sent["invoice_settings"] = {**settings, "custom_fields": settings["custom_fields"] or None}
    if sent.get("preferred_locales") is None:
        sent.pop("preferred_locales", None)


def _check_prefix(work: Work, customers: Resource[Customer], prefix: str) -> None:
    """Refuse (400) an invoice prefix that is malformed or another customer's."""
    if not _prefix(prefix):
        message = (
            "The invoice prefix must be between 3 and 12 characters long and contain only uppercase letters"
            " and numbers."
        )
        raise errors.invalid(message, param="invoice_prefix")
    if work.first(customers, invoice_prefix=prefix):
        raise errors.invalid("Another customer already uses this invoice prefix.", param="invoice_prefix")


def check_custom_fields(fields: Sequence[Mapping[str, str]], param: str) -> None:
    """Refuse (400) too many or too long custom fields of invoices."""
    if len(fields) > CUSTOM_FIELDS:
        raise errors.invalid(f"You may only specify up to {CUSTOM_FIELDS} custom fields.", param=param)
    for index, field in enumerate(fields):
        for name, longest in (("name", CUSTOM_NAME), ("value", CUSTOM_VALUE)):
            if len(field[name]) > longest:
                message = f"Invalid string: {field[name][:40]}…; must be at most {longest} characters"
                raise errors.invalid(message, param=f"{param}[{index}][{name}]")


def not_attached(method: str) -> errors.Refusal:
    """Make the 400 for a default payment method that is not attached to the customer."""
    message = (
        f"The customer does not have a payment method with the ID {method}. The payment method must be"
        " attached to the customer."
    )
    return errors.invalid(message, code="resource_missing", param="invoice_settings[default_payment_method]")


def new_prefix(work: Work, customers: Resource[Customer]) -> str:
    """Return an unused invoice prefix: eight capital letters and digits."""
    while True:
        prefix = ids.capitals(8)
        if work.first(customers, invoice_prefix=prefix) is None:
            return prefix


def hidden(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the internal fields set by `tax` and `cash_balance`: IP address and reconciliation mode."""
    found: dict[str, Any] = {}
    tax = params.get("tax") or {}
    if "ip_address" in tax:
        found["_ip_address"] = tax["ip_address"]
        if tax["ip_address"] is not None and not _is_ip(tax["ip_address"]):
            raise errors.invalid(f"Invalid IP address: {tax['ip_address'][:100]}", param="tax[ip_address]")
    mode = ((params.get("cash_balance") or {}).get("settings") or {}).get("reconciliation_mode")
    if mode is not None:
        found["_reconciliation_mode"] = None if mode == "merchant_default" else mode
    return found


def _is_ip(text: str) -> bool:
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False


# -- tax location --------------------------------------------------------------------------------------------


def location(customer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the tax location of the shipping, else the billing address; None if neither suffices."""
    shipping = (customer.get("shipping") or {}).get("address")
    for source, address in (("shipping_destination", shipping), ("billing_address", customer.get("address"))):
        address = address or {}
        country = (address.get("country") or "").upper()
        if country and (country not in SUFFICIENT or SUFFICIENT[country](address)):
            return {"country": country, "source": source, "state": address.get("state")}
    return None


def check_location(customer: Mapping[str, Any], params: Mapping[str, Any]) -> None:
    """Refuse (400) a customer without a tax location if `validate_location` is `immediately`."""
    tax = params.get("tax") or {}
    if tax.get("validate_location") == "immediately" and location(customer) is None:
        message = "We could not determine the customer's tax location based on the provided customer address."
        raise errors.invalid(message, code="customer_tax_location_invalid", param="address")
