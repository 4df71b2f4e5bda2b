"""Payouts: available funds sent to a bank account or debit card of the account.

A payout takes its amount from the available balance at once. A canceled or failed one gives it back. Manual
payouts are made by requests, automatic ones by the account's payout schedule.
Source: API reference, Payouts; "Payouts"; "Instant Payouts"; "Testing Stripe Connect".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import calendar, fees
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.clocks import beside
from counterfoil.kernel.shapes import BalanceTransaction, Payout
from counterfoil.networks import bank_accounts
from counterfoil.resources.connect import external_accounts
from counterfoil.resources.payments import balance, balance_transactions, charges

UPDATED, FAILED = "payout.updated", "payout.failed"

payouts = objects.payout.page(
    filters={"automatic": "automatic", "currency": "currency", "source_type": "source_type"},
    unindexed=("automatic", "currency", "source_type"),
    lifecycle={
        # status     may become
        # announcing
        "pending": {
            "in_transit": UPDATED,
            "paid": "payout.paid",
            "canceled": "payout.canceled",
            "failed": FAILED,
        },
        "in_transit": {"paid": "payout.paid", "failed": FAILED},
        "paid": {"failed": FAILED},
    },
)

ANSWERED = (
    1  # seconds until an instant payout is paid, a refused one fails, and an automatic one is reconciled
)
IN_TRANSIT, ARRIVES = 1, 2  # business days until the bank has a payout, and until it is paid
LATEST = 100  # charges that may wait to be settled when funds are missing
MOST_INSTANT = 999_900  # minor units of USD
BANKS = "network:banks"  # the ledger account of what banks have received, less what they have sent
AUTOMATIC = "STRIPE PAYOUT"  # description of an automatic payout

TOO_LITTLE = (
    "You have insufficient funds in your Stripe account for this transfer. Your {source} balance is too low. "
    " You can use the /v1/balance endpoint to view your Stripe balance (for more details, see"
    " stripe.com/docs/api#balance)."
)
TOO_MUCH = "Instant Payouts to {kind} are only supported for amounts less than or equal to $9999"
NO_DESTINATION = "Sorry, you don't have any external accounts in that currency ({currency})."
NOT_INSTANT = (
    "This external account is not eligible for Instant Payouts. Provide another debit card or bank account."
)
UNUSABLE = "The bank account or debit card provided cannot be used for payouts. A different one must be used."
NOT_CANCELABLE = (
    "Payouts can only be canceled while they are pending, and only if they were created manually. This one is"
    " {what}."
)
NOT_REVERSIBLE = (
    "Payouts can only be reversed on connected accounts, once, after they left the pending status, and to"
    " banks in the US."
)


# -- creating ------------------------------------------------------------------------------------------------


@payouts.create(on=())  # a destination is the account's own
def create(work: Work, params: Mapping[str, Any]) -> Payout:
    """Pay out part of the available balance. Emits payout.created.

    400 `balance_insufficient` if the funds of the source type do not cover the amount and its fee.
    """
    currency, method = params["currency"], params.get("method") or "standard"
    destination = _destination(work, currency, params.get("destination"))
    if method == "instant":
        if currency == "usd" and params["amount"] > MOST_INSTANT:
            kind = "debit cards" if destination["object"] == "card" else "bank accounts"
            raise errors.invalid(TOO_MUCH.format(kind=kind))
        if "instant" not in destination["available_payout_methods"]:
            raise errors.invalid(NOT_INSTANT, code="instant_payouts_unsupported", param="method")
    return _send(
        work,
        params,
        params["amount"],
        destination,
        method=method,
        source_type=params.get("source_type") or "card",
    )


def _destination(work: Work, currency: str, id: str | None) -> dict[str, Any]:
    """Return the external account that is paid out to: the one named, or the currency's default."""
    holder = balance.account(work)
    known = balance.external_accounts(holder)
    if id is not None:
        found = next((one for one in known if one["id"] == id), None)
        if found is None:
            raise errors.missing("external account", id, param="destination", status=400)
    else:
        found = external_accounts.default(holder or {}, currency)
    if found is None or found["currency"] != currency:
        raise errors.invalid(NO_DESTINATION.format(currency=currency))
    if found["status"] == "errored":
        raise errors.invalid(UNUSABLE, code="bank_account_unusable", param="destination")
    return found


