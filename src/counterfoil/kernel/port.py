"""The port between the kernel and its store. Every store passes the same conformance tests.

A `Session` is a connection: the writer's sees its open transaction, a reader's sees committed data.
Amounts are integers in minor units, times are epoch seconds, documents are JSON objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from counterfoil.kernel.document import Document


@dataclass(frozen=True, slots=True)
class Space:
    """An account and mode, which own data. Data of one space is invisible to all others."""

    account: str
    livemode: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one type of document.

    columns: column -> dotted path in the document, one per list filter. hidden: document keys left out of the
    stored response (shown when expanded, or never). unindexed: columns without an index of their own.
    numbers: columns of whole numbers, as `created` is: only these are asked by range. shown: names of fields
    that are never hidden, as far as they are known.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    unindexed: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    def split(self, document: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Separate the fields of the stored response from those that a document hides."""
        if document.keys() <= self.shown:
            return document, {}
        hidden = self.hidden
        names = [name for name in document if name[0] == "_" or name in hidden]
        if not names:
            return document, {}
        shown = dict(document)
        return shown, {name: shown.pop(name) for name in names}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the schedule: an action on an object (subject) at a time.

    clock: a test clock's id, or '' for real time. rank: order among entries due at the same time.
    """

    seq: int
    clock: str
    due_at: int
    rank: int
    space: Space
    action: str
    subject: str
    data: Any


@dataclass(slots=True)
class Page:
    """A query of a table, newest first by default.

    equal, among: column -> value, or values, it must have. ranges: column -> bounds by operator (gt, gte, lt,
    lte, eq).
    words: lower-case ASCII words that the stored response must contain, ignoring case.
    """

    equal: Mapping[str, Any] = field(default_factory=dict)
    ranges: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)
    among: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    starting_after: str | None = None
    ending_before: str | None = None
    limit: int | None = 10
    oldest_first: bool = False
    words: Sequence[str] = ()


class Session(Protocol):
    """A connection to the store."""

    # documents
    def add(
        self,
        table: Table,
        space: Space,
        document: Mapping[str, Any],
        text: str | None = None,  # the response as JSON, and what is hidden, where the caller has them
        hidden: Mapping[str, Any] | None = None,
    ) -> None: ...
    def put(
        self,
        table: Table,
        space: Space,
        document: Mapping[str, Any],
        text: str | None = None,
        hidden: Mapping[str, Any] | None = None,
    ) -> None: ...
    def tombstone(self, table: Table, space: Space, id: str, stub: Mapping[str, Any] | None) -> None: ...
    def erase(self, table: Table, space: Space, id: str) -> None: ...
    def text(
        self, table: Table, space: Space, id: str
    ) -> tuple[str, bool, str | None] | None: ...  # answer, tombstone, what is hidden
    def load(self, table: Table, space: Space, id: str) -> Document | None: ...
    def hidden(
        self, table: Table, space: Space, ids: Sequence[str]
    ) -> Mapping[str, Mapping[str, Any]]: ...  # of live documents
    def page(self, table: Table, space: Space, page: Page) -> tuple[list[str], bool]: ...
    def rows(
        self, table: Table, space: Space, page: Page
    ) -> tuple[list[tuple[str, str | None]], bool]: ...  # answer, what is hidden
    def select(self, table: Table, space: Space, page: Page) -> list[Document]: ...
    def scan(self, table: Table, space: Space) -> Iterator[Document]: ...
    def spaces(self, table: Table, id: str) -> list[Space]: ...
    def scan_all(self, table: Table, *, newest_first: bool = False) -> Iterator[tuple[Space, Document]]: ...
    def delete_older(self, table: Table, column: str, before: int, limit: int = 1000) -> int: ...

    # contents of files
    def save_content(self, space: Space, id: str, content: bytes) -> None: ...
    def content(self, space: Space, id: str) -> bytes | None: ...
    def delete_content(self, space: Space, id: str) -> None: ...

    # ledger
    def transfer(
        self,
        space: Space,
        source: str,
        destination: str,
        amount: int,
        currency: str,
        at: int,
        about: str | None,
    ) -> None: ...
    def balance(self, space: Space, name: str, currency: str) -> int: ...
    def balances(self, space: Space, prefix: str) -> list[tuple[str, str, int]]: ...

    # schedule
    def schedule(
        self, clock: str, due_at: int, rank: int, space: Space, action: str, subject: str, data: Any
    ) -> None: ...
    def unschedule(self, space: Space, subject: str, action: str | None) -> list[Any]: ...  # the data removed
    def next_due(self, clock: str) -> int | None: ...
    def due_accounts(
        self, clock: str, until: int, limit: int
    ) -> list[str]: ...  # of the first entries due by then
    def due(self, clock: str, until: int, account: str) -> Entry | None: ...
    def done(self, seq: int) -> None: ...
    def postpone(self, seq: int, due_at: int, error: str) -> None: ...
    def unschedule_clock(self, clock: str) -> None: ...
    def clocks(self) -> list[str]: ...

    # idempotency
    def find_request(self, space: Space, key: str) -> tuple[str, str, bytes, int, bytes, int] | None: ...
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
    ) -> None: ...
    def delete_requests(self, before: int, most: int) -> None: ...


# -- transactions --------------------------------------------------------------------------------------------

Mark = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The accounts whose data a phase updates or deletes.

    Known before the phase begins, because a store with several writers locks these accounts before it reads.
    Data of other accounts may be read, and rows may be inserted there. Rows of no account ('') are changed
    one at a time and need no claim.
    """

    accounts: tuple[str, ...] = ()

    @classmethod
    def of(cls, *accounts: str) -> Claim:
        """Return a claim on accounts, in a canonical order, so that locks cannot deadlock."""
        return cls(accounts if len(accounts) < 2 else tuple(sorted(set(accounts))))

    def and_of(self, account: str) -> Claim:
        """Return this claim extended by an account."""
        return Claim.of(*self.accounts, account)


