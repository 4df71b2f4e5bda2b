"""Fixtures: one server a worker, one sandbox a test, and the books closed after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterfoil.kernel import Space
from counterfoil.resources.payments import balance
from counterfoil.server.authentication import account_of
from tests.support.client import Api, House


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A server in process, shared by the tests of a worker: sandboxes keep them apart."""
    house = House()
    yield house
    house.close()


@pytest.fixture
def api(house: House) -> Iterator[Api]:
    """A caller with a fresh sandbox. When the test is over its books are closed: see docs/ledger.md."""
    api = Api(house)
    yield api
    account = account_of(api.key.removeprefix("sk_test_"))

    async def books() -> list[str]:
        reader = house.server.store.reader
        return reader.unbalanced() + [wrong for live in (False, True) for wrong in balance.problems(reader, Space(account, live))]

    assert house.run(books()) == []
