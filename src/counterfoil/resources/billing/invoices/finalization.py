"""Finalization: a draft is frozen and numbered, draws on the customer's balance, and asks for the rest.

Source: guide "Status transitions and finalization"; API reference, Invoices, "Finalize an invoice".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Work, errors, ids, objects, present
from counterfoil.kernel.shapes import Customer, Invoice, PaymentIntent
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing.invoices import ending, payment, sums
from counterfoil.resources.billing.invoices.buyers import buyer
from counterfoil.resources.billing.invoices.life import (
    ALREADY_FINALIZED,
    announce,
    customer_of,
    invoices,
    subscription_of,
    transitions,
)
from counterfoil.resources.payments import balance, payment_intents
from counterfoil.resources.payments import payment_method_configurations as configurations

DESCRIPTIONS = {
    "manual": "Payment for Invoice",
    "subscription_create": "Subscription creation",
    "subscription_update": "Subscription update",
    "subscription_cycle": "Subscription update",
}
ACCOUNT_PREFIX = "INV"  # of numbers that are counted by account
AGAIN = 86400  # seconds until a draft that could not be finalized is tried again
LETTER = ("US", "CA")  # countries of accounts whose PDFs have that page size


@invoices.operation("invoices.finalize_invoice")
def finalize_invoice(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Finalize a draft. Its payment, if it is automatic, is attempted right afterwards.

    Emits invoice.updated and invoice.finalized; of nothing due, invoice.paid.
    """
    if invoice.status != "draft":
        raise errors.invalid(ALREADY_FINALIZED)
    return finalize(work, invoice, attempt=True, later=True, auto_advance=params.get("auto_advance"))


@invoices.due(name="invoice.finalize", rank=42)  # after renewals of the same instant
def finalize_automatically(work: Work, invoice: Invoice) -> None:
    """Finalize a draft whose grace is over, and collect it."""
    if invoice.status != "draft" or not invoice.auto_advance:
        return
    try:
        if work.find(objects.customer, invoice.customer) is None:
            raise errors.missing("customer", str(invoice.customer))
        with work.undone_if_refused():
            finalize(work, invoice, attempt=True)
    except errors.Refusal as refusal:
        if refusal.kept:
            raise
        _fail(work, work.latest(invoice), refusal)


def _fail(work: Work, invoice: Invoice, refusal: errors.Refusal) -> None:
    """Write down why a draft cannot be finalized; it is tried again. Emits invoice.finalization_failed.

    A draft whose customer is gone is not tried again.
    """
    named = {"code": refusal.code, "message": refusal.message, "param": refusal.param, "type": refusal.type}
    error = {name: value for name, value in named.items() if value is not None}
    again = work.now + AGAIN if work.find(objects.customer, invoice.customer) is not None else None
    charged = invoice.collection_method == "charge_automatically"
    if again is not None:
        work.schedule(finalize_automatically, invoice, at=again)
    failed = work.change(
        invoice,
        automatically_finalizes_at=again,
        last_finalization_error=error,
        next_payment_attempt=again if charged else None,
    )
    announce(work, failed, "invoice.finalization_failed")


