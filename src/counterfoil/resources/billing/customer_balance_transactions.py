"""Customer balance transactions: every step of what a customer has to their credit, or still owes, on invoices to come.

Source: API reference, Customer Balance Transactions; guide "Customer credit balance". Amounts are minor units; negative ones are the
customer's credit. Entries are never changed (but for description and metadata) and never deleted; `balance` of the customer is the sum
of those in the customer's currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Space, Work, errors, inherited
from counterfoil.resources.payments import balance

transactions = Resource(
    "customer_balance_transaction",
    prefix="cbtxn",
    noun="customer balance transaction",
    path_param="transaction",
    filters={"customer": "customer"},
)

CREDIT_GIVEN = "billing:customer_credit"  # the ledger's other side of all customers' balances


def customers() -> Resource:
    """The page above this one."""
    return Resource.registry["customer"]


def home(customer: str) -> str:
    """The ledger account of a customer's balance."""
    return f"customers:{customer}:balance"


def account_currency(work: Work) -> str:
    """The currency of a balance that nothing has given another yet."""
    return balance.settlement_currency(work)


@transactions.operation("customers.balance_transactions.create")
def create(work: Work, customer: str, params: Mapping[str, Any]) -> Document:
    """Add to a balance or take from it. Emits customer.updated; refuses an amount of nothing."""
    holder = work.get(customers(), customer)
    if params["amount"] == 0:
        raise errors.invalid("The amount of a customer balance transaction cannot be 0.", param="amount")
    told = {name: params[name] for name in ("description", "metadata") if params.get(name)}
    return record(work, holder, params["amount"], params["currency"], "adjustment", **told)


def record(work: Work, customer: Document, amount: int, currency: str, type: str, **told: Any) -> Document:
    """Write an entry and carry the customer's balance along. For the pages that use credit or give it.

    amount: signed minor units, not 0. told: `invoice`, `credit_note`, `description`, `metadata`. Emits customer.updated.
    """
    ending = work.balance(home(customer["id"]), currency) + amount
    entry = write(work, customer, amount, currency, type, ending=ending, **told)
    holder = work.latest(customer)
    if holder.currency in (None, currency):
        work.change(holder, "customer.updated", currency=currency, balance=ending)
    return entry


def write(work: Work, customer: Mapping[str, Any], amount: int, currency: str, type: str, *, ending: int, **told: Any) -> Document:
    """Write an entry and its transfer, and nothing of the customer: for the page that changes the customer itself."""
    entry = work.insert(transactions, told, customer=customer["id"], amount=amount, currency=currency, type=type, ending_balance=ending)
    balance.move(work, CREDIT_GIVEN, home(customer["id"]), amount, currency, entry["id"])
    return entry


def balances(work: Work, customer: Mapping[str, Any]) -> dict[str, int]:
    """The balance in each currency, minor units."""
    name = home(customer["id"])
    return {currency: amount for found, currency, amount in work.session.balances(work.space, name) if found == name}


# -- the books ---------------------------------------------------------------------------------------------------------


def problems(session: Any, space: Space | None = None) -> list[str]:
    """What is wrong with the balances of all customers, or of one sandbox's: entries, ledger and customer must tell the same."""

    def kept(resource: Resource) -> Iterator[tuple[Space, Document]]:
        yield from session.everything(resource.table) if space is None else ((space, one) for one in session.scan(resource.table, space))

    sums: dict[Space, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for owner, entry in kept(transactions):
        sums[owner][home(entry["customer"]), entry["currency"]] += entry["amount"]
    found = []
    for owner, entries in sums.items():
        held = {(name, currency): amount for name, currency, amount in session.balances(owner, "customers:")}
        found += [
            f"{owner.account}: entries of {name} in {currency} sum to {amount}, the ledger holds {held.get((name, currency), 0)}"
            for (name, currency), amount in entries.items()
            if held.get((name, currency), 0) != amount
        ]
    for owner, customer in kept(customers()):
        told = sums[owner][home(customer["id"]), customer["currency"]] if customer["currency"] else 0
        if customer["balance"] != told:
            found.append(f"{owner.account}: {customer['id']} shows a balance of {customer['balance']}, its entries sum to {told}")
    return found


# -- reading and correcting --------------------------------------------------------------------------------------------


@transactions.operation("customers.balance_transactions.retrieve")
def retrieve(work: Work, customer: str, transaction: str, params: Mapping[str, Any]) -> Document:
    """One entry of a customer: another's is missing."""
    holder = work.get(customers(), customer)
    return inherited.member(work, transactions, transaction, {"customer": holder.id}, param="transaction")


@transactions.operation("customers.balance_transactions.update")
def update(work: Work, customer: str, transaction: str, params: Mapping[str, Any]) -> Document:
    """Correct what is said about an entry: description and metadata."""
    return work.update(retrieve(work, customer, transaction, params), params)


@transactions.operation("customers.balance_transactions.list")
def list(work: Work, customer: str, params: Mapping[str, Any]) -> Listing:
    """A customer's entries, newest first."""
    holder = work.get(customers(), customer)
    return inherited.listed(work, transactions, params, {"customer": holder.id})
