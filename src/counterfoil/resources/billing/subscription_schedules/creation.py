"""Create a schedule: for a new subscription, which begins now, earlier or later, or of an existing one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, objects
from counterfoil.kernel.shapes import Subscription, SubscriptionSchedule
from counterfoil.resources.billing.subscription_schedules import pauses, phases, running
from counterfoil.resources.billing.subscription_schedules.life import (
    schedule_of,
    shown,
    subscription_schedules,
)
from counterfoil.resources.billing.subscriptions import life, settings
from counterfoil.resources.billing.subscriptions.creation import check_customer

ANCHORED = "2025-09-30.clover"  # first version whose phases end on the day of the anchor
ALONE = "You cannot set `{name}` if `from_subscription` is set."
ALREADY = "You cannot migrate a subscription that is already attached to a schedule: `{id}`."
ENDED = "You cannot migrate a subscription that is in the `{status}` status."


@subscription_schedules.create(on=("customer", "from_subscription"))
def create(work: Work, params: Mapping[str, Any]) -> SubscriptionSchedule:
    """Create a schedule. Emits subscription_schedule.created, after the events of its subscription."""
    if params.get("from_subscription"):
        return of_subscription(work, params)
    return make(work, params)


def make(
    work: Work, params: Mapping[str, Any], *, checked: bool = False, **facts: Any
) -> SubscriptionSchedule:
    """Create a schedule of phases, and its subscription if it starts now or has started.

    checked: the prices were checked before, and may be archived by now. facts: further fields of the
    subscription that it creates.
    """
    customer = settings.customer(work, params)
    if not params.get("phases"):
        raise errors.required("phases")
    sent = params.get("start_date")
    start = work.now if sent is None or sent == "now" else int(sent)
    mode = settings.billing_mode(work, params)
    anchored = not work.before(ANCHORED)
    defaults = phases.default_settings(work, params.get("default_settings"), customer=customer.id)
    found = phases.read(
        work,
        params["phases"],
        start=start,
        customer=customer,
        defaults=defaults,
        flexible=mode["type"] == "flexible",
        anchored=anchored,
        held=params["phases"] if checked else (),
    )
    if found[-1]["end_date"] <= work.now:
        raise errors.invalid("The last phase must end in the future.", param="phases")
    check_customer(work, customer, found[0]["currency"])
    schedule = work.insert(
        subscription_schedules,
        {"metadata": params.get("metadata")},
        billing_mode=mode,
        customer=customer.id,
        default_settings=defaults,
        end_behavior=params.get("end_behavior") or "release",
        pause_schedules=pauses.read(
            work, params.get("pause_schedules"), (), flexible=mode["type"] == "flexible"
        ),
        phases=found,
        status="not_started",
        test_clock=customer.test_clock,
        _anchored_phases=anchored,
        _facts=facts or None,
    )
    if start <= work.now:
        schedule = running.begin(work, schedule, announce=False)
    running.plan(work, schedule)
    work.emit("subscription_schedule.created", schedule)
    running.notice_soon(work, schedule)
    return work.latest(schedule)


def of_subscription(work: Work, params: Mapping[str, Any]) -> SubscriptionSchedule:
    """Create a schedule of a subscription as it is: one phase, its current period."""
    for name, value in params.items():
        if name not in ("from_subscription", "expand") and value is not None:
            raise errors.invalid(ALONE.format(name=name), param=name)
    subscription = work.get(objects.subscription, params["from_subscription"], param="from_subscription")
    if subscription.status in ("canceled", "incomplete_expired", "incomplete"):
        raise errors.invalid(ENDED.format(status=subscription.status), param="from_subscription")
    managing = schedule_of(work, subscription)
    if managing is not None:
        raise errors.invalid(ALREADY.format(id=managing.id), param="from_subscription")
    phase = _phase_of(work, subscription)
    schedule = work.insert(
        subscription_schedules,
        billing_mode=dict(subscription.billing_mode),
        current_phase=shown(phase),
        customer=subscription.customer,
        default_settings=_defaults_of(work, subscription),
        end_behavior="cancel" if subscription.cancel_at == phase["end_date"] else "release",
        pause_schedules=[],
        phases=[phase],
        status="active",
        subscription=subscription.id,
        test_clock=subscription.test_clock,
        _anchored_phases=not work.before(ANCHORED),
    )
    work.change(subscription, "customer.subscription.updated", schedule=schedule.id)
    running.plan(work, schedule)
    work.emit("subscription_schedule.created", schedule)
    running.notice_soon(work, schedule)
    return work.latest(schedule)


def _phase_of(work: Work, subscription: Subscription) -> dict[str, Any]:
    """Return a subscription's current period as a phase."""
    start, end = life.period_of(subscription)
    rows = life.items_of(work, subscription)
    return {
        **dict.fromkeys((*phases.COMMON, "invoice_settings", "transfer_data")),
        "add_invoice_items": [],
        "automatic_tax": settings.automatic_tax(subscription.automatic_tax),
        "currency": subscription.currency,
        "default_tax_rates": [dict(rate) for rate in subscription.default_tax_rates or ()],
        "discounts": [_discount(id) for id in subscription.discounts],
        "end_date": end,
        "items": [
            {
                "billing_thresholds": row.billing_thresholds,
                "discounts": [_discount(id) for id in row.discounts],
                "metadata": dict(row.metadata),
                "plan": row["price"]["id"],
                "price": row["price"]["id"],
                "quantity": row.quantity,
                "tax_rates": [dict(rate) for rate in row.tax_rates or ()],
            }
            for row in rows
        ],
        "metadata": {},
        "proration_behavior": "create_prorations",
        "start_date": start,
        "trial_end": subscription.trial_end if subscription.status == "trialing" else None,
    }


def _discount(id: str) -> dict[str, Any]:
    return {"coupon": None, "discount": id, "promotion_code": None}


def _defaults_of(work: Work, subscription: Subscription) -> dict[str, Any]:
    """Return the settings of a subscription as default settings."""
    own: Mapping[str, Any] = subscription.invoice_settings or {}
    sent = {
        "application_fee_percent": subscription.application_fee_percent,
        "automatic_tax": subscription.automatic_tax,
        "billing_thresholds": subscription.billing_thresholds,
        "collection_method": subscription.collection_method,
        "default_payment_method": subscription.default_payment_method,
        "description": subscription.description,
        "invoice_settings": {**own, "days_until_due": subscription.days_until_due},
        "on_behalf_of": subscription.on_behalf_of,
        "transfer_data": subscription.transfer_data,
    }
    return phases.default_settings(work, sent)
