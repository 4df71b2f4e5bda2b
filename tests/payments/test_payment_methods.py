"""Payment methods: how a customer pays, kept for one payment or for many."""

from __future__ import annotations

import time

import pytest

from tests.support.given import payment

NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
CARD = {"number": "4242424242424242", "exp_month": 8, "exp_year": 2040, "cvc": "314"}


def attached(api, magic="pm_card_visa"):
    customer = api.given.customer(email="ada@example.com")
    return customer, api.given.payment_method(magic, customer)


# -- creation ------------------------------------------------------------------------------------------------


def test_a_card_is_kept_without_its_number(api):
    response = api.request("POST", "/v1/payment_methods", {"type": "card", "card": CARD})

    assert b"4242424242424242" not in response.body and b"314" not in response.body
    method = response.json
    assert method.id.startswith("pm_") and (method.object, method.type, method.customer) == (
        "payment_method",
        "card",
        None,
    )
    card = method.card
    assert (card.brand, card.country, card.funding, card.last4, card.exp_month, card.exp_year) == (
        "visa",
        "US",
        "credit",
        "4242",
        8,
        2040,
    )
    assert card.checks == {
        "address_line1_check": None,
        "address_postal_code_check": None,
        "cvc_check": "unchecked",
    }
    assert (card.networks, card.display_brand) == ({"available": ["visa"], "preferred": None}, "visa")
    assert len(card.fingerprint) == 16 and card.fingerprint.isalnum()
    assert method.billing_details == {
        "address": NO_ADDRESS,
        "email": None,
        "name": None,
        "phone": None,
        "tax_id": None,
    }
    assert (method.metadata, method.allow_redisplay) == ({}, "unspecified")
    assert api.happened() == []
    assert api.get(f"/v1/payment_methods/{method.id}") == method


@pytest.mark.parametrize(
    ("number", "brand", "funding", "country"),
    [
        ("4000056655665556", "visa", "debit", "US"),
        ("2223003122003222", "mastercard", "credit", "US"),
        ("5105105105105100", "mastercard", "prepaid", "US"),
        ("6011981111111113", "discover", "debit", "US"),
        ("3056930009020004", "diners", "credit", "US"),
        ("3566002020360505", "jcb", "credit", "JP"),
        ("6205500000000000004", "unionpay", "credit", "CN"),
        ("4000002760000016", "visa", "credit", "DE"),
        ("4111111111111111", "visa", "credit", "US"),  # listed nowhere
    ],
)
def test_a_number_tells_what_card_it_is(api, number, brand, funding, country):
    card = api.post("/v1/payment_methods", type="card", card={**CARD, "number": number}).card

    assert (card.brand, card.funding, card.country, card.last4) == (brand, funding, country, number[-4:])


def test_an_american_express_card_has_four_digits_on_its_front(api):
    amex = {**CARD, "number": "378282246310005", "cvc": "1234"}

    assert api.post("/v1/payment_methods", type="card", card=amex).card.brand == "amex"


def test_two_schemes_share_a_card(api, pay):
    card = api.post("/v1/payment_methods", type="card", card={**CARD, "number": "4000002500001001"}).card

    assert card.networks == {"available": ["cartes_bancaires", "visa"], "preferred": None}
    intent = pay(
        method=None,
        payment_method_data={
            "type": "card",
            "card": {**CARD, "number": "4000002500001001", "networks": {"preferred": "visa"}},
        },
        expand=["latest_charge"],
    )
    assert intent.latest_charge.payment_method_details.card.network == "visa"


def test_two_digits_of_a_year_are_of_this_century(api):
    assert api.post("/v1/payment_methods", type="card", card={**CARD, "exp_year": 40}).card.exp_year == 2040


