"""The resources of credit notes and their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import CreditNote, CreditNoteLineItem

credit_notes = objects.credit_note.page(
    filters={"customer": "customer", "invoice": "invoice", "_token": "_token"},
    lifecycle={
        # status  may become  announcing
        "issued": {"void": "credit_note.voided"},
        "void": {},
    },
)

# _credit_note: that it is part of. _position: order there. _by: quantity or amount, how it was credited.
note_lines = objects.credit_note_line_item.page(
    filters={"_credit_note": "_credit_note", "_invoice_line_item": "invoice_line_item"}
)

SHOWN = 10  # lines in a credit note


def lines_of(work: Work, note: Mapping[str, Any]) -> list[CreditNoteLineItem]:
    """Return all lines of a credit note, in their order."""
    found = work.list(note_lines, _credit_note=note["id"])
    return sorted(found, key=lambda line: line["_position"])


def credited(work: Work, line: str) -> list[CreditNoteLineItem]:
    """Return what was credited of a line of an invoice by notes that stand."""
    found = work.list(note_lines, invoice_line_item=line)
    return [one for one in found if _stands(work, one)]


def _stands(work: Work, line: CreditNoteLineItem) -> bool:
    note = work.find(credit_notes, line["_credit_note"])
    return note is not None and note.status == "issued"


def of_invoice(work: Work, invoice: str) -> list[CreditNote]:
    """Return all credit notes of an invoice, void ones too."""
    return work.list(credit_notes, invoice=invoice)
