"""Event destinations: made, shown, turned on and off, and pinged."""

from __future__ import annotations

import re

import pytest
import stripe

from counterfoil.contract.versions import NEWEST
from tests.support.receiver import Receiver

PATH = "/v2/core/event_destinations"
THIN = "v1.billing.meter.error_report_triggered"


def body(url: str = "https://example.com/hook", **more):
    return {
        "name": "My Event Destination",
        "type": "webhook_endpoint",
        "event_payload": "thin",
        "enabled_events": [THIN],
        "webhook_endpoint": {"url": url},
        **more,
    }


def test_a_destination_shows_its_address_only_when_asked(api):
    made = api.v2(
        "POST",
        PATH,
        body(include=["webhook_endpoint.signing_secret", "webhook_endpoint.url"], metadata={"a": "b"}),
    )
    assert re.fullmatch(r"whsec_\w{32}", made.webhook_endpoint.signing_secret)
    assert made.webhook_endpoint.url == "https://example.com/hook"
    plain = api.v2("GET", f"{PATH}/{made.id}")
    assert plain == {
        "id": made.id,
        "object": "v2.core.event_destination",
        "amazon_eventbridge": None,
        "azure_event_grid": None,
        "created": made.created,
        "description": "",
        "enabled_events": [THIN],
        "event_payload": "thin",
        "events_from": ["self"],
        "livemode": False,
        "metadata": {"a": "b"},
        "name": "My Event Destination",
        "snapshot_api_version": None,
        "status": "enabled",
        "status_details": None,
        "type": "webhook_endpoint",
        "updated": made.created,
        "webhook_endpoint": {"signing_secret": None, "url": None},
    }
    assert re.fullmatch(r"ed_test_\w{24}", made.id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", made.created)
    assert (
        api.v2("GET", f"{PATH}/{made.id}?include=webhook_endpoint.url").webhook_endpoint.url
        == "https://example.com/hook"
    )
    assert api.v2("GET", f"{PATH}/{made.id}?include=webhook_endpoint.signing_secret", status=400)["error"][
        "message"
    ]
    assert api.v2("POST", PATH, body()).webhook_endpoint == {"signing_secret": None, "url": None}


def test_a_destination_is_changed_turned_off_and_on_and_deleted(api):
    made = api.v2("POST", PATH, body(metadata={"a": "b", "c": "d"}))
    one = f"{PATH}/{made.id}"
    changed = api.v2("POST", one, {
        "name": "other", "description": "mine", "metadata": {"a": None, "e": "f"},
        "include": ["webhook_endpoint.url"], "enabled_events": [THIN, "v1.billing.meter.no_meter_found"],
        "webhook_endpoint": {"url": "http://127.0.0.1:1/x"},
    })  # fmt: skip
    assert (changed.name, changed.description, changed.metadata) == ("other", "mine", {"c": "d", "e": "f"})
    assert changed.webhook_endpoint.url == "http://127.0.0.1:1/x"
    disabled = api.v2("POST", f"{one}/disable")
    assert (disabled.status, disabled.status_details) == ("disabled", {"disabled": {"reason": "user"}})
    assert api.v2("POST", f"{one}/disable") == disabled
    enabled = api.v2("POST", f"{one}/enable")
    assert (enabled.status, enabled.status_details) == ("enabled", None)
    assert api.request("DELETE", one, headers={"Stripe-Version": "2025-02-24.acacia"}).json.id == made.id
    for method, path in (("GET", one), ("POST", one), ("POST", f"{one}/ping")):
        assert api.v2(method, path, status=404)["error"]["code"] == "not_found"
    assert api.v2("GET", PATH)["data"] == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"enabled_events": ["customer.created"]},
            "Invalid enabled_events[0]: must be one of v1.billing.meter.error_report_triggered, ",
        ),
        (
            {"event_payload": "snapshot"},
            "Invalid enabled_events[0]: must be one of account.application.authorized, ",
        ),
        ({"enabled_events": []}, "At least one event type must be given."),
        (
            {"snapshot_api_version": "2025-02-24.acacia"},
            "snapshot_api_version cannot be given with thin event payloads.",
        ),
        (
            {"type": "amazon_eventbridge"},
            "webhook_endpoint cannot be given for a destination of type amazon_eventbridge.",
        ),
        (
            {"webhook_endpoint": {"url": "nowhere"}},
            "Invalid URL: An explicit scheme (such as https) must be provided.",
        ),
        ({"event_payload": "thick"}, "Invalid event_payload: must be one of snapshot or thin"),
        (
            {"event_payload": "snapshot", "enabled_events": ["*"], "snapshot_api_version": "2025-02-25"},
            "Invalid Stripe API version: 2025-02-25",
        ),
        ({"unheard": 1}, "Received unknown parameter: unheard"),
    ],
)
def test_what_does_not_fit_is_refused(api, wrong, message):
    error = api.v2("POST", PATH, body(**wrong), status=400)["error"]
    assert error.message.startswith(message)
    assert error.code
    assert api.v2("GET", PATH)["data"] == []


