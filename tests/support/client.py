"""The test client: through the door, in process. Every answer is held against the contract."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from counterfoil.app import Server
from counterfoil.contract import load, versions
from counterfoil.kernel import Document
from counterfoil.kernel.ids import letters
from counterfoil.settings import Settings
from tests.support import contract
from tests.support.clocks import START
from tests.support.given import Given
from tests.support.happened import Happened


class House:
    """A server of its own with a throw-away store, its event loop in a thread.

    now: what its wall clock says, epoch seconds: it stands still until `pass_time`. None: it has the
    machine's own clock.
    """

    def __init__(self, now: int | None = START, **settings: Any) -> None:
        self.server = Server(Settings(**{"database": ":memory:", "demo": False, **settings}))
        self._now = now
        if now is not None:
            self.server.store.now = lambda: self._now
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.run(self.server.startup())

    def run(self, coroutine: Any, timeout: float = 180) -> Any:
        """Run a coroutine on the server's loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout)

    @property
    def now(self) -> int:
        """What the wall clock says, epoch seconds."""
        return self.server.services.wall()

    def pass_time(self, to: int) -> None:
        """Set the simulated wall clock forward, and have done what was due on the way."""
        assert self._now is not None and to >= self._now, (
            "only a simulated clock is set, and it goes forward only"
        )
        self._now = to
        self.run(self.server.scheduler.run_due("", to))

    async def settle(self) -> None:
        """Run what is due by the simulated wall clock, and wait until test clocks have run what is due.

        The server does so in the background: a test that looks at once may be too early on a busy machine.
        """
        scheduler = self.server.scheduler
        if self._now is None:
            return
        await scheduler.run_due("", self._now)
        until = self.loop.time() + 60
        while scheduler._due_again and self.loop.time() < until:
            await asyncio.sleep(0.001)

    def close(self) -> None:
        self.run(self.server.shutdown())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


class Response:
    """status, headers (lower-case names) and body of an answer."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.status = status
        self.headers = {name.decode("latin1"): value.decode("latin1") for name, value in headers}
        self.body = body

    @property
    def json(self) -> Any:
        value = msgspec.json.decode(self.body)
        return _document(value)


def _document(value: Any) -> Any:
    if isinstance(value, dict):
        return Document({key: _document(one) for key, one in value.items()})
    if isinstance(value, list):
        return [_document(one) for one in value]
    return value


def flatten(params: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Parameters as the official SDKs encode them: brackets, indexed lists, empty text for None."""
    pairs: list[tuple[str, str]] = []
    for key, value in params.items():
        name = f"{prefix}[{key}]" if prefix else key
        if isinstance(value, dict):
            pairs += flatten(value, name) or [(name, "")]
        elif isinstance(value, list | tuple):
            if not value:
                pairs.append((name, ""))
            for index, one in enumerate(value):
                pairs += flatten({f"{index}": one}, name) if name else []
        elif value is None:
            pairs.append((name, ""))
        else:
            pairs.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
    return pairs


