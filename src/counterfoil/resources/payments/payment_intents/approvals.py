"""Attempts that the customer approves: on the page of a redirecting method, by a QR code, or in an app.

The intent requires action meanwhile. A saved method pays off session without asking again.
Source: API reference, Payment Intents, `next_action`; guides of the payment methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, present
from counterfoil.kernel.shapes import PaymentIntent, PaymentMethod
from counterfoil.networks import cards, debits, vouchers, wallets
from counterfoil.resources.payments import charges, mandates, payment_methods, redirects
from counterfoil.resources.payments import payment_method_configurations as configurations
from counterfoil.resources.payments.payment_intents import outcomes, processing
from counterfoil.resources.payments.payment_intents.life import (
    future_usage,
    options_of,
    payment_intents,
    refuse,
)

WRONG_CODE = "The BLIK code must have six digits."
CODE = "payment_method_options[blik][code]"
CLIENT = "payment_method_options[wechat_pay][client]"
CLIENTS = ("web", "ios", "android")


def attempt(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentIntent:
    """Ask the customer to approve the payment. 400 if the type needs what was not given."""
    kind = method.type
    if params.get("off_session") not in (None, False) and method.customer and method.get("_set_up"):
        return _succeed(work, intent, method)
    held = (options_of(intent, kind).get("capture_method") or intent.capture_method) == "manual"
    if held and kind not in configurations.HOLDABLE:
        message = f"The payment method type `{kind}` cannot be used with `capture_method` set to `manual`."
        raise refuse(work, intent, message, param="capture_method")
    if kind in wallets.IN_APP:
        return _ask_in_app(work, intent, method, params)
    options = {**options_of(intent, kind), **sent_options(params, kind)}
    if kind == "wechat_pay" and options.get("client") not in CLIENTS:
        raise errors.required(CLIENT)
    return_url = params.get("return_url")
    if not return_url and kind in redirects.METHODS:
        raise refuse(work, intent, redirects.NO_RETURN_URL.format(kind=kind), param="return_url")
    action = redirects.next_action(work, intent, kind, return_url, options)
    fields = {"_return_url": return_url, **_permission(work, intent, method, params)}
    waiting = require_action(work, intent, method, action, **fields)
    if kind in wallets.QR:
        _expire_later(work, waiting, method, redirects.expires_at(work, kind, options))
    return waiting


def require_action(
    work: Work, intent: PaymentIntent, method: PaymentMethod, action: Mapping[str, Any], **more: Any
) -> PaymentIntent:
    """Move an intent to requires_action. Emits payment_intent.requires_action, unless it was there."""
    fields = {"next_action": action, "payment_method": method.id, **more}
    if intent.status == "requires_action":
        return work.change(intent, **fields)
    return work.move(intent, "requires_action", **fields)


def _permission(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> dict[str, Any]:
    """Record the mandate that the customer accepts for future payments. Returns the intent's hidden fields.

    The mandate of a SEPA account is recorded once the account is generated.
    """
    sent = params.get("mandate_data")
    usage = future_usage(intent, method.type)
    if not sent or not usage:
        return {"_acceptance": None, "_mandate": None}
    acceptance = sent["customer_acceptance"]
    if method.type in wallets.GENERATES:
        return {"_acceptance": acceptance, "_mandate": None}
    options = {**options_of(intent, method.type), **sent_options(params, method.type)}.get("mandate_options")
    accepted = mandates.accept(work, method, acceptance, lasting=True, options=options)
    return {"_acceptance": None, "_mandate": accepted.id}


def authorized(work: Work, intent: PaymentIntent, method: PaymentMethod, *, passed: bool) -> PaymentIntent:
    """Continue after the customer has authorized the payment on the method's page, or has failed it."""
    if not passed:
        return outcomes.fail(work, intent, method, outcomes.NOT_PROVEN)[0]
    return _succeed(work, intent, method)


def _succeed(work: Work, intent: PaymentIntent, method: PaymentMethod) -> PaymentIntent:
    """Take the payment: at once, or for some types after the bank's answer."""
    if method.type in wallets.DELAYED:
        return processing.send(work, intent, method)
    return outcomes.succeed(work, intent, method, debits.Answer())