def test_what_is_missing_is_named(api):
    for name in ("name", "type", "event_payload", "enabled_events", "webhook_endpoint"):
        sent = body()
        del sent[name]
        assert (
            api.v2("POST", PATH, sent, status=400)["error"]["message"] == f"Missing required param: {name}."
        )


def test_amazon_destinations_keep_their_settings(api):
    sent = body(
        type="amazon_eventbridge",
        amazon_eventbridge={"aws_account_id": "123456789012", "aws_region": "us-east-1"},
    )
    del sent["webhook_endpoint"]
    made = api.v2("POST", PATH, sent)
    assert made.webhook_endpoint is None
    assert (made.amazon_eventbridge.aws_account_id, made.amazon_eventbridge.aws_event_source_status) == (
        "123456789012",
        "pending",
    )
    assert api.v2("POST", f"{PATH}/{made.id}/ping").type == "v2.core.event_destination.ping"


def test_pages_lead_to_their_neighbours(api):
    made = [api.v2("POST", PATH, body(name=f"number {index}")).id for index in range(5)][::-1]
    first = api.v2("GET", f"{PATH}?limit=2&include=webhook_endpoint.url")
    assert first.data[0].webhook_endpoint.url == "https://example.com/hook"
    assert first.previous_page_url is None
    second = api.v2("GET", first.next_page_url)
    assert second.data[0].webhook_endpoint.url == "https://example.com/hook"
    third = api.v2("GET", second.next_page_url)
    assert [[one.id for one in page.data] for page in (first, second, third)] == [
        made[:2],
        made[2:4],
        made[4:],
    ]
    assert third.next_page_url is None
    back = api.v2("GET", third.previous_page_url)
    assert back.data == second.data
    start = api.v2("GET", back.previous_page_url)
    assert (start.data, start.previous_page_url) == (first.data, None)
    assert api.v2("GET", start.next_page_url).data == second.data
    for token in ("nonsense", "", "YWVkX25vbmU"):
        assert api.v2("GET", f"{PATH}?page={token}", status=400)["error"]["message"]
    assert api.other().v2("GET", first.next_page_url, status=400)["error"]["code"]


def test_a_ping_is_delivered_even_to_a_disabled_destination(api):
    receiver = Receiver()
    try:
        made = api.v2("POST", PATH, body(receiver.url + "/thin", include=["webhook_endpoint.signing_secret"]))
        api.v2("POST", f"{PATH}/{made.id}/disable")
        ping = api.v2("POST", f"{PATH}/{made.id}/ping")
        assert (ping.type, ping.data, ping.reason, ping.context) == (
            "v2.core.event_destination.ping",
            None,
            None,
            None,
        )
        assert ping.related_object == {
            "id": made.id,
            "type": "v2.core.event_destination",
            "url": f"{PATH}/{made.id}",
        }
        (received,) = receiver.wait(1)
        client = stripe.StripeClient("sk_test_12345678")
        event = client.parse_thin_event(
            received.body, received.signature, made.webhook_endpoint.signing_secret, tolerance=None
        )
        assert (event.id, event.type, event.related_object.id) == (ping.id, ping.type, made.id)
        assert received.event == {key: value for key, value in ping.items() if key != "data"}
    finally:
        receiver.close()


def test_a_snapshot_destination_is_told_as_an_endpoint_is(api):
    receiver = Receiver()
    try:
        api.v2(
            "POST",
            PATH,
            body(
                receiver.url + "/old",
                event_payload="snapshot",
                enabled_events=["*"],
                snapshot_api_version="2024-06-20",
            ),
        )
        api.v2(
            "POST",
            PATH,
            body(receiver.url + "/own", event_payload="snapshot", enabled_events=["customer.created"]),
        )
        api.v2(
            "POST",
            PATH,
            body(
                receiver.url + "/others",
                event_payload="snapshot",
                enabled_events=["*"],
                events_from=["other_accounts"],
            ),
        )
        api.v2("POST", PATH, body(receiver.url + "/thin", enabled_events=["*"]))
        customer = api.post("/v1/customers")
        (old,), (own,) = receiver.wait(1, path="/old"), receiver.wait(1, path="/own")
        assert (old.event["api_version"], own.event["api_version"]) == ("2024-06-20", "2025-02-24.acacia")
        assert old.event["data"]["object"]["id"] == own.event["data"]["object"]["id"] == customer.id
        assert len(receiver.requests) == 2
    finally:
        receiver.close()


