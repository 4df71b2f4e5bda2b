"""The ASGI application: API calls go to the door, everything else (health, files, hosted pages) to Starlette.

The door is plain ASGI: on the hot path nothing is built that the answer does not need.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote_plus

from counterfoil.kernel.errors import Refusal, Unavailable
from counterfoil.server import browsers
from counterfoil.server.authentication import NO_KEY
from counterfoil.server.authentication import refused as unauthorized
from counterfoil.server.door import Door
from counterfoil.server.request import Answer, Request

logger = logging.getLogger("counterfoil.requests")

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MAX_BODY = 2 * 1024 * 1024
MAX_UPLOAD = 32 * 1024 * 1024  # of /v1/files
MAX_UNKNOWN = 64 * 1024  # without a key in the head; a publishable one may be in the body
MAX_PAGE = 64 * 1024
MAX_TOGETHER = 256 * 1024 * 1024  # all bodies being received at one time
MAX_DROPPED = 64 * 1024 * 1024  # of an unwanted body, before the connection is closed
TOO_LARGE = "The request body is too large."
TOO_MANY = "Too many large requests are being received at this moment. Please try again later."
ASKED: dict[str, Any] = {"type": "http.request", "more_body": True}  # the caller sent Expect: 100-continue


class Application:
    """The ASGI callable. startup and shutdown run in the lifespan."""

    def __init__(
        self,
        door: Door,
        pages: Callable[[], Any],
        startup: Callable[[], Awaitable[None]],
        shutdown: Callable[[], Awaitable[None]],
    ) -> None:
        self.door = door
        self._pages = pages
        self.startup = startup
        self.shutdown = shutdown
        self.receiving = 0  # bytes of incomplete bodies

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http" and (scope["path"][:4] in ("/v1/", "/v2/") or scope["path"] in ("/v1", "/v2")):
            await self._api(scope, receive, send)
        elif kind == "lifespan":
            await self._lifespan(receive, send)
        else:
            await self._page(scope, bounded(receive), browsers.guarded(send))

    @functools.cached_property
    def pages(self) -> Any:
        """The application of all other paths, made when the first is asked for: most callers never do."""
        return self._pages()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.startup()
                except Unavailable as unavailable:
                    await send({"type": "lifespan.startup.failed", "message": unavailable.message})
                    return
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.shutdown()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _page(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            self.door.hosts.check(dict(scope["headers"]).get(b"host"))
        except Refusal as refusal:
            await send(
                {
                    "type": "http.response.start",
                    "status": refusal.status,
                    "headers": [(b"content-type", b"text/plain")],
                }
            )
            await send({"type": "http.response.body", "body": refusal.message.encode() + b"\n"})
            return
        await self.pages(scope, receive, send)

    async def _api(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        method = scope["method"]
        if method == "OPTIONS":
            answered = browsers.preflight(self.door.dispatch.surface, scope["path"], headers)
            await send({"type": "http.response.start", "status": 200, "headers": answered})
            await send({"type": "http.response.body", "body": b""})
            return
        path, raw = scope["path"], scope.get("raw_path", b"")
        if "\ufffd" in path or b"+" in raw:  # clients quote ids as forms are, where a plus is a blank
            path = unquote_plus(raw.decode("latin1"), errors="replace")
        request = Request(method, path, scope["query_string"], b"", headers)
        request.client_ip = scope["client"][0] if scope.get("client") else None
        if b"%2" in raw:
            # A custom id may contain an encoded slash; only the raw path distinguishes it from a separator.
            request.parts = [
                unquote_plus(part, errors="replace") for part in raw.decode("latin1").split("/")[1:]
            ]
        refused = None
        message = await receive() if b"expect" not in headers else ASKED
        request.body = message.get("body", b"")
        if message.get("more_body") or len(request.body) > MAX_UNKNOWN or message["type"] != "http.request":
            try:
                refused = await self._gather(request, message, receive)
            except ConnectionError:
                # The client hung up in the middle of a request: no answer, and no effect.
                return
        told = logger.isEnabledFor(logging.INFO)
        began = time.perf_counter() if told else 0.0
        answer = refused or await self.door.answer(request)
        if told:
            took = round((time.perf_counter() - began) * 1000, 2)
            logger.info("%s %s: %d", method, path, answer.status, extra={"request": request.id, "ms": took})
        answer.headers.append((b"content-length", str(len(answer.body)).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _gather(self, request: Request, message: dict[str, Any], receive: Receive) -> Answer | None:
        """Receive a body that is large or comes in pieces; the answer if it is unwanted, else None.

        Raises ConnectionError if the caller hung up. An unwanted body is received too, and dropped piece by
        piece: most clients read the answer only once they have sent everything. `Expect: 100-continue` spares
        that.
        """
        request.body = b""
        known, refused = self.door.check_key(request)
        most = MAX_UPLOAD if request.path.rstrip("/") == "/v1/files" else MAX_BODY
        limit = most if known else MAX_UNKNOWN
        too_large = Refusal(TOO_LARGE, status=413) if known else unauthorized(NO_KEY)
        if refused is None and int(request.headers.get(b"content-length", 0)) > limit:
            refused = self.door.refuse(request, too_large)
        if message is ASKED:
            if refused is not None:
                return closing(refused)
            message = await receive()
        parts: list[bytes] = []
        size = held = 0
        try:
            while True:
                if message["type"] != "http.request":
                    raise ConnectionError
                part = message.get("body", b"")
                size += len(part)
                if refused is None:
                    parts.append(part)
                    held += len(part)
                    self.receiving += len(part)
                    if size > limit:
                        refused = self.door.refuse(request, too_large)
                    elif self.receiving > MAX_TOGETHER:
                        crowded = Refusal(TOO_MANY, status=503, type="api_error", should_retry=True)
                        refused = self.door.refuse(request, crowded)
                if refused is not None:
                    parts.clear()
                    self.receiving -= held
                    held = 0
                    if size > MAX_DROPPED:
                        return closing(refused)
                if not message.get("more_body"):
                    request.body = b"".join(parts)
                    return refused
                message = await receive()
        finally:
            self.receiving -= held


def closing(answer: Answer) -> Answer:
    """Add a header to an answer that closes the connection."""
    answer.headers.append((b"connection", b"close"))
    return answer


def bounded(receive: Receive) -> Receive:
    """Limit the bodies of requests for pages to MAX_PAGE: 413."""
    size = 0

    async def receive_bounded() -> dict[str, Any]:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_PAGE:
            from starlette.exceptions import HTTPException

            raise HTTPException(413, TOO_LARGE)
        return message

    return receive_bounded
