"""What a key may see: one rule for plain answers, expansions, older versions, refusals and replays."""

from __future__ import annotations

import pytest

from counterfoil.administration import Keys
from counterfoil.settings import Settings
from tests.support.client import Api, House

CARD = {"payment_method": "pm_card_visa", "payment_method_types": ["card"]}
OLD = {"Stripe-Version": "2022-08-01"}  # an intent holds its charges, a charge its refunds


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A server with keys that were made, and what makes them."""
    settings = {"database": str(tmp_path_factory.mktemp("visibility") / "keys.db")}
    house, keys = House(**settings), Keys(Settings(**settings))
    yield house, keys
    keys.close()
    house.close()


@pytest.fixture
def owner(made):
    """A caller of a secret key.

    `owner.restricted("customer_read")`: one of a restricted key of the same account.
    """
    house, keys = made
    secret = keys.create("secret")
    api = Api(house, secret["key"])
    api.restricted = lambda *permissions: Api(
        house, keys.create("restricted", account=secret["account"], permissions=list(permissions))["key"]
    )
    api.publishable = Api(house, keys.create("publishable", account=secret["account"])["key"])
    return api


def paid(api, **params):
    # Captured at once, so that its balance transaction is there to be seen.
    sent = {
        "amount": 1099,
        "currency": "usd",
        "capture_method": "automatic",
        "confirm": True,
        **CARD,
        **params,
    }
    return api.post("/v1/payment_intents", **sent)


def refused(answer, permission):
    assert answer.status == 403, answer.body
    assert answer.json.error.message.endswith(
        f"Having the 'rak_{permission}' permission would allow this request to continue."
    )


# -- restricted keys -----------------------------------------------------------------------------------------


def test_a_restricted_key_loses_no_expansion(owner):
    customer = owner.post("/v1/customers", balance=-500, address={"country": "DE"}, expand=["tax"])
    api = owner.restricted("customer_read")
    names = ["tax", "invoice_credit_balance", "subscriptions", "tax_ids", "sources"]
    path = f"/v1/customers/{customer.id}"
    seen, wanted = api.get(path, expand=names), owner.get(path, expand=names)
    assert {name: seen[name] for name in names} == {name: wanted[name] for name in names}
    assert (seen.tax, seen.invoice_credit_balance) == (customer.tax, {"usd": -500})


def test_what_may_be_read_by_itself_may_be_expanded(owner):
    """A permission for payment sources reads and expands a customer's cards, as the one for cards does."""
    customer = owner.post("/v1/customers", source="tok_visa")
    path = f"/v1/customers/{customer.id}"
    for permission in ("payment_source_read", "card_read"):
        api = owner.restricted("customer_read", permission)
        assert (
            api.get(path, expand=["sources", "default_source"]).default_source.id == customer.default_source
        )
    refused(
        owner.restricted("customer_read").request("GET", path, {"expand": ["default_source"]}), "card_read"
    )
    assert owner.restricted("customer_read").get(path).default_source == customer.default_source


def test_in_lists_and_at_any_depth(owner):
    intent = paid(owner, customer=owner.post("/v1/customers").id)
    api = owner.restricted("payment_intent_read", "charge_read")
    deep = ["data.latest_charge", "data.latest_charge.balance_transaction"]
    assert api.get("/v1/payment_intents", expand=deep[:1]).data[0].latest_charge.id == intent.latest_charge
    refused(api.request("GET", "/v1/payment_intents", {"expand": deep}), "balance_transaction_read")
    refused(
        api.request("GET", "/v1/payment_intents", {"expand": ["data.latest_charge.customer"]}),
        "customer_read",
    )


def test_an_older_version_shows_no_more_than_permissions_do(owner):
    intent = paid(owner)
    path = f"/v1/payment_intents/{intent.id}"
    narrow, wide = (
        owner.restricted("payment_intent_write"),
        owner.restricted("payment_intent_read", "charge_read"),
    )
    assert wide.request("GET", path, headers=OLD).json.charges.data[0].id == intent.latest_charge
    assert narrow.get(path).latest_charge == intent.latest_charge
    refused(narrow.request("GET", path, headers=OLD), "charge_read")
    refused(narrow.request("GET", "/v1/payment_intents", headers=OLD), "charge_read")
    refused(narrow.request("POST", path, {"description": "x"}, headers=OLD), "charge_read")
    assert owner.get(path).description is None  # what is refused is not written

    open_ = owner.post("/v1/payment_intents", amount=500, currency="usd", **CARD)
    unpaid = narrow.request("GET", f"/v1/payment_intents/{open_.id}", headers=OLD)
    assert (unpaid.status, unpaid.json.charges.data) == (200, [])


