"""Customer sessions, as their chapter of the reference tells it."""

import pytest


def test_a_session_is_for_one_component(api):
    customer = api.post("/v1/customers")
    session = dict(
        api.post(
            "/v1/customer_sessions", customer=customer.id, components={"pricing_table": {"enabled": True}}
        )
    )
    secret, created, ends = session.pop("client_secret"), session.pop("created"), session.pop("expires_at")
    assert secret.startswith("cuss_secret_") and len(secret) > 40
    assert (created, ends) == (api.now, api.now + 1800)
    assert session == {
        "object": "customer_session",
        "components": {
            "active_entitlements": {"enabled": False},
            "buy_button": {"enabled": False},
            "customer_portal": {"enabled": False},
            "customer_sheet": {"enabled": False, "features": None},
            "mobile_payment_element": {"enabled": False, "features": None},
            "payment_element": {"enabled": False, "features": None},
            "pricing_table": {"enabled": True},
        },
        "customer": customer.id,
        "customer_account": None,
        "livemode": False,
    }
    again = api.post(
        "/v1/customer_sessions",
        customer=customer.id,
        components={"buy_button": {"enabled": True}},
        expand=["customer"],
    )
    assert again.client_secret != secret
    assert again.customer.id == customer.id
    assert api.happened() == ["customer.created"]


def test_the_payment_element_has_features(api):
    customer = api.post("/v1/customers")
    element = {
        "enabled": True,
        "features": {"payment_method_save": "enabled", "payment_method_save_usage": "off_session"},
    }
    session = api.post("/v1/customer_sessions", customer=customer.id, components={"payment_element": element})
    assert session.components.payment_element.features == {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_redisplay": "disabled",
        "payment_method_redisplay_limit": 3,
        "payment_method_remove": "disabled",
        "payment_method_save": "enabled",
        "payment_method_save_usage": "off_session",
    }


ELEMENT = "components[payment_element]"


@pytest.mark.parametrize(
    ("components", "param", "code"),
    [
        (None, "components", "parameter_missing"),
        ({"pricing_table": {"enabled": False}}, "components", None),
        ({"pricing_table": {"enabled": True}, "buy_button": {"enabled": True}}, "components", None),
        (
            {"pricing_table": {}, "buy_button": {"enabled": True, "size": 1}},
            "components[buy_button][size]",
            "parameter_unknown",
        ),
        (
            {"payment_element": {"features": {"payment_method_save": "enabled"}}},
            f"{ELEMENT}[enabled]",
            "parameter_missing",
        ),
        (
            {
                "payment_element": {"enabled": False, "features": {"payment_method_save": "enabled"}},
                "buy_button": {"enabled": True},
            },
            f"{ELEMENT}[features]",
            "parameter_unknown",
        ),
        (
            {"payment_element": {"enabled": True, "features": {"payment_method_redisplay_limit": 11}}},
            f"{ELEMENT}[features][payment_method_redisplay_limit]",
            "parameter_invalid_integer",
        ),
    ],
)
def test_what_no_session_can_be(api, components, param, code):
    customer = api.post("/v1/customers")
    error = api.refused(
        "POST",
        "/v1/customer_sessions",
        customer=customer.id,
        **({"components": components} if components else {}),
    )
    assert (error["param"], error.get("code")) == (param, code)


def test_a_session_is_of_a_customer(api):
    deleted = api.post("/v1/customers")
    api.delete(f"/v1/customers/{deleted.id}")
    for id in ("cus_missing", deleted.id):
        error = api.refused(
            "POST", "/v1/customer_sessions", customer=id, components={"buy_button": {"enabled": True}}
        )
        assert (error["code"], error["param"], error["message"]) == (
            "resource_missing",
            "customer",
            f"No such customer: '{id}'",
        )


def test_newer_versions_take_several_components(api):
    newest, customer = api.at("2026-10-28.endive"), api.post("/v1/customers")
    wanted = {
        "buy_button": {"enabled": True},
        "customer_sheet": {"enabled": True, "features": {"payment_method_remove": "enabled"}},
    }
    components = newest.post("/v1/customer_sessions", customer=customer.id, components=wanted).components
    assert [name for name, component in components.items() if component.enabled] == [
        "buy_button",
        "customer_sheet",
    ]
    assert components.customer_sheet.features == {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_remove": "enabled",
    }
    none = {"buy_button": {"enabled": False}}
    assert (
        newest.refused("POST", "/v1/customer_sessions", customer=customer.id, components=none).param
        == "components"
    )
    error = newest.refused("POST", "/v1/customer_sessions", components=wanted)
    assert (error.code, error.param) == ("parameter_missing", "customer")
