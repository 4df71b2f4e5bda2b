"""Targets: who asked for which events. Source: protocol, "Webhook endpoints" and "Event destinations".

Every event asks, so the answer is held in memory: per account and mode the endpoints concerned, per type
those that want it. It is read from the endpoints' own documents when it is first asked for, and again when
one of them has changed, a platform's included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from counterfoil.kernel import Services, Space, Work, objects
from counterfoil.kernel.port import Page, Session

ENDPOINT, DESTINATION = "webhook_endpoint", "v2.core.event_destination"
WEBHOOK = "webhook_endpoint"  # the type of a destination that has a URL
EVERYTHING = "*"
BY_NAME_ONLY = frozenset({"issuing_authorization.request"})  # `*` does not mean these
OWN, CONNECTED = "@self", "@accounts"  # in `events_from`; only these two have accounts here
CIRCLE = "webhooks.circle"


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint or destination.

    space: whose it is. version: in which it is told, or in which it asked for thin events. events: the types
    that it asked for. own, others: whether it hears of that account, of those connected to it.
    """

    id: str
    object: str
    space: Space
    version: str
    thin: bool
    events: frozenset[str]
    own: bool
    others: bool

    def wants(self, type: str, thin: bool) -> bool:
        """Whether it asked for events of a type."""
        return thin is self.thin and type in self.events


def target_of(services: Services, document: Mapping[str, Any], space: Space, default: str) -> Target:
    """What an endpoint's or destination's document asks for, enabled or not. default: the version of its
    account.
    """
    endpoint = document["object"] == ENDPOINT
    thin = not endpoint and document["event_payload"] == "thin"
    version = (
        document.get("api_version" if endpoint else "_thin_version" if thin else "snapshot_api_version")
        or default
    )
    events = frozenset(document["enabled_events"])
    if EVERYTHING in events:
        events |= _everything(services.event_types_of, version, thin)
    if endpoint:
        connect = bool(document.get("_connect"))
        own, others = not connect, connect
    else:
        origins = document.get("events_from") or [OWN]
        own, others = OWN in origins, CONNECTED in origins
    return Target(document["id"], document["object"], space, version, thin, events, own, others)


@lru_cache(maxsize=256)
def _everything(event_types_of: Any, version: str, thin: bool) -> frozenset[str]:
    """The types that `*` means at a version: those that it has, for what it does not know it cannot have
    asked for.
    """
    return frozenset(event_types_of(version)[thin] - BY_NAME_ONLY)


@dataclass(slots=True)
class Circle:
    """Who may hear of the events of one space.

    platforms: what it is connected to, each as it was when this was read. thin: whether anybody listens to
    thin events.
    """

    platforms: tuple[tuple[Space, int], ...]
    targets: tuple[Target, ...]
    thin: bool
    by_type: dict[tuple[str, bool], tuple[Target, ...]] = field(default_factory=dict)

    @property
    def connected(self) -> bool:
        """Whether it is an account connected to a platform."""
        return bool(self.platforms)

    def wanting(self, type: str, thin: bool) -> tuple[Target, ...]:
        """Those who asked for a type, in the order in which they were made."""
        if not self.targets:
            return ()
        found = self.by_type.get((type, thin))
        if found is None:
            found = self.by_type[type, thin] = tuple(
                target for target in self.targets if target.wants(type, thin)
            )
        return found


def circle(work: Work, space: Space) -> Circle:
    """Return who may receive a space's events, including endpoints that this phase has just changed."""
    memory = work.memory_of(space)
    found: Circle | None = memory.get(CIRCLE)
    if found is None or (
        found.platforms and any(work.version(platform) != version for platform, version in found.platforms)
    ):
        found = memory[CIRCLE] = _read(work, space)
    return found


def _read(work: Work, space: Space) -> Circle:
    own = tuple(target for target in _enabled(work, space) if target.own)
    platforms = _platforms(work.session, space)
    others = tuple(target for platform in platforms for target in _enabled(work, platform) if target.others)
    targets = own + others
    versions = tuple((platform, work.version(platform)) for platform in platforms)
    return Circle(versions, targets, any(target.thin for target in targets))


def _enabled(work: Work, space: Space) -> Iterator[Target]:
    default = work.services.version_of(work.session, space)
    for object in (ENDPOINT, DESTINATION):
        resource = objects.find(object)
        if resource is None:
            continue
        for document in work.session.select(resource.table, space, Page(limit=None, oldest_first=True)):
            # Nothing here speaks to the clouds: a destination there keeps its settings and gets nothing.
            if document["status"] == "enabled" and document.get("type", WEBHOOK) == WEBHOOK:
                yield target_of(work.services, document, space, default)


def _platforms(session: Session, space: Space) -> list[Space]:
    """The spaces that hold an account of this id which is not their own."""
    accounts = objects.account
    if accounts is None:
        return []
    holders = session.spaces(accounts.table, space.account)
    return [
        holder for holder in holders if holder.account != space.account and holder.livemode is space.livemode
    ]
