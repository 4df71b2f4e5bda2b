"""The SDK's declarations: classes, services and methods, parsed from the source and never imported.

Two styles are supported. Up to 12.x a service declares its parameters as inner classes and creates its
sub-services in `__init__`; from 13.0 on parameters have modules of their own, and sub-services are
annotations that are loaded lazily.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Declared(NamedTuple):
    """A class and its file."""

    path: Path
    node: ast.ClassDef


class Method(NamedTuple):
    """A service's method that calls the API. name: `billing.meters.create`. params: their class, or None."""

    name: str
    verb: str
    url: str
    node: ast.FunctionDef
    service: Declared
    params: Declared | None


class Sdk:
    """The SDK's module-level classes by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.classes: dict[str, list[Declared]] = {}
        self.modules: dict[Path, ast.Module] = {}
        self.imports: dict[Path, dict[str, str]] = {}
        for path in sorted(root.rglob("*.py")):
            tree = self.modules[path] = ast.parse(path.read_text(encoding="utf8"))
            imports = self.imports[path] = {}
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom):
                    for name in node.names:
                        imports[name.asname or name.name] = f"{node.module}.{name.name}"
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, []).append(Declared(path, node))

    def find(self, name: str, near: Path) -> Declared:
        """Return the module-level class that a name means in a file. KeyError if there is none."""
        name = name.strip("'\"")
        source = self.imports[near].get(name)
        wanted = source.rsplit(".", 1)[1] if source else name
        candidates = self.classes[wanted]
        if source:
            module = Path(*source.rsplit(".", 1)[0].split(".")[1:])
            for found in candidates:
                relative = found.path.relative_to(self.root).with_suffix("")
                if relative == module or relative.parent == module:
                    return found
        for found in candidates:
            if found.path == near:
                return found
        return candidates[0]

    def object_of(self, name: str, near: Path) -> str:
        """Return the API's name of a class's object. A class without one (a Radar rule) goes by its own."""
        if name not in self.classes and name not in self.imports[near]:
            return name.lower()
        found = object_name(self.find(name, near).node)
        assert found, f"{name} declares no OBJECT_NAME"
        return found

    def services(self) -> Iterator[tuple[str, Declared]]:
        """Yield (dotted name, class) of each service of the client, without the prefix `v1.`."""

        def below(prefix: str, owner: Declared) -> Iterator[tuple[str, Declared]]:
            for name, called in _subservices(owner.node):
                service = self.find(called, owner.path)
                dotted = f"{prefix}{name}"
                yield dotted, service
                yield from below(dotted + ".", service)

        for dotted, service in below("", self.find("StripeClient", self.root / "__init__.py")):
            yield dotted.removeprefix("v1."), service

    def methods(self) -> Iterator[Method]:
        """Yield each method that makes a request, without the asynchronous ones."""
        for dotted, service in self.services():
            for node in service.node.body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                call = next(
                    (
                        one
                        for one in ast.walk(node)
                        if isinstance(one, ast.Call) and name_of(one.func) == "_request"
                    ),
                    None,
                )
                if call is None:
                    continue
                url = call.args[1]
                if isinstance(url, ast.Call):  # "/v1/prices/{price}".format(price=...)
                    assert isinstance(url.func, ast.Attribute)
                    url = url.func.value
                verb = str(ast.literal_eval(call.args[0])).upper()
                yield Method(
                    f"{dotted}.{node.name}",
                    verb,
                    ast.literal_eval(url),
                    node,
                    service,
                    self._params(service, node),
                )

    def _params(self, service: Declared, method: ast.FunctionDef) -> Declared | None:
        for argument in method.args.args:
            if argument.arg != "params" or argument.annotation is None:
                continue
            node = unquoted(argument.annotation)
            # Optional[...] or plain.
            name = name_of(unquoted(elements(node)[0]) if isinstance(node, ast.Subscript) else node)
            inner = next(
                (one for one in service.node.body if isinstance(one, ast.ClassDef) and one.name == name), None
            )
            return Declared(service.path, inner) if inner is not None else self.find(name, service.path)
        return None


def _subservices(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield (attribute, class name) of a client's or service's sub-services."""
    for statement in ast.walk(node):
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.value, ast.Call)
            and isinstance(statement.targets[0], ast.Attribute)
        ):
            name, called = statement.targets[0].attr, name_of(statement.value.func)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name, called = statement.target.id, name_of(unquoted(statement.annotation))
        else:
            continue
        if called.endswith(("Service", "Services")) and called != "OAuthService":
            yield name, called


# -- what declarations say -----------------------------------------------------------------------------------


def object_name(node: ast.ClassDef) -> str | None:
    """Return the API's name of a class's object, or None."""
    for item in node.body:
        if (
            isinstance(item, ast.AnnAssign)
            and getattr(item.target, "id", "") == "OBJECT_NAME"
            and isinstance(item.value, ast.Constant)
        ):
            return str(item.value.value)
    return None


def thin_type(node: ast.ClassDef) -> str | None:
    """Return the type of a class's thin event, or None."""
    for item in node.body:
        if (
            isinstance(item, ast.Assign)
            and name_of(item.targets[0]) == "LOOKUP_TYPE"
            and isinstance(item.value, ast.Constant)
        ):
            return str(item.value.value)
    return None


def fields(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr, str]]:
    """Yield (name, annotation, docstring) of a class's attributes."""
    for index, item in enumerate(node.body):
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        after = node.body[index + 1] if index + 1 < len(node.body) else None
        text = (
            after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        )
        yield item.target.id, item.annotation, str(text)


def sent_as_text(node: ast.ClassDef) -> set[str]:
    """Return the integers of a class that are sent as strings: v2's 64-bit ones, from a separate table."""
    for item in node.body:
        if isinstance(item, ast.Assign) and name_of(item.targets[0]) == "_field_encodings":
            return {
                name for name, encoding in ast.literal_eval(item.value).items() if encoding == "int64_string"
            }
    return set()


def unquoted(node: ast.expr) -> ast.expr:
    """Parse an annotation that is a string; return others unchanged."""
    while isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = ast.parse(node.value, mode="eval").body
    return node


def alternatives(node: ast.expr) -> list[ast.expr]:
    """Return the types of a union in either notation; of another type, the type."""
    node = unquoted(node)
    if isinstance(node, ast.BinOp):
        return [*alternatives(node.left), *alternatives(node.right)]
    if isinstance(node, ast.Subscript) and name_of(node.value) == "Union":
        return [part for one in elements(node) for part in alternatives(one)]
    return [node]


def elements(node: ast.Subscript) -> list[ast.expr]:
    """Return what is in the brackets of a subscript."""
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def literal(node: ast.expr) -> list[str] | None:
    """Return the values of an enum; None for another type."""
    node = unquoted(node)
    if isinstance(node, ast.Subscript) and name_of(node.value) == "Literal":
        return [str(ast.literal_eval(one)) for one in elements(node)]
    return None


def own(name: str) -> str:
    """Return the API's spelling of a name that Python reserves."""
    return name.strip("_") if keyword.iskeyword(name.strip("_")) else name
