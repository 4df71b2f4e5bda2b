"""Refunds: money given back to the card it came from, all of it or in parts.

Source: API reference, Refunds; "Refund and cancel payments"; "Testing" (refunds). The money leaves the account's available funds at
once, also below zero; the fee of the payment stays paid. What a hold let go of without being taken is a refund as well, of type
`reversal`: it has no balance transaction, for nothing had moved. Emits refund.created, then charge.refunded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Resource, Work, errors, previous
from counterfoil.kernel.clocks import concern
from counterfoil.networks import exchange
from counterfoil.resources.payments import balance_transactions, charges, payment_intents, payment_methods

FAILED = "refund.failed"
UPDATED = "refund.updated"

refunds = Resource(
    "refund",
    prefix="re",
    noun="refund",
    path_param="refund",
    filters={"charge": "charge", "payment_intent": "payment_intent"},
    lifecycle={
        # status          may become                                 announcing
        "requires_action": {"canceled": UPDATED, "failed": FAILED},
        "pending": {"succeeded": UPDATED, "failed": FAILED},
        "succeeded": {"failed": FAILED},
    },
)

ARRIVES = 1  # seconds after which the test cards for refunds take their course
TRACEABLE = 5  # seconds after which a bank has numbered any other refund

NOT_CAPTURED = (
    "This uncaptured Charge was created by a PaymentIntent ({intent}). You must cancel the PaymentIntent to reverse the authorization "
    "instead of refunding the Charge directly. For more information, see "
    "https://stripe.com/docs/payments/place-a-hold-on-a-payment-method"
)
NOT_IN_PART = "You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount"
CASH_BALANCE_ONLY = ("customer", "currency")


# -- giving back -------------------------------------------------------------------------------------------------------


@refunds.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Give back an amount (default: all that is left) of a charge, or of an intent's. Raises 404 for a charge that does not exist."""
    if params.get("origin"):
        raise errors.not_there_yet("refunds.create (from a customer's cash balance)")
    if not params.get("charge") and not params.get("payment_intent"):
        raise errors.one_required("payment_intent", "charge")
    stray = next((name for name in CASH_BALANCE_ONLY if params.get(name) is not None), None)
    if stray:
        raise errors.invalid(f"The parameter `{stray}` can only be used to refund from a customer balance, with `origin`.", param=stray)
    return give_back(work, _charge(work, params), params)


