"""Events: what is told of a change, how events are listed, and that they never change."""

from __future__ import annotations

import pytest


def test_an_event_is_a_snapshot_of_its_object(api):
    customer = api.request(
        "POST",
        "/v1/customers",
        {"name": "Jenny", "metadata": {"a": "1"}},
        headers={"Idempotency-Key": 'k "1"'},
    )
    created = customer.json
    api.post(f"/v1/customers/{created.id}", metadata={"b": "2"}, name="Rosen")
    api.post(f"/v1/customers/{created.id}", name="Rosen")  # changes nothing, so it is no event
    updated, first = api.get("/v1/events").data
    assert first == {
        "id": first.id,
        "object": "event",
        "api_version": "2025-02-24.acacia",
        "created": created.created,
        "data": {"object": created},
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": customer.headers["request-id"], "idempotency_key": 'k "1"'},
        "type": "customer.created",
    }
    assert updated.type == "customer.updated"
    assert updated.data.previous_attributes == {"metadata": {"b": None}, "name": "Jenny"}
    assert updated.data.object.metadata == {"a": "1", "b": "2"}
    assert api.get(f"/v1/events/{first.id}") == first
    assert updated.request.idempotency_key is None


def test_events_are_listed_by_type(api):
    customer = api.post("/v1/customers")
    api.post(f"/v1/customers/{customer.id}", name="n")
    product = api.post("/v1/products", name="p")
    api.delete(f"/v1/customers/{customer.id}")

    def types(**params):
        return [event.type for event in api.get("/v1/events", **params).data]

    assert types() == ["customer.deleted", "product.created", "customer.updated", "customer.created"]
    assert types(type="customer.updated") == ["customer.updated"]
    assert types(type="customer.*") == ["customer.deleted", "customer.updated", "customer.created"]
    assert types(type="customer*", limit=2) == ["customer.deleted", "customer.updated"]
    assert types(type="*") == types()
    assert types(type="charge.*") == types(type="nothing.*") == types(type="customer.nothing") == []
    assert types(types=["product.created", "customer.deleted"]) == ["customer.deleted", "product.created"]
    page = api.get("/v1/events", types=["product.created", "customer.created"], limit=1)
    assert (page.has_more, page.data[0].data.object.id) == (True, product.id)
    (last,) = api.get(
        "/v1/events", types=["product.created", "customer.created"], starting_after=page.data[0].id
    ).data
    assert last.type == "customer.created"
    error = api.refused("GET", "/v1/events", type="customer.*", types=["customer.created"])
    assert error.message == "You may only specify one of these parameters: type, types."
    assert api.refused("GET", "/v1/events", types=["customer.created"] * 21).param == "types"


def test_events_are_listed_by_time_and_by_delivery(api):
    api.post("/v1/customers")
    (event,) = api.get("/v1/events").data
    assert api.get("/v1/events", created={"gte": event.created}).data == [event]
    assert api.get("/v1/events", created={"gt": event.created}).data == []
    assert api.get("/v1/events", created=event.created).data == [event]
    assert api.get("/v1/events", delivery_success=True).data == [event]
    assert api.get("/v1/events", delivery_success=False).data == []
    api.post("/v1/webhook_endpoints", url="http://127.0.0.1:9/", enabled_events=["customer.created"])
    api.post("/v1/customers")
    late = api.get("/v1/events").data[0]
    assert late.pending_webhooks == 1
    assert [one.id for one in api.get("/v1/events", delivery_success=False).data] == [late.id]
    assert api.get("/v1/events", delivery_success=True).data == [event]


def test_what_a_text_says_of_pending_webhooks_is_left_alone(api):
    api.post("/v1/webhook_endpoints", url="http://127.0.0.1:9/", enabled_events=["customer.created"])
    name, key = 'x,"pending_webhooks":7,"request":', '","pending_webhooks":9,"type":"'
    api.request(
        "POST",
        "/v1/customers",
        {"name": name, "metadata": {"pending_webhooks": "3"}},
        headers={"Idempotency-Key": key},
    )
    (event,) = api.get("/v1/events").data
    again = api.post(f"/v1/events/{event.id}/retry")
    assert again == {**event, "pending_webhooks": 2}
    assert (again.data.object.name, again.request.idempotency_key) == (name, key)


def test_an_unknown_event_is_missing(api):
    for method, path in (("GET", "/v1/events/evt_none"), ("POST", "/v1/events/evt_none/retry")):
        error = api.refused(method, path, 404)
        assert (error.code, error.param, error.message) == (
            "resource_missing",
            "id",
            "No such event: 'evt_none'",
        )
    api.post("/v1/customers")
    (event,) = api.get("/v1/events").data
    assert api.other().refused("GET", f"/v1/events/{event.id}", 404).code == "resource_missing"
    assert api.live().refused("GET", f"/v1/events/{event.id}", 404).code == "resource_missing"
    error = api.refused("POST", f"/v1/events/{event.id}/retry", webhook_endpoint="we_none")
    assert (error.code, error.param, error.message) == (
        "resource_missing",
        "webhook_endpoint",
        "No such webhook endpoint: 'we_none'",
    )
    assert api.post(f"/v1/events/{event.id}/retry", for_stripecli=True) == event


def test_events_are_kept_for_thirty_days(api, wall):
    api.post("/v1/customers")
    (event,) = api.get("/v1/events").data
    wall.advance(days=30)
    assert api.get("/v1/events").data == [event]
    wall.advance(seconds=1)
    assert api.get("/v1/events").data == []
    assert api.refused("GET", f"/v1/events/{event.id}", 404).message == f"No such event: '{event.id}'"
    assert api.refused("POST", f"/v1/events/{event.id}/retry", 404).code == "resource_missing"


@pytest.fixture
def connected(api):
    """An account connected to the caller's."""
    return api.post("/v1/accounts", type="custom", country="US")


def test_events_of_a_connected_account_are_its_own_and_bear_its_id(house, api, connected):
    own = api.post("/v1/webhook_endpoints", url="http://127.0.0.1:9/own", enabled_events=["customer.created"])
    connect = api.post(
        "/v1/webhook_endpoints",
        url="http://127.0.0.1:9/connect",
        enabled_events=["customer.created"],
        connect=True,
    )
    headers = {"Stripe-Account": connected.id}
    theirs = api.request("POST", "/v1/customers", {"name": "theirs"}, headers=headers).json
    ours = api.post("/v1/customers", name="ours")
    (event,) = api.get("/v1/events", type="customer.created").data
    assert event.data.object.id == ours.id
    assert "account" not in event
    listed = api.request("GET", "/v1/events", {"type": "customer.created"}, headers=headers).json.data
    assert [(one.data.object.id, one.account, one.pending_webhooks) for one in listed] == [
        (theirs.id, connected.id, 1)
    ]
    assert api.refused("GET", f"/v1/events/{listed[0].id}", 404).code == "resource_missing"

    async def targets() -> dict[str, str]:
        from counterfoil.webhooks.outbox import deliveries

        rows = house.server.store.reader.scan_all(deliveries.table)
        return {one.event: one.target for _, one in rows if one.target in (own.id, connect.id)}

    assert house.run(targets()) == {event.id: own.id, listed[0].id: connect.id}
    again = api.post(f"/v1/events/{listed[0].id}/retry", account=connected.id, webhook_endpoint=connect.id)
    assert (again.account, again.pending_webhooks) == (connected.id, 2)
    assert api.refused("POST", f"/v1/events/{listed[0].id}/retry", account="acct_none").param == "account"
