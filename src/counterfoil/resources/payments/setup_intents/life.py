"""The lifecycle of a setup intent, and what ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import SetupIntent
from counterfoil.resources.payments import setup_attempts

OUTCOMES = {
    "requires_payment_method": "setup_intent.setup_failed",
    "requires_action": "setup_intent.requires_action",
    "succeeded": "setup_intent.succeeded",
    "canceled": "setup_intent.canceled",
}

setup_intents = objects.setup_intent.page(
    filters={"customer": "customer", "payment_method": "payment_method", "attach_to_self": "attach_to_self"},
    lifecycle={
        # status                  may become                                    announcing
        "requires_payment_method": {**OUTCOMES, "requires_confirmation": None},
        "requires_confirmation": {**OUTCOMES, "requires_confirmation": None},
        "requires_action": {**OUTCOMES, "requires_confirmation": None},
    },
)

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
UNEXPECTED_STATE, INVALID_PARAMETER = "setup_intent_unexpected_state", "setup_intent_invalid_parameter"
OF_SESSION = "You cannot perform this action on SetupIntents created by Checkout."
ALREADY_CANCELED = (  # with the original's slip
    "You cannot cancel this SetupIntent because it it already canceled."
)


def refuse(
    work: Work, intent: SetupIntent | None, message: str, *, code: str | None = None, param: str | None = None
) -> errors.Refusal:
    """Make a 400 that shows the intent, if there is one, in the error. Rolls the phase back."""
    return errors.invalid(
        message, code=code, param=param, setup_intent=work.visible(intent) if intent else None
    )


def wrong_state(work: Work, intent: SetupIntent, done: str, *, past: str) -> errors.Refusal:
    """Make a 400 for an action that the intent's status does not allow.

    done: what failed ("You cannot cancel this SetupIntent"). past: participle of the action ("canceled").
    """
    first, second, third = (f"`{status}`" for status in OPEN)
    only = (
        f"Only a SetupIntent with one of the following statuses may be {past}: {first}, {second}, or {third}."
    )
    return refuse(
        work, intent, f"{done} because it has a status of {intent.status}. {only}", code=UNEXPECTED_STATE
    )


@setup_intents.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List intents, newest first. 400 if `customer` does not exist."""
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    return inherited.listed(work, setup_intents, params)


@setup_intents.action
def cancel(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Cancel an open intent.

    Emits setup_intent.canceled. 400 for that of an open checkout session: expire the session.
    """
    session = work.find(objects.checkout_session, intent.get("_checkout_session"))
    if session is not None and session.status == "open":
        raise refuse(work, intent, OF_SESSION)
    if intent.status == "canceled":
        raise refuse(work, intent, ALREADY_CANCELED, code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        raise wrong_state(work, intent, "You cannot cancel this SetupIntent", past="canceled")
    setup_attempts.abandon(work, intent.latest_attempt)
    return work.move(
        intent, "canceled", cancellation_reason=params.get("cancellation_reason"), next_action=None
    )
