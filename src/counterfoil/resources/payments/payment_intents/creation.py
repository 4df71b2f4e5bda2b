"""Creating, updating and listing payment intents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, ids, inherited, objects
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.resources.payments import amounts, confirmation_tokens, payment_methods
from counterfoil.resources.payments.payment_intents import confirmation, methods, transfers
from counterfoil.resources.payments.payment_intents.life import (
    FIXED_BY_INVOICE,
    OPEN,
    UNEXPECTED_STATE,
    check_descriptors,
    check_invoice,
    payment_intents,
    refuse,
)

ONLY_WITH_CONFIRM = (
    "off_session",
    "return_url",
    "mandate",
    "mandate_data",
    "error_on_requires_action",
    "confirmation_token",
    "use_stripe_sdk",
)
ALWAYS_EDITABLE = ("metadata", "description", "receipt_email")


@payment_intents.create(on=("customer", "payment_method", "confirmation_token"))
def create(work: Work, params: Mapping[str, Any]) -> PaymentIntent:
    """Create an intent, and with `confirm` attempt the payment. After a decline (402) the intent remains.

    Emits payment_intent.created, with the intent before its confirmation.
    """
    if not params.get("confirm"):
        stray = next((name for name in ONLY_WITH_CONFIRM if params.get(name) not in (None, False)), None)
        if stray:
            message = (
                f"The parameter `{stray}` cannot be passed when creating a PaymentIntent unless `confirm` is"
                " set to true."
            )
            raise errors.invalid(message, code="payment_intent_invalid_parameter", param=stray)
    amounts.check(work, params["amount"], params["currency"])
    check_descriptors(params)
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    id = payment_intents.new_id(work.space)
    params = confirmation_tokens.unfolded(work, params, payment_intent=id)
    kinds = methods.kinds(work, params, params["currency"])
    method = methods.chosen(
        work, params, customer=params.get("customer"), types=kinds["payment_method_types"]
    )
    intent = open_intent(work, params, kinds, id=id, method=method)
    if not params.get("confirm"):
        return intent
    try:
        return confirmation.pay(work, intent, method or methods.default_source(work, intent.customer), params)
    except errors.Refusal as refusal:
        if not refusal.kept:
            refusal.extra.pop("payment_intent", None)  # the intent is rolled back, so it is not shown
        raise


def open_intent(
    work: Work,
    params: Mapping[str, Any],
    kinds: Mapping[str, Any],
    *,
    id: str | None = None,
    method: PaymentMethod | None = None,
    **hidden: Any,
) -> PaymentIntent:
    """Store a new intent, for requests and checkout sessions. Emits payment_intent.created.

    kinds: the fields that say which types of methods it accepts.
    """
    id = id or payment_intents.new_id(work.space)
    apart = ("payment_method", "automatic_payment_methods")
    intent = work.insert(
        payment_intents,
        {name: value for name, value in params.items() if name not in apart},
        id=id,
        amount_capturable=0,
        amount_details={"tip": {}},
        amount_received=0,
        **kinds,
        **hidden,
        capture_method=params.get("capture_method") or "automatic_async",
        client_secret=ids.secret(f"{id}_secret_", 25),
        managed_payments={"enabled": False},
        confirmation_method=params.get("confirmation_method") or "automatic",
        payment_method=method.id if method else None,
        payment_method_options=methods.options(None, kinds["payment_method_types"], params),
        status="requires_confirmation" if method else "requires_payment_method",
    )
    work.emit("payment_intent.created", intent)
    return intent


@payment_intents.update
def update(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Update an open intent; a closed one only in metadata, description and receipt_email. No event.

    Clears `last_payment_error`.
    """
    fixed = [name for name in params if name not in ALWAYS_EDITABLE]
    if fixed and intent.status not in OPEN:
        raise refuse(
            work,
            intent,
            f"This PaymentIntent's {fixed[0]} could not be updated because it has a status of"
            f" {intent.status}. You may only update the {fixed[0]} of a PaymentIntent with one of the"
            f" following statuses: {', '.join(OPEN)}.",
            code=UNEXPECTED_STATE,
            param=fixed[0],
        )
    if not FIXED_BY_INVOICE.isdisjoint(params):
        check_invoice(work, intent, "update")
    if "amount" in params or "currency" in params:
        amount = params.get("amount")
        amounts.check(
            work, intent.amount if amount is None else amount, params.get("currency") or intent.currency
        )
    check_descriptors({"payment_method_types": _explicit(intent), **params})
    if params.get("customer"):
        work.get(objects.customer, params["customer"], param="customer")
    kinds = methods.changed_kinds(work, intent, params, params.get("currency") or intent.currency)
    types = kinds.get("payment_method_types", intent.payment_method_types)
    fields: dict[str, Any] = {"last_payment_error": None, **kinds}
    fields["payment_method_options"] = methods.options(intent.payment_method_options, types, params)
    customer = params.get("customer") or intent.customer
    method = methods.chosen(work, params, customer=customer, types=types, intent=intent)
    if method is None and intent.payment_method and "customer" in params:
        current = payment_methods.load(work, intent.payment_method)
        methods.check(work, current, customer=customer, types=types, intent=intent)
    if method is not None:
        intent = work.move(intent, "requires_confirmation", payment_method=method.id, next_action=None)
    sent = {
        name: value
        for name, value in params.items()
        if name not in ("payment_method", "payment_method_types")
    }
    updated = work.update(intent, sent, **fields)
    return transfers.restated(work, updated) if "amount" in params else updated


@payment_intents.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List intents, newest first. 400 if `customer` does not exist."""
    if params.get("customer"):
        work.expect(objects.customer, params["customer"], param="customer")
    return inherited.listed(work, payment_intents, params)


def _explicit(intent: PaymentIntent) -> Any:
    """Return the payment method types that the intent was created with; None if they are automatic."""
    return None if intent.automatic_payment_methods else intent.payment_method_types
