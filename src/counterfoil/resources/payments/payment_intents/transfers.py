"""Bank transfers: payments from a customer's cash balance, funded by transfers to the account's bank.

An intent takes what is there; for the rest it requires action, and shows where to send money. Money that
arrives is applied to open intents, unless the customer's reconciliation is manual. Each movement is a
transaction of the cash balance.
Source: API reference, Cash Balance Transactions; guide "Accept a bank transfer".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import (
    Customer,
    CustomerCashBalanceTransaction,
    PaymentIntent,
    PaymentMethod,
    Refund,
)
from counterfoil.networks import debits, virtual_accounts
from counterfoil.resources.payments import payment_methods
from counterfoil.resources.payments.payment_intents import outcomes
from counterfoil.resources.payments.payment_intents.life import options_of, payment_intents, refuse

transactions = objects.customer_cash_balance_transaction.page(filters={"customer": "customer"})

SHORT = (
    "The customer's cash balance has not enough funds for this payment, and no `funding_type` is given to"
    " fund it by a transfer."
)
INSTRUCTIONS = "display_bank_transfer_instructions"
ALIASES = {"jp_bank_account": "jp_bank_transfer"}  # as the official CLI names it


def held_for(intent: PaymentIntent) -> str:
    """Return the name of the ledger account with what was applied to an intent that is not fully funded."""
    return f"intents:{intent.id}:cash"


def cash_account(customer: str) -> str:
    """Return the name of the ledger account with a customer's cash balance."""
    return f"customers:{customer}:cash"


def attempt(work: Work, intent: PaymentIntent, method: PaymentMethod) -> PaymentIntent:
    """Pay from the cash balance, or require action for the rest. 402 if there is no way to fund it."""
    if not intent.customer:
        raise refuse(
            work, intent, "You must provide a `customer` to pay from a cash balance.", param="customer"
        )
    options = options_of(intent, "customer_balance")
    there = max(0, work.balance(cash_account(intent.customer), intent.currency))
    missing = _remaining(work, intent)
    if there < missing and options.get("funding_type") != "bank_transfer":
        error = {"code": "insufficient_funds", "message": SHORT, "type": "invalid_request_error"}
        failed = outcomes.fail(work, intent, method, error)[0]
        raise errors.Refusal(
            SHORT, status=402, code="insufficient_funds", kept=True, payment_intent=work.visible(failed)
        )
    taken = min(there, missing)
    if taken == missing:
        return _fund(work, work.change(intent, payment_method=method.id), taken)
    if taken:
        _apply(work, intent, taken)
    action = _instructions(work, intent, (options.get("bank_transfer") or {}))
    fields = {"next_action": action, "payment_method": method.id}
    if intent.status == "requires_action":
        return work.change(intent, **fields)
    return work.move(intent, "requires_action", **fields)


def _remaining(work: Work, intent: PaymentIntent) -> int:
    """Return how much an intent lacks, minor units."""
    return intent.amount - work.balance(held_for(intent), intent.currency)


