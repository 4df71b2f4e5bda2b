"""3D Secure: the bank wants to know that it is you. The page has two buttons; a test posts what they send."""

from __future__ import annotations

import pytest

from tests.payments.conftest import answer, page
from tests.support.given import payment

BACK = "https://shop.example/done?order=17"
REFUSED = "Your card was declined. This transaction requires authentication."


def asked(api, method="pm_card_authenticationRequired", **params):
    """An intent whose cardholder is asked."""
    intent = api.post("/v1/payment_intents", **payment(method=method, **{"return_url": BACK, **params}))
    assert intent.status == "requires_action"
    return intent


def test_the_payment_waits_for_the_cardholder(api):
    intent = asked(api)

    action = intent.next_action
    assert (action.type, action.redirect_to_url.return_url, intent.latest_charge) == (
        "redirect_to_url",
        BACK,
        None,
    )
    assert intent.payment_method.startswith("pm_")
    assert api.happened() == ["payment_intent.created", "payment_intent.requires_action"]
    shown = api.request("GET", f"/{page(intent)}", key=None)
    assert shown.status == 200 and b"Complete" in shown.body and b"Fail" in shown.body


def test_without_a_return_url_the_browser_library_is_asked(api, pay):
    intent = pay(method="pm_card_threeDSecure2Required")

    assert (intent.status, intent.next_action.type) == ("requires_action", "use_stripe_sdk")
    told = intent.next_action.use_stripe_sdk
    assert (told.type, told.directory_server_name, told.one_click_authn) == (
        "stripe_3ds2_fingerprint",
        "visa",
        None,
    )
    assert told.three_d_secure_2_source.startswith("payatt_")


def test_a_proven_cardholder_pays(api):
    intent = asked(api)

    back = answer(api, intent, "complete")

    assert back == {
        "order": "17",
        "payment_intent": intent.id,
        "payment_intent_client_secret": intent.client_secret,
        "redirect_status": "succeeded",
    }
    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (paid.status, paid.amount_received, paid.next_action) == ("succeeded", 2000, None)
    proof = paid.latest_charge.payment_method_details.card.three_d_secure
    assert (proof.result, proof.authentication_flow, proof.version) == ("authenticated", "challenge", "2.1.0")
    assert api.happened()[2:4] == ["charge.succeeded", "payment_intent.succeeded"]
    assert api.request("POST", f"/{page(intent)}", {"outcome": "complete"}, key=None).status == 409


def test_who_fails_to_prove_it_is_asked_for_another_method(api):
    intent = asked(api)

    assert answer(api, intent, "fail")["redirect_status"] == "failed"

    failed = api.get(f"/v1/payment_intents/{intent.id}")
    assert (failed.status, failed.payment_method, failed.latest_charge) == (
        "requires_payment_method",
        None,
        None,
    )
    error = failed.last_payment_error
    assert (error.code, error.type) == ("payment_intent_authentication_failure", "invalid_request_error")
    assert error.payment_method.id == intent.payment_method
    assert api.happened()[2:] == ["payment_intent.payment_failed"]


@pytest.mark.parametrize(
    ("method", "code", "decline_code"),
    [
        (
            "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
        ),
        ("pm_card_threeDSecureRequiredChargeDeclined", "card_declined", "generic_decline"),
    ],
)
def test_the_bank_may_decline_all_the_same(api, method, code, decline_code):
    intent = asked(api, method)

    assert answer(api, intent, "complete")["redirect_status"] == "failed"

    failed = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert failed.status == "requires_payment_method"
    assert (failed.last_payment_error.code, failed.last_payment_error.decline_code) == (code, decline_code)
    assert failed.latest_charge.status == "failed"
    assert api.happened()[2:] == ["charge.failed", "payment_intent.payment_failed"]


def test_a_server_that_confirms_by_itself_confirms_again(api):
    intent = asked(api, confirmation_method="manual")

    answer(api, intent, "complete")

    waiting = api.get(f"/v1/payment_intents/{intent.id}")
    assert (waiting.status, waiting.next_action, waiting.latest_charge) == (
        "requires_confirmation",
        None,
        None,
    )
    assert api.post(f"/v1/payment_intents/{intent.id}/confirm").status == "succeeded"


