"""How long searching tests run: seconds; minutes with COUNTERFOIL_THOROUGH=1; n times that with =n."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

THOROUGH = int(os.environ.get("COUNTERFOIL_THOROUGH") or 0)


def effort(examples: int, steps: int = 30) -> settings:
    """Settings for a search."""
    return settings(
        max_examples=examples * 20 * THOROUGH if THOROUGH else examples,
        stateful_step_count=steps * 2 if THOROUGH else steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
