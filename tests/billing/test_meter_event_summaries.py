"""Meter event summaries: what a customer used in a range of time, window by window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.billing.usage import JANUARY_14, at, summaries, use
from tests.support.clocks import DAY, HOUR, MINUTE

MIDNIGHT, NEXT, AFTER_NEXT = JANUARY_14, JANUARY_14 + DAY, JANUARY_14 + 2 * DAY
FOUR_EVENTS = (("10:00:00", 4), ("10:59:59", 6), ("11:00:00", 5), ("13:30:10", 9))


def four_events(api, formula: str = "sum", **params):
    """A meter, and a customer whose day of 2025-01-14 had four events."""
    meter, customer = (
        api.given.meter(formula=formula, **params),
        api.given.customer(api.given.clock(AFTER_NEXT)),
    )
    for clock, value in FOUR_EVENTS:
        use(api, customer, value, timestamp=at(clock))
    return meter, customer


def values(answer) -> list[tuple[int, int]]:
    """(start of the window, value), in the order answered."""
    return [(one.start_time, one.aggregated_value) for one in answer.data]


EXAMPLE = [
    # formula, pre-aggregation, start, end, grouping, expected (start, value)
    ("sum", None, at("10:00:00"), at("14:00:00"), None, [(at("10:00:00"), 24)]),
    ("sum", None, at("10:00:00"), at("11:00:00"), None, [(at("10:00:00"), 10)]),
    ("sum", None, at("13:30:00"), at("13:31:00"), None, [(at("13:30:00"), 9)]),
    (
        "sum",
        None,
        at("08:00:00"),
        at("15:00:00"),
        "hour",
        [(at("13:00:00"), 9), (at("11:00:00"), 5), (at("10:00:00"), 10)],
    ),
    ("sum", None, MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 24)]),
    (
        "last",
        None,
        at("08:00:00"),
        at("15:00:00"),
        "hour",
        [(at("13:00:00"), 9), (at("11:00:00"), 5), (at("10:00:00"), 6)],
    ),
    ("last", None, MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 9)]),
    (
        "count",
        None,
        at("08:00:00"),
        at("15:00:00"),
        "hour",
        [(at("13:00:00"), 1), (at("11:00:00"), 1), (at("10:00:00"), 2)],
    ),
    ("count", None, MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 4)]),
    (
        "sum",
        "hour",
        at("08:00:00"),
        at("15:00:00"),
        "hour",
        [(at("13:00:00"), 9), (at("11:00:00"), 5), (at("10:00:00"), 6)],
    ),
    ("sum", "hour", MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 20)]),
    ("sum", "day", MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 9)]),
    ("count", "hour", MIDNIGHT, AFTER_NEXT, "day", [(MIDNIGHT, 3)]),
]


@pytest.mark.parametrize(("formula", "window", "start", "end", "grouping", "expected"), EXAMPLE)
def test_the_worked_example(api, formula, window, start, end, grouping, expected):
    meter, customer = four_events(api, formula, **({"event_time_window": window} if window else {}))
    params = {"value_grouping_window": grouping} if grouping else {}
    assert values(summaries(api, meter, customer, start, end, **params)) == expected


def test_a_summary_has_the_documented_fields(api):
    meter, customer = four_events(api)
    answer = summaries(api, meter, customer, at("10:00:00"), at("11:00:00"))
    [summary] = answer.data
    assert summary == {
        "id": summary.id,
        "object": "billing.meter_event_summary",
        "aggregated_value": 10,
        "end_time": at("11:00:00"),
        "livemode": False,
        "meter": meter.id,
        "start_time": at("10:00:00"),
    }
    assert summary.id.startswith("mtrusg_test_")
    assert (answer.object, answer.has_more, answer.url) == (
        "list",
        False,
        f"/v1/billing/meters/{meter.id}/event_summaries",
    )
    assert summaries(api, meter, customer, at("10:00:00"), at("11:00:00")).data[0].id == summary.id


def test_start_is_in_and_end_is_out(api):
    meter, customer = four_events(api)
    assert values(summaries(api, meter, customer, at("11:00:00"), at("13:00:00"))) == [(at("11:00:00"), 5)]
    assert values(summaries(api, meter, customer, at("10:00:00"), at("10:59:00"))) == [(at("10:00:00"), 4)]


def test_without_usage_there_is_no_summary(api):
    meter, customer = four_events(api)
    assert summaries(api, meter, customer, at("14:00:00"), at("15:00:00")).data == []
    assert (
        summaries(api, meter, customer, at("14:00:00"), at("18:00:00"), value_grouping_window="hour").data
        == []
    )
    assert summaries(api, meter, api.given.customer(), MIDNIGHT, NEXT).data == []


def test_a_window_whose_usage_cancels_out_is_shown_as_zero(api):
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(NEXT))
    use(api, customer, 7, timestamp=at("10:00:00"))
    use(api, customer, -7, timestamp=at("10:20:00"))
    assert values(summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="hour")) == [
        (at("10:00:00"), 0)
    ]


def test_a_late_event_changes_the_past(api):
    meter, customer = four_events(api)
    use(api, customer, 100, timestamp=at("10:30:00"))
    hours = summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="hour")
    assert values(hours)[-1] == (at("10:00:00"), 110)
    assert values(summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="day")) == [
        (MIDNIGHT, 124)
    ]


def test_last_goes_by_the_events_own_time_and_then_by_arrival(api):
    meter, customer = api.given.meter(formula="last"), api.given.customer(api.given.clock(NEXT))
    use(api, customer, 1, timestamp=at("10:30:00"))
    use(api, customer, 2, timestamp=at("10:10:00"))  # arrives later, happened earlier
    assert values(summaries(api, meter, customer, at("10:00:00"), at("11:00:00"))) == [(at("10:00:00"), 1)]
    use(api, customer, 3, timestamp=at("10:30:00"))  # of one second, the later arrival
    assert values(summaries(api, meter, customer, at("10:00:00"), at("11:00:00"))) == [(at("10:00:00"), 3)]


def test_a_range_that_cuts_a_preaggregated_hour_keeps_its_winner_or_nothing(api):
    meter, customer = four_events(api, event_time_window="hour")
    assert summaries(api, meter, customer, at("10:00:00"), at("10:59:00")).data == []  # 10:59:59 won the hour
    assert values(summaries(api, meter, customer, at("10:59:00"), at("11:00:00"))) == [(at("10:59:00"), 6)]


def test_counting_does_not_look_at_values(api):
    meter, customer = api.given.meter(formula="count"), api.given.customer(api.given.clock(NEXT))
    for payload in (
        {"stripe_customer_id": customer.id},
        {"stripe_customer_id": customer.id, "value": "many"},
    ):
        api.post("/v1/billing/meter_events", event_name="api_call", payload=payload, timestamp=at("10:00:00"))
    assert values(summaries(api, meter, customer, MIDNIGHT, NEXT)) == [(MIDNIGHT, 2)]


def test_a_value_is_exact_however_many_digits_it_has(api):
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(NEXT))
    large = 10**40 + 1
    use(api, customer, large, timestamp=at("10:00:00"))
    use(api, customer, large, timestamp=at("10:00:01"))
    path = f"/v1/billing/meters/{meter.id}/event_summaries"
    answer = api.request("GET", path, {"customer": customer.id, "start_time": MIDNIGHT, "end_time": NEXT})
    assert f'"aggregated_value":{2 * large},'.encode() in answer.body


MISALIGNED = [
    (None, at("10:00:30"), at("11:00:00"), "start_time", at("10:00:00"), "minute", ""),
    (None, at("10:00:00"), at("11:00:59"), "end_time", at("11:00:00"), "minute", ""),
    (
        "hour",
        at("10:30:00"),
        at("15:00:00"),
        "start_time",
        at("10:00:00"),
        "hourly",
        " because the `value_grouping_window` is hour",
    ),
    (
        "hour",
        at("10:00:00"),
        at("15:01:00"),
        "end_time",
        at("15:00:00"),
        "hourly",
        " because the `value_grouping_window` is hour",
    ),
    (
        "day",
        at("10:00:00"),
        NEXT,
        "start_time",
        MIDNIGHT,
        "daily",
        " because the `value_grouping_window` is day",
    ),
    ("day", MIDNIGHT, NEXT + HOUR, "end_time", NEXT, "daily", " because the `value_grouping_window` is day"),
]


@pytest.mark.parametrize(("grouping", "start", "end", "param", "expected", "kind", "because"), MISALIGNED)
def test_times_that_are_not_aligned_are_refused_with_the_time_that_is(
    api, grouping, start, end, param, expected, kind, because
):
    meter, customer = api.given.meter(), api.given.customer()
    sent = {
        "customer": customer.id,
        "start_time": start,
        "end_time": end,
        **({"value_grouping_window": grouping} if grouping else {}),
    }
    error = api.refused("GET", f"/v1/billing/meters/{meter.id}/event_summaries", **sent)
    time = start if param == "start_time" else end
    assert (
        error.message
        == f"`{param}` {time} should be aligned with {kind} boundaries (expected {expected}){because}."
    )
    assert (error.type, error.param) == ("invalid_request_error", param)


@pytest.mark.parametrize("name", ["customer", "start_time", "end_time"])
def test_customer_and_both_times_are_required(api, name):
    meter = api.given.meter()
    sent = {"customer": "cus_x", "start_time": MIDNIGHT, "end_time": NEXT}
    del sent[name]
    error = api.refused("GET", f"/v1/billing/meters/{meter.id}/event_summaries", **sent)
    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        name,
        f"Missing required param: {name}.",
    )


@pytest.mark.parametrize("grouping", ["week", "minute"])
def test_windows_are_hours_or_days(api, grouping):
    meter = api.given.meter()
    sent = {"customer": "cus_x", "start_time": MIDNIGHT, "end_time": NEXT, "value_grouping_window": grouping}
    error = api.refused("GET", f"/v1/billing/meters/{meter.id}/event_summaries", **sent)
    assert error.param == "value_grouping_window"
    assert error.message == "Invalid value_grouping_window: must be one of day or hour"


def test_the_end_comes_after_the_start_and_may_lie_in_the_future(api):
    meter, customer = four_events(api)
    path = f"/v1/billing/meters/{meter.id}/event_summaries"
    for start, end in ((NEXT, MIDNIGHT), (MIDNIGHT, MIDNIGHT)):
        api.refused("GET", path, customer=customer.id, start_time=start, end_time=end)
    assert values(summaries(api, meter, customer, MIDNIGHT, 4102444800)) == [(MIDNIGHT, 24)]


def test_unknown_meters_and_customers_are_missing(api):
    meter, customer = api.given.meter(), api.given.customer()
    sent = {"customer": customer.id, "start_time": MIDNIGHT, "end_time": NEXT}
    error = api.refused("GET", "/v1/billing/meters/mtr_test_nobody/event_summaries", 404, **sent)
    assert (error.code, error.message) == ("resource_missing", "No such meter: 'mtr_test_nobody'")
    error = api.refused(
        "GET", f"/v1/billing/meters/{meter.id}/event_summaries", **{**sent, "customer": "cus_nobody"}
    )
    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "customer",
        "No such customer: 'cus_nobody'",
    )
    api.other().refused("GET", f"/v1/billing/meters/{meter.id}/event_summaries", 404, **sent)


def test_an_inactive_meter_is_still_read(api):
    meter, customer = four_events(api)
    api.post(f"/v1/billing/meters/{meter.id}/deactivate")
    assert values(summaries(api, meter, customer, MIDNIGHT, NEXT)) == [(MIDNIGHT, 24)]


def test_usage_belongs_to_one_meter_one_customer_and_one_account(api):
    meter, customer = four_events(api)
    other_meter, other_customer = (
        api.given.meter(event_name="other"),
        api.given.customer(api.given.clock(AFTER_NEXT)),
    )
    use(api, other_customer, 50, timestamp=at("10:00:00"))
    use(api, customer, 70, event_name="other", timestamp=at("10:00:00"))
    assert values(summaries(api, meter, customer, MIDNIGHT, NEXT)) == [(MIDNIGHT, 24)]
    assert values(summaries(api, meter, other_customer, MIDNIGHT, NEXT)) == [(MIDNIGHT, 50)]
    assert values(summaries(api, other_meter, customer, MIDNIGHT, NEXT)) == [(MIDNIGHT, 70)]


# -- pages ---------------------------------------------------------------------------------------------------


def a_busy_day(api):
    """A customer with usage in every hour of 2025-01-14: the hour's number, so that windows differ."""
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(AFTER_NEXT))
    for hour in range(24):
        use(api, customer, hour + 1, timestamp=MIDNIGHT + hour * HOUR + hour * MINUTE)
    return meter, customer


