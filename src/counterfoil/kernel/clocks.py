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


def adopt(work: Work, document: Mapping[str, Any], *, reads: bool = False) -> None:
    """Put the phase on an object's test clock, if it has one: its own, its customer's or its parent's.

    For what begins a phase, before its action runs. 429 for a request that writes while the clock is
    advancing.
    """
    id = _clock(work, document)
    clock = work.find(objects.test_helpers_test_clock, id)
    if clock is not None:
        if clock.status == "advancing" and work.cause is not None and not reads:
            raise errors.locked(UNDERWAY)
        work.clock, work.now = clock.id, clock.frozen_time


def beside(work: Work, document: Mapping[str, Any]) -> Work:
    """Return a work of the same phase on the clock of another object, for what concerns that object alone."""
    there = work.beside()
    adopt(there, document)
    return there


def _clock(work: Work, document: Mapping[str, Any]) -> str | None:
    """Return the id of an object's test clock, or None."""
    clock = document.get("test_clock")
    if isinstance(clock, str):
        return clock
    if document.get("object") == objects.test_helpers_test_clock.object:
        return str(document["id"])
    for name in ("customer",) if "customer" in document else PARENTS:
        id = document.get(name)
        owner = work.find(objects.named(name), id) if isinstance(id, str) else None
        if owner is not None:
            return _clock(work, owner)
    return None
