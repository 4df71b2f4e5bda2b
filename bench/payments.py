"""Make many card payments in one account quickly, through the door instead of HTTP, and tell what each costs.

    python -m bench.payments DATABASE COUNT

Prints processor microseconds a payment for each tenth of COUNT, oldest first: creation, confirmation, and the
settlement that follows in a phase of its own.
"""

from __future__ import annotations

import asyncio
import sys
import time

from bench.usage import KEY
from counterfoil.app import Server
from counterfoil.server.request import Request
from counterfoil.settings import Settings

TOGETHER = 64  # payments in one commit
PARTS = 10
HEADERS = {
    b"authorization": f"Bearer {KEY}".encode(),
    b"content-type": b"application/x-www-form-urlencoded",
    b"host": b"127.0.0.1",
}
BODY = b"amount=2000&currency=usd&confirm=true&payment_method=pm_card_visa&payment_method_types[]=card"


async def pay(server: Server) -> None:
    """Make one payment, which must succeed."""
    answer = await server.door.answer(Request("POST", "/v1/payment_intents", b"", BODY, HEADERS))
    assert answer.status == 200, answer.body.decode()


async def fill(server: Server, count: int) -> list[float]:
    """Make payments. Returns the processor microseconds of one, for each tenth."""
    await server.startup()
    costs = []
    for _ in range(PARTS):
        began, made = time.process_time(), 0
        while made < count // PARTS:
            now = min(TOGETHER, count // PARTS - made)
            await asyncio.gather(*(pay(server) for _ in range(now)))
            made += now
        costs.append((time.process_time() - began) / made * 1e6)
        print(f"  {made:,} payments, {costs[-1]:,.0f} µs each", file=sys.stderr, flush=True)
    await server.shutdown()
    return costs


def main() -> None:
    """Fill a database. Progress goes to standard error."""
    server = Server(Settings(database=sys.argv[1], demo=False))
    print(*(f"{cost:.1f}" for cost in asyncio.run(fill(server, int(sys.argv[2])))))


if __name__ == "__main__":
    main()
