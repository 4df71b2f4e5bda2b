"""The addresses of the portal: the link that lets a browser in, its pages, and what their forms come to.

A link can be opened once, within five minutes; the browser that opened it has an hour, by a cookie that is
bound to the link's address. Rules are held when a form is sent, not by hiding it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Document, Services, Space, Work, ids, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal
from counterfoil.server import html
from counterfoil.server.dispatch import Dispatch
from counterfoil.server.forms import refused_field
from counterfoil.server.group_commit import GroupCommit
from counterfoil.server.portal import deeds, forms
from counterfoil.server.portal.visit import PATH, Visit

COOKIE = "counterfoil_portal"
LASTS = 3600  # seconds of real time that a browser is let in
NONCES = 50  # forms of a visit that are remembered
SHOWN = {400: 422, 402: 402, 403: 403, 404: 404, 422: 422, 501: 501}  # status of a refusal -> of the page
OVER = "This link has expired. Please go back to the business and open the portal again."
UNKNOWN = "There is no such page."
UNAUTHENTICATED = "We could not authenticate your card. Please try another one."
DONE = "Your change was saved."
FLOW_PAGES = {
    "payment_method_update": "payment_method",
    "customer_update": "details",
    "subscription_cancel": "cancel",
    "subscription_update": "update",
    "subscription_update_confirm": "update",
    "subscription_pause": "pause",
}
FORMS = ("payment_method", "details", "cancel", "pause", "update")  # pages that show what is wrong
SUBSCRIPTION_DEEDS = {
    "resume": deeds.resume,
    "cancel": deeds.cancel,
    "renew": deeds.renew,
    "stay": deeds.stay,
}


class PortalPage:
    """Serves the portal.

    dispatch: the operations that forms call. configuration: finds a portal configuration, the default one
    too. pause: pauses a subscription for an interval, or until it is resumed. money: formats an amount of a
    currency.
    """

    def __init__(
        self,
        phases: GroupCommit,
        services: Services,
        dispatch: Dispatch,
        *,
        configuration: Any,
        pause: Any,
        money: Callable[[int, str], str],
    ) -> None:
        self.phases = phases
        self.services = services
        self.dispatch = dispatch
        self.configuration = configuration
        self.pause = pause
        self.money = money
        self.reader = phases.store.reader

    def routes(self) -> list[Route]:
        """Where the pages are."""
        paths = (f"{PATH}/{{token}}", f"{PATH}/{{token}}/{{page}}", f"{PATH}/{{token}}/{{page}}/{{subject}}")
        return [Route(path, self.serve, methods=["GET", "POST"]) for path in paths]

    def call(self, work: Work, name: str, *arguments: Any) -> Any:
        """Perform an operation of the newest version: the ids of its path, then its parameters."""
        *path, params = arguments
        operation = self.dispatch.operations[name]
        named = dict(zip(operation.path_params, path, strict=True))
        return self.dispatch.bound(operation).perform(work, named, params)

    async def serve(self, request: Request) -> Response:
        """Show a page, or take a form. 404 for no such link or page, 410 for a link that is over."""
        token = request.path_params["token"]
        id = ids.digest(token)
        space = next(iter(self.reader.spaces(objects.portal_link.table, id)), None)
        link: Any = self.reader.load(objects.portal_link.table, space, id) if space is not None else None
        if space is None or link is None:
            return html.page("Customer portal", html.paragraph("There is no such portal."), 404)
        secret = request.cookies.get(COOKIE, "")
        fresh = None
        if not self._knows(link, secret):
            if link.get("cookie") or link["until"] <= self.services.wall() or request.method != "GET":
                return html.page("Customer portal", html.paragraph(OVER), 410)
            secret = fresh = ids.secret("", 48)
            link = await self._let_in(space, id, secret)
            if link is None:
                return html.page("Customer portal", html.paragraph(OVER), 410)
        visit = self._visit(
            Work(self.reader, space, self.services, now=self.services.wall()), space, token, link
        )
        if visit is None:
            return html.page("Customer portal", html.paragraph(OVER), 410)
        page, subject = request.path_params.get("page", ""), request.path_params.get("subject", "")
        if request.method == "GET":
            answer = await self._shown(visit, page, subject, request)
        else:
            body = (await request.body()).decode("utf8", "replace")
            sent = dict(parse_qsl(body, keep_blank_values=True))
            answer = await self._taken(visit, page, subject, sent)
        if fresh is not None:
            answer.set_cookie(COOKIE, fresh, path=visit.home, httponly=True, samesite="lax", max_age=LASTS)
        return answer

    # -- letting in ------------------------------------------------------------------------------------------

    def _knows(self, link: Mapping[str, Any], secret: str) -> bool:
        """Whether a browser was let in by this link, less than an hour ago."""
        known = link.get("cookie") or ""
        lasts = self.services.wall() < link.get("cookie_until", 0)
        return bool(secret) and lasts and hmac.compare_digest(known, ids.digest(secret))

    async def _let_in(self, space: Space, id: str, secret: str) -> Document | None:
        """Let a browser in, once: return None if another one came first."""
        until = self.services.wall() + LASTS

        def phase() -> Any:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            link = work.get(objects.portal_link, id)
            if link.get("cookie"):
                return None
            return work.change(link, cookie=ids.digest(secret), cookie_until=until)

        found: Document | None = await self.phases.run(phase, Claim.of(space.account))
        return found

    def _visit(self, work: Work, space: Space, token: str, link: Any) -> Visit | None:
        """Return what a link shows at present; None once its customer is gone."""
        session = work.find(objects.billing_portal_session, link["session"])
        customer = work.find(objects.customer, session.customer if session else None)
        if session is None or customer is None:
            return None
        adopt(work, customer, reads=True)
        configuration = self.configuration(work, session.configuration)
        return Visit(work, space, token, link, session, customer, configuration, self.money)

    # -- showing ---------------------------------------------------------------------------------------------

    async def _shown(self, visit: Visit, page: str, subject: str, request: Request) -> Response:
        if page == "done":
            message = ((self._ending(visit).get("hosted_confirmation")) or {}).get("custom_message")
            return self._page(visit, html.paragraph(message or DONE))
        if page == "payment_method" and "setup_intent" in request.query_params:
            return await self._back_from_3d_secure(visit, request.query_params["setup_intent"])
        if page == "update" and "payment_intent" in request.query_params:
            return await self._back_from_payment(visit, subject, request.query_params["payment_intent"])
        if visit.flow and not page:
            flow = visit.flow
            page = FLOW_PAGES[flow["type"]]
            subject = (flow.get(flow["type"]) or {}).get("subscription", "")
        return await self._form(visit, page, subject, {}, None)

    async def _form(
        self,
        visit: Visit,
        page: str,
        subject: str,
        sent: Mapping[str, str],
        problem: Refusal | None,
    ) -> Response:
        """Show one of the pages. problem: why the form that was sent did not work."""
        if visit.flow and page != FLOW_PAGES[visit.flow["type"]]:
            return self._page(visit, html.paragraph(UNKNOWN), 404)
        status = SHOWN.get(problem.status, 400) if problem else 200
        field = problem.param or "" if problem else ""
        said = forms.alert(problem.message if problem else None)
        if not page:
            return self._page(visit, said + forms.home(visit), status)
        if page == "invoices" and visit.on("invoice_history"):
            return self._page(visit, forms.home(visit, every=True))
        if page == "payment_method" and visit.on("payment_method_update"):
            return self._page(visit, said + forms.card(visit, sent, refused_field(field) or field), status)
        if page == "details" and visit.on("customer_update"):
            return self._page(visit, said + forms.details(visit, sent, field), status)
        subscription = visit.subscription(subject)
        if subscription is None:
            return self._page(visit, html.paragraph(UNKNOWN), 404)
        if page == "cancel" and visit.on("subscription_cancel"):
            coupon = visit.work.find(objects.coupon, deeds.offered(visit))
            offered = coupon is not None and coupon.valid
            offer = f"Stay, and get {self._terms(coupon)}." if offered else None
            return self._page(visit, said + forms.cancel(visit, subscription, offer=offer), status)
        if page == "pause" and visit.on("subscription_pause"):
            return self._page(visit, said + forms.pause(visit, subscription), status)
        if page == "update" and visit.on("subscription_update"):
            if (visit.flow or {}).get("type") == "subscription_update_confirm":
                return await self._preview(visit, subscription, {}, said, status)
            return self._page(visit, said + forms.update(visit, subscription, sent), status)
        return self._page(visit, html.paragraph(UNKNOWN), 404)

    def _terms(self, coupon: Any) -> str:
        """What a coupon gives: its name, else "20% off for 3 months"."""
        if coupon.name:
            return str(coupon.name)
        percent = coupon.percent_off
        off = f"{percent:g}%" if percent is not None else self.money(coupon.amount_off, coupon.currency)
        months = coupon.duration_in_months
        lasts = {"once": " once", "forever": "", "repeating": f" for {months} month{'s' * (months != 1)}"}
        return f"{off} off{lasts[coupon.duration]}"

    async def _preview(
        self, visit: Visit, subscription: Any, sent: Mapping[str, str], said: str = "", status: int = 200
    ) -> Response:
        """Show what a change would cost, by rehearsing it, and ask for a confirmation."""

        def phase() -> tuple[list[tuple[str, str]], list[str]]:
            there = self._again(visit)
            changing = there.subscription(subscription.id)
            invoice, (label, *notes) = deeds.foretold(self.call, there, changing, sent)
            currency = invoice["currency"]
            rows = [
                (line["description"] or "", self.money(line["amount"], currency))
                for line in invoice["lines"]["data"]
            ]
            return [*rows, (label, self.money(invoice["amount_due"], currency))], notes

        try:
            rows, notes = await self.phases.run(phase, Claim.of(visit.space.account))
        except Refusal as refusal:
            said = said or forms.alert(refusal.message)
            shown = forms.update(visit, subscription, sent) if not visit.flow else forms.back(visit)
            return self._page(visit, said + shown, SHOWN.get(refusal.status, 400))
        return self._page(visit, said + forms.confirm(visit, subscription, sent, rows, notes), status)

    def _page(self, visit: Visit, content: str, status: int = 200) -> Response:
        account = self.reader.load(objects.account.table, visit.space, visit.space.account)
        name = (account.at("business_profile.name") if account else None) or "Customer portal"
        return html.page(name, content, status)

    # -- forms -----------------------------------------------------------------------------------------------

    async def _taken(self, visit: Visit, page: str, subject: str, sent: dict[str, str]) -> Response:
        """Do what a form asks for, once for each nonce, and lead on."""
        nonce = sent.pop("nonce", "")
        if page == "update" and sent.get("step") != "confirm":
            subscription = visit.subscription(subject)
            if subscription is None:
                return self._page(visit, html.paragraph(UNKNOWN), 404)
            return await self._preview(visit, subscription, sent)

        def phase() -> str:
            there = self._again(visit)
            done: dict[str, str] = there.link.get("done") or {}
            if nonce and nonce in done:
                return done[nonce]
            to = self._do(there, page, subject, sent) or self._finish(there)
            if nonce:
                kept = {**done, nonce: to}
                link = there.work.get(objects.portal_link, there.link["id"])
                there.work.change(link, done=dict(list(kept.items())[-NONCES:]))
            return to

        try:
            to = await self.phases.run(phase, Claim.of(visit.space.account))
        except Refusal as refusal:
            if refusal.status not in SHOWN:
                raise
            shown = {"stay": "cancel"}.get(page, page if page in FORMS else "")
            return await self._form(visit, shown, subject, sent, refusal)
        return RedirectResponse(to, status_code=303)

    def _do(self, visit: Visit, page: str, subject: str, sent: Mapping[str, str]) -> str | None:
        """Do what the form of a page asks for. Returns where to go first, if anywhere."""
        flow = visit.flow
        staying = page == "stay" and flow is not None and flow["type"] == "subscription_cancel"
        if flow and not staying and page != FLOW_PAGES[flow["type"]]:
            raise deeds.forbid()
        if page == "payment_method":
            back = f"{self.services.base_url}{visit.home}/payment_method"
            return deeds.add_card(self.call, visit, sent, back)
        if page == "details":
            deeds.save_details(self.call, visit, sent)
        elif page == "default":
            deeds.default(self.call, visit, subject)
        elif page == "remove":
            deeds.remove(self.call, visit, subject)
        elif page in SUBSCRIPTION_DEEDS or page in ("pause", "update"):
            subscription = visit.subscription(subject)
            limited = flow and (flow.get(flow["type"]) or {}).get("subscription") != subject
            if subscription is None or limited:
                raise deeds.forbid()
            if page == "pause":
                self.pause(visit.work, subscription, *deeds.chosen_pause(visit, sent))
            elif page == "update":
                back = f"{self.services.base_url}{visit.home}/update/{subject}"
                return deeds.update(self.call, visit, subscription, sent, back)
            else:
                SUBSCRIPTION_DEEDS[page](self.call, visit, subscription, sent)
        else:
            raise Refusal(UNKNOWN, status=404)
        return None

    def _finish(self, visit: Visit) -> str:
        """End the flow, if there is one. Returns where it leads: as the session says, else home."""
        if not visit.flow:
            return visit.home
        ending = self._ending(visit)
        visit.work.change(visit.work.get(objects.portal_link, visit.link["id"]), flow_done=True)
        if ending["type"] == "redirect":
            return str(ending["redirect"]["return_url"])
        return f"{visit.home}/done" if ending["type"] == "hosted_confirmation" else visit.home

    def _ending(self, visit: Visit) -> dict[str, Any]:
        """What follows the flow of a session."""
        flow = visit.session["flow"] or {}
        return flow.get("after_completion") or {"type": "portal_homepage"}

    async def _back_from_3d_secure(self, visit: Visit, intent: str) -> Response:
        def phase() -> str | None:
            there = self._again(visit)
            return self._finish(there) if deeds.returned(self.call, there, intent) else None

        to = await self.phases.run(phase, Claim.of(visit.space.account))
        if to is not None:
            return RedirectResponse(to, status_code=303)
        return await self._form(visit, "payment_method", "", {}, Refusal(UNAUTHENTICATED, status=402))

    async def _back_from_payment(self, visit: Visit, subject: str, intent: str) -> Response:
        def phase() -> str | None:
            there = self._again(visit)
            passed = deeds.authenticated(self.call, there, there.subscription(subject), intent)
            return self._finish(there) if passed else None

        to = await self.phases.run(phase, Claim.of(visit.space.account))
        if to is not None:
            return RedirectResponse(to, status_code=303)
        return await self._form(visit, "update", subject, {}, Refusal(UNAUTHENTICATED, status=402))

    def _again(self, visit: Visit) -> Visit:
        """Return the visit in the phase that runs, as the documents are now."""
        work = Work(self.phases.store.writer, visit.space, self.services, now=self.services.wall())
        link = work.get(objects.portal_link, visit.link["id"])
        found = self._visit(work, visit.space, visit.token, link)
        if found is None:
            raise Refusal(OVER, status=403)
        adopt(work, found.customer)
        return found
