"""The database file: opened, held by one server, watched while it is used, and its faults put into words."""

from __future__ import annotations

import sqlite3

# Primary result codes of SQLite that tell of the disk, the file or other processes, not of a fault in a statement or in its rows.
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


def failed(error: BaseException) -> bool:
    """Whether an error says that the database cannot be used at present: full, unreadable, held by another process."""
    return code(error) in _FAILURES


def busy(error: BaseException) -> bool:
    """Whether an error says that another process holds the database."""
    return code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code(error: BaseException) -> int | None:
    """The primary result code of SQLite behind an error, or None."""
    extended = getattr(error, "sqlite_errorcode", None)
    return None if extended is None else extended & 0xFF
