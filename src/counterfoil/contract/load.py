"""The surface: operations and shapes of an API version, from the data files.

The newest version is a folder (`surface/<version>/`); each older one is its difference from the next newer
(`surface/<version>.json`). The folder's index suffices for routing; an object's file is opened when its
parameters or shape are first used. Amendments (`amendments/*.json`) correct errors of the published
declarations, each with its `why`. They apply to the newest version, and older ones inherit them; an amendment
with `until` applies to the version before that one and is inherited from there.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from counterfoil.contract.amending import amend, mark_absent, named, spelled, told_of
from counterfoil.contract.blanks import Shape
from counterfoil.contract.operations import Operation, Routes
from counterfoil.contract.versions.known import KNOWN

__all__ = ["Operation", "Shape", "Surface", "load"]

HERE = Path(__file__).parent
WORDS = set(
    "why until operation verb path answer params like object shape set remove flags absent born events"
    " thin_events".split()
)
# The words of an entry that only tells what later versions added.
ADDED = frozenset(("object", "remove", "why", "until"))
# What the types of a version's events are in.
OF_EVENTS = ("webhook_endpoints.create", "webhook_endpoints.update", "event")

Entry = dict[str, Any]
Fields = dict[str, Any]


class Surface:
    """The operations and shapes of a version. `answers` has the shapes that its callers are shown."""

    version: str
    operations: dict[str, Operation]
    objects: set[str]
    event_types: frozenset[str]
    thin_event_types: frozenset[str]
    changed: dict[str, list[Entry]] = {}  # objects that the newest has otherwise
    born: dict[str, dict[str, Any]]  # object -> what it is when it is created and nothing was said

    def __init__(self, events: set[str], thin_events: set[str]) -> None:
        self.event_types, self.thin_event_types = frozenset(events), frozenset(thin_events)
        self._enums = {"=@events": "=" + "|".join(sorted(events)), "=@versions": "=" + "|".join(KNOWN)}
        self._shapes: dict[str, Shape] = {}

    @functools.cached_property
    def _routes(self) -> Routes:
        return Routes(self.operations.values())

    def route(
        self, verb: str, path: str, parts: list[str] | None = None
    ) -> tuple[Operation, dict[str, str]] | None:
        """Return the operation of a request and the ids in its path, or None.

        Literal segments precede ids; a trailing slash is ignored. parts: the segments, if one contains a
        slash.
        """
        return self._routes.find(verb, path, parts)

    def shape(self, object: str) -> Shape:
        """Return the shape of an object. KeyError for an unknown object."""
        found = self._shapes.get(object)
        if found is None:
            found = self._shapes[object] = self._shape(object)
        return found

    def _shape(self, object: str) -> Shape:
        return Shape(object, spelled(self.fields(object), self._enums))

    def fields(self, object: str) -> Fields:
        """Return a copy of an object's fields in the notation of the data files, with named enums."""
        raise NotImplementedError

    @property
    def answers(self) -> Surface | Answers:
        """The shapes of answers to callers of this version."""
        return self

    def _operation(self, name: str, facts: tuple[str, str, str], declared: Callable[[], Fields]) -> Operation:
        return Operation(name, *facts, declared, self._enums)


class RawOperation(msgspec.Struct):
    """An operation in a file, with its parameters not yet parsed."""

    params: msgspec.Raw


class File(msgspec.Struct):
    """A file of the newest version, parsed only as far as needed."""

    operations: dict[str, RawOperation]
    shape: msgspec.Raw


