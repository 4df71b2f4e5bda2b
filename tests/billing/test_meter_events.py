"""Meter events: usage recorded over v1 and v2, once per identifier."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import msgspec
import pytest

from tests.billing.usage import JANUARY_14, at, instant, summaries, use, used
from tests.support.client import Api, House, Response, flatten
from tests.support.clocks import DAY, MINUTE, START

V1, V2 = "/v1/billing/meter_events", "/v2/billing/meter_events"


def test_an_event_is_answered_as_it_was_sent(api):
    api.given.meter()
    customer, sent_at = api.given.customer(), api.now - 60
    event = use(api, customer, 25, identifier="req-1", timestamp=sent_at)
    assert event == {
        "object": "billing.meter_event",
        "created": event.created,
        "event_name": "api_call",
        "identifier": "req-1",
        "livemode": False,
        "payload": {"stripe_customer_id": customer.id, "value": "25"},
        "timestamp": sent_at,
    }
    assert event.created == api.now


def test_identifier_and_timestamp_are_made_up_where_none_are_given(api):
    api.given.meter()
    customer = api.given.customer()
    first, second = use(api, customer), use(api, customer)
    assert first.identifier != second.identifier
    assert len(first.identifier) == 36
    assert first.timestamp == api.now


def test_usage_counts_at_once(api):
    meter, customer = api.given.meter(), api.given.customer()
    for value in (4, 0, -1, "+7"):
        use(api, customer, value)
    assert used(api, meter, customer) == 10


def test_the_payload_is_read_by_the_keys_of_the_meter_and_may_hold_more(api):
    meter = api.given.meter(
        customer_mapping={"type": "by_id", "event_payload_key": "who"},
        value_settings={"event_payload_key": "tokens"},
    )
    customer = api.given.customer()
    payload = {
        "who": customer.id,
        "tokens": "12",
        "value": "99",
        "stripe_customer_id": "cus_x",
        "region": "eu",
    }
    assert api.post(V1, event_name="api_call", payload=payload).payload == payload
    assert used(api, meter, customer) == 12


@pytest.mark.parametrize("missing", ["event_name", "payload"])
def test_event_name_and_payload_are_required(api, missing):
    api.given.meter()
    sent = {"event_name": "api_call", "payload": {"stripe_customer_id": "cus_x", "value": 1}}
    del sent[missing]
    error = api.refused("POST", V1, **sent)
    assert (error.code, error.param, error.message) == (
        "parameter_missing",
        missing,
        f"Missing required param: {missing}.",
    )


REFUSED = [
    # what of the event, v1's words and parameter, v2's code
    ({"event_name": "nobody"}, 'No active meter found for event name "nobody"', "event_name", "no_meter"),
    (
        {"event_name": "retired"},
        'No active meter found for event name "retired"',
        "event_name",
        "archived_meter",
    ),
    (
        {"payload": {"value": "1"}},
        "Customer mapping key stripe_customer_id not found in payload.",
        "payload",
        "payload_no_customer_defined",
    ),
    ({"payload": {"stripe_customer_id": "CUSTOMER"}}, None, "payload", "payload_no_value_defined"),
    *[
        (
            {"payload": {"stripe_customer_id": "CUSTOMER", "value": value}},
            None,
            "payload",
            "payload_invalid_value",
        )
        for value in ("1.5", "many", "1e3", " 1", "0x10", "٣", "1_000")
    ],
    (
        {"timestamp": -35 * DAY - 1},
        "Timestamp must be no more than 35 days in the past.",
        "timestamp",
        "timestamp_too_far_in_past",
    ),
    (
        {"timestamp": 5 * MINUTE + 1},
        "Timestamp must be no more than 5 minutes in the future.",
        "timestamp",
        "timestamp_in_future",
    ),
]


def event(customer, changes, identifier: str) -> dict:
    """A good event but for the changes; a timestamp is told from now."""
    sent = {
        "event_name": "api_call",
        "payload": {"stripe_customer_id": customer.id, "value": "1"},
        "identifier": identifier,
        **changes,
    }
    if "payload" in changes:
        sent["payload"] = {
            key: customer.id if value == "CUSTOMER" else value for key, value in changes["payload"].items()
        }
    if "timestamp" in changes:
        sent["timestamp"] = START + changes["timestamp"]
    return sent


@pytest.mark.parametrize(("changes", "message", "param", "code"), REFUSED)
def test_what_does_not_fit_is_refused_at_once_and_counts_for_nothing(api, changes, message, param, code):
    meter, customer = api.given.meter(), api.given.customer()
    api.post(f"/v1/billing/meters/{api.given.meter(event_name='retired').id}/deactivate")

    error = api.refused("POST", V1, **event(customer, changes, "one"))
    assert (error.type, error.code, error.param) == ("invalid_request_error", None, param)
    assert message is None or error.message == message

    sent = event(customer, changes, "one")
    if "timestamp" in sent:
        sent["timestamp"] = instant(sent["timestamp"])
    error = api.v2("POST", V2, sent, status=400)["error"]
    assert error.code == code
    assert "type" not in error
    assert error.message

    assert used(api, meter, customer) == 0
    use(api, customer, 3, identifier="one")  # what was refused used up no identifier
    assert used(api, meter, customer) == 3


def test_events_may_be_35_days_late_and_5_minutes_early(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 1, timestamp=api.now - 35 * DAY)
    use(api, customer, 2, timestamp=api.now + 5 * MINUTE)
    assert used(api, meter, customer) == 3


def test_an_identifier_counts_once_and_a_repeat_is_an_error(api):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5, identifier="inv-88")
    repeated = api.request(
        "POST",
        V1,
        {
            "event_name": "api_call",
            "payload": {"stripe_customer_id": customer.id, "value": 5},
            "identifier": "inv-88",
        },
    )
    error = repeated.json.error
    assert repeated.status == 400
    assert (error.type, error.code, error.message) == (
        "invalid_request_error",
        None,
        "An event already exists with identifier inv-88.",
    )
    assert repeated.headers["stripe-should-retry"] == "false"
    assert used(api, meter, customer) == 5


def test_an_identifier_is_shared_by_all_meters_and_both_versions(api):
    api.given.meter()
    other = api.given.meter(event_name="other")
    customer = api.given.customer()
    use(api, customer, identifier="same")
    payload = {"stripe_customer_id": customer.id, "value": "1"}
    assert api.refused("POST", V1, event_name="other", payload=payload, identifier="same").message.endswith(
        "identifier same."
    )
    error = api.v2("POST", V2, {"event_name": "other", "payload": payload, "identifier": "same"}, status=400)[
        "error"
    ]
    assert (error.code, error.message) == (
        "duplicate_meter_event",
        "An event already exists with identifier same.",
    )
    assert used(api, other, customer) == 0


def test_an_identifier_is_free_in_another_account_and_in_live_mode(api):
    for one in (api, api.other(), api.live()):
        meter = one.given.meter()
        customer = one.given.customer()
        use(one, customer, 5, identifier="mine")
        assert used(one, meter, customer) == 5


def test_an_identifier_is_kept_for_a_day(api, wall):
    api.given.meter()
    customer = api.given.customer()
    use(api, customer, identifier="day")
    wall.advance(seconds=DAY - 60)
    api.refused(
        "POST",
        V1,
        event_name="api_call",
        payload={"stripe_customer_id": customer.id, "value": 1},
        identifier="day",
    )


def test_an_idempotency_key_repeats_the_answer_and_counts_once(api):
    meter, customer = api.given.meter(), api.given.customer()
    sent = {"event_name": "api_call", "payload": {"stripe_customer_id": customer.id, "value": 5}}
    first, again = (api.request("POST", V1, sent, headers={"Idempotency-Key": "k-1"}) for _ in range(2))
    assert first.status == again.status == 200
    assert first.body == again.body
    assert again.headers["idempotent-replayed"] == "true"
    assert used(api, meter, customer) == 5


REFUSES_CONFLICTS = {True: [200, 409, 409], False: [200, 200, 200]}


@pytest.mark.parametrize("refuses", [True, False])
@pytest.mark.parametrize("path", [V1, V2])
def test_events_of_one_customer_wait_for_each_other_or_conflict_where_that_is_wanted(refuses, path):
    house = House(meter_event_conflicts=refuses)
    try:
        api = Api(house)
        meter, jenny, joe = api.given.meter(), api.given.customer(), api.given.customer()
        answers = at_once(api, path, *(event(jenny, {}, f"jenny-{number}") for number in range(3)))
        assert sorted(answer.status for answer in answers) == REFUSES_CONFLICTS[refuses]
        for answer in answers:
            if answer.status == 409:
                assert answer.headers["stripe-should-retry"] == "true"
                assert answer.json.error.code == ("too_many_concurrent_requests" if path == V2 else None)
        assert used(api, meter, jenny) == REFUSES_CONFLICTS[refuses].count(200)
        together = at_once(api, path, event(jenny, {}, "one more"), event(joe, {}, "joe"))
        assert [answer.status for answer in together] == [200, 200]
    finally:
        house.close()


def at_once(api: Api, path: str, *events: dict) -> list[Response]:
    """Answers to events that are sent before any of them is answered."""
    headers = {"authorization": f"Bearer {api.key}", "stripe-version": "2025-02-24.acacia"}

    def sent(one: dict):
        body = msgspec.json.encode(one) if path == V2 else urlencode(flatten(one)).encode()
        kind = "application/json" if path == V2 else "application/x-www-form-urlencoded"
        return api._call("POST", path, "", body, {**headers, "content-type": kind})

    async def all_of_them() -> list[Response]:
        return await asyncio.gather(*(sent(one) for one in events))

    return api.house.run(all_of_them())


@pytest.mark.parametrize("name", ["event_name", "identifier"])
def test_names_and_identifiers_have_a_hundred_characters(api, name):
    api.given.meter(event_name="n" * 100)
    customer = api.given.customer()
    sent = {
        "event_name": "n" * 100,
        "identifier": "i" * 100,
        "payload": {"stripe_customer_id": customer.id, "value": 1},
    }
    api.post(V1, **sent)
    sent[name] += "x"
    assert api.refused("POST", V1, **sent).param == name
    error = api.v2(
        "POST", V2, {**sent, "payload": {"stripe_customer_id": customer.id, "value": "1"}}, status=400
    )["error"]
    assert name in error.message or "at most 100 characters" in error.message


def test_values_are_texts_in_json(api):
    api.given.meter()
    customer = api.given.customer()
    api.v2(
        "POST",
        V2,
        {"event_name": "api_call", "payload": {"stripe_customer_id": customer.id, "value": 1}},
        status=400,
    )
    api.v2(
        "POST", V2, {"event_name": "api_call", "payload": {"stripe_customer_id": customer.id, "value": "1"}}
    )


def test_events_cannot_be_read(api):
    api.refused("GET", V1, 404)
    api.refused("GET", f"{V1}/some-identifier", 404)


# -- v2 ------------------------------------------------------------------------------------------------------


def test_over_v2_times_are_rfc_3339(api):
    meter, customer = api.given.meter(), api.given.customer()
    sent_at = api.now - 60
    sent = {
        "event_name": "api_call",
        "identifier": "req-1",
        "payload": {"stripe_customer_id": customer.id, "value": "25"},
        "timestamp": instant(sent_at),
    }
    answer = api.v2("POST", V2, sent)
    assert answer == {
        **sent,
        "object": "v2.billing.meter_event",
        "created": answer.created,
        "livemode": False,
    }
    assert answer.created.endswith(".000Z")
    assert used(api, meter, customer) == 25
    for wrong in ("yesterday", "2025-13-01T00:00:00Z", 1736812800):
        api.v2("POST", V2, {**sent, "identifier": "req-2", "timestamp": wrong}, status=400)


def test_v2_needs_a_version(api):
    api.given.meter()
    assert api.request("POST", V2, json={"event_name": "api_call", "payload": {}}).status == 400


# -- customers -----------------------------------------------------------------------------------------------


def test_the_clock_of_the_customer_decides_what_is_early_and_late(api):
    clock = api.given.clock(at("12:00:00"))
    meter, customer = api.given.meter(), api.given.customer(clock)
    assert use(api, customer, 1).timestamp == at("12:00:00")  # by default it is the customer's now
    use(api, customer, 2, timestamp=at("12:04:30"))
    payload = {"stripe_customer_id": customer.id, "value": 4}
    for time_, words in (
        (at("12:05:01"), "future"),
        (api.now, "future"),
        (at("11:59:59") - 35 * DAY, "past"),
    ):
        assert (
            words in api.refused("POST", V1, event_name="api_call", payload=payload, timestamp=time_).message
        )
    use(api, customer, 16, timestamp=at("12:05:00"))  # to the second
    use(api, customer, 32, timestamp=at("12:00:00") - 35 * DAY)
    assert (
        summaries(api, meter, customer, JANUARY_14, JANUARY_14 + DAY).data[0].aggregated_value == 1 + 2 + 16
    )
    assert summaries(api, meter, customer, JANUARY_14 - 35 * DAY, JANUARY_14).data[0].aggregated_value == 32
    clock.advance(days=10)
    assert use(api, customer, 8).timestamp == at("12:00:00") + 10 * DAY


def test_usage_of_customers_that_do_not_exist_is_taken_and_counts_for_nothing(api):
    meter = api.given.meter()
    payload = {"stripe_customer_id": "cus_nobody", "value": "5"}
    assert api.post(V1, event_name="api_call", payload=payload).payload == payload
    assert api.v2("POST", V2, {"event_name": "api_call", "payload": payload}).payload == payload
    error = api.refused(
        "GET",
        f"/v1/billing/meters/{meter.id}/event_summaries",
        customer="cus_nobody",
        start_time=0,
        end_time=60,
    )
    assert error.code == "resource_missing"


@pytest.mark.parametrize("first", ["cus_nobody", "CUSTOMER"])
def test_an_identifier_is_used_up_by_what_was_accepted_whether_its_customer_exists_or_not(api, wall, first):
    """Whether the customer exists is asked later; whether the identifier is new is asked at once."""
    meter, customer = api.given.meter(), api.given.customer()
    good, bad = (
        {"stripe_customer_id": customer.id, "value": "5"},
        {"stripe_customer_id": "cus_nobody", "value": "5"},
    )
    api.post(V1, event_name="api_call", payload=bad if first == "cus_nobody" else good, identifier="once")
    for payload in (good, bad):
        error = api.refused("POST", V1, event_name="api_call", payload=payload, identifier="once")
        assert error.message == "An event already exists with identifier once."
        error = api.v2(
            "POST", V2, {"event_name": "api_call", "payload": payload, "identifier": "once"}, status=400
        )["error"]
        assert error.code == "duplicate_meter_event"
    assert used(api, meter, customer) == (0 if first == "cus_nobody" else 5)
    wall.advance(seconds=2)
    reports = api.v2("GET", f"/v2/core/events?object_id={meter.id}").data
    assert len(reports) == (1 if first == "cus_nobody" else 0)  # a repeat is refused, and not reported


def test_a_deleted_customer_uses_nothing_any_more(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    use(api, customer, 5)
    api.delete(f"/v1/customers/{customer.id}")
    use(api, customer, 7, identifier="too-late")
    wall.advance(seconds=2)
    [report] = api.v2("GET", f"/v2/core/events?object_id={meter.id}").data
    [kind] = api.v2("GET", f"/v2/core/events/{report.id}").data.reason.error_types
    assert (kind.code, kind.error_count) == ("meter_event_customer_not_found", 1)
    assert kind.sample_errors[0].request.identifier == "too-late"


def test_usage_can_be_reported_before_anything_else_is_there(api):
    """Usage belongs to the customer, not to a subscription."""
    meter, customer = api.given.meter(), api.given.customer()
    assert api.get("/v1/subscriptions", customer=customer.id).data == []
    use(api, customer, 5)
    assert used(api, meter, customer) == 5
