"""A basket as a Word document: quotations with number and place raised, notes, then the numbered references."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from indexer.exporting.excerpt_rows import STANDING_WORDS
from indexer.exporting.reference_list import Listed, ReferenceList
from indexer.exporting.tables import storable

if TYPE_CHECKING:
    from docx.document import Document

SONG, HEI, KAI, LATIN = "宋体", "黑体", "楷体", "Times New Roman"
STYLES = (  # name, East Asian font, size in points
    ("Normal", SONG, 12),
    ("Title", HEI, 18),
    ("Heading 1", HEI, 14),
    ("Quote", KAI, 12),
)
PAGE, MARGIN = (21.0, 29.7), 2.5  # A4, in centimetres


def word_list(listed: ReferenceList, made: datetime) -> bytes:
    """The file; what no XML file can hold (control characters) is left out, all else stands as the report has it."""
    from docx import Document  # 0.2 s, which no page has to wait for

    file = Document()
    _set_up(file, made)
    file.add_paragraph("引文", style="Title")
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
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _quotation(file: Document, row: Listed) -> None:
    paragraph = file.add_paragraph(storable(row.found.quote or ""), style="Quote")
    paragraph.add_run(row.mark).font.superscript = True
    if row.found.excerpt.note:
        file.add_paragraph(storable(f"备注：{row.found.excerpt.note}"))


def _set_up(file: Document, made: datetime) -> None:
    """Paper, fonts and properties: python-docx's own template is American, and names itself as the author."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = file.sections[0]
    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    for name, font, size in STYLES:
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.italic = LATIN, Pt(size), RGBColor(0, 0, 0), False
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):  # it would outweigh the font
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    properties = file.core_properties
    properties.title, properties.author, properties.comments, properties.language = "引文", "", "", "zh-CN"
    properties.created = properties.modified = made
    properties.last_modified_by = ""
