"""Deliveries: what endpoints receive, in which order, and what happens when they do not answer."""

from __future__ import annotations

import threading
import time

import pytest
import stripe

from counterfoil.kernel import Claim, Space, Work, errors, objects
from counterfoil.webhooks.outbox import attempts, deliveries
from counterfoil.webhooks.targets import target_of
from tests.support.client import Api, House
from tests.support.receiver import Receiver, soon


def endpoint(api: Api, url: str, *events: str, **params):
    return api.post("/v1/webhook_endpoints", url=url, enabled_events=list(events or ("*",)), **params)


def pending(api: Api, event: str) -> int:
    return api.get(f"/v1/events/{event}").pending_webhooks


def tried(house: House, event: str) -> list[tuple]:
    """(number, status, error) of every attempt of an event."""

    async def read() -> list[tuple]:
        rows = house.server.store.reader.scan_all(attempts.table)
        return [(one.number, one.status, one.error) for _, one in rows if one.event == event]

    return house.run(read())


def outbox(house: House, target: str) -> list:
    async def read() -> list:
        return [
            one for _, one in house.server.store.reader.scan_all(deliveries.table) if one.target == target
        ]

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
    assert abs(int(received.signature.partition("t=")[2].partition(",")[0]) - time.time()) < 60
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
    house, space, version = api.house.server.services, Space("acct_1"), "2025-02-24.acacia"
    document = {"id": "we_1", "object": "webhook_endpoint", "enabled_events": ["*"]}
    everything = target_of(house, document, space, version)
    assert everything.wants("customer.created", False)
    assert not everything.wants("issuing_authorization.request", False)
    assert not everything.wants("v1.billing.meter.no_meter_found", True)
    named = target_of(
        house, {**document, "enabled_events": ["*", "issuing_authorization.request"]}, space, version
    )
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
    assert [(one.path, one.event["data"]["object"]["name"]) for one in receiver.requests] == [
        ("/first", "one"),
        ("/second", "three"),
    ]


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


def test_an_attempt_tells_why_it_failed(impatient, receiver):
    api = Api(impatient)
    receiver.answer = lambda received: time.sleep(0.8) or 200
    endpoint(api, receiver.url, "customer.created")
    endpoint(api, "http://127.0.0.1:9/nobody", "customer.created")
    endpoint(api, "http://nowhere.invalid/", "customer.created")
    api.post("/v1/customers")
    (event,) = api.get("/v1/events").data
    soon(lambda: pending(api, event.id) == 0)
    errors = {error for _, status, error in tried(impatient, event.id) if status is None}
    assert "no answer within 0.5 s" in errors
    assert len(errors) >= 2
    assert len(tried(impatient, event.id)) == 9


def test_a_slow_endpoint_delays_nobody(api):
    gate = threading.Event()
    slow, quick = Receiver(lambda received: gate.wait(60) and 200 or 200), Receiver()
    try:
        endpoint(api, slow.url, "customer.created")
        endpoint(api, "http://127.0.0.1:9/dead", "customer.created")
        endpoint(api, quick.url, "customer.created")
        started = time.monotonic()
        for _ in range(10):
            api.post("/v1/customers")
        quick.wait(10)
        assert time.monotonic() - started < 20  # seconds: the slow one takes a minute
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
        assert (
            api.refused("POST", f"/v1/events/{event.id}/retry", webhook_endpoint=hook.id).param
            == "webhook_endpoint"
        )
        assert api.post(f"/v1/webhook_endpoints/{hook.id}", disabled=False).status == "enabled"
        api.post("/v1/customers", name="after")
        assert [one.event["data"]["object"]["name"] for one in receiver.wait(2)] == ["before", "after"]
        api.delete(f"/v1/webhook_endpoints/{hook.id}")
        assert [one.pending_webhooks for one in api.get("/v1/events").data] == [0, 0, 0]
    finally:
        receiver.close()


def test_a_platform_s_endpoint_and_the_events_of_an_account_connected_to_it(house, receiver):
    """A connected account's events: delivered, retried by hand, not pending once the endpoint is deleted."""
    api = Api(house)
    connected = api.post("/v1/accounts", type="express").id
    there = {"Stripe-Account": connected}
    hook = endpoint(api, receiver.url, "customer.created", connect=True)

    def events() -> list[tuple[str, int]]:
        found = api.request("GET", "/v1/events", {"type": "customer.created"}, headers=there).json.data
        return [(one.id, one.pending_webhooks) for one in found]

    assert api.request("POST", "/v1/customers", {"name": "Ada"}, headers=there).status == 200
    sent = receiver.wait(1)[0].event
    assert sent["account"] == connected
    soon(lambda: events() == [(sent["id"], 0)])
    receiver.answer = lambda received: 500
    api.post(f"/v1/events/{sent['id']}/retry", account=connected, webhook_endpoint=hook.id)
    receiver.wait(2)
    assert api.request("POST", "/v1/customers", {"name": "Bea"}, headers=there).status == 200
    receiver.wait(3)
    soon(lambda: [number for _, number in events()] == [1, 0])
    api.delete(f"/v1/webhook_endpoints/{hook.id}")
    soon(lambda: [number for _, number in events()] == [0, 0])


