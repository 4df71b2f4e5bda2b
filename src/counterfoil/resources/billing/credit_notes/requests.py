"""Issuing, voiding, previewing and listing credit notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.kernel import Document, Listing, Work, errors, ids, inherited, objects
from counterfoil.kernel.shapes import CreditNote, Invoice
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing.credit_notes import content
from counterfoil.resources.billing.credit_notes.content import Content
from counterfoil.resources.billing.credit_notes.life import (
    SHOWN,
    credit_notes,
    lines_of,
    note_lines,
    of_invoice,
)
from counterfoil.resources.billing.invoices import hosted, payment
from counterfoil.resources.billing.invoices.life import UPDATED, invoices
from counterfoil.resources.payments import refunds

MONEY = ("refund_amount", "credit_amount", "out_of_band_amount")
SUM = (
    "The sum of credit amount, refund amount and out of band amount ({0}) must equal the credit note amount"
    " ({1})."
)
NOT_FINALIZED = "Credit notes can only be created for finalized invoices: this one has a status of {0}."
ONLY_PRE_PAYMENT = "You can only void a credit note of an invoice that is open."


@credit_notes.create(on="invoice")
def create(work: Work, params: Mapping[str, Any]) -> CreditNote:
    """Issue a credit note: it lowers what an open invoice asks for, and gives back what was paid.

    Emits credit_note.created and invoice.updated; with a refund charge.refunded, with credit
    customer.updated.
    """
    invoice = work.get(invoices, params["invoice"], param="invoice")
    if invoice.status in ("draft", "void"):
        raise errors.invalid(NOT_FINALIZED.format(invoice.status), param="invoice")
    found = content.read(work, invoice, params)
    shipping = content.shipping_of(invoice, params) or 0
    total = sum(line.total for line in found) + shipping
    if total < 0:
        raise errors.invalid("The amount of a credit note cannot be negative.", param="lines")
    before = sum(note.total for note in of_invoice(work, invoice.id) if note.status == "issued")
    due_before = max(0, invoice.total)
    remaining = invoice.amount_remaining if invoice.status in payment.PAYABLE else 0
    pre = min(total, remaining)
    post = total - pre
    if before + total > due_before or post > _given(invoice):
        raise _too_much(invoice, total, remaining)
    given = {name: params.get(name) or 0 for name in MONEY}
    made = _linked(work, invoice, params.get("refunds") or ())
    given["refund_amount"] += sum(part for _, part in made)
    if sum(given.values()) != post:
        raise errors.invalid(SUM.format(sum(given.values()), post))
    id = credit_notes.new_id(work.space)
    if params.get("refund_amount"):
        made += _refund(work, invoice, params["refund_amount"])
    entry = None
    if given["credit_amount"]:
        entry = entries.record(
            work,
            work.get(objects.customer, invoice.customer, param="customer"),
            -given["credit_amount"],
            invoice.currency,
            "credit_note",
            credit_note=id,
            invoice=invoice.id,
        )
    note = _store(
        work,
        invoice,
        params,
        found,
        id=id,
        pre=pre,
        post=post,
        shipping=shipping,
        refunds=made,
        customer_balance_transaction=entry.id if entry else None,
        out_of_band_amount=params.get("out_of_band_amount"),
    )
    work.emit("credit_note.created", note)
    _lower(work, invoice, pre, post)
    return note


def _given(invoice: Invoice) -> int:
    """Return what the customer gave for an invoice that can still be given back: money, and credit drawn."""
    drawn = max(0, (invoice.ending_balance or 0) - invoice.starting_balance)
    return invoice.amount_paid + drawn - invoice.post_payment_credit_notes_amount


def _too_much(invoice: Invoice, total: int, remaining: int) -> errors.Refusal:
    most = remaining or _given(invoice)
    return errors.invalid(
        f"The credit note amount ({money.shown(total, invoice.currency)}) is greater than what can be"
        f" credited of the invoice ({money.shown(most, invoice.currency)}).",
        param="amount",
    )


def _linked(work: Work, invoice: Invoice, sent: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return refunds that were made before, and how much of each the note counts: all that is left of it.

    400 for refunds of anything but the invoice's payments, and for more than is left of one.
    """
    found: list[tuple[str, int]] = []
    charges = {charge.id for charge in hosted.charges_of(work, invoice)}
    for place, one in enumerate(sent):
        if not one.get("refund"):
            raise errors.not_implemented("credit_notes.create (refunds of payment records)")
        refund = work.get(objects.refund, one["refund"], param=f"refunds[{place}][refund]")
        if refund.charge not in charges:
            raise errors.invalid(
                f"The refund {refund.id} is not of a payment of this invoice.",
                param=f"refunds[{place}][refund]",
            )
        left = refund.amount - _counted(work, invoice, refund.id)
        left -= sum(part for id, part in found if id == refund.id)
        amount = one.get("amount_refunded")
        if left < 1 or (amount is not None and amount > left):
            rest = money.shown(left, refund.currency)
            raise errors.invalid(
                f"The amount to credit is greater than what other credit notes left of the refund ({rest}).",
                param=f"refunds[{place}][{'refund' if amount is None else 'amount_refunded'}]",
            )
        found.append((refund.id, left if amount is None else amount))
    return found


