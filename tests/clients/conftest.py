"""A server as users run it: its own process and port, called over HTTP by the official clients."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from counterfoil.kernel.ids import letters


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERFOIL_")}
    command = [
        sys.executable,
        "-m",
        "counterfoil",
        "serve",
        "--database",
        ":memory:",
        "--port",
        str(port),
        "--no-demo",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    while True:
        try:
            httpx.get(url, timeout=5)
            break
        except httpx.TransportError:
            assert process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.02)
    yield url
    process.terminate()
    assert process.wait(10) in (0, -signal.SIGTERM), log.read_text()
    assert "crashed" not in log.read_text()


@pytest.fixture
def key() -> str:
    """The key of a sandbox that nobody has used yet."""
    return f"sk_test_{letters(24)}"
