"""Metered usage on invoices: how much of a metered item a period bills.

`history` has since when an item has its price, `quantities` the usage of a period, with a meter or without,
`drafts` lets drafts follow the usage that arrives late, `credits` spends billing credits.
Source: guides "Usage-based billing", "Record usage for billing" (legacy).
"""

from counterfoil.resources.billing.metered_usage.drafts import CHECK, thresholds
from counterfoil.resources.billing.metered_usage.history import (
    Billed,
    bill,
    billed,
    earlier_prices,
    subscription_of,
)
from counterfoil.resources.billing.metered_usage.quantities import has_usage, quantity

__all__ = [
    "CHECK",
    "Billed",
    "bill",
    "billed",
    "earlier_prices",
    "has_usage",
    "quantity",
    "subscription_of",
    "thresholds",
]
