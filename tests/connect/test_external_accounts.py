"""External accounts: where an account is paid out to."""

from __future__ import annotations

import pytest

GOOD = {
    "object": "bank_account",
    "country": "US",
    "routing_number": "110000000",
    "account_number": "000123456789",
}
GERMAN = {"object": "bank_account", "country": "DE", "account_number": "DE89370400440532013000"}
DEBIT = {
    "object": "card",
    "number": "4000056655665556",
    "exp_month": 12,
    "exp_year": 2034,
    "cvc": "123",
    "name": "Jenny Rosen",
}


@pytest.fixture
def path(api) -> str:
    return f"/v1/accounts/{api.get('/v1/account').id}/external_accounts"


def shown(api):
    return api.get("/v1/account").external_accounts.data


def test_a_bank_account_is_added(api, path):
    added = api.post(path, external_account={**GOOD, "account_holder_name": "Jenny"}, metadata={"a": "b"})

    assert (added.object, added.country, added.currency, added.last4, added.status) == (
        "bank_account",
        "US",
        "usd",
        "6789",
        "new",
    )
    assert (added.bank_name, added.routing_number) == ("STRIPE TEST BANK", "110000000")
    assert (added.account_holder_name, added.account_holder_type, added.account_type) == ("Jenny", None, None)
    assert (added.default_for_currency, added.available_payout_methods) == (False, ["standard", "instant"])
    assert (added.account, added.metadata) == (path.split("/")[3], {"a": "b"})
    assert added.requirements == added.future_requirements == {
        "currently_due": [], "errors": [], "past_due": [], "pending_verification": [],
    }  # fmt: skip
    assert "customer" not in added
    first, second = shown(api)
    assert (first.fingerprint, second) == (added.fingerprint, added)  # the same account twice
    assert api.happened() == ["account.external_account.created"]


def test_one_in_a_new_currency_becomes_its_default(api, path):
    added = api.post(path, external_account=GERMAN)
    assert (added.currency, added.default_for_currency, added.available_payout_methods) == (
        "eur",
        True,
        ["standard"],
    )
    assert [one.default_for_currency for one in shown(api)] == [True, True]


def test_a_new_default_takes_over(api, path):
    added = api.post(path, external_account=GOOD, default_for_currency=True)
    first, second = shown(api)
    assert (first.default_for_currency, second.default_for_currency, second.id) == (False, True, added.id)
    assert api.get(f"{path}/{first.id}") == first
    assert api.post(f"{path}/{first.id}", default_for_currency=True).default_for_currency
    assert [one.default_for_currency for one in shown(api)] == [True, False]
    assert not api.get(f"{path}/{added.id}").default_for_currency


def test_a_debit_card_is_added_by_number_or_token(api, path):
    card = api.post(path, external_account=DEBIT)
    assert (card.object, card.brand, card.funding, card.last4, card.currency) == (
        "card",
        "Visa",
        "debit",
        "5556",
        "usd",
    )
    assert (card.status, card.available_payout_methods, card.name) == (
        "new",
        ["standard", "instant"],
        "Jenny Rosen",
    )
    assert "customer" not in card and card.account == path.split("/")[3]
    token = api.post("/v1/tokens", card={name: value for name, value in DEBIT.items() if name != "object"})
    assert api.post(path, external_account=token.id).fingerprint == card.fingerprint
    assert api.refused("POST", path, external_account=token.id).code == "token_already_used"
    assert (
        api.post(path, external_account={"object": "card", "token": "tok_mastercard_debit"}).brand
        == "MasterCard"
    )


def test_other_cards_cannot_be_paid_out_to(api, path):
    for token in ("tok_visa", "tok_mastercard_prepaid"):
        assert api.refused("POST", path, external_account=token).code == "invalid_card_type"
    error = api.refused("POST", path, 402, external_account={**DEBIT, "number": "4000056655665557"})
    assert error.code == "incorrect_number"


