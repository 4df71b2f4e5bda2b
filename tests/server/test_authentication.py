"""Keys: how they are sent, what each kind may do, and that no sandbox or mode sees another's data."""

from __future__ import annotations

import base64

import pytest

from counterfoil.administration import Keys
from counterfoil.settings import Settings
from tests.support.client import Api, House, letters

NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
    " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
    " https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
)
PUBLISHABLE = (
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a"
    " list of your API keys at https://dashboard.stripe.com/account/apikeys."
)


def publishable(api: Api) -> str:
    return api.key.replace("sk_", "pk_")


# -- carriers ------------------------------------------------------------------------------------------------


def test_a_key_travels_as_bearer_token_or_as_user_name(api):
    made = api.post("/v1/customers", name="Ada")
    basic = base64.b64encode(f"{api.key}:".encode()).decode()
    for header in (
        f"Bearer {api.key}",
        f"bearer {api.key}",
        f"Basic {basic}",
        f"Basic {base64.b64encode(api.key.encode()).decode()}",
    ):
        answer = api.request("GET", f"/v1/customers/{made.id}", key=None, headers={"Authorization": header})
        assert (answer.status, answer.json.id) == (200, made.id)


@pytest.mark.parametrize("header", [None, "", "Bearer ", "Basic Og==", "Digest abc"])
def test_without_a_key_there_is_no_answer(api, header):
    headers = {} if header is None else {"Authorization": header}
    answer = api.request("GET", "/v1/customers", key=None, headers=headers)
    assert answer.status == 401
    assert answer.json == {"error": {"type": "invalid_request_error", "message": NO_KEY}}
    assert answer.headers["www-authenticate"] == 'Basic realm="Stripe"'
    assert answer.headers["request-id"].startswith("req_")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("sk_test_", "sk_test_"),
        ("sk_test_ab.c", "sk_test_****"),
        ("sk_test_abc-defgwxyz", "sk_test_********wxyz"),
        ("sk_prod_abcdefgh1234", "****************1234"),
        ("hello", "*ello"),
        ("abc", "***"),
        ("ek_test_abcdefgh1234", "ek_test_********1234"),
    ],
)
def test_a_key_that_is_none_is_shown_starred(api, key, shown):
    answer = api.request("GET", "/v1/customers", key=key)
    assert answer.status == 401
    assert answer.json == {
        "error": {"type": "invalid_request_error", "message": f"Invalid API Key provided: {shown}"}
    }


@pytest.mark.parametrize("name", ["1", "123", "_", "abc", "short_1", "x" * 255])
@pytest.mark.parametrize("prefix", ["sk_test_", "rk_test_", "sk_live_", "rk_live_"])
def test_one_letter_is_name_enough_for_a_sandbox(house, prefix, name):
    answer = Api(house, prefix + name).get("/v1/balance")
    assert answer.livemode is ("live" in prefix)


@pytest.mark.parametrize("mode", ["test", "live"])
def test_a_short_name_is_one_sandbox_for_all_kinds_of_keys(house, mode):
    secret = Api(house, f"sk_{mode}_7")
    card = {"type": "card", "card": {"token": "tok_visa"}}
    collected = secret.request("POST", "/v1/payment_methods", card, key=f"pk_{mode}_7")
    assert collected.status == 200
    assert secret.get(f"/v1/payment_methods/{collected.json.id}").id == collected.json.id
    assert secret.request("GET", f"/v1/payment_methods/{collected.json.id}", key=f"rk_{mode}_7").status == 200
    assert (
        Api(house, f"sk_{mode}_77").request("GET", f"/v1/payment_methods/{collected.json.id}").status == 404
    )


def test_a_short_key_is_named_by_its_stars(house):
    refused = Api(house, "sk_test_123").request(
        "GET", "/v1/customers", headers={"Stripe-Account": "acct_none"}
    )
    assert refused.status == 403
    assert refused.json.error.message.startswith(
        "The provided key 'sk_test_*' does not have access to account 'acct_none'"
    )


def test_a_key_of_strange_bytes_is_refused_too(api):
    for header in (
        "Bearer sk_test_ümlaut_ümlaut",
        "Basic !!!!",
        "Basic " + base64.b64encode(b"\xff\xfe:").decode(),
        "Bearer " + "x" * 9000,
    ):
        answer = api.request("GET", "/v1/customers", key=None, headers={"Authorization": header})
        assert answer.status == 401
        assert len(answer.body) < 1000


