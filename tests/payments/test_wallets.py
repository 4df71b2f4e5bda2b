"""Wallets and bank apps: QR codes, approvals in an app, and every type of payment method once."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

NEWEST = "2026-10-28.endive"
BACK = "https://shop.example/done"
ACCEPTED = {
    "customer_acceptance": {"type": "online", "online": {"ip_address": "127.0.0.1", "user_agent": "test"}}
}

# Type -> (currency, data of its hash)
TYPES = {
    "acss_debit": (
        "cad",
        {"account_number": "000123456789", "institution_number": "000", "transit_number": "11000"},
    ),
    "affirm": ("usd", {}),
    "afterpay_clearpay": ("usd", {}),
    "alipay": ("usd", {}),
    "alma": ("eur", {}),
    "amazon_pay": ("usd", {}),
    "au_becs_debit": ("aud", {"account_number": "000123456", "bsb_number": "000000"}),
    "bacs_debit": ("gbp", {"account_number": "00012345", "sort_code": "108800"}),
    "bancontact": ("eur", {}),
    "billie": ("eur", {}),
    "bizum": ("eur", {}),
    "blik": ("pln", {}),
    "boleto": ("brl", {"tax_id": "000.000.000-00"}),
    "cashapp": ("usd", {}),
    "crypto": ("usd", {}),
    "eps": ("eur", {}),
    "fpx": ("myr", {"bank": "maybank2u"}),
    "giropay": ("eur", {}),
    "grabpay": ("sgd", {}),
    "ideal": ("eur", {}),
    "kakao_pay": ("krw", {}),
    "klarna": ("eur", {}),
    "konbini": ("jpy", {}),
    "kr_card": ("krw", {}),
    "link": ("usd", {}),
    "mb_way": ("eur", {}),
    "mobilepay": ("dkk", {}),
    "multibanco": ("eur", {}),
    "naver_pay": ("krw", {}),
    "nz_bank_account": (
        "nzd",
        {"account_number": "0000000", "bank_code": "11", "branch_code": "0000", "suffix": "010"},
    ),
    "oxxo": ("mxn", {}),
    "p24": ("pln", {}),
    "pay_by_bank": ("gbp", {}),
    "payco": ("krw", {}),
    "paynow": ("sgd", {}),
    "paypal": ("usd", {}),
    "paypay": ("jpy", {}),
    "payto": ("aud", {"pay_id": "jenny@example.com"}),
    "pix": ("brl", {}),
    "promptpay": ("thb", {}),
    "revolut_pay": ("gbp", {}),
    "samsung_pay": ("krw", {}),
    "satispay": ("eur", {}),
    "scalapay": ("eur", {}),
    "sepa_debit": ("eur", {"iban": "DE89370400440532013000"}),
    "sequra": ("eur", {}),
    "sofort": ("eur", {"country": "DE"}),
    "sunbit": ("usd", {}),
    "swish": ("sek", {}),
    "twint": ("chf", {}),
    "upi": ("inr", {}),
    "us_bank_account": (
        "usd",
        {
            "account_number": "000123456789",
            "routing_number": "110000000",
            "account_holder_type": "individual",
        },
    ),
    "wechat_pay": ("usd", {}),
    "zip": ("usd", {}),
}
OPTIONS = {"blik": {"code": "123456"}, "wechat_pay": {"client": "web"}}
CODES = ("cashapp", "paynow", "pix", "promptpay", "swish", "upi", "wechat_pay")
DELAYED = ("pay_by_bank", "sofort")


def paying(api, kind, *, email="jenny.succeed_immediately@example.com", **params):
    """A confirmed payment with a method of a type."""
    currency, data = TYPES[kind]
    if kind in OPTIONS:
        params = {"payment_method_options": {kind: OPTIONS[kind]}, **params}
    return api.post(
        "/v1/payment_intents",
        amount=200_000,
        currency=currency,
        **{"allowed_payment_method_types" if api.version == NEWEST else "payment_method_types": [kind]},
        payment_method_data={
            "type": kind,
            "billing_details": {"name": "Jenny Rosen", "email": email},
            **({kind: data} if data else {}),
        },
        confirm=True,
        return_url=BACK,
        mandate_data=ACCEPTED,
        **params,
    )


def path(url):
    """The path and query of a page of this server."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def authorize(api, intent, outcome="success"):
    """Press a button of the page that decides."""
    address = f"/authorize/{intent.id}?client_secret={intent.client_secret}"
    return api.request("POST", address, {"outcome": outcome}, key=None)


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_pays_and_is_refunded(api, wall, kind):
    api.version = NEWEST
    intent = paying(api, kind)
    if intent.status == "requires_action":
        if intent.next_action.type == "verify_with_microdeposits":
            api.post(f"/v1/payment_intents/{intent.id}/verify_microdeposits", amounts=[32, 45])
        elif "redirect" in intent.next_action.type or "qr_code" in intent.next_action.type:
            answered = authorize(api, intent)
            status = "pending" if kind in DELAYED else "succeeded"
            assert answered.headers["location"].endswith(f"redirect_status={status}")
    wall.advance(seconds=3)

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    assert (paid.status, paid.amount_received) == ("succeeded", 200_000)
    assert set(paid.latest_charge.payment_method_details) == {"type", kind}
    method = api.get(f"/v1/payment_methods/{paid.payment_method}")
    assert method.type == kind and kind in method
    refund = api.post("/v1/refunds", payment_intent=intent.id, amount=50_000)
    asked = kind in ("konbini", "multibanco", "promptpay")
    assert (refund.id[:4], refund.status) == ("pyr_", "requires_action" if asked else "pending")
    wall.advance(seconds=182 if asked else 2)
    assert api.get(f"/v1/refunds/{refund.id}").status == "succeeded"


