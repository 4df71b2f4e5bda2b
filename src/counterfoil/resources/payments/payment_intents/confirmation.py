"""Confirmation: choose the payment method, ask the network, and update the intent.

A decline answers 402 and is recorded: the failed charge, the intent that requires another method, and their
events are committed. Source: API reference, "Confirm a PaymentIntent"; "Payment status updates".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counterfoil.kernel import Document, Work, errors, objects, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import cards
from counterfoil.resources.payments import (
    charges,
    confirmation_tokens,
    payment_method_configurations,
    payment_methods,
    risk,
    three_d_secure,
)
from counterfoil.resources.payments.payment_intents import (
    approvals,
    card_mandates,
    methods,
    others,
    outcomes,
)
from counterfoil.resources.payments.payment_intents.life import (
    NOT_FOR_CARDS,
    OPEN,
    UNEXPECTED_STATE,
    check_session,
    future_usage,
    options_of,
    payment_intents,
    refuse,
    wrong_state,
)

NO_METHOD = (
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the"
    " PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a"
    " payment method or ConfirmationToken."
)
ALREADY = (
    "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
)
NO_RETURN_URL = (
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of"
    " these payment methods might redirect your customer off of your page, you must provide a `return_url`."
    " If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to"
    " `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
    " Payment Intents."
)
FUTURE_OFF_SESSION = (
    "You cannot confirm with the `off_session` parameter when `setup_future_usage` is also set on the"
    " PaymentIntent because you cannot set up future usages when processing payments off-session."
)
ACTION_REFUSED = cards.Decline(
    "authentication_required",
    "authentication_not_handled",
    "This payment required an authentication action to complete, but `error_on_requires_action` was set. When"
    " you're ready, you can upgrade your integration to handle actions at"
    " https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
)
APPLIED = ("capture_method", "receipt_email", "setup_future_usage", "shipping")


@payment_intents.action
def confirm(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Attempt the payment with the method of this request, else the intent's.

    402 if declined, which is recorded. 400 for the intent of an open checkout session.
    """
    check_session(work, intent)
    return choose_and_pay(work, intent, params)


def choose_and_pay(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Choose the payment method and attempt the payment.

    For a confirmation and for an intent's own checkout session.
    """
    if intent.status == "succeeded":
        raise refuse(work, intent, ALREADY, code=UNEXPECTED_STATE)
    if intent.status not in OPEN:
        confirmable = ("requires_confirmation", "requires_action")
        raise wrong_state(
            work, intent, "You cannot confirm this PaymentIntent", confirmable, past="confirmed"
        )
    if intent.customer:
        work.get(objects.customer, intent.customer, param="customer")  # refuses a deleted one
    params = confirmation_tokens.unfolded(work, params, payment_intent=intent.id)
    kinds = methods.changed_kinds(work, intent, params, intent.currency)
    types = kinds.get("payment_method_types", intent.payment_method_types)
    method = methods.chosen(work, params, customer=intent.customer, types=types, intent=intent)
    proven = method is None and intent.status == "requires_confirmation" and bool(intent.get("_proven"))
    if method is None and intent.payment_method:
        method = payment_methods.load(work, intent.payment_method)
        methods.check(work, method, customer=intent.customer, types=types, intent=intent)
    elif method is None:
        method = methods.default_source(work, intent.customer)
    return pay(work, intent, method, params, proven=proven, kinds=kinds)


def pay(
    work: Work,
    intent: PaymentIntent,
    method: PaymentMethod | None,
    params: Mapping[str, Any],
    *,
    proven: bool = False,
    kinds: Mapping[str, Any] | None = None,
) -> PaymentIntent:
    """Attempt the payment of an open intent with a method. Also for invoices and checkout.

    params: of a confirmation. proven: the cardholder has just passed 3D Secure. kinds: fields of the intent
    that change with its payment method types. 402 if declined, which is recorded; 400 changes nothing.
    """
    if method is None:
        raise refuse(work, intent, NO_METHOD, code=UNEXPECTED_STATE)
    fields = _applied(intent, params, kinds or {})
    automatic = {**intent, **fields}["automatic_payment_methods"]
    if (
        automatic
        and not params.get("return_url")
        and payment_method_configurations.may_redirect(work, intent)
    ):
        raise refuse(work, intent, NO_RETURN_URL)
    if params.get("mandate"):
        work.expect(objects.mandate, params["mandate"], param="mandate")
    if params.get("off_session") and future_usage({**intent, **fields}, method.type):
        raise refuse(work, intent, FUTURE_OFF_SESSION, param="off_session")
    if method.type == "card" and intent.statement_descriptor and not intent.get("_invoice"):
        raise refuse(work, intent, NOT_FOR_CARDS, param="statement_descriptor")
    if intent.transfer_data or intent.application_fee_amount is not None or intent.on_behalf_of:
        raise errors.not_implemented("payment_intents.confirm (for a connected account)")
    if fields:
        intent = work.change(intent, **fields)
    if method.type != "card":
        return others.attempt(work, intent, method, params)
    return _attempt(work, intent, method, params, proven=proven)


def _applied(intent: PaymentIntent, params: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that the parameters of a confirmation change. kinds: the intent's method types."""
    fields = {
        name: params[name]
        for name in APPLIED
        if name in params and (params[name] is not None or intent.get(name) is not None)
    }
    if kinds or params.get("payment_method_options"):
        types = kinds.get("payment_method_types", intent.payment_method_types)
        fields["payment_method_options"] = methods.options(intent.payment_method_options, types, params)
    return {**fields, **kinds}


# -- the outcomes --------------------------------------------------------------------------------------------


def _attempt(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any], *, proven: bool
) -> PaymentIntent:
    """Ask the network for an authorization, and record its answer."""
    mandate = card_mandates.find(work, params.get("mandate"), method)
    if mandate is not None and params.get("off_session") not in (None, False):
        return card_mandates.charge_later(work, intent, method, mandate)
    card = payment_methods.network_card(method)
    answer = cards.authorize(
        card,
        cvc=bool(method.get("_cvc")),
        off_session=params.get("off_session") not in (None, False),
        request=options_of(intent, "card").get("request_three_d_secure") or "automatic",
        proven=proven,
        set_up=bool(method.get("_set_up")),
        ruling=risk.ruling(
            work,
            intent,
            method,
            client_ip=Document(params).at("mandate_data.customer_acceptance.online.ip_address"),
        ),
    )
    if answer.authenticate:
        if params.get("error_on_requires_action"):
            raise _declined(work, intent, method, replace(answer, decline=ACTION_REFUSED), charge=None)
        return _require_action(work, intent, method, params.get("return_url"))
    if answer.decline is not None:
        charge = charges.fail(work, intent, method, answer)
        raise _declined(work, intent, method, answer, charge=charge.id)
    permitted = card_mandates.permit(work, intent, method, answer)
    return outcomes.succeed(work, intent, method, answer, mandate=permitted)


