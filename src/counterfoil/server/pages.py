"""Pages beside the API: health, files behind links, receipts, and the routes of hosted pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from counterfoil.kernel.errors import Unavailable
from counterfoil.server import html
from counterfoil.server.rendering import NOT_FOUND, content_headers

Receipt = tuple[str, Iterable[tuple[str, str]]]  # title, (label, text) of each row


class Pages:
    """The ASGI application of all paths outside the API.

    fault: why the server cannot work, or None. linked: token -> the file of an unexpired link, or None.
    receipt: id of a charge and token of the URL -> the receipt, or None.
    """

    def __init__(
        self,
        *,
        fault: Callable[[], str | None],
        linked: Callable[[str], Any | None],
        receipt: Callable[[str, str | None], Receipt | None],
        hosted: Sequence[BaseRoute],
    ) -> None:
        self.fault = fault
        self.linked = linked
        self.receipt = receipt
        routes = [
            *hosted,
            Route("/healthz", self._health),
            Route("/links/{token}", self._link),
            Route("/receipts/{charge}/{token}", self._receipt),
            Route("/receipts/{charge}", self._receipt),
            Route("/receipts/invoices/{charge}/{token}", self._receipt),
        ]
        self.application = Starlette(
            routes=routes, exception_handlers={404: _not_found, Unavailable: _unavailable}
        )

    async def _health(self, request: Any) -> Response:
        fault = self.fault()
        return PlainTextResponse(f"{fault}\n", 503) if fault else PlainTextResponse("ok\n")

    async def _link(self, request: Any) -> Response:
        found = self.linked(request.path_params["token"])
        if found is None:
            return PlainTextResponse("This link does not exist or has expired.\n", 404)
        headers = {name.decode(): value.decode() for name, value in content_headers(found)}
        return Response(found.body, media_type=found.type, headers={**headers, "cache-control": "no-store"})

    async def _receipt(self, request: Any) -> Response:
        found = self.receipt(request.path_params["charge"], request.path_params.get("token"))
        if found is None:
            return html.page("Receipt", html.paragraph("There is no such receipt."), 404)
        title, rows = found
        return html.page(title, html.table(rows))


async def _not_found(request: Any, error: Exception) -> Response:
    # Clients that do not read the status still find an `error`.
    message = NOT_FOUND.format(verb=request.method, path=request.url.path)
    return JSONResponse({"error": {"message": message, "type": "invalid_request_error"}}, 404)


async def _unavailable(request: Any, error: Any) -> Response:
    return PlainTextResponse(f"{error.message}\n", error.status)
