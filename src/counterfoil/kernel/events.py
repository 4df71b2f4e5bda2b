"""Events: what happened, written in the same phase as the change. Source: API reference, Events.

An event is a snapshot: its text is composed once, from the object's own stored text, and never rendered again. Only the number of
deliveries that are still awaited changes afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from counterfoil.kernel import ids
from counterfoil.kernel.port import Space
from counterfoil.kernel.resource import Resource

if TYPE_CHECKING:
    from counterfoil.kernel.work import Work

# _written: when, by the wall, which is what retention is counted by, since test clocks have times of their own. _undelivered: true while
# a delivery is awaited or has failed, else absent.
events = Resource(
    "event",
    prefix="evt",
    noun="event",
    path_param="id",
    filters={"type": "type", "_written": "_written", "_undelivered": "_undelivered"},
    unindexed=("_written",),
)

# Events about an account belong to it, also when its platform caused them. Source: connect, "Which account owns which event".
OF_THE_ACCOUNT = ("account.", "capability.", "person.")
CONNECTING = ("account.application.authorized", "account.application.deauthorized")
PENDING = ',"pending_webhooks":'

_quote = msgspec.json.encode


def announce(work: Work, type: str, object: Mapping[str, Any], text: str, previous: str | None) -> str:
    """Store the event and stage its deliveries. text: the object as JSON; previous: replaced values as JSON. Returns the id."""
    house = work.house
    space = work.space
    if type.startswith(OF_THE_ACCOUNT):
        owner = object.get("id") if object.get("object") == "account" else object.get("account")
        if isinstance(owner, str) and owner != space.account:
            space = Space(owner, space.livemode)
        if type in CONNECTING:
            house.deliveries.forget(work)
    targets = house.deliveries.matching(work, type, space)
    account = f'"account":"{space.account}",' if house.deliveries.connected(work, space) else ""
    id = ids.new("evt")
    cause = work.cause
    request = "null" if cause is None else f'"{cause.id}"'
    key = "null" if cause is None or cause.idempotency_key is None else _quote(cause.idempotency_key).decode()
    livemode = "true" if space.livemode else "false"
    version = house.version_of(work.session, space)
    before = f',"previous_attributes":{previous}' if previous is not None else ""
    # What happens on a test clock is told when it happens here: lists of events keep causal order, and none is born too old to be kept.
    created = house.wall() if work.clock else work.now
    shown = text
    if version != house.base_version:
        shown = _quote(house.seen(work.session, space, house, msgspec.json.decode(text), version)).decode()
    body = (
        f'{{"id":"{id}","object":"event",{account}"api_version":"{version}","created":{created},'
        f'"data":{{"object":{shown}{before}}},"livemode":{livemode}{PENDING}{len(targets)},'
        f'"request":{{"id":{request},"idempotency_key":{key}}},"type":"{type}"}}'
    )
    row: dict[str, Any] = {"id": id, "created": created, "type": type, "_written": house.wall()}
    if shown is not text:
        row["_object"] = text  # as no version sees it, for endpoints that have one of their own
    if targets:
        row |= {"_pending": len(targets), "_undelivered": True}
    work.session.add(events.table, space, row, body)
    if targets:
        house.deliveries.stage(work, id, type, space, targets)
    return id


def with_pending(text: str, pending: int) -> str:
    """An event's text with another number of awaited deliveries; nothing else of it changes.

    The last key of that name is the event's own: in a text, even in one that is quoted, the quotation mark would be escaped.
    """
    before, _, after = text.rpartition(PENDING)
    return f"{before}{PENDING}{pending}{after[after.index(',') :]}"
