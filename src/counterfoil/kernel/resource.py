"""Resources: a kind of object, the table of its life, and the actions particular to it.

A page (`resources/<area>/<plural>.py`) declares one and decorates its actions; the door matches them by name with the
operations of the contract. What a page leaves out is inherited (`kernel.inherited`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from counterfoil.kernel import ids
from counterfoil.kernel.port import Space, Table

Action = Callable[..., Any]
Decode = Callable[[bytes], dict[str, Any] | None]
Lifecycle = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Due:
    """An action of the schedule. rank orders what is due at one instant (lower first)."""

    name: str
    resource: Resource
    action: Action
    rank: int

    def __call__(self, *arguments: Any) -> Any:
        return self.action(*arguments)


class Resource:
    """A kind of object.

    object: the API's name of it (`billing.meter`). prefix and id_length: of new ids; mode_in_id puts `test_` after the prefix in
    test mode, as the newer objects have it. lifecycle: state -> {next state: event announcing the move, or None}; state: the field
    that holds it. filters: list parameter -> dotted path of the document (those the contract lists by the same name as a field
    need no mention). hidden: fields kept but shown only when expanded; fields that begin with an underscore never show.
    noun and path_param: how a refusal names it (`No such customer: 'cus_x'`, param `id`). plural: the service name of the
    contract where it is not the object's own plural. stub_readable: a deleted one is still answered, as its tombstone. listed: what
    columns must hold for a document to be in lists and searches, unless a list parameter says otherwise. unindexed: columns that
    need no index of their own.
    """

    registry: ClassVar[dict[str, Resource]] = {}
    due_actions: ClassVar[dict[str, Due]] = {}
    listeners: ClassVar[dict[str, list[Action]]] = {}
    unwritten: ClassVar[set[str]] = set()  # full names of operations that must not be inherited: they say they are not there yet

    def __init__(
        self,
        object: str,
        *,
        prefix: str | None = None,
        lifecycle: Lifecycle | None = None,
        state: str = "status",
        id_length: int = 24,
        mode_in_id: bool = False,
        filters: Mapping[str, str] | None = None,
        hidden: Iterable[str] = (),
        noun: str | None = None,
        path_param: str | None = None,
        plural: str | None = None,
        stub_readable: bool = False,
        listed: Mapping[str, Any] | None = None,
        unindexed: Iterable[str] = (),
    ) -> None:
        assert object not in self.registry, f"one resource an object: {object}"
        self.object = object
        self.prefix = prefix
        self.lifecycle = lifecycle or {}
        self.state = state
        self.id_length = id_length
        self.mode_in_id = mode_in_id
        self.filters = dict(filters or {})
        self.hidden = frozenset(hidden)
        self.noun = noun or object
        self.path_param = path_param
        self.plural = plural
        self.stub_readable = stub_readable
        self.listed = dict(listed or {})
        self.unindexed = frozenset(unindexed)
        self.actions: dict[str, Action] = {}
        self.operations: dict[str, Action] = {}
        self.decoders: dict[str, Decode] = {}
        self.includable: dict[str, Action] = {}
        self.stands: Callable[..., bool] = lambda work, id: False
        # Bound by the door, from the contract (`server.dispatch`): the kernel itself knows no shapes.
        self.blank: Callable[[], dict[str, Any]] = dict
        self.complete: Callable[[dict[str, Any]], dict[str, Any]] = lambda document: document
        self.whole: Callable[[Mapping[str, Any], int], Mapping[str, Any]] = lambda sent, now: sent
        self.part: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda sent: sent
        self.fields: frozenset[str] = frozenset()
        self.events: Mapping[str, str] = {}
        self.table = self._table()
        self.registry[object] = self

    def __repr__(self) -> str:
        return f"Resource({self.object!r})"

    def _table(self) -> Table:
        columns = {path.replace(".", "_"): path for path in self.filters.values()}
        return Table(self.object.replace(".", "_"), columns, self.hidden, self.unindexed)

    def bind(
        self,
        *,
        blank: Callable[[], dict[str, Any]],
        complete: Callable[[dict[str, Any]], dict[str, Any]],
        whole: Callable[[Mapping[str, Any], int], Mapping[str, Any]],
        part: Callable[[Mapping[str, Any]], Mapping[str, Any]],
        fields: frozenset[str],
        events: Mapping[str, str],
        filters: Mapping[str, str],
    ) -> None:
        """Learn from the contract what documents of this kind look like and how the world is told of them.

        events: what happened (`created`) -> the event of it. whole and part: what was sent with a create or an update, as far as it fits
        (`contract.fitting`).
        """
        self.whole, self.part = whole, part
        self.blank, self.complete, self.fields, self.events = blank, complete, fields, events
        self.filters = {**filters, **self.filters}
        self.table = self._table()

    def new_id(self, space: Space) -> str:
        """An id nobody has."""
        assert self.prefix, f"{self.object} has no ids of its own"
        prefix = f"{self.prefix}_test" if self.mode_in_id and not space.livemode else self.prefix
        return ids.new(prefix, self.id_length)

    # -- what a page writes down ---------------------------------------------------------------------------------------

    def action(self, function: Action) -> Action:
        """`f(work, document, params)` on a member, `f(work, params)` on the collection; named as the operation."""
        self.actions[function.__name__] = function
        return function

    def create(self, function: Action) -> Action:
        """`f(work, params) -> Document`."""
        self.actions["create"] = function
        return function

    def retrieve(self, function: Action) -> Action:
        """`f(work, document, params) -> Document`."""
        self.actions["retrieve"] = function
        return function

    def update(self, function: Action) -> Action:
        """`f(work, document, params) -> Document`."""
        self.actions["update"] = function
        return function

    def delete(self, function: Action) -> Action:
        """`f(work, document, params) -> dict` (the stub)."""
        self.actions["delete"] = function
        return function

    def list(self, function: Action) -> Action:
        """`f(work, params) -> Listing | list`: replaces the inherited list."""
        self.actions["list"] = function
        return function

    def operation(self, name: str, *, decode: Decode | None = None) -> Callable[[Action], Action]:
        """Bind an operation of any name (`billing.meters.event_summaries.list`): `f(work, *path documents or ids, params)`.

        decode: for calls of v2 that carry much, a quicker reading of a body that is all right; None from it has the contract read it.
        """

        def bind(function: Action) -> Action:
            self.operations[name] = function
            if decode is not None:
                self.decoders[name] = decode
            return function

        return bind

    def standing(self, function: Callable[..., bool]) -> Callable[..., bool]:
        """Tell whether an id that is no stored object's may be named all the same: `f(work, id) -> bool`."""
        self.stands = function
        return function

    def include(self, name: str) -> Callable[[Action], Action]:
        """Compose a property that is absent until expanded: `f(work, document) -> value`."""

        def bind(function: Action) -> Action:
            self.includable[name] = function
            return function

        return bind

    def due(self, function: Action | None = None, *, rank: int = 50) -> Any:
        """An action of the schedule: `f(work, document)` or `f(work, document, data)`, run at its time in its own phase."""

        def bind(function: Action) -> Due:
            due = Due(f"{self.object}.{function.__name__}", self, function, rank)
            self.due_actions[due.name] = due
            return due

        return bind(function) if function else bind

    def on(self, event_type: str) -> Callable[[Action], Action]:
        """Listen to an event: `f(work, object)` runs in the phase that emits it."""

        def bind(function: Action) -> Action:
            self.listeners.setdefault(event_type, []).append(function)
            return function

        return bind