def test_nor_does_it_show_refunds(owner):
    charge = paid(owner).latest_charge
    owner.post("/v1/refunds", charge=charge, amount=99)
    path = f"/v1/charges/{charge}"
    refused(owner.restricted("charge_read").request("GET", path, headers=OLD), "refund_read")
    shown = owner.restricted("charge_read", "refund_read").request("GET", path, headers=OLD)
    assert [one.amount for one in shown.json.refunds.data] == [99]


def test_a_decline_is_told_without_what_may_not_be_seen(owner):
    params = {
        "amount": 1099,
        "currency": "usd",
        "confirm": True,
        **CARD,
        "payment_method": "pm_card_chargeDeclined",
    }
    narrow, wide = (
        owner.restricted("payment_intent_write"),
        owner.restricted("payment_intent_write", "charge_read"),
    )
    now = narrow.request("POST", "/v1/payment_intents", params).json.error
    assert (now.code, now.payment_intent.object) == ("card_declined", "payment_intent")
    then = narrow.request("POST", "/v1/payment_intents", params, headers=OLD)
    assert (then.status, then.json.error.code, "payment_intent" in then.json.error) == (
        402,
        "card_declined",
        False,
    )
    shown = wide.request("POST", "/v1/payment_intents", params, headers=OLD).json.error.payment_intent
    assert shown.charges.data[0].id == wide.get("/v1/payment_intents").data[0].latest_charge


def test_an_event_is_its_own(owner):
    paid(owner)
    api = owner.restricted("event_read")
    for headers in ({}, OLD):
        listed = api.request("GET", "/v1/events", headers=headers)
        assert listed.status == 200
        assert {"charge.succeeded", "payment_intent.succeeded"} <= {event.type for event in listed.json.data}


# -- answers that were kept ----------------------------------------------------------------------------------


def test_a_kept_answer_is_shown_to_another_key_as_far_as_that_may_see(owner):
    customer = owner.post("/v1/customers", email="ada@example.com")
    params = {"amount": 1099, "currency": "usd", "customer": customer.id, **CARD, "expand": ["customer"]}
    headers = {"Idempotency-Key": "one"}
    first = owner.request("POST", "/v1/payment_intents", params, headers=headers)
    assert first.json.customer.email == "ada@example.com"

    narrow = owner.restricted("payment_intent_write").request(
        "POST", "/v1/payment_intents", params, headers=headers
    )
    refused(narrow, "customer_read")
    assert b"ada@example.com" not in narrow.body
    wide = owner.restricted("payment_intent_write", "customer_read").request(
        "POST", "/v1/payment_intents", params, headers=headers
    )
    assert (wide.status, wide.json, wide.headers["idempotent-replayed"]) == (200, first.json, "true")
    assert owner.request("POST", "/v1/payment_intents", params, headers=headers).body == first.body
    assert len(owner.get("/v1/payment_intents").data) == 1


def test_so_is_a_kept_decline(owner):
    params = {
        "amount": 1099,
        "currency": "usd",
        "confirm": True,
        **CARD,
        "payment_method": "pm_card_chargeDeclined",
    }
    headers = {"Idempotency-Key": "one", **OLD}
    first = owner.request("POST", "/v1/payment_intents", params, headers=headers)
    assert first.json.error.payment_intent.charges.data
    again = owner.restricted("payment_intent_write").request(
        "POST", "/v1/payment_intents", params, headers=headers
    )
    assert (again.status, again.headers["idempotent-replayed"]) == (402, "true")
    assert again.json.error == {
        name: value for name, value in first.json.error.items() if name != "payment_intent"
    }


