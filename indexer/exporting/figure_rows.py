"""Figures as rows of a table, for CSV and XLSX; amounts in the unit they convert to, beside the words as printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from corpus import Span
from indexer.exporting.export import Made, Writing
from indexer.exporting.hit_rows import citation, permalink
from indexer.exporting.json_form import figure_hit_json
from indexer.exporting.tables import Cell
from indexer.exporting.word_entries import Entry
from indexer.model.hit import FigureHit

KIND_WORDS: dict[str, str] = {"result": "实绩", "target": "目标", "other": "其他"}
CHANGE_WORDS: dict[str, str] = {"level": "水平", "growth": "增长", "fall": "下降", "share": "占比", "rank": "位次"}
SENTENCE = "原句"

_COLUMNS: tuple[tuple[str, Callable[[FigureHit], Cell]], ...] = (
    ("原数", lambda row: row.figure.quantity.span.of(row.hit.passage.text)),
    ("数值", lambda row: row.figure.quantity.value),
    ("上限", lambda row: _high(row)),
    ("单位", lambda row: row.figure.quantity.unit),
    ("约数词", lambda row: row.figure.quantity.approximator),
    ("指标", lambda row: row.figure.indicator),
    ("指标代码", lambda row: row.figure.indicator_id),
    ("变化", lambda row: CHANGE_WORDS[row.figure.change]),
    ("时期", lambda row: row.figure.period),
    ("性质", lambda row: KIND_WORDS[row.figure.kind]),
    ("地区", lambda row: _place(row)),
    ("报告年份", lambda row: row.hit.passage.document.year),
    ("报告", lambda row: row.hit.passage.document.title),
    ("段", lambda row: row.hit.passage.paragraph),
    (SENTENCE, lambda row: row.hit.snippet.of(row.hit.passage.text)),
    ("段落编号", lambda row: row.hit.passage.passage_id),
    ("固定链接", lambda row: f"/p/{row.hit.passage.passage_id}?d={row.hit.passage.digest}"),
)
FIGURE_COLUMNS: tuple[str, ...] = tuple(name for name, _ in _COLUMNS)


def figure_row(row: FigureHit) -> tuple[Cell, ...]:
    """One figure, in the order of :data:`FIGURE_COLUMNS`."""
    return tuple(value(row) for _, value in _COLUMNS)


def _high(row: FigureHit) -> Decimal | None:
    """The upper end of a range; 数值 holds the lower one."""
    ends = row.figure.quantity.range
    return ends[1] if ends else None


def _place(row: FigureHit) -> str | None:
    place = row.hit.passage.document.place
    return place.name if place else None


def _entry(row: FigureHit, made: Made) -> Entry:
    passage, shown = row.hit.passage, row.hit.snippet
    span = row.figure.quantity.span
    inside = Span(span.start - shown.start, span.end - shown.start)
    marks = (inside,) if shown.covers(span) else ()
    return Entry(shown.of(passage.text), marks, (citation(passage, made, shown), permalink(passage, made, span)))


FIGURES: Writing[FigureHit] = Writing(
    FIGURE_COLUMNS, lambda row, made: (*figure_row(row)[:-1], permalink(row.hit.passage, made, row.figure.quantity.span)),
    figure_hit_json, _entry, wide=(SENTENCE,),
)  # fmt: skip
