"""Mandates of Indian cards: a cardholder permits recurring payments once, by 3D Secure.

The first payment or a setup with `mandate_options` records the mandate. A later one that names it notifies
the cardholder, is `processing` without a charge meanwhile, and is charged five minutes after its creation.
Source: "India recurring payments"; recorded answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work, errors, objects
from counterfoil.kernel.shapes import Mandate, PaymentIntent, PaymentMethod
from counterfoil.networks import cards
from counterfoil.resources.payments import charges, mandates, payment_methods, risk
from counterfoil.resources.payments.payment_intents import outcomes
from counterfoil.resources.payments.payment_intents.life import payment_intents

NOTICE = 300  # seconds between the notification of the cardholder and the charge
CANCELED = "india_recurring_payment_mandate_canceled"
CANCELED_MESSAGE = "The provided mandate has been canceled by the card holder."
INDIA = "IN"


def permit(work: Work, intent: Document, method: PaymentMethod, answer: cards.Answer) -> str | None:
    """Record the mandate of an intent whose Indian cardholder has authenticated. Returns its id, or None.

    intent: a payment or setup intent with `mandate_options`.
    """
    options = intent.at("payment_method_options.card.mandate_options")
    if not options or not answer.proven or answer.card.country != INDIA:
        return None
    accepted = mandates.accept(work, method, None, lasting=True, options=options)
    if method.customer or intent.get("customer"):
        work.change(work.latest(method), _mandate=accepted.id)
    return accepted.id


def find(work: Work, id: str | None, method: PaymentMethod) -> Mandate | None:
    """Return the mandate that a payment names, if it is that of an Indian card; else None."""
    mandate = work.find(objects.mandate, id)
    if mandate is None or mandate.payment_method != method.id or method.type != "card":
        return None
    return mandate


def charge_later(work: Work, intent: PaymentIntent, method: PaymentMethod, mandate: Mandate) -> PaymentIntent:
    """Notify the cardholder, and charge later. Emits payment_intent.processing.

    402 `india_recurring_payment_mandate_canceled` if the cardholder has canceled the mandate; recorded.
    """
    if payment_methods.network_card(method).mandates == "canceled":
        mandates.cancel_indian(work, mandate)
        mandate = work.latest(mandate)
    if mandate.status != "active":
        raise _canceled(work, intent, method)
    notified = {"approval_requested": False, "completes_at": intent.created + NOTICE}
    waiting = work.move(
        intent,
        "processing",
        last_payment_error=None,
        next_action=None,
        payment_method=method.id,
        processing={"type": "card", "card": {"customer_notification": notified}},
    )
    at = max(work.now, intent.created + NOTICE)
    work.schedule(charge, waiting, at=at, data={"mandate": mandate.id})
    return waiting


def _canceled(work: Work, intent: PaymentIntent, method: PaymentMethod) -> errors.Refusal:
    """Move an intent whose mandate is canceled to requires_payment_method. Returns the 402."""
    error: dict[str, Any] = {"code": CANCELED, "message": CANCELED_MESSAGE, "type": "card_error"}
    failed, shown = outcomes.fail(work, intent, method, {**error, "doc_url": None})
    return errors.declined(
        CANCELED_MESSAGE,
        code=CANCELED,
        doc_url=None,
        payment_intent=work.visible(failed),
        payment_method=shown,
    )


@payment_intents.due(name="payment_intent.charge_by_mandate")
def charge(work: Work, intent: PaymentIntent, data: Mapping[str, Any]) -> None:
    """Charge the card of a mandate, after the notification. Nothing if the intent was canceled meanwhile."""
    if intent.status != "processing" or not intent.payment_method:
        return
    method = payment_methods.load(work, intent.payment_method)
    answer = cards.authorize(
        payment_methods.network_card(method),
        cvc=bool(method.get("_cvc")),
        off_session=True,
        set_up=True,
        ruling=risk.ruling(work, intent, method),
    )
    if answer.decline is None:
        outcomes.succeed(work, intent, method, answer, mandate=data["mandate"])
        return
    failed = charges.fail(work, intent, method, answer)
    codes = answer.decline.codes()
    error = {**codes, "charge": failed.id, "message": answer.decline.message, "type": "card_error"}
    outcomes.fail(work, intent, method, error)
