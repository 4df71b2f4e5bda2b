"""Thin events about objects of /v1: the same change as a snapshot event, without the object.

They are derived from the stored snapshot event and not stored: most accounts never look at one. A snapshot
event has a twin, `v1.` and its type, and for what changed finer ones (`v1.price.activated`), as far as the
API declares them. Their ids contain that of the snapshot event. Source: API reference, v2 Events; versions,
section 9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from counterfoil.kernel.document import Document
from counterfoil.kernel.instants import rfc3339
from counterfoil.kernel.port import Space

if TYPE_CHECKING:
    from counterfoil.kernel.port import Session
    from counterfoil.kernel.services import Recipients, Services
    from counterfoil.kernel.work import Work

OBJECT = "v2.core.event"

_encode = msgspec.json.Encoder(decimal_format="number").encode
_derived = re.compile(r"evt_(?:test_)?([0-9A-Za-z]{24})(\d\d)").fullmatch


def source_of(id: str) -> tuple[str, int] | None:
    """Split a derived event's id into its snapshot event's id and its number; None for other ids."""
    found = _derived(id)
    return (f"evt_{found[1]}", int(found[2])) if found else None


def types_of(
    services: Services, type: str, object: Mapping[str, Any], previous: Mapping[str, Any] | None
) -> list[str]:
    """Return the types of the thin events of a change, the twin of the snapshot event first.

    previous: `previous_attributes`. Finer types follow from their names: `…lookup_key_changed` for a field,
    `…activated` and `…deactivated` for `active`, a status for becoming that, and of entitlements whether any
    was added or removed.
    """
    subject, _, verb = type.rpartition(".")
    finer: list[Any] = []
    if verb == "updated" and previous:
        finer = [f"{name}_changed" for name in previous]
        if "active" in previous:
            finer.append("activated" if object.get("active") else "deactivated")
        if "status" in previous:
            finer.append(object.get("status"))
        if "entitlements" in previous:
            before, now = _keys(previous["entitlements"]), _keys(object["entitlements"])
            finer += ["entitlement_added"] * bool(now - before) + ["entitlement_removed"] * bool(before - now)
    names = [f"{subject}.{each}" for each in finer]
    # A name that is a snapshot event's too is the twin of that one.
    names = [type, *(name for name in names if name not in services.event_types)]
    return [f"v1.{name}" for name in names if f"v1.{name}" in services.thin_event_types]


def _keys(entitlements: Mapping[str, Any]) -> set[str]:
    """Return the lookup keys of the entitlements in a summary."""
    return {each["lookup_key"] for each in entitlements["data"]}


def snapshot_types(services: Services, types: Sequence[str]) -> list[str]:
    """Return the types of the snapshot events from which thin events of these types are derived."""
    names = [each.removeprefix("v1.") for each in types if each.startswith("v1.")]
    subjects = (
        name if name in services.event_types else f"{name.rpartition('.')[0]}.updated" for name in names
    )
    return [each for each in dict.fromkeys(subjects) if each in services.event_types]


def heard(
    services: Services,
    recipients: Recipients,
    space: Space,
    id: str,
    type: str,
    object: Mapping[str, Any],
    previous: str | None,
) -> dict[str, tuple[str, Sequence[Any]]]:
    """Return the thin events of a snapshot event that somebody listens to: id -> (type, targets).

    id, type, object: of the snapshot event. previous: its `previous_attributes` as JSON.
    """
    types = types_of(services, type, object, msgspec.json.decode(previous) if previous else None)
    found = {
        _id(id, index, space): (each, recipients.wanting(each, True)) for index, each in enumerate(types)
    }
    return {each: (type, targets) for each, (type, targets) in found.items() if targets}


def derived(services: Services, space: Space, event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the thin events of a stored snapshot event, the twin first, as they are delivered."""
    text, before = newest(event)
    object, previous = msgspec.json.decode(text), msgspec.json.decode(before) if before else None
    request = event["request"]
    common = {
        "object": OBJECT,
        "context": event.get("account"),
        "created": rfc3339(event["created"]),
        "livemode": space.livemode,
        "reason": {"type": "request", "request": request} if request["id"] else None,
        "related_object": services.related(object),
    }
    types = types_of(services, event["type"], object, previous)
    return [
        {"id": _id(event["id"], index, space), **common, "type": type} for index, type in enumerate(types)
    ]


def load(
    services: Services, session: Session, space: Space, id: str
) -> tuple[Document, dict[str, Any]] | None:
    """Return a derived thin event as it is delivered, after its snapshot event; None for an unknown id."""
    from counterfoil.kernel.events import events

    source = source_of(id)
    event = session.load(events.table, space, source[0]) if source is not None else None
    if event is None:
        return None
    return next(((event, each) for each in derived(services, space, event) if each["id"] == id), None)


def newest(event: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return a stored snapshot event's object and previous attributes: JSON in the newest shape."""
    if event.get("_object"):
        return event["_object"], event.get("_previous")
    object, previous = event["data"]["object"], event["data"].get("previous_attributes")
    if event.get("_added"):
        object = {name: value for name, value in object.items() if name not in event["_added"]}
    return _encode(object).decode(), None if previous is None else _encode(previous).decode()


def changes(work: Work, event: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a change replaced, and by what, in the version of this phase's request.

    None: the event tells no change.
    """
    text, before = newest(event)
    if before is None:
        return None
    version = (
        work.cause.version if work.cause is not None else work.services.version_of(work.session, work.space)
    )
    shown, replaced = work.services.snapshot(work, work.space, text, before, version)
    old = msgspec.json.decode(replaced or "{}")
    return {"before": old, "after": _at_the_same(old, msgspec.json.decode(shown))}


def _id(snapshot: str, index: int, space: Space) -> str:
    return f"evt_{'' if space.livemode else 'test_'}{snapshot[4:]}{index:02}"


def _at_the_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new values of replaced leaves."""
    found = {}
    for name, before in old.items():
        now = new.get(name)
        if isinstance(before, dict) and isinstance(now, dict) and "id" not in before:
            now = _at_the_same(before, now)
        found[name] = now
    return found
