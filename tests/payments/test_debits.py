"""Bank debits: a payment that the customer has permitted, and that the bank answers later."""

from __future__ import annotations

import pytest

from counterfoil.networks import debit_accounts, debits

ACCEPTED = {
    "customer_acceptance": {"type": "online", "online": {"ip_address": "127.0.0.1", "user_agent": "tests"}}
}


def debit(api, method, **params):
    """A debit that is confirmed at once."""
    kind, currency = ("sepa_debit", "eur") if "sepa" in method else ("us_bank_account", "usd")
    sent = {
        "amount": 2000,
        "currency": currency,
        "payment_method": method,
        "payment_method_types": [kind],
        "confirm": True,
    }
    return api.post("/v1/payment_intents", **{**sent, "mandate_data": ACCEPTED, **params})


def verified(api, method, **params):
    """A debit of a US account that has just been verified."""
    intent = debit(api, method, **params)
    assert (intent.status, intent.next_action.type) == ("requires_action", "verify_with_microdeposits")
    return api.post(f"/v1/payment_intents/{intent.id}/verify_microdeposits", amounts=[32, 45])


def test_a_us_debit_is_verified_then_processing_then_paid(api, wall):
    intent = verified(api, "pm_usBankAccount_success")
    charge = api.get(f"/v1/charges/{intent.latest_charge}")

    assert (intent.status, intent.next_action, charge.status, charge.paid) == (
        "processing",
        None,
        "pending",
        False,
    )
    assert charge.id.startswith("py_")
    mandate = api.get(f"/v1/mandates/{charge.payment_method_details.us_bank_account.mandate}")
    assert (mandate.status, mandate.type, mandate.single_use) == (
        "active",
        "single_use",
        {"amount": 2000, "currency": "usd"},
    )
    assert mandate.customer_acceptance.online.ip_address == "127.0.0.1"

    wall.advance(seconds=2)

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge.balance_transaction"])
    assert (paid.status, paid.amount_received, paid.latest_charge.paid, paid.latest_charge.captured) == (
        "succeeded",
        2000,
        True,
        True,
    )
    transaction = paid.latest_charge.balance_transaction
    assert (transaction.type, transaction.status, transaction.amount) == ("payment", "available", 2000)
    assert api.get("/v1/balance").available[0].source_types == {"bank_account": transaction.net, "card": 0}
    assert [event for event in api.happened() if not event.startswith("balance")] == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.processing",
        "charge.pending",
        "charge.succeeded",
        "payment_intent.succeeded",
    ]


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("pm_usBankAccount_accountClosed", "account_closed"),
        ("pm_usBankAccount_noAccount", "no_account"),
        ("pm_usBankAccount_insufficientFunds", "insufficient_funds"),
        ("pm_usBankAccount_debitNotAuthorized", "debit_not_authorized"),
        ("pm_usBankAccount_invalidCurrency", "invalid_currency"),
    ],
)
def test_a_us_account_may_refuse(api, wall, method, code):
    intent = verified(api, method)
    wall.advance(seconds=2)

    failed = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (failed.status, failed.payment_method) == ("requires_payment_method", None)
    assert failed.last_payment_error.code == (
        "payment_intent_payment_attempt_failed" if code == "invalid_currency" else code
    )
    assert (failed.latest_charge.status, failed.latest_charge.failure_code) == ("failed", code)
    assert api.happened()[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    assert api.get("/v1/balance").available[0].amount == 0
    returned = api.get(f"/v1/balance_transactions/{failed.latest_charge.failure_balance_transaction}")
    assert (returned.type, returned.reporting_category, returned.amount, returned.fee) == (
        "payment_failure_refund",
        "charge_failure",
        -2000,
        -16,
    )
    assert returned.source == failed.latest_charge.id


@pytest.mark.parametrize(
    ("method", "code", "delay"),
    [
        ("pm_sepaDebit_success_de", None, 2),
        ("pm_success_at", None, 2),
        ("pm_sepaDebit_successDelayed_at", None, 181),
        ("pm_sepaDebit_failed_de", "generic_decline", 2),
        ("pm_sepaDebit_failedDelayed_at", "generic_decline", 181),
        ("pm_sepaDebit_exceedsWeeklyVolumeLimit_at", "charge_exceeds_source_limit", 2),
        ("pm_sepaDebit_exceedsWeeklyTransactionLimit_at", "charge_exceeds_weekly_limit", 2),
        ("pm_sepaDebit_insufficientFunds_at", "insufficient_funds", 2),
    ],
)
def test_a_sepa_debit_needs_no_verification(api, wall, method, code, delay):
    intent = debit(api, method, currency="eur", payment_method_types=["sepa_debit"])
    assert intent.status == "processing"
    if delay > 2:
        wall.advance(seconds=170)
        assert api.get(f"/v1/payment_intents/{intent.id}").status == "processing"
        delay -= 170
    wall.advance(seconds=delay)

    after = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert after.status == ("requires_payment_method" if code else "succeeded")
    assert after.latest_charge.failure_code == code
    details = after.latest_charge.payment_method_details.sepa_debit
    assert details.mandate.startswith("mandate_") and details.last4


def test_an_account_that_is_silent_can_be_canceled_another_cannot(api):
    silent, other = verified(api, "pm_usBankAccount_processing"), debit(api, "pm_sepaDebit_successDelayed_at")

    assert api.post(f"/v1/payment_intents/{silent.id}/cancel").status == "canceled"
    assert api.get(f"/v1/charges/{silent.latest_charge}").status == "failed"
    error = api.refused("POST", f"/v1/payment_intents/{other.id}/cancel", 400)
    assert error.code == "payment_intent_unexpected_state"


def test_a_debit_needs_a_mandate_and_a_saved_account_has_one(api, wall):
    error = api.refused(
        "POST",
        "/v1/payment_intents",
        400,
        amount=2000,
        currency="usd",
        payment_method="pm_usBankAccount_success",
        payment_method_types=["us_bank_account"],
        confirm=True,
    )
    assert error.code == "payment_intent_mandate_invalid"

    customer = api.post("/v1/customers").id
    first = verified(api, "pm_usBankAccount_success", customer=customer, setup_future_usage="off_session")
    assert api.get(f"/v1/payment_methods/{first.payment_method}").customer == customer
    wall.advance(seconds=2)
    again = debit(
        api,
        first.payment_method,
        customer=customer,
        mandate_data=None,
        off_session=True,
        payment_method_types=["us_bank_account"],
    )
    assert again.status == "processing"


@pytest.mark.parametrize(
    ("sent", "code", "status"),
    [
        ({"amounts": [10, 11]}, "verification_attempts_exceeded", "requires_payment_method"),
        ({"descriptor_code": "SM33CC"}, "verification_attempts_exceeded", "requires_payment_method"),
        ({"amounts": [40, 41]}, "verification_timeout", "requires_payment_method"),
        ({"descriptor_code": "SM44DD"}, "verification_timeout", "requires_payment_method"),
        ({"amounts": [1, 2]}, "verification_amounts_mismatch", "requires_action"),
        ({"descriptor_code": "SM00ZZ"}, "verification_descriptor_code_mismatch", "requires_action"),
        ({"amounts": [32]}, "verification_amounts_invalid", "requires_action"),
    ],
)
def test_microdeposits_that_do_not_verify(api, sent, code, status):
    intent = debit(api, "pm_usBankAccount_success")

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/verify_microdeposits", 400, **sent)

    assert error.code == f"payment_method_microdeposit_{code}"
    assert api.get(f"/v1/payment_intents/{intent.id}").status == status


def test_after_ten_tries_the_account_cannot_be_verified(api):
    intent = debit(api, "pm_usBankAccount_success")
    codes = [
        api.refused(
            "POST", f"/v1/payment_intents/{intent.id}/verify_microdeposits", 400, amounts=[1, 2]
        ).code.rpartition("_")[2]
        for _ in range(10)
    ]
    assert codes == ["mismatch"] * 9 + ["exceeded"]
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_payment_method"


def test_microdeposits_may_not_arrive_or_be_forgotten(api, wall):
    lost, forgotten = debit(api, "pm_usBankAccount_failMicrodeposits"), debit(api, "pm_usBankAccount_success")

    wall.advance(seconds=2)
    assert (
        api.get(f"/v1/payment_intents/{lost.id}").last_payment_error.code
        == "payment_method_microdeposit_failed"
    )
    assert api.get(f"/v1/payment_intents/{forgotten.id}").status == "requires_action"
    wall.advance(days=10)
    error = api.get(f"/v1/payment_intents/{forgotten.id}").last_payment_error
    assert error.code == "payment_method_microdeposit_verification_timeout"


def test_a_debit_is_refunded(api, wall):
    intent = verified(api, "pm_usBankAccount_success")
    wall.advance(seconds=2)

    refund = api.post("/v1/refunds", payment_intent=intent.id, amount=500, expand=["balance_transaction"])

    assert (refund.status, refund.balance_transaction.type, refund.destination_details.type) == (
        "pending",
        "payment_refund",
        "us_bank_transfer",
    )
    wall.advance(seconds=2)
    assert api.get(f"/v1/refunds/{refund.id}").status == "succeeded"


def test_numbers_are_checked(api):
    iban = api.refused(
        "POST", "/v1/payment_methods", 400, type="sepa_debit", sepa_debit={"iban": "DE89370400440532013001"}
    )
    routing = {
        "account_number": "000123456789",
        "routing_number": "110000001",
        "account_holder_type": "individual",
    }

    assert (iban.code, iban.param) == ("invalid_bank_account_iban", "sepa_debit[iban]")
    assert (
        api.refused("POST", "/v1/payment_methods", 400, type="us_bank_account", us_bank_account=routing).code
        == "routing_number_invalid"
    )


def test_a_debit_takes_its_own_currency(api):
    error = api.refused(
        "POST",
        "/v1/payment_intents",
        400,
        amount=2000,
        currency="usd",
        payment_method="pm_sepaDebit_success_de",
        payment_method_types=["sepa_debit"],
        confirm=True,
        mandate_data=ACCEPTED,
    )
    assert (
        error.message
        == "The currency provided (usd) is invalid. Payments with sepa_debit support the following"
        " currencies: eur."
    )


@pytest.mark.parametrize("method", ["pm_usBankAccount_dispute", "pm_sepaDebit_disputed_de"])
def test_a_disputed_debit_is_lost_at_once(api, wall, method):
    intent = verified(api, method) if "us" in method else debit(api, method)
    wall.advance(seconds=2)

    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"
    dispute = api.get("/v1/disputes", payment_intent=intent.id).data[0]
    assert (dispute.status, dispute.reason, dispute.amount) == ("lost", "debit_not_authorized", 2000)
    assert api.get(f"/v1/charges/{intent.latest_charge}").disputed
    assert [one for one in api.happened() if "dispute" in one] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    ]