def test_ephemeral_keys_of_two_customers_are_not_given_each_other_s_answers(api):
    def phone(customer):
        made = api.request(
            "POST",
            "/v1/ephemeral_keys",
            {"customer": customer},
            headers={"Stripe-Version": "2025-02-24.acacia"},
        )
        return Api(api.house, made.json.secret)

    one, other = (api.post("/v1/customers").id for _ in range(2))
    method = api.post("/v1/payment_methods", type="card", card={"token": "tok_visa"}).id
    path, headers = f"/v1/payment_methods/{method}/attach", {"Idempotency-Key": "same"}
    for _ in range(2):  # the second time with a new key of the same customer
        assert phone(one).request("POST", path, {"customer": one}, headers=headers).json.customer == one
    refused = phone(other).request("POST", path, {"customer": one}, headers=headers)
    assert (refused.status, refused.json.error.type) == (400, "idempotency_error")


def test_an_ephemeral_key_expands_how_its_customer_pays_and_nothing_else(api):
    customer = api.post("/v1/customers", source="tok_visa")
    made = api.request(
        "POST",
        "/v1/ephemeral_keys",
        {"customer": customer.id},
        headers={"Stripe-Version": "2025-02-24.acacia"},
    )
    phone = Api(api.house, made.json.secret)
    path = f"/v1/customers/{customer.id}"
    assert phone.get(path, expand=["sources", "default_source"]).default_source.object == "card"
    api.post(f"{path}/tax_ids", type="eu_vat", value="DE123456789")
    assert phone.request("GET", path, {"expand": ["tax_ids"]}).status == 403
    assert phone.get(path, expand=["subscriptions"]).subscriptions.data == []


# -- browsers ------------------------------------------------------------------------------------------------


@pytest.fixture
def intent(owner):
    """A customer's intent with a declined and a successful attempt, and many fields hidden from browsers."""
    customer = owner.post("/v1/customers", email="ada@example.com", metadata={"internal": "yes"}).id
    method = owner.post(
        "/v1/payment_methods", type="card", card={"token": "tok_visa"}, metadata={"internal": "yes"}
    ).id
    owner.post(f"/v1/payment_methods/{method}/attach", customer=customer)
    made = owner.post(
        "/v1/payment_intents",
        amount=1099,
        currency="usd",
        customer=customer,
        metadata={"internal": "yes"},
        payment_method_types=["card"],
    )
    owner.request(
        "POST", f"/v1/payment_intents/{made.id}/confirm", {"payment_method": "pm_card_chargeDeclined"}
    )
    return owner.post(f"/v1/payment_intents/{made.id}", payment_method=method)


@pytest.mark.parametrize("version", ["2022-08-01", "2025-02-24.acacia"])
@pytest.mark.parametrize(
    "paths", [[], ["payment_method"], ["payment_method.customer"], ["customer", "latest_charge.customer"]]
)
def test_no_expansion_shows_a_browser_more(owner, intent, paths, version):
    params = {"client_secret": intent.client_secret, "expand": paths}
    path = f"/v1/payment_intents/{intent.id}"
    for method, each in (("GET", path), ("POST", f"{path}/confirm")):
        seen = owner.publishable.request(method, each, params, headers={"Stripe-Version": version})
        assert seen.status == 200, seen.body
        for hidden in (b"ada@example.com", b"internal", intent.customer.encode(), b"balance_transaction"):
            assert hidden not in seen.body
        method_seen = seen.json.payment_method
        if paths and paths[0].startswith("payment_method"):
            assert (method_seen.id, method_seen.card.last4, method_seen.customer) == (
                intent.payment_method,
                "4242",
                None,
            )
        else:
            assert method_seen == intent.payment_method


def test_a_decline_shows_a_browser_the_card_and_not_whose_it_is(owner, intent):
    """`payment_method` of the error and of the intent's `last_payment_error`."""
    declining = owner.post(
        "/v1/payment_methods",
        type="card",
        card={"token": "tok_chargeCustomerFail"},
        metadata={"internal": "yes"},
    )
    owner.post(f"/v1/payment_methods/{declining.id}/attach", customer=intent.customer)
    params = {"client_secret": intent.client_secret, "payment_method": declining.id}
    answer = owner.publishable.request("POST", f"/v1/payment_intents/{intent.id}/confirm", params)
    error = answer.json.error
    assert (
        answer.status,
        error.payment_method.id,
        error.payment_intent.last_payment_error.payment_method.id,
    ) == (
        402,
        declining.id,
        declining.id,
    )
    assert intent.customer.encode() not in answer.body
    assert b"internal" not in answer.body


