"""What a document says, as text. Amounts and dates are already formatted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. detail: smaller text below the description, such as the period."""

    description: str
    quantity: str = ""
    unit_price: str = ""
    amount: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice, a receipt, a credit note or a quote.

    facts: (label, text) such as its number and dates. parties: (heading, lines). headline: the sentence with
    the amount. totals: (label, amount) below the table; the last one is emphasized. stamp: text across each
    page (`VOID`, `DRAFT`), or empty. size: `a4` or `letter`. moment: epoch seconds, the date in the PDF's
    properties. file: name of a download.
    """

    title: str
    file: str
    moment: int
    facts: Sequence[tuple[str, str]] = ()
    parties: Sequence[tuple[str, Sequence[str]]] = ()
    headline: str = ""
    rows: Sequence[Row] = ()
    totals: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = field(default_factory=tuple)
    stamp: str = ""
    size: str = "a4"
