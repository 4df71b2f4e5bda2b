"""Attempts to pay with methods other than cards: bank debits, and methods whose page the customer is sent to.

A debit needs a mandate. It is `processing` until the bank answers, by the schedule; a bank account that was
not verified is first verified by microdeposits. A redirecting method requires action: the customer authorizes
the payment on a page of this server. Source: API reference, Payment Intents, `next_action`; guides of the
payment methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import debit_accounts, debits, vouchers
from counterfoil.resources.payments import charges, mandates, microdeposits, payment_methods, redirects
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments.payment_intents import outcomes, transfers
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
    if kind not in redirects.METHODS:
        raise errors.not_implemented(f"payment_intents.confirm (with a {kind})")
    held = (options_of(intent, kind).get("capture_method") or intent.capture_method) == "manual"
    if held and kind not in configurations.HOLDABLE:
        message = f"The payment method type `{kind}` cannot be used with `capture_method` set to `manual`."
        raise refuse(work, intent, message, param="capture_method")
    return_url = params.get("return_url")
    if not return_url:
        raise refuse(work, intent, redirects.NO_RETURN_URL.format(kind=kind), param="return_url")
    return _require_action(
        work, intent, method, redirects.next_action(work, intent, kind, return_url), _return_url=return_url
    )


def _require_action(
    work: Work, intent: PaymentIntent, method: PaymentMethod, action: Mapping[str, Any], **more: Any
) -> PaymentIntent:
    """Move an intent to requires_action. Emits payment_intent.requires_action, unless it was there."""
    fields = {"next_action": action, "payment_method": method.id, **more}
    if intent.status == "requires_action":
        return work.change(intent, **fields)
    return work.move(intent, "requires_action", **fields)


def authorized(work: Work, intent: PaymentIntent, method: PaymentMethod, *, passed: bool) -> PaymentIntent:
    """Continue after the customer has authorized the payment on the method's page, or has failed it."""
    if not passed:
        return outcomes.fail(work, intent, method, outcomes.NOT_PROVEN)[0]
    return outcomes.succeed(work, intent, method, debits.Answer())


def _issue(work: Work, intent: PaymentIntent, method: PaymentMethod) -> PaymentIntent:
    """Issue a voucher. Its page is that of redirecting methods, without a way back."""
    kind = f"{method.type}_display_details"
    page = f"{work.services.base_url}/authorize/{intent.id}?client_secret={intent.client_secret}"
    action = {"type": kind, kind: vouchers.details(method.type, intent.id, page, work.now)}
    waiting = _require_action(work, intent, method, action)
    pays, delay = vouchers.outcome(method.billing_details.email)
    work.unschedule(waiting, end_voucher)
    work.schedule(end_voucher, waiting, at=work.now + delay, data={"pays": pays, "method": method.id})
    return waiting


@payment_intents.due(name="payment_intent.end_voucher")
def end_voucher(work: Work, intent: PaymentIntent, data: Mapping[str, Any]) -> None:
    """Record that a voucher was paid or has expired. No effect if the intent has moved on meanwhile."""
    if intent.status != "requires_action" or intent.payment_method != data["method"]:
        return
    method = payment_methods.load(work, intent.payment_method)
    if data["pays"]:
        outcomes.succeed(work, intent, method, debits.Answer())
    else:
        outcomes.fail(work, intent, method, vouchers.EXPIRED)


# -- bank debits ---------------------------------------------------------------------------------------------


def _debit(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentIntent:
    """Verify the bank account first, if it has to be, else send the debit to the bank."""
    mandate = _mandate(work, intent, method, params)
    if method.type in microdeposits.KINDS and not method.get("_verified"):
        waiting = _require_action(
            work, intent, method, microdeposits.next_action(work, intent), _mandate=mandate, _tries=0
        )
        reach = work.now + (
            microdeposits.LASTS if payment_methods.bank_account(method).deposits else debit_accounts.SOON
        )
        work.unschedule(waiting, give_up)
        work.schedule(give_up, waiting, at=reach)
        return waiting
    return _send(work, work.change(intent, _mandate=mandate), method)


def _mandate(work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]) -> str:
    """Return the mandate that permits a debit: the one accepted now, the one named, or the method's own.

    400 `payment_intent_mandate_invalid` if there is none.
    """
    sent = params.get("mandate_data")
    if sent:
        lasting = future_usage(intent, method.type) is not None
        acceptance = sent["customer_acceptance"]
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


def _send(work: Work, intent: PaymentIntent, method: PaymentMethod) -> PaymentIntent:
    """Send a debit to the bank. Emits payment_intent.processing, then charge.pending."""
    intent = outcomes.approved(work, intent)
    mandate = work.get(objects.mandate, intent["_mandate"])
    shown = {} if method.type == "nz_bank_account" else {"mandate": mandate.id}
    charge = charges.begin(work, intent, method, **shown)
    usage = future_usage(intent, method.type)
    if intent.customer and usage:
        payment_methods.attach_verified(work, method, intent.customer, set_up=usage == "off_session")
        work.change(work.latest(method), _mandate=mandate.id)
    else:
        payment_methods.mark_used(work, method)
    processing = work.move(
        intent,
        "processing",
        last_payment_error=None,
        latest_charge=charge.id,
        next_action=None,
        payment_method=method.id,
    )
    work.emit("charge.pending", charge)
    account = payment_methods.bank_account(method)
    if not account.silent:
        work.schedule(answer, processing, at=work.now + account.delay)
    return processing


@payment_intents.due(name="payment_intent.answer")
def answer(work: Work, intent: PaymentIntent) -> None:
    """Record the bank's answer to a debit: the payment succeeds, or another method is required.

    Emits charge.succeeded and payment_intent.succeeded, or charge.failed and payment_intent.payment_failed.
    """
    if intent.status != "processing":
        return
    charge = work.get(charges.charges, intent.latest_charge)
    method = payment_methods.load(work, intent.payment_method)
    account = payment_methods.bank_account(method)
    failure = account.failure
    if failure is None:
        charges.clear(work, charge)
        work.move(intent, "succeeded", amount_received=intent.amount)
        return
    refusal = debits.refusal(failure, blocked=account.blocked)
    charges.bounce(work, charge, refusal)
    if account.revoked:
        mandates.revoke(work, intent.get("_mandate"), failure)
        method = work.change(method, _spent=True)
    error = {
        "charge": charge.id,
        "code": debits.error_code(failure),
        "message": present(refusal.decline).message,
        "type": "invalid_request_error",
    }
    outcomes.fail(work, intent, method, error)


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
        return _send(work, intent, work.change(method, _verified=True))
    failure = microdeposits.failure(f"verification_{found}")
    if found in (microdeposits.EXCEEDED, microdeposits.TIMEOUT):
        work.unschedule(intent, give_up)
        intent = outcomes.fail(work, intent, method, failure)[0]
    else:
        intent = work.change(intent, _tries=intent.get("_tries", 0) + 1)
    raise errors.Refusal(
        failure["message"], code=failure["code"], kept=True, payment_intent=work.visible(intent)
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
