"""Who gave the report, when and at which meeting: read from its front matter, where the words stand verbatim."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import PassageRecord, Span, occurrences
from indexer.answers.clauses import Material
from indexer.answers.dates import DATE
from indexer.answers.spans import Spot


def front_facts(fact: str, passages: Sequence[PassageRecord]) -> list[Spot]:
    """Where the front matter (or the note below it) states the ``speaker``, the ``date`` or the ``meeting`` of a report."""
    found: list[Spot] = []
    for passage in passages:
        material = Material(passage, ())
        span = _stated(fact, passage, material)
        if span:
            found.append(Spot(material, Span(0, len(passage.text)), span, 1.0))
    return found[:1]


def _stated(fact: str, passage: PassageRecord, material: Material) -> Span | None:
    document = passage.document
    if fact == "date":
        dates = [Span(m.start(), m.end()) for m in DATE.finditer(material.form) if "日" in m[0]]
        return dates[0] if dates else None
    wanted = document.speaker if fact == "speaker" else document.meeting
    return next(iter(occurrences(passage.text, wanted)), None) if wanted else None
