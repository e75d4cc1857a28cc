"""A basket as rows of a table, for CSV: every excerpt in the reader's order, those that no longer stand with the word that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus import PassageRecord
from indexer.exporting.reference_list import Listed, ReferenceList
from indexer.exporting.tables import Cell

STANDING_WORDS = {"unchanged": "原文未变动", "moved": "原文移到了这里", "changed": "原文已改动", "missing": "库中找不到这一处"}

Row = tuple[int, Listed, str]  # its place in the basket, and the entry of its report

_COLUMNS: tuple[tuple[str, Callable[[Row], Cell]], ...] = (
    ("序号", lambda row: row[0]),
    ("引文", lambda row: row[1].found.quote),
    ("参考文献序号", lambda row: row[1].reference),
    ("段", lambda row: row[1].locator),
    ("备注", lambda row: row[1].found.excerpt.note),
    ("核对", lambda row: STANDING_WORDS[row[1].found.standing]),
    ("报告", lambda row: _of(row, lambda p: p.document.title)),
    ("地区", lambda row: _of(row, lambda p: p.document.place_name)),
    ("报告年份", lambda row: _of(row, lambda p: p.document.year)),
    ("参考文献", lambda row: row[2]),
    ("段落编号", lambda row: _of(row, lambda p: p.passage_id) or row[1].found.excerpt.passage_id),
    ("起", lambda row: row[1].found.span.start if row[1].found.span else None),
    ("止", lambda row: row[1].found.span.end if row[1].found.span else None),
    ("原文摘要", lambda row: _of(row, lambda p: p.digest)),
    ("固定链接", lambda row: row[1].permalink),
)
EXCERPT_COLUMNS: tuple[str, ...] = tuple(name for name, _ in _COLUMNS)


def excerpt_rows(listed: ReferenceList) -> Iterator[tuple[Cell, ...]]:
    """One row an excerpt, in the order of :data:`EXCERPT_COLUMNS`. Places count from 0 in characters, half-open."""
    texts = {reference.number: reference.text for reference in listed.references}
    for number, one in enumerate(listed.rows, 1):
        row = (number, one, texts.get(one.reference or 0, ""))
        yield tuple(value(row) for _, value in _COLUMNS)


def _of(row: Row, value: Callable[[PassageRecord], Cell]) -> Cell:
    passage = row[1].found.passage
    return value(passage) if passage else None
