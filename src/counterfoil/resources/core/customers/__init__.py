"""Customers, and what belongs to them.

`life` has create, update, delete and list, `details` the validation of fields, `sources` legacy cards and
bank accounts, `expandable` the properties shown when expanded, `cash` the cash balance, `funding` the bank
details for transfers to it.
Source: API reference, Core resources, Customers.
"""

from counterfoil.resources.core.customers import cash, expandable, funding, sources
from counterfoil.resources.core.customers.life import create, customers, delete, update

__all__ = ["cash", "create", "customers", "delete", "expandable", "funding", "sources", "update"]
