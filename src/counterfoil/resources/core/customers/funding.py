"""Funding instructions: bank details for transfers to a customer's cash balance.

They are derived from the customer's id and not stored.
Source: API reference, Cash Balance; guide "Customer balance funding instructions".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Customer
from counterfoil.networks import virtual_accounts as banks
from counterfoil.resources.core.customers.life import customers


@customers.operation("customers.funding_instructions.create")
def create(work: Work, customer: Customer, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return a customer's bank details.

    400 for a currency or address type that the transfer type does not have.
    """
    asked = params["bank_transfer"]
    kind = asked["type"]
    transfer = banks.TRANSFERS[kind]
    if params["currency"] != transfer.currency:
        message = (
            f"The currency {params['currency']} cannot be used with {kind}, which takes {transfer.currency}."
        )
        raise errors.invalid(message, param="currency")
    wanted = asked.get("requested_address_types") or transfer.kinds
    for index, each in enumerate(wanted):
        if each not in transfer.kinds:
            message = f"{kind} has no addresses of type {each}: it has {', '.join(transfer.kinds)}."
            raise errors.invalid(message, param=f"bank_transfer[requested_address_types][{index}]")
    country = transfer.country or _chosen(asked)
    account = work.find(objects.account, work.account)
    name = account.at("business_profile.name") if account else None
    found = banks.addresses(tuple(dict.fromkeys(wanted)), country, customer.id, name or banks.BANK)
    return {
        "object": "funding_instructions",
        "bank_transfer": {"country": country, "financial_addresses": found, "type": kind},
        "currency": transfer.currency,
        "funding_type": params["funding_type"],
        "livemode": work.livemode,
    }


def _chosen(asked: Mapping[str, Any]) -> str:
    """Return the country requested for an `eu_bank_transfer`; 400 if it is missing or has no accounts."""
    param = "bank_transfer[eu_bank_transfer][country]"
    chosen = asked.get("eu_bank_transfer")
    if chosen is None:
        raise errors.required(param)
    country: str = chosen["country"].upper()
    if country not in banks.EUROPEAN:
        *others, last = sorted(banks.EUROPEAN)
        raise errors.invalid(f"Invalid {param}: must be one of {', '.join(others)}, or {last}", param=param)
    return country
