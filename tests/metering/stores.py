"""The stores of a usage engine, each with its caller's duties: transactions, savepoints and a restart.

The suite of this folder is what `metering/port.py` asks of a store, told in events and summaries. A store
joins it with a room in `ROOMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from counterfoil.metering.port import UsageStore
from counterfoil.store.sqlite import SQLiteStore
from counterfoil.store.usage_sqlite import SQLiteUsage


class Room(Protocol):
    """Where one store lives. `usage` writes in the transaction that is open here."""

    usage: UsageStore

    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def savepoint(self, name: str) -> None: ...
    def rollback_to(self, name: str) -> None: ...  # the savepoint stays
    def reopen(
        self,
    ) -> None: ...  # as after a crash: what was not committed is gone, and `usage` is a new one
    def close(self) -> None: ...


class SQLiteRoom:
    """A file, the writing connection of its store, and the reading one."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "usage.db"
        self._open()

    def _open(self) -> None:
        self.store = SQLiteStore(str(self.path))
        writer, reader = self.store.writer.connection, self.store.reader.connection
        writer.execute("PRAGMA synchronous = OFF")  # these tests end processes, not machines
        self.execute = writer.execute
        self.usage = SQLiteUsage(writer, reader)

    def begin(self) -> None:
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        self.execute("ROLLBACK")

    def savepoint(self, name: str) -> None:
        self.execute(f"SAVEPOINT {name}")

    def rollback_to(self, name: str) -> None:
        self.execute(f"ROLLBACK TO {name}")

    def reopen(self) -> None:
        self.store.close()
        self._open()

    def close(self) -> None:
        self.store.close()


ROOMS: dict[str, Callable[[Path], Room]] = {"sqlite": SQLiteRoom}
