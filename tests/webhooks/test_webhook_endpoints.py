"""Webhook endpoints: what may be asked for, what is told and what is not."""

from __future__ import annotations

import re

URL = "https://example.com/my/webhook/endpoint"


def test_the_secret_is_told_once(api):
    created = api.post(
        "/v1/webhook_endpoints",
        url=URL,
        enabled_events=["charge.succeeded", "charge.failed"],
        metadata={"a": "b"},
    )
    secret = created.secret
    assert re.fullmatch(r"whsec_\w{32}", secret)
    assert (created.object, created.status, created.livemode, created.api_version, created.application) == (
        "webhook_endpoint", "enabled", False, None, None,
    )  # fmt: skip
    endpoint = api.get(f"/v1/webhook_endpoints/{created.id}")
    assert {**endpoint, "secret": secret} == created
    assert api.get("/v1/webhook_endpoints").data == [endpoint]
    updated = api.post(
        f"/v1/webhook_endpoints/{endpoint.id}", description="mine", metadata={"a": "", "c": "d"}
    )
    assert "secret" not in updated
    assert (updated.description, updated.metadata) == ("mine", {"c": "d"})


def test_the_secret_is_in_the_replayed_answer_as_well(api):
    params = {"url": URL, "enabled_events": ["*"]}
    first, second = (
        api.request("POST", "/v1/webhook_endpoints", params, headers={"Idempotency-Key": "once"})
        for _ in range(2)
    )
    assert first.status == second.status == 200
    assert first.json == second.json
    assert len(api.get("/v1/webhook_endpoints").data) == 1


def test_names_of_events_are_folded_and_must_exist(api):
    endpoint = api.post(
        "/v1/webhook_endpoints",
        url=URL,
        enabled_events=["charge.failed", "charge.failed", "billing.meter.created"],
    )
    assert endpoint.enabled_events == ["charge.failed", "billing.meter.created"]
    for events, at in (
        (["charge.nothing"], 0),
        (["charge.failed", "charge.*"], 1),
        (["v1.billing.meter.no_meter_found"], 0),
    ):
        error = api.refused("POST", "/v1/webhook_endpoints", url=URL, enabled_events=events)
        assert error.message.startswith(
            f"Invalid enabled_events[{at}]: must be one of account.application.authorized, "
        )
        assert error.param == f"enabled_events[{at}]"
        assert "code" not in error
    error = api.refused("POST", f"/v1/webhook_endpoints/{endpoint.id}", 400, enabled_events=[])
    assert (error.code, error.param) == ("parameter_invalid_empty", "enabled_events")
    assert api.get("/v1/webhook_endpoints").data[0].enabled_events == endpoint.enabled_events


def test_what_is_required_and_what_a_url_must_be(api):
    assert (
        api.refused("POST", "/v1/webhook_endpoints", url=URL).message
        == "Missing required param: enabled_events."
    )
    assert (
        api.refused("POST", "/v1/webhook_endpoints", enabled_events=["*"]).message
        == "Missing required param: url."
    )
    error = api.refused("POST", "/v1/webhook_endpoints", enabled_events=["*"], url="example.com")
    assert (error.code, error.message) == (
        "url_invalid",
        "Invalid URL: An explicit scheme (such as https) must be provided.",
    )
    error = api.refused("POST", "/v1/webhook_endpoints", enabled_events=["*"], url="ftp://example.com")
    assert (error.code, error.message) == ("url_invalid", "Not a valid URL")
    assert api.get("/v1/webhook_endpoints").data == []


def test_version_and_connect_are_fixed(api):
    for version in ("2022-11-15", "2025-02-24.acacia", "2026-10-28.endive"):
        endpoint = api.post(
            "/v1/webhook_endpoints", url=URL, enabled_events=["*"], api_version=version, connect=True
        )
        assert endpoint.api_version == version
    assert (
        api.refused(
            "POST", "/v1/webhook_endpoints", url=URL, enabled_events=["*"], api_version="2022-11-16"
        ).param
        == "api_version"
    )
    for name, value in (("api_version", "2022-11-15"), ("connect", False)):
        error = api.refused("POST", f"/v1/webhook_endpoints/{endpoint.id}", 400, **{name: value})
        assert (error.code, error.message) == ("parameter_unknown", f"Received unknown parameter: {name}")


def test_there_may_be_sixteen_in_a_mode_destinations_included(api):
    endpoints = [api.post("/v1/webhook_endpoints", url=URL, enabled_events=["*"]) for _ in range(15)]
    destination = {
        "name": "n", "type": "webhook_endpoint", "event_payload": "snapshot", "enabled_events": ["*"],
        "webhook_endpoint": {"url": URL},
    }  # fmt: skip
    api.v2("POST", "/v2/core/event_destinations", destination)
    api.post(f"/v1/webhook_endpoints/{endpoints[0].id}", disabled=True)
    error = api.refused("POST", "/v1/webhook_endpoints", url=URL, enabled_events=["*"])
    assert error.message == "You have reached the maximum of 16 test webhook endpoints."
    assert (
        api.v2("POST", "/v2/core/event_destinations", destination, status=400)["error"]["message"]
        == error.message
    )
    api.live().post("/v1/webhook_endpoints", url=URL, enabled_events=["*"])
    api.delete(f"/v1/webhook_endpoints/{endpoints[0].id}")
    api.post("/v1/webhook_endpoints", url=URL, enabled_events=["*"])


def test_a_deleted_endpoint_is_missing(api):
    endpoint = api.post("/v1/webhook_endpoints", url=URL, enabled_events=["*"])
    path = f"/v1/webhook_endpoints/{endpoint.id}"
    assert api.delete(path) == {"id": endpoint.id, "object": "webhook_endpoint", "deleted": True}
    for method in ("GET", "POST", "DELETE"):
        error = api.refused(method, path, 404)
        assert (error.code, error.param, error.message) == (
            "resource_missing", "webhook_endpoint", f"No such webhook endpoint: '{endpoint.id}'",
        )  # fmt: skip
    assert api.get("/v1/webhook_endpoints").data == []
    assert api.other().refused("GET", path, 404).code == "resource_missing"
