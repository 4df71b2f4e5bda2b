"""Cards of customers, kept the older way: by token, under ids that are payment methods as well."""

import pytest


def sources(api, customer):
    return [one["id"] for one in api.get(f"/v1/customers/{customer}/sources")["data"]]


def test_a_token_becomes_the_default_card(api):
    customer = api.post("/v1/customers", source="tok_visa", expand=["default_source", "sources"])
    card = customer["default_source"]
    assert card["id"].startswith("card_")
    assert (card["object"], card["brand"], card["last4"], card["customer"]) == (
        "card",
        "Visa",
        "4242",
        customer.id,
    )
    assert customer["sources"]["data"] == [card]
    assert api.get(f"/v1/customers/{customer.id}/sources/{card.id}") == card
    assert api.happened() == ["customer.created", "payment_method.attached", "customer.source.created"]


def test_a_card_is_a_payment_method_as_well(api):
    customer = api.post("/v1/customers", source="tok_mastercard")
    method = api.get(f"/v1/payment_methods/{customer.default_source}")
    assert (method["type"], method["card"]["brand"], method["customer"]) == (
        "card",
        "mastercard",
        customer.id,
    )
    changed = api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": method.id})
    assert changed.invoice_settings.default_payment_method == method.id
    api.post(f"/v1/payment_methods/{method.id}/detach")
    assert sources(api, customer.id) == []
    gone = api.get(f"/v1/customers/{customer.id}")
    assert (gone.default_source, gone.invoice_settings.default_payment_method) == (None, None)


def test_the_first_is_the_default_and_the_last_takes_over(api):
    customer = api.post("/v1/customers")
    path = f"/v1/customers/{customer.id}"
    first, second, third = (
        api.post(f"{path}/sources", source=token)["id"]
        for token in ("tok_visa", "tok_mastercard", "tok_amex")
    )
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
    card = api.post(
        path, name="Jenny Rosen", address_city="Bonn", exp_month=1, exp_year=2040, metadata={"a": "1"}
    )
    assert (card["name"], card["address_city"], card["exp_month"], card["exp_year"]) == (
        "Jenny Rosen",
        "Bonn",
        1,
        2040,
    )
    assert card["metadata"] == {"a": "1"}
    method = api.get(f"/v1/payment_methods/{card.id}")
    assert (method["billing_details"]["name"], method["card"]["exp_year"]) == ("Jenny Rosen", 2040)
    assert "customer.source.updated" in api.happened()
    assert api.refused("POST", path, 402, exp_month="soon")["code"] == "invalid_expiry_month"
    assert api.refused("POST", path, account_holder_name="J")["code"] == "parameter_unknown"


@pytest.mark.parametrize("token", ["tok_missing", "pm_card_visa"])
def test_what_is_no_token_is_refused(api, token):
    error = api.refused("POST", "/v1/customers", source=token)
    assert (error["message"], error["code"], error["param"]) == (
        f"No such token: '{token}'",
        "resource_missing",
        "source",
    )
    assert api.get("/v1/customers")["data"] == []


def test_a_card_whose_bank_refuses_is_not_kept(api):
    error = api.refused("POST", "/v1/customers", 402, source="tok_chargeDeclined")
    assert error["code"] == "card_declined"
    customer = api.post("/v1/customers")
    api.refused("POST", f"/v1/customers/{customer.id}/sources", 402, source="tok_chargeDeclined")
    assert sources(api, customer.id) == []


def test_a_token_is_good_once(api):
    token = api.post(
        "/v1/tokens",
        card={"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123", "name": "Jenny"},
    )
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
    assert api.get(f"{path}/cards") == {
        "object": "list",
        "data": [card],
        "has_more": False,
        "url": f"{path}/cards",
    }
    assert api.get(f"{path}/cards/{card.id}") == card
    assert api.get(f"{path}/bank_accounts").data == []
    another = api.post("/v1/customers").id
    assert api.get(f"/v1/customers/{another}/cards").data == []
    assert api.refused("GET", f"/v1/customers/{another}/cards/{card.id}", 404).code == "resource_missing"
    for wrong in (
        "/v1/customers/cus_none/cards",
        "/v1/customers/cus_none/bank_accounts",
        f"{path}/cards/card_none",
    ):
        assert api.refused("GET", wrong, 404).param == "id"


def test_card_names_a_token_as_source_does(api):
    customer = api.post("/v1/customers", card="tok_visa")
    assert customer.default_source.startswith("card_")
    changed = api.post(f"/v1/customers/{customer.id}", card="tok_mastercard")
    assert sources(api, customer.id) == [changed.default_source] != [customer.default_source]


BANK = {
    "country": "US",
    "currency": "usd",
    "account_holder_name": "Jenny Rosen",
    "account_holder_type": "individual",
}
BANK |= {"routing_number": "110000000", "account_number": "000123456789"}


