"""Mandates of Indian cards: permitted once by 3D Secure, used for later payments."""

from __future__ import annotations

import pytest

from tests.payments.conftest import answer

BACK = "https://shop.example/done"
OPTIONS = {
    "amount": 5000,
    "amount_type": "maximum",
    "interval": "sporadic",
    "reference": "order-1",
    "start_date": 1_735_689_600,
    "supported_types": ["india"],
}


def card(api, number):
    """A card attached to a new customer."""
    method = api.post(
        "/v1/payment_methods",
        type="card",
        card={"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"},
    )
    return api.post(f"/v1/payment_methods/{method.id}/attach", customer=api.given.customer().id)


def permitted(api, number):
    """(method, mandate) of a card whose cardholder has permitted later payments with the first one."""
    method = card(api, number)
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        customer=method.customer,
        payment_method=method.id,
        payment_method_types=["card"],
        payment_method_options={"card": {"mandate_options": OPTIONS, "request_three_d_secure": "any"}},
        setup_future_usage="off_session",
        confirm=True,
        return_url=BACK,
    )
    assert intent.payment_method_options.card.mandate_options == OPTIONS | {
        "description": None,
        "end_date": None,
        "interval_count": None,
    }
    assert intent.status == "requires_action"
    answer(api, intent, "complete")
    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    return method, paid.latest_charge.payment_method_details.card.mandate


def later(api, method, mandate):
    return {
        "amount": 500,
        "currency": "usd",
        "customer": method.customer,
        "payment_method": method.id,
        "payment_method_types": ["card"],
        "mandate": mandate,
        "off_session": True,
        "confirm": True,
    }


def test_a_later_payment_notifies_the_cardholder_and_charges_then(api, wall):
    method, mandate = permitted(api, "4000003560000123")
    shown = api.get(f"/v1/mandates/{mandate}")
    assert (shown.status, shown.type, shown.payment_method) == ("active", "multi_use", method.id)

    intent = api.post("/v1/payment_intents", **later(api, method, mandate))
    notified = {"approval_requested": False, "completes_at": intent.created + 300}
    assert (intent.status, intent.latest_charge) == ("processing", None)
    assert intent.processing == {"type": "card", "card": {"customer_notification": notified}}
    assert api.happened()[-1] == "payment_intent.processing"

    wall.advance(seconds=299)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "processing"
    wall.advance(seconds=1)

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (paid.status, paid.processing, paid.amount_received) == ("succeeded", None, 500)
    assert paid.latest_charge.payment_method_details.card.mandate == mandate


def test_a_payment_that_waits_can_be_canceled(api, wall):
    method, mandate = permitted(api, "4000003560000123")
    intent = api.post("/v1/payment_intents", **later(api, method, mandate))
    canceled = api.post(f"/v1/payment_intents/{intent.id}/cancel")
    assert (canceled.status, canceled.processing) == ("canceled", None)
    wall.advance(minutes=6)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "canceled"


def test_a_mandate_may_be_found_canceled(api):
    method, mandate = permitted(api, "4000003560000263")
    refused = api.refused("POST", "/v1/payment_intents", 402, **later(api, method, mandate))

    assert (refused.code, refused.type) == ("india_recurring_payment_mandate_canceled", "card_error")
    assert refused.message == "The provided mandate has been canceled by the card holder."
    assert not {"charge", "decline_code", "doc_url"} & set(refused)
    intent = refused.payment_intent
    assert (intent.status, intent.latest_charge) == ("requires_payment_method", None)
    assert "doc_url" not in intent.last_payment_error
    shown = api.get(f"/v1/mandates/{mandate}")
    assert (shown.status, shown.payment_method_details.card.india.inactive_reason) == ("inactive", "canceled")


@pytest.mark.parametrize("number", ["4242424242424242", "4000003560000008"])
def test_without_authentication_there_is_no_mandate(api, number):
    method = card(api, number)
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        customer=method.customer,
        payment_method=method.id,
        payment_method_types=["card"],
        payment_method_options={"card": {"mandate_options": OPTIONS}},
        confirm=True,
        expand=["latest_charge"],
    )
    assert intent.status == "succeeded"
    assert intent.latest_charge.payment_method_details.card.mandate is None


def test_a_setup_records_the_mandate_too(api):
    method = card(api, "4000003560000123")
    sent = {"customer": method.customer, "payment_method": method.id, "payment_method_types": ["card"]}
    plain = api.post("/v1/setup_intents", **sent, confirm=True)
    assert (plain.status, plain.mandate) == ("succeeded", None)

    options = {"mandate_options": {**OPTIONS, "currency": "usd"}, "request_three_d_secure": "any"}
    setup = api.post(
        "/v1/setup_intents",
        **sent,
        payment_method_options={"card": options},
        confirm=True,
        return_url=BACK,
    )
    assert setup.payment_method_options.card.mandate_options.currency == "usd"
    answer(api, setup, "complete")
    done = api.get(f"/v1/setup_intents/{setup.id}")
    assert api.get(f"/v1/mandates/{done.mandate}").status == "active"
