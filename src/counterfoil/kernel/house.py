"""What all phases share: the settings they obey and the engines behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol


class Deliveries(Protocol):
    """How an event finds those who asked for it; the webhooks room fills this place."""

    def matching(self, work: Any, type: str) -> list[Any]: ...
    def stage(self, work: Any, event_id: str, targets: list[Any]) -> None: ...


class NoDeliveries:
    """Nobody listens."""

    def matching(self, work: Any, type: str) -> list[Any]:
        return []

    def stage(self, work: Any, event_id: str, targets: list[Any]) -> None:
        pass


@dataclass(slots=True)
class House:
    """settings: of the server. metering: the usage engine. deliveries: who is told of events. default_version: of accounts
    that chose none. base_url: where this server is reached, for the links it hands out. wall: reads the wall's clock."""

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
    versions: Any = None
    stream_caller: Any = None  # (session, token, now) -> caller of the meter event stream
    staged: list[Callable[[], None]] = field(default_factory=list)  # run once the phase under way is on disk
    memory: dict[str, Any] = field(default_factory=dict)  # caches of the pages, one set a server
