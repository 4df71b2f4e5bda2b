"""Deliveries: what endpoints receive, in which order, and what happens when they do not answer."""

from __future__ import annotations

import threading
import time

import pytest
import stripe

from counterfoil.webhooks.outbox import attempts, deliveries
from tests.support.client import Api, House
from tests.support.receiver import Receiver, soon


def endpoint(api: Api, url: str, *events: str, **params):
    return api.post("/v1/webhook_endpoints", url=url, enabled_events=list(events or ("*",)), **params)


def pending(api: Api, event: str) -> int:
    return api.get(f"/v1/events/{event}").pending_webhooks


def tried(house: House, event: str) -> list[tuple]:
    """(number, status, error) of every attempt of an event."""

    async def read() -> list[tuple]:
        rows = house.server.store.reader.everything(attempts.table)
        return [(one.number, one.status, one.error) for _, one in rows if one.event == event]

    return house.run(read())


def outbox(house: House, target: str) -> list:
    async def read() -> list:
        return [one for _, one in house.server.store.reader.everything(deliveries.table) if one.target == target]

    return house.run(read())


def test_an_event_arrives_signed_and_is_then_no_longer_awaited(api, receiver):
    hook = endpoint(api, receiver.url + "/hook", "customer.created")
    customer = api.post("/v1/customers", name="Jenny Rosen")
    (received,) = receiver.wait(1)
    event = stripe.Webhook.construct_event(received.body, received.signature, hook.secret)
    assert (event.type, event.data.object.id, event.pending_webhooks) == ("customer.created", customer.id, 1)
    assert received.path == "/hook"
    assert received.headers["content-type"] == "application/json; charset=utf-8"
    assert received.headers["user-agent"] == "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
    assert abs(int(received.signature.partition("t=")[2].partition(",")[0]) - time.time()) < 5
    soon(lambda: pending(api, event.id) == 0)
    sent = received.event
    assert api.get(f"/v1/events/{event.id}") == {**sent, "pending_webhooks": 0}
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(received.body + b" ", received.signature, hook.secret)


def test_only_what_was_asked_for_arrives_in_the_order_of_creation(api, receiver):
    endpoint(api, receiver.url, "customer.created", "customer.updated")
    names = [f"number {index}" for index in range(20)]
    for name in names:
        customer = api.post("/v1/customers", name=name)
    api.post(f"/v1/customers/{customer.id}", name="last")
    api.delete(f"/v1/customers/{customer.id}")
    received = [one.event for one in receiver.wait(21)]
    assert [event["data"]["object"]["name"] for event in received] == [*names, "last"]
    assert received[-1]["data"]["previous_attributes"] == {"name": "number 19"}
    assert len(receiver.requests) == 21


def test_everything_is_told_but_what_must_be_asked_for_by_name(api, receiver):
    from counterfoil.kernel import Space
    from counterfoil.webhooks.targets import target_of

    document = {"id": "we_1", "object": "webhook_endpoint", "enabled_events": ["*"]}
    everything = target_of(document, Space("acct_1"))
    assert everything.wants("customer.created", False)
    assert not everything.wants("issuing_authorization.request", False)
    assert not everything.wants("v1.billing.meter.no_meter_found", True)
    named = target_of({**document, "enabled_events": ["*", "issuing_authorization.request"]}, Space("acct_1"))
    assert named.wants("issuing_authorization.request", False)


def test_each_endpoint_has_its_own_secret_and_its_own_copy(api, receiver):
    hooks = [endpoint(api, f"{receiver.url}/{index}") for index in range(3)]
    api.post("/v1/customers")
    receiver.wait(3)
    for index, hook in enumerate(hooks):
        (received,) = receiver.wait(1, path=f"/{index}")
        event = stripe.Webhook.construct_event(received.body, received.signature, hook.secret)
        assert event.pending_webhooks >= 1
        other = hooks[index - 1].secret
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(received.body, received.signature, other)
    soon(lambda: pending(api, event.id) == 0)


def test_an_endpoint_is_told_what_it_asks_for_now(api, receiver):
    hook = endpoint(api, receiver.url + "/first", "customer.created")
    api.post("/v1/customers", name="one")
    api.post(f"/v1/webhook_endpoints/{hook.id}", enabled_events=["customer.updated"])
    customer = api.post("/v1/customers", name="two")
    receiver.wait(1)
    api.post(f"/v1/webhook_endpoints/{hook.id}", url=receiver.url + "/second")
    api.post(f"/v1/customers/{customer.id}", name="three")
    receiver.wait(2)
    assert [(one.path, one.event["data"]["object"]["name"]) for one in receiver.requests] == [("/first", "one"), ("/second", "three")]


