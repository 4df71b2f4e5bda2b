"""Read objects of the API, in the newest shape, into papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money
from counterfoil.documents.paper import Paper, Row

Object = Mapping[str, Any]

LETTER = ("US", "CA", "MX", "PH", "CL", "CO", "VE")  # countries whose paper is letter
STAMPS = {"void": "VOID", "uncollectible": "UNCOLLECTIBLE", "draft": "DRAFT", "canceled": "CANCELED"}
REASONS = {
    "duplicate": "Duplicate",
    "fraudulent": "Fraudulent",
    "order_change": "Order change",
    "product_unsatisfactory": "Product unsatisfactory",
}


# -- formats -------------------------------------------------------------------------------------------------


def date(moment: int) -> str:
    """Format a date: `3 December 2026`. UTC."""
    at = datetime.fromtimestamp(moment, UTC)
    return f"{at.day} {at:%B %Y}"


def period(start: int, end: int) -> str:
    """Format a period; one that begins and ends on the same day is one date."""
    first, last = date(start), date(end)
    return first if first == last else f"{first} – {last}"


def unit_price(amount: str | Decimal | None, currency: str) -> str:
    """Format an exact unit amount (minor units, fractions allowed): `$0.0035`."""
    if amount is None:
        return ""
    exact = Decimal(amount)
    if exact == exact.to_integral_value():
        return money.shown(int(exact), currency)
    units = abs(exact).scaleb(-money.exponent(currency)).normalize()
    sign = "-" if exact < 0 else ""
    return f"{sign}{money.SYMBOLS.get(currency, currency.upper() + ' ')}{units:f}"


def percent(value: Any) -> str:
    """Format a percentage: `8.25%`."""
    return f"{Decimal(str(value)).normalize():f}%"


def address(holder: Object | None) -> list[str]:
    """Return an address as lines."""
    if not holder:
        return []
    city = " ".join(holder[name] for name in ("city", "state", "postal_code") if holder.get(name))
    return [text for text in (holder.get("line1"), holder.get("line2"), city, holder.get("country")) if text]


def size(country: str | None, named: str | None = None) -> str:
    """Return the page size: the one that is named, else that of the country."""
    if named in ("a4", "letter"):
        return named
    return "letter" if country in LETTER else "a4"


# -- parts of several papers ---------------------------------------------------------------------------------


def seller(account: Object | None, name: str | None = None) -> tuple[str, Sequence[str]]:
    """Return the block of the account that issues a document."""
    profile = (account or {}).get("business_profile") or {}
    lines = address(profile.get("support_address"))
    lines += [text for text in (profile.get("support_email"), profile.get("support_phone")) if text]
    return name or profile.get("name") or "Counterfoil sandbox", lines


def buyer(invoice: Object) -> tuple[str, Sequence[str]]:
    """Return the block of the customer that a document is addressed to."""
    lines = [invoice["customer_name"]] if invoice.get("customer_name") else []
    lines += address(invoice.get("customer_address"))
    lines += [text for text in (invoice.get("customer_phone"), invoice.get("customer_email")) if text]
    lines += [
        f"{one['type'].upper().replace('_', ' ')} {one['value']}"
        for one in invoice.get("customer_tax_ids") or ()
    ]
    return "Bill to", lines


def rows(lines: Iterable[Object]) -> list[Row]:
    """Return the rows of an invoice's lines: with their periods, and their own discounts and credits."""
    found = []
    for line in lines:
        currency = line["currency"]
        details = [period(line["period"]["start"], line["period"]["end"])]
        discount = sum(one["amount"] for one in line.get("discount_amounts") or ())
        if discount:
            details.append(f"Discount {money.shown(-discount, currency)}")
        credits = sum(
            one["amount"]
            for one in line.get("pretax_credit_amounts") or ()
            if one["type"] == "credit_balance_transaction"
        )
        if credits:
            details.append(f"Credit applied {money.shown(-credits, currency)}")
        exact = (line.get("pricing") or {}).get("unit_amount_decimal")
        quantity = line.get("quantity_decimal") or line.get("quantity")
        found.append(
            Row(
                description=line.get("description") or "",
                quantity="" if quantity is None else str(quantity),
                unit_price=unit_price(exact, currency),
                amount=money.shown(line["amount"], currency),
                detail="\n".join(details),
            )
        )
    return found