# -- QR codes ------------------------------------------------------------------------------------------------


def _expire_later(work: Work, intent: PaymentIntent, method: PaymentMethod, at: int) -> None:
    """Schedule the end of a QR code. That of Pix may be paid by itself, as the email address says."""
    pays = False
    if method.type == "pix":
        pays, delay = vouchers.outcome(method.billing_details.email)
        at = min(at, work.now + delay)
    work.unschedule(intent, end_code)
    work.schedule(end_code, intent, at=at, data={"pays": pays, "method": method.id})


@payment_intents.due(name="payment_intent.end_voucher")
def end_code(work: Work, intent: PaymentIntent, data: Mapping[str, Any]) -> None:
    """Record that a voucher or code was paid, or has expired; nothing if the intent went another way."""
    if intent.status != "requires_action" or intent.payment_method != data["method"]:
        return
    method = payment_methods.load(work, intent.payment_method)
    if data["pays"]:
        outcomes.succeed(work, intent, method, debits.Answer())
    else:
        outcomes.fail(work, intent, method, vouchers.EXPIRED)


# -- apps ----------------------------------------------------------------------------------------------------


def sent_options(params: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Return the `payment_method_options` of a confirmation for a type."""
    return (params.get("payment_method_options") or {}).get(kind) or {}


def wrong_code(params: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the form of the code of BLIK, or None. 400 if there is none."""
    code = sent_options(params, "blik").get("code")
    if not code:
        raise errors.required(CODE)
    return None if wallets.is_code(code) else WRONG_CODE


def _ask_in_app(
    work: Work, intent: PaymentIntent, method: PaymentMethod, params: Mapping[str, Any]
) -> PaymentIntent:
    """Require approval in an app. 400 without a valid BLIK code; a code that the bank rejects is recorded."""
    kind = method.type
    if kind == "blik":
        wrong = wrong_code(params)
        if wrong:
            raise refuse(work, intent, wrong, code=wallets.INVALID, param=CODE)
    found = wallets.approval(method.billing_details.email)
    if found.delay == 0 and kind == "blik":
        error = {"code": found.code, "message": found.message, "type": "invalid_request_error"}
        failed = outcomes.fail(work, intent, method, error)[0]
        raise errors.Refusal(
            found.message, code=found.code, kept=True, param=CODE, payment_intent=work.visible(failed)
        )
    permission = _permission(work, intent, method, params)
    waiting = require_action(work, intent, method, _app_action(work, intent, kind), **permission)
    work.unschedule(waiting, approve)
    work.schedule(approve, waiting, at=work.now + max(found.delay, wallets.SOON), data={"method": method.id})
    return waiting


def _app_action(work: Work, intent: PaymentIntent, kind: str) -> dict[str, Any]:
    """Return the `next_action` of a payment that is approved in an app."""
    if kind == "blik":
        return {"type": "blik_authorize", "blik_authorize": {}}
    # The reference has no type of its own for MB WAY, which asks Stripe.js to wait.
    shown = {"type": f"{kind}_await_approval", "url": redirects.page(work, intent)}
    return {"type": "use_stripe_sdk", "use_stripe_sdk": shown}


@payment_intents.due(name="payment_intent.approve")
def approve(work: Work, intent: PaymentIntent, data: Mapping[str, Any]) -> None:
    """Record the customer's answer in the app; nothing if the intent has gone another way meanwhile.

    A declined payment has a failed charge.
    """
    if intent.status != "requires_action" or intent.payment_method != data["method"]:
        return
    method = payment_methods.load(work, intent.payment_method)
    found = wallets.approval(method.billing_details.email)
    if found.code is None:
        _succeed(work, intent, method)
        return
    answer = debits.Answer(cards.Decline(found.code, "", found.message))
    charge = charges.fail(work, intent, method, answer)
    decline = present(answer.decline)
    error = {"code": decline.code, "message": decline.message, "type": "invalid_request_error"}
    outcomes.fail(work, intent, method, {**error, "charge": charge.id})
