"""Migrations: one step for each version of the schema.

`schema.set_up` runs the missing steps in one transaction. A released step never changes; a change of what is
stored is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from counterfoil.kernel import objects
from counterfoil.kernel.port import Table
from counterfoil.store.statements import encode

Fields = dict[str, Any]
Step = Callable[[sqlite3.Connection, Sequence[Table]], None]


def tables_only(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """To 1: no change. `schema.set_up` creates the tables at every start."""


# -- to 2: documents of the shape of 2025-02-24 become those of the newest version ---------------------------


def newest_shape(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """To 2: convert documents to the newest version's shape; hide what only older versions show.

    Events keep the shape of their time.
    """
    resources = {
        resource.table.name: resource for resource in objects.every() if not resource.object.startswith("_")
    }
    for table in tables:
        resource = resources.get(table.name)
        if resource is None or resource is objects.event or not resource.fields:
            continue
        moved = MOVED.get(resource.object, dict)
        rows = connection.execute(f'SELECT seq, doc, hidden FROM "{table.name}" WHERE deleted = 0').fetchall()
        for seq, doc, hidden in rows:
            stored: Fields = {**msgspec.json.decode(doc), **(msgspec.json.decode(hidden) if hidden else {})}
            kept = {
                name: value
                for name, value in moved(stored).items()
                if name in resource.fields or name.startswith("_")
            }
            document = resource.complete({**resource.blank(), **kept})
            if document == stored:
                continue
            hides = {
                name: value
                for name, value in document.items()
                if name.startswith("_") or name in table.hidden
            }
            shown = {name: value for name, value in document.items() if name not in hides}
            values = (encode(shown).decode(), encode(hides).decode() if hides else None, seq)
            connection.execute(f'UPDATE "{table.name}" SET doc = ?, hidden = ? WHERE seq = ?', values)


def _hidden(*names: str) -> Callable[[Fields], Fields]:
    """Return a function that hides fields, unless they are empty."""

    def moved(stored: Fields) -> Fields:
        return stored | {f"_{name}": stored[name] for name in names if stored.get(name)}

    return moved


def _charge(charge: Fields) -> Fields:
    return {"radar_options": {}} | _hidden("invoice")(charge)


def _intent(intent: Fields) -> Fields:
    return {"managed_payments": {"enabled": False}} | _hidden("invoice")(intent)


def _plan(plan: Fields) -> Fields:
    return {"_aggregate_usage": plan.get("aggregate_usage")} | plan


def _price(price: Fields) -> Fields:
    recurring = price.get("recurring")
    if not recurring:
        return {"_aggregate_usage": None} | price
    others = {name: value for name, value in recurring.items() if name != "aggregate_usage"}
    return {"_aggregate_usage": recurring.get("aggregate_usage")} | price | {"recurring": others}


def _promotion_code(code: Fields) -> Fields:
    code = {"_code": code["code"].lower()} | code  # found in any case
    coupon = code.get("coupon")
    return code if coupon is None else code | {"promotion": {"coupon": coupon["id"], "type": "coupon"}}


def _subscription(subscription: Fields) -> Fields:
    subscription = {"billing_mode": {"flexible": None, "type": "classic"}} | subscription
    period = {
        name: subscription[name]
        for name in ("current_period_start", "current_period_end")
        if name in subscription
    }
    return subscription | {"_last_period": period} if period else subscription


def _invoice(invoice: Fields) -> Fields:
    invoice = _hidden("application_fee_amount", "paid_out_of_band", "quote", "transfer_data")(invoice)
    if invoice.get("subscription") is None:
        return invoice
    details = {**(invoice.get("subscription_details") or {}), "subscription": invoice["subscription"]}
    return invoice | {
        "parent": {"quote_details": None, "subscription_details": details, "type": "subscription_details"}
    }


MOVED: Mapping[str, Callable[[Fields], Fields]] = {
    "balance_transaction": lambda transaction: {"balance_type": "payments"} | transaction,
    "charge": _charge,
    "invoice": _invoice,
    "payment_intent": _intent,
    "plan": _plan,
    "price": _price,
    "promotion_code": _promotion_code,
    "setup_intent": _intent,
    "subscription": _subscription,
}


STEPS: Mapping[int, Step] = {1: tables_only, 2: newest_shape}
