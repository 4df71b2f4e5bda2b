"""Parameters that name objects: told from the contract, and refused where no such object is the caller's."""

from __future__ import annotations

import pytest

from counterfoil.contract import load, naming, versions
from tests.support.given import payment

SURFACE = load(versions.DEFAULT)


@pytest.mark.parametrize(
    ("operation", "param", "objects"),
    [
        (
            "payouts.create",
            "destination",
            ("bank_account", "card"),
        ),  # referred to by the answer in the same place
        ("transfers.create", "source_transaction", ("charge",)),
        ("invoices.create", "transfer_data.destination", ("account",)),
        ("subscriptions.create", "items.price", ("price",)),  # in a list object of the answer
        ("promotion_codes.create", "coupon", ("coupon",)),  # shown as a whole
        ("issuing.disputes.create", "evidence.canceled.additional_documentation", ("file",)),
        ("tax_ids.create", "owner.customer", ("customer",)),
        (
            "billing_portal.sessions.create",
            "customer",
            ("customer",),
        ),  # called after what it names, as the answer has a text
        ("checkout.sessions.create", "subscription_data.default_tax_rates", ("tax_rate",)),
        ("subscription_schedules.create", "from_subscription", ("subscription",)),
        ("identity.verification_sessions.create", "related_customer", ("customer",)),
        ("ephemeral_keys.create", "issuing_card", ("issuing.card",)),  # the longest name
        ("issuing.cards.update", "personalization_design", ("issuing.personalization_design",)),
        ("climate.orders.create", "product", ("climate.product",)),  # of its own area
        ("prices.create", "product", ("product",)),  # of none
        ("payment_intents.create", "radar_options.session", ()),  # several areas have sessions
        ("accounts.create", "company.tax_id", ()),
        ("accounts.create", "account_token", ()),
        ("payment_intents.confirm", "client_secret", ()),
        ("customers.create", "source", ()),
        ("customers.create", "metadata", ()),
        ("customers.create", "name", ()),
    ],
)
def test_what_a_parameter_names_is_told_from_the_contract(operation, param, objects):
    names = naming.names(SURFACE, SURFACE.operations[operation], lambda objects: objects)
    for name in param.split("."):
        names = names.inside.get(name, naming.Names())
    assert names.objects == objects


def test_every_id_is_found_with_its_parameter_in_bracket_form():
    names = naming.names(SURFACE, SURFACE.operations["subscriptions.create"], lambda objects: objects)
    sent = {
        "customer": "cus_1", "items": [{"price": "price_1"}, {"price": "price_2", "tax_rates": ["txr_1"]}],
        "default_tax_rates": [], "transfer_data": {"destination": "acct_1", "amount_percent": 5},
        "discounts": None, "coupon": "", "pending_invoice_item_interval": {"interval": "day"},
        "metadata": {"price": "price_3"},
    }  # fmt: skip
    assert {(param, id) for param, id, _ in naming.named(names, sent)} == {
        ("customer", "cus_1"), ("items[0][price]", "price_1"), ("items[1][price]", "price_2"),
        ("items[1][tax_rates][0]", "txr_1"),
        ("transfer_data[destination]", "acct_1"),
    }  # fmt: skip


@pytest.fixture
def customer(api) -> str:
    return api.post("/v1/customers").id


