"""Adjustments: an event is taken back, within 24 hours of its receipt."""

from __future__ import annotations

import pytest

from tests.billing.usage import JANUARY_14, at, summaries, use, used
from tests.support.clocks import DAY, HOUR

V1, V2 = "/v1/billing/meter_event_adjustments", "/v2/billing/meter_event_adjustments"


def cancel(api, identifier: str, event_name: str = "api_call"):
    return api.post(V1, type="cancel", event_name=event_name, cancel={"identifier": identifier})


def test_an_event_is_taken_back(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="right")
    use(api, customer, 50, identifier="wrong")
    assert cancel(api, "wrong") == {
        "object": "billing.meter_event_adjustment",
        "cancel": {"identifier": "wrong"},
        "event_name": "api_call",
        "livemode": False,
        "status": "complete",
        "type": "cancel",
    }
    assert used(api, meter, customer) == 5


def test_over_v2_an_adjustment_has_an_id(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 50, identifier="wrong")
    sent = {"type": "cancel", "event_name": "api_call", "cancel": {"identifier": "wrong"}}
    answer = api.v2("POST", V2, sent)
    assert answer == {
        **sent,
        "object": "v2.billing.meter_event_adjustment",
        "id": answer.id,
        "created": answer.created,
        "livemode": False,
        "status": "complete",
    }
    assert answer.id.startswith("mtr_event_adj_")
    assert used(api, meter, customer) == 0


def test_the_name_of_the_event_decides_also_where_another_meter_has_it_now(api):
    """An inactive meter's event name can be reused; its own events can still be canceled."""
    first, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="counted by the first")
    api.post(f"/v1/billing/meters/{first.id}/deactivate")
    second = api.given.meter()
    use(api, customer, 7, identifier="counted by the second")
    cancel(api, "counted by the first")
    assert (used(api, first, customer), used(api, second, customer)) == (0, 7)
    cancel(api, "counted by the second")
    assert used(api, second, customer) == 0


def test_taking_it_back_twice_has_no_further_effect(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="right")
    use(api, customer, 50, identifier="wrong")
    assert cancel(api, "wrong") == cancel(api, "wrong")
    assert used(api, meter, customer) == 5


def test_what_was_taken_back_keeps_its_identifier(api):
    api.given.meter()
    customer = api.given.customer()
    use(api, customer, identifier="wrong")
    cancel(api, "wrong")
    api.refused(
        "POST",
        "/v1/billing/meter_events",
        event_name="api_call",
        identifier="wrong",
        payload={"stripe_customer_id": customer.id, "value": 1},
    )


def test_a_window_whose_only_event_was_taken_back_is_gone(api):
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(JANUARY_14 + DAY))
    use(api, customer, 1, timestamp=at("09:00:00"))
    use(api, customer, 2, timestamp=at("10:00:00"), identifier="wrong")
    cancel(api, "wrong")
    hours = summaries(api, meter, customer, JANUARY_14, JANUARY_14 + DAY, value_grouping_window="hour").data
    assert [one.start_time for one in hours] == [at("09:00:00")]


@pytest.mark.parametrize("params", [{"formula": "last"}, {"formula": "sum", "event_time_window": "hour"}])
def test_the_runner_up_takes_the_place_of_the_newest(api, params):
    meter, customer = api.given.meter(**params), api.given.customer(api.given.clock(JANUARY_14 + DAY))
    for clock, value in (("10:00:00", 4), ("10:30:00", 7), ("10:59:59", 6)):
        use(api, customer, value, timestamp=at(clock), identifier=clock)
    for taken, left in (("10:59:59", 7), ("10:30:00", 4)):
        cancel(api, taken)
        [hour] = summaries(
            api, meter, customer, at("10:00:00"), at("11:00:00"), value_grouping_window="hour"
        ).data
        assert hour.aggregated_value == left


def test_identifiers_that_name_no_event_of_the_meter_are_refused(api):
    meter, customer = api.given.meter(), api.given.customer()
    api.given.meter(event_name="other")
    use(api, customer, 5, identifier="here")
    for event_name, identifier in (("api_call", "nowhere"), ("other", "here"), ("nobody", "here")):
        error = api.refused(
            "POST", V1, type="cancel", event_name=event_name, cancel={"identifier": identifier}
        )
        assert error.type == "invalid_request_error"
    api.other().given.meter()
    api.other().refused("POST", V1, type="cancel", event_name="api_call", cancel={"identifier": "here"})
    assert used(api, meter, customer) == 5


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"type": "cancel", "cancel": {"identifier": "x"}}, "event_name"),
        ({"event_name": "api_call", "cancel": {"identifier": "x"}}, "type"),
        ({"event_name": "api_call", "type": "cancel"}, "cancel[identifier]"),
    ],
)
def test_all_of_it_is_required(api, sent, param):
    api.given.meter()
    error = api.refused("POST", V1, **sent)
    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        param,
        f"Missing required param: {param}.",
    )


def test_nothing_but_canceling_is_possible(api):
    api.given.meter()
    error = api.refused("POST", V1, type="replace", event_name="api_call", cancel={"identifier": "x"})
    assert (error.param, error.message) == ("type", "Invalid type: must be one of cancel")


def test_receipt_counts_and_not_the_time_of_the_event(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="long-ago", timestamp=api.now - 20 * DAY)
    cancel(api, "long-ago")
    assert used(api, meter, customer) == 0


def test_after_24_hours_it_is_too_late(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    on_clock = api.given.customer(api.given.clock(JANUARY_14))
    use(api, customer, 5, identifier="one")
    use(api, customer, 7, identifier="two")
    use(api, on_clock, 9, identifier="three")  # its clock stands still; receipt is measured by the wall's
    wall.advance(seconds=DAY - HOUR)
    cancel(api, "one")
    wall.advance(seconds=HOUR)
    for identifier in ("two", "three"):
        api.refused("POST", V1, type="cancel", event_name="api_call", cancel={"identifier": identifier})
    assert used(api, meter, customer) == 7
    assert summaries(api, meter, on_clock, JANUARY_14, JANUARY_14 + DAY).data[0].aggregated_value == 9


def test_an_inactive_meter_can_still_be_corrected(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="wrong")
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    cancel(api, "wrong")
    assert used(api, meter, customer) == 0
