"""Clocks: what a request names tells on which one it happens, also where it names no customer."""

from __future__ import annotations

import pytest

CARD = {
    "payment_method": "pm_card_visa",
    "invoice_settings": {"default_payment_method": "pm_card_visa"},
}
NEW_YEAR = 1_735_689_600  # 2025-01-01T00:00:00Z


@pytest.fixture
def customer(api):
    clock = api.post("/v1/test_helpers/test_clocks", frozen_time=NEW_YEAR).id
    return api.post("/v1/customers", test_clock=clock, **CARD).id


@pytest.fixture
def subscription(api, customer):
    return api.post("/v1/subscriptions", customer=customer, items=[{"price": price(api)}]).id


@pytest.fixture
def intent(api, customer):
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer).id
    return api.post(
        "/v1/payment_intents", amount=2000, currency="usd", customer=customer, payment_method=method,
        payment_method_types=["card"],
        confirm=True,
    )  # fmt: skip


def born(api, path: str, **params) -> int:
    """When something was created, of which the contract alone may not know all that its shape has."""
    made = api.request("POST", f"/v1/{path}", params)
    assert made.status == 200, made.body
    return made.json.created


def price(api) -> str:
    return api.post(
        "/v1/prices",
        currency="usd",
        unit_amount=100,
        recurring={"interval": "month"},
        product_data={"name": "Gold"},
    ).id


def test_an_item_of_a_subscription(api, subscription):
    assert born(api, "subscription_items", subscription=subscription, price=price(api)) == NEW_YEAR


def test_what_is_named_at_any_depth(api, customer, subscription):
    assert born(api, "subscription_schedules", from_subscription=subscription) == NEW_YEAR
    assert born(api, "invoices", customer=customer, subscription=subscription) == NEW_YEAR
    assert born(api, "identity/verification_sessions", type="document", related_customer=customer) == NEW_YEAR


def test_money_given_back(api, intent):
    for named in ({"payment_intent": intent.id}, {"charge": intent.latest_charge}):
        assert born(api, "refunds", amount=500, **named) == NEW_YEAR
    own = api.get("/v1/account").id
    assert (
        born(api, "transfers", currency="usd", destination=own, source_transaction=intent.latest_charge)
        == NEW_YEAR
    )


def test_what_names_nothing_on_a_clock_happens_now(api):
    plain = api.post("/v1/customers", **CARD).id
    bought = api.post("/v1/subscriptions", customer=plain, items=[{"price": price(api)}]).id
    assert born(api, "subscription_items", subscription=bought, price=price(api)) > NEW_YEAR
    assert api.refused("POST", "/v1/subscription_items", subscription="none").param == "subscription"
