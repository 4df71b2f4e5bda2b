"""Who bills and who is billed, as an invoice shows them."""

from __future__ import annotations

from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Customer
from counterfoil.resources.payments import balance


def buyer(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the fields of an invoice that tell who is billed. Drafts follow the customer."""
    found = work.list(objects.tax_id, customer=customer.id, oldest_first=True)
    return {
        "customer_address": customer.address,
        "customer_email": customer.email,
        "customer_name": customer.name,
        "customer_phone": customer.phone,
        "customer_shipping": customer.shipping,
        "customer_tax_exempt": customer.tax_exempt or "none",
        "customer_tax_ids": [{"type": one.type, "value": one.value} for one in found],
    }


def texts(customer: Customer) -> dict[str, Any]:
    """Return the fields of an invoice that a customer has defaults for. Source: `invoice_settings`."""
    settings = customer.invoice_settings
    found = {"custom_fields": settings.get("custom_fields"), "footer": settings.get("footer")}
    return {name: value for name, value in found.items() if value}


def seller(work: Work) -> dict[str, Any]:
    """Return the fields of an invoice that tell which account bills."""
    account = balance.account(work)
    if account is None:
        return {"account_country": "US", "account_name": None, "account_tax_ids": None}
    name = account.at("business_profile.name") or account.at("settings.dashboard.display_name")
    return {"account_country": account.country, "account_name": name, "account_tax_ids": None}
