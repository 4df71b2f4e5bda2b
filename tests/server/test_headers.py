"""What every answer carries, refusals included."""

from __future__ import annotations

import re

import pytest

REQUEST = re.compile(r"req_[A-Za-z0-9]{14,}").fullmatch


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/customers", 200),
        ("POST", "/v1/customers", 200),
        ("GET", "/v1/customers/cus_none", 404),
        ("GET", "/v1/nothing", 404),
        ("PUT", "/v1/customers", 404),
        ("POST", "/v1/customers?nonsense=1", 400),
        ("GET", "/v1", 404),
        ("GET", "/v2/nothing", 400),
    ],
)
def test_every_answer_is_json_with_an_id_and_a_version(api, method, path, status):
    answer = api.request(method, path)
    assert answer.status == status
    assert REQUEST(answer.headers["request-id"])
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["stripe-version"] == "2025-02-24.acacia"
    assert answer.headers["cache-control"] == "no-cache, no-store"
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert ("error" in answer.json) == (status != 200)
    assert not {
        "idempotency-key",
        "original-request",
        "idempotent-replayed",
        "stripe-should-retry",
        "stripe-account",
    } & set(answer.headers)


def test_request_ids_are_unique(api):
    seen = {api.request("GET", "/v1/customers").headers["request-id"] for _ in range(20)}
    assert len(seen) == 20


def test_a_key_is_echoed_with_the_request_that_first_bore_it(api):
    first = api.request("POST", "/v1/customers", headers={"Idempotency-Key": "one"})
    assert first.headers["idempotency-key"] == "one"
    assert first.headers["original-request"] == first.headers["request-id"]
    again = api.request("POST", "/v1/customers", headers={"Idempotency-Key": "one"})
    assert again.headers["original-request"] == first.headers["request-id"] != again.headers["request-id"]
    assert again.headers["idempotent-replayed"] == "true"
    refused = api.request("POST", "/v1/customers", {"nonsense": 1}, headers={"Idempotency-Key": "two"})
    assert (refused.headers["idempotency-key"], refused.headers["original-request"]) == (
        "two",
        refused.headers["request-id"],
    )
    assert "idempotent-replayed" not in refused.headers


def test_events_name_the_request_that_caused_them(api):
    answer = api.request("POST", "/v1/customers", headers={"Idempotency-Key": "why"})
    event = api.get("/v1/events", type="customer.created").data[0]
    assert event.request == {"id": answer.headers["request-id"], "idempotency_key": "why"}


def test_the_log_url_names_this_request(api):
    answer = api.request("GET", "/v1/customers/cus_none")
    id = answer.headers["request-id"]
    account = api.get("/v1/account").id
    assert (
        answer.json.error.request_log_url
        == f"https://dashboard.stripe.com/{account}/test/workbench/logs?object={id}"
    )
    live = api.live().request("GET", "/v1/customers/cus_none")
    live_url = f"https://dashboard.stripe.com/{account}/workbench/logs?object={live.headers['request-id']}"
    assert live.json.error.request_log_url == live_url


def test_what_reached_no_endpoint_has_no_log(api):
    for answer in (
        api.request("GET", "/v1/nothing"),
        api.request("GET", "/v1/customers", key=None),
        api.request("GET", "/v1/customers", headers={"Stripe-Version": "nonsense"}),
    ):
        assert "request_log_url" not in answer.json.error


def test_unknown_headers_mean_nothing(api):
    headers = {
        "X-Stripe-Client-User-Agent": '{"lang":"python"}',
        "Stripe-Context": "",
        "X-Whatever": "1",
        "Stripe-Livemode": "yes",
    }
    assert api.request("GET", "/v1/customers", headers=headers).status == 200


def test_a_head_request_is_not_of_this_api(api):
    assert api.request("HEAD", "/v1/customers").status == 404


@pytest.mark.parametrize("program", ["curl/8.5.0", "Stripe/v1 stripe-cli/1.52.0"])
def test_a_person_at_a_terminal_reads_indented_json(api, program):
    asked = api.request("GET", "/v1/customers", headers={"User-Agent": program})
    assert asked.body.startswith(b'{\n  "object": "list",\n')
    assert int(asked.headers["content-length"]) == len(asked.body)
    assert asked.json == api.get("/v1/customers")
