"""Phases: every change runs here, one after the other, and those that wait share one durable commit.

Phases run on the event loop's own thread. A thread of their own would make every request cross the interpreter's lock twice; measured,
that cost more than the work itself (docs/architecture.md). The commit, which is one call into C that waits for the disk, runs where the
phases ran as long as the disk is quicker than handing it to another thread would be, else beside them: then the next requests are read,
decoded and answered from committed state while it is under way. Either way the phases that arrive meanwhile gather for the next one: that
is the group commit.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from counterfoil.contract import Refusal as Unreadable
from counterfoil.kernel import House
from counterfoil.kernel.errors import Refusal

logger = logging.getLogger("counterfoil.phases")

Phase = Callable[[], Any]
Refusals = (Refusal, Unreadable)

ENOUGH = 64  # phases that share a commit without waiting for another
HAND_OVER = 0.0005  # seconds: what a commit may take, as they went lately, to be made on the loop's own thread


class Phases:
    """Runs phases against a store's writer. `after` are called once a group is on disk, with what its phases staged."""

    def __init__(self, store: Any, house: House) -> None:
        self.store = store
        self.house = house
        self.metering = house.metering
        self.execute = store.writer.connection.execute
        self.waiting: deque[tuple[Phase, asyncio.Future[Any]]] = deque()
        self.committing = False
        self.scheduled = False
        self.after: list[Callable[[], None]] = []
        self._committer = ThreadPoolExecutor(1, "commit")
        self._gathered = 0
        self._expected = 1
        self._commits_take = 0.0  # seconds, a moving mean
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, phase: Phase) -> asyncio.Future[Any]:
        """Run a phase in its own transaction; the future answers once it is durable, or raises what undid it."""
        loop = self._loop or asyncio.get_running_loop()
        self._loop = loop
        future: asyncio.Future[Any] = loop.create_future()
        self.waiting.append((phase, future))
        if not self.committing and not self.scheduled:
            self.scheduled = True
            loop.call_soon(self._gather)
        return future

    def run_now(self, phase: Phase) -> Any:
        """The same, synchronously: for the command line and the first moments of a server."""
        assert not self.committing, "a commit is under way"
        self.execute("BEGIN IMMEDIATE")
        try:
            result = phase()
        except Refusals as refusal:
            if not refusal.kept:
                self._undo()
            else:
                self._commit_now()
            raise
        except BaseException:
            self._undo()
            raise
        self._commit_now()
        return result

    def _commit_now(self) -> None:
        try:
            self._commit()
        except BaseException:
            self._undo()
            raise
        self._committed()

    def _undo(self) -> None:
        """Forget what the open transaction did; a failed commit may have ended it already."""
        if self.store.writer.connection.in_transaction:
            self.execute("ROLLBACK")
        self.house.staged.clear()
        self.store.rolled_back()
        if self.metering is not None:
            self.metering.rolled_back()

    def _gather(self) -> None:
        if self._gathered < len(self.waiting) < self._expected:
            # As many as shared the last commit are about, and more arrive by the moment: the next moment's may share this one.
            self._gathered = len(self.waiting)
            self.scheduled = True
            assert self._loop is not None
            self._loop.call_soon(self._gather)
            return
        self.scheduled = False
        self._gathered = 0
        batch = list(self.waiting)
        self.waiting.clear()
        self._expected = min(len(batch), ENOUGH)
        outcomes = self._run_all(batch)
        if not outcomes:
            return
        if self._commits_take < HAND_OVER:
            error = None
            try:
                self._commit()
            except Exception as failure:
                error = failure
            self._finish(error, outcomes)
        else:
            assert self._loop is not None
            self.committing = True
            commit = self._loop.run_in_executor(self._committer, self._commit)
            commit.add_done_callback(lambda done: self._finish(done.exception(), outcomes))

    def _run_all(self, batch: list[tuple[Phase, asyncio.Future[Any]]]) -> list[tuple[asyncio.Future[Any], Any, bool]]:
        """Run each in a savepoint of one transaction. A crash of ours undoes the whole group, and the others run again."""
        execute, metering = self.execute, self.metering
        while batch:
            outcomes = []
            execute("BEGIN IMMEDIATE")
            staged = self.house.staged
            for phase, future in batch:
                execute("SAVEPOINT phase")
                before = len(staged)
                mark = metering.mark() if metering is not None else 0
                try:
                    outcomes.append((future, phase(), True))
                except Refusals as refusal:
                    if not refusal.kept:
                        execute("ROLLBACK TO phase")
                        del staged[before:]
                        self.store.rolled_back()
                        if metering is not None:
                            metering.rolled_back(mark)
                    outcomes.append((future, refusal, False))
                except Exception as error:
                    self._undo()
                    if not future.done():
                        future.set_exception(error)
                    batch = [one for one in batch if one[1] is not future]
                    break
                execute("RELEASE phase")
            else:
                return outcomes
        return []

    def _commit(self) -> None:
        began = time.perf_counter()
        self.execute("COMMIT")
        self._commits_take += (time.perf_counter() - began - self._commits_take) / 8

    def _committed(self) -> None:
        self.store.committed()
        if self.metering is not None:
            self.metering.committed()
        staged, self.house.staged[:] = list(self.house.staged), []
        for notify in (*staged, *self.after):
            notify()

    def _finish(self, error: BaseException | None, outcomes: list[tuple[asyncio.Future[Any], Any, bool]]) -> None:
        self.committing = False
        if error is not None:
            logger.error("commit failed", exc_info=error)
            self._undo()
            for future, _, _ in outcomes:
                if not future.done():
                    future.set_exception(error)
        else:
            self._committed()
            for future, outcome, succeeded in outcomes:
                if future.done():
                    continue  # the caller hung up; what was done stays done
                if succeeded:
                    future.set_result(outcome)
                else:
                    future.set_exception(outcome)
        if self.waiting:
            self._gather()

    def close(self) -> None:
        """Wait for the commit under way."""
        self._committer.shutdown(wait=True)
