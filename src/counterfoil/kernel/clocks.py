"""Clocks: which one a phase lives on, the wall's or the test clock of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import errors
from counterfoil.kernel.resource import Resource
from counterfoil.kernel.work import Work

UNDERWAY = "Test clock advancement underway - cannot perform modifications"


def concern(work: Work, document: Mapping[str, Any]) -> None:
    """Set the phase's clock to that of the test clock an object lives on, by itself or by its customer."""
    clock = document.get("test_clock")
    if clock is None:
        customer = document.get("customer")
        if isinstance(customer, str):
            customers = Resource.registry.get("customer")
            owner = work.find(customers, customer) if customers else None
            clock = owner.get("test_clock") if owner else None
    if isinstance(clock, str):
        clocks = Resource.registry["test_helpers.test_clock"]
        known = work.find(clocks, clock)
        if known is not None:
            if known["status"] == "advancing" and work.cause is not None and not getattr(work.session, "reads_only", False):
                raise errors.locked(UNDERWAY)
            work.concern(clock=clock, frozen_time=known["frozen_time"])
