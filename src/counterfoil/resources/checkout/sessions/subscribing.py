"""Completing a session in subscription mode: its order becomes a subscription.

Since the version basil the payment comes first, and the subscription is created of it. Sessions that were
opened before have theirs, incomplete, from the first attempt on. Source: guide "Build a subscriptions
integration"; changelog of 2025-03-31, "Postponed creation of subscriptions in Checkout".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.arithmetic import periods
from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import CheckoutSession, PaymentIntent, Subscription
from counterfoil.resources.billing import invoices, subscriptions
from counterfoil.resources.payments import payment_intents, payment_methods, setup_intents
from counterfoil.resources.products import prices

COPIED = (
    "application_fee_percent", "billing_cycle_anchor", "billing_cycle_anchor_config", "billing_mode",
    "default_tax_rates", "description", "metadata", "on_behalf_of", "pending_invoice_item_interval",
    "proration_behavior", "transfer_data", "trial_end", "trial_period_days", "trial_settings",
)  # fmt: skip
DESCRIPTION = "Subscription creation"
UNPAID = {"payment_behavior": "default_incomplete"}
CARD = {"network": None, "request_three_d_secure": "automatic"}


def attempt(
    work: Work, session: CheckoutSession, customer: str | None, method: str | None, confirming: Any
) -> None:
    """Attempt the first payment, or set the method up where nothing is due yet.

    customer: its id, None if the session creates one. confirming: the parameters of the confirmation. The
    events of the intent complete the session. 402 for a decline, which is recorded.
    """
    due = _due(work, session, customer)
    if not due:
        if method is not None:
            _set_up(work, session, customer, method, confirming)
    elif session.get("_subscribes_first"):
        _pay_its_invoice(work, session, confirming)
    else:
        intent = work.find(objects.payment_intent, session.get("_intent"))
        if intent is None:
            intent = _open(work, session, customer, due)
            work.change(session, _intent=intent.id)
        elif intent.amount != due:
            intent = work.change(intent, amount=due)
        payment_intents.choose_and_pay(work, intent, confirming)


def _due(work: Work, session: CheckoutSession, customer: str | None) -> int:
    """Return what the first invoice of the subscription will ask for. 400 if it cannot be created."""
    standing = work.find(objects.subscription, session.subscription)
    if standing is not None:
        return work.get(objects.invoice, standing.latest_invoice).amount_remaining
    with work.rehearsal():
        buyer = customer or work.insert(objects.customer, {}, invoice_prefix="REHEARSAL").id
        made = subscriptions.make(work, {**_params(work, session, buyer), **UNPAID})
        first = work.find(objects.invoice, made.latest_invoice)
        return first.amount_due if first is not None else 0


def _open(work: Work, session: CheckoutSession, customer: str | None, due: int) -> PaymentIntent:
    """Open the intent of the first payment. It belongs to no invoice until it succeeds."""
    fields = {
        "amount": due,
        "currency": session.currency,
        "customer": customer,
        "description": DESCRIPTION,
        "setup_future_usage": "off_session",
        "capture_method": "automatic",
    }
    return payment_intents.open_intent(work, fields, _kinds(session), _checkout_session=session.id)


def _kinds(session: CheckoutSession) -> dict[str, Any]:
    return {
        "automatic_payment_methods": None,
        "payment_method_configuration_details": session.payment_method_configuration_details,
        "payment_method_types": session.payment_method_types,
    }


def _set_up(
    work: Work, session: CheckoutSession, customer: str | None, method: str, confirming: Mapping[str, Any]
) -> None:
    """Set a method up for the payments to come."""
    intent = work.find(objects.setup_intent, session.get("_intent"))
    if intent is None:
        kind = payment_methods.load(work, method).type
        sent = {"customer": customer, "allowed_payment_method_types": [kind]}
        intent = setup_intents.create(work, sent)
        intent = work.change(intent, allowed_payment_method_types=None, _checkout_session=session.id)
        work.change(session, _intent=intent.id)
    setup_intents.confirm(work, intent, confirming)


def _pay_its_invoice(work: Work, session: CheckoutSession, confirming: Mapping[str, Any]) -> None:
    """Create the subscription, unless an earlier attempt did, and attempt to pay its first invoice."""
    subscription = work.find(objects.subscription, session.subscription)
    if subscription is None:
        subscription = subscriptions.make(work, {**_params(work, session, str(session.customer)), **UNPAID})
        session = work.change(session, subscription=subscription.id, invoice=subscription.latest_invoice)
    intent = invoices.default_intent(work, work.get(objects.invoice, subscription.latest_invoice))
    assert intent is not None, "something is due"
    types = list(session.payment_method_types or ())
    intent = work.change(intent, payment_method_types=types, _checkout_session=session.id)
    work.change(session, _intent=intent.id)
    payment_intents.choose_and_pay(work, intent, confirming)


def subscribe(
    work: Work,
    session: CheckoutSession,
    customer: str,
    *,
    method: str | None = None,
    intent: PaymentIntent | None = None,
) -> Subscription:
    """Create the subscription of a session, or find the one that an earlier attempt left, with its method.

    intent: what paid, or is paying, the first invoice.
    """
    standing = work.find(objects.subscription, session.subscription)
    if standing is not None:
        return work.change(standing, default_payment_method=method)
    params = _params(work, session, customer)
    if method is not None:
        params["default_payment_method"] = method
    return subscriptions.make(work, params, paid_by=intent)


def _params(work: Work, session: CheckoutSession, customer: str) -> dict[str, Any]:
    """Return the parameters that create the subscription of a session."""
    data: Mapping[str, Any] = session.get("_sent", {}).get("subscription_data") or {}
    found: dict[str, Any] = {name: data[name] for name in COPIED if data.get(name) is not None}
    anchor = found.get("billing_cycle_anchor")
    if anchor is not None and anchor <= work.now:
        found |= _whole_period(work, session, anchor)
    if data.get("invoice_settings"):
        found["invoice_settings"] = data["invoice_settings"]
    if session.automatic_tax and session.automatic_tax.enabled:
        found["automatic_tax"] = {"enabled": True}
    items: list[dict[str, Any]] = []
    extras: list[dict[str, Any]] = []
    for item in session.get("_items") or ():
        price = prices.record(work, item["price"])
        sent = {"price": price, "tax_rates": item["tax_rates"] or None, "metadata": item["metadata"]}
        if item["quantity"] is not None:
            sent["quantity"] = item["quantity"]
        (items if item["_recurring"] else extras).append(
            {name: value for name, value in sent.items() if value is not None}
        )
    discounts = [
        {"promotion_code": one["promotion_code"]} if one["promotion_code"] else {"coupon": one["coupon"]}
        for one in session.get("discounts") or ()
    ]
    return {
        **found,
        "customer": customer,
        "currency": session.currency,
        "items": items,
        **({"add_invoice_items": extras} if extras else {}),
        **({"discounts": discounts} if discounts else {}),
        "payment_settings": {"payment_method_options": {"card": dict(CARD)}},
    }


def _whole_period(work: Work, session: CheckoutSession, anchor: int) -> dict[str, int]:
    """Return what bills a whole period from an anchor that passed while the session was open."""
    charged = [prices.record(work, item["price"]) for item in session.get("_items") or ()]
    intervals = [price.recurring for price in charged if price is not None and price.recurring is not None]
    next = min(periods.added(anchor, periods.interval_of(each)) for each in intervals)
    return {"backdate_start_date": anchor, "billing_cycle_anchor": next}