def test_a_fingerprint_tells_one_number_from_another_within_an_account(api):
    def fingerprint(caller, number=CARD["number"]):
        return caller.post(
            "/v1/payment_methods", type="card", card={**CARD, "number": number}
        ).card.fingerprint

    assert fingerprint(api) == fingerprint(api) == attached(api)[1].card.fingerprint
    assert len({fingerprint(api), fingerprint(api, "5555555555554444"), fingerprint(api.other())}) == 3


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({}, "type"),
        ({"type": "card"}, "card"),
        ({"type": "card", "card": {"exp_month": 1, "exp_year": 2040}}, "card[number]"),
        ({"type": "card", "card": {"number": CARD["number"], "exp_year": 2040}}, "card[exp_month]"),
        ({"type": "sepa_debit"}, "sepa_debit"),
        ({"type": "us_bank_account"}, "us_bank_account"),
    ],
    ids=str,
)
def test_what_a_method_cannot_be_without(api, sent, param):
    error = api.refused("POST", "/v1/payment_methods", 400, **sent)

    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        param,
        f"Missing required param: {param}.",
    )


def test_a_customer_is_given_later(api):
    customer = api.post("/v1/customers")

    error = api.refused("POST", "/v1/payment_methods", 400, type="card", card=CARD, customer=customer.id)

    assert (
        error.message
        == "You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please instead"
        " create the PaymentMethod and then attach it using the attachment method of the PaymentMethods"
        " API."
    )


def test_billing_details_are_always_complete(api):
    sent = {"name": "Ada", "address": {"line1": "1 Main St", "postal_code": "94111"}}

    method = api.post("/v1/payment_methods", type="card", card=CARD, billing_details=sent)

    address = {**NO_ADDRESS, "line1": "1 Main St", "postal_code": "94111"}
    assert method.billing_details == {
        "address": address,
        "email": None,
        "name": "Ada",
        "phone": None,
        "tax_id": None,
    }
    assert (method.card.checks.address_line1_check, method.card.checks.address_postal_code_check) == (
        "unchecked",
        "unchecked",
    )


def test_browsers_make_methods_with_their_publishable_key(api):
    publishable = api.key.replace("sk_", "pk_")

    made = api.request("POST", "/v1/payment_methods", {"type": "card", "card": CARD}, key=publishable)

    assert made.status == 200
    assert api.get(f"/v1/payment_methods/{made.json.id}").card.last4 == "4242"
    assert api.request("GET", f"/v1/payment_methods/{made.json.id}", key=publishable).status == 401


# -- tokens --------------------------------------------------------------------------------------------------


def test_a_token_tells_of_a_card_in_the_older_words(api):
    token = api.post(
        "/v1/tokens", card={**CARD, "number": "5555555555554444", "name": "Ada", "address_zip": "94111"}
    )

    assert token.id.startswith("tok_") and (token.type, token.used) == ("card", False)
    card = token.card
    assert card.id.startswith("card_") and (card.object, card.brand, card.last4) == (
        "card",
        "MasterCard",
        "4444",
    )
    assert (card.exp_month, card.exp_year, card.name, card.address_zip, card.address_zip_check) == (
        8,
        2040,
        "Ada",
        "94111",
        "unchecked",
    )
    assert api.get(f"/v1/tokens/{token.id}") == token
    assert api.happened() == []


def test_a_token_is_good_once(api):
    token = api.post("/v1/tokens", card={**CARD, "name": "Ada", "address_line1": "1 Main St"})

    method = api.post(
        "/v1/payment_methods",
        type="card",
        card={"token": token.id},
        billing_details={"email": "ada@example.com"},
    )

    assert (method.card.last4, method.card.fingerprint) == ("4242", token.card.fingerprint)
    told = method.billing_details
    assert (told.name, told.email, told.address.line1) == ("Ada", "ada@example.com", "1 Main St")
    assert api.get(f"/v1/tokens/{token.id}").used is True
    error = api.refused("POST", "/v1/payment_methods", 400, type="card", card={"token": token.id})
    assert (error.code, error.message) == (
        "token_already_used",
        f"You cannot use a Stripe token more than once: {token.id}.",
    )


