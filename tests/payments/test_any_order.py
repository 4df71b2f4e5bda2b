"""Any order of payments, captures, refunds, disputes, payouts and top-ups: the books balance at every step.

The balance that the API shows is then the sum of its transactions, and the ledger sums to zero.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from counterfoil.kernel import Space
from counterfoil.resources.payments import balance
from tests.metering.searching import effort
from tests.support.client import Api, House
from tests.support.clocks import DAY
from tests.support.given import payment

NEWEST = "2026-10-28.endive"
METHODS = [
    "pm_card_visa",
    "pm_card_bypassPending",
    "pm_card_de",
    "pm_card_refundFail",
    "pm_card_createDispute",
    "pm_card_chargeDeclined",
]
GERMAN = {"object": "bank_account", "country": "DE", "account_number": "DE89370400440532013000"}
FAILING = {
    "object": "bank_account",
    "country": "US",
    "routing_number": "110000000",
    "account_number": "000111111116",
}

amounts = some.integers(100, 50_000)
currencies = some.sampled_from(["usd", "eur", "jpy"])


class Money(RuleBasedStateMachine):
    """A seller's account, and what may happen to it.

    Every sandbox has a server of its own, so that time starts anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.api = Api(self.house)
        self.account = self.api.get("/v1/account").id

    def teardown(self) -> None:
        self.house.close()

    def call(self, path: str, /, **params: Any) -> Any:
        """A POST that may be refused, and what is due at once after it. None if it was refused."""
        response = self.api.request("POST", path, params)
        assert response.status in (200, 400, 402), (path, params, response.body)
        self.house.pass_time(self.house.now)
        return response.json if response.status == 200 else None

    # -- payments --------------------------------------------------------------------------------------------

    intents = Bundle("intents")
    payouts = Bundle("payouts")

    @rule(
        target=intents,
        amount=amounts,
        currency=currencies,
        method=some.sampled_from(METHODS),
        capture=some.sampled_from(["automatic", "automatic_async", "manual"]),
    )
    def pay(self, amount: int, currency: str, method: str, capture: str) -> Any:
        made = self.call(
            "/v1/payment_intents", **payment(amount, method, currency=currency, capture_method=capture)
        )
        return made.id if made else multiple()

    @rule(intent=intents, amount=amounts)
    def capture(self, intent: str, amount: int) -> None:
        self.call(f"/v1/payment_intents/{intent}/capture", amount_to_capture=amount)

    @rule(intent=intents)
    def cancel(self, intent: str) -> None:
        self.call(f"/v1/payment_intents/{intent}/cancel")

    @rule(intent=intents, amount=some.none() | amounts)
    def refund(self, intent: str, amount: int | None) -> None:
        self.call("/v1/refunds", payment_intent=intent, **({} if amount is None else {"amount": amount}))

    @rule(text=some.sampled_from(["winning_evidence", "losing_evidence"]), back=some.integers(0, 3))
    def answer_a_dispute(self, text: str, back: int) -> None:
        disputes = self.api.get("/v1/disputes").data
        if disputes:
            self.call(
                f"/v1/disputes/{disputes[back % len(disputes)].id}", evidence={"uncategorized_text": text}
            )

    # -- payouts and top-ups ---------------------------------------------------------------------------------

    @rule(
        target=payouts,
        part=some.sampled_from([1, 2, 10]),
        currency=currencies,
        method=some.sampled_from(["standard", "instant"]),
    )
    def pay_out(self, part: int, currency: str, method: str) -> Any:
        held = {one.currency: one.amount for one in self.api.get("/v1/balance").available}
        made = self.call(
            "/v1/payouts", amount=max(1, held.get(currency, 0) // part), currency=currency, method=method
        )
        return made.id if made else multiple()

    @rule(payout=payouts)
    def cancel_a_payout(self, payout: str) -> None:
        self.call(f"/v1/payouts/{payout}/cancel")

    @rule(interval=some.sampled_from(["daily", "manual"]))
    def schedule_payouts(self, interval: str) -> None:
        self.api.at(NEWEST).post(
            "/v1/balance_settings", payments={"payouts": {"schedule": {"interval": interval}}}
        )

    @rule(sent=some.sampled_from([GERMAN, FAILING]), default=some.booleans())
    def add_a_bank_account(self, sent: dict[str, str], default: bool) -> None:
        path = f"/v1/accounts/{self.account}/external_accounts"
        self.call(path, external_account=sent, default_for_currency=default)

    @rule(amount=amounts, source=some.sampled_from(["btok_us_verified", "btok_us_verified_noAccount"]))
    def top_up(self, amount: int, source: str) -> None:
        self.call("/v1/topups", amount=amount, currency="usd", source=source)

    @rule(seconds=some.sampled_from([1, 5, DAY, 3 * DAY, 8 * DAY]))
    def let_time_pass(self, seconds: int) -> None:
        self.house.pass_time(self.house.now + seconds)

    # -- after every step ------------------------------------------------------------------------------------

    @invariant()
    def the_ledger_balances(self) -> None:
        async def wrong() -> list[str]:
            reader = self.house.server.store.reader
            return reader.unbalanced() + balance.problems(reader, Space(self.account))

        assert self.house.run(wrong()) == []

    @invariant()
    def the_balance_is_the_sum_of_its_transactions(self) -> None:
        nets: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.api.every("/v1/balance_transactions"):
            assert one.net == one.amount - one.fee and one.fee == sum(fee.amount for fee in one.fee_details)
            nets[one.status, one.currency] += one.net
        shown = self.api.get("/v1/balance")
        told = {
            (state, entry.currency): entry for state in ("pending", "available") for entry in shown[state]
        }
        assert all(entry.amount == sum(entry.source_types.values()) for entry in told.values())
        assert {key: entry.amount for key, entry in told.items() if entry.amount} == {
            key: net for key, net in nets.items() if net
        }

    @invariant()
    def an_automatic_payout_is_the_sum_of_what_it_paid_out(self) -> None:
        for payout in self.api.every("/v1/payouts"):
            if payout.automatic:
                paid = self.api.every("/v1/balance_transactions", payout=payout.id)
                assert payout.amount == sum(one.net for one in paid if one.id != payout.balance_transaction)


def test_the_books_balance_after_every_step() -> None:
    run_state_machine_as_test(Money, settings=effort(12))
