"""Customer balance transactions: credits and debits that apply to a customer's future invoices.

Amounts are minor units; negative ones are credit. Transactions are never deleted, and only description and
metadata can change. `balance` of the customer is the sum of those in the customer's currency.
Source: API reference, Customer Balance Transactions; guide "Customer credit balance".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Listing, Resource, Space, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Customer, CustomerBalanceTransaction
from counterfoil.resources.payments import balance

transactions = objects.customer_balance_transaction.page(
    filters={"customer": "customer"},
)

CREDIT_GIVEN = "billing:customer_credit"  # counterparty of all customer balances in the ledger


def customers() -> Resource[Customer]:
    """Return the resource of customers, whose page imports this one."""
    return objects.customer


def ledger_account(customer: str) -> str:
    """Return the name of the ledger account with a customer's balance."""
    return f"customers:{customer}:balance"


def account_currency(work: Work) -> str:
    """Return the currency of a balance before its customer has one."""
    return balance.settlement_currency(work)


@transactions.operation("customers.balance_transactions.create")
def create(work: Work, customer: Customer, params: Mapping[str, Any]) -> CustomerBalanceTransaction:
    """Adjust a balance by a signed amount. Emits customer.updated. 400 if the amount is 0."""
    if params["amount"] == 0:
        raise errors.invalid("The amount of a customer balance transaction cannot be 0.", param="amount")
    fields = {name: params[name] for name in ("description", "metadata") if params.get(name)}
    return record(work, customer, params["amount"], params["currency"], "adjustment", **fields)


def record(
    work: Work, customer: Customer, amount: int, currency: str, type: str, **fields: Any
) -> CustomerBalanceTransaction:
    """Create a transaction and update the customer's balance. Emits customer.updated.

    amount: signed minor units, not 0. fields: `invoice`, `credit_note`, `description`, `metadata`.
    """
    ending = work.balance(ledger_account(customer.id), currency) + amount
    entry = write(work, customer, amount, currency, type, ending=ending, **fields)
    holder = work.latest(customer)
    if holder.currency in (None, currency):
        work.change(holder, "customer.updated", currency=currency, balance=ending)
    return entry


def write(
    work: Work,
    customer: Customer,
    amount: int,
    currency: str,
    type: str,
    *,
    ending: int,
    **fields: Any,
) -> CustomerBalanceTransaction:
    """Create a transaction and its ledger transfer, without updating the customer.

    ending: `ending_balance`. 400 `amount_too_large` if it has more than twelve digits.
    """
    if abs(ending) > money.LARGEST:
        message = f"The balance of a customer must be no more than {money.shown(money.LARGEST, currency)}"
        raise errors.invalid(message, code="amount_too_large", param="amount")
    entry = work.insert(
        transactions,
        fields,
        customer=customer.id,
        amount=amount,
        currency=currency,
        type=type,
        ending_balance=ending,
    )
    balance.move(work, CREDIT_GIVEN, ledger_account(customer.id), amount, currency, entry.id)
    return entry


def balances(work: Work, customer: Mapping[str, Any]) -> dict[str, int]:
    """Return a customer's balance in each currency, minor units."""
    name = ledger_account(customer["id"])
    return {
        currency: amount
        for found, currency, amount in work.session.balances(work.space, name)
        if found == name
    }


# -- verification --------------------------------------------------------------------------------------------


def problems(session: Any, space: Space | None = None) -> list[str]:
    """Check that transactions, ledger and customers show the same balances, in one space or all.

    Returns one line per difference; an empty list means correct.
    """

    def stored(resource: Resource[Any]) -> Iterator[tuple[Space, Document]]:
        yield from (
            session.scan_all(resource.table)
            if space is None
            else ((space, one) for one in session.scan(resource.table, space))
        )

    sums: dict[Space, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for owner, entry in stored(transactions):
        sums[owner][ledger_account(entry["customer"]), entry["currency"]] += entry["amount"]
    found = []
    for owner, entries in sums.items():
        held = {(name, currency): amount for name, currency, amount in session.balances(owner, "customers:")}
        found += [
            f"{owner.account}: entries of {name} in {currency} sum to {amount}, the ledger holds"
            f" {held.get((name, currency), 0)}"
            for (name, currency), amount in entries.items()
            if held.get((name, currency), 0) != amount
        ]
    for owner, customer in stored(customers()):
        shown, currency = customer["balance"], customer["currency"]
        expected = sums[owner][ledger_account(customer["id"]), currency] if currency else 0
        if shown != expected:
            found.append(
                f"{owner.account}: {customer['id']} shows a balance of {shown}, its entries sum to {expected}"
            )
    return found


# -- retrieving and updating ---------------------------------------------------------------------------------


@transactions.operation("customers.balance_transactions.retrieve")
def retrieve(
    work: Work, customer: Customer, transaction: CustomerBalanceTransaction, params: Mapping[str, Any]
) -> CustomerBalanceTransaction:
    """Return a transaction of this customer; 404 if it is another customer's."""
    return transaction


@transactions.operation("customers.balance_transactions.update")
def update(
    work: Work, customer: Customer, transaction: CustomerBalanceTransaction, params: Mapping[str, Any]
) -> CustomerBalanceTransaction:
    """Update description and metadata."""
    return work.update(transaction, params)


@transactions.operation("customers.balance_transactions.list")
def listed(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List a customer's transactions, newest first."""
    return inherited.listed(work, transactions, params, {"customer": customer.id})