class Participant(Protocol):
    """A cache that follows transactions.

    mark: the position for `rolled_back`, which undoes what came after it (0: everything).
    """

    def mark(self) -> int: ...
    def committed(self) -> None: ...
    def rolled_back(self, mark: int = 0) -> None: ...


class Writer(Session, Protocol):
    """The session that writes. A group of phases is one transaction; each phase can be rolled back alone.

    claim: of the running phase. begin: begins the transaction. mark, undo, release: a savepoint. commit:
    returns once it is durable, and may run on another thread. committed: calls what awaits the commit.
    rollback: never raises. after: calls a function after the commit; awaits: whether it will. enlist: adds a
    participant. version: a number that changes whenever caches of a space may be stale. invalidate: changes
    it, at once, and again on a rollback.
    """

    claim: Claim

    def enlist(self, participant: Participant) -> None: ...
    def begin(self, claims: Iterable[Claim]) -> None: ...
    def mark(self) -> Mark: ...
    def undo(self, mark: Mark) -> None: ...
    def release(self, mark: Mark) -> None: ...
    def commit(self) -> None: ...
    def committed(self) -> None: ...
    def rollback(self) -> None: ...
    def after(self, function: Callable[[], None]) -> None: ...
    def awaits(self, function: Callable[[], None]) -> bool: ...
    def version(self, space: Space) -> int: ...
    def invalidate(self, space: Space) -> None: ...


class Store(Protocol):
    """Where everything is kept. reader: sees committed data. writer: sees its open transaction.

    busy: whether an error says that another program holds the database. failed: whether it says that the
    database cannot be used at present, which is no fault of the phase. now, wall: the wall's time, epoch
    seconds with their fractions and without.
    """

    @property
    def reader(self) -> Session: ...
    @property
    def writer(self) -> Writer: ...
    def busy(self, error: BaseException) -> bool: ...
    def failed(self, error: BaseException) -> bool: ...
    def now(self) -> float: ...
    def wall(self) -> int: ...
