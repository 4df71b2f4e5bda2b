"""Naming: which parameters of an operation name other objects.

The contract shows it in two ways. A parameter names the type that the answer refers to in the same place
(`transfer_data[destination]`: an account, `items[][price]`: a price); where the answer has no reference, the
type in the parameter's name (`line_items[][price]`: a price, `from_subscription`: a subscription,
`tax_rates[]`: tax rates).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterfoil.contract import shapes
from counterfoil.contract.shapes import Array, Choice, Hash, Inline, Nested, Reference, Type

# Called after an object without naming one: words of other trades, and what takes tokens, of which some stand
# for no object.
OTHERWISE = frozenset(("client_secret", "enabled_event", "external_account", "source", "tax_id", "token"))

Objects = tuple[str, ...]  # names of objects


@dataclass(slots=True)
class Names:
    """The types of objects that a parameter may name. inside: the same for parameters within it."""

    objects: Objects = ()
    inside: dict[str, Names] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.objects or self.inside)

    def without(self, known: Names) -> Names:
        """Return the names that `known` does not have."""
        inside = {name: inner.without(known.inside.get(name, Names())) for name, inner in self.inside.items()}
        return Names(
            () if known.objects else self.objects, {name: inner for name, inner in inside.items() if inner}
        )


def names(surface: Any, operation: Any, meant: Callable[[Objects], Objects]) -> Names:
    """Return the objects that an operation's parameters name. meant: filters the types of a parameter."""
    answered: list[Type] = (
        [Inline(operation.objects)] if operation.answer_kind == "object" and operation.objects else []
    )
    return _Reading(surface, operation.name.partition(".")[0], meant).of(operation.raw_params, answered, "")


def named(names: Names, value: Any, param: str = "") -> Iterator[tuple[str, str, Objects]]:
    """Yield each id in sent values: (parameter in bracket notation, id, possible types)."""
    if isinstance(value, str):
        if names.objects and value:
            yield param, value, names.objects
    elif isinstance(value, Mapping):
        for name, inner in names.inside.items():
            if name in value:
                yield from named(inner, value[name], f"{param}[{name}]" if param else name)
    elif isinstance(value, Sequence):
        for index, each in enumerate(value):
            yield from named(names, each, f"{param}[{index}]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one operation's parameters. area: the first part of its name, preferred among equal names."""

    surface: Any
    area: str
    meant: Callable[[Objects], Objects]

    def of(self, notation: Any, shown: Sequence[Type], name: str) -> Names:
        """Return what a parameter names. shown: the types of the answer in the same place."""
        if isinstance(notation, str):
            objects = (
                self.objects(shown, name) if notation.startswith("string") and name not in OTHERWISE else ()
            )
            return Names(self.meant(objects) if objects else ())
        if isinstance(notation, list):
            elements = [inner for type_ in shown for inner in _elements(type_)]
            return self.of(notation[0], elements, name.removesuffix("s"))
        if "|" in notation:
            found = [self.of(each, shown, name) for each in notation["|"]]
            objects = tuple(dict.fromkeys(one for each in found for one in each.objects))
            return Names(objects, {name: inner for each in found for name, inner in each.inside.items()})
        inside = {}
        for flagged, inner in notation.items():
            bare = flagged.rstrip("!~")
            found_in = (
                self.of(inner, [type_ for each in shown for type_ in self.property(each, bare)], bare)
                if bare != "*"
                else None
            )
            if found_in:
                inside[bare] = found_in
        return Names((), inside)

    def property(self, type_: Type, name: str) -> Iterator[Type]:
        """Yield the types of a property of a type."""
        match type_:
            case Hash(known):
                if name in known:
                    yield known[name].type
            case Inline(objects) | Reference(objects):
                for object in objects:
                    known = shapes.of_object(self.surface, object)
                    if name in known:
                        yield known[name].type
            case Choice(of):
                for each in of:
                    yield from self.property(each, name)

    def objects(self, shown: Sequence[Type], name: str) -> Objects:
        referred = [
            object for type_ in shown if isinstance(type_, Inline | Reference) for object in type_.names
        ]
        return tuple(dict.fromkeys(referred)) or self.called_after(name)

    def called_after(self, name: str) -> Objects:
        """Return the type that a parameter's name ends with, the longest one, if it is unambiguous.

        Among types of one name, that of the operation's area or without an area is preferred.
        """
        words = _words(self.surface)
        word = name
        while word not in words:
            _, more, word = word.partition("_")
            if not more:
                return ()
        meant = words[word] if word not in OTHERWISE else []
        own = (
            [one for one in meant if one.startswith(f"{self.area}.")]
            or [one for one in meant if "." not in one]
            or meant
        )
        return tuple(own) if len(own) == 1 else ()


@functools.lru_cache(maxsize=8)
def _words(surface: Any) -> dict[str, list[str]]:
    """Map names, with and without area, to types."""
    words: dict[str, list[str]] = {}
    for object in surface.objects:
        for word in {object.replace(".", "_"), object.rpartition(".")[2]}:
            words.setdefault(word, []).append(object)
    return words


def _elements(type_: Type) -> Iterator[Type]:
    match type_:
        case Array(of):
            yield of
        case Nested(names):
            yield Inline(names)
        case Choice(of):
            for each in of:
                yield from _elements(each)
