"""Targets: the endpoints and destinations of an event.

Source: protocol, "Webhook endpoints" and "Event destinations". Every event needs them, so they are cached per
account and mode, and by type. The cache is read from the endpoints' documents, again after one has changed, a
platform's included.
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
RECIPIENTS = "webhooks.recipients"


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint or destination, and what it listens to.

    space: its account and mode. version: of its events, or of the request for thin events. events: their
    types. own, others: whether it receives events of its own account, and of connected ones.
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
        """Return whether it listens to a type of events."""
        return thin is self.thin and type in self.events


def target_of(services: Services, document: Mapping[str, Any], space: Space, default: str) -> Target:
    """Read a target from its document, enabled or not. default: the version of its account."""
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
    """Return the types that `*` means in a version: those that the version has."""
    return frozenset(event_types_of(version)[thin] - BY_NAME_ONLY)


@dataclass(slots=True)
class Recipients:
    """Who may receive the events of a space.

    platforms: the platforms it is connected to, with the version of their cache. thin: whether any target
    listens to thin events.
    """

    platforms: tuple[tuple[Space, int], ...]
    targets: tuple[Target, ...]
    thin: bool
    by_type: dict[tuple[str, bool], tuple[Target, ...]] = field(default_factory=dict)

    @property
    def connected(self) -> bool:
        """Whether it is a connected account."""
        return bool(self.platforms)

    def wanting(self, type: str, thin: bool) -> tuple[Target, ...]:
        """Return the targets of a type, in order of creation."""
        if not self.targets:
            return ()
        found = self.by_type.get((type, thin))
        if found is None:
            found = self.by_type[type, thin] = tuple(
                target for target in self.targets if target.wants(type, thin)
            )
        return found


def recipients(work: Work, space: Space) -> Recipients:
    """Return who may receive a space's events, including endpoints that this phase has just changed."""
    memory = work.cache_of(space)
    found: Recipients | None = memory.get(RECIPIENTS)
    if found is None or (
        found.platforms and any(work.version(platform) != version for platform, version in found.platforms)
    ):
        found = memory[RECIPIENTS] = _read(work, space)
    return found


def _read(work: Work, space: Space) -> Recipients:
    own = tuple(target for target in _enabled(work, space) if target.own)
    platforms = _platforms(work.session, space)
    others = tuple(target for platform in platforms for target in _enabled(work, platform) if target.others)
    targets = own + others
    versions = tuple((platform, work.version(platform)) for platform in platforms)
    return Recipients(versions, targets, any(target.thin for target in targets))


def _enabled(work: Work, space: Space) -> Iterator[Target]:
    default = work.services.version_of(work.session, space)
    for object in (ENDPOINT, DESTINATION):
        resource = objects.find(object)
        if resource is None:
            continue
        for document in work.session.select(resource.table, space, Page(limit=None, oldest_first=True)):
            # Cloud destinations are stored, but nothing is delivered to them.
            if document["status"] == "enabled" and document.get("type", WEBHOOK) == WEBHOOK:
                yield target_of(work.services, document, space, default)


def _platforms(session: Session, space: Space) -> list[Space]:
    """Return the spaces of platforms that this account is connected to."""
    accounts = objects.account
    if accounts is None:
        return []
    holders = session.spaces(accounts.table, space.account)
    return [
        holder for holder in holders if holder.account != space.account and holder.livemode is space.livemode
    ]
