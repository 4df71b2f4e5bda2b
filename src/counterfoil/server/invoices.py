"""The hosted page of an invoice, and its documents: PDFs of the invoice and its receipt.

Whoever has the link sees the page and can pay on it with a card, or with the other types that the invoice
names; 3D Secure and redirecting types lead away and back. The page works without scripts.
Source: guide "Hosted Invoice Page".
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from counterfoil.kernel import Claim, Document, Services, Space, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.errors import Refusal
from counterfoil.server import forms, html
from counterfoil.server.checkout import entries
from counterfoil.server.checkout.form import radio
from counterfoil.server.group_commit import GroupCommit

PAGE = "/i/{account}/{token}"
INVOICE_PDF = "/invoice/{account}/{token}/pdf"
RECEIPT_PDF = "/invoice/{account}/{token}/receipt/pdf"
CREDIT_NOTE_PDF = "/credit_notes/{account}/{token}/pdf"

MISSING = "There is no such invoice."
OVER = "This link has expired. Ask the business for a new one."
PENDING = "Your payment is being processed."
PAYABLE = ("open", "uncollectible")
STATES = {
    "paid": "This invoice was paid. Thank you.",
    "void": "This invoice is void: nothing is to be paid.",
    "uncollectible": "This invoice is past due.",
}
REFUSED = {402: 402, 400: 422}


class InvoicePages:
    """Serves the pages.

    hosted: what invoices offer to their pages (`resources.billing.invoices.hosted`). credit_note: the paper
    of a credit note, by its link's token. pdf: draws a paper.
    method: creates a payment method from its details.
    """

    def __init__(
        self,
        phases: GroupCommit,
        services: Services,
        *,
        hosted: Any,
        credit_note: Callable[[Work, str], Any],
        pdf: Callable[[Any], bytes],
        method: Callable[..., Document],
    ) -> None:
        self.phases = phases
        self.services = services
        self.hosted, self.pdf, self.method = hosted, pdf, method
        self.credit_note = credit_note
        self.reader = phases.store.reader

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route(PAGE, self.page, methods=["GET", "POST"]),
            Route(INVOICE_PDF, self.invoice_pdf),
            Route(RECEIPT_PDF, self.receipt_pdf),
            Route(CREDIT_NOTE_PDF, self.credit_note_pdf),
        ]

    # -- documents -------------------------------------------------------------------------------------------

    async def invoice_pdf(self, request: Request) -> Response:
        """Serve the PDF of a finalized invoice."""
        found = self._found(request)
        if found is None:
            return _missing()
        work, invoice = found
        return self._download(self.hosted.paper(work, invoice))

    async def receipt_pdf(self, request: Request) -> Response:
        """Serve the PDF of a paid invoice's receipt."""
        found = self._found(request)
        paper = found and self.hosted.receipt(*found)
        return self._download(paper) if paper else _missing("There is no such receipt.")

    async def credit_note_pdf(self, request: Request) -> Response:
        """Serve the PDF of a credit note."""
        account, token = request.path_params["account"], request.path_params["token"]
        paper = self.credit_note(self._reading(self.hosted.space_of(account, token)), token)
        return self._download(paper) if paper else _missing("There is no such credit note.")

    def _download(self, paper: Any) -> Response:
        headers = {"content-disposition": f'attachment; filename="{paper.file}"', "cache-control": "no-store"}
        return Response(self.pdf(paper), media_type="application/pdf", headers=headers)

    # -- the page --------------------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Show an invoice, or take the card that pays it."""
        found = self._found(request)
        if found is None:
            return _missing()
        work, invoice = found
        if self.hosted.expired(work, invoice):
            return html.page("Invoice", html.paragraph(OVER), 410)
        if request.method == "GET":
            return self._shown(work, invoice, {}, self.hosted.problem(work, invoice))
        sent = dict(parse_qsl((await request.body()).decode("utf8", "replace"), keep_blank_values=True))
        chosen = entries.kind(_offer(self.hosted.types(work, invoice), invoice), sent)
        wrong = forms.card_problem(sent) if chosen == "card" else entries.bank_problem(chosen, sent)
        if invoice["status"] not in PAYABLE or self.hosted.pending(work, invoice):
            return self._shown(work, invoice, {}, None, status=409)
        if wrong:
            return self._shown(work, invoice, sent, wrong[1], wrong[0], status=422)
        return await self._pay(request, work.space, invoice, sent)

    async def _pay(self, request: Request, space: Space, invoice: Document, sent: dict[str, str]) -> Response:
        """Pay with the method that was entered, and go on to 3D Secure or to the bank if it must."""
        here = f"{self.services.base_url}{request.url.path}"

        def phase() -> str | None:
            work = Work(self.phases.store.writer, space, self.services, now=self.services.wall())
            found = work.get(objects.invoice, invoice["id"])
            adopt(work, found)
            offer = _offer(self.hosted.types(work, found), found)
            card = entries.kind(offer, sent) == "card"
            entered = forms.card(sent, found.customer_email) if card else entries.method(offer, sent)
            method = self.method(work, entered)
            action: str | None = self.hosted.pay(
                work, found, method["id"], lasting="saveDefault" in sent, return_url=here
            )
            return action

        try:
            action = await self.phases.run(phase, Claim.of(space.account))
        except Refusal as refusal:
            status = REFUSED.get(refusal.status)
            if status is None:
                raise
            field = forms.refused_field(refusal.param)
            again = self._found(request)
            assert again is not None, "it was found a moment ago"
            return self._shown(*again, sent, refusal.message, field, status=status)
        return RedirectResponse(action or here, status_code=303)

    def _shown(
        self,
        work: Work,
        invoice: Document,
        sent: dict[str, str],
        problem: str | None,
        wrong: str = "",
        status: int = 200,
    ) -> Response:
        """Return the page of an invoice: what it bills, its documents, and a form while it can be paid."""
        paper = self.hosted.paper(work, invoice)
        pending = self.hosted.pending(work, invoice)
        open, paid = invoice["status"] in PAYABLE and not pending, invoice["status"] == "paid"
        link = f"{self.services.base_url}/invoice/{work.account}/{invoice['_token']}"
        rows = [(_line(row), row.amount) for row in paper.rows]
        parts = [
            html.paragraph(STATES[invoice["status"]]) if invoice["status"] in STATES else "",
            html.paragraph(PENDING) if pending else "",
            f"<p><strong>{escape(paper.headline)}</strong></p>" if open or paid else "",
            f'<p role="alert">{escape(problem)}</p>' if problem and open else "",
            html.table(paper.facts),
            *(
                f"<p><strong>{escape(heading)}</strong><br>{'<br>'.join(map(escape, lines))}</p>"
                for heading, lines in paper.parties
            ),
            f'<div data-testid="invoice-lines">{html.table(rows)}</div>',
            f'<div data-testid="invoice-totals">{html.table(paper.totals)}</div>',
            *(html.paragraph(note) for note in paper.notes),
            _form(_offer(self.hosted.types(work, invoice), invoice), sent, wrong, paper.totals[-1][1])
            if open
            else "",
            f'<p><a href="{link}/pdf" data-testid="download-invoice-pdf-button">Download invoice</a></p>',
        ]
        if paid and invoice["amount_paid"]:
            parts.append(
                f'<p><a href="{link}/receipt/pdf"'
                ' data-testid="download-invoice-receipt-pdf-button">Download receipt</a></p>'
            )
        name = invoice.get("account_name") or "Invoice"
        return html.page(f"Invoice from {name}" if name != "Invoice" else name, "".join(parts), status)

    def _found(self, request: Request) -> tuple[Work, Any] | None:
        """Return the invoice of a link, with a phase that reads at its time."""
        account, token = request.path_params["account"], request.path_params["token"]
        work = self._reading(self.hosted.space_of(account, token))
        invoice = self.hosted.at(work, token)
        if invoice is None:
            return None
        adopt(work, invoice, reads=True)
        return work, invoice

    def _reading(self, space: Space) -> Work:
        return Work(self.reader, space, self.services, now=self.services.wall())