@pytest.mark.parametrize(
    ("sent", "prefix"),
    [
        ({"pii": {"id_number": "000000000"}}, "pii_"),
        ({"cvc_update": {"cvc": "123"}}, "cvctok_"),
        (
            {
                "account": {
                    "business_type": "company",
                    "company": {"name": "Analytical Engines"},
                    "tos_shown_and_accepted": True,
                }
            },
            "ct_",
        ),
        ({"person": {"first_name": "Ada", "last_name": "Lovelace"}}, "cpt_"),
    ],
)
def test_what_a_server_should_not_see_shows_in_no_token(api, sent, prefix):
    token = api.post("/v1/tokens", **sent)

    assert (token.id[: len(prefix)], token.type, token.used) == (prefix, *sent, False)
    assert set(token) == {"id", "object", "client_ip", "created", "livemode", "type", "used"}
    assert api.get(f"/v1/tokens/{token.id}") == token
    error = api.refused("POST", "/v1/payment_methods", type="card", card={"token": token.id})
    assert error.message == f"Invalid token id: {token.id}"


def test_a_security_code_that_cannot_be_one(api):
    error = api.refused("POST", "/v1/tokens", 402, cvc_update={"cvc": "12"})
    assert (error.type, error.code, error.param) == ("card_error", "invalid_cvc", "cvc")


def test_a_token_is_not_good_for_long(api, wall):
    token = api.post("/v1/tokens", card=CARD)
    wall.advance(seconds=601)

    error = api.refused("POST", "/v1/payment_methods", type="card", card={"token": token.id})
    assert (error.message, error.param) == (f"Invalid token id: {token.id}", "token")


def test_magic_tokens_are_never_used_up(api):
    first, second = (
        api.post("/v1/payment_methods", type="card", card={"token": "tok_amex"}) for _ in range(2)
    )

    assert first.id != second.id and first.card.brand == second.card.brand == "amex"


def test_a_token_that_is_none(api):
    error = api.refused("POST", "/v1/payment_methods", 400, type="card", card={"token": "tok_nothing"})

    assert (error.message, error.param) == ("Invalid token id: tok_nothing", "token")


def test_a_refused_use_does_not_use_a_token_up(api):
    token = api.post("/v1/tokens", card=CARD)
    data = {"type": "card", "card": {"token": token.id}}

    api.refused(
        "POST", "/v1/payment_intents", 400, **payment(amount=1, method=None, payment_method_data=data)
    )
    api.refused(
        "POST",
        "/v1/payment_intents",
        400,
        **payment(method=None, payment_method_data=data, payment_method_types=["link"]),
    )

    assert api.get(f"/v1/tokens/{token.id}").used is False


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"card": CARD, "pii": {"id_number": "1"}},
        {"card": CARD, "bank_account": {"account_number": "1", "country": "US"}},
    ],
)
def test_a_token_stands_for_one_thing(api, sent):
    api.refused("POST", "/v1/tokens", 400, **sent)


# -- holding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("magic", "brand", "country"),
    [
        ("pm_card_visa", "visa", "US"),
        ("pm_card_us", "visa", "US"),
        ("pm_card_visa_debit", "visa", "US"),
        ("pm_card_mastercard", "mastercard", "US"),
        ("pm_card_amex", "amex", "US"),
        ("pm_card_discover", "discover", "US"),
        ("pm_card_diners", "diners", "US"),
        ("pm_card_jcb", "jcb", "JP"),
        ("pm_card_unionpay", "unionpay", "CN"),
        ("pm_card_de", "visa", "DE"),
        ("pm_card_gb_debit", "visa", "GB"),
    ],
)
def test_a_magic_id_makes_a_new_method(api, magic, brand, country):
    customer, method = attached(api, magic)

    assert method.id != magic and method.customer == customer.id
    assert (method.card.brand, method.card.country) == (brand, country)
    month, year = time.gmtime(method.created).tm_mon, time.gmtime(method.created).tm_year
    assert (method.card.exp_month, method.card.exp_year) == (month, year + 1)
    assert method.card.checks.cvc_check == "pass"
    assert attached(api, magic)[1].id != method.id


