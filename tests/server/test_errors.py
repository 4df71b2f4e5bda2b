"""The catalogue of refusals, word for word. Source: API reference, Errors."""

from __future__ import annotations

import re

import pytest

INTENT = {"amount": 1000, "currency": "usd", "payment_method_types": ["card"]}
EMPTY = (
    "You passed an empty string for '{0}'. We assume empty values are an attempt to unset a parameter;"
    " however '{0}' cannot be unset. You should remove '{0}' from your request or supply a non-empty value."
)
NO_JSON = (
    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have"
    " any questions, we can help at https://support.stripe.com/."
)

CATALOGUE = [
    # path, parameters, code, param, message
    ("/v1/payment_intents", {"currency": "usd"}, "parameter_missing", "amount",
     "Missing required param: amount."),
    ("/v1/payment_intents", {"amount": 1000}, "parameter_missing", "currency",
     "Missing required param: currency."),
    ("/v1/prices", {"currency": "usd", "recurring": {"interval_count": 2}}, "parameter_missing",
     "recurring[interval]",
     "Missing required param: recurring[interval]."),
    ("/v1/customers", {"foo": 1}, "parameter_unknown", "foo", "Received unknown parameter: foo"),
    ("/v1/customers", {"foo": 1, "bar": 2}, "parameter_unknown", "foo",
     "Received unknown parameters: foo, bar"),
    ("/v1/customers", {"nam": "Ada"}, "parameter_unknown", "nam",
     "Received unknown parameter: nam. Did you mean name?"),
    ("/v1/customers", {"shipping": {"foo": 1}}, "parameter_unknown", "shipping[foo]",
     "Received unknown parameter: shipping[foo]"),
    ("/v1/customers", {"address": {"planet": "Mars"}}, "parameter_unknown", "address[planet]",
     "Received unknown parameter: address[planet]"),
    ("/v1/payment_intents", {**INTENT, "amount": ""}, "parameter_invalid_empty", "amount",
     EMPTY.format("amount")),
    ("/v1/payment_intents", {**INTENT, "amount": "12.5"}, "parameter_invalid_integer", "amount",
     "Invalid integer: 12.5"),
    ("/v1/payment_intents", {**INTENT, "amount": "1e3"}, "parameter_invalid_integer", "amount",
     "Invalid integer: 1e3"),
    ("/v1/payment_intents", {**INTENT, "amount": -1}, "parameter_invalid_integer", "amount",
     "This value must be greater than or equal to 1."),
    ("/v1/refunds", {"charge": "ch_x", "reason": "whim"}, None, "reason",
     "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer"),
    ("/v1/payment_intents", {**INTENT, "payment_method_types": "card"}, None, "payment_method_types",
     "Invalid array"),
    ("/v1/customers", {"shipping": "home"}, None, "shipping", "Invalid object"),
    ("/v1/customers", {"description": ["a", "b"]}, None, "description", 'Invalid string: {"0":"a","1":"b"}'),
    ("/v1/customers", {"description": {"a": "b"}}, None, "description", 'Invalid string: {"a":"b"}'),
    ("/v1/products", {"name": "  "}, "parameter_invalid_string_blank", "name", None),
    ("/v1/payment_intents", {**INTENT, "confirm": "maybe"}, None, "confirm", "Invalid boolean: maybe"),
    ("/v1/payment_intents", {**INTENT, "currency": "zzz"}, None, "currency",
     re.compile(r"Invalid currency: zzz\. Stripe currently supports these currencies: usd, aed, afn, .*")),
    ("/v1/customers", {"address": {"country": "XX"}}, "country_code_invalid", "address[country]",
     "Country 'XX' is unknown. Try using a 2-character alphanumeric country code instead,"
     " such as 'US', 'EG', or 'GB'."),
    ("/v1/customers", {"email": "foo"}, "email_invalid", "email", "Invalid email address: foo"),
    ("/v1/webhook_endpoints", {"url": "foo", "enabled_events": ["*"]}, "url_invalid", "url",
     "Invalid URL: An explicit scheme (such as https) must be provided."),
    ("/v1/webhook_endpoints", {"url": "http://", "enabled_events": ["*"]}, "url_invalid", "url",
     "Not a valid URL"),
    ("/v1/webhook_endpoints", {"url": "https://a.example", "enabled_events": ["nope"]}, None,
     "enabled_events[0]",
     re.compile(r"Invalid enabled_events\[0\]: must be one of account\.application\.authorized, .*, or .*")),
    ("/v1/test_helpers/test_clocks", {"frozen_time": "soon"}, None, "frozen_time",
     "Invalid timestamp: must be an integer Unix timestamp"),
    ("/v1/payment_intents", {**INTENT, "customer": "cus_none"}, "resource_missing", "customer",
     "No such customer: 'cus_none'"),
    ("/v1/prices", {"currency": "usd", "product": "prod_none", "unit_amount": 1}, "resource_missing",
     "product",
     "No such product: 'prod_none'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "params", "code", "param", "message"), CATALOGUE, ids=lambda value: str(value)[:40]
)
def test_a_refused_parameter(api, path, params, code, param, message):
    error = api.refused("POST", path, 400, **params)
    assert error.type == "invalid_request_error"
    assert (error.code, error.param) == (code, param)
    if isinstance(message, str):
        assert error.message == message
    elif message is not None:
        assert message.fullmatch(error.message)
    expected = {"type", "message", "param", "request_log_url"} | ({"code", "doc_url"} if code else set())
    assert set(error) == expected  # what is null is left out
    if code:
        assert error.doc_url == f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
    assert api.happened() == []


def test_a_long_text_is_quoted_by_its_beginning(api):
    error = api.refused("POST", "/v1/customers", 400, description="a" * 5001)
    assert re.fullmatch(r"Invalid string: a+…; must be at most 5000 characters", error.message)
    assert len(error.message) < 200
    assert api.post("/v1/customers", description="a" * 5000).description == "a" * 5000


def test_unknown_parameters_are_refused_before_missing_and_wrong_ones(api):
    assert api.refused("POST", "/v1/payment_intents", 400, amount="x", foo=1).param == "foo"
    assert api.refused("POST", "/v1/payment_intents", 400, currency="zzz").code == "parameter_missing"


def test_a_body_of_json_is_refused(api):
    answer = api.request("POST", "/v1/customers", json={"name": "Ada"})
    assert (answer.status, answer.json.error.message) == (400, NO_JSON)
    assert api.get("/v1/customers").data == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
def test_a_method_that_a_path_does_not_have(api, method):
    answer = api.request(method, "/v1/customers")
    assert answer.status == 404
    assert answer.json == {
        "error": {
            "type": "invalid_request_error",
            "message": (
                f"Unrecognized request URL ({method}: /v1/customers). Please see https://stripe.com/docs or"
                " we can help at https://support.stripe.com/."
            ),
        }
    }


@pytest.mark.parametrize(
    "path",
    ["/v1/foo", "/v1/customers/cus_x/y/z", "/v1//customers", "/v1/", "/v1", "/v1/Customers", "/v1/%2e%2e"],
)
def test_a_path_that_is_not_of_the_api(api, path):
    assert api.refused("GET", path, 404).message.startswith(f"Unrecognized request URL (GET: {path}).")


def test_a_trailing_slash_is_nothing(api):
    made = api.post("/v1/customers/", name="Ada")
    assert api.get(f"/v1/customers/{made.id}/").id == made.id
    assert api.get("/v1/customers/").url == "/v1/customers"


PATHS = [
    ("/v1/customers", "customer", "id"), ("/v1/payment_intents", "payment_intent", "intent"),
    ("/v1/charges", "charge", "id"),
    ("/v1/setup_intents", "setupintent", "intent"),
    ("/v1/refunds", "refund", "refund"), ("/v1/disputes", "dispute", "dispute"),
    ("/v1/prices", "price", "price"), ("/v1/plans", "plan", "plan"), ("/v1/products", "product", "id"),
    ("/v1/coupons", "coupon", "coupon"), ("/v1/subscriptions", "subscription", "id"),
    ("/v1/invoices", "invoice", "invoice"), ("/v1/events", "event", "id"),
    ("/v1/webhook_endpoints", "webhook endpoint", "webhook_endpoint"), ("/v1/payouts", "payout", "payout"),
    ("/v1/tokens", "token", "token"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "noun", "param"), PATHS, ids=lambda value: value)
def test_what_a_path_names_and_is_not_there(api, path, noun, param):
    error = api.refused("GET", f"{path}/nope", 404)
    assert (error.code, error.param, error.message) == ("resource_missing", param, f"No such {noun}: 'nope'")


def test_a_missing_payment_method_may_be_elsewhere(api):
    elsewhere = (
        "No such PaymentMethod: 'pm_none'; It's possible this PaymentMethod exists on one of your connected"
        " accounts, in which case you should retry this request on that connected account. Learn more at"
        " https://stripe.com/docs/connect/authentication"
    )
    in_path = api.refused("GET", "/v1/payment_methods/pm_none", 404)
    assert (in_path.param, in_path.message) == ("payment_method", elsewhere)
    in_parameter = api.refused("POST", "/v1/payment_intents", 400, **INTENT, payment_method="pm_none")
    assert (in_parameter.param, in_parameter.message) == ("payment_method", elsewhere)


def test_form_is_judged_before_existence(api):
    assert (
        api.refused("GET", "/v1/customers/cus_none", 400, expand=["name"]).message
        == "This property cannot be expanded (name)."
    )
    assert api.refused("POST", "/v1/customers/cus_none", 400, foo=1).code == "parameter_unknown"


def test_version_is_judged_before_path_and_path_before_parameters(api):
    bad = {"Stripe-Version": "1999-01-01"}
    assert (
        api.request("GET", "/v1/nothing", headers=bad).json.error.message
        == "Invalid Stripe API version: 1999-01-01"
    )
    assert api.request("GET", "/v1/customers", key=None, headers=bad).status == 401
    assert api.request("GET", "/v1/nothing?foo=1", headers={"Stripe-Account": "acct_none"}).status == 403
    assert api.refused("GET", "/v1/nothing", 404, foo=1).message.startswith("Unrecognized request URL")


def test_a_decline_names_what_was_declined(api):
    error = api.refused(
        "POST",
        "/v1/payment_intents",
        402,
        **INTENT,
        payment_method="pm_card_chargeDeclinedInsufficientFunds",
        confirm=True,
    )
    assert (error.type, error.code, error.decline_code) == (
        "card_error",
        "card_declined",
        "insufficient_funds",
    )
    assert error.charge == error.payment_intent.latest_charge
    assert error.payment_intent.object == "payment_intent"
    assert error.payment_method.object == "payment_method"
    assert error.doc_url == "https://stripe.com/docs/error-codes/card-declined"
    assert api.get(f"/v1/charges/{error.charge}").status == "failed"


def test_a_crash_of_ours_is_an_api_error(api, monkeypatch):
    def crash(*arguments):
        raise RuntimeError

    monkeypatch.setattr(api.house.server.dispatch, "bound", crash)
    answer = api.request("GET", "/v1/customers")
    assert (answer.status, answer.json.error.type) == (500, "api_error")


def test_a_limit_of_calls(tmp_path):
    from tests.support.client import Api, House

    house = House(rate_limit=3)
    try:
        api = Api(house)
        for _ in range(3):
            api.get("/v1/customers")
        refused = api.request("GET", "/v1/customers")
        assert refused.status == 429
        assert refused.json.error.code == "rate_limit"
        assert (
            refused.json.error.message == "Request rate limit exceeded. Learn more about rate limits here"
            " https://stripe.com/docs/rate-limits."
        )
        assert refused.headers["stripe-rate-limited-reason"] == "global-rate"
        api.post("/v1/customers")  # what writes is counted apart
        api.other().get("/v1/customers")
        house.pass_time(house.now + 1)
        api.get("/v1/customers")
    finally:
        house.close()
