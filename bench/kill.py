"""Kill the server at random moments under load, and check that no acknowledged write is lost or doubled.

    python bench/kill.py [--rounds 100] [--seed 1]

A round: start, load for a fraction of a second from several threads, SIGKILL, restart, check. Requests
without an answer are repeated with their idempotency keys or identifiers, so in the end every object and
event must exist exactly once. Loopback only; bounded.
"""

from __future__ import annotations

import argparse
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx

KEY = "sk_test_killkillkillkill"
THREADS = 4
NET = 1912  # cents that a payment of $20.00 brings after fees


class Ledger:
    """What was requested, and what was acknowledged."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.customers: dict[str, str | None] = {}  # idempotency key -> id, once acknowledged
        self.payments: dict[str, str | None] = {}
        self.events: dict[str, bool] = {}  # identifier -> acknowledged
        self.timestamps: dict[str, int] = {}


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def start(database: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "counterfoil",
            "serve",
            "--port",
            str(port),
            "--database",
            str(database),
            "--no-demo",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(400):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200:
                return server
        except httpx.TransportError:
            time.sleep(0.02)
    raise SystemExit("the server did not start")


def client(port: int) -> httpx.Client:
    return httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {KEY}"}, timeout=5
    )


def customer(api: httpx.Client, book: Ledger, key: str) -> None:
    answer = api.post("/v1/customers", data={"name": key}, headers={"Idempotency-Key": key})
    assert answer.status_code == 200, answer.text
    known, id = book.customers.get(key), answer.json()["id"]
    assert known in (None, id), f"{key} was {known}, is {id}"
    book.customers[key] = id


def payment(api: httpx.Client, book: Ledger, key: str) -> None:
    form = {
        "amount": 2000,
        "currency": "usd",
        "payment_method": "pm_card_visa",
        "confirm": "true",
        "payment_method_types[]": "card",
    }
    answer = api.post("/v1/payment_intents", data=form, headers={"Idempotency-Key": key})
    assert answer.status_code == 200, answer.text
    known, id = book.payments.get(key), answer.json()["id"]
    assert known in (None, id), f"{key} was {known}, is {id}"
    book.payments[key] = id


def event(api: httpx.Client, book: Ledger, identifier: str, who: str) -> None:
    timestamp = book.timestamps.setdefault(identifier, int(time.time()))
    form = {
        "event_name": "kills",
        "payload[stripe_customer_id]": who,
        "payload[value]": "1",
        "identifier": identifier,
        "timestamp": timestamp,
    }
    answer = api.post("/v1/billing/meter_events", data=form)
    duplicate = answer.status_code == 400 and "already exists with identifier" in answer.text
    assert answer.status_code == 200 or duplicate, answer.text
    book.events[identifier] = True


def load(port: int, book: Ledger, who: str, stop: threading.Event, name: str) -> None:
    number = 0
    with client(port) as api:
        while not stop.is_set():
            number += 1
            key = f"{name}-{number}"
            with book.lock:
                kind = number % 8
                if kind == 0:
                    book.customers.setdefault(key, None)
                elif kind == 4:
                    book.payments.setdefault(key, None)
                else:
                    book.events.setdefault(key, False)
            try:
                if kind == 0:
                    customer(api, book, key)
                elif kind == 4:
                    payment(api, book, key)
                else:
                    event(api, book, key, who)
            except httpx.TransportError:
                return


def settle(api: httpx.Client, book: Ledger, who: str) -> None:
    """Repeat all requests without an answer."""
    for key in [key for key, id in book.customers.items() if id is None]:
        customer(api, book, key)
    for key in [key for key, id in book.payments.items() if id is None]:
        payment(api, book, key)
    for identifier in [identifier for identifier, known in book.events.items() if not known]:
        event(api, book, identifier, who)


def look(api: httpx.Client, book: Ledger, meter: str, who: str) -> None:
    """Check that everything acknowledged exists exactly once."""
    now = int(time.time())
    query = {"customer": who, "start_time": (now - 86400) // 60 * 60, "end_time": now // 60 * 60 + 600}
    data = api.get(f"/v1/billing/meters/{meter}/event_summaries", params=query).json()["data"]
    counted = data[0]["aggregated_value"] if data else 0
    assert counted == len(book.events), f"{counted} events counted, {len(book.events)} sent"
    for kind, known in (("customers", book.customers), ("payment_intents", book.payments)):
        ids: list[str] = []
        page: dict[str, Any] = {"has_more": True, "data": []}
        while page["has_more"]:
            after = {"starting_after": ids[-1]} if ids else {}
            page = api.get(f"/v1/{kind}", params={"limit": 100, **after}).json()
            ids += [one["id"] for one in page["data"]]
        expected = set(known.values()) | ({who} if kind == "customers" else set())
        assert len(ids) == len(set(ids)), f"{kind}: one is listed twice"
        assert set(ids) == expected, f"{kind}: {len(ids)} kept, {len(expected)} expected"


def settled(api: httpx.Client, book: Ledger) -> None:
    """Check that the schedule continued: every payment settles, to the cent, within a moment."""
    expected = NET * len(book.payments)
    for _ in range(250):
        balance = api.get("/v1/balance").json()
        held = sum(entry["amount"] for state in ("pending", "available") for entry in balance[state])
        if held == expected:
            return
        time.sleep(0.02)
    raise AssertionError(f"the balance holds {held}, {len(book.payments)} payments are worth {expected}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"seed {seed}")
    book = Ledger()
    with tempfile.TemporaryDirectory(prefix="counterfoil-kill-") as folder:
        database = Path(folder, "kill.db")
        port = free_port()
        server = start(database, port)
        with client(port) as api:
            who = api.post("/v1/customers", data={"name": "who"}).json()["id"]
            form = {"display_name": "Kills", "event_name": "kills", "default_aggregation[formula]": "sum"}
            meter = api.post("/v1/billing/meters", data=form).json()["id"]
        for number in range(options.rounds):
            stop = threading.Event()
            threads = [
                threading.Thread(target=load, args=(port, book, who, stop, f"r{number}t{thread}"))
                for thread in range(THREADS)
            ]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.02, 0.5))
            server.send_signal(signal.SIGKILL)
            server.wait()
            stop.set()
            for thread in threads:
                thread.join()
            server = start(database, port)
            with client(port) as api:
                settle(api, book, who)
                if number % 10 == 9 or number == options.rounds - 1:
                    look(api, book, meter, who)
                    settled(api, book)
                    print(
                        f"round {number + 1}: {len(book.events)} events, {len(book.customers)} customers,"
                        f" {len(book.payments)} payments"
                    )
        server.terminate()
        server.wait()
        check = subprocess.run(
            [sys.executable, "-m", "counterfoil", "verify", "--database", str(database)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert check.returncode == 0, check.stdout + check.stderr
    print(f"{options.rounds} kills: nothing lost, nothing doubled, books balanced")


if __name__ == "__main__":
    main()
