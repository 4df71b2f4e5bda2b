"""The deliverer: sends the deliveries of the outbox in the background. Source: protocol, "Delivery".

Each endpoint has a lane and connections of its own, so that none waits for another. A lane sends in order of
creation. To an endpoint that answers slowly it sends a few at once, so order is guaranteed only while nothing
is slow or fails; to one that does not answer, one at a time. When too many attempts are open, accounts share
them (`places`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from counterfoil.kernel import Claim, Services, Space, Work
from counterfoil.webhooks.outbox import Message, Outbox, Outcome, deliveries
from counterfoil.webhooks.places import MINIMUM, Place, Places
from counterfoil.webhooks.signing import signature

if TYPE_CHECKING:
    from counterfoil.webhooks.client import Client, Connections

logger = logging.getLogger("counterfoil.webhooks")

WIDTH = 8  # deliveries under way to one endpoint that answers
MOST = 2048  # deliveries under way in all, as far as the files allow that the process may open
SHARE = 4  # of those files one in so many
LINGER = 5.0  # seconds that the connections of a lane stay open when there is nothing to send
BODY = 65536  # bytes of an answer that are read, so that its connection can be used again
GRACE = 2.0  # seconds that deliveries under way have to finish when a server stops
HOUR = 3600
USER_AGENT = "Stripe/1.0 (+https://stripe.com/docs/webhooks)"


class Lane:
    """The queue of one endpoint. answers: whether its last attempt got an answer, of any status."""

    __slots__ = ("answers", "closing", "connections", "queue", "runner", "under_way")

    def __init__(self, answers: bool) -> None:
        self.answers = answers
        self.queue: deque[tuple[Space, str]] = deque()
        self.under_way: set[asyncio.Task[None]] = set()
        self.runner: asyncio.Task[None] | None = None
        self.connections: Connections | None = None
        self.closing: asyncio.TimerHandle | None = None


class Deliverer:
    """Sends deliveries and records their outcomes. phases: runs the phases that record them."""

    def __init__(self, services: Services, phases: Any, outbox: Outbox) -> None:
        self.services = services
        self.phases = phases
        self.outbox = outbox
        self.reader = phases.store.reader
        self._lanes: dict[str, Lane] = {}
        self._answering: set[str] = set()  # targets whose lanes were closed while they answered
        self._background: set[asyncio.Future[Any]] = set()  # records and closings under way
        self._places = Places(most_places())
        self._client: Client | None = None
        self._opening = asyncio.Lock()
        self._purger: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Enqueue the deliveries that an earlier run left, and from now on all staged ones."""
        self.outbox.ready = self.enqueue
        for space, delivery in self.reader.scan_all(deliveries.table):
            if not delivery["waiting"]:  # those have their entry in the schedule
                self.enqueue(space, delivery["target"], delivery["id"])
        self._purger = asyncio.create_task(self._purge_hourly())

    async def stop(self) -> None:
        """Wait shortly for open attempts. The next run repeats those that do not finish."""
        self.outbox.ready = lambda space, target, delivery: None
        if self._purger is not None:
            self._purger.cancel()
        for lane in self._lanes.values():
            lane.queue.clear()
        busy = [
            task
            for lane in self._lanes.values()
            for task in (*lane.under_way, lane.runner)
            if task is not None
        ]
        if busy:
            _, late = await asyncio.wait(busy, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for target, lane in list(self._lanes.items()):
            self._close(target, lane)
        await asyncio.gather(*self._background, return_exceptions=True)

    def enqueue(self, space: Space, target: str, delivery: str) -> None:
        """Add a delivery to the end of its endpoint's lane."""
        lane = self._lanes.get(target)
        if lane is None:
            lane = self._lanes[target] = Lane(answers=target in self._answering)
        lane.queue.append((space, delivery))
        if lane.closing is not None:
            lane.closing.cancel()
            lane.closing = None
        if lane.runner is None:
            lane.runner = asyncio.get_running_loop().create_task(self._run(target, lane))

    async def _run(self, target: str, lane: Lane) -> None:
        loop = asyncio.get_running_loop()
        try:
            while lane.queue:
                space, delivery = lane.queue.popleft()
                answered: asyncio.Future[None] = loop.create_future()
                task = loop.create_task(self._deliver(space, target, lane, delivery, answered))
                lane.under_way.add(task)
                task.add_done_callback(lane.under_way.discard)
                await asyncio.wait((answered,), timeout=MINIMUM)
                while len(lane.under_way) >= (WIDTH if lane.answers else 1):
                    await asyncio.wait(tuple(lane.under_way), return_when=asyncio.FIRST_COMPLETED)
        finally:
            lane.runner = None
        if lane.under_way:
            await asyncio.wait(tuple(lane.under_way))
        if not lane.queue and not lane.under_way and lane.runner is None:
            lane.closing = loop.call_later(LINGER, self._close, target, lane)

    def _close(self, target: str, lane: Lane) -> None:
        """Close an idle lane, and remember whether its endpoint answers."""
        if self._lanes.pop(target, None) is None:
            return  # the server stops, and closed it already
        (self._answering.add if lane.answers else self._answering.discard)(target)
        if lane.connections is not None:
            closed = asyncio.get_running_loop().create_task(lane.connections.aclose())
            self._background.add(closed)
            closed.add_done_callback(self._background.discard)

    async def _deliver(
        self, space: Space, target: str, lane: Lane, delivery: str, answered: asyncio.Future[None]
    ) -> None:
        """Make one attempt and record it. answered: resolved as soon as its outcome is clear."""
        try:
            async with self._places.take(space.account) as place:
                message = self.outbox.message(self.reader, space, delivery)
                if message is None:
                    return
                if isinstance(message, str):
                    outcome = Outcome("", None, message, 0, final=True)
                else:
                    outcome = await self._post(message, lane, place, answered)
        except Exception:
            logger.exception("delivery %s to %s crashed", delivery, target)
            outcome = Outcome("", None, "a fault of ours; the server's log has it", 0)
        finally:
            _done(answered)
        self._record(space, target, delivery, outcome)

    def _record(self, space: Space, target: str, delivery: str, outcome: Outcome) -> None:
        def phase() -> None:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            self.outbox.record(work, delivery, target, outcome)

        kept = self.phases.run(phase, self.outbox.claim(self.reader, space, delivery))
        self._background.add(kept)
        kept.add_done_callback(self._recorded)

    def _recorded(self, kept: asyncio.Future[Any]) -> None:
        self._background.discard(kept)
        if not kept.cancelled() and kept.exception() is not None:
            logger.error(
                "an attempt could not be recorded; its delivery will be made again", exc_info=kept.exception()
            )

    async def _post(
        self, message: Message, lane: Lane, place: Place, answered: asyncio.Future[None]
    ) -> Outcome:
        """Post a delivery. Any 2xx in time is an acknowledgement; redirects are not followed."""
        headers = {
            "accept": "*/*; q=0.5, application/xml",
            "cache-control": "no-cache",
            "content-type": "application/json; charset=utf-8",
            "user-agent": USER_AGENT,
            "stripe-signature": signature(message.secrets, message.body, self.services.wall()),
        }
        client = await self._opened()
        if lane.connections is None:
            lane.connections = client.connections(WIDTH)
        seconds = self.services.settings.webhook_timeout
        started = time.perf_counter()
        status = error = took = None
        try:
            async with (
                asyncio.timeout(seconds) as place.timeout,
                lane.connections.post(message.url, message.body, headers) as answer,
            ):
                status = answer.status
                took = time.perf_counter() - started
                lane.answers = True
                # Read the rest only so that the connection can be used again.
                _done(answered)
                read = 0
                async for part in answer.aiter_stream():
                    read += len(part)
                    if read > BODY:
                        break
        except TimeoutError:
            waited = (
                f"{time.perf_counter() - started:.1f} s, and others waited"
                if place.needed
                else f"{seconds:g} s"
            )
            error = None if status else f"no answer within {waited}"
        except Exception as failure:  # whatever an endpoint or its address can do wrong
            error = None if status else (str(failure) or type(failure).__name__)[:500]
        if status is None:
            lane.answers = False
        return Outcome(message.url, status, error, round((took or time.perf_counter() - started) * 1000))

    async def _opened(self) -> Client:
        """Return the client, created on first use in a thread: reading certificates is slow."""
        if self._client is None:
            async with self._opening:
                if self._client is None:
                    settings = self.services.settings
                    private = settings.allow_private_webhooks or not settings.closed
                    self._client = await asyncio.to_thread(_client, private)
        return self._client

    async def _purge_hourly(self) -> None:
        """Delete expired events and attempts, every hour."""
        while True:
            await asyncio.sleep(HOUR)
            with contextlib.suppress(Exception):
                while await self.phases.run(lambda: self.outbox.purge(self.phases.store.writer), Claim()):
                    await asyncio.sleep(0.1)


def _done(answered: asyncio.Future[None]) -> None:
    if not answered.done():
        answered.set_result(None)


def _client(private: bool) -> Client:
    """Create a client. Imports httpx only now: many servers never send a delivery."""
    from counterfoil.webhooks.client import Client

    return Client(private=private)


def most_places() -> int:
    """Return how many attempts may be open: each is a file, and clients of the server need files too."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else min(MOST, files // SHARE)
