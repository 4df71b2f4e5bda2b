"""What all phases share: settings, engines, caches and callbacks of one server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from counterfoil.kernel import objects
from counterfoil.kernel.port import Space


class Recipients(Protocol):
    """Who may hear of the events of a space: webhook endpoints and event destinations, its targets.

    connected: whether the space is a connected account. thin: whether any target listens to thin events.
    wanting: the targets of an event type.
    """

    @property
    def connected(self) -> bool: ...
    @property
    def thin(self) -> bool: ...
    def wanting(self, type: str, thin: bool) -> Sequence[Any]: ...


class Deliveries(Protocol):
    """The interface to webhook deliveries, implemented by `counterfoil.webhooks`.

    recipients: of events of a space (account and mode). stage: enqueue deliveries with this phase; snapshot:
    the object and its previous attributes in the newest version, as JSON, or None for a thin event.
    redeliver: once more to one target. drop: delete a target's pending deliveries.
    """

    def recipients(self, work: Any, space: Space) -> Recipients: ...
    def stage(
        self,
        work: Any,
        event: str,
        type: str,
        space: Space,
        targets: Sequence[Any],
        snapshot: tuple[str, str | None] | None = None,
    ) -> None: ...
    def redeliver(self, work: Any, event: Any, space: Space, target: Any, *, ping: bool = False) -> None: ...
    def drop(self, work: Any, target: str) -> None: ...


class NoRecipients:
    """A recipients without targets."""

    connected = thin = False

    def wanting(self, type: str, thin: bool) -> Sequence[Any]:
        return ()


class NoDeliveries:
    """Deliveries to nobody: no target matches any event."""

    def recipients(self, work: Any, space: Space) -> Recipients:
        return NoRecipients()

    def stage(
        self,
        work: Any,
        event: str,
        type: str,
        space: Space,
        targets: Sequence[Any],
        snapshot: tuple[str, str | None] | None = None,
    ) -> None:
        pass

    def redeliver(self, work: Any, event: Any, space: Space, target: Any, *, ping: bool = False) -> None:
        pass

    def drop(self, work: Any, target: str) -> None:
        pass


CACHED = 20_000  # spaces with a cache

Snapshot = Callable[[Any, Space, str, str | None, str], tuple[str, str | None]]


@dataclass(slots=True)
class Services:
    """Settings, engines, caches and callbacks of one server.

    settings: of the server. metering: the usage engine. deliveries: webhook deliveries. files: contents of
    files.
    default_version: API version of accounts opened from now on.
    base_url: where this server is reached, for links in responses.
    wall: returns the real time in epoch seconds.
    alarm: called with (clock, time) once a phase that scheduled something at that time is committed.
    countries: codes of all countries.
    event_types, thin_event_types: all of the newest API version. event_types_of: those of a version,
    (snapshots, thin).
    related: an object as thin events refer to it, {id, type, url}; None for one that cannot be retrieved.
    versions: checks the name of an API version.
    watches: meters with active alerts, by scope and id, which the process that has the usage engine watches.
    snapshot: converts an object and its previous attributes, both JSON, from the newest version to another
    one.
    """

    settings: Any = None
    metering: Any = None
    deliveries: Deliveries = field(default_factory=NoDeliveries)
    default_version: str = "2025-02-24.acacia"
    base_url: str = "http://127.0.0.1:12111"
    wall: Callable[[], int] = lambda: 0
    alarm: Callable[[str, int], None] = lambda clock, at: None
    files: Any = None
    event_types: frozenset[str] = frozenset()
    thin_event_types: frozenset[str] = frozenset()
    related: Callable[[Any], dict[str, str] | None] = lambda object: None
    event_types_of: Callable[[str], tuple[frozenset[str], frozenset[str]]] = lambda version: (
        frozenset(),
        frozenset(),
    )
    countries: frozenset[str] = frozenset()
    versions: Any = None
    snapshot: Snapshot = lambda work, space, text, previous, version: (text, previous)
    stream_caller: Any = None  # (session, token, now) -> caller of the meter event stream
    watches: dict[tuple[str, str], Any] = field(default_factory=dict)
    _caches: dict[Space, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    _api_versions: dict[Space, str] = field(default_factory=dict)

    def cache(self, space: Space, version: int) -> dict[str, Any]:
        """Return the cache of a space: a dict that is empty whenever the space has changed.

        Store only committed facts, or facts whose change invalidates the space (`work.invalidate`). Entries
        can vanish at any moment; a missing one means: read the store. version: of the space, from the phase's
        session (`Writer.version`).
        """
        found = self._caches.get(space)
        if found is None or found[0] != version:
            if found is None and len(self._caches) >= CACHED:
                del self._caches[next(iter(self._caches))]
            found = self._caches[space] = version, {}
        return found[1]

    def version_of(self, session: Any, space: Space) -> str:
        """Return an account's API version, for requests that name none and for its events.

        It is stored when the account is opened; without an account it is the server's default.
        """
        known = self._api_versions.get(space)
        if known is None:
            accounts = objects.account
            account = session.load(accounts.table, space, space.account) if accounts is not None else None
            if account is None:
                return self.default_version
            if len(self._api_versions) >= CACHED:
                self._api_versions.clear()
            known = self._api_versions[space] = account.get("_api_version") or self.default_version
        return known
