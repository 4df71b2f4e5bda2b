"""Refunds: money given back, all of it or in parts. The fee of the payment stays paid."""

from __future__ import annotations

import pytest

from tests.payments.conftest import charge_of, settled
from tests.support.given import payment

HELD = (
    "This uncaptured Charge was created by a PaymentIntent ({}). You must cancel the PaymentIntent to reverse"
    " the authorization instead of refunding the Charge directly. For more information, see"
    " https://stripe.com/docs/payments/place-a-hold-on-a-payment-method"
)


def held(api) -> tuple[int, int]:
    """The available and the pending balance."""
    balance = api.get("/v1/balance")
    return balance.available[0]["amount"], balance.pending[0]["amount"]


# -- giving back ---------------------------------------------------------------------------------------------


def test_a_payment_is_given_back(api, pay):
    intent = pay(2000)

    refund = api.post("/v1/refunds", payment_intent=intent.id)

    assert refund.id.startswith("re_")
    assert (refund.amount, refund.currency, refund.status, refund.reason) == (2000, "usd", "succeeded", None)
    assert (refund.charge, refund.payment_intent, refund.metadata) == (intent.latest_charge, intent.id, {})
    assert refund.destination_details == {
        "card": {
            "reference_status": "pending",
            "reference_type": "acquirer_reference_number",
            "type": "refund",
        },
        "type": "card",
    }
    assert not {"failure_reason", "failure_balance_transaction", "livemode", "next_action"} & set(refund)
    charge = charge_of(api, intent)
    assert (charge.amount_refunded, charge.refunded, charge.status, charge.amount_captured) == (
        2000,
        True,
        "succeeded",
        2000,
    )
    assert api.happened()[-2:] == ["refund.created", "charge.refunded"]


def test_the_money_leaves_what_is_pending_with_the_charge_and_the_fee_stays_paid(api, pay):
    charge = settled(api, pay(2000, description="An order").latest_charge)

    refund = api.post("/v1/refunds", charge=charge.id, expand=["balance_transaction.source"])

    transaction = refund.balance_transaction
    assert (transaction.type, transaction.reporting_category) == ("refund", "refund")
    assert (transaction.amount, transaction.fee, transaction.net, transaction.fee_details) == (
        -2000,
        0,
        -2000,
        [],
    )
    assert (transaction.description, transaction.source.id) == ("REFUND FOR CHARGE (An order)", refund.id)
    assert (transaction.status, transaction.available_on) == (
        "pending",
        charge.balance_transaction.available_on,
    )
    assert held(api) == (0, -88)


def test_the_money_leaves_what_is_available_once_the_charge_is(api, wall, pay):
    charge = pay(2000, capture_method="automatic").latest_charge
    wall.advance(days=7)

    refund = api.post("/v1/refunds", charge=charge, expand=["balance_transaction"])

    transaction = refund.balance_transaction
    assert (transaction.status, transaction.available_on, transaction.description) == (
        "available",
        transaction.created,
        "REFUND FOR CHARGE",
    )
    assert held(api) == (-88, 0)


def test_pending_refunds_become_available_with_their_charge(api, wall, pay):
    charge = pay(2000, capture_method="automatic").latest_charge
    api.post("/v1/refunds", charge=charge, amount=500)

    wall.advance(days=7)

    assert held(api) == (2000 - 88 - 500, 0)


def test_a_refund_names_who_gets_the_money_back(api, pay):
    customer = api.post("/v1/customers", email="ada@example.com")
    intent = pay(2000, customer=customer.id)

    refund = api.post("/v1/refunds", payment_intent=intent.id)

    assert (refund.customer, refund.payment_method) == (customer.id, intent.payment_method)


