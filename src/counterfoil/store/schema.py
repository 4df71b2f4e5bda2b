"""The schema of a database: its tables, its version, creation and migration."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from counterfoil.kernel.errors import Unavailable
from counterfoil.kernel.port import Table
from counterfoil.store import file
from counterfoil.store.migrations import STEPS
from counterfoil.store.usage_sqlite import SCHEMA as USAGE

VERSION = max(STEPS)  # of the schema, stored as the file's `user_version`

SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY, account TEXT NOT NULL, livemode INTEGER NOT NULL,
    source TEXT NOT NULL, destination TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL, at INTEGER NOT NULL, about TEXT);
CREATE INDEX IF NOT EXISTS ledger_about ON ledger (about) WHERE about IS NOT NULL;
CREATE TABLE IF NOT EXISTS ledger_total (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL,
    amount INTEGER NOT NULL, PRIMARY KEY (account, livemode, name, currency)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schedule (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, clock TEXT NOT NULL, due_at INTEGER NOT NULL,
    rank INTEGER NOT NULL, account TEXT NOT NULL, livemode INTEGER NOT NULL,
    action TEXT NOT NULL, subject TEXT NOT NULL, data TEXT, error TEXT);
CREATE INDEX IF NOT EXISTS schedule_due ON schedule (clock, due_at, rank, seq);
CREATE INDEX IF NOT EXISTS schedule_subject ON schedule (subject);
CREATE TABLE IF NOT EXISTS requests (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
    path TEXT NOT NULL, digest BLOB NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL,
    created INTEGER NOT NULL, PRIMARY KEY (account, livemode, key));
CREATE INDEX IF NOT EXISTS requests_created ON requests (created);
CREATE TABLE IF NOT EXISTS blobs (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, id TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (id, account, livemode));
"""


OLDER = (
    "{path} was written by an older version of Counterfoil. Start this version's server on it, or run"
    " `counterfoil migrate`; either brings it up to date, after which older versions refuse it: keep a copy."
)


def set_up(connection: sqlite3.Connection, path: str, tables: Iterable[Table]) -> list[Table]:
    """Create missing tables, and migrate an older schema to this version's.

    Returns the resources' tables that existed, now with all columns and indexes. Runs in one transaction.
    Raises Unavailable for a newer database, and for an older one if no tables are given: only a server and
    `migrate` migrate it.
    """
    with file.transaction(connection):
        tables = list(tables)
        names = _names(connection)
        written = version(connection, path)
        if not names:
            written = VERSION  # a new file
        elif written < VERSION and not tables:
            raise Unavailable(OLDER.format(path=path))
        for statement in (SCHEMA + USAGE).split(";"):
            connection.execute(statement)
        found = [table for table in tables if table.name in names]
        for step in range(written + 1, VERSION + 1):
            STEPS[step](connection, found)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        for table in found:
            create(connection, table)
            for column, path_in in table.columns.items() if written < VERSION else ():
                _fill(connection, table, column, path_in)
    return found


def check(connection: sqlite3.Connection, path: str) -> None:
    """Raise Unavailable for a file that is no database of Counterfoil, or one of another version."""
    older = version(connection, path) < VERSION
    if "usage_floor" not in _names(connection):
        raise Unavailable(f"{path} is no database of Counterfoil.")
    if older:
        raise Unavailable(OLDER.format(path=path))


def version(connection: sqlite3.Connection, path: str) -> int:
    """Return the version of a database's schema. Raises Unavailable for a newer one."""
    written: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if written > VERSION:
        raise Unavailable(
            f"{path} was written by a newer version of Counterfoil: its schema is {written}, this version"
            f" knows {VERSION}."
        )
    return written


def _names(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def create(connection: sqlite3.Connection, table: Table) -> None:
    """Create a resource's table, or its missing columns and indexes."""
    name, execute = table.name, connection.execute
    columns = {row[1] for row in execute(f'PRAGMA table_info("{name}")')}
    if not columns:
        execute(
            f'CREATE TABLE IF NOT EXISTS "{name}" (seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT'
            " NULL, livemode INTEGER NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL, deleted INTEGER"
            " NOT NULL DEFAULT 0, doc TEXT NOT NULL, hidden TEXT"
            + "".join(f', "f_{column}"' for column in table.columns)
            + ")"
        )
    execute(f'CREATE UNIQUE INDEX IF NOT EXISTS "{name}_id" ON "{name}" (id, account, livemode)')
    execute(
        f'CREATE INDEX IF NOT EXISTS "{name}_newest" ON "{name}" (account, livemode, created, seq) WHERE'
        " deleted = 0"
    )
    for column, path in table.columns.items():
        if columns and f"f_{column}" not in columns:
            execute(f'ALTER TABLE "{name}" ADD COLUMN "f_{column}"')
            _fill(connection, table, column, path)
        if column in table.unindexed:
            continue
        execute(
            f'CREATE INDEX IF NOT EXISTS "{name}_{column}" ON "{name}" (account, livemode, "f_{column}",'
            f' created, seq) WHERE deleted = 0 AND "f_{column}" IS NOT NULL'
        )


def _fill(connection: sqlite3.Connection, table: Table, column: str, path: str) -> None:
    """Fill a column from the documents."""
    where = "hidden" if path.startswith("_") or path.split(".")[0] in table.hidden else "doc"
    query = f'UPDATE "{table.name}" SET "f_{column}" = json_extract({where}, ?) WHERE deleted = 0'
    connection.execute(query, (f"$.{path}",))
