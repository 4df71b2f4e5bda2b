"""What tests are written with: time that is moved, what happened meanwhile, and what is given."""

from __future__ import annotations

import pytest

from tests.support.clocks import DAY, START, epoch, later


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ({"months": 1}, "2025-02-28T12:00:00"),
        ({"months": 2}, "2025-03-31T12:00:00"),
        ({"months": 13}, "2026-02-28T12:00:00"),
        ({"months": 1, "days": 1, "hours": 1}, "2025-03-01T13:00:00"),
        ({"hours": 12}, "2025-02-01T00:00:00"),
    ],
)
def test_months_follow_the_calendar(by, expected):
    assert later(epoch("2025-01-31T12:00:00"), **by) == epoch(expected)


def test_a_clock_tells_what_happened_while_it_moved(api, clock):
    customer = api.given.customer(clock)
    api.post(f"/v1/customers/{customer.id}/tax_ids", type="eu_vat", value="DE000000000")

    happened = clock.advance(days=1)

    assert happened.types == [
        "test_helpers.test_clock.advancing", "customer.tax_id.updated", "test_helpers.test_clock.ready",
    ]  # fmt: skip
    assert happened.in_order("test_helpers.test_clock.advancing", "customer.tax_id.updated")
    assert not happened.in_order("customer.tax_id.updated", "test_helpers.test_clock.advancing")
    assert not happened.in_order("customer.tax_id.updated", "customer.tax_id.updated")
    assert happened.previous("customer.tax_id.updated").verification.status == "pending"
    assert clock.advance(days=1).count("customer.tax_id.updated") == 0


def test_the_wall_stands_still_until_it_is_moved(api, wall):
    intent = api.given.payment_intent(capture_method="manual")
    assert intent.created == wall.now

    assert not wall.advance(days=6).in_order("charge.expired")
    happened = wall.advance(days=1)

    assert happened.in_order("charge.expired", "payment_intent.canceled")
    assert wall.now == intent.created + 7 * DAY
    assert api.given.customer().created == wall.now


def test_the_wall_of_other_tests_is_where_it_was(api):
    assert api.now == START


def test_more_events_than_a_page_holds(api):
    first, *_ = [api.given.product(name=f"{number}").id for number in range(120)]
    latest = api.latest_event()
    api.delete(f"/v1/products/{first}")
    assert api.happened() == ["product.created"] * 120 + ["product.deleted"]
    assert api.happened(since=latest) == ["product.deleted"]


def test_what_is_given_lives_where_it_is_said_to(api, clock):
    customer = api.given.customer(clock, card="pm_card_visa")
    method = api.get(f"/v1/payment_methods/{customer.invoice_settings.default_payment_method}")
    assert (customer.test_clock, customer.created) == (clock.id, clock.now)
    assert (method.customer, method.card.last4) == (customer.id, "4242")

    product = api.given.product()
    price = api.given.price(product=product.id, recurring={"interval": "month"})
    assert (price.product, price.unit_amount, price.currency) == (product.id, 2000, "usd")
    assert api.given.price(unit_amount_decimal="0.05").unit_amount is None

    subscription = api.given.subscription(clock, items=[{"price": price.id}])
    owner = api.get(f"/v1/customers/{subscription.customer}")
    assert (owner.test_clock, owner.invoice_settings.default_payment_method is None) == (clock.id, False)

    assert api.given.paid_intent(500).amount_received == 500
    with pytest.raises(AssertionError, match="requires_capture"):
        api.given.paid_intent(capture_method="manual")