def test_parts_add_up_to_the_whole(api, pay):
    charge = pay(8000).latest_charge

    first = api.post("/v1/refunds", charge=charge, amount=5000)
    between = api.get(f"/v1/charges/{charge}")
    rest = api.post("/v1/refunds", charge=charge)

    assert (first.amount, rest.amount) == (5000, 3000)
    assert (between.amount_refunded, between.refunded) == (5000, False)
    after = api.get(f"/v1/charges/{charge}", expand=["refunds"])
    assert (after.amount_refunded, after.refunded) == (8000, True)
    assert [refund["id"] for refund in after.refunds.data] == [rest.id, first.id]


def test_what_a_charge_tells_when_it_is_refunded(api, pay):
    intent = pay(8000)
    refund = api.post(
        "/v1/refunds", payment_intent=intent.id, amount=5000, metadata={"order": "17"}, reason="duplicate"
    )

    refunded, created = api.get("/v1/events", limit=2).data
    assert created["data"]["object"] == refund
    assert (refund.metadata, refund.reason) == ({"order": "17"}, "duplicate")
    assert refunded["data"]["object"] == charge_of(api, intent)
    assert refunded["data"]["previous_attributes"] == {"amount_refunded": 0}


def test_the_parts_of_a_converted_payment_add_up_to_it(api, pay):
    charge = settled(api, pay(999, currency="eur").latest_charge)

    parts = [
        api.post("/v1/refunds", charge=charge.id, amount=amount, expand=["balance_transaction"])
        for amount in (333, 333, 333)
    ]

    assert {refund.currency for refund in parts} == {"eur"}
    transactions = [refund.balance_transaction for refund in parts]
    assert {one.currency for one in transactions} == {"usd"}
    assert {one.exchange_rate for one in transactions} == {charge.balance_transaction.exchange_rate}
    assert sum(one.amount for one in transactions) == -charge.balance_transaction.amount


def test_a_refund_straight_after_the_payment_waits_for_its_money(api):
    intent = api.post("/v1/payment_intents", **payment(2000, capture_method="automatic_async"))
    api.post("/v1/refunds", payment_intent=intent.id)

    types = [one["type"] for one in api.get("/v1/balance_transactions").data]
    assert types == ["refund", "charge"]
    assert charge_of(api, intent).balance_transaction is not None


def test_a_fraud_is_noted_down(api, pay):
    intent = pay()

    refund = api.post("/v1/refunds", payment_intent=intent.id, reason="fraudulent")

    assert refund.reason == "fraudulent"
    assert charge_of(api, intent).fraud_details == {"user_report": "fraudulent"}


def test_a_refund_belongs_to_the_day_of_its_clock(api, clock):
    customer = api.given.customer(clock, source="tok_pendingRefund")
    charge = api.post("/v1/charges", amount=2000, currency="usd", customer=customer.id)

    refund = api.post("/v1/refunds", charge=charge.id)

    assert (refund.created, refund.status) == (clock.now, "pending")
    assert clock.advance(minutes=1).in_order("refund.updated", "charge.refund.updated")
    assert api.get(f"/v1/refunds/{refund.id}").status == "succeeded"


# -- what cannot be given back -------------------------------------------------------------------------------


def test_a_refund_is_of_something(api):
    error = api.refused("POST", "/v1/refunds", 400)

    assert (
        error.message
        == "One of the following params should be provided for this request: payment_intent or charge."
    )
    assert (error.type, error.code) == ("invalid_request_error", None)


@pytest.mark.parametrize(
    ("sent", "status", "param", "message"),
    [
        ({"charge": "ch_nothing"}, 404, "id", "No such charge: 'ch_nothing'"),
        ({"payment_intent": "pi_nothing"}, 400, "payment_intent", "No such payment_intent: 'pi_nothing'"),
    ],
)
def test_of_something_that_is_there(api, sent, status, param, message):
    error = api.refused("POST", "/v1/refunds", status, **sent)

    assert (error.code, error.param, error.message) == ("resource_missing", param, message)


def test_the_charge_and_the_intent_belong_together(api, pay):
    one, other = pay(), pay()

    assert (
        api.post("/v1/refunds", charge=one.latest_charge, payment_intent=one.id).charge == one.latest_charge
    )
    assert (
        api.refused("POST", "/v1/refunds", 400, charge=other.latest_charge, payment_intent=one.id).param
        == "charge"
    )


