"""The outbox: pending deliveries, written in the phase of their event, and the log of all attempts.

A delivery is stored with its endpoint, and deleted when it is acknowledged or given up; so the outbox holds
only pending ones, and a restart reads all of it. Attempts are stored as long as events. Source: protocol,
"Delivery".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from counterfoil.kernel import Claim, Document, Resource, Services, Space, Work, ids, objects, thin
from counterfoil.kernel.events import events, with_pending
from counterfoil.kernel.port import Session
from counterfoil.webhooks.targets import DESTINATION, ENDPOINT, Recipients, Target, recipients, target_of

# Not part of the API, hence the underscore. waiting: a further attempt is on the schedule.
deliveries = objects.delivery.page(
    filters={"target": "target"},
)
attempts = objects.attempt.page(
    filters={"event": "event", "target": "target"},
    unindexed=("target",),
)

DAY = 86400
RETENTION = 30 * DAY  # seconds, as events are
FAILING = 3 * DAY  # seconds after which a live endpoint that does nothing but fail is disabled
JITTER = 0.1  # of a delay, either way, so that what failed together does not come back together
DELIVERED = "_delivered."  # what is heard, before the type of an event that all endpoints acknowledged
AT_ONCE = 500  # deliveries dropped in one phase
Snapshot = tuple[str, str | None]  # an object and its previous attributes, as JSON

_encode = msgspec.json.Encoder(decimal_format="number").encode


@dataclass(frozen=True, slots=True)
class Message:
    """What to post: URL, body, and the secrets to sign it with."""

    url: str
    body: bytes
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of an attempt. status: of the answer, else None and `error`. final: no retry."""

    url: str
    status: int | None
    error: str | None
    milliseconds: int
    final: bool = False

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Outbox:
    """Implements `Services.deliveries`. ready: called with each committed delivery."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.ready: Callable[[Space, str, str], None] = lambda space, target, delivery: None

    # -- for events ------------------------------------------------------------------------------------------

    def recipients(self, work: Work, space: Space) -> Recipients:
        """Return who may receive the events of a space."""
        return recipients(work, space)

    def stage(
        self,
        work: Work,
        event: str,
        type: str,
        space: Space,
        targets: Sequence[Target],
        snapshot: Snapshot | None = None,
    ) -> None:
        """Write the deliveries of an event. They are sent after the commit.

        snapshot: the object and its previous attributes in the newest shape, for targets with a version of
        their own; None for a thin event.
        """
        own = self.services.version_of(work.session, space)
        seen: dict[str, dict[str, Any]] = {}
        for target in targets:
            version = target.version
            if snapshot is not None and version != own and version not in seen:
                seen[version] = self._seen(work, space, snapshot, version)
            self._write(work, target, event, type, space, snapshot is None, **seen.get(version, {}))

    def _seen(self, work: Work, space: Space, snapshot: Snapshot, version: str) -> dict[str, Any]:
        """Return the snapshot in a version, to be stored: retries must show the state of the event's time."""
        shown, previous = self.services.snapshot(work, space, *snapshot, version)
        return {} if shown is snapshot[0] else {"snapshot": (shown, previous)}

    def _write(
        self, work: Work, target: Target, event: str, type: str, space: Space, thin: bool, **more: Any
    ) -> None:
        row = {
            "id": ids.new("whd"),
            "created": self.services.wall(),
            "event": event,
            "type": type,
            "account": space.account,
            "target": target.id,
            "thin": thin,
            "tried": 0,
            "waiting": False,
            **more,
        }
        work.session.add(deliveries.table, target.space, row)
        work.after(partial(self._notify, target.space, target.id, row["id"]))

    def _notify(self, space: Space, target: str, delivery: str) -> None:
        self.ready(space, target, delivery)

    # -- for endpoints ---------------------------------------------------------------------------------------

    def redeliver(
        self,
        work: Work,
        event: Mapping[str, Any],
        space: Space,
        target: Mapping[str, Any],
        *,
        ping: bool = False,
    ) -> None:
        """Redeliver an event to an endpoint of this phase's account. ping: even if it is disabled."""
        resource = objects.named(event["object"])
        _count(work, resource, space, event["id"], pending=1)
        default = self.services.version_of(work.session, work.space)
        to = target_of(self.services, target, work.space, default)
        self._write(
            work,
            to,
            event["id"],
            event["type"],
            space,
            event["object"] == thin.OBJECT,
            once=not ping,
            ping=ping,
        )

    def drop(self, work: Work, target: str) -> None:
        """Delete the pending deliveries of an endpoint of this phase's account."""
        found = work.list(deliveries, oldest_first=True, limit=AT_ONCE + 1, target=target)
        for delivery in found[:AT_ONCE]:
            work.session.erase(deliveries.table, work.space, delivery["id"])
            self._settle(work, delivery, failed=delivery["tried"] > 0)
        if len(found) > AT_ONCE:
            work.schedule(drop_more, found[-1], at=self.services.wall(), wall=True)

    # -- for the deliverer -----------------------------------------------------------------------------------

    def message(self, session: Session, space: Space, id: str) -> Message | str | None:
        """Return a delivery as it is to be posted now; None if it was deleted; or why it cannot be posted."""
        delivery = session.load(deliveries.table, space, id)
        if delivery is None:
            return None
        found = _endpoint(session, space, delivery["target"])
        if found is None or (found["status"] != "enabled" and not delivery.get("ping")):
            return "the endpoint is gone"
        origin = Space(delivery["account"], space.livemode)
        text = self._text(session, origin, delivery["event"], delivery["thin"])
        if text is None:
            return "the event is older than events are kept"
        url, secret = (
            (found["url"], found["secret"])
            if found["object"] == ENDPOINT
            else (found["_url"], found["_secret"])
        )
        if not delivery["thin"]:
            target = target_of(self.services, found, space, self.services.version_of(session, space))
            if target.version != self.services.version_of(session, origin):
                text = self._in_version(session, origin, text, target.version, delivery.get("snapshot"))
        return Message(url, text.encode(), (secret,))

    def _text(self, session: Session, space: Space, id: str, is_thin: bool) -> str | None:
        """Return the JSON of an event in its account's version. Derived events are composed."""
        if thin.source_of(id):
            found = thin.load(self.services, session, space, id)
            return found and _encode(found[1]).decode()
        stored = session.text(objects.named(thin.OBJECT).table if is_thin else events.table, space, id)
        return stored and stored[0]

    def _in_version(
        self, session: Session, space: Space, text: str, version: str, snapshot: Sequence[Any] | None
    ) -> str:
        """Return the JSON of an event in another version. snapshot: object and previous attributes."""
        event = msgspec.json.decode(text)
        data = event["data"]
        if snapshot is None:
            newest = thin.newest(session.load(events.table, space, event["id"]) or event)
            work = Work(session, space, self.services, now=self.services.wall())
            snapshot = self.services.snapshot(work, space, *newest, version)
        object, previous = snapshot
        data["object"] = msgspec.Raw(object.encode())
        if previous is not None:
            data["previous_attributes"] = msgspec.Raw(previous.encode())
        event["api_version"] = version
        return _encode(event).decode()

    def claim(self, session: Session, space: Space, id: str) -> Claim:
        """Return the accounts that `record` changes: the endpoint's and the event's."""
        delivery = session.load(deliveries.table, space, id)
        return Claim.of(space.account, delivery["account"] if delivery else space.account)

    def record(self, work: Work, id: str, target: str, outcome: Outcome) -> None:
        """Record an attempt: acknowledged, to be retried, or given up."""
        delivery = work.session.load(deliveries.table, work.space, id)
        tried = delivery["tried"] + 1 if delivery else None
        attempt = {
            "id": ids.new("wha"),
            "created": self.services.wall(),
            "event": delivery and delivery["event"],
            "type": delivery and delivery["type"],
            "target": target,
            "url": outcome.url,
            "number": tried,
            "status": outcome.status,
            "error": outcome.error,
            "milliseconds": outcome.milliseconds,
        }
        work.session.add(attempts.table, work.space, attempt)
        if work.livemode:
            self._disable_failing(work, target, outcome.succeeded)
            delivery = delivery and work.session.load(deliveries.table, work.space, id)
        if delivery is None:
            return  # deleted meanwhile
        retries = self.services.settings.webhook_retries
        if outcome.succeeded or outcome.final or delivery.get("once") or delivery["tried"] >= len(retries):
            work.session.erase(deliveries.table, work.space, id)
            self._settle(work, delivery, failed=not outcome.succeeded)
            return
        delay = retries[delivery["tried"]] * random.uniform(1 - JITTER, 1 + JITTER)
        waiting = Document({**delivery, "tried": tried, "waiting": True})
        work.session.put(deliveries.table, work.space, waiting)
        work.schedule(retry, waiting, at=self.services.wall() + round(delay), wall=True)

    def _settle(self, work: Work, delivery: Mapping[str, Any], *, failed: bool) -> None:
        """Count a delivery as no longer pending."""
        resource = objects.named(thin.OBJECT) if delivery["thin"] else events
        # What is sent once more by hand makes good for one that failed; if it fails too, nothing new has
        # failed.
        failures = (0 if failed else -1) if delivery.get("once") else int(failed)
        origin = Space(delivery["account"], work.livemode)
        if origin.account in work.claim.accounts:
            _count(work, resource, origin, delivery["event"], pending=-1, failed=failures)
        else:
            due = settle_thin if delivery["thin"] else settle
            now = self.services.wall()
            work.session.schedule("", now, due.rank, origin, due.name, delivery["event"], failures)
            work.after(partial(self.services.alarm, "", now))

    def _disable_failing(self, work: Work, target: str, succeeded: bool) -> None:
        """Disable a live endpoint that has only failed for days. Source: guide "Webhooks", disabling."""
        endpoint = _endpoint(work.session, work.space, target)
        if endpoint is None:
            return
        since, wall = endpoint.get("_failing_since"), self.services.wall()
        table = objects.named(endpoint["object"]).table
        if succeeded:
            if since is not None:
                work.session.put(table, work.space, {**endpoint, "_failing_since": None})
        elif since is None:
            work.session.put(table, work.space, {**endpoint, "_failing_since": wall})
        elif wall - since > FAILING and endpoint["status"] == "enabled":
            work.session.put(table, work.space, {**endpoint, "_failing_since": None, "status": "disabled"})
            work.invalidate()
            self.drop(work, target)

    def purge(self, session: Any) -> int:
        """Delete expired events and attempts, a limited number at a time. Returns how many."""
        before = self.services.wall() - RETENTION
        gone = session.delete_older(events.table, "_written", before)
        gone += session.delete_older(objects.named(thin.OBJECT).table, "_written", before)
        return gone + session.delete_older(attempts.table, "created", before)


