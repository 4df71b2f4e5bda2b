"""Thin events: pushed without data, read with it, listed by the object they are about."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from counterfoil.kernel import Cause, Space, Work
from counterfoil.resources.core import thin_events
from counterfoil.server.authentication import account_of
from tests.support.client import Api
from tests.support.receiver import Receiver, soon

METER = {"id": "mtr_test_1", "type": "billing.meter", "url": "/v1/billing/meters/mtr_test_1"}
REPORT, LOST = "v1.billing.meter.error_report_triggered", "v1.billing.meter.no_meter_found"


@pytest.fixture
def emit(api: Api):
    """Have the house write a thin event, as the pages do."""
    api.get("/v1/account")
    house, space = api.house, Space(account_of(api.key.removeprefix("sk_test_")))

    def emitted(type=REPORT, related=METER, data=None, cause=None):
        async def run():
            def phase():
                work = Work(house.server.store.writer, space, house.server.house, now=house.server.house.wall(), cause=cause)
                return thin_events.emit(work, type, related, data)

            return await house.server.phases.run(phase)

        return house.run(run())

    return emitted


def test_data_shows_to_who_retrieves_the_event(api, emit):
    event = emit(data={"developer_message_summary": "There is 1 invalid event"}, cause=Cause("req_1", "key"))
    found = api.v2("GET", f"/v2/core/events/{event['id']}")
    assert found == {
        "id": event["id"],
        "object": "v2.core.event",
        "context": None,
        "created": found.created,
        "data": {"developer_message_summary": "There is 1 invalid event"},
        "livemode": False,
        "reason": {"type": "request", "request": {"id": "req_1", "idempotency_key": "key"}},
        "related_object": METER,
        "type": REPORT,
    }
    (listed,) = api.v2("GET", "/v2/core/events?object_id=mtr_test_1").data
    assert listed == {key: value for key, value in found.items() if key != "data"}
    assert api.v2("GET", "/v2/core/events/evt_test_none", status=404)["error"]["code"] == "not_found"
    assert api.other().v2("GET", f"/v2/core/events/{event['id']}", status=404)["error"]["code"] == "not_found"


def test_events_are_listed_by_object_instant_and_type(api, emit):
    assert api.v2("GET", "/v2/core/events", status=400)["error"]["message"] == "Missing required param: object_id."
    events = [emit() for _ in range(3)]
    emit(type=LOST, related=None)
    emit(related={**METER, "id": "mtr_test_2"})

    def ids(query: str = ""):
        return [one.id for one in api.v2("GET", f"/v2/core/events?object_id=mtr_test_1{query}").data]

    newest_first = [one["id"] for one in reversed(events)]
    at = events[0]["created"]
    assert ids() == newest_first
    assert ids(f"&created_gte={at}") == newest_first
    assert ids(f"&created_lt={at}") == []
    assert ids("&created_gt=2000-01-01T00:00:00%2B02:00&created_lte=2100-01-01T00:00:00Z") == newest_first
    assert ids(f"&types={LOST}") == []
    assert ids(f"&types={LOST}&types={REPORT}") == newest_first
    page = api.v2("GET", "/v2/core/events?object_id=mtr_test_1&limit=2")
    assert [one.id for one in page.data] == newest_first[:2]
    assert [one.id for one in api.v2("GET", page.next_page_url).data] == newest_first[2:]
    assert ids("&created_gt=0001-01-01T00:00:00%2B23:59&created_lt=9999-12-31T23:59:59-23:59") == newest_first
    assert ids("&created_gt=9999-12-31T23:59:59.999999-00:01") == ids("&created_lte=0001-01-01T00:00:00%2B00:01") == []
    for text in ("yesterday", "2024-01-01T00:00:00", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2024-02-30T00:00:00Z"):
        error = api.v2("GET", f"/v2/core/events?object_id=mtr_test_1&created_gt={text}", status=400)["error"]
        assert error.message == "Invalid timestamp: must be an RFC 3339 timestamp"


@pytest.mark.parametrize(
    ("version", "bound"),
    [
        ("2025-09-30.clover", "created_{}"),
        ("2025-10-29.clover", "{}"),
        ("2025-11-17.clover", "created[{}]"),
        ("2026-10-28.endive", "created[{}]"),
    ],
)
def test_the_bounds_of_an_instant_are_named_by_version(api, emit, version, bound):
    events = [emit() for _ in range(3)]
    emit(related={**METER, "id": "mtr_test_2"})
    at, headers = quote(events[0]["created"]), {"Stripe-Version": version}
    since, before = (bound.format(name) for name in ("gte", "lt"))
    query = f"/v2/core/events?object_id=mtr_test_1&limit=2&{since}={at}"
    first = api.v2("GET", query, **headers)
    second = api.v2("GET", first.next_page_url, **headers)
    assert [one.id for one in (*first.data, *second.data)] == [one["id"] for one in reversed(events)]
    assert second.next_page_url is None
    assert api.v2("GET", f"/v2/core/events?object_id=mtr_test_1&{before}={at}", **headers).data == []
    api.v2("GET", f"{query}&{before}=yesterday", status=400, **headers)


def test_since_october_2025_events_are_listed_without_an_object(api, emit):
    events = [emit(), emit(related={**METER, "id": "mtr_test_2"})]
    found = api.v2("GET", "/v2/core/events", **{"Stripe-Version": "2025-10-29.clover"})
    assert [one.id for one in found.data] == [one["id"] for one in reversed(events)]


def test_they_go_to_thin_destinations_only(api, emit):
    receiver = Receiver()
    try:
        api.post("/v1/webhook_endpoints", url=receiver.url + "/v1", enabled_events=["*"])
        destination = {"name": "n", "type": "webhook_endpoint", "event_payload": "thin", "enabled_events": [LOST]}
        api.v2("POST", "/v2/core/event_destinations", {**destination, "webhook_endpoint": {"url": receiver.url + "/thin"}})
        emit()
        emit(type=LOST, related=None, data={"reason": "secret"})
        (received,) = receiver.wait(1)
        assert received.path == "/thin"
        assert received.event["type"] == LOST
        assert "data" not in received.event
        emit(type=LOST, related=METER)
        receiver.wait(2)
        query = "/v2/core/events?object_id=mtr_test_1&delivery_success="
        soon(lambda: len(api.v2("GET", query + "true").data) == 2)
        assert api.v2("GET", query + "false").data == []
    finally:
        receiver.close()


def test_they_are_kept_for_thirty_days(api, wall, emit):
    event = emit()
    wall.advance(days=30, seconds=1)
    assert api.v2("GET", "/v2/core/events?object_id=mtr_test_1").data == []
    assert api.v2("GET", f"/v2/core/events/{event['id']}", status=404)["error"]["code"] == "not_found"
