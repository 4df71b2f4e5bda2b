"""What others keep for a customer, and what of a customer only shows when it is expanded.

Source: API reference, Customers; "Expanding responses". Each of these is absent from a plain answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.core.customers import details
from counterfoil.resources.core.customers.life import customers

SHOWN = 10  # of a list inside an object
ENDED = ("canceled", "incomplete_expired")


@customers.include("sources")
def sources(work: Work, customer: Document) -> dict[str, Any]:
    """Cards and bank accounts of the older kind."""
    kept = [one for kind in ("card", "bank_account", "source") for one in _of(work, kind, customer)]
    return _list(f"/v1/customers/{customer.id}/sources", kept)


@customers.include("subscriptions")
def subscriptions(work: Work, customer: Document) -> dict[str, Any]:
    """Those that have not ended."""
    live = (one for one in _of(work, "subscription", customer) if one.status not in ENDED)
    return _list(f"/v1/customers/{customer.id}/subscriptions", live)


@customers.include("tax_ids")
def tax_ids(work: Work, customer: Document) -> dict[str, Any]:
    """The customer's tax ids."""
    return _list(f"/v1/customers/{customer.id}/tax_ids", _of(work, "tax_id", customer))


@customers.include("invoice_credit_balance")
def invoice_credit_balance(work: Work, customer: Document) -> dict[str, int]:
    """The balance in every currency it ever was kept in: minor units, negative ones are credit."""
    return entries.balances(work, customer)


@customers.include("tax")
def tax(work: Work, customer: Document) -> dict[str, Any]:
    """Where the customer is, as far as taxes are concerned: shipping goes before billing, an IP address is the last resort."""
    found = details.location(customer)
    status = "unrecognized_location"
    if found is not None:
        status = "supported" if _registered(work, found) else "not_collecting"
    return {"automatic_tax": status, "ip_address": customer.get("_ip_address"), "location": found, "provider": "stripe"}


def _registered(work: Work, location: Mapping[str, Any]) -> bool:
    """Whether the account collects taxes where the customer is; in the United States each state is a place of its own."""
    for one in work.list(Resource.registry["tax.registration"]):
        state = one.at("country_options.us.state")
        here = one.country == location["country"] and (state is None or location["state"] in (None, state))
        if here and one.active_from <= work.now < (one.expires_at or work.now + 1):
            return True
    return False


def _of(work: Work, kind: str, customer: Document) -> Iterable[Document]:
    resource = Resource.registry[kind]
    return work.list(resource, customer=customer.id) if "customer" in resource.table.columns else ()


def _list(url: str, found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    kept = list(found)
    data = [{key: value for key, value in one.items() if not key.startswith("_")} for one in kept[:SHOWN]]
    return {"object": "list", "data": data, "has_more": len(kept) > SHOWN, "total_count": len(kept), "url": url}
