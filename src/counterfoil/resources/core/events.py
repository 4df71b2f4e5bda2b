"""Events: reading and redelivering them. The kernel writes them (`kernel.events`).

Events can be read for 30 days of real time, also those of test clocks.
Source: API reference, Events; protocol, "Events".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Space, Work, errors, inherited, objects
from counterfoil.kernel.events import events
from counterfoil.kernel.shapes import Event

RETENTION = 30 * 86400  # seconds
MOST_TYPES = 20


@events.retrieve
def retrieve(work: Work, event: Event, params: Mapping[str, Any]) -> Event:
    """Return an event; 404 if it is older than 30 days."""
    check_age(work, event)
    return event


@events.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List events of the last 30 days, newest first.

    Filters: `type` (`charge.*` for a prefix), `types`, `delivery_success`, `created`.
    """
    asked: dict[str, Any] = {**params, "_written": {"gte": work.services.wall() - RETENTION}}
    type, types = asked.pop("type", None), asked.pop("types", None)
    if type is not None and types:
        raise errors.exclusive("type", "types")
    if types:
        if len(types) > MOST_TYPES:
            raise errors.invalid(f"You may specify at most {MOST_TYPES} types.", param="types")
        asked["type"] = list(dict.fromkeys(types))
    elif type is not None and type.endswith("*"):
        if type != "*":
            asked["type"] = sorted(each for each in work.services.event_types if each.startswith(type[:-1]))
    elif type is not None:
        asked["type"] = type
    equal: dict[str, Any] = {}
    delivered = asked.pop("delivery_success", None)
    if delivered is not None:
        equal["_undelivered"] = None if delivered else True
    return inherited.listed(work, events, asked, equal)


@events.operation("events.retry")
def retry(work: Work, id: str, params: Mapping[str, Any]) -> Document:
    """Redeliver an event: to the given endpoint, else to all targets that match it now.

    Called by `stripe events resend`. account: the connected account that owns the event. for_stripecli:
    without an endpoint, deliver nothing; it is meant for a listening command line.
    """
    space = work.space
    if params.get("account") and params["account"] != work.account:
        work.get(objects.account, params["account"], param="account")
        space = Space(params["account"], work.livemode)
    event = work.session.load(events.table, space, id)
    if event is None:
        raise errors.missing(events.noun, id)
    check_age(work, event)
    endpoints = objects.webhook_endpoint
    named = params.get("webhook_endpoint")
    if named:
        endpoint = work.get(endpoints, named, param="webhook_endpoint")
        if endpoint.status != "enabled":
            raise errors.invalid("This webhook endpoint is disabled.", param="webhook_endpoint")
        work.services.deliveries.redeliver(work, event, space, endpoint)
    elif not params.get("for_stripecli"):
        for target in work.services.deliveries.recipients(work, space).wanting(event["type"], False):
            if target.space == work.space:
                resource = objects.named(target.object)
                work.services.deliveries.redeliver(work, event, space, work.get(resource, target.id))
    again = work.session.load(events.table, space, id)
    assert again is not None, "it was there a moment ago"
    return again


def check_age(work: Work, event: Document) -> None:
    """Refuse (404) an event if it is older than 30 days."""
    if event.get("_written", 0) < work.services.wall() - RETENTION:
        raise errors.missing(events.noun, event["id"])