def test_windows_come_ten_at_a_time_newest_first(api):
    meter, customer = a_busy_day(api)
    ask = {"value_grouping_window": "hour"}
    first = summaries(api, meter, customer, MIDNIGHT, NEXT, **ask)
    assert ([one.aggregated_value for one in first.data], first.has_more) == (list(range(24, 14, -1)), True)
    second = summaries(api, meter, customer, MIDNIGHT, NEXT, starting_after=first.data[-1].id, **ask)
    assert ([one.aggregated_value for one in second.data], second.has_more) == (list(range(14, 4, -1)), True)
    third = summaries(api, meter, customer, MIDNIGHT, NEXT, starting_after=second.data[-1].id, **ask)
    assert ([one.aggregated_value for one in third.data], third.has_more) == ([4, 3, 2, 1], False)
    back = summaries(api, meter, customer, MIDNIGHT, NEXT, ending_before=third.data[0].id, limit=3, **ask)
    assert ([one.aggregated_value for one in back.data], back.has_more) == ([7, 6, 5], True)
    assert len(summaries(api, meter, customer, MIDNIGHT, NEXT, limit=100, **ask).data) == 24


def test_usage_between_two_pages_repeats_and_skips_nothing(api):
    meter, customer = a_busy_day(api)
    ask = {"value_grouping_window": "hour", "limit": 5}
    first = summaries(api, meter, customer, MIDNIGHT, AFTER_NEXT, **ask)
    use(api, customer, 1000, timestamp=NEXT + HOUR)  # a new window before the first page
    use(api, customer, 100, timestamp=MIDNIGHT + 18 * HOUR)  # more in the second page
    second = summaries(api, meter, customer, MIDNIGHT, AFTER_NEXT, starting_after=first.data[-1].id, **ask)
    assert [one.start_time for one in first.data + second.data] == [
        MIDNIGHT + hour * HOUR for hour in range(23, 13, -1)
    ]
    assert second.data[0].aggregated_value == 119


