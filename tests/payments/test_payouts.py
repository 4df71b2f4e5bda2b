"""Payouts: out of the available balance at once, to the bank by the schedule, and back when they fail."""

from __future__ import annotations

import pytest

from tests.support.client import House
from tests.support.clocks import DAY, epoch
from tests.support.given import payment

NEWEST = "2026-10-28.endive"
FUNDED = {"capture_method": "automatic"}


@pytest.fixture
def moving_house():
    """A server of the test's own: a Sunday afternoon, 2025-06-15. Payouts follow the calendar."""
    house = House()
    yield house
    house.close()


@pytest.fixture
def funded(api):
    """A caller with 9680 available: 100.00 less the fee."""
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    return api


def held(api, state: str = "available", currency: str = "usd") -> int:
    return next((one["amount"] for one in api.get("/v1/balance")[state] if one["currency"] == currency), 0)


def pay_out(api, amount: int = 5000, currency: str = "usd", **params):
    return api.post("/v1/payouts", amount=amount, currency=currency, **params)


def transaction(api, id: str):
    return api.get(f"/v1/balance_transactions/{id}")


def add(api, number: str, **params):
    """A bank account of one's own account in the United States."""
    sent = {
        "object": "bank_account",
        "country": "US",
        "currency": "usd",
        "routing_number": "110000000",
        "account_number": number,
    }
    account = api.get("/v1/account").id
    return api.post(f"/v1/accounts/{account}/external_accounts", external_account=sent, **params)


def add_card(api, token: str):
    account = api.get("/v1/account").id
    return api.post(f"/v1/accounts/{account}/external_accounts", external_account=token)


# -- manual --------------------------------------------------------------------------------------------------


def test_a_payout_takes_its_amount_from_the_available_balance_at_once(funded):
    payout = pay_out(funded, description="June", statement_descriptor="SHOP", metadata={"month": "6"})

    (bank,) = funded.get("/v1/account").external_accounts.data
    assert (payout.amount, payout.currency, payout.status, payout.method) == (
        5000,
        "usd",
        "pending",
        "standard",
    )
    assert (payout.automatic, payout.reconciliation_status, payout.source_type) == (
        False,
        "not_applicable",
        "card",
    )
    assert (payout.destination, payout.type) == (bank.id, "bank_account")
    assert (payout.description, payout.statement_descriptor, payout.metadata) == (
        "June",
        "SHOP",
        {"month": "6"},
    )
    assert payout.arrival_date == funded.now - funded.now % DAY  # midnight of the day it was made
    assert payout.trace_id == {"status": "pending", "value": None}
    for name in (
        "application_fee",
        "application_fee_amount",
        "original_payout",
        "reversed_by",
        "failure_balance_transaction",
    ):
        assert name in payout and payout[name] is None
    moved = transaction(funded, payout.balance_transaction)
    assert (moved.type, moved.reporting_category, moved.source) == ("payout", "payout", payout.id)
    assert (moved.amount, moved.fee, moved.fee_details, moved.net) == (-5000, 0, [], -5000)
    assert (moved.status, moved.available_on, moved.description) == ("available", moved.created, "June")
    assert held(funded) == 4680
    assert funded.happened().in_order("payout.created")


def test_it_is_handed_over_on_the_next_business_day_and_paid_on_the_one_after(funded, wall):
    payout = pay_out(funded)

    assert "payout.updated" not in wall.advance(to=epoch("2025-06-15T23:59:59"))
    assert wall.advance(to=epoch("2025-06-16")) == ["payout.updated"]  # Monday
    assert funded.get(f"/v1/payouts/{payout.id}").status == "in_transit"
    assert wall.advance(to=epoch("2025-06-17")) == ["payout.paid"]

    paid = funded.get(f"/v1/payouts/{payout.id}")
    assert (paid.status, paid.trace_id.status) == ("paid", "supported") and paid.trace_id.value
    assert held(funded) == 4680


