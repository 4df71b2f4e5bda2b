"""The portal's page: the link, cards and details."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.billing_portal.browser import Browser, opened
from tests.support.clocks import HOUR, MINUTE

CONFIGURATIONS = "/v1/billing_portal/configurations"
CARD = {"cardNumber": "4242 4242 4242 4242", "cardExpiry": "12 / 40", "cardCvc": "123", "billingName": "Ada"}


def test_the_link_lets_one_browser_in(api):
    customer = api.given.customer(email="ada@example.com")
    session = api.post(
        "/v1/billing_portal/sessions", customer=customer.id, return_url="https://example.com/me"
    )
    browser = Browser(api, session.url)
    assert browser.page.status == 200
    for hook in ("ada@example.com", "Subscriptions", "Invoices", 'data-test="return-to-business-link"'):
        assert hook in browser.text
    assert "https://example.com/me" in browser.text
    assert browser.get().status == 200
    assert Browser(api, session.url).page.status == 410
    assert Browser(api, session.url + "x").page.status == 404


def test_of_browsers_at_once_the_link_lets_one_in(api):
    customer = api.given.customer()
    for _ in range(5):
        url = api.post("/v1/billing_portal/sessions", customer=customer.id).url
        with ThreadPoolExecutor(6) as pool:
            browsers = list(pool.map(lambda _, url=url: Browser(api, url), range(6)))
        assert sorted(browser.page.status for browser in browsers) == [200] + 5 * [410]
        [let_in] = [browser for browser in browsers if browser.page.status == 200]
        assert let_in.get().status == 200


def test_a_link_is_over_after_five_minutes_and_a_visit_after_an_hour(api, wall):
    customer = api.given.customer()
    late = api.post("/v1/billing_portal/sessions", customer=customer.id)
    browser = opened(api, customer)
    wall.advance(seconds=5 * MINUTE)
    assert Browser(api, late.url).page.status == 410
    assert browser.get().status == 200
    wall.advance(seconds=HOUR)
    assert browser.get().status == 410


def test_a_form_needs_the_cookie(api):
    browser = opened(api, api.given.customer())
    stranger = Browser.__new__(Browser)
    stranger.api, stranger.home, stranger.cookie = api, browser.home, ""
    assert stranger._request("POST", f"{browser.home}/details", {"name": "Mallory"}).status == 410


def test_a_card_becomes_the_default(api):
    customer = api.given.customer()
    browser = opened(api, customer)
    assert 'id="cardNumber"' in browser.get("payment_method").body.decode()
    browser.send("payment_method", **CARD)
    assert "visa •••• 4242, expires 12/2040 (default)" in browser.text
    default = api.get(f"/v1/customers/{customer.id}").invoice_settings.default_payment_method
    assert api.get(f"/v1/payment_methods/{default}").card.last4 == "4242"
    happened = api.happened()
    assert happened.in_order("setup_intent.succeeded", "customer.updated")
    assert "payment_method.attached" in happened


def test_a_declined_card_changes_nothing(api):
    customer = api.given.customer()
    browser = opened(api, customer)
    browser.get("payment_method")
    declined = browser.send("payment_method", **{**CARD, "cardNumber": "4000000000000002"})
    assert declined.status == 402
    assert 'role="alert"' in browser.text and "4000000000000002" not in browser.text
    assert api.get(f"/v1/customers/{customer.id}").invoice_settings.default_payment_method is None
    wrong = browser.send("payment_method", **{**CARD, "cardExpiry": "soon"})
    assert wrong.status == 422
    assert 'aria-invalid="true"' in browser.text


def test_a_form_counts_once(api):
    customer = api.given.customer()
    browser = opened(api, customer)
    browser.get("payment_method")
    nonce = browser.nonce()
    for _ in range(2):
        browser.send("payment_method", **CARD, nonce=nonce)
        assert browser.page.status == 200
    assert len(api.get("/v1/payment_methods", customer=customer.id, type="card").data) == 1


def test_another_card_is_made_default_and_the_rest_deleted(api):
    customer = api.given.customer(card="pm_card_visa")
    other = api.given.payment_method("pm_card_mastercard", customer)
    browser = opened(api, customer)
    browser.send(f"default/{other.id}")
    found = api.get(f"/v1/customers/{customer.id}")
    assert found.invoice_settings.default_payment_method == other.id
    first = customer.invoice_settings.default_payment_method
    browser.send(f"remove/{first}")
    assert api.get(f"/v1/payment_methods/{first}").customer is None
    stranger = api.given.payment_method()
    assert browser.send(f"remove/{stranger.id}").status == 403


def test_details_change_as_far_as_they_may(api):
    customer = api.given.customer(email="ada@example.com")
    allowed = {"enabled": True, "allowed_updates": ["email", "address"]}
    made = api.post(CONFIGURATIONS, features={"customer_update": allowed})
    browser = opened(api, customer, configuration=made.id)
    browser.get("details")
    assert 'id="email"' in browser.text and 'id="phone"' not in browser.text
    sent = {"email": "grace@example.com", "phone": "555", "name": "Grace", "address-line1": "1 Main St"}
    browser.send("details", **sent, **{"address-country": "US"})
    found = api.get(f"/v1/customers/{customer.id}")
    assert (found.email, found.phone, found.name) == ("grace@example.com", None, "Jenny Rosen")
    assert (found.address.line1, found.address.country) == ("1 Main St", "US")
    assert browser.send("details", email="nobody").status == 422
    assert 'aria-invalid="true"' in browser.text
    assert browser.get("payment_method").status == 404
    assert browser.send("payment_method", **CARD).status in (403, 404)


def test_a_detail_is_taken_away(api):
    customer = api.given.customer(email="ada@example.com", phone="555")
    browser = opened(api, customer)
    browser.get("details")
    browser.send("details", email="ada@example.com", phone=" ")
    found = api.get(f"/v1/customers/{customer.id}")
    assert (found.email, found.phone) == ("ada@example.com", None)


def test_a_flow_shows_its_page_alone_and_leads_away(api):
    customer = api.given.customer()
    there = {"type": "redirect", "redirect": {"return_url": "https://example.com/done"}}
    flow = {"type": "payment_method_update", "after_completion": there}
    browser = opened(api, customer, flow_data=flow)
    assert 'id="cardNumber"' in browser.text
    assert browser.get("details").status == 404
    browser.get()
    found = browser.send("payment_method", **CARD)
    assert (found.status, found.headers["location"]) == (303, "https://example.com/done")


def test_a_flow_ends_with_a_message(api):
    customer = api.given.customer()
    there = {"type": "hosted_confirmation", "hosted_confirmation": {"custom_message": "All set, thanks!"}}
    flow = {"type": "payment_method_update", "after_completion": there}
    browser = opened(api, customer, flow_data=flow)
    browser.send("payment_method", **CARD)
    assert "All set, thanks!" in browser.text
    assert "Subscriptions" in browser.get().body.decode()


def test_older_invoices_are_one_page_further(api):
    customer = api.given.customer()
    for _ in range(25):
        invoice = api.post("/v1/invoices", customer=customer.id)
        api.post(f"/v1/invoices/{invoice.id}/finalize")
    browser = opened(api, customer)
    assert browser.text.count('data-test="invoice"') == 24
    assert "view-more-invoices" in browser.text
    assert browser.get("invoices").body.decode().count('data-test="invoice"') == 25
