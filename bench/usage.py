"""Write many meter events to a database quickly, through the engine instead of HTTP.

    python -m bench.usage DATABASE METER COUNT DAYS CUSTOMERS

Events are spread evenly over the customers of a file and over the days before now; only seconds are random.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from counterfoil.app import Server
from counterfoil.kernel import Claim
from counterfoil.metering import Event, Meter
from counterfoil.server.authentication import account_of
from counterfoil.settings import Settings

SANDBOX = "benchbenchbench"
KEY = f"sk_test_{SANDBOX}"
BATCH = 10_000


def batches(meter: Meter, customers: list[str], count: int, days: int, now: int) -> Iterator[list[Event]]:
    """Yield COUNT events in order of arrival, with times up to a minute out of order."""
    chance = random.Random(count)
    length = days * 86400 + 3600  # an hour more, so that the last whole day is full whatever the minute
    start = now - length
    for low in range(0, count, BATCH):
        numbers = range(low, min(low + BATCH, count))
        yield [
            Event(
                meter,
                customers[number % len(customers)],
                start + length * number // count + chance.randrange(60),
                number % 7 + 1,
                f"stored-{number}",
            )
            for number in numbers
        ]


def main() -> None:
    """Fill a database. Progress goes to standard error."""
    database, meter_id, count, days = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    customers = Path(sys.argv[5]).read_text().split()
    server = Server(Settings(database=database, demo=False))
    server.seed()
    engine = server.metering
    meter = engine.meter(account_of(SANDBOX), meter_id)
    assert meter is not None, "the meter was made through the door before"
    now, began, stored = int(time.time()), time.perf_counter(), 0
    for batch in batches(meter, customers, count, days, now):
        server.phases.run_now(lambda batch=batch: engine.ingest(batch, now), Claim())
        stored += len(batch)
        if stored % 1_000_000 == 0:
            print(
                f"  {stored:,} events after {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True
            )
    asyncio.run(server.shutdown())


if __name__ == "__main__":
    main()
