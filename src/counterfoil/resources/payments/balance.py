"""The balance: what the account holds, summed from the ledger.

Source: API reference, Balance. Nothing is stored: `pending` and `available` are the ledger accounts `payments:pending:<kind>` and
`payments:available:<kind>` (docs/ledger.md), one kind for each of `source_types`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Space, Work

balance = Resource("balance")

DEFAULT_CURRENCY = "usd"


@balance.retrieve
def retrieve(work: Work, params: Mapping[str, Any]) -> Document:
    """One entry a currency, in pending and in available alike; a fresh account has one of its own currency, empty."""
    return current(work)


def current(work: Work) -> Document:
    """The balance as it is at this moment of the phase."""
    sums = {state: _by_currency(work, state) for state in ("available", "pending")}
    currencies = [settlement_currency(work)]
    currencies += sorted({currency for held in sums.values() for currency in held} - set(currencies))
    told = {state: [_entry(held.get(currency, {}), currency) for currency in currencies] for state, held in sums.items()}
    return Document(balance.complete({"object": "balance", "livemode": work.livemode, **told}))


def _by_currency(work: Work, state: str) -> dict[str, dict[str, int]]:
    held: dict[str, dict[str, int]] = defaultdict(dict)
    prefix = ledger_account(state, "")
    for name, currency, amount in work.session.balances(work.space, prefix):
        held[currency][name.removeprefix(prefix)] = amount
    return held


def _entry(kinds: Mapping[str, int], currency: str) -> dict[str, Any]:
    return {"amount": sum(kinds.values()), "currency": currency, "source_types": dict(sorted(kinds.items())) or {"card": 0}}


def announce_available(work: Work) -> None:
    """Tell the world that funds became available. Emits balance.available."""
    work.emit("balance.available", current(work))


# -- the ledger's accounts ---------------------------------------------------------------------------------------------


def ledger_account(state: str, source_type: str = "card") -> str:
    """The ledger account of the funds of a kind (`card`, `bank_account`) that are pending or available."""
    return f"payments:{state}:{source_type}"


def move(work: Work, source: str, destination: str, amount: int, currency: str, about: str) -> None:
    """A transfer of a signed amount: negative ones go the other way, and nothing is nothing."""
    if amount > 0:
        work.transfer(source, destination, amount, currency, about)
    elif amount < 0:
        work.transfer(destination, source, -amount, currency, about)


def account(work: Work) -> Document | None:
    """The account whose balance it is."""
    return work.find(Resource.registry["account"], work.account)


def settlement_currency(work: Work) -> str:
    """What payments are converted to: the account's own currency."""
    holder = account(work)
    return (holder.default_currency if holder else None) or DEFAULT_CURRENCY


# -- the books ---------------------------------------------------------------------------------------------------------


def problems(session: Any, space: Space | None = None) -> list[str]:
    """What is wrong with the balances of all accounts, or of one: for each currency the nets of its transactions are what it holds."""
    table = Resource.registry["balance_transaction"].table
    written = session.everything(table) if space is None else ((space, one) for one in session.scan(table, space))
    nets: dict[Space, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for owner, transaction in written:
        nets[owner][transaction["status"], transaction["currency"]] += transaction["net"]
    if space is not None:
        nets[space]  # it may hold money without a transaction, which is wrong as well
    found = []
    for owner, net in nets.items():
        held: dict[tuple[str, str], int] = defaultdict(int)
        for state in ("pending", "available"):
            for _, currency, amount in session.balances(owner, ledger_account(state, "")):
                held[state, currency] += amount
        for state, currency in sorted({*net, *held}):
            if net[state, currency] != held[state, currency]:
                found.append(
                    f"{owner.account} {currency}: {state} transactions sum to {net[state, currency]}, "
                    f"the ledger holds {held[state, currency]}"
                )
    return found
