"""Early fraud warnings: a card network reports a payment as probably fraudulent before it is disputed.

A test card decides whether there is one. It is made one second after the payment, and is actionable until the
payment is fully refunded or disputed. Source: API reference, Early Fraud Warnings; "Testing" (fraud and
disputes).
"""

from __future__ import annotations

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Charge, Dispute
from counterfoil.resources.payments import charges, payment_methods

warnings = objects.radar_early_fraud_warning

WARNED = "early_fraud_warning"  # what such a card brings
ARRIVES = 1  # seconds after the payment
FRAUD = "made_with_stolen_card"


@warnings.on("charge.succeeded")
def expect(work: Work, charge: Charge) -> None:
    """Schedule the warning about a payment with a card that brings one."""
    method = payment_methods.load(work, charge.payment_method)
    if method.type == "card" and payment_methods.network_card(method).then == WARNED:
        work.schedule(warn, charge, at=work.now + ARRIVES)


@charges.charges.due(name="charge.warn")
def warn(work: Work, charge: Charge) -> None:
    """Create the warning. Emits radar.early_fraud_warning.created."""
    intent = {"payment_intent": charge.payment_intent} if charge.payment_intent else {}
    actionable = not (charge.refunded or charge.disputed)
    warning = work.insert(warnings, actionable=actionable, charge=charge.id, fraud_type=FRAUD, **intent)
    work.emit("radar.early_fraud_warning.created", warning)


@warnings.on("charge.refunded")
def settle_refunded(work: Work, charge: Charge) -> None:
    """Make the warnings about a payment that is fully refunded not actionable."""
    if charge.refunded:
        _settle(work, charge.id)


@warnings.on("charge.dispute.created")
def settle_disputed(work: Work, dispute: Dispute) -> None:
    """Make the warnings about a disputed payment not actionable."""
    _settle(work, dispute.charge)


def _settle(work: Work, charge: str) -> None:
    """Make the warnings about a charge not actionable. Emits radar.early_fraud_warning.updated."""
    for warning in work.list(warnings, charge=charge):
        work.change(warning, "radar.early_fraud_warning.updated", actionable=False)