OTHERS = [
    # test id, currency, seconds until the bank answers, failure code, status of the mandate then
    ("pm_acssDebit_insufficientFunds", "cad", 2, "insufficient_funds", "active"),
    ("pm_acssDebit_accountClosed", "cad", 2, "account_closed", "active"),
    ("pm_auBecsDebit_success", "aud", 2, None, "active"),
    ("pm_auBecsDebit_successDelayed", "aud", 181, None, "active"),
    ("pm_auBecsDebit_accountClosed", "aud", 2, "account_closed", "inactive"),
    ("pm_auBecsDebit_referToCustomer", "aud", 2, "refer_to_customer", "active"),
    ("pm_auBecsDebit_exceedsTransactionLimit", "aud", 2, "charge_exceeds_transaction_limit", "active"),
    ("pm_bacsDebit_success", "gbp", 2, None, "active"),
    ("pm_bacsDebit_insufficientFundsDelayed", "gbp", 181, "insufficient_funds", "active"),
    ("pm_bacsDebit_debitNotAuthorized", "gbp", 2, "debit_not_authorized", "inactive"),
    ("pm_nzBankAccount_success", "nzd", 2, None, "active"),
    ("pm_nzBankAccount_noAccount", "nzd", 2, "no_account", "inactive"),
    ("pm_usBankAccount_weeklyLimitExceeded", "usd", 2, "charge_exceeds_source_limit", "active"),
    ("pm_sepaDebit_failed_nl", "eur", 2, "generic_decline", "active"),
    ("pm_sepaDebit_successDelayed_gi", "eur", 181, None, "active"),
    ("pm_sepaDebit_insufficientFunds_ch", "eur", 2, "insufficient_funds", "active"),
]


