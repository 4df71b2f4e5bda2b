"""A server that is killed in the middle of its work loses nothing it acknowledged; `bench/kill.py` does it a
hundred times.
"""

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
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing doubled, books balanced" in done.stdout
