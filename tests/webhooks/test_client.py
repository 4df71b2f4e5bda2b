"""Connections to endpoints: what they remember, and where they may lead."""

from __future__ import annotations

import asyncio
import base64
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpcore
import pytest

from counterfoil.administration import Keys
from counterfoil.settings import Settings
from counterfoil.webhooks import deliverer
from counterfoil.webhooks.client import Network, addresses_of, public
from counterfoil.webhooks.outbox import attempts
from tests.support.client import Api, House
from tests.support.receiver import soon

LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "127.8.9.10",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
]


def hook(api: Api, url: str):
    return api.post("/v1/webhook_endpoints", url=url, enabled_events=["customer.created"])


def errors(house: House, target: str) -> list[str | None]:
    """Why each attempt to an endpoint failed; None: it was answered."""

    async def read() -> list[str | None]:
        return [
            one.error for _, one in house.server.store.reader.scan_all(attempts.table) if one.target == target
        ]

    return house.run(read())


# -- nothing is remembered -----------------------------------------------------------------------------------


def test_a_cookie_goes_to_nobody(hasty, receiver):
    receiver.headers = {"set-cookie": "seen=yes; Path=/; Max-Age=1000"}
    first, second = Api(hasty), Api(hasty)
    for api in (first, second):
        hook(api, f"{receiver.url}/{api.key}")
    for api in (first, second, first, second):
        received = len(receiver.requests)
        api.post("/v1/customers")
        receiver.wait(received + 1)
    assert [one.headers.get("cookie") for one in receiver.requests] == [None] * 4


def test_large_cookies_stop_no_endpoint(hasty, receiver):
    api = Api(hasty)
    hook(api, receiver.url)
    for number in range(1, 6):
        receiver.headers = {"set-cookie": f"c{number}={'x' * 60_000}; Path=/"}
        api.post("/v1/customers")
        receiver.wait(number)
    assert max(len(str(one.headers)) for one in receiver.requests) < 1000


def test_endpoints_of_one_host_share_no_connection(hasty, receiver):
    apis = [Api(hasty), Api(hasty)]
    for api in apis:
        hook(api, f"{receiver.url}/{api.key}")
    for number in range(6):
        api = apis[number % 2]
        api.post("/v1/customers")
        received = receiver.wait(number + 1)[-1]
        soon(lambda api=api, event=received.event: api.get(f"/v1/events/{event['id']}").pending_webhooks == 0)
    ports = [{one.port for one in receiver.wait(3, path=f"/{api.key}")} for api in apis]
    assert [len(one) for one in ports] == [1, 1]  # used again, by the same endpoint
    assert ports[0] != ports[1]


def test_connections_are_closed_once_when_nothing_follows_and_when_the_server_stops(receiver, monkeypatch):
    monkeypatch.setattr(deliverer, "LINGER", 0.05)
    house, wrong = House(), []
    house.loop.call_soon_threadsafe(
        house.loop.set_exception_handler, lambda loop, context: wrong.append(context)
    )
    try:
        api, lanes = Api(house), house.server.deliverer._lanes
        hook(api, receiver.url)
        api.post("/v1/customers")
        receiver.wait(1)
        connections = soon(lambda: [one.connections for one in lanes.values() if one.connections])
        soon(lambda: not lanes)
        soon(lambda: not connections[0].connections)
        monkeypatch.setattr(deliverer, "LINGER", 0.3)
        api.post("/v1/customers")
        receiver.wait(2)
        soon(lambda: [one for one in lanes.values() if one.closing])
        house.run(house.server.deliverer.stop())
        assert not lanes
        house.run(asyncio.sleep(0.4))  # past the moment in which the lane would have been closed
        assert wrong == []
    finally:
        house.close()


