"""Early fraud warnings: what the network reports a second after a payment."""

from __future__ import annotations

import pytest

CARD = "pm_card_createIssuerFraudRecord"


@pytest.fixture
def warned(api, wall, pay):
    """The warning about a new payment of 20.00 USD."""
    intent = pay(2000, CARD)
    wall.advance(seconds=1)
    (warning,) = api.get("/v1/radar/early_fraud_warnings", payment_intent=intent.id).data
    return warning


def test_a_warning_comes_a_second_later(api, wall, pay):
    intent = pay(2000, CARD)
    assert (intent.status, api.get("/v1/radar/early_fraud_warnings").data) == ("succeeded", [])

    assert wall.advance(seconds=1) == ["radar.early_fraud_warning.created"]
    (warning,) = api.get("/v1/radar/early_fraud_warnings", charge=intent.latest_charge).data
    assert (warning.id[:6], warning.actionable, warning.fraud_type) == (
        "issfr_",
        True,
        "made_with_stolen_card",
    )
    assert (warning.charge, warning.payment_intent, warning.created) == (
        intent.latest_charge,
        intent.id,
        api.now,
    )
    assert api.get(f"/v1/radar/early_fraud_warnings/{warning.id}") == warning
    expanded = api.get(f"/v1/radar/early_fraud_warnings/{warning.id}", expand=["charge", "payment_intent"])
    assert (expanded.charge.amount, expanded.payment_intent.amount) == (2000, 2000)


def test_a_charge_without_an_intent_is_warned_of_too(api, wall):
    charge = api.post("/v1/charges", amount=2000, currency="usd", source="tok_createIssuerFraudRecord")
    wall.advance(seconds=1)

    (warning,) = api.get("/v1/radar/early_fraud_warnings", charge=charge.id).data
    assert "payment_intent" not in warning


def test_a_full_refund_leaves_nothing_to_do(api, warned):
    api.post("/v1/refunds", charge=warned.charge, amount=500)
    assert api.get(f"/v1/radar/early_fraud_warnings/{warned.id}").actionable is True

    api.post("/v1/refunds", charge=warned.charge)
    assert api.get(f"/v1/radar/early_fraud_warnings/{warned.id}").actionable is False
    (event,) = api.get("/v1/events", type="radar.early_fraud_warning.updated").data
    assert event.data.previous_attributes == {"actionable": True}


def test_what_was_refunded_before_is_not_actionable(api, wall, pay):
    api.post("/v1/refunds", payment_intent=pay(2000, CARD).id)
    wall.advance(seconds=1)

    (warning,) = api.get("/v1/radar/early_fraud_warnings").data
    assert warning.actionable is False
    assert api.happened(type="radar.*") == ["radar.early_fraud_warning.created"]


def test_ordinary_payments_are_not_warned_of(api, wall, pay):
    pay(2000)
    wall.advance(minutes=1)

    assert api.get("/v1/radar/early_fraud_warnings").data == []
    assert api.refused("GET", "/v1/radar/early_fraud_warnings/issfr_nothing", 404).code == "resource_missing"
