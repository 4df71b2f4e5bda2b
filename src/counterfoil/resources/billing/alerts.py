"""Alerts: told once per customer when what was used since the alert was made reaches a threshold.

Source: API reference, Billing, Alerts; guide "Monitor usage with alerts". Usage counts by receipt, whatever its timestamp. Alerts are
silent for customers on test clocks, as in the real service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from counterfoil.kernel import Document, House, Listing, Resource, Space, Work, errors, inherited
from counterfoil.metering import Meter
from counterfoil.resources.billing.meters import meters, scope, scope_of
from counterfoil.resources.core.customers import customers

alerts = Resource(
    "billing.alert",
    prefix="alrt",
    mode_in_id=True,
    path_param="id",
    filters={"meter": "usage_threshold.meter", "alert_type": "alert_type", "status": "status", "_customer": "_customer"},
    lifecycle={
        # status      may become, announcing nothing
        "active": {"inactive": None, "archived": None},
        "inactive": {"active": None, "archived": None},
        "archived": {},
    },
)

# Which customers an alert was told of; the underscore keeps them out of the API.
firings = Resource("_alert_firing", prefix="alrtf", filters={"alert": "alert"})

SEEN = ("active", "inactive")  # an archived alert is gone from lists
MOST = 25  # per meter and customer


@alerts.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Watch a meter, for one customer or for all. 400 for the 26th of the same meter and customer."""
    threshold = params["usage_threshold"]
    meter = work.get(meters, threshold["meter"], param="usage_threshold[meter]")
    filters = threshold.get("filters") or []
    if len(filters) > 1:
        raise errors.invalid("An alert can have at most one filter.", param="usage_threshold[filters]")
    customer = filters[0]["customer"] if filters else None
    if customer is not None:
        work.get(customers, customer, param="usage_threshold[filters][0][customer]")
    if sum(len(work.list(alerts, usage_threshold_meter=meter.id, _customer=customer, status=status)) for status in SEEN) >= MOST:
        raise errors.invalid(f"There can be at most {MOST} alerts for a combination of meter and customer.", param="usage_threshold")
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
        _since=work.house.metering.position(),
    )
    watch(work.house, work.space, meter.id)
    return alert


@alerts.retrieve
def retrieve(work: Work, alert: Document, params: Mapping[str, Any]) -> Document:
    """An alert that is not archived; 404 for one that is."""
    if alert.status == "archived":
        raise errors.missing(alerts.noun, alert.id)
    return alert


@alerts.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """The alerts that are not archived, newest first."""
    return inherited.listed(work, alerts, {**params, "status": list(SEEN)})


@alerts.action
def activate(work: Work, alert: Document, params: Mapping[str, Any]) -> Document:
    """Watch again. What was used meanwhile counts; customers it was told of before are not told of again."""
    if alert.status == "active":
        return alert
    active = work.move(alert, "active")
    watch(work.house, work.space, alert.usage_threshold.meter)
    return active


@alerts.action
def deactivate(work: Work, alert: Document, params: Mapping[str, Any]) -> Document:
    """Be silent until activated again."""
    return alert if alert.status == "inactive" else work.move(alert, "inactive")


@alerts.action
def archive(work: Work, alert: Document, params: Mapping[str, Any]) -> Document:
    """Put away for good: gone from lists and from every other call."""
    return work.move(alert, "archived")


# -- watching ----------------------------------------------------------------------------------------------------------
#
# Usage of a watched meter stages an evaluation, an entry of the schedule, in the phase that takes it: so a crash loses none. The first
# usage is looked at as soon as it is on disk; while usage streams in, the meter is looked at once a second.

WATCHED = "billing.alerts.watched"
AT_ONCE = 500  # customers evaluated in one phase, so that nobody waits long


@dataclass(slots=True)
class Watch:
    """A meter that active alerts watch. pending: an evaluation is on disk. last: the second of the last one. waiting: customers whose
    usage grew; since: the event before the first of which they are waiting for. forgotten: nobody remembers who waits, because the
    server was started since. looked_at: by the evaluation under way."""

    pending: bool = False
    last: int = 0
    waiting: set[str] = field(default_factory=set)
    since: int = 0
    forgotten: bool = False
    looked_at: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """The evaluation under way is on disk."""
        self.waiting.difference_update(self.looked_at)