def test_an_account_s_events_are_heard_by_an_endpoint_that_its_platform_makes_later(house, receiver):
    api = Api(house)
    there = {"Stripe-Account": api.post("/v1/accounts", type="express").id}
    assert api.request("POST", "/v1/customers", {"name": "before"}, headers=there).status == 200
    hook = endpoint(api, receiver.url, "customer.created", connect=True)
    assert api.request("POST", "/v1/customers", {"name": "heard"}, headers=there).status == 200
    receiver.wait(1)
    api.delete(f"/v1/webhook_endpoints/{hook.id}")
    assert api.request("POST", "/v1/customers", {"name": "after"}, headers=there).status == 200
    found = api.request("GET", "/v1/events", {"type": "customer.created"}, headers=there).json.data
    assert [one.data.object.name for one in found] == ["after", "heard", "before"]
    assert [one.event["data"]["object"]["name"] for one in receiver.requests] == ["heard"]


def test_an_endpoint_whose_phase_was_undone_hears_nothing(house, receiver):
    """It was seen by an event of its own phase already."""
    api = Api(house)
    server, space = house.server, Space(api.get("/v1/account").id)
    api.post("/v1/customers")

    def phase() -> None:
        work = Work(server.store.writer, space, server.services, now=house.now)
        params = {"url": receiver.url, "enabled_events": ["customer.created"]}
        objects.webhook_endpoint.actions["create"](work, params)
        customer = work.insert(objects.customer, {"name": "undone"})
        work.emit("customer.created", customer)
        raise errors.invalid("no")

    async def undone() -> None:
        with pytest.raises(errors.Refusal):
            await server.phases.run(phase, Claim.of(space.account))

    house.run(undone())
    customer = api.post("/v1/customers", name="later")
    (event,) = api.get("/v1/events", type="customer.created", limit=1).data
    assert (event.data.object.id, event.pending_webhooks) == (customer.id, 0)


def test_an_endpoint_with_a_version_of_its_own_sees_objects_as_that_version_does(api, receiver):
    endpoint(
        api,
        receiver.url + "/old",
        "payment_intent.created",
        "payment_intent.succeeded",
        api_version="2020-08-27",
    )
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
    assert abs(event.created - time.time()) < 60
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
        assert sorted(one.event["data"]["object"]["name"] for one in received[1:]) == [
            "failed once",
            "never tried",
        ]
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
    now = hasty.server.store.now
    monkeypatch.setattr(hasty.server.store, "now", lambda: now() + 4 * 86400)
    hasty.loop.call_soon_threadsafe(hasty.server.scheduler.alarm, "", 0)  # it sleeps by the time that was
    api.post("/v1/customers")
    live.post("/v1/customers")
    soon(lambda: live.get(f"/v1/webhook_endpoints/{hooks[0].id}").status == "disabled")
    assert [one.pending_webhooks for one in live.get("/v1/events").data] == [0, 0]
    soon(lambda: [one.pending_webhooks for one in api.get("/v1/events").data] == [0, 0])
    assert api.get(f"/v1/webhook_endpoints/{hooks[1].id}").status == "enabled"


# -- versions ------------------------------------------------------------------------------------------------

ACACIA, BASIL, NEWEST = "2025-02-24.acacia", "2025-03-31.basil", "2026-10-28.endive"


@pytest.mark.parametrize("account", [ACACIA, NEWEST])
def test_the_same_change_is_told_in_the_version_of_each_endpoint(receiver, account):
    """previous_attributes too; the account's own events are in its own version, whatever a request says."""
    house = House(now=None, api_version=account)
    try:
        api = Api(house)
        for version in (ACACIA, BASIL, NEWEST, "2026-08-26.preview", None):
            more = {"api_version": version} if version else {}
            endpoint(api, f"{receiver.url}/{version}", "payment_intent.succeeded", "price.updated", **more)
        destination = {
            "name": "n",
            "type": "webhook_endpoint",
            "event_payload": "snapshot",
            "enabled_events": ["price.updated"],
        }
        destination |= {
            "webhook_endpoint": {"url": receiver.url + "/destination"},
            "snapshot_api_version": BASIL,
        }
        api.v2("POST", "/v2/core/event_destinations", destination)
        product = api.post("/v1/products", name="p")
        sent = {
            "currency": "usd",
            "unit_amount": 100,
            "product": product.id,
            "recurring": {"interval": "month"},
        }
        price = api.request("POST", "/v1/prices", sent).json
        api.request("POST", f"/v1/prices/{price.id}", {"nickname": "n", "metadata": {"a": "1"}})
        told = {}
        for version in (ACACIA, BASIL, NEWEST, "2026-08-26.preview", None):
            (received,) = receiver.wait(1, path=f"/{version}")
            event = received.event
            assert event["api_version"] == version or account
            assert event["data"]["previous_attributes"] == {"metadata": {"a": None}, "nickname": None}
            assert event["pending_webhooks"] == 6
            told[version] = event["data"]["object"]
        assert {version for version in told if "aggregate_usage" in told[version]["recurring"]} == {
            ACACIA
        } | ({None} if account == ACACIA else set())
        (received,) = receiver.wait(1, path="/destination")
        assert (received.event["api_version"], received.event["data"]["object"]) == (BASIL, told[BASIL])
        for version in (ACACIA, NEWEST):
            (event,) = api.request(
                "GET", "/v1/events", {"type": "price.updated"}, headers={"Stripe-Version": version}
            ).json.data
            assert (event.api_version, event.data.object) == (account, told[None])
    finally:
        house.close()


