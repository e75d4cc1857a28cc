"""Tables and a chart from the results of the scale benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def write(results: dict[str, Any], folder: Path) -> str:
    return "\n".join(f"{s} {n} {sorted(v)}" for s, names in results.items() for n, v in names.items())