@pytest.mark.parametrize("amount", [0, -5])
def test_at_least_one(api, pay, amount):
    error = api.refused("POST", "/v1/refunds", 400, payment_intent=pay().id, amount=amount)

    assert (error.code, error.param) == ("parameter_invalid_integer", "amount")
    assert error.message == "This value must be greater than or equal to 1."


@pytest.mark.parametrize(
    ("currency", "amount", "first", "asked", "message"),
    [
        ("usd", 8000, None, 9000, "Refund amount ($90.00) is greater than charge amount ($80.00)"),
        (
            "usd",
            8000,
            5000,
            4000,
            "Refund amount ($40.00) is greater than unrefunded amount on charge ($30.00)",
        ),
        (
            "eur",
            8000,
            5000,
            4000,
            "Refund amount (€40.00) is greater than unrefunded amount on charge (€30.00)",
        ),
        (
            "jpy",
            8000,
            5000,
            4000,
            "Refund amount (¥4,000) is greater than unrefunded amount on charge (¥3,000)",
        ),
    ],
)
def test_no_more_than_was_paid(api, pay, currency, amount, first, asked, message):
    intent = pay(amount, currency=currency)
    if first:
        api.post("/v1/refunds", payment_intent=intent.id, amount=first)
    settled(api, intent.latest_charge)
    before = charge_of(api, intent)

    error = api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id, amount=asked)

    assert (error.message, error.param, error.code) == (message, "amount", None)
    assert charge_of(api, intent) == before
    assert len(api.get("/v1/refunds").data) == (1 if first else 0)


@pytest.mark.parametrize("asked", [{}, {"amount": 1}, {"amount": 5000}])
def test_once(api, pay, asked):
    charge = pay(2000).latest_charge
    api.post("/v1/refunds", charge=charge)

    error = api.refused("POST", "/v1/refunds", 400, charge=charge, **asked)

    assert (error.code, error.message) == (
        "charge_already_refunded",
        f"Charge {charge} has already been refunded.",
    )
    assert held(api) == (0, -88)


@pytest.mark.parametrize("by", ["charge", "payment_intent"])
def test_what_is_only_held_is_canceled_instead(api, pay, by):
    intent = pay(capture_method="manual")

    error = api.refused(
        "POST", "/v1/refunds", 400, **{by: intent.latest_charge if by == "charge" else intent.id}
    )

    assert error.message == HELD.format(intent.id)


def test_what_never_succeeded_cannot_be_refunded(api):
    declined = api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))
    unpaid = api.post("/v1/payment_intents", amount=2000, currency="usd")
    message = "This PaymentIntent ({}) does not have a successful charge to refund."

    for sent, intent in (
        ({"charge": declined.charge}, declined.payment_intent.id),
        ({"payment_intent": declined.payment_intent.id}, declined.payment_intent.id),
        ({"payment_intent": unpaid.id}, unpaid.id),
    ):
        assert api.refused("POST", "/v1/refunds", 400, **sent).message == message.format(intent)
    failed = api.refused("POST", "/v1/charges", 402, amount=2000, currency="usd", source="tok_chargeDeclined")
    assert api.refused("POST", "/v1/refunds", 400, charge=failed.charge).code == "charge_not_refundable"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (
            {"reverse_transfer": True},
            "Cannot reverse transfer on charge {} because it does not have an associated transfer.",
        ),
        (
            {"refund_application_fee": True},
            "Cannot refund the application fee of charge {} because it does not have one.",
        ),
    ],
)
def test_a_plain_charge_has_nothing_of_a_connected_account(api, pay, sent, message):
    charge = pay().latest_charge

    error = api.refused("POST", "/v1/refunds", 400, charge=charge, **sent)

    assert (error.type, error.message) == ("invalid_request_error", message.format(charge))
    assert api.post("/v1/refunds", charge=charge, **dict.fromkeys(sent, False)).status == "succeeded"


