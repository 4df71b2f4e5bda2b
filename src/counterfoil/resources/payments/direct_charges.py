"""Charges without a payment intent: the deprecated way to charge a token or source in one request.

Source: API reference, Create a charge, Capture a charge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import Charge, PaymentIntent, PaymentMethod
from counterfoil.networks import cards, debits
from counterfoil.resources.payments import amounts, charges, payment_methods, risk, sources, tokens

CONNECTED = ("application_fee", "application_fee_amount", "destination", "on_behalf_of", "transfer_data")

# What a charge shows.
OF_DEBITS = (
    "account_holder_type",
    "bank_name",
    "country",
    "fingerprint",
    "last4",
    "routing_number",
)
UNVERIFIED = "The bank account must be verified before it can be charged."


@charges.charges.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> Charge:
    """Charge a token, card or bank account; `capture=false` only authorizes a card, for a week.

    Emits charge.succeeded, or charge.failed with a 402 if the bank declines; the failed charge is stored. A
    debit is pending at first.
    """
    for name in ("amount", "currency"):
        if params.get(name) is None:
            raise errors.required(name)
    amounts.check(work, params["amount"], params["currency"])
    if any(params.get(name) is not None for name in CONNECTED):
        raise errors.not_implemented("charges.create (for a connected account)")
    method = _method(work, params)
    asked = PaymentIntent(params)
    source = (
        sources.check(work, method.id, asked.amount, asked.currency) if method.id.startswith("src_") else None
    )
    if method.type not in ("card", "us_bank_account"):
        payment_methods.mark_used(work, method)
        return charges.succeed(
            work, asked, method, debits.Answer(), capture="automatic", source=work.visible(present(source))
        )
    if method.type == "us_bank_account":
        return _debit(work, asked, method)
    checked = {**present(method.card), "checks": payment_methods.checks(method)}
    shown = {**tokens.legacy_card(checked, method.id, method.billing_details), "customer": method.customer}
    shown = work.visible(source) if source else shown
    # The cardholder is absent, so a bank that requires authentication declines.
    card = payment_methods.network_card(method)
    answer = cards.authorize(
        card, cvc=bool(method.get("_cvc")), off_session=True, ruling=risk.ruling(work, asked, method)
    )
    payment_methods.mark_used(work, method, answer)
    if answer.decline is not None:
        charge = charges.fail(work, asked, method, answer, source=shown)
        raise errors.declined(answer.decline.message, **answer.decline.codes(), charge=charge.id)
    held = params.get("capture") is False
    charge = charges.succeed(
        work, asked, method, answer, capture="manual" if held else "automatic", source=shown
    )
    if held:
        work.schedule(expire, charge, at=work.now + charges.AUTHORIZATION_LASTS)
    return charge


def _debit(work: Work, asked: PaymentIntent, method: PaymentMethod) -> Charge:
    """Debit a customer's verified bank account. The bank answers later. Emits charge.pending.

    400 for an account that is not verified, and for other currencies than its own.
    """
    account = work.get(objects.bank_account, method.id)
    if account.status != "verified":
        raise errors.invalid(UNVERIFIED, code="bank_account_unverified", param="source")
    if asked.currency != account.currency:
        message = f"ACH debits can only be made in {account.currency}."
        raise errors.invalid(message, param="currency")
    if asked.get("capture") is False:
        raise errors.invalid(
            "A debit of a bank account cannot be authorized first and captured later.", param="capture"
        )
    charge = charges.begin(work, asked, method)
    known = {name: account[name] for name in OF_DEBITS}
    charge = work.change(
        charge, source=work.visible(account), payment_method_details={"type": "ach_debit", "ach_debit": known}
    )
    work.emit("charge.pending", charge)
    work.schedule(answer, charge, at=work.now + payment_methods.bank_account(method).delay)
    return charge


@charges.charges.due(name="charge.answer")
def answer(work: Work, charge: Charge) -> None:
    """Record the bank's answer to a debit. Emits charge.succeeded or charge.failed."""
    failure = payment_methods.bank_account(payment_methods.load(work, charge.payment_method)).failure
    if failure is None:
        charges.clear(work, charge)
    else:
        charges.bounce(work, charge, debits.refusal(failure))


def _method(work: Work, params: Mapping[str, Any]) -> PaymentMethod:
    """Return the payment method to charge: a customer's card, by default the default one, or a token's.

    400 for a missing source, or one of another customer; 402 for a customer without a card.
    """
    source, customer = params.get("source"), params.get("customer")
    if customer:
        holder = work.get(objects.customer, customer, param="customer")
        source = source or holder.default_source
        if not source:
            message = "Cannot charge a customer that has no active card"
            raise errors.Refusal(message, status=402, type="card_error", code="missing", param="card")
        method = work.find(payment_methods.payment_methods, source)
        if method is None or method.customer != holder.id:
            message = f"Customer {customer} does not have a linked source with ID {source}."
            raise errors.invalid(message, code="missing", param="source")
        return method
    if not source:
        raise errors.invalid("Must provide source or customer.")
    if source.startswith("tok_"):
        if cards.named(source.removeprefix("tok_")) is None:
            work.get(tokens.tokens, source, param="source")
        return payment_methods.from_token(work, source)
    method = work.find(payment_methods.payment_methods, source)
    if method is not None and not method.customer and source.startswith("src_"):
        return method
    if method is None or not method.customer:
        raise errors.missing("source", source, param="source", status=400)
    message = f"Cannot charge {source}, which belongs to a customer, without the customer parameter."
    raise errors.invalid(message, code="missing", param="customer")


@charges.charges.action
def capture(work: Work, charge: Charge, params: Mapping[str, Any]) -> Charge:
    """Capture an authorized charge in whole or in part; the rest is released. Emits charge.captured.

    400 for a charge of a payment intent, which is captured through the intent.
    """
    if charge.captured:
        raise errors.invalid(f"Charge {charge.id} has already been captured.", code="charge_already_captured")
    if charge.payment_intent:
        raise errors.invalid(
            f"This charge was created by the PaymentIntent {charge.payment_intent}: capture it with"
            f" /v1/payment_intents/{charge.payment_intent}/capture.",
            param="charge",
        )
    if charge.status != "succeeded":
        raise errors.invalid(f"Charge {charge.id} could not be captured because it has failed.")
    if charges.is_released(charge):
        raise errors.invalid(
            f"Charge {charge.id} cannot be captured because the charge has expired.",
            code="charge_expired_for_capture",
        )
    if any(params.get(name) is not None for name in CONNECTED):
        raise errors.not_implemented("charges.capture (for a connected account)")
    amount = charge.amount if params.get("amount") is None else params["amount"]
    if amount < 1:
        message = "This value must be greater than or equal to 1."
        raise errors.invalid(message, code="parameter_invalid_integer", param="amount")
    if amount > charge.amount:
        raise errors.invalid(charges.TOO_MUCH, code="amount_too_large", param="amount")
    work.unschedule(charge, expire)
    noted = {
        name: params[name]
        for name in ("receipt_email", "transfer_group", "statement_descriptor")
        if name in params
    }
    if noted:
        charge = work.change(charge, **noted)
    return charges.capture_held(work, charge, amount, suffix=params.get("statement_descriptor_suffix"))


@charges.charges.due(name="charge.expire")
def expire(work: Work, charge: Charge) -> None:
    """Release an authorization that was not captured within a week. Emits charge.expired."""
    if not charge.captured and not charges.is_released(charge):
        charges.release_hold(work, charge, "charge.expired")