def test_a_publishable_key_may_be_a_parameter_and_a_secret_one_may_not(api):
    card = {"type": "card", "card": {"token": "tok_visa"}}
    in_form = api.request("POST", "/v1/payment_methods", {**card, "key": publishable(api)}, key=None)
    assert in_form.status == 200
    in_query = api.request("POST", f"/v1/payment_methods?key={publishable(api)}", card, key=None)
    assert in_query.status == 200
    assert api.get(f"/v1/payment_methods/{in_form.json.id}").id == in_form.json.id
    for call in (
        api.request("POST", "/v1/payment_methods", {**card, "key": api.key}, key=None),
        api.request("GET", f"/v1/customers?key={api.key}", key=None),
    ):
        assert (call.status, call.json.error.message) == (401, NO_KEY)


# -- sandboxes and modes -------------------------------------------------------------------------------------


def test_keys_of_one_name_share_a_sandbox(api):
    made = api.post("/v1/customers")
    restricted = api.request("GET", f"/v1/customers/{made.id}", key=api.key.replace("sk_", "rk_"))
    assert restricted.json.id == made.id


def test_a_sandbox_does_not_see_another(api):
    mine = api.post("/v1/customers", name="mine")
    other = api.other()
    refused = other.refused("GET", f"/v1/customers/{mine.id}", 404)
    assert refused.message == f"No such customer: '{mine.id}'"
    assert other.get("/v1/customers").data == []
    assert other.get("/v1/events").data == []
    assert (
        other.refused("GET", "/v1/customers", 400, starting_after=mine.id).message
        == f"No such customer: '{mine.id}'"
    )
    assert other.refused("POST", f"/v1/customers/{mine.id}", 404, name="theirs").code == "resource_missing"
    assert other.refused("DELETE", f"/v1/customers/{mine.id}", 404).code == "resource_missing"
    assert other.get("/v1/account").id != api.get("/v1/account").id
    assert api.get(f"/v1/customers/{mine.id}").name == "mine"


def test_the_other_mode_is_another_world_but_says_where_to_look(api):
    live, test = api.live(), api
    in_test, in_live = test.post("/v1/customers"), live.post("/v1/customers")
    assert (in_test.livemode, in_live.livemode) == (False, True)
    assert [one.id for one in live.get("/v1/customers").data] == [in_live.id]
    assert (
        live.refused("GET", f"/v1/customers/{in_test.id}", 404).message
        == f"No such customer: '{in_test.id}'; a similar object exists in test mode, but a live mode key was"
        " used to make this request."
    )
    refused = test.refused("GET", f"/v1/customers/{in_live.id}", 404)
    assert (
        refused.message
        == f"No such customer: '{in_live.id}'; a similar object exists in live mode, but a test mode key was"
        " used to make this request."
    )
    assert (refused.code, refused.param) == ("resource_missing", "id")
    in_a_parameter = test.refused(
        "POST", "/v1/payment_intents", 400, amount=100, currency="usd", customer=in_live.id
    )
    assert "a similar object exists in live mode" in in_a_parameter.message
    assert test.get("/v1/account").id == live.get("/v1/account").id


def test_what_was_deleted_in_the_other_mode_is_not_hinted_at(api):
    gone = api.live().post("/v1/customers")
    api.live().delete(f"/v1/customers/{gone.id}")
    assert api.refused("GET", f"/v1/customers/{gone.id}", 404).message == f"No such customer: '{gone.id}'"


def test_a_refused_call_opens_no_sandbox(house):
    """Only what has passed every check of form leaves anything behind."""
    api = Api(house)

    async def counted() -> int:
        return house.server.store.reader.execute("SELECT COUNT(*) FROM account").fetchone()[0]

    Api(house).get("/v1/customers")
    before = house.run(counted())
    api.refused("GET", "/v1/nothing", 404)
    api.refused("POST", "/v1/customers", 400, nam="x")
    assert house.run(counted()) == before
    api.get("/v1/customers")
    assert house.run(counted()) == before + 2  # both modes


# -- acting for an account -----------------------------------------------------------------------------------


def test_one_s_own_account_may_be_named(api):
    own = api.get("/v1/account").id
    answer = api.request("GET", "/v1/customers", headers={"Stripe-Account": own})
    assert (answer.status, answer.headers["stripe-account"]) == (200, own)


@pytest.mark.parametrize("account", ["acct_1NotThereNotTher", "nonsense", "acct_'; DROP TABLE account"])
def test_an_account_out_of_reach_is_refused(api, account):
    answer = api.request("GET", "/v1/customers", headers={"Stripe-Account": account})
    assert answer.status == 403
    assert answer.json.error.code == "account_invalid"
    assert (
        answer.json.error.message
        == f"The provided key 'sk_test_*{api.key[-4:]}' does not have access to account '{account}' (or that"
        " account does not exist). Application access may have been revoked."
    )


