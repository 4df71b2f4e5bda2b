"""The embedded store: one SQLite file in WAL mode, durable at every commit."""

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
    """A file (`:memory:`: a temporary one), a connection that writes and one that reads.

    tables: of the pages; existing ones get missing columns and indexes. alone: for a server: lock the file
    against others, and watch it. Raises Unavailable if the file cannot be used.
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
        """Whether the file was found removed or replaced."""
        return self._watch is not None and self._watch.gone

    def now(self) -> float:
        """Return real time: epoch seconds with fractions."""
        return time.time()

    def wall(self) -> int:
        """Return real time in whole epoch seconds."""
        return int(self.now())

    def close(self) -> None:
        """Close the connections, and delete a temporary file."""
        self._closing.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


@contextlib.contextmanager
def snapshot(path: str) -> Iterator[SQLiteSession]:
    """Open a read-only session of one state of a database; its server may run meanwhile."""
    with file.explained(path), contextlib.closing(file.connect(path)) as connection:
        session = SQLiteSession(connection)
        connection.execute("BEGIN")
        schema.check(connection, path)
        yield session
