"""Payment intents: from the wish to be paid until the money is there or the wish is given up."""

from __future__ import annotations

import pytest

from tests.payments.conftest import settled
from tests.support.client import Api
from tests.support.clocks import DAY
from tests.support.given import payment

NOTHING_TO_CHARGE = (
    "The amount must be greater than or equal to the minimum charge amount allowed for your account and the"
    " currency set (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to"
    " save a Payment Method for future use without an immediate payment, use a Setup Intent instead:"
    " https://docs.stripe.com/payments/setup-intents"
)
AUTOMATIC = {"enabled": True, "allow_redirects": "never"}


# -- creation ------------------------------------------------------------------------------------------------


def test_a_new_intent_has_all_its_defaults(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd")

    assert intent.id.startswith("pi_") and intent.client_secret.startswith(f"{intent.id}_secret_")
    assert len(intent.client_secret.rpartition("_")[2]) == 25
    assert intent.status == "requires_payment_method"
    assert (intent.amount, intent.amount_capturable, intent.amount_received, intent.amount_details) == (
        2000,
        0,
        0,
        {"tip": {}},
    )
    assert (intent.capture_method, intent.confirmation_method, intent.livemode) == (
        "automatic_async",
        "automatic",
        False,
    )
    assert intent.automatic_payment_methods == {"enabled": True, "allow_redirects": "always"}
    assert "card" in intent.payment_method_types
    assert intent.payment_method_options["card"] == {
        "installments": None,
        "mandate_options": None,
        "network": None,
        "request_three_d_secure": "automatic",
    }
    assert intent.metadata == {}
    nothing = (
        "canceled_at cancellation_reason customer description last_payment_error latest_charge next_action"
        " payment_method shipping"
    )
    assert [name for name in nothing.split() if intent[name] is not None] == []
    assert api.happened() == ["payment_intent.created"]
    assert api.get(f"/v1/payment_intents/{intent.id}") == intent


def test_kinds_of_methods_that_are_named_turn_automatic_ones_off(api):
    intent = api.post(
        "/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card", "us_bank_account"]
    )

    assert (intent.automatic_payment_methods, intent.payment_method_types) == (
        None,
        ["card", "us_bank_account"],
    )


def test_a_kind_of_method_that_nobody_knows_is_refused(api):
    error = api.refused(
        "POST", "/v1/payment_intents", 400, amount=2000, currency="usd", payment_method_types=["barter"]
    )

    assert error.param == "payment_method_types"
    assert error.message.startswith('The payment method type "barter" is invalid.')


def test_an_intent_with_a_method_waits_for_its_confirmation(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method="pm_card_visa",
        payment_method_types=["card"],
    )

    assert intent.status == "requires_confirmation"
    assert intent.payment_method.startswith("pm_") and intent.payment_method != "pm_card_visa"
    assert api.get(f"/v1/payment_methods/{intent.payment_method}").card.last4 == "4242"


@pytest.mark.parametrize(
    ("amount", "currency", "code", "message"),
    [
        (0, "usd", "parameter_invalid_integer", NOTHING_TO_CHARGE),
        (-5, "usd", "parameter_invalid_integer", "This value must be greater than or equal to 1."),
        (49, "usd", "amount_too_small", "Amount must be at least $0.50 usd"),
        (29, "gbp", "amount_too_small", "Amount must be at least £0.30 gbp"),
        (49, "jpy", "amount_too_small", "Amount must be at least ¥50 jpy"),
        (100_000_000, "usd", "amount_too_large", "Amount must be no more than $999,999.99"),
        (
            10**12,
            "idr",
            "amount_too_large",
            "This value must be less than or equal to 999999999999 (it currently is '1000000000000').",
        ),
    ],
)
def test_amounts_that_no_network_moves_are_refused(api, amount, currency, code, message):
    error = api.refused("POST", "/v1/payment_intents", 400, amount=amount, currency=currency)

    assert (error.type, error.code, error.param, error.message) == (
        "invalid_request_error",
        code,
        "amount",
        message,
    )
    assert api.get("/v1/payment_intents").data == []


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        (50, "usd"),
        (40, "gbp"),
        (99_999_999, "usd"),
        (80, "jpy"),
        (1100, "mxn"),
        (20_000, "huf"),
        (1010, "kwd"),
        (50, "eur"),
    ],
)
def test_the_least_and_the_most(api, amount, currency):
    assert api.post("/v1/payment_intents", amount=amount, currency=currency.upper()).currency == currency