def test_a_connected_account_is_a_world_of_its_own(api):
    connected = api.post("/v1/accounts", type="custom", country="US", email="ada@example.com").id
    headers = {"Stripe-Account": connected, "Idempotency-Key": "same"}
    theirs = api.request("POST", "/v1/customers", {"name": "theirs"}, headers=headers)
    assert (theirs.status, theirs.headers["stripe-account"]) == (200, connected)
    ours = api.request("POST", "/v1/customers", {"name": "ours"}, headers={"Idempotency-Key": "same"})
    assert ours.status == 200  # keys belong to the account in effect
    listed = api.request("GET", "/v1/customers", headers={"Stripe-Account": connected}).json
    assert [one.name for one in listed.data] == ["theirs"]
    assert [one.name for one in api.get("/v1/customers").data] == ["ours"]
    assert api.refused("GET", f"/v1/customers/{theirs.json.id}", 404).code == "resource_missing"
    assert api.other().request("GET", "/v1/customers", headers={"Stripe-Account": connected}).status == 403
    assert api.live().request("GET", "/v1/customers", headers={"Stripe-Account": connected}).status == 403
    assert api.request("GET", "/v1/account", headers={"Stripe-Account": connected}).json.id == connected


# -- publishable keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/customers"), ("POST", "/v1/customers"), ("GET", "/v1/payment_methods/pm_card_visa"),
        ("GET", "/v1/payment_intents"), ("POST", "/v1/payment_intents"),
        ("GET", "/v1/confirmation_tokens/ctoken_x"), ("GET", "/v1/balance"), ("GET", "/v1/account"),
        ("POST", "/v1/refunds"), ("GET", "/v1/events"), ("DELETE", "/v1/customers/cus_x"),
        ("POST", "/v1/payment_intents/pi_x/capture"),
    ],
)  # fmt: skip
def test_a_publishable_key_is_not_for_servers(api, method, path):
    answer = api.request(method, path, key=publishable(api))
    assert answer.status == 401
    assert answer.json.error == {
        "type": "invalid_request_error",
        "code": "secret_key_required",
        "doc_url": "https://stripe.com/docs/error-codes/secret-key-required",
        "message": PUBLISHABLE,
    }


def test_an_unknown_path_is_unknown_before_the_kind_of_key_matters(api):
    assert api.request("GET", "/v1/nothing", key=publishable(api)).status == 404


def test_a_browser_reads_an_intent_with_its_client_secret(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=1099,
        currency="usd",
        metadata={"internal": "yes"},
        payment_method_types=["card"],
    )
    path = f"/v1/payment_intents/{intent.id}"
    seen = api.request("GET", path, {"client_secret": intent.client_secret}, key=publishable(api))
    assert seen.status == 200
    assert (seen.json.amount, seen.json.client_secret) == (1099, intent.client_secret)
    assert not {"metadata", "customer", "latest_charge", "application_fee_amount", "transfer_data"} & set(
        seen.json
    )

    missing = api.request("GET", path, key=publishable(api))
    assert (missing.status, missing.json.error.code, missing.json.error.param) == (
        400,
        "parameter_missing",
        "client_secret",
    )
    wrong = api.request("GET", path, {"client_secret": f"{intent.id}_secret_wrong"}, key=publishable(api))
    assert (wrong.status, wrong.json.error.code, wrong.json.error.param) == (
        400,
        "payment_intent_invalid_parameter",
        "client_secret",
    )
    assert (
        wrong.json.error.message
        == "The client_secret provided does not match the client_secret associated with the PaymentIntent."
    )
    other = api.post("/v1/payment_intents", amount=500, currency="usd", payment_method_types=["card"])
    assert (
        api.request("GET", path, {"client_secret": other.client_secret}, key=publishable(api)).status == 400
    )


def test_a_secret_key_may_send_the_client_secret_too_but_it_must_match(api):
    intent = api.post(
        "/v1/payment_intents", amount=1099, currency="usd", metadata={"a": "b"}, payment_method_types=["card"]
    )
    assert api.get(f"/v1/payment_intents/{intent.id}", client_secret=intent.client_secret).metadata == {
        "a": "b"
    }
    assert (
        api.refused("GET", f"/v1/payment_intents/{intent.id}", 400, client_secret="x").param
        == "client_secret"
    )


