"""The ASGI application: API calls go to the door, everything else (health, files, hosted pages) to Starlette.

The door is plain ASGI: on the hot path nothing is built that the answer does not need.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from counterfoil.kernel.errors import Refusal
from counterfoil.server import browsers
from counterfoil.server.door import Door
from counterfoil.server.rendering import NOT_FOUND
from counterfoil.server.request import Request

logger = logging.getLogger("counterfoil.requests")

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MAX_BODY = 2 * 1024 * 1024
MAX_UPLOAD = 32 * 1024 * 1024


class Application:
    """The ASGI callable. startup and shutdown run in the lifespan."""

    def __init__(self, door: Door, pages: Any, startup: Callable[[], Awaitable[None]], shutdown: Callable[[], Awaitable[None]]) -> None:
        self.door = door
        self.pages = pages
        self.startup = startup
        self.shutdown = shutdown

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http" and (scope["path"][:4] in ("/v1/", "/v2/") or scope["path"] in ("/v1", "/v2")):
            await self._api(scope, receive, send)
        elif kind == "lifespan":
            await self._lifespan(receive, send)
        else:
            await self._page(scope, receive, browsers.guarded(send))

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.startup()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.shutdown()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _page(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            self.door.names.check(dict(scope["headers"]).get(b"host"))
        except Refusal as refusal:
            await send({"type": "http.response.start", "status": refusal.status, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": refusal.message.encode() + b"\n"})
            return
        await self.pages(scope, receive, send)

    async def _api(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        method = scope["method"]
        if method == "OPTIONS":
            answered = browsers.preflight(self.door.surface, scope["path"], headers)
            await send({"type": "http.response.start", "status": 200, "headers": answered})
            await send({"type": "http.response.body", "body": b""})
            return
        message = await receive()
        body = message.get("body", b"")
        if message.get("more_body") or len(body) > MAX_BODY or message["type"] != "http.request":
            try:
                body = await self._rest(message, receive, headers)
            except ConnectionError:
                return  # whoever hung up in the middle of a request gets no answer, and half a request is never obeyed
        path = scope["path"]
        if "\ufffd" in path:
            path = unquote(scope.get("raw_path", b"").decode("latin1"), errors="replace")
        request = Request(method, path, scope["query_string"], body or b"", headers)
        if b"%2" in scope.get("raw_path", b""):
            # An id that someone chose may hold a slash; only here can it still be told from those of the path.
            request.parts = [unquote(part, errors="replace") for part in scope["raw_path"].decode("latin1").split("/")[1:]]
        told = logger.isEnabledFor(logging.INFO)
        began = time.perf_counter() if told else 0.0
        if body is None:
            answer = self.door.refuse(request, Refusal("The request body is too large.", status=413))
            answer.headers.append((b"connection", b"close"))
        else:
            answer = await self.door.answer(request)
        if told:
            took = round((time.perf_counter() - began) * 1000, 2)
            logger.info("%s %s: %d", method, path, answer.status, extra={"request": request.id, "ms": took})
        answer.headers.append((b"content-length", str(len(answer.body)).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _rest(self, message: dict[str, Any], receive: Receive, headers: dict[bytes, bytes]) -> bytes | None:
        """The whole body, or None when it is larger than anything the API takes. ConnectionError: the caller hung up."""
        limit = MAX_UPLOAD if headers.get(b"content-type", b"")[:10].lower() == b"multipart/" else MAX_BODY
        parts: list[bytes] = []
        size = 0
        while True:
            if message["type"] != "http.request":
                raise ConnectionError
            part = message.get("body", b"")
            size += len(part)
            if size > limit:
                return None
            parts.append(part)
            if not message.get("more_body"):
                return b"".join(parts)
            message = await receive()


async def elsewhere(request: Any, error: Exception) -> Any:
    """What is neither API nor page: clients that read no status still find an `error`."""
    from starlette.responses import JSONResponse

    message = NOT_FOUND.format(verb=request.method, path=request.url.path)
    return JSONResponse({"error": {"message": message, "type": "invalid_request_error"}}, 404)
