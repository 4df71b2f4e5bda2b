"""Views: what another version of the API renamed, moved or decided otherwise, derived at the door from
documents of the newest shape.

A change is dated by the version that made it and is written for the older side: it leads an answer down to
every version before its date, or the parameters of such a version up. In answers what was added since stays;
a change adds what was removed, or respells what was respelled. Stored state knows no versions.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Set
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
    """What a change may ask of the store.

    Documents come in the newest shape; lists are seen as the version sees them.
    """

    def find(self, object: str, id: str | None) -> Answer | None:
        """The object of that id, live or its tombstone; None where there is none."""

    def seen(self, object: str, id: str | None) -> Answer | None:
        """The same, as the version sees it: to be put whole into an answer."""

    def first(self, object: str, **equal: Any) -> Answer | None:
        """The newest object whose list filters have these values."""

    def every(self, object: str, **equal: Any) -> list[Answer]:
        """Find all objects whose list filters have these values, newest first."""

    def listed(self, answer: Mapping[str, Any], collection: str) -> Answer | None:
        """The first page of what belongs to an object (`refunds` of a charge), as a list object; None where
        nothing can.
        """

    def hidden(self, answer: Mapping[str, Any], name: str) -> Any:
        """A fact that the stored document keeps and no version shows."""


class Empty:
    """An `Ask` of a store in which there is nothing."""

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
    """One difference. names: the objects whose answers it concerns, or the operations whose parameters it
    does.
    """

    version: str
    names: frozenset[str]
    function: Callable[..., Any]
    adds: str = ""  # the one field that the function adds, if it does nothing else
    value: Callable[..., Any] = lambda answer, ask: None  # of that field


_answers: list[Change] = []
_requests: list[Change] = []


def change(version: str, objects: tuple[str, ...]) -> Callable[[Any], Any]:
    """Register `f(answer, ask) -> answer`, called with a fresh copy of every object of these names, wherever
    it is in an answer.

    version: the first that no longer has what the function adds.
    """

    def register(function: Any) -> Any:
        _answers.append(Change(version, frozenset(objects), function))
        view.cache_clear()
        return function

    return register


def added(version: str, objects: tuple[str, ...], name: str) -> Callable[[Any], Any]:
    """Register `f(answer, ask) -> value` of a top-level field that a version took away, which depends on
    nothing but the object's id.

    Such a field is put into the encoded answer, which need not be decoded for it.
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
    """Register `f(params) -> params`, called with the validated parameters of these operations where the
    caller's version is older.

    asking: it is `f(params, ask, ids) -> params`, where ids are those of the path.
    """

    def register(function: Any) -> Any:
        called = function if asking else lambda params, ask, ids: function(params)
        _requests.append(Change(version, frozenset(operations), called))
        view.cache_clear()
        return function

    return register


