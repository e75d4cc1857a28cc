"""Hits of a search as rows of a table, as JSON, and as entries of a document with their citation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from corpus import PassageRecord, Span, cite
from indexer.exporting.export import Made, Writing
from indexer.exporting.json_form import search_hit_json
from indexer.exporting.tables import Cell
from indexer.exporting.word_entries import Entry
from indexer.exporting.words import PART_WORDS, STATE_WORDS, TIER_WORDS
from indexer.model.hit import Hit

TEXT = "原文"

_COLUMNS: tuple[tuple[str, Callable[[Hit, Made], Cell]], ...] = (
    ("序号", lambda hit, made: hit.rank),
    ("相符程度", lambda hit, made: TIER_WORDS[hit.match]),
    ("地区", lambda hit, made: hit.passage.document.place_name),
    ("报告年份", lambda hit, made: hit.passage.document.year),
    ("报告", lambda hit, made: hit.passage.document.title),
    ("文本类型", lambda hit, made: STATE_WORDS[hit.passage.document.state]),
    ("部分", lambda hit, made: PART_WORDS[hit.passage.part] if hit.passage.part else None),
    ("章节", lambda hit, made: " › ".join(hit.passage.section)),
    ("段", lambda hit, made: hit.passage.paragraph),
    (TEXT, lambda hit, made: hit.passage.text),
    ("相符文字", lambda hit, made: "、".join(dict.fromkeys(span.of(hit.passage.text) for span in hit.highlights))),
    ("同一报告另有几段", lambda hit, made: hit.others),
    ("副本", lambda hit, made: "、".join(copy.passage_id for copy in hit.copies)),
    ("引文", lambda hit, made: citation(hit.passage, made)),
    ("段落编号", lambda hit, made: hit.passage.passage_id),
    ("固定链接", lambda hit, made: permalink(hit.passage, made)),
)


NOWHERE = Made("", datetime.min)  # for addresses relative to the site


def permalink(passage: PassageRecord, made: Made, span: Span | None = None) -> str:
    """The whole address of a passage or a stretch of it, relative where the site has no name."""
    stretch = f"&start={span.start}&end={span.end}" if span else ""
    return f"{made.site}/p/{passage.passage_id}?d={passage.digest}{stretch}"


def citation(passage: PassageRecord, made: Made, span: Span | None = None) -> str:
    """The citation in the usual style (GB/T 7714)."""
    address = permalink(passage, made) if made.site else ""
    return cite(passage, span=span, permalink=address, accessed=made.when.date()).text


def _row(hit: Hit, made: Made) -> tuple[Cell, ...]:
    return tuple(value(hit, made) for _, value in _COLUMNS)


def _entry(hit: Hit, made: Made) -> Entry:
    return Entry(hit.passage.text, hit.highlights, (citation(hit.passage, made), permalink(hit.passage, made)))


HITS: Writing[Hit] = Writing(tuple(name for name, _ in _COLUMNS), _row, search_hit_json, _entry, wide=(TEXT, "引文"))
