"""The newest official Python SDK: `test_python_sdk.py` again, in a process that imports that release."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".clients" / "python-16"


def test_the_newest_python_sdk_finds_what_it_expects():
    if not INSTALLED.is_dir():
        pytest.skip("needs script/clients")
    searched = os.pathsep.join(filter(None, (str(INSTALLED), os.environ.get("PYTHONPATH", ""))))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {
        "PYTHONPATH": searched
    }
    version = subprocess.run(
        [sys.executable, "-c", "import stripe; print(stripe.api_version)"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert version.stdout.strip() == "2026-10-28.endive"
    tests = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/clients/test_python_sdk.py",
    ]
    done = subprocess.run(
        tests, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=480, check=False
    )
    assert done.returncode == 0, done.stdout
