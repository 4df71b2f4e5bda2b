"""Receipts: the page at a charge's `receipt_url`. Anyone who has the charge's id can read it.

A receipt is computed on each request, so it shows later refunds.
Source: API reference, Charges, `receipt_url`; guide "Email receipts".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import objects
from counterfoil.kernel.shapes import Account, Charge
from counterfoil.resources.payments.charges import charges

SETTLED = ("succeeded", "pending")


def of(session: Any, id: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Return (heading, [(label, text)]) of a charge's receipt; None if it is missing or failed."""
    for space in session.spaces(charges.table, id):
        charge = session.load(charges.table, space, id)
        if charge is not None and charge.status in SETTLED:
            account = session.load(objects.account.table, space, space.account)
            return _heading(account), _lines(charge)
    return None


def _heading(account: Account | None) -> str:
    """Return the heading, with the account's business name if it has one."""
    name = account.at("business_profile.name") if account is not None else None
    return f"Receipt from {name}" if name else "Receipt"


def _lines(charge: Charge) -> list[tuple[str, str]]:
    """Return the lines of a receipt as (label, text)."""
    paid_on = datetime.fromtimestamp(charge.created, UTC)
    lines = [
        ("Amount paid" if charge.captured else "Amount held", money.shown(charge.amount, charge.currency)),
        ("Date", f"{paid_on:%B} {paid_on.day}, {paid_on.year}"),
    ]
    card = charge.at("payment_method_details.card")
    if card:
        lines.append(("Card", f"{card['brand']} ending in {card['last4']}"))
    if charge.description:
        lines.append(("For", charge.description))
    if charge.amount_refunded:
        lines.append(("Refunded", money.shown(charge.amount_refunded, charge.currency)))
    return [*lines, ("Number", charge.id)]
