"""Refunds: return captured money to the card, in whole or in part.

The amount leaves the balance at once, which may become negative: the pending one while the payment's funds
are pending, else the available one. The fee of the payment is not returned. Releasing an authorization also
creates a refund, of type `reversal`, for requests before basil; it has no balance transaction. Emits
refund.created, then charge.refunded.
Source: API reference, Refunds; "Refund and cancel payments"; "Testing" (refunds).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Work, errors, ids, objects, present, previous
from counterfoil.kernel.shapes import BalanceTransaction, Charge, PaymentIntent, PaymentMethod, Refund
from counterfoil.networks import exchange, virtual_accounts
from counterfoil.resources.payments import (
    balance_transactions,
    bank_returns,
    charges,
    payment_intents,
    payment_methods,
)

FAILED = "refund.failed"
UPDATED = "refund.updated"

refunds = objects.refund.page(
    filters={"charge": "charge", "payment_intent": "payment_intent"},
    lifecycle={
        # status          may become                                 announcing
        "requires_action": {"pending": UPDATED, "canceled": UPDATED, "failed": FAILED},
        "pending": {"succeeded": UPDATED, "failed": FAILED},
        "succeeded": {"failed": FAILED},
    },
)

ARRIVES = 1  # seconds until the outcome of a refund to a test card for refunds
TRACEABLE = 5  # seconds until any other refund has its reference number

NOT_CAPTURED = (
    "This uncaptured Charge was created by a PaymentIntent ({intent}). You must cancel the PaymentIntent to"
    " reverse the authorization instead of refunding the Charge directly. For more information, see"
    " https://stripe.com/docs/payments/place-a-hold-on-a-payment-method"
)
NOT_IN_PART = (
    "You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than"
    " the original amount"
)
DESCRIBED = "REFUND FOR CHARGE", "REFUND FOR PAYMENT"  # the balance transaction, of cards and of others
# What a refund to a type of method is in `destination_details`: these, under their own names, and bank
# transfers.
DESTINATIONS = frozenset(
    """affirm afterpay_clearpay alipay alma amazon_pay au_bank_transfer blik br_bank_transfer cashapp crypto
    eps eu_bank_transfer gb_bank_transfer giropay grabpay jp_bank_transfer klarna mb_way multibanco
    mx_bank_transfer nz_bank_transfer p24 paynow paypal pix revolut scalapay sofort swish th_bank_transfer
    twint customer_cash_balance us_bank_transfer wechat_pay zip""".split()
)
TRANSFERS = {
    "au_becs_debit": "au_bank_transfer",
    "bacs_debit": "gb_bank_transfer",
    "bancontact": "eu_bank_transfer",
    "boleto": "br_bank_transfer",
    "customer_balance": "customer_cash_balance",
    "ideal": "eu_bank_transfer",
    "konbini": "jp_bank_transfer",
    "nz_bank_account": "nz_bank_transfer",
    "oxxo": "mx_bank_transfer",
    "payto": "au_bank_transfer",
    "promptpay": "th_bank_transfer",
    "revolut_pay": "revolut",
    "sepa_debit": "eu_bank_transfer",
    "us_bank_account": "us_bank_transfer",
}
CASH_BALANCE_ONLY = ("customer", "currency")


# -- creating ------------------------------------------------------------------------------------------------


@refunds.create(on=("charge", "payment_intent"))
def create(work: Work, params: Mapping[str, Any]) -> Refund:
    """Refund an amount (by default all that is left) of a charge, or of the latest charge of an intent."""
    if params.get("origin"):
        return _awaited(work, bank_returns.of_cash_balance(work, params))
    if not params.get("charge") and not params.get("payment_intent"):
        raise errors.one_required("payment_intent", "charge")
    stray = next((name for name in CASH_BALANCE_ONLY if params.get(name) is not None), None)
    if stray:
        raise errors.invalid(
            f"The parameter `{stray}` can only be used to refund from a customer balance, with `origin`.",
            param=stray,
        )
    return give_back(work, _charge(work, params), params)


@refunds.operation("charges.refunds.create")
def create_of_charge(work: Work, charge: Charge, params: Mapping[str, Any]) -> Refund:
    """Refund a charge at the deprecated path below it."""
    return give_back(work, charge, params)


@refunds.operation("charges.refunds.update")
def update_of_charge(work: Work, charge: Charge, refund: Refund, params: Mapping[str, Any]) -> Refund:
    """Update metadata at the deprecated path below the charge. 404 if the refund is another charge's."""
    if refund.charge != charge.id:
        raise errors.missing("refund", refund.id, param="refund")
    return update(work, refund, params)


