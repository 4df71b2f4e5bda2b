"""What all phases share: the settings they obey and the engines behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from counterfoil.kernel.port import Space
from counterfoil.kernel.resource import Resource


class Deliveries(Protocol):
    """How an event finds those who asked for it; the webhooks room fills this place.

    A target is an endpoint or destination, `space` whose events are meant. connected: whether events of a space are those of a
    connected account. again: deliver once more, to one. forget: endpoints, or who is connected to whom, change in this phase. drop: a
    target is to get nothing more.
    """

    def matching(self, work: Any, type: str, space: Space, *, thin: bool = False) -> Sequence[Any]: ...
    def connected(self, work: Any, space: Space) -> bool: ...
    def stage(self, work: Any, event: str, type: str, space: Space, targets: Sequence[Any], *, thin: bool = False) -> None: ...
    def again(self, work: Any, event: Any, space: Space, target: Any, *, ping: bool = False) -> None: ...
    def forget(self, work: Any) -> None: ...
    def drop(self, work: Any, target: str) -> None: ...


class NoDeliveries:
    """Nobody listens."""

    def matching(self, work: Any, type: str, space: Space, *, thin: bool = False) -> Sequence[Any]:
        return ()

    def connected(self, work: Any, space: Space) -> bool:
        return False

    def stage(self, work: Any, event: str, type: str, space: Space, targets: Sequence[Any], *, thin: bool = False) -> None:
        pass

    def again(self, work: Any, event: Any, space: Space, target: Any, *, ping: bool = False) -> None:
        pass

    def forget(self, work: Any) -> None:
        pass

    def drop(self, work: Any, target: str) -> None:
        pass


@dataclass(slots=True)
class House:
    """settings: of the server. metering: the usage engine. deliveries: who is told of events. base_version: of what is stored.
    default_version: of accounts that are opened from now on. base_url: where this server is reached, for the links it hands out. wall:
    reads the wall's clock. alarm: told, once it is on disk, of a clock and the time at which something on it is due (the ticker fills
    this place). event_types, thin_event_types: all there are. versions: the contract's `check` of a version. seen: an object as a version
    shows it."""

    settings: Any = None
    metering: Any = None
    deliveries: Deliveries = field(default_factory=NoDeliveries)
    base_version: str = "2025-02-24.acacia"
    default_version: str = "2025-02-24.acacia"
    base_url: str = "http://127.0.0.1:12111"
    wall: Callable[[], int] = lambda: 0
    alarm: Callable[[str, int], None] = lambda clock, at: None
    files: Any = None
    event_types: frozenset[str] = frozenset()
    thin_event_types: frozenset[str] = frozenset()
    versions: Any = None
    seen: Callable[[Any, Space, House, dict[str, Any], str], dict[str, Any]] = lambda session, space, house, object, version: object
    stream_caller: Any = None  # (session, token, now) -> caller of the meter event stream
    staged: list[Callable[[], None]] = field(default_factory=list)  # run once the phase under way is on disk
    memory: dict[str, Any] = field(default_factory=dict)  # caches of the pages, one set a server
    _versions: dict[Space, str] = field(default_factory=dict)

    def version_of(self, session: Any, space: Space) -> str:
        """The API version stored with an account when it was opened: that of its calls that name none, and of its events."""
        known = self._versions.get(space)
        if known is None:
            accounts = Resource.registry.get("account")
            account = session.load(accounts.table, space, space.account) if accounts is not None else None
            if account is None:
                return self.default_version
            known = self._versions[space] = account.get("_api_version") or self.default_version
        return known
