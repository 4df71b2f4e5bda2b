"""Event destinations: receivers of snapshot events or thin events.

A destination of snapshot events works like a webhook endpoint. One of thin events receives the event types of
v2, whose payload only names the object. URL and secret are shown only with `include`, the secret only by
create. Destinations of Amazon EventBridge and Azure Event Grid can be configured but receive nothing.
Source: API reference, v2, Core, Event Destinations; protocol, section 16.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.kernel import Document, Listing, Work, errors, ids, merged_metadata, objects
from counterfoil.kernel.instants import rfc3339
from counterfoil.kernel.shapes import V2CoreEventDestination
from counterfoil.resources.core import thin_events, v2_pages
from counterfoil.resources.webhooks.webhook_endpoints import check_limit

destinations = objects.v2_core_event_destination.page(
    lifecycle={
        "enabled": {"disabled": None},
        "disabled": {"enabled": None},
    },
)

URL, SECRET = "webhook_endpoint.url", "webhook_endpoint.signing_secret"
PING = "v2.core.event_destination.ping"
# Each with a parameter and a field of its name.
TYPES = ("webhook_endpoint", "amazon_eventbridge", "azure_event_grid")
FORMER = {"self": "@self", "other_accounts": "@accounts"}  # spellings that are still accepted
# Nobody is in an organization here.
ORIGINS = (
    "@self",
    "@accounts",
    "@organization_members",
    "@organization_members/@accounts",
)


@destinations.create
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Create a destination. This is the only response that can include the signing secret."""
    type, payload = params["type"], params["event_payload"]
    for other in TYPES:
        if other != type and params.get(other) is not None:
            raise errors.invalid(f"{other} cannot be given for a destination of type {type}.", param=other)
    if params.get(type) is None:
        raise errors.required(type)
    version = params.get("snapshot_api_version")
    if version is not None and payload == "thin":
        raise errors.invalid(
            "snapshot_api_version cannot be given with thin event payloads.", param="snapshot_api_version"
        )
    if version is not None:
        work.services.versions.check(version)
    events = checked(work, params["enabled_events"], payload)
    origins = [FORMER.get(origin, origin) for origin in params.get("events_from") or ["@self"]]
    for index, origin in enumerate(origins):
        if origin not in ORIGINS:
            message = (
                f"Invalid events_from[{index}]: must be one of {', '.join(ORIGINS[:-1])}, or {ORIGINS[-1]}"
            )
            raise errors.invalid(message, param=f"events_from[{index}]")
    check_limit(work)
    id = destinations.new_id(work.space)
    now = rfc3339(work.now)
    destination = work.insert(
        destinations,
        id=id,
        name=params["name"],
        type=type,
        event_payload=payload,
        enabled_events=events,
        events_from=list(dict.fromkeys(origins)),
        description=params.get("description") or "",
        metadata=merged_metadata(None, params.get("metadata") or {}),
        snapshot_api_version=version
        or (work.services.version_of(work.session, work.space) if payload == "snapshot" else None),
        created=now,
        updated=now,
        status="enabled",
        **_types_of(work, payload),
        **_address(id, type, params[type]),
    )
    work.invalidate()
    return shown(destination, params.get("include"))


@destinations.retrieve
def retrieve(work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]) -> Document:
    """Return the destination, with its URL if `include` names it."""
    return shown(destination, params.get("include"))


@destinations.update
def update(work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]) -> Document:
    """Update name, description, metadata, enabled events and URL. Type, payload and version cannot change."""
    fields: dict[str, Any] = {name: params[name] for name in ("name",) if params.get(name) is not None}
    if "description" in params:
        fields["description"] = params["description"] or ""
    if "metadata" in params:
        fields["metadata"] = merged_metadata(destination.metadata, params["metadata"])
    if params.get("enabled_events") is not None:
        fields["enabled_events"] = checked(work, params["enabled_events"], destination.event_payload)
        fields |= _types_of(work, destination.event_payload)
    if params.get("webhook_endpoint") is not None:
        if destination.type != "webhook_endpoint":
            message = f"webhook_endpoint cannot be given for a destination of type {destination.type}."
            raise errors.invalid(message, param="webhook_endpoint")
        fields["_url"] = params["webhook_endpoint"]["url"]
    updated = work.change(destination, updated=rfc3339(work.now), **fields)
    work.invalidate()
    return shown(updated, params.get("include"))


