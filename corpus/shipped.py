"""The reports that come with the package, as files."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path


@cache
def shipped_folder() -> Path:
    """Where this installation has them."""
    return Path(str(resources.files("corpus").joinpath("reports"))).resolve()


def shipped_reports() -> list[Path]:
    """Paths of the shipped reports, in order of name; the same from a checkout and from an installed wheel."""
    return sorted(p for p in shipped_folder().iterdir() if p.suffix != ".tsv")