def finalize(
    work: Work,
    invoice: Invoice,
    *,
    attempt: bool,
    later: bool = False,
    auto_advance: bool | None = None,
    paid_by: PaymentIntent | None = None,
) -> Invoice:
    """Freeze, number and open a draft. With nothing due it is paid at once, without a charge.

    attempt: collect it, if that is automatic, or send it; later: in a phase of its own, right afterwards.
    auto_advance: another value for this field. paid_by: the intent that pays it, where the payment came
    first. Emits one invoice.updated, which tells all that finalization changed, and invoice.finalized.
    """
    invoice = draft = work.latest(invoice)
    if invoice.status != "draft":
        raise errors.invalid(ALREADY_FINALIZED)
    work.unschedule(invoice, finalize_automatically)
    customer = customer_of(work, invoice)
    frozen = _frozen(work, invoice, customer)
    if auto_advance is not None:
        frozen["auto_advance"] = auto_advance
    invoice = work.change(invoice, **frozen, _finalizing=True)
    invoice = sums.recompute(work, invoice, usage=True, post=True, announce=None)
    sums.use_discounts(work, invoice)
    money_fields, moves = _settled(work, invoice, customer)
    due = money_fields["amount_due"]
    number = invoice.number or _next_number(work, customer)
    fields = {
        **money_fields,
        **_links(work),
        "automatically_finalizes_at": None,
        "effective_at": invoice.effective_at or work.now,
        "last_finalization_error": None,
        "number": number,
        "rendering": _paged(invoice),
        "_finalizing": None,
    }
    _replace_original(work, invoice)
    for amount, type in moves:
        entries.record(work, customer, amount, invoice.currency, type, invoice=invoice.id)
    times = transitions(invoice, finalized_at=work.now)
    if due <= 0:
        paid = work.move(
            invoice,
            "paid",
            draft,
            **fields,
            attempted=True,
            auto_advance=False,
            next_payment_attempt=None,
            status_transitions={**times, "paid_at": work.now},
        )
        return announce(work, paid, "invoice.finalized", "invoice.paid", "invoice.payment_succeeded")
    charged = invoice.collection_method == "charge_automatically"
    collects = attempt and charged and invoice.auto_advance
    intent = _intent(work, invoice, due) if paid_by is None else _taken(work, invoice, paid_by)
    payment.open_default(work, invoice, intent)  # before the event, which shows it to older versions
    secret = {"client_secret": intent.client_secret, "type": "payment_intent"}
    opened = work.move(
        invoice,
        "open",
        draft,
        **fields,
        next_payment_attempt=work.now if collects and later else None,
        status_transitions=times,
        _secret=secret,
    )
    opened = announce(work, opened, "invoice.finalized")
    if paid_by is not None:
        return payment.follow(work, opened, intent)
    payment.watch_due_date(work, opened)
    if collects and later:
        work.schedule(payment.attempt_automatically, opened, at=work.now)
    elif collects:
        return payment.collect(work, opened, automatic=True)
    elif attempt and not charged and invoice.auto_advance:
        return announce(work, opened, "invoice.sent")
    return opened


def _replace_original(work: Work, revision: Invoice) -> None:
    """Void the invoice that a revision replaces. Emits invoice.voided."""
    original = work.find(invoices, revision.at("from_invoice.invoice"))
    if original is not None and original.status in payment.PAYABLE:
        ending.void(work, work.change(original, latest_revision=revision.id))


def _frozen(work: Work, invoice: Invoice, customer: Customer) -> dict[str, Any]:
    """Return the fields that stop following the customer, the account and the subscription."""
    fields: dict[str, Any] = buyer(work, customer)
    subscription = subscription_of(work, invoice)
    if subscription is not None and invoice.parent is not None:
        details = {**(invoice.parent["subscription_details"] or {}), "metadata": subscription.metadata}
        fields["parent"] = {**invoice.parent, "subscription_details": details}
    days = invoice.get("_days_until_due")
    if invoice.collection_method == "send_invoice" and days is not None:
        fields["due_date"] = work.now + days * 86400
    return fields


def _settled(
    work: Work, invoice: Invoice, customer: Customer
) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Return what is due once the customer's balance is applied, and the entries to write: (amount, type)."""
    before = work.balance(entries.ledger_account(customer.id), invoice.currency)
    total = invoice.total
    due = max(0, total + before) if total >= 0 else 0
    ending = min(0, total + before) if total >= 0 else before + total
    moves = [(ending - before, "applied_to_invoice")] if ending != before else []
    smallest, largest = money.SMALLEST_CHARGE.get(invoice.currency, 0), money.largest_charge(invoice.currency)
    if 0 < due < smallest or due > largest:
        moves.append((due, "invoice_too_small" if due < smallest else "invoice_too_large"))
        ending, due = ending + due, 0
    fields = {
        "amount_due": due,
        "amount_paid": 0,
        "amount_remaining": due,
        "starting_balance": before,
        "ending_balance": ending,
    }
    return fields, moves


