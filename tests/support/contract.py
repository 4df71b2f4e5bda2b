"""Answers held against the contract of a version."""

from __future__ import annotations

from typing import Any

from counterfoil.contract import load, shapes


def problems(version: str, object: str, answer: Any) -> list[str]:
    """What a version's shapes say against an answer.

    What was added since shows at every version, as the newest declares it.
    """
    return shapes.problems(load(version).answers, object, answer)