def watches(house: House) -> dict[tuple[str, str], Watch]:
    """By scope and meter."""
    found: dict[tuple[str, str], Watch] = house.memory.setdefault(WATCHED, {})
    return found


def watch(house: House, space: Space, meter: str) -> Watch:
    """Have the engine tell of this meter's usage from now on. Watching in vain does no harm, so no rollback undoes it."""
    of = scope_of(space)
    house.metering.watch(of, meter)
    return watches(house).setdefault((of, meter), Watch())


def watch_all(house: House, found: Iterable[tuple[Space, Document]]) -> None:
    """Watch for every active alert there is, when a server starts."""
    for space, alert in found:
        if alert.status == "active":
            watch(house, space, alert.usage_threshold.meter).forgotten = True


def notice(work: Work, meter: Meter) -> None:
    """Usage of a meter was taken in this phase: stage its evaluation, if anybody watches and none is staged."""
    watched = watches(work.house).get((meter.scope, meter.id))
    if watched is None or watched.pending:
        return
    now = work.house.wall()
    # Phases of one group do not know of each other, and one may yet be undone: each leaves a single entry behind. It stands for those
    # it replaces: the server may have been started since one was staged, and nobody remembers whose usage that was.
    replaced = work.unschedule(Document(id=meter.id), evaluate)
    first = watched.since if watched.waiting else work.house.metering.committed_position()
    since = min([first, *(each["since"] for each in replaced)])
    _stage(work, meter.id, now if watched.last < now else now + 1, since)
    work.after(partial(setattr, watched, "pending", True))


def _stage(work: Work, meter: str, at: int, since: int) -> None:
    work.schedule(evaluate, Document(id=meter), at=at, data={"since": since}, wall=True)


@meters.due
def evaluate(work: Work, meter: Document, data: Mapping[str, Any]) -> None:
    """Fire the active alerts whose threshold is reached, for the customers whose usage grew. since: of the events not looked at."""
    engine, of = work.house.metering, scope(work)
    watched = watches(work.house).get((of, meter.id))
    if watched is None:
        return
    if watched.settle in work.house.staged:  # another evaluation shares this commit: what it did is not settled yet
        _stage(work, meter.id, watched.last, data["since"])
        return
    watched.pending, watched.last = False, work.house.wall()
    active = work.list(alerts, oldest_first=True, usage_threshold_meter=meter.id, status="active")
    if not active:
        engine.unwatch(of, meter.id)
        watches(work.house).pop((of, meter.id))
        return
    _gather(work.house)
    if watched.forgotten:
        watched.waiting |= engine.customers_since(of, meter.id, data["since"])
        watched.forgotten = False
    watched.since = data["since"]
    watched.looked_at = list(islice(watched.waiting, AT_ONCE))
    known = engine.meter(of, meter.id)
    for customer in watched.looked_at:
        for alert in active:
            _evaluate(work, known, alert, customer)
    if len(watched.looked_at) < len(watched.waiting):
        _stage(work, meter.id, watched.last, data["since"])
    work.after(watched.settle)


def _gather(house: House) -> None:
    """Take the engine's news to those who wait for it."""
    for of, meter, customer in house.metering.take_changes():
        watched = watches(house).get((of, meter))
        if watched is not None:
            watched.waiting.add(customer)


def _evaluate(work: Work, meter: Meter, alert: Document, customer: str) -> None:
    """Fire once per customer. Emits billing.alert.triggered; the value is what was used up to now, and may exceed the threshold."""
    if alert._customer not in (None, customer):
        return
    firing = f"{alert.id}.{customer}"
    if work.find(firings, firing) is not None:
        return
    value = work.house.metering.usage_since(meter, customer, alert._since)
    if value < alert.usage_threshold.gte:
        return
    owner = work.find(customers, customer)
    if owner is None or owner.test_clock:
        return
    work.insert(firings, id=firing, object=firings.object, alert=alert.id, customer=customer, created=work.now)
    triggered = {
        "object": "billing.alert_triggered",
        "alert": work.visible(alert),
        "created": work.now,
        "customer": customer,
        "livemode": work.livemode,
        "value": value,
    }
    work.emit("billing.alert.triggered", triggered)
