"""Rate limits: calls per second of an account and mode, reads and writes counted apart.

Off by default. Source: protocol, section 12.
"""

from __future__ import annotations

from counterfoil.kernel import Space
from counterfoil.kernel.errors import Refusal

EXCEEDED = (
    "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits."
)


class Limits:
    """Counts the calls of the current second. rate: calls per second."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._second = 0
        self._calls: dict[tuple[Space, bool], int] = {}

    def count(self, space: Space, reads: bool, now: int) -> None:
        """Count a call. 429 above the rate."""
        if now != self._second:
            self._second = now
            self._calls.clear()
        calls = self._calls[space, reads] = self._calls.get((space, reads), 0) + 1
        if calls > self.rate:
            raise Refusal(EXCEEDED, status=429, code="rate_limit", should_retry=True)
