"""The outbox: deliveries that are still to be made, written in the phase of their event, and what became of
every attempt.

Source: protocol, "Delivery". A delivery lives with the endpoint it goes to and is gone when it was
acknowledged or given up, so the outbox holds only what is to be done and a restart reads all of it. Attempts
are kept as long as events are.
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
from counterfoil.webhooks.targets import DESTINATION, ENDPOINT, Circle, Target, circle, target_of

# Ours alone: the underscore keeps them out of the API. waiting: a further attempt is on the schedule.
deliveries = objects.delivery.page(
    filters={"target": "target"},
)
attempts = objects.attempt.page(
    filters={"event": "event", "target": "target"},
    unindexed=("target",),
)

DAY = 86400
KEPT = 30 * DAY  # seconds, as events are
FAILING = 3 * DAY  # seconds after which a live endpoint that does nothing but fail is disabled
JITTER = 0.1  # of a delay, either way, so that what failed together does not come back together
AT_ONCE = 500  # deliveries dropped in one phase
Snapshot = tuple[str, str | None]  # an object and its previous attributes, as JSON

_encode = msgspec.json.Encoder(decimal_format="number").encode


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be posted: where, the very bytes, and the secrets to sign them with."""

    url: str
    body: bytes
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. status: of the answer, or None and why there was none. milliseconds: it took.
    final: no further attempt.
    """

    url: str
    status: int | None
    error: str | None
    milliseconds: int
    final: bool = False

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Outbox:
    """Fills `Services.deliveries`. ready: told of each delivery that may be sent, once it is on disk."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.ready: Callable[[Space, str, str], None] = lambda space, target, delivery: None

    # -- asked by every event --------------------------------------------------------------------------------

    def circle(self, work: Work, space: Space) -> Circle:
        """Who may hear of the events of a space."""
        return circle(work, space)

    def stage(
        self,
        work: Work,
        event: str,
        type: str,
        space: Space,
        targets: Sequence[Target],
        snapshot: Snapshot | None = None,
    ) -> None:
        """Write the deliveries of an event of a space; they leave when the phase is on disk.

        snapshot: its object and previous attributes in the newest shape, for targets with a version of their
        own; None: it is thin.
        """
        own = self.services.version_of(work.session, space)
        seen: dict[str, dict[str, Any]] = {}
        for target in targets:
            version = target.version
            if snapshot is not None and version != own and version not in seen:
                seen[version] = self._seen(work, space, snapshot, version)
            self._write(work, target, event, type, space, snapshot is None, **seen.get(version, {}))

    def _seen(self, work: Work, space: Space, snapshot: Snapshot, version: str) -> dict[str, Any]:
        """The snapshot as it is now in the eyes of a version: what a retry tells was so when the event
        happened.
        """
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
        work.after(partial(self._tell, target.space, target.id, row["id"]))

    def _tell(self, space: Space, target: str, delivery: str) -> None:
        self.ready(space, target, delivery)

    # -- asked by endpoints and by hand ----------------------------------------------------------------------

    def again(
        self,
        work: Work,
        event: Mapping[str, Any],
        space: Space,
        target: Mapping[str, Any],
        *,
        ping: bool = False,
    ) -> None:
        """Deliver an event of a space once more, to one endpoint of this phase's account. ping: even if it is
        disabled.
        """
        resource = objects.named(event["object"])
        _note(work, resource, space, event["id"], pending=1)
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
        """An endpoint of this phase's account is to get nothing more: what it still had to get is not awaited
        any longer.
        """
        found = work.list(deliveries, oldest_first=True, limit=AT_ONCE + 1, target=target)
        for delivery in found[:AT_ONCE]:
            work.session.erase(deliveries.table, work.space, delivery["id"])
            self._settle(work, delivery, failed=delivery["tried"] > 0)
        if len(found) > AT_ONCE:
            work.schedule(drop_more, found[-1], at=self.services.wall(), wall=True)

    # -- asked by the deliverer ------------------------------------------------------------------------------

    def letter(self, session: Session, space: Space, id: str) -> Letter | str | None:
        """A delivery as it is to be posted now; None: it was dropped; a text: why it can never be posted."""
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
                text = self._told(session, origin, text, target.version, delivery.get("snapshot"))
        return Letter(url, text.encode(), (secret,))

    def _text(self, session: Session, space: Space, id: str, is_thin: bool) -> str | None:
        """An event as its account is told of it; a derived one is composed."""
        if thin.source_of(id):
            found = thin.load(self.services, session, space, id)
            return found and _encode(found[1]).decode()
        stored = session.text(objects.named(thin.OBJECT).table if is_thin else events.table, space, id)
        return stored and stored[0]

    def _told(
        self, session: Session, space: Space, text: str, version: str, snapshot: Sequence[Any] | None
    ) -> str:
        """An event's JSON in a version other than its account's. snapshot: object and previous attributes, if
        they were kept so.
        """
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
        """What recording an attempt needs: the endpoint's account, and the event's, which counts its
        deliveries.
        """
        delivery = session.load(deliveries.table, space, id)
        return Claim.of(space.account, delivery["account"] if delivery else space.account)

    def record(self, work: Work, id: str, target: str, outcome: Outcome) -> None:
        """Keep what became of an attempt: acknowledged, to be tried again, or given up."""
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
            self._watch(work, target, outcome.succeeded)
            delivery = delivery and work.session.load(deliveries.table, work.space, id)
        if delivery is None:
            return  # dropped meanwhile: nobody waits for it
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
        """One delivery less is awaited."""
        resource = objects.named(thin.OBJECT) if delivery["thin"] else events
        # What is sent once more by hand makes good for one that failed; if it fails too, nothing new has
        # failed.
        failures = (0 if failed else -1) if delivery.get("once") else int(failed)
        origin = Space(delivery["account"], work.livemode)
        if origin.account in work.claim.accounts:
            _note(work, resource, origin, delivery["event"], pending=-1, failed=failures)
        else:
            due = settle_thin if delivery["thin"] else settle
            now = self.services.wall()
            work.session.schedule("", now, due.rank, origin, due.name, delivery["event"], failures)
            work.after(partial(self.services.alarm, "", now))

    def _watch(self, work: Work, target: str, succeeded: bool) -> None:
        """A live endpoint that has only failed for days is disabled. Source: guide "Webhooks", disabling."""
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
            work.outdate()
            self.drop(work, target)

    def purge(self, session: Any) -> int:
        """Let go of events and attempts that are older than they are kept, some at a time. How many went."""
        before = self.services.wall() - KEPT
        gone = session.forget_older(events.table, "_written", before)
        gone += session.forget_older(objects.named(thin.OBJECT).table, "_written", before)
        return gone + session.forget_older(attempts.table, "created", before)