def test_a_refused_refund_leaves_nothing(api, pay):
    intent = pay(2000, capture_method="automatic")
    before = api.happened()

    api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id, amount=2001)
    api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id, reason="whim")

    assert api.happened() == before
    assert api.get("/v1/refunds").data == []
    assert len(api.get("/v1/balance_transactions").data) == 1


# -- what was only held --------------------------------------------------------------------------------------


def test_the_rest_of_a_partial_capture_is_a_refund_without_money(api, pay):
    intent = pay(2000, capture_method="manual")
    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=1500)

    (released,) = api.get("/v1/refunds", payment_intent=intent.id).data
    assert (released.amount, released.status, released.balance_transaction) == (500, "succeeded", None)
    assert released.destination_details == {"card": {"type": "reversal"}, "type": "card"}
    assert api.happened()[-2:] == ["charge.captured", "payment_intent.succeeded"]

    error = api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id, amount=1600)
    assert error.message == "Refund amount ($16.00) is greater than unrefunded amount on charge ($15.00)"
    refund = api.post("/v1/refunds", payment_intent=intent.id)
    charge = charge_of(api, intent)
    assert (refund.amount, charge.amount_refunded, charge.refunded) == (1500, 2000, True)


def test_of_several_captures_all_can_be_given_back(api, pay):
    options = {"card": {"request_multicapture": "if_available"}}
    intent = pay(2000, capture_method="manual", payment_method_options=options)
    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=700, final_capture=False)
    assert api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id).message == HELD.format(intent.id)
    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=200)

    api.post("/v1/refunds", payment_intent=intent.id, amount=300)
    error = api.refused("POST", "/v1/refunds", 400, payment_intent=intent.id, amount=601)
    rest = api.post("/v1/refunds", payment_intent=intent.id)

    assert error.message == "Refund amount ($6.01) is greater than unrefunded amount on charge ($6.00)"
    charge = charge_of(api, intent)
    assert (rest.amount, charge.amount_refunded, charge.refunded) == (600, 900, True)


def test_a_canceled_hold_is_a_refund_without_money(api, pay):
    intent = pay(2000, capture_method="manual")
    api.post(f"/v1/payment_intents/{intent.id}/cancel")

    (released,) = charge_of(api, intent, expand=["refunds"]).refunds.data
    assert (released.amount, released.reason, released.balance_transaction) == (2000, None, None)
    error = api.refused("POST", "/v1/refunds", 400, charge=intent.latest_charge)
    assert error.message == f"This PaymentIntent ({intent.id}) does not have a successful charge to refund."


def test_an_expired_hold_tells_why(api, wall):
    intent = api.post("/v1/payment_intents", **payment(2000, capture_method="manual"))
    charge = api.post("/v1/charges", amount=2000, currency="usd", source="tok_visa", capture=False)

    wall.advance(days=7)

    for id in (intent.latest_charge, charge.id):
        (released,) = api.get("/v1/refunds", charge=id).data
        assert (released.amount, released.reason, released.balance_transaction) == (
            2000,
            "expired_uncaptured_charge",
            None,
        )


def test_a_hold_without_an_intent_is_let_go_by_a_refund(api, wall):
    charge = api.post("/v1/charges", amount=2000, currency="usd", source="tok_visa", capture=False)

    error = api.refused("POST", "/v1/refunds", 400, charge=charge.id, amount=500)
    refund = api.post("/v1/refunds", charge=charge.id)

    assert (error.param, error.message.partition(".")[0]) == (
        "amount",
        "You cannot partially refund an uncaptured charge",
    )
    assert (refund.amount, refund.balance_transaction, refund.destination_details.card.type) == (
        2000,
        None,
        "reversal",
    )
    wall.advance(days=8)
    after = api.get(f"/v1/charges/{charge.id}")
    assert (after.refunded, after.captured, after.amount_captured) == (True, False, 0)
    assert api.happened() == ["charge.succeeded", "refund.created", "charge.refunded"]
    assert api.get("/v1/balance_transactions").data == []