def test_a_browser_does_not_read_a_customer_s_method_through_a_confirmation_token(owner, intent):
    saved = {"payment_method": intent.payment_method}
    answer = owner.publishable.request("POST", "/v1/confirmation_tokens", saved)
    assert answer.status == 400
    assert (answer.json.error.code, answer.json.error.param) == ("resource_missing", "payment_method")
    assert answer.json.error.message.startswith(f"No such PaymentMethod: '{intent.payment_method}'")
    assert (
        owner.post("/v1/test_helpers/confirmation_tokens", **saved).payment_method_preview.customer
        == intent.customer
    )
    loose = owner.publishable.request(
        "POST", "/v1/payment_methods", {"type": "card", "card": {"token": "tok_visa"}}
    ).json.id
    for own in (loose, "pm_card_visa"):
        made = owner.publishable.request("POST", "/v1/confirmation_tokens", {"payment_method": own})
        assert (made.status, made.json.payment_method_preview.card.last4) == (200, "4242")


def test_a_browser_pays_with_a_method_of_the_intent_s_customer_and_hears_of_no_other(owner, intent):
    someone = owner.post("/v1/payment_intents", amount=1099, currency="usd", payment_method_types=["card"])
    theirs = {"client_secret": someone.client_secret, "payment_method": intent.payment_method}
    answer = owner.publishable.request("POST", f"/v1/payment_intents/{someone.id}/confirm", theirs)
    assert (answer.status, answer.json.error.code) == (400, "resource_missing")
    assert intent.customer.encode() not in answer.body
    own = {"client_secret": intent.client_secret, "payment_method": intent.payment_method}
    assert (
        owner.publishable.request("POST", f"/v1/payment_intents/{intent.id}/confirm", own).json.status
        == "succeeded"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("off_session", True),
        ("off_session", "recurring"),
        ("capture_method", "manual"),
        ("payment_method_types", ["card"]),
        ("mandate", "mandate_1"),
    ],
)
def test_what_only_a_server_may_decide_of_a_confirmation(owner, intent, name, value):
    params = {"client_secret": intent.client_secret, name: value}
    answer = owner.publishable.request("POST", f"/v1/payment_intents/{intent.id}/confirm", params)
    error = answer.json.error
    assert (answer.status, error.code, error.param) == (400, "secret_key_required", name)
    assert owner.get(f"/v1/payment_intents/{intent.id}").status == "requires_confirmation"


def test_a_browser_does_not_undo_that_a_method_is_kept(owner):
    customer = owner.post("/v1/customers").id
    params = {"amount": 1099, "currency": "usd", "customer": customer, "payment_method_types": ["card"]}
    for held, sent, status in (
        ("off_session", "on_session", 400),
        ("off_session", "", 400),
        ("on_session", "off_session", 200),
        (None, "on_session", 200),
    ):
        intent = owner.post("/v1/payment_intents", **params, **({"setup_future_usage": held} if held else {}))
        confirmed = {
            "client_secret": intent.client_secret,
            "payment_method": "pm_card_visa",
            "setup_future_usage": sent,
        }
        answer = owner.publishable.request("POST", f"/v1/payment_intents/{intent.id}/confirm", confirmed)
        assert (answer.status, answer.json.get("error", {}).get("param")) == (
            status,
            "setup_future_usage" if status == 400 else None,
        )


@pytest.mark.parametrize("path", ["tokens", "payment_methods", "sources"])
def test_a_browser_makes_nothing_for_a_customer(owner, path):
    customer = owner.post("/v1/customers").id
    answer = owner.publishable.request(
        "POST", f"/v1/{path}", {"customer": customer, "type": "card", "card": {"token": "tok_visa"}}
    )
    assert answer.status == 400


def test_metadata_is_never_for_browsers(owner):
    made = owner.publishable.request(
        "POST", "/v1/payment_methods", {"type": "card", "card": {"token": "tok_visa"}, "metadata": {"a": "b"}}
    )
    assert (made.status, "metadata" in made.json) == (200, False)
    assert owner.get(f"/v1/payment_methods/{made.json.id}").metadata == {"a": "b"}