def _send(
    work: Work,
    params: Mapping[str, Any],
    amount: int,
    destination: Mapping[str, Any],
    *,
    method: str,
    source_type: str,
    automatic: bool = False,
) -> Payout:
    """Take the amount and the fee of an instant payout from the available balance, and send it."""
    currency = destination["currency"]
    fee = fees.instant_payout(amount) if method == "instant" else 0
    funds = balance.ledger_account("available", source_type)
    if work.balance(funds, currency) < amount + fee:
        _settle_latest(work)
    if work.balance(funds, currency) < amount + fee:
        message = TOO_LITTLE.format(source=source_type.replace("_", " "))
        raise errors.invalid(message, code="balance_insufficient")
    sweep = balance_transactions.sweep(work, currency, source_type) if automatic else None
    arrives = calendar.business_days_after(work.now, ARRIVES if automatic else 0)
    payout = _insert(
        work,
        params,
        amount=amount,
        destination=destination,
        fee=fee,
        arrival_date=work.now if method == "instant" else arrives,
        automatic=automatic,
        method=method,
        reconciliation_status="in_progress" if automatic else "not_applicable",
        source_type=source_type,
        _sweep=sweep,
    )
    if automatic:
        work.schedule(reconcile, payout, at=work.now + ANSWERED)
    return payout


def _settle_latest(work: Work) -> None:
    """Settle the payments that were captured a moment ago, as their scheduled action is about to do.

    A client that pays out right after a payment could be faster than that.
    """
    for charge in work.list(charges.charges, limit=LATEST):
        if charge.captured and charge.balance_transaction is None:
            charges.settle(beside(work, charge), charge)


def _insert(
    work: Work,
    params: Mapping[str, Any],
    *,
    amount: int,
    destination: Mapping[str, Any],
    source_type: str,
    fee: int = 0,
    **fields: Any,
) -> Payout:
    """Store a payout with its balance transaction, and schedule what becomes of it. Emits payout.created.

    amount: minor units; negative if the bank is debited.
    """
    id = payouts.new_id(work.space)
    transaction = balance_transactions.record(
        work,
        type="payout",
        category="payout",
        source=id,
        amount=-amount,
        currency=destination["currency"],
        counterparty=BANKS,
        fee=fee,
        source_type=source_type,
        description=params.get("description") or AUTOMATIC,
    )
    payout = work.insert(
        payouts,
        params,
        id=id,
        amount=amount,
        balance_transaction=transaction.id,
        currency=destination["currency"],
        destination=destination["id"],
        source_type=source_type,
        status="pending",
        trace_id={"status": "pending", "value": None},
        type=destination["object"],
        **fields,
    )
    work.emit("payout.created", payout)
    instant = payout.method == "instant"
    if external_accounts.failure(work, work.account, destination["id"], payout.method):
        work.schedule(fail, payout, at=work.now + ANSWERED)
    elif instant:
        work.schedule(arrive, payout, at=work.now + ANSWERED)
    else:
        work.schedule(hand_over, payout, at=calendar.business_days_after(work.now, IN_TRANSIT))
        work.schedule(arrive, payout, at=calendar.business_days_after(work.now, ARRIVES))
    return payout


# -- on its way ----------------------------------------------------------------------------------------------


@payouts.due(name="payout.hand_over")
def hand_over(work: Work, payout: Payout) -> None:
    """Hand the payout over to the bank, after which it cannot be canceled. Emits payout.updated."""
    if payout.status == "pending":
        work.move(payout, "in_transit")


@payouts.due(name="payout.arrive")
def arrive(work: Work, payout: Payout) -> None:
    """Record that the money has arrived. Emits payout.paid."""
    if payout.status in ("pending", "in_transit"):
        digest = int.from_bytes(hashlib.sha256(payout.id.encode()).digest()[:8], "big")
        work.move(payout, "paid", trace_id={"status": "supported", "value": f"{digest % 10**15:015d}"})


