"""Exchange rates at which payments are converted. Source: API reference, Exchange Rates (deprecated)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Work, errors, inherited, objects
from counterfoil.kernel.shapes import ExchangeRate
from counterfoil.networks import exchange

exchange_rates = objects.exchange_rate

CURRENCIES = sorted(exchange.PER_DOLLAR)


@exchange_rates.operation("exchange_rates.retrieve")
def retrieve(work: Work, currency: str, params: Mapping[str, Any]) -> ExchangeRate:
    """Return what one unit of a currency is worth in every other currency."""
    if currency not in exchange.PER_DOLLAR:
        raise errors.missing("exchange rate", currency, param="rate_id")
    return _of(currency)


@exchange_rates.operation("exchange_rates.list")
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the exchange rates of all currencies, in alphabetical order."""
    after, before = (params.get(name) for name in inherited.CURSORS)
    for name, cursor in zip(inherited.CURSORS, (after, before), strict=True):
        if cursor and cursor not in exchange.PER_DOLLAR:
            raise errors.missing("exchange rate", cursor, param=name, status=400)
    if after and before:
        raise errors.invalid(
            "Received both starting_after and ending_before parameters. Please pass in only one."
        )
    limit = inherited.page_of(params).limit or 10
    if before:
        end = bisect_left(CURRENCIES, before)
        shown, more = CURRENCIES[max(0, end - limit) : end], end > limit
    else:
        start = bisect_right(CURRENCIES, after) if after else 0
        shown, more = CURRENCIES[start : start + limit], start + limit < len(CURRENCIES)
    return Listing(items=[_of(currency) for currency in shown], has_more=more)


def _of(currency: str) -> ExchangeRate:
    """Make the exchange rate object of a currency."""
    rates = {other: exchange.rate(currency, other) for other in CURRENCIES}
    return ExchangeRate({"id": currency, "object": "exchange_rate", "rates": rates})
