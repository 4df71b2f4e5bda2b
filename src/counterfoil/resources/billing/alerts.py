"""Usage alerts: triggered once per customer when the usage since the alert's creation reaches a threshold.

Usage counts by time of receipt, whatever its timestamp. Alerts are not triggered for customers on test
clocks, as in the real service. Source: API reference, Billing, Alerts; guide "Monitor usage with alerts".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from counterfoil.kernel import Listing, Services, Space, Work, errors, inherited, objects
from counterfoil.kernel.shapes import BillingAlert, BillingMeter
from counterfoil.metering import Meter
from counterfoil.resources.billing.meters import meters, scope, scope_of
from counterfoil.resources.core.customers import customers

alerts = objects.billing_alert.page(
    filters={
        "meter": "usage_threshold.meter",
        "alert_type": "alert_type",
        "status": "status",
        "_customer": "_customer",
    },
    lifecycle={
        # status      may become, without an event
        "active": {"inactive": None, "archived": None},
        "inactive": {"active": None, "archived": None},
        "archived": {},
    },
)

# A row for each alert and customer that triggered it. Not part of the API, hence the underscore.
firings = objects.alert_firing.page(
    filters={"alert": "alert"},
)

LISTED = ("active", "inactive")  # statuses shown in lists
MOST = 25  # per meter and customer


@alerts.create(on="usage_threshold.filters.customer")
def create(work: Work, params: Mapping[str, Any]) -> BillingAlert:
    """Create an alert on a meter, for one customer or all.

    400 for the 26th of the same meter and customer.
    """
    threshold = params["usage_threshold"]
    meter = work.get(meters, threshold["meter"], param="usage_threshold[meter]")
    filters = threshold.get("filters") or []
    if len(filters) > 1:
        raise errors.invalid("An alert can have at most one filter.", param="usage_threshold[filters]")
    customer = filters[0]["customer"] if filters else None
    if customer is not None:
        work.get(customers, customer, param="usage_threshold[filters][0][customer]")
    same: dict[str, Any] = {"usage_threshold_meter": meter.id, "_customer": customer}
    if sum(len(work.list(alerts, **same, status=status)) for status in LISTED) >= MOST:
        message = f"There can be at most {MOST} alerts for a combination of meter and customer."
        raise errors.invalid(message, param="usage_threshold")
    alert = work.insert(
        alerts,
        alert_type=params["alert_type"],
        title=params["title"],
        status="active",
        usage_threshold={
            "filters": filters or None,
            "gte": threshold["gte"],
            "meter": meter.id,
            "recurrence": threshold["recurrence"],
        },
        _customer=customer,
        _since=work.services.metering.position(),
    )
    keep_watch(work, meter.id)
    return alert


@alerts.retrieve
def retrieve(work: Work, alert: BillingAlert, params: Mapping[str, Any]) -> BillingAlert:
    """Return an alert; 404 if it is archived."""
    if alert.status == "archived":
        raise errors.missing(alerts.noun, alert.id)
    return alert


@alerts.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the alerts that are not archived, newest first."""
    return inherited.listed(work, alerts, {**params, "status": list(LISTED)})


@alerts.action
def activate(work: Work, alert: BillingAlert, params: Mapping[str, Any]) -> BillingAlert:
    """Activate the alert.

    Usage while it was inactive counts. Customers that triggered it before do not again.
    """
    if alert.status == "active":
        return alert
    active = work.move(alert, "active")
    keep_watch(work, _threshold(alert).meter)
    return active


@alerts.action
def deactivate(work: Work, alert: BillingAlert, params: Mapping[str, Any]) -> BillingAlert:
    """Deactivate the alert: it is not triggered until it is activated again."""
    return alert if alert.status == "inactive" else work.move(alert, "inactive")


@alerts.action
def archive(work: Work, alert: BillingAlert, params: Mapping[str, Any]) -> BillingAlert:
    """Archive the alert for good. It disappears from lists and from all other operations."""
    return work.move(alert, "archived")


# -- evaluation ----------------------------------------------------------------------------------------------
#
# A phase that ingests usage of a watched meter schedules the evaluation of its alerts, so a crash loses none.
# The first usage is evaluated at once; while usage keeps arriving, a meter is evaluated once a second.

AT_ONCE = 500  # customers evaluated in one phase, so that other requests do not wait long


@dataclass(slots=True)
class Watch:
    """A meter with active alerts.

    pending: an evaluation is scheduled. last: time of the last evaluation, epoch seconds.
    waiting: customers whose usage grew since they were last evaluated. since: position before the first such
    usage.
    restarted: the server was started since, so `waiting` must be read from the engine.
    evaluated: customers of the current evaluation.
    """

    pending: bool = False
    last: int = 0
    waiting: set[str] = field(default_factory=set)
    since: int = 0
    restarted: bool = False
    evaluated: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Remove the evaluated customers. Called when the evaluation is committed."""
        self.waiting.difference_update(self.evaluated)


def watches(services: Services) -> dict[tuple[str, str], Watch]:
    """Return the watched meters, by scope and meter id."""
    return services.watches


def _threshold(alert: BillingAlert) -> BillingAlert.UsageThreshold:
    assert alert.usage_threshold is not None, "every alert has a threshold"
    return alert.usage_threshold


def watch(services: Services, space: Space, meter: str) -> Watch:
    """Have the engine collect this meter's usage. A rollback does not undo it: an extra watch is harmless."""
    of = scope_of(space)
    services.metering.watch(of, meter)
    return watches(services).setdefault((of, meter), Watch())


