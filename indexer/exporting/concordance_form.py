"""A concordance as JSON, and its lines as they stand in files."""

from __future__ import annotations

from collections.abc import Callable

from corpus import Span
from indexer.exporting.export import Made, Writing
from indexer.exporting.hit_rows import NOWHERE, citation, permalink
from indexer.exporting.json_form import Json, facets_json
from indexer.exporting.tables import Cell
from indexer.exporting.word_entries import Entry
from indexer.model.concordance import Concordance, ConcordanceLine

_COLUMNS: tuple[tuple[str, Callable[[ConcordanceLine, Made], Cell]], ...] = (
    ("序号", lambda line, made: line.number),
    ("左文", lambda line, made: line.left),
    ("词", lambda line, made: line.key),
    ("右文", lambda line, made: line.right),
    ("地区", lambda line, made: line.passage.document.place_name),
    ("报告年份", lambda line, made: line.passage.document.year),
    ("报告", lambda line, made: line.passage.document.title),
    ("段", lambda line, made: line.passage.paragraph),
    ("段落编号", lambda line, made: line.passage.passage_id),
    ("起", lambda line, made: line.span.start),
    ("止", lambda line, made: line.span.end),
    ("固定链接", lambda line, made: permalink(line.passage, made, line.span)),
)


def concordance_json(found: Concordance) -> Json:
    """A page of a concordance."""
    return {
        "query": found.query, "keys": list(found.keys), "total": found.total, "total_is": found.total_is,
        "passages": found.passages, "documents": found.documents, "took_ms": found.took_ms, "copies": found.copies, "folded": found.folded,
        "lines": [line_json(line) for line in found.lines], "facets": facets_json(found.facets), "places": dict(found.places.items()),
        "notices": list(found.notices),
    }  # fmt: skip


def line_json(line: ConcordanceLine) -> Json:
    """One place with its context; offsets count in the passage's exact text."""
    passage, document = line.passage, line.passage.document
    return {
        "line": line.number, "left": line.left, "key": line.key, "right": line.right,
        "span": [line.span.start, line.span.end], "passage_id": passage.passage_id, "passage_kind": passage.kind,
        "paragraph": passage.paragraph, "section": list(passage.section), "part": passage.part,
        "document_id": document.document_id, "document_title": document.title, "state": document.state,
        "year": document.year, "place": document.place_name,
        "place_code": document.place and document.place.code, "url": permalink(passage, NOWHERE, line.span),
    }  # fmt: skip


def _row(line: ConcordanceLine, made: Made) -> tuple[Cell, ...]:
    return tuple(value(line, made) for _, value in _COLUMNS)


def _entry(line: ConcordanceLine, made: Made) -> Entry:
    text, start = line.left + line.key + line.right, len(line.left)
    source = citation(line.passage, made)
    return Entry(text, (Span(start, start + len(line.key)),), (source, permalink(line.passage, made, line.span)))


LINES: Writing[ConcordanceLine] = Writing(tuple(name for name, _ in _COLUMNS), _row, line_json, _entry, wide=("左文", "右文"))
