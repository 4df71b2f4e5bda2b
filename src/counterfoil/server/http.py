"""HTTP/1.1 with limits on what a connection may use up before its key is known: uvicorn's protocol, bounded.

uvicorn answers one request of a connection at a time and stops reading when the socket does not drain. Added
here are limits it has no option for: the size of a head, the time for a request to arrive and for an answer
to be read, the number of pipelined requests, and the number of connections. Reasons and measurements:
docs/architecture.md, "Before the key is known".
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from typing import Any

import httptools
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT, FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from counterfoil.kernel.errors import Refusal
from counterfoil.server.request import Request

logger = logging.getLogger("counterfoil.http")

PIECE = 2048  # bytes parsed at a time: room for one usual request, or some hundred of the smallest

IDLE, HEAD, BODY, PARTING = "idle", "head", "body", "parting"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one connection. Sizes are in bytes, times in seconds.

    head: request line and headers. url: the URL. headers: how many. discarded: of an unwanted body, read and
    dropped so that the caller reaches the answer. connections: of all callers together. head_time: from the
    first byte to the last header; on a new connection, also until the first byte. body_time: from the first
    byte of a request to its last. idle_time: between two requests. stalled_time: for a caller to read on.
    parting_time: from the last answer to the close. watch: interval of the checks of all these times.
    """

    head: int = 32 * 1024
    url: int = 16 * 1024
    headers: int = 100
    discarded: int = 64 * 1024 * 1024
    connections: int = 1000
    head_time: float = 10
    body_time: float = 60
    idle_time: float = 60
    stalled_time: float = 30
    parting_time: float = 2
    watch: float = 1