@deliveries.due(name="_delivery.retry")
def retry(work: Work, delivery: Document) -> None:
    """Enqueue a delivery for another attempt. A restart repeats this if the server stops first."""
    work.session.put(deliveries.table, work.space, {**delivery, "waiting": False})
    outbox = work.services.deliveries
    assert isinstance(outbox, Outbox), "the composition root fills this place"
    work.after(partial(outbox.ready, work.space, delivery["target"], delivery["id"]))


@events.due(name="event.settle")
def settle(work: Work, event: Document, failed: int) -> None:
    """Count a delivery as no longer pending, for a platform, which cannot change the account's event."""
    _count(work, events, work.space, event["id"], pending=-1, failed=failed)


@objects.v2_core_event.due(name="v2.core.event.settle")
def settle_thin(work: Work, event: Document, failed: int) -> None:
    """Count a delivery of a thin event as no longer pending."""
    _count(work, objects.named(thin.OBJECT), work.space, event["id"], pending=-1, failed=failed)


@deliveries.due(name="_delivery.drop_more")
def drop_more(work: Work, delivery: Document) -> None:
    """Delete further pending deliveries of an endpoint."""
    work.services.deliveries.drop(work, delivery["target"])


def _endpoint(session: Session, space: Space, id: str) -> Document | None:
    resource = objects.named(ENDPOINT if id.startswith("we_") else DESTINATION)
    return session.load(resource.table, space, id)


