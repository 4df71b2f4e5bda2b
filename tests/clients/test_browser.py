"""A buyer with a browser: Chromium fills in the page of a session as people do."""

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
        answer = httpx.request(method, f"{server}{path}", data=params or None, auth=(key, ""), timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return call


@pytest.fixture
def session(server: str, ask: Any) -> Any:
    """A session that leads home to a page of the server itself: no name outside is looked up."""
    item = {
        "quantity": 2,
        "price_data][currency": "eur",
        "price_data][unit_amount": 2000,
        "price_data][product_data][name": "Tea",
    }
    return ask(
        "POST", "/v1/checkout/sessions", mode="payment",
        success_url=f"{server}/healthz?session={{CHECKOUT_SESSION_ID}}",
        **{"payment_method_types[0]": "card", "payment_method_types[1]": "ideal",
           "allow_promotion_codes": "true", "payment_intent_data[description]": "Tea"},
        **{f"line_items[0][{name}]": value for name, value in item.items()},
    )  # fmt: skip


def fill(page: Any, number: str, *, by_key: bool = False) -> None:
    """Enter a card and submit, with the button or by pressing Enter."""
    page.get_by_label("Email").fill("ada@example.com")
    page.locator("#cardNumber").press_sequentially(number)
    page.locator("#cardExpiry").fill("")  # what was typed before a decline is still there
    page.locator("#cardExpiry").press_sequentially("1240")
    page.locator("#cardCvc").fill("123")
    page.locator("#billingName").fill("Ada Lovelace")
    page.locator("#billingPostalCode").fill("12345")
    if by_key:
        page.locator("#billingPostalCode").press("Enter")
    else:
        page.get_by_test_id("hosted-payment-submit-button").click()


def went_home(page: Any, session: Any, ask: Any) -> Any:
    """Check where the buyer is now. Returns the completed session."""
    page.wait_for_url(f"**/healthz?session={session['id']}")
    done = ask("GET", f"/v1/checkout/sessions/{session['id']}")
    assert (done["status"], done["payment_status"]) == ("complete", "paid")
    return done


def test_a_card_pays(page, session, ask):
    page.goto(session["url"])
    assert "€40.00" in page.get_by_test_id("product-summary").inner_text()
    fill(page, "4242424242424242")
    assert went_home(page, session, ask)["customer_details"]["name"] == "Ada Lovelace"


def test_pressing_enter_pays(page, session, ask):
    page.goto(session["url"])
    page.locator("#billingCountry").select_option("GB")
    fill(page, "4242424242424242", by_key=True)
    assert went_home(page, session, ask)["customer_details"]["address"]["country"] == "GB"


def test_a_code_is_applied_and_what_was_typed_stays(page, session, ask):
    ask("POST", "/v1/coupons", id="quarter", percent_off=25, duration="once")
    ask("POST", "/v1/promotion_codes", coupon="quarter", code="SPRING")
    page.goto(session["url"])
    page.get_by_label("Email").fill("ada@example.com")
    page.locator("#promotionCode").fill("SPRING")
    page.get_by_role("button", name="Apply").click()
    assert "€30.00" in page.get_by_test_id("hosted-payment-submit-button").inner_text()
    assert page.get_by_label("Email").input_value() == "ada@example.com"
    fill(page, "4242424242424242")
    assert went_home(page, session, ask)["amount_total"] == 3000


def test_a_cardholder_authenticates(page, session, ask):
    page.goto(session["url"])
    fill(page, "4000002760003184")
    page.locator("#test-source-authorize-3ds").click()
    went_home(page, session, ask)


def test_a_declined_card_is_told_and_another_one_pays(page, session, ask):
    page.goto(session["url"])
    fill(page, "4000000000000002")
    assert page.get_by_role("alert").inner_text() == "Your card was declined."
    assert page.locator("#cardNumber").input_value() == ""
    assert page.get_by_label("Email").input_value() == "ada@example.com"
    fill(page, "4242424242424242")
    went_home(page, session, ask)


def test_a_redirecting_method_pays(page, session, ask):
    page.goto(session["url"])
    page.get_by_label("Email").fill("ada@example.com")
    page.locator("#billingName").fill("Ada Lovelace")
    page.locator("#payment-method-accordion-item-title-ideal").check()
    page.get_by_test_id("hosted-payment-submit-button").click()
    page.get_by_text("Authorize Test Payment").click()
    went_home(page, session, ask)


def test_a_page_needs_nothing_from_elsewhere(page, session):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(session["url"])
    assert asked == [session["url"]]
    assert said == []
