"""The evidence of a dispute: facts of the payment, the merchant's additions, and eligibility for programs.

Source: API reference, Update a dispute; guide "Visa Compelling Evidence 3.0 disputes".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work, errors, merged, objects
from counterfoil.kernel.shapes import Charge, Customer, Dispute

FILES = frozenset(
    """cancellation_policy customer_communication customer_signature duplicate_charge_documentation receipt
    refund_policy service_documentation shipping_documentation uncategorized_file""".split()
)
LONGEST = 150_000  # characters of all texts together
PURPOSE = "dispute_evidence"

PAGES, PAGES_OF_OTHERS = {"mastercard": 19}, 50  # that a card network accepts
PAGE = 3_000  # characters of a page, our estimate
PDF_PAGE = re.compile(rb"/Type\s*/Page\b")

COMPELLING = "visa_compelling_evidence_3"
PRIOR = 2  # prior payments that are needed
# Identifiers of the customer that the disputed and both prior payments must share: two of the first three, or
# one of them and one of the others. A device's id and fingerprint count as one.
MAIN = (("customer_purchase_ip",), ("customer_device_fingerprint", "customer_device_id"))
SECONDARY = ("shipping_address", "customer_email_address", "customer_account_id")


def known(work: Work, charge: Charge) -> dict[str, str]:
    """Return the evidence that the payment itself gives: the customer's name and email address."""
    billing, customer = charge.billing_details, work.find(objects.customer, charge.customer) or Customer()
    found = {
        "customer_email_address": billing.email or charge.receipt_email or customer.email,
        "customer_name": billing.name or customer.name,
    }
    return {name: value for name, value in found.items() if value}


def added(work: Work, dispute: Dispute, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Merge evidence that is sent over the earlier; None clears a field.

    400 for texts that are too long together, a file that is no evidence, more pages than the card network
    accepts (since endive), an appeal, or a program that the dispute is not eligible for.
    """
    if sent.get("appeal"):
        raise errors.invalid(
            f"This dispute cannot be appealed because it has a status of {dispute.status}.",
            param="evidence[appeal]",
        )
    evidence = {
        name: merged(dispute.evidence.get(name), value) for name, value in sent.items() if value != {}
    }
    evidence = {**dispute.evidence, **evidence}
    together = sum(len(text) for text in _texts(evidence))
    if together > LONGEST:
        raise errors.invalid(
            f"The evidence has {together} characters together; it can have at most {LONGEST}.",
            param="evidence",
        )
    for name in sorted(FILES & set(sent)):
        if sent[name]:
            _check_file(work, sent[name], f"evidence[{name}]")
    if not work.before("2026-09-30.endive"):
        _check_pages(work, dispute, evidence, together)
    if evidence["enhanced_evidence"] is None:
        evidence["enhanced_evidence"] = {}
    for program in evidence["enhanced_evidence"]:
        if program not in dispute.enhanced_eligibility_types:
            raise errors.invalid(
                f"This dispute is not eligible for {program}.",
                param=f"evidence[enhanced_evidence][{program}]",
            )
    return evidence


def _texts(evidence: Mapping[str, Any]) -> Iterator[str]:
    """Yield all texts, also those within hashes and lists, without the ids of files."""
    for name, value in evidence.items():
        if isinstance(value, str) and name not in FILES:
            yield value
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _texts(inner)


def _check_file(work: Work, id: str, param: str) -> None:
    """Refuse (400) a file that does not exist or was uploaded for another purpose."""
    file = work.get(objects.file, id, param=param)
    if file.purpose != PURPOSE:
        message = (
            f"The file {id} has the purpose {file.purpose}: evidence must be uploaded with the purpose"
            f" {PURPOSE}."
        )
        raise errors.invalid(message, param=param)


def _check_pages(work: Work, dispute: Dispute, evidence: Mapping[str, Any], characters: int) -> None:
    """Refuse (400) evidence that makes more pages than the card network accepts. characters: of all texts."""
    card = dispute.at("payment_method_details.card.brand")
    most = PAGES.get(card, PAGES_OF_OTHERS)
    pages = -(-characters // PAGE) + sum(_pages(work, evidence[name]) for name in FILES if evidence[name])
    if pages > most:
        message = f"The evidence has about {pages} pages; {card} accepts at most {most}."
        raise errors.invalid(message, code="dispute_evidence_page_limit_exceeded", param="evidence")


def _pages(work: Work, id: str) -> int:
    """Estimate the pages of a file: those that a PDF declares in plain view, at least 1; an image is 1."""
    content = work.session.content(work.space, id) or b""
    return max(1, len(PDF_PAGE.findall(content))) if content.startswith(b"%PDF") else 1


# -- programs of the networks --------------------------------------------------------------------------------


def eligibility(work: Work, programs: Iterable[str], enhanced: Mapping[str, Any]) -> dict[str, Any]:
    """Return `enhanced_eligibility`: for each program, what is missing from the evidence.

    programs: names of those that the dispute is eligible for. enhanced: the `enhanced_evidence` so far.
    """
    return {COMPELLING: _compelling(work, enhanced.get(COMPELLING) or {})} if COMPELLING in programs else {}


def _compelling(work: Work, evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Return status and required actions of Visa Compelling Evidence 3.0."""
    disputed = evidence.get("disputed_transaction") or {}
    prior = evidence.get("prior_undisputed_transactions") or ()
    missing = {
        "missing_customer_identifiers": not _identified(disputed, prior),
        "missing_disputed_transaction_description": not disputed.get("product_description"),
        "missing_merchandise_or_services": not disputed.get("merchandise_or_services"),
        "missing_prior_undisputed_transaction_description": (
            not all(one.get("product_description") for one in prior) or not prior
        ),
        "missing_prior_undisputed_transactions": len(prior) < PRIOR,
    }
    actions = [action for action, is_missing in missing.items() if is_missing]
    if not all(_is_prior(work, one["charge"]) for one in prior):
        return {"required_actions": actions, "status": "not_qualified"}
    return {"required_actions": actions, "status": "requires_action" if actions else "qualified"}


def _identified(disputed: Mapping[str, Any], prior: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the payments share enough identifiers of the customer."""

    def shared(name: str) -> bool:
        return bool(disputed.get(name)) and all(one.get(name) == disputed[name] for one in prior)

    main = sum(any(shared(name) for name in names) for names in MAIN)
    return main == len(MAIN) or (main == 1 and any(shared(name) for name in SECONDARY))


def _is_prior(work: Work, id: str) -> bool:
    """Whether a charge is paid and undisputed.

    The network also wants the same card, 120 to 365 days before. The test card cannot meet that, as all its
    payments are disputed, so it is not checked here.
    """
    prior = work.find(objects.charge, id)
    return prior is not None and prior.captured and not prior.disputed
