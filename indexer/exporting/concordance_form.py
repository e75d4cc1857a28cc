"""A concordance as JSON, and its lines as rows of a table."""

from __future__ import annotations

from collections.abc import Callable

from indexer.exporting.json_form import Json, facets_json
from indexer.exporting.tables import Cell
from indexer.model.concordance import Concordance, ConcordanceLine

_COLUMNS: tuple[tuple[str, Callable[[ConcordanceLine], Cell]], ...] = (
    ("序号", lambda line: line.number),
    ("左文", lambda line: line.left),
    ("词", lambda line: line.key),
    ("右文", lambda line: line.right),
    ("地区", lambda line: line.passage.document.place.name if line.passage.document.place else None),
    ("报告年份", lambda line: line.passage.document.year),
    ("报告", lambda line: line.passage.document.title),
    ("段", lambda line: line.passage.paragraph),
    ("段落编号", lambda line: line.passage.passage_id),
    ("起", lambda line: line.span.start),
    ("止", lambda line: line.span.end),
    ("固定链接", lambda line: address_of(line)),
)
CONCORDANCE_COLUMNS: tuple[str, ...] = tuple(name for name, _ in _COLUMNS)
WIDE_CONTEXTS = ("左文", "右文")


def concordance_json(found: Concordance) -> Json:
    """A page of a concordance."""
    return {
        "query": found.query, "keys": list(found.keys), "total": found.total, "total_is": found.total_is,
        "passages": found.passages, "documents": found.documents, "took_ms": found.took_ms,
        "lines": [line_json(line) for line in found.lines], "facets": facets_json(found.facets), "places": found.places,
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
        "year": document.year, "place": document.place and document.place.name,
        "place_code": document.place and document.place.code, "url": address_of(line),
    }  # fmt: skip


def concordance_row(line: ConcordanceLine) -> tuple[Cell, ...]:
    """One place, in the order of :data:`CONCORDANCE_COLUMNS`."""
    return tuple(value(line) for _, value in _COLUMNS)


def address_of(line: ConcordanceLine) -> str:
    """The permalink of the place, relative to the site."""
    return f"/p/{line.passage.passage_id}?d={line.passage.digest}&start={line.span.start}&end={line.span.end}"
