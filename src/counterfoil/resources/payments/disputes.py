"""Disputes: a bank takes a payment back, or inquires about it, and the account may submit evidence.

A test card decides whether there is a dispute. It is born with the capture, and takes the amount and a fee
from the balance; an inquiry takes nothing. Evidence is submitted to the bank at once, unless it is staged.
Source: API reference, Disputes; "Respond to disputes", "How disputes work"; "Testing" (disputes).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors, merged_metadata, objects, present
from counterfoil.kernel.shapes import (
    BalanceTransaction,
    Charge,
    Dispute,
    PaymentMethod,
    TestHelpersTestClock,
)
from counterfoil.networks import claims, exchange
from counterfoil.resources.payments import balance_transactions, charges, dispute_evidence, payment_methods

UPDATED, CLOSED = "charge.dispute.updated", "charge.dispute.closed"

disputes = objects.dispute.page(
    filters={"charge": "charge", "payment_intent": "payment_intent", "status": "status", "clock": "_clock"},
    lifecycle={
        # status                 may become                                               announcing
        "warning_needs_response": {"warning_under_review": UPDATED, "warning_closed": CLOSED},
        "warning_under_review": {"needs_response": UPDATED, "warning_closed": CLOSED},
        "needs_response": {"under_review": UPDATED, "lost": CLOSED},
        "under_review": {"won": CLOSED, "lost": CLOSED},
    },
)

SUBMITTED = {"needs_response": "under_review", "warning_needs_response": "warning_under_review"}
FINAL = ("won", "lost", "warning_closed")
OPEN = ("warning_needs_response", "warning_under_review", "needs_response", "under_review")
DAY = 86400
ANSWER_DAYS = 9  # full days until an answer is due, at the end of the day in UTC
INQUIRY_LASTS = 120 * DAY  # seconds until an inquiry is closed
ALREADY_CLOSED = "This dispute is already closed"
ALREADY_SUBMITTED = (
    "Evidence has already been submitted for this dispute, and the bank is reviewing it: it cannot be"
    " changed."
)
FEE, FEE_RETURNED = "Dispute fee", "Dispute fee refund"
# What a dispute costs by settlement currency, minor units; elsewhere as much as in US dollars.
FEES = {"aud": 2500, "cad": 1500, "eur": 1500, "gbp": 1300, "usd": 1500}


# -- birth ---------------------------------------------------------------------------------------------------


@disputes.on("charge.succeeded")
@disputes.on("charge.captured")
def claim(work: Work, charge: Charge) -> None:
    """Open the disputes of a payment that has just been captured, if its card brings a claim.

    They exist as soon as the payment is answered, so that nobody has to wait for them. If a claim has parts,
    they add up to the captured amount.
    """
    if not charge.captured or not charge.amount_captured:
        return
    method = payment_methods.load(work, charge.payment_method)
    demanded = _demanded(method)
    if demanded is None:
        return
    if charge.balance_transaction is None:
        # Captured asynchronously: the money must be there before it is taken back.
        charges.settle(work, charge)
    share, before = charge.amount_captured // demanded.parts, 0
    for part in range(1, demanded.parts + 1):
        amount = charge.amount_captured - before if part == demanded.parts else share
        _open(work, work.latest(charge), demanded, amount, before)
        before += amount


def _demanded(method: PaymentMethod) -> claims.Claim | None:
    """Return what the bank of a method demands after a payment, or None."""
    if method.type == "card":
        return claims.CLAIMS.get(payment_methods.network_card(method).then or "")
    return claims.DEBIT if payment_methods.bank_account(method).disputed else None


def _open(work: Work, charge: Charge, demanded: claims.Claim, amount: int, before: int) -> Dispute:
    """Open a dispute of an amount and mark the charge.

    before: what earlier disputes took, minor units. Emits charge.dispute.created, and
    charge.dispute.funds_withdrawn unless it is an inquiry.
    """
    id = disputes.new_id(work.space)
    withdrawn = [] if demanded.inquiry else [_withdraw(work, id, charge, amount, before)]
    given = dispute_evidence.known(work, charge)
    eligible = dispute_evidence.eligibility(work, demanded.eligible, {})
    card = present(charge.payment_method_details).card
    dispute = work.insert(
        disputes,
        id=id,
        amount=amount,
        balance_transaction=withdrawn[0].id if withdrawn else None,
        balance_transactions=[work.visible(one) for one in withdrawn],
        charge=charge.id,
        currency=charge.currency,
        enhanced_eligibility_types=list(demanded.eligible),
        evidence={**disputes.blank()["evidence"], **given},
        evidence_details={
            "due_by": _due_by(work),
            "enhanced_eligibility": eligible,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        is_charge_refundable=demanded.inquiry,
        payment_intent=charge.payment_intent,
        payment_method_details=(
            {
                "card": {
                    "brand": card["brand"],
                    "case_type": "inquiry" if demanded.inquiry else "chargeback",
                    "network": card["network"],
                    "network_reason_code": demanded.network_code,
                },
                "type": "card",
            }
            if card
            else None
        ),
        reason=demanded.reason,
        status="warning_needs_response" if demanded.inquiry else "needs_response",
        _before=before,
        _clock=work.clock,
        _given=given,
    )
    work.change(charge, dispute=id, disputed=True)
    work.emit("charge.dispute.created", dispute)
    if withdrawn:
        work.emit("charge.dispute.funds_withdrawn", dispute)
    for transaction in withdrawn:
        _follow(work, dispute, transaction)
    if demanded.final:
        return _end(work, dispute, "lost")
    work.schedule(fall_due, dispute, at=present(dispute.evidence_details.due_by) + 1)
    if demanded.inquiry:
        work.schedule(lapse, dispute, at=work.now + INQUIRY_LASTS)
    return dispute


def _due_by(work: Work) -> int:
    """Return the last second of the ninth day from now, UTC."""
    return (work.now // DAY + ANSWER_DAYS + 1) * DAY - 1


# -- the money -----------------------------------------------------------------------------------------------


def _withdraw(work: Work, id: str, charge: Charge, amount: int, before: int) -> BalanceTransaction:
    """Take a disputed amount and the fee from the balance, pending as long as the payment's own funds are.

    The totals are converted, not the amount, so that several disputes take exactly what the payment brought.
    """
    collected = _collected(work, charge)
    rate = exchange.rate(charge.currency, collected.currency)
    worth = [
        money.converted(total, rate, charge.currency, collected.currency)
        for total in (before, before + amount)
    ]
    text = f"Chargeback withdrawal for {charge.id}"
    return _transact(work, id, collected, worth[0] - worth[1], "dispute", text, _fee(collected.currency), FEE)


def _fee(currency: str) -> int:
    """Return the fee of a dispute in a settlement currency, minor units."""
    return FEES.get(currency) or money.converted(FEES["usd"], exchange.rate("usd", currency), "usd", currency)


def _reinstate(work: Work, dispute: Dispute, charge: Charge) -> BalanceTransaction:
    """Return the amount of a won dispute, and the fee if the server's settings say so."""
    taken = dispute.balance_transactions[0]
    fee = -taken.fee if work.services.settings.dispute_fee_returned else 0
    text = f"Chargeback reversal for {charge.id}"
    return _transact(
        work, dispute.id, _collected(work, charge), -taken.amount, "dispute_reversal", text, fee, FEE_RETURNED
    )


