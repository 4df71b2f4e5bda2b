"""Types of parameters that contain others: hashes, lists, maps, metadata, and unions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from counterfoil.contract.forms import as_list
from counterfoil.contract.params import spelling
from counterfoil.contract.params.kinds import Enum, Kind, shown
from counterfoil.contract.refusal import Refusal

METADATA_KEYS, METADATA_KEY_LENGTH, METADATA_VALUE_LENGTH = 50, 40, 500


class Field(NamedTuple):
    """A parameter. check: validates its type. empty: value of the empty string (JSON: null), or an error."""

    check: Callable[[Any, str], Any]
    empty: Callable[[str], Any]
    kind: Kind
    required: bool


class Stranger(NamedTuple):
    """An unknown parameter: its bracket notation, and the hash and name where it was found."""

    param: str
    name: str
    among: Hash
    path: str

    def resembles(self) -> str | None:
        """Return the known parameter with a similar name, in bracket notation, or None."""
        near = spelling.nearest(self.name, self.among.fields)
        return inside(self.path, near) if near else None


def inside(path: str, name: str | int) -> str:
    return f"{path}[{name}]" if path else str(name)


def refuse_empty(path: str) -> Any:
    message = (
        f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a"
        f" parameter; however '{path}' cannot be unset. You should remove '{path}' from your request or"
        " supply a non-empty value."
    )
    raise Refusal(message, code="parameter_invalid_empty", param=path)


class Hash(Kind):
    """A hash of known parameters. nothing: what unsets a value: an empty string in forms, null in JSON."""

    __slots__ = ("fields", "nothing", "required")
    scalar = False

    def __init__(self, fields: Mapping[str, Field], nothing: Any = "") -> None:
        self.fields = dict(fields)
        self.required = tuple(name for name, field in fields.items() if field.required)
        self.nothing = nothing

    def check(self, value: Any, path: str) -> dict[str, Any]:
        if type(value) is not dict:
            raise Refusal("Invalid object", param=path or None)
        fields, nothing = self.fields, self.nothing
        typed = {}
        for name, given in value.items():
            field = fields.get(name)
            if field is None:
                # `strangers` will say it well.
                raise Refusal(name, code="parameter_unknown", param=inside(path, name))
            within = f"{path}[{name}]" if path else name
            typed[name] = field[1](within) if given == nothing else field[0](given, within)
        for name in self.required:
            if name not in value:
                raise missing(inside(path, name))
        return typed

    def strangers(self, value: Any, path: str) -> Iterator[Stranger]:
        if type(value) is not dict:
            return
        for name, given in value.items():
            field = self.fields.get(name)
            if field is None:
                yield Stranger(inside(path, name), name, self, path)
            else:
                yield from field.kind.strangers(given, inside(path, name))

    def gaps(self, value: Any, path: str) -> Iterator[str]:
        if type(value) is not dict:
            return
        for name in self.required:
            if name not in value:
                yield inside(path, name)
        for name, given in value.items():
            if name in self.fields:
                yield from self.fields[name].kind.gaps(given, inside(path, name))


class List(Kind):
    """A list of one type. elements: converts a raw value of the encoding to a list, or None."""

    __slots__ = ("elements", "of")
    scalar = False

    def __init__(self, of: Kind, elements: Callable[[Any], list[Any] | None] = as_list) -> None:
        self.of, self.elements = of, elements

    def check(self, value: Any, path: str) -> list[Any]:
        elements = self.elements(value)
        if elements is None:
            raise Refusal("Invalid array", param=path)
        check = self.of.check
        for index, element in enumerate(elements):
            if element == "" or element is None:
                refuse_empty(f"{path}[{index}]")
        return [check(element, f"{path}[{index}]") for index, element in enumerate(elements)]

    def strangers(self, value: Any, path: str) -> Iterator[Stranger]:
        for index, element in enumerate(self.elements(value) or ()):
            yield from self.of.strangers(element, f"{path}[{index}]")

    def gaps(self, value: Any, path: str) -> Iterator[str]:
        for index, element in enumerate(self.elements(value) or ()):
            yield from self.of.gaps(element, f"{path}[{index}]")


class Map(Kind):
    """A hash with arbitrary keys. key: a check of the keys, or None."""

    __slots__ = ("key", "of")
    scalar = False

    def __init__(self, of: Kind, key: Callable[[str, str], str] | None = None) -> None:
        self.of, self.key = of, key

    def check(self, value: Any, path: str) -> dict[str, Any]:
        if type(value) is not dict:
            raise Refusal("Invalid object", param=path)
        check, key = self.of.check, self.key
        if key:
            return {key(name, path): check(given, f"{path}[{name}]") for name, given in value.items()}
        return {name: check(given, f"{path}[{name}]") for name, given in value.items()}

    def strangers(self, value: Any, path: str) -> Iterator[Stranger]:
        for name, given in value.items() if type(value) is dict else ():
            yield from self.of.strangers(given, f"{path}[{name}]")

    def gaps(self, value: Any, path: str) -> Iterator[str]:
        for name, given in value.items() if type(value) is dict else ():
            yield from self.of.gaps(given, f"{path}[{name}]")


class Metadata(Kind):
    """Keys and strings of the caller. An empty value (JSON: null) stays, and removes its key when merged.

    Source: protocol, "Metadata".
    """

    __slots__ = ("nothing",)
    scalar = False

    def __init__(self, nothing: Any = "") -> None:
        self.nothing = nothing

    def check(self, value: Any, path: str) -> dict[str, Any]:
        if type(value) is not dict:
            raise Refusal("Invalid object", param=path)
        for key, text in value.items():
            if text == self.nothing:
                continue
            if type(text) is not str:
                raise Refusal(f"Invalid string: {shown(text)}", param=inside(path, key))
            if len(text) > METADATA_VALUE_LENGTH:
                message = (
                    f"Metadata values can have up to {METADATA_VALUE_LENGTH} characters, but you passed in a"
                    f" value that is {len(text)} characters. Invalid value: {text[:1000]}"
                )
                raise Refusal(message, param=inside(path, key))
            if len(key) > METADATA_KEY_LENGTH:
                message = (
                    f"Metadata keys can have up to {METADATA_KEY_LENGTH} characters, but you passed in a key"
                    f" that is {len(key)} characters. Invalid key: {key[:1000]}"
                )
                raise Refusal(message, param=path)
            if "[" in key or "]" in key or "\0" in key:
                raise Refusal("Metadata keys cannot contain square brackets.", param=path)
        # No document could take so many. What an update adds up to is counted where it is merged, in the
        # kernel.
        sent = sum(text != self.nothing for text in value.values())
        if sent > METADATA_KEYS:
            raise Refusal(f"Metadata can have up to {METADATA_KEYS} keys, but you've set {sent}.", param=path)
        return dict(value)


class Union(Kind):
    """The first of several types that fits. If none does, the error is that of the likeliest type."""

    __slots__ = ("kinds",)
    scalar = False

    def __init__(self, kinds: list[Kind]) -> None:
        self.kinds = kinds

    def check(self, value: Any, path: str) -> Any:
        for kind in self.kinds:
            try:
                return kind.check(value, path)
            except Refusal:
                pass
        return self.likeliest(value).check(value, path)

    def strangers(self, value: Any, path: str) -> Iterator[Stranger]:
        return self.likeliest(value).strangers(value, path)

    def gaps(self, value: Any, path: str) -> Iterator[str]:
        return self.likeliest(value).gaps(value, path)

    def likeliest(self, value: Any) -> Kind:
        """Return the type that a value was meant for: of the same form, with the fewest unknown names."""
        alike: list[Kind]
        if type(value) is dict:
            alike = [kind for kind in self.kinds if isinstance(kind, Hash | Map | Metadata)]
            alike = alike or [kind for kind in self.kinds if isinstance(kind, List)]
        elif type(value) is list:
            alike = [kind for kind in self.kinds if isinstance(kind, List)]
        else:
            alike = [kind for kind in self.kinds if kind.scalar]
        return min(
            alike or self.kinds,
            key=lambda kind: (sum(1 for _ in kind.strangers(value, "")), isinstance(kind, Enum)),
        )


def unknown(strangers: list[Stranger]) -> Refusal:
    """Return the error of unknown parameters."""
    first = strangers[0]
    if len(strangers) > 1:
        message = f"Received unknown parameters: {', '.join(shown(each.param) for each in strangers)}"
    else:
        near = first.resembles()
        message = f"Received unknown parameter: {shown(first.param)}" + (
            f". Did you mean {near}?" if near else ""
        )
    return Refusal(message, code="parameter_unknown", param=shown(first.param))


def missing(name: str) -> Refusal:
    return Refusal(f"Missing required param: {name}.", code="parameter_missing", param=name)
