"""Payments with a later outcome: the intent is `processing`, its charge `pending`, until an entry is due."""

from __future__ import annotations

from counterfoil.kernel import Work, objects, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import debits
from counterfoil.resources.payments import charges, mandates, payment_methods
from counterfoil.resources.payments.payment_intents import outcomes, saving
from counterfoil.resources.payments.payment_intents.life import future_usage, payment_intents


def send(
    work: Work, intent: PaymentIntent, method: PaymentMethod, mandate: str | None = None
) -> PaymentIntent:
    """Send a payment to the bank. Emits payment_intent.processing, then charge.pending.

    mandate: the one that permits it, if the type has mandates.
    """
    intent = outcomes.approved(work, intent)
    shown = {"mandate": mandate} if mandate and method.type != "nz_bank_account" else {}
    charge = charges.begin(work, intent, method, **shown)
    if intent.customer and future_usage(intent, method.type):
        saving.save(work, intent, method, charge=charge.id, mandate=mandate)
        charge = work.latest(charge)
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
    """Record the bank's answer: the payment succeeds, or another method is required.

    Emits charge.succeeded and payment_intent.succeeded, or charge.failed and payment_intent.payment_failed.
    """
    if intent.status != "processing":
        return
    charge = work.get(objects.charge, intent.latest_charge)
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
