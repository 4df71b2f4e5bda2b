"""The hosted page of a checkout session: what is bought, a form for the buyer, and the way back.

The page works without scripts: a GET shows it, a POST submits it. Names and ids of its fields are those that
browser tests of integrations know. Card data is read, used and forgotten: it is in no log, event or answer.
An embedded session has the same page, which may be shown in a frame. Source: guide "How Checkout works".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Document, Services, Space, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal
from counterfoil.server import html
from counterfoil.server.checkout import entries, form
from counterfoil.server.group_commit import GroupCommit

PATH = "/c/pay/{session}"
LINK_PATH = "/buy/{token}"
RECOVERY_PATH = "/r/{token}"
COOKIE = "counterfoil_session"  # the session that a payment link has opened for this browser
HOSTED, EMBEDDED = "hosted_page", "embedded_page"
INACTIVE = "This link is no longer active."
THANKS = "Thanks for your payment."
EXPIRED = "This checkout session has expired."
CHANGED = "The total has changed: it is {total} now. Please check the order and submit again."
APPROVE = "Please approve the payment in your app, then continue."
FURTHER = "Your payment needs another step that this page does not know."
REFUSED = {402: 402, 400: 422}
UNAUTHENTICATED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try"
    " again."
)


@dataclass(frozen=True, slots=True)
class Actions:
    """What the page calls: functions of the pages of sessions, payment links, payment methods and tax ids.

    submit: completes a session. method: creates a payment method from its details. summary: (label, amount)
    of each line of the order. total: formatted. amend: changes the order. choices, offers, choosables,
    saved: what a buyer may choose. link: finds a payment link by its address. visit: opens a session of it.
    recoverable: finds an expired session by its recovery address. recover: opens a copy of it.
    tax_id_types: those that can be entered. is_tax_id: whether a value fits a type.
    """

    submit: Callable[..., Any]
    method: Callable[..., Any]
    summary: Callable[..., Any]
    total: Callable[..., str]
    amend: Callable[..., Any]
    choices: Callable[..., Any]
    offers: Callable[..., Any]
    choosables: Callable[..., Any]
    saved: Callable[..., Any]
    link: Callable[..., Any]
    visit: Callable[..., Any]
    recoverable: Callable[..., Any]
    recover: Callable[..., Any]
    tax_id_types: tuple[str, ...]
    is_tax_id: Callable[[str, str], bool]


class CheckoutPage:
    """Serves the page."""

    def __init__(self, phases: GroupCommit, services: Services, actions: Actions) -> None:
        self.phases = phases
        self.services = services
        self.actions = actions
        self.reader = phases.store.reader

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route(PATH, self.page, methods=["GET", "POST"]),
            Route(LINK_PATH, self.bought, methods=["GET"]),
            Route(RECOVERY_PATH, self.recovered, methods=["GET"]),
        ]

    async def recovered(self, request: Request) -> Response:
        """Redirect to a copy of an expired session. 404 for a missing or expired recovery URL."""
        token = request.path_params["token"]
        found = self.actions.recoverable(self.reader, token, self.services.wall())
        if found is None:
            return html.page("Checkout", html.paragraph("There is nothing to recover here."), 404)
        space, session = found

        def phase() -> Any:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            adopt(work, session)
            return self.actions.recover(work, session)

        opened = await self.phases.run(phase, Claim.of(space.account))
        return RedirectResponse(opened["url"], status_code=303)

    async def bought(self, request: Request) -> Response:
        """Show the form of a payment link: its session in this browser, or a new one.

        404 for a missing link, 410 for an inactive one.
        """
        found = self.actions.link(self.reader, request.path_params["token"])
        if found is None:
            return html.page("Checkout", html.paragraph("There is no such payment link."), 404)
        space, link = found
        if not link["active"]:
            return html.page("Checkout", html.paragraph(link["inactive_message"] or INACTIVE), 410)
        kept: Any = self.reader.load(objects.checkout_session.table, space, request.cookies.get(COOKIE, ""))
        if kept is None or kept["payment_link"] != link["id"] or kept["status"] != "open":

            def phase() -> Any:
                work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
                return self.actions.visit(
                    work, work.get(objects.payment_link, link["id"]), dict(request.query_params)
                )

            kept = (await self.phases.run(phase, Claim.of(space.account))).id
            kept = self.reader.load(objects.checkout_session.table, space, kept)
        answer = self._show(space, kept, {}, None)
        answer.set_cookie(COOKIE, kept["id"], path=request.url.path, httponly=True, samesite="lax")
        return answer

    async def page(self, request: Request) -> Response:
        """Show the page or submit the form. 404 for a missing session, 410 for a finished one."""
        id = request.path_params["session"]
        space = next(iter(self.reader.spaces(objects.checkout_session.table, id)), None)
        session: Any = (
            self.reader.load(objects.checkout_session.table, space, id) if space is not None else None
        )
        if space is None or session is None or session["ui_mode"] not in (HOSTED, EMBEDDED):
            return html.page("Checkout", html.paragraph("There is no such checkout session."), 404)
        if session["status"] == "complete":
            again = request.method == "POST"  # pressed twice, or in a second tab
            return self._over(space, session, came_back=again or "redirect_status" in request.query_params)
        if session["status"] == "expired":
            return self._expired(session)
        if request.method == "GET":
            failed = request.query_params.get("redirect_status") == "failed"
            return self._show(space, session, {}, UNAUTHENTICATED if failed else None)
        sent = dict(parse_qsl((await request.body()).decode("utf8", "replace"), keep_blank_values=True))
        if "change" in sent:
            return await self._change(space, session, sent)
        now = self._reading(space, session).now
        wrong = entries.problem(session, sent, now, self.actions.is_tax_id)
        if wrong:
            return self._show(space, session, sent, wrong[1], wrong[0], status=422)
        return await self._pay(space, session, sent)

    def _reading(self, space: Space, session: Mapping[str, Any]) -> Work:
        """Return a work that reads, at the time of the session's clock."""
        work = Work(self.reader, space, self.services, now=self.services.wall())
        adopt(work, Document(session))
        return work

    def _writing(self, space: Space, session: Mapping[str, Any]) -> tuple[Work, Any]:
        """Return the work of a phase about a session, and the session as it is then."""
        work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
        found = work.get(objects.checkout_session, session["id"])
        adopt(work, found)
        return work, found

    # -- paying ----------------------------------------------------------------------------------------------

    async def _change(self, space: Space, session: Mapping[str, Any], sent: Mapping[str, str]) -> Response:
        """Change the order and show it again."""

        def phase() -> Any:
            work, found = self._writing(space, session)
            return self._amended(work, found, sent)

        try:
            changed = await self.phases.run(phase, Claim.of(space.account))
        except Refusal as refusal:
            return self._refused(space, session, sent, refusal)
        return self._show(space, changed, sent, None)

    def _amended(self, work: Work, session: Any, sent: Mapping[str, str]) -> Any:
        """Change the order as the form says, if it says anything about it."""
        wanted = entries.changes(sent)
        if not wanted:
            return session
        return self.actions.amend(
            work, session, **{"quantities": {}, "shipping": None, "code": None, **wanted}
        )

    async def _pay(self, space: Space, session: Mapping[str, Any], sent: Mapping[str, str]) -> Response:
        """Complete the session, unless the order costs something else than the buyer has seen."""
        here = f"{self.services.base_url}/c/pay/{session['id']}"

        def phase() -> Any:
            work, found = self._writing(space, session)
            if found["status"] == "complete":
                return found  # pressed twice: the first one has paid
            if found["status"] == "open":
                found = self._amended(work, found, sent)
            if _differs(found, sent.get("expectedAmount")):
                return found
            method = self._method(work, found, sent) if entries.asks_for_a_method(found) else None
            return self.actions.submit(work, found, method, entries.buyer(found, sent), return_url=here)

        try:
            done = await self.phases.run(phase, Claim.of(space.account))
        except Refusal as refusal:
            if refusal.status not in REFUSED:
                raise
            return self._refused(space, session, sent, refusal)
        if _differs(done, sent.get("expectedAmount")) and done["status"] == "open":
            message = CHANGED.format(total=self.actions.total(done))
            return self._show(space, done, sent, message, status=409)
        if done["status"] == "complete":
            return self._over(space, done, came_back=True)
        id = done["payment_intent"] or done["setup_intent"] or done.get("_intent") or ""
        resource = objects.setup_intent if id.startswith("seti_") else objects.payment_intent
        intent: Any = self.reader.load(resource.table, space, id)
        action = intent and _leads_to(intent)
        if action:
            return RedirectResponse(action, status_code=303)
        if intent and intent["status"] == "requires_action":
            link = f'<p><a href="{escape(here)}">Continue</a></p>'
            return html.page(self._name(space), html.paragraph(APPROVE) + link, frames=_frames(session))
        return self._show(space, done, sent, FURTHER, status=409)

    def _method(self, work: Work, session: Any, sent: Mapping[str, str]) -> str:
        """Return the id of the saved method that was chosen, or of one made of what was entered."""
        chosen = sent.get(entries.SAVED)
        if not chosen:
            found: str = self.actions.method(work, entries.method(session, sent)).id
            return found
        if all(one["id"] != chosen for one in self.actions.saved(work, session)):
            raise Refusal("This payment method is not available.", status=400, param=entries.SAVED)
        return chosen

    def _refused(
        self, space: Space, session: Mapping[str, Any], sent: Mapping[str, str], refusal: Refusal
    ) -> Response:
        """Show the form with what was refused. All codes that cannot be used are invalid alike."""
        param = refusal.param or ""
        if "promotion" in param or "discounts" in param:
            return self._show(space, session, sent, "This code is invalid.", "promotionCode", status=422)
        status = REFUSED.get(refusal.status, 422)
        field = entries.field_of(param) or (param if param in sent else "")
        return self._show(space, session, sent, refusal.message, field, status=status)

    # -- afterwards ------------------------------------------------------------------------------------------

    def _over(self, space: Space, session: Mapping[str, Any], *, came_back: bool) -> Response:
        """Lead home from a completed session: at once who has just completed it, by a link who reopens it."""
        home = session.get("success_url") or session.get("return_url") or ""
        home = home.replace("{CHECKOUT_SESSION_ID}", session["id"])
        if session.get("payment_link") and not home:
            if came_back:
                return RedirectResponse(f"/c/pay/{session['id']}", status_code=303)
            return self._confirmed(space, session)
        hosted = session["ui_mode"] == HOSTED
        if came_back and hosted:
            return RedirectResponse(home, status_code=303)
        # A page in a frame cannot lead the window around it elsewhere without a script; a link can.
        link = f'<p><a href="{escape(home)}" target="_top">Continue</a></p>' if home else ""
        content = html.paragraph("You are all done here.") + link
        return html.page("Checkout", content, 410 if not came_back else 200, frames=_frames(session))

    def _expired(self, session: Mapping[str, Any]) -> Response:
        """Tell that a session is expired, with the way to recover it."""
        url = Document(session).at("after_expiration.recovery.url")
        link = f'<p><a href="{escape(url)}">Start again</a></p>' if url else ""
        return html.page("Checkout", html.paragraph(EXPIRED) + link, 410, frames=_frames(session))

    def _confirmed(self, space: Space, session: Mapping[str, Any]) -> Response:
        """Return the confirmation page of a payment link."""
        link: Any = self.reader.load(objects.payment_link.table, space, session["payment_link"])
        message = link.at("after_completion.hosted_confirmation.custom_message") if link else None
        return html.page(self._name(space), html.paragraph(message or THANKS))

    def _name(self, space: Space) -> str:
        """Return the name of the business."""
        account = self.reader.load(objects.account.table, space, space.account)
        return (account.at("business_profile.name") if account else None) or "Checkout"

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(
        self,
        space: Space,
        session: Mapping[str, Any],
        sent: Mapping[str, str],
        problem: str | None,
        field: str = "",
        status: int = 200,
    ) -> Response:
        work, actions = self._reading(space, session), self.actions
        rows = actions.summary(work, session)
        back = session.get("cancel_url")
        shown = form.Shown(
            total=actions.total(session),
            choices=actions.choices(work, session),
            offers=actions.offers(work, session),
            choosables=actions.choosables(work, session),
            saved=[(one["id"], _called(one)) for one in actions.saved(work, session)],
            countries=sorted(self.services.countries),
            tax_id_types=actions.tax_id_types,
        )
        parts = [
            f'<p><a href="{escape(back)}" data-testid="business-link">Back</a></p>' if back else "",
            f'<div data-testid="product-summary">{html.table(rows)}</div>' if rows else "",
            f'<p role="alert" id="problem" tabindex="-1">{escape(problem)}</p>' if problem else "",
            form.form(session, shown, sent, field),
        ]
        return html.page(self._name(space), "".join(parts), status, frames=_frames(session))


def _differs(session: Mapping[str, Any], expected: str | None) -> bool:
    """Return whether a total differs from the one that the form showed. expected: as the form sent it."""
    return (
        bool(expected)
        and session.get("amount_total") is not None
        and expected != str(session["amount_total"])
    )


def _leads_to(intent: Any) -> str | None:
    """Return the address that a buyer goes to for the next action of an intent, if it has one."""
    action = intent.get("next_action") or {}
    details = action.get(action.get("type")) or {}
    found: str | None = details.get("url") or details.get("hosted_instructions_url")
    return found


def _frames(session: Mapping[str, Any]) -> str:
    """Return the origins that may show the page in a frame: any for an embedded one."""
    return "*" if session["ui_mode"] == EMBEDDED else "'none'"


def _called(method: Mapping[str, Any]) -> str:
    """Return what a buyer reads of a saved payment method."""
    details = method.get(method["type"]) or {}
    name = (details.get("brand") or method["type"]).replace("_", " ")
    return f"{name} ending in {details['last4']}" if details.get("last4") else name
