"""Reports as rows of a table, as JSON, and as entries of a document with the reference of each."""

from __future__ import annotations

from collections.abc import Callable

from corpus import DocumentRecord, Work, enter
from indexer.exporting.export import Made, Writing
from indexer.exporting.json_form import document_summary
from indexer.exporting.tables import Cell
from indexer.exporting.word_entries import Entry
from indexer.exporting.words import STATE_WORDS

TITLE = "题名"

_COLUMNS: tuple[tuple[str, Callable[[DocumentRecord, Made], Cell]], ...] = (
    ("报告编号", lambda document, made: document.document_id),
    (TITLE, lambda document, made: document.title),
    ("地区", lambda document, made: _place(document)),
    ("地区代码", lambda document, made: document.place.code if document.place else None),
    ("报告年份", lambda document, made: document.year),
    ("日期", lambda document, made: document.date),
    ("文本类型", lambda document, made: STATE_WORDS[document.state]),
    ("会议", lambda document, made: document.meeting),
    ("报告人", lambda document, made: "".join(part for part in (document.role, document.speaker) if part)),
    ("段数", lambda document, made: document.paragraphs),
    ("字数", lambda document, made: document.characters),
    ("来源文件", lambda document, made: document.source.file),
    ("来源网址", lambda document, made: document.source.url),
    ("说明", lambda document, made: "；".join(note.rstrip("。") for note in document.notes)),
    ("参考文献", lambda document, made: _reference(document, made)),
    ("链接", lambda document, made: _address(document, made)),
)


def _place(document: DocumentRecord) -> str | None:
    return "".join(document.place.path or (document.place.name,)) if document.place else document.place_name


def _address(document: DocumentRecord, made: Made) -> str:
    return f"{made.site}/reports/{document.document_id}"


def _reference(document: DocumentRecord, made: Made) -> str:
    return enter(Work(document, _address(document, made) if made.site else "", made.when.date()))


def _row(document: DocumentRecord, made: Made) -> tuple[Cell, ...]:
    return tuple(value(document, made) for _, value in _COLUMNS)


def _entry(document: DocumentRecord, made: Made) -> Entry:
    return Entry(document.title, (), (_reference(document, made), _address(document, made)))


DOCUMENTS: Writing[DocumentRecord] = Writing(tuple(name for name, _ in _COLUMNS), _row, document_summary, _entry, wide=(TITLE, "参考文献"))
