"""The composition root: puts the rooms together; the only module that knows them all."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from typing import Any

from counterfoil import contract
from counterfoil.kernel import House, Resource, Work
from counterfoil.server.application import Application
from counterfoil.server.authentication import Authentication
from counterfoil.server.dispatch import Dispatch
from counterfoil.server.door import Door, wall
from counterfoil.server.phases import Phases
from counterfoil.server.ticker import Ticker
from counterfoil.settings import Settings

VERSION = "2025-02-24.acacia"

logger = logging.getLogger("counterfoil")


def load_pages() -> None:
    """Import every page of `resources`, so that its resource is declared."""
    import counterfoil.resources as resources

    for module in pkgutil.walk_packages(resources.__path__, resources.__name__ + "."):
        importlib.import_module(module.name)


class Server:
    """Everything one process needs, put together. `application` is the ASGI callable."""

    def __init__(self, settings: Settings) -> None:
        from counterfoil.metering import Engine
        from counterfoil.store.sqlite import SQLiteStore
        from counterfoil.store.usage_sqlite import SQLiteUsage

        load_pages()
        self.settings = settings
        self.surface = contract.load(VERSION)
        self.dispatch = Dispatch(self.surface)
        self.store = SQLiteStore(settings.database)
        self.metering = Engine(SQLiteUsage(self.store.writer.connection, self.store.reader.connection))
        self.house = House(settings=settings, metering=self.metering, wall=wall, base_url=settings.base_url, files=self.store)
        self.phases = Phases(self.store, self.house)
        self.authentication = Authentication(self.store.reader, closed=settings.closed)
        self.door = Door(
            self.surface, self.dispatch, self.phases, self.house, self.authentication, open_account=open_account
        )
        self.application = Application(self.door, pages(self), self.startup, self.shutdown)
        self.ticker: Ticker | None = None

    async def startup(self) -> None:
        """Begin to pass time and to deliver what is staged."""
        self.ticker = Ticker(self.phases, self.house)
        self.ticker.start()

    async def shutdown(self) -> None:
        """Finish what is under way and close the books."""
        if self.ticker is not None:
            await self.ticker.stop()
        self.phases.close()
        self.store.close()


def open_account(work: Work) -> None:
    """A sandbox of its own: the account object, as a new account is."""
    work.insert(Resource.registry["account"], id=work.account)


def pages(server: Server) -> Any:
    """What is not API: health, files behind links, hosted pages."""
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def healthz(request: Any) -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    return Starlette(routes=[Route("/healthz", healthz)])


def application(settings: Settings) -> Any:
    """The ASGI application of a server with these settings."""
    return Server(settings).application


def coverage() -> list[tuple[str, str, str, str]]:
    """(verb, path, name, status) of every operation."""
    load_pages()
    surface = contract.load(VERSION)
    dispatch = Dispatch(surface)
    rows = [(one.verb, one.path, one.name, dispatch.status(one)) for one in surface.operations.values()]
    return sorted(rows, key=lambda row: (row[1], row[0]))
