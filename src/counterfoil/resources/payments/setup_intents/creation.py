"""Create and update a setup intent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import SetupIntent
from counterfoil.resources.payments import confirmation_tokens, payment_methods, setup_attempts
from counterfoil.resources.payments.payment_intents import methods
from counterfoil.resources.payments.setup_intents.accepted import DEFAULT_OPTIONS, check, chosen
from counterfoil.resources.payments.setup_intents.confirmation import attempt_setup
from counterfoil.resources.payments.setup_intents.life import (
    INVALID_PARAMETER,
    OPEN,
    UNEXPECTED_STATE,
    refuse,
    setup_intents,
    wrong_state,
)

ONLY_WITH_CONFIRM = ("return_url", "mandate_data", "confirmation_token")
ALWAYS_EDITABLE = ("metadata", "description", "customer")
NOT_BOTH = "You cannot set `attach_to_self` to `true` when setting up a PaymentMethod for a Customer."


@setup_intents.create(on=("customer", "payment_method", "confirmation_token"))
def create(work: Work, params: Mapping[str, Any]) -> SetupIntent:
    """Create an intent, and with `confirm` attempt the setup. After a decline (402) the intent remains.

    Also for subscriptions and checkout. Emits setup_intent.created, with the intent before its confirmation.
    """
    if not params.get("confirm"):
        stray = next((name for name in ONLY_WITH_CONFIRM if params.get(name) is not None), None)
        if stray:
            message = (
                f"The parameter `{stray}` cannot be passed when creating a SetupIntent unless `confirm` is"
                " set to true."
            )
            raise errors.invalid(message, code=INVALID_PARAMETER, param=stray)
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    if params.get("customer") and params.get("attach_to_self"):
        raise errors.invalid(NOT_BOTH, param="attach_to_self")
    id = setup_intents.new_id(work.space)
    params = confirmation_tokens.unfolded(work, params, setup_intent=id)
    kinds = methods.kinds(work, params, None, code=INVALID_PARAMETER)
    types = kinds["payment_method_types"]
    method = chosen(work, params, customer=params.get("customer"), types=types)
    apart = ("payment_method", "automatic_payment_methods")
    fields = {name: value for name, value in params.items() if name not in apart}
    intent = work.insert(
        setup_intents,
        fields,
        id=id,
        **kinds,
        client_secret=ids.secret(f"{id}_secret_", 25),
        managed_payments={"enabled": False},
        payment_method=method.id if method else None,
        payment_method_options=methods.options(None, types, params, DEFAULT_OPTIONS),
        status="requires_confirmation" if method else "requires_payment_method",
        usage=params.get("usage") or "off_session",
    )
    work.emit("setup_intent.created", intent)
    if not params.get("confirm"):
        return intent
    try:
        return attempt_setup(work, intent, method, params)
    except errors.Refusal as refusal:
        if not refusal.kept:
            refusal.extra.pop("setup_intent", None)  # the intent is rolled back, so it is not shown
        raise


@setup_intents.update
def update(work: Work, intent: SetupIntent, params: Mapping[str, Any]) -> SetupIntent:
    """Update an open intent; a closed one only in metadata, description and customer. No event."""
    if intent.status not in OPEN and any(name not in ALWAYS_EDITABLE for name in params):
        if intent.status == "succeeded":
            raise refuse(
                work,
                intent,
                "You cannot update this SetupIntent because it has already succeeded.",
                code=UNEXPECTED_STATE,
            )
        raise wrong_state(work, intent, "You cannot update this SetupIntent", past="updated")
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    customer = params.get("customer") or intent.customer
    if customer and params.get("attach_to_self", intent.attach_to_self):
        raise refuse(work, intent, NOT_BOTH, param="attach_to_self")
    fields = methods.changed_kinds(work, intent, params, None, code=INVALID_PARAMETER)
    types = fields.get("payment_method_types", intent.payment_method_types)
    fields["payment_method_options"] = methods.options(
        intent.payment_method_options, types, params, DEFAULT_OPTIONS
    )
    method = chosen(work, params, customer=customer, types=types, intent=intent)
    if method is not None:
        setup_attempts.abandon(work, intent.latest_attempt)
        intent = work.move(intent, "requires_confirmation", payment_method=method.id, next_action=None)
    elif intent.payment_method and intent.status in OPEN and "customer" in params:
        current = payment_methods.load(work, intent.payment_method)
        check(work, current, customer=customer, types=types, intent=intent)
    sent = {
        name: value
        for name, value in params.items()
        if name not in ("payment_method", "payment_method_types")
    }
    return work.update(intent, sent, **fields)
