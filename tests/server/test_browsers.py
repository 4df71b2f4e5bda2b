"""Browsers: pages of other origins reach what publishable keys open, and nothing that needs a secret key."""

from __future__ import annotations

import re

import pytest

from counterfoil.administration import Keys
from counterfoil.settings import Settings
from tests.payments.conftest import page
from tests.support.client import Api, House
from tests.support.given import payment

SHOP = {"Origin": "https://shop.example"}


def publishable(api: Api) -> str:
    return api.key.replace("sk_", "pk_")


def asked(api, method, path, origin="https://shop.example"):
    """What a browser is told when it asks whether a page may make a call."""
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,x-mine",
    }
    return api.request("OPTIONS", path, key=None, headers=headers)


def cors(answer):
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}


# -- which calls ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/payment_methods"),
        ("POST", "/v1/tokens"),
        ("GET", "/v1/tokens/tok_1"),
        ("POST", "/v1/confirmation_tokens"),
        ("POST", "/v1/payment_intents/pi_1/confirm"),
        ("GET", "/v1/setup_intents/seti_1"),
        ("GET", "/v1/issuing/cards/ic_1"),  # with an ephemeral key
    ],
)
def test_pages_may_call_what_keys_for_browsers_are_for(api, method, path):
    answer = asked(api, method, path)
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert method in answer.headers["access-control-allow-methods"].split(", ")
    assert answer.headers["access-control-allow-headers"] == "authorization,x-mine"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/customers"),
        ("POST", "/v1/customers"),
        ("POST", "/v1/payment_intents"),
        ("POST", "/v1/payment_intents/pi_1/capture"),
        ("GET", "/v1/charges"),
        ("DELETE", "/v1/tokens/tok_1"),
        ("POST", "/v2/billing/meter_events"),
        ("GET", "/v1/nothing"),
        ("", "/v1/tokens"),
    ],
)
def test_pages_may_not_call_what_takes_a_secret_key(api, method, path):
    answer = asked(api, method, path)
    assert cors(answer) == {}


def test_a_page_reads_what_its_key_is_answered_refusals_too(api):
    made = api.request(
        "POST",
        "/v1/payment_methods",
        {"type": "card", "card": {"token": "tok_visa"}},
        key=publishable(api),
        headers=SHOP,
    )
    refused = api.request("GET", "/v1/customers", key=publishable(api), headers=SHOP)
    nobody = api.request("POST", "/v1/payment_methods", key="pk_nonsense", headers=SHOP)
    assert [each.status for each in (made, refused, nobody)] == [200, 401, 401]
    for answer in (made, refused, nobody):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Request-Id" in answer.headers["access-control-expose-headers"]


def test_a_page_does_not_read_what_a_secret_key_is_answered(api):
    intent = api.post("/v1/payment_intents", amount=1000, currency="usd", payment_method_types=["card"])
    for key in (api.key, api.key.replace("sk_", "rk_")):
        for path in ("/v1/customers", f"/v1/payment_intents/{intent.id}", "/v1/payment_intents/pi_none"):
            assert cors(api.request("GET", path, key=key, headers=SHOP)) == {}


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://[",
        "https://localhost@evil.example",
    ],
)
def test_a_page_from_elsewhere_changes_nothing_with_a_secret_key(api, origin):
    """Browsers post a form to a URL with a key without a preflight, so the request itself is refused."""
    made = api.post("/v1/customers")
    for method, path in (
        ("POST", "/v1/customers"),
        ("DELETE", f"/v1/customers/{made.id}"),
        ("POST", "/v1/payment_methods"),
    ):
        refused = api.request(method, path, headers={"Origin": origin})
        assert refused.status == 403
        assert refused.json.error.type == "invalid_request_error"
        assert "publishable" in refused.json.error.message
    assert [one.id for one in api.get("/v1/customers").data] == [made.id]


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:12111",
        "http://app.localhost",
        "http://[::1]:1",
    ],
)
def test_a_page_of_this_machine_may(api, origin):
    assert api.request("POST", "/v1/customers", headers={"Origin": origin}).status == 200


def test_a_closed_server_s_own_pages_may(tmp_path):
    settings = {"database": str(tmp_path / "closed.db"), "closed": True}
    house, keys = House(**settings), Keys(Settings(**settings))
    try:
        api = Api(house, keys.create("secret")["key"])
        own = {"Host": "pay.example:8443", "Origin": "https://pay.example:8443"}
        assert api.request("POST", "/v1/customers", headers=own).status == 200
        assert (
            api.request("POST", "/v1/customers", headers={**own, "Origin": "https://pay.example"}).status
            == 403
        )
        assert api.request("POST", "/v1/customers", headers=SHOP).status == 403
    finally:
        keys.close()
        house.close()


