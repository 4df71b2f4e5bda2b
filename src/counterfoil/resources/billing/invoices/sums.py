"""The sums of a draft: computed from its lines whenever they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import totals
from counterfoil.kernel import Work
from counterfoil.kernel.shapes import Invoice, LineItem
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing import discounts
from counterfoil.resources.billing.invoices import lines as pages
from counterfoil.resources.billing.invoices import terms
from counterfoil.resources.billing.invoices.life import UPDATED, lines_of, shown_lines

Credit = tuple[str, int, str | None]  # line, amount, credit balance transaction
Credits = Callable[[Work, Invoice, Mapping[str, int], bool], Sequence[Credit]]
REASONS = {"exempt": "customer_exempt", "reverse": "reverse_charge"}

_credits: list[Credits] = []


def credits(function: Credits) -> Credits:
    """Register what billing credits pay of an invoice: `f(work, invoice, open amounts by line, post)`.

    It returns (line, amount, credit balance transaction or None). post: write the transactions, at
    finalization.
    """
    _credits[:] = [function]
    return function


def recompute(
    work: Work, invoice: Invoice, *, usage: bool = False, post: bool = False, announce: str | None = UPDATED
) -> Invoice:
    """Add up an invoice again after its lines, discounts or rates changed. Emits invoice.updated.

    usage: add up metered lines first. post: spend billing credits, at finalization.
    """
    invoice = work.latest(invoice)
    if usage:
        _measure(work, invoice)
    fields = computed(work, invoice, post=post)
    return work.change(invoice, announce, **fields)


def computed(work: Work, invoice: Invoice, *, post: bool = False) -> dict[str, Any]:
    """Add up an invoice: write the effects on its lines, and return the fields of its sums."""
    found = lines_of(work, invoice)
    general = terms.discounts(work, invoice.discounts or (), invoice.currency)
    shared = {discount.id for discount in general}
    items = [_item(work, invoice, line, shared) for line in found]
    exempt = invoice.customer_tax_exempt in REASONS
    by_invoice = work.services.settings.tax_rounding == "invoice"
    shipping = invoice.at("shipping_cost.amount_total") or 0
    sums = totals.added(items, general, exempt=exempt, by_invoice=by_invoice, shipping=shipping)
    credited: list[Credit] = []
    if _credits:
        open_amounts = {line.id: each.net for line, each in zip(found, sums.lines, strict=True)}
        credited = [one for one in _credits[0](work, invoice, open_amounts, post) if one[1]]
    if credited:
        spent = {line.id: sum(amount for id, amount, _ in credited if id == line.id) for line in found}
        items = [replace(item, credit=spent[line.id]) for item, line in zip(items, found, strict=True)]
        sums = totals.added(items, general, exempt=exempt, by_invoice=by_invoice, shipping=shipping)
    reason = REASONS.get(invoice.customer_tax_exempt or "", "standard_rated")
    shown = [
        _show(work, line, each, reason, [one for one in credited if one[0] == line.id])
        for line, each in zip(found, sums.lines, strict=True)
    ]
    return {
        "lines": shown_lines(work, invoice.id, shown),
        "subtotal": sums.subtotal,
        "subtotal_excluding_tax": sums.subtotal_excluding_tax,
        "total": sums.total,
        "total_excluding_tax": sums.total_excluding_tax,
        "total_discount_amounts": [
            {"amount": amount, "discount": id} for id, amount in sums.discounts.items()
        ],
        "total_pretax_credit_amounts": [
            *_discounts_as_credits(sums.discounts.items()),
            *_spent(credited),
        ],
        "total_taxes": [_tax(*tax, reason) for tax in sums.taxes],
        **due(work, invoice, sums.total),
    }


def use_discounts(work: Work, invoice: Invoice) -> None:
    """Use up discounts that are for one invoice only, if this one bills something."""
    found = lines_of(work, invoice)
    if any(line.amount > 0 for line in found):
        own = [id for line in found for id in line.discounts]
        discounts.used(work, [*(invoice.discounts or ()), *own], invoice)


def due(work: Work, invoice: Invoice, total: int) -> dict[str, Any]:
    """Return what a draft of a total will ask for: its amounts due as the customer's balance is now."""
    balance = 0
    if invoice.customer:
        balance = work.balance(entries.ledger_account(invoice.customer), invoice.currency)
    asked = max(0, total + balance) if total >= 0 else 0
    return {"amount_due": asked, "amount_remaining": asked, "starting_balance": balance}


