"""Set up bank accounts, which microdeposits verify, and methods that redirect the customer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, present
from counterfoil.kernel.shapes import PaymentMethod, SetupIntent
from counterfoil.networks import debit_accounts, debits, wallets
from counterfoil.resources.payments import (
    mandates,
    microdeposits,
    payment_method_configurations,
    payment_methods,
    redirects,
    setup_attempts,
)
from counterfoil.resources.payments.payment_intents import approvals, saving
from counterfoil.resources.payments.setup_intents.life import INVALID_PARAMETER, refuse, setup_intents
from counterfoil.resources.payments.setup_intents.outcomes import (
    NOT_PROVEN,
    complete_error,
    failed,
    succeed,
    wait,
)

EXPIRED = {
    "code": "setup_intent_setup_attempt_expired",
    "message": "The latest attempt to set up the payment method has expired before it could complete.",
    "type": "invalid_request_error",
}
NO_MANDATE = (
    "This PaymentMethod requires a mandate, but no mandate information was provided. Please provide"
    " `mandate_data` to confirm this SetupIntent."
)


def attempt(work: Work, intent: SetupIntent, method: PaymentMethod, params: Mapping[str, Any]) -> SetupIntent:
    """Set up a bank account or a redirecting method.

    400 for a type that cannot be saved, or without a mandate.
    """
    kind, answer = method.type, debits.Answer()
    if not payment_method_configurations.takes(kind, None):
        message = f"The payment method type `{kind}` cannot be set up for future payments with a SetupIntent."
        raise refuse(work, intent, message, code=INVALID_PARAMETER, param="payment_method")
    intent = _permitted(work, intent, method, params)
    if kind in microdeposits.KINDS and not method.get("_verified"):
        waiting = wait(work, intent, method, answer, microdeposits.next_action(work, intent), _tries=0)
        arrive = payment_methods.bank_account(method).deposits
        work.unschedule(waiting, give_up)
        work.schedule(
            give_up, waiting, at=work.now + (microdeposits.LASTS if arrive else debit_accounts.SOON)
        )
        return waiting
    if kind in redirects.ANSWERED:
        return_url = params.get("return_url")
        if not return_url and kind in redirects.METHODS:
            raise refuse(work, intent, redirects.NO_RETURN_URL.format(kind=kind), param="return_url")
        options = intent.at(f"payment_method_options.{kind}") or {}
        action = redirects.next_action(work, intent, kind, return_url, options)
        waiting = wait(work, intent, method, answer, action, _return_url=return_url)
        if kind in wallets.QR:
            ends = redirects.expires_at(work, kind, options)
            work.schedule(conclude_later, waiting, at=ends, data={"method": method.id})
        return waiting
    if kind in wallets.IN_APP:
        wrong = approvals.wrong_code(params)
        if wrong:
            raise refuse(work, intent, wrong, code=wallets.INVALID, param=approvals.CODE)
        waiting = wait(work, intent, method, answer, {"type": "blik_authorize", "blik_authorize": {}})
        delay = max(wallets.SOON, wallets.approval(method.billing_details.email).delay)
        work.schedule(conclude_later, waiting, at=work.now + delay, data={"method": method.id})
        return waiting
    return succeed(
        work, intent, method, answer, setup_attempts.record(work, intent, method, answer, "succeeded").id
    )


def _permitted(
    work: Work, intent: SetupIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> SetupIntent:
    """Record the mandate that the customer has accepted. 400 for a debit without one."""
    kind, sent = method.type, params.get("mandate_data")
    acceptance = sent["customer_acceptance"] if sent else None
    if kind in wallets.GENERATES:
        return work.change(intent, _acceptance=acceptance)
    if acceptance or kind in debits.BANK_ASKS:
        shown = intent.at(f"payment_method_options.{kind}") or {}
        options = {**shown, **approvals.sent_options(params, kind)}.get("mandate_options")
        mandate = mandates.accept(work, method, acceptance, lasting=True, options=options)
        return work.change(intent, mandate=mandate.id)
    if kind in debits.KINDS and (not intent.mandate or intent.payment_method != method.id):
        raise refuse(work, intent, NO_MANDATE, code="setup_intent_mandate_invalid")
    return intent


@setup_intents.due(name="setup_intent.approve")
def conclude_later(work: Work, intent: SetupIntent, data: Mapping[str, Any]) -> None:
    """Record the customer's answer in an app, or that a QR code has expired; nothing if it was answered."""
    if intent.status != "requires_action" or intent.payment_method != data["method"]:
        return
    method = payment_methods.load(work, intent.payment_method)
    found = wallets.approval(method.billing_details.email)
    if method.type in wallets.QR:
        refuse_attempt(work, intent, method, EXPIRED)
    elif found.code is None:
        conclude(work, intent, method)
    else:
        failure = {"code": found.code, "message": found.message, "type": "invalid_request_error"}
        refuse_attempt(work, intent, method, failure)


