"""Endpoints that hang: they delay themselves and nobody else."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from counterfoil.webhooks import deliverer, places
from counterfoil.webhooks.places import Places
from tests.support.client import Api, House
from tests.support.receiver import Receiver, soon

SANDBOXES, ENDPOINTS = 63, 16  # 1,008 endpoints
PATIENCE = 60.0  # seconds that an endpoint is given, and that who waits behind it would wait
FAIR = 20.0  # seconds: far less than that, and enough for a busy machine


@pytest.fixture
def patient() -> Iterator[House]:
    """A server that gives an endpoint a minute."""
    house = House(webhook_timeout=PATIENCE, webhook_retries=())
    yield house
    house.close()


@pytest.fixture
def hanging() -> Iterator[str]:
    """The URL of a server that lets everybody in and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as silent:
        yield f"http://127.0.0.1:{silent.getsockname()[1]}/"


def hook(api: Api, url: str):
    return api.post("/v1/webhook_endpoints", url=url, enabled_events=["customer.created"])


def crowd(house: House, url: str) -> list[Api]:
    """Sandboxes full of endpoints with a delivery each."""
    apis = [Api(house) for _ in range(SANDBOXES)]
    for api in apis:
        for _ in range(ENDPOINTS):
            hook(api, url)
        api.post("/v1/customers")
    return apis


def delays(api: Api, receiver: Receiver, count: int) -> list[float]:
    """Seconds from the call to the arrival of what it tells, for some calls."""
    found = []
    for number in range(count):
        started = time.monotonic()
        api.post("/v1/customers")
        found.append(receiver.wait(number + 1, timeout=60)[-1].at - started)
    return found


def test_a_thousand_endpoints_that_hang_delay_no_other(patient, receiver, hanging):
    crowded, api = crowd(patient, hanging)[0], Api(patient)
    hook(api, receiver.url)
    assert max(delays(api, receiver, 10)) < FAIR
    # Nobody's time was cut.
    assert crowded.get("/v1/events", type="customer.created").data[0].pending_webhooks == ENDPOINTS


def test_nor_do_they_in_the_same_sandbox(patient, receiver, hanging):
    api = Api(patient)
    for _ in range(ENDPOINTS - 1):
        hook(api, hanging)
    hook(api, receiver.url)
    assert max(delays(api, receiver, 20)) < FAIR


def test_nor_when_they_have_taken_all_places(patient, receiver, hanging):
    patient.server.deliverer._places.most = 100
    crowd(patient, hanging)
    api = Api(patient)
    hook(api, receiver.url)
    soon(lambda: patient.server.deliverer._places._waiting)
    assert max(delays(api, receiver, 5)) < FAIR  # one of them gives way after a second


def test_an_endpoint_that_does_not_answer_gets_one_at_a_time(patient, receiver, hanging, monkeypatch):
    monkeypatch.setattr(deliverer, "MINIMUM", 0.01)
    api, lanes = Api(patient), patient.server.deliverer._lanes
    silent = hook(api, hanging)
    hook(api, receiver.url)
    delays(api, receiver, 20)
    assert (len(lanes[silent.id].under_way), len(lanes[silent.id].queue)) == (1, 19)


def test_one_that_takes_its_time_gets_the_next_meanwhile(patient, monkeypatch):
    monkeypatch.setattr(deliverer, "MINIMUM", 0.01)
    api, gate = Api(patient), threading.Event()
    slow = Receiver(lambda received: 200 if len(slow.requests) == 1 else gate.wait(60) and 200)
    try:
        hook(api, slow.url)
        for number in range(deliverer.WIDTH + 5):
            api.post("/v1/customers")
            slow.wait(min(number + 1, deliverer.WIDTH + 1))
        gate.set()
        slow.wait(deliverer.WIDTH + 5)
    finally:
        gate.set()
        slow.close()


# -- places by themselves ------------------------------------------------------------------------------------


def test_a_free_place_goes_to_the_account_with_the_fewest():
    async def run() -> list[str]:
        room, order, gate = Places(4), [], asyncio.Event()

        async def attempt(account: str) -> None:
            async with room.take(account):
                order.append(account)
                await gate.wait()

        async with AsyncExitStack() as stack:
            for account in "aaab":
                await stack.enter_async_context(room.take(account))
            tasks = [asyncio.create_task(attempt(account)) for account in "aaabcb"]
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*tasks)
        assert (room._taken, room._held, room._waiting) == (0, {}, {})
        return order

    order = asyncio.run(run())
    assert order[:2] == ["b", "c"]  # b, whose own was free first, then c, which has none
    assert sorted(order) == sorted("aaabcb")


def test_who_no_longer_waits_takes_no_place():
    async def run() -> None:
        room = Places(1)

        async def attempt() -> None:
            async with room.take("b"):
                await asyncio.sleep(0)

        async with room.take("a"):
            waiting = [asyncio.create_task(attempt()) for _ in range(3)]
            await asyncio.sleep(0)
            waiting[0].cancel()
            await asyncio.sleep(0)
        waiting[1].cancel()  # in the very moment in which its turn has come
        await asyncio.gather(*waiting, return_exceptions=True)
        assert not waiting[2].cancelled()
        assert (room._taken, room._held, room._waiting) == (0, {}, {})

    asyncio.run(run())


def test_places_are_given_up_to_those_who_have_fewer_and_never_at_once(monkeypatch):
    monkeypatch.setattr(places, "MINIMUM", 0.2)
    monkeypatch.setattr(places, "TURN", 0.01)

    async def run() -> list[tuple[str, bool, bool]]:
        room, ended = Places(4), []

        async def attempt(account: str, seconds: float) -> None:
            async with room.take(account) as place:
                started = time.monotonic()
                try:
                    async with asyncio.timeout(seconds) as place.timeout:
                        await asyncio.sleep(60)
                except TimeoutError:
                    ended.append((account, place.needed, time.monotonic() - started >= 0.19))

        tasks = [asyncio.create_task(attempt(account, 1.0)) for account in "aaab"]
        await asyncio.sleep(0)
        tasks += [asyncio.create_task(attempt(account, 1.0)) for account in "abc"]
        await asyncio.gather(*tasks)
        return ended

    ended = asyncio.run(run())
    assert ended[0] == ("a", True, True)
    assert [one for one in ended if one[0] == "c"] == [("c", False, True)]
    assert sum(needed for _, needed, _ in ended) < 4
