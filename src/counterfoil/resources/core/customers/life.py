"""Creating, updating, deleting and listing customers.

Payment method, tax ids and balance of a new customer are created in the same phase.
Source: API reference, Customers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects, present
from counterfoil.kernel.shapes import Customer
from counterfoil.resources.billing import customer_balance_transactions as entries
from counterfoil.resources.billing import discounts, tax_ids
from counterfoil.resources.core.customers import details, sources
from counterfoil.resources.payments import payment_methods

customers = objects.customer.page(
    stub_readable=True,
    filters={"email": "email", "test_clock": "test_clock", "invoice_prefix": "invoice_prefix"},
)

CLOCK_CUSTOMERS = 3  # maximum per test clock
TAX_IDS = 5  # maximum in one creation

# Parameters that are not fields of the object.
NOT_FIELDS = (
    "payment_method",
    "card",
    "source",
    "tax_id_data",
    "coupon",
    "promotion_code",
    "cash_balance",
    "tax",
    "validate",
)


@customers.create(on="test_clock")
def create(work: Work, params: Mapping[str, Any]) -> Customer:
    """Create a customer, with payment method, source, tax ids and balance if sent.

    Emits customer.created, then the events of what is created with it. 402 if the bank declines the card.
    """
    fields = {name: value for name, value in params.items() if name not in NOT_FIELDS}
    details.check(work, customers, fields)
    if params.get("test_clock"):
        _check_clock(work, params["test_clock"])
    method = None
    if params.get("payment_method"):
        method = payment_methods.obtain(work, params["payment_method"])
    settings = fields.get("invoice_settings") or {}
    default = settings.get("default_payment_method")
    if default:
        # A test id creates a method at each use; here it means the one that `payment_method` attaches.
        if method is None or default not in (params["payment_method"], method.id):
            raise details.not_attached(default)
        fields["invoice_settings"] = {**settings, "default_payment_method": method.id}
    token = params.get("source") or params.get("card")
    card = sources.from_token(work, token) if token else None
    if card is not None:
        fields["default_source"] = card.id
    balance = fields.get("balance") or 0
    if balance:
        fields["currency"] = entries.account_currency(work)
    if "invoice_prefix" not in fields:
        fields["invoice_prefix"] = details.new_prefix(work, customers)
    customer = work.insert(
        customers,
        fields,
        tax_exempt=fields.get("tax_exempt") or "none",
        next_invoice_sequence=fields.get("next_invoice_sequence") or 1,
        **details.hidden(params),
    )
    details.check_location(customer, params)
    customer = discounts.of_new_customer(work, customer, params)
    work.emit("customer.created", customer)
    if customer.discount is not None:
        work.emit("customer.discount.created", work.get(objects.discount, customer.discount.id))
    if method is not None:
        payment_methods.attach_to(work, method.id, customer)
    if card is not None:
        sources.attach(work, card, customer)
    for index, one in enumerate(_tax_id_data(params)):
        tax_ids.add(work, one, customer, param=f"tax_id_data[{index}][value]")
    if balance:
        entries.write(work, customer, balance, present(customer.currency), "initial", ending=balance)
    return work.latest(customer)


def _tax_id_data(params: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return `tax_id_data`; 400 if there are too many."""
    sent = params.get("tax_id_data") or []
    if len(sent) > TAX_IDS:
        raise errors.invalid(
            f"You may only pass up to {TAX_IDS} tax IDs in `tax_id_data`.", param="tax_id_data"
        )
    return sent


def _check_clock(work: Work, clock: str) -> None:
    """Refuse (400) a missing test clock, or one with the maximum of customers."""
    clocks = objects.test_helpers_test_clock
    work.get(clocks, clock, param="test_clock")
    if len(work.list(customers, limit=CLOCK_CUSTOMERS, test_clock=clock)) == CLOCK_CUSTOMERS:
        message = (
            f"You have reached the limit of {CLOCK_CUSTOMERS} customers per test clock. Please use another"
            " test clock."
        )
        raise errors.invalid(message, param="test_clock")


@customers.update
def update(work: Work, customer: Customer, params: Mapping[str, Any]) -> Customer:
    """Update a customer. Addresses, shipping and invoice settings are merged. Emits customer.updated."""
    fields = {name: value for name, value in params.items() if name not in NOT_FIELDS}
    details.check(work, customers, fields, customer)
    default = (fields.get("invoice_settings") or {}).get("default_payment_method")
    if default:
        method = work.find(payment_methods.payment_methods, default)
        if method is None or method.customer != customer.id:
            raise details.not_attached(default)
    token = params.get("source") or params.get("card")
    if token:
        fields["default_source"] = sources.replace(work, customer, token)
    elif fields.get("default_source"):
        sources.of_customer(work, customer.id, fields["default_source"], param="default_source", status=400)
    else:
        fields.pop("default_source", None)
    if "tax_exempt" in fields and fields["tax_exempt"] is None:
        fields["tax_exempt"] = "none"
    if "balance" in fields:
        difference = fields["balance"] - customer.balance
        if difference:
            fields["currency"] = customer.currency or entries.account_currency(work)
            ending = fields["balance"]
            entries.write(work, customer, difference, fields["currency"], "adjustment", ending=ending)
    hidden = details.hidden(params)
    if hidden:
        customer = work.change(customer, **hidden)  # no event, because events do not show these fields
    customer = discounts.of_customer(work, customer, params)
    changed = work.update(customer, fields)
    details.check_location(changed, params)
    return changed


@customers.delete
def delete(work: Work, customer: Customer, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a customer; retrieve answers the stub. Emits customer.deleted.

    Payment methods are detached, and tax ids deleted. Pages that listen to the event cancel what the customer
    had, such as subscriptions. Charges and invoices remain.
    """
    stub = work.delete(customer)
    payment_methods.detach_all(work, customer)
    tax_ids.forget(work, customer)
    work.unschedule(customer)
    return stub


@customers.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List customers, newest first.

    Customers on a test clock are listed only with the filter `test_clock`.
    """
    return inherited.listed(work, customers, params, {"test_clock": params.get("test_clock")})
