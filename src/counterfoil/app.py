"""The composition root: builds a server from its parts. The only module that imports all of them."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import pkgutil
from collections.abc import Callable
from functools import partial
from typing import Any

from counterfoil import contract, demo
from counterfoil.contract import versions
from counterfoil.contract.addresses import Addresses
from counterfoil.contract.params.catalogue import COUNTRIES
from counterfoil.demo import year
from counterfoil.kernel import Claim, Resource, Services, Space, Work, objects
from counterfoil.kernel.errors import Unavailable
from counterfoil.server.application import Application
from counterfoil.server.authentication import Authentication, Caller, account_of
from counterfoil.server.dispatch import Dispatch
from counterfoil.server.door import Door
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.scheduler import Scheduler
from counterfoil.settings import Settings
from counterfoil.store.file import GONE, explained
from counterfoil.webhooks import Deliverer, Outbox

DEMO = Space(account_of(demo.KEY.removeprefix("sk_test_")))


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
    """A server: store, engine, scheduler, deliveries and door. `application` is its ASGI callable."""

    def __init__(self, settings: Settings) -> None:
        from counterfoil.metering import Engine
        from counterfoil.resources.billing import meters
        from counterfoil.store.sqlite import SQLiteStore
        from counterfoil.store.usage_sqlite import SQLiteUsage

        load_pages()
        self.settings = settings
        self.dispatch = dispatch(checked=False)
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
        self.services.event_types = self.surface.event_types
        self.services.event_types_of = contract.event_types
        self.services.countries = frozenset(COUNTRIES)
        self.services.thin_event_types = self.surface.thin_event_types
        self.services.related = Addresses(self.surface).related
        self.services.deliveries = self.outbox = Outbox(self.services)
        self.services.stream_caller = partial(stream_caller, self.services)
        self.store.writer.enlist(self.metering)
        self.phases = GroupCommit(self.store)
        self.deliverer = Deliverer(self.services, self.phases, self.outbox)
        self.authentication = Authentication(self.store.reader, closed=settings.closed)
        self.door = Door(
            self.dispatch, self.phases, self.services, self.authentication, open_account=open_account
        )
        self.services.snapshot = self.door.answers.snapshot
        self.application = Application(self.door, partial(pages, self), self.startup, self.shutdown)
        self.scheduler: Scheduler | None = None
        self.growing: asyncio.Task[None] | None = None  # the year of the demo account

    def seed(self) -> None:
        """Load alerts into memory, and create the demo account if the settings want it."""
        from counterfoil.resources.billing.alerts import alerts, watch_all

        active: Any = self.store.reader.scan_all(alerts.table)
        watch_all(self.services, active)
        if self.settings.demo and not self.settings.closed:

            def phase() -> None:
                demo.seed(Work(self.store.writer, DEMO, self.services, now=self.services.wall()))

            self.phases.run_now(phase, Claim.of(DEMO.account))

    async def startup(self) -> None:
        """Start the scheduler and the deliveries of webhooks."""
        with explained(self.settings.database):
            self.seed()
            self.scheduler = Scheduler(self.phases, self.services)
            self.scheduler.start()
            self.deliverer.start()
            if self.settings.demo and not self.settings.closed:
                self.growing = asyncio.create_task(year.grow(self, DEMO))

    async def shutdown(self) -> None:
        """Finish deliveries, scheduled entries and phases in progress, then close the store."""
        if self.growing is not None:
            self.growing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.growing
        # Do not wait longer for a program that locks the database.
        self.phases.busy_timeout = min(self.phases.busy_timeout, 1.0)
        await self.deliverer.stop()
        if self.scheduler is not None:
            await self.scheduler.stop()
        # Spares the next start a replay of the log. Without it the log is replayed.
        with contextlib.suppress(Unavailable):
            await self.phases.run(self.metering.flush, Claim())
        self.phases.close()
        self.store.close()


def open_account(work: Work) -> None:
    """Create the account object of a new sandbox."""
    from counterfoil.resources.connect import accounts

    accounts.open_own(work)


def stream_caller(services: Services, session: Any, token: str | None, now: int) -> Caller:
    """Return the caller of a meter event session's token; 401 if it is invalid. now: real time."""
    from counterfoil.resources.billing.meter_event_sessions import space_of

    return Caller(space_of(services, session, token, now), "secret", "token_")


