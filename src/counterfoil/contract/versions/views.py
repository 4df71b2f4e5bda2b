"""Views: the differences of older versions, derived at the door from documents of the newest shape.

A change is dated by the version that made it: it converts an answer down to all versions before, or the
parameters of such a version up. Later additions stay in answers; a change adds removed fields and restores
former values. Stored state has no version.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from counterfoil.contract.refusal import Refusal
from counterfoil.contract.versions.known import NEWEST

Answer = dict[str, Any]

# The id and the object of an encoded answer, where it begins with them.
head_of = re.compile(r'\{"id":"([^"\\]+)","object":"([^"]+)",').match
_encoder = msgspec.json.Encoder(decimal_format="number")


class Ask(Protocol):
    """What a change may read from the store. Documents have the newest shape, lists that of the version."""

    def find(self, object: str, id: str | None) -> Answer | None:
        """Return the object with an id, live or its tombstone; None if it is missing."""

    def seen(self, object: str, id: str | None) -> Answer | None:
        """Return the object with an id in the version's shape, to be included in an answer; or None."""

    def first(self, object: str, **equal: Any) -> Answer | None:
        """Return the newest object that matches list filters, or None."""

    def every(self, object: str, **equal: Any) -> list[Answer]:
        """Return all objects that match list filters, newest first."""

    def listed(self, answer: Mapping[str, Any], collection: str) -> Answer | None:
        """Return the first page of an object's children (`refunds` of a charge) as a list object, or None."""

    def hidden(self, answer: Mapping[str, Any], name: str) -> Any:
        """Return a stored field that no version shows, or None."""


class Empty:
    """An `Ask` of an empty store."""

    def find(self, object: str, id: str | None) -> Answer | None:
        return None

    seen = find

    def first(self, object: str, **equal: Any) -> Answer | None:
        return None

    def every(self, object: str, **equal: Any) -> list[Answer]:
        return []

    def listed(self, answer: Mapping[str, Any], collection: str) -> Answer | None:
        return None

    def hidden(self, answer: Mapping[str, Any], name: str) -> Any:
        return None


EMPTY = Empty()
OF_CALLERS = frozenset(("metadata", "payload"))  # maps whose keys callers choose, `object` among them
DELETED_WHOLE = frozenset(("discount",))  # of these a tombstone shows all that the object showed


@dataclass(frozen=True, slots=True)
class Change:
    """A change. names: the objects of answers, or the operations of parameters, that it applies to."""

    version: str
    names: frozenset[str]
    function: Callable[..., Any]
    adds: str = ""  # the one field that the function adds, if it does nothing else
    value: Callable[..., Any] = lambda answer, ask: None  # of that field


_answers: list[Change] = []
_requests: list[Change] = []


def change(version: str, objects: tuple[str, ...]) -> Callable[[Any], Any]:
    """Register `f(answer, ask) -> answer`, called with a copy of each such object within answers.

    version: the first that no longer has what the function adds.
    """

    def register(function: Any) -> Any:
        _answers.append(Change(version, frozenset(objects), function))
        view.cache_clear()
        return function

    return register


def added(version: str, objects: tuple[str, ...], name: str) -> Callable[[Any], Any]:
    """Register `f(answer, ask) -> value` of a removed top-level field that depends on the id alone.

    The field is inserted into the encoded answer without decoding it.
    """

    def register(function: Any) -> Any:
        def change(answer: Answer, ask: Ask) -> Answer:
            return {**answer, name: function(answer, ask)}

        _answers.append(Change(version, frozenset(objects), change, name, function))
        view.cache_clear()
        return function

    return register


def change_of_request(
    version: str, operations: tuple[str, ...], *, asking: bool = False
) -> Callable[[Any], Any]:
    """Register `f(params) -> params`, called with validated parameters of older versions.

    asking: the function is `f(params, ask, ids) -> params`; ids: of the path.
    """

    def register(function: Any) -> Any:
        called = function if asking else lambda params, ask, ids: function(params)
        _requests.append(Change(version, frozenset(operations), called))
        view.cache_clear()
        return function

    return register


def renamed(version: str, object: str, *, old: str, new: str, operations: tuple[str, ...] = ()) -> None:
    """Register a renamed field: older answers have both names, older requests the old one."""

    @change(version, objects=(object,))
    def down(answer: Answer, ask: Ask) -> Answer:
        return {**answer, old: answer.get(new)}

    if operations:

        @change_of_request(version, operations=operations)
        def up(params: dict[str, Any]) -> dict[str, Any]:
            return {new if name == old else name: value for name, value in params.items()}


