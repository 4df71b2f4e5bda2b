"""The page "From event to invoice in five minutes": its commands run, and come to what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "from-event-to-invoice.md").read_text()
COMMANDS = "".join(re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
[SAID] = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """(address, database) of a server in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = tmp_path / "five.db"
    command = [sys.executable, "-m", "counterfoil", "serve", "--database", str(database), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    while True:
        try:
            httpx.get(url, timeout=5)
            break
        except httpx.TransportError:
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.02)
    yield url, database
    process.terminate()
    assert process.wait(10) in (0, -signal.SIGTERM)


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("jq"), reason="needs curl and jq")
def test_the_commands_come_to_what_the_page_says(running: tuple[str, Path]):
    url, database = running
    script = f"set -euo pipefail\n{COMMANDS}\necho $INVOICE\n"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "COUNTERFOIL": url},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answers, invoice = done.stdout.rstrip().rsplit("\n", 1)
    assert "An event already exists with identifier monday." in answers
    assert json.loads(answers[answers.rindex('{\n  "status"') :]) == json.loads(SAID)
    explained = subprocess.run(
        [sys.executable, "-m", "counterfoil", "explain", invoice, "--database", str(database)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert explained.returncode == 0, explained.stdout + explained.stderr
    for step in (
        'sum of "api_call"',
        "tier 2, up to 10000: 9000 × 0.5 = 4500",
        "Billing credits of Welcome",
        "3 events",
    ):
        assert step in explained.stdout