def test_a_customer_keeps_a_method(api):
    customer = api.post("/v1/customers")
    method = api.post("/v1/payment_methods", type="card", card=CARD)

    kept = api.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id)

    assert (kept.id, kept.customer) == (method.id, customer.id)
    event = api.get("/v1/events", type="payment_method.attached").data[0]
    assert event["data"]["object"] == kept
    again = api.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id)
    assert again == kept and api.happened().count("payment_method.attached") == 1


def test_a_method_has_one_holder(api):
    _, method = attached(api)
    other = api.post("/v1/customers")

    error = api.refused("POST", f"/v1/payment_methods/{method.id}/attach", 400, customer=other.id)

    assert error.message == "The payment method you provided has already been attached to a customer."


def test_what_was_used_before_cannot_be_kept(api, pay):
    used = pay().payment_method
    customer, detached = attached(api)
    api.post(f"/v1/payment_methods/{detached.id}/detach")

    for method in (used, detached.id):
        error = api.refused("POST", f"/v1/payment_methods/{method}/attach", 400, customer=customer.id)
        assert (
            error.message
            == "This PaymentMethod was previously used without being attached to a Customer or was detached"
            " from a Customer, and may not be used again."
        )


@pytest.mark.parametrize(
    ("path", "customer", "status", "param"),
    [
        ("pm_nothing/attach", "", 404, "payment_method"),
        ("pm_card_nonsense/attach", "", 404, "payment_method"),
        ("pm_card_visa/attach", "cus_nobody", 400, "customer"),
        ("pm_nothing/detach", None, 404, "payment_method"),
    ],
)
def test_neither_methods_nor_customers_can_be_made_up(api, path, customer, status, param):
    sent = {} if customer is None else {"customer": customer or api.post("/v1/customers").id}

    error = api.refused("POST", f"/v1/payment_methods/{path}", status, **sent)

    assert (error.code, error.param) == ("resource_missing", param)
    assert api.get("/v1/payment_methods").data == []


def test_a_detached_method_is_dead(api):
    customer, method = attached(api)
    api.post(f"/v1/customers/{customer.id}", invoice_settings={"default_payment_method": method.id})

    detached = api.post(f"/v1/payment_methods/{method.id}/detach")

    assert detached.customer is None
    assert api.get(f"/v1/customers/{customer.id}").invoice_settings.default_payment_method is None
    event = api.get("/v1/events", type="payment_method.detached").data[0]
    assert event["data"]["previous_attributes"] == {"customer": customer.id}
    assert api.refused("POST", "/v1/payment_intents", 400, **payment(method=method.id)).message.startswith(
        "The provided PaymentMethod was previously used"
    )
    error = api.refused("POST", f"/v1/payment_methods/{method.id}/detach", 400)
    assert (
        error.message
        == "The payment method you provided is not attached to a customer so detachment is impossible."
    )


# -- changing and listing ------------------------------------------------------------------------------------


def test_what_surrounds_a_card_can_be_corrected(api):
    _, method = attached(api)
    api.post(
        f"/v1/payment_methods/{method.id}", billing_details={"name": "Ada", "address": {"city": "London"}}
    )

    changed = api.post(
        f"/v1/payment_methods/{method.id}",
        billing_details={"address": {"line1": "1 Main St"}},
        card={"exp_month": 3, "exp_year": 41},
        metadata={"k": "v"},
        allow_redisplay="always",
    )

    assert (changed.billing_details.name, changed.billing_details.address.city) == ("Ada", "London")
    assert changed.billing_details.address.line1 == "1 Main St"
    assert (changed.card.exp_month, changed.card.exp_year, changed.card.last4) == (3, 2041, "4242")
    assert (changed.metadata, changed.allow_redisplay) == ({"k": "v"}, "always")
    event = api.get("/v1/events", type="payment_method.updated").data[0]
    assert event["data"]["previous_attributes"]["card"] == {
        "exp_month": method.card.exp_month,
        "exp_year": method.card.exp_year,
    }


