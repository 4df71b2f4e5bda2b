"""The official Python SDK over HTTP: the installed one, and today's (`test_python_sdk_16.py`)."""

from __future__ import annotations

import asyncio
import io
import json
import time

import pytest
import stripe

from counterfoil.kernel.ids import letters

# The SDK hands httpx its bodies in a way that httpx frowns at.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning"),
    pytest.mark.filterwarnings(
        "ignore:(?s).*use StripeClient.v1:DeprecationWarning"
    ),  # which older releases do not have
]

# Of older releases; newer ones parse and fetch event notifications.
THIN = hasattr(stripe.StripeClient, "parse_thin_event")
CARD = {
    ("payment_method_types" if stripe.api_version < "2026-09-30" else "allowed_payment_method_types"): [
        "card"
    ]
}
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def plain(value):
    """An object of the SDK as it came over HTTP: its releases make different things of hashes."""
    return json.loads(str(value))


@pytest.fixture
def addresses(server):
    return {"api": server, "files": server, "meter_events": server}


@pytest.fixture
def client(addresses, key):
    return stripe.StripeClient(key, base_addresses=addresses)


def test_an_object_is_made_read_changed_and_deleted(client):
    made = client.customers.create(
        {"name": "Jenny Rosen", "email": "jenny@example.com", "metadata": {"plan": "gold", "seats": "5"}}
    )
    changed = client.customers.update(
        made.id, {"metadata": {"plan": ""}, "address": {"city": "Berlin", "country": "DE"}}
    )
    assert isinstance(changed, stripe.Customer)
    assert (changed.name, plain(changed.metadata), changed.address.city) == (
        "Jenny Rosen",
        {"seats": "5"},
        "Berlin",
    )
    assert client.customers.retrieve(made.id) == changed
    assert client.customers.delete(made.id).deleted is True
    assert client.customers.retrieve(made.id).deleted is True


def test_the_module_s_own_functions(server, key, monkeypatch):
    monkeypatch.setattr(stripe, "api_base", server)
    monkeypatch.setattr(stripe, "api_key", key)
    product = stripe.Product.create(
        name="Tea", default_price_data={"currency": "eur", "unit_amount": 450}, expand=["default_price"]
    )
    assert (product.default_price.unit_amount, product.default_price.currency) == (450, "eur")
    assert stripe.Product.modify(product.id, name="Green tea").name == "Green tea"
    product.refresh()
    assert product.name == "Green tea"
    assert stripe.Product.modify(product.id, active=False).active is False
    assert [one.id for one in stripe.Product.list(active=False)] == [product.id]
    assert stripe.Product.list(active=True).data == []
    other = stripe.Customer.create(api_key=f"sk_test_{letters(24)}")
    with pytest.raises(stripe.InvalidRequestError):
        stripe.Customer.retrieve(other.id)


def test_a_price_and_a_payment_that_is_captured_later(client):
    product = client.products.create({"name": "Gold"})
    price = client.prices.create(
        {"product": product.id, "currency": "usd", "unit_amount_decimal": "12.5", "nickname": "small"}
    )
    assert (price.unit_amount, str(price.unit_amount_decimal)) == (None, "12.5")
    intent = client.payment_intents.create(
        {
            "amount": 2000,
            "currency": "usd",
            "confirm": True,
            "payment_method": "pm_card_visa",
            "capture_method": "manual",
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            "expand": ["latest_charge"],
        }
    )
    assert (intent.status, intent.amount_capturable, intent.latest_charge.captured) == (
        "requires_capture",
        2000,
        False,
    )
    captured = client.payment_intents.capture(
        intent.id, {"amount_to_capture": 1500, "expand": ["latest_charge.balance_transaction"]}
    )
    assert (captured.status, captured.amount_received) == ("succeeded", 1500)
    transaction = captured.latest_charge.balance_transaction
    assert (transaction.amount, transaction.fee) == (1500, 74)  # 2.9 % and 30 cents
    assert client.balance.retrieve().pending[0].amount == transaction.net


def test_lists_are_walked_to_their_end_in_both_directions(client):
    made = [client.customers.create({"name": f"Customer {number}"}).id for number in range(7)]
    newest_first = [one.id for one in client.customers.list({"limit": 3}).auto_paging_iter()]
    assert newest_first == made[::-1]
    backwards = client.customers.list({"limit": 2, "ending_before": made[0]}).auto_paging_iter()
    assert [one.id for one in backwards] == made[1:]
    first = client.customers.list({"limit": 3})
    assert first.has_more
    assert [one.id for one in first.next_page(limit=3)] == made[3:0:-1]


