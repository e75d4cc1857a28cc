"""The reports that come with the package, as files."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def shipped_reports() -> list[Path]:
    """Paths of the shipped reports, in order of name; the same from a checkout and from an installed wheel."""
    folder = Path(str(resources.files("corpus").joinpath("reports")))
    return sorted(p for p in folder.iterdir() if p.suffix != ".tsv")