def pages(server: Server) -> Any:
    """Return the ASGI application of all paths outside the API: health, links, receipts, hosted pages."""
    from counterfoil import documents
    from counterfoil.arithmetic import money
    from counterfoil.resources.billing import tax_ids
    from counterfoil.resources.billing.credit_notes import hosted as credit_note_pages
    from counterfoil.resources.billing.invoices import hosted
    from counterfoil.resources.billing_portal import configurations, logins, pauses
    from counterfoil.resources.checkout import payment_links, receipts
    from counterfoil.resources.checkout.sessions import completion, items, life, options, orders
    from counterfoil.resources.core import files
    from counterfoil.resources.payments import (
        instructions,
        payment_intents,
        payment_methods,
        setup_intents,
        sources,
    )
    from counterfoil.server.challenges import Answered, Challenges
    from counterfoil.server.checkout import Actions, CheckoutPage
    from counterfoil.server.emails import Emails
    from counterfoil.server.instructions import Instructions
    from counterfoil.server.invoices import InvoicePages
    from counterfoil.server.pages import Pages
    from counterfoil.server.portal import LoginPage, PortalPage

    kinds: dict[str, tuple[Resource[Any], Answered]] = {
        "pi": (payment_intents.payment_intents, payment_intents.authenticated),
        "seti": (setup_intents.setup_intents, setup_intents.authenticated),
        "src": (sources.sources, sources.authorized),
    }
    challenges = Challenges(server.phases, server.services, kinds, instructions.authorization)
    shown = Instructions(challenges, instructions)
    checkout = CheckoutPage(
        server.phases,
        server.services,
        Actions(
            submit=completion.submit,
            method=payment_methods.from_details,
            summary=items.summary,
            total=items.total,
            amend=orders.amend,
            choices=items.shipping_choices,
            offers=options.offers,
            choosables=options.choosables,
            saved=options.saved_methods,
            link=payment_links.at,
            visit=payment_links.visit,
            recoverable=life.recoverable,
            recover=life.recover,
            tax_id_types=tax_ids.TYPES,
            is_tax_id=tax_ids.is_valid,
        ),
    )
    invoices = InvoicePages(
        server.phases,
        server.services,
        hosted=hosted,
        credit_note=credit_note_pages.paper,
        pdf=documents.pdf,
        method=payment_methods.from_details,
    )
    portal = PortalPage(
        server.phases,
        server.services,
        server.dispatch,
        configuration=configurations.existing,
        pause=pauses.begin,
        money=money.shown,
    )
    login = LoginPage(
        server.phases, server.services, configuration=logins.configuration_of, enter=logins.enter
    )
    store = server.store
    return Pages(
        fault=lambda: GONE if store.gone else None,
        linked=lambda token: files.linked(store.reader, token, server.services.wall()),
        receipt=partial(receipts.of, store.reader, server.services),
        hosted=[
            *challenges.routes(),
            *shown.routes(),
            *checkout.routes(),
            *invoices.routes(),
            *portal.routes(),
            *login.routes(),
            *Emails(store.reader, server.services, server.authentication).routes(),
        ],
    ).application


def application(settings: Settings) -> Any:
    """Return the ASGI application of a server with these settings."""
    return Server(settings).application


def dispatch(*, checked: bool = True) -> Dispatch:
    """Return the table of all operations of all versions. checked: with all mistakes of pages found."""
    load_pages()
    table = Dispatch(contract.load(versions.NEWEST), [contract.load(versions.DEFAULT)])
    if checked:
        table.check_about()
    return table


def serve(settings: Settings, ready: Callable[[], None] | None = None) -> None:
    """Run a server until SIGINT or SIGTERM. ready: called once it listens."""
    from counterfoil import logs
    from counterfoil.server import process

    logs.configure(settings.log_level)
    with explained(settings.database):
        callable = application(settings)
    process.run(callable, host=settings.host, port=settings.port, ready=ready)
