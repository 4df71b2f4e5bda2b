"""What an attempt to set a payment method up comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work
from counterfoil.kernel.shapes import PaymentMethod, SetupIntent
from counterfoil.networks import cards, wallets
from counterfoil.resources.payments import payment_methods, setup_attempts
from counterfoil.resources.payments.payment_intents import card_mandates

NOT_PROVEN = (
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
    " PaymentMethod to attempt to fulfill this SetupIntent again."
)


def succeed(
    work: Work, intent: SetupIntent, method: PaymentMethod, answer: setup_attempts.Answer, attempt: str
) -> SetupIntent:
    """Move the intent to succeeded and attach the method to its customer, if it has one.

    Emits payment_method.attached, then setup_intent.succeeded.
    """
    set_up = intent.usage == "off_session"
    if isinstance(answer, cards.Answer):
        permitted = card_mandates.permit(work, intent, method, answer)
        intent = work.change(intent, mandate=permitted) if permitted else intent
    if method.type in wallets.GENERATES:
        payment_methods.mark_used(work, method)  # the SEPA account that it pays from is saved instead
    elif intent.customer:
        payment_methods.attach_verified(work, method, intent.customer, set_up=set_up)
    elif isinstance(answer, cards.Answer):
        payment_methods.mark_checked(work, method, answer, **({"_set_up": True} if set_up else {}))
    if intent.mandate and method.type not in wallets.GENERATES:
        work.change(work.latest(method), _mandate=intent.mandate)
    return work.move(
        intent,
        "succeeded",
        last_setup_error=None,
        latest_attempt=attempt,
        next_action=None,
        payment_method=method.id,
    )


def complete_error(work: Work, method: PaymentMethod, failure: Mapping[str, Any]) -> dict[str, Any]:
    """Complete an error with doc_url and the payment method, without its nulls."""
    doc_url = f"https://stripe.com/docs/error-codes/{failure['code'].replace('_', '-')}"
    whole = {**failure, "doc_url": doc_url, "payment_method": work.visible(method)}
    return {name: value for name, value in whole.items() if value is not None}


def failed(work: Work, intent: SetupIntent, error: Mapping[str, Any], attempt: str) -> SetupIntent:
    """Move an intent to requires_payment_method with its `last_setup_error`. The method can be used again."""
    return work.move(
        intent,
        "requires_payment_method",
        last_setup_error=error,
        latest_attempt=attempt,
        next_action=None,
        payment_method=None,
    )


def wait(
    work: Work,
    intent: SetupIntent,
    method: PaymentMethod,
    answer: setup_attempts.Answer,
    action: Mapping[str, Any],
    **more: Any,
) -> SetupIntent:
    """Move an intent to requires_action. Emits setup_intent.requires_action, unless it was there."""
    attempt = setup_attempts.record(work, intent, method, answer, "requires_action")
    asked = {
        "last_setup_error": None,
        "latest_attempt": attempt.id,
        "next_action": action,
        "payment_method": method.id,
        **more,
    }
    if intent.status == "requires_action":
        return work.change(intent, **asked)
    return work.move(intent, "requires_action", **asked)
