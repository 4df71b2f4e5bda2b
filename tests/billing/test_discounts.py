"""Discounts of customers; those of subscriptions and invoices are in their own tests."""

NEWEST = "2026-10-28.endive"


def test_a_customer_is_created_with_a_coupon(api):
    coupon = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=3)
    customer = api.post("/v1/customers", coupon=coupon.id)
    assert api.happened() == ["coupon.created", "customer.created", "customer.discount.created"]
    discount = dict(api.at(NEWEST).get(f"/v1/customers/{customer.id}").discount)
    assert discount.pop("id").startswith("di_")
    assert discount == {
        "object": "discount",
        "checkout_session": None,
        "customer": customer.id,
        "customer_account": None,
        "end": 1757948800,  # 15 June to 15 September
        "invoice": None,
        "invoice_item": None,
        "promotion_code": None,
        "source": {"coupon": coupon.id, "type": "coupon"},
        "start": api.now,
        "subscription": None,
        "subscription_item": None,
    }
    assert customer.discount.coupon == {**coupon, "times_redeemed": 1}


def test_another_coupon_replaces_it_and_an_empty_one_removes_it(api):
    first, second = (api.post("/v1/coupons", percent_off=each) for each in (10, 20))
    customer = api.post("/v1/customers", coupon=first.id)
    path = f"/v1/customers/{customer.id}"
    api.post(path, coupon=second.id)
    assert api.get(path).discount.coupon.id == second.id
    assert api.post(path, coupon="").discount is None
    happened = api.happened()
    assert happened == [
        "coupon.created",
        "coupon.created",
        "customer.created",
        "customer.discount.created",
        "customer.updated",
        "customer.discount.updated",
        "customer.updated",
        "customer.discount.deleted",
    ]
    assert happened.previous("customer.discount.updated")["source"] == {"coupon": first.id}


def test_a_discount_is_deleted_once(api):
    coupon = api.post("/v1/coupons", amount_off=500, currency="usd")
    customer = api.post("/v1/customers", coupon=coupon.id)
    assert customer.currency == "usd"
    path = f"/v1/customers/{customer.id}/discount"
    deleted = api.delete(path)
    assert (deleted.id, deleted.deleted, deleted.coupon.id) == (customer.discount.id, True, coupon.id)
    assert api.get(f"/v1/customers/{customer.id}").discount is None
    assert api.refused("DELETE", path, 404).code == "resource_missing"


def test_a_coupon_and_a_code_exclude_each_other_and_nothing_is_redeemed_by_a_refusal(api):
    coupon = api.post("/v1/coupons", percent_off=10)
    code = api.post("/v1/promotion_codes", coupon=coupon.id)
    error = api.refused("POST", "/v1/customers", coupon=coupon.id, promotion_code=code.id)
    assert error.message == "You may only specify one of these parameters: coupon, promotion_code."
    api.refused("POST", "/v1/customers", coupon=coupon.id, invoice_prefix="a")
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 0


def test_a_discount_of_some_months_ends_by_the_clock_of_its_customer(api, clock):
    coupon = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=1)
    customer = api.given.customer(clock, coupon=coupon.id)
    clock.advance(days=30)
    assert api.get(f"/v1/customers/{customer.id}").discount.end == clock.now + 86400
    happened = clock.advance(days=1)
    assert happened.in_order("customer.updated", "customer.discount.deleted")
    assert api.get(f"/v1/customers/{customer.id}").discount is None


def test_customers_have_no_coupons_since_basil(api):
    coupon = api.post("/v1/coupons", percent_off=10)
    error = api.at(NEWEST).refused("POST", "/v1/customers", coupon=coupon.id)
    assert error.code == "parameter_unknown"


def test_the_discount_of_a_deleted_customer_ends_in_silence(api, clock):
    coupon = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=1)
    customer = api.given.customer(clock, coupon=coupon.id)
    api.delete(f"/v1/customers/{customer.id}")
    assert "customer.discount.deleted" not in clock.advance(months=2)
