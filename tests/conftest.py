"""Fixtures: one server a worker, one sandbox a test, and the books closed after every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from counterfoil.kernel import Space, Work, objects
from counterfoil.resources.billing import credit_balance_transactions as credits
from counterfoil.resources.billing import customer_balance_transactions as credit
from counterfoil.resources.billing import explanations
from counterfoil.resources.payments import balance
from counterfoil.server.authentication import account_of
from tests.support.client import Api, House
from tests.support.clocks import Clock, Wall
from tests.support.phases import Supervision, supervise
from tests.support.receiver import Receiver


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--twice", action="store_true", help="run every phase twice: the first run is undone")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "once: not with --twice, for a test that counts how often its own phases run"
    )
    # A busy machine is no failure, and the same examples are tried everywhere: chance refuses no change.
    settings.register_profile(
        "steady",
        deadline=None,
        derandomize=not os.environ.get("COUNTERFOIL_THOROUGH"),
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("steady")
    supervise()


@pytest.fixture(autouse=True)
def runs_of_phases(request: pytest.FixtureRequest) -> None:
    """With --twice, whether the phases of this test run twice."""
    Supervision.twice = request.config.getoption("twice") and not request.node.get_closest_marker("once")


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A server in process, shared by the tests of a worker: sandboxes keep them apart.

    Its wall clock never moves.
    """
    house = House()
    yield house
    house.close()


@pytest.fixture(scope="module")
def moving_house() -> Iterator[House]:
    """A server of the module's own, whose wall clock its tests move."""
    house = House()
    yield house
    house.close()


@pytest.fixture
def wall(api: Api) -> Wall:
    """The wall clock, to be moved: `wall.advance(days=7)`.

    With it, `api` calls a server of the module's own.
    """
    return Wall(api)


@pytest.fixture
def clock(api: Api) -> Clock:
    """A test clock that says 2025-01-01 00:00 UTC: `clock.advance(months=1, hours=1)`."""
    return api.given.clock()


@pytest.fixture
def api(request: pytest.FixtureRequest) -> Iterator[Api]:
    """A caller with a fresh sandbox. When the test is over its books are closed: see docs/ledger.md."""
    house = request.getfixturevalue("moving_house" if "wall" in request.fixturenames else "house")
    api = Api(house)
    yield api
    account = account_of(api.key.removeprefix("sk_test_"))

    async def books() -> list[str]:
        reader = house.server.store.reader
        spaces = Space(account, False), Space(account, True)
        return reader.unbalanced() + [
            wrong
            for space in spaces
            for book in (balance, credit, credits)
            for wrong in book.problems(reader, space)
        ]

    async def explained() -> list[str]:
        """The steps by which invoices are explained that come to something else than the invoices have."""
        reader, services = house.server.store.reader, house.server.services
        space = Space(account, False)
        work = Work(reader, space, services, now=services.wall())
        return [
            f"{invoice['id']}: {text} {amount}"
            for invoice in reader.scan(objects.invoice.table, space)
            for _, text, amount in explanations.explain(work, invoice["id"]).rows()
            if "≠" in amount
        ]

    assert house.run(books()) == []
    assert house.run(explained()) == []


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """An integration's webhook endpoint, on loopback."""
    receiver = Receiver()
    yield receiver
    receiver.close()