def authorized(work: Work, intent: SetupIntent, method: PaymentMethod, *, passed: bool) -> SetupIntent:
    """Continue after the customer has authorized the setup on the method's page, or has failed it."""
    if not passed:
        failure = {
            "code": "setup_intent_authentication_failure",
            "message": NOT_PROVEN,
            "type": "invalid_request_error",
        }
        return refuse_attempt(work, intent, method, failure)
    return conclude(work, intent, method)


def conclude(work: Work, intent: SetupIntent, method: PaymentMethod) -> SetupIntent:
    """Finish the attempt of another method than a card, and the setup."""
    attempt, answer = present(intent.latest_attempt), debits.Answer()
    if method.type in wallets.GENERATES:
        given = intent.get("_acceptance")
        shown = saving.generate(work, method, intent.customer, given, setup_attempt=attempt)
        intent = work.change(intent, mandate=shown["generated_sepa_debit_mandate"])
        setup_attempts.conclude(work, attempt, method, answer, shown=shown)
    else:
        setup_attempts.conclude(work, attempt, method, answer)
    return succeed(work, intent, method, answer, attempt)


def refuse_attempt(
    work: Work, intent: SetupIntent, method: PaymentMethod, failure: Mapping[str, Any]
) -> SetupIntent:
    """Fail the attempt of another method than a card. Emits setup_intent.setup_failed."""
    error, attempt = complete_error(work, method, failure), present(intent.latest_attempt)
    setup_attempts.conclude(work, attempt, method, debits.Answer(), error=error)
    return failed(work, intent, error, attempt)


@setup_intents.action
def verify_microdeposits(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Verify the bank account by the amounts or the descriptor code of its microdeposits. Attaches it.

    400 for a mismatch, which is counted; after too many tries, or too late, another method is required.
    """
    if intent.status != "requires_action":
        message = (
            f"This SetupIntent cannot be actioned on because it has a status of {intent.status}. Only a"
            ' SetupIntent with one of the following statuses may be actioned on: ["requires_action"].'
        )
        raise refuse(work, intent, message, code="intent_invalid_state")
    if intent.at("next_action.type") != "verify_with_microdeposits":
        message = "This SetupIntent does not wait for microdeposits: its next action is another."
        raise refuse(work, intent, message, code="intent_invalid_state")
    method = payment_methods.load(work, intent.payment_method)
    found = microdeposits.judge(params, intent.get("_tries", 0))
    if found == microdeposits.VERIFIED:
        work.unschedule(intent, give_up)
        return conclude(work, intent, work.change(method, _verified=True))
    raise microdeposits.refuse(
        work,
        intent,
        found,
        fail=lambda failure: refuse_attempt(work, intent, method, failure),
        give_up=give_up,
    )


@setup_intents.due(name="setup_intent.give_up_microdeposits")
def give_up(work: Work, intent: SetupIntent) -> None:
    """Require another method when the microdeposits did not arrive, or were not verified in time."""
    if intent.status != "requires_action" or intent.at("next_action.type") != "verify_with_microdeposits":
        return
    method = payment_methods.load(work, intent.payment_method)
    arrived = payment_methods.bank_account(method).deposits
    refuse_attempt(
        work, intent, method, microdeposits.failure("verification_timeout" if arrived else "failed")
    )