def _count(
    work: Work, resource: Resource[Any], space: Space, id: str, *, pending: int = 0, failed: int = 0
) -> None:
    """Change an event's counts of pending and of failed deliveries."""
    if thin.source_of(id):
        return  # derived events have no delivery counts in any version
    event = work.session.load(resource.table, space, id)
    if event is None:
        return  # expired
    pending = max(0, (event.get("_pending") or 0) + pending)
    failed = max(0, (event.get("_failed") or 0) + failed)
    counted = {
        **event,
        "_pending": pending,
        "_failed": failed,
        "_undelivered": True if pending or failed else None,
    }
    text = None
    if resource is events:
        found = work.session.text(resource.table, space, id)
        assert found is not None, "it was loaded a moment ago"
        text = with_pending(found[0], pending)
    work.session.put(resource.table, space, counted, text)
    if resource is events and event.get("_pending") and not pending and not failed:
        there = Work(work.session, space, work.services, now=work.services.wall())
        for listener in Resource.listeners.get(f"{DELIVERED}{event['type']}", ()):
            listener(there, Document(event["data"]["object"]))


def history(
    session: Any,
    *,
    event: str | None = None,
    endpoint: str | None = None,
    failed: bool = False,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Return attempts of all accounts, newest first. failed: only those not acknowledged."""
    found: list[dict[str, Any]] = []
    for space, attempt in session.scan_all(attempts.table, newest_first=True):
        status = attempt["status"]
        if event not in (None, attempt["event"]) or endpoint not in (None, attempt["target"]):
            continue
        if failed and status is not None and 200 <= status < 300:
            continue
        found.append({"account": space.account, "livemode": space.livemode, **attempt})
        if len(found) == limit:
            break
    return found
