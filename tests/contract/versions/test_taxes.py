"""Taxes of invoices, credit notes and lines in the shapes of versions before basil."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, document, listing, meant, shown

from counterfoil.contract import versions
from counterfoil.contract.refusal import Refusal

BASIL = "2025-03-31.basil"


def tax(amount: int, behavior: str = "exclusive", reason: str = "standard_rated", rate: str = "txr_1"):
    """A tax in the newest form."""
    details = {"tax_rate": rate}
    return {
        "amount": amount, "tax_behavior": behavior, "tax_rate_details": details, "taxability_reason": reason,
        "taxable_amount": 1000, "type": "tax_rate_details",
    }  # fmt: skip


def rated(amount: int, inclusive: bool = False, reason: str | None = "standard_rated", rate: str = "txr_1"):
    """The same in the old one."""
    return {
        "amount": amount,
        "inclusive": inclusive,
        "tax_rate": rate,
        "taxability_reason": reason,
        "taxable_amount": 1000,
    }


@pytest.mark.parametrize(
    ("taxes", "total", "amounts"),
    [
        (None, None, []),
        ([], None, []),
        ([tax(0)], 0, [rated(0)]),
        (
            [tax(190), tax(50, "inclusive", "not_available", "txr_2")],
            240,
            [rated(190), rated(50, True, None, "txr_2")],
        ),
    ],
)
def test_before_basil_an_invoice_told_the_sum_of_its_taxes(taxes, total, amounts):
    invoice = document("invoice", lines=listing(), total_taxes=taxes)
    old = shown(BEFORE_BASIL, invoice)
    assert (old["tax"], old["total_tax_amounts"], old["total_taxes"]) == (total, amounts, taxes)
    assert {"tax", "total_tax_amounts"}.isdisjoint(shown(BASIL, invoice))
    note = document("credit_note", lines=listing(), total_taxes=taxes)
    assert shown(BEFORE_BASIL, note)["tax_amounts"] == amounts
    assert "tax_amounts" not in shown(BASIL, note)


@pytest.mark.parametrize("kind", ["line_item", "credit_note_line_item"])
@pytest.mark.parametrize(
    ("amount", "quantity", "taxes", "net", "unit"),
    [
        (2500, 1, [], 2500, "2500"),
        (25000, 10, [tax(190)], 25000, "2500"),
        (1190, 2, [tax(190, "inclusive")], 1000, "500"),
        (1000, 3, [], 1000, "333.333333333333"),
        (-2500, 1, None, -2500, "-2500"),
        (1000, None, [], 1000, None),
        (0, 0, [], 0, "0"),
        (100000000, 1, [], 100000000, "100000000"),
    ],
)
def test_before_basil_a_line_told_its_amounts_without_the_taxes_in_it(
    kind, amount, quantity, taxes, net, unit
):
    line = document(kind, amount=amount, quantity=quantity, taxes=taxes)
    old = shown(BEFORE_BASIL, line)
    assert (old["amount_excluding_tax"], old["unit_amount_excluding_tax"]) == (net, unit)
    assert [each["amount"] for each in old["tax_amounts"]] == [each["amount"] for each in taxes or ()]
    assert {"amount_excluding_tax", "tax_amounts"}.isdisjoint(shown(BASIL, line))


# -- credit notes --------------------------------------------------------------------------------------------

RECORD = {
    "amount_refunded": 5,
    "refund": None,
    "type": "payment_record_refund",
    "payment_record_refund": None,
}


def refund(id: str):
    return {"amount_refunded": 5, "refund": id, "type": "refund", "payment_record_refund": None}


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        ([], None),
        ([refund("re_1")], "re_1"),
        ([refund("re_1"), refund("re_2")], "re_1"),
        ([RECORD, refund("re_2")], "re_2"),
    ],
)
def test_before_basil_a_note_had_one_refund(refunds, expected):
    note = document("credit_note", lines=listing(), refunds=refunds)
    assert versions.view(BEFORE_BASIL).answer(note)["refund"] == expected
    assert "refund" not in versions.view(BASIL).answer(note)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("mixed", "post_payment"), ("pre_payment", "pre_payment"), ("post_payment", "post_payment")],
)
def test_before_may_2025_no_note_was_mixed(kind, expected):
    note = document("credit_note", lines=listing(), type=kind)
    assert shown("2025-04-30.basil", note)["type"] == expected
    assert shown("2025-05-28.basil", note)["type"] == kind


@pytest.mark.parametrize(
    "operation", ["credit_notes.create", "credit_notes.preview", "credit_notes.preview_lines.list"]
)
def test_before_basil_a_refund_was_named_directly(operation):
    sent = {"invoice": "in_1", "refund": "re_1"}
    assert meant(BEFORE_BASIL, operation, **sent) == {"invoice": "in_1", "refunds": [{"refund": "re_1"}]}
    assert meant(BEFORE_BASIL, operation, invoice="in_1", refund=None) == {"invoice": "in_1"}
    assert meant(BASIL, operation, refunds=[]) == {"refunds": []}
    with pytest.raises(Refusal) as refused:
        meant(BEFORE_BASIL, operation, refund="re_1", refunds=[{"refund": "re_2"}])
    assert refused.value.param == "refund"
