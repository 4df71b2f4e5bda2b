"""Balance settings: the payout settings of the account, under a newer name."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"


@pytest.fixture
def newest(api):
    return api.at(NEWEST)


def change(newest, **payments):
    return newest.post("/v1/balance_settings", payments=payments).payments


def test_a_new_account_is_paid_out_manually(newest):
    told = newest.get("/v1/balance_settings")
    assert told == {
        "object": "balance_settings",
        "payments": {
            "debit_negative_balances": True,
            "payouts": {
                "minimum_balance_by_currency": None,
                "schedule": {"interval": "manual"},
                "statement_descriptor": None,
                "status": "enabled",
            },
            "settlement_timing": {"delay_days": 2, "start_of_day": None},
        },
    }


def test_the_account_shows_what_was_set_here(api, newest):
    schedule = {"interval": "weekly", "weekly_payout_days": ["tuesday", "friday"]}
    payouts = {
        "schedule": schedule,
        "statement_descriptor": "SHOP",
        "minimum_balance_by_currency": {"usd": 500},
    }
    told = change(
        newest, payouts=payouts, debit_negative_balances=False, settlement_timing={"delay_days_override": 5}
    )

    assert {name: told.payouts[name] for name in payouts} == payouts
    assert (told.debit_negative_balances, told.settlement_timing.delay_days) == (False, 5)
    assert told.settlement_timing.delay_days_override == 5
    assert newest.get("/v1/balance_settings").payments == told
    assert api.get("/v1/account").settings.payouts == {
        "debit_negative_balances": False,
        "schedule": {**schedule, "delay_days": 5, "weekly_anchor": "tuesday"},
        "statement_descriptor": "SHOP",
    }
    happened = api.happened()
    assert happened == ["account.updated", "balance_settings.updated"]
    before = happened.previous("balance_settings.updated")["payments"]
    assert (before["payouts"]["statement_descriptor"], before["settlement_timing"]["delay_days"]) == (None, 2)

    told = change(
        newest, payouts={"schedule": {"interval": "manual"}}, settlement_timing={"delay_days_override": None}
    )
    assert (told.payouts.schedule, told.settlement_timing.delay_days) == ({"interval": "manual"}, 2)
    assert told.payouts.minimum_balance_by_currency == {"usd": 500}
    assert api.get("/v1/account").settings.payouts.schedule == {"interval": "manual", "delay_days": 2}


def test_rules_of_transfers_are_shown_once_they_are_set(newest):
    rules = {
        "usd": [{"payout_method": "usba_1", "type": "transfer_up_to_amount", "transfer_up_to_amount": 500}]
    }
    assert (
        change(
            newest, payouts={"automatic_transfer_rules_by_currency": rules}
        ).payouts.automatic_transfer_rules_by_currency
        == rules
    )
    assert (
        "automatic_transfer_rules_by_currency"
        not in change(newest, payouts={"automatic_transfer_rules_by_currency": None}).payouts
    )


def test_an_update_that_changes_nothing_is_no_event(api, newest):
    assert newest.post("/v1/balance_settings") == newest.get("/v1/balance_settings")
    change(newest, payouts={"schedule": {"interval": "manual"}})
    assert api.happened() == []


def test_the_delay_is_that_of_later_funds(api, newest, pay):
    change(newest, settlement_timing={"delay_days_override": 7})
    intent = pay(2000, capture_method="automatic")
    charge = api.get(f"/v1/charges/{intent.latest_charge}", expand=["balance_transaction"])
    days = (charge.balance_transaction.available_on - charge.created) / 86400
    assert 8 <= days <= 11  # seven business days


@pytest.mark.parametrize(
    ("payments", "param"),
    [
        (
            {"payouts": {"schedule": {"interval": "weekly"}}},
            "payments[payouts][schedule][weekly_payout_days]",
        ),
        (
            {"payouts": {"schedule": {"interval": "monthly"}}},
            "payments[payouts][schedule][monthly_payout_days]",
        ),
        (
            {"payouts": {"schedule": {"interval": "monthly", "monthly_payout_days": [0]}}},
            "payments[payouts][schedule][monthly_payout_days]",
        ),
        (
            {"payouts": {"schedule": {"interval": "daily", "weekly_payout_days": ["monday"]}}},
            "payments[payouts][schedule][weekly_payout_days]",
        ),
        (
            {"settlement_timing": {"delay_days_override": 1}},
            "payments[settlement_timing][delay_days_override]",
        ),
        (
            {"settlement_timing": {"delay_days_override": 32}},
            "payments[settlement_timing][delay_days_override]",
        ),
    ],
)
def test_what_is_refused(api, newest, payments, param):
    assert newest.refused("POST", "/v1/balance_settings", payments=payments).param == param
    assert api.happened() == []


def test_versions_before_it_do_not_have_it(api):
    assert (
        api.request("GET", "/v1/balance_settings", headers={"Stripe-Version": "2025-02-24.acacia"}).status
        == 404
    )


def test_those_of_a_connected_account_are_read_only_yet(api, newest):
    connected = {"Stripe-Account": api.post("/v1/accounts", type="custom", country="US").id}
    told = newest.request("GET", "/v1/balance_settings", headers=connected)
    assert (told.status, told.json.payments.payouts.schedule) == (200, {"interval": "manual"})
    sent = {"payments": {"payouts": {"schedule": {"interval": "daily"}}}}
    assert newest.request("POST", "/v1/balance_settings", sent, headers=connected).status == 501