def _instructions(work: Work, intent: PaymentIntent, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `next_action` that shows where to send the rest.

    400 for a type that does not fit the currency.
    """
    kind = ALIASES.get(asked.get("type") or "", asked.get("type"))
    transfer = virtual_accounts.TRANSFERS.get(kind or "")
    param = "payment_method_options[customer_balance][bank_transfer][type]"
    if kind is None or transfer is None:
        raise errors.required(param)
    if transfer.currency != intent.currency:
        message = (
            f"The currency {intent.currency} cannot be used with {kind}, which takes {transfer.currency}."
        )
        raise refuse(work, intent, message, param=param)
    country = transfer.country or (asked.get("eu_bank_transfer") or {}).get("country") or ""
    if country not in virtual_accounts.EUROPEAN and transfer.country is None:
        raise errors.required(
            "payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country]"
        )
    account = work.find(objects.account, work.account)
    name = (account.at("business_profile.name") if account else None) or virtual_accounts.BANK
    details = {
        "amount_remaining": _remaining(work, intent),
        "currency": intent.currency,
        "financial_addresses": virtual_accounts.addresses(
            transfer.kinds, country, intent.customer or "", name
        ),
        "hosted_instructions_url": (
            f"{work.services.base_url}/bank_transfers/{intent.id}?client_secret={intent.client_secret}"
        ),
        "reference": hashlib.sha256(intent.id.encode()).hexdigest()[:12].upper(),
        "type": kind,
    }
    return {"type": INSTRUCTIONS, INSTRUCTIONS: details}


# -- moving money --------------------------------------------------------------------------------------------


def record(
    work: Work, customer: str, kind: str, amount: int, currency: str, **fields: Any
) -> CustomerCashBalanceTransaction:
    """Write a transaction of a cash balance whose money has moved. amount: minor units, negative for debits.

    Emits customer_cash_balance_transaction.created.
    """
    written = work.insert(
        transactions,
        currency=currency,
        customer=customer,
        ending_balance=work.balance(cash_account(customer), currency),
        net_amount=amount,
        type=kind,
        **fields,
    )
    work.emit("customer_cash_balance_transaction.created", written)
    return written


def _apply(work: Work, intent: PaymentIntent, amount: int) -> None:
    """Move an amount, minor units, from the cash balance to an intent."""
    customer = intent.customer or ""
    work.transfer(cash_account(customer), held_for(intent), amount, intent.currency, intent.id)
    record(
        work,
        customer,
        "applied_to_payment",
        -amount,
        intent.currency,
        applied_to_payment={"payment_intent": intent.id},
    )


def _fund(work: Work, intent: PaymentIntent, amount: int) -> PaymentIntent:
    """Apply an amount to an intent: it succeeds when it is fully funded, else shows what remains."""
    _apply(work, intent, amount)
    remaining = _remaining(work, intent)
    if remaining:
        shown = {**intent.at(f"next_action.{INSTRUCTIONS}"), "amount_remaining": remaining}
        return work.change(
            intent, "payment_intent.partially_funded", next_action={"type": INSTRUCTIONS, INSTRUCTIONS: shown}
        )
    work.transfer(held_for(intent), "network:payments", intent.amount, intent.currency, intent.id)
    return outcomes.succeed(work, intent, payment_methods.load(work, intent.payment_method), debits.Answer())


@transactions.operation("test_helpers.customers.fund_cash_balance")
def fund_cash_balance(work: Work, customer: str, params: Mapping[str, Any]) -> CustomerCashBalanceTransaction:
    """Simulate a bank transfer by a customer, and apply it to open intents unless reconciliation is manual.

    The intent that the reference names comes first, then one of exactly this amount, then the oldest. Emits
    cash_balance.funds_available when money stays in the balance.
    """
    holder = work.get(objects.customer, customer)
    amount, currency = params["amount"], params["currency"]
    if amount < 1:
        raise errors.invalid(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    kind = next(
        (kind for kind, transfer in virtual_accounts.TRANSFERS.items() if transfer.currency == currency), None
    )
    if kind is None:
        raise errors.invalid(f"Cash balances cannot be funded in {currency}.", param="currency")
    work.transfer("network:banks", cash_account(holder.id), amount, currency, holder.id)
    how = {"reference": params.get("reference"), "type": kind, kind: {"sender_name": holder.name}}
    written = record(work, holder.id, "funded", amount, currency, funded={"bank_transfer": how})
    if holder.get("_reconciliation_mode") != "manual":
        _reconcile(work, holder, currency, amount, params.get("reference"))
    if work.balance(cash_account(holder.id), currency) > 0:
        work.emit("cash_balance.funds_available", objects.customer.includable["cash_balance"](work, holder))
    return written


def _reconcile(work: Work, holder: Customer, currency: str, amount: int, reference: str | None) -> None:
    """Apply the cash balance of a currency to the intents that wait for it."""

    def precedence(intent: PaymentIntent) -> tuple[bool, bool]:
        named = intent.at(f"next_action.{INSTRUCTIONS}.reference") == reference
        return not named, _remaining(work, intent) != amount

    waiting = [
        intent
        for intent in work.list(payment_intents, customer=holder.id, oldest_first=True)
        if intent.status == "requires_action"
        and intent.currency == currency
        and intent.at("next_action.type") == INSTRUCTIONS
    ]
    for intent in sorted(waiting, key=precedence):
        there = work.balance(cash_account(holder.id), currency)
        if there <= 0:
            return
        _fund(work, intent, min(there, _remaining(work, intent)))


@payment_intents.action
def apply_customer_balance(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Apply an amount of the cash balance (default: all that fits) to an intent that awaits a transfer."""
    if (
        intent.status != "requires_action"
        or intent.at("next_action.type") != INSTRUCTIONS
        or not intent.customer
    ):
        message = (
            "You cannot apply a customer balance to this PaymentIntent because it has a status of"
            f" {intent.status}."
        )
        raise refuse(work, intent, message, code="payment_intent_unexpected_state")
    if params.get("currency") not in (None, intent.currency):
        raise refuse(work, intent, f"This PaymentIntent is in {intent.currency}.", param="currency")
    there, remaining = work.balance(cash_account(intent.customer), intent.currency), _remaining(work, intent)
    asked = params.get("amount")
    amount = min(there, remaining) if asked is None else asked
    if not 0 < amount <= min(there, remaining):
        message = f"You can apply at most {max(0, min(there, remaining))} to this PaymentIntent."
        raise refuse(work, intent, message, param="amount")
    return _fund(work, intent, amount)


@transactions.on("payment_intent.canceled")
def return_applied(work: Work, intent: PaymentIntent) -> None:
    """Return what was applied to a canceled intent to the cash balance."""
    held = (
        work.balance(held_for(intent), intent.currency)
        if intent.customer and "customer_balance" in intent.payment_method_types
        else 0
    )
    if held:
        customer = intent.customer or ""
        work.transfer(held_for(intent), cash_account(customer), held, intent.currency, intent.id)
        record(
            work,
            customer,
            "unapplied_from_payment",
            held,
            intent.currency,
            unapplied_from_payment={"payment_intent": intent.id},
        )


def restated(work: Work, intent: PaymentIntent) -> PaymentIntent:
    """Return what was applied to an intent whose amount has changed, and show what remains now."""
    if intent.at("next_action.type") != INSTRUCTIONS:
        return intent
    return_applied(work, intent)
    shown = {**intent.at(f"next_action.{INSTRUCTIONS}"), "amount_remaining": intent.amount}
    return work.change(intent, next_action={"type": INSTRUCTIONS, INSTRUCTIONS: shown})


@transactions.on("refund.created")
def return_refunded(work: Work, refund: Refund) -> None:
    """Return what is refunded of a payment from the cash balance to it."""
    charge = work.find(objects.charge, refund.charge)
    if (
        charge is None
        or charge.at("payment_method_details.type") != "customer_balance"
        or not charge.customer
        or refund.status == "requires_action"
    ):
        return
    work.transfer(
        "network:payments", cash_account(charge.customer), refund.amount, refund.currency, refund.id
    )
    record(
        work,
        charge.customer,
        "refunded_from_payment",
        refund.amount,
        refund.currency,
        refunded_from_payment={"refund": refund.id},
    )


# -- reading -------------------------------------------------------------------------------------------------


@transactions.operation("customers.cash_balance_transactions.list")
def listed(work: Work, customer: str, params: Mapping[str, Any]) -> Listing:
    """List the transactions of a customer's cash balance, newest first."""
    return inherited.listed(work, transactions, params, {"customer": work.get(objects.customer, customer).id})


@transactions.operation("customers.cash_balance_transactions.retrieve")
def retrieve(
    work: Work, customer: str, transaction: str, params: Mapping[str, Any]
) -> CustomerCashBalanceTransaction:
    """Return a transaction of this customer; 404 if it is another customer's."""
    holder = work.get(objects.customer, customer)
    return inherited.member(work, transactions, transaction, {"customer": holder.id}, param="transaction")
