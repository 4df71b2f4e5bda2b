"""Explanations: why an invoice comes to what it comes to, step by step.

Each step has the numbers that it was computed of, by the same arithmetic that made the invoice, and says so
where the invoice has another amount. Nothing is stored. Source: pages, "Why is this amount so?".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec

from counterfoil.arithmetic import money, pricing, totals
from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Invoice, LineItem, Price
from counterfoil.resources.billing import invoices, tax_rates
from counterfoil.resources.billing import metered_usage as usage
from counterfoil.resources.billing.meters import scope
from counterfoil.resources.products import prices

EXEMPT = ("exempt", "reverse")


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what was computed, and of what. expected: None if it is right, else what it should be."""

    text: str
    amount: str = ""
    expected: str | None = None
    steps: list[Step] = field(default_factory=list)

    def rows(self, depth: int = 0) -> Iterator[tuple[int, str, str]]:
        """Yield (depth, text, amount) of the step and those below it."""
        wrong = f"  ≠ {self.expected}" if self.expected is not None else ""
        yield depth, self.text, self.amount + wrong
        for step in self.steps:
            yield from step.rows(depth + 1)

    @property
    def right(self) -> bool:
        """Whether the step, and those below it, come to what the invoice has."""
        return self.expected is None and all(step.right for step in self.steps)


def explain(work: Work, id: str) -> Step:
    """Explain an invoice: its lines, discounts, credits, taxes, and what is due. 404 if there is none."""
    invoice = work.get(objects.invoice, id)
    currency = invoice.currency
    lines = invoices.lines_of(work, invoice)
    steps = [_line(work, line) for line in lines]
    shared = {each.discount for each in invoice.total_discount_amounts or ()}
    steps += [
        Step(f"Discount of the line {line.description or line.id}", money.shown(-each.amount, currency))
        for line in lines
        for each in line.discount_amounts or ()
        if each.discount not in shared
    ]
    subtotal = sum(line.subtotal for line in lines)
    text = "Subtotal: the sum of the lines, less their own discounts"
    steps.append(_checked(text, subtotal, invoice.subtotal, currency))
    steps += _discounts(work, invoice, lines)
    steps += _credits(work, invoice)
    steps += _taxes(work, invoice, lines)
    steps += _totals(work, invoice, lines)
    title = f"Invoice {invoice.number or invoice.id} ({invoice.status}), in {currency}"
    return Step(title, money.shown(invoice.total, currency), steps=steps)


def _checked(text: str, computed: int, shown: int, currency: str, steps: Iterable[Step] = ()) -> Step:
    expected = None if computed == shown else f"{money.shown(computed, currency)} by this computation"
    return Step(text, money.shown(shown, currency), expected, list(steps))


# -- lines ---------------------------------------------------------------------------------------------------


def _line(work: Work, line: LineItem) -> Step:
    """Explain a line: its quantity, its price, and where it was rounded."""
    amount = money.shown(line.amount, line.currency)
    text = f"{line.description or 'Line'}, {_time(line.period.start)} to {_time(line.period.end)}"
    id = line.at("pricing.price_details.price")
    price = prices.record(work, id) if id else None
    details = (line["parent"] or {}).get("subscription_item_details") or {}
    if price is None:
        return Step(text, amount, steps=[Step("an amount of its own, without a price")])
    if details.get("proration") or (line["parent"] or {}).get("type") is None and not line.get("_metered"):
        seconds = line.period.end - line.period.start
        return Step(text, amount, steps=[Step(f"a share of the price, for {seconds} seconds of its period")])
    if line.get("_given"):
        return Step(text, amount, steps=[Step("an amount of its own, not quantity × price")])
    steps = [_quantity(work, line, price, details)]
    part = _part(price, line)
    if part is None:
        steps.append(Step("a fixed amount, not quantity × price"))
        return Step(text, amount, steps=steps)
    found, formula = part
    steps.append(Step(formula))
    rounded = money.rounded(found.amount)
    if rounded != found.amount:
        steps.append(Step(f"rounded once, halves away from zero: {found.amount.normalize():f} → {rounded}"))
    expected = (
        None if rounded == line.amount else f"{money.shown(rounded, line.currency)} by this computation"
    )
    return Step(text, amount, expected, steps)


