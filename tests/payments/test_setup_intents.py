"""Setup intents: a card is kept for later payments, with its bank's consent. No money moves."""

from __future__ import annotations

import pytest

from tests.payments.conftest import answer, page
from tests.support.given import payment

BACK = "https://shop.example/kept?from=17"
NO_METHOD = (
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the"
    " SetupIntent with a payment method and then confirm it again, or confirm it again directly with a"
    " payment method or ConfirmationToken."
)
WRONG_SECRET = "The client_secret provided does not match the client_secret associated with the SetupIntent."
CARD = {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"}


@pytest.fixture
def customer(api):
    return api.post("/v1/customers", email="ada@example.com")


def setup(method: str | None = "pm_card_visa", **params):
    """The parameters of a setup that is confirmed at once."""
    sent = {"payment_method": method, "payment_method_types": ["card"], "confirm": True, **params}
    return {name: value for name, value in sent.items() if value is not None}


def attempts(api, intent):
    return api.get("/v1/setup_attempts", setup_intent=intent.id).data


# -- asking --------------------------------------------------------------------------------------------------


def test_a_fresh_setup_asks_for_a_method(api):
    intent = api.post(
        "/v1/setup_intents", payment_method_types=["card"], description="A card", metadata={"order": "17"}
    )

    assert intent.id.startswith("seti_") and intent.client_secret.startswith(f"{intent.id}_secret_")
    assert len(intent.client_secret) == len(f"{intent.id}_secret_") + 25
    assert (intent.status, intent.usage, intent.payment_method_types) == (
        "requires_payment_method",
        "off_session",
        ["card"],
    )
    assert (intent.description, intent.metadata, intent.payment_method_options) == (
        "A card",
        {"order": "17"},
        {"card": CARD},
    )
    nothing = ("application", "automatic_payment_methods", "cancellation_reason", "customer",
               "flow_directions", "last_setup_error",
               "latest_attempt", "mandate", "next_action", "on_behalf_of", "payment_method",
               "single_use_mandate")  # fmt: skip
    assert {name: intent[name] for name in nothing} == dict.fromkeys(nothing)
    assert "attach_to_self" not in intent
    assert api.happened() == ["setup_intent.created"]


def test_without_kinds_the_configuration_decides(api):
    intent = api.post("/v1/setup_intents")
    never = api.post(
        "/v1/setup_intents", automatic_payment_methods={"enabled": True, "allow_redirects": "never"}
    )
    off = api.post("/v1/setup_intents", automatic_payment_methods={"enabled": False})

    assert intent.automatic_payment_methods == {"allow_redirects": "always", "enabled": True}
    assert "card" in intent.payment_method_types and len(intent.payment_method_types) > 1
    assert never.automatic_payment_methods.allow_redirects == "never"
    assert (off.automatic_payment_methods, off.payment_method_types) == (None, ["card"])
    old = api.request("POST", "/v1/setup_intents", {}, headers={"Stripe-Version": "2022-11-15"}).json
    assert (old.automatic_payment_methods, old.payment_method_types) == (None, ["card"])


def test_with_a_method_it_waits_for_confirmation(api):
    intent = api.post(
        "/v1/setup_intents", payment_method="pm_card_visa", payment_method_types=["card"], usage="on_session"
    )

    assert (intent.status, intent.usage, intent.latest_attempt) == (
        "requires_confirmation",
        "on_session",
        None,
    )
    assert intent.payment_method.startswith("pm_") and intent.payment_method != "pm_card_visa"


@pytest.mark.parametrize(
    ("sent", "param", "message"),
    [
        (
            {"return_url": BACK},
            "return_url",
            "The parameter `return_url` cannot be passed when creating a SetupIntent unless",
        ),
        ({"customer": "cus_nobody"}, "customer", "No such customer: 'cus_nobody'"),
        ({"payment_method": "pm_nothing"}, "payment_method", "No such PaymentMethod: 'pm_nothing'"),
        (
            {"payment_method_types": ["cash"]},
            "payment_method_types",
            'The payment method type "cash" is invalid.',
        ),
        ({"usage": "always"}, "usage", "Invalid usage: must be one of"),
        ({"confirm": True, "payment_method_types": ["card"]}, None, NO_METHOD),
        (
            setup(payment_method_types=None),
            None,
            "This SetupIntent is configured to accept payment methods enabled in your Dashboard.",
        ),
    ],
)
def test_what_cannot_be_asked_leaves_nothing(api, sent, param, message):
    error = api.refused("POST", "/v1/setup_intents", 400, **sent)

    assert error.message.startswith(message)
    assert (error.param, error.setup_intent) == (param, None)
    for path in ("setup_intents", "payment_methods", "events"):
        assert api.get(f"/v1/{path}").data == []


# -- keeping -------------------------------------------------------------------------------------------------


def test_the_card_goes_to_the_customer(api, customer):
    intent = api.post(
        "/v1/setup_intents", **setup(customer=customer.id, expand=["latest_attempt", "payment_method"])
    )

    assert (intent.status, intent.next_action, intent.last_setup_error, intent.mandate) == (
        "succeeded",
        None,
        None,
        None,
    )
    assert (intent.payment_method.customer, intent.payment_method.card.checks.cvc_check) == (
        customer.id,
        "pass",
    )
    attempt = intent.latest_attempt
    assert (attempt.status, attempt.setup_error, attempt.usage) == ("succeeded", None, "off_session")
    assert (attempt.customer, attempt.payment_method, attempt.setup_intent) == (
        customer.id,
        intent.payment_method.id,
        intent.id,
    )
    card = attempt.payment_method_details.card
    assert (card.brand, card.last4, card.network, card.checks.cvc_check, card.three_d_secure) == (
        "visa",
        "4242",
        "visa",
        "pass",
        None,
    )
    happened = api.happened()[1:]
    assert happened == ["setup_intent.created", "payment_method.attached", "setup_intent.succeeded"]
    created = api.get("/v1/events", type="setup_intent.created").data[0]["data"]["object"]
    assert (created["status"], created["latest_attempt"]) == ("requires_confirmation", None)
    assert api.get("/v1/balance_transactions").data == []


def test_a_card_that_is_kept_already_can_be_set_up(api, customer):
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id)

    intent = api.post("/v1/setup_intents", **setup(method.id, customer=customer.id))

    assert (intent.status, intent.payment_method) == ("succeeded", method.id)
    assert api.happened().count("payment_method.attached") == 1


