"""Billing: alerts."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.refusal import Refusal
from counterfoil.contract.versions.views import Answer, Ask, change, change_of_request, without


@change("2024-09-30.acacia", objects=("billing.alert",))
def threshold_apart_from_its_filter(alert: Answer, ask: Ask) -> Answer:
    """Add filter and usage_threshold_config, from usage_threshold."""
    threshold = alert.get("usage_threshold") or {}
    customer = next((each["customer"] for each in threshold.get("filters") or ()), None)
    config = {name: threshold[name] for name in ("gte", "meter", "recurrence")} if threshold else None
    return {**alert, "filter": {"customer": customer} if customer else None, "usage_threshold_config": config}


@change_of_request("2024-09-30.acacia", operations=("billing.alerts.create",))
def threshold_with_its_filter(params: dict[str, Any]) -> dict[str, Any]:
    """Merge filter and usage_threshold_config. Refuses (400) filters by subscription, which are gone."""
    config, filter = params["usage_threshold_config"], params.get("filter") or {}
    for name in ("subscription", "subscription_item"):
        if filter.get(name):
            raise Refusal(
                "Alerts can be limited to a customer, not to a subscription.", param=f"filter[{name}]"
            )
    filters = [{"type": "customer", "customer": filter["customer"]}] if filter.get("customer") else []
    rest = without(params, "filter", "usage_threshold_config")
    return {**rest, "usage_threshold": {**config, **({"filters": filters} if filters else {})}}
