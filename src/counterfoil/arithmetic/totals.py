"""Totals: discounts spread over lines, the taxes of a line, and what the lines of an invoice add up to.

Amounts are minor units. Each discount, each share of it and each tax is rounded once; totals add what was
rounded. Source: guides "How discounts work", "Tax rates"; API reference, Invoices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from counterfoil.arithmetic import money


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount over lines in proportion to their amounts.

    The last line with an amount takes the remainder.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    last = max(position for position, weight in enumerate(weights) if weight)
    shares[last] += total - sum(shares)
    return shares


def percentage(amount: int, percent: Decimal) -> int:
    """Return a percentage of an amount, rounded half up."""
    return money.rounded(amount * percent / 100)


# -- taxes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """A tax rate. percentage: 8.25 means 8.25 %. inclusive: the tax is contained in the price."""

    id: str
    percentage: Decimal
    inclusive: bool


def taxes(amount: int, rates: Sequence[Rate]) -> list[int]:
    """Return the tax of each rate on an amount.

    Inclusive taxes are those contained in it, all of them together; exclusive ones are on what is left
    without them, and not on each other.
    """
    return [money.rounded(exact) for exact in exact_taxes(amount, rates)]


def exact_taxes(amount: int, rates: Sequence[Rate]) -> list[Decimal]:
    """Return the unrounded tax of each rate.

    Exclusive rates apply to the amount without the rounded inclusive ones.
    """
    whole = 100 + sum((rate.percentage for rate in rates if rate.inclusive), Decimal(0))
    contained = [amount * rate.percentage / whole if rate.inclusive else Decimal(0) for rate in rates]
    net = amount - sum(money.rounded(each) for each in contained)
    return [
        inside if rate.inclusive else net * rate.percentage / 100
        for rate, inside in zip(rates, contained, strict=True)
    ]


# -- an invoice ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount: a percentage, or an amount in the invoice's currency.

    products: of the only lines that it concerns, None for all.
    """

    id: str
    percent_off: Decimal | None = None
    amount_off: int | None = None
    products: frozenset[str] | None = None

    def off(self, base: int) -> int:
        """Return what it takes off an amount, never more than all of it."""
        if self.percent_off is not None:
            return percentage(base, self.percent_off)
        return min(max(base, 0), self.amount_off or 0)


@dataclass(frozen=True, slots=True)
class Item:
    """A line to add up. discounts: its own, before those of the invoice.

    fixed_discounts: (id, amount) of discounts that were worked out before, of the line or of the invoice.
    credit: billing credits applied to it, negative or 0. part_of: what several lines are the parts of, such
    as the tiers of a price; they share the discounts.
    """

    amount: int
    discountable: bool = True
    product: str | None = None
    discounts: Sequence[Discount] = ()
    rates: Sequence[Rate] = ()
    fixed_discounts: Sequence[tuple[str, int]] = ()
    fixed_taxes: Sequence[tuple[Rate, int, int]] = ()  # (rate, amount, taxable amount), instead of rates
    credit: int = 0
    part_of: str | None = None


