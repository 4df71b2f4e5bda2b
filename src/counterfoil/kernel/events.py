"""Events, written in the same phase as the change they report. Source: API reference, Events.

An event is a snapshot: its JSON is composed once, from the object's stored JSON, and never rendered again.
Only `pending_webhooks` changes afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from counterfoil.kernel import ids, objects, thin
from counterfoil.kernel.port import Space

if TYPE_CHECKING:
    from counterfoil.kernel.work import Work

# _written: real time of writing, by which events expire; `created` may be the time of a test clock.
# _undelivered: true while a delivery is pending or has failed, else absent.
# _added, or _object and _previous: how the newest version differs, see `newest` of `thin`.
events = objects.event.page(
    filters={
        "type": "type",
        "object_id": "data.object.id",
        "_written": "_written",
        "_undelivered": "_undelivered",
    },
    unindexed=("_written",),
    numbers=("_written",),
)

# Events about an account belong to that account, even if its platform caused them.
# Source: connect, "Which account owns which event".
OF_THE_ACCOUNT = ("account.", "capability.", "person.")
CONNECTING = ("account.application.authorized", "account.application.deauthorized")
PENDING = ',"pending_webhooks":'

_quote = msgspec.json.encode


def announce(work: Work, type: str, object: Mapping[str, Any], text: str, previous: str | None) -> str:
    """Store an event and stage its deliveries. Returns its id.

    text: the object as JSON. previous: `previous_attributes` as JSON, or None.
    """
    services = work.services
    space = work.space
    if type.startswith(OF_THE_ACCOUNT):
        owner = object.get("id") if object.get("object") == "account" else object.get("account")
        if isinstance(owner, str) and owner != space.account:
            space = Space(owner, space.livemode)
        if type in CONNECTING:
            work.invalidate(space)
    recipients = services.deliveries.recipients(work, space)
    targets = recipients.wanting(type, False)
    account = f'"account":"{space.account}",' if recipients.connected else ""
    id = ids.new("evt")
    cause = work.cause
    request = "null" if cause is None else f'"{cause.id}"'
    key = "null" if cause is None or cause.idempotency_key is None else _quote(cause.idempotency_key).decode()
    livemode = "true" if space.livemode else "false"
    version = services.version_of(work.session, space)
    # Events on a test clock have the real time, so that lists keep causal order and no event expires at once.
    created = services.wall() if work.clock else work.now
    shown, replaced = services.snapshot(work, space, text, previous, version)
    before = f',"previous_attributes":{replaced}' if replaced is not None else ""
    body = (
        f'{{"id":"{id}","object":"event",{account}"api_version":"{version}","created":{created},'
        f'"data":{{"object":{shown}{before}}},"livemode":{livemode}{PENDING}{len(targets)},'
        f'"request":{{"id":{request},"idempotency_key":{key}}},"type":"{type}"}}'
    )
    row: dict[str, Any] = {
        "id": id,
        "created": created,
        "type": type,
        "data": {"object": object},
        "_written": services.wall(),
    }
    if shown != text or replaced != previous:
        row |= _newest(text, previous, shown, replaced)
    if targets:
        row |= {"_pending": len(targets), "_undelivered": True}
    heard = thin.heard(services, recipients, space, id, type, object, previous) if recipients.thin else {}
    work.session.add(events.table, space, row, body)
    if targets:
        services.deliveries.stage(work, id, type, space, targets, (text, previous))
    for each, (kind, who) in heard.items():
        services.deliveries.stage(work, each, kind, space, who)
    return id


def _newest(text: str, previous: str | None, shown: str, replaced: str | None) -> dict[str, Any]:
    """Return what an event stores so that endpoints of other versions find its object in the newest shape.

    Most views only add a field or two at the end: then their names suffice. Else it is the object and its
    previous attributes in the newest shape, as JSON.
    """
    if replaced == previous and shown.startswith(f"{text[:-1]},"):
        return {"_added": [*msgspec.json.decode("{" + shown[len(text) :])]}
    return {"_object": text, "_previous": previous}


def with_pending(text: str, pending: int) -> str:
    """Return an event's JSON with another `pending_webhooks`.

    The last match is the event's own key: inside a string the quotation marks would be escaped.
    """
    before, _, after = text.rpartition(PENDING)
    return f"{before}{PENDING}{pending}{after[after.index(',') :]}"
