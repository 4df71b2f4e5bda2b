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


# -- of subscriptions ----------------------------------------------------------------------------------------


def subscribed(api, customer, **params):
    price = params.pop("price", None) or api.given.price(unit_amount=3000, recurring={"interval": "month"})
    return api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price.id}], **params)


def totals(api, subscription):
    """Totals of a subscription's invoices, oldest first."""
    return [each.total for each in api.get("/v1/invoices", subscription=subscription.id).data][::-1]


def test_a_coupon_of_three_months_is_for_three_monthly_invoices(api, clock):
    coupon = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=3)
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = subscribed(api, customer, discounts=[{"coupon": coupon.id}])
    api.delete(f"/v1/coupons/{coupon.id}")
    for _ in range(3):
        happened = clock.advance(months=1)
    assert totals(api, subscription) == [2700, 2700, 2700, 3000]
    assert happened.in_order("customer.discount.deleted", "invoice.created")
    assert api.get(f"/v1/subscriptions/{subscription.id}").discounts == []


def test_a_yearly_invoice_in_the_window_is_discounted_whole(api, clock):
    coupon = api.post("/v1/coupons", percent_off=10, duration="repeating", duration_in_months=3)
    yearly = api.given.price(unit_amount=12000, recurring={"interval": "year"})
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = subscribed(api, customer, price=yearly, discounts=[{"coupon": coupon.id}])
    assert totals(api, subscription) == [10800]


def test_a_coupon_for_once_waits_for_an_invoice_that_bills(api, clock):
    coupon = api.post("/v1/coupons", percent_off=50)
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = subscribed(api, customer, discounts=[{"coupon": coupon.id}], trial_period_days=14)
    assert len(subscription.discounts) == 1
    clock.advance(days=14)
    assert (totals(api, subscription), api.get(f"/v1/subscriptions/{subscription.id}").discounts) == (
        [0, 1500],
        [],
    )


def test_discounts_of_a_subscription_replace_its_customer_s(api):
    first, second = (api.post("/v1/coupons", percent_off=each, duration="forever") for each in (10, 20))
    customer = api.given.customer(card="pm_card_visa", coupon=first.id)
    assert totals(api, subscribed(api, customer)) == [2700]
    assert totals(api, subscribed(api, customer, discounts=[{"coupon": second.id}])) == [2400]
    assert totals(api, subscribed(api, customer, discounts="")) == [3000]


def test_the_discounts_of_a_subscription_are_replaced_as_a_whole(api):
    ten, twenty = (api.post("/v1/coupons", percent_off=each, duration="forever") for each in (10, 20))
    customer = api.given.customer(card="pm_card_visa")
    subscription = subscribed(api, customer, discounts=[{"coupon": ten.id}])
    path = f"/v1/subscriptions/{subscription.id}"
    before = api.latest_event()
    both = api.post(path, discounts=[{"discount": subscription.discounts[0]}, {"coupon": twenty.id}])
    assert both.discounts[:1] == subscription.discounts
    assert api.happened(since=before) == ["customer.subscription.updated", "customer.discount.created"]
    before = api.latest_event()
    assert api.post(path, discounts="").discounts == []
    assert api.happened(since=before) == [
        "customer.subscription.updated",
        "customer.discount.deleted",
        "customer.discount.deleted",
    ]
    error = api.refused("DELETE", f"{path}/discount", 404)
    assert error.message == f"No active discount for subscription {subscription.id} on customer {customer.id}"


def test_a_refusal_names_the_parameter_as_it_was_sent(api):
    coupon = api.post("/v1/coupons", percent_off=10, max_redemptions=1)
    customer = api.given.customer(card="pm_card_visa")
    subscribed(api, customer, coupon=coupon.id)
    price = api.given.price(recurring={"interval": "month"})
    sent = {"customer": customer.id, "items": [{"price": price.id}]}
    assert api.refused("POST", "/v1/subscriptions", **sent, coupon=coupon.id).param == "coupon"
    param = api.refused("POST", "/v1/subscriptions", **sent, discounts=[{"coupon": coupon.id}]).param
    assert param == "discounts[0][coupon]"


def test_one_coupon_is_applied_once(api):
    coupon = api.post("/v1/coupons", percent_off=10)
    code = api.post("/v1/promotion_codes", coupon=coupon.id)
    customer = api.given.customer(card="pm_card_visa")
    price = api.given.price(recurring={"interval": "month"})
    sent = {"customer": customer.id, "items": [{"price": price.id}]}
    one, other = {"coupon": coupon.id}, {"promotion_code": code.id}
    for discounts in ([one, one], [one, other], [{**one, **other}]):
        error = api.refused("POST", "/v1/subscriptions", **sent, discounts=discounts)
        assert error.message == "You may only specify one of these parameters: coupon, promotion_code."
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 0


def test_the_tiers_of_an_item_share_its_discount(api):
    tiers = [{"up_to": 3, "unit_amount": 500}, {"up_to": "inf", "unit_amount": 300, "flat_amount": 100}]
    price = api.given.price(
        recurring={"interval": "month"}, billing_scheme="tiered", tiers_mode="graduated", tiers=tiers
    )
    coupon = api.post("/v1/coupons", amount_off=777, currency="usd", duration="forever")
    item = {"price": price.id, "quantity": 5, "discounts": [{"coupon": coupon.id}]}
    customer = api.given.customer(card="pm_card_visa")
    subscription = api.post("/v1/subscriptions", customer=customer.id, items=[item])
    assert totals(api, subscription) == [1500 + 600 + 100 - 777]
