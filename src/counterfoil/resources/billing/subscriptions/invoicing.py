"""The invoices of a subscription: what their lines bill, and how they are drafted and settled.

Licensed items are billed in advance, metered ones in arrears. Stretches shorter than a period are prorated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from counterfoil.arithmetic import periods, prorations
from counterfoil.kernel import Document, Work, errors, objects, present
from counterfoil.kernel.shapes import Invoice, PaymentIntent, Price, Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts, invoices, metered_usage
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions.items import cost, record
from counterfoil.resources.billing.subscriptions.life import (
    anchor_day,
    anchor_of,
    customer_of,
    is_flexible,
    is_metered,
    rhythm,
)
from counterfoil.resources.products import prices

NO_METHOD = (
    "This customer has no attached payment source or default payment method. Please consider adding a default"
    " payment method. For more information, visit"
    " https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority."
)


# -- lines ---------------------------------------------------------------------------------------------------


def name_of(work: Work, price: Mapping[str, Any]) -> str:
    """Return the name of a price's product."""
    product: Mapping[str, Any] = work.find(objects.product, price["product"]) or {}
    return str(product.get("name") or price.get("nickname") or price["id"])


def counted(work: Work, price: Mapping[str, Any], quantity: int | None) -> str:
    """Return "2 × Seat", or "Seat" for a single one."""
    name = name_of(work, price)
    return name if quantity in (None, 1) else f"{quantity} × {name}"


def day(at: int) -> str:
    """Return a day as lines write it: "07 Apr 2026"."""
    return datetime.fromtimestamp(at, UTC).strftime("%d %b %Y")


def of_item(work: Work, subscription: Mapping[str, Any], item: SubscriptionItem) -> dict[str, Any]:
    """Return what all lines of an item have in common."""
    price = record(work, item)
    rates = [rate["id"] for rate in item.tax_rates or ()]
    return {
        "currency": subscription["currency"],
        "price": price,
        "product": price.product,
        "quantity": item.quantity,
        "subscription": subscription["id"],
        "subscription_item": item.id,
        "discounts": tuple(item.discounts),
        "tax_rates": rates or None,
    }


def in_advance(
    work: Work,
    subscription: Mapping[str, Any],
    item: SubscriptionItem,
    start: int,
    end: int,
    *,
    first: bool = False,
    whole: bool = False,
) -> Line:
    """Bill a licensed item for a stretch: the price of a whole period, else its share.

    first: the stretch may begin in the middle of a period of the anchor. It may end early as well, where the
    subscription is to be canceled; whole: it is billed to its end nevertheless.
    """
    anchor, interval, wanted = anchor_of(subscription), rhythm(item), anchor_day(subscription)
    since, until = start, periods.end_of(anchor, interval, start, day=wanted)
    if first:
        since = periods.previous_boundary(anchor, interval, start, day=wanted)
        until = periods.next_boundary(anchor, interval, start, day=wanted)
    common = of_item(work, subscription, item)
    if since == start and (end >= until or whole):
        return Line(**common, start=start, end=end)
    price = cost(common["price"], item.quantity, subscription["currency"])
    amount = prorations.part(price, since, until, start, until if whole else min(end, until))
    what = counted(work, common["price"], item.quantity)
    text = f"Remaining time on {what} after {day(start)}"
    if end < until:
        text = f"Time on {what} from {day(start)} until {day(end)}"
    return Line(**common, start=start, end=end, amount=amount, proration=True, description=text)


def backdated(
    work: Work, subscription: Mapping[str, Any], item: SubscriptionItem, start: int, end: int
) -> Line:
    """Bill a licensed item for time before its first whole period, by periods counted from its start.

    Source: guide "Backdate subscriptions".
    """
    common, interval = of_item(work, subscription, item), rhythm(item)
    price = Fraction(cost(common["price"], item.quantity, subscription["currency"]))
    exact, n, since = Fraction(0), 1, start
    while since < end:
        until = periods.boundary(start, interval, n)
        exact += price * Fraction(min(end, until) - since, until - since)
        since, n = until, n + 1
    what = counted(work, common["price"], item.quantity)
    text = f"Time on {what} from {day(start)} until {day(end)}"
    amount = prorations.rounded(exact)
    return Line(**common, start=start, end=end, amount=amount, proration=True, description=text)


