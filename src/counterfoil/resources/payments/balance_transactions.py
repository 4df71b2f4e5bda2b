"""Balance transactions: every movement of the account's money, each with what it was worth and what it cost.

Source: API reference, Balance Transactions; "Balance transaction types". A transaction is written once, with its ledger transfers
(docs/ledger.md); afterwards only time changes it, from pending to available. For each currency the sum of all `net` is
pending + available.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import calendar
from counterfoil.kernel import Document, Listing, Resource, Work, inherited
from counterfoil.resources.payments import balance

balance_transactions = Resource(
    "balance_transaction",
    prefix="txn",
    noun="balance transaction",
    path_param="id",
    filters={
        "type": "type",
        "source": "source",
        "currency": "currency",
        "payout": "_payout",
        "status": "status",
        "available_on": "available_on",
        "clock": "_clock",
    },
    lifecycle={
        # status     may become
        "pending": {"available": None},
    },
)

SETTLEMENT_DAYS = 2  # business days, unless the account's payout schedule says otherwise
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
    source_type: str = "card",
    description: str | None = None,
    exchange_rate: Decimal | None = None,
    further_fees: Sequence[dict[str, Any]] = (),
) -> Document:
    """Write a transaction and move its money.

    amount: minor units of the settlement currency, negative when it leaves the account. source: id of what caused it.
    exchange_rate: of minor units, where money was converted. counterparty: the ledger account on the other side. fee: what is kept of
    it. at_once: available now, else at midnight UTC some business days from now. source_type: which of the balance's kinds of money it
    is. Emits balance.available when it is at once.
    """
    details = [_fee(fee, currency)] if fee else []
    details += further_fees
    kept = sum(one["amount"] for one in details)
    due = work.now if at_once else calendar.business_days_after(work.now, _delay(work))
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
        fee=kept,
        fee_details=details,
        net=amount - kept,
        available_on=due,
        status="available" if at_once else "pending",
        _clock=work.clock,
        _source_type=source_type,
    )
    home = balance.ledger_account("available" if at_once else "pending", source_type)
    balance.move(work, counterparty, home, amount, currency, transaction.id)
    balance.move(work, home, "fees:stripe", fee, currency, transaction.id)
    for one in further_fees:
        balance.move(work, home, f"fees:{one['type']}", one["amount"], currency, transaction.id)
    if not at_once:
        work.schedule(release, transaction, at=due)
    elif amount > 0:
        balance.announce_available(work)
    return transaction


@balance_transactions.operation("balance.history")
def history(work: Work, params: Mapping[str, Any]) -> Listing:
    """The list under its older name."""
    return inherited.listed(work, balance_transactions, params)


def _fee(amount: int, currency: str) -> dict[str, Any]:
    return {"amount": amount, "application": None, "currency": currency, "description": FEE, "type": "stripe_fee"}


def _delay(work: Work) -> int:
    account = balance.account(work)
    days = account.at("settings.payouts.schedule.delay_days") if account else None
    return SETTLEMENT_DAYS if days is None else days


@balance_transactions.due
def release(work: Work, transaction: Document) -> None:
    """Its funds become available: by time alone, without a transaction of their own.

    What becomes available at one instant is announced once, by the last of it: balance.available.
    """
    if transaction.status != "pending":
        return
    work.move(transaction, "available")
    source_type = transaction["_source_type"]
    pending, available = (balance.ledger_account(state, source_type) for state in ("pending", "available"))
    balance.move(work, pending, available, transaction.net, transaction.currency, transaction.id)
    rest = work.first(balance_transactions, status="pending", available_on=transaction.available_on, _clock=transaction["_clock"])
    if rest is None:
        balance.announce_available(work)


@balance_transactions.on("test_helpers.test_clock.deleted")
def outlive(work: Work, clock: Mapping[str, Any]) -> None:
    """The money of a simulation is the account's own and stays when its clock is gone: what is pending waits for the wall's clock."""
    for transaction in work.list(balance_transactions, status="pending", _clock=clock["id"]):
        work.schedule(release, work.change(transaction, _clock=""), at=transaction.available_on, wall=True)
