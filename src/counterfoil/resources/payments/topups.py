"""Top-ups: funds that the account's bank sends to its balance.

A top-up is pending at first, and succeeds or fails seconds later, as its test source says. Until then it can
be canceled. Source: API reference, Connect, Top-ups; "Top up your account balance".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Topup
from counterfoil.networks import bank_accounts
from counterfoil.resources.payments import balance, balance_transactions, payouts

topups = objects.topup.page(
    lifecycle={
        # status    may become   announcing
        "pending": {"succeeded": "topup.succeeded", "failed": "topup.failed", "canceled": "topup.canceled"},
    },
)

SETTLES = 2  # seconds; the reference takes as long in test mode
LONGEST_DESCRIPTOR = 15
NO_CURRENCY = (
    "You cannot top up your balance in {currency}: it is not a currency that your account settles in."
)
DESCRIPTOR = "The statement descriptor must have at most 15 characters, and at least one letter."


@topups.create(on=())  # from a bank account of the account, not from a customer
def create(work: Work, params: Mapping[str, Any]) -> Topup:
    """Ask the bank for funds. source: a test bank account; without it, the account's own.

    Emits topup.created.
    """
    currency, source = params["currency"], params.get("source")
    if balance.settlement_currency(work, currency) != currency:
        raise errors.invalid(NO_CURRENCY.format(currency=currency), param="currency")
    bank = bank_accounts.named(source) if source else None
    if source and bank is None:
        raise errors.missing("token", source, param="source", status=400)
    descriptor = params.get("statement_descriptor")
    if descriptor and (
        len(descriptor) > LONGEST_DESCRIPTOR or not any(letter.isalpha() for letter in descriptor)
    ):
        raise errors.invalid(DESCRIPTOR, param="statement_descriptor")
    topup = work.insert(
        topups,
        params,
        expected_availability_date=work.now + SETTLES,
        initiated_by="user",
        source=None,
        status="pending",
        _number=bank.number if bank else None,
    )
    work.emit("topup.created", topup)
    work.schedule(settle, topup, at=work.now + SETTLES)
    return topup


@topups.due(name="topup.settle")
def settle(work: Work, topup: Topup) -> None:
    """Record the bank's answer: add the funds to the available balance, or fail.

    Emits topup.succeeded or topup.failed.
    """
    if topup.status != "pending":
        return
    code = bank_accounts.failure(topup["_number"])
    if code is not None:
        work.move(topup, "failed", failure_code=code, failure_message=bank_accounts.MESSAGES[code])
        return
    transaction = balance_transactions.record(
        work,
        type="topup",
        category="topup",
        source=topup.id,
        amount=topup.amount,
        currency=topup.currency,
        counterparty=payouts.BANKS,
        description=topup.description,
    )
    work.move(topup, "succeeded", balance_transaction=transaction.id)


@topups.action
def cancel(work: Work, topup: Topup, params: Mapping[str, Any]) -> Topup:
    """Cancel a pending top-up, which then never settles. Emits topup.canceled."""
    if topup.status != "pending":
        raise errors.invalid(
            f"You cannot cancel a top-up with a status of {topup.status}: only a pending one."
        )
    work.unschedule(topup)
    return work.move(topup, "canceled")
