"""What a preview shows: an invoice that was made in a rehearsal, and exists no longer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Customer, Invoice
from counterfoil.resources.billing.invoices.life import SHOWN, line_items, lines_of

Simulation = Callable[[Work, Mapping[str, Any], Customer], Invoice | None]

_simulations: list[Simulation] = []


def simulation(function: Simulation) -> Simulation:
    """Register what makes the next invoice of a subscription in a rehearsal: `f(work, params, customer)`.

    It returns the draft that the next invoice would be, or None where nothing is to come.
    """
    _simulations[:] = [function]
    return function


def simulated(work: Work, params: Mapping[str, Any], customer: Customer) -> Invoice | None:
    """Return the next invoice of a subscription, made in the rehearsal that is under way; or None."""
    return _simulations[0](work, params, customer) if _simulations else None


def preview_of(work: Work, draft: Invoice, *, every_line: bool = False) -> dict[str, Any]:
    """Return a draft as a preview, whose id and lines' ids name nothing that exists.

    They depend only on what is previewed, so that pages of lines follow each other. every_line: show all.
    For rehearsals only.
    """
    draft = work.latest(draft)
    found = lines_of(work, draft)
    id = _stand_in("upcoming_in_", draft.customer, draft.parent)
    shown = []
    for place, line in enumerate(found):
        fields = {**line, "id": _stand_in("il_tmp_", id, place, line.description, line.amount), "invoice": id}
        shown.append(work.visible(work.insert(line_items, **fields)))
    lines = {
        **draft["lines"],
        "data": shown if every_line else shown[:SHOWN],
        "has_more": not every_line and len(shown) > SHOWN,
        "url": f"/v1/invoices/upcoming/lines?customer={draft.customer}",
    }
    return {
        **work.visible(draft),
        "id": id,
        "lines": lines,
        "automatically_finalizes_at": None,
        "billing_reason": "upcoming",
        "ending_balance": min(0, draft.total + draft.starting_balance),
        "number": None,
        "webhooks_delivered_at": None,
    }


def _stand_in(prefix: str, *parts: Any) -> str:
    return prefix + hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
