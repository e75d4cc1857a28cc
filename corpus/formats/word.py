"""Word documents: .docx (and .docm, .dotx). Bytes in, a line for each paragraph and table row out, footnotes apart.

Source of the element names: ISO/IEC 29500 (WordprocessingML). Text boxes, tables, content controls, inserted text,
footnotes and the numbers Word counts itself are read; deleted text and field codes are not; of a drawing and its fallback only the drawing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from corpus.formats.archive import DAMAGED, contents, open_archive
from corpus.formats.charset import plain_characters
from corpus.formats.word_numbers import Numbering
from corpus.model.errors import BinaryFile, EmptyFile, ReadingError
from corpus.model.raw import RawReport

NAME = "word"
SUFFIXES = frozenset({".docx", ".docm", ".dotx"})
PART = b"word/document.xml"
MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
CELL = " | "  # between the cells of a row
INDENT = "　　"
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "sectPr", "rt", "annotationRef"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def recognises(data: bytes, named: bool) -> bool:
    """Whether it is a zip with a Word document in its directory."""
    return data.startswith(b"PK\x03\x04") and PART in data


def read(data: bytes, name: str) -> RawReport:
    """The text of the document.

    Raises :class:`BinaryFile` where it is damaged, :class:`EmptyFile` where it holds nothing but pictures,
    :class:`corpus.model.errors.TooLarge` where it would swell.
    """
    _check(data, name)
    try:
        package = docx.Document(io.BytesIO(data)).part
    except (KeyError, ValueError, AttributeError, PackageNotFoundError, etree.LxmlError, OSError) as error:
        raise BinaryFile(DAMAGED.format(name)) from error
    reader = _Reader(_footnotes(package), _numbering(package))
    text, remarks = plain_characters("\n".join(_lines(package.element.body, reader)))
    if not text.strip():
        raise EmptyFile(f"“{name}”里没有文字（可能只有图片），请先用文字识别（OCR）转成文字后再收录。")
    return RawReport(text, NAME, "utf-8", notes=remarks, footnotes=reader.printed())


def _check(data: bytes, name: str) -> None:
    """Unpack once within limits, and refuse document type declarations, which the standard forbids and attacks need."""
    archive = open_archive(data, name)
    for member in archive.infolist():
        inner = contents(archive, member, name)
        if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in inner[:4096]:
            raise ReadingError(f"“{name}”含有不安全的实体声明，没有读取，请用 Word 或 WPS 打开另存后再收录。")


class _Reader:
    """What is counted while the body is read: footnotes and endnotes, together, as it calls them, and numbered paragraphs."""

    def __init__(self, texts: dict[tuple[str, str], str], numbering: Numbering) -> None:
        self._texts = texts
        self.numbering = numbering
        self._called: list[tuple[str, str]] = []

    def mark(self, kind: str, number: str) -> str:
        """What stands in the body where the note is called."""
        key = (kind, number)
        if not self._texts.get(key):
            return ""
        if key not in self._called:
            self._called.append(key)
        return f"[{self._called.index(key) + 1}]"

    def printed(self) -> tuple[str, ...]:
        """The notes as lines, with their numbers."""
        return tuple(plain_characters(f"[{i}]{self._texts[key]}")[0] for i, key in enumerate(self._called, 1))


def _footnotes(package: Any) -> dict[tuple[str, str], str]:
    """(footnote or endnote, its id) → its text in one line."""
    texts = {}
    reader = _Reader({}, Numbering(None, None))
    for kind in ("footnote", "endnote"):
        root = _part(package, f"{kind}s")
        for note in () if root is None else root:
            if note.get(f"{MAIN}type") in (None, "normal"):
                texts[kind, note.get(f"{MAIN}id") or ""] = " ".join("\n".join(_lines(note, reader)).split("\n")).strip()
    return texts


def _numbering(package: Any) -> Numbering:
    return Numbering(_part(package, "numbering"), _part(package, "styles"))


def _part(package: Any, kind: str) -> Any | None:
    """The root of the part of this kind that belongs to the body."""
    for relation in package.rels.values():
        if relation.reltype.rpartition("/")[2] == kind and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return None


def _lines(root: Any, reader: _Reader) -> Iterator[str]:
    """Paragraphs and table rows below ``root``, in order."""
    for element in root:
        tag = _tag(element)
        if tag == "p":
            yield from _paragraph(element, reader)
        elif tag == "tbl":
            yield from _table(element, reader)
        elif tag not in _SKIPPED:
            yield from _lines(element, reader)


def _paragraph(element: Any, reader: _Reader) -> Iterator[str]:
    """A paragraph, and the text boxes anchored in it, behind it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _collect(element, pieces, boxes, reader)
    indent = INDENT if _is_indented(element) else ""
    yield indent + reader.numbering.label(element) + "".join(pieces)
    for box in boxes:
        yield from _lines(box, reader)


def _collect(element: Any, pieces: list[str], boxes: list[Any], reader: _Reader) -> None:
    for child in element:
        tag = _tag(child)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        elif tag in ("footnoteReference", "endnoteReference"):
            pieces.append(reader.mark(tag.removesuffix("Reference"), child.get(f"{MAIN}id") or ""))
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag not in _SKIPPED:
            _collect(child, pieces, boxes, reader)


def _table(element: Any, reader: _Reader) -> Iterator[str]:
    """A row a line; rows whose cells hold paragraphs of text, as layout tables do, a paragraph a line."""
    for row in (child for child in _inside(element) if _tag(child) == "tr"):
        cells = [list(_lines(cell, reader)) for cell in _inside(row) if _tag(cell) == "tc"]
        if any(len(line) > 100 for cell in cells for line in cell) or len(cells) < 2:
            yield from (line for cell in cells for line in cell)
        else:
            yield CELL.join(" ".join(" ".join(cell).split()) for cell in cells)


def _inside(element: Any) -> Iterable[Any]:
    """Children, with what content controls wrap."""
    for child in element:
        if _tag(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child)
        else:
            yield child


def _is_indented(element: Any) -> bool:
    """Whether the first line is set in, by formatting: a paragraph of its own, even where the one before has no end mark."""
    indent = element.find(f"{MAIN}pPr/{MAIN}ind")
    if indent is None:
        return False
    return any(int(value) > 0 for key in ("firstLine", "firstLineChars") if (value := indent.get(MAIN + key, "")).isdecimal())


def _tag(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else "#"
