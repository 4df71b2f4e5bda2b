"""Top-ups: funds of the account's bank, pending for seconds."""

from __future__ import annotations

import pytest

NEWEST = "2026-10-28.endive"


def top_up(api, amount: int = 2000, **params):
    return api.post("/v1/topups", amount=amount, currency="usd", **params)


def available(api) -> int:
    return api.get("/v1/balance").available[0].amount


def test_a_top_up_is_pending_and_then_in_the_balance(api, wall):
    sent = {
        "description": "June",
        "statement_descriptor": "Top-up",
        "transfer_group": "G",
        "metadata": {"month": "6"},
    }
    topup = top_up(api, **sent)

    assert (topup.object, topup.amount, topup.currency, topup.status) == ("topup", 2000, "usd", "pending")
    assert {name: topup[name] for name in sent} == sent
    assert (topup.balance_transaction, topup.failure_code, topup.source) == (None, None, None)
    assert topup.expected_availability_date >= topup.created
    assert api.at(NEWEST).get(f"/v1/topups/{topup.id}").initiated_by == "user"
    assert available(api) == 0

    assert wall.advance(seconds=2) == ["balance.available", "topup.succeeded"]
    done = api.get(f"/v1/topups/{topup.id}", expand=["balance_transaction"])
    moved = done.balance_transaction
    assert (done.status, available(api)) == ("succeeded", 2000)
    assert (moved.type, moved.reporting_category, moved.source) == ("topup", "topup", topup.id)
    assert (moved.amount, moved.fee, moved.net, moved.status, moved.description) == (
        2000,
        0,
        2000,
        "available",
        "June",
    )
    assert api.post("/v1/payouts", amount=2000, currency="usd").status == "pending"  # usable as card funds


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("noAccount", "no_account"),
        ("accountClosed", "account_closed"),
        ("insufficientFunds", "insufficient_funds"),
        ("debitNotAuthorized", "debit_not_authorized"),
        ("invalidCurrency", "invalid_currency"),
    ],
)
def test_a_top_up_from_a_failing_test_account_fails_later(api, wall, name, code):
    topup = top_up(api, source=f"btok_us_verified_{name}")
    assert (topup.status, topup.failure_code) == ("pending", None)

    assert wall.advance(seconds=2) == ["topup.failed"]

    failed = api.get(f"/v1/topups/{topup.id}")
    assert (failed.status, failed.failure_code, failed.balance_transaction) == (
        "failed",
        code,
        None,
    ) and failed.failure_message
    assert available(api) == 0


def test_a_canceled_top_up_never_settles(api, wall):
    topup = top_up(api, source="btok_us_verified")

    assert api.post(f"/v1/topups/{topup.id}/cancel").status == "canceled"

    assert api.happened() == ["topup.created", "topup.canceled"]
    assert wall.advance(days=7) == [] and available(api) == 0
    assert api.refused("POST", f"/v1/topups/{topup.id}/cancel").type == "invalid_request_error"


def test_a_settled_top_up_cannot_be_canceled(api, wall):
    topup = top_up(api)
    wall.advance(seconds=2)
    api.refused("POST", f"/v1/topups/{topup.id}/cancel")
    assert (api.get(f"/v1/topups/{topup.id}").status, available(api)) == ("succeeded", 2000)


@pytest.mark.parametrize(
    ("sent", "code", "param"),
    [
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"currency": "eur"}, None, "currency"),
        ({"source": "btok_nothing"}, "resource_missing", "source"),
        ({"statement_descriptor": "x" * 16}, None, "statement_descriptor"),
        ({"statement_descriptor": "123"}, None, "statement_descriptor"),
    ],
)
def test_what_is_refused(api, sent, code, param):
    error = api.refused("POST", "/v1/topups", **{"amount": 100, "currency": "usd", **sent})
    assert (error.code, error.param) == (code, param)


def test_description_and_metadata_alone_can_be_changed(api):
    topup = top_up(api)
    changed = api.post(f"/v1/topups/{topup.id}", description="July", metadata={"a": "b"})
    assert (changed.description, changed.metadata) == ("July", {"a": "b"})
    assert api.refused("POST", f"/v1/topups/{topup.id}", amount=1).code == "parameter_unknown"


def test_top_ups_are_listed_and_filtered(api, wall):
    first = top_up(api, 1000)
    wall.advance(seconds=2)
    second = top_up(api, 3000)

    def listed(**params):
        return [one.id for one in api.get("/v1/topups", **params).data]

    assert listed() == [second.id, first.id]
    assert (listed(status="pending"), listed(status="succeeded"), listed(status="failed")) == (
        [second.id],
        [first.id],
        [],
    )
    assert (
        listed(amount=1000)
        == listed(amount={"lt": 3000})
        == listed(created={"lt": second.created})
        == [first.id]
    )
    assert listed(amount={"gte": 1000, "lte": 3000}) == listed()
