"""The official Node SDK, an old and a new version: unchanged, and with mapped hosts (docs/clients.md)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

INSTALLED = Path(__file__).parents[2] / ".clients" / "node_modules"
NODE = shutil.which("node")


@pytest.mark.parametrize("hosts", ["as told", "mapped"])
@pytest.mark.parametrize("version", ["stripe-17", "stripe-23"])
def test_the_node_sdk_finds_what_it_expects(server, version, hosts):
    folder = INSTALLED / version
    if NODE is None or not folder.is_dir():
        pytest.skip("needs node and script/clients")
    script = Path(__file__).with_name("node_sdk.cjs")
    command = [NODE, str(script), str(folder), server.rpartition(":")[2], hosts]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["did"] for one in lines} >= {
        "objects",
        "pages",
        "refusals",
        "payments",
        "idempotency",
        "webhooks",
        "versions",
        "notifications",
        "usage",
        "raw",
    }
    assert len(lines) == (10 if (version, hosts) == ("stripe-17", "as told") else 12)
    assert {one["did"]: one["wrong"] for one in lines if one["wrong"]} == {}
