"""Meters: made, renamed, deactivated, reactivated."""

from __future__ import annotations

import pytest

from tests.billing.usage import use


def test_a_meter_is_born_with_the_documented_defaults(api):
    meter = api.given.meter()
    assert meter.id.startswith("mtr_test_")
    assert meter == {
        "id": meter.id,
        "object": "billing.meter",
        "created": meter.created,
        "customer_mapping": {"event_payload_key": "stripe_customer_id", "type": "by_id"},
        "default_aggregation": {"formula": "sum"},
        "display_name": "API calls",
        "event_name": "api_call",
        "event_time_window": None,
        "livemode": False,
        "status": "active",
        "status_transitions": {"deactivated_at": None},
        "updated": meter.created,
        "value_settings": {"event_payload_key": "value"},
    }
    assert api.get(f"/v1/billing/meters/{meter.id}") == meter


def test_a_meter_in_live_mode_has_no_test_in_its_id(api):
    live = api.live().given.meter()
    assert live.livemode is True
    assert live.id.startswith("mtr_")
    assert "_test_" not in live.id


@pytest.mark.parametrize("formula", ["sum", "count", "last"])
def test_a_meter_aggregates_by_sum_count_or_last(api, formula):
    assert api.given.meter(formula=formula).default_aggregation.formula == formula


def test_the_keys_of_the_payload_and_the_window_are_chosen_once(api):
    meter = api.given.meter(
        customer_mapping={"type": "by_id", "event_payload_key": "who"},
        value_settings={"event_payload_key": "tokens"},
        event_time_window="hour",
    )
    assert meter.customer_mapping.event_payload_key == "who"
    assert meter.value_settings.event_payload_key == "tokens"
    assert meter.event_time_window == "hour"


@pytest.mark.parametrize(
    ("params", "code", "param", "message"),
    [
        ({"event_name": None}, "parameter_missing", "event_name", "Missing required param: event_name."),
        (
            {"display_name": None},
            "parameter_missing",
            "display_name",
            "Missing required param: display_name.",
        ),
        (
            {"default_aggregation": None},
            "parameter_missing",
            "default_aggregation",
            "Missing required param: default_aggregation.",
        ),
        (
            {"default_aggregation": {"formula": "max"}},
            None,
            "default_aggregation[formula]",
            "Invalid default_aggregation[formula]: must be one of count, sum, or last",
        ),
        (
            {"event_time_window": "week"},
            None,
            "event_time_window",
            "Invalid event_time_window: must be one of day or hour",
        ),
        ({"event_name": "e" * 101}, None, "event_name", None),
        ({"display_name": "d" * 251}, None, "display_name", None),
        (
            {"value_settings": {"event_payload_key": "v" * 101}},
            None,
            "value_settings[event_payload_key]",
            None,
        ),
        (
            {"customer_mapping": {"type": "by_name", "event_payload_key": "who"}},
            None,
            "customer_mapping[type]",
            "Invalid customer_mapping[type]: must be one of by_id",
        ),
        ({"metadata": {"a": "b"}}, "parameter_unknown", "metadata", None),
    ],
)
def test_what_is_missing_or_malformed_is_refused(api, params, code, param, message):
    given = {"display_name": "API calls", "event_name": "api_call", "default_aggregation": {"formula": "sum"}}
    sent = {name: value for name, value in {**given, **params}.items() if value is not None}
    error = api.refused("POST", "/v1/billing/meters", **sent)
    assert (error.type, error.code, error.param) == ("invalid_request_error", code, param)
    assert message is None or error.message == message
    assert api.get("/v1/billing/meters").data == []


def test_an_event_name_belongs_to_one_active_meter(api):
    first = api.given.meter()
    error = api.refused(
        "POST",
        "/v1/billing/meters",
        display_name="Again",
        event_name="api_call",
        default_aggregation={"formula": "count"},
    )
    assert (error.type, error.param) == ("invalid_request_error", "event_name")
    assert "api_call" in error.message
    api.other().given.meter()  # of another account
    api.live().given.meter()  # of another mode
    api.post(f"/v1/billing/meters/{first.id}/deactivate")
    api.given.meter()  # its name is free again
    assert "api_call" in api.refused("POST", f"/v1/billing/meters/{first.id}/reactivate").message


