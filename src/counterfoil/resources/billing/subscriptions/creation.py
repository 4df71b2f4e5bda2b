"""Create a subscription: its items and periods, its first invoice, and the status that results.

A refusal undoes everything. The creation is announced as a whole, before the events of its invoice.
Source: API reference, Subscriptions; guides "How subscriptions work", "Payment behavior".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Customer, Invoice, PaymentIntent, Subscription, SubscriptionItem
from counterfoil.resources.billing import discounts, invoices
from counterfoil.resources.billing.invoices import Line
from counterfoil.resources.billing.subscriptions import dates, invoicing, items, prebilling, settings, timing
from counterfoil.resources.billing.subscriptions.items import Wanted
from counterfoil.resources.billing.subscriptions.life import (
    CREATED,
    anchor_day,
    anchor_of,
    is_flexible,
    is_metered,
    mirrored,
    of_customer,
    rhythm,
    subscriptions,
)
from counterfoil.resources.payments import payment_methods, setup_intents

MOST = 500  # live subscriptions of a customer
MOST_ON_CLOCK = 3
MOST_LINES = 250
ASKING = ("always", "until_set_up")  # when cards want to be authenticated before they pay later
MIXED_CURRENCIES = (
    "You cannot combine currencies on a single customer. This customer has an active subscription,"
    " subscription schedule, discount, quote, or invoice item with currency {currency}."
)


@subscriptions.create(on=("customer",))
def create(work: Work, params: Mapping[str, Any]) -> Subscription:
    """Create a subscription and its first invoice, and attempt the payment as `payment_behavior` says.

    Emits customer.subscription.created, then the events of the invoice. 400 for what cannot be billed, also
    for a customer that has no way to pay; 402 for a decline with error_if_incomplete.
    """
    return make(work, params)


def make(
    work: Work,
    params: Mapping[str, Any],
    *,
    wanted: Sequence[Wanted] | None = None,
    drafted: bool = False,
    previewed: bool = False,
    paid_by: PaymentIntent | None = None,
    **facts: Any,
) -> Subscription:
    """Create a subscription of the parameters of the API.

    wanted: the items, where they were checked before; archived prices may be among them.
    drafted: the first invoice waits for the grace, as those of schedules and quotes do. previewed: it stays a
    draft. paid_by: the intent that pays the first invoice, where the payment came first. facts: further
    fields, such as `schedule`.
    """
    customer = settings.customer(work, params)
    settings.check(work, params, customer)
    flexible = settings.billing_mode(work, params)["type"] == "flexible"
    if wanted is None:
        wanted = items.read(work, params.get("items") or [], (), flexible=flexible, currency=None)
    if not wanted and not params.get("add_invoice_items"):
        raise errors.required("items")
    currency = items.currency_of(work, wanted, params.get("currency"), customer)
    if not facts.get("schedule"):  # which was checked when it was created
        check_customer(work, customer, currency)
    with work.announcing_first(CREATED):
        subscription, rows, ahead = _insert(work, params, customer, wanted, currency, facts)
        subscription = _bill(
            work, subscription, rows, params, ahead, drafted=drafted, previewed=previewed, paid_by=paid_by
        )
        work.emit(CREATED, subscription)
        timing.plan(work, subscription)
    return work.latest(subscription)


def check_customer(work: Work, customer: Customer, currency: str) -> None:
    """Refuse (400) one subscription too many, those that are scheduled included, and a second currency."""
    live = of_customer(work, customer.id)
    scheduled = work.list(objects.subscription_schedule, customer=customer.id, status="not_started")
    most = MOST_ON_CLOCK if customer.test_clock else MOST
    if len(live) + len(scheduled) >= most:
        raise errors.invalid(
            f"Customer {customer.id} already has the maximum {most} current subscriptions."
            if not customer.test_clock
            else f"You have reached the limit of {most} subscriptions per customer on a test clock."
        )
    others = {each.currency for each in live if each.status != "incomplete"}
    others |= {each.phases[0]["currency"] for each in scheduled}
    others -= {currency}
    if others:
        raise errors.invalid(MIXED_CURRENCIES.format(currency=min(others)))


# -- the document --------------------------------------------------------------------------------------------


def _insert(
    work: Work,
    params: Mapping[str, Any],
    customer: Customer,
    wanted: Sequence[Wanted],
    currency: str,
    facts: Mapping[str, Any],
) -> tuple[Subscription, list[SubscriptionItem], list[Line]]:
    """Store the subscription, with the status that it has before anything is paid, and its items.

    Returns the lines of what is billed beyond their periods as well.
    """
    backdated = params.get("backdate_start_date")
    started = work.now if backdated is None else backdated
    if started > work.now:
        raise errors.invalid(
            "Invalid timestamp: must be an integer Unix timestamp in the past.", param="backdate_start_date"
        )
    trial = dates.trial_end(work, params, wanted)
    asked = dates.anchor(params, wanted, since=trial or work.now, now=trial or started)
    mode = settings.billing_mode(work, params)["type"]
    # The phases of a schedule are counted from its start, and so are their periods.
    begins = started if mode == "flexible" or facts.get("schedule") else work.now
    anchor = asked if asked is not None else trial or begins
    id = subscriptions.new_id(work.space)
    sent = params.get("discounts")
    subscription = work.insert(
        subscriptions,
        {"metadata": params.get("metadata")},
        id=id,
        **settings.of_creation(work, params),
        billing_cycle_anchor=anchor,
        currency=currency,
        customer=customer.id,
        discounts=[],
        items=mirrored(work, id, ())["items"],
        latest_invoice=None,
        start_date=started,
        status="incomplete",
        test_clock=customer.test_clock,
        trial_end=trial,
        trial_start=work.now if trial else None,
        _undiscounted=True if sent is not None and not sent else None,
        _last_period={"current_period_start": work.now, "current_period_end": work.now},
        **facts,
    )
    if sent:
        redeemed = discounts.redeem(
            work, sent, customer=customer.id, holder="subscription", holder_id=id, currency=currency,
            subtotal=_subtotal(wanted, currency), since=started,
        )  # fmt: skip
        subscription = work.change(subscription, discounts=[each.id for each in redeemed])
    rows = []
    for each in wanted:
        start, end = _first_period(work, subscription, each)
        rows.append(items.store(work, id, each, customer, start=start, end=end))
    subscription = work.change(subscription, **mirrored(work, id, rows))
    subscription, rows, ahead = prebilling.begin(work, subscription, rows, params)
    return *settings.end(work, subscription, rows, params), ahead


def _subtotal(wanted: Sequence[Wanted], currency: str) -> int:
    """Return what the items cost in a period, for codes with a minimum amount."""
    return int(sum(items.cost(each.price, each.quantity, currency) for each in wanted))


def _first_period(work: Work, subscription: Subscription, wanted: Wanted) -> tuple[int, int]:
    """Return the period of a new item: the trial, else up to the next boundary of the anchor."""
    if subscription.trial_end:
        return work.now, subscription.trial_end
    anchor, day = subscription.billing_cycle_anchor, anchor_day(subscription)
    interval = rhythm({"price": wanted.price})
    end = periods.next_boundary(anchor, interval, work.now, day=day)
    if anchor > work.now:
        return work.now, end
    start = periods.previous_boundary(anchor, interval, work.now, day=day)
    return max(start, min(subscription.start_date, work.now)), end


# -- the first invoice ---------------------------------------------------------------------------------------


def _bill(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
    ahead: Sequence[Line] = (),
    *,
    drafted: bool,
    previewed: bool,
    paid_by: PaymentIntent | None = None,
) -> Subscription:
    """Make the first invoice and settle it. Returns the subscription with its status, without an event."""
    lines = [*_lines(work, subscription, rows, params), *ahead]
    waits = drafted or subscription.collection_method == "send_invoice"
    behavior = params.get("payment_behavior") or "allow_incomplete"
    invoice = None
    if lines or _has_pending(work, subscription):
        invoice = invoicing.draft(work, subscription, lines, reason="subscription_create")
    status = "trialing" if subscription.trial_end else "active"
    if invoice is not None and not waits and not previewed:
        if invoice.total > 0:
            chargeable = (
                behavior == "default_incomplete"
                or paid_by is not None
                or invoicing.has_method(work, subscription)
            )
            if not chargeable and not _is_covered(work, invoice):
                raise invoicing.no_method(work)
        invoice = invoicing.settle(
            work,
            subscription,
            invoice,
            behavior,
            off_session=bool(params.get("off_session")),
            paid_by=paid_by,
        )
        if invoice.status == "open" and not invoicing.is_processing(work, invoice):
            status = "incomplete"
    if invoice is not None:
        invoice = invoicing.apply_pause(work, subscription, invoice)
    fields: dict[str, Any] = {"latest_invoice": invoice.id if invoice is not None else None}
    subscription = work.latest(subscription)
    if status == "incomplete":
        timing.expect_payment(work, subscription)
        return work.change(subscription, **fields)
    if not waits and (invoice is None or invoice.amount_due == 0):
        fields["pending_setup_intent"] = _setup(work, subscription)
    method = _paying_method(work, subscription, invoice)
    if method is not None:
        fields["default_payment_method"] = method
    return work.move(subscription, status, **fields)


def _is_covered(work: Work, invoice: Invoice) -> bool:
    """Whether the customer's credit pays a whole invoice."""
    customer = work.get(objects.customer, invoice.customer)
    return customer.balance < 0 and invoice.total + customer.balance <= 0


