"""What the tests of payments share: a payment in one line, and a wall clock that can be set forward."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.client import Api, House

DAY = 86400


@pytest.fixture
def pay(api: Api) -> Callable[..., Any]:
    """A card payment, confirmed at once: `pay(2000, "pm_card_visa")`."""

    def pay(amount: int = 2000, method: str = "pm_card_visa", **params: Any) -> Any:
        return api.post("/v1/payment_intents", **payment(amount, method, **params))

    return pay


def payment(amount: int = 2000, method: str = "pm_card_visa", **params: Any) -> dict[str, Any]:
    """The parameters of a card payment that is confirmed at once."""
    sent = {"amount": amount, "currency": "usd", "payment_method": method, "payment_method_types": ["card"], "confirm": True, **params}
    return {name: value for name, value in sent.items() if value is not None}


def page(intent: Any) -> str:
    """The path of the bank's page that an intent leads to."""
    return intent.next_action.redirect_to_url.url.partition("://")[2].partition("/")[2]


def answer(api: Api, intent: Any, outcome: str) -> dict[str, str]:
    """Press a button of the bank's page; the query of the address one is sent back to, which is the intent's own."""
    back = intent.next_action.redirect_to_url.return_url.partition("?")[0]
    response = api.request("POST", f"/{page(intent)}", {"outcome": outcome}, key=None)
    assert response.status == 303, response.body
    location = urlsplit(response.headers["location"])
    assert f"{location.scheme}://{location.netloc}{location.path}" == back
    return {name: values[0] for name, values in parse_qs(location.query).items()}


def settled(api: Api, charge: str) -> Any:
    """A charge once its balance transaction, expanded here, is there: under automatic_async that is a moment later."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        found = api.get(f"/v1/charges/{charge}", expand=["balance_transaction"])
        if found.balance_transaction is not None:
            return found
        time.sleep(0.005)
    raise AssertionError("the money did not arrive")


class Timed(House):
    """A server whose wall clock says what the test says, never less than before."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0
        self.server.house.wall = lambda: int(time.time()) + self.ahead

    def pass_time(self, seconds: int) -> None:
        """Set the wall's clock forward, and run what became due on the way."""
        self.ahead += seconds
        self.run(self.server.ticker.run_due("", self.server.house.wall()))


@pytest.fixture(scope="module")
def timed_house() -> Iterator[Timed]:
    house = Timed()
    yield house
    house.close()


@pytest.fixture
def timed(timed_house: Timed) -> Api:
    """A caller of a server whose wall clock can be set forward: `timed.house.pass_time(7 * DAY)`."""
    return Api(timed_house)
