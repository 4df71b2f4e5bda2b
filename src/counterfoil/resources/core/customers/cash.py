"""The cash balance: money that a customer sent by bank transfer and that no payment has taken yet.

Source: API reference, Cash Balance. It has no id and is not stored: its amounts are the ledger's, its settings the customer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work
from counterfoil.resources.core.customers import details
from counterfoil.resources.core.customers.life import customers

AUTOMATIC = "automatic"  # what an account does that chose nothing


def ledger_account(customer: str) -> str:
    """The ledger account of a customer's cash."""
    return f"customers:{customer}:cash"


@customers.operation("customers.cash_balance.retrieve")
def retrieve(work: Work, customer: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """What is there, by currency."""
    return cash_balance(work, work.get(customers, customer))


@customers.operation("customers.cash_balance.update")
def update(work: Work, customer: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Choose how funds find payments: by themselves, by hand, or as the account does it. No event."""
    holder = work.change(work.get(customers, customer), **details.hidden({"cash_balance": params}))
    return cash_balance(work, holder)


@customers.include("cash_balance")
def cash_balance(work: Work, customer: Document) -> dict[str, Any]:
    """The object. available: minor units by currency, null when there never was any."""
    name = ledger_account(customer.id)
    available = {currency: amount for found, currency, amount in work.session.balances(work.space, name) if found == name}
    mode = customer.get("_reconciliation_mode")
    return {
        "object": "cash_balance",
        "available": available or None,
        "customer": customer.id,
        "livemode": work.livemode,
        "settings": {"reconciliation_mode": mode or AUTOMATIC, "using_merchant_default": mode is None},
    }
