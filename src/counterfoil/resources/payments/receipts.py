"""Receipts: what a customer is shown of a charge, at its `receipt_url`. Whoever has the charge's id may read it.

Source: API reference, Charges, `receipt_url`; guide "Email receipts". A receipt is computed when it is asked for, so it tells of refunds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Resource
from counterfoil.resources.payments.charges import charges

SETTLED = ("succeeded", "pending")


def of(session: Any, id: str) -> tuple[str, list[tuple[str, str]]] | None:
    """(heading, lines of label and text) of a charge's receipt; None where nothing was paid."""
    for space in session.spaces(charges.table, id):
        charge = session.load(charges.table, space, id)
        if charge is not None and charge.status in SETTLED:
            account = session.load(Resource.registry["account"].table, space, space.account)
            return _heading(account), _lines(charge)
    return None


def _heading(account: Document | None) -> str:
    name = account.at("business_profile.name") if account is not None else None
    return f"Receipt from {name}" if name else "Receipt"


def _lines(charge: Document) -> list[tuple[str, str]]:
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
