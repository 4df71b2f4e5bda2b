"""The scheduler: runs due entries of each clock in order, each at its own due time, in its own phase.

The wall clock has one task, which sleeps until its next entry is due, and is woken when an earlier one is
written. A test clock has a task only while an entry is due: while it advances, or when an entry is written
for its present time. Nothing polls.
"""

from __future__ import annotations

import asyncio
import logging
import math
from itertools import chain, islice, repeat
from typing import Any

from counterfoil.kernel import Claim, Document, Resource, Services, Space, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal, Unavailable
from counterfoil.kernel.port import Entry
from counterfoil.server.group_commit import GroupCommit

logger = logging.getLogger("counterfoil.scheduler")

WALL = ""
RETRY_AFTER = 300  # seconds until an entry that failed is tried again on the wall's clock
TOGETHER = (
    8  # entries whose phases share a commit: few enough that requests between them wait for milliseconds
)
PAUSE = 1.0  # seconds until the schedule is looked at again when the database could not be used
LONGEST_SLEEP = 60.0  # seconds: a machine that was suspended, or whose clock was set, notices within so many
CLOCK = "test_helpers.test_clock"
BREAK_DOWN = f"{CLOCK}.break_down"  # what the page of test clocks does when an entry crashes


class Scheduler:
    """Runs the entries of the schedule."""

    def __init__(self, phases: GroupCommit, services: Services) -> None:
        self.phases = phases
        self.services = services
        self.session = phases.store.writer
        self.reader = phases.store.reader
        # What is due earlier wakes the wall's task; while it is awake everything does.
        self._asleep_until = math.inf
        self._woken = asyncio.Event()
        self._due_again: dict[
            str, bool
        ] = {}  # test clocks that have a task: whether more became due meanwhile
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        services.alarm = self.alarm

    def start(self) -> None:
        """Start the wall clock's task, and resume test clocks that were advancing when the server stopped."""
        self._spawn(self._run_wall_clock())
        for clock in self.session.clocks():
            self.alarm(clock, 0)

    async def stop(self) -> None:
        """Finish the entries in progress, and run no others."""
        self._stopping = True
        self._woken.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def alarm(self, clock: str, at: int) -> None:
        """Wake the task of a clock: an entry due at `at` was committed."""
        if clock == WALL:
            if at < self._asleep_until:
                self._woken.set()
        elif clock in self._due_again:
            self._due_again[clock] = True
        elif not self._stopping:
            self._due_again[clock] = False
            self._spawn(self._run_test_clock(clock))

    def _spawn(self, coroutine: Any) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- the wall's clock ------------------------------------------------------------------------------------

    async def _run_wall_clock(self) -> None:
        while not self._stopping:
            self._woken.clear()
            self._asleep_until = math.inf
            try:
                await self.run_due(WALL, self.services.wall())
                due = self.reader.next_due(WALL)
            except Exception as error:
                if not self._of_the_database(error):
                    logger.exception("the schedule could not be run")
                await asyncio.sleep(PAUSE)
                continue
            self._asleep_until = math.inf if due is None else due
            delay = min(LONGEST_SLEEP, max(0.001, self._asleep_until - self.phases.store.now()))
            try:
                await asyncio.wait_for(self._woken.wait(), delay)
            except TimeoutError:
                continue

    # -- test clocks -----------------------------------------------------------------------------------------

    async def _run_test_clock(self, clock: str) -> None:
        """Run the due entries of a test clock, until its time or the time it advances to."""
        crashed = False
        try:
            while not self._stopping:
                try:
                    if crashed:
                        found = self._find(self.reader, clock)
                        if found is not None:
                            await self.phases.run(lambda: self._break_down(clock), Claim.of(found[0].account))
                        return
                    self._due_again[clock] = False
                    until = self._horizon(clock)
                    if until is not None:
                        await self.run_due(clock, until)
                    if not self._due_again[clock]:
                        return
                except Exception as error:
                    if self._of_the_database(error):
                        await asyncio.sleep(PAUSE)
                    elif crashed:
                        logger.exception("test clock %s could not be broken down", clock)
                        return
                    else:
                        logger.error("test clock %s broke down", clock)
                        crashed = True
        finally:
            del self._due_again[clock]

    def _of_the_database(self, error: Exception) -> bool:
        """Return whether an error is the database's and not the entry's: a later attempt may succeed."""
        return isinstance(error, Unavailable) or self.phases.store.failed(error)

    def _horizon(self, clock: str) -> int | None:
        """Return the time until which a test clock's entries run; None if it is deleted or broken."""
        found = self._find(self.reader, clock)
        if found is None or found[1]["status"] == "internal_failure":
            return None
        target: int | None = found[1].at("status_details.advancing.target_frozen_time")
        return target if target is not None else found[1]["frozen_time"]

    def _find(self, session: Any, clock: str) -> tuple[Space, Document] | None:
        clocks = objects.named(CLOCK)
        for space in session.spaces(clocks.table, clock):
            found = session.load(clocks.table, space, clock)
            if found is not None:
                return space, found
        return None

    def _break_down(self, clock: str) -> None:
        found = self._find(self.session, clock)
        if found is not None:
            space, document = found
            Resource.due_actions[BREAK_DOWN](
                Work(self.session, space, self.services, now=self.services.wall()), document
            )

    # -- entries ---------------------------------------------------------------------------------------------

    async def run_due(self, clock: str, until: int) -> int:
        """Run the entries of a clock due by `until`, by due time, rank and sequence. Returns their number.

        Raises the error of an entry on a test clock; on the wall clock such an entry is retried later. Raises
        Unavailable if the database cannot be used: the entries remain.
        """
        count = 0
        while not self._stopping:
            accounts = self.reader.due_accounts(clock, until, TOGETHER)
            if not accounts:
                break
            # Where fewer are due, the others are for what these write. They run one after the other in one
            # transaction, so each sees what those before it have done and written.
            attempts = [
                _Attempt(self, clock, until, account)
                for account in islice(chain(accounts, repeat(accounts[-1])), TOGETHER)
            ]
            running = [self.phases.run(attempt, Claim.of(attempt.account)) for attempt in attempts]
            outcomes = await asyncio.gather(*running, return_exceptions=True)
            count += sum(outcome is True for outcome in outcomes)
            failed: dict[int, tuple[Entry, BaseException]] = {}
            for attempt, outcome in zip(attempts, outcomes, strict=True):
                if isinstance(outcome, BaseException):
                    if attempt.entry is None or isinstance(outcome, Unavailable):
                        raise outcome
                    failed[attempt.entry.seq] = attempt.entry, outcome
            for entry, error in failed.values():
                await self._failed(entry, error)
        return count

    async def _failed(self, entry: Entry, error: BaseException) -> None:
        if isinstance(error, Refusal) and error.kept:
            logger.warning("due %s of %s was declined: %s", entry.action, entry.subject, error.message)
            return
        logger.error("due %s of %s failed", entry.action, entry.subject, exc_info=error)
        if entry.clock != WALL:
            raise error
        late = self.services.wall() + RETRY_AFTER
        await self.phases.run(
            lambda: self.session.postpone(entry.seq, late, repr(error)), Claim.of(entry.space.account)
        )

    def postpone_unknown(self, entry: Entry, until: int) -> None:
        """Postpone an entry whose action this version does not have; another version wrote it."""
        logger.error(
            "this version has no action %s: what is due of %s is kept for later", entry.action, entry.subject
        )
        self.session.postpone(entry.seq, until + RETRY_AFTER, f"this version has no action {entry.action}")

    def perform(self, entry: Entry) -> None:
        """Run the action of an entry within the current phase. No effect if its object is deleted."""
        due = Resource.due_actions[entry.action]
        work = Work(self.session, entry.space, self.services, now=entry.due_at, clock=entry.clock)
        document = work.find(due.resource, entry.subject)
        if document is None:
            return  # deleted since: the entry is simply spent
        if due.on_clock:
            adopt(work, document)
        if entry.data is None:
            due(work, document)
        else:
            due(work, document, entry.data)


class _Attempt:
    """A phase that runs the next due entry of an account.

    entry: the entry that it took. Returns whether an entry was run.
    """

    __slots__ = ("account", "clock", "entry", "scheduler", "until")

    def __init__(self, scheduler: Scheduler, clock: str, until: int, account: str) -> None:
        self.scheduler, self.clock, self.until, self.account = scheduler, clock, until, account
        self.entry: Any = None

    def __call__(self) -> bool:
        self.entry = self.scheduler.session.due(self.clock, self.until, self.account)
        if self.entry is None:
            return False
        if self.entry.action not in Resource.due_actions:
            self.scheduler.postpone_unknown(self.entry, self.until)
            return False
        self.scheduler.session.done(self.entry.seq)
        self.scheduler.perform(self.entry)
        return True
