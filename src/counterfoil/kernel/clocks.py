"""Clocks: find the test clock of an object, and put the phase on it. Without one, a phase has real time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import errors, objects
from counterfoil.kernel.work import Work

UNDERWAY = "Test clock advancement underway - cannot perform modifications"


# Fields of an object without a `customer` that name an object with one.
PARENTS = ("subscription", "charge", "payment_intent", "invoice")
TIMED = frozenset(("test_clock", "customer", *PARENTS))  # fields that may lead to a test clock


def concern(work: Work, document: Mapping[str, Any]) -> None:
    """Put the phase on an object's test clock, if it has one: its own, its customer's or its parent's.

    429 for a write while the clock is advancing.
    """
    clock = _clock(work, document)
    if clock is not None:
        clocks = objects.test_helpers_test_clock
        known = work.find(clocks, clock)
        if known is not None:
            if known.status == "advancing" and work.cause is not None and not getattr(work.session, "reads_only", False):
                raise errors.locked(UNDERWAY)
            work.concern(clock=clock, frozen_time=known.frozen_time)


def _clock(work: Work, document: Mapping[str, Any]) -> str | None:
    """Return the id of an object's test clock, or None."""
    clock = document.get("test_clock")
    if isinstance(clock, str):
        return clock
    for name in ("customer",) if "customer" in document else PARENTS:
        id = document.get(name)
        owner = work.find(objects.named(name), id) if isinstance(id, str) else None
        if owner is not None:
            return _clock(work, owner)
    return None
