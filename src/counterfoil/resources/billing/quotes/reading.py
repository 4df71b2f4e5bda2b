"""What is shown of a quote when it is asked for: its line items, what amounts are made of, the PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil import documents
from counterfoil.documents import papers
from counterfoil.kernel import Content, Document, Listing, Work, inherited, objects
from counterfoil.kernel.shapes import Quote
from counterfoil.resources.billing.quotes import lines
from counterfoil.resources.billing.quotes.life import quotes

SHOWN = 10  # line items in an embedded list


@quotes.operation("quotes.line_items.list")
def list_line_items(work: Work, quote: Quote, params: Mapping[str, Any]) -> Listing:
    """List the line items of a quote."""
    found = [Document(line) for line in lines.shown(work, quote)]
    return inherited.sliced(objects.item, params, found)


@quotes.operation("quotes.computed_upfront_line_items.list")
def list_upfront(work: Work, quote: Quote, params: Mapping[str, Any]) -> Listing:
    """List the line items of the first invoice."""
    found = [Document(line) for line in lines.shown(work, quote, lines.upfront(work, quote))]
    return inherited.sliced(objects.item, params, found)


@quotes.operation("quotes.pdf")
def pdf(work: Work, quote: Quote, params: Mapping[str, Any]) -> Content:
    """Return the quote as a PDF, in any status."""
    paper = papers.quote(
        quote,
        lines.shown(work, quote),
        work.find(objects.customer, quote.customer),
        work.find(objects.account, work.account),
    )
    return Content(documents.pdf(paper), "application/pdf", paper.file)


@quotes.include("line_items")
def line_items(work: Work, quote: Quote) -> dict[str, Any]:
    """Return the first line items."""
    return _list(f"/v1/quotes/{quote.id}/line_items", lines.shown(work, quote))


@quotes.include("computed.upfront.line_items")
def upfront_line_items(work: Work, quote: Quote) -> dict[str, Any]:
    """Return the first line items of the first invoice."""
    url = f"/v1/quotes/{quote.id}/computed_upfront_line_items"
    return _list(url, lines.shown(work, quote, lines.upfront(work, quote)))


@quotes.include("total_details.breakdown")
def breakdown(work: Work, quote: Quote) -> dict[str, Any]:
    """Return the discounts and taxes of the total."""
    return lines.breakdown(work, quote, lines.upfront(work, quote), forever=False)


quotes.include("computed.upfront.total_details.breakdown")(breakdown)


@quotes.include("computed.recurring.total_details.breakdown")
def recurring_breakdown(work: Work, quote: Quote) -> dict[str, Any]:
    """Return the discounts and taxes of an interval."""
    return lines.breakdown(work, quote, lines.recurring(work, quote["_lines"]), forever=True)


def _list(url: str, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"object": "list", "data": list(found[:SHOWN]), "has_more": len(found) > SHOWN, "url": url}
