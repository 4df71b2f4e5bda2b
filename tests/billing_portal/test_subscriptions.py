"""Subscriptions in the portal: canceled, renewed and changed within the configuration's rules."""

from __future__ import annotations

from typing import Any

import pytest

from tests.billing_portal.browser import opened
from tests.support.client import Api

ACACIA, NEWEST = "2025-02-24.acacia", "2026-10-28.endive"
CONFIGURATIONS = "/v1/billing_portal/configurations"


@pytest.fixture(params=[ACACIA, NEWEST])
def at(api: Api, request: pytest.FixtureRequest) -> Api:
    return api.at(request.param)


def subscribed(api: Api, clock: Any = None, **params: Any) -> tuple[Any, Any]:
    """A customer and their subscription to a plan of 20.00 a month."""
    customer = api.given.customer(clock, card="pm_card_visa")
    price = api.given.price(recurring={"interval": "month"})
    made = api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price.id}], **params)
    return customer, made


def configured(api: Api, **features: Any) -> str:
    return api.post(CONFIGURATIONS, features=features).id


def test_home_shows_subscriptions_and_invoices(at, clock):
    customer, subscription = subscribed(at, clock)
    browser = opened(at, customer)
    for hook in (
        "Gold: $20.00 / month",
        "It renews on 1 February 2025.",
        'data-test="update-subscription"',
        'data-test="cancel-subscription"',
        'data-test="invoice"',
        "visa •••• 4242",
    ):
        assert hook in browser.text
    invoice = at.get("/v1/invoices", subscription=subscription.id).data[0]
    assert invoice.hosted_invoice_url in browser.text


def test_cancel_at_the_end_of_the_period_and_renew(at, clock):
    customer, subscription = subscribed(at, clock)
    browser = opened(at, customer)
    assert "Why do you cancel?" in browser.get(f"cancel/{subscription.id}").body.decode()
    browser.send(f"cancel/{subscription.id}", feedback="unused", comment="Too quiet")
    found = at.get(f"/v1/subscriptions/{subscription.id}")
    end = clock.now + 31 * 86400
    assert (found.status, found.cancel_at) == ("active", end)
    assert found.cancel_at_period_end is (found.get("billing_mode", {}).get("type") != "flexible")
    assert (found.cancellation_details.feedback, found.cancellation_details.comment) == (
        "unused",
        "Too quiet",
    )
    assert found.cancellation_details.reason == "cancellation_requested"
    assert "It will be canceled on 1 February 2025." in browser.text
    browser.send(f"renew/{subscription.id}")
    assert at.get(f"/v1/subscriptions/{subscription.id}").cancel_at is None
    assert "It renews on" in browser.text
    clock.advance(months=1, hours=2)
    assert at.get(f"/v1/subscriptions/{subscription.id}").status == "active"


def test_reasons_of_the_accounts_own(api, clock):
    api = api.at("2026-10-28.endive")
    customer, subscription = subscribed(api, clock)
    moved, gone = (
        api.post("/v1/billing/feedback_options", description=text) for text in ("We <moved>", "Gone")
    )
    reason = {"enabled": True, "options": [], "feedback_options": [moved.id, gone.id]}
    rules = {"enabled": True, "cancellation_reason": reason}
    browser = opened(api, customer, configuration=configured(api, subscription_cancel=rules))
    api.post(f"/v1/billing/feedback_options/{gone.id}/deactivate")

    shown = browser.get(f"cancel/{subscription.id}").body.decode()
    assert ("We &lt;moved&gt;" in shown, "Gone" in shown) == (True, False)
    browser.send(f"cancel/{subscription.id}", feedback=moved.id)

    found = api.get(f"/v1/subscriptions/{subscription.id}")
    assert found.cancellation_details.feedback_option == moved.id


def test_cancel_now_with_a_credit(api, clock):
    customer, subscription = subscribed(api, clock)
    rules = {"enabled": True, "mode": "immediately", "proration_behavior": "create_prorations"}
    browser = opened(api, customer, configuration=configured(api, subscription_cancel=rules))
    clock.advance(days=10)
    browser.send(f"cancel/{subscription.id}")
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "canceled"
    pending = api.get("/v1/invoiceitems", customer=customer.id, pending=True).data
    assert [one.amount < 0 for one in pending] == [True]