def test_a_bank_account_is_verified_by_its_deposits_and_charged(api, wall):
    customer = api.post("/v1/customers")
    token = api.post("/v1/tokens", bank_account=BANK)
    path = f"/v1/customers/{customer.id}/sources"
    account = api.post(path, source=token.id, metadata={"a": "1"})
    assert (account.id, account.object, account.status, account.customer) == (
        token.bank_account.id,
        "bank_account",
        "new",
        customer.id,
    )
    assert (account.last4, account.bank_name, account.metadata) == ("6789", "STRIPE TEST BANK", {"a": "1"})
    assert api.get(f"/v1/customers/{customer.id}").default_source == account.id
    assert api.refused("POST", path, source=token.id)["code"] == "token_already_used"
    pay = {"amount": 2000, "currency": "usd", "customer": customer.id}
    assert api.refused("POST", "/v1/charges", **pay)["code"] == "bank_account_unverified"
    error = api.refused("POST", f"{path}/{account.id}/verify", amounts=[1, 2])
    assert (error["code"], api.get(f"{path}/{account.id}").status) == (
        "bank_account_verification_failed",
        "new",
    )
    assert api.post(f"{path}/{account.id}/verify", amounts=[32, 45]).status == "verified"
    api.refused("POST", f"{path}/{account.id}/verify", amounts=[32, 45])
    assert "customer.source.updated" in api.happened()
    charge = api.post("/v1/charges", **pay)
    assert (charge.status, charge.paid, charge.source.id, charge.payment_method_details.type) == (
        "pending",
        False,
        account.id,
        "ach_debit",
    )
    wall.advance(seconds=2)
    paid = api.get(f"/v1/charges/{charge.id}")
    assert (paid.status, paid.paid, paid.amount_captured) == ("succeeded", True, 2000)
    assert api.get(f"/v1/balance_transactions/{paid.balance_transaction}").amount == 2000
    assert [one for one in api.happened() if one.startswith("charge.")] == [
        "charge.pending",
        "charge.succeeded",
    ]


def test_a_debit_of_a_closed_account_fails_later(api, wall):
    customer = api.post("/v1/customers", source="btok_us_verified_accountClosed")
    charge = api.post("/v1/charges", amount=2000, currency="usd", customer=customer.id)
    wall.advance(seconds=2)
    failed = api.get(f"/v1/charges/{charge.id}")
    assert (failed.status, failed.failure_code) == ("failed", "account_closed")
    assert failed.failure_balance_transaction
    assert (
        api.refused("POST", "/v1/charges", amount=2000, currency="eur", customer=customer.id)["param"]
        == "currency"
    )


def test_ten_wrong_guesses_end_the_verification(api):
    customer = api.post("/v1/customers", source="btok_us")
    path = f"/v1/customers/{customer.id}/sources/{customer.default_source}"
    for _ in range(10):
        assert api.get(path).status == "new"
        api.refused("POST", f"{path}/verify", amounts=[1, 2])
    assert api.get(path).status == "verification_failed"
    assert (
        api.refused("POST", f"{path}/verify", amounts=[32, 45])["code"] == "bank_account_verification_failed"
    )


def test_an_account_is_added_once_and_listed_with_the_cards(api):
    customer = api.post("/v1/customers", source="tok_visa")
    path = f"/v1/customers/{customer.id}/sources"
    account = api.post(path, source="btok_us_verified")
    assert account.status == "verified"
    error = api.refused("POST", path, source=api.post("/v1/tokens", bank_account=BANK).id)
    assert error["code"] == "bank_account_exists"
    card = api.post(path, source="tok_amex")
    assert sources(api, customer.id) == [card.id, account.id, customer.default_source]
    listed = api.get(path, limit=1, starting_after=card.id)
    assert ([one["id"] for one in listed["data"]], listed["has_more"]) == ([account.id], True)
    assert [one["id"] for one in api.get(path, object="bank_account")["data"]] == [account.id]
    assert api.get(f"/v1/customers/{customer.id}", expand=["sources"])["sources"]["total_count"] == 3
    method = api.get(f"/v1/payment_methods/{account.id}")
    assert (method["type"], method["us_bank_account"]["last4"], method["customer"]) == (
        "us_bank_account",
        "6789",
        customer.id,
    )
    renamed = api.post(f"{path}/{account.id}", account_holder_name="Ann", metadata={"b": "2"})
    assert (renamed.account_holder_name, renamed.metadata) == ("Ann", {"b": "2"})
    assert api.refused("POST", f"{path}/{account.id}", exp_month=1)["code"] == "parameter_unknown"
    api.post(f"/v1/customers/{customer.id}", default_source=account.id)
    assert api.delete(f"{path}/{account.id}") == {"id": account.id, "object": "bank_account", "deleted": True}
    assert api.get(f"/v1/customers/{customer.id}").default_source == card.id


def test_a_token_is_made_of_a_customers_card(api):
    customer = api.post("/v1/customers", source="tok_visa_debit")
    token = api.post("/v1/tokens", customer=customer.id)
    assert (token.type, token.used, token.card.last4, token.card.funding) == ("card", False, "5556", "debit")

    other = api.post("/v1/customers", source=token.id)
    assert other.default_source == token.card.id
    assert api.post("/v1/charges", amount=2000, currency="usd", customer=other.id).paid

    second = api.post(f"/v1/customers/{customer.id}/sources", source="tok_amex")
    assert api.post("/v1/tokens", customer=customer.id, card=second.id).card.brand == "American Express"


def test_a_token_is_made_of_a_customers_bank_account(api, wall):
    customer = api.post("/v1/customers", source="btok_us_verified")
    token = api.post("/v1/tokens", customer=customer.id)
    assert (token.type, token.bank_account.last4) == ("bank_account", "6789")
    other = api.post("/v1/customers", source=token.id)
    assert other.default_source == token.bank_account.id


def test_a_customer_without_a_source_has_no_token(api):
    customer = api.given.customer()
    assert api.refused("POST", "/v1/tokens", customer=customer.id).param == "customer"
    missing = api.refused("POST", "/v1/tokens", customer=customer.id, card="card_x")
    assert (missing.code, missing.param) == ("resource_missing", "card")