@pytest.mark.parametrize("kind", CODES)
def test_a_code_is_shown_and_leads_to_the_page(api, kind):
    api.version = NEWEST
    intent = paying(api, kind, email="jenny@example.com")
    action = intent.next_action[intent.next_action.type]
    code = action.get("qr_code") or action

    for url, media in ((code.image_url_png, "image/png"), (code.image_url_svg, "image/svg+xml")):
        picture = api.request("GET", path(url), key=None)
        assert (picture.status, picture.headers["content-type"]) == (200, media)
    page = api.request("GET", path(action.hosted_instructions_url), key=None)
    assert page.status == 200 and b"<svg" in page.body and b"Authorize Test Payment" in page.body
    assert api.request("GET", path(action.hosted_instructions_url) + "x", key=None).status == 404

    answered = api.request("POST", path(action.hosted_instructions_url), {"outcome": "failure"}, key=None)
    assert answered.status == 303
    failed = api.get(f"/v1/payment_intents/{intent.id}")
    assert failed.last_payment_error.code == "payment_intent_authentication_failure"
    again = api.request("GET", path(action.hosted_instructions_url), key=None)
    assert b"does not wait" in again.body


def test_a_code_expires(api, wall):
    intent = paying(api, "paynow")
    wall.advance(hours=1, seconds=1)

    failed = api.get(f"/v1/payment_intents/{intent.id}")
    assert (failed.status, failed.last_payment_error.code) == (
        "requires_payment_method",
        "payment_intent_payment_attempt_expired",
    )


def test_pix_expires_when_its_options_say(api, wall):
    intent = paying(
        api,
        "pix",
        email="fill_never@example.com",
        payment_method_options={"pix": {"expires_after_seconds": 600}},
    )
    assert intent.next_action.pix_display_qr_code.expires_at == wall.now + 600
    wall.advance(seconds=601)
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_payment_method"


@pytest.mark.parametrize(
    ("email", "seconds", "code"),
    [
        ("jenny@example.com", 2, None),
        ("jenny.customer_declined@example.com", 9, "payment_method_provider_decline"),
        ("insufficient_funds@example.com", 9, "payment_method_provider_decline"),
        ("customer_timeout@example.com", 61, "payment_method_provider_timeout"),
    ],
)
def test_blik_is_approved_in_an_app(api, wall, email, seconds, code):
    intent = paying(api, "blik", email=email)
    assert (intent.status, intent.next_action) == (
        "requires_action",
        {"type": "blik_authorize", "blik_authorize": {}},
    )
    wall.advance(seconds=seconds)

    ended = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    if code is None:
        assert ended.status == "succeeded"
    else:
        assert (ended.status, ended.last_payment_error.code) == ("requires_payment_method", code)
        assert ended.latest_charge.failure_code == code


def test_blik_needs_a_code_of_six_digits(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="pln", payment_method_types=["blik"])
    sent = {"payment_method_data": {"type": "blik", "billing_details": {"email": "invalid_code@example.com"}}}
    confirm = f"/v1/payment_intents/{intent.id}/confirm"
    param = "payment_method_options[blik][code]"

    assert api.refused("POST", confirm, **sent).param == param
    wrong = api.refused("POST", confirm, **sent, payment_method_options={"blik": {"code": "12"}})
    assert (wrong.code, wrong.param) == ("payment_method_invalid_parameter", param)
    told = api.refused("POST", confirm, **sent, payment_method_options={"blik": {"code": "123456"}})
    assert (told.code, told.payment_intent.status) == (
        "payment_method_invalid_parameter",
        "requires_payment_method",
    )


