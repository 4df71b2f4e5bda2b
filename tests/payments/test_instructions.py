"""Pages that tell a customer how to pay: vouchers, transfers, microdeposits, mandates."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.payments.test_debits import ACCEPTED, debit


def path(url):
    """The path and query of a page of this server."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_microdeposits_are_verified_on_their_page(api, wall):
    intent = debit(api, "pm_usBankAccount_success")
    page = path(intent.next_action.verify_with_microdeposits.hosted_verification_url)
    assert b"Descriptor code" in api.request("GET", page, key=None).body

    wrong = api.request("POST", page, {"descriptor_code": "SM00AA"}, key=None)
    assert wrong.status == 422 and b'role="alert"' in wrong.body and b"Tries left: 9" in wrong.body
    assert api.request("POST", page, {"descriptor_code": "SM11AA"}, key=None).status == 200
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "processing"
    assert api.request("POST", page, {"descriptor_code": "SM11AA"}, key=None).status == 409
    assert api.request("GET", page + "x", key=None).status == 404


def test_microdeposits_of_a_setup_are_verified_by_their_amounts(api):
    setup = api.post(
        "/v1/setup_intents",
        payment_method="pm_usBankAccount_success",
        payment_method_types=["us_bank_account"],
        payment_method_options={"us_bank_account": {"verification_method": "microdeposits"}},
        mandate_data=ACCEPTED,
        confirm=True,
    )
    page = path(setup.next_action.verify_with_microdeposits.hosted_verification_url)
    assert api.request("POST", page, b"amount=45&amount=32", key=None).status == 200
    assert api.get(f"/v1/setup_intents/{setup.id}").status == "succeeded"


def test_a_transfer_is_simulated_on_its_page(api):
    customer = api.given.customer()
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="eur",
        customer=customer.id,
        payment_method_types=["customer_balance"],
        payment_method_data={"type": "customer_balance"},
        payment_method_options={
            "customer_balance": {
                "funding_type": "bank_transfer",
                "bank_transfer": {"type": "eu_bank_transfer", "eu_bank_transfer": {"country": "DE"}},
            }
        },
        confirm=True,
    )
    shown = intent.next_action.display_bank_transfer_instructions
    page = path(shown.hosted_instructions_url)
    told = api.request("GET", page, key=None)
    assert told.status == 200 and shown.reference.encode() in told.body
    assert shown.financial_addresses[0].iban.iban.encode() in told.body

    assert api.request("POST", page, {"outcome": "success"}, key=None).status == 200
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"


def test_a_voucher_shows_its_number(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="mxn",
        payment_method_types=["oxxo"],
        payment_method_data={
            "type": "oxxo",
            "billing_details": {"name": "Jenny Rosen", "email": "fill_never@example.com"},
        },
        confirm=True,
    )
    shown = intent.next_action.oxxo_display_details
    told = api.request("GET", path(shown.hosted_voucher_url), key=None)
    assert told.status == 200 and shown.number.encode() in told.body


def test_a_mandate_has_a_page(api):
    intent = debit(api, "pm_sepaDebit_success_de", currency="eur", payment_method_types=["sepa_debit"])
    charge = api.get(f"/v1/charges/{intent.latest_charge}")
    mandate = api.get(f"/v1/mandates/{charge.payment_method_details.sepa_debit.mandate}")
    details = mandate.payment_method_details.sepa_debit

    told = api.request("GET", path(details.url), key=None)
    assert told.status == 200 and details.reference.encode() in told.body
    assert api.request("GET", "/mandates/mandate_missing", key=None).status == 404