def respelled(
    version: str, object: str, field: str, spellings: Mapping[str, str], operations: tuple[str, ...] = ()
) -> None:
    """Register renamed values of a field. spellings: old -> new, unique in both directions."""
    back = {new: old for old, new in spellings.items()}

    def each(value: Any, known: Mapping[str, str]) -> Any:
        if isinstance(value, list):
            return [each(one, known) for one in value]
        return known.get(value, value) if isinstance(value, str) else value

    @change(version, objects=(object,))
    def down(answer: Answer, ask: Ask) -> Answer:
        return {**answer, field: each(answer[field], back)} if field in answer else answer

    if operations:

        @change_of_request(version, operations=operations)
        def up(params: dict[str, Any]) -> dict[str, Any]:
            return {**params, field: each(params[field], spellings)} if field in params else params


@dataclass(frozen=True, slots=True)
class View:
    """A version's view of the API. answers: newest change first. requests: oldest first."""

    version: str
    # Object -> its functions, in the order in which they run.
    answers: Mapping[str, tuple[Callable[..., Any], ...]] = field(default_factory=dict)
    # Operation -> its functions, in the order in which they run.
    requests: Mapping[str, tuple[Callable[..., Any], ...]] = field(default_factory=dict)
    # Object -> field -> the value of a field that depends on the object's id alone.
    added: Mapping[str, Mapping[str, Callable[..., Any]]] = field(default_factory=dict)
    _concerned: Callable[[str], Any] = lambda text: None

    def concerns(self, text: str) -> bool:
        """Return whether a change may apply to an encoded answer. False positives are possible."""
        return self._concerned(text) is not None

    def concerns_one(self, object: str, text: str) -> bool:
        """Do the same, faster, for an answer that is an object of this name."""
        return object in self.answers or (not _holds_none(text) and self.concerns(text))

    def request(
        self, operation: Any, params: dict[str, Any], ask: Ask = EMPTY, ids: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Convert a version's parameters to the newest. ids: of the path, by name."""
        for function in self.requests.get(operation.name, ()):
            params = function(params, ask, ids or {})
        return params

    def answer(self, answer: Any, ask: Ask = EMPTY) -> Any:
        """Return a copy of an answer in the version's shape, with its expanded and listed objects."""
        return self._shown(answer, ask) if self.answers else answer

    def converted(self, answer: Any, ask: Ask) -> Any:
        """Convert an answer in place: faster than `answer`, which copies it."""
        return self._in_place(answer, ask) if self.answers else answer

    def text(self, text: str, ask: Ask) -> str:
        """Convert the encoded answer of one stored object."""
        head = self._only_added(text)
        if head is not None:
            answer = {"id": head[1], "object": head[2]}
            shown = text[:-1]
            for name, value in self.added[head[2]].items():
                shown += f',"{name}":{_encode(value(answer, ask))}'
            return shown + "}"
        decoded = msgspec.json.decode(text)
        return _encode(self._changed(decoded, ask) if _holds_none(text) else self._in_place(decoded, ask))

    def only_adds(self, text: str) -> bool:
        """Return whether only fields of `added` are missing in an encoded answer."""
        return self._only_added(text) is not None

    def _only_added(self, text: str) -> re.Match[str] | None:
        """Return the head of an encoded answer if `only_adds` is true of it, else None."""
        head = head_of(text)
        if head is None or head[2] not in self.added:
            return None
        return head if _holds_none(text) and not text.endswith('"deleted":true}') else None

    def _shown(self, value: Any, ask: Ask) -> Any:
        if isinstance(value, list):
            return [self._shown(each, ask) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("object") == "event":
            return value  # what it holds was rendered when it happened, and never changes
        shown = {
            name: self._shown(each, ask) if isinstance(each, dict | list) and name not in OF_CALLERS else each
            for name, each in value.items()
        }
        return self._changed(shown, ask)

    def _in_place(self, value: Any, ask: Ask) -> Any:
        """Do as `_shown` does with a value that nobody else has: it is not copied."""
        if type(value) is list:
            for at, each in enumerate(value):
                if type(each) is dict or type(each) is list:
                    value[at] = self._in_place(each, ask)
            return value
        if value.get("object") == "event":
            return value
        for name, each in value.items():
            if each and (type(each) is dict or type(each) is list) and name not in OF_CALLERS:
                value[name] = self._in_place(each, ask)
        return self._changed(value, ask)

    def _changed(self, shown: Answer, ask: Ask) -> Answer:
        name = shown.get("object")
        if isinstance(name, str) and name in self.answers and (name in DELETED_WHOLE or not _is_stub(shown)):
            for function in self.answers[name]:
                shown = function(shown, ask)
        return shown


def _is_stub(answer: Answer) -> bool:
    """Return whether an answer is a tombstone (in /v2: id and object only)."""
    return bool(answer.get("deleted")) or len(answer) == 2


def _holds_none(text: str) -> bool:
    """Return whether an encoded object contains no other object."""
    return text.count('"object":"') == 1


def _encode(value: Any) -> str:
    return _encoder.encode(value).decode()


def changes_of(version: str, object: str) -> list[Callable[..., Any]]:
    """Return the functions that convert an object down to a version, newest change first."""
    newer = [each for each in _answers if version[:10] < each.version[:10] and object in each.names]
    return [each.function for each in sorted(newer, key=lambda each: each.version, reverse=True)]


@functools.lru_cache(maxsize=64)
def view(version: str) -> View:
    """Return the view of a version that `check` accepts."""
    newer = [each for each in _answers if version[:10] < each.version[:10]]
    answers: dict[str, tuple[Callable[..., Any], ...]] = {}
    for each in sorted(newer, key=lambda each: each.version, reverse=True):
        for name in each.names:
            answers[name] = (*answers.get(name, ()), each.function)
    added = {
        name: {each.adds: each.value for each in newer if name in each.names}
        for name in answers
        if all(each.adds for each in newer if name in each.names)
    }
    for name, gone, filled in _filling(version):
        answers[name] = (*answers.get(name, ()), filled)
        if not gone <= added.get(name, {}).keys():
            added.pop(name, None)
    requests: dict[str, tuple[Callable[..., Any], ...]] = {}
    for each in sorted(_requests, key=lambda each: each.version):
        if version[:10] < each.version[:10]:
            for name in each.names:
                requests[name] = (*requests.get(name, ()), each.function)
    # Answers are encoded without blanks, and quotation marks in texts are escaped there. The beginning of
    # `"object"` is left out, because the search is quicker from a letter that is rare.
    concerned = (
        re.compile('ject":"(?:' + "|".join(map(re.escape, sorted(answers))) + ')"').search
        if answers
        else lambda text: None
    )
    return View(version, answers, requests, added, concerned)


def _filling(version: str) -> Iterator[tuple[str, Set[str], Callable[..., Any]]]:
    """Yield (object, lost fields, converter) of objects whose fields differ from the newest.

    Removed fields return, empty unless a change sets them; fields that the version had lost for a time go.
    """
    from counterfoil.contract.load import load  # which knows the versions of this package

    newest, shapes = load(NEWEST), load(version).answers
    for name in shapes.changed:
        if name in newest.objects:
            shape, known = shapes.shape(name), newest.shape(name)
            lost, gone = known.paths() - shape.paths(), shape.without(known)
            if lost or gone.fields:
                yield name, {"*", *gone.paths()} if lost else gone.paths(), _filler(gone, lost)


def _filler(gone: Any, lost: frozenset[str]) -> Callable[..., Any]:
    def filled(answer: Answer, ask: Ask) -> Answer:
        answer = gone.filled(answer)
        for path in lost:
            _drop(answer, path.split("."))
        return answer

    return filled


def _drop(value: Any, path: Sequence[str]) -> None:
    """Remove a field from a hash, or from each of a list; the view has copied every hash."""
    if isinstance(value, list):
        for each in value:
            _drop(each, path)
    elif isinstance(value, dict) and len(path) == 1:
        value.pop(path[0], None)
    elif isinstance(value, dict):
        _drop(value.get(path[0]), path[1:])


# Hashes that a change writes for a parameter of an older version: the new name and the old one.
WRITTEN_FOR = {"duration": "iterations"}


def as_sent(param: str | None, sent: Mapping[str, Any]) -> str | None:
    """Name a refused parameter as an older version sent it.

    `discounts[0][coupon]` is `coupon` where that was sent, and no `discounts`; so it is within a list or a
    hash (`phases[0][coupon]`).
    """
    if param is None or "[" not in param:
        return param
    names = param.replace("]", "").split("[")
    at: Any = sent
    for depth, name in enumerate(names):
        if isinstance(at, list | tuple) and name.isdecimal() and int(name) < len(at):
            at = at[int(name)]
        elif isinstance(at, Mapping) and name in at:
            at = at[name]
        else:
            known = at if isinstance(at, Mapping) else ()
            older = [old for old in (WRITTEN_FOR.get(name, name), names[-1]) if old in known]
            return _bracketed([*names[:depth], older[0]]) if older else param
    return param


def _bracketed(names: list[str]) -> str:
    return names[0] + "".join(f"[{name}]" for name in names[1:])


def exclusive(params: Mapping[str, Any], *names: str, within: str = "") -> None:
    """Raise 400 if more than one of these parameters is sent. within: the hash they are in (`phases[0]`)."""
    sent = [f"{within}[{name}]" if within else name for name in names if params.get(name) is not None]
    if len(sent) > 1:
        raise Refusal(f"You may only specify one of these parameters: {', '.join(sent)}.", param=sent[0])


def without(answer: Mapping[str, Any], *names: str) -> Answer:
    """Return a copy without some properties."""
    return {name: value for name, value in answer.items() if name not in names}