def test_pending_funds_cannot_be_paid_out(api):
    api.given.paid_intent(10_000, **FUNDED)

    error = api.refused("POST", "/v1/payouts", amount=1000, currency="usd")

    assert (error.type, error.code, error.param) == ("invalid_request_error", "balance_insufficient", None)
    assert (
        error.message
        == "You have insufficient funds in your Stripe account for this transfer. Your card balance is too"
        " low.  You can use the /v1/balance endpoint to view your Stripe balance (for more details, see"
        " stripe.com/docs/api#balance)."
    )
    assert held(api, "pending") == 9680 and api.get("/v1/payouts").data == []


def test_a_payment_captured_a_moment_ago_can_be_paid_out(api):
    for _ in range(20):
        api.given.paid_intent(2000, "pm_card_bypassPending")  # asynchronously: its money is on the way
        pay_out(api, 1912)
    assert held(api) == 0
    assert len(api.get("/v1/balance_transactions", type="charge", limit=100).data) == 20


def test_all_that_is_available_can_be_paid_out_and_not_a_cent_more(funded):
    assert funded.refused("POST", "/v1/payouts", amount=9681, currency="usd").code == "balance_insufficient"
    pay_out(funded, 9680)
    assert held(funded) == 0
    error = funded.refused("POST", "/v1/payouts", amount=1, currency="usd", source_type="bank_account")
    assert "Your bank account balance is too low." in error.message


@pytest.mark.parametrize("amount", [0, -5])
def test_an_amount_is_positive(funded, amount):
    error = funded.refused("POST", "/v1/payouts", amount=amount, currency="usd")
    assert (error.code, error.param) == ("parameter_invalid_integer", "amount")
    assert error.message == "This value must be greater than or equal to 1."


def test_a_statement_descriptor_has_22_characters_at_most(funded):
    assert (
        funded.refused("POST", "/v1/payouts", amount=1, currency="usd", statement_descriptor="x" * 23).param
        == "statement_descriptor"
    )
    pay_out(funded, 1, statement_descriptor="x" * 22)


def test_a_currency_without_external_account_cannot_be_paid_out(funded):
    error = funded.refused("POST", "/v1/payouts", amount=100, currency="eur")
    assert (error.type, error.code) == ("invalid_request_error", None)
    assert error.message == "Sorry, you don't have any external accounts in that currency (eur)."
    error = funded.refused("POST", "/v1/payouts", amount=100, currency="usd", destination="ba_nothing")
    assert (error.code, error.param) == ("resource_missing", "destination")


def test_a_payout_s_metadata_alone_can_be_changed(funded):
    payout = pay_out(funded)
    changed = funded.post(f"/v1/payouts/{payout.id}", metadata={"order": "1"})
    assert changed == {**payout, "metadata": {"order": "1"}}
    assert funded.happened().previous("payout.updated") == {"metadata": {"order": None}}
    assert funded.refused("POST", f"/v1/payouts/{payout.id}", description="x").code == "parameter_unknown"


def test_payouts_are_listed_and_filtered(funded, wall):
    first = pay_out(funded, 100)
    wall.advance(days=3)
    second = pay_out(funded, 200, destination=add(funded, "000123456789").id)

    def listed(**params):
        return [one.id for one in funded.get("/v1/payouts", **params).data]

    assert listed() == [second.id, first.id]
    assert (listed(status="paid"), listed(status="pending"), listed(status="failed")) == (
        [first.id],
        [second.id],
        [],
    )
    assert listed(destination=second.destination) == [second.id]
    assert (
        listed(arrival_date=first.arrival_date)
        == listed(arrival_date={"lt": second.arrival_date})
        == [first.id]
    )
    assert listed(created={"gte": second.created}) == [second.id]
    assert [one.source for one in funded.get("/v1/balance_transactions", type="payout").data] == [
        second.id,
        first.id,
    ]


def test_what_a_payout_refers_to_expands(funded):
    payout = pay_out(funded)
    found = funded.get(f"/v1/payouts/{payout.id}", expand=["destination", "balance_transaction.source"])
    assert (found.destination.object, found.destination.last4) == ("bank_account", "6789")
    assert (found.balance_transaction.net, found.balance_transaction.source.id) == (-5000, payout.id)
    card = pay_out(funded, 100, destination=add_card(funded, "tok_visa_debit").id)
    assert funded.get(f"/v1/payouts/{card.id}", expand=["destination"]).destination.object == "card"


# -- canceled and failed -------------------------------------------------------------------------------------


