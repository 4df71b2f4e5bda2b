"""Actions: how an operation calls the function of a page.

All have one signature: `f(work, <one argument for each id of the path>, params)`. Such an argument is the
object that the id names, loaded, unless the function annotates it as `str`: then it is the id, which the page
looks up itself. Before the function runs, the phase is on the test clock of what the operation is about: the
objects of its path, and the parameters that it declares with `on`.
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

# A parameter of a path, the resource it names as far as a GET of its own tells, and the field of what is
# below that holds it.
Above = tuple[str, Resource[Any] | None, str | None]
# A parameter that names what may live on a test clock: the names that lead to it, and the objects it may be.
Named = tuple[tuple[str, ...], tuple[str, ...]]

CLOCK = objects.test_helpers_test_clock.object
FIRST = (("customer",), ("test_clock",))  # what tells the clock before all else that a request may name


# -- signatures ----------------------------------------------------------------------------------------------


def texts_of(operation: Operation, action: Callable[..., Any]) -> list[bool]:
    """For each id of the path, whether an action takes it as text. AssertionError for any other signature."""
    parameters = list(inspect.signature(action).parameters.values())
    names = [each.name for each in parameters]
    wanted = (
        f"{operation.name} is called with (work, {', '.join((*operation.path_params, 'params'))}), not"
        f" {names}"
    )
    assert len(names) == len(operation.path_params) + 2, wanted
    assert (names[0], names[-1]) == ("work", "params"), wanted
    return [each.annotation in ("str", str) for each in parameters[1:-1]]


def performed(
    operation: Operation,
    action: Callable[..., Any],
    path: Sequence[tuple[str, Resource[Any] | None, Sequence[Above]]],
    check: Check | None,
) -> Perform:
    """Make the function that calls an action.

    path: of each id its name, the resource it names, and what is above that. check: of what the parameters
    name.
    """
    reads = operation.verb == "GET"
    loads = []
    for (name, resource, above), text in zip(path, texts_of(operation, action), strict=True):
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
    """The parameters that name what an operation is about, first those that decide.

    names: of all that may live on a test clock. declared: with `on`, else they are derived. AssertionError
    where a page creates what may belong to a customer, and does not say to which.
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


def place(work: Work, about: Sequence[Named], params: Mapping[str, Any]) -> None:
    """Put the phase on the clock of the first of some parameters that names what lives on one."""
    for path, meant in about:
        for id in _values(params, path):
            for object in meant:
                document = work.find(objects.named(object), id)
                if document is not None:
                    adopt(work, document)
                    if work.clock:
                        return


def timed(named: naming.Objects) -> naming.Objects:
    """Those of some objects that may live on a test clock, and clocks themselves."""
    return tuple(one for one in named if one == CLOCK or not TIMED.isdisjoint(objects.named(one).fields))


def _flat(names: naming.Names, path: tuple[str, ...] = ()) -> Iterator[Named]:
    if names.objects:
        yield path, names.objects
    for name, inner in names.inside.items():
        yield from _flat(inner, (*path, name))


def _values(sent: Any, path: Sequence[str]) -> Iterator[str]:
    """The ids that were sent in a parameter, also in the elements of lists on the way to it."""
    if isinstance(sent, Mapping):
        if path and path[0] in sent:
            yield from _values(sent[path[0]], path[1:])
    elif isinstance(sent, str):
        if sent and not path:
            yield sent
    elif isinstance(sent, Sequence):
        for each in sent:
            yield from _values(each, path)