@payouts.due(name="payout.fail")
def fail(work: Work, payout: Payout) -> None:
    """Record that the bank refused the payout, and reverse it. The external account becomes `errored`.

    The fee of an instant payout is not returned. Emits payout.failed.
    """
    if payout.status == "canceled":
        return
    assert payout.destination is not None, "a payout has a destination"
    code = (
        external_accounts.failure(work, work.account, payout.destination, payout.method)
        or "could_not_process"
    )
    transaction = _take_back(work, payout, "payout_failure")
    work.move(
        payout,
        "failed",
        failure_balance_transaction=transaction.id,
        failure_code=code,
        failure_message=bank_accounts.MESSAGES[code],
        trace_id={"status": "unsupported", "value": None},
    )
    external_accounts.suspend(work, work.account, payout.destination)


def _take_back(work: Work, payout: Payout, type: str) -> BalanceTransaction:
    """Write the balance transaction that returns the amount of a canceled or failed payout."""
    return balance_transactions.record(
        work,
        type=type,
        category="payout_reversal",
        source=payout.id,
        amount=payout.amount,
        currency=payout.currency,
        counterparty=BANKS,
        source_type=payout.source_type,
        description=f"REFUND FOR PAYOUT ({payout.description or AUTOMATIC})",
    )


# -- canceling and reversing ---------------------------------------------------------------------------------


@payouts.action
def cancel(work: Work, payout: Payout, params: Mapping[str, Any]) -> Payout:
    """Cancel a manual payout that is still pending.

    The money returns to the balance. Emits payout.canceled.
    """
    if payout.status != "pending" or payout.automatic:
        raise errors.invalid(NOT_CANCELABLE.format(what="automatic" if payout.automatic else payout.status))
    work.unschedule(payout)
    transaction = _take_back(work, payout, "payout_cancel")
    trace = {"status": "unsupported", "value": None}
    return work.move(payout, "canceled", failure_balance_transaction=transaction.id, trace_id=trace)


@payouts.action
def reverse(work: Work, payout: Payout, params: Mapping[str, Any]) -> Payout:
    """Debit the bank account of a payout, by a new payout of the negative amount. Emits payout.created.

    Only connected accounts can, for a payout to a bank account in the US that is in transit or paid.
    """
    holder = balance.account(work)
    destination = next(
        (one for one in balance.external_accounts(holder) if one["id"] == payout.destination), {}
    )
    possible = (
        payout.status in ("in_transit", "paid")
        and payout.reversed_by is None
        and payout.original_payout is None
    )
    if (
        holder is None
        or holder.get("_own")
        or destination.get("country") != "US"
        or payout.type != "bank_account"
        or not possible
    ):
        raise errors.invalid(NOT_REVERSIBLE)
    reversal = _insert(
        work,
        params,
        amount=-payout.amount,
        destination=destination,
        arrival_date=calendar.business_days_after(work.now, 0),
        automatic=False,
        method="standard",
        original_payout=payout.id,
        source_type=payout.source_type,
    )
    work.change(payout, UPDATED, reversed_by=reversal.id)
    return reversal


# -- automatic payouts ---------------------------------------------------------------------------------------


def create_automatic(
    work: Work, amount: int, destination: Mapping[str, Any], source_type: str, descriptor: str | None
) -> Payout:
    """Pay out funds by the account's schedule.

    Emits payout.created. descriptor: the statement descriptor, if any.
    """
    params = {"description": AUTOMATIC, "statement_descriptor": descriptor}
    return _send(
        work, params, amount, destination, method="standard", source_type=source_type, automatic=True
    )


@payouts.due(name="payout.reconcile")
def reconcile(work: Work, payout: Payout) -> None:
    """Finish the reconciliation of an automatic payout. Emits payout.reconciliation_completed."""
    work.change(payout, "payout.reconciliation_completed", reconciliation_status="completed")
