"""原文与出处: the words and where they stand, as one writes them into a text."""

from __future__ import annotations

from corpus.citations import dates, naming
from corpus.citations.cited import Cited
from corpus.model.record import DocumentRecord, PassageRecord


def write(cited: Cited) -> str:
    """``“…”（《题名》，2020年5月27日，第8段）``"""
    return f"“{cited.quote}”（{source_line(cited.passage)}）"


def source_line(passage: PassageRecord) -> str:
    """Where a text stands, in words: ``《题名》，2020年5月27日，第8段``."""
    when = dates.chinese(dates.given_on(passage.document))
    return "，".join(part for part in (naming.title(passage.document), when, naming.locator(passage)) if part)


def document_line(document: DocumentRecord) -> str:
    """What a document is, where it is of, and when: ``《题名》，郑州市管城回族区，2020年5月27日``."""
    when = dates.chinese(dates.given_on(document))
    return "，".join(part for part in (naming.title(document), naming.full_name(document), when) if part)
