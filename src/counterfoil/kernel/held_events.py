"""Events that a block holds back: those of one change come first, and as one event for each object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from counterfoil.kernel.document import previous

CREATED = ".created"

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_encode = msgspec.json.Encoder(decimal_format="number").encode


class Held(NamedTuple):
    """An event before it is stored. text, before: the object and `previous_attributes` as JSON."""

    type: str
    object: Mapping[str, Any]
    text: str
    before: str | None


def ordered(held: Sequence[Held], first: str) -> list[Held]:
    """Return held events, those of one type first. Several of it about one object become one.

    It has the last state of the object, and `previous_attributes` of the whole change: none is stored where
    nothing is different in the end. Updates before the creation of their object are part of it.
    """
    held = _without_updates_of_new(held, first)
    changes: dict[Any, list[Held]] = {}
    for one in held:
        if one.type == first and one.before is not None:
            changes.setdefault(one.object.get("id"), []).append(one)
    found: list[Held] = []
    for one in held:
        same = changes.get(one.object.get("id"), ()) if one.type == first and one.before is not None else ()
        if len(same) < 2:
            found.append(one)
        elif one is same[-1]:
            merged = _merged(same)
            found += [merged] if merged is not None else []
    return sorted(found, key=lambda one: one.type != first)


def _without_updates_of_new(held: Sequence[Held], first: str) -> Sequence[Held]:
    """Leave out the updates of an object that was not announced yet."""
    if not first.endswith(CREATED):
        return held
    created = {one.object.get("id"): at for at, one in enumerate(held) if one.type == first}
    updated = f"{first.removesuffix(CREATED)}.updated"
    return [
        one
        for at, one in enumerate(held)
        if one.type != updated or at > created.get(one.object.get("id"), -1)
    ]


def _merged(changes: Sequence[Held]) -> Held | None:
    """Return one event of several changes of an object; None if they undo each other."""
    last = changes[-1]
    new = _decode(last.text)
    old = new
    for change in reversed(changes):
        old = _undone(old, _decode(change.before or "{}"))
    before = previous(old, new)
    return last._replace(before=_encode(before).decode()) if before else None


def _undone(new: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object, or a hash of it, as it was before a change."""
    old = dict(new)
    for name, value in before.items():
        now = new.get(name)
        if (
            isinstance(value, dict)
            and isinstance(now, dict)
            and value.get("id", now.get("id")) == now.get("id")
        ):
            old[name] = _undone(now, value)
        elif value is None:
            old.pop(name, None)  # null, or not there
        else:
            old[name] = value
    return old