def test_a_search_is_walked_to_its_end(client):
    made = {
        client.customers.create({"name": f"Searched {number}", "metadata": {"kind": "found"}}).id
        for number in range(4)
    }
    client.customers.create({"name": "Other"})
    until = time.monotonic() + 60
    while True:
        found = [
            one.id
            for one in client.customers.search(
                {"query": "metadata['kind']:'found'", "limit": 3}
            ).auto_paging_iter()
        ]
        if len(found) == 4 or time.monotonic() > until:
            break
    assert set(found) == made


# -- refusals ------------------------------------------------------------------------------------------------


def test_refusals_are_errors_of_their_class(client, addresses):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.customers.retrieve("cus_nobody")
    error = refused.value
    assert (error.http_status, error.code, error.param) == (404, "resource_missing", "id")
    assert error.user_message == "No such customer: 'cus_nobody'"
    assert error.request_id == error.headers["request-id"]

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.customers.create({"nmae": "Jenny"})
    assert (refused.value.code, refused.value.error.param) == ("parameter_unknown", "nmae")

    with pytest.raises(stripe.AuthenticationError):
        stripe.StripeClient("sk_nonsense", base_addresses=addresses).customers.list()

    with pytest.raises(stripe.PermissionError):
        client.customers.list(options={"stripe_account": "acct_nobody"})


def test_a_decline_tells_what_was_tried(client):
    with pytest.raises(stripe.CardError) as refused:
        client.payment_intents.create(
            {
                "amount": 2000,
                "currency": "usd",
                "confirm": True,
                "payment_method": "pm_card_visa_chargeDeclinedInsufficientFunds",
                **CARD,
            }
        )
    error = refused.value
    assert (error.http_status, error.code, error.error.decline_code) == (
        402,
        "card_declined",
        "insufficient_funds",
    )
    intent = client.payment_intents.retrieve(error.error.payment_intent.id)
    assert intent.status == "requires_payment_method"
    assert client.charges.retrieve(error.error.charge).failure_code == "card_declined"


def test_an_idempotency_key_answers_again_or_says_why_not(client):
    options = {"idempotency_key": letters(16)}
    first = client.customers.create({"name": "Once"}, options)
    again = client.customers.create({"name": "Once"}, options)
    assert (again.id, again.last_response.headers["idempotent-replayed"]) == (first.id, "true")
    with pytest.raises(stripe.IdempotencyError):
        client.customers.create({"name": "Twice"}, options)
    assert len(client.customers.list().data) == 1


class Forgetful(stripe.RequestsClient):
    """Loses the first answer of each request on its way back, as a broken line does."""

    def __init__(self):
        super().__init__()
        self.keys = []

    def request(self, method, url, headers, post_data=None):
        answer = super().request(method, url, headers, post_data)
        self.keys.append(headers.get("Idempotency-Key"))
        if self.keys.count(self.keys[-1]) == 1:
            raise stripe.APIConnectionError("the line broke", should_retry=True)
        return answer

    def _sleep_time_seconds(self, num_retries, response=None):
        return 0


def test_a_retry_after_a_lost_answer_makes_nothing_twice(addresses, key):
    forgetful = Forgetful()
    client = stripe.StripeClient(key, base_addresses=addresses, http_client=forgetful, max_network_retries=2)
    made = client.customers.create({"name": "Once"})
    assert len(forgetful.keys) == 2
    assert len(set(forgetful.keys)) == 1
    assert [one.id for one in stripe.StripeClient(key, base_addresses=addresses).customers.list()] == [
        made.id
    ]


# -- awaiting ------------------------------------------------------------------------------------------------


def test_calls_that_are_awaited(addresses, key):
    client = stripe.StripeClient(key, base_addresses=addresses, http_client=stripe.HTTPXClient())

    async def run():
        made = await asyncio.gather(
            *(client.customers.create_async({"name": f"Customer {number}"}) for number in range(12))
        )
        listed = await client.customers.list_async({"limit": 5})
        walked = [one.id async for one in listed.auto_paging_iter()]
        with pytest.raises(stripe.InvalidRequestError):
            await client.customers.retrieve_async("cus_nobody")
        await client._requestor._get_http_client().close_async()
        return made, walked

    made, walked = asyncio.run(run())
    assert len(walked) == 12
    assert set(walked) == {one.id for one in made}


# -- files ---------------------------------------------------------------------------------------------------


