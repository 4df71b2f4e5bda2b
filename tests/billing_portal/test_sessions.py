"""Portal sessions: the link, and what a flow needs."""

from __future__ import annotations

PATH = "/v1/billing_portal/sessions"
CONFIGURATIONS = "/v1/billing_portal/configurations"


def test_a_session_is_a_link_for_a_customer(api):
    customer = api.given.customer()
    session = api.post(PATH, customer=customer.id, return_url="https://example.com/account")
    [own] = api.get(CONFIGURATIONS).data
    assert session.id.startswith("bps_")
    assert "/p/session/test_" in session.url
    assert session == {
        "id": session.id,
        "object": "billing_portal.session",
        "after_expiration": None,
        "configuration": own.id,
        "created": api.now,
        "customer": customer.id,
        "customer_account": None,
        "flow": None,
        "livemode": False,
        "locale": None,
        "on_behalf_of": None,
        "return_url": "https://example.com/account",
        "url": session.url,
    }
    assert api.happened()[-1:] == ["billing_portal.session.created"]
    assert api.refused("POST", PATH).code == "parameter_missing"
    assert api.refused("POST", PATH, customer="cus_no").param == "customer"
    assert api.at("2026-10-28.endive").refused("POST", PATH).param == "customer"


def test_the_configuration_is_named_or_the_default_one(api):
    customer = api.given.customer()
    made = api.post(
        CONFIGURATIONS,
        features={"invoice_history": {"enabled": True}},
        default_return_url="https://example.com/home",
    )
    session = api.post(PATH, customer=customer.id, configuration=made.id)
    assert (session.configuration, session.return_url) == (made.id, "https://example.com/home")
    expanded = api.post(PATH, customer=customer.id, configuration=made.id, expand=["configuration"])
    assert expanded.configuration == made
    api.post(f"{CONFIGURATIONS}/{made.id}", active=False)
    error = api.refused("POST", PATH, customer=customer.id, configuration=made.id)
    assert error.param == "configuration"
    assert api.refused("POST", PATH, customer=customer.id, configuration="bpc_no").code == "resource_missing"


def test_a_flow_needs_its_feature(api):
    customer = api.given.customer()
    flow = {"type": "payment_method_update"}
    session = api.post(PATH, customer=customer.id, flow_data=flow)
    assert session.flow == {
        "after_completion": {"hosted_confirmation": None, "redirect": None, "type": "portal_homepage"},
        "customer_update": None,
        "subscription_cancel": None,
        "subscription_pause": None,
        "subscription_update": None,
        "subscription_update_confirm": None,
        "type": "payment_method_update",
    }
    made = api.post(CONFIGURATIONS, features={"invoice_history": {"enabled": True}})
    error = api.refused("POST", PATH, customer=customer.id, configuration=made.id, flow_data=flow)
    assert error.param == "flow_data[type]"


def test_a_flow_ends_as_it_says(api):
    customer = api.given.customer()
    there = {"type": "redirect", "redirect": {"return_url": "https://example.com/done"}}
    flow = {"type": "payment_method_update", "after_completion": there}
    assert api.post(PATH, customer=customer.id, flow_data=flow).flow.after_completion == {
        "hosted_confirmation": None, "redirect": {"return_url": "https://example.com/done"},
        "type": "redirect",
    }  # fmt: skip
    flow["after_completion"] = {"type": "redirect"}
    error = api.refused("POST", PATH, customer=customer.id, flow_data=flow)
    assert error.param == "flow_data[after_completion][redirect]"


def test_a_flow_of_a_subscription_needs_one(api):
    customer = api.given.customer()
    error = api.refused("POST", PATH, customer=customer.id, flow_data={"type": "subscription_cancel"})
    assert (error.code, error.param) == ("parameter_missing", "flow_data[subscription_cancel]")
    flow = {"type": "subscription_cancel", "subscription_cancel": {"subscription": "sub_no"}}
    error = api.refused("POST", PATH, customer=customer.id, flow_data=flow)
    assert (error.code, error.param) == ("resource_missing", "flow_data[subscription_cancel][subscription]")