def test_what_the_configuration_forbids_is_refused(api, clock):
    customer, subscription = subscribed(api, clock)
    browser = opened(api, customer, configuration=configured(api, invoice_history={"enabled": True}))
    assert "cancel-subscription" not in browser.text
    for page in ("cancel", "update", "renew"):
        sent = browser.send(f"{page}/{subscription.id}", step="confirm", quantity="5")
        assert sent.status in (403, 404)
    stranger = subscribed(api, clock)[1]
    mine = opened(api, customer)
    assert mine.send(f"cancel/{stranger.id}").status in (403, 404)
    assert api.get(f"/v1/subscriptions/{stranger.id}").cancel_at is None


def upgrade(api: Api, subscription: Any, **rules: Any) -> tuple[str, str]:
    """(configuration, dearer price of the same product)."""
    price = subscription["items"].data[0].price
    dear = api.post(
        "/v1/prices", product=price.product, unit_amount=5000, currency="usd", recurring={"interval": "month"}
    )
    products = [{"product": price.product, "prices": [price.id, dear.id]}]
    offered = {
        "enabled": True,
        "default_allowed_updates": ["price", "quantity", "promotion_code"],
        "products": products,
        "proration_behavior": "always_invoice",
    }
    return configured(api, subscription_update={**offered, **rules}), dear.id


def test_change_the_plan(at, clock):
    customer, subscription = subscribed(at, clock)
    configuration, dear = upgrade(at, subscription)
    browser = opened(at, customer, configuration=configuration)
    assert "$50.00 / month" in browser.get(f"update/{subscription.id}").body.decode()
    preview = browser.send(f"update/{subscription.id}", step="preview", price=dear, quantity="2")
    assert preview.status == 200
    assert 'data-test="preview"' in browser.text and "Due today" in browser.text and "$80.00" in browser.text
    assert at.get(f"/v1/subscriptions/{subscription.id}")["items"].data[0].price.id != dear
    browser.send(f"update/{subscription.id}", step="confirm", price=dear, quantity="2")
    item = at.get(f"/v1/subscriptions/{subscription.id}")["items"].data[0]
    assert (item.price.id, item.quantity) == (dear, 2)
    invoice = at.get("/v1/invoices", subscription=subscription.id).data[0]
    assert (invoice.billing_reason, invoice.total, invoice.status) == ("subscription_update", 8000, "paid")
    assert "Gold × 2: $50.00 / month" in browser.text


def test_prices_and_quantities_have_bounds(api, clock):
    customer, subscription = subscribed(api, clock)
    configuration, dear = upgrade(api, subscription, default_allowed_updates=["quantity"])
    browser = opened(api, customer, configuration=configuration)
    path = f"update/{subscription.id}"
    assert browser.send(path, step="confirm", price=dear).status == 403
    assert browser.send(path, step="confirm", quantity="many").status == 422
    assert browser.send(path, step="confirm", quantity="0").status == 422
    foreign = api.given.price(recurring={"interval": "month"})
    any_price, _ = upgrade(api, subscription)
    other = opened(api, customer, configuration=any_price)
    assert other.send(path, step="confirm", price=foreign.id).status == 403
    assert other.send(path, step="confirm", promotionCode="NOPE").status == 422


def test_a_promotion_code_is_applied(api, clock):
    customer, subscription = subscribed(api, clock)
    configuration, dear = upgrade(api, subscription)
    coupon = api.post("/v1/coupons", percent_off=50, duration="forever")
    code = api.post("/v1/promotion_codes", coupon=coupon.id, code="HALF")
    browser = opened(api, customer, configuration=configuration)
    browser.send(f"update/{subscription.id}", step="confirm", price=dear, promotionCode="HALF")
    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["discounts"])
    assert found.discounts[0].promotion_code == code.id


def test_an_upgrade_ends_a_trial(at, clock):
    customer, subscription = subscribed(at, clock, trial_period_days=20)
    configuration, dear = upgrade(at, subscription)
    clock.advance(days=1)
    browser = opened(at, customer, configuration=configuration)
    browser.send(f"update/{subscription.id}", step="confirm", price=dear)
    found = at.get(f"/v1/subscriptions/{subscription.id}")
    assert (found.status, found.trial_end) == ("active", clock.now)


