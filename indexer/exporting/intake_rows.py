"""What became of files, as rows of a table: an outcome and the report's record in, cells out."""

from __future__ import annotations

from corpus import DocumentRecord
from indexer.exporting.tables import Cell
from indexer.exporting.words import STATE_WORDS
from indexer.model.status import Fate, Outcome

FATE_WORDS: dict[Fate, str] = {
    "read": "收录", "updated": "更新", "unchanged": "未变", "refused": "未收录", "missing": "文件已不在", "removed": "删除",
}  # fmt: skip
INTAKE_COLUMNS = ("文件", "文件中的位置", "结果", "报告编号", "标题", "地区", "年份", "类型", "段数", "说明")


def intake_row(outcome: Outcome, document: DocumentRecord | None) -> tuple[Cell, ...]:
    """A row below :data:`INTAKE_COLUMNS`; ``document`` is None where there is none in the library."""
    head = (str(outcome.file), outcome.member, FATE_WORDS[outcome.fate], outcome.document_id)
    if document is None:
        return (*head, None, None, None, None, None, outcome.reason)
    place = "".join(document.place.path) if document.place else document.zone
    told = "；".join(text.rstrip("。") for text in (outcome.reason, *document.notes) if text)
    return (*head, document.title, place, document.year, STATE_WORDS[document.state], document.paragraphs, told)