def _quantity(work: Work, line: LineItem, price: Price, details: Mapping[str, Any]) -> Step:
    """Explain the quantity of a line: fixed, or the usage of a meter in a window."""
    units = Decimal(line.quantity_decimal if line.quantity_decimal is not None else line.quantity or 0)
    shown = f"{units.normalize():f}"
    recurring = price.recurring
    if not line.get("_metered") or recurring is None:
        return Step(f"quantity {shown}, fixed")
    window = f"[{_time(line.period.start)}, {_time(line.period.end)})"
    if not recurring.meter:
        return Step(f"quantity {shown}: usage records of {details.get('subscription_item')} in {window}")
    meter = work.services.metering.meter(scope(work), recurring.meter)
    item = str(details.get("subscription_item"))
    present = usage.quantity(work, item, line.period.start, line.period.end, price)
    steps = [Step(f"usage of the window at present: {present}; frozen when the invoice is finalized")]
    owner = usage.subscription_of(work, item)
    if meter is not None and owner is not None:
        counting = msgspec.structs.replace(meter, formula="count")
        bounds = (owner.customer, line.period.start, line.period.end)
        events = work.services.metering.total(counting, *bounds)
        exact = work.services.metering.total(meter, *bounds)
        clamped = ", which is billed as 0" if exact < 0 else ""
        steps.append(Step(f"{events} events of {owner.customer} count; they come to {exact}{clamped}"))
        if present != max(exact, 0):
            flexible = owner.at("billing_mode.type") == "flexible"
            how = "reported while" if flexible else "dated since"
            steps.append(
                Step(f"{present} of it is billed here: what was {how} this price was in force, after a trial")
            )
    if price.billing_scheme == "tiered":
        steps.append(Step("divided by the tiers of the price, a line for each"))
    name = f'{meter.formula} of "{meter.event_name}"' if meter is not None else recurring.meter
    return Step(f"quantity {shown}: {name} in {window}, never below 0", steps=steps)


def _part(price: Price, line: LineItem) -> tuple[pricing.Part, str] | None:
    """Return the part of the price that a line bills, and its formula. None if it is none of them."""
    units = Decimal(line.quantity_decimal if line.quantity_decimal is not None else line.quantity or 0)
    terms: Mapping[str, Any] = price
    if line.currency != price.currency:
        terms = {**price, **(price.currency_options or {}).get(line.currency, {})}
    if price.billing_scheme != "tiered":
        [part] = pricing.parts(terms, units)
        packages = price.transform_quantity
        if packages is None:
            return (
                part,
                f"{units.normalize():f} × {part.unit_amount.normalize():f} = {part.amount.normalize():f}",
            )
        count = pricing.transformed(units, packages.divide_by, packages.round)
        formula = f"{units.normalize():f} / {packages.divide_by}, rounded {packages.round}: {count} packages"
        return part, f"{formula} × {part.unit_amount.normalize():f} = {part.amount.normalize():f}"
    for place, tier in enumerate(pricing.tiers_of(terms), 1):
        for flat, unit in ((False, tier.unit_amount), (True, tier.flat_amount)):
            if f"ier {place} at" not in (line.description or "") or flat != (
                "Flat fee" in (line.description or "")
            ):
                continue
            exact = unit if flat else units * unit
            limit = "without end" if tier.up_to is None else f"up to {tier.up_to.normalize():f}"
            formula = (
                f"tier {place}, {limit}: {units.normalize():f} × {unit.normalize():f} = {exact.normalize():f}"
            )
            return pricing.Part(units, exact, unit, place, flat), formula
    return None


# -- what follows the lines ----------------------------------------------------------------------------------


def _discounts(work: Work, invoice: Invoice, lines: list[LineItem]) -> Iterator[Step]:
    for each in invoice.total_discount_amounts or ():
        coupon = work.hidden(objects.discount, each.discount).get("_coupon") or {}
        percent, off = coupon.get("percent_off"), coupon.get("amount_off")
        terms = f"{percent} %" if percent is not None else money.shown(off or 0, invoice.currency)
        shares = [
            share.amount
            for line in lines
            for share in line.discount_amounts or ()
            if share.discount == each.discount
        ]
        text = f"Discount {coupon.get('name') or each.discount}: {terms} off, spread over the lines"
        yield _checked(text, -sum(shares), -each.amount, invoice.currency)


