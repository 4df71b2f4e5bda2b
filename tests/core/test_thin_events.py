"""Thin events: pushed without data, read with it, listed by the object they are about."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from counterfoil.contract.versions import NEWEST
from counterfoil.kernel import Cause, Claim, Space, Work
from counterfoil.resources.core import thin_events
from counterfoil.server.authentication import account_of
from tests.support.client import Api, House
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
                work = Work(
                    house.server.store.writer,
                    space,
                    house.server.services,
                    now=house.server.services.wall(),
                    cause=cause,
                )
                return thin_events.emit(work, type, related, data)

            return await house.server.phases.run(phase, Claim.of(space.account))

        return house.run(run())

    return emitted


def test_data_shows_to_who_retrieves_the_event(api, emit):
    event = emit(data={"developer_message_summary": "There is 1 invalid event"}, cause=Cause("req_1", "key"))
    found = api.v2("GET", f"/v2/core/events/{event['id']}")
    assert found == {
        "id": event["id"],
        "object": "v2.core.event",
        "changes": None,
        "context": None,
        "created": found.created,
        "data": {"developer_message_summary": "There is 1 invalid event"},
        "livemode": False,
        "reason": {"type": "request", "request": {"id": "req_1", "idempotency_key": "key"}},
        "related_object": METER,
        "snapshot_event": None,
        "type": REPORT,
    }
    (listed,) = api.v2("GET", "/v2/core/events?object_id=mtr_test_1").data
    assert listed == {key: value for key, value in found.items() if key not in ("data", "changes")}
    assert api.v2("GET", "/v2/core/events/evt_test_none", status=404)["error"]["code"] == "not_found"
    assert api.other().v2("GET", f"/v2/core/events/{event['id']}", status=404)["error"]["code"] == "not_found"


def test_events_are_listed_by_object_instant_and_type(api, emit):
    assert (
        api.v2("GET", "/v2/core/events", status=400)["error"]["message"]
        == "Missing required param: object_id."
    )
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
    assert (
        ids("&created_gt=9999-12-31T23:59:59.999999-00:01")
        == ids("&created_lte=0001-01-01T00:00:00%2B00:01")
        == []
    )
    for text in (
        "yesterday",
        "2024-01-01T00:00:00",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "2024-02-30T00:00:00Z",
    ):
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
        destination = {
            "name": "n",
            "type": "webhook_endpoint",
            "event_payload": "thin",
            "enabled_events": [LOST],
        }
        api.v2(
            "POST",
            "/v2/core/event_destinations",
            {**destination, "webhook_endpoint": {"url": receiver.url + "/thin"}},
        )
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


# -- events about objects of v1, derived from snapshot events ------------------------------------------------


def events_of(api, object: str, query: str = "", **headers):
    return api.v2(
        "GET", f"/v2/core/events?object_id={object}&limit=100{query}", **{"Stripe-Version": NEWEST, **headers}
    ).data


def test_a_change_of_a_v1_object_is_told_a_second_time_without_the_object(api):
    made = api.request(
        "POST", "/v1/customers", {"name": "Jenny", "metadata": {"a": "1"}}, headers={"Idempotency-Key": "key"}
    )
    customer = made.json
    api.post(f"/v1/customers/{customer.id}", name="Rosen", metadata={"b": "2"})
    updated, created = events_of(api, customer.id)
    last, first = api.get("/v1/events").data
    assert created == {
        "id": created.id,
        "object": "v2.core.event",
        "context": None,
        "created": created.created,
        "livemode": False,
        "reason": {
            "type": "request",
            "request": {"id": made.headers["request-id"], "idempotency_key": "key"},
        },
        "related_object": {"id": customer.id, "type": "customer", "url": f"/v1/customers/{customer.id}"},
        "snapshot_event": first.id,
        "type": "v1.customer.created",
    }
    assert created.id.startswith("evt_test_")
    assert (updated.type, updated.snapshot_event, updated.reason.request.idempotency_key) == (
        "v1.customer.updated",
        last.id,
        None,
    )
    assert api.v2("GET", f"/v2/core/events/{created.id}") == {**created, "data": None, "changes": None}
    changes = {
        "before": {"metadata": {"b": None}, "name": "Jenny"},
        "after": {"metadata": {"b": "2"}, "name": "Rosen"},
    }
    assert api.v2("GET", f"/v2/core/events/{updated.id}") == {**updated, "data": None, "changes": changes}
    api.delete(f"/v1/customers/{customer.id}")
    deleted, *_ = events_of(api, customer.id)
    assert api.get(deleted.related_object.url) == {"id": customer.id, "object": "customer", "deleted": True}
    assert api.other().v2("GET", f"/v2/core/events/{created.id}", status=404)["error"]["code"] == "not_found"
    assert api.v2("GET", f"/v2/core/events/{created.id[:-2]}01", status=404)["error"]["code"] == "not_found"
    assert events_of(api.other(), customer.id) == []


def test_changes_are_told_in_the_version_of_who_asks(api):
    price = api.given.price(recurring={"interval": "month"})
    api.post(f"/v1/prices/{price.id}", nickname="n")
    (updated,) = events_of(api, price.id, "&types=v1.price.updated")
    for version in ("2025-02-24.acacia", NEWEST):
        found = api.v2("GET", f"/v2/core/events/{updated.id}", **{"Stripe-Version": version})
        assert found.changes == {"before": {"nickname": None}, "after": {"nickname": "n"}}


@pytest.mark.parametrize(
    ("make", "change", "types"),
    [
        ("price", {"active": False}, ["price.updated", "price.deactivated"]),
        (
            "price",
            {"lookup_key": "k", "tax_behavior": "exclusive"},
            ["price.updated", "price.lookup_key_changed", "price.tax_behavior_changed"],
        ),
        ("price", {"nickname": "n"}, ["price.updated"]),
        (
            "product",
            {"active": False, "tax_code": "txcd_10103001"},
            ["product.updated", "product.tax_code_changed", "product.deactivated"],
        ),
    ],
)
def test_what_changed_is_told_by_finer_events_too(api, make, change, types):
    made = getattr(api.given, make)()
    path = f"/v1/{make}s/{made.id}"
    api.post(path, **change)
    told = [one for one in events_of(api, made.id) if not one.type.endswith("created")]
    assert sorted(one.type for one in told) == sorted(f"v1.{type}" for type in types)
    assert len({one.snapshot_event for one in told}) == 1
    assert told[-1].type == f"v1.{make}.updated"  # the oldest of them
    for one in told:
        found = api.v2("GET", f"/v2/core/events/{one.id}")
        assert (found.type, sorted(found.changes.before)) == (
            one.type,
            sorted({*change, *({"updated"} & set(made))} & set(found.changes.before)),
        )
        assert [each.id for each in events_of(api, made.id, f"&types={one.type}")] == [one.id]
    if "active" in change:
        api.post(path, active=True)
        assert [one.type for one in events_of(api, made.id)][:1] == [f"v1.{make}.activated"]


def test_stored_and_derived_events_are_listed_together_page_by_page(api, emit):
    meter = api.given.meter()
    related = {"id": meter.id, "type": "billing.meter", "url": f"/v1/billing/meters/{meter.id}"}
    for number in range(3):
        api.post(f"/v1/billing/meters/{meter.id}", display_name=f"number {number}")
        emit(related=related)
    price = api.given.price()
    for number in range(3):
        api.post(
            f"/v1/prices/{price.id}",
            lookup_key=f"key {number}",
            **({"tax_behavior": "inclusive"} if number == 0 else {}),
        )
    for query in (f"object_id={meter.id}", f"object_id={price.id}", ""):
        headers = {"Stripe-Version": NEWEST}
        whole = api.v2("GET", f"/v2/core/events?{query}&limit=100", **headers).data
        assert len(whole) == {f"object_id={meter.id}": 7, f"object_id={price.id}": 8}.get(query, 16)
        for limit in (1, 2, 3, 5):
            page, walked = api.v2("GET", f"/v2/core/events?{query}&limit={limit}", **headers), []
            while True:
                walked += page.data
                if page.next_page_url is None:
                    break
                page = api.v2("GET", page.next_page_url, **headers)
            assert walked == whole
            back = page.data
            while page.previous_page_url is not None:
                page = api.v2("GET", page.previous_page_url, **headers)
                back = page.data + back
            assert back == whole
    some = events_of(api, meter.id, f"&types={REPORT}&types=v1.billing.meter.created")
    assert sorted(one.type for one in some) == ["v1.billing.meter.created", *[REPORT] * 3]
    at = events_of(api, meter.id)[0].created
    assert (
        len(events_of(api, meter.id, f"&created[lte]={at}"))
        == len(events_of(api, meter.id, f"&created[gte]={at}"))
        == 7
    )
    assert (
        events_of(api, meter.id, f"&created[gt]={at}") == events_of(api, meter.id, f"&created[lt]={at}") == []
    )
    soon_after = at.replace(".000Z", ".001Z")
    assert (
        len(events_of(api, meter.id, f"&created[lt]={soon_after}"))
        == len(events_of(api, meter.id, f"&created[lte]={soon_after}"))
        == 7
    )
    assert events_of(api, meter.id, f"&created[gte]={soon_after}") == []


def test_objects_without_an_address_of_their_own_are_not_referred_to_by_id(api):
    account = api.post(
        "/v1/accounts", type="custom", country="US", capabilities={"transfers": {"requested": True}}
    )
    customer = api.post("/v1/customers")
    tax_id = api.post(f"/v1/customers/{customer.id}/tax_ids", type="eu_vat", value="DE123456789")
    made, *_ = events_of(api, tax_id.id)
    assert api.get(made.related_object.url).id == tax_id.id
    headers = {"Stripe-Account": account.id}
    told = api.v2("GET", "/v2/core/events?limit=100", **{"Stripe-Version": NEWEST}, **headers).data
    for one in told:
        assert one.context == account.id
        if one.type == "v1.capability.updated":
            assert one.related_object.url == f"/v1/accounts/{account.id}/capabilities/{one.related_object.id}"
    related = api.house.server.services.related
    assert related({"object": "balance"}) == {"type": "balance", "url": "/v1/balance"}
    assert related({"object": "cash_balance", "customer": "cus_1"}) == {
        "type": "cash_balance",
        "url": "/v1/customers/cus_1/cash_balance",
    }
    assert related({"object": "discount", "id": "di_1", "customer": "cus_1"}) == {
        "type": "discount",
        "url": "/v1/customers/cus_1/discount",
    }
    assert related({"object": "bank_account", "id": "ba_1", "account": "acct_1", "customer": None}) is None
    assert related({"object": "invoice"}) is related({"object": "application", "id": "ca_1"}) is None


def test_thin_destinations_hear_of_objects_of_v1(api, receiver):
    destination = {
        "name": "n",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": ["v1.price.deactivated", "v1.price.updated"],
    }
    destination |= {"webhook_endpoint": {"url": receiver.url}}
    unknown = api.v2("POST", "/v2/core/event_destinations", destination, status=400)["error"]
    assert unknown.message.startswith(
        "Invalid enabled_events[0]: must be one of v1.billing.meter.error_report_triggered, "
    )
    api.v2("POST", "/v2/core/event_destinations", destination, **{"Stripe-Version": NEWEST})
    price = api.given.price()
    api.post(f"/v1/prices/{price.id}", active=False)
    bodies = [one.event for one in receiver.wait(2)]
    assert [one["type"] for one in bodies] == ["v1.price.updated", "v1.price.deactivated"]
    for body in bodies:
        listed = next(one for one in events_of(api, price.id) if one.id == body["id"])
        assert body == {key: value for key, value in listed.items() if key != "snapshot_event"}
    assert [one.pending_webhooks for one in api.get("/v1/events", type="price.updated").data] == [0]


def test_a_delivery_of_a_derived_event_that_fails_is_tried_again(receiver):
    house = House(now=None, webhook_retries=(0.01,))
    try:
        api, statuses = Api(house), iter([500])
        receiver.answer = lambda received: next(statuses, 200)
        destination = {
            "name": "n",
            "type": "webhook_endpoint",
            "event_payload": "thin",
            "enabled_events": ["v1.customer.created"],
        }
        destination |= {"webhook_endpoint": {"url": receiver.url}}
        api.v2("POST", "/v2/core/event_destinations", destination, **{"Stripe-Version": NEWEST})
        customer = api.post("/v1/customers")
        bodies = [one.event for one in receiver.wait(2)]
        assert bodies[0] == bodies[1]
        assert bodies[0]["related_object"]["id"] == customer.id
    finally:
        house.close()


def test_a_platform_hears_of_its_accounts_and_fetches_in_their_context(api, receiver):
    destination = {
        "name": "n",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": ["*"],
        "events_from": ["@accounts"],
    }
    destination |= {"webhook_endpoint": {"url": receiver.url}}
    api.v2("POST", "/v2/core/event_destinations", destination, **{"Stripe-Version": NEWEST})
    account = api.post("/v1/accounts", type="custom", country="US")
    api.post("/v1/customers")
    customer = api.request("POST", "/v1/customers", headers={"Stripe-Account": account.id}).json
    event = next(one.event for one in receiver.wait(1) if one.event["type"] == "v1.customer.created")
    context = {"Stripe-Context": event["context"]}
    assert event["context"] == account.id
    assert api.v2("GET", f"/v2/core/events/{event['id']}", **context).snapshot_event
    assert api.request("GET", event["related_object"]["url"], headers=context).json.id == customer.id
    api.v2("GET", f"/v2/core/events/{event['id']}", status=404)


def test_derived_events_are_kept_for_thirty_days(api, wall):
    customer = api.post("/v1/customers")
    (event,) = events_of(api, customer.id)
    wall.advance(days=30, seconds=1)
    assert events_of(api, customer.id) == []
    assert api.v2("GET", f"/v2/core/events/{event.id}", status=404)["error"]["code"] == "not_found"
