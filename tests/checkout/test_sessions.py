"""Checkout sessions: what can be sold, what it costs, and how a session ends."""

from __future__ import annotations

import pytest

HOME = "https://example.com/done?session={CHECKOUT_SESSION_ID}"


def item(amount=2000, quantity=1, **more):
    return {
        "price_data": {"currency": "usd", "unit_amount": amount, "product_data": {"name": "Tea"}, **more},
        "quantity": quantity,
    }


def opened(api, *items, mode="payment", **params):
    return api.post(
        "/v1/checkout/sessions", mode=mode, success_url=HOME, line_items=list(items) or [item()], **params
    )


def pay(api, session, method="pm_card_visa", status=200):
    answer = api.request("POST", f"/v1/payment_pages/{session.id}/confirm", {"payment_method": method})
    assert answer.status == status, answer.body
    return answer.json if status == 200 else answer.json.error


def test_a_new_session_waits_for_its_buyer(api):
    session = opened(api)
    assert (session.status, session.payment_status, session.mode, session.ui_mode) == (
        "open",
        "unpaid",
        "payment",
        "hosted",
    )
    assert (session.amount_subtotal, session.amount_total, session.currency) == (2000, 2000, "usd")
    assert len(session.id) == 66 and session.id.startswith("cs_test_a1")
    assert session.url.endswith(session.id)
    assert (session.payment_intent, session.customer, session.customer_details, session.client_secret) == (
        None,
        None,
        None,
        None,
    )
    assert session.expires_at == session.created + 86400
    assert session.customer_creation == "if_required"
    assert "line_items" not in session
    assert api.get(f"/v1/checkout/sessions/{session.id}") == session
    assert [one.id for one in api.get("/v1/checkout/sessions").data] == [session.id]


def test_a_paid_session_has_its_payment(api):
    session = opened(api, payment_intent_data={"description": "Tea", "metadata": {"order": "7"}})
    done = pay(api, session)
    assert (done.status, done.payment_status, done.url) == ("complete", "paid", None)
    intent = api.get(f"/v1/payment_intents/{done.payment_intent}")
    assert (intent.status, intent.amount, intent.description, intent.metadata) == (
        "succeeded",
        2000,
        "Tea",
        {"order": "7"},
    )
    assert done.customer is None
    happened = api.happened()
    assert happened.index("payment_intent.succeeded") < happened.index("checkout.session.completed")
    assert pay(api, session, status=400)["type"] == "invalid_request_error"


def test_only_an_embedded_page_says_whether_it_leads_back(api):
    assert "redirect_on_completion" not in opened(api)
    embedded = api.post(
        "/v1/checkout/sessions", mode="payment", ui_mode="embedded", return_url=HOME, line_items=[item()]
    )
    assert embedded.redirect_on_completion == "always"


def test_a_decline_leaves_the_session_open(api):
    session = opened(api)
    error = pay(api, session, "pm_card_chargeDeclined", 402)
    assert (error.code, error.decline_code) == ("card_declined", "generic_decline")
    still = api.get(f"/v1/checkout/sessions/{session.id}")
    assert (still.status, still.payment_status) == ("open", "unpaid")
    done = pay(api, session)
    assert done.payment_intent == error.payment_intent["id"]
    assert done.status == "complete"


def test_a_customer_is_created_where_that_is_asked_for(api):
    method = api.post(
        "/v1/payment_methods",
        type="card",
        card={"token": "tok_visa"},
        billing_details={"email": "a@b.co", "name": "Ada"},
    )
    done = pay(api, opened(api, customer_creation="always"), method.id)
    customer = api.get(f"/v1/customers/{done.customer}")
    assert (customer.email, customer.name) == ("a@b.co", "Ada")
    assert (done.customer_details.email, done.customer_details.name) == ("a@b.co", "Ada")