def test_only_the_display_name_can_change(api):
    meter = api.given.meter()
    renamed = api.post(f"/v1/billing/meters/{meter.id}", display_name="Searches")
    assert renamed == {**meter, "display_name": "Searches", "updated": renamed.updated}
    error = api.refused("POST", f"/v1/billing/meters/{meter.id}", event_name="search")
    assert (error.code, error.param, error.message) == (
        "parameter_unknown",
        "event_name",
        "Received unknown parameter: event_name",
    )
    error = api.refused("POST", f"/v1/billing/meters/{meter.id}", display_name="")
    assert (error.code, error.param) == ("parameter_invalid_empty", "display_name")
    assert api.get(f"/v1/billing/meters/{meter.id}") == renamed


def test_an_inactive_meter_takes_no_events_until_it_is_reactivated(api):
    meter, customer = api.given.meter(), api.given.customer()
    inactive = api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    assert inactive.status == "inactive"
    assert inactive.status_transitions.deactivated_at >= meter.created
    payload = {"stripe_customer_id": customer.id, "value": 1}
    api.refused("POST", "/v1/billing/meter_events", event_name="api_call", payload=payload)
    active = api.post(f"/v1/billing/meters/{meter.id}/reactivate")
    assert (active.status, active.status_transitions.deactivated_at) == ("active", None)
    use(api, customer)


def test_a_meter_moves_only_along_its_life(api):
    meter = api.given.meter()
    api.refused("POST", f"/v1/billing/meters/{meter.id}/reactivate")
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    api.refused("POST", f"/v1/billing/meters/{meter.id}/deactivate")


def test_meters_tell_what_happens_to_them(api):
    meter = api.given.meter()
    api.post(f"/v1/billing/meters/{meter.id}", display_name="Searches")
    api.post(f"/v1/billing/meters/{meter.id}", display_name="Searches")  # nothing changes, so nothing is told
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    api.post(f"/v1/billing/meters/{meter.id}/reactivate")
    assert api.happened() == [
        "billing.meter.created",
        "billing.meter.updated",
        "billing.meter.deactivated",
        "billing.meter.reactivated",
    ]
    [updated] = api.get("/v1/events", type="billing.meter.updated").data
    assert updated.data.previous_attributes.display_name == "API calls"


def test_meters_are_listed_newest_first_and_by_status(api):
    first, second, third = (api.given.meter(event_name=name) for name in ("one", "two", "three"))
    api.post(f"/v1/billing/meters/{second.id}/deactivate")
    listed = api.get("/v1/billing/meters")
    assert listed.url == "/v1/billing/meters"
    assert [meter.id for meter in listed.data] == [third.id, second.id, first.id]
    assert [meter.id for meter in api.get("/v1/billing/meters", status="active").data] == [third.id, first.id]
    assert [meter.id for meter in api.get("/v1/billing/meters", status="inactive").data] == [second.id]
    page = api.get("/v1/billing/meters", limit=1, starting_after=third.id)
    assert ([meter.id for meter in page.data], page.has_more) == ([second.id], True)
    assert api.other().get("/v1/billing/meters").data == []


def test_an_unknown_meter_is_not_found(api):
    error = api.refused("GET", "/v1/billing/meters/mtr_test_nobody", 404)
    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "id",
        "No such meter: 'mtr_test_nobody'",
    )
    meter = api.given.meter()
    api.other().refused("GET", f"/v1/billing/meters/{meter.id}", 404)
    api.other().refused("POST", f"/v1/billing/meters/{meter.id}/deactivate", 404)


def test_meters_cannot_be_deleted(api):
    api.refused("DELETE", f"/v1/billing/meters/{api.given.meter().id}", 404)


def test_a_refused_meter_is_not_known_to_the_engine(api):
    """A phase that is undone after the meter was made leaves no meter that would take events."""
    api.refused(
        "POST",
        "/v1/billing/meters",
        display_name="x",
        event_name="ghost",
        default_aggregation={"formula": "sum"},
        expand=["nope"],
    )
    error = api.refused(
        "POST",
        "/v1/billing/meter_events",
        event_name="ghost",
        payload={"stripe_customer_id": "cus_x", "value": 1},
    )
    assert error.message == 'No active meter found for event name "ghost"'