@pytest.mark.parametrize(("amount", "currency"), [(1015, "kwd"), (10_050, "isk"), (1_000_050, "ugx")])
def test_coins_that_are_not_minted_cannot_be_charged(api, amount, currency):
    assert api.refused("POST", "/v1/payment_intents", 400, amount=amount, currency=currency).param == "amount"


def test_a_foreign_amount_must_be_worth_the_least_at_home(api):
    error = api.refused("POST", "/v1/payment_intents", 400, amount=50, currency="jpy")  # a third of a dollar

    assert (error.code, error.param) == ("amount_too_small", "amount")
    assert "must convert to at least 50 cents" in error.message


@pytest.mark.parametrize(
    ("missing", "sent"),
    [("amount", {"currency": "usd"}), ("currency", {"amount": 2000})],
    ids=["amount", "currency"],
)
def test_amount_and_currency_are_required(api, missing, sent):
    error = api.refused("POST", "/v1/payment_intents", 400, **sent)

    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        missing,
        f"Missing required param: {missing}.",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("off_session", True),
        ("return_url", "https://example.com"),
        ("error_on_requires_action", True),
        ("use_stripe_sdk", True),
    ],
)
def test_some_parameters_belong_to_a_confirmation(api, name, value):
    error = api.refused("POST", "/v1/payment_intents", 400, amount=2000, currency="usd", **{name: value})

    assert error.param == name
    assert (
        error.message
        == f"The parameter `{name}` cannot be passed when creating a PaymentIntent unless `confirm` is set to"
        " true."
    )


def test_who_does_not_exist_pays_nothing(api):
    error = api.refused(
        "POST", "/v1/payment_intents", 400, amount=2000, currency="usd", customer="cus_nobody"
    )

    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "customer",
        "No such customer: 'cus_nobody'",
    )


def test_a_method_that_does_not_exist_pays_nothing(api):
    error = api.refused("POST", "/v1/payment_intents", 400, **payment(method="pm_nothing"))

    assert (error.code, error.param) == ("resource_missing", "payment_method")
    assert error.message.startswith(
        "No such PaymentMethod: 'pm_nothing'; It's possible this PaymentMethod exists on one of your"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("statement_descriptor_suffix", "A" * 23),
        ("statement_descriptor_suffix", "A <B>"),
        ("statement_descriptor_suffix", "12345"),
        ("statement_descriptor", "SHOP"),  # cards take a suffix only
    ],
)
def test_what_no_bank_statement_can_show_is_refused(api, name, text):
    sent = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"], name: text}

    assert api.refused("POST", "/v1/payment_intents", 400, **sent).param == name


def test_a_whole_descriptor_is_refused_once_a_card_is_to_pay(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        statement_descriptor="SHOP",
        automatic_payment_methods=AUTOMATIC,
    )

    error = api.refused(
        "POST", f"/v1/payment_intents/{intent.id}/confirm", 400, payment_method="pm_card_visa"
    )

    assert (error.param, error.payment_intent.status) == ("statement_descriptor", "requires_payment_method")


def test_older_versions_have_their_defaults(api):
    def created(version: str):
        sent = {"amount": 2000, "currency": "usd"}
        return api.request("POST", "/v1/payment_intents", sent, headers={"Stripe-Version": version}).json

    assert created("2023-10-16").capture_method == "automatic"
    assert created("2024-04-10").capture_method == "automatic_async"
    assert created("2022-11-15").payment_method_types == ["card"]
    assert created("2023-10-16").automatic_payment_methods.enabled is True


# -- success -------------------------------------------------------------------------------------------------


def test_a_confirmed_payment_succeeds_at_once(api, pay):
    intent = pay(2000, expand=["latest_charge"])

    assert (intent.status, intent.amount_received, intent.amount_capturable) == ("succeeded", 2000, 0)
    charge = intent.latest_charge
    assert (charge.status, charge.paid, charge.captured, charge.amount_captured) == (
        "succeeded",
        True,
        True,
        2000,
    )
    assert (charge.payment_intent, charge.payment_method) == (intent.id, intent.payment_method)
    assert charge.outcome.seller_message == "Payment complete."
    assert (charge.outcome.network_status, charge.outcome.type) == ("approved_by_network", "authorized")
    assert charge.payment_method_details.card.checks.cvc_check == "pass"
    assert charge.payment_method_details.card.amount_authorized == 2000
    assert api.happened()[:3] == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]


