"""Pages with instructions to pay: QR codes and vouchers, bank transfers, microdeposits, and mandates.

The link of an intent contains its client secret. Texts and the actions of buttons are passed in. Source: API
reference, `next_action` of intents; Mandates.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterfoil.kernel.errors import Refusal
from counterfoil.server import html
from counterfoil.server.challenges import AUTHORIZING, Challenges, Found

MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
NOWHERE = html.paragraph("There is no such payment.")
OVER = html.paragraph("This payment does not wait for you any more.")
PAY = AUTHORIZING.format(noun="Payment")
SEND = '<form method="post"><button name="outcome" value="success">Simulate the transfer</button></form>'
VERIFY = (
    '<form method="post">{fields}<p><button data-testid="verify-button">Verify</button></p></form>'
    "<details><summary>Test data</summary><p>32 and 45, or SM11AA, verify the account. 10 and 11, or SM33CC,"
    " exceed the attempts. 40 and 41, or SM44DD, are too late.</p></details>"
)
AMOUNTS = (
    '<label>First amount, in cents <input name="amount" inputmode="numeric"></label>'
    '<label>Second amount, in cents <input name="amount" inputmode="numeric"></label>'
)
CODE = '<label>Descriptor code <input name="descriptor_code" placeholder="SM11AA"></label>'


class Instructions:
    """Serves the pages. shown: their texts and actions (`resources/payments/instructions.py`)."""

    def __init__(self, challenges: Challenges, shown: Any) -> None:
        self.challenges = challenges
        self.shown = shown

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        both = ["GET", "POST"]
        return [
            Route("/qr/{intent}.{kind:str}", self.picture),
            Route("/qr/{intent}", self.code, methods=both),
            Route("/voucher/{intent}", self.voucher, methods=both),
            Route("/bank_transfers/{intent}", self.transfer, methods=both),
            Route("/microdeposit/{intent}", self.deposits, methods=both),
            Route("/mandates/{mandate}", self.mandate),
        ]

    async def picture(self, request: Request) -> Response:
        """Serve the QR code of an intent as PNG or SVG."""
        kind = request.path_params["kind"]
        found = self.challenges.found(request)
        if found is None or kind not in MEDIA:
            return html.page("Payment", NOWHERE, 404)
        picture = self.shown.picture(self._address(found), kind)
        return Response(picture, media_type=MEDIA[kind], headers={"cache-control": "no-store"})

    async def code(self, request: Request) -> Response:
        """Show the QR code, and buttons instead of a phone."""
        return await self._page(request, "Scan to pay", with_code=True)

    async def voucher(self, request: Request) -> Response:
        """Show the numbers of a voucher, and buttons that pay it or let it fail."""
        return await self._page(request, "Voucher", with_code=False)

    async def _page(self, request: Request, title: str, *, with_code: bool) -> Response:
        found = self.challenges.found(request)
        if found is None:
            return html.page(title, NOWHERE, 404)
        if request.method == "POST":
            return await self.challenges.page(request)
        lines = (self.shown.code if with_code else self.shown.voucher)(found.intent)
        if lines is None:
            return html.page(title, OVER)
        drawn = self.shown.picture(self._address(found), "svg").decode() if with_code else ""
        return html.page(title, drawn.partition("?>")[2] + html.table(lines) + PAY)

    def _address(self, found: Found) -> str:
        """Return the URL in a QR code."""
        base, intent = self.challenges.services.base_url, found.intent
        return f"{base}/authorize/{intent['id']}?client_secret={intent['client_secret']}"

    async def transfer(self, request: Request) -> Response:
        """Show the bank account for a transfer, and a button that simulates it."""
        title, found = "Bank transfer", self.challenges.found(request)
        if found is None:
            return html.page(title, NOWHERE, 404)
        lines = self.shown.transfer(found.intent)
        if lines is None:
            return html.page(title, OVER, 409 if request.method == "POST" else 200)
        if request.method == "GET":
            return html.page(title, html.table(lines) + SEND)
        await self.challenges.perform(found, self.shown.fund)
        return html.page(title, html.paragraph("Thank you. The transfer has arrived."))

    async def deposits(self, request: Request) -> Response:
        """Show a form for the amounts or the descriptor code of microdeposits."""
        title, found = "Verify your bank account", self.challenges.found(request)
        if found is None:
            return html.page(title, NOWHERE, 404)
        awaited = self.shown.deposits(found.intent)
        if awaited is None:
            return html.page(title, OVER, 409 if request.method == "POST" else 200)
        day, by_amounts, left = awaited
        fields = VERIFY.format(fields=AMOUNTS if by_amounts else CODE)
        form = html.paragraph(f"One or two small deposits arrive on {day}. Tries left: {left}.") + fields
        if request.method == "GET":
            return html.page(title, form)
        sent = parse_qsl((await request.body()).decode("latin1"))
        try:
            await self.challenges.perform(found, lambda work, intent: self.shown.verify(work, intent, sent))
        except Refusal as refusal:
            rest = html.paragraph(f"Tries left: {left - 1}.") + fields if left > 1 else ""
            return html.page(title, html.alert(refusal.message) + rest, 422)
        return html.page(title, html.paragraph("Thank you. Your bank account is verified."))

    async def mandate(self, request: Request) -> Response:
        """Show what a customer has permitted."""
        lines = self.shown.mandate(self.challenges.reader, request.path_params["mandate"])
        if lines is None:
            return html.page("Mandate", html.paragraph("There is no such mandate."), 404)
        return html.page("Mandate", html.table(lines))
