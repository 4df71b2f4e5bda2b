"""Reviews: risky payments that somebody looks at."""

from __future__ import annotations

import pytest

RISKY = {
    "amount": 2000, "currency": "usd", "payment_method": "pm_card_riskLevelElevated",
    "payment_method_types": ["card"], "confirm": True,
}  # fmt: skip


@pytest.fixture
def intent(api):
    return api.post("/v1/payment_intents", **RISKY)


def test_elevated_risk_is_reviewed(api, intent):
    charge = api.get(f"/v1/charges/{intent.latest_charge}", expand=["review"])

    assert intent.status == "succeeded" and intent.review == charge.review.id
    told = charge.outcome
    assert (told.type, told.reason, told.risk_level, told.network_status) == (
        "manual_review", "elevated_risk_level", "elevated", "approved_by_network",
    )  # fmt: skip
    review = charge.review
    assert (review.id[:4], review.open, review.opened_reason, review.reason, review.closed_reason) == (
        "prv_",
        True,
        "rule",
        "rule",
        None,
    )
    assert (review.charge, review.payment_intent) == (charge.id, intent.id)
    assert api.happened()[:4] == [
        "payment_intent.created",
        "charge.succeeded",
        "review.opened",
        "payment_intent.succeeded",
    ]
    told = api.get("/v1/events", type="charge.succeeded").data[0]["data"]["object"]
    assert told["review"] == review.id


def test_an_approved_review_is_closed(api, intent):
    assert [one.id for one in api.get("/v1/reviews").data] == [intent.review]

    closed = api.post(f"/v1/reviews/{intent.review}/approve")
    assert (closed.open, closed.reason, closed.closed_reason) == (False, "approved", "approved")
    assert api.get("/v1/reviews").data == [] and api.get(f"/v1/reviews/{intent.review}") == closed
    assert api.happened(type="review.*") == ["review.opened", "review.closed"]
    error = api.refused("POST", f"/v1/reviews/{intent.review}/approve")
    assert (error.type, error.message) == ("invalid_request_error", "This review is already closed.")


def test_an_approval_captures_nothing(api):
    held = api.post("/v1/payment_intents", **RISKY, capture_method="manual")

    api.post(f"/v1/reviews/{held.review}/approve")
    assert api.get(f"/v1/payment_intents/{held.id}").status == "requires_capture"


@pytest.mark.parametrize(
    ("refunds", "reason"),
    [
        ([{}], "refunded"),
        ([{"amount": 500}], None),
        ([{"amount": 500}, {"amount": 1500}], "refunded"),
        ([{"reason": "fraudulent"}], "refunded_as_fraud"),
        ([{"reason": "requested_by_customer"}], "refunded"),
    ],
)
def test_what_is_given_back_needs_no_look(api, intent, refunds, reason):
    for sent in refunds:
        api.post("/v1/refunds", payment_intent=intent.id, **sent)

    review = api.get(f"/v1/reviews/{intent.review}")
    assert (review.closed_reason, review.open) == (reason, reason is None)


def test_what_is_reported_as_fraud_needs_no_look(api, intent):
    api.post(f"/v1/charges/{intent.latest_charge}", fraud_details={"user_report": "fraudulent"})

    assert api.get(f"/v1/reviews/{intent.review}").closed_reason == "refunded_as_fraud"


def test_a_hold_that_is_given_up_needs_no_look(api):
    held = api.post("/v1/payment_intents", **RISKY, capture_method="manual")
    api.post(f"/v1/payment_intents/{held.id}/cancel")

    assert api.get(f"/v1/reviews/{held.review}").closed_reason == "refunded"


def test_a_charge_without_an_intent_is_reviewed_too(api):
    charge = api.post("/v1/charges", amount=2000, currency="usd", source="tok_riskLevelElevated")

    assert api.get(f"/v1/reviews/{charge.review}").charge == charge.id


def test_what_carries_no_risk_is_not_reviewed(api):
    assert api.post("/v1/payment_intents", **{**RISKY, "payment_method": "pm_card_visa"}).review is None
    assert api.get("/v1/reviews").data == []
    assert api.refused("GET", "/v1/reviews/prv_nothing", 404).param == "review"
