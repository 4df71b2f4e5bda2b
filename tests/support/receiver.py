"""A webhook endpoint on loopback, with the behaviour a test wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec


@dataclass(frozen=True)
class Received:
    """One request. at: monotonic seconds. port: the sender's end of the connection."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float
    port: int = 0

    @property
    def event(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def signature(self) -> str:
        return self.headers["stripe-signature"]


class Receiver:
    """Records all requests in the order of arrival.

    answer: returns the status for a request, and may take its time. headers: of the answers, besides those of
    HTTP itself.
    """

    def __init__(self, answer: Callable[[Received], int] = lambda received: 200, **headers: str) -> None:
        self.answer = answer
        self.headers = {"location": "/elsewhere", **headers}
        self.requests: list[Received] = []
        self.arrived = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {key.lower(): value for key, value in self.headers.items()}
                received = Received(self.path, headers, body, time.monotonic(), self.client_address[1])
                with receiver.arrived:
                    receiver.requests.append(received)
                    receiver.arrived.notify_all()
                status = receiver.answer(received)
                self.send_response(status)
                for name, value in receiver.headers.items():
                    if name != "location" or 300 <= status < 400:
                        self.send_header(name.replace("_", "-"), value)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def wait(self, count: int, *, path: str | None = None, timeout: float = 60) -> list[Received]:
        """The requests (of a path), once there are so many of them."""

        def found() -> list[Received]:
            return [one for one in self.requests if path in (None, one.path)]

        with self.arrived:
            assert self.arrived.wait_for(lambda: len(found()) >= count, timeout), (
                f"{len(found())} of {count} arrived: {self.requests}"
            )
            return found()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def soon(question: Callable[[], Any], timeout: float = 60) -> Any:
    """The first true answer to a question that is asked again and again."""
    until = time.monotonic() + timeout
    while True:
        answer = question()
        if answer or time.monotonic() > until:
            assert answer, "it did not come true"
            return answer
        time.sleep(0.005)
