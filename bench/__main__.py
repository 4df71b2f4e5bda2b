"""Measure speed and memory, compared with a no-op server, and print one table.

    bench/run [--seconds 8] [--stored 10000000] [--payments 100000] [--subscriptions 1000]
              [--only events,stream,…]
              [--folder DIR] [--json FILE] [--no-targets]

The no-op server runs under the same uvicorn with the same settings and gets the same requests from the same
wrk, so a ratio is the cost of the work on this machine. Each server runs alone. Status 1 if a target is
missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.servers import CONNECTIONS, ENVIRONMENT, Load, Server, counterfoil, load, noop
from bench.usage import KEY

CUSTOMERS = 1_000
FEW = 100_000  # stored events that the many are compared with
PERIOD = 1_000  # events in the period of an invoice that one with many is compared with
STARTS = 5
EXAMPLE = (
    "/v1/billing/meters/mtr_test_61Q8nQMqIFK9fRQmr41CMAXJrFdZ5MnA/event_summaries"
    "?customer=cus_Pp40waj64hdRxb&start_time=1711584000&end_time=1711666800&value_grouping_window=hour"
)


@dataclass(frozen=True)
class Row:
    """A line of the table. ratio: to the no-op. passed: None without a target."""

    what: str
    figure: str
    ratio: float | None
    target: str
    passed: bool | None
    note: str = ""


class Bench:
    """The state shared by all measurements."""

    def __init__(self, folder: Path, seconds: float, stored: int, payments: int, subscriptions: int) -> None:
        self.folder = folder
        self.seconds = seconds
        self.stored = stored
        self.payments = payments
        self.subscriptions = subscriptions
        self.run = f"{time.time():.0f}"
        self.rows: list[Row] = []
        self._noop: dict[str, Load] = {}

    def noop(self, kind: str, *arguments: str) -> Load:
        """Measure the no-op server with the same requests, once per kind."""
        if kind not in self._noop:
            with noop() as server:
                load(server, 1, kind, *arguments)
                self._noop[kind] = load(server, self.seconds, kind, *arguments)
        return self._noop[kind]

    def furnished(self, name: str) -> tuple[Path, str, Path]:
        """Make a database with a meter and customers. Returns (file, meter id, file of customer ids)."""
        database, ids = self.folder / f"{name}.db", self.folder / f"{name}.ids"
        with counterfoil(database) as server, client(server) as api:
            form = {"display_name": "Bench", "event_name": "bench", "default_aggregation[formula]": "sum"}
            meter = granted(api.post("/v1/billing/meters", data=form))["id"]
            made = [
                granted(api.post("/v1/customers", data={"name": f"Customer {number}"}))["id"]
                for number in range(CUSTOMERS)
            ]
        ids.write_text("\n".join(made) + "\n")
        return database, meter, ids

    def measured(
        self, server: Server, kind: str, ids: Path, *, key: str = KEY, meter: str = "-", day: int = 0
    ) -> Load:
        """Measure a load, after one second of warm-up."""
        for run, seconds in (("w" + self.run, 1.0), ("m" + self.run, self.seconds)):
            measured = load(server, seconds, kind, run, key, str(ids), meter, str(day))
        return measured


def client(server: Server) -> httpx.Client:
    """Return an HTTP client of the measured account."""
    headers = {"Authorization": f"Bearer {KEY}", "Stripe-Version": "2025-02-24.acacia"}
    return httpx.Client(base_url=server.url, headers=headers, timeout=60)


def granted(answer: httpx.Response) -> Any:
    """Return the body of an answer, which must be 200."""
    assert answer.status_code == 200, answer.text
    return answer.json()


def used(api: httpx.Client, meter: str, ids: Path) -> int:
    """Return the usage of all customers since yesterday."""
    now = int(time.time()) // 60 * 60
    query = {"start_time": now - 86400, "end_time": now + 3600}
    total = 0
    for customer in ids.read_text().split():
        found = granted(
            api.get(f"/v1/billing/meters/{meter}/event_summaries", params={"customer": customer, **query})
        )["data"]
        total += found[0]["aggregated_value"] if found else 0
    return int(total)


def latency(measured: Load, *more: str) -> str:
    """Format latencies, and errors if any."""
    words = [f"median {measured.median:.1f} ms, p99 {measured.p99:.1f} ms", *more]
    if not measured.clean:
        words.append(f"{measured.refused} refused, {measured.broken} broken")
    return "; ".join(words)


def events(bench: Bench) -> None:
    """Measure single events over v1, each durable before its answer."""
    database, meter, ids = bench.furnished("events")
    idle = bench.noop("events", bench.run, KEY, str(ids))
    with counterfoil(database) as server, client(server) as api:
        measured = bench.measured(server, "events", ids)
        counted, memory = used(api, meter, ids), server.memory
    ratio = measured.rate / idle.rate
    kept = counted >= 3 * measured.answered
    passed = measured.clean and kept and ratio >= 0.25 and measured.rate >= 10_000
    note = latency(
        measured,
        "all counted" if kept else f"ONLY {counted // 3} OF {measured.answered} COUNTED",
        f"{memory:.0f} MB after",
    )
    bench.rows.append(
        Row("POST meter_events", f"{measured.rate:,.0f}/s", ratio, "0.25 and 10,000/s", passed, note)
    )


def stream(bench: Bench) -> None:
    """Measure a hundred events per request over v2."""
    database, meter, ids = bench.furnished("stream")
    with counterfoil(database) as server, client(server) as api:
        token = granted(
            api.post(
                "/v2/billing/meter_event_session", content=b"{}", headers={"Content-Type": "application/json"}
            )
        )
        measured = bench.measured(server, "stream", ids, key=token["authentication_token"])
        counted = used(api, meter, ids)
    rate = 100 * measured.rate
    kept = counted >= 300 * measured.answered
    note = latency(
        measured, "all counted" if kept else f"ONLY {counted // 3} OF {100 * measured.answered} COUNTED"
    )
    bench.rows.append(
        Row(
            "POST meter_event_stream, 100 a request",
            f"{rate:,.0f} events/s",
            None,
            "100,000 events/s",
            measured.clean and kept and rate >= 100_000,
            note,
        )
    )


def customers(bench: Bench) -> None:
    """Measure create, retrieve and list."""
    database, _, ids = bench.furnished("customers")
    with counterfoil(database) as server:
        for kind, name, least in (
            ("retrieve", "customer retrieve", 10_000),
            ("list", "customers list of 10", 4_000),
            ("create", "customer create", 3_000),
        ):
            measured = bench.measured(server, kind, ids)
            bench.rows.append(
                Row(
                    name,
                    f"{measured.rate:,.0f}/s",
                    None,
                    f"{least:,}/s",
                    measured.clean and measured.rate >= least,
                    latency(measured),
                )
            )


def payments(bench: Bench) -> None:
    """Measure the creation and confirmation of card payments, and whether they cost more as they add up."""
    database, _, ids = bench.furnished("payments")
    idle = bench.noop("pay", bench.run, KEY, str(ids))
    with counterfoil(database) as server:
        measured = bench.measured(server, "pay", ids)
    ratio = measured.rate / idle.rate
    passed = measured.clean and ratio >= 0.06
    name = "PaymentIntent create and confirm"
    bench.rows.append(Row(name, f"{measured.rate:,.0f}/s", ratio, "0.06", passed, latency(measured)))
    print(f"making {bench.payments:,} payments …", file=sys.stderr, flush=True)
    arguments = [str(bench.folder / "paid.db"), str(bench.payments)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.payments", *arguments],
        check=True,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    costs = [float(each) for each in done.stdout.split()]
    growth = costs[-1] / costs[0]
    note = f"{costs[0]:,.0f} µs and {costs[-1]:,.0f} µs of processor time"
    name = f"  cost of the last tenth of {bench.payments:,} to the first"
    bench.rows.append(Row(name, f"{growth:.2f}", None, "at most 1.3", growth <= 1.3, note))


def renewals(bench: Bench) -> None:
    """Measure a year of monthly subscriptions, flat ones and then metered ones with twelve events a month."""
    _, _, ids = bench.furnished("renewals")
    idle = bench.noop("pay", bench.run, KEY, str(ids))
    for name, target, more in (
        ("renewals", 0.025, []),
        ("metered renewals", 0.02, ["--usage", "12"]),
    ):
        print(f"renewing {bench.subscriptions:,} subscriptions for a year …", file=sys.stderr, flush=True)
        database = bench.folder / f"{name.replace(' ', '-')}.db"
        done = subprocess.run(
            [sys.executable, "-m", "bench.renewals", str(database), str(bench.subscriptions), *more],
            check=True,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
        )
        count, seconds, *costs, before, after = (float(each) for each in done.stdout.split())
        rate, growth = count / seconds, costs[-1] / costs[0]
        ratio = rate / idle.rate
        memory = f"{before:.0f} MB before, {after:.0f} MB after"
        row = Row(f"{count:,.0f} {name}", f"{rate:,.0f}/s", ratio, f"{target}", ratio >= target, memory)
        bench.rows.append(row)
        note = f"{costs[0]:,.0f} µs and {costs[-1]:,.0f} µs of processor time"
        name = "  cost of the last two months to the first two"
        bench.rows.append(Row(name, f"{growth:.2f}", None, "at most 1.3", growth <= 1.3, note))


def finalizations(bench: Bench) -> None:
    """Measure the finalization of an invoice with few events in its period, then of one with many."""
    print(f"storing {bench.stored:,} events by the stream …", file=sys.stderr, flush=True)
    arguments = [str(bench.folder / "finalized.db"), str(PERIOD), str(bench.stored)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.finalizations", *arguments],
        check=True,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    few, quick, many, slow, _ = (float(each) for each in done.stdout.split())
    name = f"finalization with {bench.stored:,} events in the period to one with {PERIOD:,}"
    note = f"{few:,.0f} µs and {many:,.0f} µs of processor time; {quick:.1f} ms and {slow:.1f} ms"
    bench.rows.append(Row(name, f"{many / few:.2f}", None, "at most 1.3", many / few <= 1.3, note))


def summaries(bench: Bench) -> None:
    """Measure 24 hourly windows with few events stored, then with many.

    Every answer has all 24 windows, so that the two are comparable.
    """
    found: dict[int, Load] = {}
    for stored in (FEW, bench.stored):
        days = min(30, stored // FEW)
        database, meter, ids = bench.furnished(f"stored-{stored}")
        print(f"storing {stored:,} events …", file=sys.stderr, flush=True)
        began = time.perf_counter()
        arguments = [str(database), meter, str(stored), str(days), str(ids)]
        subprocess.run([sys.executable, "-m", "bench.usage", *arguments], check=True, env=ENVIRONMENT)
        took, size = (
            time.perf_counter() - began,
            sum(one.stat().st_size for one in bench.folder.glob(f"{database.name}*")),
        )
        day = int(time.time()) // 3600 * 3600 - 86400
        with counterfoil(database) as server, client(server) as api:
            query = {
                "customer": ids.read_text().split()[0],
                "start_time": day,
                "end_time": day + 86400,
                "limit": 24,
            }
            path = f"/v1/billing/meters/{meter}/event_summaries"
            windows = len(granted(api.get(path, params={**query, "value_grouping_window": "hour"}))["data"])
            assert windows == 24, f"{windows} windows of 24"
            found[stored] = measured = bench.measured(server, "summaries", ids, meter=meter, day=day)
            memory = server.memory
        idle = bench.noop("summaries", bench.run, KEY, str(ids), meter, str(day))
        ratio = measured.rate / idle.rate
        note = latency(
            measured,
            f"stored in {took:.0f} s, {size / 1e6:,.0f} MB, start {server.started_in:.2f} s, {memory:.0f} MB",
        )
        many = stored == bench.stored
        name = f"summaries, 24 hours, {stored:,} events stored"
        bench.rows.append(
            Row(
                name,
                f"{measured.rate:,.0f}/s",
                ratio,
                "0.15" if many else "",
                measured.clean and ratio >= 0.15 if many else None,
                note,
            )
        )
    growth = found[FEW].rate / found[bench.stored].rate
    bench.rows.append(
        Row(
            f"  time at {bench.stored:,} to time at {FEW:,}",
            f"{growth:.2f}",
            None,
            "at most 1.3",
            growth <= 1.3,
        )
    )


def start(bench: Bench) -> None:
    """Measure from process start to the first answer of the demo account, then one idle second."""
    times, memory = [], 0.0
    for number in range(STARTS + 1):
        with counterfoil(bench.folder / f"start-{number}.db", demo=True, first=EXAMPLE) as server:
            if number:  # the first one compiles the modules
                times.append(server.started_in)
            if number == STARTS:
                time.sleep(1)
                memory = server.memory
    median = statistics.median(times)
    note = f"median of {STARTS}, slowest {max(times):.2f} s"
    bench.rows.append(
        Row("start to first answer, new database", f"{median:.2f} s", None, "0.7 s", median <= 0.7, note)
    )
    bench.rows.append(Row("memory, idle", f"{memory:.0f} MB", None, "120 MB", memory <= 120))


MEASUREMENTS: dict[str, Callable[[Bench], None]] = {
    "start": start, "events": events, "stream": stream, "customers": customers, "payments": payments,
    "renewals": renewals, "finalizations": finalizations, "summaries": summaries,
}  # fmt: skip


def printed(bench: Bench) -> None:
    """Print the table."""
    lines = [("what", "figure", "of no-op", "target", "", "")]
    for row in bench.rows:
        mark = {None: "", True: "pass", False: "FAIL"}[row.passed]
        lines.append(
            (
                row.what,
                row.figure,
                "" if row.ratio is None else f"{row.ratio:.2f}",
                row.target,
                mark,
                row.note,
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    for kind, measured in bench._noop.items():
        print(f"no-op, requests of {kind}: {measured.rate:,.0f}/s")


def main() -> int:
    """Measure, print, clean up. Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="bench/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8, help="length of each measurement")
    parser.add_argument(
        "--stored",
        type=int,
        default=10_000_000,
        help="events stored for the summaries, and in the period of a finalized invoice",
    )
    parser.add_argument(
        "--payments", type=int, default=100_000, help="payments made, to compare the last with the first"
    )
    parser.add_argument(
        "--subscriptions", type=int, default=1_000, help="subscriptions that are renewed for a year"
    )
    parser.add_argument("--only", default=",".join(MEASUREMENTS), help=f"some of {','.join(MEASUREMENTS)}")
    parser.add_argument(
        "--folder",
        type=Path,
        help="where databases are made, on the disk that is meant; the system's temporary folder",
    )
    parser.add_argument("--json", type=Path, help="write the rows there as well")
    parser.add_argument("--no-targets", action="store_true", help="status 0 even if a target is missed")
    options = parser.parse_args()
    wanted = options.only.split(",")
    if options.stored < FEW:
        parser.error(f"--stored is at least {FEW}")
    if unknown := set(wanted) - set(MEASUREMENTS):
        parser.error(f"no measurement {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="counterfoil-bench-", dir=options.folder) as folder:
        bench = Bench(Path(folder), options.seconds, options.stored, options.payments, options.subscriptions)
        for name in wanted:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            MEASUREMENTS[name](bench)
    print(f"{CONNECTIONS} connections, {options.seconds:g} s each; databases on {disk(Path(folder).parent)}")
    printed(bench)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in bench.rows], indent=2) + "\n")
    missed = any(row.passed is False for row in bench.rows)
    return 1 if missed and not options.no_targets else 0


def disk(folder: Path) -> str:
    """Return the file system of a folder: on tmpfs, durable writes cost nothing."""
    found = subprocess.run(
        ["df", "-T", str(folder)], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    kind = found[-1].split()[1] if found else "an unknown file system"
    return kind + (" (NOT A DISK: durable writes cost nothing here)" if kind == "tmpfs" else "")


if __name__ == "__main__":
    sys.exit(main())