def test_nothing_leaves_for_what_was_refused(api, receiver):
    endpoint(api, receiver.url)
    api.refused("POST", "/v1/customers", email="nobody")
    customer = api.post("/v1/customers")
    api.refused("POST", f"/v1/customers/{customer.id}", metadata={"a" * 41: "b"})
    api.post("/v1/customers", name="second")
    assert [one.event["data"]["object"]["name"] for one in receiver.wait(2)] == [None, "second"]


def test_what_fails_is_tried_again_with_a_fresh_signature(hasty, api, receiver):
    answers = iter([500, 302, 204])
    receiver.answer = lambda received: next(answers)
    hook = endpoint(api, receiver.url + "/hook", "customer.created")
    api.post("/v1/customers")
    received = receiver.wait(3)
    id = received[0].event["id"]
    soon(lambda: pending(api, id) == 0)
    assert {one.path for one in receiver.requests} == {"/hook"}
    assert [one.event for one in received] == [received[0].event] * 3
    for one in received:
        stripe.Webhook.construct_event(one.body, one.signature, hook.secret)
    assert tried(hasty, id) == [(1, 500, None), (2, 302, None), (3, 204, None)]
    assert api.get("/v1/events", delivery_success=True).data[0].id == id


def test_what_always_fails_is_given_up_and_stays_known_as_failed(hasty, api, receiver):
    receiver.answer = lambda received: 500
    hook = endpoint(api, receiver.url, "customer.created")
    api.post("/v1/customers")
    receiver.wait(3)
    (event,) = api.get("/v1/events").data
    soon(lambda: pending(api, event.id) == 0)
    assert [status for _, status, _ in tried(hasty, event.id)] == [500, 500, 500]
    assert [one.id for one in api.get("/v1/events", delivery_success=False).data] == [event.id]
    assert api.get("/v1/events", delivery_success=True).data == []
    assert outbox(hasty, hook.id) == []
    receiver.answer = lambda received: 200
    again = api.post(f"/v1/events/{event.id}/retry", webhook_endpoint=hook.id)
    assert again.pending_webhooks == 1
    soon(lambda: api.get("/v1/events", delivery_success=True).data)
    assert len(receiver.requests) == 4


def test_an_attempt_tells_why_it_failed(hasty, api, receiver):
    receiver.answer = lambda received: time.sleep(0.8) or 200
    endpoint(api, receiver.url, "customer.created")
    endpoint(api, "http://127.0.0.1:9/nobody", "customer.created")
    endpoint(api, "http://nowhere.invalid/", "customer.created")
    api.post("/v1/customers")
    (event,) = api.get("/v1/events").data
    soon(lambda: pending(api, event.id) == 0)
    errors = {error for _, status, error in tried(hasty, event.id) if status is None}
    assert "no answer within 0.5 s" in errors
    assert len(errors) >= 2
    assert len(tried(hasty, event.id)) == 9


def test_a_slow_endpoint_delays_nobody(api):
    gate = threading.Event()
    slow, quick = Receiver(lambda received: gate.wait(5) and 200 or 200), Receiver()
    try:
        endpoint(api, slow.url, "customer.created")
        endpoint(api, "http://127.0.0.1:9/dead", "customer.created")
        endpoint(api, quick.url, "customer.created")
        started = time.monotonic()
        for _ in range(10):
            api.post("/v1/customers")
        quick.wait(10)
        assert time.monotonic() - started < 2
    finally:
        gate.set()
        slow.close()
        quick.close()


def test_a_disabled_endpoint_gets_nothing_and_makes_nobody_wait(house):
    api, receiver = Api(house), Receiver(lambda received: 500)
    try:
        hook = endpoint(api, receiver.url, "customer.created")
        api.post("/v1/customers", name="before")
        receiver.wait(1)
        (event,) = api.get("/v1/events").data
        soon(lambda: len(tried(house, event.id)) == 1)
        assert event.pending_webhooks == 1
        assert api.post(f"/v1/webhook_endpoints/{hook.id}", disabled=True).status == "disabled"
        assert pending(api, event.id) == 0
        assert outbox(house, hook.id) == []
        api.post("/v1/customers", name="meanwhile")
        assert api.get("/v1/events").data[0].pending_webhooks == 0
        assert api.refused("POST", f"/v1/events/{event.id}/retry", webhook_endpoint=hook.id).param == "webhook_endpoint"
        assert api.post(f"/v1/webhook_endpoints/{hook.id}", disabled=False).status == "enabled"
        api.post("/v1/customers", name="after")
        assert [one.event["data"]["object"]["name"] for one in receiver.wait(2)] == ["before", "after"]
        api.delete(f"/v1/webhook_endpoints/{hook.id}")
        assert [one.pending_webhooks for one in api.get("/v1/events").data] == [0, 0, 0]
    finally:
        receiver.close()


