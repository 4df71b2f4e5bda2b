"""Expansion: ids replaced by what they name, judged by types and never by values."""

from __future__ import annotations

import pytest


@pytest.fixture
def paid(api):
    """A customer's intent that was paid, so that there is something to expand."""
    customer = api.post("/v1/customers", name="Ada")
    return api.post(
        "/v1/payment_intents", amount=1000, currency="usd", customer=customer.id,
        payment_method="pm_card_visa", confirm=True,
        payment_method_types=["card"], capture_method="automatic",
    )  # fmt: skip


def test_one_level(api, paid):
    seen = api.get(f"/v1/payment_intents/{paid.id}", expand=["customer"])
    assert (seen.customer.object, seen.customer.name) == ("customer", "Ada")
    assert api.get(f"/v1/payment_intents/{paid.id}").customer == seen.customer.id  # this answer only


def test_many_levels_and_paths_at_once(api, paid):
    seen = api.get(
        f"/v1/payment_intents/{paid.id}",
        expand=["latest_charge.balance_transaction", "latest_charge.customer", "payment_method"],
    )
    assert seen.latest_charge.balance_transaction.object == "balance_transaction"
    assert seen.latest_charge.customer.name == "Ada"
    assert seen.payment_method.object == "payment_method"


def test_a_polymorphic_reference(api, paid):
    seen = api.get(f"/v1/payment_intents/{paid.id}", expand=["latest_charge.balance_transaction.source"])
    assert seen.latest_charge.balance_transaction.source.id == seen.latest_charge.id
    listed = api.get("/v1/balance_transactions", expand=["data.source.customer"])
    assert listed.data[0].source.customer.name == "Ada"


def test_on_create_and_update(api):
    customer = api.post("/v1/customers", name="Ada")
    params = {"amount": 1000, "currency": "usd", "customer": customer.id, "payment_method_types": ["card"]}
    made = api.post("/v1/payment_intents", **params, expand=["customer"])
    assert made.customer.name == "Ada"
    assert (
        api.post(f"/v1/payment_intents/{made.id}", description="x", expand=["customer"]).customer.name
        == "Ada"
    )


def test_in_lists_the_path_goes_through_data(api, paid):
    page = api.get("/v1/payment_intents", expand=["data.customer"])
    assert page.data[0].customer.name == "Ada"
    assert api.get("/v1/payment_intents", expand=["data"]).data[0].customer == paid.customer


def test_a_null_stays_null_and_is_no_mistake(api):
    made = api.post("/v1/payment_intents", amount=1000, currency="usd", payment_method_types=["card"])
    assert (
        api.get(
            f"/v1/payment_intents/{made.id}", expand=["customer", "latest_charge.balance_transaction"]
        ).customer
        is None
    )


def test_what_is_inline_or_a_hash_is_accepted_without_effect(api):
    made = api.post("/v1/customers")
    assert api.get(f"/v1/customers/{made.id}", expand=["invoice_settings", "address"]) == made


def test_a_deleted_object_is_its_stub(api, paid):
    api.delete(f"/v1/customers/{paid.customer}")
    seen = api.get(f"/v1/payment_intents/{paid.id}", expand=["customer"])
    assert seen.customer == {"id": paid.customer, "object": "customer", "deleted": True}


def test_includable_properties_are_absent_until_asked_for(api):
    made = api.post("/v1/customers")
    assert not {"sources", "subscriptions", "tax_ids"} & set(made)
    seen = api.get(f"/v1/customers/{made.id}", expand=["sources", "subscriptions", "tax_ids"])
    for name in ("sources", "subscriptions", "tax_ids"):
        assert seen[name].object == "list"
        assert seen[name].url == f"/v1/customers/{made.id}/{name}"


@pytest.mark.parametrize("version", ["2025-02-24.acacia", "2026-10-28.endive"])
def test_lists_in_objects_keep_their_total_count(api, paid, version):
    charge = api.at(version).get(f"/v1/charges/{paid.latest_charge}", expand=["refunds.total_count"])
    assert charge.refunds.total_count == 0
    listed = api.at(version).get("/v1/charges", expand=["data.refunds.total_count"])
    assert [each.refunds.total_count for each in listed.data] == [0]


def test_total_count_of_a_search(api):
    api.post("/v1/customers", name="Ada")
    plain = api.get("/v1/customers/search", query='name:"Ada"')
    assert "total_count" not in plain
    assert api.get("/v1/customers/search", query='name:"Ada"', expand=["total_count"]).total_count == 1


@pytest.mark.parametrize(
    ("path", "expand", "message"),
    [
        ("/v1/charges/ch_x", "amount", "This property cannot be expanded (amount)."),
        ("/v1/charges/ch_x", "nonsense", "This property cannot be expanded (nonsense)."),
        ("/v1/charges/ch_x", "customer.name", "This property cannot be expanded (customer.name)."),
        (
            "/v1/charges/ch_x",
            "customer.nonsense.more",
            "This property cannot be expanded (customer.nonsense).",
        ),
        (
            "/v1/charges",
            "customer",
            (
                "This property cannot be expanded (customer). You may want to try expanding 'data.customer'"
                " instead."
            ),
        ),
        ("/v1/charges", "data.amount", "This property cannot be expanded (data.amount)."),
        ("/v1/charges", "", None),
    ],
)
def test_what_cannot_be_expanded(api, path, expand, message):
    error = api.refused("GET", path, 400, expand=[expand])
    if message is not None:
        assert error.message == message
        assert "code" not in error


def test_four_segments_and_no_more(api):
    assert api.get("/v1/subscriptions", expand=["data.items.data.price"]).data == []
    error = api.refused("GET", "/v1/subscriptions", 400, expand=["data.items.data.price.product"])
    assert error.code == "property_expansion_max_depth"
    assert (
        error.message
        == "You cannot expand more than 4 levels of a property. Property: data.items.data.price.product"
    )


def test_events_are_snapshots_without_expansion(api, paid):
    api.post(f"/v1/payment_intents/{paid.id}", metadata={"a": "b"}, expand=["customer"])
    event = api.get("/v1/events", type="payment_intent.succeeded").data[0]
    assert event.data.object.customer == paid.customer


def test_a_refused_expansion_changes_nothing(api):
    api.refused("POST", "/v1/customers", 400, name="Ada", expand=["name"])
    assert api.get("/v1/customers").data == []


def test_what_a_coupon_applies_to_is_shown_when_it_is_expanded(api):
    product = api.post("/v1/products", name="Gold")
    params = {"percent_off": 10, "duration": "once", "applies_to": {"products": [product.id]}}
    made = api.post("/v1/coupons", **params)
    path = f"/v1/coupons/{made.id}"
    assert "applies_to" not in made
    assert "applies_to" not in api.get("/v1/events", type="coupon.created").data[0].data.object
    assert "applies_to" not in api.get("/v1/coupons").data[0]
    assert api.get(path, expand=["applies_to"]).applies_to == {"products": [product.id]}
    assert api.post("/v1/coupons", **params, expand=["applies_to"]).applies_to == {"products": [product.id]}
