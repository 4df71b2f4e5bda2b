"""The hosted page: a buyer's form, sent as a browser without scripts sends it."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import pytest

CARD = {
    "email": "ada@example.com",
    "cardNumber": "4242 4242 4242 4242",
    "cardExpiry": "12 / 40",
    "cardCvc": "123",
    "billingName": "Ada",
}
HOME = "https://example.com/done?session={CHECKOUT_SESSION_ID}"


@pytest.fixture
def session(api):
    item = {
        "price_data": {"currency": "usd", "unit_amount": 2000, "product_data": {"name": "Tea"}},
        "quantity": 2,
    }
    return api.post(
        "/v1/checkout/sessions",
        mode="payment",
        success_url=HOME,
        line_items=[item],
        payment_method_types=["card", "ideal"],
    )


def visit(api, url, method="GET", **fields):
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return api.request(method, path, urlencode(fields).encode() if fields else None, key=None)


def test_the_page_shows_what_is_bought(api, session):
    page = visit(api, session.url)
    text = page.body.decode()
    assert page.status == 200
    for hook in (
        "Tea × 2",
        "$40.00",
        'id="cardNumber"',
        'placeholder="MM / YY"',
        'data-testid="hosted-payment-submit-button"',
    ):
        assert hook in text
    assert "Pay $40.00" in text


def test_a_buyer_pays_and_goes_home(api, session):
    paid = visit(api, session.url, "POST", **CARD)
    assert (paid.status, paid.headers["location"]) == (303, HOME.replace("{CHECKOUT_SESSION_ID}", session.id))
    done = api.get(f"/v1/checkout/sessions/{session.id}", expand=["payment_intent.latest_charge"])
    assert (done.status, done.payment_status, done.customer_details.email) == (
        "complete",
        "paid",
        "ada@example.com",
    )
    assert done.payment_intent.latest_charge.billing_details.name == "Ada"
    assert visit(api, session.url).status == 410


def test_a_decline_is_shown_and_another_card_pays(api, session):
    declined = visit(api, session.url, "POST", **{**CARD, "cardNumber": "4000000000000002"})
    assert declined.status == 402
    assert "Your card was declined." in declined.body.decode()
    assert "4000000000000002" not in declined.body.decode()
    assert visit(api, session.url, "POST", **CARD).status == 303


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"email": "ada"}, "Your email is incomplete."),
        ({"cardNumber": ""}, "Your card number is incomplete."),
        ({"cardNumber": "4242424242424241"}, "Your card number is incorrect."),
        ({"cardExpiry": "13 / 40"}, "expiration month is invalid"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(api, session, wrong, text):
    page = visit(api, session.url, "POST", **{**CARD, **wrong})
    assert page.status in (402, 422)
    assert text.replace("'", "&#x27;") in page.body.decode()
    assert api.get(f"/v1/checkout/sessions/{session.id}").status == "open"


def test_a_cardholder_authenticates_and_comes_back(api, session):
    away = visit(api, session.url, "POST", **{**CARD, "cardNumber": "4000002760003184"})
    assert away.status == 303 and "/3d_secure/" in away.headers["location"]
    back = visit(api, away.headers["location"], "POST", outcome="complete")
    assert back.status == 303
    home = visit(api, back.headers["location"])
    assert (home.status, home.headers["location"]) == (303, HOME.replace("{CHECKOUT_SESSION_ID}", session.id))
    assert api.get(f"/v1/checkout/sessions/{session.id}").payment_status == "paid"


def test_who_fails_to_authenticate_may_try_again(api, session):
    away = visit(api, session.url, "POST", **{**CARD, "cardNumber": "4000002760003184"})
    back = visit(api, away.headers["location"], "POST", outcome="fail")
    page = visit(api, back.headers["location"])
    assert page.status == 200 and "unable to authenticate" in page.body.decode()
    assert visit(api, session.url, "POST", **CARD).status == 303


def test_an_expired_or_unknown_session_has_no_form(api, session):
    api.post(f"/v1/checkout/sessions/{session.id}/expire")
    assert visit(api, session.url).status == 410
    assert visit(api, "/c/pay/cs_test_none").status == 404
