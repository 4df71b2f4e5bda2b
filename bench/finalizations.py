"""Finalize invoices of a month with few events and of one with many, and print what one costs.

    python -m bench.finalizations DATABASE FEW MANY

Two customers report a month of usage by the meter event stream, a hundred events a request, and each has many
subscriptions that bill all of it. Their periods end in the middle of an hour. The drafts are finalized in
turns, through the door instead of HTTP, so that both find the same database. Prints, separated by spaces:
processor microseconds and milliseconds of a finalization (medians) with FEW and with MANY events, then the
seconds that storing took.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import msgspec

from bench.payments import HEADERS
from bench.renewals import call
from counterfoil.app import Server
from counterfoil.server.request import Request
from counterfoil.settings import Settings

START = int(datetime(2026, 1, 1, 9, 17, 23, tzinfo=UTC).timestamp())
END = int(datetime(2026, 2, 1, 9, 17, 23, tzinfo=UTC).timestamp())
SUBSCRIPTIONS = 60  # of each customer
BATCH = 100  # events of a request
TOGETHER = 32  # requests at once
LATE = 60  # seconds that events are out of order
IDLE = 0.03  # seconds between two, for what follows a finalization
PRICE = "0.1"  # cents of an event: every invoice is above the least amount of a charge


def batches(customer: str, count: int) -> Iterator[bytes]:
    """Yield the requests of a customer's month, the events spread evenly over it."""
    chance, length = random.Random(count), END - START - LATE
    for low in range(0, count, BATCH):
        events = []
        for number in range(low, min(low + BATCH, count)):
            at = START + length * number // count + chance.randrange(LATE)
            events.append(
                {
                    "event_name": "call",
                    "identifier": f"{customer}-{number}",
                    "timestamp": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    "payload": {"stripe_customer_id": customer, "value": "1"},
                }
            )
        yield msgspec.json.encode({"events": events})


async def report(server: Server, customer: str, count: int) -> None:
    """Report a customer's month."""
    json = HEADERS | {b"content-type": b"application/json", b"stripe-version": b"2025-02-24.acacia"}
    session = Request("POST", "/v2/billing/meter_event_session", b"", b"{}", json)
    token = msgspec.json.decode((await server.door.answer(session)).body)["authentication_token"]
    json[b"authorization"] = f"Bearer {token}".encode()
    requests = batches(customer, count)
    while some := list(islice(requests, TOGETHER)):
        sent = (Request("POST", "/v2/billing/meter_event_stream", b"", body, json) for body in some)
        answers = await asyncio.gather(*(server.door.answer(one) for one in sent))
        assert all(answer.status == 200 for answer in answers), answers[0].body.decode()


async def furnish(server: Server) -> str:
    """Create a metered price. Returns its id."""
    named = {"display_name": "Calls", "event_name": "call", "default_aggregation[formula]": "sum"}
    meter = await call(server, "POST", "/v1/billing/meters", **named)
    recurring = {
        "recurring[interval]": "month",
        "recurring[usage_type]": "metered",
        "recurring[meter]": meter["id"],
    }
    price = await call(
        server,
        "POST",
        "/v1/prices",
        **{"currency": "usd", "unit_amount_decimal": PRICE, "product_data[name]": "Calls", **recurring},
    )
    return str(price["id"])


async def subscribe(server: Server, price: str) -> tuple[str, list[str]]:
    """Create a customer and their subscriptions. Returns the ids."""
    card = {"payment_method": "pm_card_visa", "invoice_settings[default_payment_method]": "pm_card_visa"}
    customer = await call(server, "POST", "/v1/customers", **card)
    sent = {"customer": customer["id"], "items[0][price]": price}
    made = [await call(server, "POST", "/v1/subscriptions", **sent) for _ in range(SUBSCRIPTIONS)]
    return customer["id"], [each["id"] for each in made]


async def draft(server: Server, subscription: str) -> str:
    """Return the id of a subscription's draft."""
    found = await call(server, "GET", f"/v1/subscriptions/{subscription}")
    return str(found["latest_invoice"])


async def month(server: Server, few: int, many: int) -> list[float]:
    """Let a month of simulated time pass and finalize its invoices. Returns the figures that are printed."""
    now = START
    server.store.now = lambda: now
    await server.startup()
    price = await furnish(server)
    made = [await subscribe(server, price) for _ in (few, many)]
    now = END - 240  # events may be dated five minutes ahead
    began = time.perf_counter()
    for (customer, _), count in zip(made, (few, many), strict=True):
        await report(server, customer, count)
    stored = time.perf_counter() - began
    print(f"  {few + many:,} events stored in {stored:.0f} s", file=sys.stderr, flush=True)
    now = END + 60
    await server.scheduler.run_due("", now)
    turns = [
        [await draft(server, each) for each in pair] for pair in zip(*(own for _, own in made), strict=True)
    ]
    costs: tuple[list[float], list[float]] = ([], [])
    times: tuple[list[float], list[float]] = ([], [])
    for turn in turns:
        for place, (invoice, count) in enumerate(zip(turn, (few, many), strict=True)):
            processor, wall = time.process_time(), time.perf_counter()
            done = await call(server, "POST", f"/v1/invoices/{invoice}/finalize")
            costs[place].append((time.process_time() - processor) * 1e6)
            times[place].append((time.perf_counter() - wall) * 1e3)
            await asyncio.sleep(IDLE)
            assert done["lines"]["data"][0]["quantity"] == count, done["lines"]["data"][0]["quantity"]
    await server.shutdown()
    medians = ((statistics.median(costs[place]), statistics.median(times[place])) for place in (0, 1))
    return [*(figure for both in medians for figure in both), stored]


def main() -> None:
    """Measure in a database. Progress goes to standard error."""
    server = Server(Settings(database=sys.argv[1], demo=False))
    print(*(f"{one:.2f}" for one in asyncio.run(month(server, int(sys.argv[2]), int(sys.argv[3])))))


if __name__ == "__main__":
    main()
