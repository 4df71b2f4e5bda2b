"""Events: what happened, as it was then. Source: API reference, Events; protocol, "Events".

They are written by the kernel, in the phase of what they tell of; this page reads them. They are kept for 30 days by the wall's clock,
whatever the time of the test clock they happened on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Space, Work, errors, inherited
from counterfoil.kernel.events import events

KEPT = 30 * 86400  # seconds
MOST_TYPES = 20


@events.retrieve
def retrieve(work: Work, event: Document, params: Mapping[str, Any]) -> Document:
    """The event, unless it is older than events are kept."""
    return check_age(work, event)


@events.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """Events of the last 30 days, newest first, by type (`charge.*` for all that begin so), by several types, by delivery."""
    asked: dict[str, Any] = {**params, "_written": {"gte": work.house.wall() - KEPT}}
    type, types = asked.pop("type", None), asked.pop("types", None)
    if type is not None and types:
        raise errors.exclusive("type", "types")
    if types:
        if len(types) > MOST_TYPES:
            raise errors.invalid(f"You may specify at most {MOST_TYPES} types.", param="types")
        asked["type"] = list(dict.fromkeys(types))
    elif type is not None and type.endswith("*"):
        if type != "*":
            asked["type"] = sorted(each for each in work.house.event_types if each.startswith(type[:-1]))
    elif type is not None:
        asked["type"] = type
    equal: dict[str, Any] = {}
    delivered = asked.pop("delivery_success", None)
    if delivered is not None:
        equal["_undelivered"] = None if delivered else True
    return inherited.listed(work, events, asked, equal)


@events.operation("events.retry")
def retry(work: Work, id: str, params: Mapping[str, Any]) -> Document:
    """Deliver an event once more: to the endpoint named, else to all that would get it now. Called by `stripe events resend`.

    account: the connected account whose event it is. With for_stripecli alone it is for listening command lines, not for endpoints.
    """
    space = work.space
    if params.get("account") and params["account"] != work.account:
        work.get(Resource.registry["account"], params["account"], param="account")
        space = Space(params["account"], work.livemode)
    event = work.session.load(events.table, space, id)
    if event is None:
        raise errors.missing(events.noun, id)
    check_age(work, event)
    endpoints = Resource.registry["webhook_endpoint"]
    named = params.get("webhook_endpoint")
    if named:
        endpoint = work.get(endpoints, named, param="webhook_endpoint")
        if endpoint.status != "enabled":
            raise errors.invalid("This webhook endpoint is disabled.", param="webhook_endpoint")
        work.house.deliveries.again(work, event, space, endpoint)
    elif not params.get("for_stripecli"):
        for target in work.house.deliveries.matching(work, event.type, space):
            if target.space == work.space:
                resource = Resource.registry[target.object]
                work.house.deliveries.again(work, event, space, work.get(resource, target.id))
    again = work.session.load(events.table, space, id)
    assert again is not None, "it was there a moment ago"
    return again


def check_age(work: Work, event: Document) -> Document:
    """The event; 404 once it is older than events are kept."""
    if event.get("_written", 0) < work.house.wall() - KEPT:
        raise errors.missing(events.noun, event.id)
    return event