def test_a_browser_confirms_what_it_was_handed_and_sees_declines_reduced(api):
    intent = api.post(
        "/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"], metadata={"a": "b"}
    )
    params = {"client_secret": intent.client_secret, "payment_method": "pm_card_visa"}
    paid = api.request("POST", f"/v1/payment_intents/{intent.id}/confirm", params, key=publishable(api))
    assert (paid.status, paid.json.status) == (200, "succeeded")
    assert "metadata" not in paid.json

    intent = api.post(
        "/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"], metadata={"a": "b"}
    )
    params = {"client_secret": intent.client_secret, "payment_method": "pm_card_chargeDeclined"}
    declined = api.request("POST", f"/v1/payment_intents/{intent.id}/confirm", params, key=publishable(api))
    assert declined.status == 402
    assert declined.json.error.payment_intent.status == "requires_payment_method"
    assert "metadata" not in declined.json.error.payment_intent
    assert "latest_charge" not in declined.json.error.payment_intent


def test_a_browser_sees_no_more_through_an_older_version(api):
    intent = api.post(
        "/v1/payment_intents",
        amount=1099,
        currency="usd",
        payment_method="pm_card_visa",
        confirm=True,
        payment_method_types=["card"],
    )
    params = {"client_secret": intent.client_secret, "expand": ["latest_charge"]}
    path, headers = f"/v1/payment_intents/{intent.id}", {"Stripe-Version": "2022-08-01"}
    answer = api.request("GET", path, params, headers=headers, key=publishable(api))
    assert (answer.status, answer.json.status) == (200, "succeeded")
    assert not {"charges", "latest_charge"} & set(answer.json)


def test_a_browser_does_not_confirm_what_a_server_is_to_confirm(api):
    intent = api.post(
        "/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"],
        confirmation_method="manual",
        payment_method="pm_card_visa",
    )  # fmt: skip
    params = {"client_secret": intent.client_secret}
    refused = api.request("POST", f"/v1/payment_intents/{intent.id}/confirm", params, key=publishable(api))
    assert refused.status == 400
    assert "cannot be confirmed using your publishable key" in refused.json.error.message
    assert api.get(f"/v1/payment_intents/{intent.id}").status == "requires_confirmation"


def test_browsers_upload_only_documents_about_people(api):
    content = b'--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbusiness_logo\r\n--x--\r\n'
    refused = api.request(
        "POST",
        "/v1/files",
        content,
        key=publishable(api),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert refused.status in (400, 401)  # the file itself is missing as well


def test_a_live_intent_is_not_read_with_a_test_key(api):
    live = api.live()
    intent = live.post("/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"])
    params = {"client_secret": intent.client_secret}
    assert api.request("GET", f"/v1/payment_intents/{intent.id}", params, key=publishable(api)).status == 404


# -- keys that were made -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A closed server and the command line's view of its keys, on two connections, as in two processes."""
    settings = {"database": str(tmp_path_factory.mktemp("keys") / "closed.db"), "closed": True}
    house = House(**settings)
    keys = Keys(Settings(**settings))
    yield house, keys
    keys.close()
    house.close()


def test_a_closed_server_knows_only_keys_that_were_made(closed):
    house, keys = closed
    stranger = f"sk_test_{letters(24)}"
    assert (
        Api(house).request("GET", "/v1/customers", key=stranger).json.error.message
        == f"Invalid API Key provided: sk_test_{'*' * 20}{stranger[-4:]}"
    )
    made = keys.create("secret")
    api = Api(house, made["key"])
    customer = api.post("/v1/customers")
    assert api.get(f"/v1/customers/{customer.id}").livemode is False

    live = keys.create("secret", live=True, account=made["account"])
    assert Api(house, live["key"]).get("/v1/customers").data == []
    assert Api(house, live["key"]).get("/v1/account").id == api.get("/v1/account").id
    # The same letters behind another prefix are not a key.
    assert api.request("GET", "/v1/customers", key=made["key"].replace("sk_test", "sk_live")).status == 401
    assert api.request("GET", "/v1/customers", key=made["key"].replace("sk_test", "rk_test")).status == 401


def test_a_key_is_good_at_once_and_bad_at_once(closed):
    house, keys = closed
    made = keys.create("secret")
    api = Api(house, made["key"])
    api.post("/v1/customers")
    assert keys.revoke(made["key"])
    refused = api.request("GET", "/v1/customers")
    assert refused.status == 401
    assert refused.json.error.code == "api_key_expired"
    assert refused.json.error.message == f"Expired API Key provided: {made['masked']}"
    assert made["key"] not in refused.body.decode()