@pytest.mark.parametrize(("id", "currency", "delay", "code", "mandate"), OTHERS)
def test_each_kind_of_debit_has_accounts_for_its_outcomes(api, wall, id, currency, delay, code, mandate):
    method = api.post(f"/v1/payment_methods/{id}/attach", customer=api.given.customer().id)
    intent = debit(
        api,
        method.id,
        customer=method.customer,
        currency=currency,
        payment_method_types=[method.type],
        setup_future_usage="off_session",
    )
    if intent.status == "requires_action":
        intent = api.post(f"/v1/payment_intents/{intent.id}/verify_microdeposits", amounts=[32, 45])
    assert intent.status == "processing"
    charge = api.get(f"/v1/charges/{intent.latest_charge}", expand=["balance_transaction"])
    assert (charge.status, charge.balance_transaction.type, charge.balance_transaction.status) == (
        "pending",
        "payment",
        "pending",
    )
    accepted = charge.payment_method_details[method.type].get("mandate")  # not of New Zealand

    if delay > 2:
        wall.advance(seconds=2)
        assert api.get(f"/v1/payment_intents/{intent.id}").status == "processing"
    wall.advance(seconds=delay)

    ended = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (ended.status, ended.latest_charge.failure_code) == (
        "requires_payment_method" if code else "succeeded",
        code,
    )
    assert accepted is None or api.get(f"/v1/mandates/{accepted}").status == mandate
    assert ("mandate.updated" in api.happened()) == (mandate == "inactive")


