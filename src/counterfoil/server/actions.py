"""Actions: call the function of a page for an operation.

All have one signature: `f(work, <an argument per path id>, params)`. Such an argument is the loaded object,
or the id if the function annotates it as `str`. Before the call, the phase adopts the test clock of the
path's objects and of the parameters that the action declares with `on`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from counterfoil.contract import naming
from counterfoil.contract.load import Operation
from counterfoil.kernel import Resource, Work, inherited, objects
from counterfoil.kernel.clocks import TIMED, adopt

Perform = Callable[[Work, Mapping[str, str], Mapping[str, Any]], Any]
Check = Callable[[Work, Mapping[str, Any]], None]

# A path parameter, the resource it names (by the GET of its own path), and the child's field with its id.
Parent = tuple[str, Resource[Any] | None, str | None]
# A parameter that names an object which may be on a test clock: its path, and the possible types.
Named = tuple[tuple[str, ...], tuple[str, ...]]

CLOCK = objects.test_helpers_test_clock.object
FIRST = (("customer",), ("test_clock",))  # these decide the clock before any other parameter


# -- signatures ----------------------------------------------------------------------------------------------


def takes_ids(operation: Operation, action: Callable[..., Any]) -> list[bool]:
    """Return, for each path id, whether an action takes it as `str`. AssertionError for a wrong signature."""
    parameters = list(inspect.signature(action).parameters.values())
    names = [each.name for each in parameters]
    wanted = (
        f"{operation.name} is called with (work, {', '.join((*operation.path_params, 'params'))}), not"
        f" {names}"
    )
    assert len(names) == len(operation.path_params) + 2, wanted
    assert (names[0], names[-1]) == ("work", "params"), wanted
    return [each.annotation in ("str", str) for each in parameters[1:-1]]


def bind(
    operation: Operation,
    action: Callable[..., Any],
    path: Sequence[tuple[str, Resource[Any] | None, Sequence[Parent]]],
    check: Check | None,
) -> Perform:
    """Return the function that loads an action's arguments and calls it.

    path: name, resource and parents of each id. check: validates the objects that parameters name.
    """
    reads = operation.verb == "GET"
    loads = []
    for (name, resource, above), text in zip(path, takes_ids(operation, action), strict=True):
        assert text or resource is not None, (
            f"{operation.name}: nothing tells what {name} names: annotate it as str"
        )
        loads.append(
            (name, None if text else resource, {field: parent for parent, _, field in above if field})
        )

    def argument(
        work: Work,
        ids: Mapping[str, str],
        name: str,
        resource: Resource[Any] | None,
        fields: Mapping[str, str],
    ) -> Any:
        if resource is None:
            return ids[name]
        parents = {field: ids[parent] for field, parent in fields.items()}
        document = inherited.member(work, resource, ids[name], parents, param=name)
        adopt(work, document, reads=reads)
        return document

    def perform(work: Work, ids: Mapping[str, str], params: Mapping[str, Any]) -> Any:
        arguments = [argument(work, ids, *load) for load in loads]
        if check is not None:
            check(work, params)
        return action(work, *arguments, params)

    return perform


# -- what an operation is about ------------------------------------------------------------------------------


def about(
    operation: Operation, names: naming.Names, declared: Sequence[str] | None, *, written: bool
) -> tuple[Named, ...]:
    """Return the parameters whose objects decide the clock of an operation, in order of precedence.

    names: all parameters of objects with clocks. declared: by `on`; by default they are derived.
    AssertionError if a page creates an object of a customer without `on`.
    """
    found = dict(_flat(names))
    if declared is not None:
        paths = [tuple(each.split(".")) for each in declared]
        for path in paths:
            assert path in found, (
                f"{operation.name}: {'.'.join(path)} names nothing that may live on a test clock"
            )
        return tuple((path, found[path]) for path in paths)
    assert not (written and found and not operation.path_params), (
        f"{operation.name} names what may be a customer's, and does not declare what it is on:"
        f" {['.'.join(path) for path in found]}"
    )
    return tuple(
        sorted(found.items(), key=lambda each: FIRST.index(each[0]) if each[0] in FIRST else len(FIRST))
    )


def adopt_clock(work: Work, about: Sequence[Named], params: Mapping[str, Any]) -> None:
    """Adopt the test clock of the first object, named by these parameters, that has one."""
    for path, meant in about:
        for id in _values(params, path):
            for object in meant:
                document = work.find(objects.named(object), id)
                if document is not None:
                    adopt(work, document)
                    if work.clock:
                        return


def with_clocks(named: naming.Objects) -> naming.Objects:
    """Filter objects that may be on a test clock, test clocks included."""
    return tuple(one for one in named if one == CLOCK or not TIMED.isdisjoint(objects.named(one).fields))


def _flat(names: naming.Names, path: tuple[str, ...] = ()) -> Iterator[Named]:
    if names.objects:
        yield path, names.objects
    for name, inner in names.inside.items():
        yield from _flat(inner, (*path, name))


def _values(sent: Any, path: Sequence[str]) -> Iterator[str]:
    """Yield the ids in a parameter, also within lists on the path to it."""
    if isinstance(sent, Mapping):
        if path and path[0] in sent:
            yield from _values(sent[path[0]], path[1:])
    elif isinstance(sent, str):
        if sent and not path:
            yield sent
    elif isinstance(sent, Sequence):
        for each in sent:
            yield from _values(each, path)
