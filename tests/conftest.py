"""Fixtures: one server a worker, one sandbox a test, and the books closed after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterfoil.kernel import Space
from counterfoil.resources.billing import customer_balance_transactions as credit
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
        spaces = Space(account, False), Space(account, True)
        return reader.unbalanced() + [wrong for space in spaces for book in (balance, credit) for wrong in book.problems(reader, space)]

    assert house.run(books()) == []
