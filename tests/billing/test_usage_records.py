"""Legacy usage: records of an item, their summaries, and what they are billed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.billing.usage import use
from tests.support.client import Api
from tests.support.clocks import DAY, HOUR, epoch

FEBRUARY, MARCH = epoch("2025-02-01"), epoch("2025-03-01")


def an_item(api: Api, clock: Any, aggregate_usage: str = "sum", **params: Any) -> Any:
    """The item of a new subscription to a metered price without a meter, 10 cents a unit."""
    recurring = {"interval": "month", "usage_type": "metered", "aggregate_usage": aggregate_usage}
    price = api.given.price(unit_amount=10, recurring=recurring)
    customer = api.given.customer(clock, card="pm_card_visa")
    made = api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price.id}], **params)
    return made["items"].data[0]


def record(api: Api, item: Any, quantity: int, **params: Any) -> Any:
    return api.post(f"/v1/subscription_items/{item.id}/usage_records", quantity=quantity, **params)


def summaries(api: Api, item: Any) -> list[tuple[Any, Any, int, str | None]]:
    """(start, end, usage, invoice), newest first."""
    found = api.get(f"/v1/subscription_items/{item.id}/usage_record_summaries").data
    return [(one.period.start, one.period.end, one.total_usage, one.invoice) for one in found]


def billed(api: Api, item: Any) -> list[int]:
    """What each invoice of the subscription comes to, newest first."""
    return [one.total for one in api.get("/v1/invoices", subscription=item.subscription).data]


def test_a_record_is_answered_as_it_was_sent(api, clock):
    item = an_item(api, clock)
    made = record(api, item, 100, timestamp=clock.now)
    assert made.id.startswith("mbur_")
    assert made == {
        "id": made.id,
        "object": "usage_record",
        "livemode": False,
        "quantity": 100,
        "subscription_item": item.id,
        "timestamp": clock.now,
    }
    assert record(api, item, 1, timestamp="now").timestamp == clock.now
    assert record(api, item, 1).timestamp == clock.now


def test_increment_and_set_of_one_second(api, clock):
    item = an_item(api, clock)
    for action, quantity, total in (
        ("increment", 5, 5), ("increment", 3, 8), ("set", 2, 2), ("increment", 1, 3),
    ):  # fmt: skip
        record(api, item, quantity, action=action, timestamp=clock.now)
        assert summaries(api, item) == [(None, None, total, None)]


@pytest.mark.parametrize(
    ("how", "january", "february"),
    [("sum", 39, 0), ("max", 20, 0), ("last_during_period", 11, 0), ("last_ever", 11, 11)],
)
def test_aggregation(api, clock, how, january, february):
    item = an_item(api, clock, how)
    start = clock.now
    for day, quantity in ((4, 8), (8, 20), (24, 11)):
        clock.advance(to=start + day * DAY)
        record(api, item, quantity, action="set")
    clock.advance(to=FEBRUARY + 2 * HOUR)
    clock.advance(to=MARCH + 2 * HOUR)
    assert billed(api, item) == [10 * february, 10 * january, 0]
    [opened, second, first] = summaries(api, item)
    invoices = [one.id for one in api.get("/v1/invoices", subscription=item.subscription).data]
    assert opened == (MARCH, None, 11 if how == "last_ever" else 0, None)
    assert second == (FEBRUARY, MARCH, february, invoices[0])
    assert first == (start, FEBRUARY, january, invoices[1])


def test_times_outside_of_the_period(api, clock):
    item = an_item(api, clock)
    clock.advance(days=1)
    path = f"/v1/subscription_items/{item.id}/usage_records"
    error = api.refused("POST", path, quantity=1, timestamp=clock.now - 2 * DAY)
    assert error.param == "timestamp"
    assert error.message == (
        "Cannot create the usage record with this timestamp because timestamps must be after the"
        " subscription's last invoice period (or current period start time)."
    )
    assert api.refused("POST", path, quantity=1, timestamp=clock.now + HOUR).param == "timestamp"
    record(api, item, 1, timestamp=clock.now + 60)


def test_shortly_after_a_period_its_last_minutes_are_taken(api, clock):
    item, strict = an_item(api, clock), an_item(api, clock, "max")
    clock.advance(to=FEBRUARY + 60)
    record(api, item, 5, timestamp=FEBRUARY - 60)
    path = f"/v1/subscription_items/{strict.id}/usage_records"
    assert api.refused("POST", path, quantity=5, timestamp=FEBRUARY - 60).param == "timestamp"
    clock.advance(hours=2)
    assert billed(api, item)[0] == 50


def test_what_takes_no_records(api, clock):
    licensed = api.given.subscription(clock)["items"].data[0]
    path = f"/v1/subscription_items/{licensed.id}/usage_records"
    assert api.refused("POST", path, quantity=1).type == "invalid_request_error"
    meter = api.given.meter()
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    price = api.given.price(recurring=recurring)
    item = api.given.subscription(clock, items=[{"price": price.id}])["items"].data[0]
    path = f"/v1/subscription_items/{item.id}/usage_records"
    assert "meter" in api.refused("POST", path, quantity=1).message
    assert (
        api.refused("POST", "/v1/subscription_items/si_no/usage_records", 404, quantity=1).code
        == "resource_missing"
    )
    gone = an_item(api, clock)
    api.delete(f"/v1/subscriptions/{gone.subscription}")
    error = api.refused("POST", f"/v1/subscription_items/{gone.id}/usage_records", quantity=1)
    assert error.message == "Cannot create the usage record because the subscription has been canceled."
    assert api.refused("POST", path, quantity=-1).type == "invalid_request_error"


def test_the_first_summary_is_the_open_period(api, clock):
    item = an_item(api, clock)
    assert summaries(api, item) == [(None, None, 0, None)]
    found = api.get(f"/v1/subscription_items/{item.id}/usage_record_summaries").data[0]
    assert found.id.startswith("sis_")
    assert api.get(f"/v1/subscription_items/{item.id}/usage_record_summaries").data[0].id == found.id
    clock.advance(to=FEBRUARY)
    limited = api.get(f"/v1/subscription_items/{item.id}/usage_record_summaries", limit=1)
    assert limited.has_more
    rest = api.get(
        f"/v1/subscription_items/{item.id}/usage_record_summaries", starting_after=limited.data[0].id
    )
    assert [one.period.end for one in rest.data] == [FEBRUARY]


def test_a_closed_period_has_what_was_billed(api, clock):
    """Usage that arrives after the finalization is billed by nobody."""
    meter = api.given.meter()
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    tiers = [{"up_to": 3, "unit_amount": 5}, {"up_to": "inf", "unit_amount": 4, "flat_amount": 250}]
    price = api.given.price(recurring=recurring, billing_scheme="tiered", tiers_mode="graduated", tiers=tiers)
    customer = api.given.customer(clock, card="pm_card_visa")
    subscription = api.post("/v1/subscriptions", customer=customer.id, items=[{"price": price.id}])
    use(api, customer, 5)
    clock.advance(months=1)
    use(api, customer, 2, timestamp=clock.now - 1)
    path = f"/v1/subscription_items/{subscription['items'].data[0].id}/usage_record_summaries"
    assert [one.total_usage for one in api.get(path).data] == [0, 7]  # as long as it is a draft
    clock.advance(hours=2)
    use(api, customer, 9, timestamp=clock.now - 3 * 3600)
    assert [one.total_usage for one in api.get(path).data] == [0, 7]


def test_newer_versions_have_no_records(api, clock):
    item = an_item(api, clock)
    basil = api.at("2025-03-31.basil")
    path = f"/v1/subscription_items/{item.id}/usage_records"
    assert basil.request("POST", path, {"quantity": 1}).status == 404
    assert api.at("2023-10-16").post(path, quantity=1).quantity == 1


def test_an_item_with_usage_is_removed_only_with_its_usage(api, clock):
    item = an_item(api, clock)
    other = api.given.price(recurring={"interval": "month"})
    api.post("/v1/subscription_items", subscription=item.subscription, price=other.id)
    record(api, item, 4)
    assert api.refused("DELETE", f"/v1/subscription_items/{item.id}").type == "invalid_request_error"
    assert api.delete(f"/v1/subscription_items/{item.id}", clear_usage=True).deleted
