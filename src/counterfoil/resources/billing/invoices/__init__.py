"""Invoices: what a customer owes, from a draft until it is paid, void or given up.

`life` has the lifecycle, `lines` and `items` what an invoice bills, `drafts` how it comes about, `sums` its
totals, `finalization` how it is numbered and opened, `payment` the attempts to collect it, `ending` void and
uncollectible, `requests` the operations of the API, `editing` those of lines, `hosted` what its
pages show. Source: API reference,
Invoices; guide "Status transitions and finalization".
"""

from counterfoil.resources.billing.invoices.drafts import draft, fill
from counterfoil.resources.billing.invoices.editing import listed as listed_lines
from counterfoil.resources.billing.invoices.ending import void
from counterfoil.resources.billing.invoices.finalization import finalize
from counterfoil.resources.billing.invoices.items import insert as pend
from counterfoil.resources.billing.invoices.items import pending
from counterfoil.resources.billing.invoices.life import RETRIES_EXHAUSTED, invoices, lines_of
from counterfoil.resources.billing.invoices.lines import Line, describe, metered
from counterfoil.resources.billing.invoices.payment import (
    attempt,
    collect,
    default_intent,
    default_payment,
    mark_uncollectible,
    method_for,
    paid_elsewhere,
)
from counterfoil.resources.billing.invoices.previewing import preview_of, simulated, simulation
from counterfoil.resources.billing.invoices.requests import create
from counterfoil.resources.billing.invoices.sums import credits, recompute

__all__ = [
    "RETRIES_EXHAUSTED",
    "Line",
    "attempt",
    "collect",
    "create",
    "credits",
    "default_intent",
    "default_payment",
    "describe",
    "draft",
    "fill",
    "finalize",
    "invoices",
    "lines_of",
    "listed_lines",
    "mark_uncollectible",
    "metered",
    "method_for",
    "paid_elsewhere",
    "pend",
    "pending",
    "preview_of",
    "recompute",
    "simulated",
    "simulation",
    "void",
]
