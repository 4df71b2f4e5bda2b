"""Dispatch: bind the operations of the contract to the actions of pages.

Every operation is either behaviour (a page has an action), inherited (the contract suffices) or not there yet
(501). An action without an operation is an error at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from counterfoil.contract import defaults, naming
from counterfoil.contract.load import Operation, Surface
from counterfoil.kernel import Document, Resource, Work, errors, inherited, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.server import actions
from counterfoil.server.actions import Parent, Perform
from counterfoil.server.searching import searched

BEHAVIOUR, INHERITED, MISSING = "behaviour", "inherited", "not there yet"
PAGING = frozenset(("limit", "starting_after", "ending_before", "expand", "page", "query"))


@dataclass(frozen=True, slots=True)
class Bound:
    """An operation and its implementation: `perform(work, path ids, params)`.

    reads: it runs on committed state, not in a phase. decode: fast decoder of well-formed bodies, or None.
    about: parameters that name objects whose clock is the operation's. connected: parameters that name
    accounts; None if neither these nor the path do.
    """

    operation: Operation
    status: str
    perform: Perform
    resource: Resource[Any] | None
    reads: bool
    plain_get: bool = False  # the stored text is the answer
    decode: Callable[[bytes], dict[str, Any] | None] | None = None
    about: tuple[actions.Named, ...] = ()
    connected: naming.Names | None = None

    def accounts(self, ids: Mapping[str, str], params: Mapping[str, Any]) -> list[str]:
        """Return the accounts named in a request besides the caller's: the phase may change them."""
        if self.connected is None:
            return []
        named = [id for _, id, _ in naming.named(self.connected, params)]
        return [ids["account"], *named] if "account" in ids else named


