"""Subscriptions: recurring invoices of a customer.

`life` has the lifecycle and finds items, `items` reads and stores them, `settings` and `dates` are the other
parameters. `creation`, `updating`, which `planning` works out, `cancellation`, `pausing` and
`pending_updates` are what is done to a subscription, `requests` the smaller operations; `renewal` and
`standing` are what time and its invoices make of it, `thresholds` what usage does, `timing` what it waits
for. `invoicing` has its invoices and their lines, `prorating` those of changes, `billed` what billed which
time, `previews` and `notices` the invoices to come.
Source: API reference, Subscriptions; guides "How subscriptions work", "Prorations", "Billing mode".
"""

from counterfoil.resources.billing.subscriptions import (
    legacy,
    notices,
    pausing,
    pending_items,
    pending_updates,
    previews,
    renewal,
    standing,
    thresholds,
)
from counterfoil.resources.billing.subscriptions.cancellation import cancel, end
from counterfoil.resources.billing.subscriptions.creation import create, make
from counterfoil.resources.billing.subscriptions.life import items_of, subscription_items, subscriptions
from counterfoil.resources.billing.subscriptions.pausing import pause, resume
from counterfoil.resources.billing.subscriptions.renewal import renew
from counterfoil.resources.billing.subscriptions.requests import apply, update

__all__ = [
    "apply",
    "cancel",
    "create",
    "end",
    "items_of",
    "legacy",
    "make",
    "notices",
    "pause",
    "pausing",
    "pending_items",
    "pending_updates",
    "previews",
    "renew",
    "renewal",
    "resume",
    "standing",
    "subscription_items",
    "subscriptions",
    "thresholds",
    "update",
]
