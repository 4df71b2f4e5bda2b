"""The receipt of a charge, with the order if it was paid at checkout.

Source: API reference, Charges, `receipt_url`; guide "Email receipts".
"""

from __future__ import annotations

from typing import Any

from counterfoil.kernel import Services, Space, Work, objects
from counterfoil.kernel.shapes import Charge
from counterfoil.resources.checkout.sessions import items
from counterfoil.resources.payments import receipts


def of(
    reader: Any, services: Services, id: str, token: str | None
) -> tuple[str, list[tuple[str, str]]] | None:
    """Return (heading, [(label, text)]) of a charge's receipt; None if it is missing or has failed."""
    found = receipts.find(reader, id, token)
    if found is None:
        return None
    space, charge = found
    return receipts.heading(reader, space), [
        *_order(reader, services, space, charge),
        *receipts.lines(charge),
    ]


def _order(reader: Any, services: Services, space: Space, charge: Charge) -> list[tuple[str, str]]:
    """Return the lines of the order that a charge has paid, without their total."""
    intent: Any = reader.load(objects.payment_intent.table, space, charge.payment_intent or "")
    session: Any = intent and reader.load(
        objects.checkout_session.table, space, intent.get("_checkout_session") or ""
    )
    if not session:
        return []
    work = Work(reader, space, services, now=services.wall())
    return [row for row in items.summary(work, session) if row[0] != "Total"]
