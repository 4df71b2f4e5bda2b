"""Targets: who asked for which events. Source: protocol, "Webhook endpoints" and "Event destinations".

Every event asks, so the answer is held in memory: per account and mode the endpoints concerned, per type those that want it. It is read
from the endpoints' own documents when it is first asked for, and thrown away when one of them changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterfoil.kernel import Space, objects
from counterfoil.kernel.port import Page, Session

ENDPOINT, DESTINATION = "webhook_endpoint", "v2.core.event_destination"
EVERYTHING = "*"
BY_NAME_ONLY = frozenset({"issuing_authorization.request"})  # `*` does not mean these
REMEMBERED = 100_000  # spaces


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint or destination. space: whose it is. own, others: whether it hears of that account, of those connected to it."""

    id: str
    object: str
    space: Space
    thin: bool
    events: frozenset[str]
    own: bool
    others: bool

    def wants(self, type: str, thin: bool) -> bool:
        """Whether it asked for events of a type."""
        if thin is not self.thin:
            return False
        return type in self.events or (EVERYTHING in self.events and type not in BY_NAME_ONLY)


def target_of(document: Mapping[str, Any], space: Space) -> Target:
    """What an endpoint's or destination's document asks for, enabled or not."""
    events = frozenset(document["enabled_events"])
    if document["object"] == ENDPOINT:
        connect = bool(document.get("_connect"))
        return Target(document["id"], ENDPOINT, space, False, events, not connect, connect)
    origins = document.get("events_from") or ["self"]
    thin = document["event_payload"] == "thin"
    return Target(document["id"], DESTINATION, space, thin, events, "self" in origins, "other_accounts" in origins)


@dataclass(slots=True)
class Circle:
    """Who may hear of the events of one space. connected: whether it is an account connected to a platform."""

    connected: bool
    targets: tuple[Target, ...]
    by_type: dict[tuple[str, bool], tuple[Target, ...]] = field(default_factory=dict)

    def wanting(self, type: str, thin: bool) -> tuple[Target, ...]:
        """Those who asked for a type, in the order in which they were made."""
        if not self.targets:
            return ()
        found = self.by_type.get((type, thin))
        if found is None:
            found = self.by_type[type, thin] = tuple(target for target in self.targets if target.wants(type, thin))
        return found


class Directory:
    """All circles, as far as they were asked for."""

    def __init__(self) -> None:
        self._circles: dict[Space, Circle] = {}

    def circle(self, session: Session, space: Space) -> Circle:
        """The circle of a space. session: of the phase that asks, which may just have changed an endpoint."""
        found = self._circles.get(space)
        if found is None:
            if len(self._circles) >= REMEMBERED:
                self._circles.clear()
            found = self._circles[space] = self._read(session, space)
        return found

    def forget(self) -> None:
        """An endpoint changed. A platform's endpoints are in the circles of all that are connected to it: forget them all."""
        self._circles.clear()

    def _read(self, session: Session, space: Space) -> Circle:
        own = tuple(target for target in _enabled(session, space) if target.own)
        platforms = _platforms(session, space)
        others = tuple(target for platform in platforms for target in _enabled(session, platform) if target.others)
        return Circle(bool(platforms), own + others)


def _enabled(session: Session, space: Space) -> Iterator[Target]:
    for object in (ENDPOINT, DESTINATION):
        resource = objects.find(object)
        if resource is None:
            continue
        for document in session.select(resource.table, space, Page(limit=None, oldest_first=True)):
            # Nothing here speaks to Amazon: a destination there keeps its settings and gets nothing.
            if document["status"] == "enabled" and document.get("type") != "amazon_eventbridge":
                yield target_of(document, space)


def _platforms(session: Session, space: Space) -> list[Space]:
    """The spaces that hold an account of this id which is not their own."""
    accounts = objects.account
    if accounts is None:
        return []
    holders = session.spaces(accounts.table, space.account)
    return [holder for holder in holders if holder.account != space.account and holder.livemode is space.livemode]
