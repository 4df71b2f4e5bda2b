"""The process of a server: uvicorn with the settings it needs, until SIGINT or SIGTERM."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable
from typing import Any

import uvicorn

from counterfoil.server.http import Protocol

FILES = 4096  # open at one time: callers' connections, deliveries, the database


class Announcing(uvicorn.Server):
    """Calls `ready`, if there is one, as soon as it listens.

    From then on garbage is collected, which never looks at what was built up before.
    """

    ready: Callable[[], None] | None = None

    async def startup(self, *arguments: Any, **options: Any) -> None:
        await super().startup(*arguments, **options)
        gc.freeze()
        gc.enable()
        if self.started and self.ready is not None:
            self.ready()


def run(application: Any, *, host: str, port: int, ready: Callable[[], None] | None = None) -> None:
    """Serve an ASGI application until SIGINT or SIGTERM. Requests in progress are finished and answered.

    Raises SystemExit(1) if it could not start; the log has the reason.
    """
    allow_files(FILES)
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        loop="uvloop",
        http=Protocol,
        ws="none",
        proxy_headers=False,  # links use --public-url; nothing else depends on the client's address
        lifespan="on",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,
        server_header=False,
        date_header=True,
    )
    server = Announcing(config)
    server.ready = ready
    server.run()
    if not server.started:
        raise SystemExit(1)


def allow_files(count: int) -> None:
    """Raise the limit of open files to `count`, or as far as the system allows; every connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
