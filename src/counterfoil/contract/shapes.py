"""Shapes: parse the notation of answers into types, and validate answers.

A name ends in `?` (nullable), `-` (absent unless set or expanded) or both. A type is a scalar, `=a|b` (enum),
`["T"]`, `{...}` (hash), `{"*": T}` (map), `@customer` (expandable id; `@a|b` polymorphic), `:discount`
(inlined object) or `list line_item` (nested list).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_decimal = re.compile(r"-?\d+(\.\d+)?").fullmatch
_instant = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z").fullmatch


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar type of the notation."""

    word: str


@dataclass(frozen=True, slots=True)
class Enum:
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Array:
    of: Type


@dataclass(frozen=True, slots=True)
class Hash:
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Map:
    of: Type


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of an object of one of these types, or the object if expanded."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inline:
    """An object of one of these types."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """A list object with elements of these types. search: a search result."""

    names: tuple[str, ...]
    search: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    of: tuple[Type, ...]


Type = Scalar | Enum | Array | Hash | Map | Reference | Inline | Nested | Choice


@dataclass(frozen=True, slots=True)
class Property:
    """A field of an object. absent: the answer may omit it (never set, or shown only when expanded)."""

    name: str
    type: Type
    nullable: bool
    absent: bool


def properties(notation: Mapping[str, Any]) -> dict[str, Property]:
    """Return the fields of a shape, or of a hash within one."""
    found = {}
    for flagged, value in notation.items():
        name = flagged.rstrip("?-")
        flags = flagged[len(name) :]
        found[name] = Property(name, type_of(value), "?" in flags, "-" in flags)
    return found


def type_of(value: Any) -> Type:
    """Parse a type."""
    if isinstance(value, list):
        return Array(type_of(value[0]))
    if isinstance(value, Mapping):
        if "|" in value:
            return Choice(tuple(type_of(each) for each in value["|"]))
        return Map(type_of(value["*"])) if "*" in value else Hash(properties(value))
    if value[:1] == "=":
        return Enum(tuple(value[1:].split("|")))
    if value[:1] == "@":
        return Reference(tuple(value[1:].split("|")))
    if value[:1] == ":":
        return Inline(tuple(value[1:].split("|")))
    if value[:5] == "list ":
        return Nested(tuple(value[5:].split("|")))
    return Scalar(value)


_read: dict[int, tuple[Any, dict[str, Property]]] = {}


def of_object(surface: Any, name: str) -> dict[str, Property]:
    """Return the fields of an object by name, parsed once per shape. Empty for an unknown object name."""
    if name not in surface.objects:
        return {}
    shape = surface.shape(name)
    found = _read.get(id(shape))
    if found is None or found[0] is not shape:
        found = _read[id(shape)] = (shape, properties(shape.fields))
    return found[1]


# -- holding an answer against its shape ---------------------------------------------------------------------


def problems(surface: Any, object_name: str, answer: Any) -> list[str]:
    """Validate an answer: objects of a type, or a list, search result or tombstone of them.

    One line per problem, beginning with its path; empty means valid. Expanded objects are validated too.
    """
    if (
        isinstance(answer, dict)
        and answer.get("object") in ("list", "search_result")
        and object_name != answer["object"]
    ):
        nested = Nested((object_name,), search=answer["object"] == "search_result")
        return list(_envelope(surface, nested, answer, ""))
    if (
        isinstance(answer, dict)
        and "object" not in answer
        and "data" in answer
        and object_name.startswith("v2.")
    ):
        return list(_v2_envelope(surface, object_name, answer))
    return list(_object(surface, (object_name,), answer, ""))


def _envelope(surface: Any, nested: Nested, answer: Any, path: str) -> Iterator[str]:
    if not isinstance(answer, dict):
        yield f"{path or 'answer'}: not a list object: {answer!r:.60}"
        return
    wanted = {"object", "data", "has_more", "url"} | ({"next_page"} if nested.search else set())
    # Lists inside of objects tell how many there are in all; lists that were asked for never do, searches
    # when that is expanded.
    allowed = wanted | ({"total_count"} if nested.search or path else set())
    for name in sorted(wanted - answer.keys()):
        yield f"{_in(path, name)}: missing"
    for name in sorted(answer.keys() - allowed):
        yield f"{_in(path, name)}: unknown"
    kind = "search_result" if nested.search else "list"
    if answer.get("object") != kind:
        yield f"{_in(path, 'object')}: not {kind!r}: {answer.get('object')!r}"
    if not isinstance(answer.get("has_more"), bool):
        yield f"{_in(path, 'has_more')}: not a boolean: {answer.get('has_more')!r:.60}"
    if not isinstance(answer.get("url"), str):
        yield f"{_in(path, 'url')}: not a string: {answer.get('url')!r:.60}"
    if "total_count" in allowed and not is_scalar("integer", answer.get("total_count", 0)):
        yield f"{_in(path, 'total_count')}: not an integer: {answer['total_count']!r:.60}"
    yield from _elements(surface, nested.names, answer.get("data"), _in(path, "data"))


def _v2_envelope(surface: Any, object_name: str, answer: dict[str, Any]) -> Iterator[str]:
    for name in sorted({"data", "next_page_url", "previous_page_url"} ^ answer.keys()):
        yield f"{name}: {'unknown' if name in answer else 'missing'}"
    yield from _elements(surface, (object_name,), answer["data"], "data")


def _elements(surface: Any, names: tuple[str, ...], data: Any, path: str) -> Iterator[str]:
    if not isinstance(data, list):
        yield f"{path}: not an array: {data!r:.60}"
        return
    for index, element in enumerate(data):
        yield from _object(surface, names, element, f"{path}[{index}]")


def _object(surface: Any, names: tuple[str, ...], value: Any, path: str) -> Iterator[str]:
    here = path or "answer"
    if not isinstance(value, dict):
        yield f"{here}: not an object: {value!r:.60}"
        return
    name = value.get("object", names[0])
    if value.get("deleted") is True:
        extra = sorted(value.keys() - {"id", "object", "deleted"} - of_object(surface, name).keys())
        if extra or not isinstance(value.get("id"), str):
            yield f"{here}: not a tombstone: {value!r:.100}"
        return
    if name not in names:
        yield f"{_in(path, 'object')}: not {' or '.join(names)}: {name!r}"
        return
    known = of_object(surface, name)
    if not known:
        yield f"{here}: the surface has no shape of {name!r}"
        return
    yield from _properties(surface, known, value, path)


def _properties(
    surface: Any, known: Mapping[str, Property], value: dict[str, Any], path: str
) -> Iterator[str]:
    for name in value:
        if name not in known:
            yield f"{_in(path, name)}: unknown"
    for name, about in known.items():
        if name not in value:
            if not about.absent:
                yield f"{_in(path, name)}: missing"
        elif value[name] is None:
            if not about.nullable:
                yield f"{_in(path, name)}: null"
        else:
            yield from _value(surface, about.type, value[name], _in(path, name))


def _value(surface: Any, type_: Type, value: Any, path: str) -> Iterator[str]:
    match type_:
        case Scalar(word):
            if not is_scalar(word, value):
                yield f"{path}: not {word}: {value!r:.60}"
        case Enum(values):
            if value not in values:
                yield f"{path}: not in the enum: {value!r:.60}"
        case Array(of):
            if not isinstance(value, list):
                yield f"{path}: not an array: {value!r:.60}"
                return
            for index, element in enumerate(value):
                yield from _value(surface, of, element, f"{path}[{index}]")
        case Hash(known):
            if not isinstance(value, dict):
                yield f"{path}: not a hash: {value!r:.60}"
                return
            yield from _properties(surface, known, value, path)
        case Map(of):
            if not isinstance(value, dict):
                yield f"{path}: not a hash: {value!r:.60}"
                return
            for name, element in value.items():
                yield from _value(surface, of, element, _in(path, name))
        case Reference(names):
            if not isinstance(value, str):
                yield from _object(surface, names, value, path)
            elif not value:
                yield f"{path}: an empty id"
        case Inline(names):
            yield from _object(surface, names, value, path)
        case Nested():
            yield from _envelope(surface, type_, value, path)
        case Choice(of):
            found = [list(_value(surface, each, value, path)) for each in of]
            yield from min(found, key=len)


def is_scalar(word: str, value: Any) -> bool:
    """Return whether a value (not null) is of a scalar type."""
    if word == "any":
        return True
    if word == "boolean":
        return isinstance(value, bool)
    if word == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if word == "timestamp":  # v2 writes instants as text
        return (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, str) and bool(_instant(value))
        )
    if word == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if word == "decimal":
        return isinstance(value, str) and bool(_decimal(value))
    assert word == "string", f"no such type in the notation of shapes: {word}"
    return isinstance(value, str)


def _in(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
