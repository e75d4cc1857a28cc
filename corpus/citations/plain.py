"""原文与出处: the words and where they stand, as one writes them into a text."""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``“…”（《题名》，2020年5月27日，第8段）``"""
    return f"“{cited.quote}”（{source(cited)}）"


def source(cited: Cited) -> str:
    """Where the words stand: ``《题名》，2020年5月27日，第8段``."""
    when = dates.chinese(dates.given_on(cited.document))
    return "，".join(part for part in (naming.title(cited.document), when, naming.locator(cited.passage)) if part)