def _counted(work: Work, invoice: Invoice, refund: str) -> int:
    """Return how much of a refund the credit notes of its invoice count."""
    return sum(
        one["amount_refunded"]
        for note in of_invoice(work, invoice.id)
        if note.status == "issued"
        for one in note.refunds or ()
        if one["refund"] == refund
    )


def _refund(work: Work, invoice: Invoice, amount: int) -> list[tuple[str, int]]:
    """Refund the charges that paid an invoice, the latest first."""
    charges = hosted.charges_of(work, invoice)
    if not charges:
        raise errors.invalid(
            "You cannot issue a refund: this invoice was not paid with a charge.", param="refund_amount"
        )
    found: list[tuple[str, int]] = []
    for charge in charges:
        free = amount if charge is charges[-1] else charge.amount_captured - charge.amount_refunded
        part = min(free, amount)
        if part:
            found.append((refunds.give_back(work, charge, {"amount": part}).id, part))
            amount -= part
    return found


def _store(
    work: Work,
    invoice: Invoice,
    params: Mapping[str, Any],
    found: Sequence[Content],
    *,
    id: str,
    pre: int,
    post: int,
    shipping: int,
    refunds: Sequence[tuple[str, int]],
    **fields: Any,
) -> CreditNote:
    """Store a note and its lines."""
    for place, line in enumerate(found):
        _store_line(work, id, place, line)
    total = sum(line.total for line in found) + shipping
    amount, own = sum(line.amount for line in found), sum(line.own for line in found)
    inclusive, exclusive = (sum(line.tax(kind) for line in found) for kind in ("inclusive", "exclusive"))
    discounts = _added([one for line in found for one in line.discounts])
    token = ids.secret("test_" if not work.livemode else "live_", 60)
    return work.insert(
        credit_notes,
        {name: params[name] for name in ("memo", "metadata", "reason") if params.get(name) is not None},
        id=id,
        amount=total,
        amount_shipping=shipping,
        currency=invoice.currency,
        customer=invoice.customer,
        discount_amount=sum(one["amount"] for one in discounts),
        discount_amounts=discounts,
        effective_at=params.get("effective_at") or work.now,
        invoice=invoice.id,
        lines={
            "object": "list",
            "data": [work.visible(line) for line in lines_of(work, {"id": id})[:SHOWN]],
            "has_more": len(found) > SHOWN,
            "url": f"/v1/credit_notes/{id}/lines",
        },
        number=f"{invoice.number}-CN-{len(of_invoice(work, invoice.id)) + 1:02d}",
        pdf=f"{work.services.base_url}/credit_notes/{work.account}/{token}/pdf",
        post_payment_amount=post,
        pre_payment_amount=pre,
        pretax_credit_amounts=[
            *({**one, "type": "discount"} for one in discounts),
            *(one for line in found for one in line.credits),
        ],
        refunds=[
            {"refund": refund, "amount_refunded": part, "type": "refund", "payment_record_refund": None}
            for refund, part in refunds
        ],
        shipping_cost=dict(invoice.shipping_cost or {}) if shipping else None,
        status="issued",
        subtotal=amount - own,
        subtotal_excluding_tax=amount - own - inclusive - sum(line.untaxed for line in found),
        total=total,
        total_excluding_tax=total - inclusive - exclusive,
        total_taxes=_taxes(found),
        type="mixed" if pre and post else "pre_payment" if pre else "post_payment",
        _token=token,
        **fields,
    )