def test_a_file_is_uploaded_linked_and_read_again(client):
    file = client.files.create(
        {"purpose": "dispute_evidence", "file": io.BytesIO(PDF), "file_link_data": {"create": True}}
    )
    assert (file.purpose, file.size, file.type) == ("dispute_evidence", len(PDF), "pdf")
    assert client.files.retrieve(file.id).links.data[0].file == file.id
    answer = client.raw_request("get", f"/v1/files/{file.id}")
    assert json.loads(answer.body)["id"] == file.id
    link = client.file_links.create({"file": file.id})
    assert link.id in [one.id for one in client.file_links.list({"file": file.id})]


# -- webhooks ------------------------------------------------------------------------------------------------


def test_a_delivered_event_is_verified_and_read(client, receiver):
    endpoint = client.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["customer.created"]})
    customer = client.customers.create({"name": "Jenny Rosen"})
    delivered = receiver.wait(1)[0]

    event = client.construct_event(delivered.body, delivered.signature, endpoint.secret)
    assert (event.type, event.data.object.id, event.data.object.name) == (
        "customer.created",
        customer.id,
        "Jenny Rosen",
    )
    assert event["request"].id == customer.last_response.request_id
    assert stripe.Webhook.construct_event(delivered.body, delivered.signature, endpoint.secret).id == event.id
    assert client.events.retrieve(event.id).data.object == event.data.object
    with pytest.raises(stripe.SignatureVerificationError):
        client.construct_event(delivered.body + b" ", delivered.signature, endpoint.secret)
    with pytest.raises(stripe.SignatureVerificationError):
        client.construct_event(delivered.body, delivered.signature, "whsec_of_another")


def test_an_update_tells_what_was_before(client):
    customer = client.customers.create({"name": "Jenny", "metadata": {"a": "1"}})
    client.customers.update(customer.id, {"name": "Jenny Rosen", "metadata": {"b": "2"}})
    event = client.events.list({"type": "customer.updated"}).data[0]
    assert plain(event.data.previous_attributes) == {"name": "Jenny", "metadata": {"b": None}}


# -- usage and /v2 -------------------------------------------------------------------------------------------


@pytest.fixture
def meter(client):
    return client.billing.meters.create(
        {"display_name": "Calls", "event_name": "api_call", "default_aggregation": {"formula": "sum"}}
    )  # fmt: skip


def used(client, meter, customer):
    """What a customer used in the hours around now."""
    hour = int(time.time()) // 3600 * 3600
    span = {"customer": customer.id, "start_time": hour - 3600, "end_time": hour + 7200}
    return sum(one.aggregated_value for one in client.billing.meters.event_summaries.list(meter.id, span))


def test_usage_is_sent_one_by_one_in_json_and_over_a_stream(client, addresses, meter):
    customer = client.customers.create()
    payload = {"stripe_customer_id": customer.id, "value": "3"}
    client.billing.meter_events.create({"event_name": "api_call", "payload": payload})
    event = client.v2.billing.meter_events.create(
        {"event_name": "api_call", "payload": payload, "identifier": "once"}
    )
    assert event.identifier == "once"
    with pytest.raises(stripe.InvalidRequestError):
        client.v2.billing.meter_events.create(
            {"event_name": "api_call", "payload": payload, "identifier": "once"}
        )

    session = client.v2.billing.meter_event_session.create()
    stream = stripe.StripeClient(session.authentication_token, base_addresses=addresses)
    stream.v2.billing.meter_event_stream.create(
        {"events": [{"event_name": "api_call", "payload": payload} for _ in range(4)]}
    )

    until = time.monotonic() + 60
    while (total := used(client, meter, customer)) != 18 and time.monotonic() < until:
        time.sleep(0.02)
    assert total == 18


def test_a_token_that_is_none_is_refused_as_one_that_ran_out(addresses):
    stream = stripe.StripeClient("no_token_at_all", base_addresses=addresses)
    with pytest.raises(stripe.AuthenticationError):
        stream.v2.billing.meter_event_stream.create({"events": []})


def test_any_path_can_be_asked_for_raw(client):
    made = client.raw_request("post", "/v1/customers", name="Raw")
    customer = client.deserialize(made, api_mode="V1")
    assert (customer.object, customer.name) == ("customer", "Raw")
    sent = {
        "name": "Thin",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": ["v1.billing.meter.no_meter_found"],
    }
    sent |= {"webhook_endpoint": {"url": "http://127.0.0.1:1/thin"}, "include": ["webhook_endpoint.url"]}
    answer = client.raw_request("post", "/v2/core/event_destinations", **sent)
    destination = client.deserialize(answer, api_mode="V2")
    assert (destination.object, destination.webhook_endpoint.url) == (
        "v2.core.event_destination",
        "http://127.0.0.1:1/thin",
    )
    assert client.v2.core.event_destinations.list({}).data[0].id == destination.id