@pytest.mark.parametrize(
    ("path", "sent", "param", "message"),
    [
        ("subscriptions", {"items": [{"price": "ID"}]}, "items[0][price]", "No such price: 'ID'"),
        (
            "subscriptions",
            {"transfer_data": {"destination": "ID"}},
            "transfer_data[destination]",
            "No such destination: 'ID'",
        ),
        ("subscriptions", {"on_behalf_of": "ID"}, "on_behalf_of", "No such on_behalf_of: 'ID'"),
        (
            "subscriptions",
            {"discounts": [{"promotion_code": "ID"}]},
            "discounts[0][promotion_code]",
            "No such promotion code: 'ID'",
        ),
        ("subscriptions", {"default_tax_rates": ["ID"]}, "default_tax_rates[0]", "No such tax rate: 'ID'"),
        ("promotion_codes", {"coupon": "ID"}, "coupon", "No such coupon: 'ID'"),
        (
            "payouts",
            {"amount": 100, "currency": "usd", "destination": "ID"},
            "destination",
            "No such external account: 'ID'",
        ),
        (
            "issuing/cards",
            {"cardholder": "ID", "currency": "usd", "type": "virtual"},
            "cardholder",
            "No such issuing.cardholder: 'ID'",
        ),
        ("billing_portal/sessions", {"customer": "ID"}, "customer", "No such customer: 'ID'"),
        ("setup_intents", {"on_behalf_of": "ID"}, "on_behalf_of", "No such on_behalf_of: 'ID'"),
        (
            "payment_intents",
            {"amount": 2000, "currency": "usd", "transfer_data": {"destination": "ID"}},
            "transfer_data[destination]",
            "No such destination: 'ID'",
        ),
    ],
)
def test_an_id_of_another_sandbox_is_as_good_as_one_that_never_was(api, customer, path, sent, param, message):
    whole = {"customer": customer, **sent} if path == "subscriptions" else sent
    for id in ("none", api.other().post("/v1/customers").id):
        refused = api.refused("POST", f"/v1/{path}", 400, **with_id(whole, id))
        assert (refused.code, refused.param, refused.message) == (
            "resource_missing",
            param,
            message.replace("ID", id),
        )


def with_id(sent, id: str):
    if isinstance(sent, dict):
        return {name: with_id(each, id) for name, each in sent.items()}
    if isinstance(sent, list):
        return [with_id(each, id) for each in sent]
    return id if sent == "ID" else sent


def test_the_object_of_the_path_is_looked_for_first(api):
    refused = api.refused("POST", "/v1/subscriptions/none", 404, default_tax_rates=["none"])
    assert refused.param == "id"


def test_a_deleted_object_is_named_in_vain(api, customer):
    coupon = api.post("/v1/coupons", percent_off=10).id
    api.delete(f"/v1/coupons/{coupon}")
    assert api.refused("POST", "/v1/subscriptions", customer=customer, coupon=coupon).param == "coupon"


def test_an_account_is_paid_out_to_what_its_platform_keeps_for_it(api):
    connected = api.post("/v1/accounts", type="custom").id
    bank = {"object": "bank_account", "country": "US", "currency": "usd", "account_number": "000123456789"}
    kept = api.post(f"/v1/accounts/{connected}/external_accounts", external_account=bank).id
    sent = {"amount": 100, "currency": "usd", "destination": kept}
    funds = payment(2000, "pm_card_bypassPending", capture_method="automatic")
    assert (
        api.request("POST", "/v1/payment_intents", funds, headers={"Stripe-Account": connected}).status == 200
    )
    paid = api.request("POST", "/v1/payouts", sent, headers={"Stripe-Account": connected})
    assert (paid.status, paid.json.get("destination")) == (200, kept), paid.body
    stranger = api.other()
    assert stranger.refused("POST", "/v1/payouts", 400, **sent).param == "destination"


def test_test_documents_and_the_default_configuration_are_there_without_being_stored(api):
    document = {"verification": {"document": {"front": "file_identity_document_success"}}}
    api.post(
        "/v1/issuing/cardholders",
        name="Ada",
        billing=ADDRESS,
        individual={"first_name": "A", "last_name": "B", **document},
    )
    wrong = {"verification": {"document": {"front": "file_none"}}}
    sent = {"name": "Ada", "billing": ADDRESS, "individual": {"first_name": "A", "last_name": "B", **wrong}}
    refused = api.refused("POST", "/v1/issuing/cardholders", 400, **sent)
    assert refused.param == "individual[verification][document][front]"
    default = api.get("/v1/payment_method_configurations").data[0].id
    api.post(
        "/v1/checkout/sessions",
        mode="setup",
        currency="usd",
        success_url="https://example.com/done",
        payment_method_configuration=default,
    )


ADDRESS = {"address": {"line1": "1 Main St", "city": "Boston", "country": "US", "postal_code": "02108"}}