@deliveries.due(name="_delivery.retry")
def retry(work: Work, delivery: Document) -> None:
    """The time of a further attempt has come.

    If the services falls before it is made, the restart makes it.
    """
    work.session.put(deliveries.table, work.space, {**delivery, "waiting": False})
    outbox = work.services.deliveries
    assert isinstance(outbox, Outbox), "the composition root fills this place"
    work.after(partial(outbox.ready, work.space, delivery["target"], delivery["id"]))


@events.due(name="event.settle")
def settle(work: Work, event: Document, failed: int) -> None:
    """Count one awaited delivery less, dropped by a platform that could not change an event of this account
    itself.
    """
    _note(work, events, work.space, event["id"], pending=-1, failed=failed)


@objects.v2_core_event.due(name="v2.core.event.settle")
def settle_thin(work: Work, event: Document, failed: int) -> None:
    """The same for thin events."""
    _note(work, objects.named(thin.OBJECT), work.space, event["id"], pending=-1, failed=failed)


@deliveries.due(name="_delivery.drop_more")
def drop_more(work: Work, delivery: Document) -> None:
    """Go on dropping what an endpoint still had to get."""
    work.services.deliveries.drop(work, delivery["target"])


def _endpoint(session: Session, space: Space, id: str) -> Document | None:
    resource = objects.named(ENDPOINT if id.startswith("we_") else DESTINATION)
    return session.load(resource.table, space, id)


def _note(
    work: Work, resource: Resource[Any], space: Space, id: str, *, pending: int = 0, failed: int = 0
) -> None:
    """Count deliveries of an event that are awaited, and those that were given up."""
    if thin.source_of(id):
        return  # no version that lists derived events tells which were delivered
    event = work.session.load(resource.table, space, id)
    if event is None:
        return  # older than events are kept
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


def history(
    session: Any,
    *,
    event: str | None = None,
    endpoint: str | None = None,
    failed: bool = False,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Attempts of all accounts, newest first: of one event, to one endpoint, or only those that were not
    acknowledged.
    """
    found: list[dict[str, Any]] = []
    for space, attempt in session.everything(attempts.table, newest_first=True):
        status = attempt["status"]
        if event not in (None, attempt["event"]) or endpoint not in (None, attempt["target"]):
            continue
        if failed and status is not None and 200 <= status < 300:
            continue
        found.append({"account": space.account, "livemode": space.livemode, **attempt})
        if len(found) == limit:
            break
    return found