def test_a_thin_event_is_parsed_and_what_it_is_about_is_fetched(client, receiver):
    destination = client.v2.core.event_destinations.create(
        {
            "name": "Thin",
            "type": "webhook_endpoint",
            "event_payload": "thin",
            "enabled_events": ["v2.core.event_destination.ping"],
            "webhook_endpoint": {"url": receiver.url},
            "include": ["webhook_endpoint.signing_secret"],
        }
    )
    client.v2.core.event_destinations.ping(destination.id)
    delivered = receiver.wait(1)[0]
    parse = client.parse_thin_event if THIN else client.parse_event_notification
    thin = parse(delivered.body, delivered.signature, destination.webhook_endpoint.signing_secret)
    assert (thin.type, thin.related_object.id) == ("v2.core.event_destination.ping", destination.id)
    assert client.v2.core.events.retrieve(thin.id).id == thin.id
    if not THIN:
        assert thin.fetch_event().id == thin.id
        assert thin.fetch_related_object().id == destination.id


def test_lists_of_v2_are_walked_to_their_end(client):
    sent = {
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": ["v2.core.event_destination.ping"],
    }
    made = [
        client.v2.core.event_destinations.create(
            {**sent, "name": name, "webhook_endpoint": {"url": f"http://127.0.0.1:1/{name}"}}
        ).id
        for name in ("a", "b", "c")
    ]
    listed = client.v2.core.event_destinations.list({"limit": 1, "include": ["webhook_endpoint.url"]})
    walked = list(listed.auto_paging_iter())
    assert [one.id for one in walked] == made[::-1]
    assert [one.webhook_endpoint.url for one in walked] == [
        "http://127.0.0.1:1/c",
        "http://127.0.0.1:1/b",
        "http://127.0.0.1:1/a",
    ]


VERSIONS = ("2025-02-24.acacia", "2025-03-31.basil", "2026-10-28.endive")


def test_the_same_change_is_heard_in_the_version_of_each_endpoint(client, receiver):
    secrets = {}
    for version in VERSIONS:
        sent = {
            "url": f"{receiver.url}/{version}",
            "enabled_events": ["price.updated"],
            "api_version": version,
        }
        secrets[version] = client.webhook_endpoints.create(sent).secret
    product = client.products.create({"name": "Gold"})
    price = client.prices.create(
        {"product": product.id, "currency": "usd", "unit_amount": 100, "recurring": {"interval": "month"}}
    )
    client.prices.update(price.id, {"nickname": "small", "metadata": {"a": "1"}})
    ids = set()
    for version in VERSIONS:
        (delivered,) = receiver.wait(1, path=f"/{version}")
        event = client.construct_event(delivered.body, delivered.signature, secrets[version])
        assert (event.api_version, event.data.object.id, event.data.object.nickname) == (
            version,
            price.id,
            "small",
        )
        assert plain(event.data.previous_attributes) == {"metadata": {"a": None}, "nickname": None}
        assert ("aggregate_usage" in plain(event.data.object)["recurring"]) is (
            version == "2025-02-24.acacia"
        )
        with pytest.raises(stripe.SignatureVerificationError):
            client.construct_event(
                delivered.body, delivered.signature, secrets[VERSIONS[version == VERSIONS[0]]]
            )
        ids.add(event.id)
    assert len(ids) == 1


def thin_destination(client, url, *types, **more):
    """A destination of thin events: its signing secret."""
    sent = {
        "name": "Thin",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": list(types),
        **more,
    }
    sent |= {"webhook_endpoint": {"url": url}, "include": ["webhook_endpoint.signing_secret"]}
    return client.v2.core.event_destinations.create(sent).webhook_endpoint.signing_secret


