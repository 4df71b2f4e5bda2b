"""Meters: which meter events count, for which customer, and how their values are aggregated.

Only display_name can be edited. Source: API reference, Billing, Meters; guide "Configure meters".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil import metering
from counterfoil.kernel import Page, Space, Work, errors, objects
from counterfoil.kernel.port import Session
from counterfoil.kernel.shapes import BillingMeter

meters = objects.billing_meter.page(
    filters={"status": "status", "event_name": "event_name"},
    lifecycle={
        # status     may become   announcing
        "active": {"inactive": "billing.meter.deactivated"},
        "inactive": {"active": "billing.meter.reactivated"},
    },
)

BY_ID = {"type": "by_id", "event_payload_key": "stripe_customer_id"}
NO_NAME = (
    "You passed an empty string for 'display_name'. We assume empty values are an attempt to unset a"
    " parameter; however 'display_name' cannot be unset. You should remove 'display_name' from your request"
    " or supply a non-empty value."
)


@meters.create
def create(work: Work, params: Mapping[str, Any]) -> BillingMeter:
    """Create a meter. Emits billing.meter.created. 400 if an active meter has the same event_name."""
    # Events are matched by event_name alone, so two active meters of one name would count them twice.
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
def update(work: Work, meter: BillingMeter, params: Mapping[str, Any]) -> BillingMeter:
    """Update display_name, the only field that can change. Emits billing.meter.updated."""
    if "display_name" in params and params["display_name"] is None:
        raise errors.invalid(NO_NAME, code="parameter_invalid_empty", param="display_name")
    return work.update(meter, params)


@meters.action
def deactivate(work: Work, meter: BillingMeter, params: Mapping[str, Any]) -> BillingMeter:
    """Stop counting: new events and new prices are refused. Past usage is still billed. 400 if inactive."""
    if meter.status != "active":
        raise errors.invalid("This meter is already inactive.")
    inactive = work.move(meter, "inactive", status_transitions={"deactivated_at": work.now}, updated=work.now)
    define(work, inactive)
    return inactive


@meters.action
def reactivate(work: Work, meter: BillingMeter, params: Mapping[str, Any]) -> BillingMeter:
    """Count again.

    Events refused while it was inactive stay lost. 400 if active, or if its event_name is in use.
    """
    if meter.status != "inactive":
        raise errors.invalid("This meter is already active.")
    if work.first(meters, event_name=meter.event_name, status="active"):
        raise errors.invalid(f"A meter with the event name {meter.event_name} already exists.")
    active = work.move(meter, "active", status_transitions={"deactivated_at": None}, updated=work.now)
    define(work, active)
    return active


def known(work: Work, id: str) -> metering.Meter:
    """Return the engine's view of a meter; 404 if there is none with this id."""
    found = work.services.metering.meter(scope(work), id)
    if found is None:
        raise errors.missing(meters.noun, id)
    return found


def define(work: Work, meter: Mapping[str, Any]) -> None:
    """Add or update a meter in the engine. The engine has all meters in memory: every event needs one."""
    work.services.metering.define(definition(scope(work), meter))


def definition(scope: str, meter: Mapping[str, Any]) -> metering.Meter:
    """Convert a meter to the engine's view of it."""
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
    """Return the engine's scope of this phase's account and mode."""
    return scope_of(work.space)


def scope_of(space: Space) -> str:
    """Return the engine's scope of an account and mode."""
    return f"{space.account}:live" if space.livemode else space.account


def stored(session: Session, scope: str) -> list[metering.Meter]:
    """Return the meters that a session sees in a scope, oldest first."""
    account, _, mode = scope.partition(":")
    found = session.select(meters.table, Space(account, mode == "live"), Page(limit=None, oldest_first=True))
    return [definition(scope, meter) for meter in found]