def _declined(
    work: Work, intent: PaymentIntent, method: PaymentMethod, answer: cards.Answer, *, charge: str | None
) -> errors.Refusal:
    """Move a declined intent to requires_payment_method. Returns the 402 with intent, charge and method.

    Emits payment_intent.payment_failed.
    """
    decline = answer.decline
    assert decline is not None, "a declined payment has a reason"
    attributes: dict[str, Any] = {**decline.codes(), "charge": charge, "message": decline.message}
    method = payment_methods.mark_used(work, method, answer)
    failed, shown = outcomes.fail(work, intent, method, {**attributes, "type": "card_error"})
    return errors.declined(**attributes, payment_intent=work.visible(failed), payment_method=shown)


# -- 3D Secure -----------------------------------------------------------------------------------------------


def _require_action(
    work: Work, intent: PaymentIntent, method: PaymentMethod, return_url: str | None
) -> PaymentIntent:
    """Require 3D Secure of the cardholder. No charge yet. Emits payment_intent.requires_action."""
    action = three_d_secure.next_action(work, intent, return_url, present(method.card).brand)
    if intent.status == "requires_action":
        return work.change(intent, next_action=action, payment_method=method.id)
    return work.move(intent, "requires_action", next_action=action, payment_method=method.id)


def authenticated(work: Work, intent: PaymentIntent, *, passed: bool) -> PaymentIntent:
    """Continue after 3D Secure. passed: the cardholder authenticated. 402 if the bank declines afterwards.

    With manual confirmation the intent waits for another confirm. Emits payment_intent.payment_failed if not
    passed.
    """
    method = payment_methods.load(work, intent.payment_method)
    if method.type != "card":
        return approvals.authorized(work, intent, method, passed=passed)
    if not passed or payment_methods.network_card(method).unprovable:
        return outcomes.fail(work, intent, method, outcomes.NOT_PROVEN)[0]
    if intent.confirmation_method == "manual":
        return work.move(intent, "requires_confirmation", next_action=None, _proven=True)
    return _attempt(work, intent, method, {}, proven=True)


@payment_intents.action
def source_cancel(work: Work, intent: PaymentIntent, params: Mapping[str, Any]) -> PaymentIntent:
    """Fail the authentication, because the cardholder closed the 3D Secure window. Called by Stripe.js.

    Has no effect unless the intent requires action.
    """
    return authenticated(work, intent, passed=False) if intent.status == "requires_action" else intent
