"""Convert annotations to the notation of parameters and shapes. Names and types only, no prose."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.surface.declarations import (
    Declared,
    Sdk,
    alternatives,
    elements,
    fields,
    literal,
    name_of,
    object_name,
    own,
    sent_as_text,
    unquoted,
)

SCALARS = {
    "str": "string",
    "int": "integer",
    "bool": "boolean",
    "float": "number",
    "Any": "any",
    "object": "any",
    "Decimal": "decimal",
}
HASHES = ("Dict", "UntypedStripeObject", "StripeObject")

# The SDK knows only integers; which of them are seconds since the epoch is told by their names and by what is
# said of them.
TIME_ENDINGS = (
    "_at",
    "_start",
    "_end",
    "_date",
    "_time",
    "_timestamp",
    "_before",
    "_after",
    "_until",
    "deadline",
)
TIMES = frozenset(
    "available_on billing_cycle_anchor cancel_at created date due_by end end_time frozen_time redeem_by start"
    " start_time timestamp trial_end updated".split()
)
BOUNDS = frozenset({"gt", "gte", "lt", "lte"})  # of whatever they bound
TIME_WORDS = ("unix timestamp", "seconds since the unix epoch", "timestamp", "time at which", "unix epoch")
COUNTS = frozenset({"quantity"})  # of which it is said for what timestamp they are


def is_time(name: str, text: str) -> bool:
    if name in COUNTS:
        return False
    lowered = text.lower()
    return (
        name in TIMES
        or name.endswith(TIME_ENDINGS)
        or any(word in lowered for word in TIME_WORDS)
        and "number of" not in lowered
    )


def scalar(plain: str, name: str, text: str) -> str:
    """Return the notation of a scalar by its type, name and docstring."""
    kind = SCALARS[plain]
    if kind == "string" and name.endswith("_decimal"):
        return "decimal"
    return "timestamp" if kind == "integer" and is_time(name, text) else kind


def closed(parts: list[ast.expr]) -> list[ast.expr]:
    """Drop alternatives that only keep a type open: the string beside an enum, a second form of a hash."""
    enums = [part for part in parts if (literal(part) or [""]) != [""]]
    hashes = [part for part in parts if isinstance(part, ast.Subscript) and name_of(part.value) in HASHES]
    return [part for part in parts if not (enums and name_of(part) == "str") and part not in hashes[1:]]


class Reader:
    """Converts the declarations of one SDK."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk

    # -- parameters ------------------------------------------------------------------------------------------

    def params(self, declared: Declared, within: Sequence[ast.stmt], of: str = "") -> dict[str, Any]:
        """Return the notation of a class of parameters.

        within: the statements that are searched first for inner classes. of: the name of the parameter whose
        hash this is.
        """
        path, node = declared
        found = {}
        for name, annotation, text in [*self._functional(path, within, node), *fields(node)]:
            required = not (
                isinstance(annotation, ast.Subscript) and name_of(annotation.value) == "NotRequired"
            )
            inner = annotation.slice if isinstance(annotation, ast.Subscript) and not required else annotation
            parts = alternatives(inner)
            unsettable = [part for part in parts if literal(part) == [""]]
            kinds = closed([part for part in parts if part not in unsettable])
            key = own(name) + ("!" if required else "") + ("~" if unsettable else "")
            values = [self.param(path, within, part, of if name in BOUNDS else name, text) for part in kinds]
            found[key] = values[0] if len(values) == 1 else {"|": values} if values else "string"
        return dict(sorted(found.items()))

    def _functional(
        self, path: Path, within: Sequence[ast.stmt], node: ast.ClassDef
    ) -> list[tuple[str, ast.expr, str]]:
        """Return fields of a base class in the functional form: names that are no Python identifiers."""
        found: list[tuple[str, ast.expr, str]] = []
        for base in node.bases:
            for item in (*within, *self.sdk.modules[path].body):
                if (
                    isinstance(item, ast.Assign)
                    and name_of(item.targets[0]) == name_of(base)
                    and isinstance(item.value, ast.Call)
                ):
                    table = item.value.args[1]
                    assert isinstance(table, ast.Dict)
                    found += [
                        (ast.literal_eval(key), value, "")
                        for key, value in zip(table.keys, table.values, strict=True)
                        if key
                    ]
        return found

    def param(self, path: Path, within: Sequence[ast.stmt], node: ast.expr, name: str, text: str) -> Any:
        """Return the notation of a parameter's type."""
        node = unquoted(node)
        values = literal(node)
        if values is not None:
            return "=" + "|".join(sorted(values))
        if isinstance(node, ast.Subscript):
            kind = name_of(node.value)
            if kind in ("List", "Sequence"):
                parts = closed(alternatives(node.slice))
                inner = [self.param(path, within, part, name, "") for part in parts]
                return inner if len(inner) == 1 else [{"|": inner}]
            if kind in HASHES:
                real = [part for part in alternatives(elements(node)[-1]) if literal(part) != [""]]
                return {"*": self.param(path, within, real[0], name, "")}
            assert kind in ("NotRequired", "Optional", "Type"), ast.dump(node)
            return self.param(path, within, elements(node)[0], name, text)
        plain = name_of(node)
        if plain in SCALARS:
            word = scalar(plain, name, text)
            return "file" if word == "any" and name == "file" else word
        for item in within:
            if isinstance(item, ast.ClassDef) and item.name == plain:
                return self.params(Declared(path, item), within, name)
        found = self.sdk.find(plain, path)
        return self.params(found, self.sdk.modules[found.path].body, name)

    # -- shapes ----------------------------------------------------------------------------------------------

    def shape(self, path: Path, node: ast.ClassDef, scopes: list[ast.ClassDef]) -> dict[str, Any]:
        """Return the notation of an object's class, or of an inner hash. scopes: outermost class first."""
        found = {}
        counts = sent_as_text(node)
        for name, annotation, text in fields(node):
            if name in ("OBJECT_NAME", "deleted") or name.startswith("_") and name != "_from":
                continue
            first = unquoted(annotation)
            nullable = isinstance(first, ast.Subscript) and name_of(first.value) == "Optional"
            parts = alternatives(first.slice if isinstance(first, ast.Subscript) and nullable else annotation)
            kind = "decimal" if name in counts else self.field(path, [*scopes, node], parts, name, text)
            found[own(name) + ("?" if nullable else "")] = kind
        return dict(sorted(found.items()))

    def field(
        self, path: Path, scopes: list[ast.ClassDef], parts: list[ast.expr], name: str, text: str
    ) -> Any:
        """Return the notation of a field's type. parts: its alternatives."""
        parts = closed(parts)
        if len(parts) > 1:
            kinds = [self.field(path, scopes, [part], name, text) for part in parts]
            if all(isinstance(kind, str) and kind.startswith(":") for kind in kinds):
                return ":" + "|".join(kind[1:] for kind in kinds)
            return {"|": kinds}
        node = unquoted(parts[0])
        values = literal(node)
        if values is not None:
            return "=" + "|".join(sorted(values))
        if isinstance(node, ast.Subscript):
            return self._generic(path, scopes, node, name, text)
        plain = name_of(node)
        if plain in SCALARS:
            return scalar(plain, name, text)
        if plain in HASHES:
            return {"*": "any"}
        return self._named(path, scopes, node)

    def _generic(
        self, path: Path, scopes: list[ast.ClassDef], node: ast.Subscript, name: str, text: str
    ) -> Any:
        kind, inner = name_of(node.value), elements(node)
        if kind in ("ExpandableField", "ListObject"):
            names = [self.sdk.object_of(name_of(one), path) for one in alternatives(inner[0])]
            return ("@" if kind == "ExpandableField" else "list ") + "|".join(names)
        if kind == "List":
            return [self.field(path, scopes, alternatives(inner[0]), name, text)]
        if kind in HASHES:
            return {"*": self.field(path, scopes, alternatives(inner[-1]), "", "")}
        assert kind == "Optional", ast.dump(node)
        return self.field(path, scopes, alternatives(inner[0]), name, text)

    def _named(self, path: Path, scopes: list[ast.ClassDef], node: ast.expr) -> Any:
        """Return the notation of a class: an inner hash, else another object."""
        dotted = ast.unparse(node).split(".")
        for scope in reversed(scopes):
            target: ast.ClassDef | None = scope
            for step in dotted[1:] if dotted[0] == scope.name and len(dotted) > 1 else dotted:
                target = (
                    next(
                        (one for one in target.body if isinstance(one, ast.ClassDef) and one.name == step),
                        None,
                    )
                    if target
                    else None
                )
            if target is not None:
                return self.shape(path, target, scopes[:-1] if target in scopes else scopes)
        where, found = self.sdk.find(name_of(node), path)
        named = object_name(found)
        return ":" + named if named else self.shape(where, found, [])