def _credits(work: Work, invoice: Invoice) -> Iterator[Step]:
    for each in invoice.total_pretax_credit_amounts or ():
        if each.type != "credit_balance_transaction":
            continue
        entry = work.find(objects.billing_credit_balance_transaction, each.credit_balance_transaction)
        grant = work.find(objects.billing_credit_grant, entry.credit_grant if entry else None)
        whose = f"of {grant.name or grant.id}, priority {grant.priority}" if grant else "as the draft shows"
        text = f"Billing credits {whose}: on metered lines, after discounts and before tax"
        yield Step(text, money.shown(-each.amount, invoice.currency))


def _taxes(work: Work, invoice: Invoice, lines: list[LineItem]) -> Iterator[Step]:
    for each in invoice.total_taxes or ():
        id = each.tax_rate_details.tax_rate if each.tax_rate_details else None
        rate = work.find(objects.tax_rate, id)
        shares = [
            (tax, bool(line.get("_tax_amounts")))
            for line in lines
            for tax in line.taxes or ()
            if tax.tax_rate_details and tax.tax_rate_details.tax_rate == id
        ]
        name = f"{rate.display_name} {rate.percentage} %" if rate else "Tax"
        base = each.taxable_amount or 0
        text = f"{name}, {each.tax_behavior}, on {money.shown(base, invoice.currency)}; rounded line by line"
        steps = []
        if rate is not None and each.tax_behavior == "exclusive":
            terms = totals.Rate(rate.id, Decimal(str(rate.percentage)), rate.inclusive)
            steps = [_share(tax, terms, invoice.currency, sent=sent) for tax, sent in shares]
        yield _checked(text, sum(tax.amount for tax, _ in shares), each.amount, invoice.currency, steps)


def _share(tax: Any, rate: totals.Rate, currency: str, *, sent: bool) -> Step:
    """Explain the tax of a line: computed, or sent with it as `tax_amounts`."""
    base = money.shown(tax.taxable_amount or 0, currency)
    if sent:
        return Step(f"on {base}, as it was sent with the line", money.shown(tax.amount, currency))
    computed = totals.taxes(tax.taxable_amount or 0, [rate])[0]
    return _checked(f"{rate.percentage} % of {base}", computed, tax.amount, currency)


def _totals(work: Work, invoice: Invoice, lines: list[LineItem]) -> Iterator[Step]:
    currency = invoice.currency
    off = sum(each.amount for line in lines for each in line.discount_amounts or ())
    spent = sum(
        each.amount
        for each in invoice.total_pretax_credit_amounts or ()
        if each.type == "credit_balance_transaction"
    )
    added = sum(each.amount for each in invoice.total_taxes or () if each.tax_behavior == "exclusive")
    shipping = invoice.at("shipping_cost.amount_total") or 0
    # Each line has its shares of all discounts, its own and those of the invoice.
    computed = sum(line.amount for line in lines) - off - spent + added + shipping
    computed -= sum(_untaxed(work, line) for line in lines) if invoice.customer_tax_exempt in EXEMPT else 0
    yield _checked("Total: lines − discounts − credits + exclusive tax", computed, invoice.total, currency)
    used = invoice.amount_due - invoice.total
    if used and invoice.total > 0:
        balance = money.shown(invoice.starting_balance, currency)
        yield Step(f"Customer balance, which was {balance}", money.shown(used, currency))
    yield Step("Amount due", money.shown(invoice.amount_due, currency))


def _untaxed(work: Work, line: LineItem) -> int:
    """Return the inclusive tax in a line, which an exempt customer does not pay."""
    net = line.amount - sum(each.amount for each in line.pretax_credit_amounts or ())
    ids = [tax.tax_rate_details.tax_rate for tax in line.taxes or () if tax.tax_rate_details]
    rates = tax_rates.rates(work, ids)
    taxes = zip(rates, totals.taxes(net, rates), strict=True)
    return sum(amount for rate, amount in taxes if rate.inclusive)


def _time(at: int) -> str:
    """A time: "2025-01-14 10:00:00"."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")
