"""Customers: whom one sells to, and everything that is kept about them.

Source: API reference, Core resources, Customers. The folder is split by idea: `life` is a customer from creation to deletion, `details`
what the fields may hold, `sources` the cards of the older kind, `belongings` what others keep for a customer and what is shown when it
is expanded, `cash` the cash balance, `funding` where money for it can be sent.
"""

from counterfoil.resources.core.customers import belongings, cash, funding, sources
from counterfoil.resources.core.customers.life import create, customers, delete, update

__all__ = ["belongings", "cash", "create", "customers", "delete", "funding", "sources", "update"]
