"""Lines and invoice items of the newest shape, as older versions see and send them."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, document, listing, meant, shown

from counterfoil.contract.refusal import Refusal

BASIL = "2025-03-31.basil"
RECURRING = {
    "interval": "month",
    "interval_count": 1,
    "meter": None,
    "trial_period_days": None,
    "usage_type": "licensed",
}
MONTHLY = document(
    "price", "price_m", product="prod_1", billing_scheme="per_unit", currency="usd", type="recurring",
    recurring=RECURRING, tax_behavior="unspecified", unit_amount=2500, unit_amount_decimal="2500",
    nickname="Gold",
)  # fmt: skip
METERED = {
    **MONTHLY,
    "id": "price_u",
    "_aggregate_usage": "max",
    "recurring": {**RECURRING, "usage_type": "metered"},
}
ONCE = {**MONTHLY, "id": "price_o", "type": "one_time", "recurring": None}
DELETED = {"id": "gold", "object": "price", "deleted": True}
RETAINED = {**METERED, "id": "gold", "object": "_retained_price"}
PRICES = (MONTHLY, METERED, ONCE, DELETED, RETAINED)


def pricing(price: str, amount: str | None = "2500"):
    return {
        "type": "price_details",
        "price_details": {"price": price, "product": "prod_1"},
        "unit_amount_decimal": amount,
    }


def line(**values):
    return document(
        "line_item", "il_1", **{"amount": 2500, "currency": "usd", "quantity": 1, "taxes": [], **values}
    )


# -- where lines come from -----------------------------------------------------------------------------------

PLAIN = {
    "invoice_item": None,
    "proration": False,
    "proration_details": {"credited_items": None},
    "subscription": "sub_1",
}
OF_ITEM = {**PLAIN, "subscription_item": "si_1"}
CREDITED = {"credited_items": {"invoice": "in_0", "invoice_line_items": ["il_0"]}}
CREDIT = {**OF_ITEM, "invoice_item": "ii_1", "proration": True, "proration_details": CREDITED}


def parent(kind: str, details: dict):
    return {"type": kind, "invoice_item_details": None, "subscription_item_details": None, kind: details}


@pytest.mark.parametrize(
    ("parent", "expected", "names"),
    [
        (
            parent("subscription_item_details", OF_ITEM),
            ("subscription", "sub_1", False, None),
            {"subscription_item": "si_1"},
        ),
        (
            parent("subscription_item_details", CREDIT),
            ("invoiceitem", "sub_1", True, CREDITED["credited_items"]),
            {"subscription_item": "si_1", "invoice_item": "ii_1"},
        ),
        (
            parent("invoice_item_details", {**PLAIN, "invoice_item": "ii_2", "subscription": None}),
            ("invoiceitem", None, False, None),
            {"invoice_item": "ii_2"},
        ),
        (
            parent("invoice_item_details", {**PLAIN, "invoice_item": "ii_3", "proration_details": None}),
            ("invoiceitem", "sub_1", False, None),
            {"invoice_item": "ii_3"},
        ),
        (None, ("invoiceitem", None, False, None), {}),
    ],
)
def test_before_basil_a_line_named_what_it_comes_from(parent, expected, names):
    old = shown(BEFORE_BASIL, line(parent=parent))
    assert (
        old["type"],
        old["subscription"],
        old["proration"],
        old["proration_details"]["credited_items"],
    ) == expected
    assert {name: old[name] for name in ("subscription_item", "invoice_item") if name in old} == names
    assert old["parent"] == parent
    assert {"type", "proration", "invoice_item", "subscription_item"}.isdisjoint(
        shown(BASIL, line(parent=parent))
    )


# -- what they cost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "aggregate", "plan"),
    [
        ("price_m", None, "price_m"),
        ("price_u", "max", "price_u"),
        ("gold", "max", "gold"),
        ("price_o", ..., None),
    ],
)
def test_before_basil_a_line_held_its_price_and_its_plan(price, aggregate, plan):
    for priced in (line(pricing=pricing(price)), document("invoiceitem", "ii_1", pricing=pricing(price))):
        old = shown(BEFORE_BASIL, priced, *PRICES)
        assert (old["price"]["id"], old["price"]["object"], old["price"]["unit_amount"]) == (
            price,
            "price",
            2500,
        )
        assert (old["price"]["recurring"] or {"aggregate_usage": ...})["aggregate_usage"] == aggregate
        if plan is None:
            assert old["plan"] is None
        else:
            told = {
                name: old["plan"][name]
                for name in ("id", "amount", "interval", "product", "nickname", "aggregate_usage")
            }
            assert told == {
                "id": plan, "amount": 2500, "interval": "month", "product": "prod_1", "nickname": "Gold",
                "aggregate_usage": aggregate,
            }  # fmt: skip
        assert {"price", "plan"}.isdisjoint(shown(BASIL, priced, *PRICES))


@pytest.mark.parametrize(
    "priced",
    [line(pricing=None), line(pricing=pricing("price_none")), document("invoiceitem", "ii_1", pricing=None)],
)
def test_a_line_without_a_price_has_no_plan(priced):
    old = shown(BEFORE_BASIL, priced, *PRICES)
    assert (old["price"], old["plan"]) == (None, None)


TAX_RATE = document("tax_rate", "txr_1", display_name="VAT", percentage=19.0)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [({}, []), ({"_tax_rates": ["txr_1"]}, [TAX_RATE]), ({"_tax_rates": [TAX_RATE]}, [TAX_RATE])],
)
def test_before_basil_a_line_held_its_own_tax_rates(kept, expected):
    assert shown(BEFORE_BASIL, line(**kept), TAX_RATE)["tax_rates"] == expected
    assert "tax_rates" not in shown(BASIL, line(**kept), TAX_RATE)


def test_lines_in_an_invoice_are_seen_as_lines_on_their_own():
    stored = line(parent=parent("subscription_item_details", OF_ITEM), pricing=pricing("price_m"))
    invoice = document("invoice", "in_1", lines=listing(stored))
    alone = shown(BEFORE_BASIL, stored, *PRICES)
    assert shown(BEFORE_BASIL, invoice, stored, *PRICES)["lines"]["data"] == [alone]


# -- invoice items -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decimal", "amount"), [("2500", 2500), ("0.5", None), ("12.0", 12), ("-3", -3), (None, None)]
)
def test_before_basil_an_item_told_its_amount_per_unit(decimal, amount):
    old = shown(BEFORE_BASIL, document("invoiceitem", "ii_1", pricing=pricing("price_m", decimal)), *PRICES)
    assert (old["unit_amount"], old["unit_amount_decimal"]) == (amount, decimal)


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (None, {"subscription": None}),
        ({"subscription": "sub_1", "subscription_item": None}, {"subscription": "sub_1"}),
        (
            {"subscription": "sub_1", "subscription_item": "si_1"},
            {"subscription": "sub_1", "subscription_item": "si_1"},
        ),
    ],
)
def test_before_basil_an_item_named_its_subscription(details, expected):
    parent = details and {"type": "subscription_details", "subscription_details": details}
    old = shown(BEFORE_BASIL, document("invoiceitem", "ii_1", parent=parent))
    assert {name: old[name] for name in ("subscription", "subscription_item") if name in old} == expected


# -- what was sent -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"price": "price_m", "quantity": 2}, {"pricing": {"price": "price_m"}, "quantity": 2}),
        ({"unit_amount": 250}, {"unit_amount_decimal": "250"}),
        ({"unit_amount": 0}, {"unit_amount_decimal": "0"}),
        ({"unit_amount_decimal": "0.5"}, {"unit_amount_decimal": "0.5"}),
        ({"price": None}, {}),
        ({"price_data": {"currency": "usd"}, "amount": 5}, {"price_data": {"currency": "usd"}, "amount": 5}),
    ],
)
@pytest.mark.parametrize("operation", ["invoice_items.create", "invoice_items.update"])
def test_before_basil_an_item_was_given_its_price_directly(operation, sent, expected):
    assert meant(BEFORE_BASIL, operation, **sent) == expected


def test_an_item_has_one_amount_per_unit():
    with pytest.raises(Refusal) as refused:
        meant(BEFORE_BASIL, "invoice_items.create", unit_amount=5, unit_amount_decimal="5")
    assert (
        refused.value.message
        == "You may only specify one of these parameters: unit_amount, unit_amount_decimal."
    )


def test_before_basil_a_line_was_given_its_price_directly():
    sent, expected = {"price": "price_m", "amount": 3}, {"pricing": {"price": "price_m"}, "amount": 3}
    assert meant(BEFORE_BASIL, "invoices.line_items.update", **sent) == expected
    for operation in ("invoices.add_lines", "invoices.update_lines"):
        assert meant(BEFORE_BASIL, operation, lines=[sent, {"amount": 4}]) == {
            "lines": [expected, {"amount": 4}]
        }
