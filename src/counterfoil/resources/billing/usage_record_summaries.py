"""Usage record summaries: the usage of a metered item in each billing period, the open one first.

They are added up and not stored; what is stored is which invoice billed which period. Before basil only.
Source: API reference, Usage Record Summaries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, inherited, objects
from counterfoil.kernel.shapes import Invoice, SubscriptionItem, UsageRecordSummary
from counterfoil.resources.billing.metered_usage import quantity

summaries = objects.usage_record_summary

# A row for each closed period of a metered item: its invoice, `start` and `end`. Not part of the API.
periods = objects.metered_period.page(filters={"item": "item"})


@summaries.operation("subscription_items.usage_record_summaries.list")
def listed(work: Work, subscription_item: SubscriptionItem, params: Mapping[str, Any]) -> Listing:
    """List the periods of an item, newest first. The open one has no end, and no invoice."""
    item = subscription_item
    closed = work.list(periods, item=item.id)
    began = closed[0]["end"] if closed else None
    opened = item.current_period_start
    usage = quantity(work, item.id, opened, item.current_period_end)
    found = [_summary(work, item, began, None, usage, None)]
    for each in closed:
        usage = _billed(work, item, each)
        found.append(_summary(work, item, each["start"], each["end"], usage, each["invoice"]))
    return inherited.sliced(summaries, params, found)


def _billed(work: Work, item: SubscriptionItem, period: Mapping[str, Any]) -> Any:
    """Return the usage that a closed period was billed for: that of its invoice, once it is no draft."""
    invoice = work.find(objects.invoice, period["invoice"])
    if invoice is None or invoice.status == "draft":
        return quantity(work, item.id, period["start"], period["end"])
    return sum(
        line.quantity or 0
        for line in work.list(objects.line_item, invoice=invoice.id)
        if line.get("_metered") and not line.get("_flat") and line.period.start == period["start"]
        if line.at("parent.subscription_item_details.subscription_item") == item.id
    )


def _summary(
    work: Work, item: SubscriptionItem, start: int | None, end: int | None, usage: Any, invoice: str | None
) -> UsageRecordSummary:
    """Make a summary. Its id is derived from the item and the start, so it is the same with each call."""
    name = hashlib.sha256(f"{item.id}:{start}".encode()).hexdigest()[:24]
    return UsageRecordSummary(
        id=f"sis_{name}",
        object=summaries.object,
        invoice=invoice,
        livemode=work.livemode,
        period={"end": end, "start": start},
        subscription_item=item.id,
        total_usage=usage,
    )


@periods.on("invoice.created")
def close(work: Work, invoice: Invoice) -> None:
    """Write down which periods of metered items an invoice bills."""
    if invoice.billing_reason == "subscription_create":
        return
    for line in work.list(objects.line_item, invoice=invoice.id):
        details = (line["parent"] or {}).get("subscription_item_details") or {}
        item, period = details.get("subscription_item"), line.period
        if not line.get("_metered") or item is None or period.end > work.now:
            continue
        id = f"{item}.{period.start}"
        if work.find(periods, id) is None:
            work.insert(
                periods,
                id=id,
                object=periods.object,
                item=item,
                invoice=invoice.id,
                start=period.start,
                end=period.end,
            )
