"""Drafts that follow usage: what arrives late for a closed period is billed until its invoice is finalized.

An event of a customer with such a draft schedules its sums to be computed again, in a phase of its own, as
soon as the event is committed. Source: guide "How usage-based billing works", "Invoice finalization".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import Invoice
from counterfoil.resources.billing import invoices

# A row for each draft with metered lines: `customer`, and `until`, the end of the newest period that it
# bills. Not part of the API.
drafts = objects.metered_draft.page(filters={"customer": "customer"})

# A row for each subscription with billing thresholds, of its id: `customer`. Not part of the API.
thresholds = objects.threshold.page(filters={"customer": "customer"})

CHECK = "_threshold.check"  # the scheduled action that looks whether a threshold is reached
KNOWN = "billing.metered_drafts.customers"
WATCHED = "billing.thresholds.customers"
FOLLOWED = "billing.metered_drafts.followed"
STEP = 1  # seconds of real time between two computations of a draft


@drafts.on("invoice.created")
def watch(work: Work, invoice: Invoice) -> None:
    """Let a draft with metered lines follow its customer's usage."""
    ends = [line.period.end for line in invoices.lines_of(work, invoice) if line.get("_metered")]
    if ends and invoice.status == "draft":
        customer = invoice.customer
        work.insert(drafts, id=invoice.id, object=drafts.object, customer=customer, until=max(ends))
        work.invalidate()


@drafts.on("invoice.finalized")
@drafts.on("invoice.voided")
@drafts.on("invoice.marked_uncollectible")
@drafts.on("invoice.deleted")
def settle(work: Work, invoice: Invoice) -> None:
    """The invoice is no draft any more: later usage of its period is billed by nobody."""
    row = work.find(drafts, invoice.id)
    if row is not None:
        work.unschedule(row)
        work.delete(row)


def heeded(work: Work) -> bool:
    """Whether any customer of the account has a draft that follows usage, or billing thresholds."""
    return bool(_known(work) or _watched(work))


def notice(work: Work, customer: str, timestamp: int | None = None) -> None:
    """Have a customer's drafts follow usage of this phase, and look at their billing thresholds.

    timestamp: of the usage; None: any, as when an event is canceled. Costs a look into memory for customers
    without such drafts.
    """
    if customer in _watched(work):
        for row in work.list(thresholds, customer=customer):
            there = _beside(work, work.get(objects.subscription, row["id"]))
            check = Resource.due_actions[CHECK]
            there.unschedule(row, check)
            there.schedule(check, row, at=there.now)
    until = _known(work).get(customer)
    if until is None or (timestamp is not None and timestamp >= until):
        return
    for invoice in of(work, customer):
        there, row = _beside(work, invoice), work.get(drafts, invoice.id)
        at = there.now
        if not there.clock and work.cache.get(FOLLOWED, {}).get(invoice.id) == at:
            at += STEP
        there.unschedule(row, follow)
        there.schedule(follow, row, at=at)


def _beside(work: Work, document: Mapping[str, Any]) -> Work:
    """Return a work on the clock of an object, also while that is advanced: usage is not refused for it."""
    there = work.beside()
    adopt(there, document, reads=True)
    return there


def of(work: Work, customer: str) -> list[Invoice]:
    """Return a customer's drafts with metered lines, oldest first."""
    rows = work.list(drafts, oldest_first=True, customer=customer)
    found = (work.find(objects.invoice, row["id"]) for row in rows)
    return [invoice for invoice in found if invoice is not None]


@drafts.due(name="_metered_draft.follow")
def follow(work: Work, row: Document) -> None:
    """Compute a draft again from its customer's usage. No event."""
    invoice = work.find(objects.invoice, row["id"])
    if invoice is not None and invoice.status == "draft":
        invoices.recompute(work, invoice, usage=True, announce=None)
        work.cache.setdefault(FOLLOWED, {})[invoice.id] = work.services.wall()


def _watched(work: Work) -> set[str]:
    """Return the customers whose subscriptions have billing thresholds. Cached."""
    watched: set[str] | None = work.cache.get(WATCHED)
    if watched is None:
        watched = work.cache[WATCHED] = {row["customer"] for row in work.list(thresholds)}
    return watched


def _known(work: Work) -> dict[str, int]:
    """Return the customers with drafts that follow usage, and until when it may be dated.

    Cached: drafts that are settled since may still be in it.
    """
    known: dict[str, int] | None = work.cache.get(KNOWN)
    if known is None:
        known = {}
        for row in work.list(drafts):
            known[row["customer"]] = max(row["until"], known.get(row["customer"], 0))
        work.cache[KNOWN] = known
    return known