def _transact(
    work: Work,
    id: str,
    collected: BalanceTransaction,
    amount: int,
    category: str,
    description: str,
    fee: int,
    fee_text: str,
) -> BalanceTransaction:
    """Write a balance transaction of a dispute. collected: that of the payment. fee: negative if returned."""
    detail = {
        "amount": fee,
        "application": None,
        "currency": collected.currency,
        "description": fee_text,
        "type": "stripe_fee",
    }
    return balance_transactions.record(
        work,
        type="adjustment",
        category=category,
        source=id,
        amount=amount,
        currency=collected.currency,
        counterparty="network:cards" if collected.type == "charge" else "network:payments",
        pending_until=collected.available_on if collected.status == "pending" else None,
        source_type=collected["_source_type"],
        description=description,
        further_fees=[detail] if fee else [],
    )


def _collected(work: Work, charge: Charge) -> BalanceTransaction:
    """Return the balance transaction of the disputed payment."""
    return work.get(balance_transactions.balance_transactions, charge.balance_transaction)


def _follow(work: Work, dispute: Dispute, transaction: BalanceTransaction) -> None:
    """Schedule an update of the dispute's copy of a pending transaction, when its funds are available."""
    if transaction.status == "pending":
        work.schedule(show_available, dispute, at=transaction.available_on)


