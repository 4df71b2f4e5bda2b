"""A database that cannot be used: writers get an answer, readers go on, and all work afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from functools import partial

import pytest

from counterfoil.kernel import Claim, Space, Work, errors, objects
from counterfoil.server import scheduler
from tests.support.client import Api, House
from tests.support.receiver import soon

chores = objects.declare("_database_chore", prefix="chore")
done: list[str] = []


@chores.due(name="_database_chore.sweep")
def sweep(work: Work, chore, name) -> None:
    done.append(name)


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    """A server of its own, with a database that others can open."""
    done.clear()
    house = House(database=str(tmp_path / "counterfoil.db"))
    yield house
    house.close()


@pytest.fixture
def api(house) -> Api:
    api = Api(house)
    api.get("/v1/account")
    return api


@pytest.fixture
def other(house, api) -> Iterator[sqlite3.Connection]:
    """Another program, which begins to write and lets go of the database with COMMIT."""
    house.server.phases.busy_timeout = 0.2
    connection = sqlite3.connect(house.server.store.path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def failing(house: House, statement: str, times: int) -> None:
    """Let a statement fail every other time, as on a disk that is full now and then."""
    writer, seen = house.server.store.writer, []
    execute = writer.execute

    def fail(query: str, *values):
        if query == statement and len(seen) < 2 * times:
            seen.append(query)
            if len(seen) % 2:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
        return execute(query, *values)

    writer.execute = fail


def test_a_key_is_free_again_after_a_write_that_was_refused(api, other):
    headers = {"Idempotency-Key": "key"}
    refused = api.request("POST", "/v1/customers", {"name": "Ada"}, headers=headers)
    assert (refused.status, refused.json.error.type) == (503, "api_error")
    assert refused.headers["stripe-should-retry"] == "true"
    other.execute("COMMIT")
    again = api.request("POST", "/v1/customers", {"name": "Ada"}, headers=headers)
    assert (again.status, again.headers.get("idempotent-replayed")) == (200, None)
    assert [one.name for one in api.get("/v1/customers").data] == ["Ada"]


def test_reads_are_answered_while_a_write_waits(house, api, other):
    sent = {"authorization": f"Bearer {api.key}", "host": "localhost"}

    async def both() -> tuple[bool, int, int]:
        write = asyncio.create_task(api._call("POST", "/v1/customers", "", b"name=Ada", sent))
        await asyncio.sleep(0.02)
        read = await api._call("GET", "/v1/customers", "", b"", sent)
        waited = not write.done()
        other.execute("COMMIT")
        return waited, read.status, (await write).status

    assert house.run(both()) == (True, 200, 200)


def test_a_server_stops_while_another_program_holds_its_database(tmp_path):
    house = House(database=str(tmp_path / "counterfoil.db"))
    house.server.phases.busy_timeout = 0.2
    other = sqlite3.connect(house.server.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    house.close()
    other.close()


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "RELEASE mark", "COMMIT"])
def test_the_schedule_goes_on_after_the_database_failed(house, api, statement, monkeypatch):
    """On the wall clock and on a test clock, which does not break down: every entry runs, in order."""
    monkeypatch.setattr(scheduler, "PAUSE", 0.01)
    clock = api.post("/v1/test_helpers/test_clocks", frozen_time=1_000_000)
    server, space = house.server, Space(api.get("/v1/account").id)

    def schedule(name: str, at: int, **on: str) -> None:
        work = Work(server.store.writer, space, server.services, now=1_000_000, **on)
        work.schedule(sweep, work.insert(chores, object=chores.object), at=at, data=name)

    async def write() -> None:
        for name, day in (("a", 1), ("b", 2), ("c", 2)):
            at = 1_000_000 + day * 86400
            await server.phases.run(partial(schedule, name, at, clock=clock.id), Claim.of(space.account))

    async def write_until_it_is_kept() -> None:
        for _ in range(10):
            with contextlib.suppress(errors.Unavailable):
                await server.phases.run(
                    lambda: schedule("wall", server.services.wall()), Claim.of(space.account)
                )
                return

    house.run(write())
    failing(house, statement, 5)
    path = f"/v1/test_helpers/test_clocks/{clock.id}"
    soon(lambda: api.request("POST", f"{path}/advance", {"frozen_time": 1_000_000 + 3 * 86400}).status == 200)
    soon(lambda: api.get(path).status == "ready")
    assert api.get(path).frozen_time == 1_000_000 + 3 * 86400
    failing(house, statement, 5)
    house.run(write_until_it_is_kept())
    soon(
        lambda: "wall" in done and server.store.reader.due("", server.services.wall(), space.account) is None
    )
    last = [name for place, name in enumerate(done) if name not in done[place + 1 :] and name != "wall"]
    assert last == ["a", "b", "c"], "what was undone runs again, in the same order"


def test_a_page_says_that_it_has_to_wait(house, api, other):
    """The bank's page of 3D Secure writes too."""
    other.execute("COMMIT")
    intent = api.post(
        "/v1/payment_intents", amount=1000, currency="usd", payment_method="pm_card_threeDSecure2Required",
        payment_method_types=["card"],
        confirm=True, return_url="https://example.com/",
    )  # fmt: skip
    url = intent.next_action.redirect_to_url.url
    path = url[url.index("/", len("http://")) :]
    other.execute("BEGIN IMMEDIATE")
    answer = api.request("POST", path, {"outcome": "complete"}, key=None)
    assert (answer.status, b"try again" in answer.body) == (503, True)