def test_the_money_arrives_a_moment_after_an_asynchronous_capture(api, pay):
    intent = pay(2000, expand=["latest_charge"])
    assert intent.latest_charge.balance_transaction is None

    charge = settled(api, intent.latest_charge.id)

    transaction = charge.balance_transaction
    assert (transaction.amount, transaction.fee, transaction.net, transaction.source) == (
        2000,
        88,
        1912,
        charge.id,
    )
    succeeded = api.get("/v1/events", type="charge.succeeded").data[0]
    assert succeeded["data"]["object"]["balance_transaction"] is None
    updated = api.get("/v1/events", type="charge.updated").data[0]
    assert updated["data"]["object"]["balance_transaction"] == transaction.id
    assert updated["data"]["previous_attributes"] == {"balance_transaction": None}
    assert updated["request"] == {"id": None, "idempotency_key": None}


def test_the_money_is_there_at_once_when_capture_is_automatic(api, pay):
    intent = pay(2000, capture_method="automatic", expand=["latest_charge.balance_transaction"])

    assert intent.latest_charge.balance_transaction.net == 1912
    assert "charge.updated" not in api.happened()


def test_creation_and_confirmation_in_two_calls(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", automatic_payment_methods=AUTOMATIC)

    confirmed = api.post(f"/v1/payment_intents/{intent.id}/confirm", payment_method="pm_card_mastercard")

    assert confirmed.status == "succeeded"
    created = api.get("/v1/events", type="payment_intent.created").data[0]
    assert created["data"]["object"]["status"] == "requires_payment_method"


def test_an_update_gives_the_method_and_a_confirmation_takes_it(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card"])

    updated = api.post(f"/v1/payment_intents/{intent.id}", payment_method="pm_card_visa")
    assert updated.status == "requires_confirmation"
    assert api.post(f"/v1/payment_intents/{intent.id}/confirm").status == "succeeded"


def test_the_currency_can_be_changed_but_not_unset(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card"])

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}", 400, currency="")

    assert (error.code, error.param) == ("parameter_invalid_empty", "currency")
    assert api.post(f"/v1/payment_intents/{intent.id}", currency="eur").currency == "eur"


@pytest.mark.parametrize("path", ["payment_intents", "setup_intents"])
def test_an_empty_list_of_types_changes_nothing(api, path):
    sent = {"amount": 2000, "currency": "usd"} if path == "payment_intents" else {}
    intent = api.post(f"/v1/{path}", **sent, payment_method_types=["card"])

    updated = api.post(f"/v1/{path}/{intent.id}", payment_method_types="")

    assert updated == intent


@pytest.mark.parametrize("token", ["tok_visa", "tok_mastercard"])
def test_data_of_a_method_pay_as_well(api, pay, token):
    intent = pay(
        method=None,
        payment_method_data={"type": "card", "card": {"token": token}, "billing_details": {"name": "Ada"}},
        expand=["payment_method", "latest_charge"],
    )

    assert intent.payment_method.card.brand == token.removeprefix("tok_")
    assert intent.latest_charge.billing_details.name == "Ada"


def test_what_the_intent_tells_is_copied_to_the_charge_once(api, pay):
    told = {
        "description": "Two tickets",
        "metadata": {"order": "17"},
        "receipt_email": "ada@example.com",
        "shipping": {"name": "Ada", "address": {"line1": "1 Main St", "country": "US"}},
        "statement_descriptor_suffix": "TICKETS",
        "transfer_group": "orders",
    }
    intent = pay(**told, expand=["latest_charge"])
    charge = intent.latest_charge

    assert (charge.description, charge.metadata, charge.receipt_email) == (
        "Two tickets",
        {"order": "17"},
        "ada@example.com",
    )
    assert (charge.shipping.name, charge.shipping.address.line1, charge.transfer_group) == (
        "Ada",
        "1 Main St",
        "orders",
    )
    assert charge.calculated_statement_descriptor.endswith("* TICKETS")
    api.post(f"/v1/payment_intents/{intent.id}", metadata={"order": "18"}, description="None")
    assert api.get(f"/v1/charges/{charge.id}").metadata == {"order": "17"}


def test_everything_about_a_payment_expands(api, pay):
    customer = api.post("/v1/customers", email="ada@example.com")
    intent = pay(customer=customer.id, capture_method="automatic")

    shown = api.get(
        f"/v1/payment_intents/{intent.id}",
        expand=["customer", "payment_method", "latest_charge.balance_transaction.source"],
    )

    assert (shown.customer.email, shown.payment_method.card.brand) == ("ada@example.com", "visa")
    assert shown.latest_charge.balance_transaction.source.id == intent.latest_charge
    listed = api.get("/v1/payment_intents", expand=["data.latest_charge"]).data[0]
    assert listed["latest_charge"]["amount"] == 2000


# -- refusals of a confirmation ------------------------------------------------------------------------------


def confirm(api: Api, intent, **params):
    """A confirmation that is refused with 400: the error, after a look that nothing has changed."""
    before = api.get(f"/v1/payment_intents/{intent.id}")
    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/confirm", 400, **params)
    assert error.payment_intent == before == api.get(f"/v1/payment_intents/{intent.id}")
    return error


def test_a_confirmation_needs_a_method(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card"])

    error = confirm(api, intent)

    assert error.code == "payment_intent_unexpected_state"
    assert (
        error.message
        == "You cannot confirm this PaymentIntent because it's missing a payment method. You can either"
        " update the PaymentIntent with a payment method and then confirm it again, or confirm it again"
        " directly with a payment method or ConfirmationToken."
    )


def test_what_succeeded_cannot_be_confirmed_again(api, pay):
    error = confirm(api, pay())

    assert error.code == "payment_intent_unexpected_state"
    assert (
        error.message
        == "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
        " confirmed."
    )


def test_what_was_canceled_cannot_be_confirmed(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd")
    api.post(f"/v1/payment_intents/{intent.id}/cancel")

    error = confirm(api, intent, payment_method="pm_card_visa")

    assert error.code == "payment_intent_unexpected_state"
    assert (
        error.message
        == "You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent"
        " with one of the following statuses may be confirmed: requires_confirmation, requires_action."
    )


def test_without_a_method_the_customers_default_source_pays(api, pay):
    customer = api.post("/v1/customers", source="tok_mastercard")
    waiting = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method_types=["card"],
        customer=customer.id,
    )

    for paid in (
        pay(method=None, customer=customer.id),
        api.post(f"/v1/payment_intents/{waiting.id}/confirm"),
    ):
        assert (paid.status, paid.payment_method) == ("succeeded", customer.default_source)


def test_automatic_methods_that_may_redirect_need_a_return_url(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method="pm_card_visa")

    error = confirm(api, intent, setup_future_usage="off_session")

    assert error.message.startswith(
        "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some"
        " of these payment methods might redirect your customer off of your page, you must provide a"
        " `return_url`."
    )
    assert api.get("/v1/charges").data == []
    paid = api.post(f"/v1/payment_intents/{intent.id}/confirm", return_url="https://example.com/done")
    assert paid.status == "succeeded"


def test_a_refused_creation_leaves_nothing(api):
    # Refused, since a `return_url` is missing.
    error = api.refused(
        "POST",
        "/v1/payment_intents",
        400,
        amount=2000,
        currency="usd",
        payment_method="pm_card_visa",
        confirm=True,
    )

    assert "payment_intent" not in error
    assert (
        api.get("/v1/payment_intents").data
        == api.get("/v1/events").data
        == api.get("/v1/payment_methods").data
        == []
    )


def test_a_method_pays_for_its_customer_only(api):
    owner, other = api.post("/v1/customers"), api.post("/v1/customers")
    method = api.post("/v1/payment_methods/pm_card_visa/attach", customer=owner.id)
    nobodys = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card"])
    others = api.post(
        "/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["card"], customer=other.id
    )

    assert (
        confirm(api, nobodys, payment_method=method.id).message
        == f"The payment_method parameter supplied {method.id} belongs to the Customer {owner.id}. Please"
        " include the Customer in the customer parameter on the PaymentIntent."
    )
    error = confirm(api, others, payment_method=method.id)
    assert error.param == "payment_method"
    assert (
        error.message
        == f"The PaymentMethod {method.id} does not belong to the Customer you supplied {other.id}. Please"
        " use this PaymentMethod with the Customer that it belongs to instead."
    )


def test_a_method_of_a_kind_that_the_intent_does_not_take_is_refused(api):
    intent = api.post(
        "/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["us_bank_account"]
    )

    error = confirm(api, intent, payment_method="pm_card_visa")

    assert error.code == "payment_intent_incompatible_payment_method"
    assert (
        "(card) is not allowed for this PaymentIntent" in error.message and "us_bank_account" in error.message
    )


def test_a_method_nobody_holds_pays_once(api, pay):
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_visa"})
    pay(method=method.id)

    error = api.refused("POST", "/v1/payment_intents", 400, **payment(method=method.id))

    assert (
        error.message
        == "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment,"
        " shared with a connected account without Customer attachment, or was detached from a Customer. It"
        " may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer"
        " first."
    )
    assert len(api.get("/v1/payment_intents").data) == 1


def test_future_payments_are_not_agreed_to_by_those_who_are_not_there(api):
    customer = api.post("/v1/customers")
    sent = payment(customer=customer.id, off_session=True, setup_future_usage="off_session")

    assert api.refused("POST", "/v1/payment_intents", 400, **sent).param == "off_session"


@pytest.mark.parametrize(
    "params",
    [
        lambda id: {"application_fee_amount": 100},
        lambda id: {"on_behalf_of": id},
        lambda id: {"transfer_data": {"destination": id}},
    ],
    ids=["fee", "on_behalf_of", "transfer"],
)
def test_payments_for_connected_accounts_say_they_are_not_there_yet(api, params):
    connected = api.post("/v1/accounts", type="express").id
    error = api.refused("POST", "/v1/payment_intents", 501, **payment(), **params(connected))

    assert error.code == "not_implemented"
    assert api.get("/v1/payment_intents").data == []


# -- keeping the method --------------------------------------------------------------------------------------


@pytest.mark.parametrize("usage", ["on_session", "off_session"])
def test_a_payment_can_keep_its_method_for_the_customer(api, pay, usage):
    customer = api.post("/v1/customers")

    intent = pay(customer=customer.id, setup_future_usage=usage)

    method = api.get(f"/v1/payment_methods/{intent.payment_method}")
    assert (method.customer, method.card.checks.cvc_check) == (customer.id, "pass")
    assert api.happened()[1:5] == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_method.attached",
        "payment_intent.succeeded",
    ]
    again = pay(method=method.id, customer=customer.id, off_session=True)
    assert (again.status, again.payment_method) == ("succeeded", method.id)


def test_options_of_cards_decide_for_cards(api, pay):
    customer = api.post("/v1/customers")

    kept = pay(customer=customer.id, payment_method_options={"card": {"setup_future_usage": "off_session"}})
    not_kept = pay(
        customer=customer.id,
        setup_future_usage="off_session",
        payment_method_options={"card": {"setup_future_usage": "none"}},
    )
    held = pay(payment_method_options={"card": {"capture_method": "manual"}})

    assert api.get(f"/v1/payment_methods/{kept.payment_method}").customer == customer.id
    assert api.get(f"/v1/payment_methods/{not_kept.payment_method}").customer is None
    assert (held.status, held.payment_method_options.card.capture_method) == ("requires_capture", "manual")


def test_without_being_told_to_a_payment_keeps_nothing(api, pay):
    customer = api.post("/v1/customers")

    intent = pay(customer=customer.id)

    assert api.get(f"/v1/payment_methods/{intent.payment_method}").customer is None
    assert api.get(f"/v1/customers/{customer.id}/payment_methods").data == []


# -- changing and canceling ----------------------------------------------------------------------------------


def test_an_open_intent_can_be_changed_without_an_event(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", metadata={"a": "1", "b": "2"})

    changed = api.post(
        f"/v1/payment_intents/{intent.id}", amount=2500, metadata={"a": None, "c": "3"}, description="Later"
    )

    assert (changed.amount, changed.metadata, changed.description) == (2500, {"b": "2", "c": "3"}, "Later")
    assert api.happened() == ["payment_intent.created"]
    assert api.refused("POST", f"/v1/payment_intents/{intent.id}", 400, amount=0).param == "amount"


@pytest.mark.parametrize(("name", "value"), [("amount", 2500), ("currency", "eur")])
def test_what_was_paid_cannot_be_changed(api, pay, name, value):
    intent = pay()

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}", 400, **{name: value})

    assert (error.code, error.param, error.payment_intent.id) == (
        "payment_intent_unexpected_state",
        name,
        intent.id,
    )
    assert (
        error.message
        == f"This PaymentIntent's {name} could not be updated because it has a status of succeeded. You may"
        f" only update the {name} of a PaymentIntent with one of the following statuses:"
        " requires_payment_method, requires_confirmation, requires_action."
    )


def test_notes_can_be_changed_for_ever(api, pay):
    intent = pay()

    changed = api.post(
        f"/v1/payment_intents/{intent.id}",
        metadata={"k": "v"},
        description="Paid",
        receipt_email="ada@example.com",
    )

    assert (changed.metadata, changed.description, changed.receipt_email) == (
        {"k": "v"},
        "Paid",
        "ada@example.com",
    )


@pytest.mark.parametrize("reason", [None, "duplicate", "fraudulent", "requested_by_customer", "abandoned"])
def test_an_open_intent_can_be_canceled(api, reason):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd")

    canceled = api.post(
        f"/v1/payment_intents/{intent.id}/cancel", **({"cancellation_reason": reason} if reason else {})
    )

    assert (canceled.status, canceled.cancellation_reason) == ("canceled", reason)
    assert canceled.canceled_at >= intent.created
    assert api.happened() == ["payment_intent.created", "payment_intent.canceled"]


def test_what_was_paid_cannot_be_canceled(api, pay):
    intent = pay()

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/cancel", 400)

    assert (error.code, error.payment_intent.status) == ("payment_intent_unexpected_state", "succeeded")
    assert (
        error.message
        == "You cannot cancel this PaymentIntent because it has a status of succeeded. Only a PaymentIntent"
        " with one of the following statuses may be canceled: requires_payment_method, requires_capture,"
        " requires_confirmation, requires_action, processing."
    )


def test_only_the_reasons_there_are(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd")

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/cancel", 400, cancellation_reason="boredom")

    assert (
        error.message == "Invalid cancellation_reason: must be one of abandoned, duplicate, fraudulent, or"
        " requested_by_customer"
    )


# -- holding and capturing -----------------------------------------------------------------------------------


def test_manual_capture_holds_the_money_until_it_is_taken(api, pay):
    intent = pay(2000, capture_method="manual", expand=["latest_charge"])

    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 2000, 0)
    held = intent.latest_charge
    assert (held.status, held.paid, held.captured, held.amount_captured) == ("succeeded", True, False, 0)
    assert held.balance_transaction is None
    assert held.payment_method_details.card.capture_before == held.created + 7 * DAY

    captured = api.post(
        f"/v1/payment_intents/{intent.id}/capture", expand=["latest_charge.balance_transaction"]
    )

    assert (captured.status, captured.amount_capturable, captured.amount_received) == ("succeeded", 0, 2000)
    assert (captured.latest_charge.captured, captured.latest_charge.balance_transaction.net) == (True, 1912)
    assert api.happened() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
    ]


def test_a_part_is_taken_and_the_rest_let_go(api, pay):
    intent = pay(2000, capture_method="manual")

    captured = api.post(
        f"/v1/payment_intents/{intent.id}/capture",
        amount_to_capture=1500,
        expand=["latest_charge.balance_transaction"],
    )

    assert (captured.amount, captured.amount_received, captured.amount_capturable) == (2000, 1500, 0)
    charge = captured.latest_charge
    assert (charge.amount, charge.amount_captured, charge.amount_refunded) == (2000, 1500, 500)
    assert (charge.balance_transaction.amount, charge.balance_transaction.fee) == (1500, 74)


@pytest.mark.parametrize(
    ("amount", "code", "param"),
    [(2001, "amount_too_large", "amount_to_capture"), (0, "parameter_invalid_integer", "amount")],
)
def test_no_more_than_is_held_and_no_less_than_something(api, pay, amount, code, param):
    intent = pay(2000, capture_method="manual")

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/capture", 400, amount_to_capture=amount)

    assert (error.code, error.param) == (code, param)
    assert api.get(f"/v1/payment_intents/{intent.id}") == intent


def test_a_negative_amount_cannot_be_taken(api, pay):
    intent = pay(2000, capture_method="manual")

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/capture", 400, amount_to_capture=-1)

    assert (error.message, error.param) == ("Invalid non-negative integer", "amount_to_capture")


def test_only_what_is_held_can_be_captured(api, pay):
    waiting = api.post("/v1/payment_intents", amount=2000, currency="usd")

    error = api.refused("POST", f"/v1/payment_intents/{waiting.id}/capture", 400)

    assert error.code == "payment_intent_unexpected_state"
    assert (
        error.message
        == "This PaymentIntent could not be captured because it has a status of requires_payment_method. Only"
        " a PaymentIntent with one of the following statuses may be captured: requires_capture."
    )
    error = api.refused("POST", f"/v1/payment_intents/{pay().id}/capture", 400)
    assert (error.code, "already been captured" in error.message) == ("payment_intent_unexpected_state", True)


def test_canceling_lets_go_of_what_was_held(api, pay):
    intent = pay(2000, capture_method="manual")

    canceled = api.post(f"/v1/payment_intents/{intent.id}/cancel", expand=["latest_charge"])

    assert (canceled.status, canceled.amount_capturable, canceled.amount_received) == ("canceled", 0, 0)
    assert (canceled.latest_charge.refunded, canceled.latest_charge.amount_captured) == (True, 0)
    assert api.get("/v1/balance_transactions").data == []
    assert api.happened()[2:] == [
        "payment_intent.amount_capturable_updated",
        "charge.refunded",
        "payment_intent.canceled",
    ]


def test_a_hold_lasts_a_week(api, wall):
    intent = api.post("/v1/payment_intents", **payment(capture_method="manual"))

    wall.advance(to=intent.created + 7 * DAY - 1)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_capture"
    wall.advance(seconds=1)

    expired = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (expired.status, expired.cancellation_reason, expired.amount_capturable) == (
        "canceled",
        "automatic",
        0,
    )
    assert expired.canceled_at == intent.created + 7 * DAY
    assert (expired.latest_charge.refunded, expired.latest_charge.captured) == (True, False)
    assert api.happened()[-2:] == ["charge.expired", "payment_intent.canceled"]


def test_what_was_captured_in_time_does_not_expire(api, wall):
    intent = api.post("/v1/payment_intents", **payment(capture_method="manual"))
    api.post(f"/v1/payment_intents/{intent.id}/capture")

    wall.advance(days=8)

    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"


SEVERAL = {
    "capture_method": "manual",
    "payment_method_options": {"card": {"request_multicapture": "if_available"}},
}


def test_a_payment_can_be_captured_several_times(api, pay):
    intent = pay(1000, **SEVERAL, expand=["latest_charge"])
    assert intent.latest_charge.payment_method_details.card.multicapture == {"status": "available"}
    path = f"/v1/payment_intents/{intent.id}/capture"

    first = api.post(path, amount_to_capture=700, final_capture=False, expand=["latest_charge"])
    last = api.post(path, amount_to_capture=200, expand=["latest_charge"])

    assert (first.status, first.amount_capturable, first.amount_received) == ("requires_capture", 300, 700)
    assert (
        first.latest_charge.amount_captured,
        first.latest_charge.amount_refunded,
        first.latest_charge.captured,
    ) == (700, 0, False)
    assert (last.status, last.amount_capturable, last.amount_received) == ("succeeded", 0, 900)
    assert (
        last.latest_charge.amount_captured,
        last.latest_charge.amount_refunded,
        last.latest_charge.captured,
    ) == (900, 0, True)
    written = api.get("/v1/balance_transactions", source=last.latest_charge.id).data
    assert [one["amount"] for one in written] == [200, 700]
    assert api.happened()[3:] == [
        "charge.updated",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
    ]
    told = api.get("/v1/events", type="payment_intent.amount_capturable_updated").data[0]
    assert told["data"]["object"]["amount_capturable"] == 300


def test_several_captures_must_have_been_asked_for(api, pay):
    intent = pay(1000, capture_method="manual")

    error = api.refused(
        "POST", f"/v1/payment_intents/{intent.id}/capture", 400, amount_to_capture=700, final_capture=False
    )

    assert (error.param, error.payment_intent) == ("final_capture", intent)


def test_the_rest_of_several_captures_is_let_go(api, pay):
    by_capture, by_cancel = pay(1000, **SEVERAL), pay(1000, **SEVERAL)
    for intent in (by_capture, by_cancel):
        api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=700, final_capture=False)

    ends = [
        api.post(f"/v1/payment_intents/{by_capture.id}/capture", amount_to_capture=0),
        api.post(f"/v1/payment_intents/{by_cancel.id}/cancel"),
    ]

    assert [(one.status, one.amount_received, one.amount_capturable) for one in ends] == [
        ("succeeded", 700, 0)
    ] * 2


