"""Reviews: payments that look risky enough for somebody to look at. Source: API reference, Reviews; guide "Reviews".

The rule that sends elevated risk to review is on. A review is opened in the phase of its charge and closed by hand (approve), or by what
becomes of the money. The list shows the open ones only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors
from counterfoil.resources.payments import charges, payment_intents

reviews = Resource("review", prefix="prv", noun="review", path_param="review", filters={"open": "open"}, listed={"open": True})

CLOSED = "This review is already closed."


@reviews.on("charge.succeeded")
def open_by_rule(work: Work, charge: Mapping[str, Any]) -> None:
    """A charge that names a review is to be reviewed. Emits review.opened."""
    if charge["review"] is None:
        return
    intent = work.find(payment_intents.payment_intents, charge["payment_intent"])
    told = {"payment_intent": intent.id} if intent is not None else {}
    zip = charge["billing_details"]["address"]["postal_code"]
    review = work.insert(
        reviews, id=charge["review"], billing_zip=zip, charge=charge["id"], open=True, opened_reason="rule", reason="rule", **told
    )
    if intent is not None:
        work.change(intent, review=review.id)
    work.emit("review.opened", review)


@reviews.action
def approve(work: Work, review: Document, params: Mapping[str, Any]) -> Document:
    """Somebody looked, and all is well. What is held stays held. Emits review.closed."""
    if not review.open:
        raise errors.invalid(CLOSED)
    return _close(work, review, "approved")


def _close(work: Work, review: Document, reason: str) -> Document:
    return work.change(review, "review.closed", open=False, reason=reason, closed_reason=reason)


def _settle(work: Work, charge: Mapping[str, Any], reason: str) -> None:
    review = work.find(reviews, charge["review"])
    if review is not None and review.open:
        _close(work, review, reason)


@reviews.on("charge.refunded")
@reviews.on("charge.updated")
def follow_the_money(work: Work, charge: Mapping[str, Any]) -> None:
    """What was called fraud, or given back as a whole, needs nobody's look any more."""
    if charge["fraud_details"].get("user_report") == "fraudulent":
        _settle(work, charge, "refunded_as_fraud")
    elif charge["refunded"]:
        _settle(work, charge, "refunded")


@reviews.on("payment_intent.canceled")
def follow_the_hold(work: Work, intent: Mapping[str, Any]) -> None:
    """What was held was let go of, by hand or in time."""
    charge = work.find(charges.charges, intent["latest_charge"])
    if charge is not None and charge.refunded:
        _settle(work, charge, "refunded")


@reviews.on("charge.dispute.created")
def follow_the_bank(work: Work, dispute: Mapping[str, Any]) -> None:
    """The cardholder complained before anybody looked."""
    charge = work.find(charges.charges, dispute["charge"])
    if charge is not None:
        _settle(work, charge, "disputed")
