"""Payment links: what they sell, the sessions they open, and when they close."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

import pytest

CARD = {
    "email": "ada@example.com",
    "cardNumber": "4242 4242 4242 4242",
    "cardExpiry": "12 / 40",
    "cardCvc": "123",
    "billingName": "Ada",
}


@pytest.fixture
def price(api):
    return api.post("/v1/prices", currency="usd", unit_amount=2000, product_data={"name": "Tea"})


@pytest.fixture
def create(api, price):
    return lambda **params: api.post(
        "/v1/payment_links", **{"line_items": [{"price": price.id, "quantity": 2}], **params}
    )


def visit(api, url, method="GET", **fields):
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return api.request(method, path, urlencode(fields).encode() if fields else None, key=None)


def opened(api, link, **query):
    """Visit a link. Returns the session that it opens."""
    page = visit(api, f"{link.url}?{urlencode(query)}")
    assert page.status == 200, page.body
    return api.get(f"/v1/checkout/sessions/{re.search(b'/c/pay/([a-z0-9A-Z_]+)', page.body)[1].decode()}")


def pay(api, session):
    return visit(api, session.url, "POST", **CARD)


def test_a_new_link_has_its_defaults(api, create):
    link = create()
    assert (link.active, link.currency, link.submit_type, link.billing_address_collection) == (
        True,
        "usd",
        "auto",
        "auto",
    )
    assert link.after_completion == {
        "type": "hosted_confirmation",
        "hosted_confirmation": {"custom_message": None},
    }
    assert (link.customer_creation, link.payment_method_collection, link.allow_promotion_codes) == (
        "if_required",
        "if_required",
        False,
    )
    assert (link.phone_number_collection, link.tax_id_collection) == (
        {"enabled": False},
        {"enabled": False, "required": "never"},
    )
    assert (link.restrictions, link.subscription_data, link.metadata, link.custom_fields) == (
        None,
        None,
        {},
        [],
    )
    assert "line_items" not in link and "/buy/test_" in link.url
    assert api.happened()[-1] == "payment_link.created"
    assert api.get(f"/v1/payment_links/{link.id}") == link
    items = api.get(f"/v1/payment_links/{link.id}/line_items")
    assert [(one.quantity, one.amount_total, one.description) for one in items.data] == [(2, 4000, "Tea")]
    expanded = api.get(f"/v1/payment_links/{link.id}", expand=["line_items"]).line_items
    assert (expanded.data, expanded.url) == (items.data, f"/v1/payment_links/{link.id}/line_items")


def test_a_link_of_a_recurring_price_subscribes(api):
    price = api.post(
        "/v1/prices",
        currency="usd",
        unit_amount=900,
        recurring={"interval": "month"},
        product_data={"name": "Club"},
    )
    link = api.post("/v1/payment_links", line_items=[{"price": price.id, "quantity": 1}])
    assert (link.customer_creation, link.payment_method_collection, link.invoice_creation) == (
        "always",
        "always",
        None,
    )
    assert link.subscription_data.invoice_settings.issuer.type == "self"
    assert opened(api, link).mode == "subscription"


def test_visitors_get_sessions_of_their_own(api, create):
    link = create(metadata={"order": "7"}, submit_type="donate", payment_intent_data={"description": "Tea"})
    first, second = opened(api, link), opened(api, link)
    assert first.id != second.id
    assert (first.payment_link, first.metadata, first.submit_type, first.amount_total) == (
        link.id,
        {"order": "7"},
        "donate",
        4000,
    )
    assert (first.mode, first.status, first.success_url) == ("payment", "open", None)
    assert [one.id for one in api.get("/v1/checkout/sessions", payment_link=link.id).data] == [
        second.id,
        first.id,
    ]


def test_a_buyer_pays_and_is_thanked(api, create):
    link = create(
        payment_intent_data={"description": "Tea"},
        after_completion={
            "type": "hosted_confirmation",
            "hosted_confirmation": {"custom_message": "Enjoy your <tea>."},
        },
    )
    session = opened(api, link)
    paid = pay(api, session)
    assert paid.status == 303
    thanks = visit(api, paid.headers["location"])
    assert thanks.status == 200 and "Enjoy your &lt;tea&gt;." in thanks.body.decode()
    done = api.get(f"/v1/checkout/sessions/{session.id}", expand=["payment_intent"])
    assert (done.status, done.payment_status, done.payment_intent.description) == ("complete", "paid", "Tea")


def test_a_buyer_is_sent_on_with_where_they_came_from(api, create):
    link = create(
        after_completion={"type": "redirect", "redirect": {"url": "https://example.com/done?a=1#top"}}
    )
    session = opened(api, link, utm_source="mail", utm_other="x", utm_term="y" * 151)
    assert pay(api, session).headers["location"] == "https://example.com/done?a=1&utm_source=mail#top"


def test_an_address_fills_in_what_fits(api, create):
    coupon = api.post("/v1/coupons", percent_off=50, duration="once")
    api.post("/v1/promotion_codes", code="HALF", coupon=coupon.id)
    link = create(allow_promotion_codes=True)
    page = visit(api, f"{link.url}?prefilled_email=a%40b.co")
    assert 'value="a@b.co"' in page.body.decode()
    filled = opened(
        api,
        link,
        client_reference_id="order_7-a",
        prefilled_promo_code="half",
        locked_prefilled_email="a@b.co",
    )
    assert (filled.client_reference_id, filled.amount_total, filled.customer_email) == (
        "order_7-a",
        2000,
        "a@b.co",
    )
    odd = opened(api, link, client_reference_id="no spaces", prefilled_promo_code="none")
    assert (odd.client_reference_id, odd.amount_total) == (None, 4000)


def test_a_link_closes_when_enough_was_sold(api, create):
    link = create(restrictions={"completed_sessions": {"limit": 2}}, inactive_message="All gone.")
    assert link.restrictions == {"completed_sessions": {"count": 0, "limit": 2}}
    first, second, third = opened(api, link), opened(api, link), opened(api, link)
    pay(api, first)
    assert api.get(f"/v1/payment_links/{link.id}").restrictions.completed_sessions.count == 1
    pay(api, second)
    closed = api.get(f"/v1/payment_links/{link.id}")
    assert (closed.active, closed.restrictions.completed_sessions.count) == (False, 2)
    assert "payment_link.updated" in api.happened()
    assert pay(api, third).status == 410
    gone = visit(api, link.url)
    assert gone.status == 410 and "All gone." in gone.body.decode()


def test_a_link_that_is_switched_off_opens_nothing(api, create):
    link = create()
    assert api.post(f"/v1/payment_links/{link.id}", active=False).active is False
    assert visit(api, link.url).status == 410
    assert [one.id for one in api.get("/v1/payment_links", active=False).data] == [link.id]
    assert api.get("/v1/payment_links", active=True).data == []
    assert visit(api, link.url[:-1]).status == 404
    assert visit(api, "/buy/test_none").status == 404


def test_quantities_may_change_but_not_prices(api, create):
    link = create()
    (item,) = api.get(f"/v1/payment_links/{link.id}/line_items").data
    api.post(f"/v1/payment_links/{link.id}", line_items=[{"id": item.id, "quantity": 3}], metadata={"a": "b"})
    assert opened(api, link).amount_total == 6000
    assert (
        api.refused(
            "POST", f"/v1/payment_links/{link.id}", line_items=[{"id": "li_none", "quantity": 1}]
        ).param
        == "line_items[0][id]"
    )
    refused = api.refused(
        "POST", f"/v1/payment_links/{link.id}", line_items=[{"id": item.id, "price": "price_x"}]
    )
    assert refused.code == "parameter_unknown"


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"line_items": None}, "line_items"),
        ({"line_items": [{"price": "price_none", "quantity": 1}]}, "line_items[0][price]"),
        ({"after_completion": {"type": "redirect"}}, "after_completion[redirect]"),
        ({"restrictions": {"completed_sessions": {"limit": 0}}}, "restrictions[completed_sessions][limit]"),
    ],
)
def test_what_does_not_fit_is_refused(api, price, params, param):
    sent = {"line_items": [{"price": price.id, "quantity": 1}], **params}
    assert (
        api.refused(
            "POST", "/v1/payment_links", **{name: value for name, value in sent.items() if value is not None}
        ).param
        == param
    )
