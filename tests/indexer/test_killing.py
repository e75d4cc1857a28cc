"""SIGKILL at random moments of an indexing run; ``YIJU_KILLS=100`` (as ``.ci/run`` does) takes more of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_any_moment_nothing_told_of_is_lost_and_no_index_is_half(tmp_path: Path) -> None:
    trials = os.environ.get("YIJU_KILLS", "10")
    command = [sys.executable, "-m", "tests.indexer.killing", str(tmp_path), trials]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    print(done.stdout)  # of interest when it fails
    assert (done.returncode, [line for line in done.stdout.split("\n") if line.startswith("trial")]) == (0, []), done.stderr