def test_a_setup_session_keeps_a_card(api):
    customer = api.given.customer()
    session = api.post(
        "/v1/checkout/sessions", mode="setup", success_url=HOME, currency="usd", customer=customer.id
    )
    assert (session.amount_total, session.payment_status) == (None, "no_payment_required")
    assert session.id.startswith("cs_test_c1")
    done = pay(api, session)
    assert done.status == "complete"
    intent = api.get(f"/v1/setup_intents/{done.setup_intent}")
    assert (intent.status, intent.customer) == ("succeeded", customer.id)


def test_discounts_are_spread_over_the_items(api):
    """2 × 15.00 and 1 × 7.00 less ten percent: 37.00, 3.70, 33.30."""
    coupon = api.post("/v1/coupons", percent_off=10, duration="once")
    session = opened(api, item(1500, 2), item(700), discounts=[{"coupon": coupon.id}], expand=["line_items"])
    assert (session.amount_subtotal, session.total_details.amount_discount, session.amount_total) == (
        3700,
        370,
        3330,
    )
    assert [one.amount_discount for one in session.line_items.data] == [300, 70]
    pay(api, session)
    assert api.get(f"/v1/coupons/{coupon.id}").times_redeemed == 1


def test_taxes_are_added_or_contained(api):
    added = api.post("/v1/tax_rates", display_name="Tax", percentage=10, inclusive=False)
    contained = api.post("/v1/tax_rates", display_name="VAT", percentage=20, inclusive=True)
    session = opened(
        api, {**item(1000), "tax_rates": [added.id]}, {**item(1200), "tax_rates": [contained.id]}
    )
    assert (session.amount_subtotal, session.total_details.amount_tax, session.amount_total) == (
        2200,
        300,
        2300,
    )


def test_shipping_counts_from_the_start(api):
    rate = {
        "display_name": "Post",
        "type": "fixed_amount",
        "fixed_amount": {"amount": 500, "currency": "usd"},
    }
    session = opened(api, shipping_options=[{"shipping_rate_data": rate}])
    assert (session.amount_total, session.total_details.amount_shipping) == (2500, 500)
    assert session.shipping_cost.amount_total == 500


def test_items_are_listed(api):
    session = opened(api, item(100, 2), item(300))
    listed = api.get(f"/v1/checkout/sessions/{session.id}/line_items")
    assert [(one.amount_total, one.quantity, one.description) for one in listed.data] == [
        (200, 2, "Tea"),
        (300, 1, "Tea"),
    ]
    first = api.get(f"/v1/checkout/sessions/{session.id}/line_items", limit=1)
    assert (first.has_more, len(first.data)) == (True, 1)
    rest = api.get(f"/v1/checkout/sessions/{session.id}/line_items", starting_after=first.data[0].id)
    assert [one.amount_total for one in rest.data] == [300]


def test_an_expired_session_is_over(api):
    session = opened(api)
    gone = api.post(f"/v1/checkout/sessions/{session.id}/expire")
    assert (gone.status, gone.payment_status, gone.url) == ("expired", "unpaid", None)
    assert "checkout.session.expired" in api.happened()
    error = api.refused("POST", f"/v1/checkout/sessions/{session.id}/expire")
    assert error.message.startswith('Only Checkout Sessions with a status in ["open"] can be expired.')
    assert pay(api, session, status=400)


@pytest.mark.parametrize("action", ["cancel", "confirm"])
def test_the_payment_of_an_open_session_is_left_to_it(api, action):
    session = opened(api)
    pay(api, session, "pm_card_chargeDeclined", 402)
    path = f"/v1/payment_intents/{api.get(f'/v1/checkout/sessions/{session.id}').payment_intent}"
    error = api.refused("POST", f"{path}/{action}")
    assert (error.type, error.message) == (
        "invalid_request_error",
        "You cannot perform this action on PaymentIntents created by Checkout.",
    )
    assert api.get(path).status == "requires_payment_method"
    assert pay(api, session).payment_status == "paid"


def test_an_expired_session_cancels_its_payment(api):
    session = opened(api)
    pay(api, session, "pm_card_chargeDeclined", 402)
    gone = api.post(f"/v1/checkout/sessions/{session.id}/expire")
    assert api.get(f"/v1/payment_intents/{gone.payment_intent}").status == "canceled"


