"""Versions: each request says how it wants to see what is stored; what is stored knows no versions."""

from __future__ import annotations

import pytest

from tests.support.client import Api, House

BASE = "2025-02-24.acacia"  # of callers who name none


def at(api, version, method="GET", path="/v1/customers", params=None):
    return api.request(method, path, params, headers={"Stripe-Version": version})


@pytest.mark.parametrize(
    "version",
    [
        "2024-04-10", "2024-06-20", "2024-09-30.acacia", "2024-10-28.acacia", "2024-11-20.acacia",
        "2024-12-18.acacia", "2025-01-27.acacia", BASE, "2022-11-15", "2020-08-27", "2011-01-01",
        "2025-03-31.basil", "2026-05-27.dahlia", "2026-10-28.endive", "2026-08-26.preview",
    ],
)  # fmt: skip
def test_a_published_version_is_accepted_and_echoed(api, version):
    answer = at(api, version)
    assert (answer.status, answer.headers["stripe-version"]) == (200, version)
    assert at(api, version, "POST", params={"name": "Ada"}).json.name == "Ada"


@pytest.mark.parametrize(
    "version",
    ["", "latest", "2024-04-11", "1999-01-01", "2024-09-30", "2024-09-30.basil", "2024-13-45", "v1", "'"],
)
def test_an_unknown_version_is_refused(api, version):
    answer = at(api, version)
    assert answer.status == 400
    assert answer.json == {
        "error": {"type": "invalid_request_error", "message": f"Invalid Stripe API version: {version}"}
    }
    assert answer.headers["stripe-version"] == BASE


def test_without_a_version_the_account_s_own_is_used(api):
    answer = api.request("POST", "/v1/customers")
    assert answer.headers["stripe-version"] == BASE
    assert api.get("/v1/events").data[0].api_version == BASE


def test_the_space_around_a_version_is_no_part_of_it(api):
    answer = at(api, "2025-03-31.basil \t")
    assert (answer.status, answer.headers["stripe-version"]) == (200, "2025-03-31.basil")


@pytest.mark.parametrize(
    "path", ["/v1/invoices/upcoming", "/v1/invoices/upcoming/", "/v1/invoices/upcoming/lines"]
)
def test_an_operation_that_was_removed_is_no_id(api, path):
    for version in ("2025-03-31.basil", "2026-10-28.endive"):
        answer = at(api, version, path=path, params={"customer": "cus_1"})
        assert answer.status == 404
        assert answer.json.error.message.startswith(f"Unrecognized request URL (GET: {path}).")
    assert b"Unrecognized request URL" not in at(api, BASE, path=path, params={"customer": "cus_1"}).body


def test_what_a_refusal_holds_is_seen_as_the_version_sees_it(api):
    params = {
        "amount": 1000,
        "currency": "usd",
        "payment_method_types": ["card"],
        "payment_method": "pm_card_chargeDeclined",
        "confirm": True,
    }
    for headers in ({}, {"Idempotency-Key": "k"}):
        sent = {"Stripe-Version": "2022-08-01", **headers}
        error = api.request("POST", "/v1/payment_intents", params, headers=sent).json.error
        assert [charge.id for charge in error.payment_intent.charges.data] == [error.charge]
        assert error.payment_intent.latest_charge == error.charge
    assert api.refused("POST", "/v1/payment_intents", 402, **params).payment_intent.latest_charge


def test_a_version_shapes_one_answer_and_nothing_that_is_stored(api):
    params = {
        "amount": 1000,
        "currency": "usd",
        "payment_method": "pm_card_visa",
        "confirm": True,
        "payment_method_types": ["card"],
    }
    old = at(api, "2022-08-01", "POST", "/v1/payment_intents", params).json
    assert [charge.amount for charge in old.charges.data] == [1000]
    assert old.charges.data[0].refunds.data == []
    assert old.charges.url == f"/v1/charges?payment_intent={old.id}"

    now = api.get(f"/v1/payment_intents/{old.id}")
    assert "charges" not in now
    assert now.latest_charge == old.charges.data[0].id
    assert "refunds" not in api.get(f"/v1/charges/{now.latest_charge}")
    listed = at(api, "2022-08-01", path="/v1/payment_intents").json
    assert listed.data[0].charges.data[0].id == now.latest_charge
    event = api.get("/v1/events", type="payment_intent.succeeded").data[0]
    assert event.data.object.latest_charge == now.latest_charge


