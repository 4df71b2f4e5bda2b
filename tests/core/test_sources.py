"""Cards of customers, kept the older way: by token, under ids that are payment methods as well."""

import pytest


def sources(api, customer):
    return [one["id"] for one in api.get(f"/v1/customers/{customer}/sources")["data"]]


def test_a_token_becomes_the_default_card(api):
    customer = api.post("/v1/customers", source="tok_visa", expand=["default_source", "sources"])
    card = customer["default_source"]
    assert card["id"].startswith("card_")
    assert (card["object"], card["brand"], card["last4"], card["customer"]) == ("card", "Visa", "4242", customer.id)
    assert customer["sources"]["data"] == [card]
    assert api.get(f"/v1/customers/{customer.id}/sources/{card.id}") == card
    assert api.happened() == ["customer.created", "payment_method.attached", "customer.source.created"]


def test_a_card_is_a_payment_method_as_well(api):
    customer = api.post("/v1/customers", source="tok_mastercard")
    method = api.get(f"/v1/payment_methods/{customer.default_source}")
    assert (method["type"], method["card"]["brand"], method["customer"]) == ("card", "mastercard", customer.id)
    changed = api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": method.id})
    assert changed.invoice_settings.default_payment_method == method.id
    api.post(f"/v1/payment_methods/{method.id}/detach")
    assert sources(api, customer.id) == []
    gone = api.get(f"/v1/customers/{customer.id}")
    assert (gone.default_source, gone.invoice_settings.default_payment_method) == (None, None)


def test_the_first_is_the_default_and_the_last_takes_over(api):
    customer = api.post("/v1/customers")
    path = f"/v1/customers/{customer.id}"
    first, second, third = (api.post(f"{path}/sources", source=token)["id"] for token in ("tok_visa", "tok_mastercard", "tok_amex"))
    assert api.get(path).default_source == first
    assert sources(api, customer.id) == [third, second, first]
    assert api.delete(f"{path}/sources/{first}") == {"id": first, "object": "card", "deleted": True}
    assert api.get(path).default_source == third
    assert api.post(path, default_source=second).default_source == second
    assert api.refused("POST", path, default_source=first)["param"] == "default_source"
    assert api.refused("GET", f"{path}/sources/{first}", 404)["code"] == "resource_missing"
    assert "customer.source.deleted" in api.happened()


def test_a_new_source_replaces_the_default(api):
    customer = api.post("/v1/customers", source="tok_visa")
    changed = api.post(f"/v1/customers/{customer.id}", source="tok_mastercard")
    assert changed.default_source not in (None, customer.default_source)
    assert sources(api, customer.id) == [changed.default_source]


def test_a_card_is_corrected(api):
    customer = api.post("/v1/customers", source="tok_visa")
    path = f"/v1/customers/{customer.id}/sources/{customer.default_source}"
    card = api.post(path, name="Jenny Rosen", address_city="Bonn", exp_month=1, exp_year=2040, metadata={"a": "1"})
    assert (card["name"], card["address_city"], card["exp_month"], card["exp_year"]) == ("Jenny Rosen", "Bonn", 1, 2040)
    assert card["metadata"] == {"a": "1"}
    method = api.get(f"/v1/payment_methods/{card.id}")
    assert (method["billing_details"]["name"], method["card"]["exp_year"]) == ("Jenny Rosen", 2040)
    assert "customer.source.updated" in api.happened()
    assert api.refused("POST", path, 402, exp_month="soon")["code"] == "invalid_expiry_month"
    assert api.refused("POST", path, account_holder_name="J")["code"] == "parameter_unknown"


@pytest.mark.parametrize("token", ["tok_missing", "pm_card_visa"])
def test_what_is_no_token_is_refused(api, token):
    error = api.refused("POST", "/v1/customers", source=token)
    assert (error["message"], error["code"], error["param"]) == (f"No such token: '{token}'", "resource_missing", "source")
    assert api.get("/v1/customers")["data"] == []


def test_a_card_whose_bank_refuses_is_not_kept(api):
    error = api.refused("POST", "/v1/customers", 402, source="tok_chargeDeclined")
    assert error["code"] == "card_declined"
    customer = api.post("/v1/customers")
    api.refused("POST", f"/v1/customers/{customer.id}/sources", 402, source="tok_chargeDeclined")
    assert sources(api, customer.id) == []


def test_a_token_is_good_once(api):
    token = api.post("/v1/tokens", card={"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123", "name": "Jenny"})
    customer = api.post("/v1/customers", source=token["id"], expand=["default_source"])
    assert (customer["default_source"]["name"], customer["default_source"]["exp_year"]) == ("Jenny", 2040)
    assert api.refused("POST", "/v1/customers", source=token["id"])["code"] == "token_already_used"


def test_cards_go_with_their_customer(api):
    customer = api.post("/v1/customers", source="tok_visa")
    api.delete(f"/v1/customers/{customer.id}")
    assert api.get(f"/v1/payment_methods/{customer.default_source}").customer is None
    assert api.refused("GET", f"/v1/customers/{customer.id}/sources", 404)["code"] == "resource_missing"


def test_cards_and_bank_accounts_are_listed_by_themselves_too(api):
    customer = api.post("/v1/customers", source="tok_visa")
    path = f"/v1/customers/{customer.id}"
    card = api.get(f"{path}/sources/{customer.default_source}")
    assert api.get(f"{path}/cards") == {"object": "list", "data": [card], "has_more": False, "url": f"{path}/cards"}
    assert api.get(f"{path}/cards/{card.id}") == card
    assert api.get(f"{path}/bank_accounts").data == []
    another = api.post("/v1/customers").id
    assert api.get(f"/v1/customers/{another}/cards").data == []
    assert api.refused("GET", f"/v1/customers/{another}/cards/{card.id}", 404).code == "resource_missing"
    for wrong in ("/v1/customers/cus_none/cards", "/v1/customers/cus_none/bank_accounts", f"{path}/cards/card_none"):
        assert api.refused("GET", wrong, 404).param == "id"


def test_card_names_a_token_as_source_does(api):
    customer = api.post("/v1/customers", card="tok_visa")
    assert customer.default_source.startswith("card_")
    changed = api.post(f"/v1/customers/{customer.id}", card="tok_mastercard")
    assert sources(api, customer.id) == [changed.default_source] != [customer.default_source]