def test_an_update_may_begin_a_new_period(api, clock):
    customer, subscription = subscribed(api, clock)
    newest = api.at(NEWEST)
    configuration, dear = upgrade(newest, subscription, billing_cycle_anchor="now")
    clock.advance(days=10)
    browser = opened(newest, customer, configuration=configuration)
    browser.send(f"update/{subscription.id}", step="confirm", price=dear)
    found = api.get(f"/v1/subscriptions/{subscription.id}")
    assert (found.billing_cycle_anchor, found.current_period_start) == (clock.now, clock.now)


def test_a_decline_changes_nothing(api, clock):
    customer, subscription = subscribed(api, clock)
    configuration, dear = upgrade(api, subscription)
    bad = api.given.payment_method("pm_card_chargeCustomerFail", customer)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": bad.id})
    browser = opened(api, customer, configuration=configuration)
    browser.get(f"update/{subscription.id}")
    assert browser.send(f"update/{subscription.id}", step="confirm", price=dear).status == 402
    assert 'role="alert"' in browser.text
    assert api.get(f"/v1/subscriptions/{subscription.id}")["items"].data[0].price.id != dear


def test_the_flow_of_a_cancellation(at, clock):
    customer, subscription = subscribed(at, clock)
    there = {"type": "redirect", "redirect": {"return_url": "https://example.com/bye"}}
    flow = {
        "type": "subscription_cancel",
        "subscription_cancel": {"subscription": subscription.id},
        "after_completion": there,
    }
    browser = opened(at, customer, flow_data=flow)
    assert "will be canceled on 1 February 2025" in browser.text
    found = browser.send(f"cancel/{subscription.id}")
    assert (found.status, found.headers["location"]) == (303, "https://example.com/bye")
    again = {"customer": customer.id, "flow_data": flow}
    error = at.refused("POST", "/v1/billing_portal/sessions", **again)
    assert error.param == "flow_data[subscription_cancel][subscription]"


def test_a_coupon_makes_a_customer_stay(api, clock):
    customer, subscription = subscribed(api, clock)
    coupon = api.post("/v1/coupons", percent_off=30, duration="repeating", duration_in_months=3)
    retention = {"type": "coupon_offer", "coupon_offer": {"coupon": coupon.id}}
    told = {"subscription": subscription.id, "retention": retention}
    browser = opened(api, customer, flow_data={"type": "subscription_cancel", "subscription_cancel": told})
    assert "Stay, and get 30% off for 3 months." in browser.text
    browser.send(f"stay/{subscription.id}")
    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["discounts"])
    assert found.discounts[0].coupon.id == coupon.id
    assert (found.status, found.cancel_at) == ("active", None)


def test_a_coupon_that_is_used_up_meanwhile_is_not_applied(api, clock):
    customer, subscription = subscribed(api, clock)
    coupon = api.post("/v1/coupons", percent_off=30, duration="once", max_redemptions=1)
    retention = {"type": "coupon_offer", "coupon_offer": {"coupon": coupon.id}}
    told = {"subscription": subscription.id, "retention": retention}
    browser = opened(api, customer, flow_data={"type": "subscription_cancel", "subscription_cancel": told})
    assert "Stay, and get 30% off once." in browser.text
    api.post(f"/v1/customers/{api.given.customer().id}", coupon=coupon.id)
    assert browser.send(f"stay/{subscription.id}").status == 422
    assert "used up" in browser.text and "Stay" not in browser.text and "Cancel plan" in browser.text


def test_the_flow_of_a_given_change(at, clock):
    customer, subscription = subscribed(at, clock)
    configuration, dear = upgrade(at, subscription)
    item = subscription["items"].data[0].id
    told = {"subscription": subscription.id, "items": [{"id": item, "price": dear, "quantity": 3}]}
    flow = {"type": "subscription_update_confirm", "subscription_update_confirm": told}
    browser = opened(at, customer, configuration=configuration, flow_data=flow)
    assert 'data-test="preview"' in browser.text and "$130.00" in browser.text
    browser.send(f"update/{subscription.id}", step="confirm")
    changed = at.get(f"/v1/subscriptions/{subscription.id}")["items"].data[0]
    assert (changed.price.id, changed.quantity) == (dear, 3)
    assert "Subscriptions" in browser.text


def test_flows_need_a_subscription_that_allows_them(api, clock):
    customer, subscription = subscribed(api, clock)
    other = api.given.price(recurring={"interval": "month"})
    api.post("/v1/subscription_items", subscription=subscription.id, price=other.id)
    sent = {"type": "subscription_update", "subscription_update": {"subscription": subscription.id}}
    error = api.refused("POST", "/v1/billing_portal/sessions", customer=customer.id, flow_data=sent)
    assert error.param == "flow_data[subscription_update][subscription]"
    stranger = api.given.customer()
    error = api.refused("POST", "/v1/billing_portal/sessions", customer=stranger.id, flow_data=sent)
    assert error.code == "resource_missing"


