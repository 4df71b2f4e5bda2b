"""Credit notes: their kinds, and the refunds that belong to them."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import (
    Answer,
    Ask,
    change,
    change_of_request,
    exclusive,
    respelled,
    without,
)

# Of a mixed note the part beyond what was due counts: it is paid back.
respelled("2025-05-28.basil", "credit_note", "type", {"post_payment": "mixed"})


@change("2025-03-31.basil", objects=("credit_note",))
def one_refund(note: Answer, ask: Ask) -> Answer:
    """Add the first refund."""
    return {**note, "refund": next((one["refund"] for one in note["refunds"] if one.get("refund")), None)}


@change_of_request(
    "2025-03-31.basil",
    operations=("credit_notes.create", "credit_notes.preview", "credit_notes.preview_lines.list"),
)
def refund_of_a_note(params: dict[str, Any]) -> dict[str, Any]:
    """Wrap `refund` in a list. Refuses (400) both forms."""
    exclusive(params, "refund", "refunds")
    rest = without(params, "refund")
    return rest if params.get("refund") is None else {**rest, "refunds": [{"refund": params["refund"]}]}
