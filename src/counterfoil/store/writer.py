"""The session that writes to SQLite, and its transaction: one for a group of phases, each of which can be
undone by itself.

What belongs to the transaction goes with it: tables that it made, what participants hold in memory about it,
and the calls that wait for its commit.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable

from counterfoil.kernel.port import Claim, Mark, Participant, Space, Table
from counterfoil.store import file, schema
from counterfoil.store.session import SQLiteSession

VERSIONS = 20_000  # accounts and modes whose versions are told apart; beyond, all are outdated together

logger = logging.getLogger("counterfoil.store")


class SQLiteWriter(SQLiteSession):
    """The one session that writes.

    known: the resources' tables that are there. watch: of the file, where it is watched.
    All of it runs on one thread, but for `commit`, which another thread may wait for.
    """

    def __init__(
        self, connection: sqlite3.Connection, known: Iterable[Table], watch: file.Watch | None
    ) -> None:
        super().__init__(connection, self._ensure)
        self.claim = Claim()
        self._watch = watch
        self._staged: list[Callable[[], None]] = []
        self._participants: list[Participant] = []
        self._known = {table.name: table for table in known}
        self._fresh: list[str] = []  # tables created in the transaction that is open
        # One server has the file, so its process knows every change of what it remembers: versions need no
        # table.
        self._versions: dict[Space, int] = {}
        self._oldest_version = self._latest_version = 0
        self._outdated: list[Space] = []  # in the transaction that is open

    def enlist(self, participant: Participant) -> None:
        """Keep what a participant holds in memory in step with the transactions."""
        self._participants.append(participant)

    # -- the transaction -------------------------------------------------------------------------------------

    def begin(self, claims: Iterable[Claim]) -> None:
        """Open the transaction of phases that work in these accounts: here it has the whole file.

        Unavailable: it is gone.
        """
        if self._watch is not None and self._watch.gone:
            self._watch.check()  # raises
        self.execute("BEGIN IMMEDIATE")

    def mark(self) -> Mark:
        """Begin what `undo` can undo by itself. Marks nest; `release` ends them, the last one first."""
        self.execute("SAVEPOINT mark")
        return len(self._staged), len(self._outdated), *[each.mark() for each in self._participants]

    def undo(self, mark: Mark) -> None:
        """Undo what was done since a mark, which stays."""
        self.execute("ROLLBACK TO mark")
        staged, outdated, *marks = mark
        del self._staged[staged:]
        self._outdate_again(outdated)
        self._forget_fresh()
        for participant, since in zip(self._participants, marks, strict=True):
            participant.rolled_back(since)

    def release(self, mark: Mark) -> None:
        """Make what was done since a mark part of what surrounds it."""
        self.execute("RELEASE mark")

    def commit(self) -> None:
        """Put the transaction on disk. Unavailable: it went into a file that is gone."""
        self.execute("COMMIT")
        if self._watch is not None:
            self._watch.check()

    def committed(self) -> None:
        """After a commit: tell the participants, then call what waits for it.

        One that crashes keeps nobody else from it.
        """
        staged, self._staged = self._staged, []
        self._fresh.clear()
        self._outdated.clear()
        for notify in (*[each.committed for each in self._participants], *staged):
            try:
                notify()
            except Exception:
                logger.exception("a phase is on disk, but what was to follow crashed")

    def rollback(self) -> None:
        """Undo the whole transaction. Never raises: a failure of the database may have ended it already."""
        if self.connection.in_transaction:
            try:
                self.execute("ROLLBACK")
            except Exception:
                logger.exception("the transaction could not be rolled back")
        self._staged = []
        self._outdate_again(0)
        self._forget_fresh()
        for participant in self._participants:
            try:
                participant.rolled_back()
            except Exception:
                logger.exception("a transaction was rolled back, but not what is held in memory about it")

    def after(self, function: Callable[[], None]) -> None:
        """Call a function once what is being done is committed; never if it is undone."""
        self._staged.append(function)

    def awaits(self, function: Callable[[], None]) -> bool:
        """Whether a function waits for the commit of the transaction that is open."""
        return function in self._staged

    # -- versions --------------------------------------------------------------------------------------------

    def version(self, space: Space) -> int:
        """Another number whenever what is remembered of an account and mode may be untrue."""
        return self._versions.get(space, self._oldest_version)

    def outdate(self, space: Space) -> None:
        """Something that is remembered of an account and mode changes in this phase."""
        self._renew(space)
        self._outdated.append(space)

    def _renew(self, space: Space) -> None:
        self._latest_version += 1
        if len(self._versions) >= VERSIONS:  # nothing that was remembered has the new number
            self._versions.clear()
            self._oldest_version = self._latest_version
        self._versions[space] = self._latest_version

    def _outdate_again(self, since: int) -> None:
        """What was remembered since these were outdated saw changes that are undone."""
        for space in self._outdated[since:]:
            self._renew(space)
        del self._outdated[since:]

    # -- tables ----------------------------------------------------------------------------------------------

    def _ensure(self, table: Table) -> None:
        """Create a resource's table, or the columns it lacks, when it is first needed.

        A reader makes no table: one that is not there holds nothing.
        """
        if self._known.get(table.name) is table:
            return
        if self.connection.in_transaction:
            schema.create(self.connection, table)
            self._fresh.append(table.name)
        else:
            with file.transaction(self.connection):
                schema.create(self.connection, table)
        self._known[table.name] = table

    def _forget_fresh(self) -> None:
        """Tables that the open transaction created may be gone: look again."""
        for name in self._fresh:
            self._known.pop(name, None)
        if self._fresh:
            self.forget_statements()
            self._fresh.clear()