@refunds.operation("charges.refund")
def refund_charge(work: Work, charge: Charge, params: Mapping[str, Any]) -> Charge:
    """Refund a charge at the oldest path. Returns the charge, not the refund."""
    give_back(work, charge, params)
    return work.latest(charge)


def _charge(work: Work, params: Mapping[str, Any]) -> Charge:
    """Return the charge that the parameters name, directly or by its intent. 404 or 400 if there is none."""
    named = work.get(charges.charges, params["charge"]) if params.get("charge") else None
    if not params.get("payment_intent"):
        assert named is not None, "one of the two is given"
        return named
    intent = work.get(payment_intents.payment_intents, params["payment_intent"], param="payment_intent")
    if named is not None and named.payment_intent != intent.id:
        raise errors.invalid(
            f"Charge {named.id} does not belong to PaymentIntent {intent.id}.", param="charge"
        )
    charge = named or work.find(charges.charges, intent.latest_charge)
    if charge is None:
        raise _nothing_taken(intent.id)
    return charge


def give_back(work: Work, charge: Charge, params: Mapping[str, Any]) -> Refund:
    """Refund a charge. Also for credit notes and invoices. params: those of a refund's creation."""
    amount = params.get("amount")
    if amount is not None and amount < 1:
        raise errors.invalid(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    _check(work, charge, params)
    left = charge.amount_captured - _repaid(charge) if charge.captured else charge.amount
    if amount is None:
        amount = left
    if amount > charge.amount:
        raise _too_much(charge, amount, "charge amount", charge.amount)
    if amount > left:
        raise _too_much(charge, amount, "unrefunded amount on charge", left)
    if not charge.captured:
        return _reverse(work, charge, amount, params)
    return _repay(work, charge, amount, params)


def _check(work: Work, charge: Charge, params: Mapping[str, Any]) -> None:
    """Refuse (400) a charge that failed, is an intent's and uncaptured, is refunded, or is disputed."""
    if charge.status == "failed":
        if charge.payment_intent:
            raise _nothing_taken(charge.payment_intent)
        raise errors.invalid(
            f"Charge {charge.id} has failed: there is nothing to refund.", code="charge_not_refundable"
        )
    if not charge.captured and charge.payment_intent:
        if charges.is_released(charge):
            raise _nothing_taken(charge.payment_intent)
        raise errors.invalid(NOT_CAPTURED.format(intent=charge.payment_intent))
    if charge.disputed and not _refundable(work, charge):
        raise errors.invalid(
            f"Charge {charge.id} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    if charge.refunded:
        raise errors.invalid(f"Charge {charge.id} has already been refunded.", code="charge_already_refunded")
    if params.get("reverse_transfer") and not (charge.transfer or charge.transfer_data):
        message = (
            f"Cannot reverse transfer on charge {charge.id} because it does not have an associated transfer."
        )
        raise errors.invalid(message, param="reverse_transfer")
    if params.get("refund_application_fee") and not (charge.application_fee or charge.application_fee_amount):
        message = f"Cannot refund the application fee of charge {charge.id} because it does not have one."
        raise errors.invalid(message, param="refund_application_fee")


def _nothing_taken(intent: str) -> errors.Refusal:
    """Make the 400 for an intent without a successful charge."""
    return errors.invalid(f"This PaymentIntent ({intent}) does not have a successful charge to refund.")


def _too_much(charge: Charge, amount: int, of: str, limit: int) -> errors.Refusal:
    """Make the 400 for an amount above the limit. of: what the limit is."""
    asked, most = money.shown(amount, charge.currency), money.shown(limit, charge.currency)
    return errors.invalid(f"Refund amount ({asked}) is greater than {of} ({most})", param="amount")


def _refundable(work: Work, charge: Charge) -> bool:
    """Whether all disputes of a charge leave it refundable, as inquiries and won ones do."""
    disputes = work.list(objects.dispute, charge=charge.id)
    return bool(disputes) and all(dispute.is_charge_refundable for dispute in disputes)


def _repaid(charge: Charge) -> int:
    """Return how much captured money was refunded.

    `amount_refunded` also includes the released authorization.
    """
    return int(charge.get("_given_back", 0))


# -- captured and uncaptured charges -------------------------------------------------------------------------


def _repay(work: Work, charge: Charge, amount: int, params: Mapping[str, Any]) -> Refund:
    """Refund captured money: write a balance transaction and the refund, and update the charge."""
    if charge.balance_transaction is None:
        charges.settle(work, charge)  # just captured asynchronously: settle it before refunding it
        charge = work.latest(charge)
    method = payment_methods.load(work, charge.payment_method)
    card = method.type == "card"
    id = refunds.new_id(work.space) if card else ids.new("pyr")
    outcome = payment_methods.network_card(method).refunds if card else "pending"
    before = _repaid(charge)
    state = _state(work, method, params, outcome)
    transaction = _transact(work, charge, method, id, before, before + amount)
    refund = _insert(
        work,
        charge,
        params,
        id=id,
        amount=amount,
        balance_transaction=transaction.id,
        destination_details=_sent_to(method, charge.currency, by_bank="next_action" in state),
        **state,
    )
    work.emit("refund.created", refund)
    more = (
        {"fraud_details": {**present(charge.fraud_details), "user_report": "fraudulent"}}
        if params.get("reason") == "fraudulent"
        else {}
    )
    work.change(
        charge,
        "charge.refunded",
        amount_refunded=charge.amount_refunded + amount,
        refunded=before + amount == charge.amount_captured,
        _given_back=before + amount,
        **more,
    )
    if refund.status == "requires_action":
        _awaited(work, refund)
    else:
        work.schedule(arrive, refund, at=work.now + (TRACEABLE if outcome == "succeeded" else ARRIVES))
    return refund


def _awaited(work: Work, refund: Refund) -> Refund:
    """Schedule what follows of a refund that waits for the customer's bank details. Returns it."""
    if refund.status == "requires_action":
        bank_returns.wait(work, refund)
        work.schedule(run_out, refund, at=work.now + bank_returns.LASTS)
    return refund


@refunds.due(name="refund.run_out")
def run_out(work: Work, refund: Refund) -> None:
    """Fail a refund whose customer did not give their bank details in time. Emits refund.failed."""
    if refund.status == "requires_action":
        _end(work, refund, "failed", "expired_or_canceled_card")


def _state(work: Work, method: PaymentMethod, params: Mapping[str, Any], outcome: str) -> dict[str, Any]:
    """Return the status of a new refund, and what the customer is asked for.

    A payment from a cash balance returns to it, unless there is an address to ask for bank details.
    """
    email = params.get("instructions_email")
    if method.type in bank_returns.ASKED or (method.type == "customer_balance" and email):
        return bank_returns.asked(work, email or method.billing_details.email)
    return {"status": "pending" if outcome == "pending" else "succeeded"}


def _transact(
    work: Work, charge: Charge, method: PaymentMethod, id: str, before: int, after: int
) -> BalanceTransaction:
    """Write the balance transaction of a refund, in the settlement currency of the charge.

    before, after: refunded in total, minor units of the charge. The totals are converted, not their
    difference, so that partial refunds add up exactly to the whole.
    """
    collected = work.get(balance_transactions.balance_transactions, charge.balance_transaction)
    settled = collected.currency
    rate = exchange.rate(charge.currency, settled)
    worth = [money.converted(amount, rate, charge.currency, settled) for amount in (before, after)]
    described = DESCRIBED[method.type != "card"]
    return balance_transactions.record(
        work,
        type="refund" if method.type == "card" else "payment_refund",
        category="refund",
        source=id,
        amount=worth[0] - worth[1],
        currency=settled,
        counterparty=charges.counterparty(method),
        source_type=collected["_source_type"],
        pending_until=collected.available_on if collected.status == "pending" else None,
        description=f"{described} ({charge.description})" if charge.description else described,
        exchange_rate=exchange.minor_unit_rate(charge.currency, settled),
    )


def _reverse(work: Work, charge: Charge, amount: int, params: Mapping[str, Any]) -> Refund:
    """Release the authorization of a charge without an intent, as a whole. No money moves."""
    if amount != charge.amount:
        raise errors.invalid(NOT_IN_PART, param="amount")
    work.unschedule(charge)
    refund = _record_reversal(work, charge, amount, params)
    work.emit("refund.created", refund)
    charges.release_hold(work, charge, "charge.refunded")
    return refund


def _record_reversal(work: Work, charge: Charge, amount: int, params: Mapping[str, Any]) -> Refund:
    """Store the refund of a released authorization."""
    return _insert(
        work, charge, params, amount=amount, destination_details=_destination("reversal"), status="succeeded"
    )


def _insert(work: Work, charge: Charge, params: Mapping[str, Any], **fields: Any) -> Refund:
    """Store a refund of a charge."""
    noted = {
        name: params[name]
        for name in ("metadata", "reason", "instructions_email")
        if params.get(name) is not None
    }
    copied = {name: charge[name] for name in ("currency", "customer", "payment_intent", "payment_method")}
    return work.insert(refunds, noted, charge=charge.id, **copied, **fields)


def _sent_to(method: PaymentMethod, currency: str, *, by_bank: bool) -> dict[str, Any] | None:
    """Make `destination_details` of a refund to a payment method; None where they are not told."""
    if method.type != "card":
        kind = TRANSFERS.get(method.type) or method.type
        if by_bank and method.type == "customer_balance":
            kinds = virtual_accounts.TRANSFERS.items()
            kind = next(kind for kind, transfer in kinds if transfer.currency == currency)
        return (
            {kind: refunds.blank_hash(f"destination_details.{kind}"), "type": kind}
            if kind in DESTINATIONS
            else None
        )
    return _destination("refund", reference_status="pending", reference_type="acquirer_reference_number")


def _destination(type: str, **more: str) -> dict[str, Any]:
    """Make `destination_details`. type: refund or reversal."""
    return {"card": {**more, "type": type}, "type": "card"}


# -- released authorizations ---------------------------------------------------------------------------------


@refunds.on("charge.captured")
def reverse_at_capture(work: Work, charge: Charge) -> None:
    """Record the amount that a final partial capture released. Emits no refund event."""
    if charge.amount_refunded:
        _record_reversal(work, charge, charge.amount_refunded, {})


@refunds.on("charge.expired")
def reverse_expired(work: Work, charge: Charge) -> None:
    """Record the release of an expired authorization, if it shows."""
    if charge.refunded:
        _record_reversal(work, charge, charge.amount, {"reason": "expired_uncaptured_charge"})


@refunds.on("payment_intent.canceled")
def reverse_canceled(work: Work, intent: PaymentIntent) -> None:
    """Record the release of a canceled intent's authorization, unless it expired."""
    charge = work.find(charges.charges, intent.latest_charge)
    if (
        charge is not None
        and charge.refunded
        and not charge.captured
        and work.first(refunds, charge=charge.id) is None
    ):
        _record_reversal(work, charge, charge.amount, {})


# -- outcome -------------------------------------------------------------------------------------------------


@refunds.due(name="refund.arrive")
def arrive(work: Work, refund: Refund) -> None:
    """Record the bank's outcome: set the reference number, or fail the refund.

    Emits refund.updated or refund.failed, and charge.refund.updated.
    """
    if refund.status not in ("pending", "succeeded"):
        return
    charge = work.get(charges.charges, refund.charge)
    method = payment_methods.load(work, charge.payment_method)
    if method.type != "card":
        if refund.status == "pending":
            _emit_legacy_update(work, refund, work.move(refund, "succeeded"))
        return
    if payment_methods.network_card(method).refunds == "failed":
        return_funds(work, refund, charge, "failed", failure_reason="expired_or_canceled_card")
        return
    digest = int.from_bytes(hashlib.sha256(refund.id.encode()).digest()[:16], "big")
    details = present(refund.destination_details)
    card = {**present(details.card), "reference": f"7{digest % 10**22:022d}", "reference_status": "available"}
    fields = {"destination_details": {**details, "card": card}}
    arrived = (
        work.move(refund, "succeeded", **fields)
        if refund.status == "pending"
        else work.change(refund, UPDATED, **fields)
    )
    _emit_legacy_update(work, refund, arrived)


def return_funds(
    work: Work,
    refund: Refund,
    charge: Charge,
    status: str,
    *,
    failure_reason: str,
) -> Refund:
    """Return the funds of a failed or canceled refund: write a balance transaction and restore the charge."""
    method = payment_methods.load(work, charge.payment_method)
    taken = work.get(balance_transactions.balance_transactions, refund.balance_transaction)
    transaction = balance_transactions.record(
        work,
        type="refund_failure" if method.type == "card" else "payment_refund",
        category="refund_failure",
        source=refund.id,
        amount=-taken.amount,
        currency=taken.currency,
        counterparty=charges.counterparty(method),
        source_type=taken["_source_type"],
        pending_until=taken.available_on if taken.status == "pending" else None,
        description=taken.description,
        exchange_rate=exchange.minor_unit_rate(refund.currency, taken.currency),
    )
    left = _repaid(charge) - refund.amount
    work.change(
        charge, amount_refunded=charge.amount_refunded - refund.amount, refunded=False, _given_back=left
    )
    failed = work.move(
        refund,
        status,
        failure_balance_transaction=transaction.id,
        failure_reason=failure_reason,
        next_action=None,
    )
    if status == "failed":
        work.emit(UPDATED, failed, previous(work.visible(refund), work.visible(failed)))
    _emit_legacy_update(work, refund, failed)
    return failed


def _emit_legacy_update(work: Work, before: Document, after: Document) -> None:
    """Emit charge.refund.updated, the older event, if the refund changed."""
    if after != before:
        work.emit("charge.refund.updated", after, previous(work.visible(before), work.visible(after)))


# -- updating and canceling ----------------------------------------------------------------------------------


@refunds.update
def update(work: Work, refund: Refund, params: Mapping[str, Any]) -> Refund:
    """Update metadata. Emits refund.updated and charge.refund.updated."""
    updated = work.update(refund, params)
    _emit_legacy_update(work, refund, updated)
    return updated


@refunds.action
def cancel(work: Work, refund: Refund, params: Mapping[str, Any]) -> Refund:
    """Cancel a refund that requires action of the customer. 400 for card refunds, which never do."""
    if refund.status != "requires_action":
        raise errors.invalid("Canceling this refund is unsupported.")
    return _end(work, refund, "canceled", "merchant_request")


@refunds.operation("test_helpers.refunds.expire")
def expire(work: Work, refund: Refund, params: Mapping[str, Any]) -> Refund:
    """Fail a refund that requires action, because the customer did not act in time."""
    if refund.status != "requires_action":
        message = (
            f"This refund cannot be expired because it has a status of {refund.status}: only one that"
            " requires_action can."
        )
        raise errors.invalid(message)
    return _end(work, refund, "failed", "expired_or_canceled_card")


def _end(work: Work, refund: Refund, status: str, reason: str) -> Refund:
    """End a refund that requires action: return its funds to the balance, or to the cash balance."""
    if bank_returns.is_of_cash_balance(refund):
        return bank_returns.undo(work, refund, status, reason)
    charge = work.get(charges.charges, refund.charge)
    return return_funds(work, refund, charge, status, failure_reason=reason)
