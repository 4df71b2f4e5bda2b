"""The hosted page of a checkout session: what is bought, a form for the buyer, and the way back.

The page works without scripts: a GET shows it, a POST submits it. Names and ids of its fields are those that
browser tests of integrations know. Card data is read, used and forgotten: it is in no log, event or answer.
Source: guide "How Checkout works".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Services, Space, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal
from counterfoil.server import html
from counterfoil.server.group_commit import GroupCommit

PATH = "/c/pay/{session}"
LINK_PATH = "/buy/{token}"
RECOVERY_PATH = "/r/{token}"
COOKIE = "counterfoil_session"  # the session that a payment link has opened for this browser
INACTIVE = "This link is no longer active."
THANKS = "Thanks for your payment."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+").fullmatch
EXPIRY = re.compile(r"\s*(\d{1,2})\s*/?\s*(\d{2}|\d{4})\s*").fullmatch
BUTTONS = {"setup": "Save card", "book": "Book", "donate": "Donate", "subscription": "Subscribe"}
WITH_POSTAL_CODE = ("CA", "GB", "US")
REFUSED = {402: 402, 400: 422}
UNAUTHENTICATED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try"
    " again."
)


class CheckoutPage:
    """Serves the page.

    submit: completes a session. method: creates a payment method from its details. summary: (label, amount)
    of each line and of the total.
    link: finds a payment link by its address. visit: opens a session of it. amend: changes the order of a
    session.
    recoverable: finds an expired session by its recovery address. recover: opens a copy of it.
    choices: (rate, label, whether it is chosen) of each shipping option.
    """

    def __init__(
        self,
        phases: GroupCommit,
        services: Services,
        *,
        submit: Any,
        method: Any,
        summary: Any,
        link: Any,
        visit: Any,
        amend: Any,
        recoverable: Any,
        recover: Any,
        choices: Any,
    ) -> None:
        self.phases = phases
        self.services = services
        self.submit, self.method, self.summary = submit, method, summary
        self.link, self.visit = link, visit
        self.amend, self.recoverable, self.recover = amend, recoverable, recover
        self.choices = choices
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
        found = self.recoverable(self.reader, token, self.services.wall())
        if found is None:
            return html.page("Checkout", html.paragraph("There is nothing to recover here."), 404)
        space, session = found

        def phase() -> Any:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            adopt(work, session)
            return self.recover(work, session)

        opened = await self.phases.run(phase, Claim.of(space.account))
        return RedirectResponse(opened["url"], status_code=303)

    async def bought(self, request: Request) -> Response:
        """Show the form of a payment link: its session in this browser, or a new one.

        404 for a missing link, 410 for an inactive one.
        """
        found = self.link(self.reader, request.path_params["token"])
        if found is None:
            return html.page("Checkout", html.paragraph("There is no such payment link."), 404)
        space, link = found
        if not link["active"]:
            return html.page("Checkout", html.paragraph(link["inactive_message"] or INACTIVE), 410)
        kept: Any = self.reader.load(objects.checkout_session.table, space, request.cookies.get(COOKIE, ""))
        if kept is None or kept["payment_link"] != link["id"] or kept["status"] != "open":

            def phase() -> Any:
                work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
                return self.visit(
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
        if space is None or session is None or session["ui_mode"] != "hosted_page":
            return html.page("Checkout", html.paragraph("There is no such checkout session."), 404)
        home = (session.get("success_url") or "").replace("{CHECKOUT_SESSION_ID}", id)
        if session["status"] == "complete":
            if session.get("payment_link") and not home:
                return self._confirmed(space, session)
            if "redirect_status" in request.query_params:
                return RedirectResponse(home, status_code=303)
            return html.page(
                "Checkout", f'<p>You are all done here.</p><p><a href="{escape(home)}">Continue</a></p>', 410
            )
        if session["status"] == "expired":
            return html.page("Checkout", html.paragraph("This checkout session has expired."), 410)
        if request.method == "GET":
            failed = request.query_params.get("redirect_status") == "failed"
            return self._show(space, session, {}, UNAUTHENTICATED if failed else None)
        sent = dict(parse_qsl((await request.body()).decode("utf8", "replace"), keep_blank_values=True))
        if "change" in sent:
            return await self._change(space, session, sent)
        wrong = _problem(session, sent)
        if wrong:
            return self._show(space, session, sent, wrong[1], wrong[0], status=422)
        return await self._pay(space, session, sent, home)

    async def _change(self, space: Space, session: Mapping[str, Any], sent: Mapping[str, str]) -> Response:
        """Change the order and show it again."""
        typed = {
            name.removeprefix("quantity-"): value
            for name, value in sent.items()
            if name.startswith("quantity-")
        }
        quantities = {
            id: int(value)
            for id, value in typed.items()
            if value.isascii() and value.isdigit() and len(value) < 10
        }

        def phase() -> Any:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            found = work.get(objects.checkout_session, session["id"])
            adopt(work, found)
            code = sent.get("promotionCode") or None
            return self.amend(
                work, found, quantities=quantities, shipping=sent.get("shipping") or None, code=code
            )

        try:
            changed = await self.phases.run(phase, Claim.of(space.account))
        except Refusal as refusal:
            coded = "promotion" in (refusal.param or "") or "discounts" in (refusal.param or "")
            field, text = (
                ("promotionCode", "This code is invalid.")
                if coded
                else (refusal.param or "", refusal.message)
            )
            return self._show(space, session, sent, text, field, status=422)
        return self._show(space, changed, sent, None)

    # -- paying ----------------------------------------------------------------------------------------------

    async def _pay(
        self, space: Space, session: Mapping[str, Any], sent: Mapping[str, str], home: str
    ) -> Response:
        back = f"{self.services.base_url}/c/pay/{session['id']}"

        def phase() -> Any:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            found = work.get(objects.checkout_session, session["id"])
            adopt(work, found)
            details = {"type": _kind(session, sent), "billing_details": _buyer(sent)}
            if details["type"] == "card":
                month, year = _expiry(sent)
                details["card"] = {
                    "number": sent["cardNumber"],
                    "exp_month": month,
                    "exp_year": year,
                    "cvc": sent.get("cardCvc") or None,
                }
            method = self.method(work, details).id if _asks_for_a_method(session) else None
            return self.submit(work, found, method, _entered(sent), return_url=back)

        try:
            done = await self.phases.run(phase, Claim.of(space.account))
        except Refusal as refusal:
            status = REFUSED.get(refusal.status)
            if status is None:
                raise
            return self._show(space, session, sent, refusal.message, _field(refusal.param), status=status)
        if done["status"] == "complete":
            return RedirectResponse(home or back, status_code=303)
        resource = objects.setup_intent if session["mode"] == "setup" else objects.payment_intent
        intent = self.reader.load(resource.table, space, done[resource.object])
        action = intent and intent.at("next_action.redirect_to_url.url")
        if action:
            return RedirectResponse(action, status_code=303)
        return self._show(
            space, done, sent, "Your payment needs another step that this page does not know.", status=409
        )

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
        work = Work(self.reader, space, self.services, now=self.services.wall())
        rows = self.summary(work, session)
        total = rows[-1][1] if session.get("amount_total") else None
        back = session.get("cancel_url")
        parts = [
            f'<p><a href="{escape(back)}" data-testid="business-link">Back</a></p>' if back else "",
            f'<div data-testid="product-summary">{html.table(rows)}</div>' if rows else "",
            f'<p role="alert">{escape(problem)}</p>' if problem else "",
            _form(session, sent, field, total, self.choices(work, session)),
        ]
        return html.page(self._name(space), "".join(parts), status)


def _form(
    session: Mapping[str, Any],
    sent: Mapping[str, str],
    wrong: str,
    total: str | None,
    choices: Sequence[tuple[str, str, bool]],
) -> str:
    """Return the fields of a session. Typed values stay, except card number and security code."""
    email = session.get("customer_email") or (session.get("customer_details") or {}).get("email")
    typed = sent.get("email") or email or session.get("_prefilled_email") or ""
    fields = [_input("email", "Email", "email@example.com", typed, wrong, locked=bool(email), kind="email")]
    if (session.get("phone_number_collection") or {}).get("enabled"):
        fields.append(_input("phoneNumber", "Phone", "", sent.get("phoneNumber", ""), wrong, kind="tel"))
    if session.get("shipping_address_collection"):
        names = {
            "shippingName": "Full name",
            "shippingAddressLine1": "Address",
            "shippingLocality": "City",
            "shippingPostalCode": "Postal code",
        }
        names |= {"shippingCountry": "Country"}
        fields += [_input(name, label, "", sent.get(name, ""), wrong) for name, label in names.items()]
    fields += _order(session, sent, wrong, choices)
    if _asks_for_a_method(session):
        chosen = _kind(session, sent)
        radios = "".join(_radio(kind, kind == chosen) for kind in session["payment_method_types"])
        fields.append(f"<fieldset><legend>Payment method</legend>{radios}</fieldset>")
        fields += [
            _input("cardNumber", "Card number", "1234 1234 1234 1234", "", wrong),
            _input("cardExpiry", "Expiry", "MM / YY", sent.get("cardExpiry", ""), wrong),
            _input("cardCvc", "Security code", "CVC", "", wrong),
            _input("billingName", "Name", "Full name on card", sent.get("billingName", ""), wrong),
            _input("billingCountry", "Country", "", sent.get("billingCountry", "US"), wrong),
            _input("billingPostalCode", "Postal code", "", sent.get("billingPostalCode", ""), wrong),
        ]
        if session.get("billing_address_collection") == "required":
            names = {
                "billingAddressLine1": "Address",
                "billingLocality": "City",
                "billingAdministrativeArea": "State",
            }
            fields += [_input(name, label, "", sent.get(name, ""), wrong) for name, label in names.items()]
    for each in session.get("custom_fields") or ():
        label = each["label"]["custom"]
        fields.append(
            _input(f"customField-{each['key']}", label, "", sent.get(f"customField-{each['key']}", ""), wrong)
        )
    if (session.get("consent_collection") or {}).get("terms_of_service") == "required":
        fields.append(
            '<p><label><input type="checkbox" id="termsOfServiceConsentCheckbox" name="termsOfService"> I'
            " agree</label></p>"
        )
    paying = f"Pay {total}" if total else "Continue"
    label = BUTTONS.get(session.get("submit_type") or session["mode"], paying)
    fields.append(f'<p><button data-testid="hosted-payment-submit-button">{escape(label)}</button></p>')
    return f'<form method="post" action="/c/pay/{session["id"]}" autocomplete="off">{"".join(fields)}</form>'


def _order(
    session: Mapping[str, Any], sent: Mapping[str, str], wrong: str, choices: Sequence[tuple[str, str, bool]]
) -> list[str]:
    """Return the inputs for quantities and options that the buyer may change."""
    found = []
    for item in session.get("_items") or ():
        if (item["adjustable_quantity"] or {}).get("enabled"):
            found.append(
                _input(f"quantity-{item['id']}", "Quantity", "", str(item["quantity"]), wrong, kind="number")
            )
    if len(choices) > 1:
        radios = "".join(
            '<label><input type="radio" name="shipping"'
            f' value="{escape(rate)}"{" checked" if chosen else ""}> {escape(label)}</label>'
            for rate, label, chosen in choices
        )
        found.append(f"<fieldset><legend>Shipping</legend>{radios}</fieldset>")
    if session.get("allow_promotion_codes"):
        found.append(_input("promotionCode", "Promotion code", "", sent.get("promotionCode", ""), wrong))
    if found:
        found.append('<p><button name="change" value="order" formnovalidate>Apply</button></p>')
    return found


def _radio(kind: str, chosen: bool) -> str:
    name, label = "payment-method-accordion-item-title", escape(kind.replace("_", " "))
    return (
        f'<label><input type="radio" name="{name}" value="{kind}"'
        f' id="{name}-{kind}"{" checked" if chosen else ""}> {label}</label> '
    )


def _input(
    name: str,
    label: str,
    placeholder: str,
    value: str,
    wrong: str,
    *,
    locked: bool = False,
    kind: str = "text",
) -> str:
    marks = (" readonly" if locked else "") + (' aria-invalid="true"' if name == wrong else "")
    return (
        f'<p><label for="{escape(name)}">{escape(label)}</label> <input type="{kind}" id="{escape(name)}"'
        f' name="{escape(name)}" placeholder="{escape(placeholder)}" value="{escape(value)}"{marks}></p>'
    )


# -- reading the form ----------------------------------------------------------------------------------------


def _asks_for_a_method(session: Mapping[str, Any]) -> bool:
    return (
        session["mode"] == "setup"
        or bool(session.get("amount_total"))
        or session.get("payment_method_collection") == "always"
    )


def _kind(session: Mapping[str, Any], sent: Mapping[str, str]) -> str:
    """Return the chosen type of payment method, by default a card or the first type."""
    asked = sent.get("payment-method-accordion-item-title")
    types: list[str] = session["payment_method_types"]
    return asked if asked is not None and asked in types else "card" if "card" in types else types[0]


def _problem(session: Mapping[str, Any], sent: Mapping[str, str]) -> tuple[str, str] | None:
    """Return (field, message) of the first invalid field, or None."""
    if not EMAIL(sent.get("email", "").strip()):
        return "email", (
            "Your email is incomplete." if "@" not in sent.get("email", "") else "Your email is invalid."
        )
    if _asks_for_a_method(session) and _kind(session, sent) == "card":
        if not sent.get("cardNumber", "").strip():
            return "cardNumber", "Your card number is incomplete."
        if not EXPIRY(sent.get("cardExpiry", "")):
            return "cardExpiry", "Your card's expiration date is incomplete."
    for each in session.get("custom_fields") or ():
        if not each["optional"] and not sent.get(f"customField-{each['key']}", "").strip():
            return f"customField-{each['key']}", "Required"
    if (session.get("consent_collection") or {}).get(
        "terms_of_service"
    ) == "required" and "termsOfService" not in sent:
        return "termsOfService", "You must agree to the terms of service."
    return None


def _expiry(sent: Mapping[str, str]) -> tuple[int, int]:
    found = EXPIRY(sent["cardExpiry"])
    assert found is not None, "it was checked before"
    return int(found[1]), int(found[2])


def _address(sent: Mapping[str, str], prefix: str) -> dict[str, str]:
    names = {
        "Country": "country",
        "PostalCode": "postal_code",
        "AddressLine1": "line1",
        "AddressLine2": "line2",
        "Locality": "city",
    }
    names |= {"AdministrativeArea": "state"}
    return {field: sent[prefix + name] for name, field in names.items() if sent.get(prefix + name)}


def _buyer(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the billing details of the payment method."""
    found: dict[str, Any] = {
        "email": sent["email"].strip(),
        "name": sent.get("billingName"),
        "phone": sent.get("phoneNumber"),
    }
    return {name: value for name, value in found.items() if value} | {"address": _address(sent, "billing")}


def _entered(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what the session stores of the buyer's input."""
    prefix = "customField-"
    shipping = (
        {"name": sent["shippingName"], "address": _address(sent, "shipping")}
        if sent.get("shippingName")
        else None
    )
    fields = {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}
    consent = {"terms_of_service": "accepted"} if "termsOfService" in sent else None
    return {**_buyer(sent), "shipping": shipping, "custom_fields": fields, "consent": consent}


def _field(param: str | None) -> str:
    """Return the field of a parameter in an error."""
    known = {
        "number": "cardNumber",
        "exp_month": "cardExpiry",
        "exp_year": "cardExpiry",
        "cvc": "cardCvc",
        "email": "email",
    }
    return known.get((param or "").rpartition("[")[2].rstrip("]"), "")