def test_a_pending_payout_can_be_canceled(funded, wall):
    payout = pay_out(funded)

    canceled = funded.post(f"/v1/payouts/{payout.id}/cancel")

    assert (canceled.status, canceled.failure_code) == ("canceled", None)
    back = transaction(funded, canceled.failure_balance_transaction)
    assert (back.type, back.reporting_category, back.amount, back.fee, back.net) == (
        "payout_cancel",
        "payout_reversal",
        5000,
        0,
        5000,
    )
    assert (back.status, back.source, held(funded)) == ("available", payout.id, 9680)
    assert funded.happened().in_order("payout.created", "payout.canceled")
    assert wall.advance(days=7) == []  # neither handed over nor paid
    assert funded.refused("POST", f"/v1/payouts/{payout.id}/cancel").message.startswith(
        "Payouts can only be canceled while they are pending"
    )


def test_a_payout_that_the_bank_has_cannot_be_canceled(funded, wall):
    payout = pay_out(funded)
    wall.advance(to=epoch("2025-06-16"))
    error = funded.refused("POST", f"/v1/payouts/{payout.id}/cancel")
    assert (error.type, held(funded)) == ("invalid_request_error", 4680)
    assert funded.get(f"/v1/payouts/{payout.id}").status == "in_transit"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("000111111116", "no_account"),
        ("000111111113", "account_closed"),
        ("000222222227", "insufficient_funds"),
        ("000333333335", "debit_not_authorized"),
        ("000444444440", "invalid_currency"),
    ],
)
def test_a_payout_to_a_failing_test_account_comes_back(funded, wall, number, code):
    bank = add(funded, number, default_for_currency=True)
    payout = pay_out(funded)
    assert (payout.status, payout.destination, held(funded)) == ("pending", bank.id, 4680)

    happened = wall.advance(seconds=1)

    assert happened.in_order("payout.failed", "account.external_account.updated")
    failed = funded.get(f"/v1/payouts/{payout.id}")
    assert (failed.status, failed.failure_code) == ("failed", code) and failed.failure_message
    back = transaction(funded, failed.failure_balance_transaction)
    assert (back.type, back.reporting_category, back.net, back.status) == (
        "payout_failure",
        "payout_reversal",
        5000,
        "available",
    )
    assert held(funded) == 9680
    account = funded.get("/v1/account")
    assert funded.get(f"/v1/accounts/{account.id}/external_accounts/{bank.id}").status == "errored"
    assert [one.status for one in account.external_accounts.data] == ["new", "errored"]
    assert wall.advance(days=7) == []


def test_an_external_account_that_failed_is_not_paid_out_to_until_it_is_updated(funded, wall):
    bank = add(funded, "000111111116", default_for_currency=True)
    pay_out(funded)
    wall.advance(seconds=1)

    assert funded.refused("POST", "/v1/payouts", amount=1, currency="usd").code == "bank_account_unusable"
    account = funded.get("/v1/account").id
    assert funded.post(f"/v1/accounts/{account}/external_accounts/{bank.id}").status == "new"
    assert pay_out(funded).destination == bank.id


def test_a_payout_to_a_card_that_fails_comes_back(funded, wall):
    card = add_card(funded, "tok_visa_debit_us_transferFail")
    payout = pay_out(funded, destination=card.id, method="instant")
    assert payout.type == "card"
    wall.advance(seconds=1)
    failed = funded.get(f"/v1/payouts/{payout.id}")
    assert (failed.status, failed.failure_code) == ("failed", "could_not_process")
    assert held(funded) == 9680 - 50  # the fee stays


# -- instant -------------------------------------------------------------------------------------------------


def test_an_instant_payout_arrives_at_once_and_costs_one_percent(funded, wall):
    card = add_card(funded, "tok_visa_debit_us_transferSuccess")
    assert (card.last4, card.available_payout_methods) == ("5556", ["standard", "instant"])

    payout = pay_out(funded, 8000, method="instant", destination=card.id)

    assert (payout.method, payout.type, payout.arrival_date) == ("instant", "card", payout.created)
    moved = transaction(funded, payout.balance_transaction)
    assert (moved.amount, moved.fee, moved.net) == (-8000, 80, -8080)
    assert [fee.type for fee in moved.fee_details] == ["stripe_fee"]
    assert held(funded) == 9680 - 8080
    assert wall.advance(seconds=1) == ["payout.paid"]


