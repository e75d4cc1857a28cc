"""Word files in the look of Chinese documents: an empty one with a title, and its bytes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

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


def blank(title: str, made: datetime) -> Document:
    """A file with nothing but its title."""
    from docx import Document  # 0.2 s, which no page has to wait for

    file = Document()
    _set_up(file, title, made)
    file.add_paragraph(title, style="Title")
    return file


def written(file: Document) -> bytes:
    """The file as it is saved."""
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_up(file: Document, title: str, made: datetime) -> None:
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
    properties.title, properties.author, properties.comments, properties.language = title, "", "", "zh-CN"
    properties.created = properties.modified = made
    properties.last_modified_by = ""
