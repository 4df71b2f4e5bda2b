"""Browsers: cross-origin calls, the names of the server, and security headers of pages.

Pages send no cookies of ours, but in open mode keys can be guessed, and browsers store Basic user names:
pages of other origins must not reach what a secret key opens. Source: Fetch standard, "CORS protocol";
protocol, sections 1 and 2.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from counterfoil.contract.load import Surface
from counterfoil.kernel.errors import Refusal
from counterfoil.server.permissions import FOR_BROWSERS

Header = tuple[bytes, bytes]
Send = Callable[[dict[str, Any]], Awaitable[None]]

ANY_ORIGIN: Header = (b"access-control-allow-origin", b"*")
USUAL_HEADERS = (
    b"authorization, content-type, idempotency-key, stripe-account, stripe-context, stripe-version,"
    b" x-stripe-client-user-agent"
)

# Every answer that is not of the API has these, unless it says otherwise: no frames, no guessed types,
# nothing loaded or run.
PAGE_HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),  # addresses of pages hold client secrets
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)

FOREIGN_HOST = (
    "This server answers to localhost and the addresses of this machine only, not to '{host}'. "
    "If that is its name, start it with --public-url."
)
FOREIGN_PAGE = (
    "This API call cannot be made with a secret API key by a web page of another origin ({origin}). Please"
    " use a publishable API key in browsers, and secret API keys on your server."
)


def preflight(surface: Surface, path: str, headers: Mapping[bytes, bytes]) -> list[Header]:
    """Return the headers that answer a CORS preflight: calls of publishable and ephemeral keys pass."""
    method = headers.get(b"access-control-request-method", b"").decode("latin1")
    routed = surface.route(method, path)
    if routed is None or routed[0].name not in FOR_BROWSERS:
        return [(b"content-length", b"0")]
    return [
        ANY_ORIGIN,
        (b"access-control-allow-methods", b"GET, POST, DELETE, OPTIONS"),
        (b"access-control-allow-headers", headers.get(b"access-control-request-headers", USUAL_HEADERS)),
        (b"access-control-max-age", b"300"),
        (b"content-length", b"0"),
    ]


def guarded(send: Send) -> Send:
    """Add PAGE_HEADERS to the answers of pages."""

    async def sent(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message = {
                **message,
                "headers": [*message["headers"], *(each for each in PAGE_HEADERS if each[0] not in given)],
            }
        await send(message)

    return sent


class Hosts:
    """The host names of this server. settings: whether it is closed, and its own hosts."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        # In closed mode a name proves nothing and protects nothing: keys are secret, and balancers and
        # containers have names of their own.
        self.any = settings.closed
        self._known: set[bytes] = set()

    def check(self, host: bytes | None) -> None:
        """Raise 403 for a request to another host, such as a foreign name that resolves to this machine.

        Browsers always send a host.
        """
        if self.any or host is None or host in self._known:
            return
        name = host.decode("latin1")
        if not self._ours("//" + name):
            raise Refusal(FOREIGN_HOST.format(host=name[:255]), status=403)
        if len(self._known) < 100:
            self._known.add(host)

    def check_page(self, headers: Mapping[bytes, bytes]) -> None:
        """Raise 403 if a page of another origin writes with a secret key stored in its browser."""
        origin = headers[b"origin"].decode("latin1")
        same = origin.partition("://")[2] == headers.get(b"host", b"").decode("latin1")
        if not same and not self._ours(origin):
            raise Refusal(FOREIGN_PAGE.format(origin=origin[:255]), status=403)

    def _ours(self, url: str) -> bool:
        try:
            host = urlsplit(url).hostname
        except ValueError:
            return False
        return host is not None and bool(self.settings.own_host(host))
