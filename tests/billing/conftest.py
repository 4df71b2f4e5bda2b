"""Fixtures of billing: time that passes when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from counterfoil.server.door import wall
from tests.support.client import Api, House


@pytest.fixture
def soon(api: Api) -> Callable[[], None]:
    """Have everything done that is due by the wall's clock within two seconds, without waiting for them."""
    server = api.house.server
    return lambda: api.house.run(server.ticker.run_due("", server.house.wall() + 2))


class Calendar(House):
    """A server whose wall's clock a test moves on."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0
        self.server.house.wall = lambda: wall() + self.ahead

    @property
    def now(self) -> int:
        return self.server.house.wall()

    def wait(self, seconds: int) -> None:
        """Let time pass, and have done what became due."""
        self.ahead += seconds
        self.run(self.server.ticker.run_due("", self.now))


@pytest.fixture(scope="module")
def calendar() -> Iterator[Calendar]:
    """A server of the module's own, whose clock only ever goes forward."""
    calendar = Calendar()
    yield calendar
    calendar.close()
