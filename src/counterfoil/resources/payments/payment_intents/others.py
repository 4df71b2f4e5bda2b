"""Attempts to pay with methods other than cards: which way each type goes, and bank debits and vouchers.

A debit needs a mandate. It is `processing` until the bank answers, by the schedule; a bank account that was
not verified is first verified by microdeposits. Source: API reference, Payment Intents, `next_action`; guides
of the payment methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import debit_accounts, debits, vouchers, wallets
from counterfoil.resources.payments import mandates, microdeposits, payment_methods, redirects
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments.payment_intents import approvals, outcomes, processing, transfers
from counterfoil.resources.payments.payment_intents.life import (
    future_usage,
    options_of,
    payment_intents,
    refuse,
)

AT_ONCE = ("link",)  # types that pay as soon as they are confirmed
NO_MANDATE = (
    "This PaymentMethod requires a mandate, but no mandate information was provided. Please provide"
    " `mandate_data` or a `mandate` to confirm this PaymentIntent."
)
WRONG_STATE = (
    "This PaymentIntent cannot be actioned on because it has a status of {status}. Only a PaymentIntent with"
    ' one of the following statuses may be actioned on: ["requires_action"].'
)
NOT_WAITING = "This PaymentIntent does not wait for microdeposits: its next action is another."


def attempt(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentIntent:
    """Attempt the payment of an open intent. 400 if the method cannot pay it, or needs what was not given."""
    kind = method.type
    if not configurations.takes(kind, intent.currency):
        raise refuse(work, intent, configurations.not_taken(kind, intent.currency), param="currency")
    if kind in debits.KINDS:
        return _debit(work, intent, method, params)
    if kind == "customer_balance":
        return transfers.attempt(work, intent, method)
    if kind in vouchers.KINDS:
        return _issue(work, intent, method)
    if kind in AT_ONCE:
        return outcomes.succeed(work, intent, method, debits.Answer())
    if kind in redirects.ANSWERED or kind in wallets.IN_APP:
        return approvals.attempt(work, intent, method, params)
    message = f"A PaymentMethod of type `{kind}` cannot confirm a PaymentIntent by the API."
    raise refuse(work, intent, message, code="payment_intent_incompatible_payment_method")


def _issue(work: Work, intent: PaymentIntent, method: PaymentMethod) -> PaymentIntent:
    """Issue a voucher, with a page that shows it."""
    kind = f"{method.type}_display_details"
    page = f"{work.services.base_url}/voucher/{intent.id}?client_secret={intent.client_secret}"
    action = {"type": kind, kind: vouchers.details(method.type, intent.id, page, work.now)}
    waiting = approvals.require_action(work, intent, method, action)
    pays, delay = vouchers.outcome(method.billing_details.email)
    work.unschedule(waiting, approvals.end_code)
    work.schedule(approvals.end_code, waiting, at=work.now + delay, data={"pays": pays, "method": method.id})
    return waiting


# -- bank debits ---------------------------------------------------------------------------------------------


def _debit(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentIntent:
    """Verify the bank account first, if it has to be, else send the debit to the bank."""
    mandate = _mandate(work, intent, method, params)
    if method.type in microdeposits.KINDS and not method.get("_verified"):
        waiting = approvals.require_action(
            work, intent, method, microdeposits.next_action(work, intent), _mandate=mandate, _tries=0
        )
        reach = work.now + (
            microdeposits.LASTS if payment_methods.bank_account(method).deposits else debit_accounts.SOON
        )
        work.unschedule(waiting, give_up)
        work.schedule(give_up, waiting, at=reach)
        return waiting
    return processing.send(work, work.change(intent, _mandate=mandate), method, mandate)


def _mandate(work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]) -> str:
    """Return the mandate that permits a debit: the one accepted now, the one named, or the method's own.

    400 `payment_intent_mandate_invalid` if there is none.
    """
    sent = params.get("mandate_data")
    asked = method.type in debits.BANK_ASKS and not method.get("_mandate")
    if sent or asked:
        lasting = future_usage(intent, method.type) is not None
        acceptance = sent["customer_acceptance"] if sent else None
        return mandates.accept(
            work,
            method,
            acceptance,
            lasting=lasting,
            options=options_of(intent, method.type).get("mandate_options"),
            amount=intent.amount,
            currency=intent.currency,
        ).id
    named = (
        params.get("mandate")
        or method.get("_mandate")
        or (intent.get("_mandate") if intent.payment_method == method.id else None)
    )
    mandate = work.find(objects.mandate, named)
    if mandate is None or mandate.status != "active" or mandate.payment_method != method.id:
        raise refuse(work, intent, NO_MANDATE, code="payment_intent_mandate_invalid")
    return mandate.id


# -- microdeposits -------------------------------------------------------------------------------------------


@payment_intents.action
def verify_microdeposits(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Verify the bank account by the amounts or the descriptor code of its microdeposits, and send the debit.

    400 for a mismatch, which is counted; after too many tries, or too late, another method is required.
    """
    if intent.status != "requires_action":
        raise refuse(work, intent, WRONG_STATE.format(status=intent.status), code="intent_invalid_state")
    if intent.at("next_action.type") != "verify_with_microdeposits":
        raise refuse(work, intent, NOT_WAITING, code="intent_invalid_state")
    method = payment_methods.load(work, intent.payment_method)
    found = microdeposits.judge(params, intent.get("_tries", 0))
    if found == microdeposits.VERIFIED:
        work.unschedule(intent, give_up)
        verified = work.change(method, _verified=True)
        return processing.send(work, intent, verified, intent["_mandate"])
    raise microdeposits.refuse(
        work,
        intent,
        found,
        fail=lambda failure: outcomes.fail(work, intent, method, failure)[0],
        give_up=give_up,
    )


@payment_intents.due(name="payment_intent.give_up_microdeposits")
def give_up(work: Work, intent: PaymentIntent) -> None:
    """Require another method when the microdeposits did not arrive, or were not verified in time."""
    if intent.status != "requires_action" or intent.at("next_action.type") != "verify_with_microdeposits":
        return
    method = payment_methods.load(work, intent.payment_method)
    arrived = payment_methods.bank_account(method).deposits
    outcomes.fail(
        work, intent, method, microdeposits.failure("verification_timeout" if arrived else "failed")
    )
