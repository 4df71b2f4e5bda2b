"""Expansion: replace ids by their objects, and include fields that are absent by default.

`plan` checks the paths by types alone, so invalid ones are refused before the action runs; `apply` walks an
answer and copies what it changes. Source: protocol, "Expansion".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.contract import shapes
from counterfoil.contract.refusal import Refusal
from counterfoil.contract.shapes import (
    Array,
    Choice,
    Hash,
    Inline,
    Map,
    Nested,
    Property,
    Reference,
    Scalar,
    Type,
)

DEPTH = 4  # segments of a path, `data` included

COUNTED_UNTIL = "2025-03-31.basil"  # before it, a list told on request how many there are; searches still do
COUNT_FORBIDDEN = "The `total_count` property of lists cannot be expanded in this API version."

# (object name, id) -> the object, its tombstone, or None.
Fetch = Callable[[str, str], Mapping[str, Any] | None]
FetchField = Callable[[str, str, str], Any]  # (object name, id, path) -> its value; ABSENT leaves it out
Owner = tuple[str, str, str]  # object name, id, and the way to a hash in it: "computed.upfront."
Tree = dict[str, "Tree"]
ABSENT = object()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to expand: a tree of path segments, starting at the type of the answer."""

    surface: Any
    root: Type
    tree: Tree

    @property
    def total_count(self) -> bool:
        """Whether a list or search includes its total count."""
        return isinstance(self.root, Nested) and "total_count" in self.tree


def plan(surface: Any, op: Any, paths: Iterable[str]) -> Plan:
    """Return the plan of a request's paths. 400 for paths that are too deep or not expandable."""
    root = _root(op)
    tree: Tree = {}
    for path in paths:
        if path == "total_count" and isinstance(root, Nested) and not root.search:
            if surface.version[:10] >= COUNTED_UNTIL[:10]:
                raise Refusal(COUNT_FORBIDDEN, code="property_forbidden")
            tree["total_count"] = {}
            continue
        segments = path.split(".")
        if len(segments) > DEPTH:
            message = f"You cannot expand more than {DEPTH} levels of a property. Property: {path[:200]}"
            raise Refusal(message, code="property_expansion_max_depth")
        at: list[Type] = [root] if root else []
        below = tree
        for depth, segment in enumerate(segments):
            inner = _into(surface, at, segment)
            if not inner:
                raise _not_expandable(surface, at, segments[: depth + 1])
            at = inner
            below = below.setdefault(segment, {})
    return Plan(surface, root or Scalar("any"), tree)


def _root(op: Any) -> Type | None:
    if not op.objects or op.answer_kind in ("none", "file"):
        return None
    names = op.objects
    if op.answer_kind in ("list", "search"):
        return Nested(names, search=op.answer_kind == "search")
    return Inline(names)


def _into(surface: Any, types: Iterable[Type], segment: str) -> list[Type]:
    """Return the types that a path segment leads to; empty if none of these types can be expanded there."""
    found: list[Type] = []
    for each in types:
        match each:
            case Inline(names) | Reference(names):
                for name in names:
                    found += _expandable(shapes.of_object(surface, name).get(segment))
            case Hash(known):
                found += _expandable(known.get(segment))
            case Nested(names):
                if segment == "data":
                    found.append(Inline(names))
                elif segment == "total_count":
                    found.append(Scalar("integer"))
            case Array(of):
                found += _into(surface, [of], segment)
            case Map(of) if not isinstance(of, Scalar):
                found.append(of)
            case Choice(of):
                found += _into(surface, of, segment)
    return found


def _expandable(about: Property | None) -> list[Type]:
    """Return the type of a property that paths may name.

    Hashes, lists and inline objects are allowed, without effect.
    """
    if about is None:
        return []
    return [about.type] if about.absent or _holds(about.type) else []


def _holds(type_: Type) -> bool:
    match type_:
        case Array(of):
            return _holds(of)
        case Choice(of):
            return any(_holds(each) for each in of)
        case Hash() | Map() | Reference() | Inline() | Nested():
            return True
    return False


def _not_expandable(surface: Any, at: list[Type], segments: list[str]) -> Refusal:
    message = f"This property cannot be expanded ({'.'.join(segments)[:200]})."
    if any(isinstance(each, Nested) for each in at) and _into(
        surface, _into(surface, at, "data"), segments[-1]
    ):
        message += (
            f" You may want to try expanding '{'.'.join([*segments[:-1], 'data', segments[-1]])}' instead."
        )
    return Refusal(message)


def apply(plan: Plan, answer: Any, fetch: Fetch, fetch_field: FetchField | None = None) -> Any:
    """Expand an answer. fetch is called once per object, with each type that a reference allows.

    Null stays null; the id of a missing object stays; a deleted object becomes its tombstone.
    """
    return _Walk(plan.surface, fetch, fetch_field).value(plan.root, answer, plan.tree)


class _Walk:
    """Expands one answer."""

    def __init__(self, surface: Any, fetch: Fetch, fetch_field: FetchField | None) -> None:
        self.surface, self.fetch, self.fetch_field = surface, fetch, fetch_field
        self.fetched: dict[tuple[str, str], Mapping[str, Any] | None] = {}

    def value(self, type_: Type, value: Any, tree: Tree, of: Owner | None = None) -> Any:
        """Expand a value. of: the object that a hash belongs to, and its path there."""
        if isinstance(type_, Array) and isinstance(value, list):
            return [self.value(type_.of, each, tree) for each in value]
        if isinstance(type_, Choice):
            for each in type_.of:
                value = self.value(each, value, tree, of)
            return value
        if isinstance(type_, Reference) and isinstance(value, str):
            value = self.found(type_.names, value)
        if not isinstance(value, dict) or value.get("deleted") or not tree:
            return value
        match type_:
            case Inline(names) | Reference(names):
                name = value.get("object", names[0])
                owner = (name, value["id"], "") if "id" in value else None
                return self.properties(shapes.of_object(self.surface, name), value, tree, owner)
            case Hash(known):
                return self.properties(known, value, tree, of)
            case Nested(names) if "data" in tree:
                inner = Inline(names)
                return {
                    **value,
                    "data": [self.value(inner, each, tree["data"]) for each in value.get("data", ())],
                }
            case Map(each):
                return {
                    **value,
                    **{
                        name: self.value(each, value[name], below)
                        for name, below in tree.items()
                        if name in value
                    },
                }
        return value

    def properties(
        self, known: Mapping[str, Property], value: dict[str, Any], tree: Tree, of: Owner | None
    ) -> dict[str, Any]:
        expanded = dict(value)
        for name, below in tree.items():
            about = known.get(name)
            if about is None:
                continue  # of another type that this polymorphic reference might have been
            held = value.get(name, ABSENT)
            if held is ABSENT:
                held = self.included(of, about)
            if held is not ABSENT:
                inside = None if of is None else (of[0], of[1], f"{of[2]}{name}.")
                expanded[name] = self.value(about.type, held, below, inside)
        return expanded

    def included(self, of: Owner | None, about: Property) -> Any:
        """Return a property that is absent by default. In a hash it is named by its path."""
        if not about.absent or self.fetch_field is None or of is None:
            return ABSENT
        return self.fetch_field(of[0], of[1], f"{of[2]}{about.name}")

    def found(self, names: tuple[str, ...], id: str) -> Any:
        for name in names:
            key = (name, id)
            if key not in self.fetched:
                self.fetched[key] = self.fetch(name, id)
            document = self.fetched[key]
            if document is not None:
                return document
        return id