def test_what_is_sent_is_what_endpoints_expect(hasty, receiver):
    api = Api(hasty)
    host = receiver.url.removeprefix("http://")
    hook(api, f"http://us%20er:p%40ss@{host}/a%20b?c=d&e=%C3%A9")
    api.post("/v1/customers", name="Zoë")
    (received,) = receiver.wait(1)
    assert received.path == "/a%20b?c=d&e=%C3%A9"
    assert received.headers.pop("authorization") == f"Basic {base64.b64encode(b'us er:p@ss').decode()}"
    assert received.event["data"]["object"]["name"] == "Zoë"
    assert {*received.headers} == {
        "accept", "cache-control", "content-length", "content-type", "host", "stripe-signature", "user-agent"
    }  # fmt: skip
    assert received.headers["host"] == host


# -- where it leads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::7f00:1",
        "2002:7f00:1::1", "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public(address):
    assert not public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"],
)
def test_an_address_that_is_public(address):
    assert public(address)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A caller of a closed server."""
    folder: Path = tmp_path_factory.mktemp("closed")
    yield from shut(folder)


def shut(folder: Path, **more: bool) -> Iterator[Api]:
    settings = {
        "database": str(folder / "house.db"),
        "closed": True,
        "webhook_retries": (),
        "webhook_timeout": 5.0,
        **more,
    }
    keys = Keys(Settings(**settings))
    key = keys.create()["key"]
    keys.close()
    house = House(**settings)
    try:
        yield Api(house, key)
    finally:
        house.close()


@pytest.mark.parametrize(
    "host", [*LOOPBACK, "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.7.7", "name.test"]
)
def test_a_closed_server_reaches_no_private_address(closed, receiver, monkeypatch, host):
    look_up = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda name, *rest, **more: look_up(name.replace("name.test", "127.0.0.1"), *rest, **more),
    )
    port = receiver.server.server_address[1]
    made = closed.request(
        "POST",
        "/v1/webhook_endpoints",
        {"url": f"http://{host}:{port}/", "enabled_events": ["customer.created"]},
    )
    if made.status == 400:
        assert made.json["error"].param == "url"
        return
    closed.post("/v1/customers")
    (error,) = soon(lambda: errors(closed.house, made.json.id))
    assert error.endswith("is no public address; --allow-private-webhooks allows it") or error.startswith(
        "Invalid IPv4 address"
    )
    assert receiver.requests == []
    closed.delete(f"/v1/webhook_endpoints/{made.json.id}")


def test_a_closed_server_reaches_what_it_was_allowed_to(tmp_path, receiver):
    for api in shut(tmp_path, allow_private_webhooks=True):
        hook(api, receiver.url)
        api.post("/v1/customers")
        receiver.wait(1)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """A name server that answers otherwise the second time is not asked a second time."""
    answers = iter(["10.0.0.1", "1.1.1.1", "::ffff:127.0.0.1", "2606:4700::1111"])
    asked: list[str] = []

    def look_up(name: str, port: int, **more: int):
        asked.append(name)
        return [(0, 0, 0, "", (address, port)) for address in answers]

    class Recorder(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host, *rest, **more):
            reached.append(host)
            if host == "1.1.1.1":
                raise httpcore.ConnectError("it is down")
            return await super().connect_tcp(host, *rest, **more)

    reached: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    network = Network(private=False)
    network._network = Recorder([])
    asyncio.run(network.connect_tcp("name.test", 443))
    assert (asked, reached) == (["name.test"], ["1.1.1.1", "2606:4700::1111"])


def test_names_that_nobody_answers_for_delay_no_other(hasty, receiver, monkeypatch):
    look_up, gate = socket.getaddrinfo, threading.Event()

    def slow(name: str, *rest, **more):
        if name.endswith(".hangs.test"):
            gate.wait(60)
        return look_up("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    try:
        for sandbox in range(3):
            api = Api(hasty)
            for number in range(12):
                hook(api, f"http://{sandbox}-{number}.hangs.test/")
            api.post("/v1/customers")
        api = Api(hasty)
        hook(api, receiver.url.replace("127.0.0.1", "quick.test"))
        api.post("/v1/customers")
        receiver.wait(1, timeout=20)
    finally:
        gate.set()


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".test", "xn--.test", "\udcff"])
def test_a_name_without_an_address_is_an_error(host):
    with pytest.raises((OSError, UnicodeError)):
        asyncio.run(addresses_of(host, 80))