def in_arrears(
    work: Work, subscription: Mapping[str, Any], item: SubscriptionItem, start: int, end: int
) -> list[Line]:
    """Bill the usage of an item in a period, if it is metered.

    What a flexible subscription used at earlier prices of the period is billed at those.
    """
    common = {**of_item(work, subscription, item), "quantity": None, "metered": True}
    charged = metered_prices(work, subscription, item, start, end)
    lines = []
    for price in charged:
        lines.append(Line(**{**common, "price": price, "product": price.product}, start=start, end=end))
    for price in charged:
        before = metered_usage.billed(work, item.id, start, price.id)
        if before.amount:
            # Tiers go on over the whole period, so what thresholds have billed is taken off again.
            text = f"Usage billed before on {name_of(work, price)}"
            taken = {**common, "price": price, "product": price.product, "metered": False}
            taken |= {"quantity": before.quantity, "amount": -before.amount, "description": text}
            lines.append(Line(**taken, start=start, end=end))
    return lines


def metered_prices(
    work: Work, subscription: Mapping[str, Any], item: SubscriptionItem, start: int, end: int
) -> list[Price]:
    """Return the prices that bill the usage of an item in a period: its own, if it is metered, is the last.

    Flexible subscriptions bill what was used at earlier prices of the period as well.
    """
    found = metered_usage.earlier_prices(work, item.id, start, end) if is_flexible(subscription) else []
    return [*found, record(work, item)] if is_metered(item["price"]) else found


def without_usage(
    work: Work, subscription: Mapping[str, Any], item: SubscriptionItem, start: int, end: int
) -> Line:
    """Show a metered item that has no usage yet, as the first invoice of classic subscriptions does."""
    common = of_item(work, subscription, item)
    product = work.find(objects.product, common["price"].product)
    text = invoices.describe(common["price"], product, 0)
    return Line(**{**common, "quantity": 0}, start=start, end=end, amount=0, description=text)


def of_trial(
    work: Work, subscription: Mapping[str, Any], item: SubscriptionItem, start: int, end: int
) -> Line:
    """Show an item that is free until the trial ends."""
    common = of_item(work, subscription, item)
    price = common["price"]
    product = work.find(objects.product, price.product)
    name = name_of(work, price)
    unit = product.unit_label if product is not None else None
    quantity = 1 if item.quantity is None else item.quantity
    if is_flexible(subscription):
        text = f"Free trial for {quantity} {f'{unit} ' if unit else ''}× {name}"
    elif is_metered(price):
        text = f"{quantity} × {name} (Free trial)"
    else:
        text = f"Trial period for {name}" + (f" (per {unit})" if unit else "")
    return Line(
        **{**common, "quantity": quantity},
        start=start,
        end=end,
        amount=0,
        description=text,
        unit_amount_decimal="0",
    )


def extra(
    work: Work,
    subscription: Mapping[str, Any],
    sent: Mapping[str, Any],
    named: str,
    *,
    start: int,
    end: int,
) -> Line:
    """Read one of `add_invoice_items`: a one-time price, billed with the invoice that is made next.

    One of a phase or a quote is `checked`: its price may be archived by now.
    """
    given = [name for name in ("price", "price_data") if sent.get(name) is not None]
    if len(given) > 1:
        raise errors.exclusive(*(f"{named}[{name}]" for name in given))
    if not given:
        raise errors.required(f"{named}[price]")
    if isinstance(sent[given[0]], Document):  # of a page that checked it before; it may be archived since
        price = sent[given[0]]
    elif given[0] == "price_data":
        price = prices.inline(work, sent["price_data"], f"{named}[price_data]")
    elif was_checked(sent):
        price = present(prices.record(work, sent["price"]))
    else:
        price = prices.expect(work, sent["price"], param=f"{named}[price]", type="one_time")
    period = sent.get("period") or {}
    begins, ends = _time(period.get("start"), start), _time(period.get("end"), end)
    redeemed = discounts.redeem(
        work,
        sent.get("discounts") or [],
        customer=subscription["customer"],
        holder="invoice_item",
        holder_id=None,
        param=f"{named}[discounts]",
    )
    return Line(
        currency=subscription["currency"],
        price=price,
        product=price.product,
        quantity=sent.get("quantity") if sent.get("quantity") is not None else 1,
        start=begins,
        end=max(begins, ends),
        subscription=subscription["id"],
        discountable=sent.get("discountable", True),
        discounts=[each.id for each in redeemed],
        tax_rates=sent.get("tax_rates") or None,
        metadata=sent.get("metadata") or {},
    )


