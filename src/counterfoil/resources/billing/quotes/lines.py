"""The line items of a quote: what is offered, and what it comes to, at first and then per interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from counterfoil.arithmetic import money, pricing, totals
from counterfoil.kernel import Work, errors, objects, present
from counterfoil.kernel.shapes import Customer, Price
from counterfoil.resources.billing import discounts, tax_rates
from counterfoil.resources.billing.invoices import terms
from counterfoil.resources.products import prices

Line = Mapping[str, Any]  # as stored: id, price, quantity, discounts (ids), sent, tax_rates (ids, or None)

INTERVALS = "All recurring line items of a quote must have the same `interval` and `interval_count`."
CURRENCIES = "All line items of a quote must have the same currency."
REASONS = {"exempt": "customer_exempt", "reverse": "reverse_charge"}


# -- reading -------------------------------------------------------------------------------------------------


def read(
    work: Work,
    sent: Sequence[Mapping[str, Any]],
    old: Sequence[Line],
    customer: Customer | None,
    *,
    param: str = "line_items",
) -> list[dict[str, Any]]:
    """Return line items as they are stored. Those with the id of a line it has keep what is not sent.

    400 for prices that cannot be sold, or that do not go together.
    """
    known = {line["id"]: line for line in old}
    found = [_line(work, each, known, customer, f"{param}[{index}]") for index, each in enumerate(sent)]
    check(work, found, param=param)
    return found


def _line(
    work: Work,
    sent: Mapping[str, Any],
    known: Mapping[str, Line],
    customer: Customer | None,
    named: str,
) -> dict[str, Any]:
    """Return one line item."""
    id = sent.get("id")
    if id is not None and id not in known:
        raise errors.missing("line item", id, param=f"{named}[id]", status=400)
    old: Line = known.get(id or "", {})
    price = _price(work, sent, named) or prices.record(work, old.get("price", ""))
    if price is None:
        raise errors.required(f"{named}[price]")
    quantity = sent.get("quantity", old.get("quantity"))
    if is_metered(price):
        if sent.get("quantity") is not None:
            message = "The quantity of a price with `usage_type=metered` cannot be set: it is the usage."
            raise errors.invalid(message, param=f"{named}[quantity]")
        quantity = None
    elif quantity is None:
        quantity = 1
    elif quantity < 0:
        code = "parameter_invalid_integer"
        raise errors.invalid("Invalid non-negative integer", code=code, param=f"{named}[quantity]")
    line = {
        "id": id or objects.item.new_id(work.space),
        "price": price.id,
        "quantity": quantity,
        "discounts": old.get("discounts") or [],
        "sent": old.get("sent") or [],
        "tax_rates": old.get("tax_rates"),
    }
    if "discounts" in sent:
        line["sent"] = discounts.named(sent["discounts"])
        offered = discounts.offer(
            work, sent["discounts"], customer=customer.id if customer else None, param=f"{named}[discounts]"
        )
        line["discounts"] = [each.id for each in offered]
    if "tax_rates" in sent:
        rates = tax_rates.expect(work, sent["tax_rates"] or [], param=f"{named}[tax_rates]")
        line["tax_rates"] = [rate.id for rate in rates] or None
    return line


def _price(work: Work, sent: Mapping[str, Any], named: str) -> Price | None:
    """Return the price that a line item names; None if it names none."""
    if sent.get("price") and sent.get("price_data"):
        raise errors.exclusive(f"{named}[price]", f"{named}[price_data]")
    if sent.get("price_data"):
        return prices.inline(work, sent["price_data"], f"{named}[price_data]")
    return prices.expect(work, sent["price"], param=f"{named}[price]") if sent.get("price") else None


def check(work: Work, lines: Sequence[Line], *, param: str) -> None:
    """Refuse (400) lines with different currencies, or recurring ones with different intervals."""
    found = [record(work, line) for line in lines]
    if len({price.currency for price in found}) > 1:
        raise errors.invalid(CURRENCIES, param=param)
    rhythms = {
        (price.recurring.interval, price.recurring.interval_count)
        for price in found
        if price.recurring is not None
    }
    if len(rhythms) > 1:
        raise errors.invalid(INTERVALS, param=param)


def record(work: Work, line: Line) -> Price:
    """Return the price of a line."""
    return present(prices.record(work, line["price"]))


def is_metered(price: Price) -> bool:
    """Whether usage decides the quantity of a price."""
    return price.recurring is not None and price.recurring.usage_type == "metered"


def recurring(work: Work, lines: Iterable[Line]) -> list[Line]:
    """Return the lines that are billed again and again."""
    return [line for line in lines if record(work, line).recurring is not None]


# -- adding up -----------------------------------------------------------------------------------------------


def costs(work: Work, quote: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a quote's amounts: those of the first invoice, and those per interval.

    Recurring lines cost nothing at first where a trial comes before them. Only discounts that last for ever
    count per interval.
    """
    at_first = upfront(work, quote)
    first = _costs(work, quote, at_first, quote["discounts"], forever=False)
    again = recurring(work, quote["_lines"])
    repeated = None
    if again:
        rhythm = present(record(work, again[0]).recurring)
        repeated = {
            **_costs(work, quote, again, quote["discounts"], forever=True),
            "interval": rhythm.interval,
            "interval_count": rhythm.interval_count,
        }
    return {**first, "computed": {"recurring": repeated, "upfront": first}}


