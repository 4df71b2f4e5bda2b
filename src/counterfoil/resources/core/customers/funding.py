"""Funding instructions: where a customer can send money to, so that it arrives in their cash balance.

Source: API reference, Cash Balance; guide "Customer balance funding instructions". Nothing is stored: a customer always has the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Resource, Work, errors
from counterfoil.networks import virtual_accounts as banks
from counterfoil.resources.core.customers.life import customers


@customers.operation("customers.funding_instructions.create")
def create(work: Work, customer: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The bank details of a customer. Refuses (400) a currency that is not the kind's, and kinds of addresses it does not have."""
    holder = work.get(customers, customer)
    asked = params["bank_transfer"]
    kind = asked["type"]
    transfer = banks.TRANSFERS[kind]
    if params["currency"] != transfer.currency:
        message = f"The currency {params['currency']} cannot be used with {kind}, which takes {transfer.currency}."
        raise errors.invalid(message, param="currency")
    wanted = asked.get("requested_address_types") or transfer.kinds
    for index, each in enumerate(wanted):
        if each not in transfer.kinds:
            message = f"{kind} has no addresses of type {each}: it has {', '.join(transfer.kinds)}."
            raise errors.invalid(message, param=f"bank_transfer[requested_address_types][{index}]")
    country = transfer.country or _chosen(asked)
    account = work.find(Resource.registry["account"], work.account)
    name = account.at("business_profile.name") if account else None
    found = banks.addresses(tuple(dict.fromkeys(wanted)), country, holder.id, name or banks.BANK)
    return {
        "object": "funding_instructions",
        "bank_transfer": {"country": country, "financial_addresses": found, "type": kind},
        "currency": transfer.currency,
        "funding_type": params["funding_type"],
        "livemode": work.livemode,
    }


def _chosen(asked: Mapping[str, Any]) -> str:
    """The country of European accounts is the caller's choice, among those that have them."""
    param = "bank_transfer[eu_bank_transfer][country]"
    told = asked.get("eu_bank_transfer")
    if told is None:
        raise errors.required(param)
    country: str = told["country"].upper()
    if country not in banks.EUROPEAN:
        *others, last = sorted(banks.EUROPEAN)
        raise errors.invalid(f"Invalid {param}: must be one of {', '.join(others)}, or {last}", param=param)
    return country
