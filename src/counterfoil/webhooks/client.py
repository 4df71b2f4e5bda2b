"""The HTTP client of deliveries: no cookies, redirects or proxies. Source: protocol, "Delivery".

Host names are resolved here, their addresses checked, and the connection uses the checked address: no
spelling, name or later DNS answer reaches another one.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import threading
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import httpx

KEEP_ALIVE = 5.0  # seconds that a connection stays open for the next delivery
NEXT_ADDRESS = 1.0  # seconds until the next address of a name is tried instead
NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits; RFC 6052


class Client:
    """Opens connections. private: also to loopback, private and link-local addresses."""

    def __init__(self, *, private: bool) -> None:
        self._tls = httpcore.default_ssl_context()
        self._network = Network(private=private)

    def connections(self, most: int) -> Connections:
        """Return the connections of one endpoint, shared with no other. most: kept alive at a time."""
        return Connections(
            self._tls,
            max_connections=None,
            max_keepalive_connections=most,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=self._network,
        )


class Connections(httpcore.AsyncConnectionPool):
    """A pool of connections to one endpoint, kept alive for a few seconds."""

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> AbstractAsyncContextManager[httpcore.Response]:
        """Post a body. A name and password in the URL are sent as Basic authorization."""
        to = httpx.URL(url)
        sent = {"host": to.netloc.decode("ascii"), "content-length": str(len(body)), **headers}
        if to.userinfo:
            user = f"{to.username}:{to.password}".encode()
            sent["authorization"] = f"Basic {base64.b64encode(user).decode()}"
        address = httpcore.URL(scheme=to.raw_scheme, host=to.raw_host, port=to.port, target=to.raw_path)
        return self.stream("POST", address, headers=[*sent.items()], content=body)


class Network(httpcore.AsyncNetworkBackend):
    """Connects to a name's addresses one after the other. private: allow addresses that are not public."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers.

        Raises ConnectError if none does, or none is allowed.
        """
        addresses = await addresses_of(host, port)
        if not self._private:
            addresses = [address for address in addresses if public(address)]
            if not addresses:
                raise httpcore.ConnectError(
                    f"{host} is no public address; --allow-private-webhooks allows it"
                )
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._network.connect_tcp(
                    address, port, NEXT_ADDRESS, local_address, socket_options
                )
        return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


async def addresses_of(host: str, port: int) -> list[str]:
    """Resolve a host name, or an address in any notation. OSError if it has no address.

    Each look-up has its own thread: slow name servers would block the event loop's few.
    """
    with contextlib.suppress(ValueError):
        return [str(ip_address(host))]
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str], failure: OSError | UnicodeError | None) -> None:
        if found.done():
            return  # the attempt timed out meanwhile
        if failure is None:
            found.set_result(addresses)
        else:
            found.set_exception(failure)

    def look_up() -> None:
        addresses: list[str] = []
        failure: OSError | UnicodeError | None = None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(address[0]) for *_, address in answers))
        except (OSError, UnicodeError) as error:
            failure = error
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(settle, addresses, failure)

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    return await found


def public(address: str) -> bool:
    """Return whether an address, and an IPv4 address embedded in it, is globally routable."""
    at = ip_address(address)
    if isinstance(at, IPv6Address):
        inner = _contained(at)
        if inner is not None:
            return public(str(inner))
        if at.is_site_local:
            return False
    return at.is_global and not at.is_multicast and not at.is_reserved


def _contained(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address embedded in an IPv6 address, or None."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
