"""Places: a limit of open attempts, shared fairly by accounts.

A free place goes to the account with the fewest open attempts. If none is free, the account with the most
gives one up to an account with fewer: its oldest attempt ends, but not before MINIMUM seconds.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MINIMUM = 1.0  # seconds that every attempt has
TURN = 0.1  # seconds between looks at who has to give up a place


class Place:
    """The place of one attempt. timeout: its timeout, once it began. needed: it was given up."""

    __slots__ = ("needed", "since", "timeout")

    def __init__(self, since: float) -> None:
        self.since = since
        self.timeout: asyncio.Timeout | None = None
        self.needed = False

    def give_up(self, now: float) -> None:
        """End the attempt as if it had timed out, if it is older than MINIMUM."""
        if self.timeout is not None and now - self.since >= MINIMUM and not self.timeout.expired():
            self.timeout.reschedule(now)
            self.needed = True


class Places:
    """Limits the number of open attempts. most: the limit."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken = 0
        self._held: dict[str, dict[Place, None]] = {}  # by account, the longest held first
        self._waiting: dict[str, deque[asyncio.Future[Place]]] = {}  # by account, in the order of arrival
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def take(self, account: str) -> AsyncIterator[Place]:
        """Wait for a place for an attempt of an account."""
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
        """End the oldest attempt of each account with the most places, while a waiting account has fewer."""
        self._timer = None
        if not self._waiting:
            return
        loop = asyncio.get_running_loop()
        fewest = min(map(self._count, self._waiting))
        for account in heapq.nlargest(len(self._waiting), self._held, key=self._count):
            if self._count(account) > fewest:
                next(iter(self._held[account])).give_up(loop.time())
        self._timer = loop.call_later(TURN, self._make_room)
