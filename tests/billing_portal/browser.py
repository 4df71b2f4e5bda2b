"""A browser without scripts: it keeps the portal's cookie and sends the forms that it is shown."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.support.client import Api, Response


class Browser:
    """What opens a portal session. `page` is what it shows."""

    def __init__(self, api: Api, url: str) -> None:
        self.api = api
        self.home = urlsplit(url)._replace(scheme="", netloc="").geturl()
        self.cookie = ""
        self.page = self.get()

    def get(self, path: str = "") -> Response:
        """Open a page of the portal: `payment_method`."""
        self.page = self._request("GET", self.home + (f"/{path}" if path else ""))
        return self.page

    def send(self, path: str, **fields: Any) -> Response:
        """Send the form of a page, and follow it where it leads within the portal."""
        found = self._request("POST", f"{self.home}/{path}", {"nonce": self.nonce(), **fields})
        if found.status == 303 and found.headers["location"].startswith(self.home):
            found = self._request("GET", found.headers["location"])
        self.page = found
        return found

    def nonce(self) -> str:
        """The nonce of the first form that is shown; else one of our own."""
        shown = re.search(r'name="nonce" value="(\w+)"', self.text)
        return shown[1] if shown else "n"

    @property
    def text(self) -> str:
        return self.page.body.decode() if hasattr(self, "page") else ""

    def _request(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Response:
        body = urlencode(fields).encode() if fields is not None else None
        headers = {"cookie": self.cookie} if self.cookie else {}
        found = self.api.request(method, path, body, key=None, headers=headers)
        if "set-cookie" in found.headers:
            self.cookie = found.headers["set-cookie"].partition(";")[0]
        return found


def opened(api: Api, customer: Any, **params: Any) -> Browser:
    """A browser in a new portal session."""
    return Browser(api, api.post("/v1/billing_portal/sessions", customer=customer.id, **params).url)
