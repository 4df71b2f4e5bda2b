"""The login page of a portal configuration: an email address leads to a link, which is sent there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Services, Work, ids, objects
from counterfoil.server import html
from counterfoil.server.forms import field
from counterfoil.server.group_commit import GroupCommit

PATH = "/p/login"
TITLE = "Log in to manage your subscription"
ASK = "Enter the email address of your subscription. We will send you a link to the customer portal."
SENT = "If you have an active subscription with us, a link to log in is on its way to your inbox."
INVALID = "Please enter an email address."
NONE = "There is no such page."


class LoginPage:
    """Serves login pages.

    configuration: finds the configuration of a page, None if it is not active. enter: sends the link.
    """

    def __init__(
        self,
        phases: GroupCommit,
        services: Services,
        *,
        configuration: Callable[[Work, Any], Any],
        enter: Callable[[Work, Any, str, str], None],
    ) -> None:
        self.phases = phases
        self.services = services
        self.configuration = configuration
        self.enter = enter
        self.reader = phases.store.reader

    def routes(self) -> list[Route]:
        """Where the pages are."""
        return [Route(f"{PATH}/{{token}}", self.serve, methods=["GET", "POST"])]

    async def serve(self, request: Request) -> Response:
        """Ask for an address, or send the link there. The answer does not say whether there is a customer."""
        id = ids.digest(request.path_params["token"])
        space = next(iter(self.reader.spaces(objects.portal_login.table, id)), None)
        if space is None:
            return html.page(TITLE, html.paragraph(NONE), 404)

        def work_of(session: Any) -> Work:
            return Work(session, space, self.services, now=self.services.wall())

        work = work_of(self.reader)
        page: Any = self.reader.load(objects.portal_login.table, space, id)
        if page is None or self.configuration(work, page) is None:
            return html.page(TITLE, html.paragraph(NONE), 404)
        account = work.find(objects.account, space.account)
        business = (account.at("business_profile.name") if account is not None else None) or "the business"
        if request.method == "GET":
            return html.page(TITLE, _form(""))
        body = (await request.body()).decode("utf8", "replace")
        email = dict(parse_qsl(body)).get("email", "").strip()
        if "@" not in email:
            return html.page(TITLE, html.alert(INVALID) + _form(email, wrong="email"), 422)

        def phase() -> None:
            there = work_of(self.phases.store.writer)
            configuration = self.configuration(there, page)
            if configuration is not None:
                self.enter(there, configuration, email, str(business))

        await self.phases.run(phase, Claim.of(space.account))
        return html.page(TITLE, html.paragraph(SENT))


def _form(email: str, wrong: str = "") -> str:
    shown = field("email", "Email", placeholder="email@example.com", value=email, wrong=wrong, kind="email")
    button = '<p><button data-test="send-login-link">Send</button></p>'
    return f'{html.paragraph(ASK)}<form method="post">{shown}{button}</form>'