def _has_pending(work: Work, subscription: Subscription) -> bool:
    """Whether the customer has pending items that the first invoice takes."""
    found = invoices.pending(work, subscription.customer, subscription.currency, subscription=subscription.id)
    return bool(found) and not _skips(subscription)


def _skips(subscription: Subscription) -> bool:
    """Whether the stretch up to the anchor is free, without an invoice."""
    return bool(subscription.get("_unprorated")) and anchor_of(subscription) > subscription.created


def _lines(
    work: Work,
    subscription: Subscription,
    rows: Sequence[SubscriptionItem],
    params: Mapping[str, Any],
) -> list[Line]:
    """Return the lines of the first invoice: extra items, then what is billed of the items."""
    start, end = work.now, work.now
    if rows:
        start, end = work.now, min(row.current_period_end for row in rows)
    lines = [
        invoicing.extra(work, subscription, sent, f"add_invoice_items[{at}]", start=start, end=end)
        for at, sent in enumerate(params.get("add_invoice_items") or [])
    ]
    unprorated = params.get("proration_behavior") == "none"
    for row in reversed(rows):
        lines += _of_row(work, subscription, row, unprorated=unprorated)
    lines = _discounted(work, subscription, lines)
    if len(lines) > MOST_LINES:
        raise errors.invalid(
            f"The backdated subscription would have more than {MOST_LINES} invoice lines.",
            param="backdate_start_date",
        )
    return lines


