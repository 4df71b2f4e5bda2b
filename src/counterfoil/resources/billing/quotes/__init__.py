"""Quotes: what is offered to a customer, who may accept it.

`life` is the lifecycle and what is edited, `lines` the line items and what they come to, `acceptance` what
becomes of an accepted quote, `reading` what is shown when it is asked for.
Source: API reference, Quotes; guide "Quotes".
"""

from counterfoil.resources.billing.quotes.acceptance import accept
from counterfoil.resources.billing.quotes.life import cancel, create, finalize, quotes, update
from counterfoil.resources.billing.quotes.reading import pdf

__all__ = ["accept", "cancel", "create", "finalize", "pdf", "quotes", "update"]
