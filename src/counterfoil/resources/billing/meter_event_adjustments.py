"""Meter event adjustments: cancel a meter event within 24 hours of its receipt.

Summaries change at once. Finalized invoices do not change.
Source: API reference, Billing, Meter event adjustments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.instants import rfc3339
from counterfoil.kernel.resource import Lifecycle
from counterfoil.metering import Cancellation
from counterfoil.resources.billing.metered_usage import drafts
from counterfoil.resources.billing.meters import scope

AT_ONCE: Lifecycle = {"complete": {}}  # an adjustment is never seen pending
adjustments = objects.billing_meter_event_adjustment.page(lifecycle=AT_ONCE)
adjustments_v2 = objects.v2_billing_meter_event_adjustment.page(lifecycle=AT_ONCE)

REFUSED = {
    Cancellation.UNKNOWN: "No event found with identifier {identifier}.",
    Cancellation.OTHER_METER: "No event found with identifier {identifier} for event name {event_name}.",
    Cancellation.TOO_OLD: (
        "The event with identifier {identifier} was received more than 24 hours ago and can no longer be"
        " canceled."
    ),
}


@adjustments.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Cancel an event by its identifier. 400 if it is unknown, of another meter, or 24 hours old."""
    identifier = (params.get("cancel") or {}).get("identifier")
    if not identifier:
        raise errors.required("cancel[identifier]")
    cancel(work, params["event_name"], identifier)
    return {
        "object": "billing.meter_event_adjustment",
        "cancel": {"identifier": identifier},
        "event_name": params["event_name"],
        "livemode": work.livemode,
        "status": "complete",
        "type": "cancel",
    }


@adjustments_v2.create
def create_v2(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Cancel an event over v2. The adjustment has an id, but no operation retrieves it."""
    identifier = params["cancel"]["identifier"]
    cancel(work, params["event_name"], identifier)
    return {
        "object": "v2.billing.meter_event_adjustment",
        "id": ids.new("mtr_event_adj" if work.livemode else "mtr_event_adj_test"),
        "cancel": {"identifier": identifier},
        "created": rfc3339(work.services.wall()),
        "event_name": params["event_name"],
        "livemode": work.livemode,
        "status": "complete",
        "type": "cancel",
    }


def cancel(work: Work, event_name: str, identifier: str) -> None:
    """Cancel an event. Succeeds if it is canceled already."""
    engine = work.services.metering
    meter = engine.meter_named(scope(work), event_name)
    if meter is None:
        raise errors.invalid(f'No meter found for event name "{event_name}"', param="event_name")
    # The time of receipt is real time, also for customers on test clocks.
    outcome = engine.cancel(meter, identifier, work.services.wall())
    if outcome in REFUSED:
        message = REFUSED[outcome].format(identifier=identifier, event_name=event_name)
        raise errors.invalid(message, param="cancel[identifier]")
    customer = engine.customer_of(meter, identifier)
    if customer:
        drafts.notice(work, customer)
