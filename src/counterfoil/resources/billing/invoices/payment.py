"""Payment: which method pays an invoice, the attempts to collect it, and the retries after a failure.

An attempt is a confirmation of the invoice's payment intent. What comes of it arrives as the events of the
intent, whether we attempted the payment or the customer did. Source: guides "Smart Retries", "Invoice
payments"; API reference, Invoices, "Pay an invoice".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.clocks import adopt
from counterfoil.kernel.shapes import Invoice, InvoicePayment, PaymentIntent, PaymentMethod, PaymentRecord
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing.invoices.life import (
    RETRIES_EXHAUSTED,
    UPDATED,
    announce,
    customer_of,
    invoices,
    subscription_of,
    transitions,
    whisper,
)
from counterfoil.resources.payments import payment_intents, payment_methods, payment_records

payments = objects.invoice_payment.page(
    filters={
        "invoice": "invoice",
        "_payment_intent": "payment.payment_intent",
        "_payment_record": "payment.payment_record",
    },
    lifecycle={
        # status may become   announcing
        "open": {"paid": "invoice_payment.paid", "canceled": None},
        "paid": {},
        "canceled": {},
    },
)

PAYABLE = ("open", "uncollectible")
MOST_DEBITS = {"us_bank_account": 2}  # retries by type of bank debit; the others have none
HARD_DECLINES = frozenset(
    (
        "incorrect_number", "lost_card", "pickup_card", "stolen_card", "revocation_of_authorization",
        "revocation_of_all_authorizations", "authentication_required", "highest_risk_level",
        "transaction_not_allowed",
    )
)  # fmt: skip


# -- the method ----------------------------------------------------------------------------------------------


def method_for(work: Work, invoice: Mapping[str, Any]) -> PaymentMethod | None:
    """Return the method that pays an invoice: its own, else its subscription's, else the customer's; or None.

    A method that is merely attached is never chosen. Source: guide "Payment method priority".
    """
    for id in _candidates(work, invoice):
        found = work.find(payment_methods.payment_methods, id)
        if found is not None:
            return found
    return None


def _candidates(work: Work, invoice: Mapping[str, Any]) -> list[str]:
    subscription = subscription_of(work, invoice)
    customer = work.find(objects.customer, invoice["customer"])
    found = [invoice.get("default_payment_method"), invoice.get("default_source")]
    if subscription is not None:
        found += [subscription.default_payment_method, subscription.default_source]
    if customer is not None:
        found += [customer.at("invoice_settings.default_payment_method"), customer.default_source]
    return [id for id in found if id]


# -- attempts ------------------------------------------------------------------------------------------------


def collect(
    work: Work,
    invoice: Invoice,
    *,
    off_session: bool = True,
    payment_method: PaymentMethod | None = None,
    behavior: str = "allow_incomplete",
    by_request: bool = False,
    automatic: bool = False,
) -> Invoice:
    """Attempt the payment of an open invoice once. Declines are recorded.

    A decline is raised (402) only if `behavior` is error_if_incomplete; with default_incomplete nothing is
    attempted. by_request: a request waits for the outcome. automatic: it counts as an automatic attempt.
    """
    if behavior == "default_incomplete":
        return work.latest(invoice)
    refusal = attempt(work, invoice, payment_method, by_request=by_request, automatic=automatic)
    if refusal is not None and behavior == "error_if_incomplete":
        raise refusal
    return work.latest(invoice)


def attempt(
    work: Work,
    invoice: Invoice,
    method: PaymentMethod | None = None,
    *,
    by_request: bool = False,
    automatic: bool = False,
) -> errors.Refusal | None:
    """Attempt the payment once. Returns the refusal (402) of a decline, which is recorded; else None.

    A method that cannot pay this at all, in this currency for instance, is refused (400) where a request
    waits; else the attempt has failed.
    """
    invoice = work.latest(invoice)
    assert invoice.status in PAYABLE, "only what is owed is collected"
    chosen = method or method_for(work, invoice)
    if chosen is not None and chosen.type == "custom":
        announce(work, invoice, "invoice.payment_attempt_required")  # the merchant makes it, elsewhere
        return None
    intent = default_intent(work, invoice)
    work.change(invoice, _attempt={"automatic": automatic, "by_request": by_request})
    if chosen is None or intent is None:
        _fail(work, invoice, None)
        return None
    if automatic and invoice.get("_refused_for_good") == chosen.id:
        _fail(work, invoice, intent)  # the same method would only be refused again
        return None
    types = list(intent.payment_method_types or ())
    if chosen.type not in types:
        intent = work.change(intent, payment_method_types=[*types, chosen.type])
    if intent.status not in ("requires_payment_method", "requires_confirmation", "requires_action"):
        return None  # the money is on its way
    try:
        with work.undone_if_refused():
            payment_intents.pay(work, intent, chosen, confirming(chosen))
    except errors.Refusal as refusal:
        if refusal.kept:
            return refusal
        if work.cause is not None:
            raise
        _fail(work, invoice, None)
    finally:
        work.change(work.latest(invoice), _attempt=None)
    return None


def confirming(method: PaymentMethod) -> dict[str, Any]:
    """Return the parameters of the confirmation by a method; bank debits were authorized before."""
    if method.type == "card":
        return {}
    online = {"ip_address": None, "user_agent": None}
    return {"mandate_data": {"customer_acceptance": {"type": "online", "online": online}}}


@invoices.due(name="invoice.attempt", rank=45)
def attempt_automatically(work: Work, invoice: Invoice) -> None:
    """Attempt the payment of an open invoice when its next attempt is due."""
    if invoice.status == "open" and invoice.auto_advance:
        collect(work, invoice, automatic=True)


# -- what became of an attempt -------------------------------------------------------------------------------


def default_payment(work: Work, invoice: Mapping[str, Any]) -> InvoicePayment | None:
    """Return the payment that is made for what remains of an invoice, or None."""
    found = work.list(payments, invoice=invoice["id"])
    return next((one for one in found if one.is_default and one.status != "canceled"), None)


def default_intent(work: Work, invoice: Mapping[str, Any]) -> PaymentIntent | None:
    """Return the intent of the default payment, or None."""
    payment = default_payment(work, invoice)
    return work.find(objects.payment_intent, payment.payment.payment_intent) if payment else None


def open_default(work: Work, invoice: Invoice, intent: PaymentIntent) -> InvoicePayment:
    """Create the default payment of an invoice."""
    return opened(work, invoice, intent, intent.amount, is_default=True)


def opened(
    work: Work,
    invoice: Invoice,
    source: PaymentIntent | PaymentRecord,
    amount: int,
    *,
    is_default: bool = False,
) -> InvoicePayment:
    """Create an open payment of an invoice by an intent or a payment record. amount: minor units."""
    return work.insert(
        payments,
        amount_paid=None,
        amount_requested=amount,
        currency=invoice.currency,
        invoice=invoice.id,
        is_default=is_default,
        payment={"type": source["object"], source["object"]: source["id"]},
        status="open",
        status_transitions={"canceled_at": None, "paid_at": None},
    )


def _payments_of(work: Work, intent: Mapping[str, Any]) -> list[InvoicePayment]:
    """Return the open payments that an intent makes, the oldest first."""
    found = work.list(payments, payment_payment_intent=intent["id"], oldest_first=True)
    return [one for one in found if one.status == "open"]


@invoices.on("payment_intent.succeeded")
def received(work: Work, intent: PaymentIntent) -> None:
    """Credit the invoices that an intent pays."""
    waiting = _payments_of(work, intent)
    left = available(work, intent) if waiting else 0
    for place, one in enumerate(waiting):
        invoice = work.find(invoices, one.invoice)
        if invoice is not None:
            # What is more than all of them ask for is overpaid on the last.
            last = place == len(waiting) - 1
            amount = left if last else min(left, one.amount_requested)
            left -= amount
            pay_with(work, invoice, one, amount)


def available(work: Work, intent: PaymentIntent) -> int:
    """Return what an intent received and no invoice was paid with yet."""
    made = work.list(payments, payment_payment_intent=intent.id)
    return (intent.amount_received or 0) - sum(one.amount_paid or 0 for one in made)


def pay_with(work: Work, invoice: Invoice, one: InvoicePayment, amount: int) -> Invoice:
    """Record that a payment of an invoice was made. Emits invoice_payment.paid and what `credit` does."""
    times = {"canceled_at": None, "paid_at": work.now}
    work.move(one, "paid", amount_paid=amount, status_transitions=times)
    if one.payment.type != "payment_record":
        return credit(work, invoice, amount)
    outside = work.latest(invoice).amount_paid_off_stripe or 0
    return credit(work, invoice, amount, amount_paid_off_stripe=outside + amount)


def free_of(work: Work, record: PaymentRecord) -> int:
    """Return what a payment record can still pay: its amount less what it has paid and what was refunded."""
    made = work.list(payments, payment_payment_record=record.id)
    return record.amount.value - record.amount_refunded.value - sum(one.amount_paid or 0 for one in made)


@invoices.on(payment_records.GUARANTEED)
def guaranteed(work: Work, record: PaymentRecord) -> None:
    """Credit the invoices that a payment record pays."""
    for one in work.list(payments, payment_payment_record=record.id, oldest_first=True):
        invoice = work.find(invoices, one.invoice)
        if one.status == "open" and invoice is not None:
            adopt(work, invoice)
            amount = min(one.amount_requested, invoice.amount_remaining, free_of(work, record))
            if amount > 0:
                pay_with(work, invoice, one, amount)


@invoices.on(payment_records.CANCELED)
def given_up(work: Work, record: PaymentRecord) -> None:
    """Cancel the payments that a payment record can make no longer. No event."""
    for one in work.list(payments, payment_payment_record=record.id):
        if one.status == "open":
            work.move(one, "canceled", status_transitions={"canceled_at": work.now, "paid_at": None})


def follow(work: Work, invoice: Invoice, intent: PaymentIntent) -> Invoice:
    """Do for an invoice what its intent came to before the invoice was made."""
    if intent.status == "succeeded":
        received(work, intent)
    elif intent.status == "processing":
        begun(work, intent)
    return work.latest(invoice)


def credit(work: Work, invoice: Invoice, amount: int, **fields: Any) -> Invoice:
    """Count a payment. What is more than was due goes to the customer's balance.

    Emits invoice.updated, and when nothing remains invoice.paid and invoice.payment_succeeded.
    """
    invoice = work.latest(invoice)
    remaining = invoice.amount_remaining
    over = max(0, amount - remaining)
    counted: dict[str, Any] = {
        "amount_paid": invoice.amount_paid + amount,
        "amount_remaining": max(0, remaining - amount),
        "amount_overpaid": (invoice.amount_overpaid or 0) + over,
        "attempted": True,
        **fields,
    }
    if invoice.attempt_count == 0 and counted["attempted"]:
        counted["attempt_count"] = 1
    elif (invoice.get("_attempt") or {}).get("automatic"):
        counted["attempt_count"] = invoice.attempt_count + 1
    if counted["amount_remaining"] or invoice.status not in PAYABLE:
        invoice = work.change(invoice, UPDATED, **counted)
        resize(work, invoice)
    else:
        invoice = settle(work, invoice, **counted)
    if over:
        entries.record(
            work, customer_of(work, invoice), -over, invoice.currency, "adjustment", invoice=invoice.id
        )
        announce(work, invoice, "invoice.overpaid")
    return work.latest(invoice)


def settle(work: Work, invoice: Invoice, **fields: Any) -> Invoice:
    """Move an invoice of which nothing remains to paid. Emits invoice.paid and invoice.payment_succeeded."""
    work.unschedule(invoice)
    paid = work.move(
        invoice,
        "paid",
        **{"auto_advance": False, "next_payment_attempt": None, "status_details": None, **fields},
        status_transitions=transitions(invoice, paid_at=work.now),
    )
    cancel_open(work, paid)
    return announce(work, paid, "invoice.paid", "invoice.payment_succeeded")


def resize(work: Work, invoice: Invoice) -> None:
    """Ask with the default payment for what remains."""
    one = default_payment(work, invoice)
    if one is None or one.status != "open":
        return
    work.change(one, amount_requested=invoice.amount_remaining)
    intent = work.find(objects.payment_intent, one.payment.payment_intent)
    if intent is not None and intent.status in ("requires_payment_method", "requires_confirmation"):
        work.change(intent, amount=invoice.amount_remaining)


def cancel_open(work: Work, invoice: Invoice, reason: str = "void_invoice") -> None:
    """Cancel the payments of an invoice that are still open, and the intent that was made for it."""
    for one in work.list(payments, invoice=invoice.id):
        if one.status != "open":
            continue
        work.move(one, "canceled", status_transitions={"canceled_at": work.now, "paid_at": None})
        intent = work.find(objects.payment_intent, one.payment.payment_intent)
        if intent is not None and one.is_default and intent.status in payment_intents.CANCELABLE:
            payment_intents.call_off(work, intent, {"cancellation_reason": reason})


@invoices.on("payment_intent.canceled")
def withdrawn(work: Work, intent: PaymentIntent) -> None:
    """Cancel the payments that an attached intent can make no longer. No event."""
    for one in _payments_of(work, intent):
        work.move(one, "canceled", status_transitions={"canceled_at": work.now, "paid_at": None})


@invoices.on("payment_intent.payment_failed")
def failed(work: Work, intent: PaymentIntent) -> None:
    """Record the failed attempt of the invoices that an intent pays, and plan the next."""
    for one in _payments_of(work, intent):
        invoice = work.find(invoices, one.invoice)
        if invoice is not None and one.is_default and invoice.status in PAYABLE:
            _fail(work, invoice, intent)


@invoices.on("payment_intent.requires_action")
def waiting(work: Work, intent: PaymentIntent) -> None:
    """Record that the customer must authenticate. Emits invoice.payment_action_required."""
    for one in _payments_of(work, intent):
        invoice = work.find(invoices, one.invoice)
        if invoice is None or not one.is_default or invoice.status not in PAYABLE:
            continue
        fields = _planned(work, invoice)
        if not (invoice.get("_attempt") or {}).get("automatic"):
            fields.pop("attempt_count", None)
        changed = work.change(invoice, UPDATED, attempted=True, **fields)
        announce(work, changed, "invoice.payment_action_required")
        _exhaust(work, changed, fields)


@invoices.on("payment_intent.processing")
def begun(work: Work, intent: PaymentIntent) -> None:
    """Record an attempt whose outcome comes later."""
    for one in _payments_of(work, intent):
        invoice = work.find(invoices, one.invoice)
        if invoice is not None and one.is_default and invoice.status in PAYABLE:
            count = max(1, invoice.attempt_count)
            work.change(invoice, UPDATED, attempted=True, attempt_count=count, next_payment_attempt=None)


def _fail(work: Work, invoice: Invoice, intent: PaymentIntent | None) -> Invoice:
    """Count a failed attempt and plan the next. Emits invoice.updated and invoice.payment_failed."""
    invoice = work.latest(invoice)
    fields = _planned(work, invoice)
    error: Mapping[str, Any] = (intent.last_payment_error or {}) if intent is not None else {}
    code = error.get("decline_code") or error.get("code")
    method = (error.get("payment_method") or {}).get("id")
    if code in HARD_DECLINES and method:
        fields["_refused_for_good"] = method
    changed = work.change(invoice, UPDATED, attempted=True, **fields)
    announce(work, changed, "invoice.payment_failed")
    return _exhaust(work, changed, fields)


def paid_elsewhere(work: Work, invoice: Invoice) -> Invoice:
    """Record that an invoice was paid outside: nothing is charged, and its intent is canceled."""
    invoice = work.latest(invoice)
    rest = invoice.amount_remaining
    return settle(
        work,
        invoice,
        amount_paid=invoice.amount_paid + rest,
        amount_paid_off_stripe=(invoice.amount_paid_off_stripe or 0) + rest,
        amount_remaining=0,
        _paid_out_of_band=True,
    )


# -- dunning -------------------------------------------------------------------------------------------------


def _planned(work: Work, invoice: Invoice) -> dict[str, Any]:
    """Schedule the next attempt after a failure. Returns `attempt_count` and `next_payment_attempt`.

    The first attempt of any kind counts; later only automatic ones. The first payment of a subscription that
    a request waits for is not retried: the subscription stays incomplete.
    """
    how = invoice.get("_attempt") or {}
    automatic = bool(how.get("automatic"))
    count = invoice.attempt_count + 1 if automatic or not invoice.attempt_count else invoice.attempt_count
    fields: dict[str, Any] = {"attempt_count": count}
    if not _retried(work, invoice):
        return {**fields, "next_payment_attempt": None}
    planned = invoice.next_payment_attempt is not None and invoice.next_payment_attempt > work.now
    if planned and not automatic:
        return fields  # an attempt by hand changes nothing about the plan
    delays = work.services.settings.payment_retries[: _most_retries(work, invoice)]
    work.unschedule(invoice, attempt_automatically)
    if count > len(delays):
        return {**fields, "next_payment_attempt": None, "_exhausted": True}
    at = work.now + int(delays[count - 1] * 86400)
    work.schedule(attempt_automatically, invoice, at=at)
    return {**fields, "next_payment_attempt": at}


def _retried(work: Work, invoice: Invoice) -> bool:
    if not invoice.auto_advance or invoice.collection_method != "charge_automatically":
        return False
    if invoice.status != "open":
        return False
    if invoice.billing_reason == "subscription_create":
        subscription = subscription_of(work, invoice)
        by_request = bool((invoice.get("_attempt") or {}).get("by_request"))
        return not by_request and (subscription is None or subscription.status != "incomplete")
    return True


def _most_retries(work: Work, invoice: Invoice) -> int | None:
    """Return how often a payment is retried at most: bank debits hardly ever. None: as often as planned."""
    intent = default_intent(work, invoice)
    kind = intent.at("last_payment_error.payment_method.type") if intent is not None else None
    return None if kind in (None, "card", "link") else MOST_DEBITS.get(kind, 0)


def replan(work: Work, invoice: Invoice) -> Invoice:
    """Plan the attempts of an open invoice anew after `auto_advance` changed. No event."""
    invoice = work.latest(invoice)
    if invoice.status != "open" or invoice.collection_method != "charge_automatically":
        return invoice
    work.unschedule(invoice, attempt_automatically)
    if not invoice.auto_advance:
        return work.change(invoice, next_payment_attempt=None)
    work.schedule(attempt_automatically, invoice, at=work.now)
    return work.change(invoice, next_payment_attempt=work.now)


def _exhaust(work: Work, invoice: Invoice, fields: Mapping[str, Any]) -> Invoice:
    if fields.get("_exhausted"):
        whisper(work, RETRIES_EXHAUSTED, invoice)
    return work.latest(invoice)


# -- due dates -----------------------------------------------------------------------------------------------


def watch_due_date(work: Work, invoice: Invoice) -> None:
    """Schedule what happens when an invoice that was sent is not paid by its due date."""
    if invoice.collection_method == "send_invoice" and invoice.due_date is not None:
        work.schedule(overdue, invoice, at=invoice.due_date)
        told = invoice.due_date - work.services.settings.due_notice
        if work.now <= told < invoice.due_date:
            work.schedule(will_be_due, invoice, at=told)


@invoices.due(name="invoice.will_be_due", rank=60)
def will_be_due(work: Work, invoice: Invoice) -> None:
    """Tell that an open invoice is due soon. Emits invoice.will_be_due."""
    if invoice.status == "open":
        announce(work, invoice, "invoice.will_be_due")


@invoices.due(name="invoice.overdue", rank=60)
def overdue(work: Work, invoice: Invoice) -> None:
    """Tell that an open invoice is past its due date. Emits invoice.overdue."""
    if invoice.status == "open" and invoice.due_date is not None and invoice.due_date <= work.now:
        announce(work, invoice, "invoice.overdue")
        days = work.services.settings.uncollectible_after
        if days:
            work.schedule(unpaid_for_long, invoice, at=work.now + days * 86400)


@invoices.due(name="invoice.unpaid_for_long", rank=60)
def unpaid_for_long(work: Work, invoice: Invoice) -> None:
    """Give up an invoice that was sent and is long overdue. Emits invoice.marked_uncollectible."""
    if invoice.status == "open":
        mark_uncollectible(work, invoice, "payment_not_received")


def mark_uncollectible(work: Work, invoice: Invoice, reason: str = "user_forgiven") -> Invoice:
    """Mark an invoice as uncollectible. Emits invoice.updated and invoice.marked_uncollectible."""
    invoice = work.latest(invoice)
    work.unschedule(invoice)
    marked = work.move(
        invoice,
        "uncollectible",
        auto_advance=False,
        automatically_finalizes_at=None,
        next_payment_attempt=None,
        status_details={"uncollectible": {"reason": reason}},
        status_transitions=transitions(invoice, marked_uncollectible_at=work.now),
    )
    return announce(work, marked, "invoice.marked_uncollectible")