def test_every_listed_iban_is_valid_and_names_its_country(api):
    for iban, outcome in debit_accounts.NUMBERS["sepa_debit"].items():
        assert debits.check_iban(iban, "iban") == iban
        assert debits.named(f"pm_sepaDebit_{outcome}_{iban[:2].lower()}")["sepa_debit"] == {"iban": iban}


def test_a_debit_of_too_high_a_risk_is_never_sent(api, wall):
    intent = verified(api, "pm_usBankAccount_riskLevelHighest")
    wall.advance(seconds=2)

    charge = api.get(f"/v1/charges/{intent.latest_charge}")
    assert (charge.outcome.type, charge.outcome.network_status, charge.outcome.risk_level) == (
        "blocked",
        "not_sent_to_network",
        "highest",
    )


def test_a_number_that_bacs_refuses_makes_no_method(api):
    refused = api.refused(
        "POST",
        "/v1/payment_methods",
        type="bacs_debit",
        bacs_debit={"sort_code": "108800", "account_number": "00044444"},
    )
    assert refused.param == "bacs_debit[account_number]"


def test_a_mandate_that_the_bank_refuses_is_inactive(api):
    intent = api.post(
        "/v1/setup_intents",
        payment_method="pm_bacsDebit_mandateRefused",
        payment_method_types=["bacs_debit"],
        mandate_data=ACCEPTED,
        confirm=True,
    )
    mandate = api.get(f"/v1/mandates/{intent.mandate}")
    assert (mandate.status, mandate.payment_method_details.bacs_debit.network_status) == (
        "inactive",
        "refused",
    )


def test_the_refund_of_a_debit_has_an_id_and_a_description_of_its_own(api, wall):
    paid = verified(api, "pm_usBankAccount_success", description="Tea")
    wall.advance(seconds=2)
    refund = api.post("/v1/refunds", payment_intent=paid.id, expand=["balance_transaction"])
    assert refund.id.startswith("pyr_")
    assert refund.balance_transaction.description == "REFUND FOR PAYMENT (Tea)"
    assert api.get(f"/v1/refunds/{refund.id}").id == refund.id


def test_types_that_cannot_pay_in_the_currency_are_refused_at_once(api):
    sent = {"amount": 2000, "currency": "usd", "payment_method_types": ["card", "sepa_debit"]}
    error = api.refused("POST", "/v1/payment_intents", **sent)
    assert error.message == (
        "The currency provided (usd) is invalid. Payments with sepa_debit support the following"
        " currencies: eur."
    )
