"""What payments do at one version of the API and not at another."""

from __future__ import annotations

import pytest

from tests.support.given import payment

ACACIA, BASIL, DAHLIA, ENDIVE = (
    "2025-02-24.acacia",
    "2025-03-31.basil",
    "2026-08-26.dahlia",
    "2026-09-30.endive",
)
WEEK = 7 * 86400


def ask(api, version, method, path, status=200, **params):
    answer = api.request(method, path, params, headers={"Stripe-Version": version})
    assert answer.status == status, answer.json
    return answer.json


# -- which methods may pay -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/v1/payment_intents",
        "/v1/payment_intents/{pi}",
        "/v1/payment_intents/{pi}/confirm",
        "/v1/setup_intents",
    ],
)
def test_types_are_no_longer_named_since_endive(api, path):
    intent = ask(api, ENDIVE, "POST", "/v1/payment_intents", amount=2000, currency="usd")
    sent = {"payment_method_types": ["card"]}
    if path == "/v1/payment_intents":
        sent |= {"amount": 2000, "currency": "usd"}
    if path.endswith("confirm"):
        sent |= {"payment_method": "pm_card_visa"}
    path = path.format(pi=intent.id)

    error = ask(api, ENDIVE, "POST", path, 400, **sent).error

    assert (error.code, error.param) == ("payment_method_types_no_longer_supported", "payment_method_types")
    assert ask(api, DAHLIA, "POST", path, **sent).payment_method_types == ["card"]


def test_allowed_types_are_read_back_and_those_that_do_not_fit_drop_out(api):
    sent = {"amount": 2000, "currency": "usd", "allowed_payment_method_types": ["card", "ideal", "link"]}

    intent = ask(api, ENDIVE, "POST", "/v1/payment_intents", **sent)

    assert (intent.payment_method_types, intent.allowed_payment_method_types) == (
        ["card", "link"],
        ["card", "ideal", "link"],
    )
    assert intent.payment_method_configuration_details is None
    euros = ask(api, ENDIVE, "POST", f"/v1/payment_intents/{intent.id}", currency="eur")
    assert euros.payment_method_types == ["card", "ideal", "link"]
    paid = ask(
        api,
        ENDIVE,
        "POST",
        f"/v1/payment_intents/{intent.id}/confirm",
        payment_method="pm_card_visa",
        allowed_payment_method_types=["card"],
    )
    assert (paid.status, paid.payment_method_types, paid.allowed_payment_method_types) == (
        "succeeded",
        ["card"],
        ["card"],
    )


@pytest.mark.parametrize(
    "other", [{"excluded_payment_method_types": ["klarna"]}, {"automatic_payment_methods": {"enabled": True}}]
)
def test_allowed_types_stand_alone(api, other):
    sent = {"amount": 2000, "currency": "usd", "allowed_payment_method_types": ["card"], **other}

    error = ask(api, ENDIVE, "POST", "/v1/payment_intents", 400, **sent).error

    assert (
        error.message
        == f"You may only specify one of these parameters: allowed_payment_method_types, {next(iter(other))}."
    )


@pytest.mark.parametrize("object", ["payment_intents", "setup_intents"])
def test_allowed_types_stand_alone_while_types_can_still_be_named(api, object):
    sent = {"payment_method_types": ["card"], "allowed_payment_method_types": ["card"]}
    if object == "payment_intents":
        sent |= {"amount": 2000, "currency": "usd"}

    error = ask(api, "2026-07-29.dahlia", "POST", f"/v1/{object}", 400, **sent).error

    assert (
        error.message
        == "You may only specify one of these parameters: allowed_payment_method_types, payment_method_types."
    )


@pytest.mark.parametrize("version", ["2020-08-27", ACACIA, ENDIVE])
def test_the_token_of_an_agent_is_null_at_every_version(api, version):
    intent = ask(
        api, ENDIVE, "POST", "/v1/payment_intents", amount=2000, currency="usd", payment_method="pm_card_visa"
    )

    for path in (f"/v1/payment_intents/{intent.id}", f"/v1/payment_methods/{intent.payment_method}"):
        assert ask(api, version, "GET", path)["shared_payment_granted_token"] is None


def test_excluded_types_are_not_offered(api):
    sent = {"amount": 2000, "currency": "usd", "excluded_payment_method_types": ["klarna", "cashapp"]}

    intent = ask(api, ENDIVE, "POST", "/v1/payment_intents", **sent)

    assert intent.payment_method_types == ["card", "amazon_pay", "link", "us_bank_account"]
    updated = ask(api, ENDIVE, "POST", f"/v1/payment_intents/{intent.id}", excluded_payment_method_types="")
    assert "klarna" in updated.payment_method_types and updated.excluded_payment_method_types is None


