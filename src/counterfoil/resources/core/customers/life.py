"""The life of a customer: made, changed, listed, deleted.

Source: API reference, Customers. What a creation brings along (a payment method, tax ids, a balance) comes or goes with it: one phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Listing, Resource, Work, errors, inherited
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing import tax_ids
from counterfoil.resources.core.customers import details, sources
from counterfoil.resources.payments import payment_methods

customers = Resource(
    "customer",
    prefix="cus",
    id_length=14,
    noun="customer",
    path_param="id",
    stub_readable=True,
    filters={"email": "email", "test_clock": "test_clock", "invoice_prefix": "invoice_prefix"},
)

CLOCK_CUSTOMERS = 3  # of one test clock
TAX_IDS = 5  # of one creation

# What is no field of the object, and is done rather than stored.
BROUGHT = ("payment_method", "card", "source", "tax_id_data", "coupon", "promotion_code", "cash_balance", "tax", "validate")


@customers.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """A new customer with all that is brought along. Emits customer.created, then what follows from it.

    Raises 400 for what does not exist or does not fit, 402 for a card whose bank refuses to have it kept; nothing is left of either.
    """
    _refuse_unwritten(params, "create")
    told = {name: value for name, value in params.items() if name not in BROUGHT}
    details.check(work, customers, told)
    if params.get("test_clock"):
        _check_clock(work, params["test_clock"])
    method = None
    if params.get("payment_method"):
        method = payment_methods.obtain(work, params["payment_method"])
    settings = told.get("invoice_settings") or {}
    default = settings.get("default_payment_method")
    if default:
        # A magic id names a new method at each use; here both parameters speak of the one that is being attached.
        if method is None or default not in (params["payment_method"], method.id):
            raise details.not_attached(default)
        told["invoice_settings"] = {**settings, "default_payment_method": method.id}
    token = params.get("source") or params.get("card")
    card = sources.take(work, token) if token else None
    if card is not None:
        told["default_source"] = card.id
    balance = told.get("balance") or 0
    if balance:
        told["currency"] = entries.account_currency(work)
    if "invoice_prefix" not in told:
        told["invoice_prefix"] = details.new_prefix(work, customers)
    customer = work.insert(
        customers,
        told,
        tax_exempt=told.get("tax_exempt") or "none",
        next_invoice_sequence=told.get("next_invoice_sequence") or 1,
        **details.hidden(params),
    )
    details.check_location(customer, params)
    work.emit("customer.created", customer)
    if method is not None:
        payment_methods.attach_to(work, method.id, customer)
    if card is not None:
        sources.keep(work, card, customer)
    for index, one in enumerate(_tax_id_data(params)):
        tax_ids.add(work, one, customer, param=f"tax_id_data[{index}][value]")
    if balance:
        entries.write(work, customer, balance, customer["currency"], "initial", ending=balance)
    return work.latest(customer)


def _tax_id_data(params: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    sent = params.get("tax_id_data") or []
    if len(sent) > TAX_IDS:
        raise errors.invalid(f"You may only pass up to {TAX_IDS} tax IDs in `tax_id_data`.", param="tax_id_data")
    return sent


def _check_clock(work: Work, clock: str) -> None:
    clocks = Resource.registry["test_helpers.test_clock"]
    work.get(clocks, clock, param="test_clock")
    if len(work.list(customers, limit=CLOCK_CUSTOMERS, test_clock=clock)) == CLOCK_CUSTOMERS:
        message = f"You have reached the limit of {CLOCK_CUSTOMERS} customers per test clock. Please use another test clock."
        raise errors.invalid(message, param="test_clock")


def _refuse_unwritten(params: Mapping[str, Any], method: str) -> None:
    """Discounts come with their own page: until then they are refused, never ignored."""
    for name in ("coupon", "promotion_code"):
        if params.get(name):
            raise errors.not_there_yet(f"customers.{method} ({name})")


@customers.update
def update(work: Work, customer: Document, params: Mapping[str, Any]) -> Document:
    """Change what was sent: addresses, shipping and invoice settings merge, lists are replaced. Emits customer.updated."""
    _refuse_unwritten(params, "update")
    told = {name: value for name, value in params.items() if name not in BROUGHT}
    details.check(work, customers, told, customer)
    default = (told.get("invoice_settings") or {}).get("default_payment_method")
    if default:
        method = work.find(payment_methods.payment_methods, default)
        if method is None or method.customer != customer.id:
            raise details.not_attached(default)
    token = params.get("source") or params.get("card")
    if token:
        told["default_source"] = sources.replace(work, customer, token)
    elif told.get("default_source"):
        sources.of_customer(work, customer.id, told["default_source"], param="default_source", status=400)
    else:
        told.pop("default_source", None)
    if "tax_exempt" in told and told["tax_exempt"] is None:
        told["tax_exempt"] = "none"
    if "balance" in told:
        difference = told["balance"] - customer["balance"]
        if difference:
            told["currency"] = customer.currency or entries.account_currency(work)
            entries.write(work, customer, difference, told["currency"], "adjustment", ending=told["balance"])
    hidden = details.hidden(params)
    if hidden:
        customer = work.change(customer, **hidden)  # no event: nothing that an event shows has changed
    changed = work.update(customer, told)
    details.check_location(changed, params)
    return changed


@customers.delete
def delete(work: Work, customer: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    """Gone for every call but retrieve, which answers the stub. Emits customer.deleted, which others follow: subscriptions end.

    Payment methods are detached; charges and invoices stay readable.
    """
    stub = work.delete(customer)
    payment_methods.detach_all(work, customer)
    tax_ids.forget(work, customer)
    work.unschedule(customer)
    return stub


@customers.list
def list(work: Work, params: Mapping[str, Any]) -> Listing:
    """Newest first. Customers of a test clock show only where their clock is asked for."""
    return inherited.listed(work, customers, params, {"test_clock": params.get("test_clock")})