# -- its course ----------------------------------------------------------------------------------------------


def test_a_bank_numbers_a_refund_a_little_later(api, wall):
    intent = api.post("/v1/payment_intents", **payment(2000, capture_method="automatic"))
    refund = api.post("/v1/refunds", payment_intent=intent.id)

    wall.advance(seconds=10)

    card = api.get(f"/v1/refunds/{refund.id}").destination_details.card
    assert (card.reference_status, len(card.reference), card.reference.isdigit()) == ("available", 23, True)
    assert api.happened()[-2:] == ["refund.updated", "charge.refund.updated"]
    told = api.get("/v1/events", limit=2).data
    assert told[0]["data"] == told[1]["data"]
    assert (
        told[0]["data"]["previous_attributes"]["destination_details"]["card"]["reference_status"] == "pending"
    )


def test_a_refund_may_take_its_time(api, wall):
    intent = api.post(
        "/v1/payment_intents", **payment(2000, "pm_card_pendingRefund", capture_method="automatic")
    )

    refund = api.post("/v1/refunds", payment_intent=intent.id)
    assert (refund.status, charge_of(api, intent).refunded, held(api)) == ("pending", True, (0, -88))
    wall.advance(seconds=2)

    assert api.get(f"/v1/refunds/{refund.id}").status == "succeeded"
    assert api.happened()[-4:] == [
        "refund.created",
        "charge.refunded",
        "refund.updated",
        "charge.refund.updated",
    ]
    assert api.get("/v1/events", limit=1).data[0]["data"]["previous_attributes"]["status"] == "pending"


def test_a_refund_that_fails_brings_the_money_back(api, wall):
    intent = api.post(
        "/v1/payment_intents", **payment(2000, "pm_card_refundFail", capture_method="automatic")
    )

    refund = api.post("/v1/refunds", payment_intent=intent.id, amount=1500)
    assert (refund.status, held(api)) == ("succeeded", (0, 2000 - 88 - 1500))
    wall.advance(seconds=2)

    failed = api.get(f"/v1/refunds/{refund.id}", expand=["failure_balance_transaction"])
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    back = failed.failure_balance_transaction
    assert (back.type, back.reporting_category, back.amount, back.fee, back.net) == (
        "refund_failure",
        "refund_failure",
        1500,
        0,
        1500,
    )
    assert back.source == refund.id
    charge = charge_of(api, intent)
    assert (charge.amount_refunded, charge.refunded, held(api)) == (0, False, (0, 2000 - 88))
    assert [type for type in api.happened() if "refund" in type] == [
        "refund.created",
        "charge.refunded",
        "refund.failed",
        "refund.updated",
        "charge.refund.updated",
    ]
    # What came back can be given back again.
    assert api.post("/v1/refunds", payment_intent=intent.id).amount == 2000


def test_a_card_refund_cannot_be_taken_back(api, pay):
    refund = api.post("/v1/refunds", payment_intent=pay().id)

    error = api.refused("POST", f"/v1/refunds/{refund.id}/cancel", 400)

    assert (error.message, error.code) == ("Canceling this refund is unsupported.", None)
    assert (
        api.refused("POST", f"/v1/test_helpers/refunds/{refund.id}/expire", 400).type
        == "invalid_request_error"
    )
    assert api.get(f"/v1/refunds/{refund.id}") == refund


# -- small change --------------------------------------------------------------------------------------------


