"""Idempotency: a request that comes twice under one key runs once, and is answered twice alike."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import urlencode

import pytest

from counterfoil.kernel import objects
from tests.support.client import flatten


def post(api, path, params=None, *, key="key", **headers):
    return api.request("POST", path, params, headers={"Idempotency-Key": key, **headers})


def test_a_repeated_request_is_replayed(api):
    first = post(api, "/v1/customers", {"name": "Ada", "metadata": {"a": "1", "b": "2"}})
    again = post(api, "/v1/customers", {"metadata": {"b": "2", "a": "1"}, "name": "Ada"})
    assert again.status == 200
    assert again.body == first.body
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["original-request"] == first.headers["request-id"]
    assert len(api.get("/v1/customers").data) == 1
    assert api.happened() == ["customer.created"]


def test_the_answer_is_the_first_one_even_when_the_object_has_changed(api):
    first = post(api, "/v1/customers", {"name": "Ada"})
    api.post(f"/v1/customers/{first.json.id}", name="Grace")
    assert post(api, "/v1/customers", {"name": "Ada"}).json.name == "Ada"
    api.delete(f"/v1/customers/{first.json.id}")
    assert post(api, "/v1/customers", {"name": "Ada"}).json.id == first.json.id


def test_trailing_slashes_and_query_strings_do_not_make_another_request(api):
    first = post(api, "/v1/customers", {"name": "Ada", "expand": ["sources"]})
    assert post(api, "/v1/customers/?expand[]=sources&name=Ada").body == first.body


def test_other_parameters_are_refused(api):
    post(api, "/v1/customers", {"name": "Ada"}, key="K")
    refused = post(api, "/v1/customers", {"name": "Grace"}, key="K")
    assert refused.status == 400
    assert refused.json.error.type == "idempotency_error"
    assert "code" not in refused.json.error
    assert (
        refused.json.error.message
        == "Keys for idempotent requests can only be used with the same parameters they were first used"
        " with. "
        "Try using a key other than 'K' if you meant to execute a different request."
    )
    assert len(api.get("/v1/customers").data) == 1
    assert post(api, "/v1/customers", {"name": "Ada"}, key="K").status == 200


def test_another_endpoint_is_refused(api):
    made = post(api, "/v1/customers", {"name": "Ada"}, key="K")
    refused = post(api, "/v1/products", {"name": "Ada"}, key="K")
    assert (refused.status, refused.json.error.type) == (400, "idempotency_error")
    assert (
        refused.json.error.message
        == "Keys for idempotent requests can only be used for the same endpoint they were first used for"
        " ('/v1/products' vs '/v1/customers'). Try using a key other than 'K' if you meant to execute a"
        " different request."
    )
    assert (
        post(api, f"/v1/customers/{made.json.id}", {"name": "Ada"}, key="K").json.error.type
        == "idempotency_error"
    )


def test_keys_belong_to_an_account_and_a_mode(api):
    ids = {
        post(caller, "/v1/customers", {"name": "Ada"}).json.id for caller in (api, api.other(), api.live())
    }
    assert len(ids) == 3


def test_a_decline_is_an_answer_to_remember(api):
    params = {
        "amount": 1000,
        "currency": "usd",
        "payment_method": "pm_card_chargeDeclined",
        "payment_method_types": ["card"],
    }
    params["confirm"] = True
    first = post(api, "/v1/payment_intents", params)
    assert (first.status, first.json.error.type) == (402, "card_error")
    again = post(api, "/v1/payment_intents", params)
    assert (again.status, again.body) == (402, first.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert len(api.get("/v1/payment_intents").data) == 1
    assert len(api.get("/v1/charges").data) == 1
    assert api.happened().count("payment_intent.payment_failed") == 1


def test_a_refusal_of_state_is_remembered(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=1000,
        currency="usd",
        payment_method="pm_card_visa",
        payment_method_types=["card"],
    )
    path = f"/v1/payment_intents/{intent.id}/capture"
    first = post(api, path)
    assert first.status == 400
    assert first.json.error.payment_intent.id == intent.id
    assert post(api, path).headers["idempotent-replayed"] == "true"
    assert post(api, path).body == first.body


def test_a_missing_object_is_remembered_too(api):
    first = post(api, "/v1/customers/mine", {"name": "Ada"})
    assert first.status == 404
    assert post(api, "/v1/customers/mine", {"name": "Ada"}).headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/v1/customers", {"nonsense": 1}, 400),
        ("/v1/payment_intents", {"amount": "x", "currency": "usd"}, 400),
        ("/v1/payment_intents", {}, 400),
        ("/v1/customers", {"email": "x"}, 400),
        ("/v1/customers?expand[]=name", {}, 400),
        ("/v1/nothing", {}, 404),
        ("/v1/customers", b"name=%zz", 400),
        ("/v1/refunds", {}, 400),
        (
            "/v1/payment_intents",
            {
                "amount": 100,
                "currency": "usd",
                "payment_method": "pm_x",
                "payment_method_data": {"type": "card"},
            },
            400,
        ),
    ],
)
def test_what_is_refused_before_it_runs_is_not_remembered(api, path, params, status):
    refused = post(api, path, params)
    assert refused.status == status
    assert "idempotent-replayed" not in post(api, path, params).headers
    assert post(api, "/v1/customers", {"name": "Ada"}).status == 200


def test_what_a_key_was_refused_for_is_not_remembered(api):
    assert (
        api.request(
            "POST", "/v1/customers", headers={"Idempotency-Key": "k", "Stripe-Account": "acct_none"}
        ).status
        == 403
    )
    assert (
        api.request(
            "POST", "/v1/customers", headers={"Idempotency-Key": "k", "Stripe-Version": "none"}
        ).status
        == 400
    )
    assert post(api, "/v1/customers", key="k").status == 200


def test_get_and_delete_have_no_use_for_keys(api):
    made = api.post("/v1/customers", name="Ada")
    headers = {"Idempotency-Key": "k"}
    path = f"/v1/customers/{made.id}"
    assert api.request("GET", path, headers=headers).json.name == "Ada"
    api.post(path, name="Grace")
    assert api.request("GET", path, headers=headers).json.name == "Grace"
    assert api.request("DELETE", path, headers=headers).status == 200
    assert api.request("DELETE", path, headers=headers).status == 404
    assert post(api, "/v1/customers", key="k").status == 200


@pytest.mark.parametrize(("key", "status"), [("", 400), ("k" * 255, 200), ("k" * 256, 400)])
def test_a_key_has_up_to_255_characters(api, key, status):
    answer = post(api, "/v1/customers", key=key)
    assert answer.status == status
    assert len(api.get("/v1/customers").data) == (status == 200)


def test_simultaneous_calls_run_once(api):
    """The second one comes while the first is still running: it is told to try again."""

    async def together():
        body = urlencode(flatten({"name": "Ada"})).encode()
        headers = {
            "authorization": f"Bearer {api.key}",
            "idempotency-key": "K",
            "content-type": "application/x-www-form-urlencoded",
        }
        return await asyncio.gather(
            *(api._call("POST", "/v1/customers", "", body, headers) for _ in range(5))
        )

    answers = api.house.run(together())
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status == 409)
    assert refused.json.error.type == "idempotency_error"
    assert refused.json.error.code == "idempotency_key_in_use"
    assert (
        refused.json.error.message
        == "There is currently another in-progress request using this Idempotent Key (that probably means you"
        " submitted twice, and the other request is still going through): K. Please try again later."
    )
    assert refused.headers["stripe-should-retry"] == "true"
    assert len(api.get("/v1/customers").data) == 1
    assert post(api, "/v1/customers", {"name": "Ada"}, key="K").headers["idempotent-replayed"] == "true"


def test_a_crash_is_an_answer_to_remember_and_leaves_nothing(api, monkeypatch):
    crashes = []

    def crash(work, params):
        work.insert(customers, name="half")
        crashes.append(1)
        raise ZeroDivisionError

    bound = api.house.server.dispatch.bound(api.house.server.surface.operations["customers.create"])
    customers = objects.customer
    broken = type(bound)(
        bound.operation,
        bound.status,
        lambda work, ids, params: crash(work, params),
        bound.resource,
        bound.reads,
    )
    monkeypatch.setitem(api.house.server.dispatch._bound, "customers.create", broken)
    first = post(api, "/v1/customers", {"name": "Ada"})
    assert (first.status, first.json.error.type) == (500, "api_error")
    ran = len(crashes)
    assert re.search(r"logs\?object=req_", first.json.error.request_log_url)
    again = post(api, "/v1/customers", {"name": "Ada"})
    assert (again.status, again.body) == (500, first.body)
    assert again.headers["stripe-should-retry"] == "false"
    assert len(crashes) == ran
    monkeypatch.undo()
    assert api.get("/v1/customers").data == []
    assert api.happened() == []
    assert post(api, "/v1/customers", {"name": "Ada"}).status == 500
    assert post(api, "/v1/customers", {"name": "Ada"}, key="another").status == 200


def test_a_crash_spares_its_neighbours(api, monkeypatch):
    """GroupCommit share a commit; when one of them crashes the others run again, and nobody else notices."""
    bound = api.house.server.dispatch.bound(api.house.server.surface.operations["products.create"])

    def crash(work, ids, params):
        raise ZeroDivisionError

    broken = type(bound)(bound.operation, bound.status, crash, bound.resource, bound.reads)
    monkeypatch.setitem(api.house.server.dispatch._bound, "products.create", broken)

    async def together():
        headers = {"authorization": f"Bearer {api.key}", "content-type": "application/x-www-form-urlencoded"}
        paths = ["/v1/customers", "/v1/products", "/v1/customers"]
        return await asyncio.gather(*(api._call("POST", path, "", b"name=Ada", headers) for path in paths))

    assert [answer.status for answer in api.house.run(together())] == [200, 500, 200]
    assert len(api.get("/v1/customers").data) == 2


def test_a_browser_whose_request_runs_again_still_has_its_client_secret(api, monkeypatch):
    """A phase that runs again because its neighbour crashed is to find what was sent as it was."""
    intent = api.post("/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"])
    bound = api.house.server.dispatch.bound(api.house.server.surface.operations["products.create"])

    def crash(work, ids, params):
        raise ZeroDivisionError

    broken = type(bound)(bound.operation, bound.status, crash, bound.resource, bound.reads)
    monkeypatch.setitem(api.house.server.dispatch._bound, "products.create", broken)
    form = urlencode({"client_secret": intent.client_secret, "payment_method": "pm_card_visa"}).encode()

    async def together():
        headers = {"authorization": f"Bearer {api.key}", "content-type": "application/x-www-form-urlencoded"}
        browser = {**headers, "authorization": f"Bearer {api.key.replace('sk_', 'pk_')}"}
        return await asyncio.gather(
            api._call("POST", f"/v1/payment_intents/{intent.id}/confirm", "", form, browser),
            api._call("POST", "/v1/products", "", b"name=Ada", headers),
        )

    assert [answer.status for answer in api.house.run(together())] == [200, 500]
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "succeeded"


def test_a_browser_is_not_answered_what_was_meant_for_a_server(api):
    intent = api.post(
        "/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"], metadata={"a": "b"}
    )
    path, params = (
        f"/v1/payment_intents/{intent.id}/confirm",
        {"client_secret": intent.client_secret, "payment_method": "pm_card_visa"},
    )
    assert post(api, path, params).status == 200
    answer = api.request(
        "POST", path, params, headers={"Idempotency-Key": "key"}, key=api.key.replace("sk_", "pk_")
    )
    assert (answer.status, answer.json.error.type) == (400, "idempotency_error")


def test_after_a_day_a_key_is_new_again(api, wall):
    first = post(api, "/v1/customers", {"name": "Ada"})
    wall.advance(hours=24, seconds=-1)
    assert post(api, "/v1/customers", {"name": "Ada"}).json.id == first.json.id
    wall.advance(seconds=1)
    second = post(api, "/v1/customers", {"name": "Grace"})
    assert second.status == 200
    assert second.json.id != first.json.id


def test_old_keys_are_let_go_of(api, wall):
    for number in range(5):
        post(api, "/v1/customers", key=f"old-{number}")
    wall.advance(days=3)
    for number in range(101):
        post(api, "/v1/customers", key=f"new-{number}")

    async def kept():
        rows = api.house.server.store.reader.execute(
            "SELECT key FROM requests WHERE key LIKE 'old-%'"
        ).fetchall()
        return len(rows)

    assert api.house.run(kept()) == 0


def test_uploads_are_compared_by_their_bytes(api):
    def upload(content: bytes):
        purpose = b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\ndispute_evidence\r\n'
        file = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type:'
            b" image/png\r\n\r\n"
        )
        body = purpose + file + content + b"\r\n--b--\r\n"
        headers = {"Idempotency-Key": "upload", "Content-Type": "multipart/form-data; boundary=b"}
        return api.request("POST", "/v1/files", body, headers=headers)

    png = bytes.fromhex("89504e470d0a1a0a") + b"0" * 30
    first = upload(png + b"1")
    assert first.status == 200, first.body
    assert upload(png + b"1").json.id == first.json.id
    assert upload(png + b"2").json.error.type == "idempotency_error"


def test_in_v2_only_success_is_remembered(api):
    path, headers = (
        "/v2/core/event_destinations",
        {"Idempotency-Key": "v2", "Stripe-Version": "2025-02-24.acacia"},
    )
    missing = api.request("POST", f"{path}/ed_none/disable", json={}, headers=headers)
    assert missing.status == 404
    assert (
        "idempotent-replayed"
        not in api.request("POST", f"{path}/ed_none/disable", json={}, headers=headers).headers
    )
    params = {
        "name": "mine", "type": "webhook_endpoint", "event_payload": "thin",
        "enabled_events": ["v1.billing.meter.no_meter_found"],
        "webhook_endpoint": {"url": "https://example.com/hook"},
    }  # fmt: skip
    first = api.request("POST", path, json=params, headers=headers)
    assert first.status == 200, first.body
    again = api.request("POST", path, json=params, headers=headers)
    assert (again.json.id, again.headers["idempotent-replayed"]) == (first.json.id, "true")
    other = api.request("POST", path, json={**params, "name": "other"}, headers=headers)
    assert (other.status, other.json.error.type) == (400, "idempotency_error")
    gone = {**headers, "Idempotency-Key": "gone"}
    assert api.request("DELETE", f"{path}/{first.json.id}", headers=gone).status == 200
    assert (
        api.request("DELETE", f"{path}/{first.json.id}", headers=gone).headers["idempotent-replayed"]
        == "true"
    )
