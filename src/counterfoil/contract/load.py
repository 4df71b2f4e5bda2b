"""The surface: operations and shapes of one API version, as the data files tell them.

The index (`_index.json`) is enough to route; a resource's own file is opened when its parameters or its shape are first asked for.
Amendments (`contract/amendments/*.json`) correct what the published declarations leave out or get wrong, each with its `why`.
"""

from __future__ import annotations

import contextlib
import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from counterfoil.contract.params import Params
from counterfoil.contract.versions.known import KNOWN

HERE = Path(__file__).parent
FLAGS = "!~?-"
WORDS = set("why until operation verb path answer params like object shape set remove absent born events thin_events".split())


class Operation:
    """A verb and a path of the API, and what it takes and answers.

    name: `billing.meters.create`. object: name of the answered object, None when there is none. answer_kind: object, list, search,
    deleted, file or none. path_params: names in the path, in order. version_train: v1 or v2.
    """

    __slots__ = ("_params", "_raw", "_read", "answer_kind", "name", "object", "objects", "path", "path_params", "verb", "version_train")

    def __init__(self, name: str, verb: str, path: str, answer: str, read: Callable[[], Mapping[str, Any]]) -> None:
        self.name, self.verb, self.path = name, verb, path
        kind, _, named = answer.rpartition(" ")
        if answer in ("none", "file "):
            kind, named = answer.strip(), ""
        self.answer_kind = kind or "object"
        self.objects = tuple(named.split("|")) if named else ()
        self.object: str | None = self.objects[0] if self.objects else None
        self.path_params = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
        self.version_train = "v2" if path.startswith("/v2/") else "v1"
        self._read = read
        self._raw: dict[str, Any] | None = None
        self._params: Params | None = None

    def __repr__(self) -> str:
        return f"Operation({self.name!r})"

    @property
    def raw_params(self) -> dict[str, Any]:
        """Parameters in the notation of the data files."""
        if self._raw is None:
            self._raw = dict(self._read())
        return self._raw

    @property
    def params(self) -> Params:
        """Parameters, compiled on first use."""
        if self._params is None:
            self._params = Params(self.raw_params, verb=self.verb, name=self.name)
        return self._params


