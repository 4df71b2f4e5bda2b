"""Resources: a type of object, its lifecycle, and its actions.

`kernel.objects` declares them all. A page (`resources/<area>/<plural>.py`) says what is particular to its
objects (`objects.charge.page(...)`) and decorates their actions. `server.dispatch` matches these by name with
the operations of the contract. Actions that a page does not define are inherited (`kernel.inherited`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, overload

from counterfoil.kernel import ids
from counterfoil.kernel.document import Document
from counterfoil.kernel.port import Space, Table

Action = Callable[..., Any]
Decode = Callable[[bytes], dict[str, Any] | None]
Lifecycle = Mapping[str, Mapping[str, str | None]]

D = TypeVar("D", bound=Document)  # the shape of a type's documents
F = TypeVar("F", bound=Action)


@dataclass(frozen=True, slots=True)
class Due(Generic[D]):
    """A scheduled action. name: as stored, never renamed.

    rank: order among entries due at the same time, lower first. on_clock: it runs on the test clock that its
    object is, though it is due in real time.
    """

    name: str
    resource: Resource[D]
    action: Action
    rank: int
    on_clock: bool = False

    def __call__(self, *arguments: Any) -> Any:
        return self.action(*arguments)


class Resource(Generic[D]):
    """A type of object, whose documents are of the shape D.

    object: its API name (`billing.meter`).
    prefix, id_length: of new ids. mode_in_id: put `test_` after the prefix in test mode, as newer objects do.
    noun, path_param: how an error names the object (`No such customer: 'cus_x'`) and its `param`.
    plural: the contract's name of the service, if it is not the object's plural.
    hidden: stored fields shown only when expanded. Fields that begin with an underscore are never shown.
    events_of: the first part of its events' types, where that is not the object's name.
    looked_up: pages check its ids in their parameters themselves, in their own order and words.
    """

    due_actions: ClassVar[dict[str, Due[Any]]] = {}
    listeners: ClassVar[dict[str, list[Action]]] = {}
    # Full names of operations that are not inherited but answer 501.
    not_implemented: ClassVar[set[str]] = set()

    def __init__(
        self,
        object: str,
        *,
        prefix: str | None = None,
        id_length: int = 24,
        mode_in_id: bool = False,
        noun: str | None = None,
        path_param: str | None = None,
        plural: str | None = None,
        hidden: Iterable[str] = (),
        events_of: str | None = None,
        looked_up: bool = False,
    ) -> None:
        self.object = object
        self.prefix = prefix
        self.id_length = id_length
        self.mode_in_id = mode_in_id
        self.noun = noun or object
        self.path_param = path_param
        self.plural = plural
        self.hidden = frozenset(hidden)
        self.events_of = events_of
        self.looked_up = looked_up
        # What its page adds.
        self.lifecycle: Lifecycle = {}
        self.states: frozenset[str] = frozenset()
        self.filters: dict[str, str] = {}
        self.stub_readable = False
        self.listed: dict[str, Any] = {}
        self.unindexed: frozenset[str] = frozenset()
        self.numbers: frozenset[str] = frozenset()
        self.actions: dict[str, Action] = {}
        self.operations: dict[str, Action] = {}
        self.decoders: dict[str, Decode] = {}
        self.writing: set[str] = set()
        self.about: dict[str, tuple[str, ...]] = {}  # action or operation -> what its `on` declares
        self.includable: dict[str, Action] = {}
        self.stands: Callable[..., bool] = lambda work, id: False
        # Bound from the contract by `server.dispatch`: the kernel does not import the contract.
        self.blank: Callable[[], dict[str, Any]] = dict
        self.blank_hash: Callable[[str], dict[str, Any]] = lambda path: {}
        self.complete: Callable[[dict[str, Any]], dict[str, Any]] = lambda document: document
        self.whole: Callable[[Mapping[str, Any], int], Mapping[str, Any]] = lambda sent, now: sent
        self.part: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda sent: sent
        self.fields: frozenset[str] = frozenset()
        self.integers: tuple[str, ...] = ()
        self.events: Mapping[str, str] = {}
        self.table = self._table()

    def page(
        self,
        *,
        lifecycle: Lifecycle | None = None,
        filters: Mapping[str, str] | None = None,
        hidden: Iterable[str] = (),
        stub_readable: bool = False,
        listed: Mapping[str, Any] | None = None,
        unindexed: Iterable[str] = (),
        numbers: Iterable[str] = (),
    ) -> Resource[D]:
        """Add what is particular to these objects. Each has one page.

        lifecycle: status -> {next status: event of the transition, or None}. Final ones may be left out.
        Required for objects with a `status`.
        filters: list parameter -> dotted path in the document. Parameters named like a field need no entry.
        hidden: further fields shown only when expanded.
        stub_readable: retrieve answers a deleted object with its stub, not with 404.
        listed: column values a document must have to appear in lists and searches, unless a list parameter
        differs.
        unindexed: columns without an index of their own. numbers: fields of whole numbers that the contract
        does not have.
        """
        assert not self.lifecycle and not self.filters, f"one page for each object: {self.object}"
        self.lifecycle = lifecycle or {}
        self.states = frozenset(self.lifecycle).union(*self.lifecycle.values())
        self.filters = dict(filters or {})
        self.hidden |= frozenset(hidden)
        self.stub_readable = stub_readable
        self.listed = dict(listed or {})
        self.unindexed = frozenset(unindexed)
        self.numbers |= frozenset(numbers)
        self.table = self._table()
        return self

    def __repr__(self) -> str:
        return f"Resource({self.object!r})"

    def _table(self) -> Table:
        columns = {path.replace(".", "_"): path for path in self.filters.values()}
        numbers = frozenset(column for column, path in columns.items() if path in self.numbers)
        name, shown = self.object.replace(".", "_"), self.fields - self.hidden
        return Table(name, columns, self.hidden, self.unindexed, numbers, shown)

    def bind(
        self,
        *,
        blank: Callable[[], dict[str, Any]],
        blank_hash: Callable[[str], dict[str, Any]],
        complete: Callable[[dict[str, Any]], dict[str, Any]],
        whole: Callable[[Mapping[str, Any], int], Mapping[str, Any]],
        part: Callable[[Mapping[str, Any]], Mapping[str, Any]],
        fields: frozenset[str],
        integers: tuple[str, ...],
        numbers: frozenset[str],
        events: Mapping[str, str],
        filters: Mapping[str, str],
    ) -> None:
        """Bind what the contract declares about this object.

        blank: makes a document with the default of every field; blank_hash: one hash of it, by its dotted
        path.
        complete: fills in missing fields.
        whole, part: map the parameters of a create, and of an update, to fields (`contract.fitting`).
        fields: names of all fields; integers: of those that are whole numbers; numbers: of these and of
        times.
        events: verb (`created`) -> event type. filters: list parameter -> path.
        """
        self.whole, self.part = whole, part
        self.blank_hash = blank_hash
        self.blank, self.complete, self.fields, self.events = blank, complete, fields, events
        self.integers = integers
        self.numbers |= numbers
        self.filters = {**filters, **self.filters}
        self.table = self._table()

    def new_id(self, space: Space) -> str:
        """Make a random id with this resource's prefix, or one made of its name where none is known."""
        assert "id" in self.fields or self.prefix, f"{self.object} has no ids of its own"
        prefix = self.prefix or re.sub(r"[._]", "", self.object)[:12]
        return ids.new(f"{prefix}_test" if self.mode_in_id and not space.livemode else prefix, self.id_length)

    # -- decorators of a page's actions ----------------------------------------------------------------------
    #
    # Every action is `f(work, *path, params)`. path: one argument for each id in the operation's path, in its
    # order: the object of that id, loaded (404), or the id itself where the argument is annotated as `str`.

    def action(self, function: F) -> F:
        """Register the operation named like the function."""
        self.actions[function.__name__] = function
        return function

    @overload
    def create(self, function: F, /) -> F: ...
    @overload
    def create(self, /, *, on: str | Sequence[str]) -> Callable[[F], F]: ...
    def create(self, function: Any = None, /, *, on: str | Sequence[str] | None = None) -> Any:
        """Register the function as create. on: as of `operation`."""
        if on is not None:
            self.about["create"] = (on,) if isinstance(on, str) else tuple(on)
        if function is None:
            return self.create
        self.actions["create"] = function
        return function

    def retrieve(self, function: F) -> F:
        """Register the function as retrieve."""
        self.actions["retrieve"] = function
        return function

    def update(self, function: F) -> F:
        """Register the function as update."""
        self.actions["update"] = function
        return function

    def delete(self, function: F) -> F:
        """Register the function, which returns the stub, as delete."""
        self.actions["delete"] = function
        return function

    def list(self, function: F) -> F:
        """Register the function, which returns a Listing, as list."""
        self.actions["list"] = function
        return function

    def operation(
        self,
        name: str,
        *,
        on: str | Sequence[str] | None = None,
        decode: Decode | None = None,
        writes: bool = False,
    ) -> Callable[[F], F]:
        """Register the function as the operation of this full name.

        name: such as `billing.meters.event_summaries.list`. on: the parameters that name what it is about
        (`customer`, `owner.customer`), first those that decide: the phase is on the test clock of the first
        that has one. Required where parameters name what may be a customer's, and the path names nothing;
        empty: about none of these.
        writes: a GET that runs in a phase that writes, because it rehearses what it answers.
        decode: fast path for well-formed bodies of v2 requests; when it returns None, the contract decodes
        the body and reports its errors.
        """

        def bind(function: F) -> F:
            self.operations[name] = function
            if on is not None:
                self.about[name] = (on,) if isinstance(on, str) else tuple(on)
            if decode is not None:
                self.decoders[name] = decode
            if writes:
                self.writing.add(name)
            return function

        return bind

    def standing(self, function: F) -> F:
        """Register `f(work, id) -> bool`: whether a parameter may name an id that is not stored."""
        self.stands = function
        return function

    def include(self, name: str) -> Callable[[F], F]:
        """Register `f(work, document) -> value` for a property that is present only when expanded.

        name: its path, where it is in a hash (`total_details.breakdown`).
        """

        def bind(function: F) -> F:
            self.includable[name] = function
            return function

        return bind

    def due(self, *, name: str, rank: int = 50, on_clock: bool = False) -> Callable[[Action], Due[D]]:
        """Register a scheduled action: `f(work, document)` or `f(work, document, data)`.

        It runs when it is due, in a phase of its own. name: what the schedule stores; it stays when the
        function is renamed or moved, because entries wait for months. rank, on_clock: see `Due`.
        """

        def bind(function: Action) -> Due[D]:
            assert name not in self.due_actions, f"two scheduled actions have the name {name}"
            due = self.due_actions[name] = Due(name, self, function, rank, on_clock)
            return due

        return bind

    def on(self, event_type: str) -> Callable[[F], F]:
        """Register `f(work, document)` as listener of an event type.

        It runs in the phase that emits the event.
        """

        def bind(function: F) -> F:
            self.listeners.setdefault(event_type, []).append(function)
            return function

        return bind
