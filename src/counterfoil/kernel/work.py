"""Work: one phase, which is one transaction with one clock in one account and mode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import msgspec

from counterfoil.kernel import errors, ids, objects
from counterfoil.kernel.document import Document, merged, merged_metadata, previous
from counterfoil.kernel.events import announce
from counterfoil.kernel.held_events import Held, HeldEvents
from counterfoil.kernel.identity_map import UNREAD, IdentityMap
from counterfoil.kernel.port import Claim, Page, Session, Space, Writer
from counterfoil.kernel.resource import D, Due, Resource
from counterfoil.kernel.services import Services

_encode = msgspec.json.Encoder(decimal_format="number").encode
# How the types of events end that have `previous_attributes`.
WITH_PREVIOUS = ("updated", "detached", "changed", "refunded")


@dataclass(slots=True)
class Cause:
    """The request that caused a phase, shown in events as `request`. Scheduled phases have none.

    key: the caller's API key, redacted. pinned: the request named its API version itself.
    client_ip: the address that it came from.
    """

    id: str
    idempotency_key: str | None = None
    version: str = ""  # the API version of the request, which shapes its defaults
    key_kind: str = "secret"
    files: Mapping[str, Any] = field(default_factory=dict)  # uploaded with it, by parameter name
    key: str = ""
    pinned: bool = False
    client_ip: str | None = None


def exact(resource: Resource[D], fields: dict[str, Any]) -> D:
    """Make the document to be stored of its fields. Whole numbers may have any size, and are never floats."""
    for name in resource.integers:
        value = fields.get(name)
        assert type(value) is not float, f"{resource.object}: {name} is a whole number, not {value}"
    document: Any = Document(fields)
    return document


class Work:
    """A phase: reads and writes documents, emits events, transfers money, schedules actions.

    now: epoch seconds, real time or the time of the test clock of the object concerned.
    clock: that test clock's id, or '' for real time. space: the account and mode.
    services: what all phases share (settings, metering engine, files). cause: the request, or None.
    """

    __slots__ = (
        "_held",
        "_others",
        "cause",
        "clock",
        "memory",
        "now",
        "services",
        "session",
        "space",
    )

    def __init__(
        self,
        session: Session,
        space: Space,
        services: Services,
        *,
        now: int,
        cause: Cause | None = None,
        clock: str = "",
    ) -> None:
        self.session = session
        self.space = space
        self.services = services
        self.now = now
        self.cause = cause
        self.clock = clock
        self.memory = IdentityMap()
        self._others: dict[str, Work] | None = None  # account -> its work in this phase
        self._held: HeldEvents | None = None  # events held back

    @property
    def account(self) -> str:
        return self.space.account

    @property
    def livemode(self) -> bool:
        return self.space.livemode

    @property
    def claim(self) -> Claim:
        """The accounts whose data this phase may change, claimed before it began."""
        return cast(Writer, self.session).claim

    @property
    def cache(self) -> dict[str, Any]:
        """The cache of this space: see `services.cache`. For phases that write."""
        return self.cache_of(self.space)

    def cache_of(self, space: Space) -> dict[str, Any]:
        """Return the cache of another space."""
        return self.services.cache(space, self.version(space))

    def version(self, space: Space) -> int:
        """Return the version of a space's caches."""
        return cast(Writer, self.session).version(space)

    def invalidate(self, space: Space | None = None) -> None:
        """Invalidate the caches of this space, or another one: this phase changes what they hold."""
        cast(Writer, self.session).invalidate(space or self.space)

    def beside(self) -> Work:
        """Return a work of the same phase and account on another clock. Both see the same documents."""
        there = Work(
            self.session, self.space, self.services, now=self.now, cause=self.cause, clock=self.clock
        )
        there.memory, there._others = self.memory, self._works()
        return there

    @contextmanager
    def within(self, account: str) -> Iterator[Work]:
        """Work in another account, in the same mode, phase and transaction, at real time.

        It has its own documents, events, ledger and schedule. The account is claimed before a phase begins:
        where a request's parameters and path do not name it, the phase is undone and begins again.
        """
        claim: Claim | None = getattr(self.session, "claim", None)  # who only reads claims nothing
        if claim is not None and account not in claim.accounts:
            raise errors.Unclaimed(account)
        works = self._works()
        if account not in works:
            now = self.services.wall() if self.clock else self.now
            works[account] = there = Work(
                self.session, Space(account, self.livemode), self.services, now=now, cause=self.cause
            )
            there._others, there.memory.rehearsing = works, self.memory.rehearsing
        yield works[account]

    @contextmanager
    def rehearsal(self) -> Iterator[Work]:
        """Run a block in which everything is rolled back at the end: documents, schedule, ledger.

        Listeners of events run, but events are not stored.
        Within the block `now` may be set to a later time. Documents that were read out are as they would be,
        and what was made can be read by its id until the phase ends, for the answer. For phases that write.
        """
        writer = cast(Writer, self.session)
        others, now, clock = dict(self._works()), self.now, self.clock
        copies = self._copies()
        mark = writer.mark()
        for memory, _ in copies:
            memory.rehearsing = True
        try:
            yield self
        finally:
            writer.undo(mark)
            writer.release(mark)
            for memory, copy in copies:
                memory.restore(copy)
            self._others, self.now, self.clock = others, now, clock

    @contextmanager
    def undone_if_refused(self) -> Iterator[None]:
        """Run a block; where it is refused, undo what it did, and raise the refusal.

        What a decline did stays. For what writes down why it was refused. For phases that write.
        """
        writer = cast(Writer, self.session)
        others, held = dict(self._works()), None if self._held is None else list(self._held.events)
        copies = self._copies()
        mark = writer.mark()
        try:
            yield
        except errors.Refusal as refusal:
            if not refusal.kept:
                writer.undo(mark)
                for memory, copy in copies:
                    memory.restore(copy)
                self._others = others
                if self._held is not None and held is not None:
                    self._held.events = held
            raise
        finally:
            writer.release(mark)

    def _copies(self) -> list[tuple[IdentityMap, IdentityMap]]:
        """Return the identity maps of this phase, each with a copy to restore it from."""
        memories = {id(each.memory): each.memory for each in (self, *self._works().values())}
        return [(memory, memory.copy()) for memory in memories.values()]

    def _works(self) -> dict[str, Work]:
        """Return the works of this phase by account."""
        if self._others is None:
            self._others = {self.account: self}
        return self._others

    def before(self, version: str) -> bool:
        """Whether the request that caused this phase has an older API version. False for scheduled phases.

        Use it for defaults and refusals only. Lasting differences belong in the document, which outlives the
        request.
        """
        return self.cause is not None and "" < self.cause.version[:10] < version[:10]

    # -- reading ---------------------------------------------------------------------------------------------

    def find(self, resource: Resource[D], id: str | None) -> D | None:
        """Return the document with this id, or None if it is missing or deleted."""
        if not id:
            return None
        key, documents = (resource.object, id), self.memory.documents
        known = documents.get(key, UNREAD)
        if known is UNREAD:
            known = documents[key] = self.session.load(resource.table, self.space, id)
        return None if known is None or known.get("deleted") else known

    def hidden(self, resource: Resource[Any], id: str) -> Mapping[str, Any]:
        """Return the hidden fields of a live document; all of them if this phase has read it."""
        key, memory = (resource.object, id), self.memory
        known = memory.documents.get(key)
        if known is None:
            known = memory.hidden.get(key)
        if known is None:
            read = self.session.hidden(resource.table, self.space, [id]).get(id, {}) if id else {}
            known = memory.hidden[key] = read
        return known

    def get(self, resource: Resource[D], id: str | None, *, param: str | None = None) -> D:
        """Return the document with this id; if missing or deleted, 404, or 400 naming `param` if given."""
        document = self.find(resource, id)
        if document is None:
            if param is not None:
                raise errors.missing(resource.noun, id or "", param=param, status=400)
            raise errors.missing(resource.noun, id or "", param=resource.path_param or "id")
        return document

    def expect(self, resource: Resource[Any], id: str, *, param: str) -> None:
        """Refuse (400) a parameter that names a missing or deleted object.

        Cheaper than `get`: nothing is decoded.
        """
        found = self.session.text(resource.table, self.space, id)
        if found is None or found[1]:
            raise errors.missing(resource.noun, id, param=param, status=400)

    def first(self, resource: Resource[D], **equal: Any) -> D | None:
        """Return the newest document whose columns (list filters) have these values, or None."""
        found = self.list(resource, limit=1, **equal)
        return found[0] if found else None

    def list(
        self, resource: Resource[D], *, oldest_first: bool = False, limit: int | None = None, **equal: Any
    ) -> list[D]:
        """Return the documents whose columns have these values, newest first by default."""
        query = (tuple(equal.items()), oldest_first, limit)
        found = self.memory.listed(resource.object, query)
        if found is None:
            page = Page(equal=equal, limit=limit, oldest_first=oldest_first)
            read = self.session.select(resource.table, self.space, page)
            found = self.memory.answered(resource.object, query, read)
        return found

    def latest(self, document: D) -> D:
        """Return the current version of a document in this phase."""
        return self.memory.documents.get((document["object"], document["id"])) or document

    # -- writing ---------------------------------------------------------------------------------------------

    def insert(self, resource: Resource[D], params: Mapping[str, Any] | None = None, /, **fields: Any) -> D:
        """Store a new object. Each field is taken from `fields`, else from `params`, else its default."""
        values = resource.blank()
        for name, value in (params or {}).items():
            if name in resource.fields and name not in fields:
                if name == "metadata":
                    values[name] = merged_metadata(None, value)
                elif value is not None:
                    values[name] = merged(values.get(name), value)
        values.update(fields)
        if not values.get("id"):
            values["id"] = resource.new_id(self.space)
        if "created" in resource.fields and not values.get("created"):
            values["created"] = self.now
        if "livemode" in resource.fields:
            values["livemode"] = self.space.livemode
        document = exact(resource, resource.complete(values))
        if resource.lifecycle and "status" in document:
            assert document["status"] in resource.states, f"{resource} has no status {document['status']}"
        key = (resource.object, document["id"])
        if self._held is not None:
            self._held.originals.setdefault(key, None)
        shown, hidden = resource.table.split(document)
        text = _encode(shown).decode()
        self.session.add(resource.table, self.space, document, text, hidden)
        self.memory.inserted(resource.table, key, document, text)
        return document

    def change(self, document: D, announce: str | None = None, /, **fields: Any) -> D:
        """Store other values of some fields. Returns the new document. A status changes by `move`.

        announce: event type to emit, with `previous_attributes`, if anything changed.
        """
        resource = objects.of(document)
        if resource.lifecycle and "status" in fields:
            assert fields["status"] == self.latest(document)["status"], (
                f"{resource}: work.move changes a status"
            )
        return self._change(resource, document, announce, fields)

    def _change(
        self,
        resource: Resource[D],
        document: D,
        announce: str | None,
        fields: Mapping[str, Any],
        since: D | None = None,
    ) -> D:
        old = self.latest(document)
        new = exact(resource, {**old, **resource.complete({**fields})})  # the rest has been completed before
        if new == old:
            return old
        key = (resource.object, new["id"])
        if self._held is not None:
            self._held.originals.setdefault(key, old)
        shown, hidden = resource.table.split(new)
        text = _encode(shown).decode()
        self.session.put(resource.table, self.space, new, text, hidden)
        self.memory.changed(resource.table, key, old, new, text)
        if announce:
            self.emit(announce, new, self._previous(resource, announce, old if since is None else since, new))
        return new

    def _previous(self, resource: Resource[D], type: str, old: D, new: D) -> Mapping[str, Any] | None:
        """Return the `previous_attributes` of an event of this type; None if it has none."""
        if not type.endswith(WITH_PREVIOUS):
            return None
        return previous(self._visible(resource, old), self._visible(resource, new))

    def update(self, document: D, params: Mapping[str, Any], /, **fields: Any) -> D:
        """Apply the parameters of an update: hashes are merged, lists replaced, metadata merged by key.

        Emits the object's `updated` event if anything changed and the API has one.
        """
        resource = objects.of(document)
        old = self.latest(document)
        sent: dict[str, Any] = {}
        for name, value in params.items():
            if name in fields or name not in resource.fields:
                continue
            if name == "metadata":
                sent[name] = merged_metadata(old.get(name), value)
            elif value is None:
                sent[name] = resource.blank().get(name)  # unset: back to its default
            else:
                sent[name] = merged(old.get(name), value)
        if (
            "updated" in resource.fields
            and "updated" not in fields
            and any(old.get(name) != value for name, value in sent.items())
        ):
            sent["updated"] = self.now
        return self.change(document, resource.events.get("updated"), **sent, **fields)

    def move(self, document: D, to: str, since: D | None = None, /, **fields: Any) -> D:
        """Change the status along the lifecycle, and emit the transition's event.

        400 if it is not allowed. since: an earlier state, after which the document was changed without an
        event: `previous_attributes` tells all that changed since then.
        """
        resource = objects.of(document)
        old = self.latest(document)
        at = old.get("status")
        steps = resource.lifecycle.get(at or "", {})
        if to not in steps:
            raise errors.invalid(f"This {resource.noun} cannot become {to} because it has a status of {at}.")
        return self._change(resource, old, steps[to], {**fields, "status": to}, since)

    def delete(self, document: Document, announce: str | None = None) -> dict[str, Any]:
        """Replace an object by a tombstone. Emits its `deleted` event, if the API has one. Returns the stub.

        announce: another event type to emit; an empty one emits nothing.
        """
        resource = objects.of(document)
        stub = {"id": document["id"], "object": resource.object, "deleted": True}
        self.session.tombstone(resource.table, self.space, document["id"], stub)
        self.memory.delisted(resource.object)
        kind = resource.events.get("deleted") if announce is None else announce
        if kind:
            self.emit(kind, self.latest(document))
        self.memory.deleted((resource.object, document["id"]), Document(stub))
        return stub

    def erase(self, resource: Resource[Any], id: str) -> None:
        """Delete a document without a tombstone or event, for objects that are not part of the API."""
        self.session.erase(resource.table, self.space, id)
        self.memory.deleted((resource.object, id), None)

    def visible(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a document without its hidden fields."""
        resource = objects.find(document.get("object"))
        return dict(self._visible(resource, document) if resource else document)

    def text(self, resource: Resource[Any], document: Document) -> str:
        """Return the stored response of a document as JSON. Encoded once per phase."""
        key = (resource.object, document.get("id", ""))
        if self.memory.documents.get(key) is document and key in self.memory.texts:
            return self.memory.texts[key]
        return self._text(resource, document)

    def _visible(self, resource: Resource[Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
        return resource.table.split(document)[0]

    def _text(self, resource: Resource[Any], document: Mapping[str, Any]) -> str:
        return _encode(self._visible(resource, document)).decode()

    # -- events, ledger, schedule ----------------------------------------------------------------------------

    def emit(
        self, type: str, object: Mapping[str, Any], previous_attributes: Mapping[str, Any] | None = None
    ) -> None:
        """Emit an event with a snapshot of the object. Listeners run at once, in this phase."""
        if not self.memory.rehearsing:
            self._store_event(type, object, previous_attributes)
        for listener in Resource.listeners.get(type, ()):
            listener(self, object if isinstance(object, Document) else Document(object))

    def _store_event(
        self, type: str, object: Mapping[str, Any], previous_attributes: Mapping[str, Any] | None
    ) -> None:
        """Store an event, or hold it back in a block of `announcing_first`."""
        kind, id = object.get("object", ""), object.get("id", "")
        resource = objects.find(kind)
        latest = self.memory.documents.get((kind, id))
        text = self.memory.texts.get((kind, id)) if latest is object or latest == object else None
        if text is None:
            text = _encode(self._visible(resource, object) if resource else object).decode()
        before = None
        if previous_attributes is not None and type.endswith(WITH_PREVIOUS):
            before = _encode(previous_attributes).decode()
        if self._held is not None:
            self._held.events.append(Held(type, object, text, before))
        else:
            announce(self, type, object, text, before)

    @contextmanager
    def announcing_first(self, type: str) -> Iterator[None]:
        """Store the events that are emitted in the block with those of one type before all others.

        So the creation of an object that is complete only after what follows from it comes first. Several
        updates of one object are one. Listeners run when an event is emitted, as ever. A block in a block
        adds to the outer one.
        """
        if self._held is not None:
            yield
            return
        held = self._held = HeldEvents()
        try:
            yield
        finally:
            self._held = None
            for one in held.ordered(type, self.visible):
                announce(self, *one)

    def transfer(
        self, source: str, destination: str, amount: int, currency: str, about: str | None = None
    ) -> None:
        """Move money between two ledger accounts. amount: minor units, positive. about: id of the cause."""
        assert type(amount) is int, "money is whole minor units"
        assert amount > 0, "a transfer moves a positive amount; swap the ends to move it back"
        try:
            self.session.transfer(self.space, source, destination, amount, currency, self.now, about)
        except OverflowError:
            raise errors.too_large() from None

    def balance(self, name: str, currency: str) -> int:
        """Return the balance of a ledger account, minor units."""
        return self.session.balance(self.space, name, currency)

    def schedule(self, due: Due[D], document: D, *, at: int, data: Any = None, wall: bool = False) -> None:
        """Schedule an action on a document, in a phase of its own. An entry in the past runs at once.

        at: epoch seconds on this phase's clock. wall: `at` is real time, even if this phase is on a test
        clock.
        """
        clock = "" if wall else self.clock
        self.session.schedule(clock, at, due.rank, self.space, due.name, document["id"], data)
        if not clock or at <= self.now:
            self.after(partial(self.services.alarm, clock, at))

    def unschedule(self, document: Document, due: Due[Any] | None = None) -> Sequence[Any]:
        """Remove a document's scheduled actions (all, or those of `due`).

        Returns the data of the removed entries.
        """
        return self.session.unschedule(self.space, document["id"], due.name if due else None)

    def after(self, function: Callable[[], None]) -> None:
        """Call a function once this phase is committed; never if it is rolled back."""
        cast(Writer, self.session).after(function)

    def awaits(self, function: Callable[[], None]) -> bool:
        """Return whether a function awaits the commit of this phase's group."""
        return cast(Writer, self.session).awaits(function)


def identifiers(documents: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the ids of documents, in order."""
    return [document["id"] for document in documents]


__all__ = ["Cause", "Document", "Work", "identifiers", "ids"]
