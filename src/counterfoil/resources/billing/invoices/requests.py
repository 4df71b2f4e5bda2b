"""Creating, changing, deleting, paying and listing invoices by request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, merged, merged_metadata, objects
from counterfoil.kernel.shapes import Customer, Invoice, PaymentMethod
from counterfoil.resources.billing.invoices import drafts, items, payment, revisions, shipping, sums, terms
from counterfoil.resources.billing.invoices.finalization import finalize
from counterfoil.resources.billing.invoices.life import (
    ALREADY_PAID,
    NOT_DRAFT,
    ONLY_DRAFTS_DELETED,
    announce,
    customer_of,
    invoices,
    lines_of,
    not_editable,
    subscription_id,
    tell,
)
from counterfoil.resources.core.customers import details
from counterfoil.resources.payments import balance, payment_methods

NO_EMAIL = (
    "Missing email. In order to create invoices that are sent to the customer, the customer must have a valid"
    " email."
)
TEMPLATES = objects.invoice_rendering_template
ONLY_SENT = "You can only manually send an invoice if its status is draft, open or paid."
SENT = ("draft", "open", "paid")
RENDERING = {
    "amount_tax_display": None,
    "pdf": {"page_size": "auto"},
    "template": None,
    "template_version": None,
}
ACTION = (
    "The payment of this invoice requires an action of the customer, such as 3D Secure: its payment intent"
    " has a status of requires_action."
)
NO_METHOD = (
    "There is no `default_payment_method` set on this Customer or Invoice. Please set a default payment"
    " method or pass one in the `payment_method` parameter."
)
DUE = ("days_until_due", "due_date")
# May change once an invoice is finalized.
EDITABLE = frozenset(
    ("auto_advance", "default_payment_method", "default_source", "description", "footer", "metadata")
)
# Parameters that are not stored as they are sent.
APART = frozenset(("automatic_tax", "automatically_finalizes_at", "shipping_cost"))
UNSET = ("account_tax_ids", "custom_fields", "footer")  # null when they are emptied
STORED = (
    "account_tax_ids", "custom_fields", "default_source", "description", "effective_at", "footer", "issuer",
    "metadata", "number", "on_behalf_of", "shipping_details", "statement_descriptor",
)  # fmt: skip


# -- creating ------------------------------------------------------------------------------------------------


@invoices.create(on=("customer", "subscription", "from_invoice.invoice"))
def create(work: Work, params: Mapping[str, Any]) -> Invoice:
    """Create a draft by hand, of the customer's pending items if they are included.

    Emits invoice.created. `auto_advance` is false unless sent.
    """
    if params.get("from_invoice"):
        return revisions.revise(work, params)
    if not params.get("customer"):
        raise errors.required("customer")
    customer = work.get(objects.customer, params["customer"], param="customer")
    subscription = None
    if params.get("subscription"):
        subscription = items.own_subscription(work, customer.id, params["subscription"])
    method = params.get("collection_method") or "charge_automatically"
    _check_terms(work, customer, params, method)
    currency = params.get("currency") or customer.currency or balance.settlement_currency(work)
    include = params.get("pending_invoice_items_behavior") == "include"
    facts: dict[str, Any] = {name: params[name] for name in STORED if params.get(name) is not None}
    facts = {name: value for name, value in facts.items() if name not in ("metadata", "description")}
    facts |= {name: None for name in UNSET if name in params and not params[name]}
    facts |= _sent(work, params, currency)
    if "rendering" not in facts:
        facts["rendering"] = RENDERING
    period = None
    if subscription is not None:
        period = (_period_start(work, subscription), work.now)
    found = items.pending(
        work,
        customer.id,
        currency,
        subscription=subscription.id if subscription else None,
        only=subscription is not None,
    )
    if include and not found:
        raise errors.invalid(
            "Nothing to invoice for customer", code="invoice_no_customer_line_items", param="customer"
        )
    rates = terms.expect_rates(work, params.get("default_tax_rates") or (), param="default_tax_rates")
    id = invoices.new_id(work.space)
    return drafts.draft(
        work,
        customer,
        currency=currency,
        billing_reason="manual",
        subscription=subscription,
        collection_method=method,
        auto_advance=bool(params.get("auto_advance")),
        period=period,
        discounts=_discounts(work, customer, params, id),
        default_tax_rates=rates,
        sweep=("subscription" if subscription is not None else True) if include else False,
        days_until_due=params.get("days_until_due"),
        due_date=params.get("due_date"),
        default_payment_method=params.get("default_payment_method"),
        metadata=params.get("metadata"),
        description=params.get("description"),
        id=id,
        **facts,
    )


def _period_start(work: Work, subscription: Mapping[str, Any]) -> int:
    found = work.list(objects.subscription_item, subscription=subscription["id"])
    starts = [one.current_period_start for one in found]
    return min(starts, default=work.now)


def _check_terms(work: Work, customer: Customer, params: Mapping[str, Any], method: str) -> None:
    """Refuse (400) terms of payment that the collection method does not have, and unknown methods."""
    due = [name for name in DUE if params.get(name) is not None]
    if method == "send_invoice":
        if not due:
            raise errors.invalid(
                "If invoice collection method is 'send_invoice', you must specify 'days_until_due' or"
                " 'due_date'."
            )
        if len(due) == 2:
            raise errors.exclusive(*due)
        if not customer.email:
            raise errors.invalid(NO_EMAIL)
        if params.get("due_date") is not None and params["due_date"] < work.now:
            raise errors.invalid("The due date must be in the future.", param="due_date")
    elif due:
        raise errors.invalid(
            f"You can only set '{due[0]}' if invoice collection method is 'send_invoice'.", param=due[0]
        )
    if params.get("default_payment_method"):
        _own_method(work, customer.id, params["default_payment_method"], param="default_payment_method")
    if params.get("default_source"):
        terms.expect_source(work, params["default_source"], customer)
    if params.get("number") and work.first(invoices, number=params["number"]) is not None:
        raise errors.invalid("This invoice number is already in use.", param="number")


def _own_method(work: Work, customer: str, id: str, *, param: str) -> PaymentMethod:
    """Return a payment method of the customer. 400 for another one."""
    method = payment_methods.obtain(work, id, param=param)
    if method.customer != customer:  # a test id is a new method at each use, which is not attached
        raise errors.invalid(
            f"The customer does not have a payment method with the ID {method.id}. The payment method must be"
            " attached to the customer.",
            code="resource_missing",
            param=param,
        )
    return method


def _sent(
    work: Work, params: Mapping[str, Any], currency: str, invoice: Invoice | None = None
) -> dict[str, Any]:
    """Convert the parameters that differ from the fields they set. invoice: the one to be updated."""
    known: Mapping[str, Any] = invoice or {}
    fields: dict[str, Any] = {}
    details.check_custom_fields(params.get("custom_fields") or (), "custom_fields")
    automatic = params.get("automatic_tax")
    if automatic is not None:
        if automatic.get("enabled"):
            raise errors.not_implemented("invoices.create (automatic_tax)")
        fields["automatic_tax"] = drafts.NO_TAX
    if params.get("payment_settings") is not None:
        settings = known.get("payment_settings") or drafts.NO_SETTINGS
        fields["payment_settings"] = _payment_settings({**settings, **params["payment_settings"]})
    if params.get("rendering") is not None:
        if params["rendering"].get("template"):
            work.expect(TEMPLATES, params["rendering"]["template"], param="rendering[template]")
        fields["rendering"] = {**(known.get("rendering") or RENDERING), **params["rendering"]}
    if params.get("automatically_finalizes_at") is not None:
        fields["_finalizes_at"] = params["automatically_finalizes_at"]
    for name in ("application_fee_amount", "transfer_data"):
        if params.get(name) is not None:
            fields[f"_{name}"] = params[name]
    if "shipping_cost" in params:
        fields |= shipping.fields(work, params["shipping_cost"], currency)
    return fields


def _payment_settings(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return `payment_settings` as an invoice shows them: the plan of installments is not among them."""
    options: Mapping[str, Any] = sent["payment_method_options"] or {}
    installments = (options.get("card") or {}).get("installments")
    if not installments:
        return dict(sent)
    card = {**options["card"], "installments": {"enabled": installments.get("enabled")}}
    return {**sent, "payment_method_options": {**options, "card": card}}