def test_all_hours_of_35_days_can_be_paged_through_both_ways_while_usage_arrives(api):
    now, hours = JANUARY_14 + 35 * DAY, [JANUARY_14 + number * HOUR for number in range(35 * 24)]
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(now))
    token = api.v2("POST", "/v2/billing/meter_event_session", {}).authentication_token
    payload = {"stripe_customer_id": customer.id, "value": "1"}
    instants = [datetime.fromtimestamp(hour, UTC).isoformat() for hour in hours]
    for first in range(0, len(hours), 100):
        events = [
            {"event_name": "api_call", "payload": payload, "timestamp": instant}
            for instant in instants[first : first + 100]
        ]
        api.v2("POST", "/v2/billing/meter_event_stream", {"events": events}, key=token)

    def walk(edge: int, **cursor: str) -> list:
        """Page from a cursor on, ingesting usage in the last page and the next one between requests."""
        page = summaries(
            api, meter, customer, JANUARY_14, now, value_grouping_window="hour", limit=100, **cursor
        )
        if not page.has_more:
            return [page.data]
        use(api, customer, 1, timestamp=page.data[edge].start_time)
        use(api, customer, 1, timestamp=page.data[edge].start_time + (1 if edge == 0 else -1) * HOUR)
        return [page.data, *walk(edge, **dict.fromkeys(cursor or ("starting_after",), page.data[edge].id))]

    older = walk(-1)
    assert [one.start_time for page in older for one in page] == hours[::-1]
    assert [page[0].aggregated_value for page in older] == [1] + 8 * [2]
    newer = walk(0, ending_before=older[-1][-1].id)
    assert [one.start_time for page in reversed(newer) for one in page] == hours[:0:-1]
    assert [page[-1].aggregated_value for page in newer] == [1] + 8 * [2]