def test_flows_of_what_cannot_be_changed_are_refused(at, clock):
    customer, subscription = subscribed(at, clock)
    configuration, _ = upgrade(at, subscription)
    at.post(f"{CONFIGURATIONS}/{configuration}", features={"subscription_cancel": {"enabled": True}})
    item, path = subscription["items"].data[0].id, f"/v1/subscriptions/{subscription.id}"

    def refused(kind, **told):
        flow = {"type": kind, kind: {"subscription": subscription.id, **told}}
        sent = {"customer": customer.id, "configuration": configuration, "flow_data": flow}
        return at.refused("POST", "/v1/billing_portal/sessions", **sent).param.partition(f"[{kind}]")[2]

    foreign = at.given.price(recurring={"interval": "month"}).id
    items = [{"id": item, "price": foreign}]
    assert refused("subscription_update_confirm", items=items) == "[items][0][price]"
    at.post(path, cancel_at_period_end=True)
    assert refused("subscription_update") == "[subscription]"
    at.post(path, cancel_at_period_end=False)
    at.post("/v1/subscription_schedules", from_subscription=subscription.id)
    for kind in ("subscription_update", "subscription_cancel"):
        assert refused(kind) == "[subscription]"


def test_a_downgrade_waits_for_the_end_of_the_period(api, clock):
    customer, subscription = subscribed(api, clock)
    price = subscription["items"].data[0].price
    cheap = api.post(
        "/v1/prices", product=price.product, unit_amount=500, currency="usd", recurring={"interval": "month"}
    )
    products = [{"product": price.product, "prices": [price.id, cheap.id]}]
    rules = {
        "enabled": True,
        "default_allowed_updates": ["price"],
        "products": products,
        "schedule_at_period_end": {"conditions": [{"type": "decreasing_item_amount"}]},
    }
    browser = opened(api, customer, configuration=configured(api, subscription_update=rules))
    browser.send(f"update/{subscription.id}", step="confirm", price=cheap.id)
    assert browser.page.status == 200
    path = f"/v1/subscriptions/{subscription.id}"
    assert api.get(path)["items"].data[0].price.id == price.id
    clock.advance(months=1, hours=2)
    assert api.get(path)["items"].data[0].price.id == cheap.id


def test_what_waits_for_the_end_of_the_period_keeps_trial_and_discounts(at, clock):
    coupon = at.post("/v1/coupons", percent_off=50, duration="forever")
    customer, subscription = subscribed(
        at, clock, trial_period_days=14, discounts=[{"coupon": coupon.id}], metadata={"seat": "1"}
    )
    price = subscription["items"].data[0].price
    cheap = at.given.price(product=price.product, unit_amount=500, recurring={"interval": "month"})
    rules = {
        "enabled": True,
        "default_allowed_updates": ["price"],
        "products": [{"product": price.product, "prices": [price.id, cheap.id]}],
        "schedule_at_period_end": {"conditions": [{"type": "decreasing_item_amount"}]},
    }
    browser = opened(at, customer, configuration=configured(at, subscription_update=rules))
    clock.advance(days=3)
    browser.send(f"update/{subscription.id}", step="preview", price=cheap.id)
    assert "$2.50" in browser.text
    assert "The change takes effect on 15 January 2025." in browser.text
    browser.send(f"update/{subscription.id}", step="confirm", price=cheap.id)
    path = f"/v1/subscriptions/{subscription.id}"
    found = at.get(path)
    assert (found.status, found.trial_end, found["items"].data[0].price.id) == (
        "trialing",
        subscription.trial_end,
        price.id,
    )
    clock.advance(days=12)
    found = at.get(path, expand=["latest_invoice"])
    assert (found.status, found["items"].data[0].price.id, len(found.discounts)) == ("active", cheap.id, 1)
    assert (found.latest_invoice.total, found.metadata.seat) == (250, "1")


