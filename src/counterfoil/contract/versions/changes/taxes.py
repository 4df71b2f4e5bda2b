"""Taxes on invoices and credit notes, in sum and by line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from counterfoil.contract.versions.views import Answer, Ask, change

PLACES = Decimal("1e-12")  # of amounts per unit


@change("2025-03-31.basil", objects=("invoice",))
def sum_of_taxes(invoice: Answer, ask: Ask) -> Answer:
    """Add tax (the sum; null without taxes) and total_tax_amounts."""
    taxes = invoice.get("total_taxes") or ()
    return {
        **invoice,
        "tax": sum(tax["amount"] for tax in taxes) if taxes else None,
        "total_tax_amounts": _by_rate(taxes),
    }


@change("2025-03-31.basil", objects=("credit_note",))
def taxes_of_a_note(note: Answer, ask: Ask) -> Answer:
    """Add tax_amounts."""
    return {**note, "tax_amounts": _by_rate(note.get("total_taxes") or ())}


@change("2025-03-31.basil", objects=("line_item", "credit_note_line_item"))
def taxes_of_a_line(line: Answer, ask: Ask) -> Answer:
    """Add tax_amounts and the amounts without inclusive taxes."""
    taxes = line.get("taxes") or ()
    net = line["amount"] - sum(tax["amount"] for tax in taxes if tax["tax_behavior"] == "inclusive")
    return {
        **line,
        "tax_amounts": _by_rate(taxes),
        "amount_excluding_tax": net,
        "unit_amount_excluding_tax": per_unit(net, line.get("quantity")),
    }


def _by_rate(taxes: Sequence[Answer]) -> list[Answer]:
    """Convert taxes to the old form, which tells `inclusive` and the id of the rate."""
    return [
        {
            "amount": tax["amount"],
            "inclusive": tax["tax_behavior"] == "inclusive",
            "tax_rate": (tax.get("tax_rate_details") or {}).get("tax_rate"),
            "taxability_reason": (
                None if tax["taxability_reason"] == "not_available" else tax["taxability_reason"]
            ),
            "taxable_amount": tax.get("taxable_amount"),
        }
        for tax in taxes
    ]


def per_unit(amount: int, quantity: int | None) -> str | None:
    """Divide by the quantity: a decimal of at most 12 places.

    None without quantity; undivided if it is zero.
    """
    if quantity is None:
        return None
    exact: Any = (Decimal(amount) / (quantity or 1)).quantize(PLACES)
    return f"{exact.normalize():f}"
