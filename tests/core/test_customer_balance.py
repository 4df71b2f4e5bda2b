"""The credit balance of customers and its transactions. Amounts are minor units; negative ones are credit."""

import pytest


def test_entries_add_up_to_the_balance(api):
    customer = api.post("/v1/customers")
    path = f"/v1/customers/{customer.id}/balance_transactions"
    first = dict(api.post(path, amount=-700, currency="usd", description="Goodwill"))
    second = api.post(path, amount=200, currency="usd")
    assert first.pop("id").startswith("cbtxn_")
    assert first.pop("created")
    assert first == {
        "object": "customer_balance_transaction",
        "amount": -700,
        "checkout_session": None,
        "credit_note": None,
        "currency": "usd",
        "customer": customer.id,
        "customer_account": None,
        "description": "Goodwill",
        "ending_balance": -700,
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "type": "adjustment",
    }
    assert second["ending_balance"] == -500
    assert [one["amount"] for one in api.get(path)["data"]] == [200, -700]
    now = api.get(f"/v1/customers/{customer.id}")
    assert (now.balance, now.currency) == (-500, "usd")
    events = api.get("/v1/events", type="customer.updated")["data"]
    assert [event["data"]["previous_attributes"] for event in events] == [
        {"balance": -700},
        {"balance": 0, "currency": None},
    ]


def test_a_balance_that_is_set_is_an_entry(api):
    customer = api.post("/v1/customers", balance=-300)
    assert (customer.balance, customer.currency) == (-300, "usd")
    changed = api.post(f"/v1/customers/{customer.id}", balance=50, name="Jenny")
    assert changed.balance == 50
    entries = api.get(f"/v1/customers/{customer.id}/balance_transactions")["data"]
    assert [(one["type"], one["amount"], one["ending_balance"]) for one in entries] == [
        ("adjustment", 350, 50),
        ("initial", -300, -300),
    ]
    assert api.happened() == ["customer.created", "customer.updated"]
    assert api.get("/v1/events", type="customer.updated")["data"][0]["data"]["previous_attributes"] == {
        "balance": -300,
        "name": None,
    }
    api.post(f"/v1/customers/{customer.id}", balance=50)
    assert len(api.get(f"/v1/customers/{customer.id}/balance_transactions")["data"]) == 2


def test_other_currencies_are_balances_of_their_own(api):
    customer = api.post("/v1/customers", balance=-300)
    entry = api.post(f"/v1/customers/{customer.id}/balance_transactions", amount=-1000, currency="eur")
    assert entry["ending_balance"] == -1000
    whole = api.get(f"/v1/customers/{customer.id}", expand=["invoice_credit_balance"])
    assert (whole.balance, whole.currency, whole["invoice_credit_balance"]) == (
        -300,
        "usd",
        {"usd": -300, "eur": -1000},
    )


def test_an_entry_is_corrected_in_words_only(api):
    customer, other = api.post("/v1/customers"), api.post("/v1/customers")
    path = f"/v1/customers/{customer.id}/balance_transactions"
    entry = api.post(path, amount=-700, currency="usd")
    changed = api.post(f"{path}/{entry.id}", description="Late", metadata={"a": "1"})
    assert (changed["description"], changed["metadata"], changed["amount"]) == ("Late", {"a": "1"}, -700)
    assert api.get(f"{path}/{entry.id}") == changed
    assert api.refused("POST", f"{path}/{entry.id}", amount=1)["code"] == "parameter_unknown"
    assert (
        api.refused("GET", f"/v1/customers/{other.id}/balance_transactions/{entry.id}", 404)["param"]
        == "transaction"
    )
    assert api.refused("POST", f"{path}/{entry.id}", description="d" * 351)["param"] == "description"
    assert api.refused("POST", path, amount=0, currency="usd")["param"] == "amount"
    assert api.refused("POST", path, amount=1)["code"] == "parameter_missing"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_balance_has_twelve_digits_at_most(api, sign):
    """A larger sum is refused and nothing is stored, so that no amount loses precision."""
    customer = api.post("/v1/customers", balance=sign * 999_999_999_000)
    path = f"/v1/customers/{customer.id}/balance_transactions"
    refused = api.refused("POST", path, amount=sign * 1000, currency="usd")
    assert (refused["code"], refused["param"]) == ("amount_too_large", "amount")
    assert api.post(path, amount=sign * 999, currency="usd")["ending_balance"] == sign * 999_999_999_999
    assert api.get(f"/v1/customers/{customer.id}").balance == sign * 999_999_999_999
    for amount in (sign * 10**12, sign * (2**63 - 1)):
        assert api.refused("POST", path, amount=amount, currency="usd")["param"] == "amount"
        assert api.refused("POST", "/v1/customers", balance=amount)["param"] == "balance"
        assert api.refused("POST", f"/v1/customers/{customer.id}", balance=amount)["param"] == "balance"
    assert len(api.get(path)["data"]) == 2
