"""Input that no client should send: always an error object, never a crash, and nothing written."""

from __future__ import annotations

import asyncio
import logging

import pytest

from tests.support.client import Api, letters

V2 = {"Stripe-Version": "2025-02-24.acacia"}


def clean(api) -> bool:
    """Whether a sandbox is as it was opened."""
    return api.get("/v1/customers").data == [] and api.get("/v1/events").data == []


@pytest.mark.parametrize(
    "body",
    [
        b"name=%", b"name=%zz", b"name=%ff%fe", b"\xff\xfe=x", b"name=\xc3\x28", b"name=%00", b"na\0me=x",
        b"name=\0", b"name[=x", b"name]=x", b"name[a]b=x", b"[a]=x", b"[]=x", b"name[]=x&name=y",
        b"name=x&name[a]=y", b"name[a]=1&name[][b]=2", b"metadata[a][b]=c", b"metadata[]=c",
        b"a" + b"[b]" * 5000 + b"=1", b"shipping" + b"[address]" * 20 + b"=1",
        b"&".join(b"k%d=v" % number for number in range(20_000)), b"=x&x", b"address[city][]=x", b"expand=x",
        b"expand[a]=x", b"expand[]=" + b"a." * 3000, b"balance=NaN", b"balance=1e400",
        b"balance=" + b"9" * 5000, b"balance=0x10", b"balance=--1", b"balance=9223372036854775808",
        b"balance=%E2%82%AC", "balance=١٢٣".encode(), b"name=" + b"x" * 1_000_000, b"x" * 1_000_000 + b"=1",
        b'{"name":"x"}', b"<xml/>", b"\x1f\x8b\x08\x00", b"metadata[%5B]=x", b"metadata[a]=" + b"x" * 501,
    ],
    ids=lambda body: repr(body[:24]),
)  # fmt: skip
def test_bodies_that_are_no_parameters(api, body):
    answer = api.request("POST", "/v1/customers", body)
    assert answer.status == 400, answer.body[:300]
    assert answer.json.error.type == "invalid_request_error"
    assert answer.json.error.message
    assert len(answer.body) < 10_000
    assert clean(api)


@pytest.mark.parametrize(
    "query",
    ["limit=%", "limit=%ff", "expand[]=%00", "limit[a]=1", "created[gt][x]=1", "starting_after[]=x", "%ff=1"],
)
def test_queries_that_are_no_parameters(api, query):
    answer = api.request("GET", f"/v1/customers?{query}")
    assert (answer.status, answer.json.error.type) == (400, "invalid_request_error")


@pytest.mark.parametrize(
    "id",
    [
        "%00",
        "x" * 5000,
        "cus_x' OR 1=1 --",
        "../account",
        "😀",
        "ü",
        "a b",
        "%",
        "%2",
        "null",
        "-1",
        "cus_x;drop",
        "{id}",
        "*",
    ],
)
def test_ids_that_are_none(api, id):
    for method in ("GET", "POST", "DELETE"):
        answer = api.request(method, f"/v1/customers/{id}")
        assert answer.status == 404
        assert answer.json.error.type == "invalid_request_error"
    answer = api.request("GET", "/v1/customers", {"starting_after": id})
    assert answer.status == 400


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/octet-stream", "nonsense", "multipart/mixed", "application/x-json"],
)
def test_content_types_that_say_nothing_of_use(api, content_type):
    """What is not JSON and no multipart form is read as a form."""
    answer = api.request("POST", "/v1/customers", b"name=Ada", headers={"Content-Type": content_type})
    assert (answer.status, answer.json.name) == (200, "Ada")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"name=Ada"),
        ("multipart/form-data; boundary=", b"name=Ada"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"name=Ada"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda'),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nAda\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\r\n--x--\r\n',
        ),
        ("multipart/form-data; boundary=" + "x" * 500, b"--x--"),
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json; charset=x", b'{"name": "Ada"}'),
    ],
)
def test_bodies_that_break_their_promise(api, content_type, body):
    answer = api.request("POST", "/v1/customers", body, headers={"Content-Type": content_type})
    assert (answer.status, answer.json.error.type) == (400, "invalid_request_error")
    assert clean(api)


def test_a_file_where_none_belongs(api):
    body = b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nAda\r\n--x--\r\n'
    answer = api.request(
        "POST", "/v1/customers", body, headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert (answer.status, answer.json.error.param) == (400, "name")


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[", b"null1", b"nul", b'"text"', b"[]", b"5", b"{'a':1}", b'{"a":NaN}', b'{"a":1e999}',
        b"\xff", b"[" * 100_000, b'{"a":' * 50_000, b'{"name":"\\ud800"}', b'{"name":"\\u0000"}',
        b'{"name":1}', b'{"name":"x","name":"y"', b'{"enabled_events":' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"metadata":{"a":{"b":"c"}}}', b'{"name":null}', b"name=x",
        b'{"name":"' + b"x" * 6000 + b'"}',
    ],
    ids=lambda body: repr(body[:24]),
)  # fmt: skip
def test_json_that_is_none(api, body):
    answer = api.request(
        "POST", "/v2/core/event_destinations", body, headers={**V2, "Content-Type": "application/json"}
    )
    assert answer.status == 400, answer.body[:300]
    assert answer.json.error.code
    assert answer.json.error.message
    assert clean(api)


