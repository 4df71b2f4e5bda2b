"""The embedded home: one SQLite file in WAL mode, durable at every commit."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterfoil.kernel.port import Table
from counterfoil.store import file, schema
from counterfoil.store.session import SQLiteSession
from counterfoil.store.writer import SQLiteWriter


class SQLiteStore:
    """A file (or ':memory:', a throw-away file), one writing connection, one reading.

    tables: those of the pages; where they are there already, they get the columns and indexes that they lack.
    alone: for a server: no other one may use the file meanwhile, and it is watched. Raises Unavailable where
    the file cannot be used.
    """

    failed = staticmethod(file.failed)
    busy = staticmethod(file.busy)

    def __init__(self, path: str, *, tables: Iterable[Table] = (), alone: bool = False) -> None:
        self._scratch: str | None = None
        self.durable = path != ":memory:"
        if not self.durable:
            self._scratch = tempfile.mkdtemp(prefix="counterfoil-")
            path = str(Path(self._scratch, "throwaway.db"))
        self.path = path
        with file.explained(path), contextlib.ExitStack() as opening:
            if alone and self.durable:
                opening.callback(file.Lock(path).release)
            writer = opening.enter_context(contextlib.closing(self._connect()))
            reader = opening.enter_context(contextlib.closing(self._connect()))
            known = schema.set_up(writer, path, tables)
            self._watch = file.Watch(path) if alone and self.durable else None
            self.writer = SQLiteWriter(writer, known, self._watch)
            self.reader = SQLiteSession(reader)
            # What writes waits for other programs beside the loop, and reading waits for a recovery after a
            # crash only.
            writer.execute("PRAGMA busy_timeout = 0")
            reader.execute("PRAGMA busy_timeout = 200")
            self._closing = opening.pop_all()

    def _connect(self) -> sqlite3.Connection:
        connection = file.connect(self.path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if self.durable else 'OFF'}")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    @property
    def gone(self) -> bool:
        """Whether the file was found to be removed or replaced."""
        return self._watch is not None and self._watch.gone

    def now(self) -> float:
        """The wall's time, epoch seconds with their fractions: this machine's."""
        return time.time()

    def wall(self) -> int:
        """The same in whole seconds."""
        return int(self.now())

    def close(self) -> None:
        """Let go of the file; a throw-away one is gone."""
        self._closing.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


@contextlib.contextmanager
def snapshot(path: str) -> Iterator[SQLiteSession]:
    """Read a database at one moment, beside its server: all that is read belongs to one transaction.

    Nothing can be written.
    """
    with file.explained(path), contextlib.closing(file.connect(path)) as connection:
        session = SQLiteSession(connection)
        connection.execute("BEGIN")
        schema.check(connection, path)
        yield session
