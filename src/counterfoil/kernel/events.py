"""Events: what happened, written in the same phase as the change. Source: API reference, Events.

An event is a snapshot: its text is composed once, from the object's own stored text, and never rendered again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from counterfoil.kernel import ids
from counterfoil.kernel.resource import Resource

if TYPE_CHECKING:
    from counterfoil.kernel.work import Work

events = Resource("event", prefix="evt", noun="event", path_param="id", filters={"type": "type", "_written": "_written"})

_quote = msgspec.json.encode


def announce(work: Work, type: str, text: str, previous: str | None) -> str:
    """Store the event and stage its deliveries. text: the object as JSON; previous: replaced values as JSON. Returns the id."""
    house = work.house
    targets = house.deliveries.matching(work, type)
    id = ids.new("evt")
    cause = work.cause
    request = "null" if cause is None else f'"{cause.id}"'
    key = "null" if cause is None or cause.idempotency_key is None else _quote(cause.idempotency_key).decode()
    livemode = "true" if work.space.livemode else "false"
    before = f',"previous_attributes":{previous}' if previous is not None else ""
    body = (
        f'{{"id":"{id}","object":"event","api_version":"{house.default_version}","created":{work.now},'
        f'"data":{{"object":{text}{before}}},"livemode":{livemode},"pending_webhooks":{len(targets)},'
        f'"request":{{"id":{request},"idempotency_key":{key}}},"type":"{type}"}}'
    )
    row = {"id": id, "created": work.now, "type": type, "_written": house.wall()}
    work.session.add(events.table, work.space, row, body)
    if targets:
        house.deliveries.stage(work, id, targets)
    return id
