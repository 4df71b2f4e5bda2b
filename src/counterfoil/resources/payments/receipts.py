"""Receipts: the page at a charge's `receipt_url`. Anyone who has the URL can read it.

A receipt is computed on each request, so it shows later refunds.
Source: API reference, Charges, `receipt_url`; guide "Email receipts".
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Space, objects
from counterfoil.kernel.shapes import Account, Charge
from counterfoil.resources.payments.charges import charges

SETTLED = ("succeeded", "pending")


def find(session: Any, id: str, token: str | None) -> tuple[Space, Charge] | None:
    """Return the paid or pending charge of a URL. token: None for charges that were stored without one."""
    for space in session.spaces(charges.table, id):
        charge = session.load(charges.table, space, id)
        if charge is not None and charge.status in SETTLED:
            known = (charge.receipt_url or "").rpartition("/")[2]
            if known and hmac.compare_digest(known.encode(), (token or id).encode()):
                return space, charge
    return None


def heading(session: Any, space: Space) -> str:
    """Return the heading, with the account's business name if it has one."""
    account: Account | None = session.load(objects.account.table, space, space.account)
    name = account.at("business_profile.name") if account is not None else None
    return f"Receipt from {name}" if name else "Receipt"


def lines(charge: Charge) -> list[tuple[str, str]]:
    """Return the lines of a receipt as (label, text)."""
    paid_on = datetime.fromtimestamp(charge.created, UTC)
    found = [
        ("Amount paid" if charge.captured else "Amount held", money.shown(charge.amount, charge.currency)),
        ("Date", f"{paid_on:%B} {paid_on.day}, {paid_on.year}"),
    ]
    card = charge.at("payment_method_details.card")
    if card:
        found.append(("Card", f"{card['brand']} ending in {card['last4']}"))
    if charge.description:
        found.append(("For", charge.description))
    if charge.calculated_statement_descriptor:
        found.append(("On your statement", charge.calculated_statement_descriptor))
    if charge.amount_refunded:
        found.append(("Refunded", money.shown(charge.amount_refunded, charge.currency)))
    return [*found, ("Number", charge.id)]