@pytest.mark.skipif(THIN, reason="older releases know thin events of meters only")
def test_a_change_is_heard_as_a_notification_beside_its_snapshot(client, receiver):
    thin_secret = thin_destination(client, receiver.url + "/thin", "v1.price.updated", "v1.price.deactivated")
    snapshot_secret = client.webhook_endpoints.create(
        {"url": receiver.url + "/snapshot", "enabled_events": ["price.updated"]}
    ).secret
    product = client.products.create({"name": "Gold"})
    price = client.prices.create({"product": product.id, "currency": "usd", "unit_amount": 100})
    client.prices.update(price.id, {"active": False})
    (delivered,) = receiver.wait(1, path="/snapshot")
    snapshot = client.construct_event(delivered.body, delivered.signature, snapshot_secret)

    heard = receiver.wait(2, path="/thin")
    notifications = [client.parse_event_notification(one.body, one.signature, thin_secret) for one in heard]
    names = ["V1PriceUpdatedEventNotification", "V1PriceDeactivatedEventNotification"]
    assert [type(one).__name__ for one in notifications] == names
    for one in notifications:
        assert (one.related_object.id, one.related_object.type, one.context) == (price.id, "price", None)
        assert (one.reason.request.id, one.livemode) == (snapshot["request"].id, False)
        event = one.fetch_event()
        assert (event.id, event.type, event.snapshot_event) == (one.id, one.type, snapshot.id)
        assert plain(event.changes) == {"before": {"active": True}, "after": {"active": False}}
        fetched = one.fetch_related_object()
        assert isinstance(fetched, stripe.Price)
        assert (fetched.id, fetched.active) == (price.id, False)
        assert event.fetch_related_object().id == price.id
    with pytest.raises(stripe.SignatureVerificationError):
        client.parse_event_notification(heard[0].body, heard[0].signature, snapshot_secret)
    with pytest.raises(ValueError, match="thin event notification"):
        client.parse_event_notification(delivered.body, delivered.signature, snapshot_secret)
    with pytest.raises(ValueError, match="parse_event_notification"):
        client.construct_event(heard[0].body, heard[0].signature, thin_secret)

    listed = client.v2.core.events.list(
        {"object_id": price.id, "limit": 1, "created": {"gte": "2020-01-01T00:00:00Z"}}
    )
    assert [one.type for one in listed.auto_paging_iter()] == [
        "v1.price.deactivated",
        "v1.price.updated",
        "v1.price.created",
    ]


@pytest.mark.skipif(THIN, reason="older releases know thin events of meters only")
def test_a_notification_of_a_connected_account_is_fetched_in_its_context(client, receiver):
    secret = thin_destination(client, receiver.url, "v1.customer.created", events_from=["@accounts"])
    account = client.accounts.create({"type": "custom", "country": "US"})
    client.customers.create({"name": "Ours"})
    theirs = client.customers.create({"name": "Theirs"}, {"stripe_account": account.id})
    (delivered,) = receiver.wait(1)
    one = client.parse_event_notification(delivered.body, delivered.signature, secret)
    assert (str(one.context), one.related_object.id) == (account.id, theirs.id)
    assert one.fetch_event().context == account.id
    assert one.fetch_related_object().name == "Theirs"


@pytest.mark.skipif(not THIN, reason="newer releases parse event notifications")
def test_an_old_release_fetches_the_thin_events_that_a_newer_version_asked_for(client, receiver):
    """It cannot parse `reason`: before release 13 it expects the request's id one level higher."""
    sent = {
        "name": "Thin",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": ["v1.customer.created"],
    }
    sent |= {"webhook_endpoint": {"url": receiver.url}, "include": ["webhook_endpoint.signing_secret"]}
    with pytest.raises(stripe.InvalidRequestError):
        client.v2.core.event_destinations.create(sent)
    destination = client.v2.core.event_destinations.create(sent, {"stripe_version": "2026-10-28.endive"})
    customer = client.customers.create()
    (delivered,) = receiver.wait(1)
    secret = destination.webhook_endpoint.signing_secret
    stripe.WebhookSignature.verify_header(delivered.body.decode(), delivered.signature, secret, 300)
    event = client.v2.core.events.retrieve(delivered.event["id"])
    assert (event.type, plain(event)["reason"]["request"]["id"]) == (
        "v1.customer.created",
        customer.last_response.request_id,
    )
    assert client.events.retrieve(event.snapshot_event).data.object.id == customer.id


# -- time and accounts ---------------------------------------------------------------------------------------


def test_a_test_clock_is_advanced_until_it_is_ready(client):
    start = 1_700_000_000
    clock = client.test_helpers.test_clocks.create({"frozen_time": start, "name": "A month"})
    customer = client.customers.create({"test_clock": clock.id})
    assert customer.created == start
    client.test_helpers.test_clocks.advance(clock.id, {"frozen_time": start + 86400})
    until = time.monotonic() + 60
    while (
        clock := client.test_helpers.test_clocks.retrieve(clock.id)
    ).status != "ready" and time.monotonic() < until:
        time.sleep(0.02)
    assert (clock.status, clock.frozen_time) == ("ready", start + 86400)


def test_a_call_for_a_connected_account_sees_only_what_is_its_own(client):
    account = client.accounts.create({"type": "custom", "country": "US"})
    theirs = client.customers.create({"name": "Theirs"}, {"stripe_account": account.id})
    assert client.customers.retrieve(theirs.id, options={"stripe_account": account.id}).name == "Theirs"
    assert client.customers.list().data == []
    with pytest.raises(stripe.InvalidRequestError):
        client.customers.retrieve(theirs.id)