def taxes(
    entries: Iterable[Object] | None, rates: Mapping[str, Object], currency: str
) -> list[tuple[str, str]]:
    """Return a total for each tax rate. rates: the tax rates by id."""
    found = []
    for entry in entries or ():
        rate = rates.get((entry.get("tax_rate_details") or {}).get("tax_rate") or "") or {}
        name = rate.get("display_name") or "Tax"
        share = f" {percent(rate['percentage'])}" if rate.get("percentage") is not None else ""
        inclusive = " included" if entry.get("tax_behavior") == "inclusive" else ""
        found.append((f"{name}{share}{inclusive}", money.shown(entry["amount"], currency)))
    return found


def totals_of(
    invoice: Object, rates: Mapping[str, Object], names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the totals of an invoice, down to its total. names: of discounts, by id."""
    currency = invoice["currency"]
    found = [("Subtotal", money.shown(invoice["subtotal"], currency))]
    for one in invoice.get("total_discount_amounts") or ():
        found.append((names.get(one["discount"], "Discount"), money.shown(-one["amount"], currency)))
    credits = sum(
        one["amount"]
        for one in invoice.get("total_pretax_credit_amounts") or ()
        if one["type"] == "credit_balance_transaction"
    )
    if credits:
        found.append(("Credits applied", money.shown(-credits, currency)))
    if invoice.get("shipping_cost"):
        found.append(("Shipping", money.shown(invoice["shipping_cost"]["amount_subtotal"], currency)))
    taxed = taxes(invoice.get("total_taxes"), rates, currency)
    if taxed and invoice.get("total_excluding_tax") is not None:
        found.append(("Total excluding tax", money.shown(invoice["total_excluding_tax"], currency)))
    return [*found, *taxed, ("Total", money.shown(invoice["total"], currency))]


def notes(holder: Object, *names: str) -> list[str]:
    """Return the texts that stand below the totals."""
    return [holder[name] for name in names if holder.get(name)]


def settled(invoice: Object) -> list[tuple[str, str]]:
    """Return what lowers or raises the total of an invoice before it is paid: balance and credit notes."""
    currency, found = invoice["currency"], []
    balance = invoice["starting_balance"] - (invoice.get("ending_balance") or 0)
    if invoice.get("ending_balance") is not None and balance:
        found.append(("Applied balance", money.shown(balance, currency)))
    if invoice["pre_payment_credit_notes_amount"]:
        credited = money.shown(-invoice["pre_payment_credit_notes_amount"], currency)
        found.append(("Credit notes", credited))
    return found


# -- papers --------------------------------------------------------------------------------------------------


def invoice(
    invoice: Object,
    lines: Sequence[Object],
    account: Object | None = None,
    *,
    rates: Mapping[str, Object] | None = None,
    names: Mapping[str, str] | None = None,
) -> Paper:
    """Return the paper of an invoice. lines: all of them. rates: tax rates by id. names: discounts' by id."""
    currency, status = invoice["currency"], invoice["status"]
    issued = invoice.get("effective_at") or invoice["created"]
    facts = [("Invoice number", invoice.get("number") or "Draft"), ("Date of issue", date(issued))]
    due = invoice.get("due_date")
    if due:
        facts.append(("Date due", date(due)))
    facts += [(field["name"], field["value"]) for field in invoice.get("custom_fields") or ()]
    totals = totals_of(invoice, rates or {}, names or {}) + settled(invoice)
    if invoice["amount_paid"]:
        totals.append(("Amount paid", money.shown(-invoice["amount_paid"], currency)))
    totals.append(("Amount due", money.shown(invoice["amount_remaining"], currency)))
    return Paper(
        title="Invoice",
        file=f"Invoice-{invoice.get('number') or 'draft'}.pdf",
        moment=issued,
        facts=facts,
        parties=_parties(invoice, account),
        headline=_headline(invoice, due),
        rows=rows(lines),
        totals=totals,
        notes=_reverse_charge(invoice) + notes(invoice, "description", "footer"),
        stamp=STAMPS.get(status, ""),
        size=size(
            invoice.get("account_country"),
            ((invoice.get("rendering") or {}).get("pdf") or {}).get("page_size"),
        ),
    )


def _parties(invoice: Object, account: Object | None) -> list[tuple[str, Sequence[str]]]:
    """Return seller, buyer, and where goods are shipped to."""
    found = [seller(account, invoice.get("account_name")), buyer(invoice)]
    shipping = invoice.get("customer_shipping") or {}
    if shipping.get("address"):
        name = [shipping["name"]] if shipping.get("name") else []
        found.append(("Ship to", name + address(shipping["address"])))
    return found


def _reverse_charge(invoice: Object) -> list[str]:
    """Return the sentence that invoices without tax must have where the buyer owes it."""
    if invoice.get("customer_tax_exempt") != "reverse":
        return []
    return ["Tax to be paid on reverse charge basis"]


def _headline(invoice: Object, due: int | None) -> str:
    """Return the sentence with the amount to pay, or the date of payment; none for a void invoice."""
    currency = invoice["currency"]
    if invoice["status"] == "void":
        return ""
    if invoice["status"] == "paid":
        paid = (invoice.get("status_transitions") or {}).get("paid_at") or invoice["created"]
        return f"{money.shown(invoice['amount_paid'], currency)} paid on {date(paid)}"
    amount = money.shown(invoice["amount_remaining"], currency)
    return f"{amount} due {date(due)}" if due else f"{amount} due"


def receipt(
    paid: Object,
    lines: Sequence[Object],
    account: Object | None = None,
    *,
    method: str = "",
    refunded: int = 0,
    rates: Mapping[str, Object] | None = None,
    names: Mapping[str, str] | None = None,
) -> Paper:
    """Return the receipt of a paid invoice. method: such as `Visa ending in 4242`. refunded: minor units."""
    currency = paid["currency"]
    moment = (paid.get("status_transitions") or {}).get("paid_at") or paid["created"]
    facts = [("Receipt number", paid.get("receipt_number") or paid.get("number") or "")]
    facts += [("Invoice number", paid.get("number") or ""), ("Date paid", date(moment))]
    if method:
        facts.append(("Payment method", method))
    totals = totals_of(paid, rates or {}, names or {}) + settled(paid)
    totals.append(("Amount paid", money.shown(paid["amount_paid"], currency)))
    if refunded:
        totals.append(("Refunded", money.shown(-refunded, currency)))
    return Paper(
        title="Receipt",
        file=f"Receipt-{paid.get('number') or paid['id']}.pdf",
        moment=moment,
        facts=[(label, text) for label, text in facts if text],
        parties=_parties(paid, account),
        headline=f"{money.shown(paid['amount_paid'], currency)} paid on {date(moment)}",
        rows=rows(lines),
        totals=totals,
        notes=_reverse_charge(paid) + notes(paid, "footer"),
        size=size(
            paid.get("account_country"), ((paid.get("rendering") or {}).get("pdf") or {}).get("page_size")
        ),
    )


def credit_note(
    note: Object,
    lines: Sequence[Object],
    invoice: Object,
    account: Object | None = None,
    *,
    rates: Mapping[str, Object] | None = None,
) -> Paper:
    """Return the paper of a credit note. invoice: the one that it corrects."""
    currency = note["currency"]
    issued = note.get("effective_at") or note["created"]
    facts = [
        ("Credit note number", note["number"]),
        ("Invoice number", invoice.get("number") or ""),
        ("Date of issue", date(issued)),
    ]
    if note.get("reason"):
        facts.append(("Reason", REASONS.get(note["reason"], note["reason"])))
    table = [
        Row(
            description=line.get("description") or "",
            quantity="" if line.get("quantity") is None else str(line["quantity"]),
            unit_price=unit_price(line.get("unit_amount_decimal"), currency),
            amount=money.shown(line["amount"], currency),
        )
        for line in lines
    ]
    totals = [("Subtotal", money.shown(note["subtotal"], currency))]
    if note["discount_amount"]:
        totals.append(("Discount", money.shown(-note["discount_amount"], currency)))
    credits = sum(
        one["amount"]
        for one in note.get("pretax_credit_amounts") or ()
        if one["type"] == "credit_balance_transaction"
    )
    if credits:
        totals.append(("Credits applied", money.shown(-credits, currency)))
    if note.get("amount_shipping"):
        totals.append(("Shipping", money.shown(note["amount_shipping"], currency)))
    totals += taxes(note.get("total_taxes"), rates or {}, currency)
    refunded = sum(one["amount_refunded"] for one in note.get("refunds") or ())
    if refunded:
        totals.append(("Refunded", money.shown(refunded, currency)))
    if note.get("out_of_band_amount"):
        totals.append(("Credited elsewhere", money.shown(note["out_of_band_amount"], currency)))
    balance = (note.get("post_payment_amount") or 0) - refunded - (note.get("out_of_band_amount") or 0)
    if balance:
        totals.append(("Credited to the balance", money.shown(balance, currency)))
    totals.append(("Total credited", money.shown(note["total"], currency)))
    return Paper(
        title="Credit note",
        file=f"CreditNote-{note['number']}.pdf",
        moment=issued,
        facts=facts,
        parties=_parties(invoice, account),
        headline=f"{money.shown(note['total'], currency)} credited on {date(issued)}",
        rows=table,
        totals=totals,
        notes=_reverse_charge(invoice) + notes(note, "memo"),
        stamp=STAMPS.get(note["status"], ""),
        size=size(invoice.get("account_country")),
    )


def quote(
    quote: Object,
    lines: Sequence[Object],
    customer: Object | None,
    account: Object | None = None,
) -> Paper:
    """Return the paper of a quote. lines: its line items."""
    currency = quote.get("currency") or "usd"
    facts = [
        ("Quote number", quote.get("number") or "Draft"),
        ("Date of issue", date((quote["status_transitions"] or {}).get("finalized_at") or quote["created"])),
        ("Expires", date(quote["expires_at"])),
    ]
    table = []
    for line in lines:
        price = line.get("price") or {}
        recurring = price.get("recurring")
        table.append(
            Row(
                description=line.get("description") or "",
                quantity="" if line.get("quantity") is None else str(line["quantity"]),
                unit_price=unit_price(price.get("unit_amount_decimal"), currency),
                amount=money.shown(line["amount_subtotal"], currency),
                detail=f"Every {recurring['interval_count']} {recurring['interval']}".replace(" 1 ", " ")
                if recurring
                else "",
            )
        )
    details = quote.get("total_details") or {}
    totals = [("Subtotal", money.shown(quote["amount_subtotal"], currency))]
    if details.get("amount_discount"):
        totals.append(("Discount", money.shown(-details["amount_discount"], currency)))
    if details.get("amount_tax"):
        totals.append(("Tax", money.shown(details["amount_tax"], currency)))
    totals.append(("Total", money.shown(quote["amount_total"], currency)))
    addressed = {**(customer or {}), "customer_name": (customer or {}).get("name")}
    return Paper(
        title="Quote",
        file=f"Quote-{quote.get('number') or 'draft'}.pdf",
        moment=quote["created"],
        facts=facts,
        parties=[
            seller(account),
            buyer(
                {
                    **addressed,
                    "customer_address": addressed.get("address"),
                    "customer_email": addressed.get("email"),
                    "customer_phone": addressed.get("phone"),
                }
            ),
        ],
        headline=quote.get("header") or "",
        rows=table,
        totals=totals,
        notes=notes(quote, "description", "footer"),
        stamp=STAMPS.get(quote["status"], ""),
        size=size((account or {}).get("country")),
    )
