"""Coupons, promotion codes and discounts of the newest shape, as older versions see and send them."""

from __future__ import annotations

import pytest
from tests.support.documents import BEFORE_BASIL, BEFORE_CLOVER, document, listing, meant, shown

from counterfoil.contract import versions
from counterfoil.contract.refusal import Refusal

COUPON = document("coupon", "10OFF", duration="once", percent_off=10.0, name="Ten off", valid=True)
THEN = {**COUPON, "name": "As it was called then"}
GONE = {"id": "10OFF", "object": "coupon", "deleted": True}
SOURCE = {"type": "coupon", "coupon": "10OFF"}


def discount(id: str = "di_1", **values):
    return document("discount", id, **{"source": SOURCE, **values})


@pytest.mark.parametrize(
    ("stored", "hidden", "coupon"),
    [
        (COUPON, {}, COUPON),
        (COUPON, {"_coupon": THEN}, THEN),
        (GONE, {"_coupon": THEN}, THEN),
        (GONE, {}, GONE),
    ],
)
def test_before_clover_a_discount_held_its_coupon_as_it_was_when_redeemed(stored, hidden, coupon):
    redeemed = discount(**hidden)
    old = shown(BEFORE_CLOVER, redeemed, stored)
    assert (old["coupon"], old["source"]) == (coupon, SOURCE)
    assert "coupon" not in shown("2025-09-30.clover", redeemed, stored)


def test_a_discount_that_was_taken_away_still_shows_its_coupon():
    customer = document("customer", discount=discount(deleted=True, _coupon=THEN))
    view = versions.view(BEFORE_CLOVER)
    assert view.answer(customer | {"discount": {**discount(), "deleted": True}})["discount"]["coupon"] is None
    old = shown(BEFORE_CLOVER, discount(deleted=True, _coupon=THEN))
    assert (old["coupon"], old["deleted"]) == (THEN, True)


def test_before_clover_a_code_held_its_coupon():
    code = document("promotion_code", "promo_1", code="TEN", promotion=SOURCE)
    old = shown(BEFORE_CLOVER, code, COUPON)
    assert (old["coupon"], old["promotion"]) == (COUPON, SOURCE)
    assert shown(BEFORE_CLOVER, code, GONE)["coupon"] == GONE
    assert "coupon" not in shown("2025-09-30.clover", code, COUPON)
    sent = {"coupon": "10OFF", "code": "TEN"}
    assert meant(BEFORE_CLOVER, "promotion_codes.create", **sent) == {"code": "TEN", "promotion": SOURCE}
    assert meant("2025-09-30.clover", "promotion_codes.create", promotion=SOURCE) == {"promotion": SOURCE}


@pytest.mark.parametrize("ids", [[], ["di_2"], ["di_2", "di_1"]])
def test_before_basil_the_first_discount_of_a_subscription_or_invoice_was_shown_whole(ids):
    stored = (COUPON, discount(), discount("di_2", _coupon=THEN))
    for discounted in (
        document("subscription", items=listing(), discounts=ids),
        document("invoice", lines=listing(), discounts=ids),
    ):
        old = shown(BEFORE_BASIL, discounted, *stored)
        assert old["discounts"] == ids
        if ids:
            assert (old["discount"]["id"], old["discount"]["coupon"]) == ("di_2", THEN)
        else:
            assert old["discount"] is None
        assert "discount" not in shown("2025-03-31.basil", discounted, *stored)


NONE = {"coupon": None, "discount": None, "promotion_code": None}


@pytest.mark.parametrize(
    ("discounts", "coupon"),
    [
        ([], None),
        ([{**NONE, "coupon": "10OFF"}], "10OFF"),
        (
            [{**NONE, "promotion_code": "promo_1"}, {**NONE, "coupon": "10OFF"}, {**NONE, "coupon": "20OFF"}],
            "10OFF",
        ),
        ([{**NONE, "discount": "di_1"}], None),
    ],
)
def test_before_basil_a_phase_named_its_coupon(discounts, coupon):
    phase = {
        "discounts": discounts,
        "items": [],
        "currency": "usd",
        "proration_behavior": "none",
        "start_date": 1,
        "end_date": 2,
    }
    schedule = document("subscription_schedule", phases=[phase, {**phase, "discounts": []}])
    view = versions.view(BEFORE_BASIL)
    assert [each["coupon"] for each in view.answer(schedule)["phases"]] == [coupon, None]
    assert "coupon" not in versions.view("2025-03-31.basil").answer(schedule)["phases"][0]


SENT = [
    ({}, {}),
    ({"coupon": "10OFF"}, {"discounts": [{"coupon": "10OFF"}]}),
    ({"coupon": None}, {"discounts": []}),
    ({"discounts": [{"coupon": "10OFF"}]}, {"discounts": [{"coupon": "10OFF"}]}),
    ({"coupon": None, "discounts": [{"coupon": "10OFF"}]}, {"discounts": [{"coupon": "10OFF"}]}),
]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        *SENT,
        ({"promotion_code": "promo_1"}, {"discounts": [{"promotion_code": "promo_1"}]}),
        ({"promotion_code": None, "coupon": "10OFF"}, {"discounts": [{"coupon": "10OFF"}]}),
    ],
)
@pytest.mark.parametrize("operation", ["subscriptions.create", "subscriptions.update"])
def test_before_basil_the_only_discount_was_named_directly(operation, sent, expected):
    assert meant(BEFORE_BASIL, operation, **sent) == expected


@pytest.mark.parametrize(("sent", "expected"), SENT)
def test_so_it_was_in_previews_and_in_phases(sent, expected):
    for operation in ("invoices.create_preview", "invoices.upcoming", "invoices.upcoming_lines.list"):
        assert meant(BEFORE_BASIL, operation, **sent) == expected
        phases = [{"trial": True}, {"trial": False, **sent}]
        details = meant(BEFORE_BASIL, operation, schedule_details={"phases": phases})
        assert details == {"schedule_details": {"phases": [{"trial": True}, {"trial": False, **expected}]}}
    for operation in ("subscription_schedules.create", "subscription_schedules.update"):
        found = meant(BEFORE_BASIL, operation, phases=[{"trial": False, **sent}, {"trial": True}])
        assert found == {"phases": [{"trial": False, **expected}, {"trial": True}]}


@pytest.mark.parametrize(
    ("operation", "sent", "params"),
    [
        ("subscriptions.create", {"coupon": "a", "promotion_code": "b"}, "coupon, promotion_code"),
        ("subscriptions.update", {"promotion_code": "b", "discounts": []}, "promotion_code, discounts"),
        (
            "subscription_schedules.create",
            {"phases": [{"coupon": "a", "discounts": []}]},
            "phases[0][coupon], phases[0][discounts]",
        ),
    ],
)
def test_discounts_are_named_in_one_way(operation, sent, params):
    with pytest.raises(Refusal) as refused:
        meant(BEFORE_BASIL, operation, **sent)
    assert refused.value.message == f"You may only specify one of these parameters: {params}."
    assert refused.value.param == params.partition(",")[0]