def _missing(text: str = MISSING) -> Response:
    return html.page("Invoice", html.paragraph(text), 404)


def _line(row: Any) -> str:
    """Return what a line bills: its description, quantity, unit price, period, discounts and credits."""
    counted = f"{row.quantity} × {row.unit_price}" if row.unit_price else ""
    return "\n".join(text for text in (row.description, counted, *row.detail.split("\n")) if text)


def _offer(types: list[str], invoice: Any) -> dict[str, Any]:
    """Return what a page offers, as the entries of checkout read it."""
    return {
        "payment_method_types": types,
        "customer": invoice["customer"],
        "customer_details": {"email": invoice.get("customer_email")},
    }


def _form(offer: dict[str, Any], sent: dict[str, str], wrong: str, amount: str) -> str:
    """Return the form that pays. With more than cards on offer it asks for the type, and has its fields."""
    types: list[str] = offer["payment_method_types"]
    if types == ["card"]:
        fields = forms.card_fields(sent, wrong)
    else:
        chosen = entries.kind(offer, sent)
        radios = "".join(radio(kind, kind == chosen) for kind in types)
        fields = f"<fieldset><legend>Payment method</legend>{radios}</fieldset>"
        banks = {name: label for kind in types for name, label, _ in entries.BANKS.get(kind, ())}
        fields += "".join(
            forms.field(name, label, value=sent.get(name, ""), wrong=wrong) for name, label in banks.items()
        )
        if "card" in types:
            fields += forms.card_fields(sent, wrong)
        else:
            fields += forms.field("billingName", "Name", value=sent.get("billingName", ""), wrong=wrong)
    return (
        f'<form method="post" autocomplete="off">{fields}'
        '<p><label><input type="checkbox" name="saveDefault" id="saveDefault"> Use for future'
        " invoices</label></p>"
        f'<p><button data-testid="invoice-pay-button">Pay {escape(amount)}</button></p></form>'
    )
