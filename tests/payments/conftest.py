"""What the tests of payments share: a payment in one word, and the bank's page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.client import Api


@pytest.fixture
def pay(api: Api) -> Callable[..., Any]:
    """A card payment, confirmed at once: `pay(2000, "pm_card_visa")`."""
    return api.given.payment_intent


def page(intent: Any) -> str:
    """The path of the bank's page that an intent leads to."""
    return intent.next_action.redirect_to_url.url.partition("://")[2].partition("/")[2]


def answer(api: Api, intent: Any, outcome: str) -> dict[str, str]:
    """Press a button of the bank's page. Returns the query of the return URL, which is the intent's own."""
    back = intent.next_action.redirect_to_url.return_url.partition("?")[0]
    response = api.request("POST", f"/{page(intent)}", {"outcome": outcome}, key=None)
    assert response.status == 303, response.body
    location = urlsplit(response.headers["location"])
    assert f"{location.scheme}://{location.netloc}{location.path}" == back
    return {name: values[0] for name, values in parse_qs(location.query).items()}


def charge_of(api: Api, intent: Any, **params: Any) -> Any:
    """An intent's latest charge."""
    return api.get(f"/v1/charges/{intent.latest_charge}", **params)


def settled(api: Api, charge: str) -> Any:
    """Return a charge with its balance transaction, which exists a moment later under automatic_async."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = api.get(f"/v1/charges/{charge}", expand=["balance_transaction"])
        if found.balance_transaction is not None:
            return found
        time.sleep(0.005)
    raise AssertionError("the money did not arrive")