class Newest(Surface):
    """The newest version, from its folder and the amendments."""

    def __init__(self) -> None:
        self.version = NEWEST
        self.base = HERE / "surface" / NEWEST
        index = msgspec.json.decode((self.base / "_index.json").read_bytes())
        amendments = [each for each in _amendments() if "until" not in each]
        events, thin = set(index["events"]), set(index["thin_events"])
        for amendment in amendments:
            events.update(amendment.get("events", ()))
            thin.update(amendment.get("thin_events", ()))
        super().__init__(events, thin)
        self._files: dict[str, str] = {name: row["file"] for name, row in index["objects"].items()}
        self.objects = set(self._files)
        self.operations = {
            name: self._operation(name, (verb, path, answer), functools.partial(self._params, object, name))
            for object, row in index["objects"].items()
            for name, verb, path, answer in row["operations"]
        }
        self.born = {}
        self.alike: dict[str, str] = {}  # operation -> the one that takes the same
        self._amended_params: dict[str, list[Entry]] = {}
        self._amended_shapes: dict[str, list[Entry]] = {}
        self._new_shapes: dict[str, Fields] = {}
        for amendment in amendments:
            self._amend(amendment)
        self._apply()

    def _amend(self, amendment: Entry) -> None:
        name, object = amendment.get("operation"), amendment.get("object")
        if name and "path" in amendment:
            params, like = amendment.get("params", {}), amendment.get("like")
            assert like is None or like in self.operations, f"amendment like an unknown operation: {like}"
            if like:
                self.alike[name] = like
            declared = self.operations[like].declared if like else lambda: params
            self.operations[name] = self._operation(name, _facts(amendment), declared)
        elif name:
            assert name in self.operations, f"amendment of an unknown operation: {name}"
            self._amended_params.setdefault(name, []).append(amendment)
        elif object and "shape" in amendment:
            self.objects.add(object)
            self._new_shapes[object] = amendment["shape"]
        elif object:
            self._amended_shapes.setdefault(object, []).append(_only_own(amendment))
        for each, names in amendment.get("absent", {}).items():
            self._amended_shapes.setdefault(each, []).append({"absent": names})
        for each, values in amendment.get("born", {}).items():
            self.born.setdefault(each, {}).update(values)

    def _apply(self) -> None:
        """Apply all amendments now, so that one without effect is an error at start."""
        for name in self._amended_params:
            with told_of(name):
                self.operations[name].raw_params  # noqa: B018  read once and kept
        for object in self._amended_shapes:
            with told_of(object):
                self.shape(object)
        for object, values in self.born.items():
            with told_of(object):
                for name in values:
                    named(self.shape(object).fields, name)

    @functools.lru_cache(maxsize=8)  # noqa: B019  a surface lives as long as its process
    def _file(self, object: str) -> File:
        return msgspec.json.decode((self.base / self._files[object]).read_bytes(), type=File)

    def _params(self, object: str, name: str) -> Fields:
        params: Fields = msgspec.json.decode(self._file(object).operations[name].params)
        for amendment in self._amended_params.get(name, ()):
            amend(params, amendment)
        return params

    def fields(self, object: str) -> Fields:
        known = self._new_shapes.get(object)
        fields: Fields = copy.deepcopy(known) if known else msgspec.json.decode(self._file(object).shape)
        _amend_shape(fields, self._amended_shapes.get(object, ()))
        return fields


class Step(NamedTuple):
    """The difference of a version from the next newer one: the delta, then amendments that begin here."""

    version: str
    entries: list[Entry]


class Older(Surface):
    """An older version: the newest one, changed by steps, newest first."""

    def __init__(self, newest: Newest, steps: Sequence[Step]) -> None:
        self.version, self.born, self.newest = steps[-1].version, newest.born, newest
        self.objects = set(newest.objects)
        self.changed = {}  # object -> how its shape differs
        self._params_changed: dict[str, list[Entry]] = {}
        facts = {name: (one.verb, one.path, one.answer) for name, one in newest.operations.items()}
        events, thin = set(newest.event_types), set(newest.thin_event_types)
        for entry in (entry for step in steps for entry in step.entries):
            for name in entry.get("gone", ()):
                del facts[name]
                self._params_changed.pop(name, None)
            self.objects.difference_update(entry.get("objects_gone", ()))
            events = events.difference(entry.get("events_gone", ())).union(entry.get("events", ()))
            thin = thin.difference(entry.get("thin_events_gone", ())).union(entry.get("thin_events", ()))
            self._change(entry, facts)
        super().__init__(events, thin)
        self._alike = {
            name: like
            for name, like in newest.alike.items()
            if like in self._params_changed or like not in facts
        }
        own = {*self._params_changed, *self._alike, *OF_EVENTS}
        self.operations = {
            name: (
                self._operation(name, known, functools.partial(self._params, name))
                if name in own
                else newest.operations[name]
            )
            for name, known in facts.items()
            if self._alike.get(name, name) in facts
        }

    def _change(self, entry: Entry, facts: dict[str, tuple[str, str, str]]) -> None:
        name, object = entry.get("operation"), entry.get("object")
        if name:
            assert name in facts or "path" in entry, f"amendment of an unknown operation: {name}"
            facts[name] = _facts(entry, facts.get(name))
            if "params" in entry:
                self._params_changed[name] = []
            self._params_changed.setdefault(name, []).append(entry)
        elif object:
            if "shape" in entry:
                self.changed[object] = []
                self.objects.add(object)
            self.changed.setdefault(object, []).append(_only_own(entry))
        for each, names in entry.get("absent", {}).items():
            self.changed.setdefault(each, []).append({"absent": names})

    def _params(self, name: str) -> Fields:
        if name in self._alike:
            return self.operations[self._alike[name]].declared()
        entries = self._params_changed.get(name, [])
        own = entries[0].get("params") if entries else None
        params = copy.deepcopy(self.newest.operations[name].declared() if own is None else own)
        for entry in entries:
            amend(params, entry, keep=_kept(entry))
        return params

    def _shape(self, object: str) -> Shape:
        return (
            super()._shape(object)
            if object in self.changed or object in OF_EVENTS
            else self.newest.shape(object)
        )

    def fields(self, object: str) -> Fields:
        if object not in self.objects:
            raise KeyError(object)
        return self._changed_fields(object, self.changed.get(object, []))

    def answered(self, object: str) -> Shape:
        """Return the shape of an object in this version's answers, which include later additions."""
        if object not in self.changed and object not in OF_EVENTS:
            return self.newest.shape(object)
        entries = [{**entry, "remove": entry.get("lost", ())} for entry in self.changed.get(object, [])]
        types = "=" + "|".join(sorted(self.event_types | self.newest.event_types))
        return Shape(
            object, spelled(self._changed_fields(object, entries), {**self._enums, "=@events": types})
        )

    def _changed_fields(self, object: str, entries: list[Entry]) -> Fields:
        own = entries[0].get("shape") if entries else None
        fields = self.newest.fields(object) if own is None else copy.deepcopy(own)
        _amend_shape(fields, entries)
        return fields

    @functools.cached_property
    def answers(self) -> Answers:
        return Answers(self)