def _store_line(work: Work, note: str, place: int, line: Content) -> None:
    exact = line.unit_amount_decimal
    unit = Decimal(exact) if exact is not None else None
    work.insert(
        note_lines,
        amount=line.amount,
        description=line.description,
        discount_amount=line.off,
        discount_amounts=line.discounts,
        metadata=dict(line.metadata),
        pretax_credit_amounts=line.pretax_credits,
        quantity=line.quantity,
        tax_rates=list(line.tax_rates),
        taxes=line.taxes,
        type="invoice_line_item" if line.invoice_line_item else "custom_line_item",
        unit_amount=int(unit) if unit is not None and unit == unit.to_integral_value() else None,
        unit_amount_decimal=exact,
        **({"invoice_line_item": line.invoice_line_item} if line.invoice_line_item else {}),
        _by=line.by,
        _credit_note=note,
        _position=place,
        _untaxed=line.untaxed or None,
    )


def _added(discounts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, int] = {}
    for one in discounts:
        found[one["discount"]] = found.get(one["discount"], 0) + one["amount"]
    return [{"amount": amount, "discount": id} for id, amount in found.items()]


def _taxes(found: Sequence[Content]) -> list[dict[str, Any]]:
    """Return the taxes of all lines, by rate."""
    rates: dict[str, dict[str, Any]] = {}
    for line in found:
        for tax in line.taxes:
            rate = tax["tax_rate_details"]["tax_rate"]
            if rate in rates:
                known = rates[rate]
                known["amount"] += tax["amount"]
                known["taxable_amount"] += tax["taxable_amount"] or 0
            else:
                rates[rate] = dict(tax)
    return list(rates.values())


def _lower(work: Work, invoice: Invoice, pre: int, post: int) -> None:
    """Ask less for an open invoice, and count what is given back. Emits invoice.updated, or invoice.paid."""
    invoice = work.latest(invoice)
    fields: dict[str, Any] = {
        "amount_due": invoice.amount_due - pre,
        "amount_remaining": invoice.amount_remaining - pre,
        "pre_payment_credit_notes_amount": invoice.pre_payment_credit_notes_amount + pre,
        "post_payment_credit_notes_amount": invoice.post_payment_credit_notes_amount + post,
    }
    if pre and fields["amount_remaining"] <= 0:
        payment.settle(work, invoice, **fields)
        return
    changed = work.change(invoice, UPDATED, **fields)
    if pre:
        payment.resize(work, changed)


# -- voiding -------------------------------------------------------------------------------------------------


@credit_notes.operation("credit_notes.void_credit_note")
def void(work: Work, note: CreditNote, params: Mapping[str, Any]) -> CreditNote:
    """Void a note of an open invoice, which asks for the amount again. Emits credit_note.voided.

    400 once the invoice is paid.
    """
    invoice = work.get(invoices, note.invoice)
    if note.status == "void":
        raise errors.invalid("This credit note is already void.")
    if invoice.status not in payment.PAYABLE or note.post_payment_amount:
        raise errors.invalid(ONLY_PRE_PAYMENT)
    voided = work.move(note, "void", voided_at=work.now)
    _lower(work, invoice, -note.pre_payment_amount, 0)
    payment.resize(work, work.latest(invoice))
    return voided


@credit_notes.update
def update(work: Work, note: CreditNote, params: Mapping[str, Any]) -> CreditNote:
    """Update memo and metadata. Emits credit_note.updated."""
    return work.update(note, params)


# -- previewing and listing ----------------------------------------------------------------------------------


@credit_notes.operation("credit_notes.preview", on="invoice", writes=True)
def preview(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the note that would be issued. Nothing is stored."""
    with work.rehearsal():
        return work.visible(create(work, params))


@credit_notes.operation("credit_notes.preview_lines.list", on="invoice", writes=True)
def preview_lines(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the lines of the note that would be issued."""
    paging = ("limit", "starting_after", "ending_before")
    with work.rehearsal():
        note = create(work, {name: value for name, value in params.items() if name not in paging})
        found = [Document(work.visible(line)) for line in lines_of(work, note)]
    page = {name: params[name] for name in paging if name in params}
    return inherited.sliced(note_lines, page, found)


@credit_notes.operation("credit_notes.line_items.list")
def listed_lines(work: Work, note: CreditNote, params: Mapping[str, Any]) -> Listing:
    """List the lines of a note, in their order."""
    return inherited.sliced(note_lines, params, lines_of(work, note))


@credit_notes.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List credit notes, newest first. 400 if `customer` or `invoice` does not exist."""
    for name in ("customer", "invoice"):
        if params.get(name):
            work.expect(objects.named(name), params[name], param=name)
    return inherited.listed(work, credit_notes, params)