@dataclass(slots=True)
class Sum:
    """What a line comes to.

    own: of `discounts`, those of the line itself. taxes: (rate, amount, taxable amount). net: after discounts
    and credits, with inclusive and without exclusive taxes. untaxed: inclusive tax that an exempt customer
    does not pay.
    """

    amount: int
    own: int = 0
    discounts: list[tuple[str, int]] = field(default_factory=list)
    taxes: list[tuple[Rate, int, int]] = field(default_factory=list)
    exact: list[Decimal] = field(default_factory=list)
    net: int = 0
    credit: int = 0
    untaxed: int = 0

    @property
    def contained(self) -> int:
        """Inclusive tax."""
        return sum(amount for rate, amount, _ in self.taxes if rate.inclusive)


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of an invoice. taxes: by rate: (rate, amount, taxable amount)."""

    lines: Sequence[Sum]
    subtotal: int
    subtotal_excluding_tax: int
    total: int
    total_excluding_tax: int
    discounts: Mapping[str, int]
    taxes: Sequence[tuple[Rate, int, int]]


def added(
    items: Sequence[Item],
    discounts: Sequence[Discount] = (),
    *,
    exempt: bool = False,
    by_invoice: bool = False,
    shipping: int = 0,
) -> Totals:
    """Add up an invoice: the discounts of each line, those of the invoice, credits, then taxes.

    exempt: no tax is due, and inclusive tax is taken out of the prices. by_invoice: round the tax of each
    rate once for the whole invoice. shipping: with its taxes.
    """
    lines = _discounted(items)
    general = {discount.id for discount in discounts}
    _take_fixed(items, lines, lambda id: id not in general, own=True)
    subtotal = sum(line.net for line in lines)
    _take_fixed(items, lines, lambda id: id in general, own=False)
    for discount in discounts:
        _spread(discount, items, lines)
    for item, line in zip(items, lines, strict=True):
        line.credit = item.credit
        line.net -= item.credit
        _tax(item, line, exempt=exempt)
    by_rate = _by_rate(lines, by_invoice=by_invoice)
    exclusive = sum(amount for rate, amount, _ in by_rate if not rate.inclusive)
    contained = sum(amount for rate, amount, _ in by_rate if rate.inclusive)
    untaxed = sum(line.untaxed for line in lines)
    net = sum(line.net for line in lines) - untaxed
    off: dict[str, int] = {}
    for line in lines:
        for id, amount in line.discounts:
            off[id] = off.get(id, 0) + amount
    return Totals(
        lines=lines,
        subtotal=subtotal,
        subtotal_excluding_tax=subtotal
        - sum(_contained_before(item, line) for item, line in zip(items, lines, strict=True)),
        total=net + exclusive + shipping,
        total_excluding_tax=net - contained + shipping,
        discounts=off,
        taxes=by_rate,
    )


def together(parts: Sequence[Sum]) -> Sum:
    """Return the sum of the parts of a line."""
    discounts: dict[str, int] = {}
    taxes: dict[Rate, tuple[int, int]] = {}
    for part in parts:
        for id, amount in part.discounts:
            discounts[id] = discounts.get(id, 0) + amount
        for rate, amount, taxable in part.taxes:
            before = taxes.get(rate, (0, 0))
            taxes[rate] = (before[0] + amount, before[1] + taxable)
    return Sum(
        amount=sum(part.amount for part in parts),
        own=sum(part.own for part in parts),
        discounts=list(discounts.items()),
        taxes=[(rate, amount, taxable) for rate, (amount, taxable) in taxes.items()],
        net=sum(part.net for part in parts),
        credit=sum(part.credit for part in parts),
        untaxed=sum(part.untaxed for part in parts),
    )


def _discounted(items: Sequence[Item]) -> list[Sum]:
    """Take the discounts of lines off them, in order, each on what the ones before left.

    Those of several parts are taken off once, in proportion to what is left of each.
    """
    lines = [Sum(item.amount, net=item.amount) for item in items]
    groups: dict[str | int, list[int]] = {}
    for place, item in enumerate(items):
        groups.setdefault(place if item.part_of is None else item.part_of, []).append(place)
    for places in groups.values():
        for discount in items[places[0]].discounts:
            concerned = [place for place in places if _concerns(discount, items[place])]
            nets = [lines[place].net for place in concerned]
            together = len(nets) > 1 and min(nets) >= 0
            shares = (
                spread(discount.off(sum(nets)), nets) if together else [discount.off(net) for net in nets]
            )
            for place, share in zip(concerned, shares, strict=True):
                line = lines[place]
                line.discounts.append((discount.id, share))
                line.net -= share
                line.own += share
    return lines


def _take_fixed(
    items: Sequence[Item], lines: Sequence[Sum], chosen: Callable[[str], bool], *, own: bool
) -> None:
    """Take discounts off the lines for which they were worked out before."""
    for item, line in zip(items, lines, strict=True):
        for id, amount in item.fixed_discounts:
            if chosen(id):
                line.discounts.append((id, amount))
                line.net -= amount
                line.own += amount if own else 0


def _concerns(discount: Discount, item: Item) -> bool:
    """Whether a discount may be taken off a line."""
    return item.discountable and (discount.products is None or item.product in discount.products)


def _spread(discount: Discount, items: Sequence[Item], lines: Sequence[Sum]) -> None:
    """Take a discount of the invoice off the lines that it concerns, in proportion to what is left."""
    chosen = [line for item, line in zip(items, lines, strict=True) if _concerns(discount, item)]
    base = sum(line.net for line in chosen)
    if base <= 0:
        chosen, base = [], 0
    off = discount.off(base)
    for line, share in zip(chosen, spread(off, [line.net for line in chosen]), strict=True):
        line.discounts.append((discount.id, share))
        line.net -= share


def _tax(item: Item, line: Sum, *, exempt: bool) -> None:
    if item.fixed_taxes:
        line.taxes = list(item.fixed_taxes)
        line.exact = [Decimal(amount) for _, amount, _ in item.fixed_taxes]
        return
    exact = exact_taxes(line.net, item.rates)
    amounts = [money.rounded(each) for each in exact]
    contained = sum(amount for rate, amount in zip(item.rates, amounts, strict=True) if rate.inclusive)
    taxable = line.net - contained
    if exempt:
        line.untaxed = contained
        line.taxes = [(rate, 0, 0) for rate in item.rates]
        line.exact = [Decimal(0)] * len(item.rates)
    else:
        line.taxes = [(rate, amount, taxable) for rate, amount in zip(item.rates, amounts, strict=True)]
        line.exact = exact


def _contained_before(item: Item, line: Sum) -> int:
    """Return the inclusive tax in a line before the discounts of the invoice."""
    if item.fixed_taxes:
        return line.contained
    rates = item.rates
    amounts = taxes(item.amount - line.own, rates)
    return sum(amount for rate, amount in zip(rates, amounts, strict=True) if rate.inclusive)


def _by_rate(lines: Iterable[Sum], *, by_invoice: bool) -> list[tuple[Rate, int, int]]:
    found: dict[Rate, tuple[Decimal, int, int]] = {}
    for line in lines:
        for (rate, amount, taxable), exact in zip(line.taxes, line.exact, strict=True):
            before = found.get(rate, (Decimal(0), 0, 0))
            found[rate] = (before[0] + exact, before[1] + amount, before[2] + taxable)
    return [
        (rate, money.rounded(exact) if by_invoice else amount, taxable)
        for rate, (exact, amount, taxable) in found.items()
    ]