class Answers:
    """The shapes of an older version's answers: its own, with later additions."""

    def __init__(self, surface: Older) -> None:
        self.objects = surface.objects | surface.newest.objects
        # What only lacks additions is answered as the newest version has it.
        self.changed = frozenset(
            name
            for name, entries in surface.changed.items()
            if any(entry.keys() - ADDED for entry in entries)
        )
        self._surface = surface
        self._shapes: dict[str, Shape] = {}

    def shape(self, object: str) -> Shape:
        """Return the shape of an object. KeyError if neither this version nor the newest has it."""
        found = self._shapes.get(object)
        if found is None:
            found = self._shapes[object] = self._surface.answered(object)
        return found


# -- files ---------------------------------------------------------------------------------------------------


def _amendments() -> Iterator[Entry]:
    for path in sorted((HERE / "amendments").glob("*.json")):
        for amendment in msgspec.json.decode(path.read_bytes()):
            assert amendment.get("why"), f"{path.name}: an amendment says why"
            assert amendment.keys() <= WORDS, (
                f"{path.name}: an amendment does not know {sorted(amendment.keys() - WORDS)}"
            )
            yield amendment


def _steps(version: str) -> Iterator[Step]:
    """Yield the steps from the newest version down to one."""
    late = [each for each in _amendments() if "until" in each]
    newer = NEWEST
    for older in reversed(SURFACES[SURFACES.index(version) : -1]):
        delta = msgspec.json.decode((HERE / "surface" / f"{older}.json").read_bytes())
        yield Step(older, [*delta, *(each for each in late if older[:10] < each["until"][:10] <= newer[:10])])
        newer = older


def _facts(entry: Entry, known: Sequence[str] | None = None) -> tuple[str, str, str]:
    """Return verb, path and answer of an operation: those of an entry, else the known ones."""
    verb, path, answer = known or ("", "", "")
    return entry.get("verb", verb), entry.get("path", path), entry.get("answer", answer)


def _only_own(entry: Entry) -> Entry:
    """Return what an entry says about its own object."""
    return {key: value for key, value in entry.items() if key != "absent"}


def _amend_shape(fields: Fields, entries: Sequence[Entry]) -> None:
    for entry in entries:
        amend(fields, entry, keep=_kept(entry))
        for path in entry.get("absent", ()):
            mark_absent(fields, path)


def _kept(entry: Entry) -> str:
    """Return the flags that an entry leaves unchanged: a delta (no `why`) has no information on absence."""
    return "" if "why" in entry else "-"


# -- versions ------------------------------------------------------------------------------------------------

NEWEST = next(path.name for path in (HERE / "surface").iterdir() if path.is_dir())
SURFACES = (*sorted(path.stem for path in (HERE / "surface").glob("*.json")), NEWEST)  # oldest first


@functools.lru_cache(maxsize=128)
def load(version: str) -> Surface:
    """Return the surface of a version, built once per process.

    A version without a surface of its own has that of the last one before it, a preview that of its day;
    versions before all surfaces have the oldest.
    """
    known = [each for each in SURFACES if each[:10] <= version[:10]]
    return _load(known[-1] if known else SURFACES[0])


def event_types(version: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the types of snapshot events and of thin events of a version; of the newest if it is empty."""
    surface = load(version or NEWEST)
    return surface.event_types, surface.thin_event_types


@functools.cache
def _newest() -> Newest:
    return Newest()


@functools.cache
def _load(version: str) -> Surface:
    return _newest() if version == NEWEST else Older(_newest(), list(_steps(version)))
