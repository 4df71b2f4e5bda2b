"""Breaks: incompatible changes between two versions. Additions are none: all versions show them.

Every break of a shape needs a change (`contract/versions/`) that derives the older form from the newer, or a
reason why not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from counterfoil.contract.amending import FLAGS
from counterfoil.contract.load import Surface

SAID = {"!": "required", "~": "unsettable", "?": "nullable"}


class Break(NamedTuple):
    """A break. of: shape, parameters, operation or event.

    what: removed, moved, type, values, required or nullable.
    """

    of: str
    name: str  # of the object, operation or event
    path: str  # of the field or parameter; empty for a whole
    what: str
    older: Any = None  # the type in the notation, or the values that went away

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.of, self.name, self.path, self.what, str(self.older or "")) if part
        )


class Leaf(NamedTuple):
    """A parameter or field: a short name of its type, its enum's values, its flags and its notation."""

    kind: str
    values: frozenset[str]
    flags: frozenset[str]
    notation: Any

    def __str__(self) -> str:
        told = f"one of {', '.join(sorted(self.values))}" if self.values else self.kind
        return " ".join([told, *(f"({flag})" for flag in sorted(self.flags))])


def breaks(older: Surface, newer: Surface) -> list[Break]:
    """Return the breaks between two versions: operations, parameters and shapes by name, then events."""
    found = []
    for name, operation in sorted(older.operations.items()):
        same = newer.operations.get(name)
        if same is None or (same.verb, same.path) != (operation.verb, operation.path):
            found.append(
                Break(
                    "operation",
                    name,
                    "",
                    "moved" if same else "removed",
                    f"{operation.verb} {operation.path}",
                )
            )
        if same is not None and same is not operation:
            found += _broken("parameters", name, operation.raw_params, same.raw_params)
    for object in sorted(older.objects):
        if object not in newer.objects:
            found.append(Break("shape", object, "", "removed"))
        elif older.shape(object) is not newer.shape(object):
            found += _broken("shape", object, older.shape(object).fields, newer.shape(object).fields)
    found += [Break("event", type, "", "removed") for type in sorted(older.event_types - newer.event_types)]
    return found


def _broken(of: str, name: str, older: dict[str, Any], newer: dict[str, Any]) -> Iterator[Break]:
    before, after = dict(leaves(older)), dict(leaves(newer))
    for path, was in before.items():
        now = after.get(path)
        if now is None:
            if not _inside_of(path, before.keys() - after.keys()):
                yield Break(of, name, path, "removed", was.notation)
            continue
        if was.kind != now.kind:
            yield Break(of, name, path, "type", was.notation)
        elif now.values and was.values - now.values:
            yield Break(of, name, path, "values", "|".join(sorted(was.values - now.values)))
        for flag in sorted((now.flags - was.flags) & {"required" if of == "parameters" else "nullable"}):
            yield Break(of, name, path, flag, was.notation)
    if of == "parameters":
        for path in sorted(after.keys() - before.keys()):
            if "required" in after[path].flags and not _inside_of(path, after.keys() - before.keys()):
                yield Break(of, name, path, "required")


def _inside_of(path: str, others: set[str]) -> bool:
    return any(path.startswith((f"{other}.", f"{other}[")) for other in others)


def leaves(notation: dict[str, Any], at: str = "") -> Iterator[tuple[str, Leaf]]:
    """Yield (path, leaf) of every name in a hash; `items[].price` is in a list, `options.*` in a map."""
    for flagged, kind in notation.items():
        name = flagged.rstrip(FLAGS)
        path = f"{at}{name}"
        flags = frozenset(SAID[flag] for flag in flagged[len(name) :] if flag in SAID)
        yield path, Leaf(_told(kind), _values(kind), flags, kind)
        yield from _inside(kind, path)


def _inside(kind: Any, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(kind, list):
        yield from _inside(kind[0], f"{path}[]")
    elif isinstance(kind, dict) and "|" in kind:
        for one in kind["|"]:
            yield from _inside(one, path)
    elif isinstance(kind, dict) and "*" in kind:
        yield from _inside(kind["*"], f"{path}.*")
    elif isinstance(kind, dict):
        yield from leaves(kind, f"{path}.")


def _told(kind: Any) -> str:
    if isinstance(kind, list):
        return f"list of {_told(kind[0])}"
    if isinstance(kind, dict):
        if "|" in kind:
            return " or ".join(_told(one) for one in kind["|"])
        return f"map of {_told(kind['*'])}" if "*" in kind else "hash"
    return "enum" if kind.startswith("=") else str(kind)


def _values(kind: Any) -> frozenset[str]:
    if isinstance(kind, list):
        return _values(kind[0])
    if isinstance(kind, dict):
        return frozenset[str]().union(*(_values(one) for one in kind["|"])) if "|" in kind else frozenset()
    return frozenset(kind[1:].split("|")) if kind.startswith("=") else frozenset()