def test_what_was_captured_in_part_has_succeeded_after_a_week(api, wall):
    intent = api.post("/v1/payment_intents", **payment(1000, **SEVERAL))
    api.post(f"/v1/payment_intents/{intent.id}/capture", amount_to_capture=700, final_capture=False)

    wall.advance(days=7)

    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"
    assert api.happened(type="payment_intent.succeeded") and api.happened(type="charge.captured")


def test_fifty_captures_are_enough(api, pay):
    path = f"/v1/payment_intents/{pay(10_000, **SEVERAL).id}/capture"
    for _ in range(49):
        api.post(path, amount_to_capture=100, final_capture=False)

    assert api.refused("POST", path, 400, amount_to_capture=100, final_capture=False).param == "final_capture"
    assert api.post(path, amount_to_capture=100).amount_received == 5000


# -- lists and search ----------------------------------------------------------------------------------------


def test_intents_are_listed_by_customer_and_time(api):
    customer = api.post("/v1/customers")
    first = api.post("/v1/payment_intents", amount=2000, currency="usd", customer=customer.id)
    second = api.post("/v1/payment_intents", amount=3000, currency="usd")

    assert [one["id"] for one in api.get("/v1/payment_intents").data] == [second.id, first.id]
    assert [one["id"] for one in api.get("/v1/payment_intents", customer=customer.id).data] == [first.id]
    assert api.get("/v1/payment_intents", created={"gt": second.created}).data == []
    error = api.refused("GET", "/v1/payment_intents", 400, customer="cus_nobody")
    assert (error.code, error.param) == ("resource_missing", "customer")