@disputes.due(name="dispute.show_available", rank=60)
def show_available(work: Work, dispute: Dispute) -> None:
    """Show the balance transactions of a dispute as they are now."""
    ids = [one.id for one in dispute.balance_transactions]
    shown = [work.visible(work.get(balance_transactions.balance_transactions, id)) for id in ids]
    work.change(dispute, balance_transactions=shown)


# -- the answer ----------------------------------------------------------------------------------------------


@disputes.update
def update(work: Work, dispute: Dispute, params: Mapping[str, Any]) -> Dispute:
    """Add evidence and submit it, unless `submit` is false; update metadata, which submits nothing.

    `submit=true` without evidence submits what was staged. Emits charge.dispute.updated and charge.updated.
    400 if the dispute is closed, or for evidence while the bank is reviewing it.
    """
    if dispute.status in FINAL:
        raise errors.invalid(ALREADY_CLOSED)
    sent, staged = params.get("evidence"), dispute.evidence_details.has_evidence
    submits = params.get("submit") is not False if sent else bool(params.get("submit")) and staged
    if dispute.status not in SUBMITTED and (sent or submits):
        raise errors.invalid(ALREADY_SUBMITTED)
    noted = {name: params[name] for name in ("intended_submission_method", "metadata") if name in params}
    if not sent and not submits:
        return _announced(work, dispute, work.update(dispute, noted))
    fields = _with(work, dispute, sent or {})
    if not submits:
        return _announced(work, dispute, work.update(dispute, noted, **fields))
    details = fields["evidence_details"]
    details = {**details, "submission_count": details["submission_count"] + 1, "submission_method": "manual"}
    if "metadata" in noted:
        noted["metadata"] = merged_metadata(dispute.metadata, noted["metadata"])
    submitted = work.move(
        dispute, SUBMITTED[dispute.status], **{**noted, **fields, "evidence_details": details}
    )
    _announced(work, dispute, submitted)
    _decide(work, submitted)
    return submitted  # as it was submitted: the decision shows in the next answer


