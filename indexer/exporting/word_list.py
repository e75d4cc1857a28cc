"""A basket as a Word document: quotations with number and place raised, notes, then the numbered references."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from indexer.exporting.excerpt_rows import STANDING_WORDS
from indexer.exporting.reference_list import Listed, ReferenceList
from indexer.exporting.tables import storable
from indexer.exporting.word_file import blank, written

if TYPE_CHECKING:
    from docx.document import Document


def word_list(listed: ReferenceList, made: datetime) -> bytes:
    """The file; what no XML file can hold (control characters) is left out, all else stands as the report has it."""
    file = blank("引文", made)
    for row in listed.standing:
        _quotation(file, row)
    if listed.references:
        file.add_paragraph("参考文献", style="Heading 1")
    for reference in listed.references:
        file.add_paragraph(storable(f"[{reference.number}] {reference.text}"))
        for remark in reference.remarks:
            file.add_paragraph(storable(f"（{remark}）"))
    if listed.lost:
        file.add_paragraph("未能收录", style="Heading 1")
    for row in listed.lost:
        file.add_paragraph(storable(f"{row.found.excerpt.passage_id}：{STANDING_WORDS[row.found.standing]}"))
    return written(file)


def _quotation(file: Document, row: Listed) -> None:
    paragraph = file.add_paragraph(storable(row.found.quote or ""), style="Quote")
    paragraph.add_run(row.mark).font.superscript = True
    if row.found.excerpt.note:
        file.add_paragraph(storable(f"备注：{row.found.excerpt.note}"))