@pytest.mark.parametrize("behavior", ["always_invoice", "create_prorations", "none"])
def test_the_preview_is_what_is_billed(at, clock, behavior):
    customer, subscription = subscribed(at, clock)
    configuration, dear = upgrade(at, subscription, proration_behavior=behavior)
    coupon = at.post("/v1/coupons", percent_off=25, duration="once")
    at.at(ACACIA).post("/v1/promotion_codes", coupon=coupon.id, code="TAKE25")
    clock.advance(days=10)
    browser = opened(at, customer, configuration=configuration)
    sent = {"price": dear, "quantity": "2", "promotionCode": "take25"}
    browser.send(f"update/{subscription.id}", step="preview", **sent)
    shown = browser.text
    browser.send(f"update/{subscription.id}", step="confirm", **sent)
    if behavior != "always_invoice":
        clock.advance(to=subscription["items"].data[0].current_period_end + 2 * 3600)
    assert ("Due today" in shown) is (behavior == "always_invoice")
    invoice = at.get("/v1/invoices", subscription=subscription.id).data[0]
    assert f"${invoice.amount_due / 100:.2f}" in shown


@pytest.mark.parametrize("outcome", ["complete", "fail"])
def test_an_update_leads_through_3d_secure(at, clock, outcome):
    customer, subscription = subscribed(at, clock)
    at.post(
        f"/v1/customers/{customer.id}",
        invoice_settings={
            "default_payment_method": at.given.payment_method("pm_card_authenticationRequired", customer).id
        },
    )
    configuration, dear = upgrade(at, subscription, proration_behavior="always_invoice")
    item = subscription["items"].data[0].id
    told = {"subscription": subscription.id, "items": [{"id": item, "price": dear}]}
    there = {"type": "redirect", "redirect": {"return_url": "https://example.com/thanks"}}
    flow = {
        "type": "subscription_update_confirm",
        "subscription_update_confirm": told,
        "after_completion": there,
    }
    browser = opened(at, customer, configuration=configuration, flow_data=flow)
    away = browser.send(f"update/{subscription.id}", step="confirm").headers["location"]
    path = f"/v1/subscriptions/{subscription.id}"
    assert at.get(path).pending_update is not None
    back = at.request("POST", away[away.index("/3d_secure") :], f"outcome={outcome}".encode(), key=None)
    found = browser.get(back.headers["location"].partition(f"{browser.home}/")[2])
    changed = at.get(path, expand=["latest_invoice"])
    assert changed.pending_update is None
    if outcome == "complete":
        assert (found.status, found.headers["location"]) == (303, "https://example.com/thanks")
        assert (changed["items"].data[0].price.id, changed.latest_invoice.status) == (dear, "paid")
    else:
        assert found.status == 402 and "could not authenticate" in browser.text
        assert (changed["items"].data[0].price.id != dear, changed.latest_invoice.status) == (True, "void")


def test_pause_and_resume(api, clock):
    newest = api.at(NEWEST)
    customer, subscription = subscribed(newest, clock)
    options = [{"interval": "month", "interval_count": 1}, {"interval": "month", "interval_count": 2}]
    duration = {"type": "interval_options", "interval_options": options}
    rules = {"enabled": True, "duration": duration}
    browser = opened(newest, customer, configuration=configured(newest, subscription_pause=rules))
    path = f"/v1/subscriptions/{subscription.id}"
    assert "2 months" in browser.get(f"pause/{subscription.id}").body.decode()
    assert browser.send(f"pause/{subscription.id}", duration="year-1").status == 422
    browser.send(f"pause/{subscription.id}", duration="month-2")
    assert newest.get(path).status == "paused"
    assert "It is paused." in browser.text
    browser.send(f"resume/{subscription.id}")
    assert newest.get(path).status == "active"
    browser.get(f"pause/{subscription.id}")
    browser.send(f"pause/{subscription.id}", duration="month-1")
    clock.advance(days=30)
    assert newest.get(path).status == "paused"
    clock.advance(days=2)
    assert newest.get(path).status == "active"


def test_the_flow_of_a_pause(api, clock):
    newest = api.at(NEWEST)
    customer, subscription = subscribed(newest, clock)
    rules = {"enabled": True, "duration": {"type": "indefinite"}}
    configuration = configured(newest, subscription_pause=rules)
    flow = {"type": "subscription_pause", "subscription_pause": {"subscription": subscription.id}}
    browser = opened(newest, customer, configuration=configuration, flow_data=flow)
    assert "will be paused now" in browser.text
    browser.send(f"pause/{subscription.id}")
    assert newest.get(f"/v1/subscriptions/{subscription.id}").status == "paused"