def upfront(work: Work, quote: Mapping[str, Any]) -> list[Line]:
    """Return the lines of the first invoice."""
    lines: list[Line] = quote["_lines"]
    if not quote["subscription_data"]["trial_period_days"]:
        return lines
    return [line for line in lines if record(work, line).recurring is None]


def _costs(
    work: Work, quote: Mapping[str, Any], lines: Sequence[Line], ids: Sequence[str], *, forever: bool
) -> dict[str, Any]:
    sums = added(work, quote, lines, ids, forever=forever)
    return {
        "amount_subtotal": sum(line.amount for line in sums.lines),
        "amount_total": sums.total,
        "total_details": {
            "amount_discount": sum(sums.discounts.values()),
            "amount_shipping": 0,
            "amount_tax": sum(amount for _, amount, _ in sums.taxes),
        },
    }


def added(
    work: Work, quote: Mapping[str, Any], lines: Sequence[Line], ids: Sequence[str], *, forever: bool
) -> totals.Totals:
    """Add up lines of a quote. forever: with those discounts only that last for ever.

    They are rounded as the first invoice does: one-time lines first, then the others, the last first, and
    each tier of a price by itself.
    """
    currency = quote["currency"] or ""
    general = [rate["id"] if isinstance(rate, Mapping) else rate for rate in quote["default_tax_rates"] or ()]
    found: list[totals.Item] = []
    places: list[int] = []
    for place in _order(work, lines):
        line = lines[place]
        price = record(work, line)
        rates = terms.rates(work, general if line["tax_rates"] is None else line["tax_rates"])
        own = terms.discounts(work, _lasting(work, line["discounts"], forever), currency)
        for amount in _amounts(price, line["quantity"], currency):
            found.append(
                totals.Item(amount, product=price.product, discounts=own, rates=rates, part_of=line["id"])
            )
            places.append(place)
    general_discounts = terms.discounts(work, _lasting(work, ids, forever), currency)
    sums = totals.added(found, general_discounts, exempt=is_exempt(work, quote))
    whole = [
        totals.together([each for each, at in zip(sums.lines, places, strict=True) if at == place])
        for place in range(len(lines))
    ]
    return replace(sums, lines=whole)


def _order(work: Work, lines: Sequence[Line]) -> list[int]:
    """Return the places of lines in the order of the first invoice."""
    again = [place for place, line in enumerate(lines) if record(work, line).recurring is not None]
    return [place for place in range(len(lines)) if place not in again] + again[::-1]


def _amounts(price: Price, quantity: int | None, currency: str) -> list[int]:
    """Return what the tiers of a quantity cost, minor units; for other prices one amount."""
    if quantity is None:
        return [0]
    return [money.rounded(part.amount) for part in pricing.parts(price, Decimal(quantity), currency)]


