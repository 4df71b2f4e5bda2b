"""The SQL of a resource's table, and the conversion of documents to columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from counterfoil.kernel.port import Table

encode = msgspec.json.Encoder(decimal_format="number").encode


def literal(value: Any) -> Any:
    """Convert a document's value to that of a column."""
    if value is None or type(value) is str or type(value) is int:
        return value
    if value is True:
        return 1
    if value is False:
        return 0
    if isinstance(value, dict | list):
        return encode(value).decode()
    return value


def at(document: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Return the value of a column: the document's value at a path."""
    value: Any = document
    for name in path:
        if not isinstance(value, dict) and not isinstance(value, Mapping):  # the second question is slow
            return None
        value = value.get(name)
    return literal(value)


class Statements:
    """The SQL of one table, composed once.

    put: replaces a document and its columns. put_alone: only the document, of a row whose columns have these
    values already; SQLite rewrites every index whose columns a statement names, whether they change or not.
    """

    __slots__ = ("add", "columns", "load", "paths", "put", "put_alone", "table", "text")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = list(table.columns)
        self.paths = [tuple(table.columns[column].split(".")) for column in self.columns]
        names = "".join(f', "f_{column}"' for column in self.columns)
        marks = ", ?" * len(self.columns)
        self.add = (
            f'INSERT INTO "{table.name}" (account, livemode, id, created, doc, hidden{names}) VALUES (?, ?,'
            f" ?, ?, ?, ?{marks})"
        )
        sets = "".join(f', "f_{column}" = ?' for column in self.columns)
        self.put = (
            f'UPDATE "{table.name}" SET doc = ?, hidden = ?, created = ?{sets} WHERE id = ? AND account = ?'
            " AND livemode = ?"
        )
        same = "".join(f' AND "f_{column}" IS ?' for column in self.columns)
        self.put_alone = (
            f'UPDATE "{table.name}" SET doc = ?, hidden = ? WHERE id = ? AND account = ? AND livemode = ?'
            f" AND created = ?{same}"
        )
        of_one = f'FROM "{table.name}" WHERE id = ? AND account = ? AND livemode = ?'
        self.text = f"SELECT doc, deleted, hidden {of_one}"
        self.load = f"SELECT doc, hidden {of_one} AND deleted = 0"

    def values(self, document: Mapping[str, Any]) -> list[Any]:
        """Return the values of all columns."""
        return [
            literal(document.get(path[0])) if len(path) == 1 else at(document, path) for path in self.paths
        ]
