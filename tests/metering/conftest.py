"""Rooms for every home, and how long the searching tests search.

COUNTERFOIL_THOROUGH=1 searches for minutes instead of seconds; `n` times that with COUNTERFOIL_THOROUGH=n.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.metering.homes import ROOMS, Room
from tests.metering.side_by_side import SideBySide

THOROUGH = int(os.environ.get("COUNTERFOIL_THOROUGH") or 0)


def effort(examples: int, steps: int = 30) -> settings:
    """Settings for a search."""
    return settings(
        max_examples=examples * 20 * THOROUGH if THOROUGH else examples,
        stateful_step_count=steps * 2 if THOROUGH else steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(params=ROOMS)
def open_room(request: pytest.FixtureRequest) -> Callable[[Path], Room]:
    """Opens a room of a home in a folder of its own."""
    return ROOMS[request.param]


@pytest.fixture
def room(open_room: Callable[[Path], Room], tmp_path: Path) -> Iterator[Room]:
    """A room of each home."""
    room = open_room(tmp_path)
    yield room
    room.close()


@pytest.fixture
def both(room: Room) -> SideBySide:
    """An engine over each home, beside the reference."""
    return SideBySide(room)
