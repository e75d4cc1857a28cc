"""Translation memories: .tmx (TMX 1.4). Bytes in, the Chinese side out, a segment a line."""

from __future__ import annotations

import io

from lxml import etree

from corpus.formats.charset import plain_characters
from corpus.model.errors import BinaryFile, NoReport, ReadingError
from corpus.model.raw import RawReport

NAME = "tmx"
SUFFIXES = frozenset({".tmx"})
HEAD = 2000  # bytes in which the root element opens
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "it", "ph", "hi", "ut"})  # of formatting, inside a segment


def recognises(data: bytes, named: bool) -> bool:
    """Whether the root element of a translation memory opens at the beginning."""
    head = data[:HEAD].replace(b"\x00", b"")
    return b"<tmx" in head or (named and b"<?xml" in head)


def read(data: bytes, name: str) -> RawReport:
    """The Chinese segments in order.

    Raises :class:`BinaryFile` where the XML is broken, :class:`NoReport` where nothing in it is Chinese,
    :class:`ReadingError` where it declares entities.
    """
    lines: list[str] = []
    try:
        for _, unit in etree.iterparse(io.BytesIO(data), tag="{*}tuv", resolve_entities=False, no_network=True, load_dtd=False):
            if unit.getroottree().docinfo.internalDTD is not None and unit.getroottree().docinfo.internalDTD.entities():
                raise ReadingError(f"“{name}”含有不安全的实体声明，没有读取，请去掉文件开头的 <!DOCTYPE …> 后再收录。")
            if (unit.get(_LANGUAGE) or unit.get("lang") or "").lower().startswith("zh"):
                lines += [_segment(segment) for segment in unit.findall("{*}seg")]
            unit.clear()
    except etree.XMLSyntaxError as error:
        raise BinaryFile(f"“{name}”是残缺的翻译记忆库（TMX），请重新导出后再收录。") from error
    if not lines:
        raise NoReport(f"“{name}”里没有中文（xml:lang 为 zh 的）文字，请确认导出了中文一侧。")
    text, notes = plain_characters("\n".join(lines))
    return RawReport(text, NAME, "utf-8", notes=notes)


def _segment(segment: etree._Element) -> str:
    pieces = [segment.text or ""]
    for child in segment:
        if etree.QName(child).localname not in _CODES:
            pieces.append("".join(str(piece) for piece in child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces)
