"""Claims: disputes that banks open after payments with test cards, and how banks decide on the evidence.

Source: "Testing" (fraud and disputes, evidence); "Dispute categories" (network reason codes).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What the bank demands.

    reason: of the dispute. network_code: the card network's code for it. inquiry: it only asks; no money is
    taken.
    parts: how many disputes it makes of the payment. eligible: the network's programs that accept further
    evidence.
    final: it is decided for the customer at once, whatever the account says.
    """

    reason: str
    network_code: str
    inquiry: bool = False
    parts: int = 1
    eligible: tuple[str, ...] = ()
    final: bool = False


# By `Card.then`. Only the code of an ordinary fraud claim is published; the others are those of Visa's
# categories.
CLAIMS = {
    "dispute": Claim("fraudulent", "83"),
    "dispute_product_not_received": Claim("product_not_received", "13.1"),
    "dispute_ce3": Claim("fraudulent", "10.4", eligible=("visa_compelling_evidence_3",)),
    "inquiry": Claim("fraudulent", "83", inquiry=True),
    "multiple_disputes": Claim("fraudulent", "83", parts=2),
}
# What is demanded after a debit: banks give the money back.
DEBIT = Claim("debit_not_authorized", "", final=True)
# What is written in `uncategorized_text` -> the decision. Any other evidence stays under review.
DECISIONS = {"winning_evidence": "won", "losing_evidence": "lost", "escalate_inquiry_evidence": "escalated"}


def decision(evidence: str | None) -> str | None:
    """Return the bank's decision on submitted evidence: won, lost or escalated; None while undecided."""
    return DECISIONS.get((evidence or "").strip())
