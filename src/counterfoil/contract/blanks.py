"""Blanks: shapes of objects, and new documents in those shapes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from counterfoil.contract.amending import FLAGS


class Shape:
    """The shape of an object. fields: in the notation of the data files (`address?`, `refunds-?`)."""

    def __init__(self, object: str, fields: Mapping[str, Any]) -> None:
        self.object = object
        self.fields = dict(fields)

    @functools.cached_property
    def _template(self) -> bytes:
        template = _template(self.fields)
        ordered = {
            name: template[name]
            for name in sorted(template, key=lambda name: (name != "id", name != "object", name))
        }
        return msgspec.json.encode(ordered)  # read anew for each document: a tenth of the cost of a deep copy

    @functools.cached_property
    def _hashes(self) -> dict[str, Fill]:
        return _hashes(self.fields)

    def blank(self) -> dict[str, Any]:
        """Return a new document of all fields that are never absent: null if nullable, else empty.

        Fields are in the API's order: id, object, then by name.
        """
        return msgspec.json.decode(self._template)

    def blank_hash(self, path: str) -> dict[str, Any]:
        """Return a new hash of the type at a dotted path; an empty one if the shape has none there."""
        fields: Any = self.fields
        for step in path.split("."):
            inner = (
                {flagged.rstrip(FLAGS): kind for flagged, kind in fields.items()}
                if isinstance(fields, dict)
                else {}
            )
            fields = inner.get(step)
        return _template(fields) if isinstance(fields, dict) and not fields.keys() & {"*", "|"} else {}

    def paths(self) -> frozenset[str]:
        """Return the dotted paths of all fields, those within hashes and lists of hashes included."""
        return frozenset(_paths(self.fields, ""))

    def without(self, known: Shape) -> Shape:
        """Return the fields that another shape of the object lacks, or may omit."""
        return Shape(self.object, _without(self.fields, known.fields))

    def filled(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Add all fields that are never absent to an answer: null if nullable, else empty."""
        blank = self.blank()
        if not blank.keys() <= answer.keys():
            answer = {**answer, **{name: value for name, value in blank.items() if name not in answer}}
        return self.complete(answer)

    def complete(self, document: dict[str, Any]) -> dict[str, Any]:
        """Add missing keys to every hash of a document, in place. Returns the document."""
        hashes = self._hashes
        for name in hashes.keys() & document.keys():
            value = document[name]
            if value:
                document[name] = hashes[name](value)
        return document


def _paths(fields: Mapping[str, Any], before: str) -> Iterator[str]:
    for flagged, kind in fields.items():
        path = before + flagged.rstrip(FLAGS)
        yield path
        inner = kind[0] if isinstance(kind, list) else kind
        if isinstance(inner, dict) and not inner.keys() & {"*", "|"}:
            yield from _paths(inner, f"{path}.")


def _without(fields: Any, known: Any) -> Any:
    """Compare hashes recursively. A hash that both have is flagged absent, so that it is never added."""
    if isinstance(fields, list) and isinstance(known, list):
        inner = _without(fields[0], known[0])
        return [inner] if inner else None
    if (
        not isinstance(fields, dict)
        or not isinstance(known, dict)
        or (fields.keys() | known.keys()) & {"*", "|"}
    ):
        return None
    bare = {flagged.rstrip(FLAGS): (flagged, kind) for flagged, kind in known.items()}
    found = {}
    for flagged, kind in fields.items():
        name = flagged.rstrip(FLAGS)
        other, held = bare.get(name, ("-", None))
        if "-" in flagged[len(name) :] and name not in bare:
            continue  # it is not always there, so it is never missing
        if name not in bare or ("-" in other[len(name) :] and "-" not in flagged[len(name) :]):
            found[flagged] = kind
        elif inner := _without(kind, held):
            found[name + "-"] = inner
    return found


def _template(fields: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for flagged, kind in fields.items():
        name = flagged.rstrip(FLAGS)
        flags = flagged[len(name) :]
        if "-" not in flags:
            # Metadata of an object is shown as an empty hash, also where the published types would let it be
            # null.
            found[name] = {} if name == "metadata" else None if "?" in flags else _empty(kind)
    return found


def _empty(kind: Any) -> Any:
    if isinstance(kind, list):
        return []
    if isinstance(kind, dict):
        return {} if "*" in kind else None if "|" in kind else _template(kind)
    if kind.startswith("="):
        values = kind[1:].split("|")
        return values[0] if len(values) == 1 else None
    if kind.startswith("list "):
        return {"object": "list", "data": [], "has_more": False, "url": ""}
    return {"boolean": False, "integer": 0}.get(kind)


Fill = Callable[[Any], Any]


def _hashes(fields: Mapping[str, Any]) -> dict[str, Fill]:
    """Return functions that complete the fields which hold hashes or lists of them."""
    found = {}
    for flagged, kind in fields.items():
        fill = _fill(kind)
        if fill is not None:
            found[flagged.rstrip(FLAGS)] = fill
    return found


def _fill(kind: Any) -> Fill | None:
    if isinstance(kind, list):
        inner = _fill(kind[0])
        return None if inner is None else lambda values: [inner(one) if one else one for one in values]
    if not isinstance(kind, dict) or "*" in kind or "|" in kind:
        return None
    # An inner hash that may be null is null until it is set, also in a parent that is filled up.
    template, hashes = _template(kind), _hashes(kind)
    encoded = msgspec.json.encode(template)

    def fill(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if template.keys() <= value.keys():
            whole = value if not hashes else dict(value)
        else:
            whole = {**msgspec.json.decode(encoded), **value}
        for name in hashes.keys() & whole.keys():
            held = whole[name]
            if held:
                whole[name] = hashes[name](held)
        return whole

    return fill