def test_wechat_pay_needs_to_know_the_client(api):
    intent = api.post("/v1/payment_intents", amount=2000, currency="usd", payment_method_types=["wechat_pay"])
    confirm = f"/v1/payment_intents/{intent.id}/confirm"
    data = {"type": "wechat_pay"}
    refused = api.refused("POST", confirm, payment_method_data=data)
    assert refused.param == "payment_method_options[wechat_pay][client]"

    options = {"wechat_pay": {"client": "ios", "app_id": "wx1"}}
    asked = api.post(confirm, payment_method_data=data, payment_method_options=options)
    assert asked.next_action.type == "wechat_pay_redirect_to_ios_app"


@pytest.mark.parametrize("kind", ["swish", "klarna_", "oxxo", "eps"])
def test_what_pays_once_only_is_not_saved(api, kind):
    kind = kind.rstrip("_")
    method = api.post("/v1/payment_methods", type=kind, billing_details={"email": "jenny@example.com"})
    customer = api.given.customer()
    if kind == "klarna":
        assert api.post(f"/v1/payment_methods/{method.id}/attach", customer=customer.id).customer
    else:
        refused = api.refused("POST", f"/v1/payment_methods/{method.id}/attach", customer=customer.id)
        assert kind in refused.message


@pytest.mark.parametrize("kind", ["cashapp", "paypal", "amazon_pay", "revolut_pay"])
def test_a_saved_wallet_pays_off_session(api, kind):
    customer = api.given.customer()
    setup = api.post(
        "/v1/setup_intents",
        customer=customer.id,
        payment_method_types=[kind],
        payment_method_data={"type": kind},
        mandate_data=ACCEPTED,
        confirm=True,
        return_url=BACK,
    )
    assert setup.status == "requires_action"
    authorize(api, setup)
    done = api.get(f"/v1/setup_intents/{setup.id}")
    assert (done.status, api.get(f"/v1/mandates/{done.mandate}").status) == ("succeeded", "active")

    paid = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency=TYPES[kind][0],
        customer=customer.id,
        payment_method=done.payment_method,
        payment_method_types=[kind],
        off_session=True,
        confirm=True,
    )
    assert paid.status == "succeeded"


@pytest.mark.parametrize("kind", ["ideal", "bancontact", "sofort"])
def test_a_payment_may_save_the_sepa_account_behind_it(api, wall, kind):
    customer = api.given.customer()
    intent = paying(api, kind, customer=customer.id, setup_future_usage="off_session")
    authorize(api, intent)
    wall.advance(seconds=2)

    paid = api.get(f"/v1/payment_intents/{intent.id}", expand=["latest_charge"])
    details = paid.latest_charge.payment_method_details[kind]
    account = api.get(f"/v1/payment_methods/{details.generated_sepa_debit}")
    assert (account.type, account.customer) == ("sepa_debit", customer.id)
    assert account.sepa_debit.generated_from.charge == paid.latest_charge.id
    assert api.get(f"/v1/mandates/{details.generated_sepa_debit_mandate}").payment_method == account.id
    assert [one.id for one in api.get(f"/v1/customers/{customer.id}/payment_methods").data] == [account.id]

    again = api.post(
        "/v1/payment_intents",
        amount=2000,
        currency="eur",
        customer=customer.id,
        payment_method=account.id,
        payment_method_types=["sepa_debit"],
        off_session=True,
        confirm=True,
    )
    assert again.status == "processing"


def test_a_setup_with_ideal_saves_the_sepa_account_behind_it(api):
    customer = api.given.customer()
    setup = api.post(
        "/v1/setup_intents",
        customer=customer.id,
        payment_method_types=["ideal"],
        payment_method_data={"type": "ideal", "billing_details": {"name": "Jenny", "email": "j@example.com"}},
        mandate_data=ACCEPTED,
        confirm=True,
        return_url=BACK,
    )
    authorize(api, setup)

    done = api.get(f"/v1/setup_intents/{setup.id}", expand=["latest_attempt"])
    shown = done.latest_attempt.payment_method_details.ideal
    assert (done.status, done.mandate) == ("succeeded", shown.generated_sepa_debit_mandate)
    account = api.get(f"/v1/payment_methods/{shown.generated_sepa_debit}")
    assert account.sepa_debit.generated_from.setup_attempt == done.latest_attempt.id


@pytest.mark.parametrize(
    ("email", "status"), [("j@example.com", "succeeded"), ("customer_timeout@e.com", None)]
)
def test_blik_is_set_up_in_an_app(api, wall, email, status):
    api.version = NEWEST
    setup = api.post(
        "/v1/setup_intents",
        customer=api.given.customer().id,
        allowed_payment_method_types=["blik"],
        payment_method_data={"type": "blik", "billing_details": {"email": email}},
        payment_method_options={"blik": {"code": "123456"}},
        mandate_data=ACCEPTED,
        confirm=True,
        return_url=BACK,
    )
    assert setup.next_action.type == "blik_authorize"
    wall.advance(seconds=61)
    assert api.get(f"/v1/setup_intents/{setup.id}").status == (status or "requires_payment_method")
