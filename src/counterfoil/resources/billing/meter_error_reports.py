"""Error reports: what was wrong with usage that was accepted before it was fully checked.

Source: guide "Handle meter event errors"; metering, section 4. Errors are collected per meter (without one: per account) for a while, a
second unless told, ten in the real service, and reported as one thin event. What is collected is written in the phase that accepted the
usage, so a crash loses no report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Document, Resource, Work, ids
from counterfoil.resources.core import thin_events

# Notes of one batch; the underscore keeps them out of the API.
notes = Resource("_meter_error", prefix="mtrerr", filters={"meter": "meter"})

SAMPLES = 5
NOBODY = ""  # events of no meter


@dataclass(frozen=True, slots=True)
class UsageError:
    """One event that counts for nothing: why, in words, and its identifier."""

    code: str
    message: str
    identifier: str


def no_customer(customer: str, identifier: str) -> UsageError:
    """The error of an event whose customer never was, is deleted, or is another account's."""
    return UsageError("meter_event_customer_not_found", f"No such customer: '{customer}'", identifier)


def note(work: Work, meter: str | None, errors: Sequence[UsageError]) -> None:
    """Collect errors of one meter's events; the report follows when the interval is over."""
    of = meter or NOBODY
    kinds: dict[str, dict[str, Any]] = {}
    for error in errors:
        kind = kinds.setdefault(error.code, {"count": 0, "samples": []})
        kind["count"] += 1
        if len(kind["samples"]) < SAMPLES:
            kind["samples"].append({"error_message": error.message, "request": {"identifier": error.identifier}})
    wall = work.house.wall()
    waiting = work.first(notes, meter=of)
    document = work.insert(notes, id=ids.new("mtrerr"), object=notes.object, meter=of, created=wall, kinds=kinds)
    if waiting is None:
        # Reports are of the wall's time: error intervals mean nothing on a test clock.
        work.schedule(report, document, at=wall + work.house.settings.meter_error_interval, wall=True)


@notes.due
def report(work: Work, first: Document) -> None:
    """Tell what was collected. Emits v1.billing.meter.error_report_triggered, or no_meter_found for events of no meter."""
    collected = work.list(notes, meter=first.meter, oldest_first=True)
    kinds: dict[str, dict[str, Any]] = {}
    for one in collected:
        for code, kind in one.kinds.items():
            into = kinds.setdefault(code, {"count": 0, "samples": []})
            into["count"] += kind["count"]
            into["samples"] = (into["samples"] + kind["samples"])[:SAMPLES]
        work.session.erase(notes.table, work.space, one.id)
    data = _data(kinds, first["created"], work.now)
    if first.meter == NOBODY:
        thin_events.emit(work, "v1.billing.meter.no_meter_found", None, data)
    else:
        related = {"id": first.meter, "type": "billing.meter", "url": f"/v1/billing/meters/{first.meter}"}
        thin_events.emit(work, "v1.billing.meter.error_report_triggered", related, data)


def _data(kinds: Mapping[str, Mapping[str, Any]], start: int, end: int) -> dict[str, Any]:
    count = sum(kind["count"] for kind in kinds.values())
    return {
        "developer_message_summary": f"There is {count} invalid event" if count == 1 else f"There are {count} invalid events",
        "reason": {
            "error_count": count,
            "error_types": [
                {"code": code, "error_count": kind["count"], "sample_errors": kind["samples"]} for code, kind in sorted(kinds.items())
            ],
        },
        "validation_start": thin_events.rfc3339(start),
        "validation_end": thin_events.rfc3339(end),
    }