@pytest.mark.parametrize(
    ("card", "code"),
    [({"exp_month": 13}, "invalid_expiry_month"), ({"exp_year": 2001}, "invalid_expiry_year")],
)
def test_an_expiry_that_cannot_be_right_changes_nothing(api, card, code):
    _, method = attached(api)

    assert api.refused("POST", f"/v1/payment_methods/{method.id}", 402, card=card).code == code
    assert api.get(f"/v1/payment_methods/{method.id}") == method


def test_only_a_method_that_a_customer_holds_can_be_changed(api):
    method = api.post("/v1/payment_methods", type="card", card=CARD)

    error = api.refused("POST", f"/v1/payment_methods/{method.id}", 400, metadata={"k": "v"})

    assert error.message == "You must save this PaymentMethod to a customer before you can update it."


def test_a_customers_methods_are_listed(api):
    customer, first = attached(api)
    second = api.post("/v1/payment_methods/pm_card_mastercard/attach", customer=customer.id)
    attached(api)

    for path, params in (
        (f"/v1/customers/{customer.id}/payment_methods", {}),
        ("/v1/payment_methods", {"customer": customer.id}),
    ):
        assert [one["id"] for one in api.get(path, **params).data] == [second.id, first.id]
        assert [one["id"] for one in api.get(path, **params, type="card", limit=1).data] == [second.id]
        assert api.get(path, **params, type="us_bank_account").data == []
    api.post(f"/v1/payment_methods/{first.id}", allow_redisplay="always")
    redisplayed = api.get(f"/v1/customers/{customer.id}/payment_methods", allow_redisplay="always").data
    assert [one["id"] for one in redisplayed] == [first.id]


def test_one_of_a_customers_methods(api):
    customer, method = attached(api)
    _, others = attached(api)

    assert api.get(f"/v1/customers/{customer.id}/payment_methods/{method.id}") == method
    error = api.refused("GET", f"/v1/customers/{customer.id}/payment_methods/{others.id}", 404)
    assert (error.code, error.param) == ("resource_missing", "payment_method")
    assert (
        api.refused("GET", "/v1/customers/cus_nobody/payment_methods", 404).message
        == "No such customer: 'cus_nobody'"
    )


def test_a_kept_method_pays_again_and_again(api, pay):
    customer, method = attached(api)

    for _ in range(3):
        assert pay(method=method.id, customer=customer.id).payment_method == method.id


# -- what the bank checks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line1", "postal_code", "cvc"),
    [
        ("visa", "pass", "pass", "pass"),
        ("avsFail", "fail", "fail", "pass"),
        ("avsLine1Fail", "fail", "pass", "pass"),
        ("avsZipFail", "pass", "fail", "pass"),
        ("avsUnchecked", "unavailable", "unavailable", "pass"),
        ("cvcCheckFail", "pass", "pass", "fail"),
    ],
)
def test_what_was_given_is_checked(api, pay, name, line1, postal_code, cvc):
    told = {"address": {"line1": "1 Main St", "postal_code": "94111"}}
    data = {"type": "card", "card": {"token": f"tok_{name}"}, "billing_details": told}

    charge = pay(method=None, payment_method_data=data, expand=["latest_charge"]).latest_charge

    assert charge.payment_method_details.card.checks == {
        "address_line1_check": line1,
        "address_postal_code_check": postal_code,
        "cvc_check": cvc,
    }


def test_what_was_not_given_cannot_fail(api, pay):
    checks = pay(
        method="pm_card_avsFail", expand=["latest_charge"]
    ).latest_charge.payment_method_details.card.checks

    assert (checks.address_line1_check, checks.address_postal_code_check) == (None, None)


def test_a_number_may_be_typed_in_groups(api):
    card = {"number": "4242 4242 4242 4242", "exp_month": 12, "exp_year": 2040}
    plain = {**card, "number": "4242424242424242"}
    spaced, joined = (api.post("/v1/payment_methods", type="card", card=each).card for each in (card, plain))
    assert (spaced.last4, spaced.fingerprint) == ("4242", joined.fingerprint)