@refunds.operation("charges.refunds.create")
def create_of_charge(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """The older way: below the charge."""
    return give_back(work, work.get(charges.charges, charge), params)


@refunds.operation("charges.refund")
def refund_charge(work: Work, charge: str, params: Mapping[str, Any]) -> Document:
    """The oldest way, which answers the charge."""
    refunded = work.get(charges.charges, charge)
    give_back(work, refunded, params)
    return work.latest(refunded)


def _charge(work: Work, params: Mapping[str, Any]) -> Document:
    """The charge that the parameters name, by itself or by its intent."""
    named = work.get(charges.charges, params["charge"]) if params.get("charge") else None
    if not params.get("payment_intent"):
        assert named is not None, "one of the two is given"
        return named
    intent = work.get(payment_intents.payment_intents, params["payment_intent"], param="payment_intent")
    if named is not None and named.payment_intent != intent.id:
        raise errors.invalid(f"Charge {named.id} does not belong to PaymentIntent {intent.id}.", param="charge")
    charge = named or work.find(charges.charges, intent.latest_charge)
    if charge is None:
        raise _nothing_taken(intent.id)
    return charge


def give_back(work: Work, charge: Document, params: Mapping[str, Any]) -> Document:
    """Refund a charge. For pages that collect (credit notes, invoices) as well. params: of a creation, as far as they apply."""
    concern(work, charge)
    amount = params.get("amount")
    if amount is not None and amount < 1:
        raise errors.invalid("This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount")
    _check(work, charge, params)
    left = charge.amount_captured - _given_back(charge) if charge.captured else charge.amount
    if amount is None:
        amount = left
    if amount > charge.amount:
        raise _too_much(charge, amount, "charge amount", charge.amount)
    if amount > left:
        raise _too_much(charge, amount, "unrefunded amount on charge", left)
    if not charge.captured:
        return _undo(work, charge, amount, params)
    return _repay(work, charge, amount, params)


def _check(work: Work, charge: Document, params: Mapping[str, Any]) -> None:
    """Refuse what cannot be given back: nothing was taken, it was given back already, or the bank took it back."""
    if charge.status == "failed":
        if charge.payment_intent:
            raise _nothing_taken(charge.payment_intent)
        raise errors.invalid(f"Charge {charge.id} has failed: there is nothing to refund.", code="charge_not_refundable")
    if not charge.captured and charge.payment_intent:
        if charge.refunded:
            raise _nothing_taken(charge.payment_intent)
        raise errors.invalid(NOT_CAPTURED.format(intent=charge.payment_intent))
    if charge.disputed and not _refundable(work, charge):
        raise errors.invalid(f"Charge {charge.id} has been charged back; cannot issue a refund.", code="charge_disputed")
    if charge.refunded:
        raise errors.invalid(f"Charge {charge.id} has already been refunded.", code="charge_already_refunded")
    if params.get("reverse_transfer") and not (charge.transfer or charge.transfer_data):
        message = f"Cannot reverse transfer on charge {charge.id} because it does not have an associated transfer."
        raise errors.invalid(message, param="reverse_transfer")
    if params.get("refund_application_fee") and not (charge.application_fee or charge.application_fee_amount):
        message = f"Cannot refund the application fee of charge {charge.id} because it does not have one."
        raise errors.invalid(message, param="refund_application_fee")


def _nothing_taken(intent: str) -> errors.Refusal:
    return errors.invalid(f"This PaymentIntent ({intent}) does not have a successful charge to refund.")


def _too_much(charge: Document, amount: int, of: str, limit: int) -> errors.Refusal:
    asked, most = money.shown(amount, charge.currency), money.shown(limit, charge.currency)
    return errors.invalid(f"Refund amount ({asked}) is greater than {of} ({most})", param="amount")


def _refundable(work: Work, charge: Document) -> bool:
    """Whether all disputes of a charge leave it refundable, as inquiries and won ones do."""
    disputes = work.list(Resource.registry["dispute"], charge=charge.id)
    return bool(disputes) and all(dispute.is_charge_refundable for dispute in disputes)


def _given_back(charge: Document) -> int:
    """How much of what was captured has been given back; `amount_refunded` also counts what was let go."""
    return int(charge.get("_given_back", 0))


# -- the two ways ------------------------------------------------------------------------------------------------------


def _repay(work: Work, charge: Document, amount: int, params: Mapping[str, Any]) -> Document:
    """Send captured money back: a balance transaction, the refund, and what the charge tells of it."""
    if charge.balance_transaction is None:
        charges.settle(work, charge)  # captured a moment ago: it has to arrive before it can go back
        charge = work.latest(charge)
    id = refunds.new_id(work.space)
    fate = payment_methods.fate(payment_methods.held(work, charge.payment_method))
    before = _given_back(charge)
    transaction = _transact(work, charge, id, before, before + amount)
    refund = _insert(
        work,
        charge,
        params,
        id=id,
        amount=amount,
        balance_transaction=transaction.id,
        destination_details=_destination("refund", reference_status="pending", reference_type="acquirer_reference_number"),
        status="pending" if fate.refunds == "pending" else "succeeded",
    )
    work.emit("refund.created", refund)
    more = {"fraud_details": {**charge["fraud_details"], "user_report": "fraudulent"}} if params.get("reason") == "fraudulent" else {}
    work.change(
        charge,
        "charge.refunded",
        amount_refunded=charge.amount_refunded + amount,
        refunded=before + amount == charge.amount_captured,
        _given_back=before + amount,
        **more,
    )
    work.schedule(arrive, refund, at=work.now + (TRACEABLE if fate.refunds == "succeeded" else ARRIVES))
    return refund


def _transact(work: Work, charge: Document, id: str, before: int, after: int) -> Document:
    """The balance transaction of what is given back, from one sum of it to the next.

    In the currency that the charge settled in: the sums are converted, not the parts, so that the parts of a whole add up to it.
    """
    settled = work.get(balance_transactions.balance_transactions, charge.balance_transaction).currency
    rate = exchange.rate(charge.currency, settled)
    worth = [money.converted(amount, rate, charge.currency, settled) for amount in (before, after)]
    return balance_transactions.record(
        work,
        type="refund",
        category="refund",
        source=id,
        amount=worth[0] - worth[1],
        currency=settled,
        counterparty="network:cards",
        description=charge.description,
        exchange_rate=exchange.minor_unit_rate(charge.currency, settled),
    )


def _undo(work: Work, charge: Document, amount: int, params: Mapping[str, Any]) -> Document:
    """Let go of what a charge without an intent holds: all of it, and no money moves."""
    if amount != charge.amount:
        raise errors.invalid(NOT_IN_PART, param="amount")
    work.unschedule(charge)
    refund = _release(work, charge, amount, params)
    work.emit("refund.created", refund)
    charges.let_go(work, charge, "charge.refunded")
    return refund


def _release(work: Work, charge: Document, amount: int, params: Mapping[str, Any]) -> Document:
    """The record of what was held and let go of."""
    return _insert(work, charge, params, amount=amount, destination_details=_destination("reversal"), status="succeeded")


def _insert(work: Work, charge: Document, params: Mapping[str, Any], **fields: Any) -> Document:
    noted = {name: params[name] for name in ("metadata", "reason", "instructions_email") if params.get(name) is not None}
    return work.insert(refunds, noted, charge=charge.id, currency=charge.currency, payment_intent=charge.payment_intent, **fields)


def _destination(type: str, **more: str) -> dict[str, Any]:
    return {"card": {**more, "type": type}, "type": "card"}


# -- what was let go of ------------------------------------------------------------------------------------------------


@refunds.on("charge.captured")
def let_go_at_capture(work: Work, charge: Document) -> None:
    """A part was captured once and for all: the rest is let go of. No event tells of it besides the charge's."""
    if charge.amount_refunded:
        _release(work, charge, charge.amount_refunded, {})


@refunds.on("charge.expired")
def let_go_in_time(work: Work, charge: Document) -> None:
    """Nothing was captured in time."""
    _release(work, charge, charge.amount, {"reason": "expired_uncaptured_charge"})


@refunds.on("payment_intent.canceled")
def let_go_by_cancellation(work: Work, intent: Document) -> None:
    """The payment was given up: what it held is let go of, unless it expired."""
    charge = work.find(charges.charges, intent["latest_charge"])
    if charge is not None and charge.refunded and not charge.captured and work.first(refunds, charge=charge.id) is None:
        _release(work, charge, charge.amount, {})


# -- its course --------------------------------------------------------------------------------------------------------


@refunds.due
def arrive(work: Work, refund: Document) -> None:
    """The bank has it: it can be traced, or has come back. Emits refund.updated or refund.failed, and charge.refund.updated."""
    if refund.status not in ("pending", "succeeded"):
        return
    charge = work.get(charges.charges, refund.charge)
    concern(work, charge)
    if payment_methods.fate(payment_methods.held(work, charge.payment_method)).refunds == "failed":
        come_back(work, refund, charge, "failed", failure_reason="expired_or_canceled_card")
        return
    digest = int.from_bytes(hashlib.sha256(refund.id.encode()).digest()[:16], "big")
    card = {**refund["destination_details"]["card"], "reference": f"7{digest % 10**22:022d}", "reference_status": "available"}
    fields = {"destination_details": {**refund["destination_details"], "card": card}}
    arrived = work.move(refund, "succeeded", **fields) if refund.status == "pending" else work.change(refund, UPDATED, **fields)
    _tell(work, refund, arrived)


def come_back(work: Work, refund: Document, charge: Document, status: str, *, failure_reason: str) -> Document:
    """The money is back in the account: a balance transaction the other way round, and the charge is as it was before."""
    sent = work.get(balance_transactions.balance_transactions, refund.balance_transaction)
    transaction = balance_transactions.record(
        work,
        type="refund_failure",
        category="refund_failure",
        source=refund.id,
        amount=-sent.amount,
        currency=sent.currency,
        counterparty="network:cards",
        description=sent.description,
        exchange_rate=exchange.minor_unit_rate(refund.currency, sent.currency),
    )
    left = _given_back(charge) - refund.amount
    work.change(charge, amount_refunded=charge.amount_refunded - refund.amount, refunded=False, _given_back=left)
    failed = work.move(refund, status, failure_balance_transaction=transaction.id, failure_reason=failure_reason)
    if status == "failed":
        work.emit(UPDATED, failed, previous(work.visible(refund), work.visible(failed)))
    _tell(work, refund, failed)
    return failed


def _tell(work: Work, before: Document, after: Document) -> None:
    """Tell of a change under its older name. Emits charge.refund.updated when there was one."""
    if after != before:
        work.emit("charge.refund.updated", after, previous(work.visible(before), work.visible(after)))


# -- small change ------------------------------------------------------------------------------------------------------


@refunds.update
def update(work: Work, refund: Document, params: Mapping[str, Any]) -> Document:
    """Note things down on it: metadata only. Emits refund.updated and charge.refund.updated."""
    updated = work.update(refund, params)
    _tell(work, refund, updated)
    return updated


@refunds.action
def cancel(work: Work, refund: Document, params: Mapping[str, Any]) -> Document:
    """Take it back while the customer has not told where to send it, which no card waits for: 400 for those."""
    if refund.status != "requires_action":
        raise errors.invalid("Canceling this refund is unsupported.")
    return come_back(work, refund, work.get(charges.charges, refund.charge), "canceled", failure_reason="merchant_request")


@refunds.operation("test_helpers.refunds.expire")
def expire(work: Work, id: str, params: Mapping[str, Any]) -> Document:
    """The customer never told where to send it."""
    refund = work.get(refunds, id)
    if refund.status != "requires_action":
        message = f"This refund cannot be expired because it has a status of {refund.status}: only one that requires_action can."
        raise errors.invalid(message)
    return come_back(work, refund, work.get(charges.charges, refund.charge), "failed", failure_reason="expired_or_canceled_card")
