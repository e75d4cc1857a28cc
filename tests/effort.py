"""How much work a call does, as a number that a busy machine does not change: the functions it calls, Python's and C's.

Tests never assert on time; what must stay linear or small is counted. Steps inside a regular expression are not seen here:
their growth is measured in ``benchmarks/``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(run: Callable[[], object]) -> int:
    """Number of functions called while ``run`` runs in this thread."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return counted