def test_what_a_version_has_otherwise_is_in_the_previous_attributes_as_it_was_there(api, receiver):
    endpoint(api, receiver.url + "/old", "charge.updated", api_version=ACACIA)
    endpoint(api, receiver.url + "/new", "charge.updated", api_version=NEWEST)
    endpoint(api, receiver.url + "/oldest", "charge.refunded", api_version="2022-08-01")
    charge = api.get(f"/v1/charges/{api.given.paid_intent().latest_charge}")
    api.post(f"/v1/charges/{charge.id}", description="d", fraud_details={"user_report": "safe"})
    (old,), (new,) = receiver.wait(1, path="/old"), receiver.wait(1, path="/new")
    assert old.event["data"]["previous_attributes"] == new.event["data"]["previous_attributes"]
    assert "invoice" in old.event["data"]["object"]
    assert "invoice" not in new.event["data"]["object"]
    api.post("/v1/refunds", charge=charge.id, amount=100)
    (oldest,) = receiver.wait(1, path="/oldest")
    assert oldest.event["data"]["object"]["refunds"]["total_count"] == 1


def test_all_types_are_those_that_the_endpoint_s_version_has(api):
    house, space = api.house.server.services, Space("acct_1")
    document = {"id": "we_1", "object": "webhook_endpoint", "enabled_events": ["*"]}

    def asked(**more):
        return target_of(house, {**document, **more}, space, ACACIA).events

    assert "invoice_payment.paid" not in asked()
    assert "invoice_payment.paid" not in asked(api_version=BASIL)
    assert "invoice_payment.paid" in asked(api_version="2025-05-28.basil")
    assert "invoice_payment.paid" in asked(api_version=BASIL, enabled_events=["*", "invoice_payment.paid"])
    thin = {"id": "ed_1", "object": "v2.core.event_destination", "event_payload": "thin"}
    assert "v1.customer.created" not in asked(**thin, _thin_version=ACACIA)
    assert "v1.customer.created" in asked(**thin, _thin_version=NEWEST)


def test_types_are_asked_for_by_the_names_of_the_request_s_version(api):
    named = {"url": "http://127.0.0.1:9/", "enabled_events": ["invoice_payment.paid"]}
    assert (
        api.refused("POST", "/v1/webhook_endpoints", **named, api_version=NEWEST).param == "enabled_events[0]"
    )
    made = api.request(
        "POST", "/v1/webhook_endpoints", {**named, "api_version": ACACIA}, headers={"Stripe-Version": NEWEST}
    ).json
    assert (made.api_version, made.enabled_events) == (ACACIA, ["invoice_payment.paid"])
    assert (
        api.refused("POST", f"/v1/webhook_endpoints/{made.id}", enabled_events=["invoice_payment.paid"]).param
        == "enabled_events[0]"
    )


def test_what_is_tried_again_or_sent_again_is_told_as_it_was(api, receiver):
    """A charge's list of refunds at an old version: of the moment of the event, not of the attempt."""
    statuses = iter([500])
    receiver.answer = lambda received: next(statuses, 200)
    hook = endpoint(api, receiver.url, "charge.refunded", api_version="2022-08-01")
    charge = api.get(f"/v1/charges/{api.given.paid_intent().latest_charge}")
    api.post("/v1/refunds", charge=charge.id, amount=100)
    api.post("/v1/refunds", charge=charge.id, amount=200)
    told = [one.event for one in receiver.wait(3)]
    by_id: dict[str, list] = {}
    for event in told:
        by_id.setdefault(event["id"], []).append(event["data"])
    assert sorted(len(data) for data in by_id.values()) == [1, 2]
    assert all(data[0] == data[-1] for data in by_id.values())
    assert sorted(data[0]["object"]["refunds"]["total_count"] for data in by_id.values()) == [1, 2]
    event = api.get("/v1/events", type="charge.refunded").data[1]
    api.post(f"/v1/events/{event.id}/retry", webhook_endpoint=hook.id)
    again = receiver.wait(4)[3].event
    assert (again["id"], again["api_version"]) == (event.id, "2022-08-01")
    assert again["data"]["previous_attributes"] == by_id[event.id][0]["previous_attributes"]
