"""What has billed the time of a subscription item: pending items, and the lines of its invoices.

Where several billed the same time, the newest one counts: those before it were credited when it was made.
Source: guide "Compare classic and flexible billing mode", credit proration calculations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Invoice, Subscription, SubscriptionItem
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscriptions.life import invoices_of

Billed = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Debit:
    """What billed an item from `since` until `until`, epoch seconds: a part of its period, or all of it.

    lines: one pending item, or the lines of one period on one invoice, of which a tiered price has several.
    """

    lines: Billed
    since: int
    until: int

    @property
    def period(self) -> tuple[int, int]:
        """The whole period that the lines bill."""
        period = self.lines[0]["period"]
        return period["start"], period["end"]

    @property
    def gross(self) -> int:
        """What the lines come to before the discounts that they show, without taxes, minor units."""
        return sum(line["amount"] for line in self.lines)

    @property
    def discounts(self) -> dict[str, int]:
        """The discounts of the lines by id, minor units; 0 for those that the amounts have taken off."""
        found: dict[str, int] = {}
        for line in self.lines:
            shown = line.get("proration_details") or line
            for each in line.get("_discount_amounts") or shown.get("discount_amounts") or ():
                found[each["discount"]] = found.get(each["discount"], 0) + each["amount"]
        return found

    @property
    def net(self) -> int:
        """What the lines come to after their discounts, without taxes, minor units."""
        return self.gross - sum(self.discounts.values())

    @property
    def named(self) -> dict[str, Any]:
        """How a credit names the lines that it is of."""
        if self.lines[0]["object"] == objects.invoiceitem.object:
            return {"invoice_item": self.lines[0]["id"]}
        return {
            "invoice": self.lines[0]["invoice"],
            "invoice_line_items": [line["id"] for line in self.lines],
        }

    @property
    def tax_rates(self) -> list[str]:
        """The ids of the rates that the lines were taxed at; empty before they are on an invoice."""
        taxes = [tax.get("tax_rate_details") or {} for line in self.lines for tax in line.get("taxes") or ()]
        return list(dict.fromkeys(tax["tax_rate"] for tax in taxes if tax.get("tax_rate")))


def debits(
    work: Work, subscription: Subscription, row: SubscriptionItem, since: int, until: int
) -> list[Debit]:
    """Return what billed an item between two times, in their order. Time that was never billed is missing."""
    missing, found = [(since, until)], []
    for lines in _newest_first(work, subscription, row):
        period, rest = lines[0]["period"], []
        for start, end in missing:
            begins, ends = max(start, period["start"]), min(end, period["end"])
            if begins >= ends:
                rest.append((start, end))
                continue
            found.append(Debit(lines, begins, ends))
            rest += [each for each in ((start, begins), (ends, end)) if each[0] < each[1]]
        missing = rest
        if not missing:
            break
    return sorted(found, key=lambda debit: debit.since)


def _newest_first(work: Work, subscription: Subscription, row: SubscriptionItem) -> Iterator[Billed]:
    """Yield what billed an item: pending items, then what each invoice of its period has."""
    for item in work.list(objects.invoiceitem, customer=subscription.customer, invoice=None):
        own = (item.get("parent") or {}).get("subscription_details") or {}
        if own.get("subscription_item") == row.id and item.amount >= 0:
            yield [item]
    first = row.get("_prebilled_since")
    begins = row.current_period_start if first is None else min(first, row.current_period_start)
    for invoice in invoices_of(work, subscription):
        if invoice.created < begins:
            break
        if invoice.status != "void":
            yield from _on(work, invoice, row)


def _on(work: Work, invoice: Invoice, row: SubscriptionItem) -> Iterator[Billed]:
    """Yield what an invoice bills an item: its own lines period by period, then items that had waited."""
    waited: dict[str, Mapping[str, Any]] = {}
    periods: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for line in invoices.lines_of(work, invoice):
        details = (line.get("parent") or {}).get("subscription_item_details") or {}
        if details.get("subscription_item") != row.id or line.amount < 0:
            continue
        if details.get("invoice_item"):
            waited[details["invoice_item"]] = line
        else:
            periods.setdefault((line.period.start, line.period.end), []).append(line)
    yield from periods.values()
    if waited:
        items = work.list(objects.invoiceitem, invoice=invoice.id)
        yield from ([waited[item.id]] for item in items if item.id in waited)
