"""The composition root: puts the rooms together; the only module that knows them all."""

from __future__ import annotations

import contextlib
import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from counterfoil import contract, demo
from counterfoil.contract import versions
from counterfoil.contract.addresses import Addresses
from counterfoil.contract.params.catalogue import COUNTRIES
from counterfoil.kernel import Claim, Resource, Services, Space, Work, ids, objects
from counterfoil.kernel.errors import Unavailable
from counterfoil.server.application import Application, elsewhere
from counterfoil.server.authentication import (
    KEYS_SPACE,
    Authentication,
    Caller,
    account_of,
    digest,
    keys,
    masked,
)
from counterfoil.server.dispatch import Dispatch
from counterfoil.server.door import Door
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.permissions import noun_of
from counterfoil.server.scheduler import Scheduler
from counterfoil.settings import Settings
from counterfoil.store.file import GONE, explained
from counterfoil.webhooks import Deliverer, Outbox, history

FILES = 4096  # open at one time: callers' connections, deliveries, the database

logger = logging.getLogger("counterfoil")


def load_pages() -> None:
    """Import every page of `resources`.

    Listeners of an event run in the order of `resources.AREAS`, then of pages by name.
    """
    import counterfoil.resources as resources

    prefix = resources.__name__ + "."
    for module in pkgutil.walk_packages(resources.__path__, prefix):
        area = module.name.removeprefix(prefix).partition(".")[0]
        assert area in resources.AREAS, f"resources.AREAS does not say when listeners of {area} run"
        importlib.import_module(module.name)

    def order(listener: Callable[..., Any]) -> tuple[int, str]:
        page = listener.__module__.removeprefix(prefix)
        return resources.AREAS.index(page.partition(".")[0]), page

    for listeners in Resource.listeners.values():
        listeners.sort(key=order)


class Server:
    """Everything one process needs, put together. `application` is the ASGI callable."""

    def __init__(self, settings: Settings) -> None:
        from counterfoil.metering import Engine
        from counterfoil.resources.billing import meters
        from counterfoil.store.sqlite import SQLiteStore
        from counterfoil.store.usage_sqlite import SQLiteUsage

        load_pages()
        self.settings = settings
        self.dispatch = dispatch()
        self.surface = self.dispatch.surface
        tables = [resource.table for resource in objects.every()]
        self.store = SQLiteStore(settings.database, tables=tables, alone=True)
        usage = SQLiteUsage(self.store.writer.connection, self.store.reader.connection)
        self.metering = Engine(usage, meters=partial(meters.stored, self.store.reader))
        self.services = Services(
            settings=settings,
            metering=self.metering,
            wall=self.store.wall,
            base_url=settings.base_url,
            files=self.store,
        )
        self.services.versions = versions
        self.services.default_version = settings.api_version
        self.services.event_types, self.services.event_types_of = self.surface.event_types, event_types_of
        self.services.countries = frozenset(COUNTRIES)
        self.services.thin_event_types = self.surface.thin_event_types
        self.services.related = Addresses(self.surface).related
        self.services.deliveries = self.outbox = Outbox(self.services)
        self.services.stream_caller = self.stream_caller
        self.store.writer.enlist(self.metering)
        self.phases = GroupCommit(self.store)
        self.deliverer = Deliverer(self.services, self.phases, self.outbox)
        self.authentication = Authentication(self.store.reader, closed=settings.closed)
        self.door = Door(
            self.dispatch, self.phases, self.services, self.authentication, open_account=open_account
        )
        self.services.snapshot = self.door.answers.snapshot
        self.application = Application(self.door, pages(self), self.startup, self.shutdown)
        self.scheduler: Scheduler | None = None

    def seed(self) -> None:
        """What a server holds in memory, and the demo account where it is wanted."""
        from counterfoil.resources.billing.alerts import alerts, watch_all

        active: Any = self.store.reader.everything(alerts.table)
        watch_all(self.services, active)
        if self.settings.demo and not self.settings.closed:
            space = Space(account_of(demo.KEY.removeprefix("sk_test_")))

            def phase() -> None:
                demo.seed(Work(self.store.writer, space, self.services, now=self.services.wall()))

            self.phases.run_now(phase, Claim.of(space.account))

    def stream_caller(self, session: Any, token: str | None, now: int) -> Caller:
        """Whom the token of a meter event session speaks for."""
        from counterfoil.resources.billing.meter_event_sessions import space_of

        return Caller(space_of(self.services, session, token, now), "secret", "token_")

    async def startup(self) -> None:
        """Begin to pass time and to deliver what is staged."""
        with explained(self.settings.database):
            self.seed()
            self.scheduler = Scheduler(self.phases, self.services)
            self.scheduler.start()
            self.deliverer.start()

    async def shutdown(self) -> None:
        """Finish what is under way and close the books."""
        # Another program that holds the database delays the end no longer.
        self.phases.patience = min(self.phases.patience, 1.0)
        await self.deliverer.stop()
        if self.scheduler is not None:
            await self.scheduler.stop()
        # So that the next start has nothing of the log to read again; where that fails, it reads it.
        with contextlib.suppress(Unavailable):
            await self.phases.run(self.metering.flush, Claim())
        self.phases.close()
        self.store.close()


