"""What is credited of unused time: in flexible billing mode what really billed it, in classic the price."""

from __future__ import annotations

import pytest

from tests.support.clocks import epoch

NEWEST = "2026-10-28.endive"
JUNE = epoch("2025-06-01")
VERSIONS = pytest.mark.parametrize("version", ["2025-02-24.acacia", NEWEST])


@pytest.fixture
def june(api):
    """A test clock at the beginning of a month of 30 days."""
    return api.given.clock(JUNE)


def priced(api, amount, interval="month", name="Gold"):
    return api.given.price(
        unit_amount=amount, recurring={"interval": interval}, product_data={"name": name}
    ).id


def given(api, clock, amount=3000, **params):
    return api.given.subscription(clock, items=[{"price": priced(api, amount)}], **params)


def change(api, subscription, *, item=None, **params):
    [own] = subscription["items"]["data"]
    api.post(f"/v1/subscriptions/{subscription.id}", items=[{"id": own.id, **(item or {})}], **params)


def pending(api, subscription):
    """What waits, oldest first: amount, text, and the days of its period."""
    found = api.get("/v1/invoiceitems", customer=subscription.customer, pending=True)["data"][::-1]
    return [(item.amount, item.description, (item.period.end - item.period.start) / 86400) for item in found]


def lines_of_latest(api, subscription):
    found = api.get(f"/v1/subscriptions/{subscription.id}", expand=["latest_invoice"])
    return found.latest_invoice.lines.data


def test_the_newest_of_several_changes_is_credited(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=10)
    change(api, subscription, item={"quantity": 2})
    june.advance(days=10)
    change(api, subscription, item={"quantity": 3}, proration_behavior="always_invoice")
    june.advance(days=5)

    change(api, subscription, item={"quantity": 4})

    assert pending(api, subscription) == [
        (-1500, "Unused time on 3 × Gold after 26 Jun 2025", 5),
        (2000, "Remaining time on 4 × Gold after 26 Jun 2025", 5),
    ]


def test_changes_of_one_second_are_credited_one_after_the_other(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=15)

    for quantity in (2, 3, 4):
        change(api, subscription, item={"quantity": quantity})

    amounts = [amount for amount, _, _ in pending(api, subscription)]
    assert amounts == [-1500, 3000, -3000, 4500, -4500, 6000]


def test_time_that_several_debits_billed_has_a_credit_of_each(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=10)
    change(api, subscription, item={"price": priced(api, 6000, name="Large")})
    june.advance(days=10)

    change(
        api, subscription, item={"price": priced(api, 9000, name="Huge")}, proration_date=epoch("2025-06-06")
    )

    assert pending(api, subscription)[2:] == [
        (-500, "Unused time on Gold after 06 Jun 2025", 5),
        (-4000, "Unused time on Large after 11 Jun 2025", 20),
        (7500, "Remaining time on Huge after 06 Jun 2025", 25),
    ]


def test_nothing_is_credited_of_time_that_was_never_billed(api, june):
    api = api.at(NEWEST)
    subscription = given(api, june)
    june.advance(days=10)
    change(api, subscription, item={"price": priced(api, 36500, "year", "Year")}, proration_behavior="none")
    june.advance(days=10)

    change(api, subscription, item={"quantity": 2})

    assert pending(api, subscription) == [
        (-1000, "Unused time on Gold after 21 Jun 2025", 10),  # the month that was billed
        (69000, "Remaining time on 2 × Year after 21 Jun 2025", 345),
    ]


@VERSIONS
def test_a_change_without_prorations_was_not_billed(api, june, version):
    api = api.at(version)
    subscription = given(api, june, 1000)
    june.advance(days=10)
    change(api, subscription, item={"price": priced(api, 2000)}, proration_behavior="none")
    june.advance(days=10)

    change(api, subscription, item={"price": priced(api, 1000)}, proration_behavior="always_invoice")

    amounts = [line.amount for line in lines_of_latest(api, subscription)]
    assert amounts == ([-333, 333] if version == NEWEST else [-667, 333])


