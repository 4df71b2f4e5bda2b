"""A customer with a browser: Chromium goes through the portal, with scripts and without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = chromium.new_context(java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def ask(server: str, key: str) -> Any:
    """Calls the API."""

    def call(method: str, path: str, **params: Any) -> Any:
        answer = httpx.request(method, f"{server}/v1/{path}", data=params or None, auth=(key, ""), timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return call


@pytest.fixture
def subscription(ask: Any) -> Any:
    """A subscription of 20.00 a month, paid by card."""
    customer = ask(
        "POST",
        "customers",
        payment_method="pm_card_visa",
        **{"invoice_settings[default_payment_method]": "pm_card_visa"},
    )
    terms = {"recurring[interval]": "month", "product_data[name]": "Team plan"}
    price = ask("POST", "prices", currency="usd", unit_amount="2000", **terms)
    return ask("POST", "subscriptions", customer=customer["id"], **{"items[0][price]": price["id"]})


def test_a_customer_cancels_renews_and_changes_the_card(page: Any, ask: Any, subscription: Any, server: str):
    session = ask(
        "POST",
        "billing_portal/sessions",
        customer=subscription["customer"],
        return_url=f"{server}/healthz",
    )
    # The link bears the name that the server is known by; it listens where the tests started it.
    page.goto(server + httpx.URL(session["url"]).raw_path.decode())
    assert "Team plan: $20.00 / month" in page.content()
    page.locator('[data-test="cancel-subscription"]').click()
    page.get_by_label("It is too expensive").check()
    page.locator('[data-test="confirm"]').click()
    assert "It will be canceled on" in page.content()
    found = ask("GET", f"subscriptions/{subscription['id']}")
    assert (found["cancel_at_period_end"], found["cancellation_details"]["feedback"]) == (
        True,
        "too_expensive",
    )
    page.locator('[data-test="renew-subscription"]').click()
    assert "It renews on" in page.content()
    page.locator('[data-test="add-payment-method"]').click()
    page.get_by_label("Card number").fill("5555 5555 5555 4444")
    page.get_by_label("Expiry").fill("12 / 40")
    page.get_by_label("Security code").fill("123")
    page.locator('[data-test="confirm"]').click()
    assert "mastercard •••• 4444, expires 12/2040 (default)" in page.content()
    page.locator('[data-test="return-to-business-link"]').click()
    assert page.url == f"{server}/healthz"
