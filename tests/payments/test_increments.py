"""Holding more than was held at first: incremental authorizations."""

from __future__ import annotations

import pytest

GROWING = {
    "capture_method": "manual",
    "payment_method_options": {"card": {"request_incremental_authorization": "if_available"}},
}


def increment(intent) -> str:
    return f"/v1/payment_intents/{intent.id}/increment_authorization"


def test_what_is_held_grows_and_is_captured_as_a_whole(api, pay):
    intent = pay(2000, **GROWING, expand=["latest_charge"])
    assert intent.latest_charge.payment_method_details.card.incremental_authorization == {
        "status": "available"
    }

    grown = api.post(increment(intent), amount=2500, description="a starter", metadata={"table": "4"})
    assert (grown.status, grown.amount, grown.amount_capturable, grown.amount_received) == (
        "requires_capture",
        2500,
        2500,
        0,
    )
    assert (grown.description, grown.metadata) == ("a starter", {"table": "4"})
    charge = api.get(f"/v1/charges/{grown.latest_charge}")
    assert (charge.amount, charge.payment_method_details.card.amount_authorized, charge.amount_captured) == (
        2500,
        2500,
        0,
    )

    captured = api.post(
        f"/v1/payment_intents/{intent.id}/capture", expand=["latest_charge.balance_transaction"]
    )
    assert (captured.status, captured.amount_received) == ("succeeded", 2500)
    assert captured.latest_charge.balance_transaction.amount == 2500
    assert api.happened() == [
        "payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated",
        "charge.updated", "payment_intent.amount_capturable_updated",
        "charge.captured", "payment_intent.succeeded",
    ]  # fmt: skip


def test_what_has_grown_is_let_go_as_a_whole(api, pay):
    intent = pay(2000, **GROWING)
    api.post(increment(intent), amount=3000)

    api.post(f"/v1/payment_intents/{intent.id}/cancel")
    charge = api.get(f"/v1/charges/{intent.latest_charge}")
    assert (charge.amount_refunded, charge.refunded) == (3000, True)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (2000, "payment_intent_invalid_parameter"),
        (1999, "payment_intent_invalid_parameter"),
        (0, "parameter_invalid_integer"),
        (100_000_000, "amount_too_large"),
    ],
)
def test_it_has_to_grow_within_bounds(api, pay, amount, code):
    intent = pay(2000, **GROWING)

    error = api.refused("POST", increment(intent), amount=amount)
    assert (error.code, error.param) == (code, "amount")
    assert api.get(f"/v1/payment_intents/{intent.id}").amount == 2000


@pytest.mark.parametrize("method", ["pm_card_visa", "pm_card_amex"])
def test_it_must_have_been_asked_for_and_the_scheme_must_allow_it(api, pay, method):
    intent = pay(
        2000,
        method,
        **({"capture_method": "manual"} if method == "pm_card_visa" else GROWING),
        expand=["latest_charge"],
    )
    assert intent.latest_charge.payment_method_details.card.incremental_authorization == {
        "status": "unavailable"
    }

    error = api.refused("POST", increment(intent), amount=3000)
    assert (error.code, error.payment_intent.amount_capturable) == ("payment_intent_invalid_parameter", 2000)


def test_only_what_is_held_can_grow(api, pay):
    intent = pay(2000)

    error = api.refused("POST", increment(intent), amount=3000)
    assert (error.code, error.payment_intent.status) == ("payment_intent_unexpected_state", "succeeded")
    assert (
        error.message
        == "This PaymentIntent's authorization could not be incremented because it has a status of succeeded."
        " Only a PaymentIntent with one of the following statuses may be incremented: requires_capture."
    )


def test_what_was_captured_in_part_grows_no_more(api, pay):
    options = {"request_incremental_authorization": "if_available", "request_multicapture": "if_available"}
    intent = pay(2000, capture_method="manual", payment_method_options={"card": options})
    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=500, final_capture=False)

    assert api.refused("POST", increment(intent), amount=3000).code == "payment_intent_unexpected_state"


def test_ten_increments_are_enough(api, pay):
    intent = pay(2000, **GROWING)
    for amount in range(2100, 3100, 100):
        api.post(increment(intent), amount=amount)

    assert api.refused("POST", increment(intent), amount=9000).payment_intent.amount_capturable == 3000