def test_without_a_customer_the_card_can_be_attached_later(api, customer):
    intent = api.post("/v1/setup_intents", **setup())

    attached = api.post(f"/v1/payment_methods/{intent.payment_method}/attach", customer=customer.id)

    assert (intent.status, attached.customer) == ("succeeded", customer.id)


def test_a_card_that_was_set_up_pays_while_nobody_is_there(api, customer, pay):
    intent = api.post(
        "/v1/setup_intents",
        **setup("pm_card_authenticationRequiredOnSetup", customer=customer.id, return_url=BACK),
    )
    assert intent.status == "requires_action"
    answer(api, intent, "complete")

    paid = pay(method=intent.payment_method, customer=customer.id, off_session=True)

    assert paid.status == "succeeded"


def test_a_card_may_be_kept_and_decline_every_charge(api, customer):
    intent = api.post("/v1/setup_intents", **setup("pm_card_chargeCustomerFail", customer=customer.id))

    assert intent.status == "succeeded"
    declined = api.refused(
        "POST", "/v1/payment_intents", 402, **payment(method=intent.payment_method, customer=customer.id)
    )
    assert declined.code == "card_declined"


def test_the_data_of_a_card_may_come_with_the_confirmation(api, customer):
    intent = api.post("/v1/setup_intents", payment_method_types=["card"], customer=customer.id)
    card = {"number": "5555555555554444", "exp_month": 12, "exp_year": 2040, "cvc": "123"}

    done = api.post(
        f"/v1/setup_intents/{intent.id}/confirm",
        payment_method_data={"type": "card", "card": card},
        mandate_data={
            "customer_acceptance": {
                "type": "online",
                "online": {"ip_address": "127.0.0.1", "user_agent": "x"},
            }
        },
        expand=["payment_method"],
    )

    assert (done.status, done.payment_method.card.last4, done.mandate, done.single_use_mandate) == (
        "succeeded",
        "4444",
        None,
        None,
    )


