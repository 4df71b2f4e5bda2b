"""The emails of a sandbox: stored instead of sent, so that tests can read what customers receive.

`GET /_counterfoil/emails` with a secret key lists it, newest first; `to` and `type` filter.
"""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Services, Work, objects
from counterfoil.kernel.errors import Refusal
from counterfoil.server.authentication import PUBLISHABLE, Authentication, key_of
from counterfoil.server.authentication import refused as unauthorized

PATH = "/_counterfoil/emails"
MOST = 100  # that are listed
SHOWN = ("id", "about", "created", "links", "subject", "text", "to", "type")


class Emails:
    """Serves the mail of a sandbox to its secret keys."""

    def __init__(self, reader: Any, services: Services, authentication: Authentication) -> None:
        self.reader = reader
        self.services = services
        self.authentication = authentication

    def routes(self) -> list[Route]:
        """Where the mail is listed."""
        return [Route(PATH, self.listed)]

    async def listed(self, request: Request) -> Response:
        """List mail, newest first. 401 without a key that may read everything."""
        try:
            headers = dict(request.scope["headers"])
            caller = self.authentication.caller(key_of(headers), self.services.wall())
            if not caller.sees_all:
                raise unauthorized(PUBLISHABLE)
        except Refusal as refusal:
            error = {"message": refusal.message, "type": refusal.type}
            return JSONResponse({"error": error}, refusal.status)
        work = Work(self.reader, caller.space, self.services, now=self.services.wall())
        wanted = {name: request.query_params[name] for name in ("to", "type") if name in request.query_params}
        found = [
            {**{name: mail[name] for name in SHOWN}, "html": _html(mail["text"])}
            for mail in work.list(objects.email)
            if all(mail[name] == value for name, value in wanted.items())
        ]
        return JSONResponse({"object": "list", "data": found[:MOST], "has_more": len(found) > MOST})


def _html(text: str) -> str:
    """Return the text of a mail as HTML, with its links."""
    lines = (
        f'<a href="{escape(line)}">{escape(line)}</a>' if line.startswith("http") else escape(line)
        for line in text.splitlines()
    )
    return "<br>".join(lines)
