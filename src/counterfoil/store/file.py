"""The database file: opened, locked by one server, and watched; its errors explained in a sentence."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from counterfoil.kernel.errors import Unavailable

OPENING = 5.0  # seconds to wait for other programs while a database is opened

# Primary result codes of SQLite for faults of the disk, the file or other processes, not of a statement.
_FAILURES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is held by another program, which did not let go of it for some seconds.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: the file or its folder is read-only.",
    sqlite3.SQLITE_NOTADB: "{path} is not a SQLite database.",
    sqlite3.SQLITE_CORRUPT: (
        "{path} is damaged ({error}). Restore a backup, or save what can be read: sqlite3 {path} .recover"
    ),
    sqlite3.SQLITE_FULL: "{path} cannot be written: the disk is full.",
}

GONE = (
    "The database file was removed or replaced while the server ran. Nothing is written any more: restart the"
    " server."
)


def connect(path: str) -> sqlite3.Connection:
    """Open a connection in autocommit mode. The caller begins and ends transactions."""
    return sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=1000, timeout=OPENING
    )


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block in a transaction: commit, or roll back on an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


# -- what can be wrong ---------------------------------------------------------------------------------------


def failed(error: BaseException) -> bool:
    """Return whether the database cannot be used at present: full, unreadable, or locked."""
    return _code(error) in _FAILURES


def busy(error: BaseException) -> bool:
    """Return whether another process locks the database."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: BaseException) -> int | None:
    """Return the primary result code of a SQLite error, or None."""
    extended = getattr(error, "sqlite_errorcode", None)
    return None if extended is None else extended & 0xFF


@contextlib.contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn errors of the file into Unavailable, with a sentence for the person who named it."""
    try:
        folder = Path(path).absolute().parent
        if not folder.is_dir():
            raise Unavailable(f"{path} cannot be opened: there is no folder {folder}.")
        if Path(path).is_dir():
            raise Unavailable(f"{path} is a folder, not a file.")
        yield
    except sqlite3.Error as error:
        code = _code(error)
        if code not in _FAILURES and code not in _SENTENCES:
            raise  # a fault of ours
        sentence = _SENTENCES.get(code or 0, "{path} cannot be opened: {error}.")
        raise Unavailable(sentence.format(path=path, error=error)) from error


# -- one server per file -------------------------------------------------------------------------------------


class Lock:
    """A server's exclusive right to a database while its process lives: a lock on a file beside it.

    Not on the database itself: closing a second descriptor of that would release SQLite's own locks.
    """

    def __init__(self, path: str) -> None:
        self.path = f"{os.path.realpath(path)}-lock"
        while True:
            try:
                self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except OSError as error:
                raise Unavailable(
                    f"{path} cannot be used: {self.path} cannot be opened ({error.strerror})."
                ) from error
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(self._descriptor, 20, 0).decode("ascii", "replace").strip()
                os.close(self._descriptor)
                raise Unavailable(
                    f"{path} is in use by another Counterfoil"
                    f" server{f' (process {holder})' if holder else ''}. One database belongs to one server:"
                    " stop that one, or give this one a --database of its own."
                ) from None
            if _identity(self.path) == _identity(self._descriptor):
                break
            # The previous server removed it: this lock is on a file without a name.
            os.close(self._descriptor)
        os.truncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Release the lock."""
        # Else it was removed, and may be another server's by now.
        if _identity(self.path) == _identity(self._descriptor):
            Path(self.path).unlink()
        os.close(self._descriptor)


class Watch:
    """Detects whether a database is still the file that was opened, and its log too."""

    def __init__(self, path: str) -> None:
        path = os.path.realpath(path)
        self._opened = {name: _identity(name) for name in (path, f"{path}-wal")}
        self.gone = False

    def check(self) -> None:
        """Raise Unavailable, from then on, if the file was removed or replaced: writes would be lost."""
        for name, opened in self._opened.items():
            self.gone = self.gone or _identity(name) != opened
        if self.gone:
            raise Unavailable(GONE)


def _identity(file: str | int) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - at every commit, and a Path costs more than the call
    except OSError:
        return None
    return found.st_dev, found.st_ino
