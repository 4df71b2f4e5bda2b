"""Limits of connections before a key is read: sizes, timeouts, malformed HTTP. Over loopback sockets."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from counterfoil.server.http import PIECE, Bounds, Protocol
from tests.support.client import House
from tests.support.receiver import soon

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Listening:
    """The server of the tests, listening on a port of its own with bounds of its own."""

    def __init__(self, house: House, **bounds: Any) -> None:
        self.house = house
        self.queued = self.unread = 0
        listening = self

        class Bounded(Protocol):
            def _parse(self, data: bytes | memoryview) -> None:
                super()._parse(data)
                listening.queued = max(listening.queued, len(self.pipeline))
                listening.unread = max(listening.unread, len(self.unread))

        Bounded.bounds = Bounds(**bounds)
        config = Config(house.server.application, log_config=None, ws="none", access_log=False)
        config.load()
        self.state = ServerState()
        sock = socket.create_server(("127.0.0.1", 0))
        # So that who does not read is noticed soon.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.port = sock.getsockname()[1]

        async def listen() -> Any:
            protocol = {"config": config, "server_state": self.state, "app_state": {}, "_loop": house.loop}
            return await house.loop.create_server(lambda: Bounded(**protocol), sock=sock)

        self.server = house.run(listen())

    def connect(self) -> Connection:
        return Connection(self.port)

    def close(self) -> None:
        async def close() -> None:
            self.server.close()
            for protocol in list(self.state.connections):
                protocol.transport.abort()

        self.house.run(close())


class Connection:
    """A connection that says whatever it likes."""

    def __init__(self, port: int) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.received = b""

    def send(self, data: bytes) -> Connection:
        self.socket.sendall(data)
        return self

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """The next answer: status, headers, body."""
        while b"\r\n\r\n" not in self.received:
            self._more()
        head, _, rest = self.received.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self.received = rest
        size = int(headers.get("content-length", 0))
        while len(self.received) < size:
            self._more()
        body, self.received = self.received[:size], self.received[size:]
        return int(status.split()[1]), headers, body

    def _more(self) -> None:
        data = self.socket.recv(65536)
        assert data, "the connection was closed before its time"
        self.received += data

    def closed(self) -> bool:
        """Wait until the server hangs up; whether it said nothing more before."""
        try:
            while data := self.socket.recv(65536):
                self.received += data
        except ConnectionResetError:
            pass
        return self.received == b""


@pytest.fixture
def listening(house: House) -> Iterator[Callable[..., Listening]]:
    opened: list[Listening] = []

    def listen(**bounds: Any) -> Listening:
        opened.append(Listening(house, **{"watch": 0.02, **bounds}))
        return opened[-1]

    yield listen
    for each in opened:
        each.close()


def error(answer: tuple[int, dict[str, str], bytes]) -> str:
    """The message of a refusal, which has all that every refusal has."""
    _, headers, body = answer
    assert headers["content-type"] == "application/json"
    assert headers["request-id"].startswith("req_")
    found = msgspec.json.decode(body)["error"]
    assert found["type"] == "invalid_request_error"
    return found["message"]


# -- requests that are no requests ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"GET /v1/customers HTTP/1.1\r\nHost x\r\n\r\n", 400),
        (b"GET /v1/customers HTTP/1.1\r\nX: a\0b\r\n\r\n", 400),
        (b"POST /v1/customers HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /v1/customers HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /" + b"a" * 200_000, 414),
        (b"GET /v1/customers HTTP/1.1\r\nX: " + b"a" * 200_000, 431),
        (b"GET /v1/customers HTTP/1.1\r\n" + b"X: a\r\n" * 50_000, 431),
        (b"GET /v1/customers HTTP/1.1\r\n" + b"X: a\r\n" * 101 + b"\r\n", 431),
        (b"\r\n" * 50_000, 431),
        (b"POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"x" * 200_000, 431),
        (b"POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"x" * 200_000, 431),
    ],
    ids=lambda value: value[:60] if isinstance(value, bytes) else None,
)
def test_what_cannot_be_read_is_refused_with_an_error_object(listening, sent, status):
    connection = listening().connect().send(sent)
    answer = connection.answer()
    assert answer[0] == status
    assert answer[1]["connection"] == "close"
    assert error(answer)
    assert connection.closed()


def test_a_refusal_of_v2_is_one_of_v2(listening):
    answer = (
        listening().connect().send(b"GET /v2/core/events HTTP/1.1\r\n" + b"X: a\r\n" * 101 + b"\r\n").answer()
    )
    assert set(msgspec.json.decode(answer[2])["error"]) == {"code", "message"}


def test_what_came_before_is_answered_first(listening):
    connection = listening().connect().send(HEALTH * 3 + b"nonsense\r\n\r\n" + HEALTH)
    assert [connection.answer()[0] for _ in range(4)] == [200, 200, 200, 400]
    assert connection.closed()
    connection = (
        listening()
        .connect()
        .send(HEALTH + b"POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    )
    assert [connection.answer()[0] for _ in range(2)] == [200, 400]
    assert connection.closed()


def test_trailers_are_no_headers(listening, api):
    """A key after the body is none."""
    body = (
        b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nAuthorization: Bearer "
        + api.key.encode()
        + b"\r\n\r\n"
    )
    assert listening().connect().send(b"POST /v1/customers HTTP/1.1\r\n" + body).answer()[0] == 401


def test_an_upgrade_is_declined(listening):
    upgrade = b"GET /healthz HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    connection = listening().connect().send(upgrade * 2 + HEALTH)
    assert [connection.answer()[0] for _ in range(3)] == [200, 200, 200]


# -- pipelining ----------------------------------------------------------------------------------------------


def test_requests_that_come_at_once_are_answered_in_order_and_few_of_them_are_held(listening, api):
    server = listening()
    names = [f"/v1/customers/cus_{number}" for number in range(3000)]
    head = f"Host: localhost\r\nAuthorization: Bearer {api.key}\r\n\r\n"
    requests = "".join(f"GET {name} HTTP/1.1\r\n{head}" for name in names).encode()
    connection = server.connect()
    sender = threading.Thread(target=connection.send, args=(requests,))
    sender.start()
    for name in names:
        assert name.rpartition("/")[2] in error(connection.answer())
    sender.join()
    assert 0 < server.queued <= PIECE // 60
    assert server.unread <= 256 * 1024


def test_a_large_body_behind_a_request(listening, api):
    """What was read with a request that is being answered is not lost, whatever its size."""
    body = b"name=Ada" + (b"&description=" + b"x" * 4900) * 60  # the last of a name counts
    head = b"POST /v1/customers HTTP/1.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n" % (
        api.key.encode(),
        len(body),
    )
    connection = listening().connect().send((HEALTH + head + body) * 3)
    assert [connection.answer()[0] for _ in range(6)] == [200] * 6
    assert [customer.name for customer in api.get("/v1/customers").data] == ["Ada"] * 3


# -- time ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "bounds"),
    [
        (b"GET /v1/customers HTTP/1.1\r\nHost: localhost", {"head_time": 0.1}),
        (b"P", {"head_time": 0.1}),
        (b"POST /v1/customers HTTP/1.1\r\nContent-Length: 10\r\n\r\nname=", {"body_time": 0.1}),
        (b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", {"body_time": 0.1}),
    ],
)
def test_half_a_request_is_waited_for_only_so_long(listening, sent, bounds):
    connection = listening(**bounds).connect().send(sent)
    if b"healthz" in sent:  # a page that reads no body has answered already
        assert connection.answer()[0] == 405
    else:
        answer = connection.answer()
        assert (answer[0], error(answer)) == (408, "The request did not arrive in time.")
    assert connection.closed()


def test_silence_is_waited_for_only_so_long(listening):
    assert listening(head_time=0.1).connect().closed()
    connection = listening(idle_time=0.1).connect().send(HEALTH)
    assert connection.answer()[0] == 200
    assert connection.closed()


def test_who_does_not_read_is_left(listening):
    server = listening(stalled_time=0.1)
    connection = server.connect()
    with pytest.raises(OSError):
        while True:
            connection.send(HEALTH * 100)
    assert server.state.connections == set()


def test_a_server_that_stops_waits_for_no_half_request(listening, house):
    server = listening()
    half, idle = server.connect(), server.connect().send(HEALTH)
    assert idle.answer()[0] == 200
    half.send(b"POST /v1/customers HTTP/1.1\r\nContent-Length: 10\r\n\r\nname=")
    soon(lambda: sum(each.stage == "body" for each in server.state.connections) == 1)

    async def stop() -> None:
        for each in list(server.state.connections):
            each.shutdown()

    house.run(stop())
    refused = half.answer()
    assert (refused[0], error(refused)) == (503, "The server is shutting down.")
    assert half.closed()
    assert idle.closed()
    soon(lambda: not server.state.tasks)


# -- number --------------------------------------------------------------------------------------------------


def test_of_too_many_connections_the_one_that_waited_longest_goes(listening):
    server = listening(connections=3)
    first, second, third = (server.connect() for _ in range(3))
    for connection in (first, third, second):
        connection.send(HEALTH)
        assert connection.answer()[0] == 200
    fourth = server.connect().send(HEALTH)
    assert fourth.answer()[0] == 200
    assert first.closed()
    for connection in (second, third, fourth):
        connection.send(HEALTH)
        assert connection.answer()[0] == 200


def test_while_all_connections_are_at_work_one_more_is_refused(listening, house, monkeypatch):
    server = listening(connections=2)
    working: list[asyncio.Event] = []

    async def slow(scope, receive, send):
        working.append(asyncio.Event())
        await working[-1].wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    monkeypatch.setattr(house.server.application, "pages", slow)
    connections = [server.connect().send(HEALTH) for _ in range(2)]
    soon(lambda: len(working) == 2)

    refused = server.connect().answer()

    assert (refused[0], error(refused)) == (503, "There are too many connections.")
    for event in working:
        house.loop.call_soon_threadsafe(event.set)
    assert [connection.answer()[0] for connection in connections] == [200, 200]
