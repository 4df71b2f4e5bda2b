"""The pages of 3D Secure and of redirecting methods, where a customer authenticates or authorizes.

An intent's `next_action` leads here. *Complete* continues the payment, *Fail* requires another method; then
the browser is sent to the `return_url`. A test without a browser posts `outcome=complete` or `outcome=fail`
to the same URL. Source: "3D Secure authentication flow"; "Return URL".
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Document, Resource, Services, Space, Work
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal
from counterfoil.server import html
from counterfoil.server.group_commit import GroupCommit

PATHS = "/3d_secure/{intent}", "/authorize/{intent}"
ORIGIN = re.compile(r"(?i)https?://[a-z0-9.:\[\]-]+(?=[/?#]|$)").match
OUTCOMES = {"complete": True, "success": True, "fail": False, "failure": False}
FORM = (
    '<form method="post"><button id="test-source-authorize-3ds" name="outcome"'
    ' value="complete">Complete</button> <button id="test-source-fail-3ds" name="outcome"'
    ' value="fail">Fail</button></form>'
)

# People's tests find these buttons by their text, by their id, or by the name of a link in them.
AUTHORIZING = (
    '<form method="post" class="actions"><div class="common-ButtonGroup"><button'
    ' id="test-source-authorize-3ds" name="outcome" value="success"><a name="success">Authorize Test'
    ' {noun}</a></button> <button id="test-source-fail-3ds" name="outcome" value="failure"><a'
    ' name="failure">Fail Test {noun}</a></button></div></form>'
)

WAITING = ("requires_action", "pending")  # status of an intent, or a source, whose customer has not answered

# (work, intent, *, passed): what becomes of an intent whose cardholder has answered.
Answered = Callable[..., Document]


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found:
    """The intent or source that a link leads to. answered: what follows its customer's answer."""

    resource: Resource[Any]
    answered: Answered
    space: Space
    intent: Document


class Challenges:
    """Serves the pages. kinds: id prefix -> resource, and the function called with the customer's answer.

    describe: (session, space, intent) -> title and lines of the page of a payment method.
    """

    def __init__(
        self,
        phases: GroupCommit,
        services: Services,
        kinds: dict[str, tuple[Resource[Any], Answered]],
        describe: Callable[..., tuple[str, list[tuple[str, str]]]],
    ) -> None:
        self.phases = phases
        self.services = services
        self.kinds = kinds
        self.describe = describe
        self.reader = phases.store.reader
        self.writer = phases.store.writer

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [Route(path, self.page, methods=["GET", "POST"]) for path in PATHS]

    async def page(self, request: Request) -> Response:
        """Show the two buttons, or take the one that was pressed. 404 without the intent's client secret."""
        found = self.found(request)
        if found is None:
            return _page("There is no such payment.", status=404)
        intent, secret = found.intent, found.intent["client_secret"]
        back = (
            intent.at("next_action.redirect_to_url.return_url")
            or intent.at("redirect.return_url")
            or intent.get("_return_url")
        )
        methodical = not request.url.path.startswith("/3d_secure/")
        if methodical and intent["status"] not in WAITING and back:
            return RedirectResponse(_with(back, _return_params(intent, secret)), status_code=303)
        frames = _origin(back)
        if intent["status"] not in WAITING:
            return _page(
                "There is nothing left to authenticate.", status=409 if request.method == "POST" else 200
            )
        if request.method == "GET":
            if methodical:
                return self._authorizing(found, frames)
            return _page("Your bank would like to know that it is you.", FORM, frames=frames)
        answers = dict(parse_qsl((await request.body()).decode("latin1")))
        passed = OUTCOMES.get(answers.get("outcome", ""))
        if passed is None:
            return _page("The outcome is either complete or fail.", FORM, status=400, frames=frames)
        succeeded = await self._answer(found, passed=passed)
        if succeeded is None:
            return _page("There is nothing left to authenticate.", status=409)
        if back is None:
            return _page("Thank you. You can close this page.")
        after = self.reader.load(found.resource.table, found.space, intent["id"])
        assert after is not None, "intents are never deleted"
        return RedirectResponse(_with(back, _return_params(after, secret)), status_code=303)

    def _authorizing(self, found: Found, frames: str) -> Response:
        """Return the page of a payment method, with its two buttons."""
        title, lines = self.describe(self.reader, found.space, found.intent)
        noun = "Setup" if found.intent["object"] == "setup_intent" else "Payment"
        content = (html.table(lines) if lines else "") + AUTHORIZING.format(noun=noun)
        return html.page(title, content, frames=frames)

    def found(self, request: Request) -> Found | None:
        """Return the intent or source of a link with its id and client secret, or None."""
        id, secret = request.path_params["intent"], request.query_params.get("client_secret", "")
        kind = self.kinds.get(id.partition("_")[0])
        if kind is None:
            return None
        resource, answered = kind
        for space in self.reader.spaces(resource.table, id):
            intent = self.reader.load(resource.table, space, id)
            if intent is not None and hmac.compare_digest(
                (intent["client_secret"] or "").encode(), secret.encode()
            ):
                return Found(resource, answered, space, intent)
        return None

    async def perform(self, found: Found, action: Callable[[Work, Any], Result]) -> Result:
        """Run an action on the intent of a link as a phase of its account, at the time of its clock."""

        def phase() -> Result:
            work = Work(self.writer, found.space, self.services, now=self.services.wall())
            intent = work.get(found.resource, found.intent["id"])
            adopt(work, intent)
            return action(work, intent)

        outcome: Result = await self.phases.run(phase, Claim.of(found.space.account))
        return outcome

    async def _answer(self, found: Found, *, passed: bool) -> bool | None:
        """Return whether the intent succeeded; None if it was answered meanwhile."""

        def answer(work: Work, intent: Any) -> bool | None:
            if intent["status"] not in WAITING:
                return None
            return bool(found.answered(work, intent, passed=passed)["status"] != "requires_payment_method")

        try:
            return await self.perform(found, answer)
        except Refusal as refusal:
            if not refusal.kept:
                raise
            return False  # the bank declined all the same, which is a fact and kept


def _page(text: str, form: str = "", status: int = 200, frames: str = "'none'") -> Response:
    return html.page("3D Secure", html.paragraph(text) + form, status, frames=frames)


def _return_params(intent: Document, secret: str) -> dict[str, Any]:
    """Return the parameters that the `return_url` gets."""
    noun = intent["object"]
    if noun == "source":
        return {"client_secret": secret, "livemode": str(intent["livemode"]).lower(), "source": intent["id"]}
    ended = {"requires_payment_method": "failed", "canceled": "failed", "processing": "pending"}
    return {
        noun: intent["id"],
        f"{noun}_client_secret": secret,
        "redirect_status": ended.get(intent["status"], "succeeded"),
    }


def _origin(url: str | None) -> str:
    """Return the origin of a URL for `frame-ancestors`: a shop may show the bank's page in a frame."""
    found = ORIGIN(url or "")
    return found.group() if found else "'none'"


def _with(url: str, added: dict[str, Any]) -> str:
    """Append parameters to a URL's query."""
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(added))))
    return urlunsplit(parts._replace(query=query))