def _discounts(work: Work, customer: Customer, params: Mapping[str, Any], id: str) -> list[str]:
    """Return the discounts of a new invoice: those sent, else the customer's."""
    if "discounts" in params:
        return terms.redeem(work, params["discounts"], customer=customer, holder="invoice", holder_id=id)
    return terms.of_customer(work, customer)


# -- changing ------------------------------------------------------------------------------------------------


@invoices.update
def update(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Change an invoice; once it is finalized only what does not change what is owed.

    Emits invoice.updated.
    """
    if invoice.status != "draft":
        stray = next((name for name in params if name not in EDITABLE), None)
        if stray is not None:
            raise not_editable(NOT_DRAFT, param=stray)
    customer = work.get(objects.customer, invoice.customer, param="customer")
    method = params.get("collection_method") or invoice.collection_method
    fields = _sent(work, params, invoice.currency, invoice)
    if invoice.status == "draft":
        due = {name: params[name] for name in DUE if params.get(name) is not None}
        if due or method != invoice.collection_method:
            _check_terms(work, customer, due, method)
        if method != "send_invoice":
            fields |= {"due_date": None, "_days_until_due": None}  # only invoices that are sent have one
        if params.get("number") and params["number"] != invoice.number:
            _check_terms(work, customer, {"number": params["number"]}, "charge_automatically")
        if params.get("days_until_due") is not None:
            fields["due_date"] = work.now + params["days_until_due"] * 86400
            fields["_days_until_due"] = params["days_until_due"]
        elif params.get("due_date") is not None:
            fields["_days_until_due"] = None
        if "discounts" in params:
            fields["discounts"] = terms.replace(work, invoice, params["discounts"], customer=customer)
        if "default_tax_rates" in params:
            fields["default_tax_rates"] = terms.expect_rates(
                work,
                params["default_tax_rates"] or (),
                param="default_tax_rates",
                held=[rate.id for rate in invoice.default_tax_rates],
            )
    if params.get("default_payment_method"):
        _own_method(work, customer.id, params["default_payment_method"], param="default_payment_method")
    if params.get("default_source"):
        terms.expect_source(work, params["default_source"], customer)
    changed = work.change(invoice, **_merged(invoice, params, fields))
    if changed.status == "draft":
        changed = drafts.plan(work, changed, sums.computed(work, changed))
    elif "auto_advance" in params:
        changed = payment.replan(work, changed)
    return tell(work, invoice)


def _merged(invoice: Invoice, params: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that an update changes: hashes are merged, lists replaced, empty values unset."""
    found: dict[str, Any] = {}
    for name, value in params.items():
        if name in fields or name not in invoices.fields or name in APART:
            continue
        if name == "metadata":
            found[name] = merged_metadata(invoice.metadata, value)
        else:
            found[name] = invoices.blank().get(name) if value is None else merged(invoice.get(name), value)
    return {**found, **{name: None for name in UNSET if name in params and not params[name]}, **fields}


@invoices.delete
def delete(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a draft that was made by hand, with its items. Emits invoiceitem.deleted, invoice.deleted."""
    if invoice.status != "draft":
        raise errors.invalid(ONLY_DRAFTS_DELETED)
    if subscription_id(invoice) is not None and invoice.billing_reason != "manual":
        raise errors.invalid("You can't delete invoices created by subscriptions.")
    work.unschedule(invoice)
    for line in lines_of(work, invoice):
        work.delete(line, "")
    for item in work.list(objects.invoiceitem, invoice=invoice.id):
        work.delete(item)
    return work.delete(invoice)


# -- paying --------------------------------------------------------------------------------------------------


@invoices.operation("invoices.pay")
def pay(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Pay an invoice now, finalizing a draft first. A decline (402) is recorded.

    paid_out_of_band: it was paid elsewhere: nothing is charged.
    """
    if invoice.status == "paid":
        raise errors.invalid(ALREADY_PAID)
    if invoice.status == "void":
        raise errors.invalid("This invoice can no longer be paid: it is void.")
    method = _paying(work, invoice, params)
    if invoice.status == "draft":
        invoice = finalize(work, invoice, attempt=False)
    if invoice.status == "paid":
        return invoice
    if params.get("paid_out_of_band"):
        return payment.paid_elsewhere(work, invoice)
    if method is None and payment.method_for(work, invoice) is None:
        raise errors.invalid(NO_METHOD)
    refusal = payment.attempt(work, invoice, method, by_request=True)
    if refusal is not None:
        raise refusal
    intent = payment.default_intent(work, invoice)
    if intent is not None and intent.status == "requires_action":
        raise errors.Refusal(
            ACTION,
            status=402,
            type="card_error",
            code="invoice_payment_intent_requires_action",
            kept=True,
            payment_intent=work.visible(intent),
        )
    return work.latest(invoice)


def _paying(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> PaymentMethod | None:
    """Return the method that the request names, or None."""
    if params.get("payment_method") and params.get("source"):
        raise errors.exclusive("payment_method", "source")
    if params.get("payment_method"):
        return _own_method(work, str(invoice.customer), params["payment_method"], param="payment_method")
    if params.get("source"):
        found = work.get(payment_methods.payment_methods, params["source"], param="source")
        if found.customer != invoice.customer:
            raise errors.missing("source", params["source"], param="source", status=400)
        return found
    return None


# -- sending -------------------------------------------------------------------------------------------------


@invoices.operation("invoices.send_invoice")
def send_invoice(work: Work, invoice: Invoice, params: Mapping[str, Any]) -> Invoice:
    """Send an invoice to the customer, finalizing a draft first. No mail leaves. Emits invoice.sent.

    It may have been paid before. Source: API reference, "Send an invoice for manual payment".
    """
    if invoice.status not in SENT:
        raise errors.invalid(ONLY_SENT)
    if not customer_of(work, invoice).email:
        raise errors.invalid(NO_EMAIL)
    if invoice.status == "draft":
        invoice = finalize(work, invoice, attempt=False)
    return announce(work, invoice, "invoice.sent")


# -- listing -------------------------------------------------------------------------------------------------


@invoices.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List invoices, newest first. 400 if `customer` or `subscription` does not exist."""
    for name in ("customer", "subscription"):
        if params.get(name):
            work.expect(objects.named(name), params[name], param=name)
    return inherited.listed(work, invoices, params)
