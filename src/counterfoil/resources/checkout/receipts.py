"""The receipt of a charge, with the order that was paid at checkout, or the invoice.

Source: API reference, Charges, `receipt_url`; guide "Email receipts".
"""

from __future__ import annotations

from typing import Any

from counterfoil.kernel import Services, Space, Work, objects
from counterfoil.kernel.shapes import Charge
from counterfoil.resources.billing.invoices import hosted
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
        *(_bill(reader, services, space, charge) or _order(reader, services, space, charge)),
        *receipts.lines(charge),
    ]


def _bill(reader: Any, services: Services, space: Space, charge: Charge) -> list[tuple[str, str]]:
    """Return the number, the lines and the totals of the invoice that a charge has paid, if there is one."""
    invoice = reader.load(objects.invoice.table, space, charge.get("_invoice") or "")
    if invoice is None:
        return []
    work = Work(reader, space, services, now=services.wall())
    paper = hosted.paper(work, invoice)
    rows = [(row.description, row.amount) for row in paper.rows]
    totals = [row for row in paper.totals if row[0] not in ("Amount paid", "Amount due")]
    return [("Invoice number", invoice["number"] or ""), *rows, *totals]


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
