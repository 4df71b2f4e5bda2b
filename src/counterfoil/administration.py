"""Administration: what the command line does with a database and the contract, beside running a server."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from counterfoil import app, contract
from counterfoil.contract import versions
from counterfoil.kernel import Claim, Services, Work, ids, objects
from counterfoil.server.authentication import KEYS_SPACE, account_of, digest, keys, masked
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.permissions import noun_of
from counterfoil.settings import Settings
from counterfoil.store import file
from counterfoil.webhooks import history

# The objects whose owners have books.
CHECKED = ("balance_transaction", "billing.credit_grant", "customer", "customer_balance_transaction")


def coverage(version: str = versions.NEWEST) -> list[tuple[str, str, str, str]]:
    """Return (verb, path, name, status) of every operation of a version, by path and verb."""
    table = app.dispatch()
    rows = [
        (one.verb, one.path, one.name, table.status(one))
        for one in contract.load(version).operations.values()
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def attempts(
    settings: Settings, *, event: str | None, endpoint: str | None, failed: bool, limit: int
) -> list[dict[str, Any]]:
    """Return the stored attempts at delivery, newest first. event, endpoint, failed: filters."""
    from counterfoil.store.sqlite import snapshot

    with snapshot(settings.database) as session:
        return history(session, event=event, endpoint=endpoint, failed=failed, limit=limit)


def migrate(settings: Settings) -> tuple[int, int]:
    """Migrate a database to this version's schema, as a server does at start.

    Returns the schema's versions before and after.
    """
    from counterfoil.store import schema
    from counterfoil.store.sqlite import SQLiteStore

    app.dispatch()
    with file.explained(settings.database), contextlib.closing(file.connect(settings.database)) as connection:
        before = schema.version(connection, settings.database)
    tables = [resource.table for resource in objects.every()]
    SQLiteStore(settings.database, tables=tables, alone=True).close()
    return before, schema.VERSION


def verify(settings: Settings) -> list[str]:
    """Check the books of a database: ledger, totals, usage. One line per problem; empty means correct.

    Reads everything in one transaction, so a server may write meanwhile.
    """
    from counterfoil.metering import Engine
    from counterfoil.resources.billing import credit_balance_transactions as credits
    from counterfoil.resources.billing import customer_balance_transactions as credit
    from counterfoil.resources.payments import balance
    from counterfoil.store.sqlite import snapshot
    from counterfoil.store.usage_sqlite import SQLiteUsage

    app.load_pages()
    with snapshot(settings.database) as session:
        found = session.unbalanced()
        for space in session.owners(*(objects.named(name).table for name in CHECKED)):
            for what, problems in (
                ("balances", balance.problems),
                ("customers' balances", credit.problems),
                ("billing credits", credits.problems),
            ):
                found += _checked(f"{space.account}: {what}", partial(problems, session, space))
        usage = SQLiteUsage(session.connection, session.connection)
        return found + _checked("usage", lambda: Engine(usage).verify())


def explain(settings: Settings, invoice: str) -> Any:
    """Explain an invoice of any account: the steps of its computation. None if there is none of this id.

    Reads everything in one transaction, so a server may write meanwhile.
    """
    from counterfoil.metering import Engine
    from counterfoil.resources.billing import explanations, meters
    from counterfoil.store.sqlite import snapshot
    from counterfoil.store.usage_sqlite import SQLiteUsage

    app.dispatch()
    with snapshot(settings.database) as session:
        space = next(iter(session.spaces(objects.invoice.table, invoice)), None)
        if space is None:
            return None
        usage = SQLiteUsage(session.connection, session.connection)
        services = Services(settings=settings, metering=Engine(usage, meters=partial(meters.stored, session)))
        return explanations.explain(Work(session, space, services, now=0), invoice)


def _checked(what: str, check: Callable[[], Iterable[Any]]) -> list[str]:
    try:
        return [str(problem) for problem in check()]
    except Exception as error:  # a problem like any other, which ends no other check
        return [f"{what} cannot be checked: {error!r}"]


class Keys:
    """The API keys of a database. A server may run on it at the same time."""

    def __init__(self, settings: Settings) -> None:
        from counterfoil.store.sqlite import SQLiteStore

        self.surface = app.dispatch().surface
        self.store = SQLiteStore(settings.database)
        self.phases = GroupCommit(self.store)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Return the permissions, of those given, that name no object of the API."""
        nouns = {noun_of(operation) for operation in self.surface.operations.values()}
        known = {"*", *(f"{noun}_{action}" for noun in nouns for action in ("read", "write"))}
        return [name for name in names if name.removeprefix("rak_") not in known]

    def create(
        self,
        kind: str = "secret",
        *,
        live: bool = False,
        account: str | None = None,
        permissions: list[str] | None = None,
    ) -> dict[str, Any]:
        """Create a key. Returns its document and its text (`key`), of which only a hash is stored.

        account: by default a new one. permissions: of restricted keys, such as `customer_read`.
        """
        prefix = {"secret": "sk", "restricted": "rk", "publishable": "pk"}[kind]
        key = ids.secret(f"{prefix}_{'live' if live else 'test'}_", 32)
        account = account or account_of(ids.secret("", 24))
        document = {
            "id": digest(key),
            "object": keys.object,
            "created": self.store.wall(),
            "account": account,
            "kind": kind,
            "livemode": live,
            "masked": masked(key),
            "permissions": permissions if kind == "restricted" else None,
            "revoked_at": None,
        }
        self.phases.run_now(lambda: self.store.writer.add(keys.table, KEYS_SPACE, document), Claim())
        return {"key": key, **document}

    def list(self) -> list[dict[str, Any]]:
        """Return the documents of all keys, revoked ones included; their texts are not stored."""
        return [dict(one) for one in self.store.reader.scan(keys.table, KEYS_SPACE)]

    def revoke(self, which: str) -> bool:
        """Revoke the keys with this text or these last four characters. Returns whether there were any."""
        found = [
            one
            for one in self.list()
            if one["id"] == digest(which) or one["masked"].endswith(which[-4:]) and len(which) == 4
        ]
        for one in found:
            revoked = {**one, "revoked_at": self.store.wall()}
            self.phases.run_now(partial(self.store.writer.put, keys.table, KEYS_SPACE, revoked), Claim())
        return bool(found)

    def close(self) -> None:
        """Close the database."""
        self.store.close()
