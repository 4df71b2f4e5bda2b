"""Coupons, as their chapter of the reference tells it."""

import pytest

NEWEST = "2026-10-28.endive"


def test_a_coupon_is_born_with_all_defaults(api):
    coupon = dict(api.post("/v1/coupons", percent_off=12.5))
    assert len(coupon.pop("id")) == 8
    assert coupon.pop("created") == api.now
    assert coupon == {
        "object": "coupon",
        "amount_off": None,
        "currency": None,
        "duration": "once",
        "duration_in_months": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": {},
        "name": None,
        "percent_off": 12.5,
        "redeem_by": None,
        "times_redeemed": 0,
        "valid": True,
    }
    assert api.happened() == ["coupon.created"]


def test_a_percentage_is_written_with_a_point(api):
    answer = api.request("POST", "/v1/coupons", {"percent_off": 50, "id": "HALF"})
    assert b'"percent_off":50.0' in answer.body
    assert b'"percent_off":50.0' in api.request("GET", "/v1/coupons/HALF").body


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({}, None),
        ({"percent_off": 10, "amount_off": 10, "currency": "usd"}, "percent_off"),
        ({"percent_off": 0}, "percent_off"),
        ({"percent_off": 100.5}, "percent_off"),
        ({"percent_off": -1}, "percent_off"),
        ({"amount_off": 0, "currency": "usd"}, "amount_off"),
        ({"amount_off": 100}, "currency"),
        ({"percent_off": 10, "duration": "repeating"}, "duration_in_months"),
        ({"percent_off": 10, "duration": "repeating", "duration_in_months": 0}, "duration_in_months"),
        ({"percent_off": 10, "duration": "forever", "duration_in_months": 3}, "duration_in_months"),
        ({"percent_off": 10, "max_redemptions": 0}, "max_redemptions"),
        ({"percent_off": 10, "redeem_by": 1}, "redeem_by"),
        ({"percent_off": 10, "currency_options": {"eur": {"amount_off": 1}}}, "currency_options"),
        ({"percent_off": 10, "name": "n" * 41}, "name"),
        ({"percent_off": 10, "applies_to": {"products": ["prod_none"]}}, "applies_to[products][0]"),
    ],
)
def test_terms_that_mean_nothing_are_refused(api, sent, param):
    assert api.refused("POST", "/v1/coupons", **sent).get("param") == param
    assert api.happened() == []


def test_an_id_of_ones_own_is_taken_once_and_again_after_deletion(api):
    api.post("/v1/coupons", id="SPRING", percent_off=10)
    error = api.refused("POST", "/v1/coupons", id="SPRING", percent_off=20)
    assert (error.code, error.message) == ("resource_already_exists", "Coupon already exists.")
    assert api.delete("/v1/coupons/SPRING") == {"id": "SPRING", "object": "coupon", "deleted": True}
    assert api.refused("GET", "/v1/coupons/SPRING", 404).message == "No such coupon: 'SPRING'"
    assert api.post("/v1/coupons", id="SPRING", percent_off=20).percent_off == 20


def test_only_name_metadata_and_other_currencies_change(api):
    coupon = api.post("/v1/coupons", amount_off=500, currency="usd", name="Five off")
    path = f"/v1/coupons/{coupon.id}"
    assert api.refused("POST", path, amount_off=600).code == "parameter_unknown"
    options = {"eur": {"amount_off": 450}}
    changed = api.post(
        path, name="5 off", metadata={"k": "v"}, currency_options=options, expand=["currency_options"]
    )
    assert (changed.name, changed.metadata, changed.currency_options) == ("5 off", {"k": "v"}, options)
    assert "currency_options" not in api.get(path)
    assert api.happened() == ["coupon.created", "coupon.updated"]


def test_an_amount_off_forever_is_refused_since_basil(api):
    sent = {"amount_off": 500, "currency": "usd", "duration": "forever"}
    assert api.post("/v1/coupons", **sent).valid
    assert api.at(NEWEST).refused("POST", "/v1/coupons", **sent).param == "duration"
    assert api.at(NEWEST).post("/v1/coupons", percent_off=5, duration="forever").valid


def test_a_coupon_is_used_up(api):
    coupon = api.post("/v1/coupons", percent_off=10, max_redemptions=1)
    code = api.post("/v1/promotion_codes", coupon=coupon.id)
    api.post("/v1/customers", coupon=coupon.id)
    seen = api.get(f"/v1/coupons/{coupon.id}")
    assert (seen.times_redeemed, seen.valid) == (1, False)
    assert not api.get(f"/v1/promotion_codes/{code.id}").active
    error = api.refused("POST", "/v1/customers", coupon=coupon.id)
    assert error.message == f"Coupon {coupon.id} is used up and cannot be applied."
    assert "code" not in error


def test_a_coupon_expires(api, wall):
    coupon = api.post("/v1/coupons", percent_off=10, redeem_by=api.now + 86400)
    code = api.post("/v1/promotion_codes", coupon=coupon.id)
    wall.advance(days=1)
    assert not api.get(f"/v1/coupons/{coupon.id}").valid
    assert not api.get(f"/v1/promotion_codes/{code.id}").active
    error = api.refused("POST", "/v1/customers", coupon=coupon.id)
    assert (error.code, error.message) == ("coupon_expired", f"Coupon expired: {coupon.id}")


def test_a_deleted_coupon_gives_no_discount_and_takes_none_away(api):
    coupon = api.post("/v1/coupons", percent_off=10)
    code = api.post("/v1/promotion_codes", coupon=coupon.id)
    customer = api.post("/v1/customers", coupon=coupon.id)
    api.delete(f"/v1/coupons/{coupon.id}")
    assert api.get(f"/v1/customers/{customer.id}").discount.coupon.percent_off == 10
    assert not api.get(f"/v1/promotion_codes/{code.id}").active
    error = api.refused("POST", "/v1/customers", coupon=coupon.id)
    assert (error.code, error.message) == ("resource_missing", f"No such coupon: '{coupon.id}'")
