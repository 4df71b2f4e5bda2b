"""A server whose retries come at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.client import Api, House


@pytest.fixture(scope="module")
def hasty() -> Iterator[House]:
    """A server that tries twice more, at once, and gives an endpoint more than a busy machine takes.

    Retries take real time, so its clock is real.
    """
    house = House(now=None, webhook_retries=(0.01, 0.01), webhook_timeout=60.0)
    yield house
    house.close()


@pytest.fixture
def impatient() -> Iterator[House]:
    """The same, but it gives an endpoint half a second."""
    house = House(now=None, webhook_retries=(0.01, 0.01), webhook_timeout=0.5)
    yield house
    house.close()


@pytest.fixture
def api(hasty: House) -> Api:
    return Api(hasty)