def test_newer_versions_see_what_they_know(api):
    intent = api.post("/v1/payment_intents", amount=1000, currency="usd", payment_method_types=["card"])
    assert "invoice" in intent
    assert "invoice" not in at(api, "2025-03-31.basil", path=f"/v1/payment_intents/{intent.id}").json


@pytest.mark.parametrize(
    ("version", "capture", "automatic"),
    [
        ("2022-11-15", "automatic", False),
        ("2023-08-16", "automatic", True),
        ("2024-04-10", "automatic_async", True),
        (BASE, "automatic_async", True),
    ],
)
def test_defaults_are_those_of_the_version(api, version, capture, automatic):
    intent = at(api, version, "POST", "/v1/payment_intents", {"amount": 1000, "currency": "usd"}).json
    assert intent.capture_method == capture
    if automatic:
        assert intent.automatic_payment_methods.enabled is True
    else:
        assert (intent.automatic_payment_methods, intent.payment_method_types) == (None, ["card"])


def test_versions_do_not_make_another_request_of_an_idempotent_one(api):
    headers = {"Idempotency-Key": "k"}
    first = api.request("POST", "/v1/payment_intents", {"amount": 1000, "currency": "usd"}, headers=headers)
    again = api.request(
        "POST",
        "/v1/payment_intents",
        {"amount": 1000, "currency": "usd"},
        headers={**headers, "Stripe-Version": "2022-08-01"},
    )
    assert again.body == first.body


@pytest.mark.parametrize(
    ("version", "status"),
    [(None, 400), ("2024-06-20", 400), ("nonsense", 400), ("2024-09-30.acacia", 404),
     ("2024-10-28.acacia", 200), (BASE, 200),
     ("2026-08-26.dahlia", 200), ("2026-08-26.preview", 200)],
)  # fmt: skip
def test_v2_wants_a_version_of_its_time(api, version, status):
    headers = {} if version is None else {"Stripe-Version": version}
    answer = api.request("GET", "/v2/core/event_destinations", headers=headers)
    assert answer.status == status
    if status == 200:
        assert answer.headers["stripe-version"] == version
        assert set(answer.json) == {"data", "next_page_url", "previous_page_url"}
    else:
        assert answer.json.error.code


def test_an_account_keeps_the_version_it_was_opened_with(tmp_path):
    database = str(tmp_path / "versions.db")
    params = {
        "amount": 1000,
        "currency": "usd",
        "payment_method": "pm_card_visa",
        "confirm": True,
        "payment_method_types": ["card"],
    }
    old = House(database=database, api_version="2022-08-01")
    api = Api(old)
    answer = api.request("POST", "/v1/payment_intents", params)
    assert answer.headers["stripe-version"] == "2022-08-01"
    old.close()

    new = House(database=database)
    api = Api(new, api.key)
    event = api.request("GET", "/v1/events", {"type": "payment_intent.succeeded"}).json.data[0]
    assert event.api_version == "2022-08-01"
    assert [charge.amount for charge in event.data.object.charges.data] == [1000]
    assert api.request("GET", "/v1/customers").headers["stripe-version"] == "2022-08-01"
    assert at(api, BASE, path=f"/v1/payment_intents/{answer.json.id}").json.latest_charge
    assert api.other().request("POST", "/v1/customers").headers["stripe-version"] == BASE, (
        "opened by the newer server"
    )
    new.close()
