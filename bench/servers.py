"""Start, load and measure servers. Loopback only; every process started here is ended here."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
LUA = Path(__file__).with_name("load.lua")
# Compiled modules are kept, as they are wherever a program is started twice.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE" and "COUNTERFOIL_" not in name
}


@dataclass(frozen=True)
class Load:
    """Results of a load. answered: times (s). refused: answers ≥ 400. broken: connections. latencies: ms."""

    answered: int
    seconds: float
    refused: int
    broken: int
    median: float
    p99: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.answered / self.seconds

    @property
    def clean(self) -> bool:
        """Whether every request succeeded."""
        return not self.refused and not self.broken


@dataclass(frozen=True)
class Server:
    """A running server. started_in: seconds from process start to the first answer."""

    process: subprocess.Popen[bytes]
    port: int
    started_in: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def running(arguments: list[str], port: int, first: str = "/", log: Path | None = None) -> Iterator[Server]:
    """Run `python -m …` while the block runs. first: the path of the first request."""
    with Path(log or os.devnull).open("ab") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], env=ENVIRONMENT, stdout=output, stderr=output
        )
    try:
        yield Server(process, port, answered(process, port, first) - began)
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def counterfoil(
    database: Path, *, demo: bool = False, first: str = "/healthz"
) -> AbstractContextManager[Server]:
    """Run `counterfoil serve` on a database."""
    port = free_port()
    options = ["--port", str(port), "--database", str(database), "--demo" if demo else "--no-demo"]
    return running(["counterfoil", "serve", *options], port, first, database.with_suffix(".log"))


def noop() -> AbstractContextManager[Server]:
    """Run the no-op server."""
    port = free_port()
    return running(["bench.noop", str(port)], port)


def answered(
    process: subprocess.Popen[bytes], port: int, path: str, key: str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
) -> float:
    """Return the time of the first answer (perf_counter), polled every two milliseconds."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {key}", "Connection: close")
    request = "\r\n".join((*lines, "", "")).encode()
    deadline = time.perf_counter() + 120
    while time.perf_counter() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 60) as sock:
            sock.sendall(request)
            answer = sock.recv(4096)
            if answer:
                assert answer.startswith(b"HTTP/1.1 200"), answer.decode()
                return time.perf_counter()
        assert process.poll() is None, "the server ended"
        time.sleep(0.002)
    raise AssertionError("the server does not answer")


def load(server: Server, seconds: float, kind: str, *arguments: str) -> Load:
    """Load a server with wrk: one thread, sixteen connections. arguments: of load.lua."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds:g}s",
        "--timeout",
        "10s",
        "-s",
        str(LUA),
        server.url,
        "--",
        kind,
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT")), None)
    assert line is not None, done.stdout + done.stderr
    requests, micros, refused, broken, median, p99 = map(int, line.split()[1:])
    return Load(requests, micros / 1e6, refused, broken, median / 1000, p99 / 1000)