def test_an_authorization_of_a_complete_session_can_be_canceled(api):
    done = pay(api, opened(api, payment_intent_data={"capture_method": "manual"}))
    assert api.post(f"/v1/payment_intents/{done.payment_intent}/cancel").status == "canceled"


def test_the_setup_of_an_open_session_is_canceled_with_it(api):
    session = api.post("/v1/checkout/sessions", mode="setup", success_url=HOME, currency="usd")
    error = api.refused("POST", f"/v1/setup_intents/{session.setup_intent}/cancel")
    assert error.message == "You cannot perform this action on SetupIntents created by Checkout."
    api.post(f"/v1/checkout/sessions/{session.id}/expire")
    assert api.get(f"/v1/setup_intents/{session.setup_intent}").status == "canceled"


def test_a_session_expires_by_itself(api, wall):
    session = opened(api, expires_at=api.now + 1800)
    happened = wall.advance(hours=1)
    assert "checkout.session.expired" in happened
    assert api.get(f"/v1/checkout/sessions/{session.id}").status == "expired"


def test_authentication_completes_the_session_later(api):
    session = opened(api)
    waiting = pay(api, session, "pm_card_threeDSecure2Required")
    assert (waiting.status, waiting.payment_status) == ("open", "unpaid")
    intent = api.get(f"/v1/payment_intents/{waiting.payment_intent}")
    assert intent.status == "requires_action"