def test_proof_is_of_the_method_it_was_given_for(api):
    intent = asked(api, confirmation_method="manual")
    answer(api, intent, "complete")

    other = api.post(
        f"/v1/payment_intents/{intent.id}/confirm",
        payment_method="pm_card_authenticationRequired",
        return_url=BACK,
    )

    assert other.status == "requires_action"


def test_a_held_payment_is_held_after_the_proof(api):
    intent = asked(api, capture_method="manual")

    assert answer(api, intent, "complete")["redirect_status"] == "succeeded"
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_capture"


@pytest.mark.parametrize(
    ("name", "on_session", "off_session"),
    [
        ("authenticationRequiredOnSetup", "requires_action", "declined"),
        ("authenticationRequired", "requires_action", "declined"),
        ("authenticationRequiredSetupForOffSession", "requires_action", "succeeded"),
        ("threeDSecure2Required", "requires_action", "declined"),
        ("threeDSecureOptional", "succeeded", "succeeded"),
        ("amex_threeDSecureNotSupported", "succeeded", "succeeded"),
        ("visa", "succeeded", "succeeded"),
    ],
)
def test_who_is_asked_and_who_is_declined_when_nobody_is_there(api, pay, name, on_session, off_session):
    assert pay(method=f"pm_card_{name}").status == on_session

    response = api.request("POST", "/v1/payment_intents", payment(method=f"pm_card_{name}", off_session=True))
    if off_session == "succeeded":
        assert response.json.status == "succeeded"
    else:
        error = response.json.error
        assert (response.status, error.code, error.decline_code) == (
            402,
            "authentication_required",
            "authentication_required",
        )
        assert (error.message, error.payment_intent.status) == (REFUSED, "requires_payment_method")


def test_a_card_that_was_set_up_pays_while_nobody_is_there(api, pay):
    customer = api.post("/v1/customers")
    intent = asked(
        api, "pm_card_authenticationRequiredOnSetup", customer=customer.id, setup_future_usage="off_session"
    )
    answer(api, intent, "complete")

    again = pay(method=intent.payment_method, customer=customer.id, off_session=True)

    assert again.status == "succeeded"


def test_a_payment_may_ask_where_the_card_does_not(api, pay):
    options = {"card": {"request_three_d_secure": "any"}}

    assert (
        pay(method="pm_card_threeDSecureOptional", payment_method_options=options).status == "requires_action"
    )


def test_where_an_attempt_errs_nobody_has_proven_anything(api):
    intent = asked(
        api,
        "pm_card_threeDSecureOptionalProcessingError",
        payment_method_options={"card": {"request_three_d_secure": "any"}},
    )

    assert answer(api, intent, "complete")["redirect_status"] == "failed"
    failed = api.get(f"/v1/payment_intents/{intent.id}")
    assert (failed.status, failed.latest_charge) == ("requires_payment_method", None)
    assert failed.last_payment_error.code == "payment_intent_authentication_failure"


def test_a_server_may_refuse_to_be_asked(api):
    sent = payment(method="pm_card_authenticationRequired", error_on_requires_action=True)

    error = api.refused("POST", "/v1/payment_intents", 402, **sent)

    assert (error.code, error.decline_code) == ("authentication_required", "authentication_not_handled")
    assert error.message.startswith(
        "This payment required an authentication action to complete, but `error_on_requires_action` was set."
    )
    assert (error.payment_intent.status, error.payment_intent.latest_charge) == (
        "requires_payment_method",
        None,
    )


def test_a_waiting_payment_can_be_given_up_or_confirmed_otherwise(api):
    first, second = asked(api), asked(api)

    canceled = api.post(f"/v1/payment_intents/{first.id}/cancel")
    paid = api.post(f"/v1/payment_intents/{second.id}/confirm", payment_method="pm_card_visa")

    assert (canceled.status, canceled.next_action) == ("canceled", None)
    assert (paid.status, paid.next_action) == ("succeeded", None)


@pytest.mark.parametrize("tail", ["?client_secret=guess", ""])
def test_the_page_opens_with_the_secret_only(api, tail):
    intent = asked(api)

    for method in ("GET", "POST"):
        assert api.request(method, f"/3d_secure/{intent.id}{tail}", key=None).status == 404
    assert api.get(f"/v1/payment_intents/{intent.id}") == intent


def test_there_are_two_buttons(api):
    intent = asked(api)

    assert api.request("POST", f"/{page(intent)}", {"outcome": "perhaps"}, key=None).status == 400
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_action"
