"""Promotion codes, as their chapter of the reference tells it."""

import pytest

NEWEST = "2026-10-28.endive"


@pytest.fixture
def coupon(api):
    return api.post("/v1/coupons", percent_off=10, duration="forever")


def code_of(api, coupon, **params):
    return api.post("/v1/promotion_codes", coupon=coupon.id, **params)


def test_a_code_is_born_with_all_defaults(api, coupon):
    newest = api.at(NEWEST)
    made = dict(newest.post("/v1/promotion_codes", promotion={"type": "coupon", "coupon": coupon.id}))
    assert made.pop("id").startswith("promo_")
    code = made.pop("code")
    assert (len(code), code) == (8, code.upper())
    assert made == {
        "object": "promotion_code",
        "active": True,
        "created": api.now,
        "customer": None,
        "customer_account": None,
        "expires_at": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": {},
        "promotion": {"coupon": coupon.id, "type": "coupon"},
        "restrictions": {
            "first_time_transaction": False,
            "minimum_amount": None,
            "minimum_amount_currency": None,
        },
        "times_redeemed": 0,
    }
    assert api.happened() == ["coupon.created", "promotion_code.created"]


def test_a_code_is_found_in_any_case(api, coupon):
    made = code_of(api, coupon, code="Spring20")
    code_of(api, coupon, code="AUTUMN20")
    assert [each.id for each in api.get("/v1/promotion_codes", code="sPRING20").data] == [made.id]
    assert api.get("/v1/promotion_codes", code="SPRING").data == []
    assert len(api.get("/v1/promotion_codes", coupon=coupon.id).data) == 2


def test_a_code_means_one_coupon_for_each_customer(api, coupon):
    alice, bob = api.given.customer(), api.given.customer()
    own = code_of(api, coupon, code="GIFT", customer=alice.id)
    code_of(api, coupon, code="gift", customer=bob.id)
    for params in ({}, {"customer": alice.id}):
        error = api.refused("POST", "/v1/promotion_codes", coupon=coupon.id, code="Gift", **params)
        assert error.message == "An active promotion code with `code: Gift` already exists."
    api.post(f"/v1/promotion_codes/{own.id}", active=False)
    again = code_of(api, coupon, code="GIFT", customer=alice.id)
    assert "already exists" in api.refused("POST", f"/v1/promotion_codes/{own.id}", active=True).message
    assert [each.id for each in api.get("/v1/promotion_codes", active=False).data] == [own.id]
    assert [each.id for each in api.get("/v1/promotion_codes", customer=alice.id).data] == [again.id, own.id]


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"coupon": "none"}, "coupon"),
        ({"code": "a b"}, "code"),
        ({"customer": "cus_none"}, "customer"),
        ({"max_redemptions": 6}, "max_redemptions"),
        ({"expires_at": 1}, "expires_at"),
        ({"expires_at": 1750000000 + 90000}, "expires_at"),
        ({"restrictions": {"minimum_amount": 500}}, "restrictions[minimum_amount_currency]"),
        ({"restrictions": {"minimum_amount_currency": "usd"}}, "restrictions[minimum_amount]"),
        (
            {"restrictions": {"minimum_amount": 0, "minimum_amount_currency": "usd"}},
            "restrictions[minimum_amount]",
        ),
    ],
)
def test_what_its_coupon_does_not_allow_is_refused(api, sent, param):
    coupon = api.post("/v1/coupons", percent_off=10, max_redemptions=5, redeem_by=api.now + 86400)
    error = api.refused("POST", "/v1/promotion_codes", **{"coupon": coupon.id, **sent})
    assert error.param == param


def test_a_code_is_switched_off_and_on_again(api, coupon):
    made = code_of(api, coupon)
    path = f"/v1/promotion_codes/{made.id}"
    assert not api.post(path, active=False).active
    assert "inactive" in api.refused("POST", "/v1/customers", promotion_code=made.id).message
    assert api.post(path, active=True).active
    assert api.post("/v1/customers", promotion_code=made.id).discount.promotion_code == made.id
    assert api.happened(type="promotion_code.updated").previous("promotion_code.updated") == {"active": False}


def test_a_code_that_is_used_up_or_expired_stays_inactive(api, wall):
    coupon = api.post("/v1/coupons", percent_off=10)
    once = code_of(api, coupon, max_redemptions=1)
    short = code_of(api, coupon, expires_at=api.now + 3600)
    customer = api.post("/v1/customers", promotion_code=once.id)
    assert customer.discount.promotion_code == once.id
    wall.advance(hours=1)
    for each in (once, short):
        seen = api.get(f"/v1/promotion_codes/{each.id}")
        assert not seen.active
        assert api.refused("POST", f"/v1/promotion_codes/{each.id}", active=True).param == "active"
    assert api.get(f"/v1/promotion_codes/{once.id}").times_redeemed == 1
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1


def test_restrictions_are_checked_when_a_code_is_used(api, coupon):
    other, buyer = api.given.customer(), api.given.customer()
    api.given.paid_intent(customer=buyer.id)
    first = code_of(api, coupon, restrictions={"first_time_transaction": True})
    own = code_of(api, coupon, customer=other.id)
    least = code_of(api, coupon, restrictions={"minimum_amount": 500, "minimum_amount_currency": "usd"})
    path = f"/v1/customers/{buyer.id}"
    assert "prior transactions" in api.refused("POST", path, promotion_code=first.id).message
    assert "different customer" in api.refused("POST", path, promotion_code=own.id).message
    assert "minimum amount" in api.refused("POST", path, promotion_code=least.id).message
    assert api.post(f"/v1/customers/{other.id}", promotion_code=own.id).discount
    assert api.post("/v1/customers", promotion_code=first.id).discount
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 2


def test_minimums_in_other_currencies_show_when_they_are_expanded(api, coupon):
    options = {"eur": {"minimum_amount": 450}}
    restrictions = {"minimum_amount": 500, "minimum_amount_currency": "usd", "currency_options": options}
    made = code_of(api, coupon, restrictions=restrictions, expand=["restrictions.currency_options"])
    assert made.restrictions.currency_options == options
    path = f"/v1/promotion_codes/{made.id}"
    assert "currency_options" not in api.get(path).restrictions
    api.post(path, restrictions={"currency_options": {"gbp": {"minimum_amount": 400}}})
    seen = api.get(path, expand=["restrictions.currency_options"])
    assert seen.restrictions.currency_options == {**options, "gbp": {"minimum_amount": 400}}
    assert api.get("/v1/promotion_codes", expand=["data.restrictions.currency_options"]).data == [seen]


def test_checkout_holds_a_code_to_its_restrictions(api, coupon):
    buyer = api.given.customer()
    api.given.paid_intent(customer=buyer.id)
    item = {
        "price_data": {"currency": "usd", "unit_amount": 400, "product_data": {"name": "Pin"}},
        "quantity": 1,
    }
    sent = {
        "mode": "payment",
        "success_url": "https://example.com",
        "line_items": [item],
        "customer": buyer.id,
    }
    first = code_of(api, coupon, restrictions={"first_time_transaction": True})
    least = code_of(api, coupon, restrictions={"minimum_amount": 500, "minimum_amount_currency": "usd"})
    for code, reason in ((first, "prior transactions"), (least, "minimum amount")):
        error = api.refused("POST", "/v1/checkout/sessions", **sent, discounts=[{"promotion_code": code.id}])
        assert reason in error.message
        assert error.param == "discounts[0][promotion_code]"
