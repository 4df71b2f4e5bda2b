"""Reviews: payments that wait for a manual fraud review.

Charges of elevated risk are placed in review, in the phase that creates them. A review is closed by
`approve`, or by a refund, cancellation or dispute. Only open reviews are listed.
Source: API reference, Reviews; guide "Reviews".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import Charge, Dispute, PaymentIntent, Review
from counterfoil.resources.payments import charges, payment_intents

reviews = objects.review.page(
    filters={"open": "open"},
    listed={"open": True},
)

CLOSED = "This review is already closed."


@reviews.on("charge.succeeded")
def open_by_rule(work: Work, charge: Charge) -> None:
    """Open the review that a new charge names. Emits review.opened."""
    if charge.review is None:
        return
    intent = work.find(payment_intents.payment_intents, charge.payment_intent)
    fields = {"payment_intent": intent.id} if intent is not None else {}
    zip = present(charge.billing_details.address).postal_code
    review = work.insert(
        reviews,
        id=charge.review,
        billing_zip=zip,
        charge=charge.id,
        open=True,
        opened_reason="rule",
        reason="rule",
        **fields,
    )
    if intent is not None:
        work.change(intent, review=review.id)
    work.emit("review.opened", review)


@reviews.action
def approve(work: Work, review: Review, params: Mapping[str, Any]) -> Review:
    """Close as approved. Does not capture. Emits review.closed."""
    if not review.open:
        raise errors.invalid(CLOSED)
    return _close(work, review, "approved")


def _close(work: Work, review: Review, reason: str) -> Review:
    """Close a review. Emits review.closed."""
    return work.change(review, "review.closed", open=False, reason=reason, closed_reason=reason)


def _close_open(work: Work, charge: Mapping[str, Any], reason: str) -> None:
    """Close the review of a charge, if it is open."""
    review = work.find(reviews, charge["review"])
    if review is not None and review.open:
        _close(work, review, reason)


@reviews.on("charge.refunded")
@reviews.on("charge.updated")
def close_refunded(work: Work, charge: Charge) -> None:
    """Close the review of a charge that is reported as fraudulent or fully refunded."""
    if present(charge.fraud_details).user_report == "fraudulent":
        _close_open(work, charge, "refunded_as_fraud")
    elif charge.refunded:
        _close_open(work, charge, "refunded")


@reviews.on("payment_intent.canceled")
def close_canceled(work: Work, intent: PaymentIntent) -> None:
    """Close the review of a charge whose authorization was released, by cancellation or expiry."""
    charge = work.find(charges.charges, intent.latest_charge)
    if charge is not None and charges.is_released(charge):
        # Since basil no refund shows.
        _close_open(work, charge, "refunded" if charge.refunded else "canceled")


@reviews.on("charge.dispute.created")
def close_disputed(work: Work, dispute: Dispute) -> None:
    """Close the review of a disputed charge."""
    charge = work.find(charges.charges, dispute.charge)
    if charge is not None:
        _close_open(work, charge, "disputed")