# -- declines ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "decline_code", "param", "message"),
    [
        ("chargeDeclined", "card_declined", "generic_decline", None, "Your card was declined."),
        (
            "chargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
            None,
            "Your card has insufficient funds.",
        ),
        ("visa_chargeDeclinedLostCard", "card_declined", "lost_card", None, "Your card was declined."),
        ("chargeDeclinedExpiredCard", "expired_card", "expired_card", "exp_month", "Your card has expired."),
        (
            "chargeDeclinedIncorrectCvc",
            "incorrect_cvc",
            "incorrect_cvc",
            "cvc",
            "Your card's security code is incorrect.",
        ),
    ],
)
def test_a_bank_may_refuse_to_have_its_card_kept(api, customer, name, code, decline_code, param, message):
    error = api.refused("POST", "/v1/setup_intents", 402, **setup(f"pm_card_{name}", customer=customer.id))

    assert (error.type, error.code, error.decline_code, error.param, error.message) == (
        "card_error",
        code,
        decline_code,
        param,
        message,
    )
    assert (error.charge, error.payment_method["object"]) == (None, "payment_method")
    intent = api.get(f"/v1/setup_intents/{error.setup_intent.id}")
    assert intent == error.setup_intent
    assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
    last = intent.last_setup_error
    assert (last.type, last.code, last.decline_code, last.message, last.param) == (
        "card_error",
        code,
        decline_code,
        message,
        param,
    )
    assert last.payment_method == error.payment_method
    (attempt,) = attempts(api, intent)
    assert (attempt["id"], attempt["status"], attempt["setup_error"]) == (
        intent.latest_attempt,
        "failed",
        last,
    )
    assert api.happened()[1:] == ["setup_intent.created", "setup_intent.setup_failed"]
    assert api.get(f"/v1/customers/{customer.id}/payment_methods").data == api.get("/v1/charges").data == []


def test_another_card_is_kept_after_a_decline(api, customer):
    declined = api.refused(
        "POST", "/v1/setup_intents", 402, **setup("pm_card_chargeDeclined", customer=customer.id)
    )

    intent = api.post(f"/v1/setup_intents/{declined.setup_intent.id}/confirm", payment_method="pm_card_visa")

    assert (intent.status, intent.last_setup_error) == ("succeeded", None)
    assert [attempt["status"] for attempt in attempts(api, intent)] == ["succeeded", "failed"]


def test_a_replayed_decline_is_one_attempt(api):
    sent = setup("pm_card_chargeDeclined")

    first, again = (
        api.request("POST", "/v1/setup_intents", sent, headers={"Idempotency-Key": "card-17"})
        for _ in range(2)
    )

    assert (first.status, again.status, again.body) == (402, 402, first.body)
    assert len(api.get("/v1/setup_intents").data) == len(attempts(api, first.json.error.setup_intent)) == 1


# -- 3D Secure -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["authenticationRequired", "authenticationRequiredOnSetup", "threeDSecure2Required"]
)
def test_the_setup_waits_for_the_cardholder(api, customer, name):
    intent = api.post("/v1/setup_intents", **setup(f"pm_card_{name}", customer=customer.id, return_url=BACK))

    action = intent.next_action
    assert (intent.status, action.type, action.redirect_to_url.return_url) == (
        "requires_action",
        "redirect_to_url",
        BACK,
    )
    assert api.happened()[1:] == ["setup_intent.created", "setup_intent.requires_action"]
    assert [attempt["status"] for attempt in attempts(api, intent)] == ["requires_action"]
    assert api.request("GET", f"/{page(intent)}", key=None).status == 200


def test_without_a_return_url_the_browser_library_is_asked(api):
    intent = api.post("/v1/setup_intents", **setup("pm_card_authenticationRequired"))

    assert (intent.status, intent.next_action.type) == ("requires_action", "use_stripe_sdk")