class Api:
    """A caller with a sandbox of its own. version: the header it sends; None for the account's default."""

    def __init__(self, house: House, key: str | None = None, version: str | None = None) -> None:
        self.house = house
        self.key = key or f"sk_test_{letters(24)}"
        self.version = version
        self.given = Given(self)

    @property
    def now(self) -> int:
        """What the wall clock says, epoch seconds."""
        return self.house.now

    def request(
        self,
        method: str,
        path: str,
        params: dict[str, Any] | bytes | None = None,
        *,
        headers: dict[str, str] | None = None,
        json: Any = None,
        key: str | None = "",
    ) -> Response:
        """Send any request. params: form fields or raw bytes; json: a JSON body; key: None sends none."""
        path, _, query = path.partition("?")
        body = b""
        sent = {"host": "localhost"}
        if key is not None:
            sent["authorization"] = f"Bearer {key or self.key}"
        if self.version is not None:
            sent["stripe-version"] = self.version
        if json is not None:
            body = msgspec.json.encode(json)
            sent["content-type"] = "application/json"
        elif isinstance(params, bytes):
            body = params
            sent["content-type"] = "application/x-www-form-urlencoded"
        elif params:
            encoded = urlencode(flatten(params))
            if method == "POST":
                body = encoded.encode()
                sent["content-type"] = "application/x-www-form-urlencoded"
            else:
                query = f"{query}&{encoded}" if query else encoded
        sent.update({name.lower(): value for name, value in (headers or {}).items()})
        return self.house.run(self._call(method, path, query, body, sent))

    async def _call(
        self, method: str, path: str, query: str, body: bytes, headers: dict[str, str]
    ) -> Response:
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": quote(path).encode(),
            "query_string": query.encode(),
            "headers": [(name.encode("latin1"), value.encode("latin1")) for name, value in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 12111), "scheme": "http",
            "http_version": "1.1", "root_path": "",
        }  # fmt: skip
        received: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]
        messages: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return received.pop(0) if received else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            messages.append(message)

        await self.house.server.application(scope, receive, send)
        # What a request makes due now has run before the test looks. An advancing clock is waited for by
        # `Clock.advance`: some tests look at it on its way, and what it refuses (429) made nothing due.
        if method != "GET" and not path.endswith("/advance") and messages[0]["status"] != 429:
            await self.house.settle()
        content = b"".join(message.get("body", b"") for message in messages[1:])
        return Response(messages[0]["status"], messages[0]["headers"], content)

    def _good(self, method: str, path: str, params: dict[str, Any]) -> Any:
        response = self.request(method, path, params)
        assert response.status == 200, f"{method} {path}: {response.status} {response.body.decode()}"
        answer = response.json
        self.check(method, path, answer)
        return answer

    def check(self, method: str, path: str, answer: Any) -> None:
        """Hold an answer against the contract of the caller's version."""
        version = self.version or versions.DEFAULT
        surface = load(version)
        routed = surface.route(method, path.partition("?")[0])
        if routed is None or routed[0].object is None or routed[0].version_train == "v2":
            return
        operation = routed[0]
        documents = answer["data"] if operation.answer_kind in ("list", "search") else [answer]
        for document in documents:
            if document.get("deleted"):
                continue
            object = document.get("object") or operation.object
            problems = contract.problems(version, object, document)
            assert not problems, f"{method} {path} at {version} breaks the contract: {problems}"

    def get(self, path: str, **params: Any) -> Any:
        """GET that must succeed; the answer fits the contract."""
        return self._good("GET", path, params)

    def post(self, path: str, **params: Any) -> Any:
        """POST that must succeed; the answer fits the contract."""
        return self._good("POST", path, params)

    def delete(self, path: str, **params: Any) -> Any:
        """DELETE that must succeed."""
        return self._good("DELETE", path, params)

    def refused(self, method: str, path: str, status: int = 400, /, **params: Any) -> Any:
        """A call that must be refused with this status; answers the error object."""
        response = self.request(method, path, params)
        assert response.status == status, f"{method} {path}: {response.status} {response.body.decode()}"
        return response.json["error"]

    def v2(
        self, method: str, path: str, json: Any = None, *, status: int = 200, key: str = "", **headers: str
    ) -> Any:
        """A JSON call of /v2."""
        sent = {"Stripe-Version": self.version or versions.DEFAULT, **headers}
        response = self.request(method, path, json=json if method == "POST" else None, headers=sent, key=key)
        assert response.status == status, f"{method} {path}: {response.status} {response.body.decode()}"
        return response.json

    def happened(self, *, since: str | None = None, **params: Any) -> Happened:
        """This sandbox's events, oldest first. since: only those after the event of this id."""
        events: list[Document] = []
        for event in self.every("/v1/events", **params):
            if event.id == since:
                break
            events.append(event)
        return Happened(events[::-1])

    def latest_event(self) -> str | None:
        """The id of this sandbox's latest event."""
        found = self.get("/v1/events", limit=1)["data"]
        return found[0]["id"] if found else None

    def every(self, path: str, **params: Any) -> Iterator[Any]:
        """The objects of a list, page after page."""
        page = self.get(path, **{"limit": 100, **params})
        yield from page["data"]
        while page["has_more"]:
            page = self.get(path, **{"limit": 100, **params, "starting_after": page["data"][-1]["id"]})
            yield from page["data"]

    def at(self, version: str) -> Api:
        """The same caller, who names a version."""
        return Api(self.house, self.key, version)

    def other(self) -> Api:
        """Another sandbox on the same server."""
        return Api(self.house)

    def live(self) -> Api:
        """The live mode of the same sandbox."""
        return Api(self.house, self.key.replace("_test_", "_live_"))
