"""The notation of parameters, compiled once per operation.

A name ends in `!` (required) or `~` (the empty string unsets it). A type is `string`, `string(100)`
(longest), `string(1..100)`, `integer`, `integer(1..100)`, `number`, `boolean`, `timestamp`, `decimal`,
`file`, `any`, `=a|b|c` (enum), `["T"]` (list), `{...}` (hash), `{"*": T}` (map) or `{"|": [T1, T2]}` (union).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.contract.forms import as_list
from counterfoil.contract.params import kinds
from counterfoil.contract.params.containers import (
    Field,
    Hash,
    List,
    Map,
    Metadata,
    Union,
    missing,
    refuse_empty,
)
from counterfoil.contract.params.kinds import Kind

EMAILS = frozenset({"email", "receipt_email", "customer_email", "support_email"})
URLS = frozenset({"return_url", "default_return_url", "success_url", "cancel_url", "refresh_url", "images"})
# What names another object, or says what an amount is worth, cannot be unset by itself, but where the
# published types say so.
LASTING = frozenset(
    "charge currency customer invoice payment_intent payment_method plan price product setup_intent source"
    " subscription".split()
)
WEB_URLS = ("webhook_endpoints.", "v2.core.event_destinations.")
_sized = re.compile(r"(string|integer)\((-?\d*)(?:\.\.(-?\d*))?\)").fullmatch


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of parameters: form or JSON. elements: converts a raw value to a list, or None."""

    json: bool
    elements: Callable[[Any], list[Any] | None]

    @property
    def nothing(self) -> Any:
        """The value that unsets a parameter."""
        return None if self.json else ""


def _itself(value: Any) -> list[Any] | None:
    return value if type(value) is list else None


def _lone_or_repeated(value: Any) -> list[Any] | None:
    return [value] if type(value) is str else as_list(value)


FORM = Encoding(json=False, elements=as_list)
JSON = Encoding(json=True, elements=_itself)
# Of v2, where older SDKs repeat the name of a list; newer ones count.
QUERY = Encoding(json=False, elements=_lone_or_repeated)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles an operation's parameters. verb: decides on empty strings. name: decides on URLs."""

    verb: str
    name: str
    encoding: Encoding

    def hash(self, notation: Mapping[str, Any]) -> Hash:
        """Return the type of a hash."""
        return Hash(self.fields(notation), self.encoding.nothing)

    def fields(self, notation: Mapping[str, Any]) -> dict[str, Field]:
        fields = {}
        for flagged, type_ in notation.items():
            name = flagged.rstrip("!~")
            flags = flagged[len(name) :]
            kind = self.kind(type_, name, required="!" in flags)
            empty = self.empty(kind, name, required="!" in flags, unsettable="~" in flags)
            fields[name] = Field(kind.check, empty, kind, "!" in flags)
        return fields

    def empty(self, kind: Kind, name: str, *, required: bool, unsettable: bool) -> Callable[[str], Any]:
        """Return the meaning of an empty string: an empty list, no metadata, or None if it can be unset.

        The published types say which numbers, enums and hashes can be unset, but of strings only some. So an
        optional string of a POST can be unset, unless it names another object or a currency. Queries have
        nothing to unset.
        """
        if isinstance(kind, List) and not required:
            return lambda path: []
        if isinstance(kind, Hash) and not kind.fields:
            return lambda path: {}  # a form has no other way to write a hash without fields (`offline=`)
        if unsettable or (isinstance(kind, Metadata) and not required):
            return lambda path: None
        if self.encoding.json:
            return refuse_null if required else lambda path: None
        fixed = required or name in LASTING or self.verb != "POST"
        if type(kind) is kinds.String and not fixed and not kind.shortest:
            return lambda path: None
        return refuse_empty

    def kind(self, type_: Any, name: str, *, required: bool = False) -> Kind:
        """Compile a type. name: of the parameter, or of the list or map that it is an element of."""
        if isinstance(type_, str):
            return self.scalar(type_, name, required)
        if isinstance(type_, list):
            return List(self.kind(type_[0], name), self.encoding.elements)
        if "|" in type_:
            return Union([self.kind(each, name) for each in type_["|"]])
        if "*" in type_:
            if name == "metadata":
                return Metadata(self.encoding.nothing)
            return Map(self.kind(type_["*"], ""), kinds.currency if name == "currency_options" else None)
        return self.hash(type_)

    def scalar(self, type_: str, name: str, required: bool) -> Kind:
        json = self.encoding.json
        if type_.startswith("="):
            return kinds.Enum(type_[1:].split("|"))
        sized = _sized(type_)
        word, low, high = sized.groups() if sized else (type_, None, None)
        if word == "string":
            # `string(100)` tells the longest only.
            shortest, longest = (low, high) if ".." in type_ else ("", low)
            least, most = int(shortest or 0), int(longest or kinds.LONGEST_STRING)
            text = kinds.JsonString if json else kinds.String
            return text(
                most,
                shortest=least,
                blank=not (required or least) or self.verb != "POST",
                look=self.look(name),
            )
        if word == "integer":
            return self.integer(name, low, high)
        plain = {
            "number": kinds.JsonNumber if json else kinds.Number,
            "boolean": kinds.JsonBoolean if json else kinds.Boolean,
            "timestamp": kinds.JsonTimestamp if json else kinds.Timestamp,
            "decimal": kinds.DecimalString,
            "file": kinds.File,
            "any": Kind,
        }
        assert word in plain, f"no such type in the notation of parameters: {type_}"
        return plain[word]()

    def integer(self, name: str, low: str | None, high: str | None) -> kinds.Integer:
        """Compile an integer. Without bounds in the surface, sent amounts have at most twelve digits.

        So the sum of a few amounts fits in the 64 bits that stores and clients represent exactly.
        """
        whole = kinds.JsonInteger if self.encoding.json else kinds.Integer
        widest = kinds.LARGEST_AMOUNT if self.verb == "POST" else None
        least = int(low) if low else widest and -widest
        if high:
            return whole(least, int(high))
        code = "amount_too_large" if "amount" in name.split("_") else "parameter_invalid_integer"
        return whole(least, widest, code)

    def look(self, name: str) -> Callable[[str, str], str] | None:
        """Return the format check of a string by its name, or None. Filters of lists are not checked."""
        if name == "currency":
            return kinds.currency
        if self.verb != "POST":
            return None
        if name in EMAILS:
            return kinds.email
        if name == "country":
            return kinds.country
        if name in URLS:
            return kinds.url
        if name == "url" and self.name.startswith(WEB_URLS):
            return kinds.web_url
        if name == "url" and self.name.startswith("products."):
            return kinds.url
        return kinds.no_script if name == "url" or name.endswith("_url") else None


def refuse_null(path: str) -> Any:
    """Raise the error of a missing parameter: null does not satisfy a required one."""
    raise missing(path)
