"""Dispatch: where operations of the contract meet actions of the pages.

Every operation ends as behaviour (a page wrote it down), inherited (the contract suffices) or not there yet
(it says so). Every action of a page must meet an operation: one that does not is a mistake, found at
start-up.
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
from counterfoil.server.actions import Above, Perform
from counterfoil.server.searching import searched

BEHAVIOUR, INHERITED, MISSING = "behaviour", "inherited", "not there yet"
PAGING = frozenset(("limit", "starting_after", "ending_before", "expand", "page", "query"))


@dataclass(frozen=True, slots=True)
class Bound:
    """An operation and what it does. perform(work, path ids, params) runs in a phase, or on committed state
    where `reads`.

    decode: the page's own reading of a body that is all right, None where there is none. about: the
    parameters that name what it is about, whose clock is then the operation's. connected: those that name
    accounts; None: no parameter does, nor the path.
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
        """The accounts that a request names, besides those whose key it has: what it does may change them."""
        if self.connected is None:
            return []
        named = [id for _, id, _ in naming.named(self.connected, params)]
        return [ids["account"], *named] if "account" in ids else named


class Dispatch:
    """The table of all operations: those of the newest version, and those of former versions that the newest
    has no longer.
    """

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
        self._makeable = self._find_makeable()
        self._check()

    def _find_services(self) -> dict[str, str]:
        """object -> the service it is served by: the shortest path on which it is created or retrieved."""
        found: dict[str, str] = {}
        for name, operation in self.operations.items():
            service, _, method = name.rpartition(".")
            if method in ("create", "retrieve") and operation.object and operation.answer_kind == "object":
                known = found.get(operation.object)
                if known is None or (service.count("."), len(service)) < (known.count("."), len(known)):
                    found[operation.object] = service
        return found

    def _find_makeable(self) -> frozenset[str]:
        """The objects that callers can make at all: those that an operation creates, and those whose pages
        have rules.
        """
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
            page, name = self._written_by(operation)
            if page is not None:
                actions.texts_of(operation, page.operations.get(name) or page.actions[name])
                if operation.verb == "POST" and not operation.path_params or name in page.about:
                    self._about(operation)

    def _check_status(self, service: str, resource: Resource[Any]) -> None:
        """A page has a table of the status of its objects, and nothing but moves along it changes that."""
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
        """The resource of an object name, declared by a page or, failing that, made from the contract; None:
        no such shape.
        """
        found = objects.find(object)
        if found is None or self._home(object) is None:
            return found
        if object not in self._prepared:
            self._prepare(found)
        return found

    def _home(self, object: str) -> Surface | None:
        """The newest version that has objects of a name."""
        return next((each for each in self.surfaces if object in each.objects), None)

    def serving(self, service: str) -> Resource[Any] | None:
        """The declared resource that a service (`charges`) is about."""
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
            wanted += [field for _, _, field in self._above(listing, listing.path_params, names) if field]
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
        """What happened (`created`) -> the event that tells so of an object.

        Most bear its name (`issuing.card` as `issuing_card`), some that of what it belongs to before it
        (`customer.subscription`).
        """
        names = (objects.named(object).events_of, object, object.replace(".", "_"))
        below = (name for name in self._events if name.rpartition(".")[2] == object)
        return next((self._events[name] for name in (*names, *below) if name in self._events), {})

    # -- operations ------------------------------------------------------------------------------------------

    def bound(self, operation: Operation) -> Bound:
        """What an operation does here."""
        found = self._bound.get(operation.name)
        if found is None:
            operation = self._kept(operation)
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

    def _kept(self, operation: Operation) -> Operation:
        """The same operation of the newest version that has it; itself where only versions before the former
        ones do.
        """
        return self.operations.get(operation.name, operation)

    def status(self, operation: Operation) -> str:
        """behaviour, inherited or not there yet."""
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
        """The parameters that name what an operation is about, whose clock is its own."""
        resource, method = self._written_by(operation)
        declared = None if resource is None else resource.about.get(method)
        names = naming.names(self.shapes, operation, actions.timed)
        return actions.about(operation, names, declared, written=resource is not None)

    def _written_by(self, operation: Operation) -> tuple[Resource[Any] | None, str]:
        """The page that has the action of an operation, and the name under which it has it."""
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
        """An action of a page, run when what it is about is there, and all that its parameters name.

        Of the latter not what is of a kind that pages look up themselves.
        """
        ids = operation.path_params
        path: list[tuple[str, Resource[Any] | None, list[Above]]] = []
        for place, (name, named, _) in enumerate(self._above(operation, ids, resource.fields)):
            if name == ids[-1] and (named is None or operation.name not in self._special):
                named = resource
            path.append((name, named, self._above(operation, ids[:place], named.fields) if named else []))
        names = self.names(operation, but=self._looked_up) if operation.verb == "POST" else None
        return actions.performed(operation, action, path, self._check_of(names) if names else None)

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
        parents = names[:-1] if ends_with_id else names
        above = self._above(operation, parents, resource.fields)
        if not ends_with_id and {name for name, _, field in above if field} != set(parents):
            return None  # nothing in such an object tells whose it is, so the contract does not suffice
        check = self._check_of(self.names(operation) if method in ("create", "update") else naming.Names())
        if method == "create" and operation.verb == "POST" and not ends_with_id and kind == "object":

            def create(work: Work, ids: Mapping[str, str], params: Mapping[str, Any]) -> Document:
                parents = _there(work, above, ids, writes)
                check(work, params)
                return inherited.create(work, resource, params, parents)

            return create
        if method == "list" and kind == "list" and not ends_with_id:
            return lambda work, ids, params: inherited.listed(
                work, resource, params, _there(work, above, ids, writes)
            )
        if not ends_with_id:
            return None
        last = names[-1]

        def found(work: Work, ids: Mapping[str, str]) -> Document:
            document = inherited.member(
                work, resource, ids[last], _there(work, above, ids, writes), param=last
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
        """The parameters that name objects, as far as callers can make such objects at all. but: objects that
        somebody else looks after.
        """
        return naming.names(self.shapes, operation, self._meant(but))

    def _meant(self, but: frozenset[str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        return lambda objects: (
            tuple(one for one in objects if one in self._makeable) if but.isdisjoint(objects) else ()
        )

    def former(self, operation: Operation) -> Callable[[Work, Mapping[str, Any]], None] | None:
        """What refuses parameters of an older version that name what is not there, where the newest has no
        such parameters.
        """
        if operation is self._kept(operation) or operation.verb != "POST":
            return None
        found = self._former.get(operation)
        if found is None:
            written = self.status(operation) == BEHAVIOUR
            but = self._looked_up if written else frozenset()
            names = naming.names(self.shapes, operation, self._meant(but)).without(
                self.names(self._kept(operation))
            )
            found = self._former[operation] = self._check_of(names)
        return found

    def _check_of(self, names: naming.Names) -> Callable[[Work, Mapping[str, Any]], None]:
        """What refuses (400 `resource_missing`) parameters that name what is not there."""

        def check(work: Work, params: Mapping[str, Any]) -> None:
            for param, id, meant in naming.named(names, params):
                resources = [objects.named(object) for object in meant]
                if not any(inherited.is_there(work, resource, id) for resource in resources):
                    raise errors.missing(_noun(resources, param), id, param=param, status=400)

        return check

    def _above(self, operation: Operation, names: Sequence[str], fields: frozenset[str]) -> list[Above]:
        """What the ids in a path name: `/v1/accounts/{account}/persons`, `/v1/transfers/{id}/reversals`."""
        found = []
        for name in names:
            routed = self.surface.route("GET", operation.path.partition("{" + name + "}")[0] + "-")
            parent = self.resource(routed[0].object) if routed and routed[0].object else None
            last = parent.object.rpartition(".")[2] if parent else ""
            wanted = (name if name != "id" else "", last, last.rpartition("_")[2])
            found.append((name, parent, next((each for each in wanted if each in fields), None)))
        return found


def _there(work: Work, above: Sequence[Above], ids: Mapping[str, str], writes: bool) -> dict[str, str]:
    """The fields that tell whose something is, when it is there; else 404.

    What is written below an object is written on its clock.
    """
    for name, resource, _ in above:
        if resource is not None:
            document = inherited.member(work, resource, ids[name], {}, param=name)
            if writes:
                adopt(work, document)
    return {field: ids[name] for name, _, field in above if field}


def _connected(named: naming.Objects) -> naming.Objects:
    return named if "account" in named else ()


def _noun(resources: Sequence[Resource[Any]], param: str) -> str:
    """How a refusal speaks of what a parameter names: of an account by its part in the matter (`No such
    destination: 'acct_x'`).
    """
    named = tuple(resource.object for resource in resources)
    if named == ("bank_account", "card"):
        return "external account"
    return param.rpartition("[")[2].rstrip("]") if named == ("account",) else resources[-1].noun


def _has_rules(resource: Resource[Any]) -> bool:
    """Whether a page says more of a resource than what it is called."""
    return bool(resource.actions or resource.operations)


def _stub(work: Work, resource: Resource[Any], id: str) -> dict[str, Any] | None:
    """The tombstone of a deleted object."""
    known = work.session.text(resource.table, work.space, id)
    return msgspec.json.decode(known[0]) if known and known[1] else None
