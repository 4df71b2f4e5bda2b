"""Fixtures: one server a worker, one sandbox a test, and the books closed after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.client import Api, House


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A server in process, shared by the tests of a worker: sandboxes keep them apart."""
    house = House()
    yield house
    house.close()


@pytest.fixture
def api(house: House) -> Iterator[Api]:
    """A caller with a fresh sandbox. When the test is over its ledger must balance."""
    api = Api(house)
    yield api

    async def books() -> list[str]:
        return house.server.store.reader.unbalanced()

    assert house.run(books()) == []
