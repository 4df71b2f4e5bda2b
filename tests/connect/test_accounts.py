"""One's own account: what SDKs and synchronizers read before anything else."""

from __future__ import annotations

SETTINGS = {
    "bacs_debit_payments", "branding", "card_issuing", "card_payments", "dashboard", "invoices", "payments",
    "payouts",
    "sepa_debit_payments",
}  # fmt: skip


def test_a_sandbox_has_an_account_that_can_do_everything(api):
    account = api.get("/v1/account")
    assert (account.object, account.type, account.country, account.default_currency) == (
        "account",
        "standard",
        "US",
        "usd",
    )
    assert account.charges_enabled and account.payouts_enabled and account.details_submitted
    assert set(account.capabilities.values()) == {"active"}
    assert {
        "card_payments",
        "transfers",
        "us_bank_account_ach_payments",
        "card_issuing",
        "treasury",
    } <= account.capabilities.keys()
    assert account.requirements.currently_due == [] and account.requirements.disabled_reason is None
    assert account.id.startswith("acct_1") and len(account.id) == len("acct_") + 16
    assert account.livemode is None, "accounts have no such field"


def test_every_hash_of_its_settings_is_there(api):
    settings = api.get("/v1/account").settings
    assert settings.keys() >= SETTINGS
    assert settings.dashboard == {"display_name": "Counterfoil", "timezone": "Etc/UTC"}
    assert settings.payouts.schedule == {"delay_days": 2, "interval": "manual"}
    assert settings.payments.statement_descriptor == "COUNTERFOIL"


def test_it_owns_a_test_bank_account(api):
    account = api.get("/v1/account")
    (bank,) = account.external_accounts.data
    assert (bank.object, bank.last4, bank.currency, bank.default_for_currency) == (
        "bank_account",
        "6789",
        "usd",
        True,
    )
    assert bank.account == account.id


def test_it_answers_to_its_id_too(api):
    account = api.get("/v1/account")
    assert api.get(f"/v1/accounts/{account.id}") == account
    assert api.request("GET", "/v1/account", headers={"Stripe-Account": account.id}).json == account


def test_all_keys_of_a_sandbox_share_it_and_its_live_mode(api):
    account = api.get("/v1/account")
    restricted = api.request("GET", "/v1/account", key=api.key.replace("sk_", "rk_"))
    assert restricted.json.id == account.id
    assert api.live().get("/v1/account").id == account.id
    assert api.other().get("/v1/account").id != account.id


def test_older_versions_read_it(api):
    answer = api.request("GET", "/v1/account", headers={"Stripe-Version": "2022-11-15"})
    assert answer.status == 200
    assert answer.json.settings.dashboard.display_name == "Counterfoil"


def test_the_list_of_accounts_is_of_connected_ones_only(api):
    assert api.get("/v1/accounts").data == []


def test_a_foreign_account_is_forbidden_never_missing(api):
    foreign = api.other().get("/v1/account").id
    for id in (foreign, "acct_nobody"):
        for method in ("GET", "POST", "DELETE"):
            error = api.refused(method, f"/v1/accounts/{id}", 403)
            assert (error.type, error.code) == ("invalid_request_error", "account_invalid")
            assert (
                error.message
                == f"The provided key 'sk_test_*{api.key[-4:]}' does not have access to account '{id}' (or"
                " that account does not exist). Application access may have been revoked."
            )


def test_one_s_own_account_is_not_changed_through_the_api(api):
    account = api.get("/v1/account")
    text = "You cannot use this method on your own account: you may only use it on connected accounts."
    assert api.refused("POST", f"/v1/accounts/{account.id}", 403, email="new@example.com").message == text
    assert api.refused("DELETE", f"/v1/accounts/{account.id}", 403).message == text
    assert api.get("/v1/account") == account
    assert api.happened() == []
