"""The check of the ledger: every currency sums to zero, and every total is the sum of its transfers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# SQLite refuses a sum that leaves 64 bits, for all rows of the query; halves of the amounts never do.
TOTAL = "SUM(amount >> 32) AS high, SUM(amount & 0xffffffff) AS low"


def unbalanced(execute: Callable[[str], Any]) -> list[str]:
    """Check the ledger of all accounts. One line per difference; empty means correct."""
    return [*_inexact(execute), *_unequal(execute), *_untrue(execute)]


def _inexact(execute: Callable[[str], Any]) -> list[str]:
    rows = execute(
        "SELECT account, name, currency, amount FROM ledger_total WHERE typeof(amount) <> 'integer'"
    )
    return [
        f"{account} {name} {currency}: the total is {amount}, which is no integer"
        for account, name, currency, amount in rows
    ]


def _unequal(execute: Callable[[str], Any]) -> list[str]:
    rows = execute(
        f"SELECT account, currency, {TOTAL} FROM ledger_total GROUP BY account, livemode, currency"
    )
    sums = ((account, currency, (high << 32) + low) for account, currency, high, low in rows)
    return [f"{account} {currency}: the ledger sums to {total}" for account, currency, total in sums if total]


def _untrue(execute: Callable[[str], Any]) -> list[str]:
    rows = execute(f"""
        SELECT held.account, held.name, held.currency, held.amount,
               COALESCE(moved.high, 0), COALESCE(moved.low, 0)
          FROM ledger_total held
          LEFT JOIN (SELECT account, livemode, name, currency, {TOTAL}
                       FROM (SELECT account, livemode, destination AS name, currency, amount FROM ledger
                             UNION ALL SELECT account, livemode, source, currency, -amount FROM ledger)
                      GROUP BY account, livemode, name, currency) moved
         USING (account, livemode, name, currency)""")
    found = (
        (account, name, currency, held, (high << 32) + low)
        for account, name, currency, held, high, low in rows
    )
    return [
        f"{account} {name} {currency}: the total {held} is not the sum of its transfers, {moved}"
        for account, name, currency, held, moved in found
        if held != moved
    ]
