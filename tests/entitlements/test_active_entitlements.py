"""Active entitlements: the features of a customer's subscriptions, as of their last refresh."""

from __future__ import annotations

from typing import Any

from tests.support.client import Api

PATH = "/v1/entitlements/active_entitlements"
UPDATED = "entitlements.active_entitlement_summary.updated"


def feature(api: Api, key: str) -> Any:
    return api.post("/v1/entitlements/features", name=key.title(), lookup_key=key)


def plan(api: Api, *features: Any) -> Any:
    """A monthly price of a new product with features."""
    price = api.given.price(recurring={"interval": "month"})
    for each in features:
        api.post(f"/v1/products/{price.product}/features", entitlement_feature=each.id)
    return price


def keys(api: Api, customer: Any) -> set[str]:
    return {one.lookup_key for one in api.get(PATH, customer=customer.id).data}


def test_a_customer_has_none_at_first(api):
    customer = api.given.customer()
    assert api.get(PATH, customer=customer.id).data == []
    assert api.refused("GET", PATH).code == "parameter_missing"
    assert api.refused("GET", PATH, customer="cus_no").param == "customer"
    assert api.refused("GET", f"{PATH}/ent_test_no", 404).code == "resource_missing"


def test_a_subscription_grants_the_features_of_its_products(api):
    chat, search = feature(api, "chat"), feature(api, "search")
    customer = api.given.customer(card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id, items=[{"price": plan(api, chat, search).id}])
    found = api.get(PATH, customer=customer.id).data
    assert found[0].id.startswith("ent_test_")
    assert found[0] == {
        "id": found[0].id,
        "object": "entitlements.active_entitlement",
        "feature": search.id,
        "livemode": False,
        "lookup_key": "search",
    }
    assert api.get(f"{PATH}/{found[0].id}", expand=["feature"]).feature == search
    [event] = api.get("/v1/events", type=UPDATED).data
    assert event.data.object == {
        "object": "entitlements.active_entitlement_summary",
        "customer": customer.id,
        "entitlements": {
            "object": "list",
            "data": found,
            "has_more": False,
            "url": f"/v1/customer/{customer.id}/entitlements",
        },
        "livemode": False,
    }
    assert event.data.previous_attributes.entitlements.data == []
    api.delete(f"/v1/subscriptions/{subscription.id}")
    assert keys(api, customer) == set()
    assert len(api.get("/v1/events", type=UPDATED).data) == 2


def test_what_is_attached_later_reaches_subscribers_with_the_next_period(api, clock):
    chat, search = feature(api, "chat"), feature(api, "search")
    customer, price = api.given.customer(clock, card="pm_card_visa"), plan(api, chat)
    api.given.subscription(customer=customer.id, items=[{"price": price.id}])
    attached = api.post(f"/v1/products/{price.product}/features", entitlement_feature=search.id)
    assert keys(api, customer) == {"chat"}
    clock.advance(months=1)
    assert keys(api, customer) == {"chat", "search"}
    api.delete(f"/v1/products/{price.product}/features/{attached.id}")
    assert keys(api, customer) == {"chat", "search"}
    clock.advance(months=1)
    assert keys(api, customer) == {"chat"}


def test_a_feature_is_held_once_by_however_many_subscriptions(api):
    chat = feature(api, "chat")
    customer = api.given.customer(card="pm_card_visa")
    first, second = (
        api.given.subscription(customer=customer.id, items=[{"price": plan(api, chat).id}]) for _ in range(2)
    )
    [held] = api.get(PATH, customer=customer.id).data
    api.delete(f"/v1/subscriptions/{first.id}")
    assert api.get(PATH, customer=customer.id).data == [held]
    assert len(api.get("/v1/events", type=UPDATED).data) == 1
    api.delete(f"/v1/subscriptions/{second.id}")
    assert keys(api, customer) == set()
    assert api.refused("GET", f"{PATH}/{held.id}", 404).code == "resource_missing"


def test_a_change_of_items_is_a_refresh(api):
    chat, search = feature(api, "chat"), feature(api, "search")
    customer = api.given.customer(card="pm_card_visa")
    subscription = api.given.subscription(customer=customer.id, items=[{"price": plan(api, chat).id}])
    item = subscription["items"].data[0].id
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": item, "price": plan(api, search).id}])
    assert keys(api, customer) == {"search"}


def test_who_has_not_paid_yet_has_nothing(api):
    chat = feature(api, "chat")
    customer = api.given.customer(card="pm_card_visa")
    subscription = api.given.subscription(
        customer=customer.id, items=[{"price": plan(api, chat).id}], payment_behavior="default_incomplete"
    )
    assert subscription.status == "incomplete"
    assert keys(api, customer) == set()
    api.post(f"/v1/invoices/{subscription.latest_invoice}/pay")
    assert keys(api, customer) == {"chat"}


def test_a_trial_grants_and_a_failed_payment_takes_nothing_away(api, clock):
    chat = feature(api, "chat")
    customer = api.given.customer(clock, card="pm_card_chargeCustomerFail")
    subscription = api.given.subscription(
        customer=customer.id, items=[{"price": plan(api, chat).id}], trial_period_days=7
    )
    assert (subscription.status, keys(api, customer)) == ("trialing", {"chat"})
    clock.advance(days=7, hours=2)
    assert api.get(f"/v1/subscriptions/{subscription.id}").status == "past_due"
    assert keys(api, customer) == {"chat"}


def test_an_archived_feature_stays_with_who_has_it(api, clock):
    chat = feature(api, "chat")
    customer, price = api.given.customer(clock, card="pm_card_visa"), plan(api, chat)
    api.given.subscription(customer=customer.id, items=[{"price": price.id}])
    api.post(f"/v1/entitlements/features/{chat.id}", active=False)
    clock.advance(months=1)
    assert keys(api, customer) == {"chat"}


def test_a_summary_shows_ten(api):
    customer = api.given.customer(card="pm_card_visa")
    features = [feature(api, f"f{number}") for number in range(12)]
    api.given.subscription(customer=customer.id, items=[{"price": plan(api, *features).id}])
    [event] = api.get("/v1/events", type=UPDATED).data
    shown = event.data.object.entitlements
    assert (len(shown.data), shown.has_more) == (10, True)
    assert len(api.get(PATH, customer=customer.id, limit=100).data) == 12


def test_a_deleted_customer_has_none(api):
    chat = feature(api, "chat")
    customer = api.given.customer(card="pm_card_visa")
    api.given.subscription(customer=customer.id, items=[{"price": plan(api, chat).id}])
    [held] = api.get(PATH, customer=customer.id).data
    api.delete(f"/v1/customers/{customer.id}")
    assert api.refused("GET", f"{PATH}/{held.id}", 404).code == "resource_missing"


def test_thin_events_tell_what_was_added_or_removed(api, receiver):
    types = [
        f"v1.entitlements.active_entitlement_summary.entitlement_{verb}" for verb in ("added", "removed")
    ]
    destination = {
        "name": "Mine",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": types,
        "webhook_endpoint": {"url": receiver.url},
    }
    api.at("2026-10-28.endive").v2("POST", "/v2/core/event_destinations", destination)
    customer = api.given.customer(card="pm_card_visa")
    subscription = api.given.subscription(
        customer=customer.id, items=[{"price": plan(api, feature(api, "chat")).id}]
    )
    api.delete(f"/v1/subscriptions/{subscription.id}")
    assert [one.event["type"] for one in receiver.wait(2)] == types
