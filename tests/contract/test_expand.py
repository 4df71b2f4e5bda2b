"""Expansion: judged by types, applied to values."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from counterfoil.contract import expand, load
from counterfoil.contract.refusal import Refusal

SHAPES = {
    "customer": {"id": "string", "object": "=customer", "default_source?": "@card|bank_account",
                 "invoice_settings": {"default_payment_method?": "@payment_method"},
                 "subscriptions-?": "list subscription", "sources-": "list card",
                 "cash_balance-?": ":cash_balance", "name?": "string", "metadata": {"*": "string"}},
    "cash_balance": {"object": "=cash_balance", "customer": "string"},
    "card": {"id": "string", "object": "=card", "customer?": "@customer", "last4": "string",
             "number-": "string"},
    "bank_account": {"id": "string", "object": "=bank_account", "account?": "@account"},
    "account": {"id": "string", "object": "=account"},
    "payment_method": {"id": "string", "object": "=payment_method", "customer?": "@customer"},
    "subscription": {"id": "string", "object": "=subscription", "customer": "@customer",
                     "items": "list subscription_item", "discounts": ["@discount"],
                     "latest_invoice?": "@invoice", "automatic": {"enabled": "boolean"}, "status": "=active"},
    "subscription_item": {"id": "string", "object": "=subscription_item", "price": ":price"},
    "price": {"id": "string", "object": "=price", "product": "@product", "tiers-": [{"up_to?": "integer"}],
              "currency_options-": {"*": {"amount": "integer"}}},
    "product": {"id": "string", "object": "=product"},
    "discount": {"id": "string", "object": "=discount", "customer?": "@customer"},
    "invoice": {"id": "string", "object": "=invoice", "customer": "@customer",
                "total_tax_amounts": [{"amount": "integer", "tax_rate": "@tax_rate"}],
                "charge?": "@charge"},
    "tax_rate": {"id": "string", "object": "=tax_rate"},
    "charge": {"id": "string", "object": "=charge", "amount": "integer", "customer?": "@customer",
               "balance_transaction?": "@balance_transaction"},
    "refund": {"id": "string", "object": "=refund", "amount": "integer", "charge?": "@charge",
               "customer": "string"},
    "balance_transaction": {"id": "string", "object": "=balance_transaction", "source?": "@charge|refund"},
}  # fmt: skip


class Surface:
    version = "2025-03-31.basil"
    objects = frozenset(SHAPES)
    _shapes = {name: SimpleNamespace(fields=fields) for name, fields in SHAPES.items()}

    def shape(self, name):
        return self._shapes[name]


STORE = {
    "cus_1": {"id": "cus_1", "object": "customer", "default_source": "ba_1",
              "invoice_settings": {"default_payment_method": "pm_1"}, "name": "A", "metadata": {}},
    "cus_2": {"id": "cus_2", "object": "customer", "deleted": True},
    "card_1": {"id": "card_1", "object": "card", "customer": "cus_1", "last4": "4242"},
    "ba_1": {"id": "ba_1", "object": "bank_account", "account": "acct_1"},
    "acct_1": {"id": "acct_1", "object": "account"},
    "pm_1": {"id": "pm_1", "object": "payment_method", "customer": "cus_1"},
    "prod_1": {"id": "prod_1", "object": "product"},
    "di_1": {"id": "di_1", "object": "discount", "customer": "cus_1"},
    "in_1": {"id": "in_1", "object": "invoice", "customer": "cus_1",
             "total_tax_amounts": [{"amount": 1, "tax_rate": "txr_1"}], "charge": "ch_1"},
    "txr_1": {"id": "txr_1", "object": "tax_rate"},
    "ch_1": {"id": "ch_1", "object": "charge", "amount": 5, "customer": "cus_1",
             "balance_transaction": "txn_1"},
    "re_1": {"id": "re_1", "object": "refund", "amount": 5, "charge": "ch_1", "customer": "x"},
    "txn_1": {"id": "txn_1", "object": "balance_transaction", "source": "ch_1"},
    "txn_2": {"id": "txn_2", "object": "balance_transaction", "source": "re_1"},
}  # fmt: skip
PRICE = {"id": "price_1", "object": "price", "product": "prod_1"}
SUBSCRIPTION = {
    "id": "sub_1", "object": "subscription", "customer": "cus_1", "discounts": ["di_1"],
    "latest_invoice": "in_1", "automatic": {"enabled": True}, "status": "active",
    "items": {"object": "list", "url": "/v1/subscription_items", "has_more": False,
              "data": [{"id": "si_1", "object": "subscription_item", "price": PRICE}]},
}  # fmt: skip
CARD = STORE["card_1"]
surface = Surface()


def operation(answer):
    kind, _, name = answer.rpartition(" ")
    return SimpleNamespace(
        objects=tuple(name.split("|")) if name else (), answer_kind=kind or "object", name="things.do"
    )


def expanded(answer_type, answer, *paths, field=None):
    before = repr(answer)
    plan = expand.plan(surface, operation(answer_type), paths)

    def fetch(name, id):
        found = STORE.get(id)
        return found if found and found["object"] == name else None

    result = expand.apply(plan, answer, fetch, field)
    assert repr(answer) == before, "the given answer is left alone"
    return result


def listed(*items):
    return {"object": "list", "url": "/v1/things", "has_more": False, "data": list(items)}


def test_a_reference_becomes_its_object():
    assert expanded("card", CARD, "customer") == {**CARD, "customer": STORE["cus_1"]}
    assert CARD["customer"] == "cus_1"


def test_a_null_stays_null_and_a_lost_id_an_id():
    assert expanded("card", {**CARD, "customer": None}, "customer.default_source")["customer"] is None
    assert expanded("card", {**CARD, "customer": "cus_9"}, "customer.default_source")["customer"] == "cus_9"


def test_a_deleted_object_becomes_its_tombstone():
    stub = {"id": "cus_2", "object": "customer", "deleted": True}
    assert expanded("card", {**CARD, "customer": "cus_2"}, "customer.default_source")["customer"] == stub


def test_paths_go_through_hashes_lists_and_inlined_objects():
    result = expanded(
        "subscription",
        SUBSCRIPTION,
        "customer.invoice_settings.default_payment_method",
        "items.data.price.product",
    )
    assert result["customer"]["invoice_settings"]["default_payment_method"] == STORE["pm_1"]
    assert result["items"]["data"][0]["price"]["product"] == STORE["prod_1"]
    assert STORE["cus_1"]["invoice_settings"]["default_payment_method"] == "pm_1"


def test_arrays_are_gone_through_without_a_word():
    assert (
        expanded("subscription", SUBSCRIPTION, "discounts.customer")["discounts"][0]["customer"]
        == STORE["cus_1"]
    )
    result = expanded(
        "subscription", SUBSCRIPTION, "latest_invoice.total_tax_amounts.tax_rate", "latest_invoice.charge"
    )
    assert result["latest_invoice"]["total_tax_amounts"][0]["tax_rate"] == STORE["txr_1"]
    assert result["latest_invoice"]["charge"] == STORE["ch_1"]


def test_lists_are_entered_by_data():
    result = expanded(
        "list subscription", listed(SUBSCRIPTION, SUBSCRIPTION), "data.customer", "data.latest_invoice.charge"
    )
    assert [one["customer"]["id"] for one in result["data"]] == ["cus_1", "cus_1"]
    assert result["data"][1]["latest_invoice"]["charge"]["id"] == "ch_1"
    assert expanded("list subscription", listed(SUBSCRIPTION), "data") == listed(SUBSCRIPTION)


def test_an_object_is_fetched_once():
    asked = []
    plan = expand.plan(surface, operation("list card"), ["data.customer"])
    expand.apply(plan, listed(CARD, CARD), lambda name, id: asked.append((name, id)) or STORE[id])
    assert asked == [("customer", "cus_1")]


def test_a_polymorphic_reference_takes_what_suits_one_of_its_types():
    result = expanded(
        "list balance_transaction",
        listed(STORE["txn_1"], STORE["txn_2"]),
        "data.source.charge",
        "data.source.balance_transaction",
    )
    charge, refund = (one["source"] for one in result["data"])
    assert charge == {**STORE["ch_1"], "balance_transaction": STORE["txn_1"]}
    assert refund == {**STORE["re_1"], "charge": STORE["ch_1"]}


def test_properties_absent_until_expanded_are_asked_for():
    asked = []

    def field(name, id, property):
        asked.append((name, id, property))
        if property == "number":
            return expand.ABSENT
        return listed(SUBSCRIPTION) if property == "subscriptions" else None

    result = expanded(
        "customer", STORE["cus_1"], "subscriptions.data.latest_invoice", "cash_balance", field=field
    )
    assert result["subscriptions"]["data"][0]["latest_invoice"] == STORE["in_1"]
    assert result["cash_balance"] is None
    assert "number" not in expanded("card", CARD, "number", field=field)
    assert asked == [
        ("customer", "cus_1", "subscriptions"),
        ("customer", "cus_1", "cash_balance"),
        ("card", "card_1", "number"),
    ]
    assert expanded("card", {**CARD, "number": "4242"}, "number", field=field)["number"] == "4242"


def test_a_mistake_of_ours_is_not_taken_for_an_absent_property():
    def field(name, id, property):
        return {}["nothing"]

    with pytest.raises(KeyError):
        expanded("customer", STORE["cus_1"], "subscriptions", field=field)


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("subscription", "automatic"),
        ("subscription", "items"),
        ("subscription", "items.data"),
        ("subscription", "items.data.price"),
        ("customer", "invoice_settings"),
        ("customer", "metadata"),
        ("price", "tiers"),
        ("price", "currency_options"),
        ("price", "currency_options.eur"),
        ("list customer", "data"),
        ("search customer", "data.subscriptions"),
        ("deleted customer", "default_source"),
        ("card|bank_account", "account"),
        ("card|bank_account", "customer"),
    ],
)
def test_what_is_there_anyway_may_be_named(answer, path):
    expand.plan(surface, operation(answer), [path])


@pytest.mark.parametrize(
    ("answer", "path", "message"),
    [
        ("charge", "amount", "This property cannot be expanded (amount)."),
        ("charge", "foo", "This property cannot be expanded (foo)."),
        ("charge", "", "This property cannot be expanded ()."),
        ("charge", "customer.", "This property cannot be expanded (customer.)."),
        ("charge", "customer.name", "This property cannot be expanded (customer.name)."),
        ("charge", "customer.name.x", "This property cannot be expanded (customer.name)."),
        ("charge", "data.customer", "This property cannot be expanded (data)."),
        ("customer", "metadata.a", "This property cannot be expanded (metadata.a)."),
        ("subscription", "status", "This property cannot be expanded (status)."),
        ("list charge", "customer",
         "This property cannot be expanded (customer)."
         " You may want to try expanding 'data.customer' instead."),
        ("list charge", "amount", "This property cannot be expanded (amount)."),
        ("subscription", "items.price",
         "This property cannot be expanded (items.price)."
         " You may want to try expanding 'items.data.price' instead."),
        ("balance_transaction", "source.foo", "This property cannot be expanded (source.foo)."),
        ("card|bank_account", "foo", "This property cannot be expanded (foo)."),
        ("none ", "customer", "This property cannot be expanded (customer)."),
    ],
)  # fmt: skip
def test_what_cannot_be_expanded_is_refused(answer, path, message):
    with pytest.raises(Refusal) as refused:
        expand.plan(surface, operation(answer), ["customer", path] if answer == "charge" else [path])
    assert (refused.value.message, refused.value.code, refused.value.status) == (message, None, 400)


def test_lists_are_counted_before_basil_only():
    older = Surface()
    older.version = "2025-02-24.acacia"
    assert expand.plan(older, operation("list charge"), ["total_count"]).total_count
    with pytest.raises(Refusal) as refused:
        expand.plan(surface, operation("list charge"), ["total_count"])
    assert (refused.value.code, refused.value.status, "total_count" in refused.value.message) == (
        "property_forbidden",
        400,
        True,
    )


def test_four_levels_are_the_most():
    expand.plan(surface, operation("list subscription"), ["data.items.data.price"])
    with pytest.raises(Refusal) as refused:
        expand.plan(surface, operation("list subscription"), ["data.items.data.price.product"])
    assert (
        refused.value.message
        == "You cannot expand more than 4 levels of a property. Property: data.items.data.price.product"
    )
    assert refused.value.code == "property_expansion_max_depth"


def test_a_search_may_be_asked_for_its_total():
    assert expand.plan(surface, operation("search customer"), ["total_count"]).total_count
    assert not expand.plan(surface, operation("search customer"), ["data.subscriptions"]).total_count


SURFACE = {
    "customers.retrieve": ["default_source", "sources", "subscriptions", "tax_ids", "cash_balance",
                           "invoice_credit_balance", "tax",
                           "subscriptions.data.latest_invoice", "invoice_settings.default_payment_method",
                           "test_clock"],
    "charges.retrieve": ["refunds", "balance_transaction", "payment_intent.latest_charge",
                         "invoice.subscription", "transfer.destination_payment"],
    "payment_intents.create": ["latest_charge.balance_transaction", "customer", "payment_method", "invoice",
                               "review"],
    "balance_transactions.list": ["data.source", "data.source.charge", "data.source.payment_intent.customer"],
    "subscriptions.list": ["data.items.data.price", "data.latest_invoice.payment_intent",
                           "data.default_payment_method", "data.discounts"],
    "subscriptions.create": ["latest_invoice.payment_intent", "items.data.price.product",
                             "pending_setup_intent", "schedule"],
    "invoices.retrieve": ["lines.data.price.product", "total_tax_amounts.tax_rate", "discounts", "charge",
                          "customer"],
    "checkout.sessions.retrieve": ["line_items", "line_items.data.price.product",
                                   "payment_intent.latest_charge", "subscription"],
    "payment_links.retrieve": ["line_items"],
    "quotes.retrieve": ["line_items"],
    "issuing.cards.retrieve": ["number", "cvc", "cardholder"],
    "prices.retrieve": ["tiers", "currency_options", "product"],
    "coupons.retrieve": ["applies_to"],
    "customers.search": ["total_count", "data.subscriptions"],
    "disputes.list": ["data.charge.customer", "data.payment_intent"],
    "payouts.list": ["data.destination", "data.balance_transaction"],
    "setup_intents.retrieve": ["latest_attempt", "payment_method", "mandate"],
}  # fmt: skip


@pytest.mark.parametrize("name", SURFACE)
def test_what_integrations_expand_can_be_expanded(name):
    real = load("2025-02-24.acacia")
    for path in SURFACE[name]:
        expand.plan(real, real.operations[name], [path])