def test_a_setup_may_ask_where_the_card_does_not(api):
    options = {"card": {"request_three_d_secure": "any"}}

    intent = api.post(
        "/v1/setup_intents", **setup("pm_card_threeDSecureOptional", payment_method_options=options)
    )

    assert (intent.status, intent.payment_method_options.card.request_three_d_secure) == (
        "requires_action",
        "any",
    )
    assert api.post("/v1/setup_intents", **setup("pm_card_threeDSecureOptional")).status == "succeeded"


def test_a_proven_cardholder_has_the_card_kept(api, customer):
    intent = api.post(
        "/v1/setup_intents", **setup("pm_card_authenticationRequired", customer=customer.id, return_url=BACK)
    )

    back = answer(api, intent, "complete")

    assert back == {
        "from": "17",
        "setup_intent": intent.id,
        "setup_intent_client_secret": intent.client_secret,
        "redirect_status": "succeeded",
    }
    done = api.get(f"/v1/setup_intents/{intent.id}", expand=["payment_method"])
    assert (done.status, done.next_action, done.payment_method.customer) == ("succeeded", None, customer.id)
    (attempt,) = attempts(api, intent)
    proof = attempt["payment_method_details"]["card"]["three_d_secure"]
    assert (attempt["status"], attempt["id"], proof["result"]) == (
        "succeeded",
        done.latest_attempt,
        "authenticated",
    )
    assert api.happened()[3:] == ["payment_method.attached", "setup_intent.succeeded"]
    assert api.request("POST", f"/{page(intent)}", {"outcome": "complete"}, key=None).status == 409


def test_who_fails_to_prove_it_is_asked_for_another_method(api, customer):
    intent = api.post(
        "/v1/setup_intents", **setup("pm_card_authenticationRequired", customer=customer.id, return_url=BACK)
    )

    assert answer(api, intent, "fail")["redirect_status"] == "failed"

    failed = api.get(f"/v1/setup_intents/{intent.id}")
    assert (failed.status, failed.payment_method, failed.next_action) == (
        "requires_payment_method",
        None,
        None,
    )
    error = failed.last_setup_error
    assert (error.code, error.type) == ("setup_intent_authentication_failure", "invalid_request_error")
    (attempt,) = attempts(api, intent)
    proof = attempt["payment_method_details"]["card"]["three_d_secure"]
    assert (attempt["status"], attempt["setup_error"], proof["result"]) == ("failed", error, "failed")
    assert api.happened()[3:] == ["setup_intent.setup_failed"]
    assert api.get(f"/v1/customers/{customer.id}/payment_methods").data == []


def test_an_attempt_that_is_overtaken_is_abandoned(api):
    first, second, third = (
        api.post("/v1/setup_intents", **setup("pm_card_authenticationRequired", return_url=BACK))
        for _ in range(3)
    )

    kept = api.post(f"/v1/setup_intents/{first.id}/confirm", payment_method="pm_card_visa")
    canceled = api.post(f"/v1/setup_intents/{second.id}/cancel")
    changed = api.post(f"/v1/setup_intents/{third.id}", payment_method="pm_card_visa")

    assert (kept.status, canceled.status, changed.status) == (
        "succeeded",
        "canceled",
        "requires_confirmation",
    )
    assert kept.next_action is canceled.next_action is changed.next_action is None
    assert [attempt["status"] for attempt in attempts(api, first)] == ["succeeded", "abandoned"]
    assert [attempts(api, intent)[0]["status"] for intent in (second, third)] == ["abandoned", "abandoned"]


@pytest.mark.parametrize("tail", ["?client_secret=guess", ""])
def test_the_page_opens_with_the_secret_only(api, tail):
    intent = api.post("/v1/setup_intents", **setup("pm_card_authenticationRequired", return_url=BACK))

    assert (
        api.request("POST", f"/3d_secure/{intent.id}{tail}", {"outcome": "complete"}, key=None).status == 404
    )
    assert api.get(f"/v1/setup_intents/{intent.id}") == intent


# -- whose method --------------------------------------------------------------------------------------------


