"""A SQLite connection: documents, file contents, ledger, schedule, idempotency records.

One table per resource: id, account, livemode, seq, created, the document as JSON text (the answer of its
plain GET), its hidden fields, and an indexed column per list filter. Lists walk an index from the newest
down, without sorts or scans.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from counterfoil.kernel.document import Document
from counterfoil.kernel.port import Entry, Page, Space, Table
from counterfoil.store import books
from counterfoil.store.statements import Statements, literal
from counterfoil.store.statements import encode as _encode

_decode = msgspec.json.decode

LARGEST_TOTAL = 2**62  # minor units of one ledger account


class SQLiteSession:
    """Reads and writes on one connection."""

    def __init__(self, connection: sqlite3.Connection, ensure: Callable[[Table], None] | None = None) -> None:
        """ensure: creates a missing table. None: the session is read only."""
        self.connection = connection
        self.ensure = ensure
        self.execute = connection.execute
        if ensure is None:
            connection.execute("PRAGMA query_only = ON")
            self.execute = self._read
        self._statements: dict[int, Statements] = {}

    def _read(self, query: str, values: Any = ()) -> sqlite3.Cursor:
        """Read committed state. A table that an open transaction creates is empty."""
        try:
            return self.connection.execute(query, values)
        except sqlite3.OperationalError as error:
            if not str(error).startswith("no such table"):
                raise
            return self.connection.execute("SELECT 0 WHERE 0")

    def _of(self, table: Table) -> Statements:
        found = self._statements.get(id(table))
        if found is None or found.table is not table:
            if self.ensure is not None:
                self.ensure(table)
            found = self._statements[id(table)] = Statements(table)
        return found

    def forget_statements(self) -> None:
        """Clear the cache of statements and of existing tables."""
        self._statements.clear()

    # -- documents -------------------------------------------------------------------------------------------

    def add(
        self,
        table: Table,
        space: Space,
        document: Mapping[str, Any],
        text: str | None = None,
        hidden: Mapping[str, Any] | None = None,
    ) -> None:
        """Insert a document. It replaces a tombstone with its id, if a user chose that id again."""
        statements = self._of(table)
        shown, concealed = _encoded(table, document, text, hidden)
        row = (
            space.account,
            space.livemode,
            document["id"],
            document.get("created", 0),
            shown,
            concealed,
            *statements.values(document),
        )
        try:
            self.execute(statements.add, row)
        except sqlite3.IntegrityError:
            self.execute(
                f'DELETE FROM "{table.name}" WHERE id = ? AND account = ? AND livemode = ? AND deleted = 1',
                (document["id"], space.account, space.livemode),
            )
            self.execute(statements.add, row)

    def put(
        self,
        table: Table,
        space: Space,
        document: Mapping[str, Any],
        text: str | None = None,
        hidden: Mapping[str, Any] | None = None,
    ) -> None:
        """Update a document."""
        statements = self._of(table)
        shown, concealed = _encoded(table, document, text, hidden)
        columns = (document.get("created", 0), *statements.values(document))
        row = (document["id"], space.account, space.livemode)
        if not self.execute(statements.put_alone, (shown, concealed, *row, *columns)).rowcount:
            self.execute(statements.put, (shown, concealed, *columns, *row))

    def tombstone(self, table: Table, space: Space, id: str, stub: Mapping[str, Any] | None) -> None:
        """Replace a document by its tombstone."""
        self._of(table)
        text = _encode(stub or {"id": id, "deleted": True}).decode()
        self.execute(
            f'UPDATE "{table.name}" SET deleted = 1, doc = ?, hidden = NULL WHERE id = ? AND account = ? AND'
            " livemode = ?",
            (text, id, space.account, space.livemode),
        )

    def erase(self, table: Table, space: Space, id: str) -> None:
        """Delete a document without a tombstone, for objects that are not part of the API."""
        self._of(table)
        self.execute(
            f'DELETE FROM "{table.name}" WHERE id = ? AND account = ? AND livemode = ?',
            (id, space.account, space.livemode),
        )

    def text(self, table: Table, space: Space, id: str) -> tuple[str, bool, str | None] | None:
        """Return the stored answer, whether it is a tombstone, and the hidden fields as JSON; or None."""
        row = self.execute(self._of(table).text, (id, space.account, space.livemode)).fetchone()
        return row and (row[0], bool(row[1]), row[2])

    def load(self, table: Table, space: Space, id: str) -> Document | None:
        """Return the live document including its hidden fields, or None."""
        row = self.execute(self._of(table).load, (id, space.account, space.livemode)).fetchone()
        return row and self._document(row)

    def hidden(self, table: Table, space: Space, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the hidden fields of live documents by id, without documents that have none."""
        self._of(table)
        rows = self.execute(
            f'SELECT id, hidden FROM "{table.name}" WHERE id IN ({", ".join("?" * len(ids))}) AND account = ?'
            " AND livemode = ? AND deleted = 0 AND hidden IS NOT NULL",
            (*ids, space.account, space.livemode),
        )
        return {id: _decode(hidden) for id, hidden in rows}

    def _document(self, row: tuple[str, str | None]) -> Document:
        fields = _decode(row[0])
        if row[1]:
            fields.update(_decode(row[1]))
        return Document(fields)

    def _where(self, table: Table, space: Space, page: Page) -> tuple[str, list[Any]]:
        clauses, values = ["account = ?", "livemode = ?", "deleted = 0"], [space.account, space.livemode]
        for column, value in page.equal.items():
            assert column in table.columns, f"{table.name} has no column {column}"
            clauses.append(f'"f_{column}" IS NULL' if value is None else f'"f_{column}" = ?')
            values += [] if value is None else [literal(value)]
        for column, among in page.among.items() if len(page.among) > 1 else ():
            clauses.append(f'"f_{column}" IN ({", ".join("?" * len(among))})')
            values += [literal(value) for value in among]
        for column, bounds in page.ranges.items():
            for bound, sign in (("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<="), ("eq", "=")):
                if bounds.get(bound) is not None:
                    clauses.append(f'"{_numbers(table, column)}" {sign} ?')
                    values.append(bounds[bound])
        for word in page.words:
            clauses.append("instr(lower(doc), ?)")
            values.append(word)
        return " AND ".join(clauses), values

    def rows(self, table: Table, space: Space, page: Page) -> tuple[list[tuple[str, str | None]], bool]:
        """Do the same as `page`; each stored answer comes with the hidden fields as JSON."""
        self._of(table)
        where, values = self._where(table, space, page)
        cursor, backwards = page.starting_after, page.oldest_first
        if page.ending_before is not None:
            cursor, backwards = page.ending_before, not page.oldest_first
        if cursor is not None:
            place = self.execute(
                f'SELECT created, seq FROM "{table.name}" WHERE id = ? AND account = ? AND livemode = ?',
                (cursor, space.account, space.livemode),
            ).fetchone()
            if place is None:
                raise LookupError(cursor)
            where += f" AND (created, seq) {'>' if backwards else '<'} (?, ?)"
            values += place
        order = "created, seq" if backwards else "created DESC, seq DESC"
        limit = "" if page.limit is None else f" LIMIT {page.limit + 1}"
        source = f'"{table.name}" WHERE {where}'
        if len(page.among) == 1:
            # The first rows of one walk a value, merged: an index is walked for each, and nothing long is
            # sorted.
            ((column, among),) = page.among.items()
            one = (
                f'SELECT * FROM (SELECT doc, hidden, created, seq FROM {source} AND "f_{column}" = ? ORDER BY'
                f" {order}{limit})"
            )
            source = f"({' UNION ALL '.join([one] * len(among))})" if among else f"{source} AND 0"
            values = [each for value in among for each in (*values, literal(value))] if among else values
        rows = self.execute(f"SELECT doc, hidden FROM {source} ORDER BY {order}{limit}", values).fetchall()
        more = page.limit is not None and len(rows) > page.limit
        if more:
            rows.pop()
        if page.ending_before is not None:
            rows.reverse()
        return rows, more

    def page(self, table: Table, space: Space, page: Page) -> tuple[list[str], bool]:
        """Return a page of stored answers, and whether there are more in its direction.

        Raises LookupError for a missing cursor.
        """
        rows, more = self.rows(table, space, page)
        return [row[0] for row in rows], more

    def select(self, table: Table, space: Space, page: Page) -> list[Document]:
        """Return a page of documents including their hidden fields."""
        return [self._document(row) for row in self.rows(table, space, page)[0]]

    def scan(self, table: Table, space: Space) -> Iterator[Document]:
        """Yield the live documents of a space, newest first."""
        self._of(table)
        rows = self.execute(
            f'SELECT doc, hidden FROM "{table.name}" WHERE account = ? AND livemode = ? AND deleted = 0 ORDER'
            " BY created DESC, seq DESC",
            (space.account, space.livemode),
        )
        for row in rows:
            yield self._document(row)

    def scan_all(self, table: Table, *, newest_first: bool = False) -> Iterator[tuple[Space, Document]]:
        """Yield the live documents of all accounts in order of creation: to build a server's caches."""
        self._of(table)
        order = "seq DESC" if newest_first else "seq"
        query = (
            f'SELECT account, livemode, doc, hidden FROM "{table.name}" WHERE deleted = 0 ORDER BY {order}'
        )
        for account, livemode, *row in self.execute(query):
            yield Space(account, bool(livemode)), self._document(tuple(row))

    def delete_older(self, table: Table, column: str, before: int, limit: int = 1000) -> int:
        """Delete the oldest rows of all accounts whose time in `column` is earlier. Returns how many."""
        self._of(table)
        oldest = f'SELECT seq, "{_numbers(table, column)}" AS at FROM "{table.name}" ORDER BY seq LIMIT ?'
        return self.execute(
            f'DELETE FROM "{table.name}" WHERE seq IN (SELECT seq FROM ({oldest}) WHERE at < ?)',
            (limit, before),
        ).rowcount

    def spaces(self, table: Table, id: str) -> list[Space]:
        """Return the spaces that have a document with an id."""
        self._of(table)
        rows = self.execute(
            f'SELECT account, livemode FROM "{table.name}" WHERE id = ? AND deleted = 0', (id,)
        )
        return [Space(account, bool(livemode)) for account, livemode in rows]

    def owners(self, *tables: Table) -> list[Space]:
        """Return the accounts and modes that have ledger totals, or documents in one of these tables."""
        found = dict.fromkeys(self.execute("SELECT DISTINCT account, livemode FROM ledger_total"))
        for table in tables:
            self._of(table)
            found |= dict.fromkeys(self.execute(f'SELECT DISTINCT account, livemode FROM "{table.name}"'))
        return [Space(account, bool(livemode)) for account, livemode in found]

    # -- bytes -----------------------------------------------------------------------------------------------

    def save_content(self, space: Space, id: str, content: bytes) -> None:
        """Store the contents of a file."""
        self.execute("INSERT INTO blobs VALUES (?, ?, ?, ?)", (space.account, space.livemode, id, content))

    def content(self, space: Space, id: str) -> bytes | None:
        """Return the contents of a file, or None."""
        row = self.execute(
            "SELECT bytes FROM blobs WHERE id = ? AND account = ? AND livemode = ?",
            (id, space.account, space.livemode),
        ).fetchone()
        return row and row[0]

    def delete_content(self, space: Space, id: str) -> None:
        """Delete the contents of a file."""
        self.execute(
            "DELETE FROM blobs WHERE id = ? AND account = ? AND livemode = ?",
            (id, space.account, space.livemode),
        )

    # -- ledger ----------------------------------------------------------------------------------------------

    def transfer(
        self,
        space: Space,
        source: str,
        destination: str,
        amount: int,
        currency: str,
        at: int,
        about: str | None,
    ) -> None:
        """Insert a transfer and update both totals. OverflowError if a total would exceed LARGEST_TOTAL."""
        self.execute(
            "INSERT INTO ledger (account, livemode, source, destination, amount, currency, at, about) VALUES"
            " (?, ?, ?, ?, ?, ?, ?, ?)",
            (space.account, space.livemode, source, destination, amount, currency, at, about),
        )
        for name, change in ((source, -amount), (destination, amount)):
            [(total,)] = self.execute(
                """INSERT INTO ledger_total VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT DO UPDATE SET amount = amount + excluded.amount RETURNING amount""",
                (space.account, space.livemode, name, currency, change),
            ).fetchall()
            if abs(total) > LARGEST_TOTAL:  # SQLite would go on with a float where 64 bits end
                raise OverflowError(f"{name} cannot hold {total} {currency}")

    def balance(self, space: Space, name: str, currency: str) -> int:
        """Return the total of a ledger account, in minor units."""
        row = self.execute(
            "SELECT amount FROM ledger_total WHERE account = ? AND livemode = ? AND name = ? AND"
            " currency = ?",
            (space.account, space.livemode, name, currency),
        ).fetchone()
        return row[0] if row else 0

    def balances(self, space: Space, prefix: str) -> list[tuple[str, str, int]]:
        """Return (name, currency, total) of the ledger accounts with a prefix."""
        return self.execute(
            "SELECT name, currency, amount FROM ledger_total WHERE account = ? AND livemode = ? AND name >= ?"
            " AND name < ?",
            (space.account, space.livemode, prefix, prefix + "\uffff"),
        ).fetchall()

    def unbalanced(self) -> list[str]:
        """Check the ledger. One line per difference (`books.unbalanced`)."""
        return books.unbalanced(self.execute)

    # -- schedule --------------------------------------------------------------------------------------------

    def schedule(
        self, clock: str, due_at: int, rank: int, space: Space, action: str, subject: str, data: Any
    ) -> None:
        """Insert an entry of the schedule."""
        self.execute(
            "INSERT INTO schedule (clock, due_at, rank, account, livemode, action, subject, data) VALUES (?,"
            " ?, ?, ?, ?, ?, ?, ?)",
            (
                clock,
                due_at,
                rank,
                space.account,
                space.livemode,
                action,
                subject,
                None if data is None else _encode(data).decode(),
            ),
        )

    def unschedule(self, space: Space, subject: str, action: str | None) -> list[Any]:
        """Delete the entries of a subject, of one action or all. Returns their data."""
        struck = self.execute(
            "DELETE FROM schedule WHERE subject = ? AND account = ? AND livemode = ? AND (?4 IS NULL OR"
            " action = ?4) RETURNING data",
            (subject, space.account, space.livemode, action),
        ).fetchall()
        return [None if data is None else _decode(data) for (data,) in struck]

    def next_due(self, clock: str) -> int | None:
        """Return the due time of a clock's next entry, or None."""
        row = self.execute("SELECT MIN(due_at) FROM schedule WHERE clock = ?", (clock,)).fetchone()
        return row[0]

    def due_accounts(self, clock: str, until: int, limit: int) -> list[str]:
        """Return the account of each of the first due entries, by due time, rank and sequence."""
        rows = self.execute(
            "SELECT account FROM schedule WHERE clock = ? AND due_at <= ? ORDER BY due_at, rank, seq LIMIT ?",
            (clock, until, limit),
        )
        return [account for (account,) in rows]

    def due(self, clock: str, until: int, account: str) -> Entry | None:
        """Return an account's first due entry, or None."""
        row = self.execute(
            "SELECT seq, clock, due_at, rank, account, livemode, action, subject, data FROM schedule "
            "WHERE clock = ? AND due_at <= ? AND account = ? ORDER BY due_at, rank, seq LIMIT 1",
            (clock, until, account),
        ).fetchone()
        if row is None:
            return None
        seq, clock, due_at, rank, account, livemode, action, subject, data = row
        return Entry(
            seq,
            clock,
            due_at,
            rank,
            Space(account, bool(livemode)),
            action,
            subject,
            None if data is None else _decode(data),
        )

    def done(self, seq: int) -> None:
        """Delete an entry that was run."""
        self.execute("DELETE FROM schedule WHERE seq = ?", (seq,))

    def postpone(self, seq: int, due_at: int, error: str) -> None:
        """Postpone an entry whose action failed."""
        self.execute("UPDATE schedule SET due_at = ?, error = ? WHERE seq = ?", (due_at, error, seq))

    def unschedule_clock(self, clock: str) -> None:
        """Delete all entries of a clock."""
        self.execute("DELETE FROM schedule WHERE clock = ?", (clock,))

    def clocks(self) -> list[str]:
        """Return the test clocks that have entries."""
        return [row[0] for row in self.execute("SELECT DISTINCT clock FROM schedule WHERE clock > ''")]

    # -- idempotency -----------------------------------------------------------------------------------------

    def find_request(self, space: Space, key: str) -> tuple[str, str, bytes, int, bytes, int] | None:
        """Return the first request with a key, or None.

        As (request id, endpoint, digest of parameters, status, body, created).
        """
        return self.execute(
            "SELECT request, path, digest, status, body, created FROM requests WHERE account = ? AND livemode"
            " = ? AND key = ?",
            (space.account, space.livemode, key),
        ).fetchone()

    def save_request(
        self,
        space: Space,
        key: str,
        request: str,
        path: str,
        digest: bytes,
        status: int,
        body: bytes,
        created: int,
    ) -> None:
        """Store the answer to the first request with a key."""
        self.execute(
            "INSERT OR REPLACE INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (space.account, space.livemode, key, request, path, digest, status, body, created),
        )

    def delete_requests(self, before: int, most: int) -> None:
        """Delete the oldest keys used before a time, at most `most`."""
        self.execute(
            "DELETE FROM requests WHERE rowid IN (SELECT rowid FROM requests WHERE created < ? ORDER BY"
            " created LIMIT ?)",
            (before, most),
        )


def _encoded(
    table: Table, document: Mapping[str, Any], text: str | None, hidden: Mapping[str, Any] | None
) -> tuple[str, str | None]:
    """Return a document's response and its hidden fields, both as JSON. text, hidden: as far as given."""
    if text is None or hidden is None:
        shown, hidden = table.split(document)
        text = text or _encode(shown).decode()
    return text, _encode(hidden).decode() if hidden else None


def _numbers(table: Table, column: str) -> str:
    """Return the SQL column of an integer field."""
    if column == "created":
        return column
    assert column in table.numbers, f"{table.name} has no column of numbers {column}"
    return f"f_{column}"
