"""Places: how many attempts may be under way, and whose turn it is when all places are taken.

A free place goes to the account with the fewest attempts under way. While none is free, the account with the
most gives one up to an account with fewer: the attempt that has waited longest for its answer is ended,
though never before it had PATIENCE.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PATIENCE = 1.0  # seconds that every attempt has, whoever waits
TURN = 0.1  # seconds between looks at who has to give up a place


class Place:
    """The place of one attempt. patience: its limit of time, once it has begun. needed: it had to give the
    place up.
    """

    __slots__ = ("needed", "patience", "since")

    def __init__(self, since: float) -> None:
        self.since = since
        self.patience: asyncio.Timeout | None = None
        self.needed = False

    def give_up(self, now: float) -> None:
        """End its attempt as if its time were over, if it had PATIENCE."""
        if self.patience is not None and now - self.since >= PATIENCE and not self.patience.expired():
            self.patience.reschedule(now)
            self.needed = True


class Places:
    """Room for so many attempts at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken = 0
        self._held: dict[str, dict[Place, None]] = {}  # by account, the longest held first
        self._waiting: dict[str, deque[asyncio.Future[Place]]] = {}  # by account, in the order of arrival
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def take(self, account: str) -> AsyncIterator[Place]:
        """A place for an attempt of an account, as soon as there is one."""
        place = self._hold(account) if self._taken < self.most else await self._turn(account)
        try:
            yield place
        finally:
            self._release(account, place)

    def _hold(self, account: str) -> Place:
        place = Place(asyncio.get_running_loop().time())
        self._held.setdefault(account, {})[place] = None
        self._taken += 1
        return place

    async def _turn(self, account: str) -> Place:
        turn: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(account, deque()).append(turn)
        if self._timer is None:
            self._make_room()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._release(account, turn.result())
            raise

    def _release(self, account: str, place: Place) -> None:
        held = self._held[account]
        del held[place]
        if not held:
            del self._held[account]
        self._taken -= 1
        while self._waiting and self._taken < self.most:
            next_account = min(self._waiting, key=self._count)
            turn = self._waiting[next_account].popleft()
            if not self._waiting[next_account]:
                del self._waiting[next_account]
            if not turn.done():
                turn.set_result(self._hold(next_account))

    def _count(self, account: str) -> int:
        return len(self._held.get(account, ()))

    def _make_room(self) -> None:
        """End the longest attempt of each of the accounts that have most, as long as an account that waits
        has fewer.
        """
        self._timer = None
        if not self._waiting:
            return
        loop = asyncio.get_running_loop()
        fewest = min(map(self._count, self._waiting))
        for account in heapq.nlargest(len(self._waiting), self._held, key=self._count):
            if self._count(account) > fewest:
                next(iter(self._held[account])).give_up(loop.time())
        self._timer = loop.call_later(TURN, self._make_room)