def test_intents_are_found_by_what_they_are(api, pay):
    paid = pay(2000, metadata={"order": "17"})
    api.post("/v1/payment_intents", amount=5000, currency="usd")

    def found(query: str) -> list[str]:
        return [one["id"] for one in api.get("/v1/payment_intents/search", query=query).data]

    assert found("status:'succeeded'") == [paid.id]
    assert found("metadata['order']:'17' AND amount<3000") == [paid.id]
    assert found("amount>10000") == []


def test_what_does_not_exist_is_not_found(api):
    error = api.refused("GET", "/v1/payment_intents/pi_nothing", 404)

    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "intent",
        "No such payment_intent: 'pi_nothing'",
    )
    assert api.refused("POST", "/v1/payment_intents/pi_nothing/confirm", 404).param == "intent"


def test_another_sandbox_knows_nothing_of_it(api, pay):
    assert api.other().refused("GET", f"/v1/payment_intents/{pay().id}", 404).code == "resource_missing"


def test_a_customer_who_is_gone_pays_nothing(api):
    customer = api.post("/v1/customers")
    sent = {
        "amount": 2000,
        "currency": "usd",
        "payment_method_types": ["card"],
        "setup_future_usage": "off_session",
    }
    intent = api.post("/v1/payment_intents", customer=customer.id, **sent)
    api.delete(f"/v1/customers/{customer.id}")

    error = api.refused("POST", f"/v1/payment_intents/{intent.id}/confirm", payment_method="pm_card_visa")
    assert (error.code, error.message) == ("resource_missing", f"No such customer: '{customer.id}'")
    assert api.get("/v1/charges").data == api.get("/v1/payment_methods").data == []


@pytest.mark.parametrize("name", ["customer", "payment_method"])
def test_who_pays_and_with_what_cannot_be_unset(api, name):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method="pm_card_visa",
        customer=api.post("/v1/customers").id,
    )

    for path, sent in (
        (f"/v1/payment_intents/{intent.id}", {}),
        ("/v1/payment_intents", {"amount": 2000, "currency": "usd"}),
    ):
        error = api.refused("POST", path, **sent, **{name: ""})
        assert (error.code, error.param) == ("parameter_invalid_empty", name)
        assert error.message.startswith(f"You passed an empty string for '{name}'.")
    assert api.get(f"/v1/payment_intents/{intent.id}") == intent
