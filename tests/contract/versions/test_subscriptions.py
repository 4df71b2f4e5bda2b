"""Subscriptions and schedules of the newest shape, as older versions see and send them."""

from __future__ import annotations

import pytest
from tests.support.documents import (
    BEFORE_BASIL,
    BEFORE_CLOVER,
    BEFORE_ENDIVE,
    document,
    listing,
    meant,
    shown,
)

from counterfoil.contract import versions
from counterfoil.contract.refusal import Refusal

JANUARY, FEBRUARY, NEXT_YEAR = 1735689600, 1738368000, 1767225600


def item(id: str, start: int, end: int):
    plan, price = document("plan"), document("price", type="recurring")
    return document(
        "subscription_item", id, plan=plan, price=price, current_period_start=start, current_period_end=end
    )


MONTHLY = item("si_m", JANUARY, FEBRUARY)
YEARLY = item("si_y", JANUARY - 9, NEXT_YEAR)


@pytest.mark.parametrize(
    ("items", "facts", "period"),
    [
        ([MONTHLY], {}, (JANUARY, FEBRUARY)),
        ([YEARLY, MONTHLY], {}, (JANUARY, FEBRUARY)),
        ([YEARLY], {}, (JANUARY - 9, NEXT_YEAR)),
        ([], {"_last_period": {"current_period_start": 5, "current_period_end": 6}}, (5, 6)),
        ([], {}, (7, 7)),
    ],
)
def test_before_basil_a_subscription_told_the_period_that_its_items_shared(items, facts, period):
    subscription = document("subscription", items=listing(*items), created=7, **facts)
    old = shown(BEFORE_BASIL, subscription)
    assert (old["current_period_start"], old["current_period_end"]) == period
    assert [each["current_period_end"] for each in old["items"]["data"]] == [
        each["current_period_end"] for each in items
    ]
    assert "current_period_end" not in shown("2025-03-31.basil", subscription)


def test_subscriptions_in_lists_and_in_other_objects_tell_their_period_as_well():
    subscription = document("subscription", items=listing(MONTHLY))
    schedule = document(
        "subscription_schedule",
        subscription=subscription,
        default_settings={"invoice_settings": {"issuer": {"type": "self"}}},
    )
    view = versions.view(BEFORE_BASIL)
    assert view.answer(listing(subscription))["data"][0]["current_period_end"] == FEBRUARY
    assert view.answer(schedule)["subscription"]["current_period_end"] == FEBRUARY


@pytest.mark.parametrize("operation", ["subscriptions.update", "subscriptions.resume"])
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"billing_cycle_anchor": "now"}, {"billing_cycle_anchor": {"type": "now"}}),
        ({"billing_cycle_anchor": "unchanged"}, {"billing_cycle_anchor": {"type": "unchanged"}}),
        ({"proration_behavior": "none"}, {"proration_behavior": "none"}),
    ],
)
def test_before_endive_the_anchor_was_a_word(operation, sent, expected):
    assert meant(BEFORE_ENDIVE, operation, **sent) == meant(BEFORE_BASIL, operation, **sent) == expected
    newest = {"billing_cycle_anchor": {"type": "now"}}
    assert meant(versions.NEWEST, operation, **newest) == newest


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("now", {"type": "now"}),
        (JANUARY, {"type": "timestamp", "timestamp": JANUARY}),
        ({"type": "now"}, {"type": "now"}),
    ],
)
def test_the_anchor_of_a_preview_was_a_word_or_an_instant(anchor, expected):
    sent = {"subscription_details": {"billing_cycle_anchor": anchor, "cancel_now": True}}
    assert meant(BEFORE_ENDIVE, "invoices.create_preview", **sent) == {
        "subscription_details": {"billing_cycle_anchor": expected, "cancel_now": True}
    }
    assert meant(BEFORE_ENDIVE, "invoices.create_preview", customer="cus_1") == {"customer": "cus_1"}


QUARTERLY = document(
    "price",
    "price_q",
    type="recurring",
    recurring={"interval": "month", "interval_count": 3, "usage_type": "licensed"},
)
ONCE = document("price", "price_o", type="one_time")
DAILY = {"currency": "usd", "product": "prod_1", "recurring": {"interval": "day"}}


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        (
            {"items": [{"price": "price_q"}], "iterations": 2},
            {"duration": {"interval": "month", "interval_count": 6}},
        ),
        (
            {"items": [{"plan": "price_q"}], "iterations": 1},
            {"duration": {"interval": "month", "interval_count": 3}},
        ),
        (
            {"items": [{"price": "price_o"}, {"price_data": DAILY}], "iterations": 7},
            {"duration": {"interval": "day", "interval_count": 7}},
        ),
        ({"items": [{"price": "price_none"}], "iterations": 7}, {}),
        ({"items": [{"price": "price_q"}], "end_date": FEBRUARY}, {"end_date": FEBRUARY}),
        ({"items": [{"price": "price_q"}], "iterations": None}, {}),
    ],
)
def test_before_clover_a_phase_told_how_often_it_is_billed(phase, expected):
    expected = {"items": phase["items"], **expected}
    stored = (QUARTERLY, ONCE)
    for operation in ("subscription_schedules.create", "subscription_schedules.update"):
        assert meant(BEFORE_CLOVER, operation, *stored, phases=[phase]) == {"phases": [expected]}
    for operation in ("invoices.create_preview", "invoices.upcoming"):
        sent = {"schedule_details": {"phases": [phase], "end_behavior": "release"}}
        found = meant(BEFORE_BASIL, operation, *stored, **sent)
        assert found == {"schedule_details": {"phases": [expected], "end_behavior": "release"}}


def test_a_phase_has_one_end():
    with pytest.raises(Refusal) as refused:
        meant(
            BEFORE_CLOVER,
            "subscription_schedules.create",
            phases=[{"items": []}, {"items": [], "iterations": 1, "end_date": 5}],
        )
    assert refused.value.param == "phases[1][end_date]"
    assert (
        refused.value.message
        == "You may only specify one of these parameters: phases[1][end_date], phases[1][iterations]."
    )


IDS = {"subscription_exposed_id": "sub_1"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"plan": "gold", "quantity": 2}, {"items": [{"id": "si_m", "plan": "gold", "quantity": 2}]}),
        (
            {"plan": "gold", "trial_end": "now"},
            {"trial_end": "now", "items": [{"id": "si_m", "plan": "gold"}]},
        ),
        ({"quantity": 0}, {"items": [{"id": "si_m", "quantity": 0}]}),
        ({"items": [{"plan": "gold"}]}, {"items": [{"plan": "gold"}]}),
    ],
)
def test_the_plan_of_the_only_item_was_changed_on_the_subscription(sent, expected):
    one = document("subscription", "sub_1", items=listing(MONTHLY))
    assert meant("2025-03-31.basil", "subscriptions.update", one, ids=IDS, **sent) == expected


def test_it_is_not_where_there_are_several_items():
    two = document("subscription", "sub_1", items=listing(MONTHLY, YEARLY))
    with pytest.raises(Refusal) as refused:
        meant(BEFORE_BASIL, "subscriptions.update", two, ids=IDS, plan="gold")
    assert (refused.value.status, refused.value.param) == (400, "plan")
    assert meant(BEFORE_BASIL, "subscriptions.update", ids=IDS, plan="gold") == {"items": [{"plan": "gold"}]}
    with pytest.raises(Refusal):
        meant(BEFORE_BASIL, "subscriptions.update", two, ids=IDS, plan="gold", items=[{"id": "si_m"}])