# -- by version ----------------------------------------------------------------------------------------------

ACACIA, CLOVER, DAHLIA = "2025-02-24.acacia", "2025-09-30.clover", "2026-04-22.dahlia"


def at(api, version: str, method: str, path: str, json=None, **more):
    return api.v2(method, path, json, **{"Stripe-Version": version}, **more)


@pytest.mark.parametrize(
    ("version", "sent", "shown"),
    [
        (CLOVER, None, ["self"]),
        (CLOVER, ["self", "other_accounts", "self"], ["self", "other_accounts"]),
        (NEWEST, None, ["@self"]),
        (NEWEST, ["other_accounts", "@accounts"], ["@accounts"]),
        (
            NEWEST,
            ["@organization_members", "@organization_members/@accounts"],
            ["@organization_members", "@organization_members/@accounts"],
        ),
    ],
)
def test_origins_are_spelled_as_the_version_spells_them(api, version, sent, shown):
    made = at(api, version, "POST", PATH, body(**({"events_from": sent} if sent else {})))
    assert made.events_from == shown
    older = {"@self": "self", "@accounts": "other_accounts"}
    spelled = [older.get(each, each) for each in shown]
    assert at(api, ACACIA, "GET", f"{PATH}/{made.id}").events_from == [
        each for each in spelled if not each.startswith("@")
    ]
    newer = {old: new for new, old in older.items()}
    assert at(api, DAHLIA, "GET", f"{PATH}/{made.id}").events_from == [
        newer.get(each, each) for each in shown
    ]


def test_origins_that_a_version_does_not_know_are_refused(api):
    error = at(api, NEWEST, "POST", PATH, body(events_from=["@self", "@everyone"]), status=400)["error"]
    assert error.message.startswith("Invalid events_from[1]: must be one of @self, @accounts, ")
    assert at(api, ACACIA, "POST", PATH, body(events_from=["@self"]), status=400)["error"]["message"]


@pytest.mark.parametrize("origin", ["self", "other_accounts", "@self", "@accounts"])
def test_events_come_from_where_they_were_asked_for(api, receiver, origin):
    connected = api.post("/v1/accounts", type="custom", country="US")
    sent = body(
        receiver.url, event_payload="snapshot", enabled_events=["customer.created"], events_from=[origin]
    )
    at(api, NEWEST if origin.startswith("@") else ACACIA, "POST", PATH, sent)
    own = api.post("/v1/customers")
    other = api.request("POST", "/v1/customers", headers={"Stripe-Account": connected.id}).json
    (received,) = receiver.wait(1)
    assert received.event["data"]["object"]["id"] == (own.id if "self" in origin else other.id)
    assert received.event.get("account") == (None if "self" in origin else connected.id)


def test_azure_destinations_keep_their_settings_since_the_version_that_has_them(api):
    settings = {
        "azure_region": "eastus",
        "azure_resource_group_name": "group",
        "azure_subscription_id": "5f3e1d",
    }
    sent = body(type="azure_event_grid", azure_event_grid=settings)
    del sent["webhook_endpoint"]
    made = at(api, NEWEST, "POST", PATH, sent)
    topic = {"azure_partner_topic_name": made.id, "azure_partner_topic_status": "never_activated"}
    assert (made.type, made.azure_event_grid, made.webhook_endpoint) == (
        "azure_event_grid",
        {**settings, **topic},
        None,
    )
    assert at(api, ACACIA, "GET", f"{PATH}/{made.id}").azure_event_grid == made.azure_event_grid
    assert at(api, NEWEST, "POST", f"{PATH}/{made.id}/ping").type == "v2.core.event_destination.ping"
    error = at(api, NEWEST, "POST", PATH, body(azure_event_grid=settings), status=400)["error"]
    assert error.message == "azure_event_grid cannot be given for a destination of type webhook_endpoint."
    assert at(api, NEWEST, "POST", PATH, {**sent, "azure_event_grid": None}, status=400)["error"]["message"]
    unknown = "Received unknown parameter: azure_event_grid"
    assert at(api, DAHLIA, "POST", PATH, sent, status=400)["error"]["message"] == unknown


@pytest.mark.parametrize("version", [ACACIA, NEWEST])
def test_a_deleted_destination_is_named_with_its_type(api, version):
    made = at(api, version, "POST", PATH, body())
    deleted = api.request("DELETE", f"{PATH}/{made.id}", headers={"Stripe-Version": version}).json
    assert deleted == {"id": made.id, "object": "v2.core.event_destination"}
