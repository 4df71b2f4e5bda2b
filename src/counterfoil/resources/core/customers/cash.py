"""The cash balance of a customer: money received by bank transfer and not yet applied to a payment.

It is not stored: its amounts are in the ledger, its settings on the customer. Source: API reference, Cash
Balance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Customer
from counterfoil.resources.core.customers import details
from counterfoil.resources.core.customers.life import customers
from counterfoil.resources.payments.payment_intents import transfers

AUTOMATIC = "automatic"  # default reconciliation mode of accounts


@customers.operation("customers.cash_balance.retrieve")
def retrieve(work: Work, customer: Customer, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cash balance."""
    return cash_balance(work, customer)


@customers.operation("customers.cash_balance.update")
def update(work: Work, customer: Customer, params: Mapping[str, Any]) -> dict[str, Any]:
    """Set the reconciliation mode: automatic, manual, or the account's default. No event."""
    return cash_balance(work, work.change(customer, **details.hidden({"cash_balance": params})))


@customers.include("cash_balance")
def cash_balance(work: Work, customer: Customer) -> dict[str, Any]:
    """Return the cash balance object.

    `available`: minor units by currency, or null if there never were any.
    """
    name = transfers.cash_account(customer.id)
    available = {
        currency: amount
        for found, currency, amount in work.session.balances(work.space, name)
        if found == name
    }
    mode = customer.get("_reconciliation_mode")
    return {
        "object": "cash_balance",
        "available": available or None,
        "customer": customer.id,
        "customer_account": None,
        "livemode": work.livemode,
        "settings": {"reconciliation_mode": mode or AUTOMATIC, "using_merchant_default": mode is None},
    }