def is_exempt(work: Work, quote: Mapping[str, Any]) -> bool:
    """Whether the customer of a quote pays no tax."""
    customer = work.find(objects.customer, quote["customer"])
    return customer is not None and customer.tax_exempt in REASONS


def _lasting(work: Work, ids: Sequence[str], forever: bool) -> list[str]:
    if not forever:
        return list(ids)
    found = [present(work.find(discounts.discounts, id)) for id in ids]
    return [each.id for each in found if discounts.duration(work, each) == "forever"]


def cost(price: Price, quantity: int | None, currency: str) -> int:
    """Return what a quantity costs, minor units. 0 for metered prices."""
    return sum(_amounts(price, quantity, currency))


# -- showing -------------------------------------------------------------------------------------------------


def shown(work: Work, quote: Mapping[str, Any], lines: Sequence[Line] | None = None) -> list[dict[str, Any]]:
    """Return line items as the API shows them. lines: of the quote, all unless given."""
    chosen = quote["_lines"] if lines is None else lines
    sums = added(work, quote, chosen, quote["discounts"], forever=False)
    found = []
    for line, each in zip(chosen, sums.lines, strict=True):
        price = record(work, line)
        product = work.find(objects.product, price.product)
        taken = sum(amount for _, amount in each.discounts)
        exclusive = sum(amount for rate, amount, _ in each.taxes if not rate.inclusive)
        found.append(
            {
                "id": line["id"],
                "object": "item",
                "adjustable_quantity": None,
                "amount_discount": taken,
                "amount_subtotal": each.amount,
                "amount_tax": sum(amount for _, amount, _ in each.taxes),
                "amount_total": each.amount - taken - each.untaxed + exclusive,
                "currency": quote["currency"],
                "description": product.name if product is not None else None,
                "metadata": {},
                "price": {**work.visible(price), "object": "price"},
                "quantity": line["quantity"],
            }
        )
    return found


def keep(work: Work, quote: Mapping[str, Any], before: Sequence[Line] = ()) -> None:
    """Store the line items of a quote with what they show only when expanded: discounts and taxes.

    before: the lines until now, of which those that are gone are dropped.
    """
    chosen = quote["_lines"]
    sums = added(work, quote, chosen, quote["discounts"], forever=False)
    for item, line in zip(shown(work, quote), sums.lines, strict=True):
        parts = _parts(work, quote, line.discounts, line.taxes)
        known = work.find(objects.item, item["id"])
        if known is None:
            work.insert(objects.item, **item, **parts)
        else:
            work.change(known, **item, **parts)
    kept = {line["id"] for line in chosen}
    for old in before:
        if old["id"] not in kept:
            work.erase(objects.item, old["id"])


def breakdown(
    work: Work, quote: Mapping[str, Any], lines: Sequence[Line], *, forever: bool
) -> dict[str, Any]:
    """Return the discounts and the taxes that totals are made of."""
    sums = added(work, quote, lines, quote["discounts"], forever=forever)
    return _parts(work, quote, sums.discounts.items(), sums.taxes)


def _parts(
    work: Work,
    quote: Mapping[str, Any],
    taken: Iterable[tuple[str, int]],
    taxes: Iterable[tuple[totals.Rate, int, int]],
) -> dict[str, Any]:
    """Return discounts and taxes as they are shown, each with its amount."""
    customer = work.find(objects.customer, quote["customer"])
    reason = REASONS.get((customer.tax_exempt if customer is not None else None) or "", "standard_rated")
    return {
        "discounts": [
            {"amount": amount, "discount": work.visible(work.get(discounts.discounts, id))}
            for id, amount in taken
        ],
        "taxes": [
            {
                "amount": amount,
                "rate": work.visible(work.get(objects.tax_rate, rate.id)),
                "taxability_reason": reason,
                "taxable_amount": taxable,
            }
            for rate, amount, taxable in taxes
        ],
    }
