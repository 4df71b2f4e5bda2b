"""The document of a credit note, for whoever has its link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.documents import Paper, papers
from counterfoil.kernel import Work, objects
from counterfoil.resources.billing.credit_notes.life import credit_notes, lines_of
from counterfoil.resources.billing.invoices import hosted


def paper(work: Work, token: str) -> Paper | None:
    """Return the paper of the credit note of a link's token in this phase's account and mode, or None."""
    note = work.first(credit_notes, _token=token) if token else None
    if note is None:
        return None
    invoice = work.get(objects.invoice, note.invoice)
    account: Mapping[str, Any] | None = work.session.load(objects.account.table, work.space, work.account)
    return papers.credit_note(
        note, lines_of(work, note), invoice, account, rates=hosted.rates(work, note.total_taxes)
    )
