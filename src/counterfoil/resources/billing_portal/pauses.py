"""Pauses of subscriptions that customers choose in the portal: for an interval, or until they resume it.

Source: API reference, Customer Portal, Configuration, `subscription_pause`.
"""

from __future__ import annotations

from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Document, Work, objects
from counterfoil.resources.billing import subscriptions

# A row for each pause that ends by itself, of the subscription's id. Not part of the API.
pauses = objects.portal_pause.page(filters={"customer": "customer"})


def begin(work: Work, subscription: Any, interval: str | None, count: int) -> None:
    """Pause a subscription; with an interval, it is resumed after so many of them. 400 as of the API."""
    subscriptions.pause(work, subscription, {"type": "subscription"})
    known = work.find(pauses, subscription.id)
    if known is not None:
        work.unschedule(known)
        work.delete(known)
    if interval is not None:
        row = work.insert(pauses, id=subscription.id, object=pauses.object, customer=subscription.customer)
        at = periods.added(work.now, periods.Interval(interval, count))
        work.schedule(end, row, at=at)


@pauses.due(name="_portal_pause.end")
def end(work: Work, row: Document) -> None:
    """Resume a subscription whose pause is over, unless it was resumed or ended before."""
    subscription = work.find(objects.subscription, row["id"])
    work.delete(row)
    if subscription is not None and subscription.status == "paused":
        subscriptions.resume(work, subscription, {})
