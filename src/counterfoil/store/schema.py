"""The schema of a database: its tables, their version, and how they are made and brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from counterfoil.kernel.errors import Unavailable
from counterfoil.kernel.port import Table
from counterfoil.store import file
from counterfoil.store.usage_sqlite import SCHEMA as USAGE

VERSION = 1  # of the schema, stored as the file's `user_version`

SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY, account TEXT NOT NULL, livemode INTEGER NOT NULL, source TEXT NOT NULL, destination TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL, at INTEGER NOT NULL, about TEXT);
CREATE INDEX IF NOT EXISTS ledger_about ON ledger (about) WHERE about IS NOT NULL;
CREATE TABLE IF NOT EXISTS ledger_total (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (account, livemode, name, currency)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schedule (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, clock TEXT NOT NULL, due_at INTEGER NOT NULL, rank INTEGER NOT NULL, account TEXT NOT NULL,
    livemode INTEGER NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, data TEXT, error TEXT);
CREATE INDEX IF NOT EXISTS schedule_due ON schedule (clock, due_at, rank, seq);
CREATE INDEX IF NOT EXISTS schedule_subject ON schedule (subject);
CREATE TABLE IF NOT EXISTS requests (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, path TEXT NOT NULL,
    digest BLOB NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, created INTEGER NOT NULL,
    PRIMARY KEY (account, livemode, key));
CREATE INDEX IF NOT EXISTS requests_created ON requests (created);
CREATE TABLE IF NOT EXISTS blobs (
    account TEXT NOT NULL, livemode INTEGER NOT NULL, id TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, account, livemode));
"""


def set_up(connection: sqlite3.Connection, path: str, tables: Iterable[Table]) -> list[Table]:
    """Make what is missing. Returns those of the resources' tables that are there, now with all their columns and indexes.

    All of it is one transaction: a start that is interrupted leaves nothing half made.
    """
    with file.transaction(connection):
        check(connection, path)
        for statement in (SCHEMA + USAGE).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = [table for table in tables if table.name in names]
        for table in found:
            create(connection, table)
    return found


def check(connection: sqlite3.Connection, path: str) -> None:
    """Raise Unavailable for a database that a newer version wrote."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise Unavailable(f"{path} was written by a newer version of Counterfoil: its schema is {version}, this version knows {VERSION}.")


def create(connection: sqlite3.Connection, table: Table) -> None:
    """Make a resource's table, or the columns and indexes that it lacks."""
    name, execute = table.name, connection.execute
    columns = {row[1] for row in execute(f'PRAGMA table_info("{name}")')}
    if not columns:
        execute(
            f'CREATE TABLE IF NOT EXISTS "{name}" (seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, '
            "livemode INTEGER NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, "
            "doc TEXT NOT NULL, hidden TEXT" + "".join(f', "f_{column}"' for column in table.columns) + ")"
        )
    execute(f'CREATE UNIQUE INDEX IF NOT EXISTS "{name}_id" ON "{name}" (id, account, livemode)')
    execute(f'CREATE INDEX IF NOT EXISTS "{name}_newest" ON "{name}" (account, livemode, created, seq) WHERE deleted = 0')
    for column, path in table.columns.items():
        if columns and f"f_{column}" not in columns:
            execute(f'ALTER TABLE "{name}" ADD COLUMN "f_{column}"')
            where = "hidden" if path.startswith("_") or path.split(".")[0] in table.hidden else "doc"
            execute(f'UPDATE "{name}" SET "f_{column}" = json_extract({where}, ?) WHERE deleted = 0', (f"$.{path}",))
        if column in table.unindexed:
            continue
        execute(
            f'CREATE INDEX IF NOT EXISTS "{name}_{column}" ON "{name}" (account, livemode, "f_{column}", created, seq) '
            f'WHERE deleted = 0 AND "f_{column}" IS NOT NULL'
        )