def test_a_method_belongs_to_its_customer(api, customer):
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=customer.id).id
    other = api.post("/v1/customers").id
    belongs = (
        f"The payment method supplied ({method}) belongs to the Customer {customer.id}. Please include the"
        " Customer in the `customer` parameter on the SetupIntent."
    )
    not_yours = (
        f"The PaymentMethod {method} does not belong to the Customer you supplied {other}. Please use this"
        " PaymentMethod with the Customer that it belongs to instead."
    )
    nobodys = api.post("/v1/setup_intents", payment_method_types=["card"])
    anothers = api.post("/v1/setup_intents", payment_method_types=["card"], customer=other)

    for path, sent, message, shown in (
        ("", {"payment_method": method}, belongs, None),
        ("", {"payment_method": method, "customer": other}, not_yours, None),
        (f"/{nobodys.id}", {"payment_method": method}, belongs, nobodys),
        (f"/{nobodys.id}/confirm", {"payment_method": method}, belongs, nobodys),
        (f"/{anothers.id}/confirm", {"payment_method": method}, not_yours, anothers),
    ):
        error = api.refused("POST", f"/v1/setup_intents{path}", 400, **sent)
        assert (error.message, error.param, error.code, error.setup_intent) == (
            message,
            "payment_method",
            None,
            shown,
        )


def test_what_was_used_up_cannot_be_kept(api, pay, customer):
    used = pay().payment_method

    error = api.refused("POST", "/v1/setup_intents", 400, **setup(used, customer=customer.id))

    assert error.message.startswith(
        "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment"
    )


def test_the_kind_must_be_among_those_taken(api):
    method = api.post(
        "/v1/payment_methods", type="sepa_debit", sepa_debit={"iban": "DE89370400440532013000"}
    ).id
    intent = api.post("/v1/setup_intents", payment_method_types=["card"])

    error = api.refused("POST", f"/v1/setup_intents/{intent.id}/confirm", 400, payment_method=method)

    assert error.message.startswith(
        "The PaymentMethod provided (sepa_debit) is not allowed for this SetupIntent."
    )


def test_what_a_customer_otherwise_pays_with_is_not_taken(api):
    customer = api.post("/v1/customers", payment_method="pm_card_visa")
    api.post(f"/v1/customers/{customer.id}", source="tok_visa")
    intent = api.post("/v1/setup_intents", payment_method_types=["card"], customer=customer.id)

    error = api.refused("POST", f"/v1/setup_intents/{intent.id}/confirm", 400)

    assert (error.code, error.message, error.setup_intent) == (
        "setup_intent_unexpected_state",
        NO_METHOD,
        intent,
    )


# -- ending --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["abandoned", "duplicate", "requested_by_customer", None])
def test_a_setup_can_be_given_up(api, reason):
    intent = api.post("/v1/setup_intents", payment_method_types=["card"])

    canceled = api.post(
        f"/v1/setup_intents/{intent.id}/cancel", **({"cancellation_reason": reason} if reason else {})
    )

    assert (canceled.status, canceled.cancellation_reason, canceled.client_secret) == (
        "canceled",
        reason,
        intent.client_secret,
    )
    assert api.happened() == ["setup_intent.created", "setup_intent.canceled"]


def test_what_a_state_does_not_allow(api):
    done = api.post("/v1/setup_intents", **setup())
    canceled = api.post(
        f"/v1/setup_intents/{api.post('/v1/setup_intents', payment_method='pm_card_visa').id}/cancel"
    )
    only = (
        "Only a SetupIntent with one of the following statuses may be {}: `requires_payment_method`,"
        " `requires_confirmation`, or `requires_action`."
    )

    for intent, step, sent, message in (
        (done, "/confirm", {}, "You cannot confirm this SetupIntent because it has already succeeded."),
        (
            done,
            "/cancel",
            {},
            (
                "You cannot cancel this SetupIntent because it has a status of succeeded."
                f" {only.format('canceled')}"
            ),
        ),
        (
            done,
            "",
            {"payment_method": "pm_card_visa"},
            "You cannot update this SetupIntent because it has already succeeded.",
        ),
        (
            canceled,
            "/confirm",
            {},
            (
                "You cannot confirm this SetupIntent because it has a status of canceled."
                f" {only.format('confirmed')}"
            ),
        ),
        (canceled, "/cancel", {}, "You cannot cancel this SetupIntent because it it already canceled."),
    ):
        error = api.refused("POST", f"/v1/setup_intents/{intent.id}{step}", 400, **sent)
        assert (error.code, error.message, error.setup_intent) == (
            "setup_intent_unexpected_state",
            message,
            intent,
        )


