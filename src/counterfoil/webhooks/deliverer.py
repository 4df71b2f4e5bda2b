"""The deliverer: sends what the outbox holds, beside everything else. Source: protocol, "Delivery".

Each endpoint has a lane of its own, so that none waits for another; on a lane one delivery follows the other, in the order of
creation. When an endpoint takes its time the next ones are sent meanwhile, a few at once: order is kept where nothing is slow or fails.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from typing import Any

from counterfoil.kernel import House, Space, Work
from counterfoil.webhooks.outbox import Letter, Outbox, Outcome, deliveries
from counterfoil.webhooks.signing import signature

logger = logging.getLogger("counterfoil.webhooks")

PATIENCE = 1.0  # seconds until the next delivery of a lane no longer waits for the one under way
WIDTH = 8  # deliveries under way to one endpoint
BREADTH = 256  # deliveries under way in all
BODY = 65536  # bytes of an answer that are read, so that its connection can be used again
GRACE = 2.0  # seconds that deliveries under way have to finish when a server stops
HOUR = 3600
USER_AGENT = "Stripe/1.0 (+https://stripe.com/docs/webhooks)"


class Lane:
    """What is to be sent to one endpoint."""

    __slots__ = ("queue", "runner", "under_way")

    def __init__(self) -> None:
        self.queue: deque[tuple[Space, str]] = deque()
        self.under_way: set[asyncio.Task[None]] = set()
        self.runner: asyncio.Task[None] | None = None


class Deliverer:
    """Sends deliveries and keeps what became of them. phases: runs what is to be kept."""

    def __init__(self, house: House, phases: Any, outbox: Outbox) -> None:
        self.house = house
        self.phases = phases
        self.outbox = outbox
        self.reader = phases.store.reader
        self._lanes: dict[str, Lane] = {}
        self._kept: set[asyncio.Future[Any]] = set()
        self._slots = asyncio.Semaphore(BREADTH)
        self._client: Any = None
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
        busy = [task for lane in self._lanes.values() for task in (*lane.under_way, lane.runner) if task is not None]
        if busy:
            _, late = await asyncio.wait(busy, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.gather(*self._kept, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def enqueue(self, space: Space, target: str, delivery: str) -> None:
        """Send a delivery, after those that wait for the same endpoint."""
        lane = self._lanes.get(target)
        if lane is None:
            lane = self._lanes[target] = Lane()
        lane.queue.append((space, delivery))
        if lane.runner is None:
            lane.runner = asyncio.get_running_loop().create_task(self._run(target, lane))

    async def _run(self, target: str, lane: Lane) -> None:
        loop = asyncio.get_running_loop()
        try:
            while lane.queue:
                space, delivery = lane.queue.popleft()
                answered: asyncio.Future[None] = loop.create_future()
                task = loop.create_task(self._deliver(space, target, delivery, answered))
                lane.under_way.add(task)
                task.add_done_callback(lane.under_way.discard)
                await asyncio.wait((answered,), timeout=PATIENCE)
                while len(lane.under_way) >= WIDTH:
                    await asyncio.wait(tuple(lane.under_way), return_when=asyncio.FIRST_COMPLETED)
        finally:
            lane.runner = None
        if lane.under_way:
            await asyncio.wait(tuple(lane.under_way))
        if not lane.queue and not lane.under_way and lane.runner is None:
            self._lanes.pop(target, None)

    async def _deliver(self, space: Space, target: str, delivery: str, answered: asyncio.Future[None]) -> None:
        """One attempt, and its record. answered: done as soon as it is known how it ended."""
        try:
            letter = self.outbox.letter(self.reader, space, delivery)
            if letter is None:
                return
            if isinstance(letter, str):
                outcome = Outcome("", None, letter, 0, final=True)
            else:
                async with self._slots:
                    outcome = await self._post(letter, answered)
        except Exception:
            logger.exception("delivery %s to %s crashed", delivery, target)
            outcome = Outcome("", None, "a fault of ours; the server's log has it", 0)
        finally:
            _done(answered)
        self._keep(space, target, delivery, outcome)

    def _keep(self, space: Space, target: str, delivery: str, outcome: Outcome) -> None:
        def phase() -> None:
            work = Work(self.phases.store.writer, space, self.house, now=self.house.wall())
            self.outbox.record(work, delivery, target, outcome)

        kept = self.phases.run(phase)
        self._kept.add(kept)
        kept.add_done_callback(self._was_kept)

    def _was_kept(self, kept: asyncio.Future[Any]) -> None:
        self._kept.discard(kept)
        if not kept.cancelled() and kept.exception() is not None:
            logger.error("an attempt could not be recorded; its delivery will be made again", exc_info=kept.exception())

    async def _post(self, letter: Letter, answered: asyncio.Future[None]) -> Outcome:
        """Post a letter: any 2xx in time is an acknowledgement, a redirect is none."""
        client = await self._opened()
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": USER_AGENT,
            "stripe-signature": signature(letter.secrets, letter.body, self.house.wall()),
        }
        seconds = self.house.settings.webhook_timeout
        started = time.perf_counter()
        status = error = took = None
        try:
            async with (
                asyncio.timeout(seconds),
                client.stream("POST", letter.url, content=letter.body, headers=headers, follow_redirects=False) as answer,
            ):
                status = answer.status_code
                took = time.perf_counter() - started
                _done(answered)  # the rest of the answer matters to nobody, but its connection can be used again
                read = 0
                async for part in answer.aiter_raw():
                    read += len(part)
                    if read > BODY:
                        break
        except TimeoutError:
            error = None if status else f"no answer within {seconds:g} s"
        except Exception as failure:  # whatever an endpoint or its address can do wrong
            error = None if status else (str(failure) or type(failure).__name__)[:500]
        return Outcome(letter.url, status, error, round((took or time.perf_counter() - started) * 1000))

    async def _opened(self) -> Any:
        """The client, made when it is first needed and beside the loop: reading the certificates takes a while."""
        if self._client is None:
            async with self._opening:
                if self._client is None:
                    self._client = await asyncio.to_thread(_client)
        return self._client

    async def _keep_house(self) -> None:
        """Every hour, let go of what is no longer kept."""
        while True:
            await asyncio.sleep(HOUR)
            with contextlib.suppress(Exception):
                while await self.phases.run(lambda: self.outbox.purge(self.phases.store.writer)):
                    await asyncio.sleep(0.1)


def _done(answered: asyncio.Future[None]) -> None:
    if not answered.done():
        answered.set_result(None)


def _client() -> Any:
    """Proxies of the environment are passed over: most endpoints are on this very machine."""
    import httpx

    return httpx.AsyncClient(timeout=None, trust_env=False, limits=httpx.Limits(max_connections=None, max_keepalive_connections=64))