def _with(work: Work, dispute: Dispute, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return `evidence` and `evidence_details` with the evidence that is sent."""
    evidence = dispute_evidence.added(work, dispute, sent)
    has_evidence = any(value and value != dispute["_given"].get(name) for name, value in evidence.items())
    eligible = dispute_evidence.eligibility(
        work, dispute.enhanced_eligibility_types, evidence["enhanced_evidence"]
    )
    details = {**dispute.evidence_details, "enhanced_eligibility": eligible, "has_evidence": has_evidence}
    return {"evidence": evidence, "evidence_details": details}


def _announced(work: Work, before: Dispute, after: Dispute) -> Dispute:
    """Emit charge.updated if a dispute changed: the event also tells of what belongs to a charge."""
    if after != before:
        work.emit("charge.updated", work.get(charges.charges, after.charge), {})
    return after


@disputes.action
def close(work: Work, dispute: Dispute, params: Mapping[str, Any]) -> Dispute:
    """Accept the dispute: it is lost, and an inquiry is closed. Emits charge.dispute.closed.

    400 if it is closed already, or while the bank is reviewing evidence.
    """
    if dispute.status in FINAL:
        raise errors.invalid(ALREADY_CLOSED)
    if dispute.status not in SUBMITTED:
        raise errors.invalid(ALREADY_SUBMITTED)
    return _end(work, dispute, "lost" if dispute.status == "needs_response" else "warning_closed")


# -- the end -------------------------------------------------------------------------------------------------


def _decide(work: Work, dispute: Dispute) -> None:
    """Carry out the bank's decision on submitted evidence. Without one the dispute stays under review."""
    decision = claims.decision(dispute.evidence.uncategorized_text)
    if decision is None:
        return
    if dispute.status == "warning_under_review":
        if decision == "escalated":
            _escalate(work, dispute)
        else:
            _end(work, dispute, "warning_closed")
    elif decision == "won":
        _win(work, dispute)
    elif decision == "lost":
        _end(work, dispute, "lost")


def _win(work: Work, dispute: Dispute) -> None:
    """Return the money. Emits charge.dispute.closed and charge.dispute.funds_reinstated."""
    returned = _reinstate(work, dispute, work.get(charges.charges, dispute.charge))
    transactions = [*dispute.balance_transactions, work.visible(returned)]
    won = _end(work, dispute, "won", balance_transactions=transactions, is_charge_refundable=True)
    work.emit("charge.dispute.funds_reinstated", won)
    _follow(work, won, returned)


def _escalate(work: Work, dispute: Dispute) -> None:
    """Turn an inquiry into a dispute: the money is taken, and there is a new deadline.

    Emits charge.dispute.updated, charge.updated and charge.dispute.funds_withdrawn.
    """
    work.unschedule(dispute)
    charge = work.get(charges.charges, dispute.charge)
    withdrawn = _withdraw(work, dispute.id, charge, dispute.amount, dispute["_before"])
    details = present(dispute.payment_method_details)
    escalated = work.move(
        dispute,
        "needs_response",
        balance_transaction=withdrawn.id,
        balance_transactions=[work.visible(withdrawn)],
        evidence_details={**dispute.evidence_details, "due_by": _due_by(work), "past_due": False},
        is_charge_refundable=False,
        payment_method_details={**details, "card": {**present(details.card), "case_type": "chargeback"}},
    )
    _announced(work, dispute, escalated)
    work.emit("charge.dispute.funds_withdrawn", escalated)
    _follow(work, escalated, withdrawn)
    work.schedule(fall_due, escalated, at=present(escalated.evidence_details.due_by) + 1)


def _end(work: Work, dispute: Dispute, status: str, **fields: Any) -> Dispute:
    """Close a dispute. Emits charge.dispute.closed."""
    for scheduled in (fall_due, lapse):
        work.unschedule(dispute, scheduled)
    return work.move(dispute, status, **fields)


@disputes.due(name="dispute.fall_due")
def fall_due(work: Work, dispute: Dispute) -> None:
    """Lose a dispute that was not answered in time. An inquiry stays open, past due."""
    details = {**dispute.evidence_details, "past_due": True}
    if dispute.status == "needs_response":
        _end(work, dispute, "lost", evidence_details=details)
    elif dispute.status == "warning_needs_response":
        work.change(dispute, evidence_details=details)


@disputes.due(name="dispute.lapse")
def lapse(work: Work, dispute: Dispute) -> None:
    """Close an inquiry that never became a dispute."""
    if dispute.status.startswith("warning_") and dispute.status not in FINAL:
        _end(work, dispute, "warning_closed")


@disputes.on("test_helpers.test_clock.deleted")
def keep_open(work: Work, clock: TestHelpersTestClock) -> None:
    """Let open disputes of a deleted test clock run out in real time, as their payments stay.

    What was due by the clock's time is due at once.
    """
    for status in OPEN:
        for dispute in work.list(disputes, status=status, _clock=clock.id):
            dispute = work.change(dispute, _clock="")
            due_by = present(dispute.evidence_details.due_by)
            if status in SUBMITTED:
                work.schedule(fall_due, dispute, at=due_by + 1, wall=True)
            if status.startswith("warning_"):
                work.schedule(lapse, dispute, at=dispute.created + INQUIRY_LASTS, wall=True)


@disputes.on("charge.refunded")
def close_refunded(work: Work, charge: Charge) -> None:
    """Close the inquiry about a payment that is fully refunded."""
    if charge.disputed and charge.refunded:
        for dispute in work.list(disputes, charge=charge.id):
            if dispute.status in ("warning_needs_response", "warning_under_review"):
                _end(work, dispute, "warning_closed", is_charge_refundable=False)


# -- the deprecated path below a charge ----------------------------------------------------------------------


@charges.charges.operation("charges.dispute.retrieve")
def retrieve_of_charge(work: Work, charge: Charge, params: Mapping[str, Any]) -> Dispute:
    """Return the newest dispute of a charge; 404 if there is none."""
    found = work.find(disputes, charge.dispute)
    if found is None:
        raise errors.Refusal(f"No dispute for charge: {charge.id}", status=404)
    return found


@charges.charges.operation("charges.dispute.update")
def update_of_charge(work: Work, charge: Charge, params: Mapping[str, Any]) -> Dispute:
    """Update the newest dispute of a charge."""
    return update(work, retrieve_of_charge(work, charge, params), params)


@charges.charges.operation("charges.dispute.close")
def close_of_charge(work: Work, charge: Charge, params: Mapping[str, Any]) -> Dispute:
    """Accept the newest dispute of a charge."""
    return close(work, retrieve_of_charge(work, charge, params), params)