def test_a_cursor_must_be_a_summary_of_this_meter_and_customer(api):
    meter, customer = a_busy_day(api)
    other = api.given.customer(api.given.clock(AFTER_NEXT))
    use(api, other, timestamp=at("10:00:00"))
    path, asked = f"/v1/billing/meters/{meter.id}/event_summaries", {"start_time": MIDNIGHT, "end_time": NEXT}
    [foreign] = summaries(api, meter, other, MIDNIGHT, NEXT).data
    for cursor in (foreign.id, "mtrusg_test_0", "nonsense"):
        error = api.refused(
            "GET", path, customer=customer.id, starting_after=cursor, value_grouping_window="hour", **asked
        )
        assert (error.code, error.param) == ("resource_missing", "starting_after")
    mine = summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="hour").data
    api.refused(
        "GET", path, customer=customer.id, starting_after=mine[0].id, ending_before=mine[1].id, **asked
    )


def test_hours_add_up_to_days_and_days_to_the_range(api):
    meter, customer = a_busy_day(api)
    hours = summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="hour", limit=100).data
    [day] = summaries(api, meter, customer, MIDNIGHT, NEXT, value_grouping_window="day").data
    [whole] = summaries(api, meter, customer, MIDNIGHT, NEXT).data
    assert sum(one.aggregated_value for one in hours) == day.aggregated_value == whole.aggregated_value == 300