def open_account(work: Work) -> None:
    """A sandbox of its own: the account object, as a new account is."""
    from counterfoil.resources.connect import accounts

    accounts.open_own(work)


def pages(server: Server) -> Any:
    """What is not API: health, files behind links, hosted pages."""
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    from counterfoil import documents
    from counterfoil.resources.billing.invoices import hosted
    from counterfoil.resources.checkout import payment_links
    from counterfoil.resources.checkout.sessions import completion, items, life, orders
    from counterfoil.resources.core import files
    from counterfoil.resources.payments import (
        payment_intents,
        payment_methods,
        receipts,
        setup_intents,
        sources,
    )
    from counterfoil.server import html
    from counterfoil.server.challenges import Answered, Challenges
    from counterfoil.server.checkout import CheckoutPage
    from counterfoil.server.invoices import InvoicePages

    async def healthz(request: Any) -> PlainTextResponse:
        if server.store.gone:
            return PlainTextResponse(f"{GONE}\n", 503)
        return PlainTextResponse("ok\n")

    async def link(request: Any) -> Response:
        """A file behind a link, for whoever has it."""
        found = files.linked(server.store.reader, request.path_params["token"], server.services.wall())
        if found is None:
            return PlainTextResponse("This link does not exist or has expired.\n", 404)
        headers = {name.decode(): value.decode() for name, value in found.headers}
        return Response(found.body, media_type=found.type, headers={**headers, "cache-control": "no-store"})

    async def receipt(request: Any) -> Response:
        """What a customer is shown of a charge."""
        found = receipts.of(server.store.reader, request.path_params["charge"])
        if found is None:
            return html.page("Receipt", html.paragraph("There is no such receipt."), 404)
        return html.page(found[0], html.table(found[1]))

    kinds: dict[str, tuple[Resource[Any], Answered]] = {
        "pi": (payment_intents.payment_intents, payment_intents.authenticated),
        "seti": (setup_intents.setup_intents, setup_intents.authenticated),
        "src": (sources.sources, sources.authorized),
    }
    challenges = Challenges(server.phases, server.services, kinds)
    checkout = CheckoutPage(
        server.phases,
        server.services,
        submit=completion.submit,
        method=payment_methods.from_details,
        summary=items.summary,
        link=payment_links.at,
        visit=payment_links.visit,
        amend=orders.amend,
        recoverable=life.recoverable,
        recover=life.recover,
        choices=items.shipping_choices,
    )
    invoices = InvoicePages(
        server.phases,
        server.services,
        hosted=hosted,
        pdf=documents.pdf,
        method=payment_methods.from_details,
    )
    routes = [
        *challenges.routes(),
        *checkout.routes(),
        *invoices.routes(),
        Route("/healthz", healthz),
        Route("/links/{token}", link),
        Route("/receipts/{charge}", receipt),
    ]

    async def unavailable(request: Any, error: Any) -> PlainTextResponse:
        return PlainTextResponse(f"{error.message}\n", error.status)

    return Starlette(routes=routes, exception_handlers={404: elsewhere, Unavailable: unavailable})


def application(settings: Settings) -> Any:
    """The ASGI application of a server with these settings."""
    return Server(settings).application


def dispatch() -> Dispatch:
    """The table of all operations of all versions."""
    load_pages()
    return Dispatch(contract.load(versions.NEWEST), [contract.load(versions.DEFAULT)])


def event_types_of(version: str) -> tuple[frozenset[str], frozenset[str]]:
    """The types of events that a version has: of snapshots, and thin ones."""
    surface = contract.load(version or versions.NEWEST)
    return surface.event_types, surface.thin_event_types


