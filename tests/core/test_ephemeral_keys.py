"""Ephemeral keys: an hour in which an app may see to its own customer, and to nothing else."""

from __future__ import annotations

import pytest

from tests.support.client import Api

VERSION = {"Stripe-Version": "2025-02-24.acacia"}


@pytest.fixture
def customer(api):
    return api.post("/v1/customers", name="Jenny Rosen")


def key_for(api, **params):
    response = api.request("POST", "/v1/ephemeral_keys", params, headers=VERSION)
    assert response.status == 200, response.body
    key = response.json
    api.check("POST", "/v1/ephemeral_keys", key)
    return key


def app(api, **params) -> Api:
    """A caller that has an ephemeral key only."""
    return Api(api.house, key_for(api, **params).secret)


def card(api, **params):
    return api.post("/v1/payment_methods", type="card", card={"token": "tok_visa"}, **params)


def test_a_key_is_for_one_customer_and_an_hour(api, customer):
    key = key_for(api, customer=customer.id)
    assert (key.object, key.livemode) == ("ephemeral_key", False)
    assert key.id.startswith("ephkey_")
    assert key.expires == key.created + 3600
    assert key.secret.startswith("ek_test_")
    assert key.associated_objects == [{"id": customer.id, "type": "customer"}]


def test_it_is_made_for_a_version_that_the_request_names(api, customer):
    error = api.refused("POST", "/v1/ephemeral_keys", customer=customer.id)
    assert error.type == "invalid_request_error"
    assert "Stripe-Version" in error.message


def test_it_is_for_exactly_one_object(api, customer):
    def refused(**params):
        response = api.request("POST", "/v1/ephemeral_keys", params, headers=VERSION)
        assert response.status == 400, response.body
        return response.json["error"]

    assert (
        refused().message
        == "One of the following params should be provided for this request: customer, issuing_card, or"
        " verification_session."
    )
    assert (
        refused(customer=customer.id, issuing_card="ic_1").message
        == "You may only specify one of these parameters: customer, issuing_card."
    )
    missing = refused(customer="cus_nobody")
    assert (missing.code, missing.param, missing.message) == (
        "resource_missing",
        "customer",
        "No such customer: 'cus_nobody'",
    )
    assert refused(issuing_card="ic_nothing").code == "resource_missing"
    assert refused(customer=customer.id, nonce="n").code == "parameter_unknown"


def test_it_reads_its_customer_and_sees_to_its_cards(api, customer):
    phone = app(api, customer=customer.id)
    assert phone.get(f"/v1/customers/{customer.id}").name == "Jenny Rosen"
    method = card(api)
    assert phone.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id).customer == customer.id
    assert [one.id for one in phone.get("/v1/payment_methods", customer=customer.id, type="card").data] == [
        method.id
    ]
    assert [one.id for one in phone.get("/v1/payment_methods", type="card").data] == [method.id], (
        "its own, when none is named"
    )
    assert [one.id for one in phone.get(f"/v1/customers/{customer.id}/payment_methods").data] == [method.id]
    assert phone.get(f"/v1/payment_methods/{method.id}").id == method.id
    assert phone.post(f"/v1/payment_methods/{method.id}/detach").customer is None
    assert phone.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id).customer == customer.id
    assert (
        phone.refused("POST", "/v1/payment_methods/pm_nothing/attach", 404, customer=customer.id).code
        == "resource_missing"
    )


def test_other_customers_do_not_exist_for_it(api, customer):
    other = api.post("/v1/customers")
    theirs, nobodys = card(api), card(api)
    api.post(f"/v1/payment_methods/{theirs.id}/attach", customer=other.id)
    phone = app(api, customer=customer.id)
    for method, path, status, params in (
        ("GET", f"/v1/customers/{other.id}", 404, {}),
        ("GET", f"/v1/customers/{other.id}/payment_methods", 404, {}),
        ("GET", "/v1/payment_methods", 400, {"customer": other.id}),
        ("POST", f"/v1/payment_methods/{nobodys.id}/attach", 400, {"customer": other.id}),
        ("POST", f"/v1/payment_methods/{theirs.id}/attach", 404, {"customer": customer.id}),
        ("POST", "/v1/payment_methods/pm_card_visa/attach", 400, {"customer": other.id}),
        ("GET", f"/v1/payment_methods/{theirs.id}", 404, {}),
        ("GET", f"/v1/payment_methods/{nobodys.id}", 404, {}),
        ("POST", f"/v1/payment_methods/{theirs.id}/detach", 404, {}),
    ):
        assert phone.refused(method, path, status, **params).code == "resource_missing", path
    assert api.get(f"/v1/payment_methods/{theirs.id}").customer == other.id
    assert api.get(f"/v1/payment_methods/{nobodys.id}").customer is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/customers"),
        ("POST", "/v1/customers"),
        ("DELETE", "/v1/customers/{customer}"),
        ("POST", "/v1/customers/{customer}"),
        ("GET", "/v1/balance"),
        ("POST", "/v1/ephemeral_keys"),
        ("GET", "/v1/account"),
        ("GET", "/v1/issuing/cards/ic_1"),
    ],
)
def test_it_may_do_nothing_else(api, customer, method, path):
    error = app(api, customer=customer.id).refused(method, path.format(customer=customer.id), 403)
    assert error.message == "This API call cannot be made with an ephemeral API key."
    assert api.get(f"/v1/customers/{customer.id}") == customer


def test_a_key_can_be_taken_back(api, customer):
    key = key_for(api, customer=customer.id)
    phone = Api(api.house, key.secret)
    phone.get(f"/v1/customers/{customer.id}")
    deleted = api.delete(f"/v1/ephemeral_keys/{key.id}")
    assert (deleted.id, deleted.secret) == (key.id, None)
    error = phone.refused("GET", f"/v1/customers/{customer.id}", 401)
    assert error.code == "api_key_expired"
    assert error.message.startswith("Expired API Key provided: ek_test_***")
    assert api.refused("DELETE", f"/v1/ephemeral_keys/{key.id}", 404).code == "resource_missing"


def test_a_key_is_good_for_an_hour(api, wall, customer):
    key = key_for(api, customer=customer.id)
    phone = Api(api.house, key.secret)
    wall.advance(to=key.expires - 1)
    phone.get(f"/v1/customers/{customer.id}")
    wall.advance(to=key.expires)
    assert phone.refused("GET", f"/v1/customers/{customer.id}", 401).code == "api_key_expired"


def test_it_lives_by_the_wall_when_its_customer_lives_on_a_test_clock(api, clock):
    customer = api.given.customer(clock)
    key = key_for(api, customer=customer.id)
    assert key.created == api.now
    assert Api(api.house, key.secret).get(f"/v1/customers/{customer.id}").id == customer.id


def test_a_key_nobody_made_is_none(api):
    assert (
        Api(api.house, "ek_test_" + "x" * 64)
        .refused("GET", "/v1/customers/cus_1", 401)
        .message.startswith("Invalid API Key provided")
    )
