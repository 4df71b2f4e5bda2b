"""Defaults: convert sent parameters to an object's fields, for resources without a page.

A parameter and a field of one name may differ in type: a list of items becomes a list object, an id stands
for an object. Values of the wrong type are left out, so that clients can always parse the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from counterfoil.contract import shapes
from counterfoil.contract.shapes import (
    Array,
    Choice,
    Enum,
    Hash,
    Inline,
    Map,
    Nested,
    Property,
    Reference,
    Scalar,
    Type,
)

TEXT_IN_V2 = ("created", "updated")  # instants of the making, which v2 declares and writes as text
_EMPTIEST = {"string": "", "boolean": False, "integer": 0, "number": 0, "decimal": "0"}


def whole(surface: Any, object: str, sent: Mapping[str, Any], now: int) -> dict[str, Any]:
    """Return a new object: all fields that are never absent, and those sent.

    A field is the sent value, else its default, else null, else empty. now: epoch seconds, for required
    timestamps that were not sent.
    """
    born = surface.born.get(object)
    if born:
        sent = {**born, **{name: value for name, value in sent.items() if value is not None}}
    return _whole(surface, shapes.of_object(surface, object), sent, now)


def part(surface: Any, object: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sent values that fit the fields of their names. None stays: it unsets."""
    return _parts(shapes.of_object(surface, object), sent)


def _parts(known: Mapping[str, Property], sent: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _part(known[name].type, value)
        for name, value in sent.items()
        if name in known and (value is None or name == "metadata" or _resembles(known[name].type, value))
    }


def _part(type_: Type, value: Any) -> Any:
    match type_:
        case Hash(known) if value is not None:
            return _parts(known, value)
        case Array(of) if value is not None:
            return [each for each in value if _resembles(of, each)]
    return value


def _whole(surface: Any, known: Mapping[str, Property], sent: Mapping[str, Any], now: int) -> dict[str, Any]:
    shown = (about for name, about in known.items() if not about.absent or sent.get(name) is not None)
    return {about.name: _fitted(surface, about, sent.get(about.name), now) for about in shown}


def _fitted(surface: Any, about: Property, value: Any, now: int) -> Any:
    if about.name == "metadata":
        return value or {}
    if value is None and about.name in TEXT_IN_V2 and about.type == Scalar("string"):
        return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if value is not None and _resembles(about.type, value):
        return _inner(surface, about.type, value, now)
    return None if about.nullable else _emptiest(surface, about.type, value, now)


def _inner(surface: Any, type_: Type, value: Any, now: int) -> Any:
    match type_:
        case Hash(known):
            return _whole(surface, known, value, now)
        case Array(of):
            return [_inner(surface, of, each, now) for each in value if _resembles(of, each)]
    return value


def _emptiest(surface: Any, type_: Type, value: Any, now: int) -> Any:
    match type_:
        case Scalar("timestamp"):
            return now
        case Scalar(word):
            return _EMPTIEST.get(word)
        case Enum(values):
            return values[0]
        case Array():
            return []
        case Map():
            return {}
        case Hash(known):
            return _whole(surface, known, {}, now)
        case Nested():
            return {"object": "list", "data": [], "has_more": False, "url": ""}
        case Inline(names):
            own = {"id": value} if isinstance(value, str) else {}
            return whole(surface, names[0], {"object": names[0], **own}, now)
        case Choice(of):
            return _emptiest(surface, of[0], value, now)
    return None


def _resembles(type_: Type, value: Any) -> bool:
    """Return whether a value has the form of a type. The contents of hashes are not checked."""
    match type_:
        case Scalar(word):
            return shapes.is_scalar(word, value)
        case Enum(values):
            return value in values
        case Array():
            return isinstance(value, list)
        case Hash() | Map():
            return isinstance(value, dict)
        case Reference():
            return isinstance(value, str) and bool(value)
        case Inline() | Nested():
            return isinstance(value, dict) and "object" in value
        case Choice(of):
            return any(_resembles(each, value) for each in of)
    return False
