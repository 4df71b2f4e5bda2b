"""What a subscription waits for: its renewal, the end of its trial, its expiry, notices before them.

Entries of one instant run in this order: expiries, cancellations, renewals, notices. Each looks again at the
subscription when it is due, which may have changed.
"""

from __future__ import annotations

from counterfoil.kernel import Due, Work
from counterfoil.kernel.shapes import Subscription
from counterfoil.resources.billing.subscriptions.life import DAY, LIVE, period_of

TRIAL_NOTICE = 3 * DAY  # before the end of a trial

EXPIRY, CANCELLATION, RENEWAL, LAST = 10, 30, 40, 80  # ranks

# Filled by the pages that define the actions: they import this one.
actions: dict[str, Due[Subscription]] = {}


def plan(work: Work, subscription: Subscription) -> None:
    """Schedule anew what the subscription waits for."""
    subscription = work.latest(subscription)
    for name in ("renew", "cancel", "notice", "trial_notice", "pending"):
        if name in actions:
            work.unschedule(subscription, actions[name])
    if subscription.status not in (*LIVE, "incomplete"):
        if subscription.status == "paused" and subscription.cancel_at:
            work.schedule(actions["cancel"], subscription, at=subscription.cancel_at)
        return
    _, end = period_of(subscription)
    if subscription["items"]["data"]:
        work.schedule(actions["renew"], subscription, at=end)
    if subscription.cancel_at:
        work.schedule(actions["cancel"], subscription, at=subscription.cancel_at)
    told = end - work.services.settings.upcoming_notice
    if told >= work.now and is_noticed(subscription, end):
        work.schedule(actions["notice"], subscription, at=told)
    if subscription.next_pending_invoice_item_invoice:
        work.schedule(actions["pending"], subscription, at=subscription.next_pending_invoice_item_invoice)
    if subscription.status == "trialing" and subscription.trial_end:
        at = subscription.trial_end - TRIAL_NOTICE
        if at > work.now:
            work.schedule(actions["trial_notice"], subscription, at=at)
        else:
            actions["trial_notice"](work, subscription)


def is_noticed(subscription: Subscription, end: int) -> bool:
    """Whether the customer is told of the next invoice before it is made."""
    cancels = subscription.cancel_at is not None and subscription.cancel_at <= end
    paused = subscription.pause_collection is not None or not subscription["items"]["data"]
    return subscription.collection_method == "charge_automatically" and not cancels and not paused


def expect_payment(work: Work, subscription: Subscription) -> None:
    """Give the first payment its time."""
    work.schedule(actions["expire"], subscription, at=payable_until(work))


def payable_until(work: Work) -> int:
    """Return when a first payment, or that of a pending update, is given up."""
    return work.now + work.services.settings.first_payment_window