def test_a_bank_account_is_added_by_token(api, path):
    bank = {name: value for name, value in GOOD.items() if name != "object"}
    token = api.post("/v1/tokens", bank_account={**bank, "account_holder_type": "individual"})
    assert (token.id[:5], token.type, token.used) == ("btok_", "bank_account", False)
    assert (token.bank_account.object, token.bank_account.last4, token.bank_account.status) == (
        "bank_account",
        "6789",
        "new",
    )
    added = api.post(path, external_account=token.id)
    assert (added.account_holder_type, added.fingerprint) == ("individual", token.bank_account.fingerprint)
    assert api.get(f"/v1/tokens/{token.id}").used
    error = api.refused("POST", path, external_account=token.id)
    assert (error.code, error.message) == (
        "token_already_used",
        f"You cannot use a Stripe token more than once: {token.id}.",
    )
    assert api.post(path, external_account="btok_us_verified").last4 == "6789"
    error = api.refused("POST", path, external_account="btok_nothing")
    assert (error.code, error.message) == ("resource_missing", "No such token: 'btok_nothing'")
    assert api.refused("POST", path).code == "parameter_missing"


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"account_number": "000123456780"}, "account_number_invalid", "account_number"),
        ({"routing_number": "11000000"}, "routing_number_invalid", "routing_number"),
        ({"routing_number": "110000001"}, "routing_number_invalid", "routing_number"),
    ],
)
def test_in_test_mode_numbers_are_test_numbers(api, path, sent, code, field):
    error = api.refused("POST", path, external_account={**GOOD, **sent})
    assert (error.code, error.param) == (code, f"external_account[{field}]")
    bank = {name: value for name, value in {**GOOD, **sent}.items() if name != "object"}
    assert api.refused("POST", "/v1/tokens", bank_account=bank).param == f"bank_account[{field}]"


def test_names_are_updated(api, path):
    bank = shown(api)[0]
    changed = api.post(f"{path}/{bank.id}", account_holder_name="Jenny", metadata={"a": "b"})
    assert changed == {**bank, "account_holder_name": "Jenny", "metadata": {"a": "b"}}
    assert shown(api) == [changed]
    assert api.happened() == ["account.external_account.updated"]
    assert api.refused("POST", f"{path}/{bank.id}", exp_month="12").code == "parameter_unknown"
    assert api.refused("POST", f"{path}/{bank.id}", account_number="000123456789").code == "parameter_unknown"
    card = api.post(path, external_account=DEBIT)
    changed = api.post(f"{path}/{card.id}", exp_month="11", name="Jane")
    assert (changed.exp_month, changed.name) == (11, "Jane")
    assert api.refused("POST", f"{path}/{card.id}", account_holder_name="x").code == "parameter_unknown"


def test_they_are_listed(api, path):
    bank = shown(api)[0]
    card = api.post(path, external_account=DEBIT)
    euro = api.post(path, external_account=GERMAN)

    def listed(**params):
        return [one.id for one in api.get(path, **params).data]

    assert listed() == [euro.id, card.id, bank.id]
    assert (listed(object="card"), listed(object="bank_account")) == ([card.id], [euro.id, bank.id])
    assert (listed(limit=1), listed(starting_after=euro.id), listed(ending_before=bank.id)) == (
        [euro.id], [card.id, bank.id], [euro.id, card.id],
    )  # fmt: skip
    assert api.get(path, limit=2).has_more and not api.get(path, limit=3).has_more
    assert api.refused("GET", path, starting_after="ba_nothing").code == "resource_missing"


def test_one_is_deleted_unless_it_is_needed(api, path):
    bank, card = shown(api)[0], api.post(path, external_account=DEBIT)
    assert api.refused("DELETE", f"{path}/{bank.id}").message.startswith(
        "You cannot delete the default external account"
    )
    assert api.delete(f"{path}/{card.id}") == {"id": card.id, "object": "card", "deleted": True}
    assert shown(api) == [bank]
    assert api.refused("GET", f"{path}/{card.id}", 404).code == "resource_missing"
    euro = api.post(path, external_account=GERMAN)
    assert api.delete(f"{path}/{euro.id}").deleted  # a default, of another currency, and the only one
    assert (
        api.happened(type="account.external_account.deleted").types
        == ["account.external_account.deleted"] * 2
    )


def test_they_are_nobody_else_s(api, path):
    assert api.other().refused("GET", path, 403).code == "account_invalid"
    assert api.other().refused("POST", path, 403, external_account=GOOD).code == "account_invalid"
