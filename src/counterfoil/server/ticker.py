"""Time: what is due on a clock is run in order, each entry at its own due time, in its own phase.

The wall's ticker sleeps until the next entry is due; a test clock's advance calls the same `run_due`. Nothing scans.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from counterfoil.kernel import House, Resource, Work
from counterfoil.kernel.errors import Refusal
from counterfoil.kernel.port import Entry
from counterfoil.server.phases import Phases

logger = logging.getLogger("counterfoil.ticker")

WALL = ""
RETRY_AFTER = 300  # seconds until an entry that crashed is tried again on the wall's clock


class Ticker:
    """Runs the schedule."""

    def __init__(self, phases: Phases, house: House) -> None:
        self.phases = phases
        self.house = house
        self.session = phases.store.writer
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        phases.after.append(self._woken.set)

    def start(self) -> None:
        """Begin to follow the wall's clock."""
        self._task = asyncio.create_task(self._follow_the_wall())

    async def stop(self) -> None:
        """Let the entry under way finish, run no further one."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _follow_the_wall(self) -> None:
        while True:
            self._woken.clear()
            await self.run_due(WALL, self.house.wall())
            due = self.phases.store.reader.next_due(WALL)
            delay = 60.0 if due is None else max(0.0, min(60.0, due - self.house.wall()))
            try:
                await asyncio.wait_for(self._woken.wait(), delay if delay > 0 else 0.01)
            except TimeoutError:
                continue

    async def run_due(self, clock: str, until: int) -> int:
        """Run every entry of a clock due by then, in order of due time, then rank, then writing. Returns how many were run."""
        count = 0
        while self.phases.store.reader.due(clock, until) is not None:
            if not await self._run_next(clock, until):
                break
            count += 1
        return count

    async def _run_next(self, clock: str, until: int) -> bool:
        taken: list[Entry] = []

        def phase() -> bool:
            entry = self.session.due(clock, until)
            if entry is None:
                return False
            taken.append(entry)
            self.session.done(entry.seq)
            self._perform(entry)
            return True

        try:
            return await self.phases.run(phase)
        except Refusal as refusal:
            logger.warning("due %s of %s was refused: %s", taken[0].action, taken[0].subject, refusal.message)
            if not refusal.kept:
                await self.phases.run(lambda: self.session.done(taken[0].seq))
            return True
        except Exception as error:
            why = repr(error)
            logger.exception("due %s of %s crashed", taken[0].action if taken else "?", taken[0].subject if taken else "?")
            if clock != WALL or not taken:
                raise
            late = self.house.wall() + RETRY_AFTER
            await self.phases.run(lambda: self.session.postpone(taken[0].seq, late, why))
            return True

    def _perform(self, entry: Entry) -> Any:
        due = Resource.due_actions.get(entry.action)
        if due is None:
            logger.warning("nothing is called %s any more; the entry about %s is spent", entry.action, entry.subject)
            return None
        work = Work(self.session, entry.space, self.house, now=entry.due_at, clock=entry.clock)
        document = work.find(due.resource, entry.subject)
        if document is None:
            return None  # deleted since: the entry is simply spent
        return due(work, document) if entry.data is None else due(work, document, entry.data)
