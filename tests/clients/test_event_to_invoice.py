"""From event to invoice by the oldest and the newest SDK of Python and of Node, in one sandbox.

Each bills a month of usage, and reads what all have made in the shapes of its own version.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".clients"
NODE = shutil.which("node")
CLIENTS = ["python-11", "python-16", "stripe-17", "stripe-23"]


def missing(client):
    """Whether a client is not installed."""
    if client.startswith("python"):
        return client != "python-11" and not (INSTALLED / client).is_dir()
    return NODE is None or not (INSTALLED / "node_modules" / client).is_dir()


def run(client, server, key, *arguments):
    """Run the scenario with a client; return what it prints."""
    environment = dict(os.environ)
    if client.startswith("python"):
        command = [sys.executable, "-W", "ignore", str(HERE / "event_to_invoice.py"), server]
        if client != "python-11":
            environment["PYTHONPATH"] = str(INSTALLED / client)
    else:
        folder = INSTALLED / "node_modules" / client
        command = [NODE, str(HERE / "event_to_invoice.cjs"), str(folder), server.rpartition(":")[2]]
    done = subprocess.run(
        [*command, key, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_each_client_bills_a_month_and_reads_what_the_others_billed(server, key):
    if any(map(missing, CLIENTS)):
        pytest.skip("needs node and script/clients")
    made = [run(client, server, key, "make", client) for client in CLIENTS]
    # 1,507 calls at 0.35 cents are 527.45 cents.
    expected = ["paid", 527, 1507, 1507, "active"]
    for client in CLIENTS:
        assert run(client, server, key, "read", json.dumps(made)) == [expected] * len(CLIENTS), client