@destinations.action
def enable(
    work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]
) -> V2CoreEventDestination:
    """Enable the destination. Events that it missed are not sent."""
    return _set_status(work, destination, "enabled", None)


@destinations.action
def disable(
    work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]
) -> V2CoreEventDestination:
    """Disable the destination and discard its pending deliveries."""
    disabled = _set_status(work, destination, "disabled", {"disabled": {"reason": "user"}})
    work.services.deliveries.drop(work, destination.id)
    return disabled


def _set_status(
    work: Work,
    destination: V2CoreEventDestination,
    status: str,
    details: Mapping[str, Any] | None,
) -> V2CoreEventDestination:
    """Move a destination to a status, unless it has it. details: `status_details`."""
    if destination.status == status:
        return destination
    changed = work.move(destination, status, status_details=details, updated=rfc3339(work.now))
    work.invalidate()
    return changed


@destinations.action
def ping(work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]) -> dict[str, Any]:
    """Send a ping event to the destination, enabled or not. Returns the event."""
    url = f"/v2/core/event_destinations/{destination.id}"
    related = {"id": destination.id, "type": destinations.object, "url": url}
    event = thin_events.write(work, PING, related, None, None)
    if destination.type == "webhook_endpoint":
        work.services.deliveries.redeliver(work, event, work.space, destination, ping=True)
    return {**work.visible(event), "data": None}


@destinations.delete
def delete(work: Work, destination: V2CoreEventDestination, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete the destination and discard its pending deliveries. Returns its id."""
    work.delete(destination)
    work.invalidate()
    work.services.deliveries.drop(work, destination.id)
    return {"id": destination.id, "object": destinations.object}


@destinations.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List all destinations, newest first."""
    listing = v2_pages.listed("/v2/core/event_destinations", params, v2_pages.of_table(work, destinations))
    if URL in (params.get("include") or ()):
        listing.items = [
            work.visible(shown(work.get(destinations, item["id"]), [URL])) for item in listing.items
        ]
    return listing


def shown(destination: V2CoreEventDestination, include: Sequence[str] | None) -> Document:
    """Return a destination with the fields that `include` names."""
    address = destination.webhook_endpoint
    if not include or address is None:
        return destination
    secret = destination.get("_secret") if SECRET in include else None
    url = destination.get("_url") if URL in include else None
    return Document({**destination, "webhook_endpoint": {"signing_secret": secret, "url": url}})


def checked(work: Work, events: list[str], payload: str) -> list[str]:
    """Return event types without repetitions. 400 for a type that this payload does not have, or for none."""
    snapshots, thin = work.services.event_types_of(work.cause.version if work.cause is not None else "")
    known = thin if payload == "thin" else snapshots
    if not events:
        raise errors.invalid("At least one event type must be given.", param="enabled_events")
    for index, event in enumerate(events):
        if event != "*" and event not in known:
            values = [*sorted(known), "*"]
            message = (
                f"Invalid enabled_events[{index}]: must be one of {', '.join(values[:-1])}, or {values[-1]}"
            )
            raise errors.invalid(message, param=f"enabled_events[{index}]")
    return list(dict.fromkeys(events))


def _types_of(work: Work, payload: str) -> dict[str, Any]:
    """Store the version of a request for thin events, which have none of their own: it defines `*`."""
    return {"_thin_version": work.cause.version} if payload == "thin" and work.cause is not None else {}


def _address(id: str, type: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored fields of the address. given: the parameter that is named like the type."""
    none: dict[str, Any] = dict.fromkeys(TYPES)
    if type == "webhook_endpoint":
        hidden = {"_url": given["url"], "_secret": ids.secret("whsec_", 32)}
        return {**none, "webhook_endpoint": {"signing_secret": None, "url": None}, **hidden}
    if type == "azure_event_grid":
        topic = {"azure_partner_topic_name": id, "azure_partner_topic_status": "never_activated"}
        return {**none, "azure_event_grid": {**given, **topic}}
    source = f"arn:aws:events:{given['aws_region']}::event-source/aws.partner/stripe.com/{id}"
    bridge = {
        "aws_account_id": given["aws_account_id"],
        "aws_event_source_arn": source,
        "aws_event_source_status": "pending",
    }
    return {**none, "amazon_eventbridge": bridge}