def test_in_open_mode_too_a_revoked_key_is_revoked(tmp_path):
    settings = {"database": str(tmp_path / "open.db")}
    house, keys = House(**settings), Keys(Settings(**settings))
    try:
        made = keys.create("restricted", permissions=["customer_read"])
        api = Api(house, made["key"])
        api.get("/v1/customers")
        assert api.request("POST", "/v1/customers").status == 403
        keys.revoke(made["key"])
        assert api.request("GET", "/v1/customers").json.error.code == "api_key_expired"
    finally:
        keys.close()
        house.close()


def test_a_restricted_key_does_what_it_was_made_for(closed):
    house, keys = closed
    secret = keys.create("secret")
    restricted = keys.create(
        "restricted", account=secret["account"], permissions=["customer_write", "rak_product_read"]
    )
    owner, api = Api(house, secret["key"]), Api(house, restricted["key"])
    customer = api.post("/v1/customers")
    assert api.get(f"/v1/customers/{customer.id}").id == customer.id  # writing includes reading
    api.get("/v1/products")
    refused = api.request("POST", "/v1/products", {"name": "x"})
    assert refused.status == 403
    assert (
        refused.json.error.message
        == "The provided key 'rk_test_*' does not have the required permissions for this endpoint on account"
        f" '{secret['account']}'. Having the 'rak_product_write' permission would allow this request to"
        " continue."
    )
    assert api.request("GET", "/v1/charges").json.error.message.endswith(
        "'rak_charge_read' permission would allow this request to continue."
    )
    assert owner.get("/v1/products").data == []
    # What a key may do is judged before what is sent with it.
    assert api.request("POST", "/v1/products", {"nonsense": 1}).status == 403


def test_a_restricted_key_expands_only_what_it_may_read(closed):
    house, keys = closed
    secret = keys.create("secret")
    restricted = keys.create(
        "restricted",
        account=secret["account"],
        permissions=["payment_intent_read", "customer_write", "refund_read"],
    )
    owner, api = Api(house, secret["key"]), Api(house, restricted["key"])
    customer = owner.post("/v1/customers")
    card = {"payment_method": "pm_card_visa", "payment_method_types": ["card"]}
    intent = owner.post(
        "/v1/payment_intents", amount=1099, currency="usd", customer=customer.id, confirm=True, **card
    )
    path = f"/v1/payment_intents/{intent.id}"
    assert api.get(path, expand=["customer"]).customer.id == customer.id
    refused = api.request("GET", path, {"expand": ["customer", "latest_charge"]})
    assert refused.status == 403
    assert refused.json.error.message.endswith(
        "Having the 'rak_charge_read' permission would allow this request to continue."
    )
    assert api.request("GET", "/v1/payment_intents", {"expand": ["data.payment_method"]}).status == 403
    owner.post("/v1/customers/" + customer.id, source="tok_visa")
    assert api.get(f"/v1/customers/{customer.id}", expand=["subscriptions"]).subscriptions.data == []
    assert (
        "rak_card_read"
        in api.request("GET", f"/v1/customers/{customer.id}", {"expand": ["sources"]}).json.error.message
    )
    # What is written with an expansion that is refused is not written.
    refused = api.request(
        "POST", f"/v1/customers/{customer.id}", {"name": "Ada", "expand": ["default_source"]}
    )
    assert (refused.status, owner.get(f"/v1/customers/{customer.id}").name) == (403, None)
    assert (
        "rak_payment_source_read"
        in api.request("GET", f"/v1/customers/{customer.id}/sources").json.error.message
    )


def test_a_publishable_key_that_was_made(closed):
    house, keys = closed
    secret = keys.create("secret")
    browser = keys.create("publishable", account=secret["account"])
    owner, api = Api(house, secret["key"]), Api(house, browser["key"])
    method = api.request("POST", "/v1/payment_methods", {"type": "card", "card": {"token": "tok_visa"}})
    assert method.status == 200
    assert owner.get(f"/v1/payment_methods/{method.json.id}").id == method.json.id
    assert api.request("GET", "/v1/customers").json.error.code == "secret_key_required"


def test_v2_takes_secret_keys_only(api):
    headers = {"Stripe-Version": "2025-02-24.acacia"}
    for kind, status in (("pk_", 401), ("rk_", 403)):
        answer = api.request(
            "GET", "/v2/core/event_destinations", headers=headers, key=api.key.replace("sk_", kind)
        )
        assert (answer.status, answer.json.error.code) == (status, "secret_key_required")