# -- under which names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:12111",
        "127.0.0.1:12111",
        "127.8.8.8",
        "[::1]:12111",
        "stripe.localhost:1",
        "localhost.",
    ],
)
def test_an_open_server_answers_to_this_machine_s_names(api, host):
    assert api.request("GET", "/v1/customers", headers={"Host": host}).status == 200
    assert api.request("GET", "/healthz", key=None, headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:12111",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.7",
        "0.0.0.0",
        "",
        "[",
        "a@localhost@b",
    ],
)
def test_it_answers_to_no_other(api, host):
    refused = api.request("GET", "/v1/customers", headers={"Host": host})
    assert refused.status == 403
    assert "--public-url" in refused.json.error.message
    assert api.request("POST", "/v1/tokens", key=publishable(api), headers={"Host": host}).status == 403
    shown = api.request("GET", "/healthz", key=None, headers={"Host": host})
    assert shown.status == 403
    assert "--public-url" in shown.body.decode()


def test_the_public_url_is_a_name_of_ours():
    house = House(public_url="https://stripe.test:8443/")
    try:
        api = Api(house)
        assert api.request("GET", "/v1/customers", headers={"Host": "stripe.test:8443"}).status == 200
        assert (
            api.request(
                "POST", "/v1/customers", headers={"Host": "stripe.test", "Origin": "https://stripe.test"}
            ).status
            == 200
        )
        assert api.request("GET", "/v1/customers", headers={"Host": "localhost"}).status == 200
        assert api.request("GET", "/v1/customers", headers={"Host": "other.test"}).status == 403
    finally:
        house.close()


def test_a_closed_server_has_whatever_name_it_is_given(tmp_path):
    settings = {"database": str(tmp_path / "closed.db"), "closed": True}
    house, keys = House(**settings), Keys(Settings(**settings))
    try:
        api = Api(house, keys.create("secret")["key"])
        assert api.request("GET", "/v1/customers", headers={"Host": "counterfoil.internal"}).status == 200
    finally:
        keys.close()
        house.close()


# -- pages ---------------------------------------------------------------------------------------------------


def policy(answer):
    """The directives of a page's content policy."""
    return dict(
        each.strip().partition(" ")[::2] for each in answer.headers["content-security-policy"].split(";")
    )


def pages(api):
    intent = api.post(
        "/v1/payment_intents",
        **payment(method="pm_card_authenticationRequired", return_url="https://shop.example:444/done?a=b"),
    )
    charge = api.get(
        f"/v1/payment_intents/{api.post('/v1/payment_intents', **payment()).id}", expand=["latest_charge"]
    ).latest_charge
    receipt = charge.receipt_url.partition("://")[2].partition("/")[2]
    return {
        name: api.request("GET", f"/{path}", key=None)
        for name, path in {
            "bank": page(intent),
            "receipt": receipt,
            "health": "healthz",
            "none": "nothing",
            "link": "links/none",
        }.items()
    }


def test_pages_load_nothing_guess_nothing_and_tell_nobody_where_one_was(api):
    for name, answer in pages(api).items():
        told = policy(answer)
        assert (told["default-src"], told["base-uri"]) == ("'none'", "'none'"), name
        assert "frame-ancestors" in told, name
        assert answer.headers["x-content-type-options"] == "nosniff", name
        assert answer.headers["x-frame-options"] == "DENY", name
        assert answer.headers["referrer-policy"] == "no-referrer", name


def test_a_page_s_own_style_is_what_its_policy_lets_through(api):
    import base64
    import hashlib

    answer = pages(api)["receipt"]
    style = re.search(rb"<style>(.*?)</style>", answer.body, re.DOTALL)[1]
    assert (
        policy(answer)["style-src"] == f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"
    )
    assert b"{{" not in style


def test_only_the_shop_that_is_returned_to_frames_the_bank_s_page(api):
    shown = pages(api)
    assert policy(shown["bank"])["frame-ancestors"] == "https://shop.example:444"
    assert policy(shown["receipt"])["frame-ancestors"] == "'none'"
    for back in (
        "myapp://done",
        "https://shop.example;script-src *",
        "https://a,b.example/",
        "https://user@shop.example/",
    ):
        intent = api.request(
            "POST", "/v1/payment_intents", payment(method="pm_card_authenticationRequired", return_url=back)
        )
        if intent.status == 200:
            framed = policy(api.request("GET", f"/{page(intent.json)}", key=None))
            assert framed["frame-ancestors"] == "'none'"
            assert "script-src" not in framed


def test_no_return_url_is_a_script(api):
    for back in ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>"):
        refused = api.refused(
            "POST", "/v1/payment_intents", **payment(method="pm_card_authenticationRequired", return_url=back)
        )
        assert (refused.code, refused.param) == ("url_invalid", "return_url")