def coverage(version: str = versions.NEWEST) -> list[tuple[str, str, str, str]]:
    """(verb, path, name, status) of every operation of a version."""
    table = dispatch()
    rows = [
        (one.verb, one.path, one.name, table.status(one))
        for one in contract.load(version).operations.values()
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def serve(settings: Settings, ready: Callable[[], None] | None = None) -> None:
    """Run a server until it is told to stop (SIGINT, SIGTERM): what is under way is finished and answered.

    ready: called once it listens.
    """
    import uvicorn

    from counterfoil import logs
    from counterfoil.server.http import Protocol

    logs.configure(settings.log_level)
    allow_files(FILES)

    class Announcing(uvicorn.Server):
        async def startup(self, *arguments: Any, **options: Any) -> None:
            await super().startup(*arguments, **options)
            if self.started and ready is not None:
                ready()

    with explained(settings.database):
        application = Server(settings).application
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=Protocol,
        ws="none",
        proxy_headers=False,  # links lead to --public-url, and nothing else here asks how a caller came
        lifespan="on",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,
        server_header=False,
        date_header=True,
    )
    server = Announcing(config)
    server.run()
    if not server.started:
        raise SystemExit(1)  # the log says why


def allow_files(count: int) -> None:
    """Raise the process's limit of open files, where it is lower and the system lets us: every connection is
    one.
    """
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def attempts(
    settings: Settings, *, event: str | None, endpoint: str | None, failed: bool, limit: int
) -> list[dict[str, Any]]:
    """The attempts at delivery that a database remembers, newest first."""
    from counterfoil.store.sqlite import snapshot

    with snapshot(settings.database) as session:
        return history(session, event=event, endpoint=endpoint, failed=failed, limit=limit)


def migrate(settings: Settings) -> tuple[int, int]:
    """Lead a database to this version's schema, as a server does when it starts.

    The versions before and after.
    """
    from counterfoil.store import file, schema
    from counterfoil.store.sqlite import SQLiteStore

    dispatch()
    with file.explained(settings.database), contextlib.closing(file.connect(settings.database)) as connection:
        before = schema.version(connection, settings.database)
    SQLiteStore(
        settings.database, tables=[resource.table for resource in objects.every()], alone=True
    ).close()
    return before, schema.VERSION


def verify(settings: Settings) -> list[str]:
    """What is wrong with the books of a database: ledger, carried totals, usage. Empty means correct.

    All of it is read in one transaction, so a server may go on writing meanwhile.
    """
    from counterfoil.metering import Engine
    from counterfoil.resources.billing import credit_balance_transactions as credits
    from counterfoil.resources.billing import customer_balance_transactions as credit
    from counterfoil.resources.payments import balance
    from counterfoil.store.sqlite import snapshot
    from counterfoil.store.usage_sqlite import SQLiteUsage

    load_pages()
    with snapshot(settings.database) as session:
        found = session.unbalanced()
        for space in session.owners(*(objects.named(name).table for name in CHECKED)):
            for what, problems in (
                ("balances", balance.problems),
                ("customers' balances", credit.problems),
                ("billing credits", credits.problems),
            ):
                found += checked(f"{space.account}: {what}", partial(problems, session, space))
        usage = SQLiteUsage(session.connection, session.connection)
        return found + checked("usage", lambda: Engine(usage).verify())


# The objects whose owners have books.
CHECKED = ("balance_transaction", "billing.credit_grant", "customer", "customer_balance_transaction")


def checked(what: str, check: Callable[[], Iterable[Any]]) -> list[str]:
    """Run one check of `verify`; that it cannot be run is a problem like those it finds, and ends no other
    check.
    """
    try:
        return [str(problem) for problem in check()]
    except Exception as error:
        return [f"{what} cannot be checked: {error!r}"]


class Keys:
    """The keys of a database, for the command line. A server may run on it."""

    def __init__(self, settings: Settings) -> None:
        from counterfoil.store.sqlite import SQLiteStore

        self.surface = dispatch().surface
        self.store = SQLiteStore(settings.database)
        self.phases = GroupCommit(self.store)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Those of some names of permissions that permit nothing there is."""
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
        """Make a key. Its text is in the answer and nowhere else: only its hash is kept."""
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
        """All keys, without their texts."""
        return [dict(one) for one in self.store.reader.scan(keys.table, KEYS_SPACE)]

    def revoke(self, which: str) -> bool:
        """Revoke a key, named by its whole text or by its last four characters; False: no such key."""
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
        """Let go of the database."""
        self.store.close()
