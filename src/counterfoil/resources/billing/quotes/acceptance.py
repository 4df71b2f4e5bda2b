"""Accept a quote: what it offers becomes a subscription, a schedule of one, or an invoice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import Customer, Invoice, Quote, Subscription
from counterfoil.resources.billing import (
    discounts,
    invoices,
    subscription_schedules,
    subscriptions,
)
from counterfoil.resources.billing.quotes import lines
from counterfoil.resources.billing.quotes.life import WRONG_STATUS, quotes
from counterfoil.resources.billing.subscriptions import items

EXPIRED = "This quote has expired."


@quotes.action
def accept(work: Work, quote: Quote, params: Mapping[str, Any]) -> Quote:
    """Accept an open quote. Emits the events of what it creates, then quote.accepted.

    One-time lines alone become a draft that is not collected by itself. A recurring line makes a
    subscription, whose first invoice is a draft too, or a schedule, where it begins later.
    """
    if quote.status != "open":
        raise errors.invalid(WRONG_STATUS.format(verb="accept", status=quote.status))
    if quote.expires_at <= work.now:
        raise errors.invalid(EXPIRED)
    customer = work.get(objects.customer, quote.customer)
    again = lines.recurring(work, quote["_lines"])
    fields: dict[str, Any] = {}
    begins = quote.subscription_data.effective_date
    if not again:
        fields["invoice"] = _invoice(work, quote, customer).id
    elif begins is not None and begins > work.now:
        schedule = subscription_schedules.make(
            work, _scheduled(work, quote, again, begins), checked=True, _quote=quote.id
        )
        fields["subscription_schedule"] = schedule.id
    else:
        subscription = subscriptions.make(
            work, _subscribed(work, quote), wanted=_wanted(work, again), drafted=True, _quote=quote.id
        )
        fields["subscription"] = subscription.id
        _name(work, quote, subscription)
    work.unschedule(quote)
    return work.move(
        quote,
        "accepted",
        **fields,
        status_transitions={**quote.status_transitions, "accepted_at": work.now},
    )


def _invoice(work: Work, quote: Quote, customer: Customer) -> Invoice:
    """Draft the invoice of a quote that has no recurring line."""
    id = invoices.invoices.new_id(work.space)
    redeemed = discounts.redeem(
        work, quote["_sent"], customer=customer.id, holder="invoice", holder_id=id,
        subtotal=quote.amount_subtotal, currency=quote.currency,
    )  # fmt: skip
    found = []
    for line in quote["_lines"]:
        price = lines.record(work, line)
        own = discounts.redeem(
            work, line["sent"], customer=customer.id, holder="invoice_item", holder_id=line["id"]
        )
        found.append(
            invoices.Line(
                currency=present(quote.currency),
                description=invoices.describe(
                    price, work.find(objects.product, price.product), line["quantity"]
                ),
                start=work.now,
                end=work.now,
                quantity=line["quantity"],
                price=price,
                product=price.product,
                discounts=[each.id for each in own],
                tax_rates=line["tax_rates"],
            )
        )
    terms = quote.invoice_settings
    facts: dict[str, Any] = {
        "issuer": dict(terms.issuer),
        "footer": terms.footer or quote.footer,
        "custom_fields": terms.custom_fields or None,
        "on_behalf_of": quote.on_behalf_of,
        "_application_fee_amount": quote.application_fee_amount,
        "_transfer_data": quote.transfer_data,
    }
    invoice = invoices.draft(
        work,
        customer,
        lines=found,
        currency=present(quote.currency),
        billing_reason="manual",
        collection_method=quote.collection_method,
        days_until_due=terms.days_until_due,
        default_tax_rates=quote.default_tax_rates or (),
        description=terms.description or quote.description,
        discounts=[each.id for each in redeemed],
        metadata=quote.metadata,
        announce=False,
        id=id,
        **facts,
    )
    details = {"quote": quote.id}
    parent = {"type": "quote_details", "quote_details": details, "subscription_details": None}
    invoice = work.change(invoice, parent=parent)
    work.emit("invoice.created", invoice)
    return invoice


def _name(work: Work, quote: Quote, subscription: Subscription) -> None:
    """Write the quote on the first invoice of its subscription, where older versions show it."""
    invoice = work.find(objects.invoice, subscription.latest_invoice)
    if invoice is not None:
        work.change(invoice, _quote=quote.id)


# -- parameters ----------------------------------------------------------------------------------------------


def _common(work: Work, quote: Quote) -> dict[str, Any]:
    """Return what subscriptions and phases have of a quote."""
    found: dict[str, Any] = {
        "automatic_tax": quote.automatic_tax,
        "collection_method": quote.collection_method,
        "default_tax_rates": list(quote.default_tax_rates or ()),
        "description": quote.subscription_data.description or quote.description,
        "metadata": dict(quote.subscription_data.metadata or {}),
    }
    for name in ("application_fee_percent", "on_behalf_of"):
        if quote[name] is not None:
            found[name] = quote[name]
    if quote.transfer_data is not None:
        found["transfer_data"] = {
            name: value
            for name, value in quote.transfer_data.items()
            if name in ("amount_percent", "destination")
        }
    if quote["_sent"]:
        found["discounts"] = quote["_sent"]
    once = [line for line in quote["_lines"] if lines.record(work, line).recurring is None]
    found["add_invoice_items"] = [{**_item(line), "checked": True} for line in once]
    return found


def _settings(quote: Quote) -> dict[str, Any]:
    """Return the settings of invoices, without the days."""
    return {
        name: value
        for name, value in quote.invoice_settings.items()
        if name != "days_until_due" and value is not None
    }


def _item(line: lines.Line) -> dict[str, Any]:
    """Return a line as a parameter of a subscription names it."""
    found = {"price": line["price"]}
    if line["quantity"] is not None:
        found["quantity"] = line["quantity"]
    if line["sent"]:
        found["discounts"] = line["sent"]
    if line["tax_rates"]:
        found["tax_rates"] = line["tax_rates"]
    return found


def _wanted(work: Work, again: Sequence[lines.Line]) -> list[items.Wanted]:
    """Return the recurring lines as items of a subscription."""
    return [
        items.Wanted(
            price=lines.record(work, line),
            quantity=line["quantity"],
            rates=[work.visible(work.get(objects.tax_rate, id)) for id in line["tax_rates"] or ()],
            reductions=line["sent"] or None,
            param=f"line_items[{at}]",
        )
        for at, line in enumerate(again)
    ]


def _subscribed(work: Work, quote: Quote) -> dict[str, Any]:
    """Return the parameters of the subscription of a quote."""
    params = _common(work, quote) | {
        "billing_mode": dict(quote.subscription_data.billing_mode),
        "currency": quote.currency,
        "customer": quote.customer,
        "invoice_settings": _settings(quote),
        "trial_period_days": quote.subscription_data.trial_period_days,
    }
    if quote.collection_method == "send_invoice":
        params["days_until_due"] = quote.invoice_settings.days_until_due
    return params


def _scheduled(work: Work, quote: Quote, again: Sequence[lines.Line], begins: int) -> dict[str, Any]:
    """Return the parameters of the schedule of a quote: one phase, one interval, then it is released."""
    phase = _common(work, quote) | {
        "currency": quote.currency,
        "invoice_settings": dict(quote.invoice_settings),
        "items": [_item(line) for line in again],
    }
    days = quote.subscription_data.trial_period_days
    if days:
        phase["trial_end"] = begins + days * 86400
        phase["end_date"] = phase["trial_end"]
    return {
        "billing_mode": dict(quote.subscription_data.billing_mode),
        "customer": quote.customer,
        "phases": [phase],
        "start_date": begins,
    }
