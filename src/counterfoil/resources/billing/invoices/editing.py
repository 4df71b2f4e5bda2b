"""The lines of an invoice by request: listed, and edited as long as it is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, inherited
from counterfoil.kernel.shapes import Invoice
from counterfoil.resources.billing.invoices.life import line_items, lines_of


@line_items.operation("invoices.line_items.list")
def listed(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Listing:
    """List the lines of an invoice, in their order."""
    return inherited.sliced(line_items, params, lines_of(work, invoice))
