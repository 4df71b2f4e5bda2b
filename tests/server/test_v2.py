"""The conventions of /v2: JSON in, JSON out, errors with codes, null to unset, lists by page."""

from __future__ import annotations

import pytest

V2 = {"Stripe-Version": "2025-02-24.acacia"}
PATH = "/v2/core/event_destinations"
DESTINATION = {
    "name": "mine",
    "type": "webhook_endpoint",
    "event_payload": "thin",
    "enabled_events": ["v1.billing.meter.no_meter_found"],
    "webhook_endpoint": {"url": "https://example.com/hook"},
}


def test_json_in_and_out(api):
    made = api.v2("POST", PATH, {**DESTINATION, "metadata": {"a": "b"}, "description": "x"})
    assert made.object == "v2.core.event_destination"
    assert (made.name, made.metadata, made.status, made.livemode) == ("mine", {"a": "b"}, "enabled", False)
    assert made.created.endswith("Z")
    assert api.v2("GET", f"{PATH}/{made.id}") == made


def test_null_unsets(api):
    made = api.v2("POST", PATH, {**DESTINATION, "description": "x", "metadata": {"a": "b", "c": "d"}})
    changed = api.v2("POST", f"{PATH}/{made.id}", {"description": None, "metadata": {"a": None, "e": "f"}})
    assert not changed.description
    assert changed.metadata == {"c": "d", "e": "f"}


def test_lists_have_pages(api):
    for number in range(3):
        api.v2("POST", PATH, {**DESTINATION, "name": str(number)})
    first = api.v2("GET", f"{PATH}?limit=2")
    assert set(first) == {"data", "next_page_url", "previous_page_url"}
    assert len(first.data) == 2
    second = api.v2("GET", first.next_page_url)
    assert len(second.data) == 1
    assert second.next_page_url is None
    assert len({one.id for one in [*first.data, *second.data]}) == 3


@pytest.mark.parametrize(
    "query",
    [
        "include=webhook_endpoint.url",
        "include=webhook_endpoint.url&include=webhook_endpoint.url",
        "include[0]=webhook_endpoint.url",
        "include%5B0%5D=webhook_endpoint.url&include%5B1%5D=webhook_endpoint.url",
    ],
)
def test_a_list_repeats_its_name_or_counts(api, query):
    made = api.v2("POST", PATH, DESTINATION)
    assert made.webhook_endpoint.url is None
    assert api.v2("GET", f"{PATH}/{made.id}?{query}").webhook_endpoint.url == "https://example.com/hook"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": None}, "name"), ({"name": 5}, "string"), ({"nonsense": 1}, "nonsense"),
        ({"type": "pigeon"}, "type"), ({"enabled_events": "all"}, "array"),
        ({"webhook_endpoint": "x"}, "object"), ({"metadata": {"a": "x" * 501}}, "500"),
        ({"webhook_endpoint": {"url": "nowhere"}}, "URL"),
    ],
)  # fmt: skip
def test_refusals_have_codes(api, change, word):
    error = api.v2("POST", PATH, {**DESTINATION, **change}, status=400).error
    assert word in error.message
    assert error.code
    assert error.type is None or error.type != "api_error"
    assert api.v2("GET", PATH).data == []


def test_what_is_not_there(api):
    error = api.v2("GET", f"{PATH}/ed_none", status=404).error
    assert error.code == "not_found"
    assert api.v2("GET", "/v2/core/nothing", status=404).error.code == "not_found"
    assert api.v2("DELETE", f"{PATH}/ed_none", status=404).error.code == "not_found"


def test_without_a_key(api):
    answer = api.request("GET", PATH, headers=V2, key=None)
    assert (answer.status, answer.json.error.code) == (401, "unauthorized")
    assert api.request("GET", PATH, headers=V2, key="sk_test_").status == 401


def test_a_form_is_no_json(api):
    answer = api.request("POST", PATH, {"name": "x"}, headers=V2)
    assert (answer.status, answer.json.error.code) == (400, "invalid_json")
    assert api.request("POST", PATH, b"", headers=V2).status == 400


def test_sandboxes_and_modes(api):
    made = api.v2("POST", PATH, DESTINATION)
    assert api.other().v2("GET", f"{PATH}/{made.id}", status=404).error.code == "not_found"
    assert api.live().v2("GET", PATH).data == []