def was_checked(extra: Mapping[str, Any]) -> bool:
    """Whether an extra item was checked before, as those of phases and quotes were."""
    return bool(extra.get("checked"))


def _time(sent: Mapping[str, Any] | None, otherwise: int) -> int:
    """Return a bound of an extra item's period."""
    if sent is not None and sent["type"] == "timestamp":
        return int(sent["timestamp"])
    return otherwise


# -- drafts --------------------------------------------------------------------------------------------------


def _options(options: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the payment method options of an invoice: those of its subscription that invoices have."""
    card = (options or {}).get("card")
    if not options or not card:
        return dict(options) if options else None
    return {**options, "card": {name: value for name, value in card.items() if name not in OF_SUBSCRIPTIONS}}


OF_SUBSCRIPTIONS = ("mandate_options", "network")  # options of cards that invoices do not have


def draft(
    work: Work,
    subscription: Subscription,
    lines: Sequence[Line],
    *,
    reason: str,
    period: tuple[int, int] | None = None,
    sweep: bool | Literal["subscription"] = True,
    automatic: bool = True,
    proration_date: int | None = None,
    **facts: Any,
) -> Invoice:
    """Draft an invoice of a subscription, with its pending items. Emits invoice.created.

    automatic: it is finalized after the grace, unless the subscription is unpaid or keeps its invoices as
    drafts.
    """
    customer = customer_of(work, subscription)
    settings = subscription.invoice_settings
    paused = subscription.pause_collection
    held = subscription.status == "unpaid" or (paused is not None and paused.behavior == "keep_as_draft")
    payment = subscription.payment_settings
    fields: dict[str, Any] = {
        "automatic_tax": {
            "disabled_reason": None,
            "enabled": subscription.automatic_tax.enabled,
            "liability": subscription.automatic_tax.liability,
            "provider": None,
            "status": None,
        },
        "issuer": settings.issuer,
        "on_behalf_of": subscription.on_behalf_of,
        "payment_settings": {
            "default_mandate": None,
            "payment_method_options": _options(payment.payment_method_options if payment else None),
            "payment_method_types": payment.payment_method_types if payment else None,
        },
        "_transfer_data": subscription.transfer_data,
        "_application_fee_percent": subscription.application_fee_percent,
    }
    for name in ("account_tax_ids", "custom_fields", "footer"):
        if settings.get(name):
            fields[name] = settings[name]
    return invoices.draft(
        work,
        customer,
        lines=lines,
        currency=subscription.currency,
        billing_reason=reason,
        subscription=subscription,
        collection_method=subscription.collection_method,
        auto_advance=automatic and not held,
        period=period,
        discounts=discounts_of(work, subscription),
        default_tax_rates=subscription.default_tax_rates or (),
        sweep=sweep,
        days_until_due=subscription.days_until_due,
        description=settings.get("description"),
        proration_date=proration_date,
        **{**fields, **facts},
    )


def discounts_of(work: Work, subscription: Mapping[str, Any]) -> list[str]:
    """Return the ids of the discounts of a subscription's next invoice: its own, else its customer's."""
    own = discounts.live(work, subscription["discounts"], at=work.now)
    if own:
        return [each.id for each in own]
    customer = work.find(objects.customer, subscription["customer"])
    known = customer.discount if customer is not None else None
    if known is None or subscription.get("_undiscounted"):
        return []
    return [each.id for each in discounts.live(work, [known["id"]], at=work.now)]


def apply_pause(work: Work, subscription: Subscription, invoice: Invoice) -> Invoice:
    """Void a new invoice, or mark it uncollectible, where the collection is paused so.

    What is uncollectible is finalized first: it can be paid later, with the customer's balance.
    """
    paused = subscription.pause_collection
    if paused is not None and paused.behavior == "void":
        return invoices.void(work, invoice)
    if paused is not None and paused.behavior == "mark_uncollectible":
        finalized = _finalized(work, invoice)
        if finalized.status == "open":
            return invoices.mark_uncollectible(work, finalized, "subscription_paused")
    return work.latest(invoice)


def _finalized(work: Work, invoice: Invoice) -> Invoice:
    """Finalize a draft now, if that is possible; else it stays one, to be finalized by itself."""
    try:
        with work.undone_if_refused():
            return invoices.finalize(work, invoice, attempt=False)
    except errors.Refusal:
        return work.latest(invoice)


# -- settling ------------------------------------------------------------------------------------------------


def settle(
    work: Work,
    subscription: Subscription,
    invoice: Invoice,
    behavior: str,
    *,
    off_session: bool = False,
    paid_by: PaymentIntent | None = None,
) -> Invoice:
    """Finalize a new invoice in the request, and attempt its payment as `payment_behavior` says.

    paid_by: the intent that pays it, where the payment came first.
    Refuses (402) a decline or an authentication with error_if_incomplete, and undoes the request.
    """
    invoice = invoices.finalize(work, invoice, attempt=False, paid_by=paid_by)
    if invoice.status != "open" or behavior == "default_incomplete" or paid_by is not None:
        return invoice
    try:
        invoice = invoices.collect(work, invoice, off_session=off_session, behavior=behavior, by_request=True)
    except errors.Refusal as refusal:
        refusal.kept = False
        for name in ("charge", "payment_intent", "setup_intent"):
            refusal.extra.pop(name, None)
        raise
    if invoice.status == "open" and behavior == "error_if_incomplete":
        intent = invoices.default_intent(work, invoice)
        if intent is not None and intent.status == "requires_action":
            raise action_required()
    return invoice


def action_required() -> errors.Refusal:
    """Make the 402 for a payment that must be authenticated where no incomplete subscription is wanted."""
    return errors.Refusal(
        "Payment for this subscription requires additional user action before it can be completed"
        " successfully. Payment can be completed using the PaymentIntent associated with"
        " `subscription.latest_invoice`. For more details see:"
        " https://stripe.com/docs/billing/subscriptions/overview#requires-action",
        status=402,
        type="card_error",
        code="subscription_payment_intent_requires_action",
    )


def no_method(work: Work) -> errors.Refusal:
    """Make the 400 for a subscription that nothing can pay."""
    message = NO_METHOD.partition(".")[0] + "." if work.before("2022-08-01") else NO_METHOD
    return errors.invalid(message, code="resource_missing")


def has_method(work: Work, subscription: Mapping[str, Any]) -> bool:
    """Whether something is set that pays the invoices of a subscription."""
    customer = work.find(objects.customer, subscription["customer"])
    own = subscription.get("default_payment_method") or subscription.get("default_source")
    if own or customer is None:
        return bool(own)
    settings: Mapping[str, Any] = customer.get("invoice_settings") or {}
    return bool(settings.get("default_payment_method") or customer.get("default_source"))


def is_processing(work: Work, invoice: Invoice) -> bool:
    """Whether the payment of an invoice is on its way."""
    intent = invoices.default_intent(work, invoice)
    return intent is not None and intent.status == "processing"


def full_price(work: Work, subscription: Mapping[str, Any], items: Sequence[SubscriptionItem]) -> Decimal:
    """Return what all licensed items cost in a period, exact minor units."""
    currency = subscription["currency"]
    found = (cost(record(work, item), item.quantity, currency) for item in items)
    return sum(found, Decimal(0))
