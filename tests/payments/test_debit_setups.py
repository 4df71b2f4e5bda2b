"""Setting up bank accounts and redirecting methods for later payments."""

from __future__ import annotations

import pytest

from tests.payments.conftest import answer
from tests.payments.test_debits import ACCEPTED, debit


def setup(api, method, **params):
    """A setup that is confirmed at once, of a new customer's bank account."""
    kind = "sepa_debit" if "sepa" in method else "us_bank_account"
    sent = {
        "customer": api.post("/v1/customers").id,
        "payment_method": method,
        "payment_method_types": [kind],
        "confirm": True,
    }
    return api.post("/v1/setup_intents", **{**sent, "mandate_data": ACCEPTED, **params})


def test_a_us_account_is_verified_and_then_pays_without_asking(api):
    intent = setup(api, "pm_usBankAccount_success")
    assert (intent.status, intent.next_action.type) == ("requires_action", "verify_with_microdeposits")

    done = api.post(f"/v1/setup_intents/{intent.id}/verify_microdeposits", descriptor_code="SM11AA")

    assert (done.status, done.next_action) == ("succeeded", None)
    mandate = api.get(f"/v1/mandates/{done.mandate}")
    assert (mandate.type, mandate.status, mandate.payment_method) == (
        "multi_use",
        "active",
        intent.payment_method,
    )
    assert api.get(f"/v1/payment_methods/{intent.payment_method}").customer == intent.customer
    attempt = api.get("/v1/setup_attempts", setup_intent=intent.id).data[0]
    assert (attempt.status, attempt.payment_method_details.type) == ("succeeded", "us_bank_account")
    later = debit(
        api,
        intent.payment_method,
        customer=intent.customer,
        off_session=True,
        mandate_data=None,
        payment_method_types=["us_bank_account"],
    )
    assert later.status == "processing"


def test_a_sepa_account_is_set_up_at_once(api):
    intent = setup(api, "pm_sepaDebit_success_de")

    assert intent.status == "succeeded"
    assert api.get(f"/v1/mandates/{intent.mandate}").payment_method_details.sepa_debit.reference


@pytest.mark.parametrize(
    ("sent", "code", "status"),
    [
        ({"amounts": [10, 11]}, "verification_attempts_exceeded", "requires_payment_method"),
        ({"descriptor_code": "SM44DD"}, "verification_timeout", "requires_payment_method"),
        ({"amounts": [1, 2]}, "verification_amounts_mismatch", "requires_action"),
    ],
)
def test_microdeposits_that_do_not_verify(api, sent, code, status):
    intent = setup(api, "pm_usBankAccount_success")

    error = api.refused("POST", f"/v1/setup_intents/{intent.id}/verify_microdeposits", 400, **sent)

    assert (error.code, error.setup_intent.status) == (f"payment_method_microdeposit_{code}", status)
    assert api.get(f"/v1/setup_intents/{intent.id}").status == status
    if status == "requires_payment_method":
        assert api.happened()[-1] == "setup_intent.setup_failed"


def test_microdeposits_may_not_arrive(api, wall):
    intent = setup(api, "pm_usBankAccount_failMicrodeposits")
    wall.advance(seconds=2)

    failed = api.get(f"/v1/setup_intents/{intent.id}")
    assert (failed.status, failed.last_setup_error.code) == (
        "requires_payment_method",
        "payment_method_microdeposit_failed",
    )


def test_a_debit_needs_a_mandate(api):
    sent = {
        "payment_method": "pm_sepaDebit_success_de",
        "payment_method_types": ["sepa_debit"],
        "confirm": True,
    }

    assert api.refused("POST", "/v1/setup_intents", 400, **sent).code == "setup_intent_mandate_invalid"


@pytest.mark.parametrize(
    ("outcome", "status"), [("success", "succeeded"), ("failure", "requires_payment_method")]
)
def test_a_redirecting_method_is_authorized_on_its_page(api, outcome, status):
    customer = api.post("/v1/customers").id
    intent = api.post(
        "/v1/setup_intents",
        customer=customer,
        payment_method_types=["paypal"],
        payment_method_data={"type": "paypal"},
        confirm=True,
        mandate_data=ACCEPTED,
        return_url="https://shop.example/done",
    )
    assert intent.next_action.type == "redirect_to_url"

    told = answer(api, intent, outcome)

    assert told["redirect_status"] == ("succeeded" if outcome == "success" else "failed")
    assert api.get(f"/v1/setup_intents/{intent.id}").status == status