class Dispatch:
    """The table of all operations of the newest version, and of former ones that it no longer has."""

    def __init__(self, surface: Surface, former: Sequence[Surface] = ()) -> None:
        self.surface = surface
        self.surfaces = (surface, *former)
        self.shapes = self.surfaces[-1].answers  # with the fields that only former versions have
        self.operations: dict[str, Operation] = {}
        for each in self.surfaces:
            self.operations = {**each.operations, **self.operations}
        self._looked_up = frozenset(each.object for each in objects.every() if each.looked_up)
        self._bound: dict[str, Bound] = {}
        self._former: dict[Operation, Callable[[Work, Mapping[str, Any]], None]] = {}
        self._services = self._find_services()
        self._listings: dict[str, list[Operation]] = {}
        self._events: dict[str, dict[str, str]] = {}
        for type in sorted(surface.event_types):
            of, _, happened = type.rpartition(".")
            self._events.setdefault(of, {})[happened] = type
        for operation in self.operations.values():
            if operation.answer_kind == "list" and operation.object:
                self._listings.setdefault(operation.object, []).append(operation)
        self._prepared: set[str] = set()
        # Pages look up objects of others, also of those that have no page, and make documents of them: all
        # must be there and know their shapes before the first request (60 ms for 150 of them), or an answer
        # would depend on which request came first.
        for each in self.surfaces:
            for object in each.objects:
                self.resource(object)
        self._resources = {
            resource.plural or self._services.get(resource.object, ""): resource
            for resource in objects.every()
        }
        self._special = {
            name: (resource, action)
            for resource in objects.every()
            for name, action in resource.operations.items()
        }
        self._possible = self._find_possible()
        self._check()

    def _find_services(self) -> dict[str, str]:
        """Map objects to services: the shortest path on which an object is created or retrieved."""
        found: dict[str, str] = {}
        for name, operation in self.operations.items():
            service, _, method = name.rpartition(".")
            if method in ("create", "retrieve") and operation.object and operation.answer_kind == "object":
                known = found.get(operation.object)
                if known is None or (service.count("."), len(service)) < (known.count("."), len(known)):
                    found[operation.object] = service
        return found

    def _find_possible(self) -> frozenset[str]:
        """Return the objects that can exist: an operation creates them, or their pages have rules."""
        creates = (
            one
            for name, one in self.operations.items()
            if name.endswith(".create") and name not in Resource.not_implemented
        )
        return frozenset(object for one in creates for object in one.objects) | {
            resource.object for resource in objects.every() if _has_rules(resource)
        }

    def _check(self) -> None:
        operations = self.operations
        for service, resource in self._resources.items():
            self._check_status(service, resource)
            for method in resource.actions:
                if not resource.object.startswith("_"):
                    assert f"{service}.{method}" in operations, f"{resource}: no operation {service}.{method}"
        for name in (*self._special, *Resource.not_implemented):
            assert name in operations, f"no operation {name}"
        for operation in operations.values():
            page, name = self._page_of(operation)
            if page is not None:
                actions.takes_ids(operation, page.operations.get(name) or page.actions[name])

    def check_about(self) -> None:
        """Assert that every action that could be about a customer says what it is about.

        It reads the parameters of all creates, which a server reads when it is asked: not part of its start.
        """
        for operation in self.operations.values():
            page, name = self._page_of(operation)
            if page is not None and (
                operation.verb == "POST" and not operation.path_params or name in page.about
            ):
                self._about(operation)

    def _check_status(self, service: str, resource: Resource[Any]) -> None:
        """Assert that a page declares a lifecycle for `status`, and that no inherited update sets it."""
        home = self._home(resource.object)
        if home is not None and _has_rules(resource):
            assert resource.lifecycle or "status" not in home.shape(resource.object).fields, (
                f"{resource} needs a lifecycle"
            )
        inherited = self.operations.get(f"{service}.update") if "update" not in resource.actions else None
        if resource.lifecycle and inherited is not None and inherited.name not in self._special:
            assert "status" not in (name.rstrip("!~") for name in inherited.raw_params), (
                f"{inherited.name} is to move the status"
            )

    # -- resources -------------------------------------------------------------------------------------------

    def resource(self, object: str) -> Resource[Any] | None:
        """Return the resource of an object, a page's or one made from the contract; None without a shape."""
        found = objects.find(object)
        if found is not None and object not in self._prepared and self._home(object) is not None:
            self._prepare(found)
        return found

    def _home(self, object: str) -> Surface | None:
        """Return the newest surface that has an object, or None."""
        return next((each for each in self.surfaces if object in each.objects), None)

    def serving(self, service: str) -> Resource[Any] | None:
        """Return the declared resource of a service (`charges`), or None."""
        return self._resources.get(service)

    def _prepare(self, resource: Resource[Any]) -> None:
        self._prepared.add(resource.object)
        surface = self._home(resource.object)
        if surface is None:
            return
        shape = surface.shape(resource.object)
        names = frozenset(name.rstrip("-?") for name in shape.fields)
        dotted = resource.object
        filters: dict[str, str] = {}
        for listing in self._listings.get(dotted, ()):
            wanted = [name.rstrip("!~") for name in listing.raw_params if name.rstrip("!~") not in PAGING]
            wanted += [field for _, _, field in self._parents(listing, listing.path_params, names) if field]
            filters |= {name: name for name in wanted if name in names and name not in ("created", "id")}
        resource.bind(
            blank=shape.blank,
            blank_hash=shape.blank_hash,
            complete=shape.complete,
            whole=lambda sent, now: defaults.whole(surface, dotted, sent, now),
            part=lambda sent: defaults.part(surface, dotted, sent),
            fields=names,
            integers=tuple(name.rstrip("-?") for name, type in shape.fields.items() if type == "integer"),
            numbers=frozenset(
                name.rstrip("-?") for name, type in shape.fields.items() if type in ("integer", "timestamp")
            ),
            events=self._events_of(dotted),
            filters=filters,
        )

    def _events_of(self, object: str) -> dict[str, str]:
        """Map what happened (`created`) to the type of an object's event.

        Most types begin with the object's name (`issuing.card` as `issuing_card`), some with that of its
        parent (`customer.subscription`).
        """
        names = (objects.named(object).events_of, object, object.replace(".", "_"))
        below = (name for name in self._events if name.rpartition(".")[2] == object)
        return next((self._events[name] for name in (*names, *below) if name in self._events), {})

    # -- operations ------------------------------------------------------------------------------------------

    def bound(self, operation: Operation) -> Bound:
        """Return the implementation of an operation, bound on first use."""
        found = self._bound.get(operation.name)
        if found is None:
            operation = self._newest(operation)
            found = self._bind(operation)
            if operation.verb == "POST" or (operation.verb == "GET" and not found.reads):
                found = replace(found, about=self._about(operation))
            if operation.verb != "GET":
                connected = naming.names(self.shapes, operation, _connected)
                found = replace(
                    found, connected=connected if connected or "account" in operation.path_params else None
                )
            self._bound[operation.name] = found
        return found

    def _newest(self, operation: Operation) -> Operation:
        """Return the newest version's operation of the same name, else the operation itself."""
        return self.operations.get(operation.name, operation)

    def status(self, operation: Operation) -> str:
        """Return an operation's status: behaviour, inherited or not there yet."""
        return self.bound(operation).status

    def _bind(self, operation: Operation) -> Bound:
        service, _, method = operation.name.rpartition(".")
        reads = operation.verb == "GET"
        special = self._special.get(operation.name)
        if special is not None:
            owner, function = special
            perform = self._action(operation, owner, function)
            reads = reads and operation.name not in owner.writing
            return Bound(
                operation, BEHAVIOUR, perform, owner, reads, decode=owner.decoders.get(operation.name)
            )
        resource = self._resources.get(service)
        if operation.name in Resource.not_implemented:
            return Bound(operation, MISSING, self._missing(operation), resource, reads)
        if resource is not None:
            action = resource.actions.get(method)
            if action is not None:
                perform = self._action(operation, resource, action)
                return Bound(operation, BEHAVIOUR, perform, resource, reads)
        if operation.object:
            resource = self.resource(operation.object)
        if resource is None:
            return Bound(operation, MISSING, self._missing(operation), None, reads)
        default = self._inherited(operation, resource, method)
        if default is None:
            return Bound(operation, MISSING, self._missing(operation), resource, reads)
        plain = method == "retrieve" and len(operation.path_params) == 1
        return Bound(
            operation,
            BEHAVIOUR if _has_rules(resource) else INHERITED,
            default,
            resource,
            reads,
            plain_get=plain,
        )

    def _about(self, operation: Operation) -> tuple[actions.Named, ...]:
        """Return the parameters that name the objects whose clock an operation adopts."""
        resource, method = self._page_of(operation)
        declared = None if resource is None else resource.about.get(method)
        names = naming.names(self.shapes, operation, actions.with_clocks)
        return actions.about(operation, names, declared, written=resource is not None)

    def _page_of(self, operation: Operation) -> tuple[Resource[Any] | None, str]:
        """Return the page that implements an operation, or None, and the name of the action there."""
        if operation.name in self._special:
            return self._special[operation.name][0], operation.name
        service, _, method = operation.name.rpartition(".")
        resource = self._resources.get(service)
        return (resource if resource is not None and method in resource.actions else None), method

    def _missing(self, operation: Operation) -> Perform:
        def perform(work: Work, ids: Mapping[str, str], params: Mapping[str, Any]) -> Any:
            raise errors.not_implemented(operation.name)

        return perform

    def _action(self, operation: Operation, resource: Resource[Any], action: Any) -> Perform:
        """Wrap a page's action: first load the path's objects and check that all named objects exist.

        Objects of types that pages look up themselves are not checked.
        """
        ids = operation.path_params
        path: list[tuple[str, Resource[Any] | None, list[Parent]]] = []
        for place, (name, named, _) in enumerate(self._parents(operation, ids, resource.fields)):
            if name == ids[-1] and (named is None or operation.name not in self._special):
                named = resource
            path.append((name, named, self._parents(operation, ids[:place], named.fields) if named else []))
        names = self.names(operation, but=self._looked_up) if operation.verb == "POST" else None
        return actions.bind(operation, action, path, self._check_of(names) if names else None)

    def _inherited(self, operation: Operation, resource: Resource[Any], method: str) -> Perform | None:
        names = operation.path_params
        kind = operation.answer_kind
        if kind == "search":
            return lambda work, ids, params: searched(work, resource, operation.path, params)
        identified = "id" in resource.fields
        ends_with_id = bool(names) and operation.path.endswith("}")
        if not identified:
            if method == "retrieve" and not names and kind == "object":
                return lambda work, ids, params: inherited.singleton(work, resource, params)
            return None
        writes = operation.verb != "GET"
        parent_names = names[:-1] if ends_with_id else names
        parents = self._parents(operation, parent_names, resource.fields)
        if not ends_with_id and {name for name, _, field in parents if field} != set(parent_names):
            return None  # the object has no field for its parent, so the contract does not suffice
        check = self._check_of(self.names(operation) if method in ("create", "update") else naming.Names())
        if method == "create" and operation.verb == "POST" and not ends_with_id and kind == "object":

            def create(work: Work, ids: Mapping[str, str], params: Mapping[str, Any]) -> Document:
                parent_ids = _load_parents(work, parents, ids, writes)
                check(work, params)
                return inherited.create(work, resource, params, parent_ids)

            return create
        if method == "list" and kind == "list" and not ends_with_id:
            return lambda work, ids, params: inherited.listed(
                work, resource, params, _load_parents(work, parents, ids, writes)
            )
        if not ends_with_id:
            return None
        last = names[-1]

        def found(work: Work, ids: Mapping[str, str]) -> Document:
            document = inherited.member(
                work, resource, ids[last], _load_parents(work, parents, ids, writes), param=last
            )
            if writes:
                adopt(work, document)
            return document

        if method == "retrieve" and operation.verb == "GET":
            if resource.stub_readable:
                return lambda work, ids, params: _stub(work, resource, ids[last]) or found(work, ids)
            return lambda work, ids, params: found(work, ids)
        if method == "update" and operation.verb == "POST":

            def update(work: Work, ids: Mapping[str, str], params: Mapping[str, Any]) -> Document:
                document = found(work, ids)
                check(work, params)
                return inherited.update(work, document, params)

            return update
        if method == "delete" and operation.verb == "DELETE":
            return lambda work, ids, params: inherited.delete(work, found(work, ids))
        return None

    def names(self, operation: Operation, *, but: frozenset[str] = frozenset()) -> naming.Names:
        """Return the parameters that name objects which can exist. but: types to leave out."""
        return naming.names(self.shapes, operation, self._can_exist(but))

    def _can_exist(self, but: frozenset[str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        return lambda objects: (
            tuple(one for one in objects if one in self._possible) if but.isdisjoint(objects) else ()
        )

    def former(self, operation: Operation) -> Callable[[Work, Mapping[str, Any]], None] | None:
        """Return the check of parameters that only an older version has, or None. 400 for missing objects."""
        if operation is self._newest(operation) or operation.verb != "POST":
            return None
        found = self._former.get(operation)
        if found is None:
            written = self.status(operation) == BEHAVIOUR
            but = self._looked_up if written else frozenset()
            names = naming.names(self.shapes, operation, self._can_exist(but)).without(
                self.names(self._newest(operation))
            )
            found = self._former[operation] = self._check_of(names)
        return found

    def _check_of(self, names: naming.Names) -> Callable[[Work, Mapping[str, Any]], None]:
        """Return the check that named objects exist: 400 `resource_missing`."""

        def check(work: Work, params: Mapping[str, Any]) -> None:
            for param, id, meant in naming.named(names, params):
                resources = [objects.named(object) for object in meant]
                if not any(inherited.is_there(work, resource, id) for resource in resources):
                    raise errors.missing(_noun(resources, param), id, param=param, status=400)

        return check

    def _parents(self, operation: Operation, names: Sequence[str], fields: frozenset[str]) -> list[Parent]:
        """Resolve path ids to parents: `/v1/accounts/{account}/persons`, `/v1/transfers/{id}/reversals`."""
        found = []
        for name in names:
            routed = self.surface.route("GET", operation.path.partition("{" + name + "}")[0] + "-")
            parent = self.resource(routed[0].object) if routed and routed[0].object else None
            last = parent.object.rpartition(".")[2] if parent else ""
            wanted = (name if name != "id" else "", last, last.rpartition("_")[2])
            found.append((name, parent, next((each for each in wanted if each in fields), None)))
        return found


def _load_parents(
    work: Work, parents: Sequence[Parent], ids: Mapping[str, str], writes: bool
) -> dict[str, str]:
    """Load the path's parents (404), adopt their clock on writes, return the child's parent ids."""
    for name, resource, _ in parents:
        if resource is not None:
            document = inherited.member(work, resource, ids[name], {}, param=name)
            if writes:
                adopt(work, document)
    return {field: ids[name] for name, _, field in parents if field}


def _connected(named: naming.Objects) -> naming.Objects:
    return named if "account" in named else ()


def _noun(resources: Sequence[Resource[Any]], param: str) -> str:
    """Return the noun of an error: for an account its role (`No such destination: 'acct_x'`)."""
    named = tuple(resource.object for resource in resources)
    if named == ("bank_account", "card"):
        return "external account"
    return param.rpartition("[")[2].rstrip("]") if named == ("account",) else resources[-1].noun


def _has_rules(resource: Resource[Any]) -> bool:
    """Return whether a page has actions of its own."""
    return bool(resource.actions or resource.operations)


def _stub(work: Work, resource: Resource[Any], id: str) -> dict[str, Any] | None:
    """Return the tombstone of a deleted object, or None."""
    known = work.session.text(resource.table, work.space, id)
    return msgspec.json.decode(known[0]) if known and known[1] else None
