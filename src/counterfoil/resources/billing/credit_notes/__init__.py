"""Credit notes: less is owed of an invoice, or what was paid is given back.

`content` has what a note credits, `requests` the operations. Source: API reference, Credit Notes; guide
"Issue credit notes".
"""

from counterfoil.resources.billing.credit_notes.life import credit_notes, lines_of
from counterfoil.resources.billing.credit_notes.requests import create, void

__all__ = ["create", "credit_notes", "lines_of", "void"]
