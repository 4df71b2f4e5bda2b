"""Webhook endpoints: URLs that receive events.

The secret is returned once, by create. The API version of an endpoint is fixed at creation. Deliveries are
made by `counterfoil.webhooks`; this page notifies it of changed endpoints.
Source: API reference, Webhook Endpoints; protocol, "Webhook endpoints".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Work, errors, ids, objects
from counterfoil.kernel.shapes import WebhookEndpoint

webhook_endpoints = objects.webhook_endpoint.page(
    hidden=("secret",),
    lifecycle={
        # status    may become
        "enabled": {"disabled": None},
        "disabled": {"enabled": None},
    },
)

MOST = 16  # endpoints and event destinations per account and mode, including disabled ones


@webhook_endpoints.create
def create(work: Work, params: Mapping[str, Any]) -> dict[str, Any]:
    """Create an endpoint. This is the only response with the secret. 400 for the 17th endpoint."""
    version = params.get("api_version")
    if version is not None and not work.services.versions.is_known(version):
        raise errors.invalid(f"Invalid Stripe API version: {version[:100]}", param="api_version")
    check_limit(work)
    endpoint = work.insert(
        webhook_endpoints,
        params,
        enabled_events=deduplicated(params["enabled_events"]),
        secret=ids.secret("whsec_", 32),
        status="enabled",
        _connect=bool(params.get("connect")),
    )
    work.invalidate()
    return {**work.visible(endpoint), "secret": endpoint.secret}


@webhook_endpoints.update
def update(work: Work, endpoint: WebhookEndpoint, params: Mapping[str, Any]) -> WebhookEndpoint:
    """Update the endpoint.

    A disabled one receives no events and no retries; missed events are not sent later.
    """
    fields: dict[str, Any] = {}
    if "enabled_events" in params:
        fields["enabled_events"] = deduplicated(params["enabled_events"])
    updated = work.update(endpoint, params, **fields)
    if params.get("disabled") is not None:
        status = "disabled" if params["disabled"] else "enabled"
        updated = work.move(updated, status) if status != updated.status else updated
    work.invalidate()
    if updated.status == "disabled":
        work.services.deliveries.drop(work, updated.id)
    return updated


@webhook_endpoints.delete
def delete(work: Work, endpoint: WebhookEndpoint, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete the endpoint and discard its pending deliveries."""
    stub = work.delete(endpoint)
    work.invalidate()
    work.services.deliveries.drop(work, endpoint.id)
    return stub


def deduplicated(events: list[str]) -> list[str]:
    """Return event types without repetitions, in order. 400 if there are none."""
    if not events:
        message = (
            "You passed an empty string for 'enabled_events'. We assume empty values are an attempt to unset"
            " a parameter; however 'enabled_events' cannot be unset. You should remove 'enabled_events' from"
            " your request or supply a non-empty value."
        )
        raise errors.invalid(message, code="parameter_invalid_empty", param="enabled_events")
    return list(dict.fromkeys(events))


def check_limit(work: Work) -> None:
    """Refuse (400) another endpoint or destination if the account and mode has the maximum."""
    destinations = objects.v2_core_event_destination
    if len(work.list(webhook_endpoints, limit=MOST)) + len(work.list(destinations, limit=MOST)) >= MOST:
        mode = "live" if work.livemode else "test"
        raise errors.invalid(f"You have reached the maximum of {MOST} {mode} webhook endpoints.")
