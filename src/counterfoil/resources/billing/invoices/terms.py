"""What discounts and tax rates mean for the sums of an invoice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from counterfoil.arithmetic import totals
from counterfoil.kernel import Resource, Work, errors, objects
from counterfoil.kernel.shapes import Customer, Invoice
from counterfoil.resources.billing import discounts as pages
from counterfoil.resources.billing import tax_rates


def discounts(work: Work, ids: Iterable[str], currency: str) -> list[totals.Discount]:
    """Return the discounts of these ids, in order, as they work in a currency.

    An amount in another currency is left out, unless the coupon has an option in this one. Those that have
    ended since stay.
    """
    found = []
    for id in ids:
        document = work.find(objects.discount, id)
        if document is None:
            continue
        terms = pages.terms(work, document)
        amount = terms.amount_off(currency)
        if terms.percent_off is not None or amount is not None:
            found.append(totals.Discount(id, terms.percent_off, amount, terms.products))
    return found


def redeem(
    work: Work,
    sent: Sequence[Mapping[str, Any]] | None,
    *,
    customer: Customer,
    holder: pages.Holder,
    holder_id: str | None,
    param: str = "discounts",
) -> list[str]:
    """Redeem the discounts that a request names. Returns their ids."""
    made = pages.redeem(work, sent, customer=customer.id, holder=holder, holder_id=holder_id, param=param)
    return [one.id for one in made]


def replace(
    work: Work, invoice: Invoice, sent: Sequence[Mapping[str, Any]] | None, *, customer: Customer
) -> list[str]:
    """Redeem the discounts that an update of a draft names, and remove its others. Returns their ids."""
    found = pages.replace(
        work,
        list(invoice.discounts or ()),
        sent,
        customer=customer.id,
        holder="invoice",
        holder_id=invoice.id,
    )
    return [one.id for one in found]


def of_customer(work: Work, customer: Customer) -> list[str]:
    """Return the id of the customer's own discount, if it is in force."""
    own = customer.discount
    return [one.id for one in pages.live(work, [own.id])] if own else []


def rates(work: Work, ids: Sequence[str]) -> list[totals.Rate]:
    """Return the tax rates of these ids."""
    return tax_rates.rates(work, ids)


def expect_rates(
    work: Work, ids: Sequence[str], *, param: str, held: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return the tax rates that a parameter names, whole. 400 for missing, archived or too many ones."""
    return [work.visible(rate) for rate in tax_rates.expect(work, ids, param=param, held=held)]


# -- who pays ------------------------------------------------------------------------------------------------


def expect_source(work: Work, id: str, customer: Customer) -> None:
    """Refuse (400) a default source that is not the customer's."""
    kinds: list[Resource[Any]] = [objects.card, objects.bank_account, objects.source]
    owned = [work.find(kind, id) for kind in kinds]
    if not any(each is not None and each["customer"] == customer.id for each in owned):
        raise errors.missing("source", id, param="default_source", status=400)
