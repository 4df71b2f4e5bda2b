"""The balance: pending money that the schedule makes available, and transactions that always add up to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counterfoil.arithmetic import calendar
from counterfoil.kernel import Claim
from counterfoil.resources.payments import balance
from tests.payments.conftest import settled
from tests.support.clocks import DAY, epoch
from tests.support.given import payment
from tests.support.receiver import soon

AT_ONCE = {"capture_method": "automatic"}  # the balance transaction is in the answer


def held(api, state: str, currency: str = "usd") -> int:
    return next(one["amount"] for one in api.get("/v1/balance")[state] if one["currency"] == currency)


def transaction(api, intent):
    return api.get(f"/v1/charges/{intent.latest_charge}", expand=["balance_transaction"]).balance_transaction


def books(api) -> None:
    """For each currency, pending and available are the nets of the transactions in that state."""
    nets: dict[tuple[str, str], int] = {}
    for one in api.get("/v1/balance_transactions", limit=100).data:
        assert one["net"] == one["amount"] - one["fee"] and one["fee"] == sum(
            fee["amount"] for fee in one["fee_details"]
        )
        nets[one["status"], one["currency"]] = nets.get((one["status"], one["currency"]), 0) + one["net"]
    told = api.get("/v1/balance")
    for state in ("pending", "available"):
        for entry in told[state]:
            assert (
                entry["amount"]
                == nets.get((state, entry["currency"]), 0)
                == sum(entry["source_types"].values())
            )


def test_a_new_account_has_nothing(api):
    told = api.get("/v1/balance")

    nothing = [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}]
    assert (told.object, told.livemode, told.available, told.pending) == ("balance", False, nothing, nothing)
    plain = [{"amount": 0, "currency": "usd"}]
    assert (told.connect_reserved, told.issuing) == (plain, {"available": plain})
    assert told.instant_available == nothing


@pytest.mark.parametrize(("amount", "fee"), [(2000, 88), (1099, 62), (100, 33), (99_999_999, 2_900_030)])
def test_a_payment_costs_a_share_and_a_fixed_part(api, pay, amount, fee):
    told = transaction(api, pay(amount, **AT_ONCE))

    assert (told.amount, told.fee, told.net, told.currency) == (amount, fee, amount - fee, "usd")
    assert told.fee_details == [
        {
            "amount": fee,
            "application": None,
            "currency": "usd",
            "description": "Stripe processing fees",
            "type": "stripe_fee",
        }
    ]
    assert (told.type, told.reporting_category, told.status, told.exchange_rate) == (
        "charge",
        "charge",
        "pending",
        None,
    )
    assert held(api, "pending") == amount - fee
    books(api)


def test_a_card_from_abroad_costs_more(api, pay):
    assert transaction(api, pay(2000, "pm_card_gb", **AT_ONCE)).fee == 118  # 4.4 %


def test_a_foreign_payment_is_converted(api, pay):
    told = transaction(api, pay(1000, currency="eur", **AT_ONCE))

    assert (told.currency, told.amount, told.exchange_rate) == ("usd", 1045, 1.04493)
    assert told.fee == 71  # 3.9 % of 10.45 is 40.755, and 30
    books(api)


def test_an_exchange_rate_is_that_of_the_smallest_units(api, pay):
    yen, dinar = (transaction(api, pay(10_000, currency=currency, **AT_ONCE)) for currency in ("jpy", "kwd"))

    assert (yen.amount, yen.exchange_rate) == (6667, 0.666667)  # a yen has no smaller unit
    assert (dinar.amount, dinar.exchange_rate) == (3241, 0.324149)  # a dinar has a thousand


def test_currencies_without_decimals_are_converted_too(api, pay):
    told = transaction(api, pay(1500, currency="jpy", **AT_ONCE))

    assert (told.currency, told.amount) == ("usd", 1000)


def test_funds_are_available_at_midnight_two_business_days_later(api, pay):
    told = transaction(api, pay(**AT_ONCE))

    assert told.available_on == calendar.business_days_after(told.created, 2)
    moment = datetime.fromtimestamp(told.available_on, UTC)
    assert (moment.hour, moment.minute, moment.second) == (0, 0, 0) and moment.weekday() < 5


def test_what_was_pending_becomes_available_by_time_alone(api, wall):
    first = api.post("/v1/payment_intents", **payment(2000, **AT_ONCE))
    api.post("/v1/payment_intents", **payment(1099, **AT_ONCE))
    due = transaction(api, first).available_on
    assert (held(api, "pending"), held(api, "available")) == (1912 + 1037, 0)

    wall.advance(to=due - 1)
    assert held(api, "available") == 0
    wall.advance(seconds=1)

    assert (held(api, "pending"), held(api, "available")) == (0, 1912 + 1037)
    assert {one["status"] for one in api.get("/v1/balance_transactions").data} == {"available"}
    assert len(api.get("/v1/balance_transactions").data) == 2  # the move is no transaction
    news = api.get("/v1/events", type="balance.available").data
    assert len(news) == 1  # for what became available together
    assert news[0]["data"]["object"]["available"][0]["amount"] == 1912 + 1037
    assert news[0]["created"] == due
    books(api)


def test_some_cards_make_their_money_available_at_once(api, pay):
    told = transaction(api, pay(2000, "pm_card_bypassPending", **AT_ONCE))

    assert (told.status, told.available_on) == ("available", told.created)
    assert (held(api, "available"), held(api, "pending")) == (1912, 0)
    assert "balance.available" in api.happened()


def test_neither_holds_nor_declines_move_money(api, pay):
    pay(capture_method="manual")
    api.refused("POST", "/v1/payment_intents", 402, **payment(method="pm_card_chargeDeclined"))

    assert api.get("/v1/balance_transactions").data == []
    assert held(api, "pending") == 0


def test_transactions_are_listed_and_filtered(api, pay):
    first, second = pay(2000, description="Tickets", **AT_ONCE), pay(3000, **AT_ONCE)
    told = transaction(api, first)

    def listed(**params):
        return [one["source"] for one in api.get("/v1/balance_transactions", **params).data]

    assert (
        listed()
        == listed(type="charge")
        == listed(currency="usd")
        == [second.latest_charge, first.latest_charge]
    )
    assert listed(source=first.latest_charge) == [first.latest_charge]
    assert listed(type="payout") == listed(currency="eur") == listed(payout="po_nothing") == []
    assert api.get(f"/v1/balance_transactions/{told.id}") == told and told.description == "Tickets"
    assert [one["source"] for one in api.get("/v1/balance/history").data] == listed()
    assert api.get(f"/v1/balance/history/{told.id}") == told
    expanded = api.get("/v1/balance_transactions", expand=["data.source"]).data[0]
    assert expanded["source"]["object"] == "charge"
    error = api.refused("GET", "/v1/balance_transactions/txn_nothing", 404)
    assert (error.code, error.param) == ("resource_missing", "id")


def test_accounts_and_modes_have_balances_of_their_own(api, pay):
    pay(**AT_ONCE)

    assert held(api.live(), "pending") == held(api.other(), "pending") == 0


def test_a_customer_on_a_test_clock_pays_by_its_time(api, pay):
    start = epoch("2025-03-06T12:00:00")  # a Thursday
    clock = api.given.clock(start)

    intent = pay(customer=api.given.customer(clock).id)

    told = settled(api, intent.latest_charge).balance_transaction
    assert (intent.created, told.created) == (start, start)
    assert told.available_on == epoch("2025-03-10")  # Monday
    assert held(api, "pending") == 1912
    clock.advance(to=told.available_on)
    assert (held(api, "pending"), held(api, "available")) == (0, 1912)
    books(api)


def test_a_hold_on_a_test_clock_expires_by_its_time(api, clock):
    customer = api.given.customer(clock)
    held = api.given.payment_intent(2000, customer=customer.id, capture_method="manual")

    happened = clock.advance(days=7)

    assert happened.in_order("charge.expired", "payment_intent.canceled")
    expired = api.get(f"/v1/payment_intents/{held.id}")
    assert (expired.status, expired.canceled_at) == ("canceled", clock.now)


def test_books_that_do_not_add_up_are_noticed(house, api, pay):
    pay(**AT_ONCE)
    server = house.server
    space = server.authentication.caller(api.key, 0).space

    async def checked(amount: int) -> list[str]:
        """What is wrong once money was moved without a transaction."""

        def phase() -> None:
            server.store.writer.transfer(
                space, "network:cards", "payments:pending:card", amount, "usd", 0, None
            )

        await server.phases.run(phase, Claim.of(space.account))
        return balance.problems(server.store.reader, space)

    assert house.run(checked(5)) == [
        f"{space.account} usd: pending transactions sum to 1912, the ledger holds 1917"
    ]

    async def put_right() -> None:
        def phase() -> None:
            server.store.writer.transfer(space, "payments:pending:card", "network:cards", 5, "usd", 0, None)

        await server.phases.run(phase, Claim.of(space.account))

    house.run(put_right())


def test_money_outlives_the_test_clock_it_was_paid_on(api, clock, pay):
    assert clock.now < api.now - 30 * DAY, "long past by the wall's clock"
    pay(customer=api.given.customer(clock).id, capture_method="automatic")
    assert api.get("/v1/balance").pending[0].amount > 0
    api.delete(f"/v1/test_helpers/test_clocks/{clock.id}")
    soon(lambda: api.get("/v1/balance").pending[0].amount == 0)
    assert api.get("/v1/balance").available[0].amount > 0