class Shape:
    """What objects of a name look like. fields: in the notation of the data files, flags on the names (`address?`, `refunds-?`)."""

    def __init__(self, object: str, fields: Mapping[str, Any]) -> None:
        self.object = object
        self.fields = dict(fields)
        template = _template(self.fields)
        ordered = {name: template[name] for name in sorted(template, key=lambda name: (name != "id", name != "object", name))}
        self._template = msgspec.json.encode(ordered)  # read anew for each document: a tenth of the cost of a deep copy
        self._hashes = _hashes(self.fields)

    def blank(self) -> dict[str, Any]:
        """A fresh document with every field that is never absent: null where it may be, else the emptiest value of its type.

        In the order in which the API writes them: what and which, then by name.
        """
        return msgspec.json.decode(self._template)

    def complete(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with every hash in it filled up: a hash that is there has all its keys."""
        for name, fill in self._hashes.items():
            value = document.get(name)
            if value:
                document[name] = fill(value)
        return document


def _template(fields: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for flagged, kind in fields.items():
        name = flagged.rstrip(FLAGS)
        flags = flagged[len(name) :]
        if "-" not in flags:
            # Metadata of an object is shown as an empty hash, also where the published types would let it be null.
            found[name] = {} if name == "metadata" else None if "?" in flags else _empty(kind)
    return found


def _empty(kind: Any) -> Any:
    if isinstance(kind, list):
        return []
    if isinstance(kind, dict):
        return {} if "*" in kind else None if "|" in kind else _template(kind)
    if kind.startswith("="):
        values = kind[1:].split("|")
        return values[0] if len(values) == 1 else None
    if kind.startswith("list "):
        return {"object": "list", "data": [], "has_more": False, "url": ""}
    return {"boolean": False, "integer": 0}.get(kind)


Fill = Callable[[Any], Any]


def _hashes(fields: Mapping[str, Any]) -> dict[str, Fill]:
    """For the fields that hold hashes, or lists of them, what fills them up."""
    found = {}
    for flagged, kind in fields.items():
        fill = _fill(kind)
        if fill is not None:
            found[flagged.rstrip(FLAGS)] = fill
    return found


def _fill(kind: Any) -> Fill | None:
    if isinstance(kind, list):
        inner = _fill(kind[0])
        return None if inner is None else lambda values: [inner(one) if one else one for one in values]
    if not isinstance(kind, dict) or "*" in kind or "|" in kind:
        return None
    # An inner hash that may be null is null until it is set, also in a parent that is filled up.
    template, hashes = _template(kind), _hashes(kind)

    def fill(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if template.keys() <= value.keys():
            whole = value if not hashes else dict(value)
        else:
            whole = {**copy.deepcopy(template), **value}
        for name, inner in hashes.items():
            if whole.get(name):
                whole[name] = inner(whole[name])
        return whole

    return fill


class _Node:
    __slots__ = ("literals", "operations", "wildcard")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.wildcard: _Node | None = None
        self.operations: dict[str, Operation] = {}


class Surface:
    """All operations and shapes of a version."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.base = HERE / "surface" / version
        index = msgspec.json.decode((self.base / "_index.json").read_bytes())
        self.objects: dict[str, str | None] = {name: row["file"] for name, row in index["objects"].items()}
        self.operations: dict[str, Operation] = {}
        self._root = _Node()
        self._whole: dict[tuple[str, str], tuple[Operation, dict[str, str]]] = {}  # paths without ids, found at once
        self._shapes: dict[str, Shape] = {}
        self._amended_params: dict[str, list[dict[str, Any]]] = {}
        self._amended_shapes: dict[str, list[dict[str, Any]]] = {}
        self._new_shapes: dict[str, dict[str, Any]] = {}
        self.born: dict[str, dict[str, Any]] = {}  # object -> what it is when it is created and nothing was said
        events, thin = set(index["events"]), set(index["thin_events"])
        for object, row in index["objects"].items():
            for name, verb, path, answer in row["operations"]:
                self._add(name, verb, path, answer, functools.partial(self._raw_params, object, name))
        amendments = [each for each in _amendments() if version[:10] < each.get("until", "9")[:10]]
        for amendment in amendments:
            events.update(amendment.get("events", ()))
            thin.update(amendment.get("thin_events", ()))
        self._enums = {"=@events": "=" + "|".join(sorted(events)), "=@versions": "=" + "|".join(KNOWN)}
        for amendment in amendments:
            self._amend(_spelled(amendment, self._enums))
        self.event_types = frozenset(events)
        self.thin_event_types = frozenset(thin)
        self._apply()

    def _amend(self, amendment: dict[str, Any]) -> None:
        name, object = amendment.get("operation"), amendment.get("object")
        if name and "path" in amendment:
            params, like = amendment.get("params", {}), amendment.get("like")
            assert like is None or like in self.operations, f"amendment like an unknown operation: {like}"
            read = (lambda: self.operations[like].raw_params) if like else lambda: params
            self._add(name, amendment["verb"], amendment["path"], amendment["answer"], read)
        elif name:
            assert name in self.operations, f"amendment of an unknown operation: {name}"
            self._amended_params.setdefault(name, []).append(amendment)
        elif object and "shape" in amendment:
            self.objects.setdefault(object, None)
            self._new_shapes[object] = amendment["shape"]
        elif object:
            self._amended_shapes.setdefault(object, []).append({key: amendment[key] for key in ("remove", "set") if key in amendment})
        for each, names in amendment.get("absent", {}).items():
            self._amended_shapes.setdefault(each, []).append({"absent": names})
        for each, values in amendment.get("born", {}).items():
            self.born.setdefault(each, {}).update(values)

    def _apply(self) -> None:
        """Open what is amended now, not when it is first asked for: an amendment that meets nothing is told at once."""
        for name in self._amended_params:
            with _told_of(name):
                self.operations[name].raw_params  # noqa: B018  read once and kept
        for object in self._amended_shapes:
            with _told_of(object):
                self.shape(object)
        for object, values in self.born.items():
            with _told_of(object):
                for name in values:
                    _named(self.shape(object).fields, name)

    def _add(self, name: str, verb: str, path: str, answer: str, read: Callable[[], Mapping[str, Any]]) -> None:
        operation = self.operations[name] = Operation(name, verb, path, answer, read)
        node = self._root
        for part in path.split("/")[1:]:
            if part.startswith("{"):
                node.wildcard = node.wildcard or _Node()
                node = node.wildcard
            else:
                node = node.literals.setdefault(part, _Node())
        node.operations.setdefault(verb, operation)
        if not operation.path_params:
            self._whole.setdefault((verb, path), (operation, {}))

    # -- files, opened when needed -------------------------------------------------------------------------------------

    @functools.lru_cache(maxsize=8)  # noqa: B019  a surface lives as long as its process
    def _file(self, object: str) -> dict[str, Any]:
        file = self.objects[object]
        if not file:
            return {"operations": {}, "shape": {}}
        content = (self.base / file).read_bytes()
        found = msgspec.json.decode(content)
        return _spelled(found, self._enums) if b'"=@' in content else found

    def _raw_params(self, object: str, name: str) -> dict[str, Any]:
        params = dict(self._file(object)["operations"][name]["params"])
        for amendment in self._amended_params.get(name, ()):
            _set(params, amendment)
        return dict(sorted(params.items()))  # of several missing parameters, the first is named

    def shape(self, object: str) -> Shape:
        """The shape of an object. KeyError for a name the surface does not have."""
        found = self._shapes.get(object)
        if found is None:
            fields = copy.deepcopy(self._new_shapes.get(object) or self._file(object)["shape"])
            for amendment in self._amended_shapes.get(object, ()):
                _set(fields, amendment)
                for path in amendment.get("absent", ()):
                    _mark_absent(fields, path)
            found = self._shapes[object] = Shape(object, fields)
        return found

    # -- routing -------------------------------------------------------------------------------------------------------

    def route(self, verb: str, path: str, parts: list[str] | None = None) -> tuple[Operation, dict[str, str]] | None:
        """The operation a request means and the ids in its path; literal segments go before ids. A trailing slash is nothing.

        parts: the segments, where the path alone does not tell them because one holds a slash.
        """
        whole = self._whole.get((verb, path))
        if whole is not None:
            return whole
        parts = path.split("/")[1:] if parts is None else list(parts)
        if parts and not parts[-1]:
            parts.pop()
        found = _descend(self._root, parts, 0, verb)
        if found is None:
            return None
        operation, ids = found
        return operation, dict(zip(operation.path_params, ids, strict=True))


def _descend(node: _Node, parts: list[str], at: int, verb: str) -> tuple[Operation, list[str]] | None:
    if at == len(parts):
        operation = node.operations.get(verb)
        return None if operation is None else (operation, [])
    part = parts[at]
    literal = node.literals.get(part)
    if literal is not None:
        found = _descend(literal, parts, at + 1, verb)
        if found is not None:
            return found
    if node.wildcard is not None and part:
        found = _descend(node.wildcard, parts, at + 1, verb)
        if found is not None:
            found[1].insert(0, part)
            return found
    return None


def _amendments() -> Iterator[dict[str, Any]]:
    for path in sorted((HERE / "amendments").glob("*.json")):
        for amendment in msgspec.json.decode(path.read_bytes()):
            assert amendment.get("why"), f"{path.name}: an amendment says why"
            assert amendment.keys() <= WORDS, f"{path.name}: an amendment does not know {sorted(amendment.keys() - WORDS)}"
            yield amendment


def _spelled(value: Any, enums: Mapping[str, str]) -> Any:
    """An amendment with its long enums spelled out: `=@events` stands for all types of events, `=@versions` for all known versions."""
    if isinstance(value, dict):
        return {key: _spelled(each, enums) for key, each in value.items()}
    if isinstance(value, list):
        return [_spelled(each, enums) for each in value]
    if isinstance(value, str) and value.startswith("=@"):
        head, bar, rest = value.partition("|")
        return enums[head] + bar + rest
    return value


def _set(fields: dict[str, Any], amendment: Mapping[str, Any]) -> None:
    """Take names away and put names in; a dotted name reaches into a hash."""
    for path in amendment.get("remove", ()):
        at, name = _reach(fields, path)
        del at[_named(at, name)]
    for path, kind in amendment.get("set", {}).items():
        at, name = _reach(fields, path)
        for flagged in [key for key in at if key.rstrip(FLAGS) == name.rstrip(FLAGS)]:
            del at[flagged]
        at[name] = kind


def _reach(fields: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    at: Any = fields
    *way, name = path.split(".")
    for step in way:
        at = at[_named(at, step)]
        at = at[0] if isinstance(at, list) else at
        assert isinstance(at, dict), f"{path} is not in a hash"
    return at, name


def _named(fields: Mapping[str, Any], name: str) -> str:
    """The key of a name, with its flags."""
    found = [flagged for flagged in fields if flagged.rstrip(FLAGS) == name.rstrip(FLAGS)]
    assert found, f"there is no {name}"
    return found[0]


def _mark_absent(fields: dict[str, Any], path: str) -> None:
    at, name = _reach(fields, path)
    flagged = _named(at, name)
    assert "-" not in flagged[len(name) :], f"{path} may be absent already"
    at[name + "-" + flagged[len(name) :]] = at.pop(flagged)


@contextlib.contextmanager
def _told_of(amended: str) -> Iterator[None]:
    """Say which operation or object an amendment was of, when it meets nothing."""
    try:
        yield
    except (AssertionError, KeyError) as mistake:
        raise AssertionError(f"amendment of {amended}: {mistake}") from mistake


@functools.lru_cache(maxsize=4)
def load(version: str) -> Surface:
    """The surface of a version; kept, since it never changes while a process lives."""
    return Surface(version)
