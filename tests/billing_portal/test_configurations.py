"""Portal configurations: features, merges, and the default one."""

from __future__ import annotations

PATH = "/v1/billing_portal/configurations"
HISTORY = {"invoice_history": {"enabled": True}}


def test_features_that_are_left_out_are_off(api):
    made = api.post(PATH, features=HISTORY)
    assert made.id.startswith("bpc_")
    assert made == {
        "id": made.id,
        "object": "billing_portal.configuration",
        "active": True,
        "application": None,
        "business_profile": {"headline": None, "privacy_policy_url": None, "terms_of_service_url": None},
        "created": api.now,
        "default_return_url": None,
        "features": {
            "customer_update": {"allowed_updates": [], "enabled": False},
            "invoice_history": {"enabled": True},
            "payment_method_update": {"enabled": False, "payment_method_configuration": None},
            "subscription_cancel": {
                "cancellation_reason": {"enabled": False, "feedback_options": None, "options": []},
                "enabled": False,
                "mode": "at_period_end",
                "proration_behavior": "none",
            },
            "subscription_update": {
                "billing_cycle_anchor": None,
                "default_allowed_updates": [],
                "enabled": False,
                "products": None,
                "proration_behavior": "none",
                "schedule_at_period_end": {"conditions": []},
                "trial_update_behavior": "end_trial",
            },
        },
        "is_default": False,
        "livemode": False,
        "login_page": {"enabled": False, "url": None},
        "metadata": {},
        "name": None,
        "updated": api.now,
    }
    assert api.get(f"{PATH}/{made.id}") == made
    pause = api.at("2026-10-28.endive").get(f"{PATH}/{made.id}").features.subscription_pause
    assert pause == {"duration": {"interval_options": [], "type": "indefinite"}, "enabled": False}
    assert api.happened() == ["billing_portal.configuration.created"]
    assert api.refused("POST", PATH).param == "features"


def test_an_update_is_merged_by_feature(api):
    made = api.post(
        PATH,
        features={**HISTORY, "customer_update": {"enabled": True, "allowed_updates": ["email", "address"]}},
    )
    path = f"{PATH}/{made.id}"
    reasons = {"enabled": True, "options": ["unused", "other"]}
    cancel = {"enabled": True, "mode": "immediately", "cancellation_reason": reasons}
    changed = api.post(path, features={"subscription_cancel": cancel}, metadata={"a": "b"})
    assert changed.features.invoice_history.enabled
    assert changed.features.customer_update == {"enabled": True, "allowed_updates": ["email", "address"]}
    assert changed.features.subscription_cancel == {
        "cancellation_reason": {"enabled": True, "feedback_options": None, "options": ["unused", "other"]},
        "enabled": True,
        "mode": "immediately",
        "proration_behavior": "none",
    }
    unset = api.post(path, features={"customer_update": {"allowed_updates": ""}}).features.customer_update
    assert unset == {"enabled": True, "allowed_updates": []}
    assert api.post(path, business_profile={"headline": "Hello"}, active=False).active is False
    assert api.get(path).business_profile.headline == "Hello"
    previous = api.happened().previous("billing_portal.configuration.updated")
    assert previous == {"active": True, "business_profile": {"headline": None}}


def test_subscription_updates_need_products(api):
    price = api.given.price(recurring={"interval": "month"})
    offered = {"enabled": True, "default_allowed_updates": ["price"]}
    error = api.refused("POST", PATH, features={"subscription_update": offered})
    assert (error.code, error.param) == ("parameter_missing", "features[subscription_update][products]")
    products = [{"product": price.product, "prices": [price.id]}]
    made = api.post(PATH, features={"subscription_update": {**offered, "products": products}})
    assert made.features.subscription_update.products == [
        {
            "adjustable_quantity": {"enabled": False, "maximum": None, "minimum": 1},
            "prices": [price.id],
            "product": price.product,
        }
    ]
    at = "features[subscription_update][products]"
    for wrong, param in (
        ([{"product": "prod_no", "prices": [price.id]}], f"{at}[0][product]"),
        ([{"product": price.product, "prices": ["price_no"]}], f"{at}[0][prices][0]"),
        ([{"product": price.product, "prices": [api.given.price().id]}], f"{at}[0][prices][0]"),
        (products * 11, at),
    ):
        error = api.refused("POST", PATH, features={"subscription_update": {**offered, "products": wrong}})
        assert error.param == param


def test_each_account_has_a_default(api):
    [own] = api.get(PATH).data
    assert own.is_default and own.active
    features = own.features
    for name in ("customer_update", "invoice_history", "payment_method_update", "subscription_cancel"):
        assert features[name].enabled
    assert api.get(f"{PATH}/{own.id}") == own
    assert api.get(PATH, is_default=False).data == []
    assert api.get(PATH, is_default=True).data == [own]
    made = api.post(PATH, features=HISTORY)
    assert [one.id for one in api.get(PATH).data] == [made.id, own.id]
    changed = api.post(f"{PATH}/{own.id}", features={"subscription_cancel": {"enabled": False}})
    assert changed.features.subscription_cancel.enabled is False
    assert api.get(PATH, is_default=True).data == [changed]
    assert api.refused("POST", f"{PATH}/{own.id}", active=False).param == "active"
    assert api.other().get(PATH).data[0].id != own.id


def test_a_login_page_has_an_address(api):
    made = api.post(PATH, features=HISTORY, login_page={"enabled": True})
    assert made.login_page.enabled and "/p/login/test_" in made.login_page.url
    path = f"{PATH}/{made.id}"
    assert api.post(path, login_page={"enabled": True}).login_page == made.login_page
    assert api.post(path, login_page={"enabled": False}).login_page == {"enabled": False, "url": None}