def test_the_least_fee_of_an_instant_payout_is_50(funded):
    moved = transaction(funded, pay_out(funded, 100, method="instant").balance_transaction)
    assert (moved.fee, moved.net) == (50, -150)


def test_an_instant_payout_needs_funds_for_its_fee(funded):
    assert (
        funded.refused("POST", "/v1/payouts", amount=9600, currency="usd", method="instant").code
        == "balance_insufficient"
    )
    pay_out(funded, 9584, method="instant")  # 95.84 to the cent
    assert held(funded) == 0


def test_an_instant_payout_has_a_limit_and_a_destination_that_takes_it(api):
    api.given.paid_intent(2_000_000, "pm_card_bypassPending", **FUNDED)
    error = api.refused("POST", "/v1/payouts", amount=999_901, currency="usd", method="instant")
    assert (
        error.message
        == "Instant Payouts to bank accounts are only supported for amounts less than or equal to $9999"
    )
    assert (error.code, error.param) == (None, None)
    pay_out(api, 999_900, method="instant")
    slow = add_card(api, "tok_visa_debit_us_instantPayoutUnsupported")
    error = api.refused(
        "POST", "/v1/payouts", amount=100, currency="usd", method="instant", destination=slow.id
    )
    assert error.code == "instant_payouts_unsupported"


def test_the_balance_tells_what_instant_payouts_can_take(api):
    assert api.get("/v1/balance").instant_available == [
        {"amount": 0, "currency": "usd", "source_types": {"card": 0}}
    ]
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    api.given.paid_intent(10_000, **FUNDED)  # pending
    assert api.get("/v1/balance").instant_available == [
        {"amount": 9680, "currency": "usd", "source_types": {"card": 9680}}
    ]
    api.given.paid_intent(2_000_000, "pm_card_bypassPending", **FUNDED)
    assert api.get("/v1/balance").instant_available[0].amount == 1_000_000


# -- automatic -----------------------------------------------------------------------------------------------


def schedule(api, **params):
    """Set the payout schedule, as only newer versions can."""
    return api.at(NEWEST).post("/v1/balance_settings", payments={"payouts": {"schedule": params}})


def swept(api, payout) -> int:
    """The sum of what an automatic payout paid out, by its transactions."""
    return sum(
        one.net
        for one in api.get("/v1/balance_transactions", payout=payout.id, limit=100).data
        if one.source != payout.id
    )


def test_daily_payouts_sweep_what_is_available(api, wall):
    wall.advance(to=epoch("2025-06-16T10:00:00"))  # a Monday
    schedule(api, interval="daily")
    api.given.paid_intent(2000, **FUNDED)
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)

    happened = wall.advance(to=epoch("2025-06-17"))

    assert happened.in_order("payout.created")
    (first,) = api.get("/v1/payouts").data
    assert (first.amount, first.automatic, first.description) == (9680, True, "STRIPE PAYOUT")
    assert (first.reconciliation_status, first.method, first.created) == (
        "in_progress",
        "standard",
        epoch("2025-06-17"),
    )
    assert first.arrival_date == epoch("2025-06-20")  # two business days later: the 19th is a holiday
    assert (held(api), held(api, "pending")) == (0, 1912)
    assert wall.advance(seconds=1) == ["payout.reconciliation_completed"]
    assert api.get(f"/v1/payouts/{first.id}").reconciliation_status == "completed"

    # The funds of Monday become available, and are paid out at the same midnight.
    wall.advance(to=epoch("2025-06-18"))
    second, _ = api.get("/v1/payouts").data
    assert (second.amount, second.created, held(api), held(api, "pending")) == (
        1912,
        epoch("2025-06-18"),
        0,
        0,
    )
    assert (swept(api, first), swept(api, second)) == (9680, 1912)
    assert [one.type for one in api.get("/v1/balance_transactions", payout=second.id).data] == [
        "payout",
        "charge",
    ]
    assert "payout.created" not in wall.advance(to=epoch("2025-06-21"))  # nothing is left
    assert api.get(f"/v1/payouts/{first.id}").status == "paid"