# -- bodies in pieces ----------------------------------------------------------------------------------------


def streamed(api, messages, path="/v1/customers", headers=(), raw=None, method="POST", query=b"", key=""):
    """Send a request in pieces. Returns (status, headers, body), or None without an answer."""
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": (raw or path).encode(),
        "query_string": query,
        "headers": [*([] if key is None else [(b"authorization", f"Bearer {api.key}".encode())]), *headers],
    }  # fmt: skip
    waiting, sent = list(messages), []

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    api.house.run(asyncio.wait_for(api.house.server.application(scope, receive, send), 60))
    if not sent:
        return None
    return (
        sent[0]["status"],
        dict(sent[0]["headers"]),
        b"".join(message.get("body", b"") for message in sent[1:]),
    )


def piece(body: bytes, more: bool = True):
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces(api):
    status, _, _ = streamed(api, [piece(b"na"), piece(b"me=A"), piece(b""), piece(b"da", False)])
    assert status == 200
    assert api.get("/v1/customers").data[0].name == "Ada"


def test_half_a_request_is_never_obeyed(api):
    assert streamed(api, [piece(b"name=Ada&ema")]) is None
    assert streamed(api, []) is None
    assert clean(api)


def test_a_body_that_is_too_large(api):
    pieces = [piece(b"name=" + b"x" * 1_000_000), piece(b"x" * 1_000_000), piece(b"x" * 1_000_000, False)]
    for messages in (pieces, [piece(b"name=" + b"x" * 3_000_000, False)]):
        status, headers, body = streamed(api, messages)
        assert status == 413
        assert headers[b"request-id"].startswith(b"req_")
        assert headers[b"stripe-version"] == b"2025-02-24.acacia"
        assert b'"type":"invalid_request_error"' in body
    assert clean(api)


@pytest.mark.parametrize(("path", "status"), [("/v1/customers", 413), ("/v1/files", 400)])
def test_only_files_are_large(api, path, status):
    kind = (b"content-type", b"multipart/form-data; boundary=x")
    assert (
        streamed(api, [piece(b"x" * 1_500_000), piece(b"x" * 1_500_000, False)], path, headers=[kind])[0]
        == status
    )


def test_a_body_of_which_nobody_sees_the_end(api):
    """An unwanted body is read and dropped for a while, so that clients that send it all see the answer."""
    status, headers, _ = streamed(api, [piece(b"x" * 8_000_000)] * 1000)
    assert (status, headers[b"connection"]) == (413, b"close")


@pytest.mark.parametrize("key", [None, b"Bearer sk_test_", b"Bearer nonsense"])
@pytest.mark.parametrize("path", ["/v1/files", "/v1/customers", "/v2/core/event_destinations"])
def test_a_body_is_read_only_once_the_key_is_good(api, path, key, monkeypatch):
    def crash(*body, **options):
        raise AssertionError("a body was parsed")

    for name in ("decode", "multipart"):
        monkeypatch.setattr(f"counterfoil.contract.forms.{name}", crash)
    headers = [
        (b"content-type", b"multipart/form-data; boundary=x"),
        *([(b"authorization", key)] if key else []),
    ]
    part = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nsk_test_secretsecret\r\n'
    for messages in (
        [piece(part * 100, False)],
        [piece(part * 100_000), piece(part), piece(b"--x--", False)],
    ):
        status, _, body = streamed(api, messages, path, headers=headers, key=None)
        assert status == 401
        assert b'"error"' in body
    assert api.house.server.application.receiving == 0


def test_who_asks_before_sending_is_answered_before_sending(api):
    """Expect: 100-continue. A body is asked for by receiving it."""
    expect = (b"expect", b"100-continue")
    status, headers, _ = streamed(
        api, [], "/v1/files", headers=[expect, (b"authorization", b"Bearer nonsense")], key=None
    )
    assert (status, headers[b"connection"]) == (401, b"close")
    status, headers, _ = streamed(api, [], headers=[expect, (b"content-length", b"3000000")])
    assert (status, headers[b"connection"]) == (413, b"close")
    assert streamed(api, [piece(b"name=Ada", False)], headers=[expect, (b"content-length", b"8")])[0] == 200
    assert api.get("/v1/customers").data[0].name == "Ada"


