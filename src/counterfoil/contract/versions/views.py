"""Views: what another version of the API renamed, moved or decided otherwise, derived from the base at the door.

A change is dated by the version that made it. It is written as seen from the base: one made up to the base is undone for older
versions, a later one is done for versions from its date on. Stored state knows no versions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from counterfoil.contract.versions.known import BASE

# (object name, id, field) -> a property that the answer does not hold; None where there is none to be had.
Ask = Callable[[str, str, str], Any]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. names: the objects whose answers it concerns, or the operations whose parameters it does."""

    version: str
    names: frozenset[str]
    function: Callable[..., Any]

    def applies(self, version: str) -> bool:
        """Whether a version sees this difference, it and the base lying on different sides of it."""
        return (self.version[:10] <= BASE[:10]) == (version[:10] < self.version[:10])


_answers: list[Change] = []
_requests: list[Change] = []


def change(version: str, objects: tuple[str, ...]) -> Callable[[Any], Any]:
    """Register `f(answer, ask) -> answer`, asked of a fresh copy of every object of these names, wherever it is in an answer."""

    def register(function: Any) -> Any:
        _answers.append(Change(version, frozenset(objects), function))
        view.cache_clear()
        return function

    return register


def change_of_request(version: str, operations: tuple[str, ...]) -> Callable[[Any], Any]:
    """Register `f(params) -> params`, asked of the validated parameters of these operations."""

    def register(function: Any) -> Any:
        _requests.append(Change(version, frozenset(operations), function))
        view.cache_clear()
        return function

    return register


@dataclass(frozen=True, slots=True)
class View:
    """The API as one version sees it; the changes in the order in which they lead away from the base."""

    version: str
    answers: tuple[Change, ...] = field(default=())
    requests: tuple[Change, ...] = field(default=())

    def request(self, operation: Any, params: dict[str, Any]) -> dict[str, Any]:
        """What a request of this version means to the base. operation: of the contract."""
        for change in self.requests:
            if operation.name in change.names:
                params = change.function(params)
        return params

    def answer(self, answer: Any, ask: Ask | None = None) -> Any:
        """An answer of the base as this version shows it, expanded and listed objects included; the given one is left alone."""
        return self._shown(answer, ask) if self.answers else answer

    def _shown(self, value: Any, ask: Ask | None) -> Any:
        if isinstance(value, list):
            return [self._shown(each, ask) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("object") == "event":
            return value  # what it holds was rendered when it happened, and never changes
        shown = {name: self._shown(each, ask) if isinstance(each, dict | list) else each for name, each in value.items()}
        name = shown.get("object")
        if isinstance(name, str) and not shown.get("deleted"):
            for change in self.answers:
                if name in change.names:
                    shown = change.function(shown, ask)
        return shown


@lru_cache
def view(version: str) -> View:
    """The view of a version that `check` has passed."""

    def leading(changes: list[Change]) -> tuple[Change, ...]:
        backwards = version[:10] < BASE[:10]
        return tuple(sorted((each for each in changes if each.applies(version)), key=lambda each: each.version, reverse=backwards))

    return View(version, leading(_answers), leading(_requests))


def without(answer: Mapping[str, Any], *names: str) -> Answer:
    """A copy that lacks some properties."""
    return {name: value for name, value in answer.items() if name not in names}
