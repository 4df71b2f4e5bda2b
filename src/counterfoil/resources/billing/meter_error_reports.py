"""Error reports about usage that was accepted before it was fully validated.

Errors are collected per meter (or per account, if they have no meter) for an interval, and reported as one
thin event. The interval is a setting, by default one second; it is ten in the real service. Collected errors
are stored in the phase that accepted the usage, so a crash loses none.
Source: guide "Handle meter event errors"; metering, section 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterfoil.kernel import Document, Work, ids, objects
from counterfoil.kernel.instants import rfc3339
from counterfoil.resources.core import thin_events

# The errors of one batch. Not part of the API, hence the underscore.
notes = objects.meter_error.page(
    filters={"meter": "meter"},
)

SAMPLES = 5  # sample errors per code in a report
NO_METER = ""  # `meter` of events that match no meter


@dataclass(frozen=True, slots=True)
class UsageError:
    """An invalid event. identifier: of the event. code, message: of the error."""

    code: str
    message: str
    identifier: str


def no_customer(customer: str, identifier: str) -> UsageError:
    """Make the error of an event whose customer does not exist in this account."""
    return UsageError("meter_event_customer_not_found", f"No such customer: '{customer}'", identifier)


def note(work: Work, meter: str | None, errors: Sequence[UsageError]) -> None:
    """Collect errors of one meter's events, and schedule the report at the end of the interval."""
    of = meter or NO_METER
    kinds: dict[str, dict[str, Any]] = {}
    for error in errors:
        kind = kinds.setdefault(error.code, {"count": 0, "samples": []})
        kind["count"] += 1
        if len(kind["samples"]) < SAMPLES:
            kind["samples"].append(
                {"error_message": error.message, "request": {"identifier": error.identifier}}
            )
    wall = work.services.wall()
    waiting = work.first(notes, meter=of)
    document = work.insert(
        notes, id=ids.new("mtrerr"), object=notes.object, meter=of, created=wall, kinds=kinds
    )
    if waiting is None:
        # Reports follow real time, also for customers on test clocks.
        work.schedule(report, document, at=wall + work.services.settings.meter_error_interval, wall=True)


@notes.due(name="_meter_error.report")
def report(work: Work, first: Document) -> None:
    """Report the collected errors of a meter, and delete them.

    Emits v1.billing.meter.error_report_triggered, or v1.billing.meter.no_meter_found for events without a
    meter.
    """
    collected = work.list(notes, meter=first["meter"], oldest_first=True)
    kinds: dict[str, dict[str, Any]] = {}
    for one in collected:
        for code, kind in one["kinds"].items():
            into = kinds.setdefault(code, {"count": 0, "samples": []})
            into["count"] += kind["count"]
            into["samples"] = (into["samples"] + kind["samples"])[:SAMPLES]
        work.erase(notes, one["id"])
    data = _data(kinds, first["created"], work.now)
    if first["meter"] == NO_METER:
        thin_events.emit(work, "v1.billing.meter.no_meter_found", None, data)
    else:
        related = {
            "id": first["meter"],
            "type": "billing.meter",
            "url": f"/v1/billing/meters/{first['meter']}",
        }
        thin_events.emit(work, "v1.billing.meter.error_report_triggered", related, data)


def _data(kinds: Mapping[str, Mapping[str, Any]], start: int, end: int) -> dict[str, Any]:
    """Make the event's `data`. kinds: count and samples by error code. start, end: epoch seconds."""
    count = sum(kind["count"] for kind in kinds.values())
    return {
        "developer_message_summary": f"There is {count} invalid event"
        if count == 1
        else f"There are {count} invalid events",
        "reason": {
            "error_count": count,
            "error_types": [
                {"code": code, "error_count": kind["count"], "sample_errors": kind["samples"]}
                for code, kind in sorted(kinds.items())
            ],
        },
        "validation_start": rfc3339(start),
        "validation_end": rfc3339(end),
    }
