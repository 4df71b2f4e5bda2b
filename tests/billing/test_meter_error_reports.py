"""Error reports: thin events about usage that was taken and could not be counted."""

from __future__ import annotations

import pytest

from counterfoil.kernel import Space, objects
from tests.billing.usage import instant, use, used
from tests.support.client import Api, House
from tests.support.clocks import DAY, START

TRIGGERED, NO_METER = "v1.billing.meter.error_report_triggered", "v1.billing.meter.no_meter_found"


def stream(api: Api, *events: dict) -> None:
    """Send events as one batch."""
    token = api.v2("POST", "/v2/billing/meter_event_session", {}).authentication_token
    assert api.v2("POST", "/v2/billing/meter_event_stream", {"events": list(events)}, key=token) == {}


def usage(
    customer: str | None = None, value: str | None = "1", event_name: str = "api_call", **fields: str
) -> dict:
    payload = {"stripe_customer_id": customer, "value": value}
    return {
        "event_name": event_name,
        "payload": {key: text for key, text in payload.items() if text is not None},
        **fields,
    }


def reports(api: Api, meter) -> list:
    """The reports about a meter, with their data, newest first."""
    listed = api.v2("GET", f"/v2/core/events?object_id={meter.id}").data
    return [api.v2("GET", f"/v2/core/events/{event.id}") for event in listed]


def test_a_report_tells_how_many_events_were_wrong_and_why(api, wall):
    meter = api.given.meter()
    stream(
        api, usage("cus_nobody", identifier="a"), usage(identifier="b"), usage("cus_nobody", identifier="c")
    )
    wall.advance(seconds=2)
    [report] = reports(api, meter)
    assert report.id.startswith("evt_test_")
    assert (report.object, report.type, report.livemode) == ("v2.core.event", TRIGGERED, False)
    assert report.related_object == {
        "id": meter.id,
        "type": "billing.meter",
        "url": f"/v1/billing/meters/{meter.id}",
    }
    assert report.data.developer_message_summary == "There are 3 invalid events"
    assert report.data.validation_start < report.data.validation_end
    assert report.data.reason == {
        "error_count": 3,
        "error_types": [
            {
                "code": "meter_event_customer_not_found",
                "error_count": 2,
                "sample_errors": [
                    {"error_message": "No such customer: 'cus_nobody'", "request": {"identifier": "a"}},
                    {"error_message": "No such customer: 'cus_nobody'", "request": {"identifier": "c"}},
                ],
            },
            {
                "code": "meter_event_no_customer_defined",
                "error_count": 1,
                "sample_errors": [
                    {
                        "error_message": "Customer mapping key stripe_customer_id not found in payload.",
                        "request": {"identifier": "b"},
                    }
                ],
            },
        ],
    }


LATE = [
    (usage(), "meter_event_no_customer_defined"),
    (usage("cus_nobody"), "meter_event_customer_not_found"),
    (usage("CUSTOMER", None), "meter_event_value_not_found"),
    (usage("CUSTOMER", "1.5"), "meter_event_invalid_value"),
    (usage("CUSTOMER", "many"), "meter_event_invalid_value"),
    (usage("CUSTOMER", timestamp=instant(START - 36 * DAY)), "timestamp_too_far_in_past"),
    (usage("CUSTOMER", timestamp=instant(START + 3600)), "timestamp_in_future"),
]


@pytest.mark.parametrize(("event", "code"), LATE)
def test_every_fault_has_a_code_and_hurts_no_neighbour(api, wall, event, code):
    meter, customer = api.given.meter(), api.given.customer()
    payload = {key: customer.id if text == "CUSTOMER" else text for key, text in event["payload"].items()}
    stream(api, usage(customer.id, "2"), {**event, "payload": payload}, usage(customer.id, "3"))
    wall.advance(seconds=2)
    [report] = reports(api, meter)
    assert report.data.developer_message_summary == "There is 1 invalid event"
    assert [kind.code for kind in report.data.reason.error_types] == [code]
    assert used(api, meter, customer) == 5


def test_events_of_an_inactive_meter_are_reported(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    stream(api, usage(customer.id))
    wall.advance(seconds=2)
    [report] = reports(api, meter)
    assert report.data.reason.error_types[0].code == "archived_meter"


def test_each_meter_has_a_report_of_its_own(api, wall):
    one, other = api.given.meter(), api.given.meter(event_name="other")
    stream(api, usage("cus_nobody"), usage("cus_nobody", event_name="other"), usage("cus_nobody"))
    wall.advance(seconds=2)
    assert [report.data.reason.error_count for report in reports(api, one)] == [2]
    assert [report.data.reason.error_count for report in reports(api, other)] == [1]


def test_errors_of_an_interval_are_one_report(api, wall):
    meter = api.given.meter()
    for number in range(7):
        api.post(
            "/v1/billing/meter_events",
            event_name="api_call",
            payload={"stripe_customer_id": "cus_nobody", "value": 1},
            identifier=f"e-{number}",
        )
    wall.advance(seconds=2)
    found = reports(api, meter)
    assert sum(report.data.reason.error_count for report in found) == 7
    assert len(found) <= 2  # the interval may have ended among them
    kinds = [kind for report in found for kind in report.data.reason.error_types]
    assert {kind.code for kind in kinds} == {"meter_event_customer_not_found"}
    assert all(len(kind.sample_errors) <= 5 for kind in kinds)


def test_the_interval_is_an_option():
    house = House(meter_error_interval=10)
    try:
        api = Api(house)
        meter = api.given.meter()
        stream(api, usage("cus_nobody"))
        house.pass_time(START + 9)
        assert reports(api, meter) == []
        house.pass_time(START + 10)
        assert len(reports(api, meter)) == 1
    finally:
        house.close()


def test_events_of_no_meter_are_reported_for_the_account(api, wall):
    api.given.customer()
    stream(api, usage("cus_x", event_name="nobody", identifier="a"))
    wall.advance(seconds=2)
    space, thin = Space(api.get("/v1/account").id), objects.v2_core_event

    async def kept() -> list[str]:
        return [event.id for event in api.house.server.store.reader.scan(thin.table, space)]

    [id] = api.house.run(kept())
    report = api.v2("GET", f"/v2/core/events/{id}")
    assert (report.type, report.related_object) == (NO_METER, None)
    [kind] = report.data.reason.error_types
    assert (kind.code, kind.error_count) == ("no_meter", 1)
    assert kind.sample_errors == [
        {"error_message": "No meter was found matching event_name nobody.", "request": {"identifier": "a"}},
    ]


def test_the_list_of_events_leaves_the_data_out(api, wall):
    meter = api.given.meter()
    stream(api, usage("cus_nobody"))
    wall.advance(seconds=2)
    [listed] = api.v2("GET", f"/v2/core/events?object_id={meter.id}").data
    assert "data" not in listed


def test_good_usage_is_not_reported(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer)
    stream(api, usage(customer.id))
    wall.advance(seconds=2)
    assert reports(api, meter) == []