@pytest.mark.parametrize("deposits", [{"amounts": [32, 45]}, {"descriptor_code": "SM11AA"}])
def test_no_card_waits_for_microdeposits(api, deposits):
    fresh = api.post("/v1/setup_intents", payment_method_types=["card"])
    asked = api.post("/v1/setup_intents", **setup("pm_card_authenticationRequired"))

    error = api.refused("POST", f"/v1/setup_intents/{fresh.id}/verify_microdeposits", 400, **deposits)

    assert (
        error.message
        == "This SetupIntent cannot be actioned on because it has a status of requires_payment_method. Only a"
        ' SetupIntent with one of the following statuses may be actioned on: ["requires_action"].'
    )
    assert (error.code, error.setup_intent) == ("intent_invalid_state", fresh)
    assert (
        api.refused(
            "POST", f"/v1/setup_intents/{asked.id}/verify_microdeposits", 400, **deposits
        ).setup_intent
        == asked
    )


# -- small change --------------------------------------------------------------------------------------------


def test_an_open_setup_can_be_changed(api, customer):
    intent = api.post(
        "/v1/setup_intents", payment_method_types=["card"], metadata={"order": "17", "by": "ada"}
    )

    changed = api.post(
        f"/v1/setup_intents/{intent.id}",
        customer=customer.id,
        payment_method="pm_card_visa",
        metadata={"by": ""},
        description="A card",
    )

    assert (changed.status, changed.customer, changed.metadata) == (
        "requires_confirmation",
        customer.id,
        {"order": "17"},
    )
    assert changed.description == "A card"
    assert api.happened()[1:] == ["setup_intent.created"]
    assert api.post(f"/v1/setup_intents/{intent.id}/confirm").status == "succeeded"
    noted = api.post(f"/v1/setup_intents/{intent.id}", metadata={"order": "18"}, description="Kept")
    assert (noted.status, noted.metadata, noted.description) == ("succeeded", {"order": "18"}, "Kept")


def test_setups_are_listed_by_what_they_belong_to(api, customer):
    first = api.post("/v1/setup_intents", **setup(customer=customer.id))
    second = api.post("/v1/setup_intents", payment_method_types=["card"])
    own = api.post(
        "/v1/setup_intents",
        payment_method_types=["us_bank_account"],
        attach_to_self=True,
        flow_directions=["inbound"],
    )

    def listed(**params):
        return [one["id"] for one in api.get("/v1/setup_intents", **params).data]

    assert listed() == [own.id, second.id, first.id]
    assert listed(customer=customer.id) == listed(payment_method=first.payment_method) == [first.id]
    assert (listed(attach_to_self=True), own.attach_to_self, own.flow_directions) == (
        [own.id],
        True,
        ["inbound"],
    )
    assert api.refused("GET", "/v1/setup_intents", 400, customer="cus_nobody").code == "resource_missing"
    assert (
        api.refused("POST", "/v1/setup_intents", 400, customer=customer.id, attach_to_self=True).param
        == "attach_to_self"
    )


def test_attempts_are_those_of_one_setup(api):
    one, other = (api.post("/v1/setup_intents", **setup()) for _ in range(2))

    (attempt,) = api.get("/v1/setup_attempts", setup_intent=one.id, expand=["data.setup_intent"]).data
    assert (attempt.id, attempt.setup_intent.id) == (one.latest_attempt, one.id)
    assert [found["id"] for found in attempts(api, other)] == [other.latest_attempt]
    assert api.refused("GET", "/v1/setup_attempts", 400).param == "setup_intent"
    missing = api.refused("GET", "/v1/setup_attempts", 400, setup_intent="seti_nothing")
    assert (missing.param, missing.message) == ("setup_intent", "No such setupintent: 'seti_nothing'")