def test_all_that_is_being_received_together_is_bounded(api, monkeypatch):
    monkeypatch.setattr("counterfoil.server.application.MAX_TOGETHER", 1_000_000)
    status, headers, body = streamed(
        api, [piece(b"name=" + b"x" * 700_000), piece(b"x" * 700_000), piece(b"", False)]
    )
    assert (status, headers[b"stripe-should-retry"]) == (503, b"true")
    assert b'"type":"api_error"' in body
    assert api.house.server.application.receiving == 0
    assert clean(api)


def test_the_forms_of_pages_are_small(api):
    intent = api.post(
        "/v1/payment_intents", amount=2000, currency="usd", payment_method="pm_card_authenticationRequired",
        payment_method_types=["card"], confirm=True, return_url="https://shop.example/done",
    )  # fmt: skip
    path, _, query = (
        intent.next_action.redirect_to_url.url.partition("://")[2].partition("/")[2].partition("?")
    )
    messages = [piece(b"outcome=complete&"), *[piece(b"x" * 60_000)] * 1000]
    assert streamed(api, messages, f"/{path}", query=query.encode())[0] == 413
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_action"


def test_headers_that_are_no_text(api):
    for name, value in ((b"stripe-version", b"\xff\xfe"), (b"stripe-account", b"\xff\xfe")):
        status, _, body = streamed(api, [piece(b"", False)], headers=[(name, value)])
        assert status in (400, 403)
        assert b'"error"' in body
    status, headers, _ = streamed(api, [piece(b"", False)], headers=[(b"idempotency-key", b"\xff\xfe")])
    assert (status, headers[b"idempotency-key"]) == (200, b"\xff\xfe")


# -- paths ---------------------------------------------------------------------------------------------------


def test_an_id_may_hold_a_slash(api):
    """Ids of plans are the caller's own; the SDKs encode what they put into a path."""
    made = api.post(
        "/v1/plans", amount=100, currency="usd", interval="month", product={"name": "Gold"}, id="gold/monthly"
    )
    for raw in ("gold%2Fmonthly", "gold%2fmonthly"):
        status, _, body = streamed(
            api, [piece(b"", False)], f"/v1/plans/{made.id}", raw=f"/v1/plans/{raw}", method="GET"
        )
        assert status == 200
        assert b'"id":"gold/monthly"' in body
    assert api.request("GET", "/v1/plans/gold/monthly").status == 404


def test_a_plus_in_a_path_is_a_blank(api):
    """The SDKs quote ids as forms are: a blank becomes a plus, and a plus %2B."""
    for id, raw in (("gold monthly", "gold+monthly"), ("gold+yearly", "gold%2Byearly")):
        api.post("/v1/plans", amount=100, currency="usd", interval="month", product={"name": "Gold"}, id=id)
        status, _, body = streamed(
            api, [piece(b"", False)], f"/v1/plans/{id}", raw=f"/v1/plans/{raw}", method="GET"
        )
        assert (status, f'"id":"{id}"'.encode() in body) == (200, True)


@pytest.mark.parametrize("path", ["/", "/nothing", "/v3/customers", "/v10/x"])
def test_what_is_neither_api_nor_page_still_says_error(api, path):
    """Some clients take any JSON without `error` for a success, whatever the status."""
    answer = api.request("GET", path)
    assert (answer.status, answer.json.error.type) == (404, "invalid_request_error")


# -- what the log tells --------------------------------------------------------------------------------------


def test_nothing_secret_is_in_the_log(house, caplog, monkeypatch):
    api = Api(house)
    secret = f"whisper{letters(12)}"
    number = "4242424242424242"
    caplog.set_level(logging.DEBUG)
    card = {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "737"}
    api.request("POST", "/v1/payment_methods", {"type": "card", "card": card})
    api.request("POST", "/v1/customers", {"name": secret})
    api.request("POST", "/v1/customers", {secret: "x"})
    api.request("GET", f"/v1/customers?{secret}=1&key={api.key}")
    api.request("GET", "/v1/customers", key=f"sk_test_{secret}-not-well-formed")
    api.request("POST", "/v2/core/event_destinations", json={"name": secret}, headers=V2)

    bound = house.server.dispatch.bound(house.server.surface.operations["customers.create"])

    def crash(work, ids, params):
        raise RuntimeError("a fault of ours")

    broken = type(bound)(bound.operation, bound.status, crash, bound.resource, bound.reads)
    monkeypatch.setitem(house.server.dispatch._bound, "customers.create", broken)
    crashed = api.request(
        "POST", "/v1/customers", {"name": secret, "description": number}, headers={"Idempotency-Key": "x"}
    )
    assert crashed.status == 500

    formatter = logging.Formatter("%(message)s")
    told = "\n".join(
        formatter.format(record) + repr(record.__dict__.get("extra", "")) for record in caplog.records
    )
    assert crashed.headers["request-id"] in told
    assert "a fault of ours" in told
    for word in (api.key, api.key.removeprefix("sk_test_"), number, secret):
        assert word not in told
