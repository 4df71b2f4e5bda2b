"""Meters: which events count, for whom, and how their values add up to a billable quantity.

Source: API reference, Billing, Meters; guide "Configure meters". Once made, only display_name can be edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterfoil import metering
from counterfoil.kernel import Document, House, Resource, Space, Work, errors

meters = Resource(
    "billing.meter",
    prefix="mtr",
    mode_in_id=True,
    path_param="id",
    noun="meter",
    filters={"status": "status", "event_name": "event_name"},
    lifecycle={
        # status     may become   announcing
        "active": {"inactive": "billing.meter.deactivated"},
        "inactive": {"active": "billing.meter.reactivated"},
    },
)

BY_ID = {"type": "by_id", "event_payload_key": "stripe_customer_id"}
NO_NAME = (
    "You passed an empty string for 'display_name'. We assume empty values are an attempt to unset a parameter; however 'display_name' "
    "cannot be unset. You should remove 'display_name' from your request or supply a non-empty value."
)


@meters.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Start counting events of one name. Emits billing.meter.created; refuses a name that an active meter has."""
    # An event finds its meter by event_name alone, so two active meters of one name would bill it twice.
    name = params["event_name"]
    if work.first(meters, event_name=name, status="active"):
        raise errors.invalid(f"A meter with the event name {name} already exists.", param="event_name")
    meter = work.insert(
        meters,
        params,
        customer_mapping=params.get("customer_mapping") or BY_ID,
        value_settings=params.get("value_settings") or {"event_payload_key": "value"},
        status="active",
        status_transitions={"deactivated_at": None},
        updated=work.now,
    )
    work.emit("billing.meter.created", meter)
    define(work, meter)
    return meter


@meters.update
def update(work: Work, meter: Document, params: Mapping[str, Any]) -> Document:
    """Show another display_name; nothing else of a meter can change. Emits billing.meter.updated."""
    if "display_name" in params and params["display_name"] is None:
        raise errors.invalid(NO_NAME, code="parameter_invalid_empty", param="display_name")
    return work.update(meter, params)


@meters.action
def deactivate(work: Work, meter: Document, params: Mapping[str, Any]) -> Document:
    """Stop counting: new events and new prices are refused; what was counted is still billed. Refused when inactive."""
    if meter.status != "active":
        raise errors.invalid("This meter is already inactive.")
    inactive = work.move(meter, "inactive", status_transitions={"deactivated_at": work.now}, updated=work.now)
    define(work, inactive)
    return inactive


@meters.action
def reactivate(work: Work, meter: Document, params: Mapping[str, Any]) -> Document:
    """Count again from now on; what was refused meanwhile does not reappear. Refused when active, or when its name is taken."""
    if meter.status != "inactive":
        raise errors.invalid("This meter is already active.")
    if work.first(meters, event_name=meter.event_name, status="active"):
        raise errors.invalid(f"A meter with the event name {meter.event_name} already exists.")
    active = work.move(meter, "active", status_transitions={"deactivated_at": None}, updated=work.now)
    define(work, active)
    return active


def known(work: Work, id: str) -> metering.Meter:
    """The meter of a path as the engine knows it; 404 for one that is unknown here."""
    found = work.house.metering.meter(scope(work), id)
    if found is None:
        raise errors.missing(meters.noun, id)
    return found


def define(work: Work, meter: Mapping[str, Any]) -> None:
    """Tell the engine what the meter is now; it holds all meters in memory, since every event asks for one."""
    work.house.metering.define(definition(scope(work), meter))


def definition(scope: str, meter: Mapping[str, Any]) -> metering.Meter:
    """A meter as the engine knows it."""
    return metering.Meter(
        scope=scope,
        id=meter["id"],
        event_name=meter["event_name"],
        formula=meter["default_aggregation"]["formula"],
        event_time_window=meter["event_time_window"],
        customer_key=meter["customer_mapping"]["event_payload_key"],
        value_key=meter["value_settings"]["event_payload_key"],
        active=meter["status"] == "active",
    )


def scope(work: Work) -> str:
    """How the engine keeps accounts and modes apart."""
    return scope_of(work.space)


def scope_of(space: Space) -> str:
    """The engine's name of an account and mode."""
    return f"{space.account}:live" if space.livemode else space.account


def learn_all(house: House, found: Iterable[tuple[Space, Document]]) -> None:
    """Give the engine every meter there is, when a server starts."""
    scopes: dict[str, list[metering.Meter]] = {}
    for space, meter in found:
        of = scope_of(space)
        scopes.setdefault(of, []).append(definition(of, meter))
    for of, meters_of in scopes.items():
        house.metering.load_meters(of, meters_of)