def _item(work: Work, invoice: Invoice, line: LineItem, shared: set[str]) -> totals.Item:
    """Convert a line to an item of `arithmetic.totals`. shared: the ids of the invoice's discounts."""
    reductions = pages.reductions_of(line.get("_discount_amounts"))
    own = line.get("_tax_rates")
    ids = [rate["id"] for rate in invoice.default_tax_rates or ()] if own is None else own
    fixed = [
        (
            totals.Rate(tax["tax_rate"], Decimal(str(tax["percentage"])), tax["inclusive"]),
            tax["amount"],
            tax["taxable_amount"],
        )
        for tax in line.get("_tax_amounts") or ()
    ]
    return totals.Item(
        amount=line.amount,
        discountable=line.discountable,
        product=line.get("_product"),
        discounts=terms.discounts(work, line.discounts or (), invoice.currency),
        rates=() if fixed else terms.rates(work, ids),
        # Of what a proration was billed less before, only discounts of the whole invoice show, with 0.
        fixed_discounts=[(id, amount) for id, amount in reductions if amount or id in shared],
        fixed_taxes=fixed,
        part_of=_whole(line),
    )


def _whole(line: LineItem) -> str | None:
    """Return what a line is a part of: an item in a period, whose tiers are several lines."""
    subscribed = line.at("parent.subscription_item_details.subscription_item")
    item = subscribed or line.at("parent.invoice_item_details.invoice_item")
    return item and f"{item} {line.period.start} {line.period.end}"


def _show(work: Work, line: LineItem, sums: totals.Sum, reason: str, credited: Sequence[Credit]) -> LineItem:
    """Write on a line what discounts, credits and taxes do to it."""
    own = sums.own
    return work.change(
        line,
        discount_amounts=[{"amount": amount, "discount": id} for id, amount in sums.discounts],
        pretax_credit_amounts=[*_discounts_as_credits(sums.discounts), *_spent(credited)],
        subtotal=sums.amount - own,
        taxes=[{**_tax(*tax, reason), "type": "tax_rate_details"} for tax in sums.taxes],
    )


def _discounts_as_credits(discounts: Any) -> list[dict[str, Any]]:
    return [{"amount": amount, "discount": id, "type": "discount"} for id, amount in discounts]


def _spent(credited: Sequence[Credit]) -> list[dict[str, Any]]:
    return [
        {"amount": amount, "credit_balance_transaction": id, "type": "credit_balance_transaction"}
        for _, amount, id in credited
    ]


def _tax(rate: totals.Rate, amount: int, taxable: int, reason: str) -> dict[str, Any]:
    return {
        "amount": amount,
        "tax_behavior": "inclusive" if rate.inclusive else "exclusive",
        "tax_rate_details": {"tax_rate": rate.id},
        "taxability_reason": reason,
        "taxable_amount": taxable,
        "type": "tax_rate_details",
    }


# -- metered lines -------------------------------------------------------------------------------------------


def _measure(work: Work, invoice: Invoice) -> None:
    """Replace the metered lines of a draft by lines of the usage as it is now."""
    found = lines_of(work, invoice)
    measured: set[str] = set()
    position = 0
    for line in found:
        again = pages.metered_line(work, line)
        if again is None:
            if line["_position"] != position:
                work.change(line, _position=position)
            position += 1
        elif repr(again) not in measured:
            measured.add(repr(again))
            group = [each for each in found if pages.metered_line(work, each) == again]
            fresh = pages.parts(work, again)
            if [_measured(each) for each in fresh] == [_measured(each) for each in group]:
                for each in group:
                    work.change(each, _position=position)
                    position += 1
                continue
            for each in group:
                work.delete(each, "")
            position += len(pages.insert(work, invoice, again, position))


def _measured(part: Any) -> tuple[int, str | None]:
    return part.amount, part.quantity_decimal