@pytest.mark.parametrize(
    ("params", "param", "text"),
    [
        ({"mode": "payment"}, "success_url", "Missing required param: success_url."),
        ({"success_url": HOME}, "mode", "Missing required param: mode."),
        ({"mode": "payment", "success_url": HOME}, "line_items", "Missing required param: line_items."),
        ({"mode": "setup", "success_url": HOME}, "currency", "Missing required param: currency."),
        ({"mode": "setup", "success_url": HOME, "line_items": [item()]}, "line_items",
         "You can not pass `line_items` in `setup` mode."),
        ({"mode": "subscription", "success_url": HOME, "line_items": [item()]}, "line_items",
         "You must provide at least one recurring"),
        ({"mode": "payment", "ui_mode": "embedded", "line_items": [item()]}, "return_url",
         "Missing required param: return_url."),
        ({"mode": "payment", "success_url": HOME, "line_items": [{"price": "price_none", "quantity": 1}]},
         "line_items[0][price]", "No such price"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(api, params, param, text):
    error = api.refused("POST", "/v1/checkout/sessions", **params)
    assert error.param == param
    assert error.message.startswith(text)


@pytest.mark.parametrize(
    ("mode", "name", "value", "text"),
    [
        ("subscription", "payment_intent_data", {"description": "x"},
         "You can not pass `payment_intent_data` in `subscription` mode."),
        ("setup", "payment_intent_data", {"description": "x"},
         "You can not pass `payment_intent_data` in `setup` mode."),
        ("payment", "subscription_data", {"description": "x"},
         "You can not pass `subscription_data` in `payment` mode."),
        ("payment", "setup_intent_data", {"description": "x"},
         "You can not pass `setup_intent_data` in `payment` mode."),
        ("subscription", "invoice_creation", {"enabled": True},
         "You can only enable invoice creation when `mode` is set to `payment`."),
    ],
)  # fmt: skip
def test_a_mode_takes_its_own_data_only(api, mode, name, value, text):
    rest = {"line_items": [item()]} if mode != "setup" else {"currency": "usd"}
    sent = {"mode": mode, "success_url": HOME, **rest, name: value}
    error = api.refused("POST", "/v1/checkout/sessions", **sent)
    assert (error.param, error.code) == (name, None)
    assert error.message.startswith(text)


def test_a_recurring_price_is_not_sold_in_payment_mode(api):
    error = api.refused(
        "POST",
        "/v1/checkout/sessions",
        mode="payment",
        success_url=HOME,
        line_items=[item(recurring={"interval": "month"})],
    )
    assert error.message.startswith("You specified `payment` mode but passed a recurring price.")


def test_too_little_is_refused(api):
    error = api.refused(
        "POST", "/v1/checkout/sessions", mode="payment", success_url=HOME, line_items=[item(10)]
    )
    assert (error.code, error.message) == (
        "amount_too_small",
        "The Checkout Session's total amount due must add up to at least $0.50 USD",
    )


def test_an_unknown_session_is_missing_in_words_of_its_own(api):
    error = api.refused("GET", "/v1/checkout/sessions/cs_test_none", 404)
    assert (error.code, error.message) == ("resource_missing", "No such checkout.session: cs_test_none")


@pytest.mark.parametrize(
    ("iban", "outcome", "status"),
    [
        ("DE89370400440532013000", "async_payment_succeeded", "paid"),
        ("DE62370400440532013001", "async_payment_failed", "unpaid"),
    ],
)
def test_a_bank_debit_completes_the_session_before_it_is_paid(api, wall, iban, outcome, status):
    euros = {
        "price_data": {"currency": "eur", "unit_amount": 2000, "product_data": {"name": "Tea"}},
        "quantity": 1,
    }
    session = opened(api, euros, payment_method_types=["sepa_debit"])
    who = {"email": "ada@example.com", "name": "Ada"}
    method = api.post(
        "/v1/payment_methods", type="sepa_debit", sepa_debit={"iban": iban}, billing_details=who
    )
    done = pay(api, session, method.id)
    assert (done.status, done.payment_status) == ("complete", "unpaid")
    assert f"checkout.session.{outcome}" in wall.advance(days=30)
    assert api.get(f"/v1/checkout/sessions/{session.id}").payment_status == status


def test_only_an_approved_payment_creates_the_customer(api):
    session = opened(api, customer_creation="always")
    pay(api, session, "pm_card_visa_chargeDeclined", 402)
    assert api.get("/v1/customers").data == []
    done = pay(api, session)
    [customer] = api.get("/v1/customers").data
    intent = api.get(f"/v1/payment_intents/{done.payment_intent}", expand=["latest_charge"])
    assert (done.customer, intent.customer, intent.latest_charge.customer) == (customer.id,) * 3


def test_a_bank_account_to_be_verified_completes_the_session(api, wall):
    session = opened(api, payment_method_types=["us_bank_account"])
    done = pay(api, session, "pm_usBankAccount_noAccount")
    assert (done.status, done.payment_status) == ("complete", "unpaid")
    api.post(f"/v1/payment_intents/{done.payment_intent}/verify_microdeposits", amounts=[32, 45])
    assert "checkout.session.async_payment_failed" in wall.advance(seconds=2)


def test_the_customer_is_updated_where_the_session_says_so(api):
    customer = api.post("/v1/customers", email="ada@example.com", name="Ada")
    who = {"name": "Ada Lovelace", "address": {"country": "GB", "postal_code": "W1"}}
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_visa"}, billing_details=who)
    session = opened(api, customer=customer.id, customer_update={"address": "auto"})
    pay(api, session, method.id)
    after = api.get(f"/v1/customers/{customer.id}")
    assert (after.name, after.address.postal_code) == ("Ada", "W1")


@pytest.mark.parametrize(
    ("params", "param"),
    [
        (
            {
                "custom_fields": [
                    {"key": key, "type": "text", "label": {"type": "custom", "custom": key}} for key in "abcd"
                ]
            },
            "custom_fields",
        ),
        ({"customer_update": {"name": "auto"}}, "customer_update"),
    ],
)
def test_what_is_asked_for_has_limits(api, params, param):
    sent = {"mode": "payment", "success_url": HOME, "line_items": [item()], **params}
    assert api.refused("POST", "/v1/checkout/sessions", **sent).param == param


def test_a_subscription_has_twenty_prices_of_a_kind(api):
    price = api.given.price(recurring={"interval": "month"}).id
    sent = {"mode": "subscription", "success_url": HOME, "line_items": [{"price": price, "quantity": 1}] * 21}
    assert api.refused("POST", "/v1/checkout/sessions", **sent).param == "line_items"
