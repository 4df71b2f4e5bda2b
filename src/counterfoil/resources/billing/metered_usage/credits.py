"""Billing credits on invoices: spent when an invoice is finalized, returned when it is voided.

They pay lines of prices with a meter, after discounts and before tax. A draft shows what they would pay.
Source: guide "Billing credits", "How billing credits are applied".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterfoil.arithmetic import credits
from counterfoil.kernel import Work
from counterfoil.kernel.shapes import BillingCreditGrant, Invoice, LineItem
from counterfoil.resources.billing import credit_balance_transactions as ledger
from counterfoil.resources.billing import credit_grants, invoices
from counterfoil.resources.billing.metered_usage import drafts
from counterfoil.resources.products import prices

Spent = tuple[str, int, str | None]  # line, amount, credit balance transaction


@invoices.credits
def spend(work: Work, invoice: Invoice, open_amounts: Mapping[str, int], post: bool) -> Sequence[Spent]:
    """Return what a customer's credits pay of an invoice's lines.

    open_amounts: of each line, after discounts. post: write the transactions; else nothing is written.
    """
    charges = list(_charges(work, invoice, open_amounts))
    if not charges or not invoice.customer:
        return []
    found = {grant.id: grant for grant in _usable(work, invoice.customer)}
    terms = (credit_grants.terms(work, grant) for grant in found.values())
    shares = credits.apply(charges, terms, currency=invoice.currency, at=invoice.period_end)
    if not post:
        return [(share.line, share.amount, None) for share in shares]
    why = {"invoice": invoice.id}
    return [
        (
            share.line,
            share.amount,
            ledger.take(
                work, found[share.grant], share.amount, "credits_applied", **why, invoice_line_item=share.line
            ).id,
        )
        for share in shares
    ]


@credit_grants.grants.on("invoice.voided")
def give_back(work: Work, invoice: Invoice) -> None:
    """Return to each grant what an invoice took of it. What is returned to an expired one expires at once."""
    for entry in work.list(ledger.transactions, oldest_first=True, _invoice=invoice.id):
        if entry.debit is None or entry.debit.type != "credits_applied":
            continue
        grant = work.get(credit_grants.grants, entry.credit_grant)
        applied, amount = entry.debit.credits_applied, entry.debit.amount.monetary
        assert applied is not None and amount is not None, "it tells where it was applied"
        kind = "credits_application_invoice_voided"
        ledger.add(work, grant, amount.value, kind, at=work.now, **applied)
        if credit_grants.has_expired(grant, work.now):
            ledger.take_rest(work, grant, "credits_expired")


def held(work: Work, customer: str) -> dict[str, int]:
    """Return what the drafts of a customer would take of each grant, minor units by grant."""
    usable = [credit_grants.terms(work, grant) for grant in _usable(work, customer)]
    taken: dict[str, int] = {}
    for invoice in drafts.of(work, customer):
        found = invoices.lines_of(work, invoice)
        after = {
            line.id: line.amount - sum(each.amount for each in line.discount_amounts or ()) for line in found
        }
        left = (credits.less(grant, taken.get(grant.id, 0)) for grant in usable)
        charges = list(_charges(work, invoice, after))
        for share in credits.apply(charges, left, currency=invoice.currency, at=invoice.period_end):
            taken[share.grant] = taken.get(share.grant, 0) + share.amount
    return taken


def _charges(work: Work, invoice: Invoice, open_amounts: Mapping[str, int]) -> Iterable[credits.Charge]:
    """Yield what is to be paid for the lines of metered prices with a meter, in their order."""
    if (invoice["parent"] or {}).get("subscription_details") is None:
        return
    for line in invoices.lines_of(work, invoice):
        price = _metered_price(work, line)
        if price is not None and open_amounts.get(line.id, 0) > 0:
            yield credits.Charge(line.id, price, open_amounts[line.id])


def _metered_price(work: Work, line: LineItem) -> str | None:
    """Return the id of a line's price, if it is of a subscription and has a meter."""
    details = (line["parent"] or {}).get("subscription_item_details")
    id = line.at("pricing.price_details.price") if details and not details["proration"] else None
    price = prices.record(work, id) if id else None
    if price is None or price.recurring is None or not price.recurring.meter:
        return None
    return price.id


def _usable(work: Work, customer: str) -> list[BillingCreditGrant]:
    """Return the grants of a customer that may have a balance, oldest first."""
    found = work.list(credit_grants.grants, oldest_first=True, customer=customer)
    return [grant for grant in found if grant.voided_at is None]