def test_an_endpoint_with_a_version_of_its_own_sees_objects_as_that_version_does(api, receiver):
    endpoint(api, receiver.url + "/old", "payment_intent.created", "payment_intent.succeeded", api_version="2020-08-27")
    endpoint(api, receiver.url + "/new", "payment_intent.created")
    api.post("/v1/payment_intents", amount=2000, currency="usd")
    (old,), (new,) = receiver.wait(1, path="/old"), receiver.wait(1, path="/new")
    assert (old.event["api_version"], new.event["api_version"]) == ("2020-08-27", "2025-02-24.acacia")
    assert old.event["data"]["object"]["charges"]["data"] == []
    assert "charges" not in new.event["data"]["object"]
    paid = {"payment_method_types": ["card"], "payment_method": "pm_card_visa", "confirm": True}
    api.post("/v1/payment_intents", amount=2000, currency="usd", **paid)
    confirmed = receiver.wait(3, path="/old")[2].event["data"]["object"]
    assert [one["object"] for one in confirmed["charges"]["data"]] == ["charge"]
    shown = api.request("GET", f"/v1/events/{new.event['id']}", headers={"Stripe-Version": "2020-08-27"}).json
    assert (shown.api_version, shown.data.object) == ("2025-02-24.acacia", new.event["data"]["object"])


def test_events_of_a_test_clock_are_signed_with_the_wall_s_time(api, clock, receiver):
    hook = endpoint(api, receiver.url, "customer.created")
    api.given.customer(clock)
    (received,) = receiver.wait(1)
    event = stripe.Webhook.construct_event(received.body, received.signature, hook.secret)
    assert event.data.object.created == clock.now
    assert abs(event.created - time.time()) < 5
    assert api.get("/v1/events").data[0].id == event.id


def test_a_restart_goes_on_where_the_house_fell(tmp_path):
    settings = {"database": str(tmp_path / "house.db"), "webhook_retries": (1,)}
    first, api = House(now=None, **settings), None
    receiver = Receiver(lambda received: 500)
    try:
        api = Api(first)
        endpoint(api, receiver.url, "customer.created")
        api.post("/v1/customers", name="failed once")
        receiver.wait(1)
        (event,) = api.get("/v1/events").data
        soon(lambda: len(tried(first, event.id)) == 1)
        # The house falls before what is written is sent: nobody is told of it.
        first.server.outbox.ready = lambda space, target, delivery: None
        api.post("/v1/customers", name="never tried")
    finally:
        first.close()
    receiver.answer = lambda received: 200
    second = House(now=None, **settings)
    try:
        again = Api(second, api.key)
        received = receiver.wait(3)
        assert sorted(one.event["data"]["object"]["name"] for one in received[1:]) == ["failed once", "never tried"]
        soon(lambda: [one.pending_webhooks for one in again.get("/v1/events").data] == [0, 0])
        assert [number for number, _, _ in tried(second, event.id)] == [1, 2]
    finally:
        second.close()
        receiver.close()


def test_a_live_endpoint_that_fails_for_days_is_disabled(hasty, api, receiver, monkeypatch):
    receiver.answer = lambda received: 500
    live = api.live()
    hooks = [endpoint(live, receiver.url), endpoint(api, receiver.url)]
    api.post("/v1/customers")
    live.post("/v1/customers")
    receiver.wait(6)
    wall = hasty.server.house.wall
    moment = hasty.server.ticker.moment
    monkeypatch.setattr(hasty.server.house, "wall", lambda: wall() + 4 * 86400)
    monkeypatch.setattr(hasty.server.ticker, "moment", lambda: moment() + 4 * 86400)
    hasty.loop.call_soon_threadsafe(hasty.server.ticker.alarm, "", 0)  # it sleeps by the time that was
    api.post("/v1/customers")
    live.post("/v1/customers")
    soon(lambda: live.get(f"/v1/webhook_endpoints/{hooks[0].id}").status == "disabled")
    assert [one.pending_webhooks for one in live.get("/v1/events").data] == [0, 0]
    soon(lambda: [one.pending_webhooks for one in api.get("/v1/events").data] == [0, 0])
    assert api.get(f"/v1/webhook_endpoints/{hooks[1].id}").status == "enabled"
