"""Changes of an order by its buyer and by its seller, and recovery of expired sessions."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from counterfoil.contract import versions

CARD = {
    "email": "ada@example.com",
    "cardNumber": "4242 4242 4242 4242",
    "cardExpiry": "12 / 40",
    "cardCvc": "123",
    "billingName": "Ada",
}


def item(amount=2000, quantity=1, **more):
    return {
        "price_data": {"currency": "usd", "unit_amount": amount, "product_data": {"name": "Tea"}},
        "quantity": quantity,
        **more,
    }


def opened(api, *items, **params):
    sent = {
        "mode": "payment",
        "success_url": "https://example.com/done",
        "line_items": list(items) or [item()],
        **params,
    }
    return api.post("/v1/checkout/sessions", **sent)


def visit(api, url, method="GET", **fields):
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return api.request(method, path, urlencode(fields).encode() if fields else None, key=None)


def change(api, session, **fields):
    return visit(api, session.url, "POST", change="order", **fields)


def now(api, session):
    return api.get(f"/v1/checkout/sessions/{session.id}", expand=["line_items"])


def test_a_buyer_enters_a_promotion_code(api):
    coupon = api.post("/v1/coupons", percent_off=25, duration="once")
    code = api.post("/v1/promotion_codes", code="SPRING", coupon=coupon.id)
    session = opened(api, allow_promotion_codes=True)
    assert session.id.startswith("cs_test_b1")
    wrong = change(api, session, promotionCode="AUTUMN")
    assert wrong.status == 422 and "This code is invalid." in wrong.body.decode()
    assert "$15.00" in change(api, session, promotionCode="spring").body.decode()
    assert (now(api, session).amount_total, now(api, session).discounts[0].promotion_code) == (1500, code.id)
    assert visit(api, session.url, "POST", **CARD).status == 303
    paid = api.get(f"/v1/checkout/sessions/{session.id}", expand=["payment_intent"])
    assert (paid.payment_status, paid.payment_intent.amount_received) == ("paid", 1500)


def test_a_session_without_codes_takes_none(api):
    coupon = api.post("/v1/coupons", percent_off=25, duration="once")
    api.post("/v1/promotion_codes", code="SPRING", coupon=coupon.id)
    session = opened(api)
    assert "promotionCode" not in visit(api, session.url).body.decode()
    assert change(api, session, promotionCode="SPRING").status == 422


def test_a_buyer_takes_more_within_bounds(api):
    session = opened(api, item(adjustable_quantity={"enabled": True, "maximum": 5}), item(500))
    free, fixed = now(api, session).line_items.data
    assert change(api, session, **{f"quantity-{free.id}": "3", f"quantity-{fixed.id}": "9"}).status == 200
    assert now(api, session).amount_total == 6500
    assert change(api, session, **{f"quantity-{free.id}": "6"}).status == 422
    assert change(api, session, **{f"quantity-{free.id}": "0"}).status == 200
    assert now(api, session).amount_total == 500


def test_something_must_remain(api):
    session = opened(api, item(adjustable_quantity={"enabled": True}))
    (only,) = now(api, session).line_items.data
    assert change(api, session, **{f"quantity-{only.id}": "0"}).status == 422
    assert now(api, session).amount_total == 2000


def test_a_buyer_chooses_how_it_is_sent(api):
    rates = [
        {
            "shipping_rate_data": {
                "display_name": name,
                "type": "fixed_amount",
                "fixed_amount": {"amount": amount, "currency": "usd"},
            }
        }
        for name, amount in (("Post", 500), ("Express", 1500))
    ]
    session = opened(api, shipping_options=rates)
    assert session.amount_total == 2500
    assert "Express, $15.00" in visit(api, session.url).body.decode()
    assert change(api, session, shippingOption=session.shipping_options[1].shipping_rate).status == 200
    changed = now(api, session)
    assert (changed.amount_total, changed.total_details.amount_shipping) == (3500, 1500)
    assert change(api, session, shippingOption="shr_none").status == 422


def test_a_seller_replaces_the_items(api):
    api = api.at(versions.NEWEST)
    session = opened(api, item(1000), item(500))
    first, _ = now(api, session).line_items.data
    changed = api.post(
        f"/v1/checkout/sessions/{session.id}",
        line_items=[{"id": first.id, "quantity": 3}, item(700)],
        expand=["line_items"],
    )
    assert changed.amount_total == 3700
    assert [(one.quantity, one.amount_total) for one in changed.line_items.data] == [(3, 3000), (1, 700)]
    assert changed.line_items.data[0].id == first.id
    wrong = api.refused("POST", f"/v1/checkout/sessions/{session.id}", line_items=[{"id": "li_none"}])
    assert wrong.param == "line_items[0][id]"


def test_an_expired_session_is_taken_up_again(api):
    session = opened(api, after_expiration={"recovery": {"enabled": True}}, metadata={"order": "7"})
    gone = api.post(f"/v1/checkout/sessions/{session.id}/expire")
    recovery = gone.after_expiration.recovery
    assert recovery.expires_at == api.now + 30 * 86400
    led = visit(api, recovery.url)
    assert led.status == 303
    copy = api.get(f"/v1/checkout/sessions/{led.headers['location'].rpartition('/')[2]}")
    assert (copy.recovered_from, copy.amount_total, copy.metadata, copy.status) == (
        session.id,
        2000,
        {"order": "7"},
        "open",
    )
    assert visit(api, copy.url, "POST", **CARD).status == 303
    assert visit(api, recovery.url[:-1]).status == 404


def test_an_embedded_session_has_a_secret_and_no_url(api):
    session = api.post(
        "/v1/checkout/sessions",
        mode="payment",
        ui_mode="embedded",
        return_url="https://example.com",
        line_items=[item()],
    )
    assert session.client_secret.startswith(f"{session.id}_secret_")
    assert (session.url, session.success_url) == (None, None)
    page = visit(api, f"/c/pay/{session.id}")
    assert (page.status, "frame-ancestors *" in page.headers["content-security-policy"]) == (200, True)
    done = visit(api, f"/c/pay/{session.id}", "POST", **CARD)
    assert done.status == 200 and 'target="_top">Continue' in done.body.decode()
    assert api.get(f"/v1/checkout/sessions/{session.id}").payment_status == "paid"
