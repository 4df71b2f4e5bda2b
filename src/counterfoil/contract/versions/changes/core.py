"""Core resources: customers, events and their destinations."""

from __future__ import annotations

from counterfoil.contract.versions.views import Answer, Ask, change, respelled

# The old values stay accepted where the new ones are; only answers are respelled.
respelled(
    "2026-03-25.dahlia",
    "v2.core.event_destination",
    "events_from",
    {"self": "@self", "other_accounts": "@accounts"},
    operations=("v2.core.event_destinations.create",),
)


@change("2022-08-01", objects=("customer",))
def default_currency(customer: Answer, ask: Ask) -> Answer:
    """A customer told its currency a second time."""
    return {**customer, "default_currency": customer.get("currency")}