def test_what_does_not_exist_is_not_found(api):
    error = api.refused("GET", "/v1/setup_intents/seti_nothing", 404)

    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "intent",
        "No such setupintent: 'seti_nothing'",
    )


# -- browsers ------------------------------------------------------------------------------------------------


def browser(api, method, path, **params):
    return api.request(method, path, params, key=api.key.replace("sk_", "pk_"))


def test_a_browser_confirms_with_the_client_secret(api, customer):
    intent = api.post(
        "/v1/setup_intents", payment_method_types=["card"], customer=customer.id, metadata={"secret": "1"}
    )
    path = f"/v1/setup_intents/{intent.id}"

    missing = browser(api, "GET", path).json.error
    wrong = browser(
        api,
        "POST",
        f"{path}/confirm",
        client_secret=f"{intent.id}_secret_guess",
        payment_method="pm_card_visa",
    ).json.error
    seen = browser(api, "GET", path, client_secret=intent.client_secret).json
    done = browser(
        api, "POST", f"{path}/confirm", client_secret=intent.client_secret, payment_method="pm_card_visa"
    ).json

    assert (missing.code, missing.param) == ("parameter_missing", "client_secret")
    assert (wrong.code, wrong.param, wrong.message) == (
        "setup_intent_invalid_parameter",
        "client_secret",
        WRONG_SECRET,
    )
    assert (seen.id, seen.status, done.status) == (intent.id, "requires_payment_method", "succeeded")
    for shown in (seen, done):
        assert not {"metadata", "customer", "latest_attempt"} & set(shown)
    assert api.get(f"/v1/payment_methods/{done.payment_method}").customer == customer.id


def test_a_browser_is_told_of_a_decline_and_of_nothing_else(api, customer):
    intent = api.post("/v1/setup_intents", payment_method_types=["card"], customer=customer.id)
    sent = {"client_secret": intent.client_secret, "payment_method": "pm_card_chargeDeclined"}

    declined = browser(api, "POST", f"/v1/setup_intents/{intent.id}/confirm", **sent)

    assert (declined.status, declined.json.error.setup_intent.status) == (402, "requires_payment_method")
    assert not {"metadata", "customer", "latest_attempt"} & set(declined.json.error.setup_intent)


def test_a_browser_gives_up_an_authentication(api):
    intent = api.post("/v1/setup_intents", **setup("pm_card_authenticationRequired"))
    sent = {"client_secret": intent.client_secret, "source": "src_of_the_window"}

    for _ in range(2):  # the second time there is nothing left to give up
        given_up = browser(api, "POST", f"/v1/setup_intents/{intent.id}/source_cancel", **sent)
        assert (given_up.status, given_up.json.status) == (200, "requires_payment_method")
    assert given_up.json.last_setup_error.code == "setup_intent_authentication_failure"
    assert api.happened()[-1:] == ["setup_intent.setup_failed"]


def test_where_an_attempt_errs_nobody_has_agreed_to_anything(api):
    options = {"card": {"request_three_d_secure": "any"}}
    sent = setup(
        "pm_card_threeDSecureOptionalProcessingError",
        return_url="https://shop.example/done",
        payment_method_options=options,
    )
    intent = api.post("/v1/setup_intents", **sent)

    assert answer(api, intent, "complete")["redirect_status"] == "failed"
    failed = api.get(f"/v1/setup_intents/{intent.id}")
    assert (failed.status, failed.last_setup_error.code) == (
        "requires_payment_method",
        "setup_intent_authentication_failure",
    )
    assert [one.status for one in attempts(api, intent)] == ["failed"]


def test_a_customer_who_is_gone_keeps_nothing(api, customer):
    intent = api.post("/v1/setup_intents", customer=customer.id, payment_method_types=["card"])
    api.delete(f"/v1/customers/{customer.id}")

    error = api.refused("POST", f"/v1/setup_intents/{intent.id}/confirm", payment_method="pm_card_visa")
    assert (error.code, error.param) == ("resource_missing", "customer")
    assert api.get("/v1/payment_methods").data == []
