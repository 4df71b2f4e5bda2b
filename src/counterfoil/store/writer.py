"""The SQLite session that writes, and its transaction: a group of phases, each with a savepoint.

A rollback also undoes the tables that the transaction created, the caches of participants, and the calls that
await its commit.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable

from counterfoil.kernel.port import Claim, Mark, Participant, Space, Table
from counterfoil.store import file, schema
from counterfoil.store.session import SQLiteSession

VERSIONS = 20_000  # spaces with a version of their own; beyond, all are invalidated together

logger = logging.getLogger("counterfoil.store")


class SQLiteWriter(SQLiteSession):
    """The only session that writes. known: existing tables of resources. watch: of the file, or None.

    Runs on one thread, except `commit`, which another thread may run.
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
        # One server has the file, so its process sees every change: versions need no table.
        self._versions: dict[Space, int] = {}
        self._oldest_version = self._latest_version = 0
        self._invalidated: list[Space] = []  # in the transaction that is open

    def enlist(self, participant: Participant) -> None:
        """Let a participant follow the transactions: it rolls back its caches with them."""
        self._participants.append(participant)

    # -- the transaction -------------------------------------------------------------------------------------

    def begin(self, claims: Iterable[Claim]) -> None:
        """Begin the transaction of phases in these accounts; it locks the whole file.

        Raises Unavailable if the file is gone.
        """
        if self._watch is not None and self._watch.gone:
            self._watch.check()  # raises
        self.execute("BEGIN IMMEDIATE")

    def mark(self) -> Mark:
        """Begin a savepoint. Savepoints nest; `release` ends the innermost."""
        self.execute("SAVEPOINT mark")
        return len(self._staged), len(self._invalidated), *[each.mark() for each in self._participants]

    def undo(self, mark: Mark) -> None:
        """Roll back to a savepoint, which stays."""
        self.execute("ROLLBACK TO mark")
        staged, invalidated, *marks = mark
        del self._staged[staged:]
        self._invalidate_again(invalidated)
        self._forget_fresh()
        for participant, since in zip(self._participants, marks, strict=True):
            participant.rolled_back(since)

    def release(self, mark: Mark) -> None:
        """End a savepoint; its changes become part of the transaction around it."""
        self.execute("RELEASE mark")

    def commit(self) -> None:
        """Commit durably. Raises Unavailable if the file is gone."""
        self.execute("COMMIT")
        if self._watch is not None:
            self._watch.check()

    def committed(self) -> None:
        """Call the participants and the functions that await the commit. Errors are logged."""
        staged, self._staged = self._staged, []
        self._fresh.clear()
        self._invalidated.clear()
        for notify in (*[each.committed for each in self._participants], *staged):
            try:
                notify()
            except Exception:
                logger.exception("a phase is on disk, but what was to follow crashed")

    def rollback(self) -> None:
        """Roll back the transaction. Never raises: a failure of the database may have ended it."""
        if self.connection.in_transaction:
            try:
                self.execute("ROLLBACK")
            except Exception:
                logger.exception("the transaction could not be rolled back")
        self._staged = []
        self._invalidate_again(0)
        self._forget_fresh()
        for participant in self._participants:
            try:
                participant.rolled_back()
            except Exception:
                logger.exception("a transaction was rolled back, but not what is held in memory about it")

    def after(self, function: Callable[[], None]) -> None:
        """Call a function after the commit; never after a rollback."""
        self._staged.append(function)

    def awaits(self, function: Callable[[], None]) -> bool:
        """Return whether a function awaits the commit."""
        return function in self._staged

    # -- versions --------------------------------------------------------------------------------------------

    def version(self, space: Space) -> int:
        """Return the number of a space's caches. It changes whenever they may be stale."""
        return self._versions.get(space, self._oldest_version)

    def invalidate(self, space: Space) -> None:
        """Invalidate the caches of a space: this phase changes what they hold."""
        self._renew(space)
        self._invalidated.append(space)

    def _renew(self, space: Space) -> None:
        self._latest_version += 1
        if len(self._versions) >= VERSIONS:  # nothing that was remembered has the new number
            self._versions.clear()
            self._oldest_version = self._latest_version
        self._versions[space] = self._latest_version

    def _invalidate_again(self, since: int) -> None:
        """Invalidate again: caches that were filled meanwhile hold changes that are rolled back."""
        for space in self._invalidated[since:]:
            self._renew(space)
        del self._invalidated[since:]

    # -- tables ----------------------------------------------------------------------------------------------

    def _ensure(self, table: Table) -> None:
        """Create a resource's table, or its missing columns, on first use."""
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
        """Forget the tables that the open transaction created."""
        for name in self._fresh:
            self._known.pop(name, None)
        if self._fresh:
            self.forget_statements()
            self._fresh.clear()
