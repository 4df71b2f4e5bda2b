"""Properties of a customer that are present only when expanded.

Source: API reference, Customers; "Expanding responses".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil.kernel import Document, Work, objects
from counterfoil.kernel.shapes import Customer
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.core.customers import details
from counterfoil.resources.core.customers import sources as legacy
from counterfoil.resources.core.customers.life import customers

SHOWN = 10  # objects in an embedded list
ENDED = ("canceled", "incomplete_expired")


@customers.include("sources")
def sources(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the legacy cards and bank accounts."""
    return _list(f"/v1/customers/{customer.id}/sources", legacy.every(work, customer.id))


@customers.include("subscriptions")
def subscriptions(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the subscriptions that have not ended."""
    live = (one for one in _of(work, "subscription", customer) if one["status"] not in ENDED)
    return _list(f"/v1/customers/{customer.id}/subscriptions", live)


@customers.include("tax_ids")
def tax_ids(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the tax ids."""
    return _list(f"/v1/customers/{customer.id}/tax_ids", _of(work, "tax_id", customer))


@customers.include("invoice_credit_balance")
def invoice_credit_balance(work: Work, customer: Customer) -> dict[str, int]:
    """Return the balance by currency, minor units; negative amounts are credit."""
    return entries.balances(work, customer)


@customers.include("tax")
def tax(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the tax location, and whether taxes are collected there."""
    found = details.location(customer)
    status = "unrecognized_location"
    if found is not None:
        status = "supported" if _registered(work, found) else "not_collecting"
    return {
        "automatic_tax": status,
        "ip_address": customer.get("_ip_address"),
        "location": found,
        "provider": "stripe",
    }


def _registered(work: Work, location: Mapping[str, Any]) -> bool:
    """Whether the account has an active tax registration for a location: a country, or a state of the US."""
    for one in work.list(objects.tax_registration):
        state = one.at("country_options.us.state")
        here = one.country == location["country"] and (state is None or location["state"] in (None, state))
        if here and one.active_from <= work.now < (one.expires_at or work.now + 1):
            return True
    return False


def _of(work: Work, kind: str, customer: Customer) -> Iterable[Document]:
    """Return the customer's objects of a type, if objects of that type have a customer."""
    resource = objects.named(kind)
    return work.list(resource, customer=customer.id) if "customer" in resource.table.columns else ()


def _list(url: str, found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Make an embedded list."""
    listed = list(found)
    data = [{key: value for key, value in one.items() if not key.startswith("_")} for one in listed[:SHOWN]]
    count = len(listed)
    return {"object": "list", "data": data, "has_more": count > SHOWN, "total_count": count, "url": url}
