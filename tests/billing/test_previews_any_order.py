"""Whatever a subscription consists of: its preview is the bill that follows, and bills equal their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.metering.searching import effort
from tests.support.client import Api, House
from tests.support.clocks import DAY, HOUR

NEWEST = "2026-10-28.endive"
MINIMUM = 50  # cents that can be charged
TIERS = [
    {"up_to": 10, "unit_amount_decimal": "12.5"},
    {"up_to": "inf", "unit_amount_decimal": "0.75", "flat_amount": 250},
]
LICENSED: list[dict[str, Any]] = [
    {"unit_amount": 1999},
    {"unit_amount_decimal": "333.5"},
    {"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": TIERS},
    {"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": TIERS},
]
METERED: list[dict[str, Any]] = [*LICENSED, {"unit_amount_decimal": "0.35"}]
COUPONS: list[dict[str, Any] | None] = [
    None,
    {"percent_off": 33.3, "duration": "forever"},
    {"percent_off": 10, "duration": "once"},
    {"amount_off": 777, "currency": "usd", "duration": "repeating", "duration_in_months": 3},
]
RATES: list[dict[str, Any] | None] = [
    None,
    {"percentage": 19, "inclusive": False},
    {"percentage": 8.875, "inclusive": True},
]
CHANGES: list[dict[str, Any] | None] = [None, {"quantity": 5}, {"quantity": 1}, {"price": "other"}]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A server that the sandboxes of the search share."""
    house = House()
    yield house
    house.close()


def amounts(listed: Any) -> list[int]:
    """The amounts of a list of parts."""
    return [one.amount for one in listed or []]


def shown(invoice: Any) -> dict[str, Any]:
    """What a preview and the bill must have in common."""
    lines = [
        {name: line[name] for name in ("description", "amount", "quantity", "period", "discountable")}
        | {name: amounts(line[name]) for name in ("discount_amounts", "pretax_credit_amounts", "taxes")}
        for line in invoice.lines.data
    ]
    names = ("subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax", "currency")
    lists = ("total_discount_amounts", "total_pretax_credit_amounts", "total_taxes")
    return (
        {name: invoice[name] for name in names}
        | {name: sorted(amounts(invoice[name])) for name in lists}
        | {"lines": lines, "starting_balance": invoice.starting_balance}
    )


def adds_up(invoice: Any) -> None:
    """Hold an invoice against its lines, discounts, credits and taxes."""
    lines = invoice.lines.data
    assert not invoice.lines.has_more
    assert invoice.subtotal == sum(line.amount for line in lines)
    for total, part in (
        ("total_discount_amounts", "discount_amounts"),
        ("total_pretax_credit_amounts", "pretax_credit_amounts"),
        ("total_taxes", "taxes"),
    ):
        assert sum(amounts(invoice[total])) == sum(amount for line in lines for amount in amounts(line[part]))
    credited = sum(amounts(invoice.total_pretax_credit_amounts))
    discounts = [one for one in invoice.total_pretax_credit_amounts or [] if one.type == "discount"]
    assert sum(amounts(discounts)) == sum(amounts(invoice.total_discount_amounts))
    added = [one for one in invoice.total_taxes or [] if one.tax_behavior == "exclusive"]
    assert invoice.total == invoice.subtotal - credited + sum(amounts(added))
    assert invoice.total_excluding_tax == invoice.total - sum(amounts(invoice.total_taxes))
    due = max(0, invoice.total + invoice.starting_balance)
    too_little = invoice.status == "paid" and due < MINIMUM  # goes to the customer's balance at finalization
    assert invoice.amount_due == (0 if too_little else due)
    assert invoice.amount_paid + invoice.amount_remaining == invoice.amount_due
    for line in lines:
        assert 0 <= sum(amounts(line.pretax_credit_amounts)) <= max(0, line.amount)


@given(
    version=some.sampled_from([None, NEWEST]),
    licensed=some.sampled_from(LICENSED),
    metered=some.sampled_from(METERED),
    quantity=some.integers(1, 12),
    usage=some.lists(some.integers(-5, 90), max_size=4),
    coupon=some.sampled_from(COUPONS),
    rate=some.sampled_from(RATES),
    grant=some.sampled_from([None, 300, 5000]),
    balance=some.sampled_from([0, -450, 600]),
    change=some.sampled_from(CHANGES),
    extra=some.sampled_from([None, 1234, -321]),
)
@effort(25)
def test_a_preview_is_the_bill_that_follows(house: House, **drawn: Any) -> None:
    api = Api(house, version=drawn["version"])
    newest = api.at(NEWEST)
    clock = api.given.clock()
    customer = api.given.customer(clock, card="pm_card_visa", balance=drawn["balance"])
    meter = api.given.meter()
    monthly = {"interval": "month"}
    flat = api.given.price(**drawn["licensed"], recurring=monthly)
    by_usage = api.given.price(
        **drawn["metered"], recurring={**monthly, "usage_type": "metered", "meter": meter.id}
    )
    more: dict[str, Any] = {}
    if drawn["coupon"]:
        more["discounts"] = [{"coupon": api.post("/v1/coupons", **drawn["coupon"]).id}]
    if drawn["rate"]:
        more["default_tax_rates"] = [api.post("/v1/tax_rates", display_name="Tax", **drawn["rate"]).id]
    items = [{"price": flat.id, "quantity": drawn["quantity"]}, {"price": by_usage.id}]
    subscription = api.post("/v1/subscriptions", customer=customer.id, items=items, **more)
    if drawn["grant"]:
        api.post(
            "/v1/billing/credit_grants",
            customer=customer.id,
            category="paid",
            amount={"type": "monetary", "monetary": {"value": drawn["grant"], "currency": "usd"}},
            applicability_config={"scope": {"price_type": "metered"}},
        )
    for value in drawn["usage"]:
        payload = {"stripe_customer_id": customer.id, "value": value}
        api.post("/v1/billing/meter_events", event_name="api_call", payload=payload)
    clock.advance(to=clock.now + 10 * DAY)
    if drawn["change"]:
        change = dict(drawn["change"])
        if "price" in change:
            change["price"] = api.given.price(unit_amount=2750, recurring=monthly).id
        api.post(
            f"/v1/subscriptions/{subscription.id}",
            items=[{"id": subscription["items"].data[0].id, **change}],
        )
    if drawn["extra"]:
        api.post("/v1/invoiceitems", customer=customer.id, amount=drawn["extra"], currency="usd")

    preview = newest.post("/v1/invoices/create_preview", subscription=subscription.id)
    clock.advance(to=subscription["items"].data[0].current_period_end + 2 * HOUR if drawn["version"]
                  else subscription.current_period_end + 2 * HOUR)  # fmt: skip

    found = newest.get("/v1/invoices", subscription=subscription.id).data
    assert [one.billing_reason for one in found] == ["subscription_cycle", "subscription_create"]
    assert shown(preview) == shown(found[0])
    for invoice in (preview, *found):
        adds_up(invoice)
