"""Active entitlements: the features of a customer's subscriptions."""

from __future__ import annotations

from tests.support.client import Api

PATH = "/v1/entitlements/active_entitlements"


def test_a_customer_has_none_at_first(api: Api):
    customer = api.given.customer()
    assert api.get(PATH, customer=customer.id).data == []
    assert api.refused("GET", PATH).code == "parameter_missing"
    assert api.refused("GET", PATH, customer="cus_no").param == "customer"
    assert api.refused("GET", f"{PATH}/ent_test_no", 404).code == "resource_missing"