def _next_number(work: Work, customer: Customer) -> str:
    """Take the next invoice number of the customer, or of the account. Numbers are never reused."""
    if work.services.settings.invoice_numbering == "account":
        account = present(balance.account(work))
        sequence = _unused(work, ACCOUNT_PREFIX, account.get("_next_invoice_sequence") or 1)
        work.change(account, _next_invoice_sequence=sequence + 1)
        return f"{ACCOUNT_PREFIX}-{sequence:04d}"
    holder = work.latest(customer)
    sequence = _unused(work, str(holder.invoice_prefix), holder.next_invoice_sequence or 1)
    work.change(holder, next_invoice_sequence=sequence + 1)
    return f"{holder.invoice_prefix}-{sequence:04d}"


def _unused(work: Work, prefix: str, sequence: int) -> int:
    """Return the first number of a sequence that no invoice was given by hand."""
    while work.first(invoices, number=f"{prefix}-{sequence:04d}") is not None:
        sequence += 1
    return sequence


def _links(work: Work) -> dict[str, Any]:
    """Return the links to the hosted page and the PDF, which nobody can guess."""
    token = ids.secret("test_" if not work.livemode else "live_", 60)
    base = work.services.base_url
    return {
        "hosted_invoice_url": f"{base}/i/{work.account}/{token}",
        "invoice_pdf": f"{base}/invoice/{work.account}/{token}/pdf",
        "_token": token,
    }


def _paged(invoice: Invoice) -> dict[str, Any] | None:
    """Return `rendering` with the page size that its PDF has."""
    if invoice.rendering is None:
        return None
    pdf = invoice.rendering.pdf or {"page_size": "auto"}
    size = pdf["page_size"]
    if size in (None, "auto"):
        size = "letter" if invoice.account_country in LETTER else "a4"
    return {**invoice.rendering, "pdf": {**pdf, "page_size": size}}


def _taken(work: Work, invoice: Invoice, intent: PaymentIntent) -> PaymentIntent:
    """Return an intent that was made before its invoice, as that of the invoice."""
    details = {"customer_reference": None, "order_reference": invoice.id[:25]}
    return work.change(intent, payment_details=details, _invoice=invoice.id)


def _reusable(work: Work, currency: str) -> list[str]:
    """Return the types of methods that the account has switched on and that can pay again later."""
    offered = configurations.offered(configurations.default(work), currency)
    return sorted(kind for kind in offered if kind in configurations.SAVABLE)


def _intent(work: Work, invoice: Invoice, due: int) -> PaymentIntent:
    """Create the payment intent of what is due."""
    method = payment.method_for(work, invoice)
    named = invoice.at("payment_settings.payment_method_types")
    types = list(named) if named else _reusable(work, invoice.currency)
    if method is not None and method.type not in types:
        types.append(method.type)
    reason = invoice.billing_reason or "manual"
    bills = invoice.parent is not None and reason != "manual"
    fields: dict[str, Any] = {
        "amount": due,
        "currency": invoice.currency,
        "customer": invoice.customer,
        "description": DESCRIPTIONS.get(reason, "Subscription update") if bills else DESCRIPTIONS["manual"],
        "setup_future_usage": "off_session" if bills else None,
        "statement_descriptor": invoice.statement_descriptor,
        "capture_method": "automatic",
        "payment_details": {"customer_reference": None, "order_reference": invoice.id[:25]},
    }
    shown = method if invoice.collection_method == "charge_automatically" else None
    return payment_intents.open_intent(
        work,
        {name: value for name, value in fields.items() if value is not None},
        {
            "automatic_payment_methods": None,
            "payment_method_configuration_details": None,
            "payment_method_types": types,
        },
        method=shown if shown is not None and shown.object == objects.payment_method.object else None,
        _invoice=invoice.id,
    )
