"""Time as tests have it: it stands still until a test moves it.

`advance` answers what happened on the way.
"""

from __future__ import annotations

import time
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.support.happened import Happened

if TYPE_CHECKING:
    from tests.support.client import Api

MINUTE, HOUR, DAY = 60, 3600, 86400

# What the wall clock says when tests begin: a Sunday, 2025-06-15 15:06:40 UTC.
START = 1_750_000_000


def epoch(text: str) -> int:
    """Epoch seconds of a time in UTC: `2025-01-31T10:00:00`."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def later(at: int, *, months: int = 0, **by: int) -> int:
    """Add time to epoch seconds: first whole months (31 January plus one ends February), then the rest."""
    moment = datetime.fromtimestamp(at, UTC)
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    moved = moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
    return int((moved + timedelta(**by)).timestamp())


class Clock:
    """A test clock of the API, and the time it was moved to."""

    def __init__(self, api: Api, now: int, **params: Any) -> None:
        self.api = api
        self.now = now
        self.id: str = api.post("/v1/test_helpers/test_clocks", frozen_time=now, **params).id

    def get(self) -> Any:
        """The clock as the API answers it."""
        return self.api.get(f"/v1/test_helpers/test_clocks/{self.id}")

    def advance(self, *, to: int | None = None, **by: int) -> Happened:
        """Advance to a time, or by `months=1, hours=1`, and wait until everything due on the way has run."""
        before = self.api.latest_event()
        self.now = later(self.now, **by) if to is None else to
        self.api.post(f"/v1/test_helpers/test_clocks/{self.id}/advance", frozen_time=self.now)
        arrived = self.wait_for("ready", "internal_failure")
        assert (arrived.status, arrived.frozen_time) == ("ready", self.now), arrived
        return self.api.happened(since=before)

    def settle(self) -> None:
        """Run what requests made due at the clock's present time, as the server does in the background."""
        server = self.api.house.server
        self.api.house.run(server.scheduler.run_due(self.id, self.now))

    def wait_for(self, *statuses: str) -> Any:
        """The clock once it has one of these statuses."""
        for _ in range(12_000):
            found = self.get()
            if found.status in statuses:
                return found
            time.sleep(0.005)
        raise AssertionError(f"the clock is {found.status}, not {' or '.join(statuses)}")


class Wall:
    """The wall clock of the server that a caller uses."""

    def __init__(self, api: Api) -> None:
        self.api = api

    @property
    def now(self) -> int:
        return self.api.now

    def advance(self, *, to: int | None = None, **by: int) -> Happened:
        """Advance to a time, or by `days=7`, and run what was due. Returns the sandbox's new event types."""
        before = self.api.latest_event()
        self.api.house.pass_time(later(self.now, **by) if to is None else to)
        return self.api.happened(since=before)
