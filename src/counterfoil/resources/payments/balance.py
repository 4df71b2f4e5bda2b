"""The balance of the account, computed from the ledger and not stored.

`pending` and `available` sum the ledger accounts `payments:pending:<kind>` and `payments:available:<kind>`
(docs/ledger.md); the kinds are those of `source_types`. Source: API reference, Balance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Space, Work, objects
from counterfoil.kernel.shapes import Account, Balance

balance = objects.balance

DEFAULT_CURRENCY = "usd"


@balance.retrieve
def retrieve(work: Work, params: Mapping[str, Any]) -> Balance:
    """Return the balance: an entry per currency in pending and available, at least the account's own."""
    return current(work)


def current(work: Work) -> Balance:
    """Return the balance at this point of the phase."""
    sums = {state: _by_currency(work, state) for state in ("available", "pending")}
    currencies = [settlement_currency(work)]
    currencies += sorted({currency for held in sums.values() for currency in held} - set(currencies))
    fields: dict[str, Any] = {"object": "balance", "livemode": work.livemode}
    for state, held in sums.items():
        fields[state] = [_entry(held.get(currency, {}), currency) for currency in currencies]
    return Balance(balance.complete(fields))


def _by_currency(work: Work, state: str) -> dict[str, dict[str, int]]:
    """Return currency -> source type -> minor units, of the pending or the available funds."""
    held: dict[str, dict[str, int]] = defaultdict(dict)
    prefix = ledger_account(state, "")
    for name, currency, amount in work.session.balances(work.space, prefix):
        held[currency][name.removeprefix(prefix)] = amount
    return held


def _entry(kinds: Mapping[str, int], currency: str) -> dict[str, Any]:
    """Make the entry of a currency. kinds: minor units by source type."""
    return {"amount": sum(kinds.values()), "currency": currency, "source_types": dict(sorted(kinds.items())) or {"card": 0}}


def announce_available(work: Work) -> None:
    """Emit balance.available."""
    work.emit("balance.available", current(work))


# -- the ledger's accounts ---------------------------------------------------------------------------------------------


def ledger_account(state: str, source_type: str = "card") -> str:
    """Return the name of the ledger account of funds.

    state: pending or available. source_type: `card`, `bank_account`, or '' for the prefix of all.
    """
    return f"payments:{state}:{source_type}"


def move(work: Work, source: str, destination: str, amount: int, currency: str, about: str) -> None:
    """Transfer a signed amount, minor units. A negative one goes the other way; 0 transfers nothing."""
    if amount > 0:
        work.transfer(source, destination, amount, currency, about)
    elif amount < 0:
        work.transfer(destination, source, -amount, currency, about)


def account(work: Work) -> Account | None:
    """Return the account of this phase, or None if it is not stored."""
    return work.find(objects.account, work.account)


def settlement_currency(work: Work) -> str:
    """Return the currency that payments are converted to: the account's default currency."""
    holder = account(work)
    return (holder.default_currency if holder else None) or DEFAULT_CURRENCY


# -- verification ------------------------------------------------------------------------------------------------------


def problems(session: Any, space: Space | None = None) -> list[str]:
    """Check that the net amounts of balance transactions sum to the ledger's balances, in one space or all.

    Returns one line per difference; an empty list means correct.
    """
    table = objects.balance_transaction.table
    written = session.everything(table) if space is None else ((space, one) for one in session.scan(table, space))
    nets: dict[Space, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for owner, transaction in written:
        nets[owner][transaction["status"], transaction["currency"]] += transaction["net"]
    if space is not None:
        nets[space]  # also check a space without transactions, whose ledger must be empty
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
