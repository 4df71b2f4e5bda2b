"""The deliverer: sends what the outbox holds, beside everything else. Source: protocol, "Delivery".

Each endpoint has a lane and connections of its own, so that none waits for another; on a lane one delivery
follows the other, in the order of creation. When an endpoint that answers takes its time the next ones are
sent meanwhile, a few at once: order is kept where nothing is slow or fails. One that does not answer gets one
at a time, and when all places are taken accounts share them (`places`).
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
from counterfoil.webhooks.outbox import Letter, Outbox, Outcome, deliveries
from counterfoil.webhooks.places import PATIENCE, Place, Places
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
    """What is to be sent to one endpoint. answers: whether the latest attempt was answered, with whatever
    status.
    """

    __slots__ = ("answers", "closing", "connections", "queue", "runner", "under_way")

    def __init__(self, answers: bool) -> None:
        self.answers = answers
        self.queue: deque[tuple[Space, str]] = deque()
        self.under_way: set[asyncio.Task[None]] = set()
        self.runner: asyncio.Task[None] | None = None
        self.connections: Connections | None = None
        self.closing: asyncio.TimerHandle | None = None


class Deliverer:
    """Sends deliveries and keeps what became of them. phases: runs what is to be kept."""

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
        self._keeper: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Take up what an earlier run left, and from now on whatever is staged."""
        self.outbox.ready = self.enqueue
        for space, delivery in self.reader.everything(deliveries.table):
            if not delivery["waiting"]:  # those have their entry in the schedule
                self.enqueue(space, delivery["target"], delivery["id"])
        self._keeper = asyncio.create_task(self._keep_house())

    async def stop(self) -> None:
        """Let what is under way finish, for a moment; what does not is sent again by the next run."""
        self.outbox.ready = lambda space, target, delivery: None
        if self._keeper is not None:
            self._keeper.cancel()
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
        """Send a delivery, after those that wait for the same endpoint."""
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
                await asyncio.wait((answered,), timeout=PATIENCE)
                while len(lane.under_way) >= (WIDTH if lane.answers else 1):
                    await asyncio.wait(tuple(lane.under_way), return_when=asyncio.FIRST_COMPLETED)
        finally:
            lane.runner = None
        if lane.under_way:
            await asyncio.wait(tuple(lane.under_way))
        if not lane.queue and not lane.under_way and lane.runner is None:
            lane.closing = loop.call_later(LINGER, self._close, target, lane)

    def _close(self, target: str, lane: Lane) -> None:
        """Let go of an endpoint that gets nothing at the moment, but for whether it answers."""
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
        """One attempt, and its record. answered: done as soon as it is known how it ended."""
        try:
            async with self._places.take(space.account) as place:
                letter = self.outbox.letter(self.reader, space, delivery)
                if letter is None:
                    return
                if isinstance(letter, str):
                    outcome = Outcome("", None, letter, 0, final=True)
                else:
                    outcome = await self._post(letter, lane, place, answered)
        except Exception:
            logger.exception("delivery %s to %s crashed", delivery, target)
            outcome = Outcome("", None, "a fault of ours; the server's log has it", 0)
        finally:
            _done(answered)
        self._keep(space, target, delivery, outcome)

    def _keep(self, space: Space, target: str, delivery: str, outcome: Outcome) -> None:
        def phase() -> None:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            self.outbox.record(work, delivery, target, outcome)

        kept = self.phases.run(phase, self.outbox.claim(self.reader, space, delivery))
        self._background.add(kept)
        kept.add_done_callback(self._was_kept)

    def _was_kept(self, kept: asyncio.Future[Any]) -> None:
        self._background.discard(kept)
        if not kept.cancelled() and kept.exception() is not None:
            logger.error(
                "an attempt could not be recorded; its delivery will be made again", exc_info=kept.exception()
            )

    async def _post(
        self, letter: Letter, lane: Lane, place: Place, answered: asyncio.Future[None]
    ) -> Outcome:
        """Post a letter: any 2xx in time is an acknowledgement, a redirect is none."""
        headers = {
            "accept": "*/*; q=0.5, application/xml",
            "cache-control": "no-cache",
            "content-type": "application/json; charset=utf-8",
            "user-agent": USER_AGENT,
            "stripe-signature": signature(letter.secrets, letter.body, self.services.wall()),
        }
        client = await self._opened()
        if lane.connections is None:
            lane.connections = client.connections(WIDTH)
        seconds = self.services.settings.webhook_timeout
        started = time.perf_counter()
        status = error = took = None
        try:
            async with (
                asyncio.timeout(seconds) as place.patience,
                lane.connections.post(letter.url, letter.body, headers) as answer,
            ):
                status = answer.status
                took = time.perf_counter() - started
                lane.answers = True
                # The rest of the answer matters to nobody, but its connection can be used again.
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
        return Outcome(letter.url, status, error, round((took or time.perf_counter() - started) * 1000))

    async def _opened(self) -> Client:
        """The client, made when it is first needed and beside the loop: reading the certificates takes a
        while.
        """
        if self._client is None:
            async with self._opening:
                if self._client is None:
                    settings = self.services.settings
                    private = settings.allow_private_webhooks or not settings.closed
                    self._client = await asyncio.to_thread(_client, private)
        return self._client

    async def _keep_house(self) -> None:
        """Every hour, let go of what is no longer kept."""
        while True:
            await asyncio.sleep(HOUR)
            with contextlib.suppress(Exception):
                while await self.phases.run(lambda: self.outbox.purge(self.phases.store.writer), Claim()):
                    await asyncio.sleep(0.1)


def _done(answered: asyncio.Future[None]) -> None:
    if not answered.done():
        answered.set_result(None)


def _client(private: bool) -> Client:
    """httpx is imported when the first delivery leaves: many servers never send one."""
    from counterfoil.webhooks.client import Client

    return Client(private=private)


def most_places() -> int:
    """How many deliveries may be under way: a connection is an open file, and clients of the server need
    theirs.
    """
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else min(MOST, files // SHARE)
