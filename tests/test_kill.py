"""A server killed in the middle of its work loses no acknowledged write. See also `bench/kill.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_killed_under_load_and_started_again():
    script = Path(__file__).parent.parent / "bench" / "kill.py"
    done = subprocess.run(
        [sys.executable, str(script), "--rounds", "4"],
        capture_output=True,
        text=True,
        timeout=480,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing doubled, books balanced" in done.stdout