def test_the_first_sweep_accounts_for_all_that_came_before(api, wall):
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    intent = api.given.paid_intent(5000, "pm_card_bypassPending", **FUNDED)
    api.post("/v1/refunds", payment_intent=intent.id, amount=700)
    manual = pay_out(api, 1000)
    api.post(f"/v1/payouts/{pay_out(api, 300).id}/cancel")
    left = held(api)
    schedule(api, interval="daily")

    wall.advance(to=epoch("2025-06-16"))

    payout = api.get("/v1/payouts", limit=1).data[0]
    assert (payout.automatic, payout.amount) == (True, left)
    assert swept(api, payout) == left
    assert manual.balance_transaction in [
        one.id for one in api.get("/v1/balance_transactions", payout=payout.id).data
    ]


def test_a_failed_automatic_payout_is_swept_again_once_the_bank_account_is_mended(funded, wall):
    bank = add(funded, "000111111113", default_for_currency=True)
    schedule(funded, interval="daily")
    wall.advance(to=epoch("2025-06-16T00:00:01"))
    (failed,) = funded.get("/v1/payouts").data
    assert (failed.status, failed.automatic, held(funded)) == ("failed", True, 9680)

    assert "payout.created" not in wall.advance(to=epoch("2025-06-17T12:00:00"))  # errored: nothing is tried
    account = funded.get("/v1/account")
    good = next(one for one in account.external_accounts.data if one.id != bank.id)
    funded.post(f"/v1/accounts/{account.id}/external_accounts/{good.id}", default_for_currency=True)
    wall.advance(to=epoch("2025-06-18"))

    again = funded.get("/v1/payouts", limit=1).data[0]
    assert (again.amount, again.destination, swept(funded, again)) == (9680, good.id, 9680)
    assert [one.type for one in funded.get("/v1/balance_transactions", payout=again.id).data] == [
        "payout",
        "payout_failure",
    ]


def test_automatic_payouts_cannot_be_canceled(funded, wall):
    schedule(funded, interval="daily")
    wall.advance(to=epoch("2025-06-16"))
    (payout,) = funded.get("/v1/payouts").data
    assert funded.refused("POST", f"/v1/payouts/{payout.id}/cancel").message.endswith(
        "This one is automatic."
    )


def test_transactions_are_filtered_by_automatic_payouts_only(funded):
    manual = pay_out(funded)
    error = funded.refused("GET", "/v1/balance_transactions", payout=manual.id)
    assert (
        error.message
        == "Balance transaction history can only be filtered on automatic transfers, not manual."
    )
    assert funded.get("/v1/balance_transactions", payout="po_nothing").data == []


def test_weekly_and_monthly_payouts(api, wall):
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    schedule(api, interval="weekly", weekly_payout_days=["thursday", "friday"])
    wall.advance(to=epoch("2025-06-21"))
    (payout,) = api.get("/v1/payouts").data
    assert payout.created == epoch("2025-06-20")  # Thursday the 19th is a bank holiday

    schedule(api, interval="monthly", monthly_payout_days=[31])
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    wall.advance(to=epoch("2025-06-30"))  # the last day of June, a Monday
    assert api.get("/v1/payouts", limit=1).data[0].created == epoch("2025-06-30")

    schedule(api, interval="manual")
    api.given.paid_intent(10_000, "pm_card_bypassPending", **FUNDED)
    assert "payout.created" not in wall.advance(days=60)


def test_a_minimum_stays_in_the_balance(funded, wall):
    sent = {"minimum_balance_by_currency": {"usd": 3000}, "schedule": {"interval": "daily"}}
    funded.at(NEWEST).post("/v1/balance_settings", payments={"payouts": sent})
    wall.advance(to=epoch("2025-06-16"))
    assert [one.amount for one in funded.get("/v1/payouts").data] == [6680]
    assert held(funded) == 3000
    assert "payout.created" not in wall.advance(to=epoch("2025-06-17"))


# -- other currencies ----------------------------------------------------------------------------------------


