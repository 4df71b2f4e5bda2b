"""Webhook endpoints: who is told of which events. Source: API reference, Webhook Endpoints; protocol, "Webhook endpoints".

The secret is told once, in the answer to create. An endpoint has an API version of its own, fixed when it is made. Deliveries
themselves are the webhooks room's business; this page tells it when endpoints change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Resource, Work, errors, ids

webhook_endpoints = Resource(
    "webhook_endpoint", prefix="we", noun="webhook endpoint", path_param="webhook_endpoint", hidden=("secret",), state="status"
)

MOST = 16  # endpoints and event destinations of an account and mode, disabled ones included


@webhook_endpoints.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Begin to tell a URL of events. The only answer with the secret; refuses a seventeenth endpoint."""
    check_room(work)
    endpoint = work.insert(
        webhook_endpoints,
        params,
        enabled_events=folded(params["enabled_events"]),
        secret=ids.secret("whsec_", 32),
        status="enabled",
        _connect=bool(params.get("connect")),
    )
    work.house.deliveries.forget(work)
    return {**work.visible(endpoint), "secret": endpoint["secret"]}


@webhook_endpoints.update
def update(work: Work, endpoint: Document, params: Mapping[str, Any]) -> Document:
    """Change what is told, or whether. Disabled, an endpoint gets nothing, retries included; what it missed is not made up for."""
    fields: dict[str, Any] = {}
    if "enabled_events" in params:
        fields["enabled_events"] = folded(params["enabled_events"])
    if params.get("disabled") is not None:
        fields["status"] = "disabled" if params["disabled"] else "enabled"
    updated = work.update(endpoint, params, **fields)
    work.house.deliveries.forget(work)
    if updated.status == "disabled":
        work.house.deliveries.drop(work, updated.id)
    return updated


@webhook_endpoints.delete
def delete(work: Work, endpoint: Document, params: Mapping[str, Any]) -> dict[str, Any]:
    """Tell it nothing more."""
    stub = work.delete(endpoint)
    work.house.deliveries.forget(work)
    work.house.deliveries.drop(work, endpoint.id)
    return stub


def folded(events: list[str]) -> list[str]:
    """Names of events, each once, as they were given."""
    if not events:
        message = (
            "You passed an empty string for 'enabled_events'. We assume empty values are an attempt to unset a parameter; however "
            "'enabled_events' cannot be unset. You should remove 'enabled_events' from your request or supply a non-empty value."
        )
        raise errors.invalid(message, code="parameter_invalid_empty", param="enabled_events")
    return list(dict.fromkeys(events))


def check_room(work: Work) -> None:
    """Refuse what would be one endpoint or destination too many."""
    destinations = Resource.registry["v2.core.event_destination"]
    if len(work.list(webhook_endpoints, limit=MOST)) + len(work.list(destinations, limit=MOST)) >= MOST:
        mode = "live" if work.livemode else "test"
        raise errors.invalid(f"You have reached the maximum of {MOST} {mode} webhook endpoints.")