@VERSIONS
def test_discounts_of_the_same_request_count(api, june, version):
    api = api.at(version)
    subscription = given(api, june)
    half = api.post("/v1/coupons", percent_off=50, duration="forever")
    june.advance(days=15)

    change(api, subscription, item={"quantity": 2}, discounts=[{"coupon": half.id}])

    credit, debit = pending(api, subscription)
    assert debit[:2] == (1500, "Remaining time on 2 × Gold after 16 Jun 2025 (with 50.0% off)")
    paid_in_full = (-1500, "Unused time on Gold after 16 Jun 2025")
    assert credit[:2] == (
        paid_in_full
        if version == NEWEST
        else (-750, "Unused time on Gold after 16 Jun 2025 (with 50.0% off)")
    )


def test_a_credit_has_the_discounts_and_taxes_that_were_billed(api, june):
    api = api.at(NEWEST)
    fifth = api.post("/v1/coupons", percent_off=20, duration="forever")
    [high, low] = [
        api.post("/v1/tax_rates", display_name="VAT", percentage=percentage, inclusive=False).id
        for percentage in (20, 10)
    ]
    subscription = given(api, june, discounts=[{"coupon": fifth.id}], default_tax_rates=[high])
    api.post(f"/v1/subscriptions/{subscription.id}", discounts="", default_tax_rates=[low])
    june.advance(days=15)

    change(api, subscription, item={"quantity": 2}, proration_behavior="always_invoice")

    credit, debit = lines_of_latest(api, subscription)
    assert credit.description == "Unused time on Gold after 16 Jun 2025 (with 20.0% off)"
    assert [(line.amount, line.taxes[0].amount) for line in (credit, debit)] == [(-1200, -240), (3000, 300)]


def test_older_versions_show_the_unit_amount_of_a_proration(api, june):
    subscription = given(api, june)
    june.advance(days=10)

    change(api, subscription, item={"quantity": 3})

    debit, credit = api.get("/v1/invoiceitems", customer=subscription.customer)["data"]
    assert (debit.unit_amount, debit.unit_amount_decimal) == (2000, "2000")
    assert (credit.unit_amount, credit.unit_amount_decimal) == (-2000, "-2000")


@VERSIONS
def test_a_proration_date_is_before_the_periods_end(api, june, version):
    api = api.at(version)
    subscription = given(api, june)
    [item] = subscription["items"]["data"]

    for outside in (JUNE - 1, epoch("2025-07-01")):
        refused = api.refused(
            "POST", f"/v1/subscriptions/{subscription.id}", items=[{"id": item.id, "quantity": 2}],
            proration_date=outside,
        )  # fmt: skip
        assert (refused.message, refused.param) == (
            "Cannot specify proration date outside of current subscription period",
            "proration_date",
        )


@VERSIONS
def test_an_amount_off_several_items(api, june, version):
    api = api.at(version)
    coupon = api.post(
        "/v1/coupons", amount_off=500, currency="usd", duration="repeating", duration_in_months=3
    )
    prices = [priced(api, 1000, name="Small"), priced(api, 2000, name="Large")]
    subscription = api.given.subscription(
        june, items=[{"price": price} for price in prices], discounts=[{"coupon": coupon.id}]
    )
    june.advance(days=15)
    [small] = [item for item in subscription["items"]["data"] if item.price.id == prices[0]]

    api.delete(f"/v1/subscription_items/{small.id}")

    # The guide "Prorations": half of 10.00 less 5.00, or of what was paid, 10.00 less 1.67.
    [(amount, _, _)] = pending(api, subscription)
    assert amount == (-417 if version == NEWEST else -250)


def test_an_amount_off_is_shared_by_the_items_as_they_will_be(api, june):
    api = api.at(NEWEST)
    coupon = api.post(
        "/v1/coupons", amount_off=600, currency="usd", duration="repeating", duration_in_months=3
    )
    prices = [priced(api, 1000, name="Small"), priced(api, 2000, name="Large")]
    subscription = api.given.subscription(
        june, items=[{"price": price} for price in prices], discounts=[{"coupon": coupon.id}]
    )
    june.advance(days=15)

    doubled = [{"id": item.id, "quantity": 2} for item in subscription["items"]["data"]]
    api.post(f"/v1/subscriptions/{subscription.id}", items=doubled)

    # Half a month of 20.00 less 2.00, and of 40.00 less 4.00.
    debits = [amount for amount, _, _ in pending(api, subscription) if amount > 0]
    assert sorted(debits) == [900, 1800]