def test_a_bank_account_in_a_currency_lets_payments_settle_in_it(api, wall):
    account = api.get("/v1/account").id
    sent = {
        "object": "bank_account",
        "country": "DE",
        "currency": "eur",
        "account_number": "DE89370400440532013000",
    }
    bank = api.post(f"/v1/accounts/{account}/external_accounts", external_account=sent)
    assert (bank.currency, bank.default_for_currency, bank.routing_number, bank.last4) == (
        "eur",
        True,
        "110000000",
        "3000",
    )

    intent = api.given.paid_intent(10_000, "pm_card_bypassPending", currency="eur", **FUNDED)

    settled = api.get(
        f"/v1/charges/{intent.latest_charge}", expand=["balance_transaction"]
    ).balance_transaction
    assert (settled.currency, settled.amount, settled.exchange_rate, settled.fee) == (
        "eur",
        10_000,
        None,
        320,
    )
    assert held(api, currency="eur") == 9680 and held(api) == 0
    payout = pay_out(api, 9680, "eur")
    assert (payout.currency, payout.destination, held(api, currency="eur")) == ("eur", bank.id, 0)
    api.post("/v1/refunds", payment_intent=intent.id, amount=1000)
    assert held(api, currency="eur") == -1000
    # Pounds are converted.
    assert api.given.paid_intent(10_000, currency="gbp", **FUNDED) and held(api, "pending") > 0


# -- reversed ------------------------------------------------------------------------------------------------


def test_one_s_own_account_cannot_reverse_a_payout(funded, wall):
    payout = pay_out(funded)
    wall.advance(days=3)
    assert funded.refused("POST", f"/v1/payouts/{payout.id}/reverse").type == "invalid_request_error"
    assert funded.get(f"/v1/payouts/{payout.id}").reversed_by is None


def test_a_connected_account_reverses_a_payout(api, wall):
    account = api.post("/v1/accounts", type="custom", country="US")
    bank = {
        "object": "bank_account",
        "country": "US",
        "routing_number": "110000000",
        "account_number": "000123456789",
    }
    added = api.post(f"/v1/accounts/{account.id}/external_accounts", external_account=bank)
    as_connected = {"Stripe-Account": account.id}

    def call(method, path, **params):
        response = api.request(method, path, params, headers=as_connected)
        assert response.status == 200, response.body
        return response.json

    call("POST", "/v1/payment_intents", **payment(10_000, "pm_card_bypassPending", **FUNDED))
    balance = call("GET", "/v1/balance")
    assert balance.instant_available == [
        {
            "amount": 9680,
            "currency": "usd",
            "source_types": {"card": 9680},
            "net_available": [{"amount": 9584, "destination": added.id, "source_types": {"card": 9584}}],
        }
    ]
    assert "connect_reserved" not in balance and "issuing" not in balance
    payout = call("POST", "/v1/payouts", amount=4000, currency="usd")
    assert payout.destination == added.id
    wall.advance(days=3)

    reversal = call("POST", f"/v1/payouts/{payout.id}/reverse", metadata={"why": "mistake"})

    assert (reversal.amount, reversal.original_payout, reversal.metadata) == (
        -4000,
        payout.id,
        {"why": "mistake"},
    )
    assert call("GET", f"/v1/payouts/{payout.id}").reversed_by == reversal.id
    assert call("GET", "/v1/balance").available[0].amount == 9680
    again = api.request("POST", f"/v1/payouts/{payout.id}/reverse", headers=as_connected)
    assert again.status == 400


def test_a_failed_payout_of_a_connected_account_marks_its_external_account(api, wall):
    account = api.post("/v1/accounts", type="custom", country="US")
    bank = {
        "object": "bank_account",
        "country": "US",
        "routing_number": "110000000",
        "account_number": "000111111116",
    }
    path = f"/v1/accounts/{account.id}/external_accounts"
    added = api.post(path, external_account=bank)
    as_connected = {"Stripe-Account": account.id}
    api.request(
        "POST",
        "/v1/payment_intents",
        payment(10_000, "pm_card_bypassPending", **FUNDED),
        headers=as_connected,
    )
    payout = api.request("POST", "/v1/payouts", {"amount": 100, "currency": "usd"}, headers=as_connected).json
    wall.advance(seconds=1)
    assert (
        api.request("GET", f"/v1/payouts/{payout.id}", headers=as_connected).json.failure_code == "no_account"
    )
    assert api.get(f"{path}/{added.id}").status == "errored"
