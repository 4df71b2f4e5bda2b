"""Invoices of the newest shape, as older versions see and send them."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, document, listing, meant, shown

from counterfoil.contract import versions

BASIL = "2025-03-31.basil"


def invoice(**values):
    return document("invoice", "in_1", **{"lines": listing(), "customer": "cus_1", **values})


# -- how it came about ---------------------------------------------------------------------------------------

SUBSCRIBED = {"metadata": {"plan": "gold"}, "subscription": "sub_1", "subscription_proration_date": None}
OF_SUBSCRIPTION = {"type": "subscription_details", "quote_details": None, "subscription_details": SUBSCRIBED}
PRORATED = {**OF_SUBSCRIPTION, "subscription_details": {**SUBSCRIBED, "subscription_proration_date": 17}}
OF_QUOTE = {"type": "quote_details", "quote_details": {"quote": "qt_1"}, "subscription_details": None}


@pytest.mark.parametrize(
    ("parent", "facts", "expected"),
    [
        (None, {}, {"subscription": None, "subscription_details": {"metadata": None}, "quote": None}),
        (
            OF_SUBSCRIPTION,
            {},
            {"subscription": "sub_1", "subscription_details": {"metadata": {"plan": "gold"}}, "quote": None},
        ),
        (OF_SUBSCRIPTION, {"_quote": "qt_2"}, {"subscription": "sub_1", "quote": "qt_2"}),
        (PRORATED, {}, {"subscription": "sub_1", "subscription_proration_date": 17}),
        (OF_QUOTE, {}, {"subscription": None, "subscription_details": {"metadata": None}, "quote": "qt_1"}),
    ],
)
def test_before_basil_an_invoice_named_its_subscription_and_its_quote(parent, facts, expected):
    document = invoice(parent=parent, **facts)
    old = shown(BEFORE_BASIL, document)
    assert {name: old[name] for name in expected} == expected
    assert old["parent"] == document["parent"]
    assert ("subscription_proration_date" in old) == ("subscription_proration_date" in expected)
    assert {"subscription", "subscription_details", "quote"}.isdisjoint(shown(BASIL, document))


# -- what it was paid with -----------------------------------------------------------------------------------


def payment(id: str, status: str = "open", default: bool = True, **paid_with):
    kind = next(iter(paid_with))
    paid = {"charge": None, "payment_intent": None, "payment_record": None, "type": kind, **paid_with}
    return document("invoice_payment", id, invoice="in_1", payment=paid, status=status, is_default=default)


ONE = document("payment_intent", "pi_1", latest_charge="ch_1")
TWO = document("payment_intent", "pi_2", latest_charge="ch_2")
WAITING = document("payment_intent", "pi_3", latest_charge=None)


@pytest.mark.parametrize(
    ("payments", "intent", "charge"),
    [
        ([], None, None),
        ([payment("1", payment_intent="pi_3")], "pi_3", None),
        ([payment("1", "paid", payment_intent="pi_1")], "pi_1", "ch_1"),
        (
            [payment("1", payment_intent="pi_1"), payment("2", "paid", False, payment_intent="pi_2")],
            "pi_1",
            "ch_1",
        ),
        (
            [
                payment("1", "canceled", payment_intent="pi_1"),
                payment("2", "paid", False, payment_intent="pi_2"),
            ],
            "pi_2",
            "ch_2",
        ),
        (
            [
                payment("1", "paid", False, payment_intent="pi_1"),
                payment("2", "paid", False, payment_intent="pi_2"),
            ],
            "pi_2",
            "ch_2",
        ),
        (
            [
                payment("1", "canceled", payment_intent="pi_1"),
                payment("2", "open", False, payment_intent="pi_2"),
            ],
            "pi_1",
            "ch_1",
        ),
        ([payment("1", "open", False, payment_intent="pi_1")], None, None),
        ([payment("1", "paid", False, charge="ch_9")], None, "ch_9"),
        ([payment("1", "paid", False, payment_record="pr_1")], None, None),
        ([payment("1", "paid", payment_intent="pi_gone")], "pi_gone", None),
    ],
)
def test_before_basil_an_invoice_had_one_intent_and_its_latest_charge(payments, intent, charge):
    stored = (
        ONE,
        TWO,
        WAITING,
        *payments,
        payment("elsewhere", "paid", payment_intent="pi_1") | {"invoice": "in_2"},
    )
    old = shown(BEFORE_BASIL, invoice(status="open", attempted=True), *stored)
    assert (old["payment_intent"], old["charge"]) == (intent, charge)
    draft = shown(BEFORE_BASIL, invoice(status="draft", attempted=False), *stored)
    assert (draft["payment_intent"], draft["charge"]) == (None, None)
    assert {"payment_intent", "charge", "paid"}.isdisjoint(shown(BASIL, invoice(), *stored))


PAID = {"status": "paid", "amount_due": 500, "amount_paid": 500, "amount_remaining": 0}


@pytest.mark.parametrize(
    ("values", "paid", "outside", "amount_paid", "amount_remaining"),
    [
        ({"status": "draft", "amount_due": 500, "amount_remaining": 500}, False, False, 0, 500),
        (PAID, True, False, 500, 0),
        ({**PAID, "amount_paid_off_stripe": 500, "_paid_out_of_band": True}, True, True, 0, 500),
        ({**PAID, "amount_paid_off_stripe": 200}, True, False, 300, 200),
        ({"status": "paid"}, True, False, 0, 0),
        ({"status": "void", "amount_due": 500, "amount_remaining": 500}, False, False, 0, 500),
    ],
)
def test_before_basil_an_invoice_said_whether_it_was_paid_and_where(
    values, paid, outside, amount_paid, amount_remaining
):
    old = shown(BEFORE_BASIL, invoice(**values))
    assert (old["paid"], old["paid_out_of_band"]) == (paid, outside)
    assert (old["amount_paid"], old["amount_remaining"]) == (amount_paid, amount_remaining)
    assert shown(BASIL, invoice(**values))["amount_paid"] == values.get("amount_paid", 0)


def test_before_basil_an_invoice_told_the_shares_of_others():
    shares = {"application_fee_amount": 12, "transfer_data": {"amount": None, "destination": "acct_1"}}
    old = shown(BEFORE_BASIL, invoice(**{f"_{name}": share for name, share in shares.items()}))
    assert {name: old[name] for name in shares} == shares
    assert {name: shown(BEFORE_BASIL, invoice())[name] for name in shares} == dict.fromkeys(shares)
    assert shares.keys().isdisjoint(shown(BASIL, invoice()))


# -- previews ------------------------------------------------------------------------------------------------


def test_before_basil_a_preview_had_no_id():
    preview = invoice() | {"id": "upcoming_in_1"}
    assert "id" not in shown(BEFORE_BASIL, preview)
    assert shown(BASIL, preview)["id"] == "upcoming_in_1"
    assert shown(BEFORE_BASIL, invoice())["id"] == "in_1"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"customer": "cus_1"}, {"customer": "cus_1"}),
        (
            {
                "subscription": "sub_1",
                "subscription_items": [{"id": "si_1", "quantity": 2}],
                "subscription_proration_date": 5,
            },
            {
                "subscription": "sub_1",
                "subscription_details": {"items": [{"id": "si_1", "quantity": 2}], "proration_date": 5},
            },
        ),
        (
            {"subscription_details": {"cancel_now": True}, "subscription_trial_end": "now", "limit": 3},
            {"subscription_details": {"cancel_now": True, "trial_end": "now"}, "limit": 3},
        ),
        (
            {"subscription_billing_cycle_anchor": "now", "coupon": "10OFF"},
            {
                "subscription_details": {"billing_cycle_anchor": {"type": "now"}},
                "discounts": [{"coupon": "10OFF"}],
            },
        ),
    ],
)
def test_before_basil_upcoming_invoices_took_details_one_by_one(sent, expected):
    for operation in ("invoices.upcoming", "invoices.upcoming_lines.list"):
        assert meant(BEFORE_BASIL, operation, **sent) == expected


# -- before April 2024 ---------------------------------------------------------------------------------------

RENDERING = {
    "amount_tax_display": "exclude_tax",
    "pdf": {"page_size": "a4"},
    "template": None,
    "template_version": None,
}


@pytest.mark.parametrize(
    ("rendering", "options"),
    [
        (None, None),
        (RENDERING, {"amount_tax_display": "exclude_tax"}),
        ({**RENDERING, "amount_tax_display": None}, None),
    ],
)
def test_before_april_2024_the_display_of_taxes_had_its_own_hash(rendering, options):
    old = shown("2023-10-16", invoice(rendering=rendering))
    assert (old["rendering"], old["rendering_options"]) == (rendering, options)
    assert "rendering_options" not in shown("2024-04-10", invoice(rendering=rendering))


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (
            {"rendering_options": {"amount_tax_display": "exclude_tax"}},
            {"rendering": {"amount_tax_display": "exclude_tax"}},
        ),
        ({"rendering_options": None}, {"rendering": {"amount_tax_display": None}}),
        (
            {
                "rendering_options": {"amount_tax_display": "exclude_tax"},
                "rendering": {"pdf": {"page_size": "a4"}},
            },
            {"rendering": {"amount_tax_display": "exclude_tax", "pdf": {"page_size": "a4"}}},
        ),
        ({"description": "May"}, {"description": "May"}),
    ],
)
def test_and_was_sent_in_it(sent, expected):
    assert meant("2023-10-16", "invoices.create", **sent) == expected
    assert meant("2023-10-16", "invoices.update", **sent) == expected


@pytest.mark.parametrize(("sent", "expected"), [("include_and_require", "include"), ("exclude", "exclude")])
def test_pending_items_could_be_required(sent, expected):
    found = meant("2023-10-16", "invoices.create", pending_invoice_items_behavior=sent)
    assert found == {"pending_invoice_items_behavior": expected}


@pytest.mark.parametrize(("object", "map"), [("customer", "metadata"), ("billing.meter_event", "payload")])
def test_what_looks_like_an_invoice_in_a_map_of_the_caller_is_none(object, map):
    sent = {"object": "invoice", "status": "paid"}
    assert versions.view(BEFORE_BASIL).answer(document(object, **{map: sent}))[map] == sent
