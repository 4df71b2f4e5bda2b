"""Renew many subscriptions for a year through the door instead of HTTP, and print what a renewal costs.

    python -m bench.renewals DATABASE SUBSCRIPTIONS [--usage EVENTS]

Each subscription is monthly, of its own customer, three to a test clock; the clocks are advanced by two
months six times. A renewal is an invoice with its payment and their events. With --usage the price is
metered, and each customer reports that many events a month. Prints, separated by spaces: renewals, seconds of
them all, and processor microseconds of one in each of the six steps; then the memory in MB before the first
and after the last.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from bench.payments import HEADERS
from counterfoil.app import Server
from counterfoil.server.request import Request
from counterfoil.settings import Settings

START = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
TOGETHER = 16  # clocks that advance at once
ON_A_CLOCK = 3
MONTHS = 12


async def call(server: Server, verb: str, path: str, **params: Any) -> dict[str, Any]:
    """Send a request, which must succeed."""
    answer = await server.door.answer(Request(verb, path, b"", urlencode(params).encode(), HEADERS))
    assert answer.status == 200, answer.body.decode()
    found: dict[str, Any] = msgspec.json.decode(answer.body)
    return found


def memory() -> float:
    """Return the resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def month(number: int) -> int:
    """Return the second at which a month of the year begins, and an hour for the finalization."""
    return int(datetime(2026 + number // 12, number % 12 + 1, 1, 2, tzinfo=UTC).timestamp())


async def furnish(server: Server, count: int, *, metered: bool) -> list[tuple[str, list[str]]]:
    """Create the price, the clocks and their subscriptions. Returns each clock with its customers."""
    recurring = {"recurring[interval]": "month"}
    if metered:
        meter = await call(
            server,
            "POST",
            "/v1/billing/meters",
            **{"display_name": "API", "event_name": "api", "default_aggregation[formula]": "sum"},
        )
        recurring |= {"recurring[usage_type]": "metered", "recurring[meter]": meter["id"]}
    price = await call(
        server,
        "POST",
        "/v1/prices",
        **{"currency": "usd", "unit_amount": 900, "product_data[name]": "Plan", **recurring},
    )
    made = []
    for _ in range(0, count, ON_A_CLOCK):
        clock = await call(server, "POST", "/v1/test_helpers/test_clocks", frozen_time=START)
        customers = []
        for _ in range(ON_A_CLOCK):
            default = {"invoice_settings[default_payment_method]": "pm_card_visa"}
            customer = await call(
                server,
                "POST",
                "/v1/customers",
                **{"test_clock": clock["id"], "payment_method": "pm_card_visa", **default},
            )
            await call(
                server,
                "POST",
                "/v1/subscriptions",
                customer=customer["id"],
                **{"items[0][price]": price["id"]},
            )
            customers.append(customer["id"])
        made.append((clock["id"], customers))
    return made


async def report(server: Server, customer: str, events: int, at: int) -> None:
    """Report usage of a customer at a time."""
    for number in range(events):
        payload = {"payload[stripe_customer_id]": customer, "payload[value]": number + 1}
        await call(server, "POST", "/v1/billing/meter_events", event_name="api", timestamp=at, **payload)


async def advance(server: Server, clock: str, customers: list[str], to: int, usage: int) -> None:
    """Advance a clock by two months, and wait until it has arrived."""
    for now, target in ((month(to - 2), month(to - 1)), (month(to - 1), month(to))):
        if usage:
            at = START if to == 2 and now == month(0) else now
            await asyncio.gather(*(report(server, one, usage, at) for one in customers))
        await call(server, "POST", f"/v1/test_helpers/test_clocks/{clock}/advance", frozen_time=target)
        while True:
            found = await call(server, "GET", f"/v1/test_helpers/test_clocks/{clock}")
            if found["status"] == "ready":
                break
            assert found["status"] == "advancing", found["status"]
            await asyncio.sleep(0.005)


async def year(server: Server, count: int, usage: int) -> list[float]:
    """Let a year pass. Returns the figures that are printed."""
    await server.startup()
    clocks = await furnish(server, count, metered=bool(usage))
    renewed, before, costs = ON_A_CLOCK * len(clocks), memory(), []
    began = time.perf_counter()
    for step in range(2, MONTHS + 1, 2):
        processor = time.process_time()
        waiting = list(clocks)
        while waiting:
            some, waiting = waiting[:TOGETHER], waiting[TOGETHER:]
            await asyncio.gather(*(advance(server, *one, step, usage) for one in some))
        costs.append((time.process_time() - processor) / (2 * renewed) * 1e6)
        print(f"  month {step}, {costs[-1]:,.0f} µs a renewal", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - began
    after = memory()
    await server.shutdown()
    return [renewed * MONTHS, seconds, *costs, before, after]


def main() -> None:
    """Renew in a database. Progress goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("database")
    parser.add_argument("subscriptions", type=int)
    parser.add_argument("--usage", type=int, default=0)
    options = parser.parse_args()
    server = Server(Settings(database=options.database, demo=False))
    print(*(f"{one:.1f}" for one in asyncio.run(year(server, options.subscriptions, options.usage))))


if __name__ == "__main__":
    main()
