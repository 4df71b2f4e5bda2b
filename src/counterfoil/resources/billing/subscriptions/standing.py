"""How a subscription stands: what the news of its invoices make of its status.

The latest invoice decides. Source: guides "Subscription statuses", "Smart Retries".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, objects
from counterfoil.kernel.shapes import Invoice, PaymentMethod, SetupIntent, Subscription
from counterfoil.resources.billing import invoices
from counterfoil.resources.billing.subscriptions import cancellation, pausing, pending_updates, timing
from counterfoil.resources.billing.subscriptions.life import (
    ENDED,
    UPDATED,
    invoices_of,
    subscriptions,
    turn,
)

OWING = ("past_due", "unpaid")


def of_invoice(work: Work, invoice: Mapping[str, Any]) -> Subscription | None:
    """Return the live subscription whose latest invoice this is; None for any other invoice.

    In place of a void one it is its revision, or the newest before it that is not void. While a request
    settles a new invoice it is not the latest one yet: the request itself sees to the status.
    """
    details = (invoice.get("parent") or {}).get("subscription_details") or {}
    subscription = work.find(subscriptions, details.get("subscription"))
    if subscription is None or subscription.status in ENDED:
        return None
    if subscription.latest_invoice == invoice["id"] or _stands_in(work, subscription, invoice["id"]):
        return subscription
    return None


def _stands_in(work: Work, subscription: Subscription, id: str) -> bool:
    """Whether an invoice says how a subscription stands, whose latest invoice is void."""
    latest = work.find(objects.invoice, subscription.latest_invoice)
    if latest is None or latest.status != "void":
        return False
    revision: Invoice | None = latest
    while revision is not None and revision.status == "void":
        revision = work.find(objects.invoice, revision.latest_revision)
        if revision is not None and revision.id == id:
            return True
    found = [
        one for one in invoices_of(work, subscription) if one.status != "void" or one.id in (id, latest.id)
    ]
    ids = [one.id for one in found]
    return latest.id in ids and ids[ids.index(latest.id) + 1 :][:1] == [id]


@subscriptions.on("invoice.paid")
def paid(work: Work, invoice: Invoice) -> None:
    """Activate a subscription whose latest invoice was paid, resume it, or apply its pending update."""
    subscription = of_invoice(work, invoice)
    if subscription is None:
        return
    if (subscription.get("_pending") or {}).get("invoice") == invoice.id:
        subscription = pending_updates.apply(work, subscription)
    if (subscription.get("_resumption") or {}).get("invoice") == invoice.id:
        pausing.resumed(work, subscription)
    elif subscription.status == "incomplete" or subscription.status in OWING:
        tried = subscription.trial_end is not None and subscription.trial_end > work.now
        status = "trialing" if tried and subscription.status == "incomplete" else "active"
        begun = turn(work, subscription, status, **_method(work, subscription, invoice))
        timing.plan(work, begun)
    else:
        work.change(subscription, UPDATED, **_method(work, subscription, invoice))


def _method(work: Work, subscription: Subscription, invoice: Invoice) -> dict[str, Any]:
    """Return the method of a payment as the default, where the subscription is to remember it."""
    settings = subscription.payment_settings
    if settings is None or settings.save_default_payment_method != "on_subscription":
        return {}
    intent = invoices.default_intent(work, invoice)
    if intent is None or not intent.payment_method or subscription.default_payment_method:
        return {}
    return {"default_payment_method": intent.payment_method}


@subscriptions.on("invoice.payment_failed")
def failed(work: Work, invoice: Invoice) -> None:
    """Mark a subscription as past due when the payment of its latest invoice failed."""
    subscription = of_invoice(work, invoice)
    if subscription is None or subscription.get("_pending"):
        return
    latest = work.find(objects.invoice, subscription.latest_invoice)
    if latest is not None and latest.created > invoice.created and not invoice.due_date:
        return  # a retry of an older invoice; when its retries are used up is another matter
    if (subscription.get("_resumption") or {}).get("invoice") == invoice.id:
        pausing.attempted(work, subscription)
    elif subscription.status == "active" and not _pauses(work, subscription, invoice):
        turn(work, subscription, "past_due")


def _pauses(work: Work, subscription: Subscription, invoice: Invoice) -> bool:
    """Pause a subscription whose renewal was not paid, where the settings say so. Whether it is paused."""
    if work.services.settings.after_first_failure != "pause":
        return False
    if invoice.billing_reason != "subscription_cycle":
        return False
    return pausing.halt_unpaid(work, subscription, "first_payment_failure")


@subscriptions.on("invoice.payment_action_required")
def waiting(work: Work, invoice: Invoice) -> None:
    """Mark it as past due when its customer must authenticate a payment."""
    failed(work, invoice)


@subscriptions.on("invoice.overdue")
def overdue(work: Work, invoice: Invoice) -> None:
    """Mark it as past due when an invoice that was sent has passed its due date."""
    failed(work, invoice)


@subscriptions.on("invoice.marked_uncollectible")
def given_up(work: Work, invoice: Invoice) -> None:
    """Go on without the money of an invoice that was given up."""
    subscription = of_invoice(work, invoice)
    if subscription is None:
        return
    if (subscription.get("_resumption") or {}).get("invoice") == invoice.id:
        pausing.resumed(work, subscription)
    elif subscription.status in OWING:
        timing.plan(work, turn(work, subscription, "active"))


@subscriptions.on("invoice.voided")
def voided(work: Work, invoice: Invoice) -> None:
    """End a subscription whose first invoice was voided; else see how its older invoices stand."""
    subscription = of_invoice(work, invoice)
    if subscription is None:
        return
    if subscription.status == "incomplete":
        expired = turn(work, subscription, "incomplete_expired", ended_at=work.now)
        work.unschedule(expired)
    elif (subscription.get("_pending") or {}).get("invoice") == invoice.id:
        pending_updates.drop(work, subscription)
    elif (subscription.get("_resumption") or {}).get("invoice") == invoice.id:
        pausing.give_up(work, subscription)
    elif subscription.status in OWING:
        _look_back(work, subscription)


def _look_back(work: Work, subscription: Subscription) -> None:
    """Derive the status from the newest invoice that says anything."""
    for invoice in invoices_of(work, subscription):
        if invoice.status in ("paid", "uncollectible"):
            break
        if invoice.status != "open":
            continue
        if invoice.collection_method == "send_invoice":
            if invoice.due_date is not None and invoice.due_date <= work.now:
                turn(work, subscription, "past_due")
                return
        elif invoice.attempted and invoice.next_payment_attempt is None:
            final_action(work, subscription)
            return
    timing.plan(work, turn(work, subscription, "active"))


@subscriptions.on(invoices.RETRIES_EXHAUSTED)
def exhausted(work: Work, invoice: Invoice) -> None:
    """Do what the settings say when the last retry of a payment failed."""
    subscription = of_invoice(work, invoice)
    if subscription is not None and subscription.status in ("active", "past_due"):
        final_action(work, subscription)


def final_action(work: Work, subscription: Subscription) -> None:
    """Apply the setting `after_last_retry`: cancel or pause a subscription, mark it as unpaid, or leave it.

    One that cannot be paused is canceled.
    """
    action = work.services.settings.after_last_retry
    if action == "pause" and pausing.halt_unpaid(work, subscription, "final_payment_failure"):
        return
    if action in ("cancel", "pause"):
        cancellation.end(work, subscription, reason=cancellation.PAYMENT_FAILED)
    elif action == "unpaid":
        timing.plan(work, turn(work, subscription, "unpaid"))


# -- the first payment ---------------------------------------------------------------------------------------


@subscriptions.due(name="subscription.expire", rank=timing.EXPIRY)
def expire(work: Work, subscription: Subscription) -> None:
    """Give up a subscription whose first invoice was not paid in 23 hours: the invoice is voided."""
    if subscription.status != "incomplete":
        return
    invoice = work.find(objects.invoice, subscription.latest_invoice)
    if invoice is not None and invoice.status in ("draft", "open", "uncollectible"):
        invoices.void(work, invoice)
    else:
        turn(work, subscription, "incomplete_expired", ended_at=work.now)


timing.actions["expire"] = expire


@subscriptions.on("setup_intent.succeeded")
def set_up(work: Work, intent: SetupIntent) -> None:
    """Forget the setup that a subscription waited for; its method becomes the default, if that is wanted."""
    for subscription in work.list(subscriptions, pending_setup_intent=intent.id):
        fields: dict[str, Any] = {"pending_setup_intent": None}
        settings = subscription.payment_settings
        if settings is not None and settings.save_default_payment_method == "on_subscription":
            fields["default_payment_method"] = intent.payment_method
        work.change(subscription, UPDATED, **fields)


@subscriptions.on("payment_method.detached")
def forget_method(work: Work, method: PaymentMethod) -> None:
    """Forget a default method that is no longer attached to the customer."""
    for subscription in work.list(subscriptions, default_payment_method=method.id):
        if subscription.status not in ENDED:
            work.change(subscription, UPDATED, default_payment_method=None)
