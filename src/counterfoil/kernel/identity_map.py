"""The identity map of a phase: what it has read and written in an account, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from counterfoil.kernel.port import Table

Key = tuple[str, str]  # object, id
# A query by columns: what each must be, whether the oldest come first, and how many at most.
Query = tuple[tuple[tuple[str, Any], ...], bool, int | None]

UNREAD: Any = object()


class IdentityMap:
    """Documents, their texts, the answers of queries by columns, and views, of one account and mode.

    documents: by object and id; a stub if the phase deleted it, None if the store has none.
    texts: the stored response of documents that the phase wrote, as JSON.
    hidden: hidden fields of documents that were not read whole. views: texts in the shape of a version.
    rehearsing: whether what is written will be rolled back. made: the documents inserted since.
    """

    __slots__ = ("_lists", "documents", "hidden", "made", "rehearsing", "texts", "views")

    def __init__(self) -> None:
        self.documents: dict[Key, Any] = {}
        self.texts: dict[Key, str] = {}
        self.hidden: dict[Key, Mapping[str, Any]] = {}
        self.views: dict[tuple[str, str], str] = {}
        self._lists: dict[str, dict[Query, Sequence[str]]] = {}
        self.rehearsing = False
        self.made: set[Key] = set()

    # -- reading ---------------------------------------------------------------------------------------------

    def listed(self, object: str, query: Hashable) -> list[Any] | None:
        """Return the documents that answered a query, or None if it must be sent to the store."""
        ids = self._lists.get(object, {}).get(query)  # type: ignore[call-overload]
        return None if ids is None else [self.documents[object, id] for id in ids]

    def answered(self, object: str, query: Query, read: Sequence[Any]) -> list[Any]:
        """Store the answer of a query. Returns this phase's copies of the documents read."""
        found = []
        for document in read:
            key = (object, document["id"])
            current = self.documents.get(key)
            if current is None:
                current = self.documents[key] = document
            found.append(current)
        self._lists.setdefault(object, {})[query] = [document["id"] for document in found]
        return found

    # -- writing ---------------------------------------------------------------------------------------------

    def inserted(self, table: Table, key: Key, document: Any, text: str) -> None:
        """Note a new document."""
        for query in [each for each in self._lists.get(key[0], ()) if _may_match(table, each, document)]:
            del self._lists[key[0]][query]
        self._wrote(key, document, text)
        if self.rehearsing:
            self.made.add(key)

    def changed(self, table: Table, key: Key, old: Any, new: Any, text: str) -> None:
        """Note other values of a document."""
        for query in [each for each in self._lists.get(key[0], ()) if _may_move(table, each, old, new)]:
            del self._lists[key[0]][query]
        self._wrote(key, new, text)

    def delisted(self, object: str) -> None:
        """Note that an object of this name is in no list any more."""
        self._lists.pop(object, None)
        self.views.clear()

    def deleted(self, key: Key, stub: Any) -> None:
        """Note that a document is deleted. stub: its tombstone, or None if it leaves none."""
        self.delisted(key[0])
        self.documents[key] = stub
        self.texts.pop(key, None)
        self.hidden.pop(key, None)

    def _wrote(self, key: Key, document: Any, text: str) -> None:
        self.documents[key] = document
        self.texts[key] = text
        self.views.clear()

    # -- rehearsals ------------------------------------------------------------------------------------------

    def copy(self) -> IdentityMap:
        """Return a copy to restore from."""
        copy = IdentityMap()
        copy.documents, copy.texts = dict(self.documents), dict(self.texts)
        copy.hidden = dict(self.hidden)
        copy._lists = {object: dict(lists) for object, lists in self._lists.items()}
        copy.rehearsing, copy.made = self.rehearsing, set(self.made)
        return copy

    def restore(self, copy: IdentityMap) -> None:
        """Go back to a copy. What was inserted since can still be read by its id."""
        made = {key: self.documents[key] for key in self.made - copy.made}
        self.documents, self.texts, self.hidden = {**copy.documents, **made}, copy.texts, copy.hidden
        self._lists, self.rehearsing, self.made = copy._lists, copy.rehearsing, copy.made
        self.views.clear()


def _may_match(table: Table, query: Query, document: Any) -> bool:
    """Return whether a document may be in the answer of a query: no text that it asks for differs."""
    for column, value in query[0]:
        if type(value) is str:
            held = document.at(table.columns[column])
            if held != value and (held is None or type(held) is str):
                return False
    return True


def _may_move(table: Table, query: Query, old: Any, new: Any) -> bool:
    """Return whether a change of a document may change the answer of a query: it changes a column of it."""
    for path in ("created", *[table.columns[column] for column, _ in query[0]]):
        name = path.partition(".")[0]
        before, after = old.get(name), new.get(name)
        if before is not after and before != after:
            return True
    return False
