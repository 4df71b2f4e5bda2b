"""Clocks: which one a phase lives on, the wall's or the test clock of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import errors
from counterfoil.kernel.resource import Resource
from counterfoil.kernel.work import Work

UNDERWAY = "Test clock advancement underway - cannot perform modifications"


# What tells whose an object is that does not say so itself.
ABOVE = ("subscription", "charge", "payment_intent", "invoice")
TIMED = frozenset(("test_clock", "customer", *ABOVE))  # fields that may lead to a test clock


def concern(work: Work, document: Mapping[str, Any]) -> None:
    """Set the phase's clock to that of the test clock an object lives on, by itself, by its customer or by what it is a part of."""
    clock = _clock(work, document)
    if clock is not None:
        clocks = Resource.registry["test_helpers.test_clock"]
        known = work.find(clocks, clock)
        if known is not None:
            if known["status"] == "advancing" and work.cause is not None and not getattr(work.session, "reads_only", False):
                raise errors.locked(UNDERWAY)
            work.concern(clock=clock, frozen_time=known["frozen_time"])


def _clock(work: Work, document: Mapping[str, Any]) -> str | None:
    clock = document.get("test_clock")
    if isinstance(clock, str):
        return clock
    for name in ("customer",) if "customer" in document else ABOVE:
        id = document.get(name)
        owner = work.find(Resource.registry[name], id) if isinstance(id, str) else None
        if owner is not None:
            return _clock(work, owner)
    return None
