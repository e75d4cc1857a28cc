"""Numbers that Word counts itself: 一、 （一） 1. before paragraphs, which stand in no text of the file. Numbering part in, labels out.

Source: ISO/IEC 29500-1, 17.9 (numbering). Bullets are left out, for they say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand",
})  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_UNSAID = frozenset({"bullet", "none"})
_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts: from where, in which numerals, and what stands around them (``（%1）``)."""

    start: int
    form: str
    text: str


class Numbering:
    """Counts the paragraphs of one document, in order."""

    def __init__(self, root: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._of_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)
        for style in styles if styles is not None and self._lists else ():
            counted = _numbered(style.find(f"{MAIN}pPr"))
            if counted:
                self._of_style[style.get(f"{MAIN}styleId") or ""] = counted

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph; empty where it prints nothing or a bullet."""
        properties = paragraph.find(f"{MAIN}pPr")
        if properties is None or not self._lists:
            return ""
        counted = _numbered(properties)
        if counted is None:
            style = properties.find(f"{MAIN}pStyle")
            counted = self._of_style.get(style.get(f"{MAIN}val") or "") if style is not None else None
        return self._next(*counted) if counted and counted[0] in self._lists else ""

    def _read(self, root: Any) -> None:
        for abstract in root.findall(f"{MAIN}abstractNum"):
            levels = {_number(level.get(f"{MAIN}ilvl")): _level(level) for level in abstract.findall(f"{MAIN}lvl")}
            self._levels[abstract.get(f"{MAIN}abstractNumId") or ""] = levels
        for each in root.findall(f"{MAIN}num"):
            starts = {
                _number(override.get(f"{MAIN}ilvl")): _number(_value(override, "startOverride"), 1)
                for override in each.findall(f"{MAIN}lvlOverride")
            }
            self._lists[each.get(f"{MAIN}numId") or ""] = (_value(each, "abstractNumId"), starts)

    def _next(self, number: str, depth: int) -> str:
        abstract, starts = self._lists[number]
        levels, counts = self._levels.get(abstract, {}), self._counts.setdefault(abstract, {})
        if depth not in levels:
            return ""
        if number not in self._begun:
            self._begun.add(number)
            for level in starts:
                counts.pop(level, None)
        counts[depth] = counts[depth] + 1 if depth in counts else starts.get(depth, levels[depth].start)
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].form in _UNSAID:
            return ""
        return _PLACE.sub(lambda found: self._numeral(levels, counts, int(found[1]) - 1), levels[depth].text)

    @staticmethod
    def _numeral(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        if depth not in levels:
            return ""
        return numeral(counts.get(depth, levels[depth].start), levels[depth].form)


def numeral(value: int, form: str) -> str:
    """``value`` in the numerals of a format of the standard; Arabic ones for formats that reports do not use.

    >>> [numeral(n, "chineseCounting") for n in (3, 10, 12, 20, 21)], numeral(2, "decimalEnclosedCircle"), numeral(7, "decimal")
    (['三', '十', '十二', '二十', '二十一'], '②', '7')
    """
    if form in _CIRCLED and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if form in _CHINESE and 0 <= value < 100:
        tens, ones = divmod(value, 10)
        head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return head + (_DIGITS[ones] if ones or not tens else "")
    return str(value)


def _numbered(properties: Any) -> tuple[str, int] | None:
    """The list and the level of a paragraph; ``0`` as list says that it is not numbered after all."""
    found = properties.find(f"{MAIN}numPr") if properties is not None else None
    if found is None:
        return None
    return _value(found, "numId"), _number(_value(found, "ilvl"))


def _level(element: Any) -> _Level:
    return _Level(_number(_value(element, "start"), 1), _value(element, "numFmt") or "decimal", _value(element, "lvlText"))


def _value(element: Any, name: str) -> str:
    child = element.find(f"{MAIN}{name}")
    return (child.get(f"{MAIN}val") or "") if child is not None else ""


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
