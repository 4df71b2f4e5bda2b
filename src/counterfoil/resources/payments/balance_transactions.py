"""Balance transactions: every movement of the account's money, with its amount and fees.

A transaction is written once, with its ledger transfers (docs/ledger.md). Afterwards only its status changes,
from pending to available. In each currency, the sum of all `net` is pending + available.
Source: API reference, Balance Transactions; "Balance transaction types".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import calendar
from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import BalanceTransaction, TestHelpersTestClock
from counterfoil.resources.payments import balance

balance_transactions = objects.balance_transaction.page(
    filters={
        "type": "type",
        "source": "source",
        "currency": "currency",
        "sweep": "_sweep",
        "status": "status",
        "available_on": "available_on",
        "clock": "_clock",
    },
    lifecycle={
        # status     may become
        "pending": {"available": None},
    },
)

NOT_AUTOMATIC = "Balance transaction history can only be filtered on automatic transfers, not manual."
SETTLEMENT_DAYS = 2  # business days, if the account's payout schedule has no delay_days
FEE = "Stripe processing fees"


def record(
    work: Work,
    *,
    type: str,
    category: str,
    source: str,
    amount: int,
    currency: str,
    counterparty: str,
    fee: int = 0,
    at_once: bool = True,
    pending_until: int | None = None,
    returns: BalanceTransaction | None = None,
    source_type: str = "card",
    description: str | None = None,
    exchange_rate: Decimal | None = None,
    further_fees: Sequence[dict[str, Any]] = (),
) -> BalanceTransaction:
    """Write a balance transaction and its ledger transfers.

    amount: minor units of the settlement currency; negative when money leaves the account.
    source: id of the object that caused it. counterparty: the ledger account on the other side.
    fee: processing fee, minor units. further_fees: further entries of `fee_details`.
    exchange_rate: of minor units, if money was converted. source_type: key of `source_types` in the balance.
    at_once: available now, otherwise at midnight UTC after some business days. Emits balance.available if at
    once and positive.
    pending_until: when the funds become available, if that is known; goes before `at_once`.
    returns: the transaction of a payment that has failed. While it is pending this one is too, and neither
    becomes available with an event.
    """
    details = [_fee(fee, currency)] if fee else []
    details += further_fees
    total_fee = sum(one["amount"] for one in details)
    held = returns is not None and returns.status == "pending"
    pending_until = returns.available_on if returns is not None and held else pending_until
    at_once = at_once and pending_until is None
    due = work.now if at_once else pending_until or calendar.business_days_after(work.now, _delay(work))
    transaction = work.insert(
        balance_transactions,
        balance_type="payments",
        type=type,
        reporting_category=category,
        source=source,
        amount=amount,
        currency=currency,
        description=description,
        exchange_rate=exchange_rate,
        fee=total_fee,
        fee_details=details,
        net=amount - total_fee,
        available_on=due,
        status="available" if at_once else "pending",
        _clock=work.clock or None,  # null is in no index
        _source_type=source_type,
        _sweep=sweep(work, currency, source_type) if at_once else None,
    )
    own = balance.ledger_account("available" if at_once else "pending", source_type)
    balance.move(work, counterparty, own, amount, currency, transaction.id)
    balance.move(work, own, "fees:stripe", fee, currency, transaction.id)
    for one in further_fees:
        balance.move(work, own, f"fees:{one['type']}", one["amount"], currency, transaction.id)
    if returns is not None and held:
        work.unschedule(returns, release)
        work.schedule(release_returned, returns, at=due)
        work.schedule(release_returned, transaction, at=due)
    elif not at_once:
        work.schedule(release, transaction, at=due)
    elif amount > 0:
        balance.announce_available(work)
    return transaction


@balance_transactions.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """List balance transactions.

    `payout`: those that an automatic payout paid out, and its own; 400 for a manual one.
    """
    if not params.get("payout"):
        return inherited.listed(work, balance_transactions, params)
    payout = work.find(objects.payout, params["payout"])
    if payout is None:
        return Listing()
    if not payout.automatic:
        raise errors.invalid(NOT_AUTOMATIC, param="payout")
    return inherited.listed(work, balance_transactions, params, {"_sweep": payout["_sweep"]})


@balance_transactions.operation("balance.history")
def history(work: Work, params: Mapping[str, Any]) -> Listing:
    """List balance transactions at the deprecated path /v1/balance/history."""
    return list(work, params)


@balance_transactions.operation("balance.history.retrieve")
def retrieve_of_history(
    work: Work, transaction: BalanceTransaction, params: Mapping[str, Any]
) -> BalanceTransaction:
    """Return a balance transaction at the deprecated path /v1/balance/history/:id."""
    return transaction


def sweep(work: Work, currency: str, source_type: str) -> str:
    """Return the name of the funds that the next automatic payout takes, per currency and source type.

    Transactions get the name when they become available, so that the payout need not change them.
    """
    last = work.first(objects.payout, automatic=True, currency=currency, source_type=source_type)
    return f"{currency}:{source_type}:{last.id if last else ''}"


def _fee(amount: int, currency: str) -> dict[str, Any]:
    """Make the entry of the processing fee in `fee_details`."""
    return {
        "amount": amount,
        "application": None,
        "currency": currency,
        "description": FEE,
        "type": "stripe_fee",
    }


def _delay(work: Work) -> int:
    """Return how many business days pass until funds are available."""
    account = balance.account(work)
    days = account.at("settings.payouts.schedule.delay_days") if account else None
    return SETTLEMENT_DAYS if days is None else days


@balance_transactions.due(name="balance_transaction.release")
def release(work: Work, transaction: BalanceTransaction) -> None:
    """Make the funds of a pending transaction available. No new transaction is written.

    Emits balance.available after the last transaction that is due at the same time.
    """
    if transaction.status != "pending":
        return
    _release(work, transaction)
    rest = work.first(
        balance_transactions,
        status="pending",
        available_on=transaction.available_on,
        _clock=transaction["_clock"],
    )
    if rest is None:
        balance.announce_available(work)


@balance_transactions.due(name="balance_transaction.release_returned", rank=20)
def release_returned(work: Work, transaction: BalanceTransaction) -> None:
    """Move the funds of a failed payment, or their return, from pending to available. No event.

    It happens before the release of other funds, whose event tells of all.
    """
    if transaction.status == "pending":
        _release(work, transaction)


def _release(work: Work, transaction: BalanceTransaction) -> None:
    """Move the funds of a transaction from pending to available."""
    source_type = transaction["_source_type"]
    work.move(transaction, "available", _sweep=sweep(work, transaction.currency, source_type))
    pending, available = (balance.ledger_account(state, source_type) for state in ("pending", "available"))
    balance.move(work, pending, available, transaction.net, transaction.currency, transaction.id)


@balance_transactions.on("test_helpers.test_clock.deleted")
def keep_pending(work: Work, clock: TestHelpersTestClock) -> None:
    """Move pending transactions of a deleted test clock to real time, as the money stays in the account."""
    for transaction in work.list(balance_transactions, status="pending", _clock=clock.id):
        work.schedule(release, work.change(transaction, _clock=None), at=transaction.available_on, wall=True)
