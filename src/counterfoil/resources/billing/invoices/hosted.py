"""What the pages of an invoice show and do: its documents, and its payment by whoever has the link.

Source: guide "Hosted Invoice Page".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.documents import Paper, papers
from counterfoil.kernel import Space, Work, errors, objects
from counterfoil.kernel.shapes import Charge, Invoice
from counterfoil.resources.billing.invoices import payment
from counterfoil.resources.billing.invoices.life import invoices, lines_of
from counterfoil.resources.payments import payment_intents, payment_methods

LASTS = 30 * 86400  # seconds that a link works after the due date, or without one after the finalization
LONGEST = 120 * 86400
WITHOUT_PAGE = ("draft", None)
LEADING = ("url", "hosted_instructions_url", "hosted_voucher_url", "hosted_verification_url")


def at(work: Work, token: str) -> Invoice | None:
    """Return the finalized invoice of a link's token in this phase's account and mode, or None."""
    found = work.first(invoices, _token=token) if token else None
    return found if found is not None and found.status not in WITHOUT_PAGE else None


def space_of(account: str, token: str) -> Space:
    """Return the account and mode that a link names."""
    return Space(account, token.startswith("live_"))


def expired(work: Work, invoice: Invoice) -> bool:
    """Whether the link of an invoice is over."""
    finalized = invoice.status_transitions["finalized_at"] or invoice.created
    until = (invoice.due_date or finalized) + LASTS
    return work.now >= min(until, finalized + LONGEST)


def paper(work: Work, invoice: Invoice) -> Paper:
    """Return the paper of an invoice."""
    return papers.invoice(
        invoice,
        lines_of(work, invoice),
        _account(work),
        rates=rates(work, invoice.get("total_taxes")),
        names=_names(work, invoice),
    )


def receipt(work: Work, invoice: Invoice) -> Paper | None:
    """Return the receipt of an invoice that was paid, with what was refunded since; None before."""
    if invoice.status != "paid" or not invoice.amount_paid:
        return None
    charges = charges_of(work, invoice)
    return papers.receipt(
        invoice,
        lines_of(work, invoice),
        _account(work),
        method=", ".join(dict.fromkeys(described(charge) for charge in charges)),
        refunded=sum(charge.amount_refunded for charge in charges),
        rates=rates(work, invoice.get("total_taxes")),
        names=_names(work, invoice),
    )


def charges_of(work: Work, invoice: Invoice) -> list[Charge]:
    """Return the charges that paid an invoice, the latest first."""
    found = []
    for one in work.list(payment.payments, invoice=invoice.id):
        intent = work.find(objects.payment_intent, one.payment.payment_intent)
        charge = work.find(objects.charge, intent.latest_charge) if intent is not None else None
        if one.status == "paid" and charge is not None:
            found.append(charge)
    return found


def described(charge: Charge) -> str:
    """Describe how a charge was paid: `Visa ending in 4242`."""
    details: Mapping[str, Any] = charge.payment_method_details or {}
    if not details:
        return ""
    kind = details["type"]
    held: Mapping[str, Any] = details.get(kind) or {}
    name = str(held.get("brand") or held.get("bank_name") or kind).replace("_", " ").capitalize()
    return f"{name} ending in {held['last4']}" if held.get("last4") else name


def problem(work: Work, invoice: Invoice) -> str | None:
    """Return the message of an open invoice's last failed payment, or None."""
    intent = payment.default_intent(work, invoice)
    error: Mapping[str, Any] = (intent.last_payment_error or {}) if intent is not None else {}
    return error.get("message")


def types(work: Work, invoice: Invoice) -> list[str]:
    """Return the types of methods that an invoice's page offers: those it names, else cards alone."""
    named = invoice.at("payment_settings.payment_method_types")
    intent = payment.default_intent(work, invoice)
    if not named or intent is None:
        return ["card"]
    return [kind for kind in named if kind in (intent.payment_method_types or ())] or ["card"]


def pending(work: Work, invoice: Invoice) -> bool:
    """Whether the money of an open invoice is on its way."""
    intent = payment.default_intent(work, invoice)
    return invoice.status in payment.PAYABLE and intent is not None and intent.status == "processing"


def pay(
    work: Work, invoice: Invoice, method: str, *, lasting: bool = False, return_url: str | None = None
) -> str | None:
    """Pay an invoice with a method that its customer entered. Returns where they must go on, or None.

    That is to authenticate, to authorize, to verify an account, or to read where to send the money. lasting:
    the method becomes the customer's default for invoices. A decline (402) is recorded.
    """
    invoice = work.latest(invoice)
    if invoice.status not in payment.PAYABLE:
        raise errors.invalid("This invoice can no longer be paid.")
    intent = payment.default_intent(work, invoice)
    assert intent is not None, "an open invoice has an intent for what remains"
    chosen = payment_methods.load(work, method)
    if lasting:
        payment_methods.attach_verified(work, chosen, str(invoice.customer), set_up=True)
        customer = work.get(objects.customer, invoice.customer)
        settings = {**customer.invoice_settings, "default_payment_method": method}
        work.change(customer, "customer.updated", invoice_settings=settings)
    if chosen.type not in (intent.payment_method_types or ()):
        intent = work.change(intent, payment_method_types=[*(intent.payment_method_types or ()), chosen.type])
    sent = {"payment_method": method, "return_url": return_url, **payment.confirming(chosen)}
    after = payment_intents.choose_and_pay(work, intent, sent)
    action: Mapping[str, Any] = after.next_action or {} if after.status == "requires_action" else {}
    details: Mapping[str, Any] = action.get(action.get("type") or "") or {}
    return next((details[name] for name in LEADING if details.get(name)), None)


def rates(work: Work, entries: Iterable[Mapping[str, Any]] | None) -> dict[str, Any]:
    """Return the tax rates that taxes name, by id."""
    ids = {(entry.get("tax_rate_details") or {}).get("tax_rate") for entry in entries or ()}
    found = {id: work.find(objects.tax_rate, id) for id in ids if id}
    return {id: rate for id, rate in found.items() if rate is not None}


def _names(work: Work, invoice: Invoice) -> dict[str, str]:
    """Return how an invoice names its discounts: coupon and value, by id of the discount."""
    found = {}
    for entry in invoice.get("total_discount_amounts") or ():
        coupon = work.hidden(objects.discount, entry["discount"]).get("_coupon") or {}
        percent, off = coupon.get("percent_off"), coupon.get("amount_off")
        value = (
            f"{Decimal(str(percent)).normalize():f}% off"
            if percent is not None
            else f"{money.shown(off, coupon['currency'])} off"
            if off is not None
            else ""
        )
        name = coupon.get("name") or coupon.get("id") or "Discount"
        found[entry["discount"]] = f"{name} ({value})" if value else name
    return found


def _account(work: Work) -> Mapping[str, Any] | None:
    return work.session.load(objects.account.table, work.space, work.account)