def test_metadata_can_be_noted_down(api, pay):
    refund = api.post("/v1/refunds", payment_intent=pay().id, metadata={"order": "17"})

    updated = api.post(f"/v1/refunds/{refund.id}", metadata={"order": "18", "by": "ada"})

    assert updated == {**refund, "metadata": {"order": "18", "by": "ada"}}
    assert api.happened()[-2:] == ["refund.updated", "charge.refund.updated"]
    assert api.get("/v1/events", limit=1).data[0]["data"]["previous_attributes"] == {
        "metadata": {"order": "17", "by": None}
    }
    api.post(f"/v1/refunds/{refund.id}", metadata={"order": "18"})
    assert len(api.get("/v1/events", type="refund.updated").data) == 1
    error = api.refused("POST", f"/v1/refunds/{refund.id}", 400, amount=5)
    assert (error.code, error.param) == ("parameter_unknown", "amount")


def test_refunds_are_listed_by_what_they_belong_to(api, pay):
    first, second = pay(), pay()
    refunds = [
        api.post("/v1/refunds", payment_intent=intent.id, amount=500) for intent in (first, second, second)
    ]

    def listed(path="/v1/refunds", **params):
        return [one["id"] for one in api.get(path, **params).data]

    assert listed() == [refunds[2].id, refunds[1].id, refunds[0].id]
    assert listed(payment_intent=first.id) == listed(charge=first.latest_charge) == [refunds[0].id]
    assert listed(f"/v1/charges/{second.latest_charge}/refunds") == [refunds[2].id, refunds[1].id]
    assert api.get("/v1/refunds", limit=1).has_more is True


def test_a_charge_shows_its_ten_newest_refunds(api, pay):
    charge = pay(2000).latest_charge
    refunds = [api.post("/v1/refunds", charge=charge, amount=100).id for _ in range(11)]

    shown = api.get(f"/v1/charges/{charge}", expand=["refunds.data.balance_transaction"]).refunds

    assert [one["id"] for one in shown.data] == refunds[:0:-1]
    assert (shown.has_more, shown.url) == (True, f"/v1/charges/{charge}/refunds")
    assert {one["balance_transaction"]["amount"] for one in shown.data} == {-100}


def test_the_older_ways_below_the_charge(api, pay):
    charge, other = pay(2000).latest_charge, pay().latest_charge

    refund = api.post(f"/v1/charges/{charge}/refunds", amount=500)
    refunded = api.post(f"/v1/charges/{charge}/refund", amount=600)

    assert (refund.object, refund.amount) == ("refund", 500)
    assert (refunded.object, refunded.id, refunded.amount_refunded) == ("charge", charge, 1100)
    assert api.get(f"/v1/charges/{charge}/refunds/{refund.id}") == refund
    error = api.refused("GET", f"/v1/charges/{other}/refunds/{refund.id}", 404)
    assert (error.message, error.param) == (f"No such refund: '{refund.id}'", "refund")
    assert api.post(f"/v1/charges/{charge}/refunds/{refund.id}", metadata={"order": "7"}).metadata == {
        "order": "7"
    }
    assert api.happened()[-2:] == ["refund.updated", "charge.refund.updated"]
    error = api.refused("POST", f"/v1/charges/{other}/refunds/{refund.id}", 404, metadata={"order": "8"})
    assert (error.message, error.param) == (f"No such refund: '{refund.id}'", "refund")
    for path in ("refund", "refunds"):
        error = api.refused("POST", f"/v1/charges/ch_nothing/{path}", 404)
        assert (error.message, error.param) == ("No such charge: 'ch_nothing'", "id")


def test_a_replayed_refund_gives_back_once(api, pay):
    intent = pay(2000)
    sent = {"payment_intent": intent.id, "amount": 500}

    first, again = (
        api.request("POST", "/v1/refunds", sent, headers={"Idempotency-Key": "order-17"}) for _ in range(2)
    )

    assert (first.status, again.body) == (200, first.body)
    assert charge_of(api, intent).amount_refunded == 500


def test_older_versions_hold_the_refunds_of_a_charge(api, pay):
    charge = pay().latest_charge
    refund = api.post("/v1/refunds", charge=charge, amount=500)

    shown = api.request("GET", f"/v1/charges/{charge}", headers={"Stripe-Version": "2020-08-27"}).json

    assert [one["id"] for one in shown.refunds.data] == [refund.id]
