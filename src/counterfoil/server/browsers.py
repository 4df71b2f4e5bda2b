"""What web browsers may do here: which calls a page of another origin may make and read, and under which
names the server answers.

Pages carry no cookies of ours, but in open mode keys can be guessed and a browser remembers a user name it
once sent, so a page from elsewhere must not reach what a secret key opens. Source: Fetch standard, "CORS
protocol"; protocol, sections 1 and 2.
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
    """The headers that answer a browser's question whether a page may make a call: yes where publishable or
    ephemeral keys are meant.
    """
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
    """Send the answers of pages with PAGE_HEADERS."""

    async def sent(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message = {
                **message,
                "headers": [*message["headers"], *(each for each in PAGE_HEADERS if each[0] not in given)],
            }
        await send(message)

    return sent


class Names:
    """The names this server goes by. settings: tell whether it is closed, and which hosts are its own."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        # In closed mode a name proves nothing and protects nothing: keys are secret, and balancers and
        # containers have names of their own.
        self.any = settings.closed
        self._known: set[bytes] = set()

    def check(self, host: bytes | None) -> None:
        """Refuse, with 403, a request for another host: some page's name that was made to lead here.

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
        """Refuse, with 403, what a page of another origin would change with a secret key that its browser
        knows.
        """
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