def test_what_is_held_is_paid_by_what_can_wait(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", capture_method="manual")
    assert intent.payment_method_types == ["card", "amazon_pay", "cashapp", "klarna", "link"]
    taken = api.post(f"/v1/payment_intents/{intent.id}", capture_method="automatic")
    assert "us_bank_account" in taken.payment_method_types


def test_every_offered_type_has_its_options(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="usd",
        payment_method_types=["card", "klarna", "link", "wechat_pay"],
    )

    options = intent.payment_method_options
    assert (options.klarna, options.link) == ({"preferred_locale": None}, {"persistent_token": None})
    assert options.wechat_pay == {"app_id": None, "client": None}
    setup = api.post("/v1/setup_intents")
    assert sorted(setup.payment_method_options) == ["card", "us_bank_account"]
    configured = api.get("/v1/payment_method_configurations").data[0]["id"]
    assert setup.payment_method_configuration_details == {"id": configured, "parent": None}


# -- lists ---------------------------------------------------------------------------------------------------


def test_lists_told_how_many_there_are_until_acacia(api):
    for _ in range(3):
        api.post("/v1/customers", email="ada@example.com")
    api.post("/v1/customers", email="bob@example.com")
    sent = {"limit": 1, "email": "ada@example.com", "expand": ["total_count"]}

    found = ask(api, ACACIA, "GET", "/v1/customers", **sent)

    assert (len(found.data), found.has_more, found.total_count) == (1, True, 3)
    assert (
        ask(api, ACACIA, "GET", "/v1/customers", **sent, starting_after=found.data[0]["id"]).total_count == 3
    )
    assert "total_count" not in ask(api, ACACIA, "GET", "/v1/customers")
    error = ask(api, BASIL, "GET", "/v1/customers", 400, **sent).error
    assert error.code == "property_forbidden" and "total_count" in error.message


# -- releasing what was held ---------------------------------------------------------------------------------


def hold(api, version=ACACIA, method="pm_card_visa"):
    return ask(api, version, "POST", "/v1/payment_intents", **payment(2000, method, capture_method="manual"))


@pytest.mark.parametrize(("version", "refunded", "refunds"), [(ACACIA, 500, 1), (BASIL, 0, 0)])
def test_what_a_partial_capture_releases_shows_as_a_refund_until_acacia(api, version, refunded, refunds):
    intent = hold(api)

    captured = ask(
        api,
        version,
        "POST",
        f"/v1/payment_intents/{intent.id}/capture",
        amount_to_capture=1500,
        expand=["latest_charge.refunds"],
    )

    charge = captured.latest_charge
    assert (captured.status, charge.amount_captured, charge.amount_refunded, charge.refunded) == (
        "succeeded",
        1500,
        refunded,
        False,
    )
    assert charge.refunds.total_count == refunds
    assert len(api.get("/v1/balance_transactions").data) == 1
    given_back = ask(api, version, "POST", "/v1/refunds", charge=charge.id)
    assert given_back.amount == 1500


@pytest.mark.parametrize(
    ("version", "refunded", "closed"), [(ACACIA, 2000, "refunded"), (BASIL, 0, "canceled")]
)
def test_a_canceled_hold_shows_as_a_refund_until_acacia(api, version, refunded, closed):
    intent = hold(api, method="pm_card_riskLevelElevated")

    canceled = ask(
        api,
        version,
        "POST",
        f"/v1/payment_intents/{intent.id}/cancel",
        expand=["latest_charge.refunds", "review"],
    )

    charge = canceled.latest_charge
    assert (charge.captured, charge.amount_captured, charge.amount_refunded) == (False, 0, refunded)
    assert (charge.refunded, charge.refunds.total_count) == (bool(refunded), 1 if refunded else 0)
    assert (canceled.review.open, canceled.review.closed_reason) == (False, closed)
    error = ask(api, version, "POST", "/v1/refunds", 400, charge=charge.id).error
    assert error.message == f"This PaymentIntent ({intent.id}) does not have a successful charge to refund."


@pytest.mark.parametrize(("version", "reason", "refunds"), [(ACACIA, "automatic", 1), (BASIL, "expired", 0)])
def test_a_hold_that_expires_is_released_as_at_the_version_it_was_made_with(
    api, wall, version, reason, refunds
):
    intent = hold(api, version)

    wall.advance(seconds=WEEK + 1)

    expired = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge.refunds"])
    assert (expired.status, expired.cancellation_reason) == ("canceled", reason)
    assert expired.latest_charge.refunds.total_count == refunds


# -- cards of the older kind ---------------------------------------------------------------------------------


def test_the_card_of_a_token_becomes_the_customers(api):
    number = {
        "number": "4242424242424242",
        "exp_month": "12",
        "exp_year": "2040",
        "cvc": "123",
        "currency": "usd",
    }
    token = api.post("/v1/tokens", card=number)
    assert (token.card.currency, token.card.wallet, token.card.email, token.card.phone) == (
        "usd",
        None,
        None,
        None,
    )
    assert token.client_ip == "127.0.0.1"

    customer = api.post("/v1/customers", source=token.id, expand=["sources"])

    card = customer.sources.data[0]
    assert customer.default_source == card["id"] == token.card.id
    assert (card["wallet"], card["allow_redisplay"], "currency" in card) == (None, "unspecified", False)
    assert api.get(f"/v1/payment_methods/{token.card.id}").type == "card"


# -- what a charge showed of its refunds ---------------------------------------------------------------------


def test_a_charge_showed_all_its_refunds_the_failed_ones_too(api, wall):
    paid = api.post("/v1/payment_intents", **payment(2000, "pm_card_refundFail"))
    api.post("/v1/refunds", payment_intent=paid.id)
    wall.advance(days=1)
    other = api.post("/v1/payment_intents", **payment(2000))
    for _ in range(12):
        api.post("/v1/refunds", payment_intent=other.id, amount=10)

    failed = ask(api, "2020-08-27", "GET", f"/v1/charges/{paid.latest_charge}")
    many = ask(api, "2020-08-27", "GET", f"/v1/charges/{other.latest_charge}")

    assert failed.amount_refunded == 0
    assert [each.status for each in failed.refunds.data] == ["failed"]
    assert (len(many.refunds.data), many.refunds.has_more, many.refunds.total_count) == (10, True, 12)
    assert many.refunds.url == f"/v1/charges/{many.id}/refunds"
