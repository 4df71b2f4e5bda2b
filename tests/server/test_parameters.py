"""Pages read parameters that exist: a misspelled name would always be absent and fail no other test."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from counterfoil import app, resources
from counterfoil.contract.load import SURFACES, load
from counterfoil.kernel import objects
from tests.support.parameters import bare

PAGES = Path(resources.__file__).parent


@cache
def parameters() -> dict[str, set[str]]:
    """Operation -> the names of its parameters, in any version."""
    found: dict[str, set[str]] = defaultdict(set)
    for version in SURFACES:
        for name, operation in load(version).operations.items():
            found[name] |= {bare(each) for each in operation.raw_params}
    return found


@cache
def names() -> set[str]:
    """The names of all parameters and of all in them, of any operation in any version."""

    def within(kind: Any) -> Iterator[str]:
        if isinstance(kind, list):
            yield from within(kind[0])
        elif isinstance(kind, dict):
            for name, inner in kind.items():
                yield bare(name)
                yield from [each for one in inner for each in within(one)] if name == "|" else within(inner)

    return {
        name
        for version in SURFACES
        for each in load(version).operations.values()
        for name in within(each.raw_params)
    }


def read(tree: ast.AST, *hashes: str) -> Iterator[tuple[int, str]]:
    """Return (line, name) of every `hash["name"]`, `hash.get("name")` and `"name" in hash` of hashes."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.Subscript(ast.Name(hash), ast.Constant(str(name)))
                | ast.Call(ast.Attribute(ast.Name(hash), "get"), [ast.Constant(str(name)), *_])
                | ast.Compare(ast.Constant(str(name)), [ast.In() | ast.NotIn()], [ast.Name(hash)])
            ) if hash in hashes:
                yield node.lineno, name


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """(operation, function) of all pages."""
    dispatch = app.dispatch()
    for resource in objects.every():
        yield from resource.operations.items()
    for service in {name.rpartition(".")[0] for name in dispatch.operations}:
        resource = dispatch.serving(service)
        for method, function in resource.actions.items() if resource else ():
            yield f"{service}.{method}", function


def test_an_action_reads_parameters_of_its_operation():
    allowed: dict[Callable[..., Any], set[str]] = defaultdict(set)
    for operation, function in actions():
        allowed[function] |= parameters()[operation]
    assert len(allowed) > 150
    wrong = [
        f"{function.__module__}.{function.__name__}: {name}"
        for function, known in allowed.items()
        for _, name in read(ast.parse(textwrap.dedent(inspect.getsource(function))), "params")
        if name not in known and not name.startswith("_")
    ]
    assert not wrong, "\n".join(wrong)


def test_a_helper_reads_parameters_that_some_operation_has():
    pages = {
        path: list(read(ast.parse(path.read_text(encoding="utf8")), "params", "sent"))
        for path in PAGES.rglob("*.py")
    }
    assert sum(map(len, pages.values())) > 350
    wrong = [
        f"{path.relative_to(PAGES)}:{line}: {name}"
        for path, found in pages.items()
        for line, name in found
        if name not in names()
    ]
    assert not wrong, "\n".join(wrong)
