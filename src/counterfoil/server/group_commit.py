"""Group commit: phases run one after the other, and those that wait together share one durable commit.

Phases run on the event loop's thread: a thread of their own would cross the interpreter's lock twice per
request, which measured more than the work itself (docs/architecture.md). The commit, one C call that waits
for the disk, also runs there while the disk is faster than a switch of threads; otherwise on another thread,
and the loop reads and answers further requests meanwhile. Phases that arrive during a commit gather for the
next one.
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
from counterfoil.kernel import Claim
from counterfoil.kernel.errors import Refusal, Unavailable, Unclaimed
from counterfoil.kernel.port import Store

logger = logging.getLogger("counterfoil.phases")

Phase = Callable[[], Any]
Waiting = tuple[Phase, Claim, asyncio.Future[Any]]
Outcome = tuple[asyncio.Future[Any], Any, bool]  # result or exception, and whether it is a result
Refusals = (Refusal, Unreadable)

ENOUGH = 64  # phases that share a commit without waiting for another
HAND_OVER = (
    0.0005  # seconds: what a commit may take, as they went lately, to be made on the loop's own thread
)
BUSY_TIMEOUT = 5.0  # seconds that phases wait while another process writes to the database
PAUSE = 0.02  # seconds between two attempts meanwhile

BUSY = "The database is being written to by another program. Nothing was done: try again."
FAILED = "The database cannot be written to at present. Nothing was done: try again."


class GroupCommit:
    """Runs phases in transactions of a store's writer.

    A phase may run twice: an error in another phase of its group rolls it back. So a phase changes nothing
    but what the writer can roll back. busy_timeout: seconds to wait while another process locks the database;
    the loop answers other requests meanwhile.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writer = store.writer
        self.waiting: deque[Waiting] = deque()
        self.committing = False
        self.scheduled = False
        self.busy_timeout = BUSY_TIMEOUT
        self._busy_since: float | None = None  # by the loop's time
        self._committer = ThreadPoolExecutor(1, "commit")
        self._gathered = 0
        self._expected = 1
        self._commits_take = 0.0  # seconds, a moving mean
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, phase: Phase, claim: Claim) -> asyncio.Future[Any]:
        """Run a phase in its own transaction. The future resolves once it is durable, or raises its error."""
        loop = self._loop or asyncio.get_running_loop()
        self._loop = loop
        future: asyncio.Future[Any] = loop.create_future()
        self.waiting.append((phase, claim, future))
        if not self.committing and not self.scheduled:
            self.scheduled = True
            loop.call_soon(self._gather)
        return future

    def run_now(self, phase: Phase, claim: Claim) -> Any:
        """Run a phase synchronously: for the command line and the start of a server."""
        assert not self.committing, "a commit is under way"
        self._begin_now(claim)
        self.writer.claim = claim
        try:
            result = phase()
        except Refusals as refusal:
            if not refusal.kept:
                self.writer.rollback()
            else:
                self._commit_now()
            raise
        except Unclaimed as needed:
            self.writer.rollback()
            return self.run_now(phase, claim.and_of(needed.account))
        except BaseException:
            self.writer.rollback()
            raise
        self._commit_now()
        return result

    def _begin_now(self, claim: Claim) -> None:
        until = time.monotonic() + self.busy_timeout
        while True:
            try:
                self.writer.begin((claim,))
                return
            except Exception as error:
                if time.monotonic() > until or not self.store.busy(error):
                    raise Unavailable(self._message(error)) from error
            time.sleep(PAUSE)

    def _commit_now(self) -> None:
        try:
            self._commit()
        except BaseException:
            self.writer.rollback()
            raise
        self.writer.committed()

    # -- a group ---------------------------------------------------------------------------------------------

    def _gather(self) -> None:
        if self.committing:
            self.scheduled = False
            return  # the end of that commit gathers again
        if self._gathered < len(self.waiting) < self._expected:
            # As many as shared the last commit are about, and more arrive by the moment: the next moment's
            # may share this one.
            self._gathered = len(self.waiting)
            self.scheduled = True
            assert self._loop is not None
            self._loop.call_soon(self._gather)
            return
        self.scheduled = False
        self._gathered = 0
        while self.waiting:
            try:
                self.writer.begin([claim for _, claim, _ in self.waiting])
            except Exception as error:
                self._not_begun(error)
                return
            self._busy_since = None
            batch = list(self.waiting)
            self.waiting.clear()
            self._expected = min(len(batch), ENOUGH)
            outcomes = self._run_all(batch)
            if outcomes:
                self._end(outcomes)
                return

    def _not_begun(self, error: Exception) -> None:
        """Retry while another process locks the database, for `busy_timeout` seconds; then refuse all."""
        assert self._loop is not None
        now = self._loop.time()
        if self.store.busy(error):
            self._busy_since = since = self._busy_since or now
            if now - since < self.busy_timeout:
                self.scheduled = True
                self._loop.call_later(PAUSE, self._gather)
                return
        self._busy_since = None
        self.writer.rollback()
        refused = [future for _, _, future in self.waiting]
        self.waiting.clear()
        self._refuse(refused, error)

    def _run_all(self, batch: list[Waiting]) -> list[Outcome]:
        """Run each phase within a savepoint. Returns their outcomes; empty if all were rolled back.

        A phase that needs another account is rolled back and waits again, with that account. An unexpected
        error rolls back the group, and the other phases wait again. If the database fails, all are refused.
        """
        writer = self.writer
        outcomes: list[Outcome] = []
        again: list[Waiting] = []
        for place, (phase, claim, future) in enumerate(batch):
            try:
                writer.claim = claim
                mark = writer.mark()
                try:
                    outcomes.append((future, phase(), True))
                except Refusals as refusal:
                    if not refusal.kept:
                        writer.undo(mark)
                    outcomes.append((future, refusal, False))
                except Unclaimed as needed:
                    writer.undo(mark)
                    again.append((phase, claim.and_of(needed.account), future))
                writer.release(mark)
            except Exception as error:
                writer.rollback()
                if self.store.failed(error):
                    self._refuse([future for _, _, future in batch], error)
                else:
                    _answer(future, error, succeeded=False)
                    self.waiting.extendleft(reversed(batch[:place] + batch[place + 1 :]))
                return []
        self.waiting.extendleft(reversed(again))
        if not outcomes:
            writer.rollback()
        return outcomes

    def _refuse(self, futures: list[asyncio.Future[Any]], error: BaseException) -> None:
        logger.error("the database failed, and %d phases with it: %s", len(futures), error)
        for future in futures:
            _answer(future, Unavailable(self._message(error)), succeeded=False)

    def _message(self, error: BaseException) -> str:
        if isinstance(error, Unavailable):
            return error.message
        return BUSY if self.store.busy(error) else FAILED

    # -- its end ---------------------------------------------------------------------------------------------

    def _end(self, outcomes: list[Outcome]) -> None:
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

    def _commit(self) -> None:
        began = time.perf_counter()
        self.writer.commit()
        self._commits_take += (time.perf_counter() - began - self._commits_take) / 8

    def _finish(self, error: BaseException | None, outcomes: list[Outcome]) -> None:
        self.committing = False
        if error is not None:
            self.writer.rollback()
            self._refuse([future for future, _, _ in outcomes], error)
        else:
            for future, outcome, succeeded in outcomes:
                _answer(future, outcome, succeeded=succeeded)
            self.writer.committed()
        if self.waiting and not self.scheduled:
            self._gather()

    def close(self) -> None:
        """Wait for the commit in progress."""
        self._committer.shutdown(wait=True)


def _answer(future: asyncio.Future[Any], outcome: Any, *, succeeded: bool) -> None:
    if future.done():
        return  # the caller hung up; what was done stays done
    if succeeded:
        future.set_result(outcome)
    else:
        # Futures take any exception but this one.
        future.set_exception(RuntimeError("StopIteration") if isinstance(outcome, StopIteration) else outcome)
