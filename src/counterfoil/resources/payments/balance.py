"""The balance of the account, computed from the ledger and not stored.

`pending` and `available` sum the ledger accounts `payments:pending:<kind>` and `payments:available:<kind>`
(docs/ledger.md); the kinds are those of `source_types`. Source: API reference, Balance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import fees
from counterfoil.kernel import Space, Work, objects
from counterfoil.kernel.shapes import Account, Balance

balance = objects.balance

DEFAULT_CURRENCY = "usd"
MOST_INSTANT = 1_000_000  # minor units that instant payouts may take at once
RESERVED = (  # the ledger account of what covers negative balances of connected accounts
    "payments:connect_reserved"
)
ISSUING = "issuing:available"  # the ledger account of what issued cards may spend


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
    holder = account(work)
    if holder is not None and holder.get("_own"):
        fields["connect_reserved"] = [_plain(work, RESERVED, currency) for currency in currencies]
        fields["issuing"] = {"available": [_plain(work, ISSUING, currency) for currency in currencies]}
    instant = _instant(holder, sums["available"])
    if instant:
        fields["instant_available"] = instant
    return Balance(balance.complete(fields))


def _plain(work: Work, name: str, currency: str) -> dict[str, Any]:
    """Make the entry of a currency without source types, of the funds in one ledger account."""
    return {"amount": work.balance(name, currency), "currency": currency}


def _instant(holder: Account | None, available: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """Return `instant_available`: what instant payouts can take, per currency with a destination.

    holder: the account. available: currency -> source type -> minor units. A connected account also sees, for
    each destination, the amount that is left after the fee.
    """
    entries: dict[str, dict[str, Any]] = {}
    for destination in external_accounts(holder):
        if "instant" not in destination["available_payout_methods"]:
            continue
        currency = destination["currency"]
        kinds = {
            kind: min(max(0, amount), MOST_INSTANT) for kind, amount in available.get(currency, {}).items()
        }
        entry = entries.setdefault(currency, _entry(kinds, currency))
        if holder is not None and not holder.get("_own"):
            net = {
                kind: fees.largest_instant_payout(amount) for kind, amount in entry["source_types"].items()
            }
            shown = {"amount": sum(net.values()), "destination": destination["id"], "source_types": net}
            entry.setdefault("net_available", []).append(shown)
    return list(entries.values())


def _by_currency(work: Work, state: str) -> dict[str, dict[str, int]]:
    """Return currency -> source type -> minor units, of the pending or the available funds."""
    held: dict[str, dict[str, int]] = defaultdict(dict)
    prefix = ledger_account(state, "")
    for name, currency, amount in work.session.balances(work.space, prefix):
        held[currency][name.removeprefix(prefix)] = amount
    return held


def _entry(kinds: Mapping[str, int], currency: str) -> dict[str, Any]:
    """Make the entry of a currency. kinds: minor units by source type."""
    return {
        "amount": sum(kinds.values()),
        "currency": currency,
        "source_types": dict(sorted({"card": 0, **kinds}.items())),
    }


def announce_available(work: Work) -> None:
    """Emit balance.available."""
    work.emit("balance.available", current(work))


# -- the ledger's accounts -----------------------------------------------------------------------------------


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
    """Return the account of this phase, or None if it is not stored.

    A connected one is stored with its platform.
    """
    found = work.find(objects.account, work.account)
    if found is None:
        for space in work.session.spaces(objects.account.table, work.account):
            if space.livemode == work.livemode:
                stored = work.session.load(objects.account.table, space, work.account)
                return Account(stored) if stored is not None else None
    return found


def external_accounts(holder: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the bank accounts and debit cards that an account shows."""
    return list((holder.get("external_accounts") or {}).get("data", ())) if holder else []


def settlement_currency(work: Work, charged: str | None = None) -> str:
    """Return the currency that a payment settles in: its own if the account has an external account in it.

    Otherwise, and without a payment, the account's default currency. charged: the currency of the payment.
    Source: "Currency conversions" (settlement currencies).
    """
    holder = account(work)
    if charged and any(one["currency"] == charged for one in external_accounts(holder)):
        return charged
    return (holder.default_currency if holder else None) or DEFAULT_CURRENCY


# -- verification --------------------------------------------------------------------------------------------


def problems(session: Any, space: Space | None = None) -> list[str]:
    """Check that the net amounts of balance transactions sum to the ledger's balances, in one space or all.

    Returns one line per difference; an empty list means correct.
    """
    table = objects.balance_transaction.table
    written = (
        session.scan_all(table) if space is None else ((space, one) for one in session.scan(table, space))
    )
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
