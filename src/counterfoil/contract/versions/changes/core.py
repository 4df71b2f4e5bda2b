"""Core resources: customers, events and their destinations."""

from __future__ import annotations

from counterfoil.contract.versions.views import Answer, Ask, change

ORIGINS = {"@self": "self", "@accounts": "other_accounts"}  # the page takes both spellings at every version


@change("2026-03-25.dahlia", objects=("v2.core.event_destination",))
def origins_without_scopes(destination: Answer, ask: Ask) -> Answer:
    """Respell `events_from`, without the scopes of organizations that it could not name."""
    return {
        **destination,
        "events_from": [ORIGINS[each] for each in destination.get("events_from") or () if each in ORIGINS],
    }


@change("2022-08-01", objects=("customer",))
def default_currency(customer: Answer, ask: Ask) -> Answer:
    """A customer told its currency a second time."""
    return {**customer, "default_currency": customer.get("currency")}
