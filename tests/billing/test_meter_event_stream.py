"""The meter event stream: sessions, and batches of up to a hundred events."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from tests.billing.usage import JANUARY_14, at, summaries, use, used
from tests.support.client import Api, House
from tests.support.clocks import DAY

SESSION, STREAM = "/v2/billing/meter_event_session", "/v2/billing/meter_event_stream"
VERSION = {"Stripe-Version": "2025-02-24.acacia"}


def token_of(api: Api) -> str:
    return api.v2("POST", SESSION, {}).authentication_token


def usage(customer, value: int | str = 1, event_name: str = "api_call", **fields) -> dict:
    return {
        "event_name": event_name,
        "payload": {"stripe_customer_id": customer.id, "value": str(value)},
        **fields,
    }


def send(api: Api, token: str, *events: dict, status: int = 200):
    return api.v2("POST", STREAM, {"events": list(events)}, key=token, status=status)


# -- sessions ------------------------------------------------------------------------------------------------


def test_a_session_lives_for_fifteen_minutes(api, wall):
    meter, customer = api.given.meter(), api.given.customer()
    session = api.v2("POST", SESSION, {})
    assert session == {
        "id": session.id,
        "object": "v2.billing.meter_event_session",
        "authentication_token": session.authentication_token,
        "created": session.created,
        "expires_at": session.expires_at,
        "livemode": False,
    }
    created, expires = (datetime.fromisoformat(text) for text in (session.created, session.expires_at))
    assert expires - created == timedelta(minutes=15)
    token = session.authentication_token
    wall.advance(seconds=15 * 60 - 10)
    assert send(api, token, usage(customer, 5)) == {}
    wall.advance(seconds=10)
    error = send(api, token, usage(customer, 7), status=401)["error"]
    assert (error.type, error.code) == ("temporary_session_expired", "billing_meter_event_session_expired")
    assert error.message
    assert error.doc_url.startswith("https://")
    assert used(api, meter, customer) == 5
    send(api, token_of(api), usage(customer, 7))
    assert used(api, meter, customer) == 12


def test_an_expired_session_is_forgotten_one_day(api, wall):
    token = token_of(api)
    wall.advance(seconds=DAY)
    assert (
        api.v2("POST", STREAM, {"events": []}, key=token, status=401)["error"].type
        == "temporary_session_expired"
    )
    wall.advance(seconds=DAY)
    assert (
        api.v2("POST", STREAM, {"events": []}, key=token, status=401)["error"].code
        != "billing_meter_event_session_expired"
    )


def test_a_session_needs_no_body(api):
    assert api.request("POST", SESSION, headers=VERSION).status == 200
    api.v2("POST", SESSION, {"lifetime": 60}, status=400)


def test_a_token_is_shown_once_and_stored_hashed(tmp_path):
    house = House(database=str(tmp_path / "sessions.db"))
    try:
        token = token_of(Api(house))
    finally:
        house.close()
    assert not [file for file in tmp_path.iterdir() if token.encode() in file.read_bytes()]


def test_the_stream_takes_tokens_and_no_keys(api):
    api.given.meter()
    customer = api.given.customer()
    for key in (api.key, "token_nobody", "nonsense"):
        error = send(api, key, usage(customer), status=401)["error"]
        assert error.code
        assert error.code != "billing_meter_event_session_expired"
    assert (
        api.request("POST", STREAM, json={"events": [usage(customer)]}, headers=VERSION, key=None).status
        == 401
    )


def test_a_slash_at_the_end_of_the_stream_s_path_is_nothing(api):
    answer = api.v2(
        "POST", STREAM + "/", {"events": [{"event_name": "nobody", "payload": {"a": "b"}}]}, key=token_of(api)
    )
    assert answer == {}


def test_a_token_opens_nothing_but_the_stream(api):
    response = api.request("GET", "/v1/customers", key=token_of(api))
    assert response.status == 401


def test_several_sessions_may_be_open_and_speak_for_the_account_that_made_them(api):
    for one in (api, api.other(), api.live()):
        meter, customer = one.given.meter(), one.given.customer()
        first, second = token_of(one), token_of(one)
        send(one, first, usage(customer, 1))
        send(one, second, usage(customer, 2))
        send(one, first, usage(customer, 4))
        assert used(one, meter, customer) == 7


def test_a_session_outlives_a_restart(tmp_path):
    database = str(tmp_path / "restart.db")
    house = House(database=database)
    api = Api(house)
    meter, customer = api.given.meter(), api.given.customer()
    token = token_of(api)
    send(api, token, usage(customer, 1, identifier="one"))
    house.close()
    house = House(database=database)
    try:
        api = Api(house, api.key)
        send(api, token, usage(customer, 2), usage(customer, 5, identifier="one"))
        assert used(api, meter, customer) == 3
    finally:
        house.close()


# -- batches -------------------------------------------------------------------------------------------------


def test_a_hundred_events_fit_into_a_request(api):
    meter, customer = api.given.meter(), api.given.customer()
    token = token_of(api)
    assert send(api, token, *(usage(customer, number) for number in range(100))) == {}
    assert used(api, meter, customer) == sum(range(100))


def test_events_may_be_of_many_meters_and_customers(api):
    one, other = api.given.meter(), api.given.meter(event_name="other", formula="count")
    jenny, joe = api.given.customer(), api.given.customer()
    send(
        api,
        token_of(api),
        usage(jenny, 1),
        usage(joe, 2, "other"),
        usage(joe, 3),
        {"event_name": "other", "payload": {"stripe_customer_id": jenny.id}},
        usage(joe, 4, "other"),
        usage(jenny, 5),
    )
    found = [used(api, meter, customer) for meter in (one, other) for customer in (jenny, joe)]
    assert found == [6, 3, 1, 2]


def test_an_identifier_counts_once_within_and_across_batches_without_a_word(api):
    meter, customer = api.given.meter(), api.given.customer()
    token = token_of(api)
    use(api, customer, 1, identifier="v1")
    send(
        api,
        token,
        usage(customer, 2, identifier="a"),
        usage(customer, 4, identifier="a"),
        usage(customer, 8, identifier="v1"),
    )
    send(api, token, usage(customer, 16, identifier="a"), usage(customer, 32, identifier="b"))
    assert used(api, meter, customer) == 1 + 2 + 32
    payload = {"stripe_customer_id": customer.id, "value": 1}
    api.refused("POST", "/v1/billing/meter_events", event_name="api_call", payload=payload, identifier="b")


def test_timestamps_are_rfc_3339_and_the_order_of_a_batch_is_kept(api):
    meter, customer = api.given.meter(formula="last"), api.given.customer(api.given.clock(JANUARY_14 + DAY))
    send(
        api,
        token_of(api),
        usage(customer, 1, timestamp="2025-01-14T10:00:00.000Z"),
        usage(customer, 2, timestamp="2025-01-14T12:30:00.999+02:00"),
        usage(customer, 3, timestamp="2025-01-14T10:30:00Z"),
        usage(customer, 4, timestamp="2025-01-14T10:10:00Z"),
    )
    [hour] = summaries(api, meter, customer, at("10:00:00"), at("11:00:00")).data
    assert hour.aggregated_value == 3


@pytest.mark.parametrize(
    ("timestamp", "answered"),
    [
        ("2025-01-14T10:59:59Z", "2025-01-14T10:59:59.000Z"),
        ("2025-01-14T10:59:59.5Z", "2025-01-14T10:59:59.500Z"),
        (
            "2025-01-14T10:59:59.999999999Z",
            "2025-01-14T10:59:59.999Z",
        ),  # nanoseconds, as Go writes them: not yet eleven
        ("2025-01-14T12:59:59.9999995+02:00", "2025-01-14T10:59:59.999Z"),
        ("2025-01-14T08:29:59.250-02:30", "2025-01-14T10:59:59.250Z"),
        ("2025-01-14t10:59:59z", "2025-01-14T10:59:59.000Z"),
    ],
)
def test_an_instant_is_the_same_in_every_form_and_on_both_ways(api, timestamp, answered):
    """What is finer than a second is dropped, never rounded up into the next hour."""
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(JANUARY_14 + DAY))
    send(api, token_of(api), usage(customer, 1, timestamp=timestamp))
    answer = api.v2("POST", "/v2/billing/meter_events", usage(customer, 2, timestamp=timestamp))
    assert answer.timestamp == answered
    [minute] = summaries(api, meter, customer, at("10:59:00"), at("11:00:00")).data
    assert minute.aggregated_value == 3


def test_without_a_timestamp_it_is_now_for_the_customer(api):
    meter, customer = api.given.meter(), api.given.customer(api.given.clock(at("12:00:00")))
    send(api, token_of(api), usage(customer, 5))
    assert summaries(api, meter, customer, at("12:00:00"), at("12:01:00")).data[0].aggregated_value == 5


GOOD = {"event_name": "api_call", "payload": {"stripe_customer_id": "CUSTOMER", "value": "1"}}
WRONG = [
    b"{",
    b"[]",
    b"",
    b"{}",
    b'{"events":null}',
    b'{"events":[]}',
    b'{"events":{}}',
    b'{"events":[1]}',
    msgspec.json.encode({"events": [GOOD] * 101}),
    msgspec.json.encode({"events": [GOOD], "more": 1}),
    *(
        msgspec.json.encode({"events": [GOOD, {**GOOD, **changes}]})
        for changes in (
            {"event_name": None},
            {"event_name": 1},
            {"event_name": "e" * 101},
            {"identifier": "i" * 101},
            {"identifier": 1},
            {"payload": None},
            {"payload": {"value": 1}},
            {"payload": {"value": None}},
            {"payload": []},
            {"timestamp": 1736812800},
            {"timestamp": "yesterday"},
            {"timestamp": "2025-02-30T00:00:00Z"},
            {"colour": "red"},
            {"identifier": "a\0b"},
        )
    ),
    b'{"events":[{"event_name":"api_call"}]}',
    b'{"events":[{"event_name":"api_call","payload":{"value":"\\ud800"}}]}',
    b'{"events":[{"event_name":"\xff","payload":{}}]}',
]


@pytest.mark.parametrize("body", WRONG, ids=lambda body: body[:80].decode("latin1"))
def test_a_request_that_is_wrong_is_refused_as_a_whole(api, body):
    meter, customer = api.given.meter(), api.given.customer()
    body = body.replace(b"CUSTOMER", customer.id.encode())
    headers = {**VERSION, "Content-Type": "application/json"}
    response = api.request("POST", STREAM, body, headers=headers, key=token_of(api))
    assert response.status == 400
    assert response.json.error.code
    assert response.json.error.message
    assert used(api, meter, customer) == 0


@pytest.mark.parametrize("optional", [{"identifier": None}, {"identifier": ""}, {"timestamp": None}])
def test_what_is_optional_may_be_null(api, optional):
    meter, customer = api.given.meter(), api.given.customer()
    send(api, token_of(api), {**usage(customer, 5), **optional})
    assert used(api, meter, customer) == 5


def test_the_same_batch_under_the_same_idempotency_key_counts_once(api):
    meter, customer = api.given.meter(), api.given.customer()
    token = token_of(api)
    for _ in range(2):
        assert (
            api.v2(
                "POST", STREAM, {"events": [usage(customer, 5)]}, key=token, **{"Idempotency-Key": "batch-1"}
            )
            == {}
        )
    assert used(api, meter, customer) == 5


def test_the_stream_cannot_be_read(api):
    assert api.request("GET", STREAM, headers=VERSION, key=token_of(api)).status == 404


def test_streaming_with_the_official_client(api, house):
    """The SDK's own classes: a session, then the stream at its own base address."""
    import stripe

    class Through(stripe.HTTPClient):
        name = "in process"

        def request(self, method, url, headers, post_data=None):
            path = url.removeprefix("http://stream.test").removeprefix("http://api.test")
            sent = {name: value for name, value in headers.items() if name != "Authorization"}
            key = headers["Authorization"].removeprefix("Bearer ")
            response = api.request(method.upper(), path, (post_data or "").encode(), headers=sent, key=key)
            return response.body, response.status, response.headers

        def request_with_retries(
            self, method, url, headers, post_data=None, max_network_retries=None, *, _usage=None
        ):
            return self.request(method, url, headers, post_data)

    addresses = {"api": "http://api.test", "meter_events": "http://stream.test"}
    meter, customer = api.given.meter(), api.given.customer()
    client = stripe.StripeClient(api.key, http_client=Through(), base_addresses=addresses)
    session = client.v2.billing.meter_event_session.create()
    streaming = stripe.StripeClient(
        session.authentication_token, http_client=Through(), base_addresses=addresses
    )
    streaming.v2.billing.meter_event_stream.create({"events": [usage(customer, 5), usage(customer, 7)]})
    assert used(api, meter, customer) == 12

    with pytest.raises(stripe.AuthenticationError):
        client.v2.billing.meter_event_stream.create({"events": [usage(customer, 5)]})