class Unreadable(Exception):
    """Refuse a request while it is being parsed."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Flow(FlowControl):
    """Flow control that reads on only while no pipelined request is waiting."""

    def __init__(self, transport: asyncio.Transport, pipeline: deque[Any]) -> None:
        super().__init__(transport)
        self.pipeline = pipeline

    def resume_reading(self) -> None:
        """Resume, unless pipelined requests are waiting."""
        if not self.pipeline:
            super().resume_reading()


class Protocol(HttpToolsProtocol):
    """One connection.

    stage: what is being read. since: loop time when that began, or when the last answer was sent. unseen:
    bytes read since the parser last reported anything. received: bytes of the body so far. unread: bytes
    received but not parsed, because requests before them are waiting; empty unless `pipeline` holds some.
    farewell: a refusal to send once everything before it is answered.
    """

    bounds = Bounds()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start reading and start the checks of time."""
        super().connection_made(transport)
        self.flow = Flow(transport, self.pipeline)
        self.stage = IDLE
        self.since = self.loop.time()
        self.stalled = self.closing = self.since
        self.url = b""
        self.unseen = self.received = 0
        self.unread = memoryview(b"")
        self.farewell = b""
        self.clock = self.loop.call_later(self.bounds.watch, self._watch)
        if len(self.connections) > self.bounds.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Drop what was not answered."""
        self.clock.cancel()
        self.pipeline.clear()
        self.unread = memoryview(b"")
        super().connection_lost(exc)

    # -- reading ---------------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Parse what arrived, unless pipelined requests are already waiting."""
        if self.stage is PARTING:
            self.received += len(data)
            if self.received > self.bounds.discarded:
                self.transport.abort()
        elif len(data) <= PIECE and not self.pipeline:
            self._parse(data)
        else:
            self.unread = memoryview(bytes(self.unread) + data)
            self._parse_unread()

    def _parse_unread(self) -> None:
        # The parser cannot be paused, so it gets small pieces: one read may hold ten thousand requests.
        while (
            self.unread and not self.pipeline and not (self.stage is PARTING or self.transport.is_closing())
        ):
            size = max(PIECE, self._missing()) if self.stage is BODY else PIECE
            piece, self.unread = self.unread[:size], self.unread[size:]
            self._parse(piece)

    def _missing(self) -> int:
        """Return the bytes of the body still to come, by its content-length."""
        declared = dict(self.scope["headers"]).get(b"content-length", b"0")
        return int(declared) - self.received

    def _parse(self, data: bytes | memoryview) -> None:
        self.unseen += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            # HTTP declines an upgrade by going on as before.
            if len(data) > upgrade.args[0]:
                self._parse(data[upgrade.args[0] :])
        except httptools.HttpParserError as error:
            fault = error.__context__
            if not isinstance(fault, Unreadable):
                fault = Unreadable(400, "Invalid request: this is not well-formed HTTP.")
            self._refuse(fault)
        else:
            if self.unseen > self.bounds.head:
                long_url = self.stage is HEAD and len(self.url) > self.bounds.url
                self._refuse(self._too_long() if long_url else self._too_large())

    def on_message_begin(self) -> None:
        """Note the first byte of a request."""
        super().on_message_begin()
        self.stage = HEAD
        self.since = self.loop.time()
        self.received = 0

    def on_headers_complete(self) -> None:
        """Check the head; start the request, or queue it behind others."""
        if len(self.url) > self.bounds.url:
            raise self._too_long()
        if len(self.headers) > self.bounds.headers:
            raise Unreadable(431, f"Invalid request: there are more than {self.bounds.headers} headers.")
        super().on_headers_complete()
        self.headers = []  # what comes after the body is no header of the request
        self.stage = BODY
        self.unseen = 0

    def on_body(self, body: bytes) -> None:
        """Hand on a part of the body. Once the request is answered, count it and drop it."""
        self.unseen = 0
        self.received += len(body)
        cycle = self.cycle
        if cycle.response_complete:
            if self.received > self.bounds.discarded:
                self.transport.abort()
            return
        cycle.body += body
        if len(cycle.body) > HIGH_WATER_LIMIT:
            self.flow.pause_reading()
        cycle.message_event.set()

    def on_message_complete(self) -> None:
        """Note the last byte of a request."""
        self.unseen = 0
        self.stage = IDLE
        self.cycle.more_body = False
        if not self.cycle.response_complete:
            self.cycle.message_event.set()

    def _too_long(self) -> Unreadable:
        return Unreadable(414, f"Invalid request: the URL is longer than {self.bounds.url} bytes.")

    def _too_large(self) -> Unreadable:
        return Unreadable(431, f"Invalid request: the headers are larger than {self.bounds.head} bytes.")

    # -- answering -------------------------------------------------------------------------------------------

    def on_response_complete(self) -> None:
        """Take the next request: one that is queued, one not parsed yet, or one still to come."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.since = self.loop.time()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif self.farewell:
            self._part(self.farewell)
            return
        if not self.pipeline:
            self._parse_unread()
            self.flow.resume_reading()

    def pause_writing(self) -> None:
        """Note since when the caller does not read."""
        self.stalled = self.loop.time()
        super().pause_writing()

    def _refuse(self, fault: Unreadable) -> None:
        """Answer an unreadable request, after all that came before it, and close."""
        cycle, answer = self.cycle, self._refusal(fault)
        if self.stage is not BODY:
            waits = cycle is not None and not cycle.response_complete
        elif self.pipeline:
            self.pipeline.popleft()
            waits = True
        elif cycle.response_started:
            self.transport.abort()
            return
        else:
            waits = False
            cycle.disconnected = True
            cycle.message_event.set()
        self.stage = PARTING
        self.received = 0
        self.unread = memoryview(b"")
        if waits:
            self.farewell = answer
        else:
            self._part(answer)

    def _refusal(self, fault: Unreadable) -> bytes:
        path = "" if self.stage is IDLE else self.url.decode("latin1")
        refusal = Refusal(fault.message, status=fault.status)
        application: Any = self.config.app  # uvicorn allows others than ours
        answer = application.door.refuse(Request("", path, b"", b"", {}), refusal)
        headers = [*self.server_state.default_headers, *answer.headers]
        headers += (b"content-length", b"%d" % len(answer.body)), (b"connection", b"close")
        lines = b"".join(b"%s: %s\r\n" % header for header in headers)
        return STATUS_LINE[fault.status] + lines + b"\r\n" + answer.body

    def _part(self, answer: bytes) -> None:
        """Send the last answer, then drain the socket: closing on unread bytes would discard the answer."""
        self.transport.write(answer)
        self.transport.write_eof()
        self.farewell = b""
        self.since = self.loop.time()
        self.flow.resume_reading()

    def shutdown(self) -> None:
        """Close when idle, else after the answers under way. A request that is still arriving is refused."""
        if self.stage is BODY and not self.busy and not self.cycle.response_complete:
            self._refuse(Unreadable(503, "The server is shutting down."))
        else:
            super().shutdown()

    # -- time and number -------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether the server is at work, not waiting for the caller."""
        if self.flow.write_paused:
            return False
        if self.stage is PARTING:
            return bool(self.farewell)
        unanswered = self.cycle is not None and not self.cycle.response_complete
        return bool(self.pipeline) or (unanswered and self.stage is not BODY)

    def _watch(self) -> None:
        """Close a connection whose caller keeps the server waiting for too long."""
        bounds, now = self.bounds, self.loop.time()
        self.clock = self.loop.call_later(bounds.watch, self._watch)
        waited = now - self.since
        if self.transport.is_closing():
            if now - self.closing > bounds.stalled_time:
                self.transport.abort()
            return
        self.closing = now
        if self.flow.write_paused:
            if now - self.stalled > bounds.stalled_time:
                self.transport.abort()
        elif self.busy:
            pass
        elif self.stage is PARTING:
            if waited > bounds.parting_time:
                self.transport.abort()
        elif self.stage is IDLE:
            if waited > (bounds.head_time if self.cycle is None else bounds.idle_time):
                self.transport.close()
        elif waited > (bounds.head_time if self.stage is HEAD else bounds.body_time):
            self._refuse(Unreadable(408, "The request did not arrive in time."))

    def _make_room(self) -> None:
        """Close the connection that has been idle the longest; close this one if none is idle."""
        others = [each for each in self.connections if isinstance(each, Protocol) and each is not self]
        waiting = [each for each in others if not each.busy and not each.transport.is_closing()]
        if waiting:
            min(waiting, key=lambda each: each.since).transport.abort()
            return
        logger.warning("there are %d connections at work: one more is refused", self.bounds.connections)
        self.transport.write(self._refusal(Unreadable(503, "There are too many connections.")))
        self.transport.close()