def keep_watch(work: Work, meter: str) -> None:
    """Watch a meter from this phase on, even if one that shares its commit has found no active alert yet."""

    def go_on() -> None:
        watch(work.services, work.space, meter)

    go_on()
    work.after(go_on)


def unwatch(services: Services, scope: str, meter: str) -> None:
    """Stop collecting the usage of a meter that has no active alert."""
    services.metering.unwatch(scope, meter)
    watches(services).pop((scope, meter), None)


def watch_all(services: Services, found: Iterable[tuple[Space, BillingAlert]]) -> None:
    """Watch the meters of all active alerts. Called when the server starts."""
    for space, alert in found:
        if alert.status == "active":
            watch(services, space, _threshold(alert).meter).restarted = True


def notice(work: Work, meter: Meter) -> None:
    """Schedule the evaluation of a watched meter whose usage this phase ingests, unless one is pending."""
    watched = watches(work.services).get((meter.scope, meter.id))
    if watched is None or watched.pending:
        return
    now = work.services.wall()
    # GroupCommit that share a commit do not see each other, and one may be rolled back, so each schedules an
    # entry that replaces earlier ones. It takes over their `since`, which a restarted server has no other
    # record of.
    replaced = work.unschedule(BillingMeter(id=meter.id), evaluate)
    first = watched.since if watched.waiting else work.services.metering.committed_position()
    since = min([first, *(each["since"] for each in replaced)])
    _schedule(work, meter.id, now if watched.last < now else now + 1, since)
    work.after(partial(setattr, watched, "pending", True))


def _schedule(work: Work, meter: str, at: int, since: int) -> None:
    """Schedule the evaluation of a meter in real time. since: position before the usage to evaluate."""
    work.schedule(evaluate, BillingMeter(id=meter), at=at, data={"since": since}, wall=True)


@meters.due(name="billing.meter.evaluate")
def evaluate(work: Work, meter: BillingMeter, data: Mapping[str, Any]) -> None:
    """Trigger the active alerts whose threshold is reached, for the customers whose usage grew.

    data: `since`, the position before the usage to evaluate.
    """
    engine, of = work.services.metering, scope(work)
    watched = watches(work.services).get((of, meter.id))
    if watched is None:
        return
    if work.awaits(watched.settle):  # another evaluation shares this commit and is not settled yet
        _schedule(work, meter.id, watched.last, data["since"])
        return
    watched.pending, watched.last = False, work.services.wall()
    active = work.list(alerts, oldest_first=True, usage_threshold_meter=meter.id, status="active")
    if not active:
        work.after(partial(unwatch, work.services, of, meter.id))
        return
    _gather(work.services)
    if watched.restarted:
        watched.waiting |= engine.customers_since(of, meter.id, data["since"])
        watched.restarted = False
    watched.since = data["since"]
    watched.evaluated = list(islice(watched.waiting, AT_ONCE))
    known = engine.meter(of, meter.id)
    for customer in watched.evaluated:
        for alert in active:
            _evaluate(work, known, alert, customer)
    if len(watched.evaluated) < len(watched.waiting):
        _schedule(work, meter.id, watched.last, data["since"])
    work.after(watched.settle)


def _gather(services: Services) -> None:
    """Add the customers whose usage grew to `waiting` of their meters."""
    for of, meter, customer in services.metering.take_changes():
        watched = watches(services).get((of, meter))
        if watched is not None:
            watched.waiting.add(customer)


def _evaluate(work: Work, meter: Meter, alert: BillingAlert, customer: str) -> None:
    """Trigger the alert if the customer's usage has reached the threshold, once per customer.

    Emits billing.alert.triggered. Its value is the usage so far, which may exceed the threshold.
    """
    if alert.get("_customer") not in (None, customer):
        return
    firing = f"{alert.id}.{customer}"
    if work.find(firings, firing) is not None:
        return
    value = work.services.metering.usage_since(meter, customer, alert["_since"])
    if value < _threshold(alert).gte:
        return
    owner = work.find(customers, customer)
    if owner is None or owner.test_clock:
        return
    work.insert(
        firings, id=firing, object=firings.object, alert=alert.id, customer=customer, created=work.now
    )
    triggered = {
        "object": "billing.alert_triggered",
        "alert": work.visible(alert),
        "created": work.now,
        "customer": customer,
        "livemode": work.livemode,
        "value": value,
    }
    work.emit("billing.alert.triggered", triggered)
