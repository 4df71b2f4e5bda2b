"""A room of every store for each test, and an engine in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.metering.side_by_side import SideBySide
from tests.metering.stores import ROOMS, Room


@pytest.fixture(params=ROOMS)
def open_room(request: pytest.FixtureRequest) -> Callable[[Path], Room]:
    """Opens a room of a store in a folder of its own."""
    return ROOMS[request.param]


@pytest.fixture
def room(open_room: Callable[[Path], Room], tmp_path: Path) -> Iterator[Room]:
    """A room of each store."""
    room = open_room(tmp_path)
    yield room
    room.close()


@pytest.fixture
def both(room: Room) -> SideBySide:
    """An engine over each store, beside the reference."""
    return SideBySide(room)
