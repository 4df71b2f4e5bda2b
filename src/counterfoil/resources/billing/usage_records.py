"""Usage records: usage of a metered item without a meter, as versions before basil report it.

There is one figure for each item and second: `increment` adds to it, `set` replaces it. Nothing of a record
can be retrieved but what it adds up to. Source: API reference, Usage Records.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import SubscriptionItem, UsageRecord
from counterfoil.resources.billing.metered_usage import drafts, quantities

records = objects.usage_record

DRIFT = 300  # seconds that clocks of callers may be wrong
ENDED = ("canceled", "incomplete_expired")
TOO_EARLY = (
    "Cannot create the usage record with this timestamp because timestamps must be after the subscription's"
    " last invoice period (or current period start time)."
)
TOO_LATE = "Cannot create the usage record with this timestamp because it is in the future."
CANCELED = "Cannot create the usage record because the subscription has been canceled."


@records.operation("subscription_items.usage_records.create")
def create(work: Work, subscription_item: SubscriptionItem, params: Mapping[str, Any]) -> UsageRecord:
    """Record usage of an item, now or at a time of its current period.

    400 for licensed prices and those with a meter, times outside of the period, canceled subscriptions.
    """
    item = subscription_item
    recurring = item.price.recurring
    if recurring is None or recurring.usage_type != "metered":
        message = f"Cannot create the usage record because the price of {item.id} is not metered."
        raise errors.invalid(message, param="subscription_item")
    if recurring.meter:
        raise errors.invalid(
            f"Cannot create the usage record because the price of {item.id} has a meter. Send meter events"
            " instead.",
            param="subscription_item",
        )
    subscription = work.get(objects.subscription, item.subscription)
    if subscription.status in ENDED:
        raise errors.invalid(CANCELED)
    replaces = params.get("action") == "set"
    if replaces and (item.billing_thresholds or subscription.billing_thresholds):
        raise errors.invalid(
            "With billing thresholds, usage can only be recorded with `action=increment`.", param="action"
        )
    if params["quantity"] < 0:
        code = "parameter_invalid_integer"
        raise errors.invalid("Invalid non-negative integer", code=code, param="quantity")
    sent = params.get("timestamp")
    timestamp: int = work.now if sent in (None, "now") else int(sent)
    at = _counted_at(work, item, timestamp)
    quantities.add(work, item.id, at, params["quantity"], replaces=replaces)
    drafts.notice(work, subscription.customer, at)
    return UsageRecord(
        id=ids.new("mbur"),
        object=records.object,
        livemode=work.livemode,
        quantity=params["quantity"],
        subscription_item=item.id,
        timestamp=timestamp,
    )


def _counted_at(work: Work, item: SubscriptionItem, timestamp: int) -> int:
    """Return the second in which usage counts. 400 outside of the item's current period.

    Shortly after a period began, sums also take usage of the last minutes before: into that period while its
    invoice is a draft, else into this one.
    """
    if timestamp > work.now + DRIFT:
        raise errors.invalid(TOO_LATE, param="timestamp")
    began = item.current_period_start
    if timestamp >= began:
        return timestamp
    late = work.now < began + DRIFT and timestamp >= began - DRIFT
    if not late or quantities.aggregation(work, item.price) != "sum":
        raise errors.invalid(TOO_EARLY, param="timestamp")
    subscription = work.get(objects.subscription, item.subscription)
    invoice = work.find(objects.invoice, subscription.latest_invoice)
    return timestamp if invoice is not None and invoice.status == "draft" else began
