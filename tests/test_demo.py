"""The demo account: a year of a small SaaS grows in the background."""

from __future__ import annotations

import asyncio
from pathlib import Path

from counterfoil import demo
from counterfoil.demo import year
from tests.support.client import Api, House


def grown(house: House) -> Api:
    """A caller of the demo account, once its year is over."""

    async def done() -> None:
        task = house.server.growing
        assert task is not None
        await task

    house.run(done(), timeout=480)
    return Api(house, demo.KEY)


def test_a_year_of_invoices_usage_and_credits():
    house = House(demo=True)
    try:
        api = grown(house)
        customers = api.get("/v1/customers", test_clock=year.CLOCK).data
        assert {one.name for one in customers} == {name for name, *_ in year.CUSTOMERS}
        invoices = list(api.every("/v1/invoices"))
        assert sum(one.billing_reason == "subscription_cycle" for one in invoices) == 36
        assert {one.status for one in invoices} == {"paid", "open"}
        statuses = [one.status for one in api.get("/v1/subscriptions", test_clock=year.CLOCK).data]
        assert sorted(statuses) == ["active", "active", "past_due"]
        [credit] = [one for one in customers if one.name == "Grace Robotics"]
        entries = api.get("/v1/billing/credit_balance_transactions", customer=credit.id, limit=100).data
        assert {one.debit.type for one in entries if one.debit} >= {"credits_applied"}
    finally:
        house.close()


def test_a_server_that_is_stopped_goes_on_with_it(tmp_path: Path):
    database = str(tmp_path / "demo.db")
    first = House(demo=True, database=database)

    async def some() -> None:
        clock = None
        while clock is None or clock["frozen_time"] <= clock["_demo_start"]:
            await asyncio.sleep(0.01)
            spaces = first.server.store.reader.spaces
            table = year.objects.test_helpers_test_clock.table
            for space in spaces(table, year.CLOCK):
                clock = first.server.store.reader.load(table, space, year.CLOCK)

    first.run(some())
    first.close()
    second = House(demo=True, database=database)
    try:
        api = grown(second)
        invoices = list(api.every("/v1/invoices"))
        assert sum(one.billing_reason == "subscription_cycle" for one in invoices) == 36
    finally:
        second.close()
