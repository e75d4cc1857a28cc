"""From a passage to what the derived store takes in: the engine's entry and the rows of its figures, read in one pass.

Pure but for the segmenter's dictionary, and so done in as many processes as there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import NATION, DocumentRecord, PassageRecord, search_form
from indexer.analysis.analyzer import Analyzer, gram_pairs
from indexer.figures.store import FigureRow, Placed, figure_rows
from indexer.figuring.looking_up import figures_of, with_leads
from indexer.model.matching import Entry


@dataclass(frozen=True, slots=True)
class Analysed:
    """One passage, ready to be written."""

    entry: Entry
    figures: list[FigureRow]


def analysed(passages: Iterable[PassageRecord], analyzer: Analyzer) -> list[Analysed]:
    """Passages ready to be written, in order."""
    return [Analysed(entry_of(p, analyzer), figure_rows(placed(p), figures_of(p, lead))) for p, lead in with_leads(passages)]


def placed(passage: PassageRecord) -> Placed:
    """Where the figures of a passage stand, as the table of figures takes it in."""
    document = passage.document
    return Placed(
        passage.key, document.key, document.document_id, document.year, place_codes(document), document.level,
        passage.part, document.state,
    )  # fmt: skip


def entry_of(passage: PassageRecord, analyzer: Analyzer) -> Entry:
    """A passage as the engine takes it in."""
    document, form = passage.document, search_form(passage.text)
    titles = _titles(passage)
    return Entry(
        key=passage.key, document_key=document.key, document_id=document.document_id, body=passage.kind == "body",
        words=tuple(analyzer.words(form)), subject=tuple(analyzer.words(titles)),
        grams=tuple(gram_pairs(form)), titles=tuple(gram_pairs(titles)),
        year=document.year, places=place_codes(document), level=document.level, part=passage.part, state=document.state,
    )  # fmt: skip


def _titles(passage: PassageRecord) -> str:
    """The search form of what heads a passage: its labels, or all of a heading or front line."""
    if passage.kind in ("heading", "front"):
        return search_form(passage.text)
    return search_form("。".join(label.of(passage.text) for label in passage.labels))


def place_codes(document: DocumentRecord) -> tuple[str, ...]:
    """The codes a document is filtered by: those of its province and city, and its own."""
    if not document.place:
        return ()
    code = document.place.code
    if code == NATION:
        return (NATION,)
    upper = (code[:2] + "0000", code[:4] + "00")
    path = (upper[0],) if len(document.place.path) < 3 else upper
    return tuple(dict.fromkeys((*path, code)))
