"""Operations: verbs and paths of the API, and the routing tree that finds the operation of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from counterfoil.contract.amending import spelled
from counterfoil.contract.params import Params

# Paths of operations that newer versions lack, and that would be read as the id of an object.
NO_IDS = ("/v1/invoices/upcoming", "/v1/invoices/upcoming/lines")


class Operation:
    """An operation of the API: verb, path, parameters and answer.

    name: `billing.meters.create`. object: type of the answer, or None. answer_kind: object, list, search,
    deleted, file or none. path_params: in order. version_train: v1 or v2.
    """

    __slots__ = (
        "_enums", "_params", "_raw", "answer", "answer_kind", "declared", "name", "object", "objects", "path",
        "path_params", "verb",
        "version_train",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        verb: str,
        path: str,
        answer: str,
        declared: Callable[[], dict[str, Any]],
        enums: Mapping[str, str],
    ) -> None:
        self.name, self.verb, self.path, self.answer = name, verb, path, answer
        kind, _, named = answer.rpartition(" ")
        if answer in ("none", "file "):
            kind, named = answer.strip(), ""
        self.answer_kind = kind or "object"
        self.objects = tuple(named.split("|")) if named else ()
        self.object: str | None = self.objects[0] if self.objects else None
        self.path_params = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
        self.version_train = "v2" if path.startswith("/v2/") else "v1"
        self.declared = declared  # the parameters, with long enums by name
        self._enums = enums
        self._raw: dict[str, Any] | None = None
        self._params: Params | None = None

    def __repr__(self) -> str:
        return f"Operation({self.name!r})"

    @property
    def raw_params(self) -> dict[str, Any]:
        """The parameters in the notation of the data files."""
        if self._raw is None:
            # Of several missing ones, the first is named.
            self._raw = spelled(dict(sorted(self.declared().items())), self._enums)
        return self._raw

    @property
    def params(self) -> Params:
        """The parameters, compiled on first use."""
        if self._params is None:
            self._params = Params(self.raw_params, verb=self.verb, name=self.name)
        return self._params


class _Node:
    __slots__ = ("literals", "operations", "wildcard")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.wildcard: _Node | None = None
        self.operations: dict[str, Operation] = {}


class Routes:
    """Finds the operations of a version by verb and path."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        self._whole: dict[
            tuple[str, str], tuple[Operation, dict[str, str]]
        ] = {}  # paths without ids, found at once
        for operation in operations:
            self._add(operation)

    def _add(self, operation: Operation) -> None:
        node = self._root
        for part in operation.path.split("/")[1:]:
            if part.startswith("{"):
                node.wildcard = node.wildcard or _Node()
                node = node.wildcard
            else:
                node = node.literals.setdefault(part, _Node())
        node.operations.setdefault(operation.verb, operation)
        if not operation.path_params:
            self._whole.setdefault((operation.verb, operation.path), (operation, {}))

    def find(
        self, verb: str, path: str, parts: list[str] | None = None
    ) -> tuple[Operation, dict[str, str]] | None:
        """Return the operation of a request and the ids in its path, or None.

        Literal segments precede ids; a trailing slash is ignored. parts: the segments, if one contains a
        slash.
        """
        whole = self._whole.get((verb, path))
        if whole is not None:
            return whole
        parts = path.split("/")[1:] if parts is None else list(parts)
        if path.startswith(NO_IDS[0]) and path.rstrip("/") in NO_IDS and verb == "GET":
            return self._whole.get((verb, path.rstrip("/")))
        if parts and not parts[-1]:
            parts.pop()
        found = _straight(self._root, parts, verb) or _descend(self._root, parts, 0, verb)
        if found is None:
            return None
        operation, ids = found
        return operation, dict(zip(operation.path_params, ids, strict=True))


def _straight(node: _Node, parts: list[str], verb: str) -> tuple[Operation, list[str]] | None:
    """Find an operation without backtracking; None if `_descend` would have to backtrack."""
    ids: list[str] = []
    for part in parts:
        inner = node.literals.get(part)
        if inner is None:
            inner = node.wildcard
            if inner is None or not part:
                return None
            ids.append(part)
        node = inner
    operation = node.operations.get(verb)
    return None if operation is None else (operation, ids)


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
