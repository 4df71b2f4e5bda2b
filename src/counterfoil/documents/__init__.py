"""Documents: invoices, receipts, credit notes and quotes as PDFs.

`papers` reads objects of the API into a `Paper`: what the document says, as text. `sheet` draws a paper.
Equal objects give equal bytes: nothing here reads a clock.
Source: guides "Customize invoices", "Credit notes".
"""

from counterfoil.documents.paper import Paper, Row

__all__ = ["Paper", "Row", "pdf"]


def pdf(paper: Paper) -> bytes:
    """Draw a paper as PDF. The library for PDFs is imported with the first one."""
    from counterfoil.documents import sheet

    return sheet.draw(paper)