def _discounted(work: Work, subscription: Subscription, lines: Sequence[Line]) -> list[Line]:
    """Give lines of backdated time the discounts that ended since. Source: "Backdating and discounts"."""
    found = [work.find(objects.discount, id) for id in subscription.discounts]
    ended = [(each.id, each.end) for each in found if each is not None and each.end and each.end <= work.now]
    return [
        replace(line, discounts=(*line.discounts, *(id for id, end in ended if line.start < end)))
        for line in lines
    ]


def _of_row(work: Work, subscription: Subscription, row: SubscriptionItem, *, unprorated: bool) -> list[Line]:
    """Return the lines of an item on the first invoice."""
    start, end = row.current_period_start, row.current_period_end
    if subscription.trial_end:
        if is_metered(row["price"]) and is_flexible(subscription):
            return []
        return [invoicing.of_trial(work, subscription, row, start, end)]
    if is_metered(row["price"]):
        if is_flexible(subscription):
            return []
        return [invoicing.without_usage(work, subscription, row, start, end)]
    anchor, day, interval = anchor_of(subscription), anchor_day(subscription), rhythm(row)
    lines, at = [], work.now if unprorated else subscription.start_date
    if at < work.now and not is_flexible(subscription):
        # One line for the time before the first whole period.
        at = start if periods.previous_boundary(anchor, interval, start, day=day) == start else end
        if subscription.start_date < at:
            lines.append(invoicing.backdated(work, subscription, row, subscription.start_date, at))
    while at < end:
        until = min(periods.next_boundary(anchor, interval, at, day=day), end)
        if periods.previous_boundary(anchor, interval, at, day=day) == at or not unprorated:
            whole = unprorated and is_flexible(subscription)
            lines.append(invoicing.in_advance(work, subscription, row, at, until, first=True, whole=whole))
        at = until
    return lines


def _paying_method(work: Work, subscription: Subscription, invoice: Invoice | None) -> str | None:
    """Return the method of the first payment, where it is to become the subscription's default."""
    payment = subscription.payment_settings
    if invoice is None or payment is None or payment.save_default_payment_method != "on_subscription":
        return None
    intent = invoices.default_intent(work, invoice) if invoice.status == "paid" else None
    return intent.payment_method if intent is not None else None


def _setup(work: Work, subscription: Subscription) -> str | None:
    """Create the setup intent of a subscription of which nothing is due yet, and return its id.

    None where the method that will pay needs no authentication.
    """
    customer = work.find(objects.customer, subscription.customer)
    own = subscription.default_payment_method or subscription.default_source
    if own is None and customer is not None:
        own = customer.at("invoice_settings.default_payment_method") or customer.default_source
    sent: dict[str, Any] = {"customer": subscription.customer, "usage": "off_session"}
    method = work.find(payment_methods.payment_methods, own)
    if own is not None and method is None:
        return None
    if method is not None:
        if method.type != "card" or payment_methods.network_card(method).asks not in ASKING:
            return None
        sent["payment_method"] = method.id
    return str(setup_intents.create(work, sent)["id"])
