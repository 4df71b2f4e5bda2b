"""The types of documents: write the shapes of the newest version as classes for the type checker.

    python -m tools.stubs write     # src/counterfoil/kernel/shapes.pyi
    python -m tools.stubs check     # is it what the contract says?

A class for each object and, inside it, for each hash. Only the type checker reads the file: at run time every
document is a `Document`. Fields whose names Python cannot read as attributes (`items`, `from`) are left out,
and are read by key.
"""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from counterfoil import contract
from counterfoil.contract import shapes
from counterfoil.contract.load import NEWEST, SURFACES, Surface
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
from counterfoil.kernel import Document, objects

FILE = Path(__file__).parent.parent / "src/counterfoil/kernel/shapes.pyi"
HEAD = f'''"""The shape of every object of {NEWEST}. Written by tools/stubs.py: do not edit."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from counterfoil.kernel.document import Document

_D = TypeVar("_D", bound=Document)

class Listed(Document, Generic[_D]):
    """A list inside of an object."""

    object: Literal["list"]
    data: Sequence[_D]
    has_more: bool
    total_count: int | None
    url: str
'''
SCALARS = {
    "string": "str",
    "integer": "int",
    "timestamp": "int",
    "number": "float",
    "decimal": "str",
    "boolean": "bool",
    "any": "Any",
}
UNREADABLE = {*dir(Document), *keyword.kwlist}  # names that are no attributes of a document


def class_name(name: str) -> str:
    """Return the class name of an object (`billing.meter`) or of a field."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[._]", name))


class Writer:
    """Writes the classes of a surface's objects."""

    def __init__(self, object: str, surface: Surface) -> None:
        self.object = object
        self.surface = surface
        self.instants = "str" if object.startswith("v2.") else "int"  # v2 has times as text

    def lines(self) -> Iterator[str]:
        name = class_name(self.object)
        yield from self.class_of(name, shapes.of_object(self.surface, self.object), "", name)

    def class_of(self, name: str, fields: Mapping[str, Property], indent: str, path: str) -> Iterator[str]:
        """Yield the lines of a hash's class, with inner classes for its hashes. path: its full name."""
        readable = {field: each for field, each in fields.items() if field not in UNREADABLE}
        inner = {
            class_name(field): found
            for field, each in readable.items()
            if (found := hash_of(each.type)) is not None
        }
        if not readable:
            yield f"{indent}class {name}(Document): ..."
            return
        yield f"{indent}class {name}(Document):"
        for own, hash in inner.items():
            yield from self.class_of(own, hash.properties, indent + "    ", f"{path}.{own}")
        for field, each in readable.items():
            type = self.type_of(each.type, f"{path}.{class_name(field)}", inner)
            optional = each.absent or (each.nullable and field != "metadata")
            yield f"{indent}    {field}: {type}{' | None' if optional and type != 'Any' else ''}"

    def type_of(self, type: Type, path: str, inner: Mapping[str, Hash]) -> str:
        match type:
            case Scalar("timestamp"):
                return self.instants
            case Scalar(word):
                return SCALARS[word]
            case Enum(values):
                if frozenset(values) >= self.surface.event_types:
                    return "EventType"
                return literal(values)
            case Array(of):
                return f"Sequence[{self.type_of(of, path, inner)}]"
            case Hash():
                return self.within(inner, path)
            case Map(Scalar() | Enum() as of):
                return f"Mapping[str, {self.type_of(of, path, inner)}]"
            case Map():
                return "Mapping[str, Any]"  # what is in it is read by key
            case Reference():
                return "str"  # a document holds the id: only answers are expanded
            case Inline(names):
                return self.objects_of(names, inner)
            case Nested(names):
                return f"Listed[{self.objects_of(names, inner)}]"
            case Choice(of):
                return " | ".join(dict.fromkeys(self.type_of(each, path, inner) for each in of))

    def objects_of(self, names: tuple[str, ...], inner: Mapping[str, Hash]) -> str:
        return " | ".join(self.within(inner, class_name(name)) for name in names)

    def within(self, inner: Mapping[str, Hash], path: str) -> str:
        """Return a class's name for use beside inner classes; one of the same name adds an underscore."""
        return f"_{path}" if path.partition(".")[0] in inner else path


def hash_of(type: Type) -> Hash | None:
    """Return the hash of a field, or of its list's elements, that needs a class; else None."""
    match type:
        case Hash():
            return type
        case Array(of):
            return hash_of(of)
        case Choice(of):
            found = [each for each in map(hash_of, of) if each is not None]
            assert len(found) < 2, "a choice between two hashes has no name for the second"
            return found[0] if found else None
    return None


def literal(values: tuple[str, ...]) -> str:
    return "Literal[" + ", ".join(f'"{value}"' for value in values) + "]"


def written() -> str:
    """Return the contents of the file."""
    surfaces = [contract.load(version) for version in reversed(SURFACES)]
    lines = [HEAD, f"EventType = {literal(tuple(sorted(surfaces[0].event_types)))}", ""]
    for resource in sorted(objects.every(), key=lambda each: each.object):
        surface = next((each for each in surfaces if resource.object in each.objects), None)
        if surface is not None:
            lines += [*Writer(resource.object, surface).lines(), ""]
    text = "\n".join(lines)
    hidden = sorted(set(re.findall(r"(?<![\w.])_([A-Z]\w+)", text)) - {"D"})
    return text + "".join(f"\n_{name} = {name}" for name in hidden) + ("\n" if hidden else "")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.stubs", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=["write", "check"])
    if parser.parse_args().command == "write":
        FILE.write_text(written(), encoding="utf8")
        return 0
    right = FILE.read_text(encoding="utf8") == written()
    print(
        f"{FILE.name} is what the contract says"
        if right
        else f"{FILE.name} is not what the contract says: python -m tools.stubs write"
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