def renamed(version: str, object: str, *, old: str, new: str, operations: tuple[str, ...] = ()) -> None:
    """Register a field that a version renamed: older answers have it under both names, older requests under
    the old one.
    """

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
    """Register values of a field that a version spells otherwise. spellings: old -> new, told apart in both
    directions.
    """
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
    """The API as one version sees it. answers: newest change first; requests: oldest first."""

    version: str
    # Object -> its functions, in the order in which they run.
    answers: Mapping[str, tuple[Callable[..., Any], ...]] = field(default_factory=dict)
    # Operation -> its functions, in the order in which they run.
    requests: Mapping[str, tuple[Callable[..., Any], ...]] = field(default_factory=dict)
    # Object -> field -> the value of a field that depends on the object's id alone.
    added: Mapping[str, Mapping[str, Callable[..., Any]]] = field(default_factory=dict)
    _concerned: Callable[[str], Any] = lambda text: None

    def concerns(self, text: str) -> bool:
        """Whether any change concerns an object in an encoded answer.

        May be true in vain, never false in vain.
        """
        return self._concerned(text) is not None

    def request(
        self, operation: Any, params: dict[str, Any], ask: Ask = EMPTY, ids: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """What a request of this version means to the newest one. operation: of the contract; ids: of the
        path, by name.
        """
        for function in self.requests.get(operation.name, ()):
            params = function(params, ask, ids or {})
        return params

    def answer(self, answer: Any, ask: Ask = EMPTY) -> Any:
        """An answer of the newest version as this one shows it, expanded and listed objects included; the
        given one is left alone.
        """
        return self._shown(answer, ask) if self.answers else answer

    def text(self, text: str, ask: Ask) -> str:
        """The same for the encoded answer of one object that is at rest, encoded."""
        head = head_of(text)
        if head is not None and self.only_adds(text):
            answer = {"id": head[1], "object": head[2]}
            more = "".join(
                f',"{name}":{_encode(value(answer, ask))}' for name, value in self.added[head[2]].items()
            )
            return f"{text[:-1]}{more}}}"
        decoded = msgspec.json.decode(text)
        return _encode(self._changed(decoded, ask) if _holds_none(text) else self._shown(decoded, ask))

    def only_adds(self, text: str) -> bool:
        """Whether nothing but the fields of `added` is to be put into an encoded answer."""
        head = head_of(text)
        return (
            head is not None
            and head[2] in self.added
            and _holds_none(text)
            and not text.endswith('"deleted":true}')
        )

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

    def _changed(self, shown: Answer, ask: Ask) -> Answer:
        name = shown.get("object")
        if isinstance(name, str) and name in self.answers and (name in DELETED_WHOLE or not _is_stub(shown)):
            for function in self.answers[name]:
                shown = function(shown, ask)
        return shown


def _is_stub(answer: Answer) -> bool:
    """Whether this is what is answered for an object that was deleted; by /v2 its id and type."""
    return bool(answer.get("deleted")) or len(answer) == 2


def _holds_none(text: str) -> bool:
    """Whether an encoded object holds no other object whole, so that there is nothing to walk through."""
    return text.count('"object":"') == 1


def _encode(value: Any) -> str:
    return _encoder.encode(value).decode()


def changes_of(version: str, object: str) -> list[Callable[..., Any]]:
    """The functions that lead an object down to a version, newest change first."""
    newer = [each for each in _answers if version[:10] < each.version[:10] and object in each.names]
    return [each.function for each in sorted(newer, key=lambda each: each.version, reverse=True)]


@functools.lru_cache(maxsize=64)
def view(version: str) -> View:
    """The view of a version that `check` has passed."""
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
    # Answers are encoded without blanks, and quotation marks in texts are escaped there.
    concerned = (
        re.compile('"object":"(?:' + "|".join(map(re.escape, sorted(answers))) + ')"').search
        if answers
        else lambda text: None
    )
    return View(version, answers, requests, added, concerned)


def _filling(version: str) -> Iterator[tuple[str, Set[str], Callable[..., Any]]]:
    """For the objects whose fields a version has otherwise: the fields that are gone since, and what makes an
    answer of its shape.

    Fields that were removed since come back, empty where no change has filled them; those that the version
    had lost for a time go.
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
            *way, last = path.split(".")
            at: Any = answer
            for step in way:
                at = at.get(step) if isinstance(at, dict) else None
            if isinstance(at, dict):
                at.pop(last, None)  # the view has copied every hash
        return answer

    return filled


def exclusive(params: Mapping[str, Any], *names: str, within: str = "") -> None:
    """Raise 400 if more than one of these parameters is sent. within: the hash they are in (`phases[0]`)."""
    sent = [f"{within}[{name}]" if within else name for name in names if params.get(name) is not None]
    if len(sent) > 1:
        raise Refusal(f"You may only specify one of these parameters: {', '.join(sent)}.", param=sent[0])


def without(answer: Mapping[str, Any], *names: str) -> Answer:
    """A copy that lacks some properties."""
    return {name: value for name, value in answer.items() if name not in names}
